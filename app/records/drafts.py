"""Drafts: what somebody is still typing. Nobody but its owner ever reads one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, new_ref


class Draft(Record):
    """One form being filled in. Its content is sealed with a key of the installation: it may name a denouncer.

    ``saves`` goes up with every save, so that an answer that comes late never covers a later one.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_account_form", "account_id", "form", "saved_at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    form: Mapped[str] = mapped_column(String(60))  # which form: "visit", "petition", "act:accept" …
    path: Mapped[str] = mapped_column(String(300))  # where it is filled in
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)  # what it is about, if anything
    content: Mapped[bytes] = mapped_column(LargeBinary)
    saves: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime] = mapped_column(index=True)
