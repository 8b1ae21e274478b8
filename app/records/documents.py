"""Documents: files of a matter, or of a draft until it is saved. The bytes lie in the instance folder."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, closed_set, new_ref


class Audience(StrEnum):
    """Who opens a file of a matter."""

    MATTER = "matter"  # whoever opens the others
    NAMED = "named"  # of those, who is named, who added it, and the head of the agency that has the matter


class Document(Record):
    """One file as it arrived. ``stored_as`` is a random name in the folder of uploads; ``sha256`` is of its bytes.

    What several matters share is a row in each, with a ``ref`` of its own, and the same bytes.

    A later version points at the one it takes the place of, which stays: ``reason`` says why it was replaced.

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
    audience: Mapped[Audience] = mapped_column(closed_set(Audience, "audience"), default=Audience.MATTER)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(300), default="")
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class DocumentReader(Record):
    """Somebody named as a reader of a file that not everybody opens."""

    __tablename__ = "document_readers"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
