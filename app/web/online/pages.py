"""What the pages of online reception show: the steps of a day with their dates, a step's form, the notice to send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.agencies import agencies_on
from app.casework.following import Hand
from app.casework.online import Preparation, preparation_of
from app.casework.papers.facts import office_of
from app.casework.permissions import Deed
from app.casework.reception_schedule import find_day
from app.extensions import db
from app.records.agencies import Agency
from app.records.online import OnlineDay
from app.statute.instruments import cite, cite_all
from app.statute.papers.bases import written_out
from app.web.access import current_viewer
from app.web.act_fields import choice_words
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.online.forms import DecisionForm, PointsForm, StepForm, TrialForm
from app.web.online.reading import Reading, StepLine
from app.web.online.steps import DECIDING, STEPS, Step
from app.web.views import Fact, Link
from app.web.wording import day, hours, spoken, weekday_and_day

CONDITIONS = "online_conditions"
GROUNDS = "online_reception"


@dataclass(frozen=True, slots=True)
class OnlinePage:
    """How a day is prepared to be held online."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    decided: bool
    asks: str
    steps: tuple[StepLine, ...]
    facts: tuple[Fact, ...]
    notice_url: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """What stands around the form of a step."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    verb: str
    back: str
    cite: str
    agencies: tuple[str, ...]
    denouncing: str = ""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The notice on paper: in Vietnamese; the law annexes no form for it."""

    title: str
    crumbs: tuple[Link, ...]
    superior: str
    agency: str
    place_and_day: str
    opening: str
    lines: tuple[str, ...]
    points: tuple[tuple[str, str, str, str], ...]  # role, body, place, who
    rules: tuple[str, ...]
    basis: str


def online_day(ref: str, *, keeping: bool = False) -> Preparation:
    """The day of an address. Aborts with 404 when it cannot be held online, 403 for somebody who only looks."""
    viewer = current_viewer()
    found = find_day(db.session(), viewer, ref, today=web_today()) or abort(404)
    if keeping and not viewer.may(Deed.PLAN_RECEPTION, found.agency_id):
        abort(403)
    return preparation_of(db.session(), found) or abort(404)


def hand_of_request() -> Hand:
    """Whose deed this request is."""
    return Hand(current_viewer(), now(), web_today())


# --- the steps ----------------------------------------------------------------------------------------------------


def online_page(it: Preparation) -> OnlinePage:
    """The steps of a day, each with its date and why."""
    agency = db.session().get_one(Agency, it.day.agency_id)
    reading = Reading.of(it)
    lines = tuple(reading.line(place, step) for place, step in enumerate(STEPS, 1))
    return OnlinePage(
        title=_("Tiếp công dân trực tuyến"),
        lede=" · ".join((_upper(weekday_and_day(it.day.on)), hours(it.day.starts_at), agency.name)),
        crumbs=_crumbs(it),
        decided=it.online is not None,
        asks="" if it.online or reading.heads else _("Chưa có quyết định tiếp trực tuyến: thủ trưởng quyết định."),
        steps=lines if it.online else lines[:1],
        facts=tuple(_facts(it.online)) if it.online else (),
        notice_url=url_for("online.notice", ref=it.day.ref) if it.online and _may_send(it) else "",
    )


def _may_send(it: Preparation) -> bool:
    viewer = current_viewer()
    return viewer.may(Deed.PLAN_RECEPTION, it.day.agency_id) or viewer.may(Deed.WATCH_PROVINCE)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _crumbs(it: Preparation, last: str = "") -> tuple[Link, ...]:
    schedule = Link(_("Lịch tiếp công dân"), url_for("reception.schedule", noi=it.day.agency_id))
    here = Link(day(it.day.on), url_for("reception.day", ref=it.day.ref))
    if not last:
        return schedule, here, Link(_("Trực tuyến"), "")
    return schedule, here, Link(_("Trực tuyến"), url_for("online.page", ref=it.day.ref)), Link(last, "")


