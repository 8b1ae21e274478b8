"""The letters that were written, as supervisors may read them: what was sent is what is shown.

A coordinator reads those of reports alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, false, func, select
from sqlalchemy.orm import Session

from app.casework import audit, outbox
from app.casework.errors import NotAllowed, NotFound, OutOfOrder
from app.casework.permissions import Deed, Viewer, visible
from app.casework.recipients import READ, LetterKind
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.notices import LetterAttachment, LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import Account

PAGE = 25
MONTH = len("2026-11")


@dataclass(frozen=True, slots=True)
class LetterFilters:
    """What to narrow the list down to; None narrows nothing."""

    period: str | None = None
    state: LetterState | None = None
    kind: LetterKind | None = None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of the list. ``to_account``: it goes to a person, not to the agency's address."""

    id: int
    ref: str
    kind: LetterKind
    period: str
    subject: str
    state: LetterState
    computed_on: date
    sent_at: datetime | None
    next_try_at: datetime | None
    attempts: int
    last_error: str
    agency: str
    to_account: bool
    duties: int


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A page of the list, and how many the whole list has. ``next``: the id the next page starts below."""

    rows: tuple[LetterRow, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a letter, without its bytes. ``size`` is in bytes."""

    position: int
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FullLetter:
    """A letter with its words, as sent (or as it would go out now)."""

    row: LetterRow
    text: str
    html: str
    message_id: str
    enclosed: tuple[Enclosed, ...]


@dataclass(frozen=True, slots=True)
class HeldLetter:
    """A letter that waits for a person's word: to whom, how many duties it speaks of, since when the oldest is due.

    ``holder`` is empty where it goes to the agency's own address.
    """

    ref: str
    kind: LetterKind
    agency_id: int
    agency: str
    account_id: int | None
    holder: str
    address: str
    duties: int
    oldest_due_on: date


def readable_kinds(viewer: Viewer) -> tuple[LetterKind, ...]:
    """Which letters ``viewer`` may read, as far as no matter in them is hidden."""
    if not viewer.may(Deed.READ_LETTERS):
        return ()
    return READ if viewer.may(Deed.RUN_LETTERS) else (LetterKind.REPORT_REMINDER,)


def letters(
    session: Session, viewer: Viewer, *, filters: LetterFilters, below: int | None = None, limit: int = PAGE
) -> LetterPage:
    """The letters ``viewer`` may read, the newest first."""
    found = [_readable(viewer), *_narrowed(filters)]
    total = session.scalar(select(func.count()).select_from(OutboxLetter).where(*found)) or 0
    wanted = _rows().where(*found).order_by(OutboxLetter.id.desc()).limit(limit + 1)
    if below is not None:
        wanted = wanted.where(OutboxLetter.id < below)
    rows = [_row(row) for row in session.execute(wanted)]
    return LetterPage(tuple(rows[:limit]), total, rows[limit - 1].id if len(rows) > limit else None)


def letter(session: Session, viewer: Viewer, ref: str) -> FullLetter:
    """One letter. Raises :class:`NotFound`: for one that does not exist and for one that is hidden alike."""
    wanted = _rows().add_columns(OutboxLetter.body_text, OutboxLetter.body_html, OutboxLetter.message_id)
    row = session.execute(wanted.where(OutboxLetter.ref == ref, _readable(viewer))).first()
    if row is None:
        raise NotFound("Không có thư này.")
    size = func.length(LetterAttachment.content)
    files = select(LetterAttachment.position, LetterAttachment.name, size, LetterAttachment.sha256)
    enclosed = session.execute(files.where(LetterAttachment.letter_id == row.id).order_by(LetterAttachment.position))
    return FullLetter(
        _row(row), row.body_text, row.body_html, row.message_id, tuple(Enclosed(*file) for file in enclosed)
    )


def take_attachment(session: Session, ref: str, position: int, *, by: Viewer, at: datetime) -> outbox.Attachment:
    """A file of a letter that ``by`` may read, as it was sent; the trail says who took it. Raises NotFound."""
    read = letter(session, by, ref)
    kept = session.get(LetterAttachment, (read.row.id, position))
    if kept is None:
        raise NotFound("Không có tệp này.")
    subject = f"letter:{read.row.id}"
    audit.note(
        session, by=by.account_id, at=at, action="letter_file_taken", subject=subject, position=position,
        sha256=kept.sha256,
    )  # fmt: skip
    return outbox.Attachment(kept.name, kept.media_type, kept.content)


def periods(session: Session, viewer: Viewer) -> list[str]:
    """The months there are letters of, the latest first."""
    found = session.scalars(select(OutboxLetter.period).where(_readable(viewer)).distinct())
    return sorted({period[:MONTH] for period in found}, reverse=True)


