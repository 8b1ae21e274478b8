"""Appointments (hẹn tiếp): when somebody comes again, where, and whom they meet. No name stands here."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, new_ref


class Appointment(Record):
    """One appointment of a visit. Never changed: another one is made, and this one cancelled."""

    __tablename__ = "appointments"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    hour: Mapped[time]
    place: Mapped[str] = mapped_column(String(200))
    whom: Mapped[str] = mapped_column(String(160))
    bring: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    cancelled_at: Mapped[datetime | None]
