"""Which days are worked. A calendar that does not know a year raises; it never answers "no holidays".

Saturdays and Sundays are off, except made-up Saturdays (làm bù); weekdays are worked, except the days off listed for
their year. The province's own table, when there is one, is given as other years (casework.calendars).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from app.statute.calendar_days import CalendarYear
from app.statute.calendar_years import CALENDAR_YEARS

SATURDAY = 5


class CalendarYearUnknown(LookupError):
    """No calendar for this year: no date can be reckoned into it. ``year`` names it."""

    def __init__(self, year: int) -> None:
        super().__init__(f"chưa có lịch ngày nghỉ của năm {year}")
        self.year = year


class WorkingCalendar:
    """The days off and made-up Saturdays of some years."""

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        self._years = {row.year: row for row in years}
        self._off = {day: name for row in self._years.values() for day, name in row.days_off}
        self._worked = frozenset(day for row in self._years.values() for day in row.working_saturdays)

    @cached_property
    def version(self) -> str:
        """A short fingerprint of the table, kept with every date it gave."""
        rows = [f"{day}:{self._off[day]}" for day in sorted(self._off)]
        rows += [f"+{day}" for day in sorted(self._worked)] + [f"{year}" for year in sorted(self._years)]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]

    def without_made_up_saturdays(self) -> WorkingCalendar:
        """The same calendar with every Saturday off (a reading of the law: app.statute.policies)."""
        return WorkingCalendar(replace(year, working_saturdays=()) for year in self._years.values())

    @property
    def years(self) -> tuple[CalendarYear, ...]:
        return tuple(self._years[year] for year in sorted(self._years))

    def knows(self, year: int) -> bool:
        return year in self._years

    def is_official(self, year: int) -> bool:
        """Whether the year was officially announced (not provisional). Raises CalendarYearUnknown."""
        return self._year(year).official

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is worked. Raises CalendarYearUnknown."""
        self._year(day.year)
        if day.weekday() >= SATURDAY:
            return day in self._worked
        return day not in self._off

    def name_of_day_off(self, day: date) -> str | None:
        """Why ``day`` is off ("Thứ Bảy", "Quốc khánh" …), or None when it is worked. Raises CalendarYearUnknown."""
        if self.is_working(day):
            return None
        if day in self._off:
            return self._off[day]
        return "Thứ Bảy" if day.weekday() == SATURDAY else "Chủ nhật"

    def next_working(self, day: date) -> date:
        """``day`` itself when worked, else the next worked day. Raises CalendarYearUnknown."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def previous_working(self, day: date) -> date:
        """``day`` itself when worked, else the worked day before it. Raises CalendarYearUnknown."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th worked day after ``day`` (before it, when negative); ``day`` is day zero.

        Raises CalendarYearUnknown.
        """
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        while left:
            day += step
            if self.is_working(day):
                left -= 1
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many worked days lie after ``after`` up to and with ``until``. Raises CalendarYearUnknown."""
        days = (until - after).days
        return sum(self.is_working(after + timedelta(days=n)) for n in range(1, days + 1))

    def _year(self, year: int) -> CalendarYear:
        try:
            return self._years[year]
        except KeyError:
            raise CalendarYearUnknown(year) from None


BUILT_IN = WorkingCalendar(CALENDAR_YEARS)
"""The calendar that ships with the program; a migrated database's table wins over it."""
