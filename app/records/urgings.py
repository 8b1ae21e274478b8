"""Urging (đôn đốc): a letter to one agency about what of it is late, its reply, and what became of it.

Number and day are those of the paper: nobody has them before it is issued. What a matter owed stands as it stood on the
day of issue, whatever becomes of it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record, Ref, closed_set, new_ref

UNANSWERED = text("issued_on IS NOT NULL AND replied_on IS NULL")


class Track(StrEnum):
    """Under whose duty."""

    INSPECTORATE = "inspectorate"  # Thanh tra tỉnh watches and urges the whole province
    BOARD = "board"  # Ban Tiếp công dân follows what it forwarded


class Urging(Record):
    """One letter. A draft until it has its number; ``follows_id``: the earlier letter about the same, of a second one.

    ``asked``: codes of ``app.statute.urging``. Answered once ``replied_on`` is there; ``reported_on``: told to the
    chairman of the province.
    """

    __tablename__ = "urgings"
    __table_args__ = (
        CheckConstraint("(issued_on IS NULL) = (number IS NULL)", name="number_with_its_day"),
        CheckConstraint("issued_on IS NULL OR reply_due_on IS NOT NULL", name="issued_with_a_reply_day"),
        CheckConstraint("issued_on IS NOT NULL OR (replied_on IS NULL AND reported_on IS NULL)", name="issued_first"),
        Index("ix_urgings_unanswered", "reply_due_on", "id", postgresql_where=UNANSWERED, sqlite_where=UNANSWERED),
        Index("ix_urgings_agency", "agency_id", "id"),
        Index("ix_urgings_by_agency", "by_agency_id", "issued_on", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    track: Mapped[Track] = mapped_column(closed_set(Track, "urging_track"))
    by_agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))  # to whom it goes
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("urgings.id"), unique=True)
    turn: Mapped[int] = mapped_column(default=1)  # lần thứ mấy
    asked: Mapped[list[Any]] = mapped_column(default=list)
    more: Mapped[str] = mapped_column(String(1000), default="")  # what else is asked, in words
    signed_by: Mapped[str] = mapped_column(String(160), default="")
    drafted_at: Mapped[datetime]
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    number: Mapped[str | None] = mapped_column(String(80))
    issued_on: Mapped[date | None]
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reply_due_on: Mapped[date | None]
    reply_number: Mapped[str] = mapped_column(String(80), default="")
    replied_on: Mapped[date | None]
    reply_words: Mapped[str] = mapped_column(Text, default="")
    reply_at: Mapped[datetime | None]
    reply_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    report_number: Mapped[str] = mapped_column(String(80), default="")
    reported_on: Mapped[date | None]
    report_at: Mapped[datetime | None]
    report_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class UrgingItem(Record):
    """One matter of a letter with what it owed. ``obligation_id`` is None of what was forwarded: its duty is elsewhere.

    ``since_on``: the day the duty began, or the matter was forwarded.
    """

    __tablename__ = "urging_items"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    urging_id: Mapped[int] = mapped_column(ForeignKey("urgings.id"), index=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligations.id"), index=True)
    stage: Mapped[str] = mapped_column(Code)
    since_on: Mapped[date]
    due_on: Mapped[date | None]
    days_late: Mapped[int | None]


class UrgingExplanation(Record):
    """What the agency says about one matter of a letter that names it. Never changed: another one is added."""

    __tablename__ = "urging_explanations"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("urging_items.id"), index=True)
    words: Mapped[str] = mapped_column(String(2000))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class UrgingPaper(StrEnum):
    """Which file of a letter."""

    LETTER = "letter"  # as it was issued
    REPLY = "reply"


class UrgingFile(Record):
    """The very bytes of the letter, or of its reply as it came."""

    __tablename__ = "urging_files"

    urging_id: Mapped[int] = mapped_column(ForeignKey("urgings.id"), primary_key=True)
    paper: Mapped[UrgingPaper] = mapped_column(closed_set(UrgingPaper, "urging_paper"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class FlagAcknowledgement(Record):
    """Somebody of Thanh tra tỉnh took note of a flag, as it was raised on ``raised_on``: raised anew, it asks anew."""

    __tablename__ = "flag_acknowledgements"

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), primary_key=True)
    raised_on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
