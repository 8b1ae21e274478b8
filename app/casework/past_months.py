"""The list behind a month of the trend: what was late when it ended, or what was done in it. Plain rows.

Rows stand as they were judged, and where they are now, as :mod:`app.casework.months` counts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from app.casework.overdue import PAGE, Filters, Key, narrowed, not_by_age
from app.casework.permissions import Viewer, visible
from app.casework.trends import was_late
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation


class Of(StrEnum):
    """Which figure of a month."""

    OVERDUE = "overdue"  # late when it ended
    ON_TIME = "on_time"  # done in it
    LATE = "late"  # done in it, too late


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One duty. ``days_late``: when the month ended, or when it was done; 0 in time."""

    id: int
    ref: str
    code: str
    procedure: str | None
    field: str | None
    sealed: bool
    stage: str
    agency_id: int
    agency: str
    title: str
    duty: str
    rule: str
    rule_from: date
    certainty: str
    due_on: date
    satisfied_on: date | None
    ended_on: date | None
    paused_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One page: its rows, how many the whole list has, and where the next page starts (None: this was the last)."""

    rows: tuple[MonthRow, ...]
    total: int
    next: Key | None


def first_of_next(begins_on: date) -> date:
    """The first day of the month after."""
    return (begins_on + timedelta(days=32)).replace(day=1)


def month_list(
    session: Session, viewer: Viewer, begins_on: date, of: Of, *, today: date, filters: Filters,
    after: Key | None = None, limit: int = PAGE,
) -> MonthPage:  # fmt: skip
    """The duties behind a figure of the month that begins on ``begins_on``, the oldest date first.

    How long something is late narrows nothing here: it says how it stands today.
    """
    found = [*_of(begins_on, of, today), visible(viewer), *narrowed(not_by_age(filters), today)]
    counted = select(func.count()).select_from(Obligation).join(Matter, Matter.id == Obligation.matter_id)
    total = session.scalar(counted.where(*found)) or 0
    wanted = (
        select(
            Obligation.id, Matter.ref, Matter.code, Matter.procedure, Matter.field, Matter.sealed, Matter.stage,
            Agency.id, Agency.name, Matter.title, Obligation.duty, Obligation.rule, Obligation.rule_from,
            Obligation.certainty, Obligation.due_on, Obligation.satisfied_on, Obligation.ended_on,
            Obligation.paused_on,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .where(*found)
        .order_by(Obligation.due_on, Obligation.id)
        .limit(limit + 1)
    )  # fmt: skip
    if after is not None:
        wanted = wanted.where(tuple_(Obligation.due_on, Obligation.id) > (after.due_on, after.id))
    end = min(first_of_next(begins_on), today)
    rows = [_row(row, end if of is Of.OVERDUE else row.satisfied_on) for row in session.execute(wanted)]
    last = rows[limit - 1] if len(rows) > limit else None
    return MonthPage(tuple(rows[:limit]), total, Key(last.due_on, last.id) if last else None)


def _of(begins_on: date, of: Of, today: date) -> list[ColumnElement[bool]]:
    ends_on = first_of_next(begins_on)
    if of is Of.OVERDUE:
        return [was_late(min(ends_on, today))]
    done = [~Obligation.superseded, Obligation.due_on.is_not(None), Obligation.satisfied_on >= begins_on,
            Obligation.satisfied_on < ends_on, Obligation.satisfied_on <= today]  # fmt: skip
    in_time = Obligation.satisfied_on <= Obligation.due_on
    return [*done, in_time if of is Of.ON_TIME else ~in_time]


def _row(row: Any, on: date) -> MonthRow:
    title = "" if row.sealed else row.title
    told: list[Any] = [*row[:9], title, *row[10:], max((on - row.due_on).days, 0)]
    return MonthRow(*told)
