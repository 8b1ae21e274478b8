"""What one person has in hand, and how the work of an agency is shared out. Plain rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from app.casework.overdue import is_overdue
from app.casework.permissions import Viewer, visible
from app.records.matters import Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One running duty of a matter in somebody's hands; ``duty`` is None for an open matter that owes nothing now."""

    matter_id: int
    ref: str
    code: str
    kind: MatterKind
    procedure: str | None
    title: str
    sealed: bool
    stage: str
    agency_id: int
    duty: str | None
    rule: str | None
    rule_from: date | None
    due_on: date | None
    paused_on: date | None
    frozen_days_late: int | None
    obligation_id: int | None
    certainty: str | None
    also: list[Any] | None


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody of an agency holds; ``account_id`` None is nobody."""

    account_id: int | None
    ref: str
    full_name: str
    cases: int
    petitions: int
    overdue: int
    soon: int
    later: int


def in_hand(session: Session, viewer: Viewer) -> list[DeskRow]:
    """Every running duty of the open matters assigned to ``viewer``, the oldest date first, paused ones last.

    All of them: one person's work is bounded by the person, and a page that left some out would hide what is late.
    """
    running = and_(Obligation.matter_id == Matter.id, Obligation.open)
    rows: Any = session.execute(
        select(
            Matter.id, Matter.ref, Matter.code, Matter.kind, Matter.procedure, Matter.title, Matter.sealed,
            Matter.stage, Matter.agency_id, Obligation.duty, Obligation.rule, Obligation.rule_from, Obligation.due_on,
            Obligation.paused_on, Obligation.frozen_days_late, Obligation.id, Obligation.certainty, Obligation.also,
        )
        .outerjoin(Obligation, running)
        .where(Matter.assignee_id == viewer.account_id, Matter.open, visible(viewer))
        .order_by(Obligation.paused_on.is_not(None), Obligation.due_on.is_(None), Obligation.due_on, Matter.id)
    )  # fmt: skip
    return [DeskRow(*row) for row in rows]


@lru_cache(maxsize=256)  # asked on every page
def how_many_in_hand(viewer: Viewer) -> Select[int]:
    """How many open matters are assigned to ``viewer``: the count beside the navigation."""
    mine = (Matter.assignee_id == viewer.account_id, Matter.open, visible(viewer))
    return select(func.count()).select_from(Matter).where(*mine)


def loads(
    session: Session, viewer: Viewer, agency_ids: Collection[int], *, today: date, soon_until: date
) -> list[Load]:
    """Who holds how much in these agencies: open cases and petitions, and of all duties the late, near and far ones.

    Nobody's comes first, then whoever has most that is late.
    """
    late = case((is_overdue(today), 1), else_=0)
    near = case((and_(Obligation.paused_on.is_(None), Obligation.due_on.between(today, soon_until)), 1), else_=0)
    far = case((and_(Obligation.paused_on.is_(None), Obligation.due_on > soon_until), 1), else_=0)
    running = and_(Obligation.matter_id == Matter.id, Obligation.open)
    rows = session.execute(
        select(
            Matter.assignee_id, Account.ref, Account.full_name, _how_many(MatterKind.CASE),
            _how_many(MatterKind.PETITION), func.sum(late), func.sum(near), func.sum(far),
        )
        .outerjoin(Obligation, running)
        .outerjoin(Account, Account.id == Matter.assignee_id)
        .where(Matter.open, Matter.agency_id.in_(agency_ids), visible(viewer))
        .group_by(Matter.assignee_id, Account.ref, Account.full_name)
    )  # fmt: skip
    found = [Load(row[0], row[1] or "", row[2] or "", *row[3:5], *(int(one or 0) for one in row[5:])) for row in rows]
    return sorted(found, key=lambda one: (one.account_id is not None, -one.overdue, -one.cases, one.full_name))


def _how_many(kind: MatterKind) -> ColumnElement[int]:
    return func.count(case((Matter.kind == kind, Matter.id)).distinct())
