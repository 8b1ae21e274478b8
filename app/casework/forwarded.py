"""What the provincial Reception Board forwarded and has no result of: the petitions it follows and urges."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.casework.acts import record_act
from app.casework.permissions import Deed, Viewer, visible
from app.casework.petitions import BAN_TCD
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.petitions import Petition
from app.records.urgings import Urging, UrgingItem

MOST = 200
FOLLOWED = ("transferred", "monitored", "urged")  # stages in which the Board waits for a result
There, Receiver = aliased(Matter), aliased(Agency)


@dataclass(frozen=True, slots=True)
class ForwardedRow:
    """A petition of the Board's register, where it went, and when."""

    matter_id: int
    ref: str
    code: str
    procedure: str | None
    field: str | None
    sealed: bool
    stage: str
    agency_id: int
    agency: str
    on: date


def board_of(session: Session, viewer: Viewer) -> int | None:
    """The id of the provincial Reception Board, for whoever handles petitions there."""
    board = session.scalar(select(Agency.id).where(Agency.code == BAN_TCD))
    return board if board is not None and viewer.may(Deed.TRIAGE, board) else None


def forwarded(session: Session, viewer: Viewer, board: int) -> list[ForwardedRow]:
    """What waits for a result and stands in no letter that is open, the longest waiting first."""
    open_letters = (
        select(UrgingItem.matter_id)
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .where(Urging.by_agency_id == board, Urging.replied_on.is_(None))
    )
    return _rows(session, viewer, board, Matter.id.not_in(open_letters))


def forwarded_among(session: Session, viewer: Viewer, board: int, ids: Collection[int]) -> list[ForwardedRow]:
    """Of these petitions, those that wait for a result still."""
    return _rows(session, viewer, board, Matter.id.in_(ids))


def _rows(session: Session, viewer: Viewer, board: int, narrow: ColumnElement[bool]) -> list[ForwardedRow]:
    rows: Any = session.execute(
        select(
            Matter.id, Matter.ref, Matter.code, Matter.procedure, Matter.field, Matter.sealed, Matter.stage,
            Receiver.id, Receiver.name, There.opened_on,
        )
        .join(Petition, Petition.forwarded_from_id == Matter.id)
        .join(There, There.id == Petition.matter_id)
        .join(Receiver, Receiver.id == There.origin_agency_id)
        .where(Matter.agency_id == board, Matter.kind == MatterKind.PETITION, Matter.stage.in_(FOLLOWED))
        .where(visible(viewer), narrow)
        .order_by(There.opened_on, Matter.id)
        .limit(MOST)
    )  # fmt: skip
    found = {row[0]: ForwardedRow(*row) for row in rows}  # forwarded twice: the last receiver counts
    return list(found.values())


def say_urged(
    session: Session, matter_ids: Sequence[int], *, number: str, on: date, by: Viewer, at: datetime, today: date
) -> None:
    """Write into the log of each petition that its receiver was asked in writing. Raises OutOfOrder, Refused."""
    for matter in _matters(session, matter_ids):
        if matter.stage == "transferred":
            record_act(session, matter, "monitored", on, by=by, at=at, today=today)
        record_act(session, matter, "urged", on, document_no=number, document_on=on, by=by, at=at, today=today)


def say_reported(
    session: Session, matter_ids: Sequence[int], *, number: str, on: date, by: Viewer, at: datetime, today: date
) -> None:
    """Write into the log of each that waits still that the chairman of the province was told. Raises OutOfOrder."""
    for matter in _matters(session, matter_ids):
        if matter.stage == "urged":
            record_act(
                session, matter, "reported_to_chair", on, document_no=number, document_on=on, by=by, at=at, today=today
            )


def _matters(session: Session, ids: Sequence[int]) -> list[Matter]:
    return list(session.scalars(select(Matter).where(Matter.id.in_(ids)).order_by(Matter.id)))
