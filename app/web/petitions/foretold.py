"""What a classification will do to the clocks of a petition, told while it is typed."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _

from app.casework.foreseeing import foresee_classified
from app.casework.petitions import procedure_of
from app.extensions import db
from app.records.matters import Matter
from app.records.petitions import PetitionKind
from app.web.clock import today
from app.web.foreseen import CLOCKS, Foreseen, clock_changes, told
from app.web.petitions.forms import ClassifyForm
from app.web.petitions.pages import classify_meanwhile, classify_page
from app.web.views import Change


def classify_answer(matter: Matter, form: ClassifyForm) -> str:
    """The clocks as typed, for the script that asks for these alone; else the page with the form."""
    it = _foretold(matter, form)
    if request.form.get("step") == CLOCKS:
        return render_template("acting/clocks.html", it=it)
    meanwhile = classify_meanwhile(matter, form)
    return render_template(
        "petitions/classify.html", form=form, page=classify_page(matter), meanwhile=meanwhile, clocks=it
    )


def _foretold(matter: Matter, form: ClassifyForm) -> Foreseen:
    wanting = [it for it in (form.kind, form.on) if not it.data] + form.instance_not_offered
    if wanting:
        return Foreseen(_("Nhập “%(label)s” để xem các thời hạn.", label=wanting[0].label.text))
    return told(form, lambda: _changes(matter, form))


def _changes(matter: Matter, form: ClassifyForm) -> tuple[Change, ...]:
    kind, on = PetitionKind(form.kind.data), form.on.data or today()
    procedure = procedure_of(kind, form.chosen_instance, discipline=form.of_discipline)
    return clock_changes(*foresee_classified(db.session(), matter, procedure, on, today=today()))
