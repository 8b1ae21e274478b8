"""How a flag went: raised, acknowledged, urged, explained, told upwards, satisfied. From the record alone.

The state of a flag is never stored: it follows from its own row, from who took note of it, and from the letters that
name its duty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.casework.errors import NotFound
from app.casework.gravest import in_vain
from app.casework.permissions import Viewer
from app.casework.schedules import ZONE
from app.casework.urged import readable
from app.records.oversight import Flag
from app.records.people import Account
from app.records.urgings import FlagAcknowledgement, Urging, UrgingExplanation, UrgingItem

DONE = frozenset({"satisfied", "ended"})  # reasons of withdrawal that end the matter of the flag


class FlagStep(StrEnum):
    """A step of a flag, and its state after it; the later one outdoes the earlier."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    URGED = "urged"
    EXPLAINED = "explained"
    ESCALATION_DUE = "escalation_due"  # asked again in vain: as long as that stands
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"  # the date moved, or it is paused
    SATISFIED = "satisfied"


ORDER = tuple(FlagStep)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step. ``by``: who; ``number``, ``ref``: the letter it is about; ``words``: what was said."""

    step: FlagStep
    on: date | None = None
    at: datetime | None = None
    by: str = ""
    number: str = ""
    ref: str = ""
    words: str = ""
    reason: str = ""


def state_of(lines: Collection[HistoryLine]) -> FlagStep:
    """The state of a flag after its history."""
    return max((line.step for line in lines), key=ORDER.index)


def histories(
    session: Session, viewer: Viewer, flag_ids: Collection[int], *, today: date
) -> dict[int, list[HistoryLine]]:
    """The history of each flag (of which the viewer sees the matter), the first step first. Five statements."""
    found: dict[int, list[HistoryLine]] = {flag_id: [] for flag_id in flag_ids}
    ends: dict[int, HistoryLine] = {}
    for flag in session.scalars(select(Flag).where(Flag.id.in_(flag_ids))):
        found[flag.id].append(HistoryLine(FlagStep.RAISED, on=flag.raised_on))
        if flag.withdrawn_on is not None:
            step = FlagStep.SATISFIED if flag.withdraw_reason in DONE else FlagStep.WITHDRAWN
            ends[flag.id] = HistoryLine(step, on=flag.withdrawn_on, reason=flag.withdraw_reason or "")
    urged = (*_urged(session, viewer, flag_ids), *_in_vain(session, viewer, flag_ids, today))
    for flag_id, line in (*_noted(session, flag_ids), *urged):
        found[flag_id].append(line)
    for flag_id, line in ends.items():
        found[flag_id].append(line)
    return {flag_id: sorted(lines, key=_day) for flag_id, lines in found.items()}


def _day(line: HistoryLine) -> date:
    """What was urged from the list of the day may have its flag a day later: steps stand as they came."""
    return line.on or (line.at.astimezone(ZONE).date() if line.at else date.min)


def history(session: Session, viewer: Viewer, flag_id: int, *, today: date) -> list[HistoryLine]:
    """The history of one flag. Raises NotFound."""
    lines = histories(session, viewer, [flag_id], today=today)[flag_id]
    if not lines:
        raise NotFound("Không có cờ này.")
    return lines


def _noted(session: Session, flag_ids: Collection[int]) -> Iterator[tuple[int, HistoryLine]]:
    noted = (
        select(FlagAcknowledgement.flag_id, FlagAcknowledgement.at, Account.full_name)
        .join(Flag, and_(Flag.id == FlagAcknowledgement.flag_id, Flag.raised_on == FlagAcknowledgement.raised_on))
        .outerjoin(Account, Account.id == FlagAcknowledgement.by_id)
        .where(FlagAcknowledgement.flag_id.in_(flag_ids))
    )
    for flag_id, at, name in session.execute(noted):
        yield flag_id, HistoryLine(FlagStep.ACKNOWLEDGED, at=at, by=name or "")


def _urged(session: Session, viewer: Viewer, flag_ids: Collection[int]) -> Iterator[tuple[int, HistoryLine]]:
    """Of the letters that name the duty on the very date of the flag: issued, explained, answered, told upwards."""
    about = and_(UrgingItem.obligation_id == Flag.obligation_id, UrgingItem.due_on == Flag.due_on)
    letters = (
        select(
            Flag.id, Urging.ref, Urging.number, Urging.issued_on, Urging.replied_on, Urging.reply_number,
            Urging.reported_on, Urging.report_number,
        )
        .join(UrgingItem, about)
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .where(Flag.id.in_(flag_ids), Urging.issued_on.is_not(None), readable(viewer))
        .order_by(Urging.id)
    )  # fmt: skip
    for row in session.execute(letters):
        yield from ((row.id, line) for line in _of_letter(row))
    said = (
        select(Flag.id, Urging.ref, UrgingExplanation.words, UrgingExplanation.at, Account.full_name)
        .join(UrgingItem, about)
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .join(UrgingExplanation, UrgingExplanation.item_id == UrgingItem.id)
        .outerjoin(Account, Account.id == UrgingExplanation.by_id)
        .where(Flag.id.in_(flag_ids), readable(viewer))
        .order_by(UrgingExplanation.id)
    )
    for flag_id, ref, words, at, name in session.execute(said):
        yield flag_id, HistoryLine(FlagStep.EXPLAINED, at=at, by=name or "", ref=ref, words=words)


def _in_vain(
    session: Session, viewer: Viewer, flag_ids: Collection[int], today: date
) -> Iterator[tuple[int, HistoryLine]]:
    """The second letters that nobody answered by their reply day: it is time to tell who stands above."""
    letters = (
        select(Flag.id, Urging.ref, Urging.number, Urging.reply_due_on)
        .join(UrgingItem, and_(UrgingItem.obligation_id == Flag.obligation_id, UrgingItem.due_on == Flag.due_on))
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .where(Flag.id.in_(flag_ids), Flag.withdrawn_on.is_(None), in_vain(today), readable(viewer))
        .order_by(Urging.id)
    )
    found: Iterable[Any] = session.execute(letters)
    for flag_id, ref, number, reply_due_on in found:
        on = reply_due_on + timedelta(days=1)
        yield flag_id, HistoryLine(FlagStep.ESCALATION_DUE, on=on, number=number or "", ref=ref)


def _of_letter(row: Any) -> Iterator[HistoryLine]:
    yield HistoryLine(FlagStep.URGED, on=row.issued_on, number=row.number, ref=row.ref)
    if row.replied_on:
        yield HistoryLine(FlagStep.EXPLAINED, on=row.replied_on, number=row.reply_number, ref=row.ref)
    if row.reported_on:
        yield HistoryLine(FlagStep.ESCALATED, on=row.reported_on, number=row.report_number, ref=row.ref)
