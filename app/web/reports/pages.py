"""What an agency sees of the reports it owes: the list, one of them, and the form it is sent with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select, select

from app.casework import report_list as read
from app.casework.calendars import working_calendar
from app.casework.permissions import Deed, Viewer, collects
from app.casework.report_list import ReportLine, State
from app.casework.report_merging import gathered_for
from app.casework.report_sending import round_of
from app.extensions import db
from app.records.matters import Act, Matter
from app.records.reports import SentReport
from app.statute.calendar import WorkingCalendar
from app.statute.reporting import FIGURES, PARTS, answer_of, merges
from app.web.access import current_viewer
from app.web.clock import today as web_today
from app.web.file_panel import FilesPanel, by_act, panel_of
from app.web.lists import asked, list_foot, page_url, row_number
from app.web.navigation import counts
from app.web.reports.forms import SendForm, send_form
from app.web.reports.words import badge_of, collector_words, period_words, state_words, title_of, why_words
from app.web.standing import Standing, standing_of
from app.web.views import DueWords, Empty, Fact, FilterBar, FilterField, Foot, Link
from app.web.wording import day, number, term

A_WEEK = timedelta(days=7)
OWED, DUTY = "reports.index", "reports.duty"
STATE_FIELD, PAGE_FIELD, SENT = "trang-thai", "trang", "da-gui"


@dataclass(frozen=True, slots=True)
class Line:
    """A report in a list of an agency. ``act``: the one next thing to do."""

    badge: DueWords
    url: str
    code: str
    title: str
    period: str
    to: str
    agency: str
    state: str
    sent: str
    act: Link | None


@dataclass(frozen=True, slots=True)
class OwedPage:
    """The reports agencies of the viewer owe, or sent."""

    title: str
    lede: str
    bar: FilterBar
    lines: tuple[Line, ...]
    with_agency: bool
    foot: Foot
    empty: Empty | None


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending: its figures and its parts in words."""

    title: str
    figures: tuple[Fact, ...]
    parts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DutyPage:
    """One report an agency owes."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    asked: str
    standing: Standing
    files: FilesPanel
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class SendPage:
    """The surroundings of the form."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    why: str
    back: str
    returned: str
    figures: tuple[str, ...]
    parts: tuple[str, ...]
    figures_help: str
    parts_help: str


def soon() -> dict[str, Any]:
    """Until when what is due is counted beside the navigation: asked on every page, so no calendar is read for it."""
    return {"reports_soon": web_today() + A_WEEK}


@counts(OWED, soon)
def to_send(viewer: Viewer) -> Select[int] | None:
    """Reports somebody's agency must send within the week, or should have sent."""
    return read.how_many_awaited(viewer) if viewer.may(Deed.SEND_REPORTS) else None


def owed_page() -> OwedPage:
    """What is to be sent, the first due on top; or what was sent, the latest on top."""
    viewer, running, page = current_viewer(), asked(STATE_FIELD) != SENT, max(row_number(asked(PAGE_FIELD)) or 1, 1)
    rows, total = read.reports_of(db.session(), viewer, running=running, page=page)
    shown = (page - 1) * read.PAGE + len(rows)
    states = (("", _("Phải gửi")), (SENT, _("Đã gửi")))
    field = FilterField(STATE_FIELD, _("Tình trạng"), states, asked(STATE_FIELD), phone=True)
    return OwedPage(
        title=_("Báo cáo phải nộp"),
        lede=_("Báo cáo, kế hoạch cơ quan phải gửi; hạn gần nhất trước."),
        bar=FilterBar(url_for(OWED), (field,), clear=url_for(OWED)),
        lines=_lines(rows),
        with_agency=len(viewer.agencies(*read.MEMBERS)) > 1,
        foot=list_foot(
            len(rows), total, _("báo cáo"), next_url=page_url(OWED, trang=str(page + 1)) if shown < total else None,
            first_url=page_url(OWED, trang="") if page > 1 else None,
        ),
        empty=None if rows else Empty(_("Không có báo cáo nào phải gửi.") if running else _("Chưa gửi báo cáo nào.")),
    )  # fmt: skip


def _lines(rows: list[ReportLine]) -> tuple[Line, ...]:
    today, calendar = web_today(), working_calendar(db.session())
    return tuple(_line(row, today, calendar) for row in rows)


def _line(row: ReportLine, today: date, calendar: WorkingCalendar) -> Line:
    sent = _("lần %(n)s, số %(no)s ngày %(day)s", n=number(row.turn), no=row.document, day=day(row.last_on))
    verb = _("Gửi lại") if row.turn else _("Gửi báo cáo")
    return Line(
        badge=badge_of(row, today, calendar), url=url_for(DUTY, ref=row.ref), code=row.code, title=title_of(row),
        period=period_words(row), to=collector_words(row.collector), agency=row.agency, state=state_words(row.state),
        sent=sent if row.turn else "",
        act=Link(verb, url_for("reports.send", ref=row.ref)) if row.awaited else None,
    )  # fmt: skip


