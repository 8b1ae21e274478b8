"""Doors of appointments: made from a visit, called off, listed for the day."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.casework.appointments import cancel_appointment as cancel
from app.casework.appointments import make_appointment
from app.casework.permissions import Deed
from app.extensions import db
from app.records.matters import MatterKind
from app.web.access import current_viewer, get_visible_matter, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import Form
from app.web.reception import appointment_pages as pages
from app.web.reception import room


@room.get("/hen-tiep")
@may(Deed.LOG_VISIT)
def appointments() -> Answer:
    return render_template("reception/appointments.html", page=pages.day_page(current_viewer()))


@room.route("/tiep-dan/<ref>/hen", methods=["GET", "POST"])
@may(Deed.LOG_VISIT)
def arrange(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.VISIT)
    form = pages.appoint_form(matter)
    if form.validate_on_submit():
        with committing(form) as done:
            make_appointment(db.session(), matter, form.appointment(), by=current_viewer(), at=now(), today=today())
        if done:
            flash(_("Đã ghi buổi hẹn. In phiếu hẹn giao cho người đến."))
            return redirect(url_for("reception.paper", ref=ref, paper="phieu-hen"))
    return render_template("reception/appoint.html", form=form, page=pages.appoint_page(matter))


@room.route("/tiep-dan/<ref>/hen/<appointment>/huy", methods=["GET", "POST"])
@may(Deed.LOG_VISIT)
def cancel_appointment(ref: str, appointment: str) -> Answer:
    matter, form = get_visible_matter(ref, MatterKind.VISIT), Form()
    asked = pages.cancelling(matter, appointment)
    if form.validate_on_submit():
        with committing(form) as done:
            cancel(db.session(), matter, appointment, by=current_viewer(), at=now())
        if done:
            flash(_("Đã hủy buổi hẹn."))
            return redirect(url_for("reception.page", ref=ref))
    return render_template("reception/appoint_cancel.html", it=asked, form=form)
