"""Who sees which inspection, and what of it: the one place that decides.

Whoever inspects sees all of it; who leads it together with them sees all of it once the plan is approved, and records
what the team does. Who is inspected learns of it with the decision that sets up the team, and what was
found and asked of it with the conclusion. Who is invited sees the inspection it is invited to, from the invitation on.
Thanh tra tỉnh, which watches, and Sở Nội vụ, which gathers the results, read the approved plans of others. A person who
also belongs to an inspected unit is of that unit, whatever else they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session, aliased

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound
from app.casework.permissions import ALLOWED, Deed, Viewer
from app.records.agencies import Agency
from app.records.inspections import (
    Inspection,
    InspectionCoLead,
    InspectionInvitation,
    InspectionPlan,
    InspectionStage,
    InspectionUnit,
)
from app.statute.inspections import RESULT_TO

KNOWN_TO_UNITS = (InspectionStage.DECIDED, InspectionStage.UNDER_WAY, InspectionStage.ANNOUNCED)


class Sight(StrEnum):
    """As whom somebody sees an inspection."""

    OWN = "own"
    CO_LEAD = "co_lead"
    UNIT = "unit"
    READER = "reader"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Seen:
    """An inspection as somebody sees it. ``mine``: the agencies they are told of inspections for."""

    inspection: Inspection
    plan: InspectionPlan
    sight: Sight
    units: frozenset[int]
    mine: frozenset[int]

    @property
    def own(self) -> bool:
        return self.sight is Sight.OWN

    @property
    def leads(self) -> bool:
        """Whether this person records what the team does: for who inspects, or for who leads it with them."""
        return self.sight in {Sight.OWN, Sight.CO_LEAD}

    @property
    def findings_of(self) -> frozenset[int]:
        """The units of which this person may read what was found, and the agencies what was asked."""
        if self.leads:
            return self.units
        if self.inspection.stage is not InspectionStage.ANNOUNCED:
            return frozenset()
        return self.units & self.mine if self.sight is Sight.UNIT else self.units


def inspecting(viewer: Viewer) -> frozenset[int]:
    """The agencies somebody inspects for."""
    return _at(viewer, Deed.INSPECT)


def concerned(viewer: Viewer) -> frozenset[int]:
    """The agencies for which somebody is told of inspections."""
    return _at(viewer, Deed.SEE_INSPECTIONS)


def inviting(viewer: Viewer) -> frozenset[int]:
    """The invited agencies somebody takes part for."""
    return _at(viewer, Deed.ATTEND_INSPECTIONS)


def _at(viewer: Viewer, deed: Deed) -> frozenset[int]:
    return frozenset(role.agency_id for role in viewer.roles if deed in ALLOWED[role.kind])


def reads_all(session: Session, viewer: Viewer) -> bool:
    """Whether somebody reads the approved plans of every agency."""
    if viewer.may(Deed.WATCH_PROVINCE):
        return True
    gathering = select(Agency.id).where(Agency.code == RESULT_TO, Agency.id.in_(concerned(viewer)))
    return session.scalar(gathering) is not None


def plans_seen(session: Session, viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause of the plans somebody may read: their own agency's, and, approved, those of others."""
    own = InspectionPlan.agency_id.in_(inspecting(viewer))
    approved = InspectionPlan.approved_on.is_not(None)
    return or_(own, approved) if reads_all(session, viewer) else own


