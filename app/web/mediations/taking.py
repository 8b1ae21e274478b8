"""Taking a request for mediation: its form with the communes of the viewer, and the deed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from app.casework import identities
from app.casework.mediation_list import communes_of
from app.casework.mediations import take_dispute, visit_of
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.lists import asked
from app.web.mediations.forms import MediationForm
from app.web.people import Found, found_people, picked
from app.web.views import Link

VISIT = "luot-tiep"  # in the address: the visit a dispute came from


@dataclass(frozen=True, slots=True)
class NewPage:
    """What stands around the form. ``visit``: the code of the visit it came from; ``closed``: no commune of theirs."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    visit: str
    closed: str
    found: tuple[Found, ...] = ()
    searched: bool = False
    chosen: Found | None = None


def mediation_form() -> MediationForm:
    """The form with its lists; begun from a visit, with the person who came."""
    form = MediationForm()
    form.today = today()
    form.agency.choices = [(str(one.id), one.name) for one in communes_of(db.session(), current_viewer(), form.today)]
    if form.fresh:
        form.received_on.data = form.today
        visit = visit_of(db.session(), asked(VISIT), by=current_viewer()) if request.method == "GET" else None
        if visit is not None:
            _begin_from(form, visit)
    return form


def _begin_from(form: MediationForm, visit: Matter) -> None:
    people = identities.known_people(db.session(), visit)
    form.visit.data, form.received_on.data, form.dispute.data = visit.ref, visit.opened_on, visit.title
    if people:
        form.fill_in(people[0])


def new_page(form: MediationForm, *, pick: str = "", searched: bool = False) -> NewPage:
    """The surroundings of the form; ``pick`` puts somebody found into its fields."""
    found = found_people(db.session(), current_viewer(), form.typed()) if searched or pick else []
    chosen = picked(found, pick)
    if chosen is not None:
        form.fill_in(chosen.person)
    visit = visit_of(db.session(), form.visit.data or "", by=current_viewer())
    title = _("Nhận yêu cầu hòa giải")
    return NewPage(
        title=title,
        lede=_("Tranh chấp đất đai là hồ sơ riêng, không phải khiếu nại, và không tính vào số đơn khiếu nại."),
        crumbs=(Link(_("Hòa giải đất đai"), url_for("mediations.index")), Link(title, "")),
        visit=visit.code if visit else "",
        closed="" if form.agency.choices else _("Chỉ UBND cấp xã nơi có đất hòa giải tranh chấp đất đai."),
        found=tuple(found), searched=searched and chosen is None, chosen=chosen,
    )  # fmt: skip


def taken(form: MediationForm) -> Matter:
    """Write down what was typed into a valid form. Raises the refusals of :func:`take_dispute`."""
    return take_dispute(
        db.session(), form.mediation(), agency_id=int(form.agency.data), by=current_viewer(), at=now(), today=today()
    )
