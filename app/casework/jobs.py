"""Runs of the jobs, claimed in the database: any number of processes, one run per period, a missed one made up for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.casework.once import insert_once, rows_of
from app.records.jobs import JobRun

FLAGS, MONTHLY_LETTERS, DELIVERY = "flags", "monthly_letters", "delivery"
DUE_NOTICES = "due_notices"
OLD_SESSIONS, RECEPTION = "old_sessions", "reception"
ALARM = "alarm"
WEEKLY_LETTERS, GRAVE_LETTERS = "weekly_letters", "grave_letters"
REPORTS, REPORT_REMINDERS = "reports", "report_reminders"
RECKONING = "reckoning"
LONGEST_ERROR = 300


def claim(session: Session, job: str, period: str, *, by: str, at: datetime, stale_after: timedelta) -> JobRun | None:
    """The run of ``job`` for ``period``, when it is ours to do: nobody has done it, and nobody is doing it.

    A run claimed longer than ``stale_after`` ago and unfinished has died or failed: it can be claimed again. Commit
    before working, so that the others see the claim.
    """
    if not _is_first(session, job, period, by=by, at=at):
        taken = session.execute(
            update(JobRun)
            .where(
                JobRun.job == job,
                JobRun.period == period,
                JobRun.finished_at.is_(None),
                JobRun.claimed_at <= at - stale_after,
            )
            .values(claimed_at=at, claimed_by=by, attempts=JobRun.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        if not rows_of(taken):
            return None
    return _claimed(session, job, period)


def claim_once(session: Session, job: str, period: str, *, by: str, at: datetime) -> JobRun | None:
    """The run of ``job`` for ``period`` when nobody ever claimed it: for what stands or falls with one transaction."""
    return _claimed(session, job, period) if _is_first(session, job, period, by=by, at=at) else None


def _is_first(session: Session, job: str, period: str, *, by: str, at: datetime) -> bool:
    row = {"job": job, "period": period, "claimed_at": at, "claimed_by": by, "attempts": 1, "counts": {}, "error": ""}
    return bool(rows_of(session.execute(insert_once(session, JobRun).values(**row))))


def _claimed(session: Session, job: str, period: str) -> JobRun:
    return session.scalars(
        select(JobRun).where(JobRun.job == job, JobRun.period == period).execution_options(populate_existing=True)
    ).one()


def finish(session: Session, run: JobRun, *, at: datetime, **counts: object) -> None:
    """The run is done, with what it counted."""
    run.finished_at = at
    run.counts = counts
    session.flush()


def fail(session: Session, run: JobRun, *, error: str, at: datetime) -> None:
    """The run failed: it stays unfinished, says why (``error`` names no person), and is tried again when stale.

    The failure is kept when a later attempt succeeds: somebody may ask why the day began late.
    """
    run.error = error[:LONGEST_ERROR]
    run.failures += 1
    run.failed_at = at
    session.flush()


def beat(session: Session, job: str, period: str, *, by: str, at: datetime, **counts: int) -> None:
    """A job that runs all the time was here: its row of ``period`` keeps when it last ran, how often, and the sums."""
    run = _row_of(session, job, period, by=by, at=at)
    run.claimed_at, run.claimed_by, run.finished_at = at, by, at
    run.attempts += 1
    run.counts = {**run.counts, **{name: run.counts.get(name, 0) + n for name, n in counts.items()}}
    session.flush()


def miss_a_beat(session: Session, job: str, period: str, *, by: str, at: datetime, error: str) -> None:
    """A job that runs all the time woke and failed: its row of ``period`` counts it, and when it last ran stays."""
    fail(session, _row_of(session, job, period, by=by, at=at), error=error, at=at)


def _row_of(session: Session, job: str, period: str, *, by: str, at: datetime) -> JobRun:
    row = {"job": job, "period": period, "claimed_at": at, "claimed_by": by, "attempts": 0, "counts": {}, "error": ""}
    session.execute(insert_once(session, JobRun).values(**row))
    return session.scalars(select(JobRun).where(JobRun.job == job, JobRun.period == period).with_for_update()).one()


def last_finished(session: Session, job: str, *, before: str) -> JobRun | None:
    """The latest run of ``job`` that ended, of a period before ``before``."""
    return session.scalars(
        select(JobRun)
        .where(JobRun.job == job, JobRun.period < before, JobRun.finished_at.is_not(None))
        .order_by(JobRun.period.desc())
        .limit(1)
    ).first()


def reopen(session: Session, job: str, period: str) -> None:
    """The run of ``period`` is to be done again, for what it could not do the first time."""
    session.execute(
        update(JobRun)
        .where(JobRun.job == job, JobRun.period == period)
        .values(finished_at=None)
        .execution_options(synchronize_session=False)
    )
