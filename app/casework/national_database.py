"""What is due to be entered in the national database: not entered, entered, changed since. Nothing of it is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.identities import known_people_of
from app.casework.permissions import ALLOWED, Deed, Viewer, told_by_day, visible
from app.casework.persons import Person
from app.records.agencies import Agency
from app.records.database import DatabaseEntry
from app.records.matters import Act, Matter, MatterKind
from app.records.people import Account
from app.statute.reception_duties import DATABASE_FROM

PAGE = 50
KINDS = (MatterKind.VISIT, MatterKind.PETITION, MatterKind.CASE)
LONGEST_REFERENCE = 80


class EntryState(StrEnum):
    """How a matter stands to the database."""

    MISSING = "missing"
    STALE = "stale"  # it changed after it was entered
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to narrow the list down to; None narrows nothing. ``state`` None: whatever is due."""

    agency_id: int | None = None
    kind: MatterKind | None = None
    state: EntryState | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended."""

    on: date
    id: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One matter. Of a sealed one no person and no content is ever here. ``acts``: how long its log is now."""

    id: int
    ref: str
    code: str
    kind: MatterKind
    stage: str
    title: str
    sealed: bool
    agency: str
    agency_id: int
    opened_on: date
    acts: int
    state: EntryState
    reference: str
    entered_on: date | None
    entered_by: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page, how many the list has, and where the next one starts (None: this was the last)."""

    rows: tuple[EntryRow, ...]
    total: int
    next: Key | None


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """How much of an agency is in each state; ``kept``: sealed, due, and for somebody else to open and to enter."""

    agency_id: int
    agency: str
    missing: int
    stale: int
    entered: int
    kept: int


@dataclass(frozen=True, slots=True)
class Marking:
    """One matter to be marked, as somebody saw it: the length of its log then."""

    ref: str
    acts: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of one: ``refused`` says why it was not marked."""

    code: str
    refused: Refused | None = None


def entries(
    session: Session, viewer: Viewer, wanted: Wanted, *, after: Key | None = None, limit: int = PAGE
) -> EntryPage:
    """The matters ``viewer`` may see that the database should hold, the oldest first.

    Of what is sealed, what is theirs to open: nobody else can enter it.
    """
    found = [*_found(viewer, wanted), told_by_day(viewer)]
    rows = _rows().where(*found).order_by(Matter.opened_on, Matter.id).limit(limit + 1)
    if after is not None:
        rows = rows.where(tuple_(Matter.opened_on, Matter.id) > (after.on, after.id))
    made = [_row(one) for one in session.execute(rows)]
    total = session.scalar(_joined(select(func.count())).where(*found)) or 0
    last = made[limit - 1] if len(made) > limit else None
    return EntryPage(tuple(made[:limit]), total, Key(last.opened_on, last.id) if last else None)


def every_entry(session: Session, viewer: Viewer, wanted: Wanted) -> Iterator[tuple[EntryRow, tuple[Person, ...]]]:
    """The whole list, a constant number of statements; with people only where ``viewer`` enters them.

    Of a sealed matter nobody is named, and nobody to who only watches: a file of identities is for who must type them.
    """
    found = [*_found(viewer, wanted), told_by_day(viewer)]
    ids = _joined(select(Matter.id)).where(*found).correlate(None)
    people = known_people_of(session, ids)
    for one in session.execute(_rows().where(*found).order_by(Matter.opened_on, Matter.id)):
        row = _row(one)
        theirs = not row.sealed and viewer.may(Deed.ENTER_DATABASE, row.agency_id)
        yield row, tuple(people.get(row.id, ())) if theirs else ()


def chosen(session: Session, viewer: Viewer, refs: Sequence[str]) -> list[EntryRow]:
    """The matters of these opaque ids that ``viewer`` may see and mark, the oldest first."""
    wanted = _rows().where(Matter.ref.in_(refs), *_found(viewer, Wanted(), due_only=False), told_by_day(viewer))
    rows = (_row(one) for one in session.execute(wanted.order_by(Matter.opened_on, Matter.id)))
    return [row for row in rows if viewer.may(Deed.ENTER_DATABASE, row.agency_id)]


def counts(session: Session, viewer: Viewer) -> list[AgencyCount]:
    """Per agency, how much is in each state, as far as ``viewer`` may see; who has most to do comes first."""
    state, told = _state(), told_by_day(viewer)
    each = [func.sum(case((and_(state == one.value, told), 1), else_=0)) for one in EntryState]
    kept = func.sum(case((and_(state != EntryState.ENTERED.value, ~told), 1), else_=0))
    wanted = _joined(select(Matter.agency_id, Agency.name, *each, kept)).join(Agency, Agency.id == Matter.agency_id)
    wanted = wanted.where(*_found(viewer, Wanted(), due_only=False)).group_by(Matter.agency_id, Agency.name)
    rows = (AgencyCount(*row) for row in session.execute(wanted))
    return sorted(rows, key=lambda row: (-(row.missing + row.stale), row.agency))


