"""From whom a matter is hidden: the agencies whose heads it denounces.

The first of them stands on the matter itself; a matter against several heads has the others in a table of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.records.matters import Matter, MatterExclusion


def excluded_agencies(session: Session, matter: Matter) -> frozenset[int]:
    """The agencies that must not know of a matter."""
    if matter.excluded_agency_id is None:
        return frozenset()
    further = select(MatterExclusion.agency_id).where(MatterExclusion.matter_id == matter.id)
    return frozenset({matter.excluded_agency_id, *session.scalars(further)})


def exclude(session: Session, matter: Matter, agency_ids: Iterable[int]) -> bool:
    """Hide a matter from these agencies and no others; False when it was so before."""
    wanted = list(dict.fromkeys(agency_ids))
    if excluded_agencies(session, matter) == frozenset(wanted):
        return False
    matter.excluded_agency_id = wanted[0] if wanted else None
    session.execute(delete(MatterExclusion).where(MatterExclusion.matter_id == matter.id))
    session.add_all([MatterExclusion(matter_id=matter.id, agency_id=one) for one in wanted[1:]])
    session.flush()
    return True


def copy_exclusions(session: Session, source: Matter, target: Matter) -> None:
    """Hide ``target`` from whom ``source`` is hidden from: a petition forwarded, the case it became."""
    first, found = source.excluded_agency_id, excluded_agencies(session, source)
    exclude(session, target, sorted(found, key=lambda one: (one != first, one)))


def not_hidden_from(agency_ids: Collection[int]) -> ColumnElement[bool]:
    """The WHERE clause of matters none of these agencies is kept out of. Nobody is kept out of most of them."""
    further = select(MatterExclusion.matter_id).where(MatterExclusion.agency_id.in_(agency_ids))
    return or_(
        Matter.excluded_agency_id.is_(None),
        and_(Matter.excluded_agency_id.not_in(agency_ids), Matter.id.not_in(further)),
    )


def against_head_of(agency_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The WHERE clause of matters that denounce the head of the agency of a row."""
    further = exists().where(MatterExclusion.matter_id == Matter.id, MatterExclusion.agency_id == agency_id)
    return and_(Matter.excluded_agency_id.is_not(None), or_(Matter.excluded_agency_id == agency_id, further))


__all__ = ["against_head_of", "copy_exclusions", "exclude", "excluded_agencies", "not_hidden_from"]
