"""Petitions that wait long for anybody to handle them: the alarm of the 45 days (NĐ 154/2026, Art. 41.3.b).

Warned of on day 30 and on day 40; day 45 is the last safe one, from day 46 on it is a sign of a breach, never the
proof of one. The days are counted from receipt, the day of receipt apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer, told_by_day, visible
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import Account, RoleKind
from app.statute.time_limits import versions

DUTY: Final = "tcd.unhandled_45_days"
ALARM_FROM: Final = min(one.in_force_from for one in versions(DUTY))
LAST_SAFE_DAY: Final = versions(DUTY)[-1].length or 0
PAGE: Final = 50


class Band(StrEnum):
    """How long a petition has waited."""

    BREACH = "46"  # from day 46
    FROM_40 = "40"
    FROM_30 = "30"


FIRST_DAY: Final[Mapping[Band, int]] = {Band.BREACH: LAST_SAFE_DAY + 1, Band.FROM_40: 40, Band.FROM_30: 30}


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended."""

    on: date
    id: int


@dataclass(frozen=True, slots=True)
class LongWaiting:
    """One petition; nothing of its content. ``days``: since it was received."""

    id: int
    ref: str
    code: str
    sealed: bool
    stage: str
    procedure: str | None
    agency: str
    assignee: str | None
    received_on: date
    due_on: date
    days: int
    band: Band


@dataclass(frozen=True, slots=True)
class Page:
    """One page, the longest waiting first, how many there are in each band, and where the next page starts.

    ``kept``: what is sealed and not the viewer's to open, by code, whatever the page; without its day it stands beside
    nothing that came on the same one. ``listed``: how many the pages have without it.
    """

    rows: tuple[LongWaiting, ...]
    kept: tuple[LongWaiting, ...]
    counts: Mapping[Band, int]
    listed: int
    next: Key | None


def band_of(days: int) -> Band | None:
    """The band of a petition received ``days`` ago; None while it is no alarm."""
    return next((band for band, first in FIRST_DAY.items() if days >= first), None)


def long_waiting(session: Session, viewer: Viewer, *, today: date, after: Key | None = None) -> Page:
    """The petitions nobody has handled for 30 days or more: of a head's agencies, or of all that a supervisor sees."""
    where = [*_waiting(viewer), Obligation.started_on <= today - timedelta(days=FIRST_DAY[Band.FROM_30])]
    told = told_by_day(viewer)
    wanted = _rows().where(*where, told).order_by(Obligation.started_on, Matter.id).limit(PAGE + 1)
    if after is not None:
        wanted = wanted.where(tuple_(Obligation.started_on, Matter.id) > (after.on, after.id))
    found = session.execute(wanted).all()
    rows = tuple(_row(row, today) for row in found[:PAGE])
    kept = tuple(_row(row, today) for row in session.execute(_rows().where(*where, ~told).order_by(Matter.code)))
    last = rows[-1] if len(found) > PAGE else None
    counts = _counts(session, where, today)
    onward = Key(last.received_on, last.id) if last else None
    return Page(rows, kept, counts, sum(counts.values()) - len(kept), onward)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Matter.id, Matter.ref, Matter.code, Matter.sealed, Matter.stage, Matter.procedure,
            Agency.name.label("agency"), Account.full_name.label("assignee"), Obligation.started_on, Obligation.due_on,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .outerjoin(Account, Account.id == Matter.assignee_id)
    )  # fmt: skip


def how_many_waiting(viewer: Viewer, today: date) -> Select[int] | None:
    """How many wait for a head at the agencies headed: the count beside the navigation."""
    headed, first = viewer.agencies(RoleKind.HEAD), FIRST_DAY[Band.FROM_30]
    if not headed:
        return None
    near = Obligation.due_on <= today + timedelta(days=FIRST_DAY[Band.BREACH])  # what the index of an agency is by
    return (
        select(func.count())
        .select_from(Obligation)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(Obligation.agency_id.in_(headed), Obligation.open, near, Obligation.duty == DUTY, visible(viewer))
        .where(Obligation.started_on <= today - timedelta(days=first))
    )


def _waiting(viewer: Viewer) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Obligation.duty == DUTY, Obligation.open.is_(True), Obligation.due_on.is_not(None), visible(viewer),
    ]  # fmt: skip
    if not viewer.agencies(RoleKind.SUPERVISOR):
        found.append(Obligation.agency_id.in_(viewer.agencies(RoleKind.HEAD)))
    return found


def _counts(session: Session, where: list[ColumnElement[bool]], today: date) -> dict[Band, int]:
    by_day = (
        select(Obligation.started_on, func.count().label("n"))
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(*where)
        .group_by(Obligation.started_on)
    )
    counts = dict.fromkeys(Band, 0)
    for row in session.execute(by_day):
        counts[band_of((today - row.started_on).days) or Band.FROM_30] += row.n
    return counts


def _row(row: Any, today: date) -> LongWaiting:
    days = (today - row.started_on).days
    return LongWaiting(
        id=row.id, ref=row.ref, code=row.code, sealed=row.sealed, stage=row.stage, procedure=row.procedure,
        agency=row.agency, assignee=row.assignee, received_on=row.started_on, due_on=row.due_on, days=days,
        band=band_of(days) or Band.FROM_30,
    )  # fmt: skip
