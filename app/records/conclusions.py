"""What the head concluded after a day of reception (thông báo kết luận việc tiếp công dân), and the tasks it gave."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, new_ref


class Conclusion(Record):
    """One paper. Never changed: what it says went to the bodies it names; a later paper says otherwise."""

    __tablename__ = "conclusions"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    reception_day_id: Mapped[int] = mapped_column(ForeignKey("reception_days.id"), index=True)
    document_no: Mapped[str] = mapped_column(String(80))
    issued_on: Mapped[date]
    signed_by: Mapped[str] = mapped_column(String(120))  # name and title
    content: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class ConclusionTask(Record):
    """A task of a conclusion; shares the key of its matter. Who has it is the custody of the matter, or a name."""

    __tablename__ = "conclusion_tasks"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id"), index=True)
    position: Mapped[int]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.matter_id"), index=True)
    body: Mapped[str] = mapped_column(String(200), default="")  # who has it, when no agency of the register
    what: Mapped[str] = mapped_column(Text)  # empty when the matter is sealed
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_post: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
