"""How heads keep their days of reception, agency by agency and month by month; and what was posted late.

Read from the ledger: a period (a month, or a week where the law says so) is kept when its quota was satisfied, missed
when its last day passed without. A period counts in the month it begins in. What an agency that ended left open in its
last period is nobody's fault, so it is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.casework.head_duties import OF_DUTY
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.reception import DayState, ReceptionDay
from app.statute.reception import POSTING

POSTINGS = (POSTING, "tcd.online_publish")
NEVER_POSTED = "never_posted"  # why the duty of a day long past ended


class Kept(StrEnum):
    """What a head made of a period."""

    MISSED = "missed"
    KEPT = "kept"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class HeadPeriod:
    """A period of an agency."""

    agency_id: int
    agency: str
    first: date
    last: date
    state: Kept

    @property
    def month(self) -> date:
        return self.first.replace(day=1)


@dataclass(frozen=True, slots=True)
class MonthKept:
    """The periods that begin in a month, by what became of them. While one runs, no rate can be told."""

    first: date
    kept: int
    missed: int
    running: int

    @property
    def over(self) -> int:
        return 0 if self.running else self.kept + self.missed


@dataclass(frozen=True, slots=True)
class LatePosting:
    """A day of a head whose schedule was posted after ``due_on``, or not at all (``posted_on`` is None)."""

    ref: str
    agency: str
    on: date
    due_on: date
    posted_on: date | None


def head_periods(
    session: Session, viewer: Viewer, *, first: date, today: date, agency_id: int | None = None
) -> list[HeadPeriod]:
    """The periods that began since ``first``, of one agency or of all ``viewer`` may see, by agency. One statement."""
    wanted = (
        select(
            Matter.origin_agency_id, Agency.name, Matter.opened_on, Obligation.raw_due_on, Obligation.satisfied_on,
            Agency.until_on,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Matter.origin_agency_id)
        .where(*OF_DUTY, Matter.opened_on >= first, ~Obligation.superseded, visible(viewer))
        .order_by(Agency.name, Matter.opened_on)
    )  # fmt: skip
    if agency_id is not None:
        wanted = wanted.where(Matter.origin_agency_id == agency_id)
    found = []
    for id_, name, began, last, satisfied_on, until_on in session.execute(wanted):
        ended_inside = until_on is not None and last is not None and until_on < last
        if last is not None and (satisfied_on is not None or not ended_inside):
            state = Kept.KEPT if satisfied_on is not None else Kept.MISSED if last < today else Kept.RUNNING
            found.append(HeadPeriod(id_, name, began, last, state))
    return found


def by_month(periods: Sequence[HeadPeriod], months: Sequence[date]) -> list[MonthKept]:
    """How many were kept, missed and still run in each of ``months``."""
    many = Counter((one.month, one.state) for one in periods)
    return [
        MonthKept(month, many[month, Kept.KEPT], many[month, Kept.MISSED], many[month, Kept.RUNNING])
        for month in months
    ]


def late_postings(
    session: Session, viewer: Viewer, *, first: date, last: date, today: date, agency_id: int | None = None
) -> list[LatePosting]:
    """The days between two whose schedule was late, the latest day first. One statement."""
    wanted = (
        select(ReceptionDay.ref, Agency.name, ReceptionDay.on, Obligation.due_on, ReceptionDay.posted_on)
        .join(Matter, Matter.id == ReceptionDay.matter_id)
        .join(Obligation, Obligation.matter_id == Matter.id)
        .join(Agency, Agency.id == ReceptionDay.agency_id)
        .where(Obligation.duty.in_(POSTINGS), ~Obligation.superseded, visible(viewer))
        .where(or_(Obligation.end_reason.is_(None), Obligation.end_reason == NEVER_POSTED))
        .where(ReceptionDay.on.between(first, last), ReceptionDay.state != DayState.CANCELLED)
        .where(Obligation.due_on < func.coalesce(ReceptionDay.posted_on, today))
        .order_by(ReceptionDay.on.desc(), ReceptionDay.id.desc())
    )
    if agency_id is not None:
        wanted = wanted.where(ReceptionDay.agency_id == agency_id)
    found = session.execute(wanted)
    return [LatePosting(ref, agency, on, due_on or on, posted_on) for ref, agency, on, due_on, posted_on in found]
