"""What a sealed matter is about: moved where only grantees read it."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.casework.identities.lines import hide_lines
from app.records.conclusions import ConclusionTask
from app.records.identities import SealedContent
from app.records.matters import Matter, MatterKind
from app.records.mediations import Mediation
from app.records.petitions import Forwarder, Petition
from app.records.reception import Visit


def move_content(session: Session, matter: Matter) -> None:
    """Put what a visit, petition or case is about behind its sealed page."""
    hide_lines(session, matter)
    sealed = SealedContent(matter_id=matter.id)
    if matter.kind is MatterKind.VISIT:
        visit = session.get_one(Visit, matter.id)
        sealed.content, sealed.request, sealed.papers = visit.content, visit.request, visit.papers
        sealed.note = "\n".join(filter(None, (visit.mandate, visit.note, visit.prior_settler)))
        visit.content = visit.request = visit.papers = visit.note = visit.prior_settler = visit.mandate = ""
        # Its people have their names in an open mediation: nothing may lead from there to here.
        session.execute(update(Mediation).where(Mediation.visit_id == matter.id).values(visit_id=None))
    elif matter.kind is MatterKind.PETITION:
        petition = session.get_one(Petition, matter.id)
        sealed.content, sealed.request = petition.content, petition.request
        told: tuple[str, ...] = (
            petition.classification_reason,
            petition.contested,
            petition.translation,
            petition.source_reference,
        )
        if petition.forwarder is Forwarder.PERSON:  # who brings it may be near the one who wrote it
            told, petition.forwarder_name = (*told, petition.forwarder_name), ""
        sealed.note = "\n".join(filter(None, told))
        petition.content = petition.request = petition.classification_reason = petition.contested = ""
        petition.translation = petition.source_reference = ""
    elif matter.kind is MatterKind.CONCLUSION_TASK:
        task = session.get_one(ConclusionTask, matter.id)
        sealed.content, task.what = task.what, ""
    session.add(sealed)


def add_to_sealed(session: Session, matter: Matter, note: str) -> None:
    """Keep words about a sealed matter where only grantees read them."""
    sealed = session.get(SealedContent, matter.id)
    if sealed is None:
        session.add(SealedContent(matter_id=matter.id, note=note))
    else:
        sealed.note = "\n".join(filter(None, (sealed.note, note)))


__all__ = ["add_to_sealed", "move_content"]
