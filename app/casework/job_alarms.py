"""The alarm when a job missed its time: once a day for each job, to whoever administers.

Each alarm is a row claimed like a run of a job, in the transaction that writes the letters: any number of processes
that notice at once raise it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework import jobs
from app.casework.job_desk import MissedJob, missed_in_detail
from app.casework.jobs import ALARM
from app.casework.recipients import Recipient


@dataclass(frozen=True, slots=True)
class JobNotice:
    """What one administrator is told: which jobs missed their time, as it was at ``at``."""

    recipient: Recipient
    computed_on: date
    at: datetime
    missed: tuple[MissedJob, ...]

    @property
    def period(self) -> str:
        return self.computed_on.isoformat()

    @property
    def obligation_ids(self) -> tuple[int, ...]:
        return ()


def raise_alarms(session: Session, *, today: date, by: str, at: datetime) -> tuple[MissedJob, ...]:
    """The jobs that missed their time and of which nobody was told today. Write the letters before committing.

    Not of the alarm itself: where it notices, it runs again.
    """
    missed = [one for one in missed_in_detail(session, now=at) if one.name != ALARM]
    return tuple(one for one in missed if _raised(session, one.name, today, by=by, at=at))


def _raised(session: Session, job: str, today: date, *, by: str, at: datetime) -> bool:
    run = jobs.claim_once(session, f"{ALARM}.{job}", today.isoformat(), by=by, at=at)
    if run is None:
        return False
    jobs.finish(session, run, at=at)
    return True
