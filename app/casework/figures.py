"""The figures of the backlog: how much is late, how long, where. A few grouped statements whatever the size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, select
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
    not_by_age,
)
from app.casework.permissions import Viewer, visible_by_id
from app.casework.seen import looks_at_matters, running_seen
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


class LateDay(NamedTuple):
    """So many open duties of one rule had the same last day, and stand still since the same day, if at all."""

    due_on: date
    paused_on: date | None
    rule: str
    how_many: int


def late_days(session: Session, viewer: Viewer, *, today: date, filters: Filters) -> list[LateDay]:
    """What ``viewer`` sees past its last day, paused or not, narrowed but for how long: one statement for many figures.

    How long something has been late is in the rows: :func:`of_age`.
    """
    parts = (Obligation.due_on, Obligation.paused_on, Obligation.rule)
    found = running_seen(viewer, not_by_age(filters), today, *parts, func.count())
    rows = session.execute(found.where(Obligation.due_on < today).group_by(*parts))
    return [LateDay(*row) for row in rows]


def of_age(late: Iterable[LateDay], age: Age | None, *, today: date) -> Iterator[tuple[int, LateDay]]:
    """Of ``late`` what runs and falls into the band ``age``, with the days it has been late."""
    for one in late:
        days = (today - one.due_on).days
        if one.paused_on is None and (age is None or age_of(days) is age):
            yield days, one


def figures(
    session: Session, viewer: Viewer, *, today: date, calendar: WorkingCalendar, filters: Filters,
    late: Sequence[LateDay] | None = None, unassigned: int | None = None,
) -> Figures:  # fmt: skip
    """The figures of what ``viewer`` sees, narrowed as the list below them is.

    ``late``, ``unassigned``: where they were counted already, of the same viewer and filters.
    """
    late = late_days(session, viewer, today=today, filters=filters) if late is None else late
    days = Counter[int]()
    for day, one in of_age(late, filters.age, today=today):
        days[day] += one.how_many
    if unassigned is None:
        unassigned = session.scalar(late_of_nobody(viewer, filters, today, func.count())) or 0
    return Figures(
        overdue=sum(days.values()),
        open_cases=_open_cases(session, viewer, filters),
        soon=_soon(session, viewer, today, calendar, filters),
        median_days=median(days),
        oldest_days=max(days, default=0),
        late_unassigned=unassigned,
        ages=tuple(by_age(days).items()),
    )


def late_of_nobody(viewer: Viewer, filters: Filters, today: date, *columns: SQLColumnExpression[Any]) -> Select[Any]:
    """``columns`` of what is late of matters nobody holds."""
    late = running_seen(viewer, filters, today, *columns).where(is_overdue(today))
    if looks_at_matters(filters):
        return late.where(Matter.assignee_id.is_(None))
    free = select(Matter.id).where(Matter.open, Matter.assignee_id.is_(None))
    return late.where(Obligation.matter_id.in_(free))


def _open_cases(session: Session, viewer: Viewer, filters: Filters) -> int:
    """By agency, as SQLite comes by its index to them: it walks through all matters for their count alone."""
    counted = select(func.count()).select_from(Matter).where(*open_cases(viewer, filters)).group_by(Matter.agency_id)
    return sum(session.scalars(counted))


def open_cases(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of the cases that run, narrowed by what of ``filters`` speaks of a case."""
    running = and_(Matter.open, Matter.kind == MatterKind.CASE)
    return [
        running,
        visible_by_id(viewer, Matter.id, Matter.open),
        *matters_narrowed(filters),
        *at_agencies(filters, Matter.agency_id),
    ]


def _soon(session: Session, viewer: Viewer, today: date, calendar: WorkingCalendar, filters: Filters) -> int | None:
    try:
        near = is_due_soon(today, calendar, working_days=soon_days(session))
    except CalendarYearUnknown:
        return None
    return session.scalar(running_seen(viewer, not_by_age(filters), today, func.count()).where(near)) or 0


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
    return _rules(session, viewer, is_overdue(today), today)


def rules_of(late: Iterable[LateDay], *, today: date) -> dict[str, int]:
    """:func:`rules_late`, where what is late was counted already and not narrowed."""
    found = Counter[str]()
    for _days, one in of_age(late, None, today=today):
        found[one.rule] += one.how_many
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def rules_soon(session: Session, viewer: Viewer, *, today: date, calendar: WorkingCalendar) -> dict[str, int]:
    """The rules behind what is due soon, with how many. Raises CalendarYearUnknown."""
    return _rules(session, viewer, is_due_soon(today, calendar, working_days=soon_days(session)), today)


def _rules(session: Session, viewer: Viewer, running: ColumnElement[bool], today: date) -> dict[str, int]:
    counted = (
        running_seen(viewer, Filters(), today, Obligation.rule, func.count())
        .where(running)
        .group_by(Obligation.rule)
        .order_by(func.count().desc(), Obligation.rule)
    )
    return {row[0]: row[1] for row in session.execute(counted)}
