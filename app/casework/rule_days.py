"""The days a rule of reception names: "ngày 15 hằng tháng", "thứ Tư hằng tuần", "thứ Hai tuần thứ hai". Pure.

A day off is rolled to the next or the previous working day, or left out, as the rule says; a made-up Saturday is a
working day like any other. A year nobody has a calendar of ends the list: it is gone on with when that year arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.records.reception import OffDay, RuleEvery
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar

A_DAY, A_WEEK, A_MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=31)
LAST = 0  # the last such weekday of the month, for ``nth``


@dataclass(frozen=True, slots=True)
class Pattern:
    """``number``: the day of the month, or which such weekday of it (1 to 4, LAST). ``weekday``: 0 is Monday.

    A month that is too short for the day has it on its last one: the 31st of April is the 30th.
    """

    every: RuleEvery
    off: OffDay
    number: int = 1
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class RuleDay:
    """A day of a rule: ``named`` by it, and the one on which the reception is, after rolling; None: left out."""

    named: date
    on: date | None


def days_of(pattern: Pattern, first: date, last: date, calendar: WorkingCalendar) -> Iterator[RuleDay]:
    """The days a rule names from ``first`` to ``last``, in order, as far as the calendar goes."""
    for named in NAMED[pattern.every](pattern, first, last):
        if first <= named <= last:
            try:
                yield RuleDay(named, ROLLED[pattern.off](named, calendar))
            except CalendarYearUnknown:
                return


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + A_MONTH).replace(day=1)


def _last_of(month: date) -> date:
    return (month + A_MONTH).replace(day=1) - A_DAY


def _by_number(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    for month in _months(first, last):
        yield month.replace(day=min(pattern.number, _last_of(month).day))


def _weekly(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    on = first + timedelta(days=(pattern.weekday - first.weekday()) % 7)
    while on <= last:
        yield on
        on += A_WEEK


def _by_weekday(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    for month in _months(first, last):
        if pattern.number == LAST:
            end = _last_of(month)
            yield end - timedelta(days=(end.weekday() - pattern.weekday) % 7)
        else:
            yield month + timedelta(days=(pattern.weekday - month.weekday()) % 7) + (pattern.number - 1) * A_WEEK


def _left_out(named: date, calendar: WorkingCalendar) -> date | None:
    return named if calendar.is_working(named) else None


NAMED: dict[RuleEvery, Callable[[Pattern, date, date], Iterator[date]]] = {
    RuleEvery.MONTH_DAY: _by_number,
    RuleEvery.WEEK: _weekly,
    RuleEvery.MONTH_WEEKDAY: _by_weekday,
}
ROLLED: dict[OffDay, Callable[[date, WorkingCalendar], date | None]] = {
    OffDay.NEXT: lambda named, calendar: calendar.next_working(named),
    OffDay.PREVIOUS: lambda named, calendar: calendar.previous_working(named),
    OffDay.SKIP: _left_out,
}
