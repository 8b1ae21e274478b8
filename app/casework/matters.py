"""Opening a matter, finding it, and passing it to another agency."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit, ledger
from app.casework.agencies import is_remote
from app.casework.errors import NotFound
from app.casework.numbers import code_of, free_random_code, take_number
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency
from app.records.matters import Assignment, Custody, Matter, MatterKind, Series

TITLE_LENGTH = 160


@dataclasses.dataclass(frozen=True, slots=True)
class Opening:
    """What a new matter starts with. ``prefix``: of a random code, for what is sealed and has no ``series``.

    ``code``: of what is neither numbered nor hidden, and there once for an agency.
    """

    kind: MatterKind
    agency_id: int
    on: date
    series: Series | None
    prefix: str = ""
    code: str = ""
    procedure: str | None = None
    title: str = ""
    field: str | None = None
    place_id: int | None = None
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)


def open_matter(session: Session, opening: Opening, *, by: Viewer, at: datetime) -> Matter:
    """A new matter with its number and custody. Its first act is the caller's business."""
    number = None
    if opening.series is not None:
        number = take_number(session, agency_id=opening.agency_id, series=opening.series, year=opening.on.year)
        code = code_of(opening.series, number, opening.on.year)
    else:
        code = opening.code or free_random_code(session, opening.prefix)
    matter = Matter(
        kind=opening.kind, procedure=opening.procedure, stage="", agency_id=opening.agency_id,
        origin_agency_id=opening.agency_id, code=code, year=opening.on.year, number=number, title=opening.title,
        field=opening.field, place_id=opening.place_id, facts=_with_place(session, opening), opened_on=opening.on,
        created_at=at, created_by_id=by.account_id or None,
    )  # fmt: skip
    session.add(matter)
    session.flush()
    session.add(Custody(matter_id=matter.id, agency_id=opening.agency_id, from_on=opening.on))
    return matter


def _with_place(session: Session, opening: Opening) -> dict[str, Any]:
    """The facts, with the area's remoteness on the day unless the matter itself says otherwise."""
    if "remote_area" in opening.facts or not is_remote(session, opening.agency_id, opening.on):
        return dict(opening.facts)
    return {**opening.facts, "remote_area": True}


def short_title(text: str) -> str:
    """The first words of ``text``, for lists."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def find_matter(session: Session, ref: str, *, viewer: Viewer) -> Matter:
    """The matter behind a link. Raises NotFound when there is none, or none for this person."""
    matter = session.scalar(select(Matter).where(Matter.ref == ref, visible(viewer)))
    if matter is None:
        raise NotFound("Không tìm thấy hồ sơ.")
    return matter


def move_custody(
    session: Session, matter: Matter, agency: Agency, *, on: date, by: Viewer, at: datetime, document: str = ""
) -> None:
    """Pass a matter to ``agency``: open obligations go with it, whoever was assigned is relieved."""
    if matter.agency_id == agency.id:
        return
    held = select(Custody).where(Custody.matter_id == matter.id, Custody.until_on.is_(None))
    for row in session.scalars(held):
        row.until_on = max(on, row.from_on)
    session.add(Custody(matter_id=matter.id, agency_id=agency.id, from_on=on, document=document))
    matter.agency_id = agency.id
    end_assignment(session, matter, at=at)
    ledger.follow_custody(session, matter)
    audit.note(session, by=by.account_id or None, at=at, action="custody_moved", matter=matter, agency=agency.code)


def end_assignment(session: Session, matter: Matter, *, at: datetime) -> None:
    """Nobody is assigned to ``matter`` any more."""
    open_ones = select(Assignment).where(Assignment.matter_id == matter.id, Assignment.until_at.is_(None))
    for row in session.scalars(open_ones):
        row.until_at = at
    matter.assignee_id = None
    session.flush()
