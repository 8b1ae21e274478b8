"""Agencies to look at: the tree on a day, one agency with all its dates. Plain rows, a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.casework.folding import fold
from app.casework.permissions import Viewer
from app.casework.succession import OpenMatter, open_matters
from app.records.agencies import Agency, AgencyParent, AgencySuccession, Level, RemoteArea
from app.records.people import Account, Role, RoleKind

Span = tuple[date, date | None, str]
NEVER_TOLD = frozenset({Level.PARTY})  # invited to inspections; no matter is ever theirs, no paper


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency of the tree. ``heads_told``: how many of its heads have an address letters can go to."""

    ref: str
    code: str
    name: str
    english: str
    place: str
    level: Level
    email: str
    head_title: str
    from_on: date
    until_on: date | None
    parent: str
    heads: tuple[str, ...]
    heads_told: int
    remote: tuple[str, ...]

    @property
    def unreachable(self) -> bool:
        """Nobody can be written to: neither a head nor an address of its own."""
        return self.level not in NEVER_TOLD and not self.email and not self.heads_told

    @property
    def placeless(self) -> bool:
        """The line of place and day of its papers has dots in it until an administrator types a place."""
        return self.level not in NEVER_TOLD and not self.place

    def runs_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def found_by(self, words: str) -> bool:
        """Whether every word asked for stands somewhere in its names, code or head, marks aside."""
        text = fold(" ".join((self.name, self.english, self.place, self.code, *self.heads)))
        return all(word in text for word in fold(words).split())


@dataclass(frozen=True, slots=True)
class Dated:
    """Another agency this one is tied to, from a day until a day. ``document``: of a succession."""

    ref: str
    name: str
    from_on: date
    until_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class RemoteRow:
    """A remote-area document."""

    id: int
    document: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Somebody's role at the agency."""

    account_ref: str
    full_name: str
    has_address: bool
    kind: RoleKind
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """One agency with everything tied to it."""

    agency: Agency
    parents: tuple[Dated, ...]
    below: tuple[Dated, ...]
    remote: tuple[RemoteRow, ...]
    roles: tuple[RoleRow, ...]
    successors: tuple[Dated, ...]
    predecessors: tuple[Dated, ...]
    open_matters: tuple[OpenMatter, ...]


def in_force(from_on: Any, until_on: Any, day: date) -> ColumnElement[bool]:
    """Whether ``day`` lies in a dated row."""
    return and_(from_on <= day, or_(until_on.is_(None), until_on >= day))


def agency_rows(session: Session, on: date) -> list[AgencyRow]:
    """Every agency there ever was, with its place in the tree, heads and remote-area documents on ``on``.

    One that has ended (or not begun) stands where it stood on its last (will stand on its first) day.
    """
    parents, heads, remote = _parents(session), _heads(session, on), _remote(session, on)
    columns = (
        Agency.id, Agency.ref, Agency.code, Agency.name, Agency.english, Agency.place, Agency.level, Agency.email,
        Agency.head_title, Agency.from_on, Agency.until_on,
    )  # fmt: skip
    return [
        _agency_row(row, on, parents[row.id], heads[row.id], remote[row.id])
        for row in session.execute(select(*columns).order_by(Agency.id))
    ]


def _agency_row(row: Any, on: date, parents: list[Span], heads: list[tuple[str, bool]], remote: list[str]) -> AgencyRow:
    day = max(row.from_on, min(on, row.until_on or on))
    return AgencyRow(
        ref=row.ref, code=row.code, name=row.name, english=row.english, place=row.place, level=row.level,
        email=row.email, head_title=row.head_title, from_on=row.from_on, until_on=row.until_on,
        parent=next((name for first, last, name in parents if first <= day <= (last or day)), ""),
        heads=tuple(name for name, _has_address in heads),
        heads_told=sum(has_address for _name, has_address in heads),
        remote=tuple(remote),
    )  # fmt: skip


def _parents(session: Session) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = select(AgencyParent.agency_id, AgencyParent.from_on, AgencyParent.until_on, Agency.name).join(
        Agency, Agency.id == AgencyParent.parent_id
    )
    for row in session.execute(rows):
        found[row.agency_id].append((row.from_on, row.until_on, row.name))
    return found


def _heads(session: Session, on: date) -> dict[int, list[tuple[str, bool]]]:
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    rows = (
        select(Role.agency_id, Account.full_name, Account.email, Account.locked_at)
        .join(Account, Account.id == Role.account_id)
        .where(Role.kind == RoleKind.HEAD, in_force(Role.from_on, Role.until_on, on))
        .order_by(Role.id)
    )
    for agency_id, name, email, locked_at in session.execute(rows):
        found[agency_id].append((name, bool(email) and locked_at is None))
    return found


