"""The schedule of reception of a month: a calendar, a list, and the paper to post."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Date, Select, bindparam, func, select

from app.casework.agencies import agencies_on
from app.casework.calendars import working_calendar
from app.casework.conclusion_tasks import days_wanting
from app.casework.online import coming_online
from app.casework.permissions import Deed, Viewer
from app.casework.reception_alarms import posting_soon, unposted_near
from app.casework.reception_schedule import (
    DayRow,
    Standing,
    days_between,
    may_look,
    missing_outcomes,
    planning_agencies,
    unposted,
)
from app.extensions import db
from app.records.agencies import Agency
from app.statute.calendar import SATURDAY, WorkingCalendar
from app.web.access import current_viewer
from app.web.clock import today
from app.web.head_days import calls_of
from app.web.lists import asked, row_number
from app.web.navigation import counts
from app.web.reception.day_forms import AgencyForm
from app.web.reception.day_words import (
    STANDINGS,
    badge,
    counted,
    hours_of,
    kind_of,
    kind_short,
    made_up,
    off_words,
    who_receives,
)
from app.web.reception.demanded import Demanded, demanded
from app.web.reception.posting import posted_words
from app.web.reception.rule_words import rules_told
from app.web.views import DueWords, Empty, Link
from app.web.wording import SHORT_WEEKDAYS, number, weekday_and_day

MONTH = "thang"  # what the page keeps in its address, beside the agency
MONTH_ASKED = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])")
NOTHING = _l("Chưa có buổi tiếp nào trong tháng này.")
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A day of reception in a cell of the calendar."""

    url: str
    hours: str
    kind: str
    badge: DueWords
    counted: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar. ``note``: why it is off, or that it makes up for a day off."""

    number: int
    words: str
    outside: bool
    style: str
    note: str
    slots: tuple[Slot, ...]
    plan_url: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """A day of reception in the list under the calendar."""

    url: str
    badge: DueWords
    posted: str
    day: str
    note: str
    kind: str
    who: str
    hours: str
    place: str
    counted: str
    reason: str


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The schedule of an agency in a month."""

    title: str
    lede: str
    month: str
    month_asked: str
    caption: str
    weekdays: tuple[str, ...]
    before: Link
    now: Link
    after: Link
    weeks: tuple[tuple[Cell, ...], ...]
    lines: tuple[ListLine, ...]
    empty: Empty
    demanded: Demanded
    calls: tuple[str, ...]
    rules: tuple[str, ...]
    wanting: tuple[Link, ...]
    online: tuple[Link, ...]
    plan_url: str
    rules_url: str
    posting_url: str
    print_url: str


@counts("reception.schedule", lambda: {"today": today(), "soon": posting_soon(db.session(), today())})
def waiting(viewer: Viewer) -> Select[int] | None:
    """Past days nobody wrote the outcome of, and days whose schedule is to be posted soon, or was."""
    if not (agencies := planning_agencies(viewer)):
        return None
    day, soon = bindparam("today", type_=Date), bindparam("soon", type_=Date)
    near = unposted_near(agencies, today=day, soon=soon).subquery()
    return select(
        missing_outcomes(viewer, day).scalar_subquery() + select(func.count()).select_from(near).scalar_subquery()
    )


# --- whose schedule, and when -------------------------------------------------------------------------------------


def agency_form() -> AgencyForm:
    """Whose schedule is asked for in the address, one that has ended too; one's own when none is.

    Aborts with 403 where there is none.
    """
    viewer, form = current_viewer(), AgencyForm(request.args)
    own = planning_agencies(viewer)
    shown = [one for one in _there(asked("noi")) if may_look(viewer, one.id)]
    if not shown:
        abort(403)
    form.desks = [(str(one.id), one.name) for one in shown]
    if str(form.noi.data) not in dict(form.desks):
        form.noi.data = next((one.id for one in shown if one.id in own or one.id in viewer.agencies()), shown[0].id)
    form.noi.choices = form.desks
    return form


def _there(also: str) -> list[Agency]:
    there, wanted = agencies_on(db.session(), today()), row_number(also)
    if wanted is None or any(one.id == wanted for one in there):
        return there
    return [*there, *db.session.scalars(select(Agency).where(Agency.id == wanted, Agency.until_on.is_not(None)))]


def month_asked() -> date:
    """The first day of the month in the address, of this month when there is none."""
    found = MONTH_ASKED.fullmatch(asked(MONTH))
    return date(int(found["year"]), int(found["month"]), 1) if found else today().replace(day=1)


def month_url(endpoint: str, first: date, agency_id: int) -> str:
    """The address of the schedule of a month."""
    return url_for(endpoint, thang=f"{first:%Y-%m}", noi=agency_id)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


# --- the page -----------------------------------------------------------------------------------------------------


