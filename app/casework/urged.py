"""Urging letters read back, as far as somebody may see. Plain rows.

Whoever watches the province reads them all; an agency reads what was issued to it, and what it wrote itself. Nobody
reads a letter that has one matter in it which is hidden from them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.casework.errors import NotFound
from app.casework.permissions import Deed, Viewer, unhidden, visible
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import Account, RoleKind
from app.records.urgings import Track, Urging, UrgingExplanation, UrgingFile, UrgingItem, UrgingPaper

PAGE = 25
ANSWERING = (RoleKind.HANDLER, RoleKind.HEAD)
By, To, Next = aliased(Agency), aliased(Agency), aliased(Urging)


@dataclass(frozen=True, slots=True)
class UrgedRow:
    """A letter in a list. ``matters``: how many it names; ``next_ref``: the second letter about the same."""

    id: int
    ref: str
    track: Track
    turn: int
    by_agency_id: int
    by_agency: str
    agency_id: int
    agency: str
    number: str
    issued_on: date | None
    reply_due_on: date | None
    reply_number: str
    replied_on: date | None
    report_number: str
    reported_on: date | None
    matters: int
    next_ref: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A matter of a letter. ``owed``: its duty is late still; ``opens``: the viewer may open the file."""

    id: int
    matter_id: int
    obligation_id: int | None
    ref: str
    code: str
    procedure: str | None
    field: str | None
    sealed: bool
    stage: str
    duty: str | None
    rule: str | None
    rule_from: date | None
    since_on: date
    due_on: date | None
    days_late: int | None
    opens: bool
    satisfied_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Explained:
    """What the agency said about a matter."""

    item_id: int
    words: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a letter, without its bytes."""

    paper: UrgingPaper
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class UrgedPage:
    """A page of the list, how many the whole list has, and the id of its last row where more follow."""

    rows: tuple[UrgedRow, ...]
    total: int
    next: int | None


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause of the letters ``viewer`` may read."""
    hidden = (
        select(UrgingItem.id)
        .join(Matter, Matter.id == UrgingItem.matter_id)
        .where(UrgingItem.urging_id == Urging.id, ~func.coalesce(unhidden(viewer), False))
        .correlate(Urging)
    )
    grounds: list[ColumnElement[bool]] = []
    if viewer.may(Deed.WATCH_PROVINCE):
        grounds.append(Urging.id.is_not(None))
    if members := viewer.agencies(*ANSWERING):
        grounds.append(and_(Urging.agency_id.in_(members), Urging.issued_on.is_not(None)))
        grounds.append(Urging.by_agency_id.in_(members))
    return and_(or_(*grounds), ~hidden.exists()) if grounds else Urging.id.is_(None)


def letter_of(session: Session, viewer: Viewer, ref: str, *, lock: bool = False) -> Urging:
    """One letter. Raises NotFound: for one that is not there and for one that is hidden alike."""
    wanted = select(Urging).where(Urging.ref == ref, readable(viewer))
    found = session.scalar(wanted.with_for_update() if lock else wanted)
    if found is None:
        raise NotFound("Không có thư này.")
    return found


def drafts(session: Session, viewer: Viewer) -> list[UrgedRow]:
    """The letters that wait for their number, of the side that writes them; the newest first."""
    mine = viewer.agencies(*ANSWERING, RoleKind.SUPERVISOR)
    wanted = _rows().where(Urging.issued_on.is_(None), Urging.by_agency_id.in_(mine), readable(viewer))
    return [UrgedRow(*row) for row in session.execute(wanted.order_by(Urging.id.desc()))]


def unanswered(
    session: Session, viewer: Viewer, *, after: tuple[date, int] | None = None, limit: int = PAGE * 2
) -> UrgedPage:
    """The letters nobody answered, the first reply due on top. ``after``: where the page before ended."""
    found = [Urging.issued_on.is_not(None), Urging.replied_on.is_(None), readable(viewer)]
    total = session.scalar(select(func.count()).select_from(Urging).where(*found)) or 0
    wanted = _rows().where(*found).order_by(Urging.reply_due_on, Urging.id).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(tuple_(Urging.reply_due_on, Urging.id) > after)
    rows = [UrgedRow(*row) for row in session.execute(wanted)]
    return UrgedPage(tuple(rows[:limit]), total, rows[limit - 1].id if len(rows) > limit else None)


def answered(session: Session, viewer: Viewer, *, below: int | None = None, limit: int = PAGE) -> UrgedPage:
    """The letters that were answered, the newest first."""
    found = [Urging.replied_on.is_not(None), readable(viewer)]
    total = session.scalar(select(func.count()).select_from(Urging).where(*found)) or 0
    wanted = _rows().where(*found).order_by(Urging.id.desc()).limit(limit + 1)
    if below is not None:
        wanted = wanted.where(Urging.id < below)
    rows = [UrgedRow(*row) for row in session.execute(wanted)]
    return UrgedPage(tuple(rows[:limit]), total, rows[limit - 1].id if len(rows) > limit else None)


