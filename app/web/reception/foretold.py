"""Which clocks a visit will start, and the petition taken at it, told while it is typed."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _

from app.casework.foreseeing import foresee_visit
from app.extensions import db
from app.web.clock import today
from app.web.foreseen import CLOCKS, Foreseen, started, told
from app.web.reception.forms import VisitForm
from app.web.reception.pages import log_page
from app.web.reception.taking import typed
from app.web.views import Change


def log_answer(form: VisitForm) -> str:
    """The clocks as typed, for the script that asks for these alone; else the page with the form."""
    it, asked = _foretold(form), request.form
    if asked.get("step") == CLOCKS:
        return render_template("acting/clocks.html", it=it)
    page = log_page(form, pick=asked.get("pick", ""), searched="find" in asked)
    return render_template("reception/log.html", form=form, page=page, clocks=it)


def _foretold(form: VisitForm) -> Foreseen:
    for it in (form.outcome, form.received_on):
        if it.data is None:
            return Foreseen(_("Nhập “%(label)s” để xem các thời hạn.", label=it.label.text))
    return told(form, lambda: _changes(form))


def _changes(form: VisitForm) -> tuple[Change, ...]:
    return started(foresee_visit(db.session(), typed(form), agency_id=form.desk_chosen, today=today()))
