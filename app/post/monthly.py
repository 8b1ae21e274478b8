"""The monthly letter: written once for each recipient, each in a short transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.casework import backlog, outbox
from app.casework.letter_wordings import wording_of
from app.casework.notices import (
    LetterKind,
    MailingList,
    MonthlyNotice,
    Recipient,
    mailing_list,
    monthly_notice,
    recipient_of,
    reckoning,
)
from app.casework.outbox import Letter
from app.casework.overdue import is_overdue
from app.casework.recipients import supervisors_without_address
from app.casework.trends import was_late
from app.post.letters import compose
from app.post.messages import new_message_id
from app.records.notices import OutboxLetter

Sessions = Callable[[], Session]


@dataclass(frozen=True, slots=True)
class Addressed:
    """One letter of the month: to whom, how many late duties, and whether it is new in the outbox."""

    recipient: Recipient
    subject: str
    rows: int
    new: bool


@dataclass(frozen=True, slots=True)
class Month:
    """What writing the letters of a month came to. ``held``: they wait for a person's word.

    ``unreached``: late agencies nobody could be written to; ``without_address``: supervisors who have none.
    """

    period: str
    letters: tuple[Addressed, ...]
    unreached: tuple[str, ...]
    without_address: tuple[str, ...]
    held: bool

    @property
    def counts(self) -> dict[str, int]:
        new = sum(letter.new for letter in self.letters)
        return {
            "written": new,
            "held": new if self.held else 0,
            "unreached": len(self.unreached),
            "without_address": len(self.without_address),
        }


def write(sessions: Sessions, *, period: str, today: date, at: datetime, base_url: str) -> Month:
    """Put the letters of ``period`` (2026-11) into the outbox: what is late on ``today``, once for each recipient.

    Run again, it adds what is missing and changes nothing else. Without a person's word the letters over an old
    backlog are held.
    """
    with sessions() as session:
        held = backlog.must_wait(session, today=today)
        listed = mailing_list(session, today=today)
        ground = reckoning(session, period=period, today=today, unreached=listed.unreached)
        without_address = tuple(supervisors_without_address(session, today))
        if not held:
            backlog.mark_confirmed(session, at=at)
        session.commit()
    letters = []
    for recipient in listed.recipients:
        with sessions() as session:
            notice = monthly_notice(session, recipient, ground)
            there = outbox.letter_to(session, recipient, period)
        if notice is not None:
            subject, new = (there.subject, False) if there else _put(sessions, notice, base_url, held=held, at=at)
            letters.append(Addressed(recipient, subject, len(notice.rows), new))
    return Month(period, tuple(letters), _names(listed), without_address, held)


def preview(session: Session, *, period: str, today: date, base_url: str) -> Month:
    """What :func:`write` would put into the outbox. Nothing is written."""
    listed = mailing_list(session, today=today)
    ground = reckoning(session, period=period, today=today, unreached=listed.unreached)
    letters = []
    for recipient in listed.recipients:
        notice = monthly_notice(session, recipient, ground)
        if notice is not None:
            there = outbox.letter_to(session, recipient, period)
            subject = there.subject if there else _composed(session, notice, base_url).subject
            letters.append(Addressed(recipient, subject, len(notice.rows), new=there is None))
    without_address = tuple(supervisors_without_address(session, today))
    return Month(period, tuple(letters), _names(listed), without_address, backlog.must_wait(session, today=today))


def letter_on(
    session: Session,
    recipient: Recipient,
    *,
    day: date,
    today: date,
    base_url: str,
    only: ColumnElement[bool] | None = None,
) -> Letter | None:
    """The letter as it would go to ``recipient`` on ``day``, or None when none would. Nothing is written.

    On a day to come: if nothing happens until then. On a day past: from the dates the ledger has now. ``only``: what
    whoever looks may see; the rest is as if it were not there.
    """
    late = was_late(day) if day < today else is_overdue(day)
    whole = recipient.kind is LetterKind.MONTHLY_PROVINCE
    unreached = mailing_list(session, today=day, late=late).unreached if whole else {}
    ground = reckoning(session, period=f"{day:%Y-%m}", today=day, unreached=unreached, late=late, only=only)
    notice = monthly_notice(session, recipient, ground)
    return _composed(session, notice, base_url) if notice else None


def notices_on(
    session: Session, *, day: date, today: date, only: ColumnElement[bool] | None = None
) -> Iterator[MonthlyNotice]:
    """What each recipient of the month would be told on ``day``, as :func:`letter_on` has it."""
    late = was_late(day) if day < today else is_overdue(day)
    listed = mailing_list(session, today=day, late=late)
    ground = reckoning(
        session, period=f"{day:%Y-%m}", today=day, unreached=listed.unreached, late=late, only=only
    )  # fmt: skip
    for recipient in listed.recipients:
        if (notice := monthly_notice(session, recipient, ground)) is not None:
            yield notice


def bring_up_to_date(session: Session, letter: OutboxLetter, *, by: str, today: date, base_url: str) -> bool:
    """Before a letter goes out: what is late today, to who is told of it today. False when it is dropped instead."""
    if outbox.is_outdated(letter.kind, letter.computed_on, today=today):
        outbox.drop(session, letter, by=by, why=outbox.OUTDATED)
        return False
    recipient = recipient_of(session, letter, today=today)
    if recipient is None:
        outbox.drop(session, letter, by=by, why=outbox.NO_LONGER_TOLD)
        return False
    whole = recipient.kind is LetterKind.MONTHLY_PROVINCE
    unreached = mailing_list(session, today=today).unreached if whole else {}
    ground = reckoning(session, period=letter.period, today=today, unreached=unreached)
    notice = monthly_notice(session, recipient, ground)
    if notice is None:
        outbox.drop(session, letter, by=by, why=outbox.NOTHING_LEFT)
        return False
    outbox.rewrite(session, letter, notice, _composed(session, notice, base_url))
    return True


def _put(sessions: Sessions, notice: MonthlyNotice, base_url: str, *, held: bool, at: datetime) -> tuple[str, bool]:
    """Write a letter; its subject, and whether no other process was faster."""
    with sessions() as session:
        own = wording_of(session, notice.recipient.kind, notice.recipient.locale)
    letter = compose(notice, base_url=base_url, own=own)  # outside the transaction: nobody waits for a long sheet
    with sessions() as session:
        new = outbox.put(session, notice, letter, message_id=new_message_id(base_url), held=held, at=at)
        session.commit()
    return letter.subject, new


def _composed(session: Session, notice: MonthlyNotice, base_url: str) -> Letter:
    own = wording_of(session, notice.recipient.kind, notice.recipient.locale)
    return compose(notice, base_url=base_url, own=own)


def _names(listed: MailingList) -> tuple[str, ...]:
    return tuple(sorted(listed.unreached.values()))
