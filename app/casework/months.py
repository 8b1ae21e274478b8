"""The backlog month by month: how much was late when a month ended, and what was done in it. One statement."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.casework.overdue import Filters, narrowed, not_by_age
from app.casework.permissions import Viewer, visible
from app.records.matters import Matter
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
    session: Session, viewer: Viewer, *, today: date, filters: Filters, months: int = A_YEAR
) -> tuple[Month, ...]:
    """The last ``months`` months of what ``viewer`` sees, the oldest first, the one that runs included.

    Rows stand as they were judged, and where they are now; see :mod:`app.casework.trends`.
    """
    begins = list(reversed(_first_days(today, months)))
    ends, rows = [*begins[1:], today], _judged(session, viewer, today=today, filters=filters, since=begins[0])
    late, on_time, done_late = ([0] * months for _ in range(3))
    for row in rows:
        for place in _late_at(row, ends):
            late[place] += row.how_many
        if row.satisfied_on is not None and begins[0] <= row.satisfied_on <= today:
            done = on_time if row.satisfied_on <= row.due_on else done_late
            done[bisect_right(begins, row.satisfied_on) - 1] += row.how_many
    return tuple(Month(*told) for told in zip(begins, late, on_time, done_late, strict=True))


def _late_at(row: Any, ends: Sequence[date]) -> range:
    """At the ends of which months it was late: see :func:`app.casework.trends.was_late`; today, while it is."""
    gone = min((day for day in (row.satisfied_on, row.ended_on, row.paused_on) if day is not None), default=None)
    until = len(ends) if gone is None else min(bisect_right(ends, gone), len(ends) - 1)
    return range(bisect_right(ends, row.due_on), until)


def _judged(session: Session, viewer: Viewer, *, today: date, filters: Filters, since: date) -> Sequence[Any]:
    """What is late now, and what was done or ended ``since``: so many with the same dates, each way an index leads to.

    What is open and not late counts in no month.
    """
    dates = (Obligation.due_on, Obligation.satisfied_on, Obligation.ended_on, Obligation.paused_on)
    touched = or_(
        and_(Obligation.open, Obligation.due_on < today),
        Obligation.satisfied_on >= since,
        Obligation.ended_on >= since,
    )
    counted = select(*dates, func.count().label("how_many")).join(Matter, Matter.id == Obligation.matter_id)
    judged = and_(Obligation.due_on.is_not(None), ~Obligation.superseded)
    found = (touched, judged, visible(viewer), *narrowed(not_by_age(filters), today))
    return session.execute(counted.where(*found).group_by(*dates)).all()


def _first_days(today: date, months: int) -> list[date]:
    """The first days of this month and of those before it, the latest first."""
    found = [today.replace(day=1)]
    while len(found) < months:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found
