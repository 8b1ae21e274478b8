"""Duplicates (đơn trùng): suggested by who wrote them, linked by a person, unlinked again; never merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.casework import audit, identities
from app.casework.acts import hold
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.folding import fold
from app.casework.permissions import Deed, Viewer, visible
from app.casework.persons import Person, Typed
from app.casework.same_content import DoneOnce, done_with
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.petitions import Petition

MOST = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A petition that may have the same content. ``alike``: in what its people resemble, by name of the particular.

    ``done``: what was guided or transferred of it, which is not done twice of one content.
    """

    ref: str
    code: str
    title: str
    received_on: date
    stage: str
    agency: str
    alike: tuple[str, ...]
    done: tuple[DoneOnce, ...] = ()


def candidates(session: Session, viewer: Viewer, matter: Matter) -> list[Candidate]:
    """Earlier and later petitions of the same register by people who look the same, the likeliest first.

    The content need not match. Nothing for a sealed petition: nobody learns who else wrote.
    """
    if matter.sealed:
        return []
    alike: dict[str, tuple[str, ...]] = {}
    for person in identities.known_people(session, matter):
        typed = Typed(person.full_name, person.birth_year, person.paper_number, person.address)
        for earlier in identities.earlier_people(session, typed, within=visible(viewer), limit=MOST):
            same = likeness(person, earlier.person)
            if len(same) > 1 or "paper_number" in same:
                for one in earlier.matters:
                    if one.kind is MatterKind.PETITION:
                        alike[one.ref] = max(alike.get(one.ref, ()), same, key=len)
    return _rows(session, matter, alike)


def likeness(one: Person, other: Person) -> tuple[str, ...]:
    """The particulars two people share: a folded name, a birth year, a number of papers, a folded address."""
    same = {
        "full_name": fold(one.full_name) == fold(other.full_name),
        "birth_year": bool(one.birth_year) and one.birth_year == other.birth_year,
        "paper_number": bool(one.paper_number) and one.paper_number == other.paper_number,
        "address": bool(one.address) and fold(one.address) == fold(other.address),
    }
    return tuple(name for name, equal in same.items() if equal)


def _rows(session: Session, matter: Matter, alike: dict[str, tuple[str, ...]]) -> list[Candidate]:
    wanted = (
        select(Matter.ref, Matter.code, Matter.title, Petition.received_on, Matter.stage, Agency.name, Matter.id)
        .join(Petition, Petition.matter_id == Matter.id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(Matter.ref.in_(alike), Matter.id != matter.id, ~Matter.sealed)
        .where(Matter.origin_agency_id == matter.origin_agency_id, Petition.duplicate_of_id.is_(None))
        .order_by(Petition.received_on.desc(), Matter.id.desc())
    )
    rows = sorted(session.execute(wanted).all(), key=lambda row: -len(alike[row.ref]))[:MOST]
    done = done_with(session, [row.id for row in rows])
    return [Candidate(*row[:-1], alike=alike[row.ref], done=tuple(done.get(row.id, ()))) for row in rows]


def link_duplicate(
    session: Session,
    matter: Matter,
    original_ref: str,
    *,
    by: Viewer,
    at: datetime,
    expected_version: int | None = None,
) -> Matter:
    """Say that ``matter`` has the content of another petition of its register. The petition it now names.

    What named ``matter`` names that petition from now on. Raises NotAllowed, NotFound, ChangedMeanwhile, Refused on
    ``original``.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    _check_allowed(matter, by)
    original = session.scalar(select(Matter).where(Matter.ref == original_ref, visible(by)))
    if original is None or original.kind is not MatterKind.PETITION:
        raise NotFound("Không tìm thấy đơn đã chọn.", field="original")
    first_id = session.get_one(Petition, original.id).duplicate_of_id
    first = session.get_one(Matter, first_id) if first_id else original
    _check_linkable(matter, first)
    session.get_one(Petition, matter.id).duplicate_of_id = first.id
    session.execute(update(Petition).where(Petition.duplicate_of_id == matter.id).values(duplicate_of_id=first.id))
    audit.note(session, by=by.account_id or None, at=at, action="duplicate_linked", matter=matter)
    session.flush()
    return first


def unlink_duplicate(
    session: Session, matter: Matter, *, by: Viewer, at: datetime, expected_version: int | None = None
) -> None:
    """Take the link back. Raises NotAllowed, NotFound, ChangedMeanwhile."""
    hold(session, matter, by=by, expected_version=expected_version)
    _check_allowed(matter, by)
    session.get_one(Petition, matter.id).duplicate_of_id = None
    audit.note(session, by=by.account_id or None, at=at, action="duplicate_unlinked", matter=matter)
    session.flush()


def _check_allowed(matter: Matter, by: Viewer) -> None:
    if not by.may(Deed.TRIAGE, matter.agency_id):
        raise NotAllowed("Không có quyền xử lý đơn ở đơn vị đang giữ hồ sơ.")


def _check_linkable(matter: Matter, first: Matter) -> None:
    if first.id == matter.id:
        raise Refused("Đơn kia đang được ghi là trùng với chính đơn này.", field="original")
    if matter.sealed or first.sealed:
        raise Refused("Không liên kết đơn bảo mật với đơn khác.", field="original")
    if first.origin_agency_id != matter.origin_agency_id:
        raise Refused("Chọn một đơn cùng sổ của đơn vị.", field="original")


__all__ = ["Candidate", "candidates", "likeness", "link_duplicate", "unlink_duplicate"]
