"""Sharing out the work of an agency: many matters given, taken or left in one go, each only as somebody saw it.

A head gives and takes away; whoever handles takes what nobody holds. What is sealed is shared out by the head alone,
and nothing is given to anybody it is hidden from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from app.casework import assignments
from app.casework.accounts import held_on
from app.casework.case_files import Key, earliest_due, most_urgent
from app.casework.errors import NotAllowed, Refused
from app.casework.exclusions import not_hidden_from
from app.casework.overdue import Holder
from app.casework.permissions import Deed, Viewer, visible
from app.records.matters import Matter, MatterKind
from app.records.people import Account, Role, RoleKind

PAGE = 25
MOST = 100  # in one go
SHARED = (MatterKind.CASE, MatterKind.PETITION)
WORKERS = (RoleKind.HANDLER, RoleKind.HEAD, RoleKind.OFFICER)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A matter that can be given to somebody, with its most urgent duty. ``title`` is empty when it is sealed."""

    id: int
    ref: str
    code: str
    kind: MatterKind
    procedure: str | None
    title: str
    sealed: bool
    stage: str
    agency_id: int
    assignee_id: int | None
    assignee: str
    urgent: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SharePage:
    """One page: its rows, how many the whole list has, and where the next page starts (None: this was the last)."""

    rows: tuple[ShareRow, ...]
    total: int
    next: Key | None


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of the agency who can be given a matter."""

    id: int
    ref: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of one matter. ``refused``: why nothing did."""

    code: str
    refused: Refused | None = None


def to_share_out(
    session: Session, viewer: Viewer, agency_id: int, *, holder: int | Holder | None, after: Key | None = None,
    limit: int = PAGE,
) -> SharePage:  # fmt: skip
    """What ``viewer`` can give away or take at an agency, the nearest date first: three statements.

    ``holder``: in whose hands it is now; None: anybody's. Whoever is no head there sees only what they could take.
    """
    found = [Matter.open, Matter.kind.in_(SHARED), Matter.agency_id == agency_id, visible(viewer)]
    found += _held(holder) if viewer.may(Deed.ASSIGN, agency_id) else _free(viewer, agency_id)
    total = session.scalar(select(func.count()).select_from(Matter).where(*found)) or 0
    order = earliest_due()
    wanted = _rows(order).where(*found).order_by(order, Matter.id).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(tuple_(order, Matter.id) > (after.on, after.id))
    rows = session.execute(wanted).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return SharePage(_made(session, rows[:limit]), total, Key(last.position, last.id) if last else None)


def chosen(session: Session, viewer: Viewer, agency_id: int, refs: Collection[str]) -> list[ShareRow]:
    """The open matters of an agency behind ``refs``, as far as ``viewer`` sees them; the nearest date first."""
    order = earliest_due()
    found = (Matter.open, Matter.kind.in_(SHARED), Matter.agency_id == agency_id, visible(viewer), Matter.ref.in_(refs))
    return list(_made(session, session.execute(_rows(order).where(*found).order_by(order, Matter.id)).all()))


def workers(session: Session, agency_id: int, on: date) -> list[Worker]:
    """Who works at an agency and may be given its matters."""
    here = select(Role.account_id).where(Role.agency_id == agency_id, Role.kind.in_(WORKERS), held_on(on))
    rows = session.execute(
        select(Account.id, Account.ref, Account.full_name)
        .where(Account.id.in_(here), Account.locked_at.is_(None))
        .order_by(Account.full_name, Account.id)
    )
    return [Worker(*row) for row in rows]


def hidden_from(session: Session, account_id: int, matter_ids: Collection[int], on: date) -> frozenset[int]:
    """Which of these matters an account may not hold: they denounce the head of an agency where it has a role."""
    agencies = session.scalars(select(Role.agency_id).where(Role.account_id == account_id, held_on(on))).all()
    wanted = select(Matter.id).where(Matter.id.in_(matter_ids), ~not_hidden_from(agencies))
    return frozenset(session.scalars(wanted)) if agencies else frozenset(matter_ids)


def share_out(
    session: Session, viewer: Viewer, agency_id: int, seen: Mapping[str, int | None], account_id: int | None, *,
    at: datetime, today: date,
) -> list[Shared]:  # fmt: skip
    """Give each matter of ``seen`` (its ref: whom somebody saw holding it) to an account, or to nobody (None).

    Each is done or refused by itself, in the order of their ids: two heads at once never wait for each other in a
    ring. A matter that is not there any more, or hidden, is left out of the answer: there is nothing to say of it.
    """
    rows = session.scalars(
        select(Matter).where(Matter.ref.in_(seen), Matter.agency_id == agency_id, visible(viewer)).order_by(Matter.id)
    ).all()
    return [_shared(session, viewer, row, seen[row.ref], account_id, at=at, today=today) for row in rows]


def _shared(
    session: Session, viewer: Viewer, matter: Matter, seen: int | None, account_id: int | None, *, at: datetime,
    today: date,
) -> Shared:  # fmt: skip
    try:
        _put(session, viewer, matter, seen, account_id, at=at, today=today)
    except Refused as refused:  # raised before anything was changed
        return Shared(matter.code, refused)
    return Shared(matter.code)


def _put(
    session: Session, viewer: Viewer, matter: Matter, seen: int | None, account_id: int | None, *, at: datetime,
    today: date,
) -> None:  # fmt: skip
    if not matter.open:
        raise Refused("Hồ sơ đã đóng.")
    if account_id is None:
        assignments.release(session, matter, by=viewer, at=at, expected_assignee=seen)
    elif viewer.may(Deed.ASSIGN, matter.agency_id):
        assignments.assign(session, matter, account_id, by=viewer, at=at, today=today, expected_assignee=seen)
    elif account_id == viewer.account_id:
        assignments.take(session, matter, by=viewer, at=at)
    else:
        raise NotAllowed("Chỉ thủ trưởng đơn vị đang giữ hồ sơ được phân công.")


def _held(holder: int | Holder | None) -> Sequence[ColumnElement[bool]]:
    if holder is None:
        return ()
    return (Matter.assignee_id.is_(None) if holder is Holder.NOBODY else Matter.assignee_id == holder,)


def _free(viewer: Viewer, agency_id: int) -> Sequence[ColumnElement[bool]]:
    """What somebody who is no head may take: nobody's, not sealed, of a kind they work on."""
    deeds = {MatterKind.CASE: Deed.WORK_CASE, MatterKind.PETITION: Deed.TRIAGE}
    kinds = [kind for kind, deed in deeds.items() if viewer.may(deed, agency_id)]
    return Matter.assignee_id.is_(None), ~Matter.sealed, Matter.kind.in_(kinds)


def _rows(order: ColumnElement[Any]) -> Any:
    return select(
        Matter.id, Matter.ref, Matter.code, Matter.kind, Matter.procedure, Matter.title, Matter.sealed, Matter.stage,
        Matter.agency_id, Matter.assignee_id, Account.full_name.label("assignee"), order.label("position"),
    ).outerjoin(Account, Account.id == Matter.assignee_id)  # fmt: skip


def _made(session: Session, rows: Sequence[Any]) -> tuple[ShareRow, ...]:
    urgent = most_urgent(session, [row.id for row in rows])
    return tuple(
        ShareRow(
            row.id, row.ref, row.code, row.kind, row.procedure, "" if row.sealed else row.title, row.sealed, row.stage,
            row.agency_id, row.assignee_id, row.assignee or "", urgent.get(row.id, {}),
        )
        for row in rows
    )  # fmt: skip
