"""The outbox: a letter is a row before it is a letter. Written once, claimed, sent, confirmed; or tried again later.

Nothing here sends anything: the letter-box (app.post) does, between the claim and the confirmation. A process that
dies there leaves a claim that goes stale; the letter is then sent again under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Protocol

from sqlalchemy import ColumnElement, Select, and_, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.casework.once import insert_once, rows_of
from app.casework.recipients import MONTHLY, LetterKind, Recipient
from app.records.notices import (
    AttemptResult,
    LetterAttachment,
    LetterAttempt,
    LetterObligation,
    LetterState,
    OutboxLetter,
)

STALE_AFTER = timedelta(minutes=10)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
REFUSALS_BEFORE_GIVING_UP = 8  # with the waits above: most of a day, in which an address is put right or is not
NOTHING_LEFT = "nothing is late any more"
NO_LONGER_TOLD = "the recipient no longer holds the role, or has no address"
OUTDATED = "the letter of a later month takes its place"
MUTED = "the recipient does without the weekly letter"
RETURNED = "returned"  # by the server of the recipient, after ours had taken it; its status stands behind
STAYS_NEW = timedelta(days=7)


class Notice(Protocol):
    """What a letter tells: to whom, for which period, reckoned on which day, of which duties."""

    @property
    def recipient(self) -> Recipient: ...

    @property
    def period(self) -> str: ...

    @property
    def computed_on(self) -> date: ...

    @property
    def obligation_ids(self) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words: what the letter-box writes and the outbox keeps, with the files that go with it."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that is ours to send. ``again``: somebody claimed it before and never said whether it went out."""

    letter: OutboxLetter
    again: bool


def letter_to(session: Session, recipient: Recipient, period: str) -> OutboxLetter | None:
    """The letter already written to ``recipient`` for ``period``, if there is one."""
    return session.scalars(
        select(OutboxLetter).where(
            OutboxLetter.kind == recipient.kind,
            OutboxLetter.recipient == recipient.key,
            OutboxLetter.agency_id == recipient.agency_id,
            OutboxLetter.period == period,
        )
    ).first()


def states_of(session: Session, period: str) -> dict[tuple[str, str, int], LetterState]:
    """Where every letter of ``period`` stands, by (kind, recipient, agency)."""
    rows = select(OutboxLetter.kind, OutboxLetter.recipient, OutboxLetter.agency_id, OutboxLetter.state)
    found = session.execute(rows.where(OutboxLetter.period == period))
    return {(kind, recipient, agency_id): state for kind, recipient, agency_id, state in found}


def put(session: Session, notice: Notice, written: Letter, *, message_id: str, held: bool, at: datetime) -> bool:
    """Put a letter into the outbox, once for its (kind, recipient, agency, period). False when it was there already."""
    recipient = notice.recipient
    new = insert_once(session, OutboxLetter).values(
        kind=recipient.kind,
        recipient=recipient.key,
        recipient_account_id=recipient.account_id,
        agency_id=recipient.agency_id,
        period=notice.period,
        computed_on=notice.computed_on,
        to_address=recipient.address,
        subject=written.subject,
        body_text=written.text,
        body_html=written.html,
        message_id=message_id,
        state=LetterState.HELD if held else LetterState.QUEUED,
        attempts=0,
        next_try_at=None if held else at,
        last_error="",
        created_at=at,
    )
    if not rows_of(session.execute(new)):
        return False
    letter_id = session.scalars(select(OutboxLetter.id).where(OutboxLetter.message_id == message_id)).one()
    _speaks_of(session, letter_id, notice)
    _goes_with(session, letter_id, written)
    return True


def rewrite(session: Session, letter: OutboxLetter, notice: Notice, written: Letter) -> None:
    """The letter as it goes out: what is late today, to today's address. What is kept is what was sent."""
    letter.to_address = notice.recipient.address
    letter.computed_on = notice.computed_on
    letter.subject, letter.body_text, letter.body_html = written.subject, written.text, written.html
    session.execute(delete(LetterObligation).where(LetterObligation.letter_id == letter.id))
    _speaks_of(session, letter.id, notice)
    session.execute(delete(LetterAttachment).where(LetterAttachment.letter_id == letter.id))
    _goes_with(session, letter.id, written)


def attachments_of(session: Session, letter_id: int) -> tuple[Attachment, ...]:
    """The files that go with a letter, in their order."""
    kept = select(LetterAttachment.name, LetterAttachment.media_type, LetterAttachment.content)
    rows = session.execute(kept.where(LetterAttachment.letter_id == letter_id).order_by(LetterAttachment.position))
    return tuple(Attachment(*row) for row in rows)


def hurry(session: Session, *, period: str, at: datetime) -> None:
    """A person's word: letters of ``period`` that wait for another attempt are due now."""
    waiting = and_(OutboxLetter.state == LetterState.QUEUED, OutboxLetter.period == period)
    session.execute(
        update(OutboxLetter)
        .where(waiting, OutboxLetter.next_try_at > at)
        .values(next_try_at=at)
        .execution_options(synchronize_session=False)
    )


