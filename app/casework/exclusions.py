"""From whom a matter is hidden: the agencies whose heads it denounces.

The first of them stands on the matter itself; a matter against several heads has the others in a table of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.records.matters import Matter, MatterExclusion
from app.records.people import Role, RoleKind

AFTER_LEAVING: Final = timedelta(days=365)


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


def not_hidden_from(agency_ids: Collection[int], it: type[Matter] = Matter) -> ColumnElement[bool]:
    """The WHERE clause of matters none of these agencies is kept out of. Nobody is kept out of most of them.

    ``it``: the matter asked about, where a statement has several.
    """
    further = select(MatterExclusion.matter_id).where(MatterExclusion.agency_id.in_(agency_ids))
    return or_(
        it.excluded_agency_id.is_(None),
        and_(it.excluded_agency_id.not_in(agency_ids), it.id.not_in(further)),
    )


def not_against_their_time(agency_id: int, from_on: date, until_on: date) -> ColumnElement[bool]:
    """The WHERE clause of matters that do not denounce whoever headed an agency then, and has left it.

    Opened while they did, or within a year after: what somebody did as a head is denounced after they left, too.
    """
    then = Matter.opened_on.between(from_on, until_on + AFTER_LEAVING)
    return or_(not_hidden_from([agency_id]), ~then)


def headed_then(session: Session, account_id: int, matter: Matter, agency_ids: Collection[int]) -> bool:
    """Whether somebody headed one of these agencies when a matter was opened, or not long before."""
    last = or_(Role.until_on.is_(None), Role.until_on >= matter.opened_on - AFTER_LEAVING)
    then = and_(Role.kind == RoleKind.HEAD, Role.from_on <= matter.opened_on, last)
    here = and_(Role.account_id == account_id, Role.agency_id.in_(agency_ids))
    return session.scalar(select(Role.id).where(here, then).limit(1)) is not None


def against_head_of(agency_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The WHERE clause of matters that denounce the head of the agency of a row."""
    further = exists().where(MatterExclusion.matter_id == Matter.id, MatterExclusion.agency_id == agency_id)
    return and_(Matter.excluded_agency_id.is_not(None), or_(Matter.excluded_agency_id == agency_id, further))


__all__ = [
    "against_head_of",
    "copy_exclusions",
    "exclude",
    "excluded_agencies",
    "headed_then",
    "not_against_their_time",
    "not_hidden_from",
]
