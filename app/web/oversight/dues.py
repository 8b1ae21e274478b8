"""The lists of what is late and of what is near: for handlers, heads and supervisors, each what they may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import overdue
from app.casework.agencies import agencies_on
from app.casework.calendars import soon_days, working_calendar
from app.casework.figures import LateDay, late_days, of_age, rules_late, rules_of, rules_soon
from app.casework.overdue import Age, Filters, Key, Kind, Page, not_by_age
from app.casework.permissions import Deed, Viewer
from app.casework.urged import LastUrged, last_urged
from app.extensions import db
from app.records.agencies import Agency, Level
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.terms import STAGES, Term
from app.statute.time_limits import TIME_LIMITS, versions
from app.web.clock import today as web_today
from app.web.drilling import (
    conduct_asked,
    conduct_filter,
    field_asked,
    field_filter,
    level_filter,
    place_asked_for,
    place_filter,
)
from app.web.due_rows import DueLine, age_words, due_line, kind_words
from app.web.holders import holder_asked, holder_options
from app.web.lists import asked, known, list_foot, member, options, page_url, place_asked
from app.web.saved import with_saved
from app.web.views import Empty, FilterBar, FilterField, Foot, Link
from app.web.wording import day, number, spoken, term_choices

BACKLOG = "oversight.backlog"
GROUP = "nhom"  # what the backlog is taken apart by: nothing to the lists it opens


CHOOSE, ALL = "chon", "tat-ca"


@dataclass(frozen=True, slots=True)
class Urging:
    """The list as one to choose from: where letters are drafted, and the buttons. ``ticked``: the whole page is."""

    action: str
    all_url: str
    ticked: bool
    every: str


@dataclass(frozen=True, slots=True)
class DueList:
    """A list of time limits with its filters."""

    title: str
    filters: FilterBar
    lines: tuple[DueLine, ...]
    foot: Foot
    empty: Empty | None
    with_agency: bool
    urging: Urging | None = None


def overdue_page(viewer: Viewer) -> DueList:
    """What is late, the oldest first."""
    session, today = db.session(), web_today()
    agencies = agencies_of(viewer, today)
    chosen = filters_asked(agencies)
    late = late_days(session, viewer, today=today, filters=chosen)
    total = sum(one.how_many for _days, one in of_age(late, chosen.age, today=today))
    found = overdue.overdue(session, viewer, today=today, filters=chosen, after=after_asked(), total=total)
    return DueList(
        title=_("Việc quá hạn"),
        filters=filter_bar("oversight.overdue", viewer, agencies, rules=rules_to_offer(viewer, today, chosen, late)),
        lines=with_letters(lines_of(found, today, working_calendar(session)), viewer),
        foot=foot_of(found, "oversight.overdue"),
        empty=None if found.rows else Empty(_("Không có việc quá hạn.")),
        with_agency=len(agencies) > 1,
        urging=urging_of(found, viewer),
    )


def rules_to_offer(viewer: Viewer, today: date, chosen: Filters, late: Sequence[LateDay]) -> dict[str, int]:
    """What the filter of rules offers: of all that is late, counted already where nothing but age narrows it."""
    if not_by_age(chosen) == Filters():
        return rules_of(late, today=today)
    return rules_late(db.session(), viewer, today=today)


def due_soon_page(viewer: Viewer) -> DueList:
    """What is due today or soon, the nearest first."""
    session, today = db.session(), web_today()
    agencies, calendar = agencies_of(viewer, today), working_calendar(session)
    none = _("Không có việc nào đến hạn trong %(n)s ngày làm việc.", n=number(soon_days(session)))
    chosen = filters_asked(agencies)
    narrow: dict[str, Any] = {"filters": chosen, "after": after_asked()}
    rules: dict[str, int] = {}
    try:
        rules = rules_soon(session, viewer, today=today, calendar=calendar)
        total = sum(rules.values()) if not_by_age(chosen) == Filters() else None
        found = overdue.due_soon(session, viewer, today=today, calendar=calendar, total=total, **narrow)
    except CalendarYearUnknown as unknown:
        found, none = Page((), 0, None), _("Chưa có lịch ngày nghỉ của năm %(year)s.", year=unknown.year)
    return DueList(
        title=_("Việc đến hạn trong %(n)s ngày làm việc", n=number(soon_days(session))),
        filters=filter_bar("oversight.due_soon", viewer, agencies, rules=rules, by_age=False),
        lines=lines_of(found, today, calendar),
        foot=foot_of(found, "oversight.due_soon"),
        empty=None if found.rows else Empty(none),
        with_agency=len(agencies) > 1,
    )


def list_of(endpoint: str, **narrow: Any) -> str:
    """The address of the list behind a figure of the backlog, narrowed as the backlog is and by ``narrow``."""
    return page_url(endpoint, **{GROUP: None, **narrow})


def urging_of(found: Page, viewer: Viewer) -> Urging | None:
    """What is below a list of what is late for who writes letters about it."""
    if not viewer.may(Deed.URGE) or not found.rows:
        return None
    place = place_asked()
    n = number(found.total)
    return Urging(
        action=page_url("oversight.draft_urging"),
        all_url=page_url("oversight.overdue", place, **{CHOOSE: ALL}),
        ticked=asked(CHOOSE) == ALL,
        every=ngettext("Soạn thư cho cả %(n)s việc", "Soạn thư cho cả %(n)s việc", found.total, n=n),
    )


def with_letters(lines: tuple[DueLine, ...], viewer: Viewer) -> tuple[DueLine, ...]:
    """The lines with the last letter that urged each, for who watches the province. One statement."""
    if not viewer.may(Deed.WATCH_PROVINCE):
        return lines
    last = last_urged(db.session(), viewer, [line.id for line in lines])
    return tuple(replace(line, urged=_urged(last.get(line.id))) for line in lines)


def _urged(last: LastUrged | None) -> Link | None:
    if last is None:
        return None
    said = _("số %(number)s, %(day)s", number=last.number, day=day(last.issued_on)) if last.number else ""
    return Link(said or _("thư chưa ban hành"), url_for("oversight.urging_letter", ref=last.ref))


def lines_of(found: Page, today: date, calendar: WorkingCalendar) -> tuple[DueLine, ...]:
    """The rows of a page in words."""
    return tuple(due_line(row, today, calendar) for row in found.rows)


def foot_of(found: Page, endpoint: str) -> Foot:
    """Hiện 25 trong 96 việc."""
    onward = page_url(endpoint, (found.next.due_on, found.next.id)) if found.next else None
    first = page_url(endpoint) if place_asked() else None
    return list_foot(len(found.rows), found.total, _("việc"), next_url=onward, first_url=first)


def after_asked() -> Key | None:
    """Where the page starts."""
    place = place_asked()
    return Key(*place) if place else None


def agencies_of(viewer: Viewer, today: date) -> list[Agency]:
    """The agencies a list can be narrowed to: all of them for a supervisor, else one's own."""
    found = agencies_on(db.session(), today)
    return found if viewer.may(Deed.WATCH_PROVINCE) else [one for one in found if one.id in viewer.agencies()]


