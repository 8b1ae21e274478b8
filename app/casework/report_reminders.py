"""Reminders of reports not sent: one letter an agency and day, by a person's word or of themselves before the last day.

A letter tells what the agency must still send; looked at again when it goes out, it leaves out what came meanwhile.
The days before the last one are the province's own (``report_reminder_working_days``) and no limit of law.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.calendars import chosen_policies, working_calendar
from app.casework.recipients import LetterKind, Recipient, reminded_of_reports
from app.casework.report_list import ReportLine, lines_of_matters
from app.records.matters import Matter, MatterKind
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.statute.calendar import CalendarYearUnknown

KIND = LetterKind.REPORT_REMINDER
THE_DAY_BEFORE = 1  # working day
WITHIN = timedelta(days=31)  # what else is due soon is called to mind along with it
GONE = (LetterState.SENT, LetterState.QUEUED, LetterState.CLAIMED, LetterState.HELD)


@dataclass(frozen=True, slots=True)
class ReminderNotice:
    """What one letter tells, the first due on top."""

    recipient: Recipient
    computed_on: date
    lines: tuple[ReportLine, ...]

    @property
    def period(self) -> str:
        return self.computed_on.isoformat()

    @property
    def obligation_ids(self) -> tuple[int, ...]:
        return tuple(one.obligation_id for one in self.lines if one.obligation_id is not None)


@dataclass(frozen=True, slots=True)
class Reminding:
    """What reminding comes to: the letters, who was written to that day already, and who has no address."""

    notices: tuple[ReminderNotice, ...]
    told_today: tuple[str, ...]
    unreached: tuple[str, ...]


def reminding(session: Session, chosen: Collection[ReportLine], *, today: date) -> Reminding:
    """The letters to the agencies of ``chosen`` reports; of what was sent already nobody is reminded."""
    awaited = [one for one in chosen if one.awaited]
    agencies = {one.agency_id: one.agency for one in sorted(awaited, key=lambda one: one.agency)}
    told = _told_on(session, today)
    recipients = reminded_of_reports(session, agencies, today)
    others = _due_soon(session, agencies, today)
    notices = [
        _notice(recipient, [*awaited, *others], today)
        for agency_id in agencies
        if agency_id not in told
        for recipient in recipients.get(agency_id, ())
    ]
    return Reminding(
        tuple(notices),
        tuple(name for agency_id, name in agencies.items() if agency_id in told),
        tuple(name for agency_id, name in agencies.items() if agency_id not in told and agency_id not in recipients),
    )


def near_their_day(session: Session, *, today: date) -> list[ReportLine]:
    """The reports to be called to mind of themselves: some working days before the last one, and the day before it."""
    calendar, first = working_calendar(session), chosen_policies(session).report_reminder_working_days
    try:
        until = calendar.add_working_days(today, first)
    except CalendarYearUnknown:
        return []
    due = select(Matter.id).join(Obligation, Obligation.matter_id == Matter.id)
    due = due.where(Matter.kind == MatterKind.REPORT_DUTY, Obligation.open, Obligation.due_on.between(today, until))
    lines = [one for one in lines_of_matters(session, list(session.scalars(due))) if one.awaited]
    last = last_reminded(session, [one.obligation_id for one in lines if one.obligation_id])
    found = []
    for line in lines:
        if line.awaited_on is not None and line.obligation_id is not None:
            before = calendar.working_days_between(today, line.awaited_on)
            begun = calendar.add_working_days(line.awaited_on, -(THE_DAY_BEFORE if before <= THE_DAY_BEFORE else first))
            if last.get(line.obligation_id, date.min) < begun:
                found.append(line)
    return found


def notice_again(session: Session, letter: OutboxLetter, recipient: Recipient, *, today: date) -> ReminderNotice | None:
    """What ``letter`` tells on the day it goes out; None when all of it was sent meanwhile."""
    spoken = select(Obligation.matter_id).join(LetterObligation, LetterObligation.obligation_id == Obligation.id)
    ids = session.scalars(spoken.where(LetterObligation.letter_id == letter.id)).all()
    lines = [one for one in lines_of_matters(session, ids) if one.awaited and one.agency_id == letter.agency_id]
    return _notice(recipient, lines, today) if lines else None


def notice_on(session: Session, recipient: Recipient, *, today: date) -> ReminderNotice | None:
    """What ``recipient`` would be told if reminded on a day; None when its agency has nothing to send soon."""
    lines = _due_soon(session, [recipient.agency_id], today)
    return _notice(recipient, lines, today) if lines else None


def _notice(recipient: Recipient, lines: Iterable[ReportLine], today: date) -> ReminderNotice:
    own = {one.matter_id: one for one in lines if one.agency_id == recipient.agency_id}
    ordered = sorted(own.values(), key=lambda one: (one.awaited_on or date.max, one.matter_id))
    return ReminderNotice(recipient, today, tuple(ordered))


def _due_soon(session: Session, agency_ids: Collection[int], today: date) -> Sequence[ReportLine]:
    soon = (Obligation.open, Obligation.due_on <= today + WITHIN, Obligation.agency_id.in_(agency_ids))
    wanted = select(Matter.id).join(Obligation, Obligation.matter_id == Matter.id)
    ids = session.scalars(wanted.where(Matter.kind == MatterKind.REPORT_DUTY, *soon).distinct()).all()
    return [one for one in lines_of_matters(session, ids) if one.awaited]


def _told_on(session: Session, today: date) -> frozenset[int]:
    told = select(OutboxLetter.agency_id).where(OutboxLetter.kind == KIND, OutboxLetter.period == today.isoformat())
    return frozenset(session.scalars(told))


def last_reminded(session: Session, obligation_ids: Collection[int]) -> dict[int, date]:
    """By obligation, the last day a reminder was written about it."""
    told = (
        select(LetterObligation.obligation_id, func.max(OutboxLetter.computed_on))
        .join(OutboxLetter, OutboxLetter.id == LetterObligation.letter_id)
        .where(OutboxLetter.kind == KIND, OutboxLetter.state.in_(GONE))
        .where(LetterObligation.obligation_id.in_(obligation_ids))
        .group_by(LetterObligation.obligation_id)
    )
    return dict(session.execute(told).all())
