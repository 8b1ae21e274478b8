"""Runs of jobs: one a period over any number of processes; what died or failed is done again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.casework import jobs
from app.records.jobs import JobRun
from app.records.oversight import Flag
from tests.conftest import settings_at
from tests.lateness import a_duty, an_agency
from tests.workers import at_once

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
STALE = timedelta(minutes=10)


def claim(session: Session, *, at: datetime = AT, period: str = "2026-11-02") -> JobRun | None:
    return jobs.claim(session, "flags", period, by="one", at=at, stale_after=STALE)


def test_a_period_is_claimed_once(session: Session) -> None:
    run = claim(session)
    assert run is not None
    assert claim(session) is None
    jobs.finish(session, run, at=AT, raised=3)
    assert claim(session, at=AT + timedelta(days=1)) is None
    assert (run.finished_at, run.counts, run.attempts) == (AT, {"raised": 3}, 1)


def test_another_period_is_another_run(session: Session) -> None:
    assert claim(session) is not None
    assert claim(session, period="2026-11-03") is not None


def test_a_run_that_died_is_claimed_again_when_it_is_stale(session: Session) -> None:
    assert claim(session) is not None
    assert claim(session, at=AT + STALE - timedelta(seconds=1)) is None
    again = claim(session, at=AT + STALE)
    assert again is not None
    assert again.attempts == 2


def test_a_run_that_failed_says_why_and_is_done_again(session: Session) -> None:
    run = claim(session)
    assert run is not None
    jobs.fail(session, run, error="OperationalError", at=AT)
    assert run.error == "OperationalError"
    again = claim(session, at=AT + STALE)
    assert again is not None
    jobs.finish(session, again, at=AT + STALE)
    assert (again.finished_at, again.failures, again.failed_at) == (AT + STALE, 1, AT)
    assert again.error == "OperationalError"  # kept: somebody may ask why the day began late


def test_a_heart_that_failed_to_beat_keeps_when_it_last_did(session: Session) -> None:
    jobs.beat(session, "delivery", "2026-11-02", by="one", at=AT, sent=2)
    jobs.miss_a_beat(session, "delivery", "2026-11-02", by="one", at=AT + STALE, error="OperationalError")
    row = session.scalars(select(JobRun)).one()
    assert (row.finished_at, row.failures, row.failed_at, row.attempts) == (AT, 1, AT + STALE, 1)
    assert row.counts == {"sent": 2}


def test_a_run_opened_again_is_claimed_again(session: Session) -> None:
    run = claim(session)
    assert run is not None
    jobs.finish(session, run, at=AT)
    jobs.reopen(session, "flags", "2026-11-02")
    assert claim(session, at=AT + STALE) is not None


def test_a_job_that_runs_all_the_time_leaves_a_heartbeat_with_its_sums(session: Session) -> None:
    jobs.beat(session, "delivery", "2026-11-02", by="one", at=AT, sent=2, failed=1)
    jobs.beat(session, "delivery", "2026-11-02", by="two", at=AT + STALE, sent=1)
    row = session.scalars(select(JobRun)).one()
    assert (row.attempts, row.finished_at, row.claimed_by) == (2, AT + STALE, "two")
    assert row.counts == {"sent": 3, "failed": 1}


def test_the_last_finished_run_before_a_period(session: Session) -> None:
    for period in ("2026-08", "2026-09", "2026-10"):
        run = jobs.claim(session, "monthly_letters", period, by="one", at=AT, stale_after=STALE)
        assert run is not None
        if period != "2026-10":
            jobs.finish(session, run, at=AT)
    last = jobs.last_finished(session, "monthly_letters", before="2026-11")
    assert last is not None
    assert last.period == "2026-09"


def test_of_two_processes_at_once_exactly_one_has_the_run(database_url: str, tmp_path: Path) -> None:
    answers = at_once("claim", settings_at(database_url, tmp_path), AT, processes=3)
    assert sorted(answers) == [False, False, True]


def test_two_processes_at_once_raise_one_flag(database_url: str, engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        agency = an_agency(session, "UBND xã Ia Dom")
        for days in range(1, 40):
            a_duty(session, agency, AT.date() - timedelta(days=days))
        session.commit()
    answers = at_once("flag", settings_at(database_url, tmp_path), AT)
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Flag)) == 39
    assert sorted(answers) == [0, 39]