def filters_asked(agencies: Iterable[Agency]) -> Filters:
    """The filters of the address."""
    return Filters(
        agency_id=next((one.id for one in agencies if one.code == asked("co-quan")), None),
        level=member(Level, "cap"),
        kind=member(Kind, "loai"),
        stage=known(STAGES, "giai-doan"),
        field=field_asked(),
        place=place_asked_for(agencies),
        conduct=conduct_asked(),
        rule=_rule_asked(),
        age=member(Age, "tuoi"),
        assignee=holder_asked(),
    )


def filter_bar(
    endpoint: str, viewer: Viewer, agencies: list[Agency], *, rules: dict[str, int], by_age: bool = True
) -> FilterBar:
    """The filters of a list of time limits; ``rules``: those in the list; ``by_age``: by how long it has been late."""
    fields = [
        FilterField("loai", _("Loại vụ việc"), options(kind_words().items()), asked("loai"), phone=True),
        FilterField("giai-doan", _("Giai đoạn"), options(term_choices(STAGES)), asked("giai-doan")),
        field_filter(),
        place_filter(agencies),
        conduct_filter(),
        FilterField("nguoi", _("Người giữ"), holder_options(viewer), asked("nguoi")),
    ]
    if len(agencies) > 1:
        fields[:0] = [agency_field(agencies), level_filter(agencies)]
    offered = options(_rules(_with_the_asked(rules)))
    fields.insert(-1, FilterField("nghia-vu", _("Việc phải làm"), offered, asked("nghia-vu")))
    if by_age:
        fields.insert(-1, FilterField("tuoi", _("Quá hạn"), options(age_words().items()), asked("tuoi")))
    taken_apart = ((GROUP, asked(GROUP)),) if endpoint == BACKLOG and asked(GROUP) else ()
    bar = FilterBar(url_for(endpoint), tuple(fields), clear=url_for(endpoint), hidden=taken_apart)
    return with_saved(bar, endpoint.removeprefix("oversight."))


def agency_field(agencies: Sequence[Agency]) -> FilterField:
    """The filter by agency; the line that narrows nothing says how many there are."""
    lines = [(one.code, one.name) for one in agencies]
    label = _("Tất cả (%(n)s)", n=number(len(lines)))
    return FilterField("co-quan", _("Cơ quan"), options(lines, label), asked("co-quan"), phone=True)


def _rule_asked() -> str | None:
    return next((limit.id for limit in TIME_LIMITS if limit.id == asked("nghia-vu")), None)


def _with_the_asked(rules: dict[str, int]) -> dict[str, int]:
    """``rules``, and the chosen one although nothing in the list is of it: a list never hides what narrows it."""
    chosen = _rule_asked()
    return {chosen: 0} | rules if chosen else rules


def _rules(late: dict[str, int]) -> list[tuple[str, str]]:
    latest = [(rule, versions(rule)[-1], count) for rule, count in late.items()]
    return [
        (rule, _("%(words)s (%(n)s)", words=spoken(Term(limit.term, limit.english)), n=count))
        for rule, limit, count in latest
    ]
