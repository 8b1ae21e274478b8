"""Doors of saved filters: each person's own."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.permissions import Deed
from app.casework.saved_views import own_view, remove_view, rename_view, save_view
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.clock import now
from app.web.commits import committing
from app.web.forms import Form
from app.web.oversight import room
from app.web.oversight.saved_pages import (
    NameForm,
    list_asked,
    new_page,
    query_asked,
    removal,
    rename_page,
    saved_page,
)

Page = str | Response


@room.get("/bo-loc")
@may(Deed.READ_MATTERS)
def saved_filters() -> Page:
    return render_template("oversight/saved_filters.html", page=saved_page())


@room.route("/bo-loc/luu", methods=["GET", "POST"])
@may(Deed.READ_MATTERS)
def save_filter() -> Page:
    form, page = NameForm(), new_page()
    if form.validate_on_submit():
        by, name = current_viewer().account_id, form.name.data or ""
        with committing(form) as done:
            save_view(db.session(), account_id=by, listed=list_asked(), name=name, query=query_asked(), at=now())
        if done:
            flash(_("Đã lưu bộ lọc “%(name)s”.", name=form.name.data))
            return redirect(page.back.url)
    return render_template("oversight/saved_filter.html", page=page, form=form)


@room.route("/bo-loc/<ref>/ten", methods=["GET", "POST"])
@may(Deed.READ_MATTERS)
def rename_filter(ref: str) -> Page:
    view = own_view(db.session(), current_viewer().account_id, ref)
    form, page = NameForm(name=view.name), rename_page(view)
    if form.validate_on_submit():
        with committing(form) as done:
            rename_view(db.session(), current_viewer().account_id, ref, form.name.data or "")
        if done:
            flash(_("Đã đổi tên bộ lọc."))
            return redirect(url_for("oversight.saved_filters"))
    return render_template("oversight/saved_filter.html", page=page, form=form)


@room.route("/bo-loc/<ref>/xoa", methods=["GET", "POST"])
@may(Deed.READ_MATTERS)
def remove_filter(ref: str) -> Page:
    form, asked = Form(), removal(own_view(db.session(), current_viewer().account_id, ref))
    if form.validate_on_submit():
        with committing(form) as done:
            remove_view(db.session(), current_viewer().account_id, ref)
        if done:
            flash(_("Đã xóa bộ lọc."))
            return redirect(url_for("oversight.saved_filters"))
    return render_template("oversight/saved_filter_remove.html", it=asked, form=form)
