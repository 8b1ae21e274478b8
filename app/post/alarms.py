"""The letter that a job missed its time: to each administrator, written and claimed in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask_babel import force_locale, ngettext
from sqlalchemy.orm import Session

from app.casework import outbox
from app.casework.job_alarms import JobNotice, raise_alarms
from app.casework.job_desk import MissedJob, missed_in_detail
from app.casework.jobs import ALARM
from app.casework.letter_wordings import Wording, wording_of
from app.casework.outbox import Letter
from app.casework.recipients import Recipient, administrators_on
from app.casework.schedules import ZONE
from app.paper.late_words import written
from app.post.job_words import WHAT
from app.post.messages import new_message_id
from app.post.wording import worded
from app.records.notices import OutboxLetter

DESK_PATH = "/quan-tri/viec-tu-chay"


def write(session: Session, *, today: date, by: str, at: datetime, base_url: str) -> int:
    """Put a letter of what missed its time into the outbox for each administrator; how many jobs it tells of.

    Commit it as a whole: an alarm without its letter would never be raised again that day.
    """
    missed = raise_alarms(session, today=today, by=by, at=at)
    if missed:
        for recipient in administrators_on(session, today):
            notice = JobNotice(replace(recipient, about=missed[0].name), today, at, missed)
            own = wording_of(session, recipient.kind, recipient.locale)
            letter = compose(notice, base_url=base_url, own=own)
            outbox.put(session, notice, letter, message_id=new_message_id(base_url), held=False, at=at)
    return len(missed)


def compose(notice: JobNotice, *, base_url: str, own: Wording | None = None) -> Letter:
    """The letter of ``notice`` in the language of its recipient; ``own``: the words set for it."""
    with force_locale(notice.recipient.locale):
        number = len(notice.missed)
        context = {
            "lang": notice.recipient.locale,
            "home": base_url,
            "desk": base_url + DESK_PATH,
            "when": _moment(notice.at),
            "jobs": ngettext("%(num)s việc tự chạy lỡ hẹn", "%(num)s việc tự chạy lỡ hẹn", number),
            "lines": [_line(one) for one in notice.missed],
        }
        return worded(notice.recipient.kind, context, own)


def letter_on(session: Session, recipient: Recipient, *, at: datetime, base_url: str) -> Letter | None:
    """The letter as it would go to ``recipient`` at ``at``, or None when no job missed its time. Nothing is written.

    At a moment to come: if nothing runs until then.
    """
    missed = tuple(one for one in missed_in_detail(session, now=at) if one.name != ALARM)
    if not missed:
        return None
    own = wording_of(session, recipient.kind, recipient.locale)
    notice = JobNotice(recipient, at.astimezone(ZONE).date(), at, missed)
    return compose(notice, base_url=base_url, own=own)


def bring_up_to_date(session: Session, letter: OutboxLetter, *, by: str, today: date) -> bool:
    """Before an alarm goes out: it is told as it was, to who still administers. False when it is dropped instead."""
    if outbox.is_outdated(letter.kind, letter.computed_on, today=today):
        outbox.drop(session, letter, by=by, why=outbox.OUTDATED)
        return False
    still = {one.account_id: one for one in administrators_on(session, today)}.get(letter.recipient_account_id)
    if still is None:
        outbox.drop(session, letter, by=by, why=outbox.NO_LONGER_TOLD)
        return False
    letter.to_address = still.address
    return True


def _line(job: MissedJob) -> dict[str, Any]:
    return {
        "name": WHAT[job.name]()[0],
        "due": _moment(job.due_at),
        "last": _moment(job.last_at) if job.last_at else "",
        "error": job.error,
    }


def _moment(at: datetime) -> str:
    here = at.astimezone(ZONE)
    return f"{here:%H:%M} {written(here.date())}"
