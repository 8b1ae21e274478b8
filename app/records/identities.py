"""Every citizen is a row here, sealed or not. Only :mod:`app.casework.identities` imports this module."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record


class Identity(Record):
    """Who a citizen is. A sealed one belongs to exactly one chain of matters and is found by no search."""

    __tablename__ = "identities"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    full_name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(String(120), index=True)
    birth_year: Mapped[int | None]
    address: Mapped[str] = mapped_column(String(200), default="")
    folded_address: Mapped[str] = mapped_column(String(200), default="")
    paper: Mapped[str] = mapped_column(String(40), default="")  # căn cước, hộ chiếu …
    paper_number: Mapped[str] = mapped_column(String(40), default="", index=True)
    paper_issued_on: Mapped[date | None]
    paper_issued_by: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    sealed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class PartyDetail(Record):
    """Since when somebody has a part in a matter and by which paper they act, sealed or not; and what was put right.

    Of those who stood in it from the first there may be none.
    """

    __tablename__ = "party_details"

    person_id: Mapped[int] = mapped_column(ForeignKey("matter_people.id"), primary_key=True)
    since_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(Code, default="")  # of the paper: see statute.mandates
    number: Mapped[str] = mapped_column(String(80), default="")
    given_on: Mapped[date | None]
    until_on: Mapped[date | None]
    scope: Mapped[str] = mapped_column(String(300), default="")
    earlier: Mapped[str] = mapped_column(default="")


class SealedContent(Record):
    """What a sealed matter is about: read on the sealed page only, by a grantee."""

    __tablename__ = "sealed_contents"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    content: Mapped[str] = mapped_column(default="")
    request: Mapped[str] = mapped_column(default="")
    papers: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class SealedLine(Record):
    """What one content of a sealed matter says: read on the sealed page only, by a grantee."""

    __tablename__ = "sealed_lines"

    content_id: Mapped[int] = mapped_column(ForeignKey("contents.id"), primary_key=True)
    text: Mapped[str] = mapped_column(default="")
    concerns: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    earlier: Mapped[str] = mapped_column(default="")
    found: Mapped[str] = mapped_column(default="")  # on what ground, by which papers it was resolved


class NoteWords(Record):
    """What an internal note says. Here from the first, so that nothing has to move when its matter is sealed."""

    __tablename__ = "note_words"

    note_id: Mapped[int] = mapped_column(ForeignKey("file_notes.id"), primary_key=True)
    text: Mapped[str] = mapped_column(default="")


class IdentityGrant(Record):
    """Somebody may open the sealed page of a matter, for a stated purpose, until it ends."""

    __tablename__ = "identity_grants"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(200))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    granted_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
