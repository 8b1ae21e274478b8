"""The figures of the backlog: how much is late, how long, where. A few grouped statements whatever the size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from app.casework.calendars import soon_days
from app.casework.overdue import (
    Age,
    Filters,
    age_of,
    at_agencies,
    is_due_soon,
    is_overdue,
    matters_narrowed,
    narrowed,
    not_by_age,
)
from app.casework.permissions import Viewer, visible
from app.records.matters import Matter, MatterKind
from app.records.obligations import Obligation
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Figures:
    """The five figures. ``soon`` is None when the calendar of a year is missing."""

    overdue: int
    open_cases: int
    soon: int | None
    median_days: int
    oldest_days: int
    late_unassigned: int
    ages: tuple[tuple[Age, int], ...]


def figures(session: Session, viewer: Viewer, *, today: date, calendar: WorkingCalendar, filters: Filters) -> Figures:
    """The figures of what ``viewer`` sees, narrowed as the list below them is."""
    late = _late(session, viewer, today, filters)
    days = Counter[int]()
    for one in late:
        days[one.days] += one.how_many
    total = sum(days.values())
    return Figures(
        overdue=total,
        open_cases=_open_cases(session, viewer, filters),
        soon=_soon(session, viewer, today, calendar, filters),
        median_days=median(days),
        oldest_days=max(days, default=0),
        late_unassigned=sum(one.nobodys for one in late),
        ages=tuple(by_age(days).items()),
    )


class _Late(NamedTuple):
    """So many are late by so many days, and so many of them nobody holds."""

    days: int
    how_many: int
    nobodys: int


def _late(session: Session, viewer: Viewer, today: date, filters: Filters) -> list[_Late]:
    nobody = func.sum(case((Matter.assignee_id.is_(None), 1), else_=0))
    rows = session.execute(
        select(Obligation.due_on, func.count(), nobody)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(is_overdue(today), visible(viewer), *narrowed(filters, today))
        .group_by(Obligation.due_on)
    ).all()
    return [_Late((today - due_on).days, count, int(free)) for due_on, count, free in rows if due_on]


def _open_cases(session: Session, viewer: Viewer, filters: Filters) -> int:
    return session.scalar(select(func.count()).select_from(Matter).where(*open_cases(viewer, filters))) or 0


def open_cases(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of the cases that run, narrowed by what of ``filters`` speaks of a case."""
    running = and_(Matter.open, Matter.kind == MatterKind.CASE)
    return [running, visible(viewer), *matters_narrowed(filters), *at_agencies(filters, Matter.agency_id)]


def _soon(session: Session, viewer: Viewer, today: date, calendar: WorkingCalendar, filters: Filters) -> int | None:
    try:
        near = is_due_soon(today, calendar, working_days=soon_days(session))
    except CalendarYearUnknown:
        return None
    counted = select(func.count()).select_from(Obligation).join(Matter, Matter.id == Obligation.matter_id)
    return session.scalar(counted.where(near, visible(viewer), *narrowed(not_by_age(filters), today))) or 0


def median(counts: Mapping[int, int]) -> int:
    """The middle of ``counts`` (value -> how often), the lower one of two; 0 of nothing."""
    middle = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        middle -= counts[value]
        if middle <= 0:
            return value
    return 0


def by_age(counts: Mapping[int, int]) -> dict[Age, int]:
    """Days late -> how often, gathered in bands; every band is there."""
    found = dict.fromkeys(Age, 0)
    for days, count in counts.items():
        found[age_of(days)] += count
    return found


def rules_late(session: Session, viewer: Viewer, *, today: date) -> dict[str, int]:
    """The rules behind what is late, with how many: what the filter offers."""
    return _rules(session, viewer, is_overdue(today))


def rules_soon(session: Session, viewer: Viewer, *, today: date, calendar: WorkingCalendar) -> dict[str, int]:
    """The rules behind what is due soon, with how many. Raises CalendarYearUnknown."""
    return _rules(session, viewer, is_due_soon(today, calendar, working_days=soon_days(session)))


def _rules(session: Session, viewer: Viewer, running: ColumnElement[bool]) -> dict[str, int]:
    counted = (
        select(Obligation.rule, func.count())
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(running, visible(viewer))
        .group_by(Obligation.rule)
        .order_by(func.count().desc(), Obligation.rule)
    )
    return {row[0]: row[1] for row in session.execute(counted)}
