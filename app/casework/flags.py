"""Flags (cờ quá hạn): raised for what became late, withdrawn when it no longer is; whoever holds it, or nobody.

A handful of statements whatever the size: they read the index of open obligations and write only what changed. Once a
day for everything, since a day that passes makes late; at once for matters whose dates a changed calendar or reading
of the law moved (:mod:`app.casework.moved_dates`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Update, and_, case, func, literal, select, true, update
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.once import insert_once, rows_of
from app.casework.overdue import is_overdue
from app.records.obligations import Obligation
from app.records.oversight import Flag

ALL = true()


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """What one run changed, and how many flags stand after it."""

    raised: int
    withdrawn: int
    standing: int


def raise_and_withdraw(
    session: Session, *, today: date, at: datetime, matters: Collection[int] | None = None
) -> FlagCounts:
    """Make the flags say what is late on ``today``: one per obligation and due date. Safe to run again, and at once.

    A date that moved away and came back stands under its old flag again, raised anew. ``matters``: the flags of these
    alone; None: all.
    """
    these = ALL if matters is None else Obligation.matter_id.in_(matters)
    withdrawn = rows_of(session.execute(_withdrawals(today, these)))
    raised = rows_of(session.execute(_returns(today, these))) + _raise_new(session, today, these)
    standing = session.scalar(select(func.count()).select_from(Flag).where(Flag.withdrawn_on.is_(None))) or 0
    counts = FlagCounts(raised=raised, withdrawn=withdrawn, standing=standing)
    if raised or withdrawn:
        audit.note(session, by=None, at=at, action="flags_reckoned", subject=today.isoformat(), **asdict(counts))
    return counts


def _withdrawals(today: date, these: ColumnElement[bool]) -> Update:
    its_own = Obligation.id == Flag.obligation_id
    why = case(
        (Obligation.superseded, "judged_again"),
        (Obligation.satisfied_on.is_not(None), "satisfied"),
        (Obligation.ended_on.is_not(None), "ended"),
        (Obligation.paused_on.is_not(None), "paused"),
        else_="date_moved",
    )
    late = select(literal(1)).where(its_own, Obligation.due_on == Flag.due_on, is_overdue(today)).exists()
    reason = select(why).where(its_own).scalar_subquery()
    return (
        update(Flag)
        .where(Flag.withdrawn_on.is_(None), ~late, _of(these))
        .values(withdrawn_on=today, withdraw_reason=reason)
        .execution_options(synchronize_session=False)
    )


def _of(these: ColumnElement[bool]) -> ColumnElement[bool]:
    """The flags of these obligations; of all of them nothing is asked."""
    return these if these is ALL else Flag.obligation_id.in_(select(Obligation.id).where(these))


def _returns(today: date, these: ColumnElement[bool]) -> Update:
    # From the late obligations to their flags, not from every flag ever withdrawn.
    back = (
        select(Flag.id)
        .join(Obligation, and_(Obligation.id == Flag.obligation_id, Obligation.due_on == Flag.due_on))
        .where(is_overdue(today), these, Flag.withdrawn_on.is_not(None))
    )
    return (
        update(Flag)
        .where(Flag.id.in_(back))
        .values(withdrawn_on=None, withdraw_reason=None, raised_on=today)
        .execution_options(synchronize_session=False)
    )


def _raise_new(session: Session, today: date, these: ColumnElement[bool]) -> int:
    flagged = select(literal(1)).where(Flag.obligation_id == Obligation.id, Flag.due_on == Obligation.due_on).exists()
    late = (
        select(Obligation.id, Obligation.due_on, literal(today))
        .where(is_overdue(today), these, ~flagged)
        .order_by(Obligation.due_on.desc(), Obligation.id.desc())  # read newest first, a day's oldest lateness leads
    )
    return rows_of(
        session.execute(insert_once(session, Flag).from_select(["obligation_id", "due_on", "raised_on"], late))
    )
