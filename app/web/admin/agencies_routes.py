"""Doors of the agencies: the tree, one agency, and everything that changes it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.permissions import Deed
from app.web.access import may
from app.web.admin import agencies_changing as changing
from app.web.admin import room
from app.web.admin.agencies_ending import ending_answer
from app.web.admin.agencies_forms import EndRemoteForm, RemoteForm
from app.web.admin.agencies_list import agencies_page
from app.web.admin.agencies_pages import agency_page
from app.web.clock import today
from app.web.commits import committing

Page = str | Response


@room.get("/don-vi")
@may(Deed.ADMINISTER)
def agencies() -> Page:
    return render_template("admin/agencies.html", page=agencies_page())


@room.get("/don-vi/<ref>")
@may(Deed.ADMINISTER)
def agency(ref: str) -> Page:
    return render_template("admin/agency.html", page=agency_page(changing.agency_or_404(ref)))


@room.route("/don-vi/moi", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def new_agency() -> Page:
    form = changing.new_form()
    if form.validate_on_submit():
        with committing(form) as done:
            added = changing.agency_added(form)
        if done:
            flash(_("Đã thêm %(name)s. Giao vai cho người làm ở đây trên trang Tài khoản.", name=added.name))
            return redirect(url_for("admin.agency", ref=added.ref))
    return render_template("admin/agency_new.html", page=changing.new_page(), form=form)


@room.route("/don-vi/<ref>/sua", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def edit_agency(ref: str) -> Page:
    found = changing.agency_or_404(ref)
    form = changing.facts_form(found)
    if form.validate_on_submit():
        with committing(form) as done:
            changing.facts_changed(found, form)
        if done:
            flash(_("Đã lưu thông tin %(name)s.", name=found.name))
            return redirect(url_for("admin.agency", ref=ref))
    return render_template("admin/agency_edit.html", page=changing.facts_page(found, form), form=form)


@room.route("/don-vi/<ref>/cap-tren", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def move_agency(ref: str) -> Page:
    found = changing.agency_or_404(ref)
    form = changing.parent_form(found)
    if form.validate_on_submit():
        with committing(form) as done:
            changing.moved(found, form)
        if done:
            flash(_("Đã đổi cấp trên của %(name)s.", name=found.name))
            return redirect(url_for("admin.agency", ref=ref))
    return render_template("admin/agency_parent.html", page=changing.parent_page(found, form), form=form)


@room.route("/don-vi/<ref>/vung-kho-khan", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def add_remote(ref: str) -> Page:
    found, form = changing.agency_or_404(ref), RemoteForm()
    if form.validate_on_submit():
        with committing(form) as done:
            changing.remote_added(found, form)
        if done:
            flash(_("Đã ghi %(document)s.", document=form.document.data))
            return redirect(url_for("admin.agency", ref=ref))
    return render_template("admin/agency_remote.html", page=changing.remote_page(found), form=form)


@room.route("/don-vi/<ref>/vung-kho-khan/<int(max=9223372036854775807):area>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def end_remote(ref: str, area: int) -> Page:
    found = changing.agency_or_404(ref)
    row, form = changing.remote_area_of(found, area), EndRemoteForm(data={"last_on": today()})
    if form.validate_on_submit():
        with committing(form) as done:
            changing.remote_ended(found, row, form)
        if done:
            flash(_("%(document)s hết hiệu lực sau ngày đã nhập.", document=row.document))
            return redirect(url_for("admin.agency", ref=ref))
    return render_template("admin/agency_remote.html", page=changing.end_remote_page(found, row), form=form)


@room.route("/don-vi/<ref>/ket-thuc", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def end_agency(ref: str) -> Page:
    """What is asked, then what happens, then the deed."""
    return ending_answer(changing.agency_or_404(ref))
