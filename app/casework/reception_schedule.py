"""The schedule of reception read back: days with what became of them, as far as somebody may see.

A day is told by the visits its reader may see. A visit hidden from them leaves no trace here: its day stands as if
nobody had come, and a day that only such visits made is not shown at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from app.casework.permissions import ALLOWED, Deed, Viewer, visible
from app.records.matters import Matter
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, ReceptionMove, Visit


class Standing(StrEnum):
    """What a day of reception is to its reader."""

    PLANNED = "planned"
    MISSING = "missing"  # past, and nobody wrote down what became of it
    HELD = "held"
    EMPTY = "empty"
    CANCELLED = "cancelled"
    UNSEEN = "unseen"  # made by visits the reader may not see


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of reception. ``visits`` and ``people`` count what its reader may see."""

    ref: str
    agency_id: int
    on: date
    kind: ReceptionKind
    standing: Standing
    chair: Chair
    chaired_by: str
    starts_at: time | None
    ends_at: time | None
    place: str
    reason: str
    document: str
    note: str
    visits: int
    people: int
    posted_on: date | None
    posted_where: str
    posted_by: str
    by_rule: bool
    created_at: datetime
    version: int


def unposted(row: DayRow) -> bool:
    """Whether the schedule of a day still to come has not been posted."""
    return row.standing is Standing.PLANNED and row.posted_on is None and row.starts_at is not None


def may_look(viewer: Viewer, agency_id: int) -> bool:
    """Whether ``viewer`` may read the schedule of an agency: its people, whose lists tell what it owes; supervisors."""
    return viewer.may(Deed.READ_MATTERS, agency_id) or viewer.may(Deed.WATCH_PROVINCE)


def planning_agencies(viewer: Viewer) -> frozenset[int]:
    """The agencies whose schedule ``viewer`` keeps."""
    return viewer.agencies(*(kind for kind, deeds in ALLOWED.items() if Deed.PLAN_RECEPTION in deeds))


def days_between(
    session: Session, viewer: Viewer, *, agency_id: int, first: date, last: date, today: date
) -> list[DayRow]:
    """The days of an agency from ``first`` to ``last``, both included, in order. Empty for whoever may not look."""
    if not may_look(viewer, agency_id):
        return []
    found = (ReceptionDay.agency_id == agency_id, ReceptionDay.on.between(first, last))
    wanted = _with_visits(viewer, found).order_by(ReceptionDay.on, ReceptionDay.starts_at, ReceptionDay.id)
    rows = (_row(*row, today=today) for row in session.execute(wanted))
    return [row for row in rows if row.standing is not Standing.UNSEEN]


def day_row(session: Session, viewer: Viewer, day: ReceptionDay, *, today: date) -> DayRow:
    """One day as ``viewer`` sees it."""
    found = session.execute(_with_visits(viewer, (ReceptionDay.id == day.id,))).one()
    return _row(*found, today=today)


def find_day(session: Session, viewer: Viewer, ref: str, *, today: date) -> ReceptionDay | None:
    """The day with this opaque id, or None when there is none or ``viewer`` may not know of it."""
    day = session.scalar(select(ReceptionDay).where(ReceptionDay.ref == ref))
    if day is None or not may_look(viewer, day.agency_id):
        return None
    return None if day_row(session, viewer, day, today=today).standing is Standing.UNSEEN else day


def moves_of(session: Session, ref: str) -> list[ReceptionMove]:
    """How often a day was moved, the latest first."""
    wanted = select(ReceptionMove).join(ReceptionDay, ReceptionDay.id == ReceptionMove.day_id)
    return list(session.scalars(wanted.where(ReceptionDay.ref == ref).order_by(ReceptionMove.id.desc())))


def last_planned(session: Session, agency_id: int, kind: ReceptionKind) -> ReceptionDay | None:
    """The latest day of this kind on an agency's schedule: its hours and place are mostly those of the next one."""
    planned = (ReceptionDay.agency_id == agency_id, ReceptionDay.kind == kind, ReceptionDay.starts_at.is_not(None))
    return session.scalar(select(ReceptionDay).where(*planned).order_by(ReceptionDay.on.desc()).limit(1))


def kind_planned(session: Session, viewer: Viewer, agency_id: int, on: date, *, today: date) -> ReceptionKind | None:
    """The one kind of reception on an agency's schedule for a day; None when there is no plan, or more than one."""
    rows = days_between(session, viewer, agency_id=agency_id, first=on, last=on, today=today)
    planned = [row.kind for row in rows if row.starts_at is not None and row.standing is not Standing.CANCELLED]
    return planned[0] if len(planned) == 1 else None


@lru_cache(maxsize=256)  # asked on every page
def missing_outcomes(viewer: Viewer, today: date | BindParameter[date]) -> Select[int]:
    """How many past days of the agencies ``viewer`` plans for have nothing written about what became of them."""
    agencies = planning_agencies(viewer)
    seen = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id)
    seen = seen.where(Visit.reception_day_id == ReceptionDay.id, visible(viewer))
    silent = and_(ReceptionDay.document == "", ReceptionDay.note == "", ReceptionDay.starts_at.is_not(None))
    return (
        select(func.count())
        .select_from(ReceptionDay)
        .where(ReceptionDay.agency_id.in_(agencies), ReceptionDay.on < today)
        .where(or_(ReceptionDay.state == DayState.PLANNED, and_(ReceptionDay.state == DayState.HELD, silent)))
        .where(~seen.exists())
    )


def _with_visits(viewer: Viewer, found: Iterable[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    conditions = tuple(found)
    tally = _tally(viewer, conditions)
    return (
        select(ReceptionDay, func.coalesce(tally.c.visits, 0), func.coalesce(tally.c.people, 0))
        .outerjoin(tally, tally.c.day_id == ReceptionDay.id)
        .where(*conditions)
    )


def _tally(viewer: Viewer, found: Iterable[ColumnElement[bool]]) -> Subquery:
    return (
        select(
            ReceptionDay.id.label("day_id"),
            func.count().label("visits"),
            func.sum(Visit.people_count).label("people"),
        )
        .join(Visit, Visit.reception_day_id == ReceptionDay.id)
        .join(Matter, Matter.id == Visit.matter_id)
        .where(*found, visible(viewer))
        .group_by(ReceptionDay.id)
        .subquery()
    )


def _row(day: ReceptionDay, visits: int, people: int, *, today: date) -> DayRow:
    return DayRow(
        ref=day.ref, agency_id=day.agency_id, on=day.on, kind=day.kind, standing=_standing(day, visits, today),
        chair=day.chair, chaired_by=day.chaired_by, starts_at=day.starts_at, ends_at=day.ends_at, place=day.place,
        reason=day.reason, document=day.document, note=day.note, visits=visits, people=people,
        posted_on=day.posted_on, posted_where=day.posted_where, posted_by=day.posted_by,
        by_rule=day.rule_id is not None, created_at=day.created_at, version=day.version,
    )  # fmt: skip


def _standing(day: ReceptionDay, visits: int, today: date) -> Standing:
    if visits:
        return Standing.HELD
    if day.state is DayState.CANCELLED:
        return Standing.CANCELLED
    if day.state is DayState.HELD and (day.document or day.note):
        return Standing.EMPTY
    if day.state is DayState.HELD and day.starts_at is None:
        return Standing.UNSEEN
    return Standing.MISSING if day.on < today else Standing.PLANNED
