"""Accounts read back: the list an administrator looks through, and what stands around one account. Plain rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.casework.accounts import HeldAt, held_on
from app.casework.errors import NotFound
from app.casework.folding import fold
from app.casework.signing_in import last_sign_ins
from app.records.agencies import Agency
from app.records.base import Moment
from app.records.matters import Matter
from app.records.people import Account, Invitation, Role, RoleKind

PAGE = 25
NAMED = 12  # files named one by one; the rest is a number


class State(StrEnum):
    """How an account stands. One may be in two: waiting for its password, and without a role."""

    ACTIVE = "active"
    WAITING = "waiting"
    LOCKED = "locked"
    NO_ROLE = "no_role"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow the list down to; None and "" narrow nothing. Role and agency are of one and the same role."""

    words: str = ""
    kind: RoleKind | None = None
    agency_id: int | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of the list, with the roles it holds that day. ``link_until``: of a link still to be used."""

    ref: str
    username: str
    full_name: str
    states: tuple[State, ...]
    roles: tuple[HeldAt, ...]
    signed_in_at: datetime | None
    link_until: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page by user name: its rows, how many there are, and the user name the next page starts after."""

    rows: tuple[AccountRow, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A role an account holds, will hold or held."""

    id: int
    kind: RoleKind
    agency: str
    from_on: date
    until_on: date | None
    document: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """An open file somebody works on."""

    code: str
    agency: str


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Open files in somebody's hands: how many, the first by code, and who is head where they belong.

    Sealed ones are not among them: their number is nobody's to know who may not see them.
    """

    total: int
    files: tuple[HeldFile, ...]
    heads: tuple[tuple[str, str], ...]  # the agency, the head's name


def accounts(
    session: Session, *, filters: Filters, on: date, at: datetime, after: str | None = None, limit: int = PAGE
) -> Page:
    """The accounts on a day, by user name. A fixed number of statements, however many there are."""
    found = _narrowed(filters, on)
    if filters.words:
        ids, total = _matching(session, filters.words, found, on=on, after=after)
    else:
        total = session.scalar(select(func.count(Account.id)).where(*found)) or 0
        later = () if after is None else (Account.username > after,)
        wanted = select(Account.id).where(*found, *later).order_by(Account.username).limit(limit + 1)
        ids = list(session.scalars(wanted))
    rows = _rows(session, ids[:limit], on=on, at=at)
    return Page(rows, total, rows[-1].username if len(ids) > limit else None)


def counts(session: Session, *, on: date) -> dict[State, int]:
    """How many accounts are in each state on a day."""
    tallies = (func.count(case((_in_state(state, on), Account.id))) for state in State)
    return dict(zip(State, session.execute(select(*tallies)).one(), strict=True))


def account_by_ref(session: Session, ref: str) -> Account:
    """The account with this opaque id. Raises NotFound."""
    found = session.scalar(select(Account).where(Account.ref == ref))
    if found is None:
        raise NotFound("Không có tài khoản này.")
    return found


def state_of(session: Session, account: Account, *, on: date) -> tuple[State, ...]:
    """The states an account is in on a day."""
    row = session.execute(select(*_state_columns(on)).where(Account.id == account.id)).one()
    return _states(row)


def roles_given(session: Session, account_id: int) -> tuple[GivenRole, ...]:
    """Every role an account was ever given, the last begun first."""
    rows = session.execute(
        select(Role.id, Role.kind, Agency.name, Role.from_on, Role.until_on, Role.document)
        .join(Agency, Agency.id == Role.agency_id)
        .where(Role.account_id == account_id)
        .order_by(Role.from_on.desc(), Role.id.desc())
    )
    return tuple(GivenRole(*row) for row in rows)


def open_work(session: Session, account_id: int, *, on: date) -> OpenWork:
    """What somebody who is locked out leaves behind, and the heads who can give it to others."""
    held = and_(Matter.assignee_id == account_id, Matter.open, ~Matter.sealed)
    total = session.scalar(select(func.count(Matter.id)).where(held)) or 0
    named = session.execute(
        select(Matter.code, Agency.name)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(held)
        .order_by(Matter.opened_on, Matter.id)
        .limit(NAMED)
    )
    own = select(Role.agency_id).where(Role.account_id == account_id)
    having = select(Matter.agency_id).where(held)
    heads = session.execute(
        select(Agency.name, Account.full_name)
        .join(Role, Role.agency_id == Agency.id)
        .join(Account, Account.id == Role.account_id)
        .where(
            Role.kind == RoleKind.HEAD, held_on(on), Account.locked_at.is_(None), Account.id != account_id,
            or_(Agency.id.in_(own), Agency.id.in_(having)),
        )
        .order_by(Agency.name, Account.full_name)
    )  # fmt: skip
    return OpenWork(total, tuple(HeldFile(*row) for row in named), tuple((row[0], row[1]) for row in heads))


def _narrowed(filters: Filters, on: date) -> list[ColumnElement[bool]]:
    found = [] if filters.state is None else [_in_state(filters.state, on)]
    if filters.kind is not None or filters.agency_id is not None:
        role = [held_on(on)]
        role += [] if filters.kind is None else [Role.kind == filters.kind]
        role += [] if filters.agency_id is None else [Role.agency_id == filters.agency_id]
        found.append(Account.id.in_(select(Role.account_id).where(*role)))
    return found


def _waits() -> ColumnElement[bool]:
    return and_(Account.password_hash.is_(None), ~Account.demonstration)


def _has_role(on: date) -> ColumnElement[bool]:
    return select(Role.id).where(Role.account_id == Account.id, held_on(on)).exists()


def _in_state(state: State, on: date) -> ColumnElement[bool]:
    open_, has_role = Account.locked_at.is_(None), _has_role(on)
    return {
        State.ACTIVE: and_(open_, ~_waits(), has_role),
        State.WAITING: and_(open_, _waits()),
        State.LOCKED: ~open_,
        State.NO_ROLE: and_(open_, ~has_role),
    }[state]


def _state_columns(on: date) -> list[ColumnElement[bool]]:
    return [_in_state(state, on).label(state.value) for state in State]


def _states(row: Any) -> tuple[State, ...]:
    return tuple(state for state in State if getattr(row, state.value))


def _matching(
    session: Session, typed: str, found: list[ColumnElement[bool]], *, on: date, after: str | None
) -> tuple[list[int], int]:
    """The accounts whose name, user name, address or agency holds every word typed; and how many in all.

    Neither database folds Vietnamese by itself, and accounts are few: they are folded here, a light row each.
    """
    words = fold(typed).split()
    everybody = (
        select(Account.id, Account.username, Account.full_name, Account.email, Account.username > (after or ""))
        .where(*found)
        .order_by(Account.username)
    )
    at_work = _working_at(session, words, on)
    matching = [
        (account_id, later)
        for account_id, username, full_name, email, later in session.execute(everybody)
        if account_id in at_work or _holds(f"{full_name} {username} {email}", words)
    ]
    return [account_id for account_id, later in matching if later], len(matching)


def _working_at(session: Session, words: list[str], on: date) -> Collection[int]:
    named = session.execute(select(Agency.id, Agency.name))
    ids = [agency_id for agency_id, name in named if _holds(name, words)]
    return set(session.scalars(select(Role.account_id).where(Role.agency_id.in_(ids), held_on(on))))


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _rows(session: Session, ids: list[int], *, on: date, at: datetime) -> tuple[AccountRow, ...]:
    living = and_(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > at)
    link = select(func.max(Invitation.expires_at, type_=Moment())).where(Invitation.account_id == Account.id, living)
    rows = session.execute(
        select(Account.id, Account.ref, Account.username, Account.full_name, *_state_columns(on))
        .add_columns(link.scalar_subquery().label("link_until"))
        .where(Account.id.in_(ids))
        .order_by(Account.username)
    )
    roles, signed_in = _roles_of(session, ids, on), last_sign_ins(session, ids)
    return tuple(
        AccountRow(
            row.ref, row.username, row.full_name, _states(row), tuple(roles.get(row.id, ())),
            signed_in.get(row.id), row.link_until,
        )
        for row in rows
    )  # fmt: skip


def _roles_of(session: Session, ids: list[int], on: date) -> dict[int, list[HeldAt]]:
    rows = session.execute(
        select(Role.account_id, Role.kind, Role.agency_id, Agency.name)
        .join(Agency, Agency.id == Role.agency_id)
        .where(Role.account_id.in_(ids), held_on(on))
        .order_by(Role.from_on, Role.id)
    )
    held: dict[int, list[HeldAt]] = {}
    for account_id, kind, agency_id, agency in rows:
        held.setdefault(account_id, []).append(HeldAt(kind, agency_id, agency))
    return held
