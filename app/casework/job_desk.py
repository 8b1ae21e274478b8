"""The desk of the jobs: what each last did, what failed, and which missed their time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, Subquery, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from app.casework.calendars import working_calendar
from app.casework.errors import NotAllowed
from app.casework.jobs import ALARM, DELIVERY, RECKONING
from app.casework.permissions import Deed, Viewer
from app.casework.schedules import SCHEDULES, Schedule, Seen, Standing, standing
from app.records.jobs import JobRun

LOOKED_BACK = 30  # runs of each job: a month of a daily one
FIRST = ""  # no job is called so: the row that says since when jobs run here


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job: how it stands, its last run that ended, the one that runs or died, its failures in the last 30 runs.

    ``failed``: the run that failed last; ``recovered``: a run ended after that failure.
    """

    name: str
    schedule: Schedule
    standing: Standing
    last: JobRun | None
    unfinished: JobRun | None
    failures: int
    failed: JobRun | None
    recovered: bool


def job_lines(session: Session, viewer: Viewer, *, now: datetime) -> list[JobLine]:
    """Every job of the schedule, in as many statements however long the history. Raises :class:`NotAllowed`."""
    if not viewer.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên xem được việc tự chạy.")
    found, calendar = _found(session), working_calendar(session)
    latest = union_all(*(select(_of(name, LOOKED_BACK)) for name in SCHEDULES)).subquery()
    wanted = aliased(JobRun, latest)
    runs: dict[str, list[JobRun]] = {name: [] for name in SCHEDULES}
    for run in session.scalars(select(wanted).order_by(wanted.period.desc())):
        runs[run.job].append(run)
    return [
        _line(name, standing(schedule, found.seen(name), since=found.since, now=now, calendar=calendar), runs[name])
        for name, schedule in SCHEDULES.items()
    ]


def missed_jobs(session: Session, *, now: datetime) -> list[str]:
    """The jobs that missed their time. One statement of its own, on indexes: asked on pages."""
    found, calendar = _found(session), working_calendar(session)
    return [
        name
        for name, schedule in SCHEDULES.items()
        if standing(schedule, found.seen(name), since=found.since, now=now, calendar=calendar).missed
    ]


@dataclass(frozen=True, slots=True)
class MissedJob:
    """A job that missed its time: since when it is due, when it last ended, and why it failed since ("" if it did not).

    ``error`` is a class, never words.
    """

    name: str
    due_at: datetime
    last_at: datetime | None
    error: str


def missed_in_detail(session: Session, *, now: datetime) -> list[MissedJob]:
    """What missed its time, for whoever has to mend it. Before the first start nothing was ever due."""
    found, calendar = _found(session), working_calendar(session)
    missed = []
    for name, schedule in SCHEDULES.items():
        seen = found.seen(name)
        stands = standing(schedule, seen, since=found.since, now=now, calendar=calendar)
        if stands.missed and stands.due_at is not None:
            missed.append(MissedJob(name, stands.due_at, seen.at if seen else None, ""))
    errors = _errors(session, [one.name for one in missed])
    return [replace(one, error=errors.get(one.name, "")) for one in missed]


def _errors(session: Session, names: list[str]) -> dict[str, str]:
    failed = select(JobRun.job, JobRun.error).where(JobRun.job.in_(names), JobRun.finished_at.is_(None))
    return {job: error for job, error in session.execute(failed.order_by(JobRun.period)) if error}


def has_run(session: Session) -> bool:
    """Whether any job ever ran here: before the first start of the server none has, and none missed its time."""
    return session.scalar(select(JobRun.id).limit(1)) is not None


@dataclass(frozen=True, slots=True)
class _Found:
    ended: dict[str, Seen]
    since: datetime | None

    def seen(self, name: str) -> Seen | None:
        return self.ended.get(name)


def _found(session: Session) -> _Found:
    ended: dict[str, Seen] = {}
    since = None
    for job, period, at in session.execute(_last_of_each()):
        if job == FIRST:
            since = at
        else:
            ended[job] = Seen(period, at)
    return _Found(ended, since)


def _last_of_each() -> Any:
    """The last run of each job that ended, and when jobs began to run here: one statement over two indexes."""
    # Not of what runs all the time: the row of its first day moves with every heartbeat.
    first = (
        select(JobRun.claimed_at)
        .where(JobRun.job.not_in((DELIVERY, ALARM, RECKONING)))
        .order_by(JobRun.id)
        .limit(1)
        .subquery()
    )
    parts = [select(literal(FIRST, String), null().label("period"), first.c.claimed_at)]
    for name in SCHEDULES:
        last = _of(name, 1, JobRun.finished_at.is_not(None))
        parts.append(select(last.c.job, last.c.period, last.c.finished_at))
    return union_all(*parts)


def _of(name: str, rows: int, *conditions: Any) -> Subquery:
    wanted = select(JobRun).where(JobRun.job == name, *conditions)
    return wanted.order_by(JobRun.period.desc()).limit(rows).subquery()


def _line(name: str, stands: Standing, runs: list[JobRun]) -> JobLine:
    last = next((run for run in runs if run.finished_at), None)
    failed = max((run for run in runs if run.failed_at), key=lambda run: run.failed_at or run.claimed_at, default=None)
    ended = last.finished_at if last else None
    return JobLine(
        name=name, schedule=SCHEDULES[name], standing=stands, last=last,
        unfinished=runs[0] if runs and runs[0].finished_at is None else None,
        failures=sum(run.failures for run in runs),
        failed=failed,
        recovered=bool(failed and failed.failed_at and ended and ended >= failed.failed_at),
    )  # fmt: skip
