"""A letter as it goes out: what it tells, and to whom, is looked at again at the moment of sending."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.casework.recipients import MONTHLY, LetterKind
from app.post import alarms, digests, monthly, report_reminders
from app.records.notices import OutboxLetter


def bring_up_to_date(session: Session, letter: OutboxLetter, *, by: str, today: date, base_url: str) -> bool:
    """Make ``letter`` say what is true today. False when it is dropped instead."""
    if letter.kind == LetterKind.JOB_ALARM:
        return alarms.bring_up_to_date(session, letter, by=by, today=today)
    if letter.kind == LetterKind.REPORT_REMINDER:
        return report_reminders.bring_up_to_date(session, letter, by=by, today=today, base_url=base_url)
    if letter.kind not in MONTHLY:
        return digests.bring_up_to_date(session, letter, by=by, today=today, base_url=base_url)
    return monthly.bring_up_to_date(session, letter, by=by, today=today, base_url=base_url)
