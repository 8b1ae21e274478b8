"""Doors of the schedule of reception: a month, the paper to post, one day and what becomes of it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.casework import reception_days
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.reception import room
from app.web.reception.day_forms import CancelForm
from app.web.reception.day_pages import (
    cancelling,
    day_page,
    kept_day,
    outcome_form,
    outcome_page,
    the_day,
)
from app.web.reception.day_words import saved_words
from app.web.reception.month import agency_form, month_page
from app.web.reception.planning import change_page, meant, new_day_page, plan_form
from app.web.reception.schedule_paper import posted_page


@room.get("/lich-tiep-cong-dan")
@may(Deed.READ_MATTERS)
def schedule() -> Answer:
    form = agency_form()
    return render_template("reception/schedule.html", form=form, page=month_page(form))


@room.get("/lich-tiep-cong-dan/ban-niem-yet")
@may(Deed.READ_MATTERS)
def print_schedule() -> Answer:
    return render_template("reception/schedule_print.html", page=posted_page(agency_form()))


@room.route("/lich-tiep-cong-dan/moi", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def plan_day() -> Answer:
    form = plan_form()
    if form.validate_on_submit() and meant(form):
        with committing(form) as done:
            made = reception_days.plan_day(
                db.session(), form.plan(), agency_id=int(form.agency.data), by=current_viewer(), at=now(), today=today()
            )
        if done:
            flash(saved_words(made.on))
            past = made.on < today()
            return redirect(url_for("reception.day_outcome" if past else "reception.day", ref=made.ref))
    return render_template("reception/day_plan.html", form=form, page=new_day_page(form))


@room.get("/lich-tiep-cong-dan/<ref>")
@may(Deed.READ_MATTERS)
def day(ref: str) -> Answer:
    return render_template("reception/day.html", page=day_page(the_day(ref)))


@room.route("/lich-tiep-cong-dan/<ref>/doi", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def change_day(ref: str) -> Answer:
    it = kept_day(ref)
    form = plan_form(it)
    if form.validate_on_submit() and meant(form, it):
        with committing(form) as done:
            reception_days.change_day(
                db.session(), it, form.plan(), expected_version=form.expected_version.data, by=current_viewer(),
                at=now(), today=today(), reason=form.reason.data or "",
            )  # fmt: skip
        if done:
            flash(saved_words(it.on))
            return redirect(url_for("reception.day", ref=ref))
    return render_template("reception/day_plan.html", form=form, page=change_page(form, it))


@room.route("/lich-tiep-cong-dan/<ref>/ket-qua", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def day_outcome(ref: str) -> Answer:
    it = kept_day(ref)
    form = outcome_form(it)
    if form.validate_on_submit():
        with committing(form) as done:
            reception_days.hold_day(
                db.session(), it, form.outcome(), expected_version=form.expected_version.data, by=current_viewer(),
                at=now(), today=today(),
            )  # fmt: skip
        if done:
            flash(_("Đã ghi kết quả buổi tiếp."))
            return redirect(url_for("reception.day", ref=ref))
    return render_template("reception/day_outcome.html", form=form, page=outcome_page(form, it))


@room.route("/lich-tiep-cong-dan/<ref>/huy", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def cancel_day(ref: str) -> Answer:
    it = kept_day(ref)
    form = CancelForm(data={"expected_version": it.version})
    if form.validate_on_submit():
        with committing(form) as done:
            reception_days.cancel_day(
                db.session(), it, form.reason.data or "", expected_version=form.expected_version.data,
                by=current_viewer(), at=now(), today=today(),
            )  # fmt: skip
        if done:
            flash(_("Đã hủy buổi tiếp."))
            return redirect(url_for("reception.day", ref=ref))
    return render_template("reception/day_cancel.html", form=form, page=cancelling(it))
