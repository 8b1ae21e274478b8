"""Doors of "Thư đã gửi": the letters, one letter as it was sent or would be, and a person's word for the first ones."""

from __future__ import annotations

from flask import Response as Answer
from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import backlog
from app.casework import letters as correspondence
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.oversight import room
from app.web.oversight.letter_files import as_in_a_mail_program, html_of
from app.web.oversight.letter_forms import ConfirmForm, ResendForm, TakeFileForm
from app.web.oversight.letter_pages import going_words, letter_page, list_page, waiting_now, waiting_page
from app.web.oversight.letter_preview import asked_letter, preview_form, preview_page
from app.web.oversight.letter_rounds import round_form, round_page

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


@room.get("/thu-da-gui/<ref>/html")
@may(Deed.READ_LETTERS)
def letter_html(ref: str) -> Answer:
    return as_in_a_mail_program(html_of(current_viewer(), ref))


@room.post("/thu-da-gui/<ref>/tep/<int:position>")
@may(Deed.READ_LETTERS)
def letter_file(ref: str, position: int) -> Answer:
    """The file as it was sent. A post: who took it is written down."""
    if not TakeFileForm().validate_on_submit():
        abort(400)
    with committing():
        taken = correspondence.take_attachment(db.session(), ref, position, by=current_viewer(), at=now())
    return as_file(taken)


@room.get("/thu-da-gui/xem-truoc")
@may(Deed.RUN_LETTERS)
def preview() -> Page:
    form = preview_form()
    return render_template("oversight/letter_preview.html", page=preview_page(current_viewer(), form), form=form)


@room.get("/thu-da-gui/chay-thu")
@may(Deed.RUN_LETTERS)
def letter_round() -> Page:
    form = round_form()
    return render_template("oversight/letter_round.html", page=round_page(current_viewer(), form), form=form)


@room.get("/thu-da-gui/xem-truoc/html")
@may(Deed.RUN_LETTERS)
def preview_html() -> Answer:
    return as_in_a_mail_program(asked_letter(current_viewer(), preview_form()).html)


@room.get("/thu-da-gui/xem-truoc/tep")
@may(Deed.RUN_LETTERS)
def preview_sheet() -> Answer:
    letter = asked_letter(current_viewer(), preview_form())
    return as_file(letter.attachments[0]) if letter.attachments else abort(404)


@room.route("/thu-da-gui/cho-xac-nhan", methods=["GET", "POST"])
@may(Deed.RUN_LETTERS)
def held_letters() -> Page:
    form = ConfirmForm()
    if form.validate_on_submit():
        told = waiting_now(current_viewer())  # not how many went: one hidden from this person is not counted for them
        with committing(form) as done:
            backlog.give_the_word(db.session(), period=f"{today():%Y-%m}", by=current_viewer(), at=now())
        if done:
            flash(going_words(told))
            return redirect(url_for("oversight.letters"))
    return render_template("oversight/letters_waiting.html", page=waiting_page(current_viewer()), form=form)
