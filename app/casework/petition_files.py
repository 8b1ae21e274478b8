"""The file of a petition read back: what was written down of it, against whom, and what it is linked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from app.casework.identities.signing import listed
from app.casework.permissions import Viewer, told_by_day, visible
from app.casework.places import called
from app.records.agencies import Agency
from app.records.cases import CasePetition
from app.records.matters import Matter, MatterKind
from app.records.petitions import Forwarder, Petition, PetitionKind, Source


class Splitting(StrEnum):
    """How a petition belongs to one that was split."""

    PART = "part"
    WHOLE = "whole"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class Related:
    """A visit, petition or case of the same chain that the viewer may see. ``same``: said to have the same content."""

    id: int
    ref: str
    code: str
    kind: MatterKind
    stage: str
    agency: str
    opened_on: date
    split: Splitting | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class PetitionFile:
    """One petition. Of a sealed one: no content, no reason, nobody named.

    ``opens``: it may be read how it came and how many signed; of a sealed one only by whoever may open it.
    """

    opens: bool

    kind: PetitionKind | None
    source: Source
    forwarder: Forwarder | None
    forwarder_name: str
    forward_document: str
    received_on: date
    written_on: date | None
    signatories: int
    forwarded_on: date | None
    source_reference: str
    anonymous: bool
    language: str
    translation: str
    translated_by: str
    translated_on: date | None
    listed: int
    competent: str
    officials_conduct: bool
    reason: str
    content: str
    request: str
    contested: str
    duplicate_of: int | None  # the first petition of its content
    hint_ignored: PetitionKind | None
    agency: str
    place: str  # where it happened; empty while nobody named it
    related: tuple[Related, ...]


def petition_file(session: Session, viewer: Viewer, matter: Matter) -> PetitionFile:
    """What may be read of a petition the viewer sees."""
    row = session.get_one(Petition, matter.id)
    told = select(Matter.id).where(Matter.id == matter.id, told_by_day(viewer))
    opens, place = session.execute(select(told.exists(), called(None if matter.sealed else matter.place_id))).one()
    return PetitionFile(
        opens=bool(opens), place=place or "",
        kind=row.kind, source=row.source, forwarder=row.forwarder, forwarder_name=row.forwarder_name,
        forward_document=row.forward_document, received_on=row.received_on, written_on=row.written_on,
        signatories=row.signatories, forwarded_on=row.forwarded_on, source_reference=row.source_reference,
        anonymous=row.anonymous, language="" if matter.sealed else row.language,
        translation=row.translation, translated_by=row.translated_by,
        translated_on=row.translated_on, listed=listed(session, matter.id),
        competent=str(matter.facts.get("competent") or ""),
        officials_conduct=row.officials_conduct, reason=row.classification_reason,
        content=row.content, request=row.request, contested=row.contested,
        duplicate_of=row.duplicate_of_id, hint_ignored=row.hint_ignored,
        agency=session.get_one(Agency, matter.agency_id).name,
        related=tuple(_related(session, viewer, row)),
    )  # fmt: skip


def _related(session: Session, viewer: Viewer, petition: Petition) -> Iterator[Related]:
    """Where it came from, where it was passed on to, the case it became."""
    here = petition.matter_id
    linked: list[ColumnElement[Any]] = [
        Matter.id.in_(select(CasePetition.case_id).where(CasePetition.petition_id == here)),
        Matter.id.in_(select(Petition.matter_id).where(Petition.forwarded_from_id == here)),
    ]
    first = petition.duplicate_of_id
    same = or_(Petition.matter_id == first, Petition.duplicate_of_id.in_([here, first] if first else [here]))
    linked.append(and_(Matter.id != here, Matter.id.in_(select(Petition.matter_id).where(same))))
    linked.append(and_(Matter.id != here, Matter.id.in_(select(Petition.matter_id).where(_of_one_split(petition)))))
    earlier = (petition.visit_id, petition.forwarded_from_id, petition.split_from_id)
    linked += [Matter.id == one for one in earlier if one is not None]
    rows = session.execute(
        select(
            Matter.id,
            Matter.ref,
            Matter.code,
            Matter.kind,
            Matter.stage,
            Agency.name.label("agency"),
            Matter.opened_on,
            Petition.split_from_id.label("split_from_id"),
            func.coalesce(same, false()).label("same"),
        )
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Petition, Petition.matter_id == Matter.id)
        .where(or_(*linked), visible(viewer))
        .order_by(Matter.id)
    )
    for row in rows:
        split = _splitting(petition, row.id, row.split_from_id)
        yield Related(*row[:-2], split=split, same=bool(row.same))


def _of_one_split(petition: Petition) -> ColumnElement[bool]:
    wholes = [one for one in (petition.matter_id, petition.split_from_id) if one is not None]
    return Petition.split_from_id.in_(wholes)


def _splitting(petition: Petition, other_id: int, other_split_from: int | None) -> Splitting | None:
    if other_split_from == petition.matter_id:
        return Splitting.PART
    if other_id == petition.split_from_id:
        return Splitting.WHOLE
    return Splitting.SIBLING if other_split_from is not None and other_split_from == petition.split_from_id else None