def concerning(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause of the inspections of units of somebody, by another agency, from the decision on."""
    units = select(InspectionUnit.inspection_id).where(InspectionUnit.agency_id.in_(concerned(viewer)))
    of_others = InspectionPlan.agency_id.not_in(inspecting(viewer))
    return and_(Inspection.id.in_(units), Inspection.stage.in_(KNOWN_TO_UNITS), of_others)


def not_forewarned(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause, beside their plans, of what warns no unit of ``viewer`` before the decision on its team."""
    unit = aliased(InspectionUnit)
    theirs = exists().where(
        unit.inspection_id == Inspection.id, unit.agency_id.in_(viewer.agencies()),
        unit.agency_id != InspectionPlan.agency_id,
    )  # fmt: skip
    return or_(Inspection.stage.in_(KNOWN_TO_UNITS), ~theirs)


def co_led(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause, beside their plans, of the inspections somebody's agency leads together with another."""
    together = select(InspectionCoLead.inspection_id).where(InspectionCoLead.agency_id.in_(inspecting(viewer)))
    return and_(Inspection.id.in_(together), InspectionPlan.approved_on.is_not(None), not_forewarned(viewer))


def invited(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause of the inspections an agency of somebody was invited to."""
    agencies = inviting(viewer)
    if not agencies:
        return false()
    to = select(InspectionInvitation.inspection_id).where(InspectionInvitation.agency_id.in_(agencies))
    return Inspection.id.in_(to)


def find_plan(session: Session, viewer: Viewer, ref: str) -> InspectionPlan:
    """A plan by its opaque id. Raises NotFound: for one that is not there and for one that is hidden alike."""
    wanted = select(InspectionPlan).where(InspectionPlan.ref == ref, plans_seen(session, viewer))
    plan = session.scalar(wanted)
    if plan is None:
        raise NotFound("Không tìm thấy kế hoạch kiểm tra.")
    return plan


def find_inspection(session: Session, viewer: Viewer, ref: str) -> Seen:
    """An inspection as ``viewer`` sees it. Raises NotFound."""
    wanted = select(Inspection, InspectionPlan).join(InspectionPlan, InspectionPlan.id == Inspection.plan_id)
    row = session.execute(wanted.where(Inspection.ref == ref)).one_or_none()
    if row is None:
        raise NotFound("Không tìm thấy cuộc kiểm tra.")
    inspection, plan = row
    units = units_of(session, inspection.id)
    sight = _sight(session, viewer, inspection, plan, units)
    if sight is None:
        raise NotFound("Không tìm thấy cuộc kiểm tra.")
    return Seen(inspection, plan, sight, units, concerned(viewer))


def units_of(session: Session, inspection_id: int) -> frozenset[int]:
    """The ids of the inspected agencies."""
    found = select(InspectionUnit.agency_id).where(InspectionUnit.inspection_id == inspection_id)
    return frozenset(session.scalars(found))


def co_leads_of(session: Session, inspection_id: int) -> frozenset[int]:
    """The ids of the agencies that lead it together with the one whose plan it stands in."""
    found = select(InspectionCoLead.agency_id).where(InspectionCoLead.inspection_id == inspection_id)
    return frozenset(session.scalars(found))


def _sight(
    session: Session, viewer: Viewer, inspection: Inspection, plan: InspectionPlan, units: Iterable[int]
) -> Sight | None:
    others = frozenset(units) - {plan.agency_id}
    if others & viewer.agencies():
        known = inspection.stage in KNOWN_TO_UNITS and bool(others & concerned(viewer))
        return Sight.UNIT if known else None
    if plan.agency_id in inspecting(viewer):
        return Sight.OWN
    if plan.approved_on is not None and co_leads_of(session, inspection.id) & inspecting(viewer):
        return Sight.CO_LEAD
    if plan.approved_on is not None and reads_all(session, viewer):
        return Sight.READER
    to = select(InspectionInvitation.id).where(
        InspectionInvitation.inspection_id == inspection.id, InspectionInvitation.agency_id.in_(inviting(viewer))
    )
    return Sight.GUEST if session.scalar(to) is not None else None


def find_own_plan(session: Session, by: Viewer, ref: str) -> InspectionPlan:
    """A plan of one's own agency. Raises NotFound, NotAllowed."""
    plan = find_plan(session, by, ref)
    if plan.agency_id not in inspecting(by):
        raise NotAllowed("Kế hoạch kiểm tra do đơn vị chủ trì ghi.")
    return plan


def own_plan(session: Session, ref: str, *, by: Viewer, expected_version: int | None = None) -> InspectionPlan:
    """The same, held for changing. Raises ChangedMeanwhile besides."""
    plan = find_own_plan(session, by, ref)
    session.refresh(plan, with_for_update=True)
    _same(plan.version, expected_version)
    return plan


def find_own(session: Session, by: Viewer, ref: str, *, together: bool = False) -> Seen:
    """An inspection of one's own agency; ``together``: or one it leads with another. Raises NotFound, NotAllowed."""
    seen = find_inspection(session, by, ref)
    if not (seen.own or (together and seen.leads)):
        raise NotAllowed("Cuộc kiểm tra do đơn vị chủ trì ghi.")
    return seen


def own(session: Session, ref: str, *, by: Viewer, expected_version: int | None = None, together: bool = False) -> Seen:
    """The same, held for changing. Raises ChangedMeanwhile besides."""
    seen = find_own(session, by, ref, together=together)
    session.refresh(seen.inspection, with_for_update=True)
    _same(seen.inspection.version, expected_version)
    return seen


def note(session: Session, seen: Seen, action: str, *, by: Viewer, at: datetime, **detail: str | int) -> None:
    """Write down what was done to an inspection."""
    told: dict[str, Any] = dict(detail)
    audit.note(session, by=by.account_id or None, at=at, action=action, subject=seen.inspection.ref, **told)


def _same(version: int, expected: int | None) -> None:
    if expected is not None and version != expected:
        raise ChangedMeanwhile("Có người vừa thay đổi. Xem lại bản đang lưu rồi làm lại nếu vẫn cần.")


__all__ = [
    "Seen",
    "Sight",
    "co_leads_of",
    "co_led",
    "concerned",
    "concerning",
    "find_inspection",
    "find_own",
    "find_own_plan",
    "find_plan",
    "inspecting",
    "invited",
    "inviting",
    "not_forewarned",
    "note",
    "own",
    "own_plan",
    "plans_seen",
    "reads_all",
    "units_of",
]
