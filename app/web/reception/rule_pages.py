"""What the pages of the schedule as a whole show: its rules, the days a rule makes, and that it was posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.casework.agencies import agencies_on
from app.casework.errors import Refused
from app.casework.head_duties import short_of
from app.casework.permissions import Deed
from app.casework.postings import to_post
from app.casework.reception_days import FURTHEST_AHEAD
from app.casework.schedule_rules import Foreseen, foresee, rules_of
from app.extensions import db
from app.records.agencies import Agency
from app.records.reception import ReceptionDay, ReceptionKind, ReceptionRule
from app.web.access import current_viewer
from app.web.clock import today
from app.web.forms import refused_into_form
from app.web.lists import asked
from app.web.reception.day_words import kind_of, kind_short, who_posted
from app.web.reception.month import month_asked, month_url
from app.web.reception.rule_forms import PostingForm, RuleForm
from app.web.reception.rule_words import rule_words
from app.web.views import Empty, Link
from app.web.wording import day, hours, number, short_day, weekday_and_day, words

CHOSEN = "buoi"  # the days ticked
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words. ``url``: where it is changed."""

    url: str
    says: str
    off: str
    kind: str
    span: str
    when: str
    made: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The rules of an agency."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    lines: tuple[RuleLine, ...]
    new_url: str
    empty: Empty


