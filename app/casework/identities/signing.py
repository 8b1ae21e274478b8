"""Who signed: the list of a petition with many names; and the same people anew, known to one matter alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.casework.errors import NotAllowed
from app.casework.folding import fold
from app.casework.identities.finding import person_of
from app.casework.identities.parties import copy_details, hide_beside
from app.casework.persons import Person
from app.records.identities import Identity
from app.records.matters import Matter, MatterPerson, PersonRole

MOST_SIGNATORIES = 2_000
NAMES_AT_ONCE = 500


def attach_list(session: Session, matter: Matter, people: Sequence[Person], *, at: datetime) -> None:
    """Put a list of signatories into an unsealed matter, after those already there; few statements for many names."""
    last = session.scalar(select(func.max(MatterPerson.position)).where(MatterPerson.matter_id == matter.id)) or 0
    known = {_key(row): row.id for row in _same_names(session, people)}
    fresh = {_key(one): one for one in people if _key(one) not in known}
    rows = {key: _identity(one, at=at) for key, one in fresh.items()}
    session.add_all(rows.values())
    session.flush()
    ids = known | {key: row.id for key, row in rows.items()}
    session.add_all(
        MatterPerson(
            matter_id=matter.id, identity_id=ids[_key(one)], role=PersonRole.SIGNATORY,
            position=position, shown_as=one.full_name,
        )
        for position, one in enumerate(people, start=last + 1)
    )  # fmt: skip
    session.flush()


def _key(one: Person | Identity) -> tuple[str, str, int | None]:
    return one.full_name, one.address, one.birth_year


def _same_names(session: Session, people: Sequence[Person]) -> Iterator[Identity]:
    """Rows that hold exactly what a list says: a name, an address, a year of birth, and nothing else."""
    bare = and_(
        ~Identity.sealed, Identity.paper_number == "", Identity.phone == "",
        Identity.paper == "", Identity.paper_issued_by == "", Identity.paper_issued_on.is_(None),
    )  # fmt: skip
    names = sorted({fold(one.full_name) for one in people})
    for start in range(0, len(names), NAMES_AT_ONCE):
        some = names[start : start + NAMES_AT_ONCE]
        yield from session.scalars(select(Identity).where(bare, Identity.folded_name.in_(some)))


def _identity(person: Person, *, at: datetime) -> Identity:
    return Identity(
        **asdict(person), folded_name=fold(person.full_name), folded_address=fold(person.address), sealed=False,
        created_at=at,
    )  # fmt: skip


def signatories(session: Session, matter: Matter, *, after: int = 0, limit: int = 100) -> list[tuple[int, Person]]:
    """A page of the list of an unsealed matter: place and person, those behind the place ``after``.

    Raises NotAllowed for a sealed one: its people stand on the sealed page.
    """
    if matter.sealed:
        raise NotAllowed("Thông tin người trong hồ sơ này chỉ xem ở trang bảo mật.")
    rows = session.execute(
        select(MatterPerson.position, Identity)
        .join(Identity, Identity.id == MatterPerson.identity_id)
        .where(MatterPerson.matter_id == matter.id, MatterPerson.role == PersonRole.SIGNATORY)
        .where(MatterPerson.position > after)
        .order_by(MatterPerson.position)
        .limit(limit)
    )
    return [(position, person_of(row)) for position, row in rows]


def names_listed(session: Session, matter_ids: Collection[int]) -> dict[int, list[str]]:
    """By matter, the names on the lists of unsealed matters, in their order. Sealed ones are left out."""
    rows = session.execute(
        select(MatterPerson.matter_id, Identity.full_name)
        .join(Matter, Matter.id == MatterPerson.matter_id)
        .join(Identity, Identity.id == MatterPerson.identity_id)
        .where(MatterPerson.matter_id.in_(matter_ids), MatterPerson.role == PersonRole.SIGNATORY)
        .where(~Matter.sealed, ~Identity.sealed)
        .order_by(MatterPerson.matter_id, MatterPerson.position)
    )
    found: dict[int, list[str]] = {}
    for matter_id, name in rows:
        found.setdefault(matter_id, []).append(name)
    return found


def listed(session: Session, matter_id: int) -> int:
    """How many names the list of a matter has."""
    theirs = (MatterPerson.matter_id == matter_id, MatterPerson.role == PersonRole.SIGNATORY)
    return session.scalar(select(func.count()).select_from(MatterPerson).where(*theirs)) or 0


def copy_people_apart(session: Session, source: Matter, target: Matter, *, at: datetime, shown_as: str) -> None:
    """The people of one matter in a sealed one that nothing links to it: identities of its own, shown as nobody."""
    rows = session.execute(
        select(MatterPerson.role, MatterPerson.position, Identity)
        .join(Identity, Identity.id == MatterPerson.identity_id)
        .where(MatterPerson.matter_id == source.id)
        .order_by(MatterPerson.position)
    ).all()
    fresh = [
        Identity(**asdict(person_of(row.Identity)), folded_name="", folded_address="", sealed=True, created_at=at)
        for row in rows
    ]
    session.add_all(fresh)
    session.flush()
    session.add_all(
        MatterPerson(
            matter_id=target.id, identity_id=one.id, role=row.role, position=row.position, shown_as=shown_as
        )
        for row, one in zip(rows, fresh, strict=True)
    )  # fmt: skip
    session.flush()
    copy_details(session, source.id, target.id)
    hide_beside(session, [target.id])


__all__ = ["MOST_SIGNATORIES", "attach_list", "copy_people_apart", "listed", "names_listed", "signatories"]
