"""The roster of reception officers (đội ngũ cán bộ tiếp công dân): by what paper, on duty when, trained in what."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, closed_set, new_ref


class RosterDuty(StrEnum):
    """What somebody is appointed to."""

    REGULAR = "regular"  # tiếp công dân thường xuyên
    SUPPORT = "support"  # phối hợp, hỗ trợ việc tiếp
    PETITIONS = "petitions"  # chuyên trách xử lý đơn
    REPRESENTATIVE = "representative"  # đại diện cơ quan tại Trụ sở tiếp công dân


class RosterOfficer(Record):
    """An appointment: from a day until a day, both included, by a paper."""

    __tablename__ = "roster_officers"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    full_name: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(120), default="")
    duty: Mapped[RosterDuty] = mapped_column(closed_set(RosterDuty, "roster_duty"))
    document_no: Mapped[str] = mapped_column(String(80))
    document_on: Mapped[date]
    document_by: Mapped[str] = mapped_column(String(160))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class RosterTraining(Record):
    """A course an officer attended, with its certificate."""

    __tablename__ = "roster_trainings"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("roster_officers.id"), index=True)
    course: Mapped[str] = mapped_column(String(200))
    on: Mapped[date]
    certificate: Mapped[str] = mapped_column(String(120), default="")


class DutyDay(Record):
    """A day an officer is on duty: planned, and whether it was done. Allowances are counted from here."""

    __tablename__ = "roster_days"
    __table_args__ = (UniqueConstraint("officer_id", "on"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("roster_officers.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    planned: Mapped[bool] = mapped_column(default=False)
    done: Mapped[bool] = mapped_column(default=False)
