"""The working calendar and the readings of the law that hold in this installation."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind, PolicyChoice
from app.statute.calendar import BUILT_IN, WorkingCalendar
from app.statute.calendar_years import CalendarYear
from app.statute.policies import DEFAULT, Policies

YES = "yes"


def working_calendar(session: Session) -> WorkingCalendar:
    """The calendar to reckon with: a year kept in the database wins over the same year of the built-in table."""
    years = session.scalars(select(CalendarYearRow)).all()
    if not years:
        return BUILT_IN
    days: dict[int, list[CalendarDayRow]] = {}
    for day in session.scalars(select(CalendarDayRow).order_by(CalendarDayRow.day)):
        days.setdefault(day.year, []).append(day)
    kept = {row.year: _year(row, days.get(row.year, [])) for row in years}
    return WorkingCalendar({**{year.year: year for year in BUILT_IN.years}, **kept}.values())


def _year(row: CalendarYearRow, days: list[CalendarDayRow]) -> CalendarYear:
    return CalendarYear(
        year=row.year,
        days_off=tuple((one.day, one.name) for one in days if one.kind is DayKind.OFF),
        working_saturdays=tuple(one.day for one in days if one.kind is DayKind.WORK),
        official=row.official,
        source=row.source,
    )


def seed_calendar(session: Session) -> int:
    """Write the built-in years the database does not keep yet, so that they can be corrected; how many were new."""
    kept = set(session.scalars(select(CalendarYearRow.year)))
    new = [year for year in BUILT_IN.years if year.year not in kept]
    session.add_all(CalendarYearRow(year=year.year, official=year.official, source=year.source) for year in new)
    session.flush()
    for year in new:
        session.add_all(
            CalendarDayRow(day=day, year=year.year, kind=DayKind.OFF, name=name) for day, name in year.days_off
        )
        session.add_all(
            CalendarDayRow(day=day, year=year.year, kind=DayKind.WORK, name="Làm bù") for day in year.working_saturdays
        )
    session.flush()
    return len(new)


def chosen_policies(session: Session) -> Policies:
    """The readings of the law an administrator chose, the default ones for the rest."""
    policies = DEFAULT
    for row in session.scalars(select(PolicyChoice)):
        if row.name in {field.name for field in fields(Policies)}:
            policies = replace(policies, **{row.name: _typed(row.value, getattr(DEFAULT, row.name))})
    return policies


def _typed(text: str, default: object) -> Any:
    return text == YES if isinstance(default, bool) else int(text)
