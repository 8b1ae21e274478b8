"""The backlog month by month: how much was late when a month ended, and what was done in it. One statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.casework.overdue import Filters, is_overdue, narrowed, not_by_age
from app.casework.permissions import Viewer, visible
from app.casework.trends import was_late
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
    ends = [*begins[1:], today]
    wanted = [
        figure
        for begin, end, is_last in zip(begins, ends, [False] * (months - 1) + [True], strict=True)
        for figure in (
            is_overdue(today) if is_last else was_late(end),
            *_done_between(begin, end, last_included=is_last),
        )
    ]
    touched = or_(Obligation.open, Obligation.satisfied_on >= begins[0], Obligation.ended_on >= begins[0])
    row = session.execute(
        select(*(func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in wanted))
        .select_from(Obligation)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(touched, Obligation.due_on.is_not(None), visible(viewer), *narrowed(not_by_age(filters), today))
    ).one()
    counts = [int(value) for value in row]
    return tuple(Month(begin, *counts[3 * place : 3 * place + 3]) for place, begin in enumerate(begins))


def _first_days(today: date, months: int) -> list[date]:
    """The first days of this month and of those before it, the latest first."""
    found = [today.replace(day=1)]
    while len(found) < months:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _done_between(begin: date, end: date, *, last_included: bool) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Done from ``begin`` until before ``end`` (on it too, for the month that runs): on time, and late."""
    until = Obligation.satisfied_on <= end if last_included else Obligation.satisfied_on < end
    done = and_(~Obligation.superseded, Obligation.satisfied_on >= begin, until)
    in_time = Obligation.satisfied_on <= Obligation.due_on
    return and_(done, in_time), and_(done, ~in_time)
