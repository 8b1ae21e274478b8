"""The flags (cờ quá hạn) somebody may see: standing ones, and those withdrawn with the reason. Plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.casework.errors import NotFound
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.oversight import Flag

PAGE = 25


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag."""

    id: int
    ref: str
    code: str
    procedure: str | None
    field: str | None
    sealed: bool
    stage: str
    agency: str
    duty: str
    rule: str
    rule_from: date
    due_on: date
    raised_on: date
    withdrawn_on: date | None
    withdraw_reason: str | None
    obligation_id: int
    certainty: str
    also: list[Any]


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended; the next one starts after it."""

    on: date
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rows, how many the whole list has, and where the next page starts (None: this was the last)."""

    rows: tuple[FlagRow, ...]
    total: int
    next: Key | None


def flags(
    session: Session,
    viewer: Viewer,
    *,
    standing: bool = True,
    agency_id: int | None = None,
    after: Key | None = None,
    limit: int = PAGE,
) -> Page:
    """The flags ``viewer`` may see, the last one raised on top; or those withdrawn, the last one withdrawn on top."""
    on = Flag.raised_on if standing else Flag.withdrawn_on
    found = [Flag.withdrawn_on.is_(None) if standing else Flag.withdrawn_on.is_not(None), visible(viewer)]
    if agency_id is not None:
        found.append(Obligation.agency_id == agency_id)
    total = session.scalar(_joined().where(*found)) or 0
    wanted = _rows().where(*found).order_by(on.desc(), Flag.id.desc()).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(tuple_(on, Flag.id) < (after.on, after.id))
    rows = [FlagRow(*row) for row in session.execute(wanted)]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(tuple(rows[:limit]), total, _key(last) if last else None)


def one_flag(session: Session, viewer: Viewer, flag_id: int) -> FlagRow:
    """One flag. Raises NotFound: for one that is not there and for one that is hidden alike."""
    row = session.execute(_rows().where(Flag.id == flag_id, visible(viewer))).first()
    if row is None:
        raise NotFound("Không có cờ này.")
    return FlagRow(*row)


def _joined() -> Any:
    return (
        select(func.count())
        .select_from(Flag)
        .join(Obligation, Obligation.id == Flag.obligation_id)
        .join(Matter, Matter.id == Obligation.matter_id)
    )


def _rows() -> Any:
    return _joined().join(Agency, Agency.id == Obligation.agency_id).with_only_columns(
        Flag.id, Matter.ref, Matter.code, Matter.procedure, Matter.field, Matter.sealed, Matter.stage,
        Agency.name, Obligation.duty, Obligation.rule, Obligation.rule_from, Flag.due_on, Flag.raised_on,
        Flag.withdrawn_on, Flag.withdraw_reason, Obligation.id, Obligation.certainty, Obligation.also,
    )  # fmt: skip


def _key(row: FlagRow) -> Key:
    return Key(row.withdrawn_on or row.raised_on, row.id)
