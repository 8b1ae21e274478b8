"""The petitions an agency has: what is waiting, the most urgent first, and what was done with. Plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, tuple_
from sqlalchemy.orm import Session

from app.casework.identities import people_shown
from app.casework.overdue import Holder
from app.casework.permissions import Viewer, told_by_day, visible
from app.records.matters import Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account, RoleKind
from app.records.petitions import Petition, PetitionKind, Source
from app.statute.procedures import denunciations, intake

PAGE = 25
# Where a petition without a running due date stands in the order of due dates: after all of them. Never stored.
AFTER_EVERY_DATE = date.max


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Duplicates(StrEnum):
    """Petitions of a content that came before (đơn trùng): only those, or all but those."""

    ONLY = "only"
    WITHOUT = "without"


class Unclassified(StrEnum):
    """A kind to filter by beside those of the law."""

    YES = "unclassified"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow the list down to; None narrows nothing."""

    state: State = State.OPEN
    kind: PetitionKind | Unclassified | None = None
    stage: str | None = None
    source: Source | None = None
    agency_id: int | None = None
    assignee: int | Holder | None = None
    duplicates: Duplicates | None = None
    hint_ignored: bool = False  # classified as something else than its words speak for
    undecided: bool = False  # only what still waits for somebody to say what becomes of it


UNDECIDED = frozenset({*intake.SCREENED, *denunciations.SCREENED})
"""The stages in which a petition waits to be classified, and for what becomes of it."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: by due date while open, by the day received once closed."""

    on: date
    id: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One petition. Of a sealed one: no content; ``shown_as`` is what may be read of its people.

    ``told``: its day, its source and how many signed may be read, beside those of others.
    """

    id: int
    ref: str
    code: str
    kind: PetitionKind | None
    source: Source
    stage: str
    field: str | None
    received_on: date
    sealed: bool
    content: str
    shown_as: tuple[str, ...]
    signatories: int
    assignee: str | None
    duplicate: bool
    hint_ignored: PetitionKind | None
    told: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rows, how many the whole list has, and where the next page starts (None: this was the last).

    ``duplicates``: how many of the whole list are đơn trùng.
    """

    rows: tuple[InboxRow, ...]
    total: int
    next: Key | None
    duplicates: int


