"""Internal notes of a file (ghi chú nội bộ): who wrote one and when. What it says: see identities."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, new_ref


class FileNote(Record):
    """One note of a petition or case. Never changed: struck out by its author on the same day, or answered."""

    __tablename__ = "file_notes"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime]
    struck_at: Mapped[datetime | None]
