"""The days a rule names: short months, leap years, Tết, made-up Saturdays, years without a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from app.casework.rule_days import LAST, Pattern, days_of
from app.records.reception import OffDay, RuleEvery
from app.statute.calendar import BUILT_IN, WorkingCalendar

MONTH_DAY, WEEK, MONTH_WEEKDAY = RuleEvery.MONTH_DAY, RuleEvery.WEEK, RuleEvery.MONTH_WEEKDAY
NEXT, PREVIOUS, SKIP = OffDay.NEXT, OffDay.PREVIOUS, OffDay.SKIP
MON, TUE, WED, THU, FRI, SAT = range(6)


def held_on(pattern: Pattern, first: str, last: str, calendar: WorkingCalendar = BUILT_IN) -> list[str]:
    found = days_of(pattern, date.fromisoformat(first), date.fromisoformat(last), calendar)
    return [f"{one.on:%d/%m}" if one.on else f"({one.named:%d/%m})" for one in found]


# the rule, the span, the days; in brackets a day left out
RULES: list[tuple[str, Pattern, str, str, list[str]]] = [
    ("the 15th", Pattern(MONTH_DAY, NEXT, 15), "2026-07-01", "2026-09-30", ["15/07", "17/08", "15/09"]),
    ("the 15th, the day before", Pattern(MONTH_DAY, PREVIOUS, 15), "2026-08-01", "2026-08-31", ["14/08"]),
    ("the 15th, or not at all", Pattern(MONTH_DAY, SKIP, 15), "2026-08-01", "2026-09-30", ["(15/08)", "15/09"]),
    ("the 31st is the last day", Pattern(MONTH_DAY, NEXT, 31), "2026-03-01", "2026-04-29", ["31/03"]),
    ("the 30th of April and the 1st of May are off", Pattern(MONTH_DAY, NEXT, 30), "2026-04-01", "2026-04-30",
     ["04/05"]),
    ("the 30th in February", Pattern(MONTH_DAY, PREVIOUS, 30), "2026-02-01", "2026-02-28", ["27/02"]),
    ("the 29th in a leap year", Pattern(MONTH_DAY, NEXT, 29), "2024-02-01", "2024-02-29", ["29/02"]),
    ("the 29th in another one", Pattern(MONTH_DAY, PREVIOUS, 29), "2026-02-01", "2026-02-28", ["27/02"]),
    ("Tết is passed over", Pattern(MONTH_DAY, NEXT, 17), "2026-02-01", "2026-02-28", ["23/02"]),
    ("Tết, the day before", Pattern(MONTH_DAY, PREVIOUS, 17), "2026-02-01", "2026-02-28", ["13/02"]),
    ("a made-up Saturday is a working day", Pattern(MONTH_DAY, NEXT, 22), "2026-08-01", "2026-08-31", ["22/08"]),
    ("a Monday swapped for it is not", Pattern(MONTH_DAY, NEXT, 31), "2026-08-31", "2026-08-31", ["03/09"]),
    ("Wednesdays", Pattern(WEEK, NEXT, weekday=WED), "2026-08-26", "2026-09-09", ["26/08", "03/09", "09/09"]),
    ("Wednesdays, or not at all", Pattern(WEEK, SKIP, weekday=WED), "2026-08-27", "2026-09-09",
     ["(02/09)", "09/09"]),
    ("the second Monday", Pattern(MONTH_WEEKDAY, NEXT, 2, MON), "2026-06-01", "2026-08-31",
     ["08/06", "13/07", "10/08"]),
    ("the first Tuesday of a month that begins with it", Pattern(MONTH_WEEKDAY, NEXT, 1, TUE), "2026-09-01",
     "2026-09-30", ["03/09"]),
    ("the last Friday", Pattern(MONTH_WEEKDAY, NEXT, LAST, FRI), "2026-07-01", "2026-08-31", ["31/07", "28/08"]),
    ("a span that begins after the day", Pattern(MONTH_DAY, NEXT, 15), "2026-07-16", "2026-08-14", []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "pattern", "first", "last", "days"), RULES, ids=[row[0] for row in RULES])
def test_a_rule_names_its_days(what: str, pattern: Pattern, first: str, last: str, days: list[str]) -> None:
    assert held_on(pattern, first, last) == days, what


def test_the_list_ends_with_the_last_year_somebody_has_a_calendar_of() -> None:
    known = WorkingCalendar(year for year in BUILT_IN.years if year.year <= 2026)
    assert held_on(Pattern(MONTH_DAY, NEXT, 20), "2026-11-01", "2027-03-31", known) == ["20/11", "21/12"]


def test_a_rule_looked_at_in_two_halves_names_the_same_days() -> None:
    for pattern in (row[1] for row in RULES):
        whole = held_on(pattern, "2026-01-01", "2026-12-31")
        halves = held_on(pattern, "2026-01-01", "2026-05-17") + held_on(pattern, "2026-05-18", "2026-12-31")
        assert whole == halves
