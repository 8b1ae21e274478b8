"""Online reception: how a day is prepared step by step, its points, its trials. Never a file, never a password."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record


class OnlineDay(Record):
    """A day of reception that is held online: by what decision, on what ground, and what was done to prepare it."""

    __tablename__ = "online_days"

    day_id: Mapped[int] = mapped_column(ForeignKey("reception_days.id"), primary_key=True)
    decision_no: Mapped[str] = mapped_column(String(80))
    decided_on: Mapped[date]
    ground: Mapped[str] = mapped_column(Code)
    conditions: Mapped[list[Any]] = mapped_column(default=list)  # those that are met
    other_place: Mapped[str] = mapped_column(String(200), default="")  # where it is held when one is not met
    citizen_told_on: Mapped[date | None]
    bodies_told_on: Mapped[date | None]
    prepared_on: Mapped[date | None]  # the system and the points
    connected_at: Mapped[time | None]  # of the day itself, in Vietnam
    participants: Mapped[str] = mapped_column(Text, default="")  # who was identified, one a line; never a denouncer
    identified_at: Mapped[datetime | None]
    recording: Mapped[str] = mapped_column(String(200), default="")  # where it is kept, as a reference
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class OnlinePoint(Record):
    """A point (điểm cầu). The first one is the central point."""

    __tablename__ = "online_points"
    __table_args__ = (UniqueConstraint("day_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("online_days.day_id"))
    position: Mapped[int]
    body: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200), default="")
    who: Mapped[str] = mapped_column(String(300), default="")


class OnlineTrial(Record):
    """A trial of the connection; one that failed is remembered, and satisfies nothing."""

    __tablename__ = "online_trials"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("online_days.day_id"), index=True)
    on: Mapped[date]
    succeeded: Mapped[bool]
    note: Mapped[str] = mapped_column(String(300), default="")
