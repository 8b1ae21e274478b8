"""Whom a petition or case is of: those who speak, and how many signed."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records.cases import CasePetition
from app.records.matters import Matter, PersonRole
from app.records.petitions import Petition

SPEAKING = frozenset({PersonRole.VISITOR, PersonRole.PETITIONER, PersonRole.REPRESENTATIVE})


def signed(session: Session, matter: Matter) -> int:
    """How many people a petition, or the largest of those a case was accepted from, says it is of."""
    of_the_case = select(CasePetition.petition_id).where(CasePetition.case_id == matter.id)
    mine = (Petition.matter_id == matter.id) | Petition.matter_id.in_(of_the_case)
    return session.scalar(select(func.max(Petition.signatories)).where(mine)) or 1
