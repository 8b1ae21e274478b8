"""The table of jobs. The scheduler only wakes; the database says what is due.

So any number of processes and any number of restarts come to one run a period, and a missed one is made up for. The
program sends nothing at night or on a day off. A person's command does not come through here.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from app.casework import jobs
from app.casework.calendars import working_calendar
from app.casework.digests import monday_of
from app.casework.drafts import forget_old_drafts
from app.casework.due_notices import raise_notices
from app.casework.flags import raise_and_withdraw
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
from app.casework.moved_dates import Followed, follow, is_up_to_date
from app.casework.reception_upkeep import keep_up
from app.casework.recipients import LetterKind
from app.casework.report_rounds import keep_up_reports
from app.casework.schedules import OFFICE_CLOSES, OFFICE_OPENS, ZONE
from app.casework.search.keeping import forget_words, mend
from app.casework.signing_in import forget_expired_sessions
from app.casework.uploads import sweep
from app.config import Settings
from app.extensions import ASKED_AGAIN_AFTER, db
from app.post import alarms, digests, monthly, report_reminders
from app.post.deliver import Delivery
from app.records.jobs import JobRun
from app.statute.calendar import CalendarYearUnknown

STALE_AFTER = timedelta(minutes=10)
MOST_AT_ONCE = timedelta(minutes=2)
REST = 4 * ASKED_AGAIN_AFTER  # seconds between two transactions of one run: whoever waits to write takes their turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wake:
    """One waking: the moment it is, whose database, which settings."""

    now: datetime
    clock: Callable[[], datetime]
    sessions: sessionmaker[Session]
    settings: Settings
    by: str


@dataclass(frozen=True, slots=True)
class Job:
    """A job: how often it looks whether something is due, and what it then does; ``after`` the start at first."""

    every: timedelta
    run: Callable[[Wake], None]
    after: timedelta = timedelta()


def keep_reception_up(wake: Wake) -> None:
    """Once a day: what heads owe in the periods that have begun, and the matters of their days."""
    today = wake.now.date()

    def run(session: Session) -> dict[str, Any]:
        return asdict(keep_up(session, today=today, at=wake.now))

    _once(wake, RECEPTION, today.isoformat(), run)


def keep_reports_up(wake: Wake) -> None:
    """Once a day: what reports agencies will owe within a year, and those of agencies that have ended."""
    today = wake.now.date()

    def run(session: Session) -> dict[str, Any]:
        return asdict(keep_up_reports(session, today=today, at=wake.now))

    _once(wake, REPORTS, today.isoformat(), run)


def reckon_again(wake: Wake) -> None:
    """At whatever hour: open duties follow the calendar and the readings of the law an administrator changed.

    Some matters a transaction, and no longer than :data:`MOST_AT_ONCE`: what is left waits for the next waking.
    """

    def run() -> dict[str, int]:
        today, ends, done = wake.now.date(), wake.clock() + MOST_AT_ONCE, Followed()
        with wake.sessions() as session:
            step = None if is_up_to_date(session, today=today) else done
            while step is not None and wake.clock() < ends:
                session.commit()
                time.sleep(REST)
                step = follow(session, today=today, at=wake.now)
                done += step or Followed()
            session.commit()
        return asdict(done)

    _beating(wake, RECKONING, run)


def flag_what_is_late(wake: Wake) -> None:
    """Once a day, at whatever hour the program is first awake."""
    today = wake.now.date()

    def run(session: Session) -> dict[str, Any]:
        return asdict(raise_and_withdraw(session, today=today, at=wake.now))

    _once(wake, FLAGS, today.isoformat(), run)


def notice_what_is_near(wake: Wake) -> None:
    """Once a day, at whatever hour the program is first awake."""
    today = wake.now.date()

    def run(session: Session) -> dict[str, Any]:
        return asdict(raise_notices(session, today=today, at=wake.now))

    _once(wake, DUE_NOTICES, today.isoformat(), run)


def write_the_monthly_letters(wake: Wake) -> None:
    """On the first working day of the month in office hours, or the first one after that the program is awake on."""
    if not _office_is_open(wake):
        return
    period = f"{wake.now:%Y-%m}"

    def run(session: Session) -> dict[str, Any]:
        missed = _missed(session, period)
        session.commit()
        month = monthly.write(
            wake.sessions, period=period, today=wake.now.date(), at=wake.now, base_url=wake.settings.base_url
        )
        return month.counts | {"missed": missed}

    _once(wake, MONTHLY_LETTERS, period, run)


def write_the_weekly_letters(wake: Wake) -> None:
    """On the first working day of the week in office hours, or the first one after that the program is awake on."""

    def run(_session: Session) -> dict[str, Any]:
        return digests.write_weekly(wake.sessions, today=wake.now.date(), at=wake.now, base_url=wake.settings.base_url)

    if _office_is_open(wake):
        _once(wake, WEEKLY_LETTERS, monday_of(wake.now.date()).isoformat(), run)


def tell_what_is_gravest(wake: Wake) -> None:
    """Each working day, as soon as the office is open."""

    def run(_session: Session) -> dict[str, Any]:
        return digests.write_grave(wake.sessions, today=wake.now.date(), at=wake.now, base_url=wake.settings.base_url)

    if _office_is_open(wake):
        _once(wake, GRAVE_LETTERS, wake.now.date().isoformat(), run)


def remind_of_reports(wake: Wake) -> None:
    """Each working day, as soon as the office is open."""

    def run(_session: Session) -> dict[str, Any]:
        return report_reminders.write_due(
            wake.sessions, today=wake.now.date(), at=wake.now, base_url=wake.settings.base_url
        )  # fmt: skip

    if _office_is_open(wake):
        _once(wake, REPORT_REMINDERS, wake.now.date().isoformat(), run)


def send_the_letters(wake: Wake) -> None:
    """Whatever is in the outbox and due, while the office is open. Out of hours its heart beats all the same."""

    def run() -> dict[str, int]:
        if not _office_is_open(wake):
            return {}
        delivery = Delivery(wake.sessions, wake.settings, today=wake.now.date(), clock=wake.clock)
        return asdict(delivery.run(while_open=lambda: _in_office_hours(wake.clock())))

    _beating(wake, DELIVERY, run)


def raise_the_alarm(wake: Wake) -> None:
    """At whatever hour: whoever administers is told of a job that missed its time, and that letter goes at once."""
    today = wake.now.date()

    def run() -> dict[str, int]:
        with wake.sessions() as session:
            raised = alarms.write(session, today=today, by=wake.by, at=wake.now, base_url=wake.settings.base_url)
            session.commit()
        kinds = (LetterKind.JOB_ALARM,)
        tally = Delivery(wake.sessions, wake.settings, today=today, clock=wake.clock, kinds=kinds).run()
        return {"alarms": raised, **asdict(tally)}

    _beating(wake, ALARM, run)


def forget_old_sessions(wake: Wake) -> None:
    """Once a day: sessions long over, the counts of failed sign-ins, drafts nobody went on with, loose files.

    And, in transactions of their own, what the index of the search lacks is added, and the words of what was sealed
    go from its pages.
    """

    def run(session: Session) -> dict[str, Any]:
        # The files first: those of the drafts that go now wait for the next day, when that is committed.
        files = sweep(session, wake.settings.uploads_path, at=wake.now)
        drafts = forget_old_drafts(session, at=wake.now)
        forgotten = forget_expired_sessions(session, at=wake.now)
        session.commit()
        indexed = mend(session)
        forget_words(session)
        return {"forgotten": forgotten, "drafts": drafts, "files": files, "indexed": indexed}

    _once(wake, OLD_SESSIONS, wake.now.date().isoformat(), run)


JOBS = {
    ALARM: Job(every=timedelta(minutes=1), run=raise_the_alarm),
    RECEPTION: Job(every=timedelta(minutes=5), run=keep_reception_up),
    REPORTS: Job(every=timedelta(minutes=5), run=keep_reports_up),
    RECKONING: Job(every=timedelta(minutes=1), run=reckon_again),
    FLAGS: Job(every=timedelta(minutes=5), run=flag_what_is_late),
    DUE_NOTICES: Job(every=timedelta(minutes=5), run=notice_what_is_near),
    MONTHLY_LETTERS: Job(every=timedelta(minutes=5), run=write_the_monthly_letters),
    WEEKLY_LETTERS: Job(every=timedelta(minutes=5), run=write_the_weekly_letters),
    GRAVE_LETTERS: Job(every=timedelta(minutes=5), run=tell_what_is_gravest),
    REPORT_REMINDERS: Job(every=timedelta(minutes=5), run=remind_of_reports),
    # A little later than the rest: what the others write when the program starts goes out with the first waking.
    DELIVERY: Job(every=timedelta(seconds=20), run=send_the_letters, after=timedelta(seconds=3)),
    OLD_SESSIONS: Job(every=timedelta(hours=1), run=forget_old_sessions),
}


def start(app: Flask) -> BackgroundScheduler:
    """Wake every job (almost) at once, and then again and again, in threads of this process. Call it after any fork."""
    scheduler = BackgroundScheduler(timezone=ZONE)
    for name, job in JOBS.items():
        seconds = app.config.get("SECONDS_BETWEEN_WAKES", job.every.total_seconds())
        scheduler.add_job(
            wake,
            "interval",
            id=name,
            args=(app, name),
            seconds=seconds,
            next_run_time=datetime.now(UTC) + min(job.after, timedelta(seconds=seconds)),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    scheduler.start()
    return scheduler


def wake(app: Flask, name: str, now: datetime | None = None) -> None:
    """Wake one job; ``now`` moves its clock. An error is logged, and the job wakes again."""
    read: Callable[[], datetime] = app.config["CLOCK"] if now is None else lambda: now

    def clock() -> datetime:
        return read().astimezone(ZONE)

    with app.app_context():
        sessions = sessionmaker(db.engine, expire_on_commit=False)
        awake = Wake(clock(), clock, sessions, app.config["SETTINGS"], by=f"pid {os.getpid()}")
        try:
            JOBS[name].run(awake)
        except Exception:
            log.exception("the job %s failed", name)


def _once(wake: Wake, job: str, period: str, run: Callable[[Session], dict[str, Any]]) -> None:
    """Do ``run`` unless it was done for ``period``. One that fails says so in its row, and is tried again."""
    with wake.sessions() as session:
        claimed = jobs.claim(session, job, period, by=wake.by, at=wake.now, stale_after=STALE_AFTER)
        session.commit()
        if claimed is None:
            return
        try:
            counts = run(session)
            jobs.finish(session, claimed, at=wake.clock(), **counts)
            session.commit()
        except Exception as error:
            session.rollback()
            jobs.fail(session, session.get_one(JobRun, claimed.id), error=type(error).__name__, at=wake.clock())
            session.commit()
            raise


def _beating(wake: Wake, job: str, run: Callable[[], dict[str, int]]) -> None:
    """Do ``run`` and write down that it was done, and what it came to; or that it failed."""
    day = wake.now.date().isoformat()
    try:
        counts = run()
        with wake.sessions() as session:
            jobs.beat(session, job, day, by=wake.by, at=wake.clock(), **counts)
            session.commit()
    except Exception as error:
        with wake.sessions() as session:
            jobs.miss_a_beat(session, job, day, by=wake.by, at=wake.clock(), error=type(error).__name__)
            session.commit()
        raise


def _missed(session: Session, period: str) -> list[str]:
    """The months between the last letters and ``period``: noted, not mailed for the past."""
    last = jobs.last_finished(session, MONTHLY_LETTERS, before=period)
    if last is None:
        return []
    year, month = map(int, last.period.split("-"))
    gone = []
    while (following := f"{year + month // 12}-{month % 12 + 1:02}") < period:
        gone.append(following)
        year, month = year + month // 12, month % 12 + 1
    return gone


def _office_is_open(wake: Wake) -> bool:
    return _in_office_hours(wake.now) and _is_working_day(wake)


def _in_office_hours(now: datetime) -> bool:
    return OFFICE_OPENS <= now.time() < OFFICE_CLOSES


def _is_working_day(wake: Wake) -> bool:
    with wake.sessions() as session:
        try:
            return working_calendar(session).is_working(wake.now.date())
        except CalendarYearUnknown:
            log.error("no calendar for %s: letters wait until it is entered", wake.now.year)  # noqa: TRY400
            return False
