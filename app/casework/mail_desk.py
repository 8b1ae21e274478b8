"""The desk of the mail: which letters wait, went out or were given up, and why; never what they say.

An administrator keeps the mail running and sees no case: a letter is shown by whom it goes to and of which month, not
by its subject (which counts the late duties), its words or its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.casework import audit, outbox
from app.casework.errors import NotAllowed, NotFound, OutOfOrder
from app.casework.letters import try_again
from app.casework.notices import LetterKind
from app.casework.permissions import Deed, Viewer
from app.records.agencies import Agency
from app.records.notices import AttemptResult, LetterAttempt, LetterState, OutboxLetter

PAGE = 25
MONTH = len("2026-11")


@dataclass(frozen=True, slots=True)
class MailRow:
    """A letter as an administrator sees it. ``to_account``: to a person, not to the agency's own address."""

    id: int
    ref: str
    kind: LetterKind
    period: str
    agency: str
    to_account: bool
    state: LetterState
    attempts: int
    last_error: str
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    computed_on: date


@dataclass(frozen=True, slots=True)
class MailPage:
    """A page of the outbox. ``counts``: letters in each state, whatever the filter; ``next``: the id to go on below."""

    rows: tuple[MailRow, ...]
    total: int
    counts: dict[LetterState, int]
    next: int | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at sending a letter. ``error`` is a code and a class, or why it was dropped."""

    at: datetime
    by: str
    result: AttemptResult
    error: str


@dataclass(frozen=True, slots=True)
class ServerState:
    """How the mail server did: the last letter it took, the last attempt it failed, and why."""

    sent_at: datetime | None
    failed_at: datetime | None
    error: str


def outbox_page(
    session: Session, viewer: Viewer, *, state: LetterState | None, period: str | None, below: int | None = None,
    limit: int = PAGE,
) -> MailPage:  # fmt: skip
    """The outbox, the newest first. Raises :class:`NotAllowed`."""
    _only_administrators(viewer)
    counts = _counts(session, period)
    wanted = _rows().order_by(OutboxLetter.id.desc()).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(OutboxLetter.state == state)
    if period is not None:
        wanted = wanted.where(_in_month(period))
    if below is not None:
        wanted = wanted.where(OutboxLetter.id < below)
    rows = [_row(row) for row in session.execute(wanted)]
    total = sum(counts.values()) if state is None else counts.get(state, 0)
    return MailPage(tuple(rows[:limit]), total, counts, rows[limit - 1].id if len(rows) > limit else None)


def periods(session: Session) -> list[str]:
    """The months there are letters of, the latest first."""
    found = session.scalars(select(OutboxLetter.period).distinct())
    return sorted({period[:MONTH] for period in found}, reverse=True)


def mail_letter(session: Session, viewer: Viewer, ref: str) -> tuple[MailRow, tuple[Attempt, ...]]:
    """One letter and every attempt at sending it, the latest first. Raises :class:`NotFound`, :class:`NotAllowed`."""
    _only_administrators(viewer)
    found = session.execute(_rows().where(OutboxLetter.ref == ref)).first()
    if found is None:
        raise NotFound("Không có thư này.")
    tried = (
        select(LetterAttempt.at, LetterAttempt.by, LetterAttempt.result, LetterAttempt.error)
        .where(LetterAttempt.letter_id == found.id)
        .order_by(LetterAttempt.id.desc())
    )
    return _row(found), tuple(Attempt(*row) for row in session.execute(tried))


def given_up_count(session: Session) -> int:
    """How many letters were given up and can still be sent again by a person: one query on the index of states."""
    failed = OutboxLetter.state == LetterState.FAILED
    return session.scalar(select(func.count()).select_from(OutboxLetter).where(failed)) or 0


def server_state(session: Session) -> ServerState:
    """How the mail server did last."""
    tried = select(LetterAttempt.at, LetterAttempt.error).order_by(LetterAttempt.id.desc()).limit(1)
    not_taken = LetterAttempt.result.in_((AttemptResult.PUT_OFF, AttemptResult.GIVEN_UP))
    sent = session.execute(tried.where(LetterAttempt.result == AttemptResult.SENT)).first()
    failed = session.execute(tried.where(not_taken)).first()
    return ServerState(sent.at if sent else None, failed.at if failed else None, failed.error if failed else "")


def send_again(session: Session, ref: str, *, by: Viewer, today: date, at: datetime) -> None:
    """Try a letter once more that was given up. Raises NotAllowed, NotFound, OutOfOrder."""
    try_again(session, _letter(session, ref, by).id, by=by, today=today, at=at)


def try_now(session: Session, ref: str, *, by: Viewer, at: datetime) -> None:
    """A letter that waits for its next attempt is due now. Raises NotAllowed, NotFound, OutOfOrder."""
    letter = _letter(session, ref, by)
    if letter.state is not LetterState.QUEUED:
        raise OutOfOrder("Thư này không còn chờ gửi. Tải lại trang để xem trạng thái mới.")
    letter.next_try_at = at
    audit.note(session, by=by.account_id, at=at, action="letter_hurried", subject=f"letter:{letter.id}")


def note_returned(session: Session, ref: str, *, by: Viewer, at: datetime) -> None:
    """Somebody found a letter in the post that came back. Raises NotAllowed, NotFound, OutOfOrder."""
    letter = _letter(session, ref, by)
    if not outbox.came_back(session, letter, by=f"account {by.account_id}", at=at, status=""):
        raise OutOfOrder("Chỉ thư đã gửi mới ghi được là bị trả lại. Tải lại trang để xem trạng thái mới.")
    audit.note(session, by=by.account_id, at=at, action="letter_returned", subject=f"letter:{letter.id}")


def take_back(session: Session, message_id: str, status: str, *, at: datetime) -> bool:
    """The report of a mail server, read by the program: whether a letter of ours that was sent came back."""
    wanted = select(OutboxLetter).where(OutboxLetter.message_id == message_id).with_for_update()
    letter = session.scalar(wanted)
    if letter is None or not outbox.came_back(session, letter, by="command", at=at, status=status):
        return False
    audit.note(session, by=None, at=at, action="letter_returned", subject=f"letter:{letter.id}")
    return True


def note_a_test(session: Session, *, by: Viewer, at: datetime, error: str) -> None:
    """Write into the trail that somebody sent a test letter, and how that ended. Raises :class:`NotAllowed`."""
    _only_administrators(by)
    audit.note(session, by=by.account_id, at=at, action="test_letter_sent", subject="mail", error=error)


def _letter(session: Session, ref: str, by: Viewer) -> OutboxLetter:
    _only_administrators(by)
    letter = session.scalar(select(OutboxLetter).where(OutboxLetter.ref == ref).with_for_update())
    if letter is None:
        raise NotFound("Không có thư này.")
    return letter


def _in_month(period: str) -> ColumnElement[bool]:
    """Letters of a month (2026-11), and of the days in it."""
    return func.substr(OutboxLetter.period, 1, MONTH) == period


def _counts(session: Session, period: str | None) -> dict[LetterState, int]:
    counted = select(OutboxLetter.state, func.count().label("n")).group_by(OutboxLetter.state)
    if period is not None:
        counted = counted.where(_in_month(period))
    return {row.state: row.n for row in session.execute(counted)}


def _rows() -> Select[*tuple[Any, ...]]:
    return select(
        OutboxLetter.id, OutboxLetter.ref, OutboxLetter.kind, OutboxLetter.period, Agency.name.label("agency"),
        OutboxLetter.recipient_account_id, OutboxLetter.state, OutboxLetter.attempts, OutboxLetter.last_error,
        OutboxLetter.created_at, OutboxLetter.next_try_at, OutboxLetter.sent_at, OutboxLetter.computed_on,
    ).join(Agency, Agency.id == OutboxLetter.agency_id)  # fmt: skip


def _row(row: Any) -> MailRow:
    return MailRow(
        id=row.id, ref=row.ref, kind=LetterKind(row.kind), period=row.period, agency=row.agency,
        to_account=row.recipient_account_id is not None, state=row.state, attempts=row.attempts,
        last_error=row.last_error, created_at=row.created_at, next_try_at=row.next_try_at, sent_at=row.sent_at,
        computed_on=row.computed_on,
    )  # fmt: skip


def _only_administrators(viewer: Viewer) -> None:
    if not viewer.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên xem và gửi lại được thư ở đây.")
