"""Doors of the roster of reception officers: the agencies, one of them, one officer; appointed, trained, on duty."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.casework import roster as deeds
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import Form
from app.web.reception import room
from app.web.reception import roster_pages as pages
from app.web.reception.roster_forms import TrainingForm

READ = (Deed.KEEP_ROSTER, Deed.LOG_VISIT, Deed.WATCH_PROVINCE, Deed.ADMINISTER)
KEEP = (Deed.KEEP_ROSTER, Deed.ADMINISTER)


@room.get("/doi-ngu-tiep-cong-dan")
@may(*READ)
def roster() -> Answer:
    return render_template("reception/roster.html", page=pages.roster_page())


@room.get("/doi-ngu-tiep-cong-dan/don-vi/<ref>")
@may(*READ)
def agency_roster(ref: str) -> Answer:
    return render_template("reception/roster_agency.html", page=pages.agency_page(pages.the_agency(ref)))


@room.route("/doi-ngu-tiep-cong-dan/don-vi/<ref>/them", methods=["GET", "POST"])
@may(*KEEP)
def appoint(ref: str) -> Answer:
    agency, form = pages.kept_agency(ref), pages.officer_form()
    if form.validate_on_submit():
        given = form.appointment()
        with committing(form) as done:
            made = deeds.appoint(db.session(), given, agency_id=agency.id, by=current_viewer(), at=now())
        if done:
            flash(_("Đã thêm %(name)s vào danh sách.", name=made.full_name))
            return redirect(url_for("reception.officer", ref=made.ref))
    return render_template("reception/roster_form.html", page=pages.appoint_page(agency), form=form)


@room.get("/doi-ngu-tiep-cong-dan/<ref>")
@may(*READ)
def officer(ref: str) -> Answer:
    return render_template(
        "reception/roster_officer.html", page=pages.officer_page(pages.the_officer(ref)), form=Form()
    )


@room.route("/doi-ngu-tiep-cong-dan/<ref>/sua", methods=["GET", "POST"])
@may(*KEEP)
def change_officer(ref: str) -> Answer:
    it = pages.kept_officer(ref)
    form = pages.officer_form(it)
    if form.validate_on_submit():
        given, version = form.appointment(), form.expected_version.data
        with committing(form) as done:
            deeds.change_appointment(
                db.session(), it, given, expected_version=version, by=current_viewer(), at=now()
            )  # fmt: skip
        if done:
            flash(_("Đã lưu phân công."))
            return redirect(url_for("reception.officer", ref=ref))
    return render_template("reception/roster_form.html", page=pages.change_page(it), form=form)


@room.route("/doi-ngu-tiep-cong-dan/<ref>/tap-huan", methods=["GET", "POST"])
@may(*KEEP)
def train_officer(ref: str) -> Answer:
    it, form = pages.kept_officer(ref), TrainingForm()
    if form.validate_on_submit():
        with committing(form) as done:
            deeds.add_training(
                db.session(), it, course=form.course.data or "", on=form.held_on(),
                certificate=form.certificate.data or "", by=current_viewer(), at=now(), today=today(),
            )  # fmt: skip
        if done:
            flash(_("Đã ghi lớp tập huấn."))
            return redirect(url_for("reception.officer", ref=ref))
    return render_template("reception/roster_training.html", page=pages.training_page(it), form=form)


@room.post("/doi-ngu-tiep-cong-dan/<ref>/ngay-truc")
@may(*KEEP)
def keep_days(ref: str) -> Answer:
    it, form = pages.kept_officer(ref), Form()
    if form.validate_on_submit():
        days = pages.days_sent(it)
        with committing(form) as done:
            deeds.set_days(db.session(), it, days, by=current_viewer(), at=now(), today=today())
        if done:
            flash(_("Đã lưu ngày trực."))
            return redirect(url_for("reception.officer", ref=ref, thang=f"{pages.months()[0]:%Y-%m}"))
    return render_template("reception/roster_officer.html", page=pages.officer_page(it), form=form)
