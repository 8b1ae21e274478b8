"""Plans and inspections in lists, as far as somebody may see them; a few statements a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.casework.inspections.sight import (
    co_led,
    concerned,
    concerning,
    inspecting,
    invited,
    not_forewarned,
    plans_seen,
)
from app.casework.permissions import Viewer
from app.records.agencies import Agency
from app.records.inspections import (
    Inspection,
    InspectionCoLead,
    InspectionPlan,
    InspectionRecommendation,
    InspectionStage,
    InspectionUnit,
)
from app.records.matters import Matter
from app.records.obligations import Obligation


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list. ``late``: recommendations of its inspections that are; ``told_on``: the result was sent."""

    ref: str
    agency_id: int
    agency: str
    year: int
    number: str | None
    approved_on: date | None
    inspections: int
    done: int
    late: int
    told_on: date | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """An inspected agency."""

    agency_id: int
    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the recommendations of an inspection: how many, carried out, reported, late."""

    total: int = 0
    done: int = 0
    reported: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An inspection in a list."""

    inspection: Inspection
    led_by: tuple[str, ...]  # whose plan it stands in first
    units: tuple[UnitRow, ...]
    followed: Followed


def plans(session: Session, viewer: Viewer, *, today: date) -> list[PlanRow]:
    """The plans somebody may read, the last year first, their own agency's before others'. Four statements."""
    wanted = (
        select(InspectionPlan, Agency.name, Obligation.satisfied_on)
        .join(Agency, Agency.id == InspectionPlan.agency_id)
        .outerjoin(Obligation, and_(Obligation.matter_id == InspectionPlan.result_matter_id, ~Obligation.superseded))
    )
    rows = session.execute(wanted.where(plans_seen(session, viewer))).all()
    ids = [plan.id for plan, _name, _told_on in rows]
    stages = _stages(session, viewer, ids)
    late = _late_by_plan(session, ids, today)
    mine = inspecting(viewer)
    found = [
        PlanRow(
            plan.ref, plan.agency_id, name, plan.year, plan.number, plan.approved_on,
            sum(count for stage, count in stages.get(plan.id, {}).items() if stage is not InspectionStage.CANCELLED),
            stages.get(plan.id, {}).get(InspectionStage.ANNOUNCED, 0), late.get(plan.id, 0), told_on,
        )
        for plan, name, told_on in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.year, one.agency_id not in mine, one.agency))


def _stages(
    session: Session, viewer: Viewer, plan_ids: Collection[int]
) -> dict[int, dict[InspectionStage, int]]:  # fmt: skip
    found: dict[int, dict[InspectionStage, int]] = {}
    counted = (
        select(Inspection.plan_id, Inspection.stage, func.count())
        .join(InspectionPlan, InspectionPlan.id == Inspection.plan_id)
        .where(Inspection.plan_id.in_(plan_ids), not_forewarned(viewer))
        .group_by(Inspection.plan_id, Inspection.stage)
    )
    for plan_id, stage, count in session.execute(counted):
        found.setdefault(plan_id, {})[stage] = count
    return found