def held_count(viewer: Viewer, period: str | BindParameter[str]) -> Select[int]:
    """How many letters of ``period`` wait for a person's word."""
    held = (OutboxLetter.state == LetterState.HELD, OutboxLetter.period == period)
    return select(func.count()).select_from(OutboxLetter).where(*held, _readable(viewer))


def held_letters(session: Session, viewer: Viewer, *, period: str) -> list[HeldLetter]:
    """The letters of ``period`` that wait for a person's word, the one with the oldest duty first. One query."""
    wanted = (
        select(
            OutboxLetter.ref, OutboxLetter.kind, Agency.id, Agency.name, OutboxLetter.recipient_account_id,
            func.coalesce(Account.full_name, ""), OutboxLetter.to_address, func.count(), func.min(Obligation.due_on),
        )
        .join(Agency, Agency.id == OutboxLetter.agency_id)
        .join(LetterObligation, LetterObligation.letter_id == OutboxLetter.id)
        .join(Obligation, Obligation.id == LetterObligation.obligation_id)
        .outerjoin(Account, Account.id == OutboxLetter.recipient_account_id)
        .where(OutboxLetter.state == LetterState.HELD, OutboxLetter.period == period, _readable(viewer))
        .group_by(OutboxLetter.id, Agency.id, Account.id)
        .order_by(OutboxLetter.kind.desc(), func.min(Obligation.due_on), OutboxLetter.id)
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(wanted)
    return [HeldLetter(ref, LetterKind(kind), *others) for ref, kind, *others in rows]


def send_again(session: Session, ref: str, *, by: Viewer, today: date, at: datetime) -> None:
    """Try a letter once more that was given up. Raises NotAllowed, NotFound, OutOfOrder."""
    if not by.may(Deed.RUN_LETTERS):
        raise NotAllowed("Chỉ Thanh tra tỉnh được cho gửi lại thư.")
    try_again(session, letter(session, by, ref).row.id, by=by, today=today, at=at)


def try_again(session: Session, letter_id: int, *, by: Viewer, today: date, at: datetime) -> None:
    """Put a letter that was given up back among those to be sent, for whoever may. Raises :class:`OutOfOrder`."""
    given_up = session.get_one(OutboxLetter, letter_id, with_for_update=True)
    if given_up.state is not LetterState.FAILED:
        raise OutOfOrder("Thư này không còn ở trạng thái gửi không được.")
    if outbox.is_outdated(given_up.kind, given_up.computed_on, today=today):
        raise OutOfOrder("Thư của tháng trước không gửi lại được. Thư tháng này cho biết việc còn quá hạn.")
    outbox.send_again(given_up, at=at)
    audit.note(session, by=by.account_id, at=at, action="letter_sent_again", subject=f"letter:{given_up.id}")


def _readable(viewer: Viewer) -> ColumnElement[bool]:
    """A letter that speaks of one matter hidden from the viewer is hidden, and its count with it."""
    kinds = readable_kinds(viewer)
    if not kinds:
        return false()
    hidden = (
        select(LetterObligation.letter_id)
        .join(Obligation, Obligation.id == LetterObligation.obligation_id)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(LetterObligation.letter_id == OutboxLetter.id, ~func.coalesce(visible(viewer), false()))
        .correlate(OutboxLetter)
    )
    return and_(OutboxLetter.kind.in_(kinds), ~hidden.exists())


def _narrowed(filters: LetterFilters) -> list[ColumnElement[bool]]:
    asked = {"state": filters.state, "kind": filters.kind}
    found = [getattr(OutboxLetter, name) == value for name, value in asked.items() if value is not None]
    return found if filters.period is None else [*found, func.substr(OutboxLetter.period, 1, MONTH) == filters.period]


def _rows() -> Select[*tuple[Any, ...]]:
    duties = (
        select(func.count())
        .where(LetterObligation.letter_id == OutboxLetter.id)
        .correlate(OutboxLetter)
        .scalar_subquery()
    )
    return select(
        OutboxLetter.id, OutboxLetter.ref, OutboxLetter.kind, OutboxLetter.period, OutboxLetter.subject,
        OutboxLetter.state, OutboxLetter.computed_on, OutboxLetter.sent_at, OutboxLetter.next_try_at,
        OutboxLetter.attempts, OutboxLetter.last_error, OutboxLetter.recipient_account_id,
        Agency.name.label("agency"), duties.label("duties"),
    ).join(Agency, Agency.id == OutboxLetter.agency_id)  # fmt: skip


def _row(row: Any) -> LetterRow:
    return LetterRow(
        id=row.id, ref=row.ref, kind=LetterKind(row.kind), period=row.period, subject=row.subject, state=row.state,
        computed_on=row.computed_on, sent_at=row.sent_at, next_try_at=row.next_try_at, attempts=row.attempts,
        last_error=row.last_error, agency=row.agency, to_account=row.recipient_account_id is not None,
        duties=row.duties,
    )  # fmt: skip
