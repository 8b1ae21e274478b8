"""What is gravest, told at once: each duty once to each recipient, once more when it is time to report upwards.

Three grounds: a petition nobody handled for as long as NĐ 154/2026 Art. 41.3.b bears; a second urging letter whose
reply day passed without a reply, an explanation or a report (escalation is due); and what is late for longer than the
internal term of this installation (``late_too_long_days``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.casework.calendars import chosen_policies
from app.casework.long_waiting import DUTY as UNHANDLED
from app.casework.notices import LateRow, may_be_told, rows_of
from app.casework.overdue import is_overdue
from app.casework.recipients import Recipient
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.urgings import Urging, UrgingExplanation, UrgingItem
from app.statute.urging import REPORT_AFTER_TURNS


class Ground(StrEnum):
    """Why something is told at once; the first one that holds."""

    ESCALATION = "escalation"
    UNHANDLED = "unhandled"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class GraveNotice:
    """What one recipient is told at once, the oldest first. ``grounds``: why, by obligation."""

    recipient: Recipient
    period: str
    computed_on: date
    late: tuple[LateRow, ...]
    grounds: Mapping[int, Ground]
    too_long_days: int

    @property
    def obligation_ids(self) -> tuple[int, ...]:
        return tuple(row.obligation_id for row in self.late)


def grave_notice(
    session: Session, recipient: Recipient, *, today: date, but: int | None = None,
    only: ColumnElement[bool] | None = None,
) -> GraveNotice | None:  # fmt: skip
    """The gravest of what ``recipient`` may be told and was not told yet, by a letter other than ``but``."""
    days = chosen_policies(session).late_too_long_days
    told, letter = may_be_told(session, recipient, today), aliased(OutboxLetter)
    by_now = or_(Obligation.duty == UNHANDLED, late_too_long(today, days))
    # Told before of the days is not told of the second letter nobody answered since.
    new = or_(
        and_(by_now, ~_told(letter, recipient, but).exists()),
        escalation_due(today, ~_told(letter, recipient, but).where(letter.computed_on > Urging.reply_due_on).exists()),
    )
    wanted = and_(told.rows, is_overdue(today), new, true() if only is None else only)
    rows = tuple(rows_of(session, wanted, today))
    if not rows:
        return None
    grounds = _grounds(session, [row.obligation_id for row in rows], today)
    return GraveNotice(recipient, today.isoformat(), today, rows, grounds, days)


def anything_grave(session: Session, *, today: date) -> bool:
    """Whether anybody could have to be told at all."""
    days = chosen_policies(session).late_too_long_days
    grave = or_(Obligation.duty == UNHANDLED, late_too_long(today, days), escalation_due(today))
    return session.scalar(select(Obligation.id).where(is_overdue(today), grave).limit(1)) is not None


def late_too_long(today: date, days: int) -> ColumnElement[bool]:
    """Late for more than so many calendar days."""
    return Obligation.due_on < today - timedelta(days=days)


def escalation_due(today: date, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Asked about again in vain, on this very due date. ``more``: what else must hold of the letter (``Urging``)."""
    letters = (
        select(UrgingItem.id)
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .where(UrgingItem.obligation_id == Obligation.id, UrgingItem.due_on == Obligation.due_on)
        .where(in_vain(today), *more)
        .correlate(Obligation)
    )
    return letters.exists()


def in_vain(today: date) -> ColumnElement[bool]:
    """Of the items of urging letters: asked again, the reply day past, and no reply, no explanation, no report."""
    said = select(UrgingExplanation.id).where(UrgingExplanation.item_id == UrgingItem.id).correlate(UrgingItem)
    return and_(
        Urging.turn >= REPORT_AFTER_TURNS, Urging.issued_on.is_not(None), Urging.reply_due_on < today,
        Urging.replied_on.is_(None), Urging.reported_on.is_(None), ~said.exists(),
    )  # fmt: skip


def _told(letter: type[OutboxLetter], recipient: Recipient, but: int | None) -> Select[int]:
    """The letters of this kind ``recipient`` had about a duty."""
    same = (letter.kind == recipient.kind, letter.recipient == recipient.key, letter.agency_id == recipient.agency_id)
    told = (
        select(LetterObligation.letter_id)
        .join(letter, letter.id == LetterObligation.letter_id)
        .where(LetterObligation.obligation_id == Obligation.id, *same, letter.state != LetterState.DROPPED)
        .correlate(Obligation, Urging)
    )
    return told if but is None else told.where(letter.id != but)


def _grounds(session: Session, obligation_ids: Collection[int], today: date) -> dict[int, Ground]:
    why = case(
        (escalation_due(today), Ground.ESCALATION.value),
        (Obligation.duty == UNHANDLED, Ground.UNHANDLED.value),
        else_=Ground.TOO_LONG.value,
    )
    found = session.execute(select(Obligation.id, why).where(Obligation.id.in_(obligation_ids)))
    return {obligation_id: Ground(ground) for obligation_id, ground in found}
