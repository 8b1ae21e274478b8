"""The letters between two monthly ones: each week what is late or near of one's own, at once what is gravest.

The weekly one goes to heads and handlers, who may do without it. The other tells of a duty once: a petition nobody
handled for 45 days (NĐ 154/2026 Art. 41.3.b), and what has been late so long that who stands above has to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, false, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.casework import audit
from app.casework.accounts import who_is
from app.casework.due_notices import last_day_within
from app.casework.long_waiting import DUTY as UNHANDLED
from app.casework.notices import LateRow, may_be_told, rows_of
from app.casework.once import insert_once
from app.casework.overdue import Age, is_overdue
from app.casework.permissions import Viewer, visible
from app.casework.recipients import LetterKind, Recipient
from app.records.matters import Matter
from app.records.notices import LetterMute, LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.statute.calendar import WorkingCalendar
from app.statute.policies import DEFAULT

LATE_TOO_LONG = timedelta(days=Age.OVER_90.days[0])


@dataclass(frozen=True, slots=True)
class DutyNotice:
    """What one recipient is told: ``late`` the oldest first, ``near`` the nearest first."""

    recipient: Recipient
    period: str
    computed_on: date
    late: tuple[LateRow, ...]
    near: tuple[LateRow, ...] = ()

    @property
    def obligation_ids(self) -> tuple[int, ...]:
        return tuple(row.obligation_id for row in (*self.late, *self.near))


def monday_of(day: date) -> date:
    """The day a week is called by."""
    return day - timedelta(days=day.weekday())


def weekly_notice(
    session: Session, recipient: Recipient, *, today: date, calendar: WorkingCalendar,
    only: ColumnElement[bool] | None = None,
) -> DutyNotice | None:  # fmt: skip
    """What is late and near of the agencies ``recipient`` heads and of the matters in their hands; None for nothing."""
    until = last_day_within(today, DEFAULT.soon_working_days, calendar)
    running = and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on <= until)
    told = and_(_theirs(session, recipient, today), running, true() if only is None else only)
    rows = list(rows_of(session, told, today))
    if not rows:
        return None
    late, near = (tuple(row for row in rows if (row.days_late > 0) is past) for past in (True, False))
    return DutyNotice(recipient, monday_of(today).isoformat(), today, late, near)


def grave_notice(
    session: Session, recipient: Recipient, *, today: date, but: int | None = None,
    only: ColumnElement[bool] | None = None,
) -> DutyNotice | None:  # fmt: skip
    """The gravest of what ``recipient`` may be told and was not told yet, by a letter other than ``but``."""
    told = may_be_told(session, recipient, today)
    wanted = and_(told.rows, is_grave(today), ~_told_before(recipient, but), true() if only is None else only)
    rows = tuple(rows_of(session, wanted, today))
    return DutyNotice(recipient, today.isoformat(), today, rows) if rows else None


def is_grave(today: date) -> ColumnElement[bool]:
    """Late, and either a petition nobody handled for 45 days or late for longer than anything should be."""
    return and_(is_overdue(today), or_(Obligation.duty == UNHANDLED, Obligation.due_on <= today - LATE_TOO_LONG))


def anything_grave(session: Session, *, today: date) -> bool:
    """Whether anybody could have to be told at all."""
    return session.scalar(select(Obligation.id).where(is_grave(today)).limit(1)) is not None


def is_muted(session: Session, account_id: int) -> bool:
    """Whether somebody does without the weekly letter."""
    return session.get(LetterMute, account_id) is not None


def mute(session: Session, *, wanted: bool, by: Viewer, at: datetime) -> None:
    """``by`` wants the weekly letter, or does without it. No other letter can be done without."""
    if wanted is not is_muted(session, by.account_id):
        return
    if wanted:
        session.execute(delete(LetterMute).where(LetterMute.account_id == by.account_id))
    else:
        session.execute(insert_once(session, LetterMute).values(account_id=by.account_id, since_at=at))
    audit.note(
        session, by=by.account_id, at=at, action="weekly_letter", subject=f"account:{by.account_id}", wanted=wanted
    )


def _theirs(session: Session, recipient: Recipient, today: date) -> ColumnElement[bool]:
    person = who_is(session, recipient.account_id or 0, on=today)
    if person is None:
        return false()
    grounds = [and_(visible(person.viewer), Matter.assignee_id == recipient.account_id)]
    for agency_id in sorted(person.viewer.agencies(RoleKind.HEAD)):
        head = Recipient(LetterKind.WEEKLY, agency_id, "", "", account_id=recipient.account_id)
        grounds.append(may_be_told(session, head, today).rows)
    return or_(*grounds)


def _told_before(recipient: Recipient, but: int | None) -> ColumnElement[bool]:
    letter = aliased(OutboxLetter)
    same = (letter.kind == recipient.kind, letter.recipient == recipient.key, letter.agency_id == recipient.agency_id)
    told = (
        select(LetterObligation.letter_id)
        .join(letter, letter.id == LetterObligation.letter_id)
        .where(LetterObligation.obligation_id == Obligation.id, *same, letter.state != LetterState.DROPPED)
        .correlate(Obligation)
    )
    return (told if but is None else told.where(letter.id != but)).exists()
