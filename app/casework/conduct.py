"""Whether a matter is about the conduct of officials: its petition says so, or one of those a case came from."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from app.records.cases import CasePetition
from app.records.matters import Matter
from app.records.petitions import Petition


def about_conduct() -> ColumnElement[bool]:
    """The WHERE clause of the matters a petition of which is about the conduct of officials."""
    own = select(Petition.matter_id).where(Petition.matter_id == Matter.id, Petition.officials_conduct)
    of_case = (
        select(CasePetition.petition_id)
        .join(Petition, Petition.matter_id == CasePetition.petition_id)
        .where(CasePetition.case_id == Matter.id, Petition.officials_conduct)
    )
    return or_(own.correlate(Matter).exists(), of_case.correlate(Matter).exists())
