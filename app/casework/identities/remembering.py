"""Writing a citizen down: the same particulars typed again are the same row, unless it is sealed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.casework.folding import fold
from app.casework.persons import Person
from app.records.identities import Identity


def remember(session: Session, person: Person, *, at: datetime, sealed: bool = False) -> int:
    """The id of the identity of ``person``. The same particulars typed again give the same row, unless sealed."""
    known = None if sealed else _same_particulars(session, person)
    if known is not None:
        return known
    folded = ("", "") if sealed else (fold(person.full_name), fold(person.address))
    row = Identity(**asdict(person), folded_name=folded[0], folded_address=folded[1], sealed=sealed, created_at=at)
    session.add(row)
    session.flush()
    return row.id


def _same_particulars(session: Session, person: Person) -> int | None:
    same = [getattr(Identity, name) == value for name, value in asdict(person).items() if value is not None]
    same += [getattr(Identity, name).is_(None) for name, value in asdict(person).items() if value is None]
    mine = and_(Identity.folded_name == fold(person.full_name), ~Identity.sealed, *same)
    return session.scalar(select(Identity.id).where(mine).order_by(Identity.id).limit(1))