def inbox(session: Session, viewer: Viewer, *, filters: Filters, after: Key | None = None, limit: int = PAGE) -> Page:
    """The petitions in the custody of the viewer's agencies: open ones by due date, closed ones the latest first."""
    found = _narrowed(viewer, filters)
    total, duplicates = session.execute(_counted(found)).one()
    due_on = _earliest_due()
    order: ColumnElement[Any] = due_on if filters.state is State.OPEN else _closed_place(viewer)
    wanted = _rows(order, viewer).where(*found).limit(limit + 1)
    if filters.state is State.OPEN:
        wanted = wanted.order_by(order, Matter.id)
        where = tuple_(order, Matter.id) > (after.on, after.id) if after else None
    else:
        wanted = wanted.order_by(order.desc(), Matter.id.desc())
        where = tuple_(order, Matter.id) < (after.on, after.id) if after else None
    rows = session.execute(wanted if where is None else wanted.where(where)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(_made(session, rows[:limit]), total, Key(last.position, last.id) if last else None, duplicates)


@lru_cache(maxsize=256)  # asked on every page
def waiting(viewer: Viewer) -> Select[int]:
    """How many petitions are open in the viewer's agencies: the count beside the navigation."""
    mine = (*_narrowed(viewer, Filters()), Matter.kind == MatterKind.PETITION)
    return select(func.count()).select_from(Matter).where(*mine)


def next_one(session: Session, viewer: Viewer, *, filters: Filters, after: Key | None = None) -> str | None:
    """The ref of the most urgent petition after a place that waits to be decided on and that the viewer may handle."""
    due_on = _earliest_due()
    may_handle = Matter.agency_id.in_(viewer.agencies(RoleKind.HANDLER, RoleKind.HEAD))
    wanted = (
        select(Matter.ref)
        .join(Petition, Petition.matter_id == Matter.id)
        .where(*_narrowed(viewer, replace(filters, state=State.OPEN, undecided=True)), may_handle)
        .order_by(due_on, Matter.id)
        .limit(1)
    )
    return session.scalar(wanted.where(tuple_(due_on, Matter.id) > (after.on, after.id)) if after else wanted)


def place_in_queue(session: Session, matter: Matter) -> Key:
    """Where an open petition stands among those that wait."""
    on = session.scalar(select(_earliest_due()).where(Matter.id == matter.id))
    return Key(on or AFTER_EVERY_DATE, matter.id)


def _narrowed(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    agencies = viewer.agencies(RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    found: list[ColumnElement[bool]] = [
        Matter.agency_id.in_(agencies),
        Matter.open.expression if filters.state is State.OPEN else ~Matter.open,  # as the partial indexes have it
        visible(viewer),
    ]
    if filters.kind is not None:
        unclassified = filters.kind is Unclassified.YES
        found.append(Petition.kind.is_(None) if unclassified else Petition.kind == filters.kind)
    if filters.stage is not None:
        found.append(Matter.stage == filters.stage)
    if filters.source is not None:
        found += [Petition.source == filters.source, told_by_day(viewer)]
    return [*found, *_held(filters), *_marked(filters)]


def _marked(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.undecided:
        found.append(Matter.stage.in_(sorted(UNDECIDED)))
    if filters.hint_ignored:
        found.append(Petition.hint_ignored.is_not(None))
    if filters.duplicates is not None:
        original = Petition.duplicate_of_id.is_(None)
        found.append(original if filters.duplicates is Duplicates.WITHOUT else ~original)
    return found


def _held(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.agency_id is not None:
        found.append(Matter.agency_id == filters.agency_id)
    if filters.assignee is Holder.NOBODY:
        found.append(Matter.assignee_id.is_(None))
    elif filters.assignee is not None:
        found.append(Matter.assignee_id == filters.assignee)
    return found


def _counted(found: Sequence[ColumnElement[bool]]) -> Select[int, int]:
    """How many, and how many of them name another petition of the same content."""
    return (
        select(func.count().label("total"), func.count(Petition.duplicate_of_id).label("duplicates"))
        .select_from(Petition)
        .join(Matter, Matter.id == Petition.matter_id)
        .where(*found)
    )


def _earliest_due() -> ColumnElement[Any]:
    running = and_(Obligation.matter_id == Matter.id, Obligation.open, Obligation.paused_on.is_(None))
    earliest = select(func.min(Obligation.due_on)).where(running).correlate(Matter).scalar_subquery()
    return func.coalesce(earliest, literal(AFTER_EVERY_DATE))


def _closed_place(viewer: Viewer) -> ColumnElement[Any]:
    """Where a closed petition stands: by the day it was received, or, where that is not told, by the day it closed."""
    closed_on = func.coalesce(Matter.closed_on, Petition.received_on)
    return case((told_by_day(viewer), Petition.received_on), else_=closed_on)


def _rows(order: ColumnElement[Any], viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Matter.id, Matter.ref, Matter.code, Matter.stage, Matter.field, Matter.sealed, Petition.kind,
            Petition.source, Petition.received_on, Petition.content, Petition.signatories,
            Account.full_name.label("assignee"), Petition.duplicate_of_id.is_not(None).label("duplicate"),
            Petition.hint_ignored, told_by_day(viewer).label("told"), order.label("position"),
        )
        .join(Petition, Petition.matter_id == Matter.id)
        .outerjoin(Account, Account.id == Matter.assignee_id)
    )  # fmt: skip


def _made(session: Session, rows: Sequence[Any]) -> tuple[InboxRow, ...]:
    ids = [row.id for row in rows]
    shown = people_shown(session, ids)
    return tuple(
        InboxRow(
            id=row.id, ref=row.ref, code=row.code, kind=row.kind, source=row.source, stage=row.stage, field=row.field,
            received_on=row.received_on, sealed=row.sealed, content="" if row.sealed else row.content,
            shown_as=tuple(one.shown_as for one in shown[row.id]), signatories=row.signatories, assignee=row.assignee,
            duplicate=row.duplicate, hint_ignored=row.hint_ignored, told=bool(row.told),
        )
        for row in rows
    )  # fmt: skip
