"""What was entered in the national database (cơ sở dữ liệu quốc gia): under what reference, by whom, when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Record


class DatabaseEntry(Record):
    """The latest entry of a matter. ``acts``: how long its log was then; a longer one makes the entry stale."""

    __tablename__ = "database_entries"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(String(80), default="")
    entered_on: Mapped[date]
    acts: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
