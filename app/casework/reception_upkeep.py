"""What is done every day about the reception of heads, without anybody: periods open and close, days are taken up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework import head_duties, sessions
from app.casework.following import Hand
from app.casework.ledger import keeping_ground
from app.casework.permissions import SYSTEM
from app.casework.schedule_rules import extend_rules


@dataclass(frozen=True, slots=True)
class Kept:
    """What one run did: days made of rules, periods opened and closed, days taken up, closed without a posting."""

    made: int
    opened: int
    closed: int
    taken_up: int
    never_posted: int


def keep_up(session: Session, *, today: date, at: datetime) -> Kept:
    """Bring the duties of heads up to a day. Safe to run again, and at once."""
    hand = Hand(SYSTEM, at, today)
    with keeping_ground(session):
        return Kept(
            made=extend_rules(session, hand),
            opened=head_duties.open_periods(session, hand),
            closed=head_duties.close_periods(session, hand),
            taken_up=sessions.take_up(session, hand),
            never_posted=sessions.close_never_posted(session, hand),
        )
