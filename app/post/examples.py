"""A letter with invented figures, for who sets its words and may not read the real ones: real agency, real days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.casework import jobs
from app.casework.calendars import chosen_policies
from app.casework.digests import WeeklyNotice, monday_of
from app.casework.gravest import GraveNotice, Ground
from app.casework.job_alarms import JobNotice
from app.casework.job_desk import MissedJob
from app.casework.letter_wordings import Wording
from app.casework.notices import LateRow, MonthlyNotice, Recipient
from app.casework.outbox import Letter
from app.casework.recipients import MONTHLY, LetterKind
from app.casework.report_reminders import ReminderNotice
from app.casework.trends import Trend
from app.post import alarms, digests, letters, report_reminders
from app.statute.terms import Procedure
from app.statute.time_limits import versions

RULE = "kn.resolve_first"
A_MONTH = timedelta(days=30)
DAYS_LATE = (104, 41, 12)


def example(
    session: Session, recipient: Recipient, *, at: datetime, day: date, base_url: str, own: Wording | None
) -> Letter:
    """The letter to ``recipient`` on ``day`` with three invented duties, in the words ``own`` (None: the program's)."""
    if recipient.kind is LetterKind.JOB_ALARM:
        missed = MissedJob(jobs.FLAGS, at - timedelta(hours=2), at - timedelta(hours=26), "")
        return alarms.compose(JobNotice(recipient, day, at, (missed,)), base_url=base_url, own=own)
    if recipient.kind is LetterKind.REPORT_REMINDER:  # without its list: no report is invented
        return report_reminders.compose(ReminderNotice(recipient, day, ()), base_url=base_url, own=own)
    rows = _rows(recipient, day)
    if recipient.kind in MONTHLY:
        trend = Trend(on=day - A_MONTH, before=len(rows), new=1, settled=(), ended=1, paused=0)
        notice = MonthlyNotice(recipient, f"{day:%Y-%m}", day, rows, trend)
        return letters.compose(notice, base_url=base_url, own=own)
    policies = chosen_policies(session)
    if recipient.kind is LetterKind.WEEKLY:
        near = _row(recipient, day, number=4, late=-2)
        weekly = WeeklyNotice(
            recipient, monday_of(day).isoformat(), day, tuple(rows), (near,), policies.soon_working_days
        )
        return digests.compose(weekly, base_url=base_url, own=own)
    grounds = {row.obligation_id: ground for row, ground in zip(rows, (Ground.TOO_LONG, *Ground), strict=False)}
    grave = GraveNotice(recipient, day.isoformat(), day, tuple(rows), grounds, policies.late_too_long_days)
    return digests.compose(grave, base_url=base_url, own=own)


def _rows(recipient: Recipient, day: date) -> tuple[LateRow, ...]:
    return tuple(_row(recipient, day, number=n, late=late) for n, late in enumerate(DAYS_LATE, start=1))


def _row(recipient: Recipient, day: date, *, number: int, late: int) -> LateRow:
    limit, due_on = versions(RULE)[-1], day - timedelta(days=late)
    return LateRow(
        obligation_id=number, matter_id=number, ref="vi-du", code=f"KN-000{number}/{day.year}",
        procedure=Procedure.COMPLAINT_FIRST, stage="accepted", rule=RULE, rule_from=limit.in_force_from,
        started_on=due_on - A_MONTH, due_on=due_on, agency_id=recipient.agency_id, agency=recipient.agency,
        certainty=limit.certainty.value, also=[], days_late=late,
    )  # fmt: skip
