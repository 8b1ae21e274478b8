"""When each job should run, and whether it missed its time: reckoned from the schedule and the clock, never stored.

The scheduler (app.scheduler) wakes the jobs; here stands what it promises, so that somebody notices when it does not
keep it. Everything is pure: what the database remembers is given (see :mod:`app.casework.job_desk`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.casework.jobs import (
    ALARM,
    DELIVERY,
    DUE_NOTICES,
    FLAGS,
    GRAVE_LETTERS,
    MONTHLY_LETTERS,
    OLD_SESSIONS,
    RECEPTION,
    RECKONING,
    REPORT_REMINDERS,
    REPORTS,
    WEEKLY_LETTERS,
)
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE_OPENS, OFFICE_CLOSES = time(7), time(17)
A_DAY = timedelta(days=1)


class Rhythm(StrEnum):
    """How often a job has to have run."""

    ALWAYS = "always"  # day and night, every few seconds
    DAILY = "daily"  # once a day, from midnight on
    WORKDAYS = "workdays"  # once each working day, from the opening of the office on
    WEEKLY = "weekly"  # once a week, from the opening of the office on its first working day on
    MONTHLY = "monthly"  # once a month, from the opening of the office on the first working day on


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is promised of a job. ``every``: how often it looks whether it is due; ``grace``: how late is missed."""

    rhythm: Rhythm
    every: timedelta
    grace: timedelta


SCHEDULES: dict[str, Schedule] = {
    ALARM: Schedule(Rhythm.ALWAYS, every=timedelta(minutes=1), grace=timedelta(minutes=10)),
    RECEPTION: Schedule(Rhythm.DAILY, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    # A calendar just entered keeps a round busy for minutes.
    RECKONING: Schedule(Rhythm.ALWAYS, every=timedelta(minutes=1), grace=timedelta(minutes=10)),
    REPORTS: Schedule(Rhythm.DAILY, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    FLAGS: Schedule(Rhythm.DAILY, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    DUE_NOTICES: Schedule(Rhythm.DAILY, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    MONTHLY_LETTERS: Schedule(Rhythm.MONTHLY, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    WEEKLY_LETTERS: Schedule(Rhythm.WEEKLY, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    GRAVE_LETTERS: Schedule(Rhythm.WORKDAYS, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    REPORT_REMINDERS: Schedule(Rhythm.WORKDAYS, every=timedelta(minutes=5), grace=timedelta(hours=1)),
    # A slow mail server keeps a round busy for minutes, and the heartbeat comes at its end.
    DELIVERY: Schedule(Rhythm.ALWAYS, every=timedelta(seconds=20), grace=timedelta(minutes=10)),
    OLD_SESSIONS: Schedule(Rhythm.DAILY, every=timedelta(hours=1), grace=timedelta(hours=3)),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """The last run of a job that ended: its period (2026-11-23, or 2026-11) and when."""

    period: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a job stands. ``due_at``: since when it is or will be due; None: nothing was ever run here.

    ``next_at`` is when it can run next: now or later.
    """

    due_at: datetime | None
    missed: bool
    next_at: datetime


def standing(
    schedule: Schedule, seen: Seen | None, *, since: datetime | None, now: datetime, calendar: WorkingCalendar
) -> Standing:
    """How a job stands at ``now``. ``since``: when this installation ran its first job; None: it never did.

    What should have run before the installation was there is not missed. A month that begins in a year the calendar
    does not know is due on its first weekday.
    """
    here = now.astimezone(ZONE)
    if seen is None and since is None:
        return Standing(None, missed=True, next_at=here)
    due_at, next_at = DUE[schedule.rhythm](schedule, seen, _of_vietnam(since), here, calendar)
    return Standing(due_at, missed=here >= due_at + schedule.grace, next_at=max(next_at, here))


def _always(
    schedule: Schedule, seen: Seen | None, since: datetime | None, now: datetime, _calendar: WorkingCalendar
) -> tuple[datetime, datetime]:
    last = seen.at.astimezone(ZONE) if seen else (since or now)
    return last + schedule.every, last + schedule.every


def _daily(
    _schedule: Schedule, seen: Seen | None, since: datetime | None, now: datetime, _calendar: WorkingCalendar
) -> tuple[datetime, datetime]:
    due_at = _midnight(date.fromisoformat(seen.period) + A_DAY) if seen else (since or now)
    return due_at, due_at


def _monthly(
    _schedule: Schedule, seen: Seen | None, since: datetime | None, now: datetime, calendar: WorkingCalendar
) -> tuple[datetime, datetime]:
    if seen is None:
        due_at = _office_open(since or now, calendar)
    else:
        due_at = _office_open(_midnight(_month_after(seen.period)), calendar)
    return due_at, _office_open(max(due_at, now), calendar)


def _every(days: int) -> Reckon:
    def reckon(
        _schedule: Schedule, seen: Seen | None, since: datetime | None, now: datetime, calendar: WorkingCalendar
    ) -> tuple[datetime, datetime]:
        begun = _midnight(date.fromisoformat(seen.period) + days * A_DAY) if seen else (since or now)
        due_at = _office_open(begun, calendar)
        return due_at, _office_open(max(due_at, now), calendar)

    return reckon


Reckon = Callable[[Schedule, Seen | None, datetime | None, datetime, WorkingCalendar], tuple[datetime, datetime]]
DUE: dict[Rhythm, Reckon] = {
    Rhythm.ALWAYS: _always,
    Rhythm.DAILY: _daily,
    Rhythm.WORKDAYS: _every(1),
    Rhythm.WEEKLY: _every(7),
    Rhythm.MONTHLY: _monthly,
}


def _office_open(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """``moment`` itself in office hours, else the next opening of the office."""
    day = moment.date() if moment.time() < OFFICE_CLOSES else moment.date() + A_DAY
    try:
        day = calendar.next_working(day)
    except CalendarYearUnknown:
        day += A_DAY * max(0, 7 - day.weekday()) * (day.weekday() > 4)  # noqa: PLR2004 - Saturday and Sunday
    return max(moment, datetime.combine(day, OFFICE_OPENS, ZONE))


def _month_after(period: str) -> date:
    year, month = map(int, period.split("-"))
    return date(year + month // 12, month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _of_vietnam(moment: datetime | None) -> datetime | None:
    return moment.astimezone(ZONE) if moment else None
