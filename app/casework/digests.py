"""The weekly letter: what is late or near of one's own. It goes to heads and handlers, who may do without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, false, or_, true
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.accounts import who_is
from app.casework.calendars import soon_days
from app.casework.due_notices import last_day_within
from app.casework.notices import LateRow, may_be_told, rows_of
from app.casework.once import insert_once
from app.casework.permissions import Viewer, visible
from app.casework.recipients import LetterKind, Recipient
from app.records.matters import Matter
from app.records.notices import LetterMute
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.statute.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class WeeklyNotice:
    """What one recipient is told: ``late`` the oldest first, ``near`` the nearest first.

    ``soon_days``: from how many working days before its end something is near.
    """

    recipient: Recipient
    period: str
    computed_on: date
    late: tuple[LateRow, ...]
    near: tuple[LateRow, ...]
    soon_days: int

    @property
    def obligation_ids(self) -> tuple[int, ...]:
        return tuple(row.obligation_id for row in (*self.late, *self.near))


def monday_of(day: date) -> date:
    """The day a week is called by."""
    return day - timedelta(days=day.weekday())


def weekly_notice(
    session: Session, recipient: Recipient, *, today: date, calendar: WorkingCalendar,
    only: ColumnElement[bool] | None = None,
) -> WeeklyNotice | None:  # fmt: skip
    """What is late and near of the agencies ``recipient`` heads and of the matters in their hands; None for nothing."""
    days = soon_days(session)
    until = last_day_within(today, days, calendar)
    running = and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on <= until)
    told = and_(_theirs(session, recipient, today), running, true() if only is None else only)
    rows = list(rows_of(session, told, today))
    if not rows:
        return None
    late, near = (tuple(row for row in rows if (row.days_late > 0) is past) for past in (True, False))
    return WeeklyNotice(recipient, monday_of(today).isoformat(), today, late, near, days)


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
