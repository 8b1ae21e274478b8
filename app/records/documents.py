"""Documents: files of a matter, or of a draft until it is saved. The bytes lie in the instance folder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, new_ref


class Document(Record):
    """One file as it arrived. ``stored_as`` is a random name in the folder of uploads; ``sha256`` is of its bytes.

    What several matters share is a row in each, with a ``ref`` of its own, and the same bytes.

    ``name`` is what it was called when it came. In a sealed matter it is a number: the name itself could tell who.
    """

    __tablename__ = "documents"
    __table_args__ = (CheckConstraint("(matter_id IS NULL) <> (draft_id IS NULL)", name="of_a_matter_or_a_draft"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("acts.id"))
    position: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str] = mapped_column(String(64), index=True)
    sent_as: Mapped[str | None] = mapped_column(String(64), index=True)  # what the browser calls this sending of it
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
