"""The monthly letter: written once for each recipient, each in a short transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework import backlog, outbox
from app.casework.notices import (
    LetterKind,
    MailingList,
    MonthlyNotice,
    Recipient,
    mailing_list,
    monthly_notice,
    recipient_of,
)
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
    """What writing the letters of a month came to. ``held``: they wait for a person's word."""

    period: str
    letters: tuple[Addressed, ...]
    unreached: tuple[str, ...]
    held: bool

    @property
    def counts(self) -> dict[str, int]:
        new = sum(letter.new for letter in self.letters)
        return {"written": new, "held": new if self.held else 0, "unreached": len(self.unreached)}


def write(sessions: Sessions, *, period: str, today: date, at: datetime, base_url: str) -> Month:
    """Put the letters of ``period`` (2026-11) into the outbox: what is late on ``today``, once for each recipient.

    Run again, it adds what is missing and changes nothing else. Without a person's word the letters over an old
    backlog are held.
    """
    with sessions() as session:
        held = backlog.must_wait(session, today=today)
        listed = mailing_list(session, today=today)
        if not held:
            backlog.mark_confirmed(session, at=at)
        session.commit()
    letters = []
    for recipient in listed.recipients:
        with sessions() as session:
            notice = monthly_notice(session, recipient, period=period, today=today, unreached=listed.unreached)
            if notice is not None:
                letters.append(_put(session, notice, base_url=base_url, held=held, at=at))
            session.commit()
    return Month(period, tuple(letters), _names(listed), held)


def preview(session: Session, *, period: str, today: date, base_url: str) -> Month:
    """What :func:`write` would put into the outbox. Nothing is written."""
    listed = mailing_list(session, today=today)
    letters = []
    for recipient in listed.recipients:
        notice = monthly_notice(session, recipient, period=period, today=today, unreached=listed.unreached)
        if notice is not None:
            there = outbox.letter_to(session, recipient, period)
            subject = there.subject if there else compose(notice, base_url=base_url).subject
            letters.append(Addressed(recipient, subject, len(notice.rows), new=there is None))
    return Month(period, tuple(letters), _names(listed), backlog.must_wait(session, today=today))


def bring_up_to_date(session: Session, letter: OutboxLetter, *, by: str, today: date, base_url: str) -> bool:
    """Before a letter goes out: what is late today, to who is told of it today. False when it is dropped instead."""
    if outbox.is_outdated(letter.computed_on, today=today):
        outbox.drop(session, letter, by=by, why=outbox.OUTDATED)
        return False
    recipient = recipient_of(session, letter, today=today)
    if recipient is None:
        outbox.drop(session, letter, by=by, why=outbox.NO_LONGER_TOLD)
        return False
    whole = recipient.kind is LetterKind.MONTHLY_PROVINCE
    unreached = mailing_list(session, today=today).unreached if whole else {}
    notice = monthly_notice(session, recipient, period=letter.period, today=today, unreached=unreached)
    if notice is None:
        outbox.drop(session, letter, by=by, why=outbox.NOTHING_LEFT)
        return False
    outbox.rewrite(session, letter, notice, compose(notice, base_url=base_url))
    return True


def _put(session: Session, notice: MonthlyNotice, *, base_url: str, held: bool, at: datetime) -> Addressed:
    there = outbox.letter_to(session, notice.recipient, notice.period)
    if there is not None:
        return Addressed(notice.recipient, there.subject, len(notice.rows), new=False)
    letter = compose(notice, base_url=base_url)
    new = outbox.put(session, notice, letter, message_id=new_message_id(base_url), held=held, at=at)
    return Addressed(notice.recipient, letter.subject, len(notice.rows), new=new)


def _names(listed: MailingList) -> tuple[str, ...]:
    return tuple(sorted(listed.unreached.values()))