@dataclass(frozen=True, slots=True)
class ForeseenLine:
    """A day a rule makes. ``note``: rolled from a day off, left out, or on the schedule already."""

    on: str
    note: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """What stands around the form of a rule. ``foreseen``: what saving it makes, when that was asked for."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    foreseen: tuple[ForeseenLine, ...] = ()
    sentence: str = ""
    short: tuple[str, ...] = ()
    changing: bool = False


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A day to tick."""

    ref: str
    on: str
    kind: str
    when: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class PostingPage:
    """What stands around the form of a posting."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    lines: tuple[PostingLine, ...]
    empty: Empty


# --- rules --------------------------------------------------------------------------------------------------------


def kept_agency() -> Agency:
    """The agency asked for whose schedule the viewer keeps, the first of them when none is. Aborts with 403."""
    kept = _kept()
    return next((one for one in kept if str(one.id) == asked("noi")), kept[0])


def _kept() -> list[Agency]:
    viewer = current_viewer()
    kept = [one for one in agencies_on(db.session(), today()) if viewer.may(Deed.PLAN_RECEPTION, one.id)]
    return kept or abort(403)


def the_rule(ref: str) -> ReceptionRule:
    """The rule of an address, for whoever keeps its schedule. Aborts with 404."""
    found = db.session().scalar(select(ReceptionRule).where(ReceptionRule.ref == ref))
    if found is None or not current_viewer().may(Deed.PLAN_RECEPTION, found.agency_id):
        abort(404)
    return found


def rules_page(agency: Agency) -> RulesPage:
    """The rules of an agency, those that ended too."""
    new_url = url_for("reception.new_rule", noi=agency.id)
    return RulesPage(
        title=_("Quy tắc lập lịch"),
        lede=agency.name,
        crumbs=(_schedule_of(agency.id), Link(_("Quy tắc lập lịch"), "")),
        lines=tuple(_line(rule) for rule in rules_of(db.session(), agency.id)),
        new_url=new_url,
        empty=Empty(
            _("Chưa có quy tắc nào. Đặt một quy tắc, chương trình lập sẵn các buổi tiếp của một năm."),
            Link(_("Đặt quy tắc"), new_url),
        ),
    )


def _schedule_of(agency_id: int) -> Link:
    return Link(_("Lịch tiếp công dân"), url_for("reception.schedule", noi=agency_id))


def _line(rule: ReceptionRule) -> RuleLine:
    span = (
        _("Từ %(first)s đến hết %(last)s", first=day(rule.from_on), last=day(rule.until_on))
        if rule.until_on
        else _("Từ %(first)s", first=day(rule.from_on))
    )
    return RuleLine(
        url=url_for("reception.rule", ref=rule.ref),
        says=rule_words(rule),
        off=_("Trùng ngày nghỉ: %(what)s", what=words(rule.off).lower()),
        kind=kind_of(rule.kind),
        span=span,
        when=" · ".join(filter(None, (_hours(rule), rule.place, rule.chaired_by))),
        made=_("Đã lập đến %(day)s", day=day(rule.made_until)),
    )


def _hours(it: ReceptionRule | ReceptionDay) -> str:
    return "–".join(filter(None, (hours(it.starts_at), hours(it.ends_at))))


def rule_form(rule: ReceptionRule | None = None) -> RuleForm:
    """The form of a rule, or of a new one."""
    form, kept = RuleForm(), _kept()
    form.offer([(str(one.id), one.name) for one in kept])
    if form.is_submitted():
        return form
    form.agency.data = rule.agency_id if rule else kept_agency().id
    if rule is not None:
        form.fill(rule)
    else:
        form.kind.data, form.from_on.data = ReceptionKind.HEAD, today()
    return form


def previews() -> bool:
    """Whether the days were asked for, before anything is saved."""
    return request.form.get("then") != "save"


def rule_page(form: RuleForm, rule: ReceptionRule | None = None, *, shown: bool = False) -> RulePage:
    """What stands around the form. ``shown``: the days it makes, of a form that is valid."""
    offered = form.agency.data in {value for value, _name in form.desks}
    agency = db.session().get_one(Agency, int(form.agency.data)) if offered else kept_agency()
    back = url_for("reception.rules", noi=agency.id)
    title = _("Sửa quy tắc") if rule else _("Đặt quy tắc")
    found = _foreseen(form, agency, rule) if shown else ()
    free = [one for one in found if one.day.on is not None and not one.taken]
    made = ngettext("Sẽ lập %(n)s buổi tiếp.", "Sẽ lập %(n)s buổi tiếp.", len(free), n=number(len(free)))
    return RulePage(
        title=title,
        lede=agency.name if len(form.desks) == 1 else "",
        crumbs=(_schedule_of(agency.id), Link(_("Quy tắc lập lịch"), back), Link(title, "")),
        back=back,
        foreseen=tuple(_foreseen_line(one) for one in found),
        sentence=made if shown and not form.errors else "",
        short=tuple(_short(agency, form, found)) if found else (),
        changing=rule is not None,
    )


def _foreseen(form: RuleForm, agency: Agency, rule: ReceptionRule | None) -> Sequence[Foreseen]:
    try:
        return foresee(db.session(), form.draft(), agency_id=agency.id, today=today(), rule=rule)
    except Refused as refused:
        refused_into_form(form, refused)
        return ()


def _foreseen_line(one: Foreseen) -> ForeseenLine:
    named = weekday_and_day(one.day.named)
    if one.day.on is None:
        return ForeseenLine(named, _("ngày nghỉ, bỏ"))
    on = weekday_and_day(one.day.on)
    if one.taken:
        return ForeseenLine(on, _("đã có buổi tiếp, giữ nguyên"))
    return ForeseenLine(on, _("thay cho %(day)s", day=named) if one.day.on != one.day.named else "")


def _short(agency: Agency, form: RuleForm, found: Sequence[Foreseen]) -> Iterator[str]:
    """The months in which the head would not receive as often as the law demands."""
    if form.draft().kind is not ReceptionKind.HEAD:
        return
    days = [one.day.on for one in found if one.day.on is not None]
    first = (today() + timedelta(days=31)).replace(day=1)
    last = min(today() + FURTHEST_AHEAD, found[-1].day.named).replace(day=1) - DAY
    for period, owed in short_of(db.session(), agency, days, first, last, today=today()):
        yield _(
            "Kỳ %(first)s – %(last)s: còn thiếu %(n)s ngày thủ trưởng trực tiếp tiếp.",
            first=short_day(period.first), last=day(period.last), n=number(owed),
        )  # fmt: skip


# --- posting ------------------------------------------------------------------------------------------------------


def days_to_post(agency: Agency) -> list[ReceptionDay]:
    """What of the month asked for is planned and not posted yet."""
    first = month_asked()
    return to_post(db.session(), agency.id, first=first, last=(first + timedelta(days=31)).replace(day=1) - DAY)


def ticked(offered: Sequence[ReceptionDay]) -> list[ReceptionDay]:
    """The days chosen among those offered."""
    sent = set(request.form.getlist(CHOSEN))
    return [one for one in offered if one.ref in sent]


def posting_form(agency: Agency) -> PostingForm:
    """The form of a posting, with where and by whom the last schedule of the agency was posted."""
    form = PostingForm()
    if not form.is_submitted():
        posted = (ReceptionDay.agency_id == agency.id, ReceptionDay.posted_on.is_not(None))
        wanted = select(ReceptionDay).where(*posted).order_by(ReceptionDay.posted_on.desc(), ReceptionDay.id).limit(1)
        last = db.session().scalar(wanted)
        form.on.data = today()
        form.where.data, form.by_whom.data = (last.posted_where, last.posted_by) if last else ("", "")
    return form


def posting_page(agency: Agency, form: PostingForm, offered: Sequence[ReceptionDay]) -> PostingPage:
    """What stands around the form: the days of the month, all ticked when it is opened."""
    first = month_asked()
    sent = {one.ref for one in ticked(offered)}
    only = asked(CHOSEN)
    back = month_url("reception.schedule", first, agency.id)
    return PostingPage(
        title=_("Ghi niêm yết lịch"),
        lede=_("%(agency)s, tháng %(month)s/%(year)s", agency=agency.name, month=first.month, year=first.year),
        crumbs=(Link(_("Lịch tiếp công dân"), back), Link(_("Ghi niêm yết lịch"), "")),
        back=back,
        lines=tuple(
            PostingLine(
                ref=one.ref, on=weekday_and_day(one.on), kind=kind_short(one.kind),
                when=" · ".join(filter(None, (_hours(one), one.place, who_posted(one)))),
                ticked=one.ref in sent if form.is_submitted() else not only or one.ref == only,
            )
            for one in offered
        ),
        empty=Empty(_("Không có buổi tiếp nào của tháng này chờ niêm yết."), Link(_("Xem lịch"), back)),
    )  # fmt: skip