def claim_next(
    session: Session, *, by: str, at: datetime, kinds: Collection[LetterKind] = tuple(LetterKind)
) -> Claimed | None:
    """The next letter of ``kinds`` that is due to be sent, now ours; None when there is none. Commit before sending."""
    while (found := session.execute(_due(at, kinds)).first()) is not None:
        letter_id, state, claimed_by = found
        claim = (
            update(OutboxLetter)
            .where(OutboxLetter.id == letter_id, OutboxLetter.state == state)
            .where(OutboxLetter.claimed_by.is_not_distinct_from(claimed_by))
            .values(state=LetterState.CLAIMED, claimed_by=by, claimed_at=at, attempts=OutboxLetter.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        if rows_of(session.execute(claim)):
            letter = session.get_one(OutboxLetter, letter_id, populate_existing=True)
            return Claimed(letter, again=state is LetterState.CLAIMED)
    return None


def confirm(session: Session, letter_id: int, *, by: str, at: datetime) -> bool:
    """The mail server took the letter. False when the claim of ``by`` went stale and another process has it now."""
    sent = {"state": LetterState.SENT, "sent_at": at, "last_error": "", "next_try_at": None}
    return _end_claim(session, letter_id, LetterAttempt(by=by, at=at, result=AttemptResult.SENT), **sent)


def try_later(session: Session, letter: OutboxLetter, *, by: str, at: datetime, error: str, refused: bool) -> None:
    """The letter did not go out. ``refused``: the server will not have it; after some refusals nobody tries again.

    ``error`` is a code and a class, never an address.
    """
    wait = WAITS[min(letter.attempts, len(WAITS)) - 1]
    given_up = refused and letter.attempts >= REFUSALS_BEFORE_GIVING_UP
    result = AttemptResult.GIVEN_UP if given_up else AttemptResult.PUT_OFF
    _end_claim(
        session,
        letter.id,
        LetterAttempt(by=by, at=at, result=result, error=error),
        state=LetterState.FAILED if given_up else LetterState.QUEUED,
        next_try_at=None if given_up else at + wait,
        last_error=error,
    )


def drop(session: Session, letter: OutboxLetter, *, by: str, why: str) -> None:
    """The letter is not sent: there is nothing left to say, or nobody left to say it to."""
    if letter.claimed_at is None:
        return  # nobody has it, and only who has a letter may end it
    dropped = LetterAttempt(by=by, at=letter.claimed_at, result=AttemptResult.DROPPED, error=why)
    _end_claim(session, letter.id, dropped, state=LetterState.DROPPED, next_try_at=None, last_error=why)


def is_outdated(kind: str, computed_on: date, *, today: date) -> bool:
    """Whether a letter reckoned on that day is of an earlier month, or week: the next one tells what is late now.

    A letter that is written at once has no next one, and is still worth reading for some days.
    """
    if kind == LetterKind.WEEKLY:
        return computed_on.isocalendar()[:2] != today.isocalendar()[:2]
    if kind not in MONTHLY:
        return today - computed_on > STAYS_NEW
    return computed_on.replace(day=1) < today.replace(day=1)


def came_back(session: Session, letter: OutboxLetter, *, by: str, at: datetime, status: str) -> bool:
    """The letter went out and came back: somebody puts the address right and sends it again. False when it is not out.

    ``status`` is that of RFC 3463, never words of a server.
    """
    if letter.state is not LetterState.SENT:
        return False
    letter.state, letter.last_error = LetterState.FAILED, f"{RETURNED} {status}".strip()
    session.add(
        LetterAttempt(letter_id=letter.id, at=at, by=by, result=AttemptResult.GIVEN_UP, error=letter.last_error)
    )
    session.flush()
    return True


def send_again(letter: OutboxLetter, *, at: datetime) -> None:
    """A person's word to try a letter given up once more, from the start."""
    letter.state = LetterState.QUEUED
    letter.attempts = 0
    letter.next_try_at = at


def _end_claim(session: Session, letter_id: int, attempt: LetterAttempt, **values: object) -> bool:
    """End the claim of ``attempt.by`` and write down how it ended. False when the claim is not theirs any more."""
    mine = (OutboxLetter.state == LetterState.CLAIMED, OutboxLetter.claimed_by == attempt.by)
    ended = (
        update(OutboxLetter)
        .where(OutboxLetter.id == letter_id, *mine)
        .values(claimed_by=None, claimed_at=None, **values)
        .execution_options(synchronize_session=False)
    )
    if not rows_of(session.execute(ended)):
        return False
    attempt.letter_id = letter_id
    session.add(attempt)
    return True


def _due(at: datetime, kinds: Collection[LetterKind]) -> Select[int, LetterState, str | None]:
    return (
        select(OutboxLetter.id, OutboxLetter.state, OutboxLetter.claimed_by)
        .where(_is_due(at), OutboxLetter.kind.in_(kinds))
        .order_by(OutboxLetter.id)
        .limit(1)
    )


def _is_due(at: datetime) -> ColumnElement[bool]:
    return or_(
        and_(OutboxLetter.state == LetterState.QUEUED, OutboxLetter.next_try_at <= at),
        and_(OutboxLetter.state == LetterState.CLAIMED, OutboxLetter.claimed_at <= at - STALE_AFTER),
    )


def _speaks_of(session: Session, letter_id: int, notice: Notice) -> None:
    rows = [{"letter_id": letter_id, "obligation_id": one} for one in notice.obligation_ids]
    if rows:
        session.execute(insert(LetterObligation), rows)


def _goes_with(session: Session, letter_id: int, written: Letter) -> None:
    rows = [
        {
            "letter_id": letter_id,
            "position": position,
            "name": file.name,
            "media_type": file.media_type,
            "content": file.content,
            "sha256": sha256(file.content).hexdigest(),
        }
        for position, file in enumerate(written.attachments, start=1)
    ]
    if rows:
        session.execute(insert(LetterAttachment), rows)
