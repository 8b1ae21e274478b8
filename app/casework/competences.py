"""Who is competent for a petition, in terms of the register: here, or which agency of it; for each respondent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.agencies import superior_of
from app.casework.respondents import STANDS
from app.records.agencies import Agency, AgencySuccession, Level
from app.records.matters import Matter
from app.records.petitions import Petition, Respondent
from app.statute.competence import About, Competence, Who, competence_on
from app.statute.eligibility_table import SECOND
from app.statute.outcomes import Place

BELOW_THE_TOP = "department"  # an office or board of the province's has somebody above it, as any department has


@dataclass(frozen=True, slots=True)
class Competent:
    """Who resolves what is about one respondent. ``agencies``: of the register; none where it knows none.

    ``respondent`` and ``agencies`` are empty for whoever may not read against whom a sealed petition is.
    """

    respondent: str
    row: Competence
    agencies: tuple[str, ...]
    place: Place


def competent_for(session: Session, matter: Matter, on: date) -> tuple[Competent, ...]:
    """Who resolves a petition received on a day, by each respondent the register knows, in the order they were named.

    A second complaint that names none of them is about whoever decided the case it follows. None for any other
    petition against nobody of the register, and for kinds without a rule.
    """
    rows = session.execute(
        select(Respondent.is_head, Respondent.name + Respondent.post, Agency)
        .join(Agency, Agency.id == Respondent.agency_id)
        .where(Respondent.matter_id == matter.id, STANDS)
        .order_by(Respondent.id)
    ).all()
    named = [(agency, _about(name, is_head=is_head)) for is_head, name, agency in rows]
    about = named or [(agency, About.AGENCY) for agency in _decided_first(session, matter)]
    made = (_competent(session, matter, agency, what, on) for agency, what in about)
    return tuple(one for one in made if one is not None)


def _decided_first(session: Session, matter: Matter) -> Sequence[Agency]:
    """The agency of the first case, where a second complaint says which it follows."""
    if matter.procedure not in SECOND:
        return ()
    first = select(Petition.previous_case_id).where(Petition.matter_id == matter.id).scalar_subquery()
    return session.scalars(select(Agency).join(Matter, Matter.agency_id == Agency.id).where(Matter.id == first)).all()


def place_of(found: Sequence[Competent]) -> Place:
    """Where the petition belongs, all respondents taken together: to several places is not known to be here."""
    places = {one.place for one in found}
    return places.pop() if len(places) == 1 else Place.UNKNOWN


def _about(name: str, *, is_head: bool) -> About:
    if is_head:
        return About.HEAD
    return About.MEMBER if name else About.AGENCY


def _competent(session: Session, matter: Matter, agency: Agency, about: About, on: date) -> Competent | None:
    above = superior_of(session, agency.id, on if agency.existed_on(on) else agency.until_on or on)
    level = BELOW_THE_TOP if agency.level is Level.PROVINCE and above is not None else agency.level.value
    row = competence_on(matter.procedure, level, about, on)
    if row is None:
        return None
    found = _agencies(session, agency, above, row.who)
    here = [one for one in found if one.id == matter.agency_id]
    place = Place.HERE if here else Place.ELSEWHERE
    if row.who is Who.SUCCESSOR and (not found or (here and len(found) > 1)):
        place = Place.UNKNOWN  # several took over, or nobody the register knows: a person says which
    shown = () if matter.sealed else tuple(one.name for one in found)
    return Competent("" if matter.sealed else agency.name, row, shown, place)


def _agencies(session: Session, agency: Agency, above: Agency | None, who: Who) -> list[Agency]:
    if who is Who.ITS_HEAD:
        return [agency]
    if who is Who.SUPERIOR:
        return [above] if above is not None else []
    if who is Who.SUCCESSOR:
        taken = select(AgencySuccession.successor_id).where(AgencySuccession.agency_id == agency.id)
        return list(session.scalars(select(Agency).where(Agency.id.in_(taken)).order_by(Agency.id)))
    return []
