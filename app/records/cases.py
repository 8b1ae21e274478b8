"""Cases (vụ việc): what was accepted, from which petitions, after which earlier case."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, closed_set


class Relation(StrEnum):
    """How a case follows an earlier one."""

    SECOND_INSTANCE = "second_instance"
    FURTHER = "further"
    RE_RESOLUTION = "re_resolution"
    TAKE_OVER = "take_over"


class Case(Record):
    """A case; shares the key of its matter."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_accepted_on", "accepted_on", "matter_id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    accepted_on: Mapped[date]
    previous_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.matter_id"), index=True)
    relation: Mapped[Relation | None] = mapped_column(closed_set(Relation, "case_relation"))
    contested: Mapped[str] = mapped_column(String(200), default="")


class CasePetition(Record):
    """The petitions a case was accepted from. A petition opens at most one case."""

    __tablename__ = "case_petitions"

    petition_id: Mapped[int] = mapped_column(ForeignKey("petitions.matter_id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.matter_id"), index=True)


class FileReading(Record):
    """The file of a case below, open to be read for a matter above (``reader_id``) by the act that asked for it."""

    __tablename__ = "file_readings"
    __table_args__ = (
        Index("uq_file_readings_open", "case_id", "reader_id", unique=True,
              postgresql_where=text("until_at IS NULL"), sqlite_where=text("until_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.matter_id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))  # which asked
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
