"""Saved filters: what somebody gave a name to, of a list they come back to. Nobody but its owner sees one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record, Ref, new_ref


class SavedView(Record):
    """A named filter of one list. ``query``: what its address says after the question mark."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("account_id", "listed", "name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    listed: Mapped[str] = mapped_column(Code)  # which list: "backlog", "overdue" …
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(600), default="")
    saved_at: Mapped[datetime]
