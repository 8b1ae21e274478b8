"""Inspections (kiểm tra): an agency's plan for a year, its inspections with team, guests, findings, recommendations.

What is an inspected unit's to know, and from when, is decided in ``casework.inspections``. The term of a recommendation
and of the result of the year are matters, with a clock like any other.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record, Ref, closed_set, new_ref


class InspectionPlan(Record):
    """What an agency inspects in a year. A draft until ``number``, ``approved_on`` and ``signed_by`` are there.

    ``result_matter_id``: the duty to tell the result, from approval on.
    """

    __tablename__ = "inspection_plans"
    __table_args__ = (
        UniqueConstraint("agency_id", "year"),
        CheckConstraint("(approved_on IS NULL) = (number IS NULL)", name="approved_with_its_number"),
        CheckConstraint("(approved_on IS NULL) = (result_matter_id IS NULL)", name="approved_with_its_result_due"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(80))
    approved_on: Mapped[date | None]
    signed_by: Mapped[str] = mapped_column(String(160), default="")
    result_matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), unique=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class InspectionStage(StrEnum):
    """How far an inspection has come."""

    PLANNED = "planned"
    DECIDED = "decided"  # its team is set up by a decision
    UNDER_WAY = "under_way"
    ANNOUNCED = "announced"  # its conclusion is out: the inspected units know it
    CANCELLED = "cancelled"


class Inspection(Record):
    """One inspection of a plan. ``first_on`` to ``last_on``: as planned; ``began_on``: as it came."""

    __tablename__ = "inspections"
    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        CheckConstraint("last_on >= first_on", name="ends_after_it_starts"),
        CheckConstraint(
            "stage IN ('planned', 'cancelled') OR (decided_on IS NOT NULL AND decision_no <> '')",
            name="decided_by_a_paper",
        ),
        CheckConstraint("(stage = 'announced') = (announced_on IS NOT NULL)", name="announced_on_a_day"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    plan_id: Mapped[int] = mapped_column(ForeignKey("inspection_plans.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)  # a code of app.statute.inspections.KINDS
    subject: Mapped[str] = mapped_column(String(300))
    partners: Mapped[str] = mapped_column(String(300), default="")  # with whom it is done together
    first_on: Mapped[date]
    last_on: Mapped[date]
    stage: Mapped[InspectionStage] = mapped_column(
        closed_set(InspectionStage, "inspection_stage"), default=InspectionStage.PLANNED
    )
    decision_no: Mapped[str] = mapped_column(String(80), default="")
    decided_on: Mapped[date | None]
    decision_signed_by: Mapped[str] = mapped_column(String(160), default="")
    began_on: Mapped[date | None]
    conclusion_no: Mapped[str] = mapped_column(String(80), default="")
    announced_on: Mapped[date | None]
    conclusion_signed_by: Mapped[str] = mapped_column(String(160), default="")
    summary: Mapped[str] = mapped_column(Text, default="")  # of the conclusion
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class InspectionUnit(Record):
    """An agency that is inspected, and why it was chosen, with the figures of that day."""

    __tablename__ = "inspection_units"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")


class InspectionCoLead(Record):
    """An agency that leads an inspection together with the one whose plan it stands in."""

    __tablename__ = "inspection_co_leads"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True, index=True)


class PlanChange(Record):
    """A change of a plan after its approval: by which paper, why, and what it was before. Never changed itself."""

    __tablename__ = "inspection_plan_changes"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("inspection_plans.id"), index=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)  # empty: it was added
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)  # empty: it was cancelled
    document_no: Mapped[str] = mapped_column(String(80))
    document_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class TeamPart(StrEnum):
    """As what somebody is in a team."""

    LEADER = "leader"  # trưởng đoàn
    DEPUTY = "deputy"  # phó trưởng đoàn
    SECRETARY = "secretary"  # thư ký
    MEMBER = "member"


class InspectionMember(Record):
    """Somebody of the team, as the decision names them."""

    __tablename__ = "inspection_members"
    __table_args__ = (UniqueConstraint("inspection_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"))
    position: Mapped[int]
    part: Mapped[TeamPart] = mapped_column(closed_set(TeamPart, "team_part"))
    name: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(160), default="")  # post and agency


class Attendance(StrEnum):
    """What became of an invitation."""

    CAME = "came"
    STAYED_AWAY = "stayed_away"


class InspectionInvitation(Record):
    """A body asked to take part (Ban Dân vận, Mặt trận), by a paper whose very bytes are kept; and whether it came."""

    __tablename__ = "inspection_invitations"
    __table_args__ = (UniqueConstraint("inspection_id", "agency_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    number: Mapped[str] = mapped_column(String(80))
    issued_on: Mapped[date]
    signed_by: Mapped[str] = mapped_column(String(160), default="")
    meets_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200), default="")
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    attendance: Mapped[Attendance | None] = mapped_column(closed_set(Attendance, "attendance"))
    who_came: Mapped[str] = mapped_column(String(300), default="")
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class InspectionPaper(Record):
    """The conclusion of an inspection; without one, the result of a plan's year, as Sở Nội vụ is sent it.

    ``typed``: the passages somebody changed, by name. A draft until ``number``, ``issued_on`` and ``content``, its very
    bytes, are there.
    """

    __tablename__ = "inspection_papers"
    __table_args__ = (
        CheckConstraint(
            "(number IS NULL) = (content IS NULL) AND (number IS NULL) = (issued_on IS NULL)",
            name="issued_with_its_number",
        ),
        Index(
            "uq_inspection_papers_result",
            "plan_id",
            unique=True,
            sqlite_where=text("inspection_id IS NULL"),
            postgresql_where=text("inspection_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("inspection_plans.id"))
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspections.id"), unique=True)
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    number: Mapped[str | None] = mapped_column(String(80))
    issued_on: Mapped[date | None]
    file_name: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class InspectionMatter(Record):
    """A matter whose file the team looked into."""

    __tablename__ = "inspection_matters"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class InspectionFinding(Record):
    """What was found at a unit, and which control it breaks. ``matter_id``: in which file, never a sealed one."""

    __tablename__ = "inspection_findings"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    control: Mapped[str] = mapped_column(Code)  # a code of app.statute.inspections.CONTROLS
    words: Mapped[str] = mapped_column(String(2000))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    struck_at: Mapped[datetime | None]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class InspectionRecommendation(Record):
    """What the inspection asks of an agency by a day. ``matter_id``: its term, once the conclusion is announced."""

    __tablename__ = "inspection_recommendations"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspections.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_findings.id"))
    words: Mapped[str] = mapped_column(String(2000))
    term_on: Mapped[date]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), unique=True)
    struck_at: Mapped[datetime | None]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