def _remote(session: Session, on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = select(RemoteArea.agency_id, RemoteArea.document).where(
        in_force(RemoteArea.from_on, RemoteArea.until_on, on)
    )
    for agency_id, document in session.execute(rows.order_by(RemoteArea.id)):
        found[agency_id].append(document)
    return found


def unreachable_count(session: Session, on: date) -> int:
    """How many agencies nobody can be written to on a day; see :attr:`AgencyRow.unreachable`."""
    told = exists().where(
        Role.agency_id == Agency.id, Role.kind == RoleKind.HEAD, in_force(Role.from_on, Role.until_on, on),
        Account.id == Role.account_id, Account.email != "", Account.locked_at.is_(None),
    )  # fmt: skip
    count = select(func.count()).select_from(Agency)
    silent = (Agency.email == "", Agency.level.not_in(NEVER_TOLD), in_force(Agency.from_on, Agency.until_on, on))
    return session.scalar(count.where(*silent, ~told)) or 0


def placeless_count(session: Session, on: date) -> int:
    """How many agencies have no place for their papers on a day; see :attr:`AgencyRow.placeless`."""
    count = select(func.count()).select_from(Agency)
    without = (Agency.place == "", Agency.level.not_in(NEVER_TOLD), in_force(Agency.from_on, Agency.until_on, on))
    return session.scalar(count.where(*without)) or 0


def agency_with_ref(session: Session, ref: str) -> Agency | None:
    """The agency behind a link, or None."""
    return session.scalar(select(Agency).where(Agency.ref == ref))


def agency_file(session: Session, agency: Agency, *, viewer: Viewer, on: date) -> AgencyFile:
    """Everything tied to an agency; open matters without those hidden from the viewer's own agencies."""
    return AgencyFile(
        agency,
        parents=_tied(session, AgencyParent.parent_id, AgencyParent.agency_id == agency.id),
        below=_tied(
            session, AgencyParent.agency_id, AgencyParent.parent_id == agency.id,
            in_force(AgencyParent.from_on, AgencyParent.until_on, on),
        ),
        remote=tuple(
            RemoteRow(*row)
            for row in session.execute(
                select(RemoteArea.id, RemoteArea.document, RemoteArea.from_on, RemoteArea.until_on)
                .where(RemoteArea.agency_id == agency.id)
                .order_by(RemoteArea.from_on.desc(), RemoteArea.id.desc())
            )
        ),
        roles=_roles(session, agency, on),
        successors=_succeeded(session, AgencySuccession.successor_id, AgencySuccession.agency_id == agency.id),
        predecessors=_succeeded(session, AgencySuccession.agency_id, AgencySuccession.successor_id == agency.id),
        open_matters=open_matters(session, agency, viewer=viewer),
    )  # fmt: skip


def _tied(session: Session, other: Any, *which: ColumnElement[bool]) -> tuple[Dated, ...]:
    rows = session.execute(
        select(Agency.ref, Agency.name, AgencyParent.from_on, AgencyParent.until_on)
        .join(Agency, Agency.id == other)
        .where(*which)
        .order_by(AgencyParent.from_on.desc(), Agency.name)
    )
    return tuple(Dated(*row) for row in rows if row.until_on is None or row.until_on >= row.from_on)


def _succeeded(session: Session, other: Any, which: ColumnElement[bool]) -> tuple[Dated, ...]:
    rows = session.execute(
        select(Agency.ref, Agency.name, AgencySuccession.on, AgencySuccession.document)
        .join(Agency, Agency.id == other)
        .where(which)
        .order_by(AgencySuccession.id)
    )
    return tuple(Dated(ref, name, on, document=document) for ref, name, on, document in rows)


def _roles(session: Session, agency: Agency, on: date) -> tuple[RoleRow, ...]:
    """Those held on ``on``; of an agency that has ended, those that ended with it."""
    day = min(on, agency.until_on or on)
    rows = session.execute(
        select(Account.ref, Account.full_name, Account.email, Account.locked_at, Role.kind, Role.from_on, Role.until_on)
        .join(Account, Account.id == Role.account_id)
        .where(Role.agency_id == agency.id, in_force(Role.from_on, Role.until_on, day))
        .order_by(Account.full_name, Role.id)
    )
    return tuple(
        RoleRow(row.ref, row.full_name, bool(row.email) and row.locked_at is None, row.kind, row.from_on, row.until_on)
        for row in rows
    )
