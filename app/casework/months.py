"""The backlog month by month: how much was late when a month ended, and what was done in it. Two statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, select, union_all
from sqlalchemy.orm import Session

from app.casework.figures import LateDay, late_days
from app.casework.overdue import Filters, not_by_age
from app.casework.permissions import Viewer
from app.casework.seen import duties_seen
from app.records.obligations import Obligation

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month: ``overdue`` when it ended (now, for the one that runs), and the duties done in it, in time or late."""

    begins_on: date
    overdue: int
    on_time: int
    late: int


def by_month(
    session: Session, viewer: Viewer, *, today: date, filters: Filters, months: int = A_YEAR,
    late: Sequence[LateDay] | None = None,
) -> tuple[Month, ...]:  # fmt: skip
    """The last ``months`` months of what ``viewer`` sees, the oldest first, the one that runs included.

    Rows stand as they were judged, and where they are now; see :mod:`app.casework.trends`. ``late``: what is late now,
    where it was counted already, of the same viewer and filters.
    """
    begins = list(reversed(_first_days(today, months)))
    ends = [*begins[1:], today]
    late = late_days(session, viewer, today=today, filters=filters) if late is None else late
    overdue, on_time, done_late = ([0] * months for _ in range(3))
    for one in late:
        for place in _late_at(one, ends):
            overdue[place] += one.how_many
    for was in _gone(session, viewer, today=today, filters=filters, begins=begins):
        for place in range(max(was.due, 0), max(was.gone, 0)):
            overdue[place] += was.how_many
        if was.in_time is not None:
            (on_time if was.in_time else done_late)[was.done] += was.how_many
    return tuple(Month(*told) for told in zip(begins, overdue, on_time, done_late, strict=True))


def _late_at(one: LateDay, ends: Sequence[date]) -> range:
    """At the ends of which months it was late: see :func:`app.casework.trends.was_late`; today, while it is."""
    until = len(ends) if one.paused_on is None else min(bisect_right(ends, one.paused_on), len(ends) - 1)
    return range(bisect_right(ends, one.due_on), until)


class _Gone(NamedTuple):
    """So many duties were due, done and gone (done, ended or paused) in these months; -1: before the first of them.

    ``in_time`` None: not done in these months.
    """

    due: int
    done: int
    gone: int
    in_time: bool | None
    how_many: int


def _gone(session: Session, viewer: Viewer, *, today: date, filters: Filters, begins: Sequence[date]) -> list[_Gone]:
    """What was done or ended since the first of the months, by month. What is open and not late counts in none.

    Two ways into the duties, each with an index: what was done since, and what else ended since.
    """
    since = begins[0]
    done = and_(Obligation.satisfied_on >= since, Obligation.satisfied_on <= today)
    days = (Obligation.due_on, Obligation.satisfied_on, Obligation.ended_on, Obligation.paused_on)
    parts = [
        *(_month(day, begins).label(f"month_{place}") for place, day in enumerate(days)),
        case((and_(done, Obligation.satisfied_on <= Obligation.due_on), 1), (done, 0), else_=None).label("in_time"),
    ]
    else_ended = or_(Obligation.satisfied_on.is_(None), Obligation.satisfied_on < since)
    asked = []
    for touched in (Obligation.satisfied_on >= since, and_(Obligation.ended_on >= since, else_ended)):
        judged = and_(~Obligation.open, Obligation.due_on.is_not(None), ~Obligation.superseded)
        each = duties_seen(viewer, not_by_age(filters), today, *parts).where(touched, judged).subquery()
        asked.append(select(*each.c, func.count().label("how_many")).group_by(*each.c))
    rows = session.execute(union_all(*asked)).all()
    return [
        _Gone(due, done, min(day for day in (done, *others) if day is not None), in_time, how_many)
        for due, done, *others, in_time, how_many in rows
    ]


def _month(day: SQLColumnExpression[Any], begins: Sequence[date]) -> ColumnElement[Any]:
    """Which of the months that begin so ``day`` lies in, the last one without an end; -1 before the first."""
    latest_first = [(day >= first, place) for place, first in reversed(list(enumerate(begins)))]
    return case((day.is_(None), None), *latest_first, else_=-1)


def _first_days(today: date, months: int) -> list[date]:
    """The first days of this month and of those before it, the latest first."""
    found = [today.replace(day=1)]
    while len(found) < months:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found
