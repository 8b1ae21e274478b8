"""The outbox: every letter is a row before it is a letter."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, closed_set, new_ref

LONGEST_SUBJECT_SET = 160  # the words of a subject, before an agency's name stands in them


class LetterState(StrEnum):
    HELD = "held"  # waits for a person's word (first run over an old backlog)
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"  # gave up; a person can send it again
    DROPPED = "dropped"  # the recipient lost the right, or nothing is left to say


class OutboxLetter(Record):
    """One letter. Its key is (kind, recipient, agency, period); its Message-ID never changes."""

    __tablename__ = "outbox_letters"
    __table_args__ = (
        UniqueConstraint("kind", "recipient", "agency_id", "period"),
        Index("ix_outbox_letters_next", "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(80))  # account:<id> or agency:<id>
    recipient_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)  # whose rows the letter is about
    period: Mapped[str] = mapped_column(String(10))  # 2026-11
    computed_on: Mapped[date]
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body_text: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    state: Mapped[LetterState] = mapped_column(closed_set(LetterState, "letter_state"))
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None] = mapped_column(String(80))
    claimed_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class LetterObligation(Record):
    """Which duties a letter speaks of: who was told what, and who may therefore not read the letter."""

    __tablename__ = "letter_obligations"

    letter_id: Mapped[int] = mapped_column(ForeignKey("outbox_letters.id"), primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligations.id"), primary_key=True, index=True)


class LetterMute(Record):
    """Somebody does without the weekly letter. No other letter can be done without."""

    __tablename__ = "letter_mutes"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    since_at: Mapped[datetime]


class LetterAttachment(Record):
    """A file that goes with a letter, kept as sent. Replaced only together with the letter's words, before it goes."""

    __tablename__ = "letter_attachments"

    letter_id: Mapped[int] = mapped_column(ForeignKey("outbox_letters.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))


class AttemptResult(StrEnum):
    """How one attempt at sending a letter ended."""

    SENT = "sent"
    PUT_OFF = "put_off"  # tried again later
    GIVEN_UP = "given_up"
    DROPPED = "dropped"


class LetterAttempt(Record):
    """One attempt at sending a letter: when, by which process, how it ended. ``error`` names no address."""

    __tablename__ = "letter_attempts"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("outbox_letters.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    result: Mapped[AttemptResult] = mapped_column(closed_set(AttemptResult, "attempt_result"))
    error: Mapped[str] = mapped_column(String(300), default="")


class LetterWording(Record):
    """The words of one kind of letter in one language as somebody set them; the last ``turn`` holds.

    Never changed: another is added. ``own`` is false where the words of the program were taken up again, and there are
    none then.
    """

    __tablename__ = "letter_wordings"
    __table_args__ = (UniqueConstraint("kind", "locale", "turn"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    locale: Mapped[str] = mapped_column(String(8))
    turn: Mapped[int]
    own: Mapped[bool]
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT_SET))
    opening: Mapped[str] = mapped_column(Text)
    closing: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
