"""Reception days and visits: the register of citizen reception (Sổ tiếp công dân)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, closed_set


class ReceptionKind(StrEnum):
    REGULAR = "regular"  # thường xuyên
    HEAD = "head"  # định kỳ của người đứng đầu
    UNSCHEDULED = "unscheduled"  # đột xuất


class ReceptionDay(Record):
    """A day (or session) of reception at an agency."""

    __tablename__ = "reception_days"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[ReceptionKind] = mapped_column(closed_set(ReceptionKind, "reception_kind"))


class VisitOutcome(StrEnum):
    """What the officer did (hướng xử lý)."""

    PETITION_TAKEN = "petition_taken"  # nhận đơn
    STATEMENT_TAKEN = "statement_taken"  # ghi lời trình bày thành đơn
    ANSWERED = "answered"  # trả lời ngay
    NOTED = "noted"  # ghi nhận, trả lời sau
    GUIDED = "guided"  # hướng dẫn
    TRANSFERRED = "transferred"  # chuyển đơn
    REFUSED = "refused"  # từ chối tiếp


class Visit(Record):
    """One visit (lượt tiếp), with the columns of the register; shares the key of its matter."""

    __tablename__ = "visits"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    reception_day_id: Mapped[int | None] = mapped_column(ForeignKey("reception_days.id"), index=True)
    received_on: Mapped[date] = mapped_column(index=True)
    people_count: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str | None] = mapped_column(String(20))  # a PetitionKind, or None: chưa rõ
    content: Mapped[str] = mapped_column(Text, default="")  # empty when the matter is sealed
    request: Mapped[str] = mapped_column(Text, default="")
    prior_settler: Mapped[str] = mapped_column(String(200), default="")
    within_competence: Mapped[bool | None]
    outcome: Mapped[VisitOutcome] = mapped_column(closed_set(VisitOutcome, "visit_outcome"))
    outcome_agency: Mapped[str] = mapped_column(String(200), default="")  # guided or transferred to
    outcome_document: Mapped[str] = mapped_column(String(80), default="")
    refusal_ground: Mapped[str | None] = mapped_column(String(20))
    papers: Mapped[str] = mapped_column(Text, default="")  # one a line
    receipt_no: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
