"""The days of a simulated year, written down by hand: nothing here asks the program.

Holidays are those of 2026 as the province had them, and what of 2027 the year still touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
FIRST, LAST = date(2026, 2, 1), date(2027, 1, 31)
FIRST_WORKING_DAYS = (
    date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1),
    date(2026, 8, 3), date(2026, 9, 3), date(2026, 10, 1), date(2026, 11, 2), date(2026, 12, 1), date(2027, 1, 4),
)  # fmt: skip
HOLIDAYS = frozenset({
    *(date(2026, 2, day) for day in range(16, 21)), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1),
    date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24), date(2027, 1, 1),
})  # fmt: skip
MADE_UP = date(2026, 8, 22)  # a Saturday at work for 31 August
OFF = frozenset(date(2026, 5, 29) + n * A_DAY for n in range(6))  # no server from 29 May: back on Thursday, 4 June

# The last days of the reports a commune owes: 10 June; 1 November is a Sunday; two working days after the 14th.
REPORTS_DUE = (
    date(2026, 3, 17), date(2026, 6, 10), date(2026, 6, 16), date(2026, 9, 16), date(2026, 11, 2), date(2026, 12, 16),
)  # fmt: skip
LAST_WEEK = date(2026, 6, 29)  # heads of communes receive every week until then, from July on every month
FIRST_MONTH = date(2026, 7, 1)


def works(day: date) -> bool:
    return day == MADE_UP or (day.weekday() < 5 and day not in HOLIDAYS)


def working_days_on(day: date, number: int) -> date:
    """The day so many working days after ``day``; before it, when fewer than none."""
    step = A_DAY if number > 0 else -A_DAY
    for _ in range(abs(number)):
        day += step
        while not works(day):
            day += step
    return day


def monday_of(day: date) -> date:
    return day - day.weekday() * A_DAY


def months_of(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each month that begins between two days."""
    day = first if first.day == 1 else (first.replace(day=1) + 31 * A_DAY).replace(day=1)
    while day <= last:
        after = (day + 31 * A_DAY).replace(day=1)
        yield day, after - A_DAY
        day = after


def weeks_of(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each week that begins between two days."""
    day = first if first.weekday() == 0 else monday_of(first) + A_WEEK
    while day <= last:
        yield day, day + A_WEEK - A_DAY
        day += A_WEEK


def first_from(day: date, days: Iterable[date]) -> date | None:
    """The first of ``days``, which are in order, that is not before ``day``."""
    return next((one for one in days if one >= day), None)
