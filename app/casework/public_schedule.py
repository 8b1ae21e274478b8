"""The schedules of reception as anybody may read them: what was posted, and nothing of who came or whether.

A day is told as the schedule posted it; a posted day that was moved or cancelled since is told as that. A day nobody
has posted yet is nobody's business outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.agencies import agencies_on
from app.records.agencies import Agency, Level
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, ReceptionMove


@dataclass(frozen=True, slots=True)
class PostedDay:
    """A posted day. ``who``: the post and name as posted; empty where only the kind of reception says who receives.

    ``moved_to``: it was posted for ``on`` and is no more; ``cancelled``: it is called off; ``reason``: of either.
    """

    ref: str
    on: date
    kind: ReceptionKind
    starts_at: time | None
    ends_at: time | None
    place: str
    who: str
    cancelled: bool = False
    moved_to: date | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the reception takes place, or took place, as it stands."""
        return not self.cancelled and self.moved_to is None


def receiving_agencies(session: Session, on: date) -> list[Agency]:
    """The agencies whose schedules stand here: those of a day, without Party bodies, which post their own."""
    return [one for one in agencies_on(session, on) if one.level is not Level.PARTY]


def posted_days(session: Session, agency_id: int, *, first: date, last: date) -> list[PostedDay]:
    """What an agency posted for the days between two, in order, with what was moved away from them."""
    wanted = select(ReceptionDay).where(
        ReceptionDay.agency_id == agency_id, ReceptionDay.on.between(first, last), ReceptionDay.posted_on.is_not(None)
    )
    found = [*map(_as_posted, session.scalars(wanted)), *_moved(session, agency_id, first, last)]
    return sorted(found, key=lambda one: (one.on, one.starts_at or time(), one.ref))


def _as_posted(day: ReceptionDay) -> PostedDay:
    cancelled = day.state is DayState.CANCELLED
    return PostedDay(
        ref=day.ref, on=day.on, kind=day.kind, starts_at=day.starts_at, ends_at=day.ends_at, place=day.place,
        who="" if day.chair is Chair.DEPUTY else day.chaired_by,  # who stood in is known after the day, not posted
        cancelled=cancelled, reason=day.reason if cancelled else "",
    )  # fmt: skip


def _moved(session: Session, agency_id: int, first: date, last: date) -> Iterator[PostedDay]:
    wanted = (
        select(ReceptionMove, ReceptionDay)
        .join(ReceptionDay, ReceptionDay.id == ReceptionMove.day_id)
        .where(ReceptionDay.agency_id == agency_id, ReceptionMove.was_posted)
        .where(ReceptionMove.from_on.between(first, last), ReceptionMove.from_on != ReceptionDay.on)
        .order_by(ReceptionMove.id)
    )
    latest = {(day.id, move.from_on): (move, day) for move, day in session.execute(wanted)}
    for move, day in latest.values():
        yield PostedDay(
            ref=day.ref, on=move.from_on, kind=day.kind, starts_at=day.starts_at, ends_at=day.ends_at,
            place=day.place, who="" if day.chair is Chair.DEPUTY else day.chaired_by, moved_to=move.to_on,
            reason=move.reason,
        )  # fmt: skip
