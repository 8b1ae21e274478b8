"""What an administrator settles: the calendar of days off, named policies, and marks of the installation."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Record, closed_set


class DayKind(StrEnum):
    OFF = "off"
    WORK = "work"  # a made-up Saturday (làm bù)


class CalendarYearRow(Record):
    """A year the calendar knows."""

    __tablename__ = "calendar_years"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    official: Mapped[bool]
    source: Mapped[str] = mapped_column(String(300), default="")


class CalendarDayRow(Record):
    """A weekday off, or a Saturday worked."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("calendar_years.year"), index=True)
    kind: Mapped[DayKind] = mapped_column(closed_set(DayKind, "day_kind"))
    name: Mapped[str] = mapped_column(String(120), default="")


class PolicyChoice(Record):
    """A named reading of the law that an administrator chose instead of the default."""

    __tablename__ = "policy_choices"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(300), default="")


class Mark(Record):
    """A fact about this installation: demonstration data, the confirmation of letters and the like."""

    __tablename__ = "marks"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(300), default="")
