"""The trail of who did or saw what, read back: the newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.casework.folding import fold
from app.casework.permissions import Viewer, unhidden
from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.matters import Matter, MatterKind
from app.records.people import Account

PAGE = 50
ACCOUNT, AGENCY = "account:", "agency:"  # what a subject begins with


@dataclass(frozen=True, slots=True)
class TrailFilters:
    """What to narrow the trail down to; None narrows nothing. Days are whole days of ``zone``.

    ``kept``: what was done with sealed matters, and that alone. It is read apart: beside the rest its minute would say
    which petition a denunciation was taken out of, and so whose it is (decision 0027).
    """

    zone: tzinfo
    first_on: date | None = None
    last_on: date | None = None
    actions: Collection[str] | None = None
    account_ids: Collection[int] | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry. ``by`` is empty for the program itself; ``about`` names the account or agency it speaks of.

    ``detail``: as written, but agencies by their names of today instead of their codes; of what is sealed, no day.
    ``code``, ``kind``, ``register``: of its matter, and the agency in whose register that is written.
    """

    id: int
    at: datetime
    by: str
    action: str
    detail: Mapping[str, Any]
    subject: str
    about: str
    code: str
    kind: MatterKind | None
    register: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """A page. ``next``: the id the next page starts below, None on the last."""

    rows: tuple[TrailRow, ...]
    next: int | None


def trail(
    session: Session, viewer: Viewer, *, filters: TrailFilters, below: int | None = None, limit: int = PAGE
) -> TrailPage:
    """The entries ``viewer`` may read: all but those of a matter against the head of an agency of theirs."""
    columns = (
        AuditEntry.id, AuditEntry.at, Account.full_name, AuditEntry.action, AuditEntry.detail, AuditEntry.subject,
        Matter.code, Matter.kind, Agency.name.label("register"),
    )  # fmt: skip
    wanted = (
        select(*columns)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .outerjoin(Matter, Matter.id == AuditEntry.matter_id)
        .outerjoin(Agency, Agency.id == Matter.origin_agency_id)
        .where(unhidden(viewer), *_narrowed(filters), _kept() if filters.kept else ~_kept())
        .order_by(AuditEntry.id.desc())
        .limit(limit + 1)
    )
    if below is not None:
        wanted = wanted.where(AuditEntry.id < below)
    rows = session.execute(wanted).all()
    shown = rows[:limit]
    names = _names(session, {one for row in shown for one in (row.subject, *_spoken_of(row.detail).values())})
    return TrailPage(
        tuple(
            TrailRow(
                row.id, row.at, row.full_name or "", row.action,
                _in_names(_without_the_day(row.detail) if filters.kept else row.detail, names), row.subject,
                names.get(row.subject) or names.get(_account_in(row.detail), ""), row.code or "", row.kind,
                row.register or "",
            )
            for row in shown
        ),
        shown[-1].id if len(rows) > limit else None,
    )  # fmt: skip


def accounts_named(session: Session, words: str) -> frozenset[int]:
    """The accounts whose name or user name holds every word, marks aside."""
    asked = fold(words).split()
    rows = session.execute(select(Account.id, Account.full_name, Account.username))
    return frozenset(row.id for row in rows if all(word in fold(f"{row.full_name} {row.username}") for word in asked))


def _kept() -> ColumnElement[bool]:
    return and_(AuditEntry.matter_id.is_not(None), Matter.sealed)


def _narrowed(filters: TrailFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.first_on is not None:
        found.append(AuditEntry.at >= datetime.combine(filters.first_on, time(), filters.zone))
    if filters.last_on is not None:
        found.append(AuditEntry.at < datetime.combine(filters.last_on + timedelta(days=1), time(), filters.zone))
    if filters.actions is not None:
        found.append(AuditEntry.action.in_(filters.actions))
    if filters.account_ids is not None:
        found.append(AuditEntry.account_id.in_(filters.account_ids))
    return found


def _without_the_day(detail: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in detail.items() if name != "on"}


def _account_in(detail: Mapping[str, Any]) -> str:
    return f"{ACCOUNT}{detail['account']}" if "account" in detail else ""


def _spoken_of(detail: Mapping[str, Any]) -> dict[str, str]:
    """The account and the agencies a detail holds, by what it calls them."""
    found = {name: f"{AGENCY}{detail[name]}" for name in ("agency", "under") if detail.get(name)}
    return found | {"account": account} if (account := _account_in(detail)) else found


def _in_names(detail: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    said = {name: names.get(subject) for name, subject in _spoken_of(detail).items() if name != "account"}
    return {**detail, **{name: agency for name, agency in said.items() if agency}}


def _names(session: Session, subjects: Collection[str]) -> dict[str, str]:
    """What accounts and agencies among ``subjects`` are called, in one statement each."""
    ids = [int(one.removeprefix(ACCOUNT)) for one in subjects if one.startswith(ACCOUNT) and one[8:].isdigit()]
    codes = [one.removeprefix(AGENCY) for one in subjects if one.startswith(AGENCY)]
    accounts = session.execute(select(Account.id, Account.full_name).where(Account.id.in_(ids)))
    agencies = session.execute(select(Agency.code, Agency.name).where(Agency.code.in_(codes)))
    return {f"{ACCOUNT}{row.id}": row.full_name for row in accounts} | {
        f"{AGENCY}{row.code}": row.name for row in agencies
    }