# --- one report ---------------------------------------------------------------------------------------------------


def act_url(matter: Matter, act: str) -> str:
    """Where an act of a report is recorded: a sending has a form of its own."""
    if act == "report_sent":
        return url_for("reports.send", ref=matter.ref)
    return url_for("reports.act", ref=matter.ref, act=act)


def duty_crumbs(matter: Matter) -> tuple[Link, ...]:
    """The way back: to the round for whoever gathers, to the agency's own list for its people."""
    viewer, it = current_viewer(), round_of(db.session(), matter)
    here = Link(matter.code, url_for(DUTY, ref=matter.ref))
    if matter.agency_id in viewer.agencies(*read.MEMBERS):
        return Link(_("Báo cáo phải nộp"), url_for(OWED)), here
    above = Link(_("Nghĩa vụ báo cáo"), url_for("reports.duties"))
    return above, Link(title_of(it), url_for("reports.round", round_ref=it.ref)), here


def duty_page(matter: Matter) -> DutyPage:
    """Everything the page of a report shows, for the viewer of this request."""
    session = db.session()
    it, (line,) = round_of(session, matter), read.lines_of_matters(session, [matter.id])
    files = panel_of(matter)
    return DutyPage(
        code=matter.code,
        title=title_of(it),
        lede=" · ".join((matter.code, line.agency, _("gửi %(to)s", to=collector_words(it.collector)))),
        crumbs=(*duty_crumbs(matter)[:-1], Link(matter.code, "")),
        facts=tuple(
            Fact(*one) for one in ((_("Kỳ báo cáo"), period_words(it)), (_("Căn cứ"), why_words(it))) if one[1]
        ),
        asked=it.asked,
        standing=standing_of(matter, act_url=lambda act: act_url(matter, act)),
        files=files,
        sent=tuple(_sendings(matter)),
    )


def _sendings(matter: Matter) -> Iterator[Sent]:
    """The latest first."""
    wanted = select(SentReport, Act).join(Act, Act.id == SentReport.act_id).where(SentReport.matter_id == matter.id)
    for sent, act in db.session.execute(wanted.order_by(SentReport.turn.desc())):
        yield Sent(
            title=_("Lần %(n)s: số %(no)s ngày %(day)s", n=number(sent.turn), no=act.document_no, day=day(act.on)),
            figures=tuple(
                Fact(term(FIGURES, one), number(sent.figures[one])) for one in FIGURES if one in sent.figures
            ),
            parts=tuple(Fact(term(PARTS, one), sent.parts[one]) for one in PARTS if one in sent.parts),
        )


def gathers(matter: Matter) -> bool:
    """Whether the viewer of this request gathers this report."""
    return collects(current_viewer(), str(matter.facts.get("collector")))


# --- sending ------------------------------------------------------------------------------------------------------


def sending_form(matter: Matter) -> SendForm:
    """The form; sent again, it starts from what was sent before; the province's own, from what its agencies sent."""
    last = db.session.scalar(
        select(SentReport).where(SentReport.matter_id == matter.id).order_by(SentReport.turn.desc()).limit(1)
    )
    it = round_of(db.session(), matter)
    known: dict[str, Any] = {**last.figures, **last.parts} if last else {}
    known = known or gathered_for(db.session(), current_viewer(), it)
    kind = send_form(answer_of(it.form))
    return kind(data={"expected_version": matter.version, "on": web_today(), **known})


def sending_page(matter: Matter, form: SendForm) -> SendPage:
    """The surroundings of the form of a sending."""
    it, title = round_of(db.session(), matter), _("Gửi báo cáo")
    return SendPage(
        title=title,
        lede=" · ".join(filter(None, (title_of(it), period_words(it)))),
        crumbs=(*duty_crumbs(matter), Link(title, "")),
        why=why_words(it),
        back=url_for(DUTY, ref=matter.ref),
        returned=_returned(matter),
        figures=form.figures,
        parts=form.parts,
        figures_help=_("Ghi như trong báo cáo; các số này được cộng vào dự thảo báo cáo của tỉnh. Không có thì nhập 0.")
        if merges(it.form) else _("Ghi như trong báo cáo. Số điền sẵn là tổng các cơ quan đã gửi kỳ này, nếu có."),
        parts_help=_("Phần chữ đưa vào dự thảo của tỉnh. Không ghi tên, nội dung của người tố cáo.")
        if merges(it.form) else _("Tóm tắt báo cáo đã gửi. Không ghi tên, nội dung của người tố cáo."),
    )  # fmt: skip


def _returned(matter: Matter) -> str:
    """Why it came back, when it did."""
    if matter.stage != "report_returned":
        return ""
    wanted = select(Act).where(Act.matter_id == matter.id, Act.act == "report_returned").order_by(Act.id.desc())
    act = db.session.scalars(wanted.limit(1)).one()
    return _("Bị trả lại ngày %(day)s: %(why)s", day=day(act.on), why=str(act.data.get("reason", "")))


__all__ = ["State", "by_act", "duty_page", "gathers", "owed_page", "sending_form", "sending_page"]
