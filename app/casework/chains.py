"""Matters that are one thing seen at different times: a visit, the petition taken at it, the case it became.

A task the head gave after the day of reception belongs to the visit it is about: it is hidden with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, literal, or_, select, union
from sqlalchemy.orm import Session

from app.records.cases import CasePetition
from app.records.conclusions import ConclusionTask
from app.records.matters import Matter
from app.records.petitions import Petition


def chain_of(session: Session, matter: Matter) -> list[Matter]:
    """``matter`` with its visit, petitions (as other agencies forwarded them, too), case and tasks, oldest first."""
    session.flush()
    ids: set[int] = set()
    linked = {matter.id}
    while linked - ids:
        ids = ids | linked
        linked = _petitions_and_visits(session, ids) | _cases_and_petitions(session, ids) | _tasks(session, ids)
    return list(session.scalars(select(Matter).where(Matter.id.in_(ids)).order_by(Matter.id)))


def near(matter_id: int) -> CompoundSelect[Any]:
    """The ids of a matter and of what it is seen as elsewhere at one agency: visit, petitions, case. For ``in_()``.

    One statement, where :func:`chain_of` follows a chain over as many agencies as it has.
    """
    of_the_case = select(CasePetition.petition_id).where(CasePetition.case_id == matter_id)
    petitions = select(Petition.matter_id).where(
        or_(Petition.matter_id == matter_id, Petition.visit_id == matter_id, Petition.matter_id.in_(of_the_case))
    )
    return union(
        select(literal(matter_id)),
        petitions,
        select(Petition.visit_id).where(Petition.matter_id.in_(petitions), Petition.visit_id.is_not(None)),
        select(CasePetition.case_id).where(CasePetition.petition_id.in_(petitions)),
    )


def _petitions_and_visits(session: Session, ids: set[int]) -> set[int]:
    columns = (Petition.matter_id, Petition.visit_id, Petition.forwarded_from_id)
    rows = session.execute(select(*columns).where(or_(*(column.in_(ids) for column in columns))))
    return {one for row in rows for one in row if one is not None}


def _tasks(session: Session, ids: set[int]) -> set[int]:
    columns = (ConclusionTask.matter_id, ConclusionTask.visit_id)
    rows = session.execute(select(*columns).where(or_(*(column.in_(ids) for column in columns))))
    return {one for row in rows for one in row if one is not None}


def _cases_and_petitions(session: Session, ids: set[int]) -> set[int]:
    columns = (CasePetition.petition_id, CasePetition.case_id)
    rows = session.execute(select(*columns).where(or_(*(column.in_(ids) for column in columns))))
    return {one for row in rows for one in row}
