"""Which days are worked. A calendar that does not know a year raises; it never answers "no holidays".

Saturdays and Sundays are off, except made-up Saturdays (làm bù); weekdays are worked, except the days off listed for
their year. The province's own table, when there is one, is given as other years (casework.calendars).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from calendar import isleap
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from app.statute.calendar_days import CalendarYear
from app.statute.calendar_years import CALENDAR_YEARS

SATURDAY = 5
DAY = timedelta(days=1)


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
        self._laid_out: dict[int, list[int]] = {}
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
        if day.year not in self._years:
            raise CalendarYearUnknown(day.year)
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
            day += DAY
        return day

    def previous_working(self, day: date) -> date:
        """``day`` itself when worked, else the worked day before it. Raises CalendarYearUnknown."""
        while not self.is_working(day):
            day -= DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th worked day after ``day`` (before it, when negative); ``day`` is day zero.

        Raises CalendarYearUnknown, for the first such year on the way.
        """
        if not count:
            return day
        return self._forward(day + DAY, count) if count > 0 else self._back(day, -count)

    def working_days_between(self, after: date, until: date) -> int:
        """How many worked days lie after ``after`` up to and with ``until``. Raises CalendarYearUnknown."""
        if until <= after:
            return 0
        first, upto = after + DAY, 0
        for year in range(first.year, until.year):
            upto += len(self._worked_in(year))
        upto += bisect_right(self._worked_in(until.year), until.toordinal())
        return upto - bisect_left(self._worked_in(first.year), first.toordinal())

    def _forward(self, first: date, count: int) -> date:
        """The ``count``-th worked day from ``first`` on."""
        year, worked = first.year, self._worked_in(first.year)
        place = bisect_left(worked, first.toordinal()) + count - 1
        while place >= len(worked):
            place -= len(worked)
            year += 1
            worked = self._worked_in(year)
        return date.fromordinal(worked[place])

    def _back(self, day: date, count: int) -> date:
        """The ``count``-th worked day before ``day``."""
        year = (day - DAY).year
        worked = self._worked_in(year)
        place = bisect_left(worked, day.toordinal()) - count
        while place < 0:
            year -= 1
            worked = self._worked_in(year)
            place += len(worked)
        return date.fromordinal(worked[place])

    def _worked_in(self, year: int) -> list[int]:
        """The worked days of a year in order, as ordinals: laid out once, when a date first reaches the year."""
        if year not in self._laid_out:
            self._year(year)
            days = (date(year, 1, 1) + timedelta(days=n) for n in range(365 + isleap(year)))
            self._laid_out[year] = [day.toordinal() for day in days if self.is_working(day)]
        return self._laid_out[year]

    def _year(self, year: int) -> CalendarYear:
        try:
            return self._years[year]
        except KeyError:
            raise CalendarYearUnknown(year) from None


BUILT_IN = WorkingCalendar(CALENDAR_YEARS)
"""The calendar that ships with the program; a migrated database's table wins over it."""