def month_page(form: AgencyForm) -> MonthPage:
    """The schedule of the month and agency asked for."""
    first, agency_id, viewer = month_asked(), int(form.noi.data), current_viewer()
    rows = rows_of_month(viewer, agency_id, first)
    calendar = working_calendar(db.session())
    keeps = viewer.may(Deed.PLAN_RECEPTION, agency_id)
    name = dict(form.desks)[str(agency_id)]
    month = _("Tháng %(month)s/%(year)s", month=first.month, year=first.year)
    plan_url = url_for("reception.plan_day", noi=agency_id) if keeps else ""
    missing, waiting_to_be_posted = sum(row.standing is Standing.MISSING for row in rows), any(map(unposted, rows))
    return MonthPage(
        title=_("Lịch tiếp công dân"),
        lede=" · ".join((name, _summary(rows))),
        month=month,
        month_asked=f"{first:%Y-%m}",
        weekdays=tuple(str(one) for one in SHORT_WEEKDAYS),
        caption=_("Lịch tiếp công dân của %(agency)s, tháng %(month)s/%(year)s", agency=name, month=first.month,
                  year=first.year),
        before=Link(_("Tháng trước"), month_url("reception.schedule", (first - DAY).replace(day=1), agency_id)),
        now=Link(_("Tháng này"), month_url("reception.schedule", today().replace(day=1), agency_id)),
        after=Link(_("Tháng sau"), month_url("reception.schedule", _next(first), agency_id)),
        weeks=tuple(_weeks(first, rows, calendar, agency_id if keeps else None)),
        lines=tuple(_line(row, calendar) for row in rows),
        demanded=demanded(viewer, agency_id, first, _next(first) - DAY, rows),
        empty=Empty(str(NOTHING), Link(_("Lên lịch buổi tiếp"), plan_url) if keeps else None),
        calls=tuple(_calls(agency_id, missing)) if keeps else (),
        rules=tuple(rules_told(agency_id, first, _next(first) - DAY)),
        wanting=tuple(_wanting(viewer, agency_id, first)),
        online=tuple(_coming_online(agency_id)),
        plan_url=plan_url,
        rules_url=url_for("reception.rules", noi=agency_id) if keeps else "",
        posting_url=month_url("reception.post_schedule", first, agency_id) if keeps and waiting_to_be_posted else "",
        print_url=month_url("reception.print_schedule", first, agency_id) if rows else "",
    )  # fmt: skip


def _calls(agency_id: int, missing: int) -> Iterator[str]:
    """What must be done about the schedule, whatever the month looked at."""
    if missing:
        yield _("Có %(n)s buổi đã qua chưa ghi kết quả buổi tiếp.", n=number(missing))
    yield from calls_of([agency_id])


def rows_of_month(viewer: Viewer, agency_id: int, first: date) -> list[DayRow]:
    """The days of an agency in the month that begins on ``first``."""
    last = _next(first) - DAY
    return days_between(db.session(), viewer, agency_id=agency_id, first=first, last=last, today=today())


def _wanting(viewer: Viewer, agency_id: int, first: date) -> Iterator[Link]:
    """The days of the head in this month that left something to do and have no conclusion yet."""
    last = min(_next(first) - DAY, today())
    for one in days_wanting(db.session(), viewer, [agency_id], first=first, last=last):
        yield Link(weekday_and_day(one.on), url_for("reception.day", ref=one.ref))


def _coming_online(agency_id: int) -> Iterator[Link]:
    for one in coming_online(db.session(), agency_id, today()):
        yield Link(weekday_and_day(one.on), url_for("online.page", ref=one.ref))


def _summary(rows: Sequence[DayRow]) -> str:
    if not rows:
        return _("chưa có buổi tiếp nào")
    standings = Counter(row.standing for row in rows)
    said = [f"{number(standings[one])} {words}" for one, words in STANDINGS.items() if standings[one]]
    visits, people = sum(row.visits for row in rows), sum(row.people for row in rows)
    held = ngettext(
        "%(n)s buổi tiếp: %(states)s", "%(n)s buổi tiếp: %(states)s",
        len(rows), n=number(len(rows)), states=", ".join(said),
    )  # fmt: skip
    return " · ".join((held, counted(visits, people))) if visits else held


def _weeks(
    first: date, rows: Sequence[DayRow], calendar: WorkingCalendar, agency_id: int | None
) -> Iterator[tuple[Cell, ...]]:
    monday = first - timedelta(days=first.weekday())
    while monday < _next(first):
        yield tuple(_cell(monday + n * DAY, first, rows, calendar, agency_id) for n in range(WEEK.days))
        monday += WEEK


def _cell(
    on: date, first: date, rows: Sequence[DayRow], calendar: WorkingCalendar, agency_id: int | None
) -> Cell:  # fmt: skip
    outside, off = on.month != first.month, off_words(on, calendar)
    holiday = off if on.weekday() < SATURDAY else ""
    return Cell(
        number=on.day,
        words=weekday_and_day(on),
        outside=outside,
        style=" ".join(_marks(on, outside=outside, off=bool(off))),
        note="" if outside else holiday or (_("làm bù") if made_up(on, calendar) else ""),
        slots=() if outside else tuple(_slot(row) for row in rows if row.on == on),
        plan_url=url_for("reception.plan_day", noi=agency_id, ngay=on.isoformat()) if agency_id and not outside else "",
    )


def _marks(on: date, *, outside: bool, off: bool) -> Iterator[str]:
    if outside:
        yield "is-outside"
        return
    if off:
        yield "is-off"
    if on == today():
        yield "is-today"


def _slot(row: DayRow) -> Slot:
    return Slot(
        url=url_for("reception.day", ref=row.ref),
        hours=hours_of(row),
        kind=kind_short(row.kind),
        badge=badge(row),
        counted=counted(row.visits, row.people) if row.visits else "",
        note=posted_words(row),
    )


def _line(row: DayRow, calendar: WorkingCalendar) -> ListLine:
    return ListLine(
        url=url_for("reception.day", ref=row.ref),
        badge=badge(row),
        posted=posted_words(row),
        day=weekday_and_day(row.on),
        note=off_words(row.on, calendar),
        kind=kind_of(row.kind),
        who=who_receives(row),
        hours=hours_of(row),
        place=row.place,
        counted=counted(row.visits, row.people) if row.visits else "",
        reason=row.reason,
    )
