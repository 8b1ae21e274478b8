"""Flags (cờ quá hạn)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record


class Flag(Record):
    """One obligation became late on one due date. Withdrawn when the date moves or the duty ends; never deleted."""

    __tablename__ = "flags"
    __table_args__ = (
        UniqueConstraint("obligation_id", "due_on"),
        Index("ix_flags_standing", "raised_on", "id",
              postgresql_where=text("withdrawn_on IS NULL"), sqlite_where=text("withdrawn_on IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligations.id"))
    due_on: Mapped[date]
    raised_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    withdraw_reason: Mapped[str | None] = mapped_column(String(40))
