"""Many matters passed on at once: what :func:`app.casework.matters.move_custody` does to one, in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, insert, literal, update
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.permissions import Viewer
from app.casework.search.keeping import touch
from app.records.agencies import Agency
from app.records.matters import Assignment, Custody, Matter
from app.records.obligations import Obligation

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Passing:
    """To whom, from which day, by which document."""

    agency: Agency
    on: date
    document: str


def move_all(session: Session, matters: Sequence[Matter], passing: Passing, *, by: Viewer, at: datetime) -> None:
    """Pass on ``matters``, which the caller holds.

    Open obligations go with them, whoever was assigned is relieved; closed obligations and every act stay.
    """
    for matter in matters:
        audit.note(
            session, by=by.account_id or None, at=at, action="custody_moved", matter=matter, agency=passing.agency.code
        )
    session.flush()
    for start in range(0, len(matters), AT_ONCE):
        _move(session, matters[start : start + AT_ONCE], passing, at)
    touch(session, [matter.id for matter in matters])
    for matter in matters:
        session.expire(matter)


def _move(session: Session, matters: Sequence[Matter], passing: Passing, at: datetime) -> None:
    ids = [matter.id for matter in matters]
    agency, on = passing.agency, passing.on
    unseen = {"synchronize_session": False}  # what the session holds of it is read again
    session.execute(
        update(Custody)
        .where(Custody.matter_id.in_(ids), Custody.until_on.is_(None))
        .values(until_on=case((Custody.from_on > on, Custody.from_on), else_=literal(on))),
        execution_options=unseen,
    )
    session.execute(
        insert(Custody),
        [
            {
                "matter_id": one.id,
                "agency_id": agency.id,
                "from_on": max(on, one.opened_on),
                "document": passing.document,
            }
            for one in matters
        ],
    )
    session.execute(
        update(Assignment).where(Assignment.matter_id.in_(ids), Assignment.until_at.is_(None)).values(until_at=at),
        execution_options=unseen,
    )
    session.execute(
        update(Obligation).where(Obligation.matter_id.in_(ids), Obligation.open).values(agency_id=agency.id),
        execution_options=unseen,
    )
    session.execute(
        update(Matter)
        .where(Matter.id.in_(ids))
        .values(agency_id=agency.id, assignee_id=None, version=Matter.version + 1),
        execution_options=unseen,
    )
