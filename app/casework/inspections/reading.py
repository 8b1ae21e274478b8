"""One inspection read back in its parts, each as far as somebody may see it now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.casework.inspections.lists import due_of_term, met_of_term
from app.casework.inspections.sight import Seen, Sight, inviting, not_forewarned
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency
from app.records.inspections import (
    Attendance,
    Inspection,
    InspectionFinding,
    InspectionInvitation,
    InspectionMatter,
    InspectionMember,
    InspectionPlan,
    InspectionRecommendation,
    InspectionStage,
    PlanChange,
)
from app.records.matters import Matter


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation."""

    ref: str
    inspection_ref: str
    agency: str
    number: str
    issued_on: date
    meets_on: date
    place: str
    attendance: Attendance | None
    who_came: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A matter looked into, seen by the viewer."""

    id: int
    ref: str
    kind: str
    code: str
    title: str
    sealed: bool
    stage: str
    agency: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding. ``file``: the matter it is about, where the viewer sees that."""

    id: int
    agency_id: int
    agency: str
    control: str
    words: str
    file: FileRow | None


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation and where it stands. ``ref`` of its term where the viewer opens it; ``stage`` "" in a draft.

    ``met_on``: the day its duty was satisfied.
    """

    id: int
    agency_id: int
    agency: str
    words: str
    term_on: date
    ref: str
    code: str
    stage: str
    met_on: date | None
    open: bool

    def late(self, today: date) -> bool:
        """Whether the term that runs is past."""
        return self.open and self.met_on is None and bool(self.stage) and self.term_on < today


def members(session: Session, seen: Seen) -> list[InspectionMember]:
    """The team in the order of the decision."""
    wanted = select(InspectionMember).where(InspectionMember.inspection_id == seen.inspection.id)
    return list(session.scalars(wanted.order_by(InspectionMember.position)))


def invitations(session: Session, ids: Collection[int], *, of: Collection[int] | None = None) -> list[InvitationRow]:
    """The invitations to inspections; ``of``: to these bodies alone."""
    wanted = (
        select(
            InspectionInvitation.ref, Inspection.ref, Agency.name, InspectionInvitation.number,
            InspectionInvitation.issued_on, InspectionInvitation.meets_on, InspectionInvitation.place,
            InspectionInvitation.attendance, InspectionInvitation.who_came,
        )
        .join(Inspection, Inspection.id == InspectionInvitation.inspection_id)
        .join(Agency, Agency.id == InspectionInvitation.agency_id)
        .where(InspectionInvitation.inspection_id.in_(ids))
        .order_by(InspectionInvitation.id)
    )  # fmt: skip
    if of is not None:
        wanted = wanted.where(InspectionInvitation.agency_id.in_(of))
    return [InvitationRow(*row) for row in session.execute(wanted)]


def invited_to(session: Session, viewer: Viewer, seen: Seen) -> list[InvitationRow]:
    """Who was invited to an inspection; a guest is told of its own invitation."""
    return invitations(session, [seen.inspection.id], of=inviting(viewer) if seen.sight is Sight.GUEST else None)


def invitation_paper(session: Session, viewer: Viewer, seen: Seen, ref: str) -> InspectionInvitation | None:
    """The paper of an invitation, for who leads the inspection and who was invited by it."""
    mine = (InspectionInvitation.inspection_id == seen.inspection.id, InspectionInvitation.ref == ref)
    found = select(InspectionInvitation).where(*mine)
    if not seen.leads:
        found = found.where(InspectionInvitation.agency_id.in_(inviting(viewer)))
    return session.scalar(found)


def files(session: Session, viewer: Viewer, seen: Seen) -> list[FileRow]:
    """The matters looked into that the viewer sees, in the order they were taken. Nothing for a guest."""
    if not seen.findings_of:
        return []
    wanted = (
        _files(viewer)
        .join(InspectionMatter, InspectionMatter.matter_id == Matter.id)
        .where(InspectionMatter.inspection_id == seen.inspection.id, Matter.agency_id.in_(seen.findings_of))
        .order_by(InspectionMatter.at, Matter.id)
    )
    return [_file(row) for row in session.execute(wanted)]


def how_many_files(session: Session, seen: Seen) -> int:
    """How many files the team looked into."""
    counted = select(func.count()).select_from(InspectionMatter)
    return session.scalar(counted.where(InspectionMatter.inspection_id == seen.inspection.id)) or 0


def _files(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(Matter.id, Matter.ref, Matter.kind, Matter.code, Matter.title, Matter.sealed, Matter.stage, Agency.name)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(visible(viewer))
    )


def _file(row: Any) -> FileRow:
    title = "" if row.sealed else row.title
    return FileRow(row.id, row.ref, row.kind.value, row.code, title, row.sealed, row.stage, row.name)


def findings(session: Session, viewer: Viewer, seen: Seen) -> list[FindingRow]:
    """What was found, as far as the viewer may read it now. What names a file sealed since is for who sees that."""
    wanted = (
        select(InspectionFinding, Agency.name, Matter.sealed)
        .join(Agency, Agency.id == InspectionFinding.agency_id)
        .outerjoin(Matter, Matter.id == InspectionFinding.matter_id)
        .where(
            InspectionFinding.inspection_id == seen.inspection.id, InspectionFinding.struck_at.is_(None),
            InspectionFinding.agency_id.in_(seen.findings_of),
        )
        .order_by(Agency.name, InspectionFinding.id)
    )  # fmt: skip
    rows = session.execute(wanted).all()
    known = {row.id: _file(row) for row in session.execute(_files(viewer).where(Matter.id.in_(_named(rows))))}
    return [
        FindingRow(it.id, it.agency_id, name, it.control, it.words, known.get(it.matter_id or 0))
        for it, name, sealed in rows
        if not sealed or it.matter_id in known
    ]


def _named(rows: Iterable[Any]) -> list[int]:
    return [row[0].matter_id for row in rows if row[0].matter_id is not None]


def recommendations(session: Session, viewer: Viewer, seen: Seen) -> list[RecommendationRow]:
    """What is asked, as far as the viewer may read it now: of their own agency, whoever was inspected."""
    due, met = due_of_term().label("due_on"), met_of_term().label("met_on")
    opens = select(Matter.id).where(visible(viewer)).scalar_subquery()
    wanted = (
        select(InspectionRecommendation, Agency.name, Matter, due, met, Matter.id.in_(opens).label("opens"))
        .join(Agency, Agency.id == InspectionRecommendation.agency_id)
        .outerjoin(Matter, Matter.id == InspectionRecommendation.matter_id)
        .where(
            InspectionRecommendation.inspection_id == seen.inspection.id, InspectionRecommendation.struck_at.is_(None)
        )
        .order_by(InspectionRecommendation.id)
    )
    rows = [_recommended(row) for row in session.execute(wanted)]
    return [one for one in rows if _may_read(seen, one)]


def _may_read(seen: Seen, one: RecommendationRow) -> bool:
    if seen.leads:
        return True
    if seen.inspection.stage is not InspectionStage.ANNOUNCED:
        return False
    return bool(seen.findings_of) and (one.agency_id in seen.mine or seen.sight.value != "unit")


def _recommended(row: Any) -> RecommendationRow:
    it, name, matter, due_on, met_on, opens = row
    return RecommendationRow(
        id=it.id, agency_id=it.agency_id, agency=name, words=it.words, term_on=due_on or it.term_on,
        ref=matter.ref if matter and opens else "", code=matter.code if matter else "",
        stage=matter.stage if matter else "", met_on=met_on, open=bool(matter and matter.open),
    )  # fmt: skip


def changes(session: Session, viewer: Viewer, plan: InspectionPlan) -> list[tuple[PlanChange, int]]:
    """The changes since approval, the last one first, each with the place of its inspection in the plan."""
    wanted = (
        select(PlanChange, Inspection.position)
        .join(Inspection, Inspection.id == PlanChange.inspection_id)
        .join(InspectionPlan, InspectionPlan.id == PlanChange.plan_id)
        .where(PlanChange.plan_id == plan.id, not_forewarned(viewer))
        .order_by(PlanChange.id.desc())
    )
    rows = session.execute(wanted)
    return [(row[0], row[1]) for row in rows]


def inspection_of_term(session: Session, matter: Matter) -> tuple[Inspection | None, InspectionPlan]:
    """Where a term belongs: the inspection of a recommendation and its plan, or the plan whose result it is."""
    wanted = select(Inspection).join(InspectionRecommendation, InspectionRecommendation.inspection_id == Inspection.id)
    inspection = session.scalar(wanted.where(InspectionRecommendation.matter_id == matter.id))
    if inspection is not None:
        return inspection, session.get_one(InspectionPlan, inspection.plan_id)
    return None, session.scalars(select(InspectionPlan).where(InspectionPlan.result_matter_id == matter.id)).one()


def words_of_term(session: Session, matter: Matter) -> str:
    """What a recommendation asks in full; "" of a result."""
    wanted = select(InspectionRecommendation.words).where(InspectionRecommendation.matter_id == matter.id)
    return session.scalar(wanted) or ""
