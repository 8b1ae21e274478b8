"""Flags (cờ quá hạn) of what is late, notices (nhắc hạn) of what is near."""

from __future__ import annotations

from datetime import date, datetime

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


class DueNotice(Record):
    """One obligation came near one due date.

    ``threshold``: how many working days before: as far as it is called near due here, two, or none on the day itself.

    Of one date only the nearest threshold stands. Withdrawn when the next one is reached, the date moves or passes,
    or the duty ends; never deleted.
    """

    __tablename__ = "due_notices"
    __table_args__ = (
        UniqueConstraint("obligation_id", "due_on", "threshold"),
        Index("ix_due_notices_standing", "obligation_id",
              postgresql_where=text("withdrawn_on IS NULL"), sqlite_where=text("withdrawn_on IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligations.id"))
    due_on: Mapped[date]
    threshold: Mapped[int]
    raised_on: Mapped[date]
    withdrawn_on: Mapped[date | None]


class DueNoticeSeen(Record):
    """Somebody has seen a notice: it no longer counts as new to them, and stays in their list."""

    __tablename__ = "due_notices_seen"

    notice_id: Mapped[int] = mapped_column(ForeignKey("due_notices.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime]