def _late_by_plan(session: Session, plan_ids: Collection[int], today: date) -> dict[int, int]:
    counted = (
        select(Inspection.plan_id, func.count())
        .join(InspectionRecommendation, InspectionRecommendation.inspection_id == Inspection.id)
        .join(Obligation, Obligation.matter_id == InspectionRecommendation.matter_id)
        .where(Inspection.plan_id.in_(plan_ids), Obligation.open, Obligation.due_on < today)
        .group_by(Inspection.plan_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def items_of_plan(session: Session, viewer: Viewer, plan: InspectionPlan, *, today: date) -> list[ItemRow]:
    """The inspections of a plan in its order, those cancelled too, without what warns a unit of ``viewer``."""
    return _items(session, [Inspection.plan_id == plan.id, not_forewarned(viewer)], today=today)


def items_concerning(session: Session, viewer: Viewer, *, today: date) -> list[ItemRow]:
    """The inspections of the viewer's units by others, the latest first, with what was asked of those units."""
    return _items(session, [concerning(viewer)], today=today, latest_first=True, asked_of=concerned(viewer))


def items_co_led(session: Session, viewer: Viewer, *, today: date) -> list[ItemRow]:
    """The inspections an agency of the viewer leads together with another, the latest first."""
    return _items(session, [co_led(viewer)], today=today, latest_first=True)


def items_invited(session: Session, viewer: Viewer, *, today: date) -> list[ItemRow]:
    """The inspections an agency of the viewer was invited to, the latest first."""
    return _items(session, [invited(viewer)], today=today, latest_first=True)


def _items(
    session: Session, found: Sequence[ColumnElement[bool]], *, today: date, latest_first: bool = False,
    asked_of: Collection[int] | None = None,
) -> list[ItemRow]:  # fmt: skip
    order = (Inspection.first_on.desc(), Inspection.id.desc()) if latest_first else (Inspection.position,)
    wanted = (
        select(Inspection, Agency.name)
        .join(InspectionPlan, InspectionPlan.id == Inspection.plan_id)
        .join(Agency, Agency.id == InspectionPlan.agency_id)
        .where(*found)
        .order_by(*order)
    )
    rows = session.execute(wanted).all()
    ids = [it.id for it, _name in rows]
    units, followed, together = _units(session, ids), _followed(session, ids, today, asked_of), co_leads(session, ids)
    return [
        ItemRow(it, (name, *together.get(it.id, ())), units.get(it.id, ()), followed.get(it.id, Followed()))
        for it, name in rows
    ]


def units(session: Session, inspection_id: int) -> tuple[UnitRow, ...]:
    """The inspected agencies, by name."""
    return _units(session, [inspection_id]).get(inspection_id, ())


def co_leads(session: Session, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the agencies that lead inspections together with the one whose plan they stand in."""
    rows = session.execute(
        select(InspectionCoLead.inspection_id, Agency.name)
        .join(Agency, Agency.id == InspectionCoLead.agency_id)
        .where(InspectionCoLead.inspection_id.in_(ids))
        .order_by(Agency.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for inspection_id, name in rows:
        found[inspection_id] = (*found.get(inspection_id, ()), name)
    return found


def _units(session: Session, ids: Collection[int]) -> dict[int, tuple[UnitRow, ...]]:
    rows = session.execute(
        select(InspectionUnit.inspection_id, Agency.id, Agency.code, Agency.name, InspectionUnit.reason)
        .join(Agency, Agency.id == InspectionUnit.agency_id)
        .where(InspectionUnit.inspection_id.in_(ids))
        .order_by(Agency.name)
    )
    found: dict[int, tuple[UnitRow, ...]] = {}
    for row in rows:
        found[row[0]] = (*found.get(row[0], ()), UnitRow(row[1], row[2], row[3], row[4]))
    return found


def _followed(
    session: Session, ids: Collection[int], today: date, asked_of: Collection[int] | None
) -> dict[int, Followed]:
    """Of what was announced: drafts count for nobody. ``asked_of``: of these agencies alone."""
    wanted = (
        select(InspectionRecommendation.inspection_id, Matter.stage, due_of_term(), met_of_term())
        .join(Matter, Matter.id == InspectionRecommendation.matter_id)
        .where(InspectionRecommendation.inspection_id.in_(ids))
    )
    if asked_of is not None:
        wanted = wanted.where(InspectionRecommendation.agency_id.in_(asked_of))
    rows = session.execute(wanted)
    found: dict[int, list[tuple[str, bool]]] = {}
    for inspection_id, stage, due_on, met_on in rows:
        running = stage == "recommendation_open" and met_on is None
        found.setdefault(inspection_id, []).append((stage, running and due_on is not None and due_on < today))
    return {one: _summed(said) for one, said in found.items()}


def _summed(said: Iterable[tuple[str, bool]]) -> Followed:
    lines = list(said)
    return Followed(
        total=len(lines), done=sum(stage == "recommendation_done" for stage, _late in lines),
        reported=sum(stage == "recommendation_reported" for stage, _late in lines),
        late=sum(late for _stage, late in lines),
    )  # fmt: skip


def _last(column: Any) -> Any:
    """Of the duty that runs in a matter, or ran last."""
    return (
        select(column)
        .where(Obligation.matter_id == Matter.id, ~Obligation.superseded)
        .order_by(Obligation.started_on.desc(), Obligation.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def due_of_term() -> Any:
    """The last day of the term that runs in a matter, or ran last."""
    return _last(Obligation.due_on)


def met_of_term() -> Any:
    """The day that term was met."""
    return _last(Obligation.satisfied_on)
