"""How decisions and conclusions were carried out: what documents say was recovered, returned, and who was handled."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record, Ref, new_ref


class EnforcementEntry(Record):
    """What one document says under one heading. Never changed: another entry says it right, or lets it count no more.

    ``corrects_id``: which one it answers, ``reason``: why; ``withdrawn``: nothing takes its place.
    """

    __tablename__ = "enforcement_entries"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    heading: Mapped[str] = mapped_column(Code)  # of app.statute.enforcement
    document_no: Mapped[str] = mapped_column(String(80))
    document_on: Mapped[date]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("enforcement_entries.id"), unique=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(500), default="")
    typed_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class EnforcementFigure(Record):
    """One figure of an entry, in whole units: đồng, hundredths of a square metre, people, cases."""

    __tablename__ = "enforcement_figures"

    entry_id: Mapped[int] = mapped_column(ForeignKey("enforcement_entries.id"), primary_key=True)
    figure: Mapped[str] = mapped_column(Code, primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)
