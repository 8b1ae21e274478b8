"""Doors of the internal terms: the numbers of days that are ours and no law's."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.internal_terms import set_term
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.admin import room
from app.web.admin.terms_pages import term_form, term_lines, term_or_404, term_page
from app.web.clock import now
from app.web.commits import committing

Page = str | Response


@room.get("/han-noi-bo")
@may(Deed.ADMINISTER)
def internal_terms() -> Page:
    return render_template("admin/internal_terms.html", lines=term_lines())


@room.route("/han-noi-bo/<name>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def internal_term(name: str) -> Page:
    term = term_or_404(name)
    form = term_form(term)
    if form.validate_on_submit():
        days, source = form.days.data or 0, form.source.data or ""
        with committing(form) as done:
            set_term(db.session(), name, days, source=source, by=current_viewer(), at=now())
        if done:
            flash(_("Đã đặt hạn nội bộ. Từ nay tính theo số ngày mới."))
            return redirect(url_for("admin.internal_terms"))
    return render_template("admin/internal_term.html", page=term_page(term), form=form)