def _facts(online: OnlineDay) -> Iterator[Fact]:
    yield Fact(_("Quyết định"), _("số %(no)s ngày %(day)s", no=online.decision_no, day=day(online.decided_on)))
    yield Fact(_("Căn cứ"), choice_words(GROUNDS, online.ground))
    met = "; ".join(choice_words(CONDITIONS, one) for one in online.conditions)
    if met:
        yield Fact(_("Điều kiện tại nơi tiếp"), met)
    if online.other_place:
        yield Fact(_("Tiếp ở nơi khác đủ điều kiện"), online.other_place)


# --- the forms ----------------------------------------------------------------------------------------------------


def step_form(it: Preparation, step: Step) -> StepForm:
    """The form of a step with its lists and what is known. Aborts with 403 when only the head may."""
    if step is DECIDING and not current_viewer().may(Deed.ASSIGN, it.day.agency_id):
        abort(403)
    form = step.form()
    if isinstance(form, DecisionForm):
        form.offer(web_today())
    if isinstance(form, TrialForm):
        form.offer()
    if isinstance(form, PointsForm):
        form.own = db.session().get_one(Agency, it.day.agency_id).name
    if form.fresh:
        form.fill(it, web_today())
    return form


def step_page(it: Preparation, step: Step, form: StepForm) -> StepPage:
    """What stands around the form of a step."""
    title = str(step.title)
    names = tuple(sorted(one.name for one in agencies_on(db.session(), web_today())))
    return StepPage(
        code=step.code,
        title=title,
        lede=_upper(" · ".join(filter(None, (weekday_and_day(it.day.on), hours(it.day.starts_at))))),
        crumbs=_crumbs(it, title),
        verb=str(step.verb),
        back=url_for("online.page", ref=it.day.ref),
        cite=spoken(cite_all([step.provision])),
        agencies=names if isinstance(form, PointsForm) else (),
        denouncing=form.denunciation if isinstance(form, DecisionForm) else "",
    )


# --- the notice ---------------------------------------------------------------------------------------------------


def notice_page(it: Preparation) -> NoticePage:
    """The paper that tells the citizen and the bodies of an online day. Aborts with 404 before the decision."""
    online = it.online or abort(404)
    on = web_today()
    office = office_of(db.session(), it.day.agency_id, on)
    return NoticePage(
        title=_("Thông báo buổi tiếp trực tuyến"),
        crumbs=_crumbs(it, _("Bản in")),
        superior=office.superior.upper(),
        agency=office.name.upper(),
        place_and_day=f"{office.place}, {written_out(on)}",
        opening=(
            f"Thực hiện Quyết định số {online.decision_no} ngày {online.decided_on:%d/%m/%Y}, {office.name} thông báo "
            "tổ chức tiếp công dân trực tuyến như sau:"
        ),
        lines=tuple(
            f"{name}: {text}."
            for name, text in (
                ("Thời gian", _when(it)),
                ("Người chủ trì", it.day.chaired_by),
                ("Nơi tiếp", online.other_place or it.day.place),
            )
            if text
        ),
        points=tuple(
            ("Trung tâm" if one.position == 0 else "Thành phần", one.body, one.place, one.who) for one in it.points
        ),
        rules=RULES,
        basis=f"Căn cứ {cite('ND154 23.1')}.",
    )


def _when(it: Preparation) -> str:
    parts = [one for one in (hours(it.day.starts_at), hours(it.day.ends_at)) if one]
    return f"từ {' đến '.join(parts)} ngày {it.day.on:%d/%m/%Y}" if parts else f"ngày {it.day.on:%d/%m/%Y}"


RULES = (
    "Công dân được chọn dự tại điểm cầu trung tâm hoặc điểm cầu thành phần; đoàn đông người cử người đại diện.",
    "Mang theo căn cước, giấy chứng nhận căn cước, hộ chiếu hoặc giấy tờ tùy thân khác để kiểm tra trước khi vào.",
    "Trong buổi tiếp luôn mở hình, chỉ mở tiếng khi người chủ trì mời. Buổi tiếp được ghi âm, ghi hình.",
    "Người tố cáo yêu cầu giữ bí mật không tiếp trực tuyến: báo trước để được tiếp ở buổi khác.",
)

__all__ = [
    "hand_of_request",
    "notice_page",
    "online_day",
    "online_page",
    "step_form",
    "step_page",
]
