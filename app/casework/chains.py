"""Matters that are one thing seen at different times: a visit, the petition taken at it, the case it became."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.records.cases import CasePetition
from app.records.matters import Matter
from app.records.petitions import Petition


def chain_of(session: Session, matter: Matter) -> list[Matter]:
    """``matter`` with its visit, petitions (as other agencies forwarded them, too) and case, oldest first."""
    session.flush()
    ids: set[int] = set()
    linked = {matter.id}
    while linked - ids:
        ids = ids | linked
        linked = _petitions_and_visits(session, ids) | _cases_and_petitions(session, ids)
    return list(session.scalars(select(Matter).where(Matter.id.in_(ids)).order_by(Matter.id)))


def _petitions_and_visits(session: Session, ids: set[int]) -> set[int]:
    columns = (Petition.matter_id, Petition.visit_id, Petition.forwarded_from_id)
    rows = session.execute(select(*columns).where(or_(*(column.in_(ids) for column in columns))))
    return {one for row in rows for one in row if one is not None}


def _cases_and_petitions(session: Session, ids: set[int]) -> set[int]:
    columns = (CasePetition.petition_id, CasePetition.case_id)
    rows = session.execute(select(*columns).where(or_(*(column.in_(ids) for column in columns))))
    return {one for row in rows for one in row}
