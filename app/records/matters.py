"""Matters (hồ sơ): what a clock can belong to; with their acts, people, custody, assignments and numbers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import OF_WHAT_IS_OPEN, Code, Key, Record, Ref, closed_set, new_ref


class MatterKind(StrEnum):
    VISIT = "visit"
    PETITION = "petition"
    CASE = "case"
    CONCLUSION_TASK = "conclusion_task"
    MEDIATION = "mediation"  # of a land dispute, at the commune
    AGENCY_DUTY = "agency_duty"
    REPORT_DUTY = "report_duty"
    INSPECTION_TERM = "inspection_term"


class Matter(Record):
    """What a clock can belong to. ``version`` guards against two people overwriting each other."""

    __tablename__ = "matters"
    __table_args__ = (
        UniqueConstraint("origin_agency_id", "code"),  # of the register it was written in
        Index("ix_matters_open_agency", "agency_id", "kind", "id", **OF_WHAT_IS_OPEN),
        Index("ix_matters_open_origin", "origin_agency_id", "kind", "id", **OF_WHAT_IS_OPEN),
        Index("ix_matters_assignee_open", "assignee_id", "id", **OF_WHAT_IS_OPEN),
        Index("ix_matters_running", "id", "kind", "assignee_id", "procedure", "stage", "field", "place_id", "agency_id",
              **OF_WHAT_IS_OPEN),
        Index("ix_matters_hidden", "excluded_agency_id", "id",
              postgresql_where=text("excluded_agency_id IS NOT NULL"),
              sqlite_where=text("excluded_agency_id IS NOT NULL")),
        Index("ix_matters_agency_opened", "agency_id", "opened_on", "id"),
        Index("ix_matters_opened", "opened_on", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    kind: Mapped[MatterKind] = mapped_column(closed_set(MatterKind, "matter_kind"))
    procedure: Mapped[str | None] = mapped_column(Code)  # None until a petition is classified
    stage: Mapped[str] = mapped_column(Code)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))  # who has custody now
    origin_agency_id: Mapped[int] = mapped_column(
        ForeignKey("agencies.id"), index=True
    )  # whose register it was written in
    code: Mapped[str] = mapped_column(String(40))  # KN-0137/2026; random for denunciations
    year: Mapped[int]
    number: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(300), default="")  # never content of a denunciation
    field: Mapped[str | None] = mapped_column(Code)  # lĩnh vực
    place_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))  # the commune where it happened
    sealed: Mapped[bool] = mapped_column(default=False)  # denunciation, or secrecy asked for
    excluded_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))  # of the (first) denounced head
    open: Mapped[bool] = mapped_column(default=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # remote_area, complex_grounds … for the assessment
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))  # the open assignment, for lists
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class MatterExclusion(Record):
    """Another agency whose head the same matter denounces: it is hidden from its people as from the first one's."""

    __tablename__ = "matter_exclusions"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True, index=True)


class PersonRole(StrEnum):
    """As what a person stands in a matter."""

    VISITOR = "visitor"
    PETITIONER = "petitioner"
    REPRESENTATIVE = "representative"
    REQUESTER = "requester"  # who asks the commune to mediate
    OTHER_SIDE = "other_side"  # with whom they are in dispute
    SIGNATORY = "signatory"  # in the list of those who signed, beside the first and the representatives
    AUTHORIZED = "authorized"  # người được ủy quyền
    LAWYER = "lawyer"  # luật sư, trợ giúp viên pháp lý
    LEGAL_REPRESENTATIVE = "legal_representative"  # người đại diện theo pháp luật
    INTERESTED = "interested"  # người có quyền lợi, nghĩa vụ liên quan
    WITNESS = "witness"  # người làm chứng


# They stand beside a matter: in no list, register, paper or search are they among those it is of.
BESIDE = (
    PersonRole.AUTHORIZED, PersonRole.LAWYER, PersonRole.LEGAL_REPRESENTATIVE, PersonRole.INTERESTED,
    PersonRole.WITNESS,
)  # fmt: skip


class MatterPerson(Record):
    """A citizen in a matter. The name itself is an identity; ``shown_as`` is what others may read."""

    __tablename__ = "matter_people"
    __table_args__ = (UniqueConstraint("matter_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    identity_id: Mapped[int] = mapped_column(ForeignKey("identities.id"), index=True)
    role: Mapped[PersonRole] = mapped_column(closed_set(PersonRole, "person_role"))
    position: Mapped[int] = mapped_column(default=1)
    shown_as: Mapped[str] = mapped_column(String(160))


class Act(Record):
    """One act of the log. Never changed: a mistake is answered by another act that names it in ``corrects_id``."""

    __tablename__ = "acts"
    __table_args__ = (
        Index("ix_acts_matter_on", "matter_id", "on", "id", "act"),
        Index("ix_acts_corrects", "corrects_id", postgresql_where=text("corrects_id IS NOT NULL"),
              sqlite_where=text("corrects_id IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    act: Mapped[str] = mapped_column(Code)
    on: Mapped[date]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)  # fields of the act: days, criteria, dialogue_on …
    document_no: Mapped[str] = mapped_column(String(80), default="")
    document_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("acts.id"))
    typed_at: Mapped[datetime]
    typed_late_days: Mapped[int] = mapped_column(default=0)  # "nhập muộn n ngày"
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Custody(Record):
    """Which agency has a matter, from a day until a day; open obligations follow it, closed ones stay."""

    __tablename__ = "custodies"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(160), default="")


class Assignment(Record):
    """Who works on a matter. At most one is open for a matter."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index("uq_assignments_open", "matter_id", unique=True,
              postgresql_where=text("until_at IS NULL"), sqlite_where=text("until_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]


class Series(StrEnum):
    """Registers that number their lines without a gap, per agency and year."""

    VISIT = "visit"
    PETITION = "petition"
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    MEDIATION = "mediation"


class Counter(Record):
    """The last number given in a series. Taken in the transaction that saves, so no number is lost."""

    __tablename__ = "counters"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    series: Mapped[Series] = mapped_column(closed_set(Series, "series"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)
