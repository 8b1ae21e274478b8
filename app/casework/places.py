"""Where a matter happened: a commune of the register, by its agency. Proposed from whom it is against, put right later.

It says nothing of anybody who came: only where what they speak of took place. What is sealed has none: the place is
mostly that of whoever is denounced, and would say which petition it was split from.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from app.casework.errors import Refused
from app.records.agencies import Agency, Level
from app.records.cases import CasePetition
from app.records.matters import Matter

NO_PLACE = "none"  # where nobody named one, as a filter


@dataclass(frozen=True, slots=True)
class Place:
    """A commune to choose: the agency it is known by, and its own name ("xã Ia Dom")."""

    id: int
    code: str
    name: str


def places_on(session: Session, on: date) -> list[Place]:
    """Every commune of a day, by name."""
    lasting = (Agency.from_on <= on, (Agency.until_on.is_(None)) | (Agency.until_on >= on))
    wanted = select(Agency.id, Agency.code, Agency.place, Agency.name).where(Agency.level == Level.COMMUNE, *lasting)
    found = session.execute(wanted.order_by(Agency.name))
    return [Place(id_, code, place or name) for id_, code, place, name in found]


def called(place_id: int | None) -> ScalarSelect[str]:
    """The name of a commune as part of another statement; null without one."""
    own = func.coalesce(func.nullif(Agency.place, ""), Agency.name)
    return select(own).where(Agency.id == place_id).scalar_subquery()


def place_of(session: Session, matter: Matter) -> str:
    """The name of where a matter happened; empty while nobody named it."""
    agency = session.get(Agency, matter.place_id) if matter.place_id is not None else None
    return (agency.place or agency.name) if agency else ""


def propose(session: Session, matter: Matter, agency_ids: Collection[int]) -> None:
    """Of what has no place yet: the first of these agencies that is a commune's."""
    if matter.sealed or matter.place_id is not None or not agency_ids:
        return
    communes = set(session.scalars(select(Agency.id).where(Agency.id.in_(agency_ids), Agency.level == Level.COMMUNE)))
    matter.place_id = next((one for one in agency_ids if one in communes), None)


def put_right(session: Session, petition: Matter, place_id: int | None) -> bool:
    """The place of a petition, and of the cases it became that had the same; whether it changed. Raises Refused."""
    check_place(session, place_id)
    if petition.sealed or petition.place_id == place_id:
        return False
    became = select(CasePetition.case_id).where(CasePetition.petition_id == petition.id)
    for case in session.scalars(select(Matter).where(Matter.id.in_(became))):
        if case.place_id == petition.place_id:
            case.place_id = place_id
    petition.place_id = place_id
    return True


def check_place(session: Session, place_id: int | None) -> None:
    """Raises Refused for what is no commune."""
    agency = session.get(Agency, place_id) if place_id is not None else None
    if place_id is not None and (agency is None or agency.level is not Level.COMMUNE):
        raise Refused("Chọn một xã, phường trong danh sách.", field="place")
