"""Which units to inspect: how much of what runs there is late, and which of the failures inspectors name is seen there.

Every number is that of a list somebody can open: what is late, narrowed to the agency, or to the agency and one kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.casework.agencies import above
from app.casework.inspections.sight import KNOWN_TO_UNITS, concerned, inspecting, not_forewarned, plans_seen
from app.casework.overdue import Kind, is_overdue, kind_of
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionPlan, InspectionStage, InspectionUnit
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.statute.inspections import CONTROLS, SHOWN_BY_LATENESS

PERCENT = 100


class Order(StrEnum):
    """What comes first."""

    SHARE = "share"  # the larger part of what runs is late
    FAILURES = "failures"  # more of the typical failures, the commonest weighing most


@dataclass(frozen=True, slots=True)
class Sign:
    """What is late of one kind, and the failure (a code of ``CONTROLS``) it shows; "" where it shows none."""

    kind: Kind
    late: int
    control: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit, with the duties that run there with a day, of which ``late`` are late.

    ``last_on``: when it was inspected last; ``planned``: it stands in a plan of this year already.
    """

    agency_id: int
    code: str
    name: str
    level: Level
    late: int
    running: int
    oldest_days: int
    signs: tuple[Sign, ...]
    last_on: date | None
    planned: bool

    @property
    def share(self) -> int:
        """How many of a hundred are late, the half rounded up."""
        return (2 * PERCENT * self.late + self.running) // (2 * self.running) if self.running else 0

    @property
    def weight(self) -> int:
        """The failures seen here, each as often as inspectors found it."""
        return sum(CONTROLS[one].often for one in {sign.control for sign in self.signs if sign.control})


def proposals(
    session: Session, viewer: Viewer, *, today: date, order: Order = Order.SHARE, level: Level | None = None
) -> list[Proposal]:
    """The units where something ``viewer`` sees is late, whoever is first by ``order``; none above who inspects."""
    counted = _counted(session, viewer, today)
    found = select(Agency).where(Agency.id.in_(counted), Agency.id.not_in(above(session, inspecting(viewer), today)))
    if level is not None:
        found = found.where(Agency.level == level)
    agencies = session.scalars(found).all()
    last, planned = _inspected(session, viewer, counted, today)
    rows = [
        _proposal(one, counted[one.id], last.get(one.id), planned=one.id in planned, today=today) for one in agencies
    ]
    return sorted((one for one in rows if one.late), key=lambda one: _key(one, order))


def _key(one: Proposal, order: Order) -> tuple[Fraction, Fraction, str]:
    share, late, weight = Fraction(-one.late, one.running), Fraction(-one.late), Fraction(-one.weight)
    return (share, late, one.name) if order is Order.SHARE else (weight, share, one.name)


Counted = Mapping[Kind, tuple[int, int, date | None]]


def _counted(session: Session, viewer: Viewer, today: date) -> dict[int, Counted]:
    """By agency and kind: how many duties run, how many are late, the oldest day. One statement."""
    late = case((is_overdue(today), 1), else_=0)
    oldest = func.min(case((is_overdue(today), Obligation.due_on)))
    rows = session.execute(
        select(Obligation.agency_id, Matter.procedure, func.count(), func.sum(late), oldest)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on.is_not(None), visible(viewer))
        .group_by(Obligation.agency_id, Matter.procedure)
    )
    found: dict[int, dict[Kind, tuple[int, int, date | None]]] = {}
    for agency_id, procedure, running, overdue, first in rows:
        kinds = found.setdefault(agency_id, {})
        before = kinds.get(kind_of(procedure), (0, 0, None))
        days = [one for one in (before[2], first) if one is not None]
        kinds[kind_of(procedure)] = (before[0] + running, before[1] + int(overdue), min(days, default=None))
    return dict(found)


def _proposal(agency: Agency, counted: Counted, last: date | None, *, planned: bool, today: date) -> Proposal:
    days = [one[2] for one in counted.values() if one[2] is not None]
    signs = [Sign(kind, row[1], SHOWN_BY_LATENESS.get(kind.value, "")) for kind, row in counted.items() if row[1]]
    return Proposal(
        agency_id=agency.id, code=agency.code, name=agency.name, level=agency.level,
        late=sum(row[1] for row in counted.values()), running=sum(row[0] for row in counted.values()),
        oldest_days=(today - min(days)).days if days else 0,
        signs=tuple(sorted(signs, key=lambda one: (-one.late, one.kind.value))), last_on=last, planned=planned,
    )  # fmt: skip


def _inspected(
    session: Session, viewer: Viewer, ids: Iterable[int], today: date
) -> tuple[dict[int, date], frozenset[int]]:
    """When each was inspected last, and which stand in a plan of the year, as far as ``viewer`` may know of it."""
    read = and_(plans_seen(session, viewer), not_forewarned(viewer))
    told = and_(InspectionUnit.agency_id.in_(concerned(viewer)), Inspection.stage.in_(KNOWN_TO_UNITS))
    rows = session.execute(
        select(InspectionUnit.agency_id, Inspection.stage, Inspection.began_on, InspectionPlan.year)
        .join(Inspection, Inspection.id == InspectionUnit.inspection_id)
        .join(InspectionPlan, InspectionPlan.id == Inspection.plan_id)
        .where(InspectionUnit.agency_id.in_(list(ids)), Inspection.stage != InspectionStage.CANCELLED)
        .where(InspectionPlan.agency_id != InspectionUnit.agency_id, InspectionPlan.approved_on.is_not(None))
        .where(or_(read, told))
    ).all()
    last: dict[int, date] = {}
    for agency_id, _stage, began_on, _year in rows:
        if began_on is not None:
            last[agency_id] = max(began_on, last.get(agency_id, began_on))
    return last, frozenset(row.agency_id for row in rows if row.year == today.year)


__all__ = ["Order", "Proposal", "Sign", "proposals"]
