"""What anybody reads of the schedules of reception, without signing in: the agencies, and a month of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendars import working_calendar
from app.casework.folding import fold
from app.casework.public_schedule import PostedDay, posted_days, receiving_agencies
from app.casework.reception_days import CHAIRS_PLANNED
from app.extensions import db
from app.paper.calendar_file import Appointment, calendar_file
from app.records.agencies import Agency, Level
from app.statute.calendar import SATURDAY, WorkingCalendar
from app.statute.instruments import cite_all
from app.statute.reception import POSTED
from app.web.clock import ZONE, now, today
from app.web.language import chosen
from app.web.lists import asked
from app.web.reception.day_words import WHO, kind_of, kind_short, made_up, off_words
from app.web.reception.month import DAY, WEEK, month_asked
from app.web.views import Empty, Link
from app.web.wording import SHORT_WEEKDAYS, hours, number, spoken, weekday_and_day

LONGEST_QUESTION = 100
BEHIND, AHEAD = timedelta(days=31), timedelta(days=366)  # what a calendar file holds


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies of one level."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The agencies to choose from."""

    question: str
    counted: str
    groups: tuple[Group, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class PublicSlot:
    """A day in a cell of the calendar. ``state``: moved or cancelled; empty when it holds."""

    hours: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A day of the calendar."""

    number: int
    style: str
    note: str
    outside: bool
    slots: tuple[PublicSlot, ...]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A day of the list. ``state`` and ``reason``: of one that was moved or cancelled."""

    on: str
    hours: str
    kind: str
    who: str
    place: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class SchedulePage:
    """A month of an agency."""

    agency: str
    month: str
    month_asked: str
    back: str
    before: Link
    now: Link
    after: Link
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[PublicCell, ...], ...]
    lines: tuple[PublicLine, ...]
    empty: Empty
    basis: str
    file_url: str


def index_page() -> IndexPage:
    """The agencies, narrowed down to what was asked for."""
    question = asked("q")[:LONGEST_QUESTION].strip()
    wanted = fold(question)
    there = [one for one in receiving_agencies(db.session(), today()) if _answers(one, wanted)]
    groups = (
        Group(_("Cấp tỉnh"), _links(one for one in there if one.level is Level.PROVINCE)),
        Group(_("Sở, ngành"), _links(one for one in there if one.level is Level.DEPARTMENT)),
        Group(_("Xã, phường"), _links(one for one in there if one.level in (Level.COMMUNE, Level.DISTRICT))),
    )
    return IndexPage(
        question=question,
        counted=ngettext("%(n)s cơ quan", "%(n)s cơ quan", len(there), n=number(len(there))),
        groups=tuple(one for one in groups if one.links),
        empty=Empty(_("Không có cơ quan nào tên như vậy."), Link(_("Xem tất cả"), url_for("reception.public_index"))),
    )


def _answers(agency: Agency, wanted: str) -> bool:
    return not wanted or any(wanted in fold(name) for name in (agency.name, agency.english, agency.place))


def _links(agencies: Iterator[Agency]) -> tuple[Link, ...]:
    return tuple(Link(_name(one), url_for("reception.public_schedule", code=one.code)) for one in agencies)


def _name(agency: Agency) -> str:
    return agency.english if chosen() == "en" and agency.english else agency.name


def posting_agency(code: str) -> Agency:
    """The agency of an address. Aborts with 404."""
    found = (one for one in receiving_agencies(db.session(), today()) if one.code == code)
    return next(found, None) or abort(404)


def schedule_page(agency: Agency) -> SchedulePage:
    """The posted days of the month asked for."""
    first = month_asked()
    after = (first + BEHIND).replace(day=1)
    days = posted_days(db.session(), agency.id, first=first, last=after - DAY)
    calendar = working_calendar(db.session())
    return SchedulePage(
        agency=_name(agency),
        month=_("Tháng %(month)s/%(year)s", month=first.month, year=first.year),
        month_asked=f"{first:%Y-%m}",
        back=url_for("reception.public_index"),
        before=_month(_("Tháng trước"), agency, (first - DAY).replace(day=1)),
        now=_month(_("Tháng này"), agency, today().replace(day=1)),
        after=_month(_("Tháng sau"), agency, after),
        weekdays=tuple(str(one) for one in SHORT_WEEKDAYS),
        weeks=tuple(_weeks(first, after, days, calendar)),
        lines=tuple(_line(one) for one in days),
        empty=Empty(_("Cơ quan chưa niêm yết buổi tiếp công dân nào của tháng này.")),
        basis=_("Lịch niêm yết theo %(where)s.", where=spoken(cite_all([POSTED]))),
        file_url=url_for("reception.public_calendar", code=agency.code),
    )


def _month(words: str, agency: Agency, first: date) -> Link:
    return Link(words, url_for("reception.public_schedule", code=agency.code, thang=f"{first:%Y-%m}"))


def _weeks(
    first: date, after: date, days: Sequence[PostedDay], calendar: WorkingCalendar
) -> Iterator[tuple[PublicCell, ...]]:
    monday = first - timedelta(days=first.weekday())
    while monday < after:
        yield tuple(_cell(monday + n * DAY, first, days, calendar) for n in range(WEEK.days))
        monday += WEEK


def _cell(on: date, first: date, days: Sequence[PostedDay], calendar: WorkingCalendar) -> PublicCell:
    outside, off = on.month != first.month, off_words(on, calendar)
    holiday = off if on.weekday() < SATURDAY else ""
    marks = ["is-outside"] if outside else [*(["is-off"] if off else []), *(["is-today"] if on == today() else [])]
    return PublicCell(
        number=on.day,
        style=" ".join(marks),
        note="" if outside else holiday or (_("làm bù") if made_up(on, calendar) else ""),
        outside=outside,
        slots=() if outside else tuple(
            PublicSlot(_hours(one), kind_short(one.kind), _state(one)) for one in days if one.on == on
        ),
    )  # fmt: skip


def _line(one: PostedDay) -> PublicLine:
    return PublicLine(
        on=weekday_and_day(one.on),
        hours=_hours(one) if one.holds else "",
        kind=kind_of(one.kind),
        who=one.who or str(WHO[CHAIRS_PLANNED[one.kind]]),
        place=one.place if one.holds else "",
        state=_state(one),
        reason=one.reason,
    )


def _hours(one: PostedDay) -> str:
    return "–".join(filter(None, (hours(one.starts_at), hours(one.ends_at))))


def _state(one: PostedDay) -> str:
    if one.moved_to is not None:
        return _("Dời sang %(day)s", day=weekday_and_day(one.moved_to))
    return _("Đã hủy, không tiếp") if one.cancelled else ""


def calendar_of(agency: Agency) -> bytes:
    """The posted days of an agency as a file for calendars, in the language of the reader."""
    name = _("Lịch tiếp công dân, %(agency)s", agency=_name(agency))
    days = posted_days(db.session(), agency.id, first=today() - BEHIND, last=today() + AHEAD)
    return calendar_file(name, _appointments(agency, days), at=now())


def _appointments(agency: Agency, days: Sequence[PostedDay]) -> Iterator[Appointment]:
    for one in days:
        if one.moved_to is None and one.starts_at is not None and one.ends_at is not None:
            yield Appointment(
                key=one.ref,
                starts_at=datetime.combine(one.on, one.starts_at, ZONE),
                ends_at=datetime.combine(one.on, one.ends_at, ZONE),
                summary=_("Tiếp công dân, %(agency)s", agency=_name(agency)),
                place=one.place,
                about=", ".join(filter(None, (kind_of(one.kind), one.who, one.reason))),
                cancelled=one.cancelled,
            )