def row_of(session: Session, urging: Urging) -> UrgedRow:
    """A letter as a list has it."""
    return UrgedRow(*session.execute(_rows().where(Urging.id == urging.id)).one())


def items_of(session: Session, viewer: Viewer, urging: Urging) -> list[ItemRow]:
    """The matters of a letter the viewer may read, the oldest lateness first."""
    seen = func.coalesce(visible(viewer), False)
    rows: Any = session.execute(
        select(
            UrgingItem.id, UrgingItem.matter_id, UrgingItem.obligation_id, Matter.ref, Matter.code, Matter.procedure,
            Matter.field, Matter.sealed, UrgingItem.stage, Obligation.duty, Obligation.rule, Obligation.rule_from,
            UrgingItem.since_on, UrgingItem.due_on, UrgingItem.days_late, seen, Obligation.satisfied_on,
            Obligation.ended_on,
        )
        .join(Matter, Matter.id == UrgingItem.matter_id)
        .outerjoin(Obligation, Obligation.id == UrgingItem.obligation_id)
        .where(UrgingItem.urging_id == urging.id)
        .order_by(UrgingItem.due_on, UrgingItem.since_on, UrgingItem.id)
    )  # fmt: skip
    return [ItemRow(*row) for row in rows]


def explanations_of(session: Session, urging: Urging) -> list[Explained]:
    """What the agency said about the matters of a letter, in the order it said it."""
    rows = session.execute(
        select(UrgingExplanation, Account.full_name)
        .join(UrgingItem, UrgingItem.id == UrgingExplanation.item_id)
        .outerjoin(Account, Account.id == UrgingExplanation.by_id)
        .where(UrgingItem.urging_id == urging.id)
        .order_by(UrgingExplanation.id)
    )
    return [Explained(one.item_id, one.words, one.at, name or "") for one, name in rows]


def files_of(session: Session, urging: Urging) -> list[FileRow]:
    """The files of a letter, without their bytes."""
    wanted = select(UrgingFile.paper, UrgingFile.name, UrgingFile.size).where(UrgingFile.urging_id == urging.id)
    return [FileRow(*row) for row in session.execute(wanted.order_by(UrgingFile.paper))]


@dataclass(frozen=True, slots=True)
class LastUrged:
    """The last letter about a duty: its number (empty: a draft), day, which time it was, and when it was answered."""

    ref: str
    number: str
    issued_on: date | None
    turn: int
    replied_on: date | None


def last_urged(session: Session, viewer: Viewer, obligation_ids: Collection[int]) -> dict[int, LastUrged]:
    """Of each duty that was urged, the last letter the viewer may read. One statement."""
    if not obligation_ids:
        return {}
    rows: Any = session.execute(
        select(
            UrgingItem.obligation_id, Urging.ref, func.coalesce(Urging.number, ""), Urging.issued_on, Urging.turn,
            Urging.replied_on,
        )
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .where(UrgingItem.obligation_id.in_(obligation_ids), readable(viewer))
        .order_by(Urging.id)
    )  # fmt: skip
    return {obligation_id: LastUrged(*said) for obligation_id, *said in rows if obligation_id is not None}


def waiting_count(viewer: Viewer, today: Any) -> Select[int] | None:
    """How many letters call for work: drafts and late replies of who wrote them, open ones of who is to answer."""
    writes = viewer.agencies(*ANSWERING, RoleKind.SUPERVISOR)
    answers = viewer.agencies(*ANSWERING)
    calls: list[ColumnElement[bool]] = []
    if writes:
        late = and_(Urging.reply_due_on < today, Urging.replied_on.is_(None), Urging.reported_on.is_(None))
        calls.append(and_(Urging.by_agency_id.in_(writes), or_(Urging.issued_on.is_(None), late)))
    if answers:
        calls.append(and_(Urging.agency_id.in_(answers), Urging.issued_on.is_not(None), Urging.replied_on.is_(None)))
    if not calls:
        return None
    return select(func.count()).select_from(Urging).where(or_(*calls), readable(viewer))


def _rows() -> Any:
    matters = select(func.count()).where(UrgingItem.urging_id == Urging.id).correlate(Urging).scalar_subquery()
    return (
        select(
            Urging.id, Urging.ref, Urging.track, Urging.turn, Urging.by_agency_id, By.name, Urging.agency_id, To.name,
            func.coalesce(Urging.number, ""), Urging.issued_on, Urging.reply_due_on, Urging.reply_number,
            Urging.replied_on, Urging.report_number, Urging.reported_on, matters, func.coalesce(Next.ref, ""),
        )
        .join(By, By.id == Urging.by_agency_id)
        .join(To, To.id == Urging.agency_id)
        .outerjoin(Next, Next.follows_id == Urging.id)
    )  # fmt: skip


def ids_of(rows: Sequence[ItemRow]) -> tuple[int, ...]:
    """The ids of the matters of a letter as a form carries them."""
    return tuple(row.id for row in rows)
