"""Petitions split from one: what one of them must not tell once another is sealed, and the files they shared."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.casework.version_rows import forget, whole
from app.records.documents import Document
from app.records.matters import Matter
from app.records.petitions import Petition


def parts_of(session: Session, matter_id: int) -> list[Matter]:
    """The petitions split from one, in the order of its contents. Sealed ones are never among them."""
    wanted = select(Matter).join(Petition, Petition.matter_id == Matter.id).where(Petition.split_from_id == matter_id)
    return list(session.scalars(wanted.order_by(Matter.id)))


def part_company(session: Session, matter_ids: Collection[int]) -> list[Matter]:
    """Cut every link between these petitions, which were sealed, and what they were split from or into.

    The petitions they were split from, where those are still open to read: they tell what was sealed, and who.
    """
    parents = set(
        session.scalars(
            select(Petition.split_from_id).where(
                Petition.matter_id.in_(matter_ids), Petition.split_from_id.is_not(None)
            )
        )
    )
    family = or_(
        Petition.matter_id.in_(matter_ids),
        Petition.split_from_id.in_(matter_ids),
        Petition.split_from_id.in_(parents),
    )
    session.execute(update(Petition).where(family).values(split_from_id=None))
    return list(session.scalars(select(Matter).where(Matter.id.in_(parents), ~Matter.sealed).order_by(Matter.id)))


def withdraw_open_copies(session: Session, sealed_ids: Collection[int]) -> None:
    """What a sealed matter holds is shared with none that is open: a scan of the whole tells who wrote the part.

    Nor are other versions of it.
    """
    behind = select(Document.stored_as).where(Document.matter_id.in_(sealed_ids))
    readable = select(Matter.id).where(~Matter.sealed)
    told = select(Document).where(Document.stored_as.in_(behind), Document.matter_id.in_(readable))
    if rows := session.scalars(told).all():
        forget(session, [row.id for row in whole(session, rows)])


__all__ = ["part_company", "parts_of", "withdraw_open_copies"]
