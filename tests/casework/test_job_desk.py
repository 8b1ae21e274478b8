"""The desk of the jobs: what the rows of the database say about each job."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.casework import jobs
from app.casework.errors import NotAllowed
from app.casework.job_desk import JobLine, has_run, job_lines, missed_jobs
from app.casework.permissions import HeldRole, Viewer
from app.casework.schedules import SCHEDULES
from app.records.people import RoleKind

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ADMINISTRATOR = Viewer(1, (HeldRole(RoleKind.ADMINISTRATOR, 1),))
STALE = timedelta(minutes=10)


def ran(session: Session, job: str, period: str, *, at: datetime) -> None:
    run = jobs.claim(session, job, period, by="pid 7", at=at, stale_after=STALE)
    assert run is not None
    jobs.finish(session, run, at=at + timedelta(seconds=3), raised=2)


@pytest.fixture
def in_order(session: Session) -> Session:
    """Every job ran as it should until this moment."""
    for day in range(1, 24):
        at = NOW.replace(day=day, hour=0, minute=2)
        ran(session, jobs.FLAGS, f"2026-11-{day:02}", at=at)
        ran(session, jobs.DUE_NOTICES, f"2026-11-{day:02}", at=at)
        ran(session, jobs.RECEPTION, f"2026-11-{day:02}", at=at)
        ran(session, jobs.REPORTS, f"2026-11-{day:02}", at=at)
        ran(session, jobs.REPORT_REMINDERS, f"2026-11-{day:02}", at=at)
        ran(session, jobs.OLD_SESSIONS, f"2026-11-{day:02}", at=at)
        ran(session, jobs.GRAVE_LETTERS, f"2026-11-{day:02}", at=at)
        jobs.beat(session, jobs.DELIVERY, f"2026-11-{day:02}", by="pid 7", at=at)
        jobs.beat(session, jobs.ALARM, f"2026-11-{day:02}", by="pid 7", at=at)
        jobs.beat(session, jobs.RECKONING, f"2026-11-{day:02}", by="pid 7", at=at)
    ran(session, jobs.MONTHLY_LETTERS, "2026-11", at=NOW.replace(day=2, hour=7))
    ran(session, jobs.WEEKLY_LETTERS, "2026-11-23", at=NOW.replace(hour=7))
    jobs.beat(session, jobs.DELIVERY, "2026-11-23", by="pid 7", at=NOW - timedelta(seconds=15), sent=4)
    jobs.beat(session, jobs.ALARM, "2026-11-23", by="pid 7", at=NOW - timedelta(seconds=50))
    jobs.beat(session, jobs.RECKONING, "2026-11-23", by="pid 7", at=NOW - timedelta(seconds=50))
    session.flush()
    return session


def line(session: Session, job: str, *, now: datetime = NOW) -> JobLine:
    return next(line for line in job_lines(session, ADMINISTRATOR, now=now) if line.name == job)


def test_while_all_is_well_nothing_is_missed(in_order: Session) -> None:
    assert missed_jobs(in_order, now=NOW) == []


def test_a_server_that_stopped_is_noticed_job_by_job(in_order: Session) -> None:
    assert missed_jobs(in_order, now=NOW + timedelta(minutes=15)) == [
        jobs.ALARM, jobs.RECKONING, jobs.DELIVERY,
    ]  # fmt: skip
    tomorrow = NOW.replace(day=24, hour=1, minute=0)
    assert missed_jobs(in_order, now=tomorrow) == [
        jobs.ALARM,
        jobs.RECEPTION,
        jobs.RECKONING,
        jobs.REPORTS,
        jobs.FLAGS,
        jobs.DUE_NOTICES,
        jobs.DELIVERY,
    ]
    assert missed_jobs(in_order, now=NOW.replace(month=12, day=1)) == [
        jobs.ALARM, jobs.RECEPTION, jobs.RECKONING, jobs.REPORTS, jobs.FLAGS, jobs.DUE_NOTICES, jobs.MONTHLY_LETTERS,
        jobs.WEEKLY_LETTERS, jobs.GRAVE_LETTERS, jobs.REPORT_REMINDERS, jobs.DELIVERY,
        jobs.OLD_SESSIONS,
    ]  # fmt: skip


def test_before_the_first_start_everything_is_missed_and_nothing_has_run(session: Session) -> None:
    assert not has_run(session)
    assert len(missed_jobs(session, now=NOW)) == len(SCHEDULES)


def test_a_failure_is_kept_with_its_kind_after_the_job_succeeded(in_order: Session) -> None:
    at = NOW.replace(day=24, hour=0, minute=1)
    run = jobs.claim(in_order, jobs.FLAGS, "2026-11-24", by="pid 8", at=at, stale_after=STALE)
    assert run is not None
    jobs.fail(in_order, run, error="OperationalError", at=at)
    failed = line(in_order, jobs.FLAGS, now=at + timedelta(minutes=5))
    assert (failed.failures, failed.recovered, failed.standing.missed) == (1, False, False)
    assert failed.failed is not None
    assert failed.failed.error == "OperationalError"
    assert failed.unfinished is not None
    again = jobs.claim(in_order, jobs.FLAGS, "2026-11-24", by="pid 8", at=at + STALE, stale_after=STALE)
    assert again is not None
    jobs.finish(in_order, again, at=at + STALE)
    healed = line(in_order, jobs.FLAGS, now=at + STALE)
    assert (healed.failures, healed.recovered, healed.unfinished) == (1, True, None)


def test_a_run_that_died_is_neither_ended_nor_failed(in_order: Session) -> None:
    at = NOW.replace(day=24, hour=0, minute=1)
    jobs.claim(in_order, jobs.FLAGS, "2026-11-24", by="pid 8", at=at, stale_after=STALE)
    in_order.flush()
    found = line(in_order, jobs.FLAGS, now=at + timedelta(hours=2))
    assert found.unfinished is not None
    assert (found.failures, found.standing.missed) == (0, True)


def test_the_desk_is_for_administrators(in_order: Session) -> None:
    with pytest.raises(NotAllowed):
        job_lines(in_order, Viewer(2, (HeldRole(RoleKind.SUPERVISOR, 1),)), now=NOW)


def test_the_alarm_costs_one_statement_however_long_the_history(in_order: Session, engine: Engine) -> None:
    missed_jobs(in_order, now=NOW)  # the calendar is read once in a transaction, for whoever asks
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    missed_jobs(in_order, now=NOW)
    assert len(sent) == 1
