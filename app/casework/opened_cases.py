"""The case a petition opens when it is accepted; the same one again, when its acceptance was annulled in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.acts import Entry, append
from app.casework.errors import ChangedMeanwhile, OutOfOrder
from app.casework.exclusions import copy_exclusions
from app.casework.matters import Opening, open_matter
from app.casework.numbers import DENUNCIATION, PREFIXES
from app.casework.permissions import Viewer
from app.casework.respondents import copy_respondents
from app.casework.weighing import EXAMINED
from app.records.cases import Case, CasePetition
from app.records.matters import Matter, MatterKind, Series
from app.records.petitions import Petition, PetitionKind
from app.statute.procedures import provisions_of
from app.statute.procedures.complaints import ANNULLED
from app.statute.terms import Procedure

SERIES = {PetitionKind.COMPLAINT: Series.COMPLAINT, PetitionKind.FEEDBACK: Series.FEEDBACK}


def annulled_case(session: Session, matter: Matter) -> Matter | None:
    """The case a petition opened when its acceptance was annulled since. Raises ChangedMeanwhile, OutOfOrder."""
    case = session.scalar(
        select(Matter)
        .join(CasePetition, CasePetition.case_id == Matter.id)
        .where(CasePetition.petition_id == matter.id)
    )
    if case is not None and case.stage != ANNULLED:
        raise ChangedMeanwhile("Đơn này đã được thụ lý thành vụ việc %(code)s.", code=case.code)
    if matter.procedure is None:
        raise OutOfOrder("Phân loại đơn trước khi thụ lý.", provisions=provisions_of(Procedure.TRIAGE, "accepted"))
    return case


def accepted_again(
    session: Session, case: Matter, entry: Entry, facts: Mapping[str, Any], *, by: Viewer, at: datetime, today: date
) -> Matter:
    """A case whose acceptance was annulled runs anew, from the day of the new one."""
    session.refresh(case, with_for_update=True)
    case.facts = {**case.facts, **facts}
    session.get_one(Case, case.id).accepted_on = entry.on
    append(session, case, entry, by=by, at=at, today=today)
    return case


def facts_of_case(matter: Matter, complex_grounds: Sequence[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a petition, as its case begins with it."""
    grounds = {"complex_grounds": list(complex_grounds)} if complex_grounds else {}
    return {**{name: value for name, value in matter.facts.items() if name != EXAMINED}, **grounds, **facts}


def open_case(
    session: Session, petition: Matter, on: date, *, by: Viewer, at: datetime, facts: dict[str, Any]
) -> Matter:
    """The case of a petition, with its people and respondents, before its first act."""
    row = session.get_one(Petition, petition.id)
    series = SERIES.get(row.kind) if row.kind else None
    opening = Opening(
        kind=MatterKind.CASE,
        agency_id=petition.agency_id,
        on=on,
        series=None if petition.sealed else series,
        prefix=PREFIXES[series] if series else DENUNCIATION,
        procedure=petition.procedure,
        title=petition.title,
        field=petition.field,
        place_id=petition.place_id,
        facts=facts,
    )
    case = open_matter(session, opening, by=by, at=at)
    case.sealed = petition.sealed
    copy_exclusions(session, petition, case)
    session.add(Case(matter_id=case.id, accepted_on=on, contested=row.contested))
    session.flush()
    session.add(CasePetition(petition_id=petition.id, case_id=case.id))
    identities.copy_people(session, petition, case)
    copy_respondents(session, petition, case)
    return case
