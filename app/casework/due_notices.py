"""Notices of what is near (nhắc hạn): when it is called near due, two working days before its end, and on the last day.

Rows are keyed by duty, due date and threshold, so each is raised once however often the job runs; after days in which
nothing ran, only the nearest threshold that was reached is raised. Whom a notice is for is decided when it is read:
whoever holds the matter then, and the heads of the agency whose duty it is. What is no longer owed, or owed on another
day, is not read at all, before the job withdraws it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from app.casework import audit, overdue
from app.casework.calendars import soon_days, working_calendar
from app.casework.once import insert_once, rows_of
from app.casework.overdue import DueRow
from app.casework.permissions import Viewer, visible
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.oversight import DueNotice, DueNoticeSeen
from app.records.people import RoleKind
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar

ON_THE_DAY, NEAREST = 0, 2  # and first of all when it is called near due (``soon_days``)
A_WEEK, DAYS_OFF_IN_IT = 5, 2


@dataclass(frozen=True, slots=True)
class NoticeCounts:
    """What one run changed, and how many notices stand after it."""

    noticed: int
    noticed_before: int
    noticed_standing: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice somebody reads: the duty as every list has it, since when it stands, whether they have seen it."""

    due: DueRow
    raised_on: date
    seen: bool


def last_day_within(today: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The last day so many working days away; by calendar days where the calendar does not know the year."""
    try:
        return calendar.add_working_days(today, working_days)
    except CalendarYearUnknown:
        # Over a weekend, sooner than late.
        return today + timedelta(days=working_days + DAYS_OFF_IN_IT * -(-working_days // A_WEEK))


# ---- every day


def raise_notices(session: Session, *, today: date, at: datetime) -> NoticeCounts:
    """Make the notices say what is near on ``today``. Safe to run again, and at once; a handful of statements."""
    threshold = _threshold(today, working_calendar(session), soon_days(session))
    withdrawn = rows_of(session.execute(_withdrawals(threshold, today)))
    raised = rows_of(session.execute(_returns(threshold, today))) + _raise_new(session, threshold, today)
    standing = select(func.count()).select_from(DueNotice).where(DueNotice.withdrawn_on.is_(None))
    counts = NoticeCounts(raised, withdrawn, session.scalar(standing) or 0)
    if raised or withdrawn:
        audit.note(session, by=None, at=at, action="notices_raised", subject=today.isoformat(), **asdict(counts))
    return counts


@dataclass(frozen=True, slots=True)
class _Threshold:
    """Which of the thresholds a running duty has reached, and which duties have reached any."""

    reached: ColumnElement[int]
    near: ColumnElement[bool]


def _threshold(today: date, calendar: WorkingCalendar, soon: int) -> _Threshold:
    nearest, first = (last_day_within(today, days, calendar) for days in (NEAREST, soon))
    reached = case(
        (Obligation.due_on <= today, ON_THE_DAY), (Obligation.due_on <= nearest, NEAREST), else_=soon
    )  # fmt: skip
    return _Threshold(reached, and_(_running(today), Obligation.due_on <= first))


def _running(today: date) -> ColumnElement[bool]:
    return and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on >= today)


def _of_the_date() -> ColumnElement[bool]:
    return and_(DueNotice.obligation_id == Obligation.id, DueNotice.due_on == Obligation.due_on)


def _its_own(threshold: _Threshold) -> ColumnElement[bool]:
    return and_(_of_the_date(), DueNotice.threshold == threshold.reached)


def _withdrawals(threshold: _Threshold, today: date) -> Update:
    holds = select(literal(1)).where(_its_own(threshold), threshold.near).correlate(DueNotice).exists()
    return (
        update(DueNotice)
        .where(DueNotice.withdrawn_on.is_(None), ~holds)
        .values(withdrawn_on=today)
        .execution_options(synchronize_session=False)
    )


def _returns(threshold: _Threshold, today: date) -> Update:
    """A date that moved away and came back stands under its old notice."""
    back = (
        select(DueNotice.id)
        .join(Obligation, _its_own(threshold))
        .where(threshold.near, DueNotice.withdrawn_on.is_not(None))
    )
    return (
        update(DueNotice)
        .where(DueNotice.id.in_(back))
        .values(withdrawn_on=None, raised_on=today)
        .execution_options(synchronize_session=False)
    )


def _raise_new(session: Session, threshold: _Threshold, today: date) -> int:
    noticed = select(literal(1)).where(_its_own(threshold)).correlate(Obligation).exists()
    near = (
        select(Obligation.id, Obligation.due_on, threshold.reached, literal(today))
        .where(threshold.near, ~noticed)
        .order_by(Obligation.due_on, Obligation.id)
    )
    columns = ["obligation_id", "due_on", "threshold", "raised_on"]
    return rows_of(session.execute(insert_once(session, DueNotice).from_select(columns, near)))


# ---- what somebody reads


def notices_for(session: Session, viewer: Viewer, *, today: date) -> list[NoticeRow]:
    """The notices for ``viewer``, the nearest date first: all of them, each a duty near its end.

    What is near is told though the job that raises notices has not run yet: it is new since today.
    """
    threshold = _threshold(today, working_calendar(session), soon_days(session))
    found = select(DueNotice.obligation_id, DueNotice.raised_on, _seen_by(viewer)).where(_for(viewer, today))
    told: dict[int, Any] = {row.obligation_id: row for row in session.execute(found)}
    near = or_(Obligation.id.in_(told), and_(threshold.near, Obligation.id.in_(union(*_grounds(viewer, _near(today))))))
    rows = overdue.rows_found(session, [near, visible(viewer)], today=today)
    return [_told(row, told.get(row.id), today) for row in rows]


def _told(row: DueRow, notice: Any, today: date) -> NoticeRow:
    return NoticeRow(row, notice.raised_on, bool(notice.seen)) if notice else NoticeRow(row, today, seen=False)


def _near(today: date) -> Select[int]:
    return select(Obligation.id).where(_running(today))


def near_until(session: Session, today: date) -> date:
    """Until when a duty is near on ``today``: what :func:`how_many_unseen` is asked with."""
    return last_day_within(today, soon_days(session), working_calendar(session))


@lru_cache(maxsize=256)  # asked on every page
def how_many_unseen(viewer: Viewer, today: date) -> Select[int]:
    """How many near duties ``viewer`` has not seen, the job run or not: the count beside the navigation.

    Asked with the parameter ``near_until``: the statement is made once a day, and a calendar may change within it.
    """
    near = _near(today).where(Obligation.due_on <= bindparam("near_until", type_=Date))
    stands = and_(_of_the_date(), DueNotice.withdrawn_on.is_(None))
    seen = select(literal(1)).where(stands, _marked(viewer)).correlate(Obligation).exists()
    return (
        select(func.count())
        .select_from(Obligation)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(Obligation.id.in_(union(*_grounds(viewer, near))), ~seen, visible(viewer))
    )


def mark_seen(session: Session, viewer: Viewer, *, today: date, at: datetime) -> int:
    """``viewer`` has seen every notice there is for them; how many were new. Safe to run again, and at once."""
    raise_notices(session, today=today, at=at)  # what the page told before the job did
    new = (
        select(DueNotice.id, literal(viewer.account_id), literal(at, DueNoticeSeen.seen_at.type))
        .join(Obligation, Obligation.id == DueNotice.obligation_id)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(_for(viewer, today), ~_marked(viewer), visible(viewer))
    )
    columns = ["notice_id", "account_id", "seen_at"]
    return rows_of(session.execute(insert_once(session, DueNoticeSeen).from_select(columns, new)))


def _for(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """The notices that stand for duties in the viewer's hands, or of the agencies they head."""
    return DueNotice.id.in_(union(*_grounds(viewer, _standing(today))))


def _grounds(viewer: Viewer, found: Select[int]) -> list[Select[int]]:
    """What is ``found`` over obligations in the viewer's hands, or of the agencies they head.

    Two grounds, each through an index of its own.
    """
    mine = found.join(Matter, Matter.id == Obligation.matter_id)
    grounds = [mine.where(Matter.open, Matter.assignee_id == viewer.account_id)]
    headed = viewer.agencies(RoleKind.HEAD)
    if headed:
        grounds.append(found.where(Obligation.agency_id.in_(headed)))
    return grounds


def _standing(today: date) -> Select[int]:
    noticed = select(DueNotice.id).join(Obligation, _of_the_date())
    return noticed.where(DueNotice.withdrawn_on.is_(None), _running(today))


def _seen_by(viewer: Viewer) -> Any:
    return _marked(viewer).label("seen")


def _marked(viewer: Viewer) -> ColumnElement[bool]:
    mark = and_(DueNoticeSeen.notice_id == DueNotice.id, DueNoticeSeen.account_id == viewer.account_id)
    return select(literal(1)).where(mark).correlate(DueNotice).exists()
