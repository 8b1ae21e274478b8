"""The working calendar and the readings of the law that hold in this installation."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.settled import YES, settled
from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind, PolicyChoice
from app.statute.calendar import BUILT_IN, WorkingCalendar
from app.statute.calendar_days import CalendarYear
from app.statute.policies import Policies

MADE_UP = "Làm bù"


def working_calendar(session: Session) -> WorkingCalendar:
    """The calendar to reckon with: a year kept in the database wins over the same year of the built-in table."""
    return settled(session).calendar


def chosen_policies(session: Session) -> Policies:
    """The readings of the law an administrator chose, the default ones for the rest."""
    return settled(session).policies


def soon_days(session: Session) -> int:
    """From how many working days before its last day a duty is called near due here: an internal term."""
    return settled(session).policies.soon_working_days


def seed_calendar(session: Session) -> int:
    """Write the built-in years the database does not keep yet, so that they can be corrected; how many were new."""
    kept = set(session.scalars(select(CalendarYearRow.year)))
    new = [year for year in BUILT_IN.years if year.year not in kept]
    for year in new:
        keep_year(session, year)
    return len(new)


def keep_year(session: Session, year: CalendarYear) -> None:
    """Write a year the database does not keep, with its days."""
    session.add(CalendarYearRow(year=year.year, official=year.official, source=year.source))
    session.flush()
    session.add_all(CalendarDayRow(day=day, year=year.year, kind=DayKind.OFF, name=name) for day, name in year.days_off)
    session.add_all(
        CalendarDayRow(day=day, year=year.year, kind=DayKind.WORK, name=MADE_UP) for day in year.working_saturdays
    )
    session.flush()


@dataclass(frozen=True, slots=True)
class PolicyChosen:
    """What an administrator chose for a reading of the law, and on what ground."""

    value: str
    source: str


def held_against_the_text(session: Session, policy: str) -> str:
    """By which source an administrator says that what we have from memory stands in the text; "" while nobody has."""
    row = session.get(PolicyChoice, policy)
    return row.source or row.name if row is not None and row.value == YES else ""


def policy_choices(session: Session) -> dict[str, PolicyChosen]:
    """The readings an administrator settled, by the name of the policy, with their source."""
    rows = session.execute(select(PolicyChoice.name, PolicyChoice.value, PolicyChoice.source))
    return {row.name: PolicyChosen(row.value, row.source) for row in rows}
