"""What the calendar desk shows: a year month by month, its days off with their source, what is proposed, its trail."""

from __future__ import annotations

from calendar import Calendar, isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendar_changes import (
    entries_of,
    proposed_swaps,
    seen_of,
    year_entered,
    years_entered,
)
from app.casework.errors import NotFound
from app.casework.moved_dates import Waiting
from app.extensions import db
from app.statute.calendar import SATURDAY, WorkingCalendar
from app.statute.calendar_days import FIXED_DAYS, CalendarYear
from app.web.admin.asking import still_waiting
from app.web.admin.trail_words import action_words
from app.web.clock import today
from app.web.lists import asked
from app.web.views import Link
from app.web.wording import day as written
from app.web.wording import day_off, moment, number, weekday_and_day

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month. ``kind``: off, work, rest (a weekend), or nothing; ``said``: what is special about it."""

    n: int
    kind: str
    said: str
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    words: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day that differs from the week."""

    day: str
    words: str
    work: bool
    url: str
    gone_url: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A swap that is proposed and not applied."""

    words: str
    stands: str
    url: str


@dataclass(frozen=True, slots=True)
class YearLink:
    words: str
    url: str
    here: bool
    official: bool


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """One year. ``warnings``: what is missing or provisional; ``entries``: its trail, as (when, who, what)."""

    year: int
    counts: str
    official: bool
    source: str
    years: tuple[YearLink, ...]
    warnings: tuple[str, ...]
    proposed: tuple[Proposed, ...]
    months: tuple[Month, ...]
    days: tuple[DayLine, ...]
    entries: tuple[tuple[str, str, str], ...]
    waiting: Waiting | None


def year_asked() -> int:
    """The year of the address; this year where it names none. Aborts with 404 for one the calendar does not know."""
    text = asked("nam")
    if not text.isdecimal():
        return today().year
    return year_or_404(int(text)).year


def year_or_404(year: int) -> CalendarYear:
    """A year the calendar knows."""
    try:
        return year_entered(db.session(), year)
    except NotFound:
        abort(404)


def day_or_404(text: str) -> date:
    """A day off or a made-up Saturday that is entered."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    year = year_or_404(day.year)
    return day if day in (*(one for one, _name in year.days_off), *year.working_saturdays) else abort(404)


def calendar_page(chosen: int) -> CalendarPage:
    """One year. Aborts with 404."""
    session = db.session()
    years = years_entered(session)
    year = years.get(chosen) or abort(404)
    return CalendarPage(
        year=chosen,
        counts=_counts(year),
        official=year.official,
        source=year.source,
        years=tuple(_link(years[one], chosen) for one in sorted(years, reverse=True)),
        warnings=tuple(_warnings(years)),
        proposed=tuple(map(_proposed, proposed_swaps(year))),
        months=tuple(_month(year, month) for month in range(1, DECEMBER + 1)),
        days=tuple(_lines(year)),
        entries=tuple(
            (moment(one.at), one.by, action_words(one.action, one.detail)) for one in entries_of(session, chosen)
        ),
        waiting=still_waiting(),
    )


def seen_in_year(year: int) -> str:
    """The last change of a year, as the forms carry it."""
    return str(seen_of(db.session(), year))


def _counts(year: CalendarYear) -> str:
    calendar, days = WorkingCalendar([year]), 365 + isleap(year.year)
    first = date(year.year, 1, 1).toordinal()
    worked = sum(calendar.is_working(date.fromordinal(first + n)) for n in range(days))
    off, made_up = len(year.days_off), len(year.working_saturdays)
    return ", ".join(
        (
            ngettext("%(n)s ngày nghỉ", "%(n)s ngày nghỉ", off, n=number(off)),
            ngettext("%(n)s thứ Bảy làm bù", "%(n)s thứ Bảy làm bù", made_up, n=number(made_up)),
            ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", worked, n=number(worked)),
        )
    )


def _link(year: CalendarYear, chosen: int) -> YearLink:
    url = url_for("admin.calendar", nam=year.year)
    return YearLink(str(year.year), url, year.year == chosen, year.official)


def _warnings(years: dict[int, CalendarYear]) -> Iterator[str]:
    for year in (today().year, today().year + 1):
        if year not in years:
            yield _("Chưa có lịch năm %(year)s: hạn rơi vào năm ấy chưa tính được.", year=year)
        elif not years[year].official:
            yield _("Lịch năm %(year)s còn tạm tính: sửa khi có thông báo chính thức.", year=year)


def _proposed(swap: tuple[date, date, str]) -> Proposed:
    off, work, stands = swap
    return Proposed(
        words=_("nghỉ %(off)s, làm bù %(work)s", off=weekday_and_day(off), work=weekday_and_day(work)),
        stands=stands,
        url=url_for("admin.calendar_add", year=off.year, nghi=off.isoformat(), bu=work.isoformat()),
    )


def _month(year: CalendarYear, month: int) -> Month:
    weeks = Calendar().monthdatescalendar(year.year, month)
    names, worked = dict(year.days_off), set(year.working_saturdays)
    return Month(
        _("Tháng %(month)s", month=month),
        tuple(tuple(_cell(one, names, worked) if one.month == month else None for one in week) for week in weeks),
    )


def _cell(day: date, names: dict[date, str], worked: set[date]) -> Cell:
    if day in names:
        kind, said = "off", day_off(names[day])
    elif day in worked:
        kind, said = "work", _("làm bù")
    else:
        kind, said = ("rest" if day.weekday() >= SATURDAY else ""), ""
    return Cell(day.day, kind, said, day == today())


def _lines(year: CalendarYear) -> Iterator[DayLine]:
    names = dict(year.days_off)
    for day in sorted((*names, *year.working_saturdays)):
        yield DayLine(
            day=weekday_and_day(day),
            words=day_off(names[day]) if day in names else _("Làm bù"),
            work=day not in names,
            url=url_for("admin.calendar_day", day=day.isoformat()),
            gone_url=url_for("admin.calendar_day_gone", day=day.isoformat()),
        )


def fixed_days(year: int) -> str:
    """The days off of a year that always fall on the same date, where that is a weekday: to begin a list with."""
    found = ((date(year, month, day), name) for month, day, name in FIXED_DAYS)
    return "\n".join(f"{written(day)} {name}" for day, name in found if day.weekday() < SATURDAY)


def crumbs(year: int, *more: Link) -> tuple[Link, ...]:
    return (Link(_("Lịch nghỉ"), url_for("admin.calendar", nam=year)), *more)