def mark_entered(
    session: Session, markings: Iterable[Marking], *, on: date, by: Viewer, at: datetime, today: date
) -> list[Marked]:
    """Write down that matters were entered: each on its own, what is refused does not stop the others.

    Raises Refused when the day is to come, and for an id nobody may see or mark NotAllowed.
    """
    if on > today:
        raise Refused("Nhập ngày cập nhật không muộn hơn hôm nay, %(day)s.", field="on", day=today)
    given = {one.ref: one for one in markings}
    rows = chosen(session, by, list(given))
    if len(rows) < len(given):
        raise NotAllowed("Có hồ sơ không thuộc quyền cập nhật. Mở lại danh sách rồi chọn lại.")
    entered = _entered(session, [row.id for row in rows])
    return [_mark(session, row, given[row.ref], entered.get(row.id), on=on, by=by, at=at) for row in rows]


def _entered(session: Session, ids: Sequence[int]) -> Mapping[int, DatabaseEntry]:
    found = session.scalars(select(DatabaseEntry).where(DatabaseEntry.matter_id.in_(ids)))
    return {one.matter_id: one for one in found}


def _mark(
    session: Session, row: EntryRow, given: Marking, entry: DatabaseEntry | None, *, on: date, by: Viewer, at: datetime
) -> Marked:  # fmt: skip
    if given.acts != row.acts:
        return Marked(row.code, ChangedMeanwhile("Hồ sơ vừa có thay đổi: xem lại rồi cập nhật."))
    if on < row.opened_on:
        return Marked(row.code, Refused("Ngày cập nhật sớm hơn ngày hồ sơ bắt đầu, %(day)s.", day=row.opened_on))
    if entry is None:
        entry = DatabaseEntry(matter_id=row.id)
        session.add(entry)
    entry.reference, entry.entered_on, entry.acts = given.reference[:LONGEST_REFERENCE], on, row.acts
    entry.at, entry.by_id = at, by.account_id or None
    matter = session.get_one(Matter, row.id)
    audit.note(session, by=by.account_id or None, at=at, action="database_entered", matter=matter, on=on.isoformat())
    session.flush()
    return Marked(row.code)


def note_exported(session: Session, *, lines: int, by: Viewer, at: datetime) -> None:
    """Write in the trail that the list was taken as a file."""
    audit.note(session, by=by.account_id or None, at=at, action="database_exported", lines=lines)


# --- statements ---------------------------------------------------------------------------------------------------


def _log_length() -> ColumnElement[int]:
    return select(func.count()).where(Act.matter_id == Matter.id).correlate(Matter).scalar_subquery()


def _state() -> ColumnElement[str]:
    return case(
        (DatabaseEntry.matter_id.is_(None), EntryState.MISSING.value),
        (DatabaseEntry.acts < _log_length(), EntryState.STALE.value),
        else_=EntryState.ENTERED.value,
    )


def _found(viewer: Viewer, wanted: Wanted, *, due_only: bool = True) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Matter.kind.in_(KINDS), Matter.opened_on >= DATABASE_FROM, visible(viewer),
    ]  # fmt: skip
    if not viewer.may(Deed.WATCH_PROVINCE):
        entering = (kind for kind, deeds in ALLOWED.items() if Deed.ENTER_DATABASE in deeds)
        found.append(Matter.agency_id.in_(viewer.agencies(*entering)))
    if wanted.agency_id is not None:
        found.append(Matter.agency_id == wanted.agency_id)
    if wanted.kind is not None:
        found.append(Matter.kind == wanted.kind)
    if wanted.state is not None:
        found.append(_state() == wanted.state.value)
    elif due_only:
        found.append(_state() != EntryState.ENTERED.value)
    return found


def _joined(wanted: Any) -> Any:
    return wanted.select_from(Matter).outerjoin(DatabaseEntry, DatabaseEntry.matter_id == Matter.id)


def _rows() -> Any:
    columns = (
        Matter.id, Matter.ref, Matter.code, Matter.kind, Matter.stage, Matter.title, Matter.sealed,
        Agency.name.label("agency"), Matter.agency_id, Matter.opened_on, _log_length().label("acts"),
        _state().label("state"), DatabaseEntry.reference, DatabaseEntry.entered_on, Account.full_name.label("by"),
    )  # fmt: skip
    wanted = _joined(select(*columns)).join(Agency, Agency.id == Matter.agency_id)
    return wanted.outerjoin(Account, Account.id == DatabaseEntry.by_id)


def _row(one: Any) -> EntryRow:
    return EntryRow(
        id=one.id, ref=one.ref, code=one.code, kind=one.kind, stage=one.stage, title="" if one.sealed else one.title,
        sealed=one.sealed, agency=one.agency, agency_id=one.agency_id, opened_on=one.opened_on, acts=one.acts,
        state=EntryState(one.state), reference=one.reference or "", entered_on=one.entered_on, entered_by=one.by or "",
    )  # fmt: skip
