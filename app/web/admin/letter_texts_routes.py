"""Doors of the words of letters: which letters, the words of one in one language, and the program's words again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.letter_wordings import set_wording
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.admin import room
from app.web.admin.letter_texts_forms import ResetForm
from app.web.admin.letter_texts_pages import (
    kind_lines,
    kind_or_404,
    resetting,
    wording_form,
    wording_page,
    words_now,
)
from app.web.clock import now
from app.web.commits import committing

Page = str | Response
THEN, LOOK = "then", "look"


@room.get("/loi-thu")
@may(Deed.ADMINISTER)
def letter_texts() -> Page:
    return render_template("admin/letter_texts.html", lines=kind_lines())


@room.route("/loi-thu/<kind>/<locale>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def letter_text(kind: str, locale: str) -> Page:
    letter = kind_or_404(kind, locale)
    form = wording_form(letter, locale)
    if form.validate_on_submit() and request.form.get(THEN) != LOOK and form.fits(letter):
        words, seen = form.said(), form.version.data
        with committing(form) as done:
            set_wording(db.session(), letter, locale, words, seen=seen, by=current_viewer(), at=now())
        if done:
            flash(_("Đã đặt lời thư. Thư chưa gửi đi với lời mới, thư đã gửi không đổi."))
            return redirect(url_for("admin.letter_text", kind=kind, locale=locale))
    page = wording_page(letter, locale, form)
    return render_template("admin/letter_text.html", page=page, form=form)


@room.route("/loi-thu/<kind>/<locale>/mac-dinh", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def reset_letter_text(kind: str, locale: str) -> Page:
    letter = kind_or_404(kind, locale)
    form = ResetForm(version=words_now(letter, locale)[1])
    if form.validate_on_submit():
        with committing(form) as done:
            set_wording(
                db.session(), letter, locale, None, seen=form.version.data, by=current_viewer(), at=now()
            )  # fmt: skip
        if done:
            flash(_("Thư dùng lại lời của phần mềm."))
            return redirect(url_for("admin.letter_text", kind=kind, locale=locale))
    return render_template("admin/letter_text_reset.html", page=resetting(letter, locale), form=form)
