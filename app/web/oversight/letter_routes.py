"""Doors of "Thư đã gửi": the letters, one letter as it was sent, and a person's word to let the first ones go."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import backlog
from app.casework import letters as correspondence
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.clock import now, today
from app.web.commits import committing
from app.web.oversight import room
from app.web.oversight.letter_forms import ConfirmForm, ResendForm
from app.web.oversight.letter_pages import going_words, letter_page, list_page, waiting_page

Page = str | Response


@room.get("/thu-da-gui")
@may(Deed.READ_LETTERS)
def letters() -> Page:
    return render_template("oversight/letters.html", page=list_page(current_viewer()))


@room.get("/thu-da-gui/<ref>")
@may(Deed.READ_LETTERS)
def letter(ref: str) -> Page:
    return render_template("oversight/letter.html", page=letter_page(current_viewer(), ref), form=ResendForm())


@room.post("/thu-da-gui/<ref>/gui-lai")
@may(Deed.RUN_LETTERS)
def send_letter_again(ref: str) -> Page:
    form = ResendForm()
    if form.validate_on_submit():
        with committing(form) as done:
            correspondence.send_again(db.session(), ref, by=current_viewer(), today=today(), at=now())
        if done:
            flash(_("Thư được gửi lại trong giờ làm việc."))
            return redirect(url_for("oversight.letter", ref=ref))
    return render_template("oversight/letter.html", page=letter_page(current_viewer(), ref), form=form)


@room.route("/thu-da-gui/cho-xac-nhan", methods=["GET", "POST"])
@may(Deed.RUN_LETTERS)
def held_letters() -> Page:
    form = ConfirmForm()
    if form.validate_on_submit():
        with committing(form) as done:
            sent = backlog.give_the_word(db.session(), period=f"{today():%Y-%m}", by=current_viewer(), at=now())
        if done:
            flash(going_words(sent))
            return redirect(url_for("oversight.letters"))
    return render_template("oversight/letters_waiting.html", page=waiting_page(current_viewer()), form=form)
