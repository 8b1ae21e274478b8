"""From the form of a visit to the visit: what was typed, the deed, and where to go next."""

from __future__ import annotations

from flask import flash, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.casework.permissions import visible
from app.casework.reception import NewVisit, log_visit
from app.casework.refusals import NO_EVIDENCE
from app.extensions import db
from app.records.matters import Matter
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionKind, VisitOutcome
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.people import the_day
from app.web.reception.forms import TAKES_A_PETITION, TO_AN_AGENCY, VisitForm


def took_down(form: VisitForm) -> Matter:
    """Log the visit typed into a valid form. Raises the refusals of :func:`app.casework.reception.log_visit`."""
    return log_visit(
        db.session(), typed(form), agency_id=int(form.agency.data), by=current_viewer(), at=now(), today=today()
    )


def typed(form: VisitForm) -> NewVisit:
    """What was typed. Fields that belong to another outcome are left out, whatever stands in them."""
    outcome = VisitOutcome(form.outcome.data)
    sent_on, petition = outcome in TO_AN_AGENCY, outcome in TAKES_A_PETITION
    denunciation = form.chosen_kind is PetitionKind.DENUNCIATION
    return NewVisit(
        received_on=the_day(form.received_on),
        people=form.people(),
        content=form.content.data or "",
        outcome=outcome,
        reception_kind=ReceptionKind(form.reception_kind.data),
        people_count=form.people_count.data,
        mandate=form.mandate.data or "",
        kind=form.chosen_kind,
        request=form.request.data or "",
        prior_settler=form.prior_settler.data or "",
        within_competence=form.competent,
        outcome_agency=(form.outcome_agency.data or "") if sent_on else "",
        outcome_document=(form.outcome_document.data or "") if sent_on else "",
        refusal_ground=form.refusal_ground.data or None if outcome is VisitOutcome.REFUSED else None,
        ground_complete_on=form.ground_complete_on.data if form.refusing else None,
        evidence=form.evidence if form.refusing else NO_EVIDENCE,
        explained=bool(form.explained.data),
        explained_at=form.hour_explained,
        papers=form.papers.data or "",
        note=form.note.data or "",
        secret=bool(form.secret.data),
        promised_on=form.promised_on.data if outcome is VisitOutcome.NOTED else None,
        contact=(form.contact.data or "") if outcome is VisitOutcome.NOTED else "",
        repeats="" if form.unlinked else form.repeated,
        respondents=form.respondents() if denunciation else (),
        field=(form.field.data or None) if petition else None,
        signatories=form.people_count.data if petition else 1,
    )


def saved_words(matter: Matter) -> str:
    """What was done, without a word about who came."""
    return _("Đã lưu lượt tiếp %(code)s.", code=matter.code)


def where_to(matter: Matter, *, receipt: bool) -> str:
    """The receipt, the page of the visit, or the next visit when nobody here may see this one any more."""
    seen = select(Matter.id).where(Matter.id == matter.id, visible(current_viewer()))
    if db.session.scalar(seen) is None:
        flash(_("Hồ sơ do cơ quan cấp trên giữ từ đây. Cơ quan này không còn thấy."))
        return url_for("reception.log")
    return url_for("reception.receipt" if receipt else "reception.page", ref=matter.ref)
