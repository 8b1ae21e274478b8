"""Doors of the mail desk: the outbox, one letter with its attempts, another try, a letter to try the mail with."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import mail_desk
from app.casework.permissions import Deed
from app.extensions import db, limiter
from app.post.transports import NotSent
from app.post.trial import send_a_test
from app.web.access import current_viewer, may
from app.web.admin import room
from app.web.admin.mail_forms import LetterForm, TrialForm
from app.web.admin.mail_pages import mail_letter_page, mail_page, own_address
from app.web.clock import now, today
from app.web.commits import committing
from app.web.mail_words import error_words, trial_done, trial_subject, trial_text

Page = str | Response


@room.get("/thu")
@may(Deed.ADMINISTER)
def mail() -> Page:
    return render_template("admin/mail.html", page=mail_page(current_viewer()), form=TrialForm())


@room.get("/thu/<ref>")
@may(Deed.ADMINISTER)
def mail_letter(ref: str) -> Page:
    return render_template("admin/mail_letter.html", page=mail_letter_page(current_viewer(), ref), form=LetterForm())


@room.post("/thu/<ref>/gui-lai")
@may(Deed.ADMINISTER)
def send_mail_again(ref: str) -> Page:
    form = LetterForm()
    if form.validate_on_submit():
        with committing(form) as done:
            mail_desk.send_again(db.session(), ref, by=current_viewer(), today=today(), at=now())
        if done:
            flash(_("Thư được gửi lại trong giờ làm việc."))
            return redirect(url_for("admin.mail_letter", ref=ref))
    return render_template("admin/mail_letter.html", page=mail_letter_page(current_viewer(), ref), form=form)


@room.post("/thu/<ref>/thu-ngay")
@may(Deed.ADMINISTER)
def try_mail_now(ref: str) -> Page:
    form = LetterForm()
    if form.validate_on_submit():
        with committing(form) as done:
            mail_desk.try_now(db.session(), ref, by=current_viewer(), at=now())
        if done:
            flash(_("Thư được thử ngay trong vòng một phút, nếu đang trong giờ làm việc."))
            return redirect(url_for("admin.mail_letter", ref=ref))
    return render_template("admin/mail_letter.html", page=mail_letter_page(current_viewer(), ref), form=form)


@room.post("/thu/<ref>/bi-tra-lai")
@may(Deed.ADMINISTER)
def note_returned(ref: str) -> Page:
    form = LetterForm()
    if form.validate_on_submit():
        with committing(form) as done:
            mail_desk.note_returned(db.session(), ref, by=current_viewer(), at=now())
        if done:
            flash(_("Đã ghi nhận thư bị trả lại. Sửa địa chỉ của người nhận rồi gửi lại."))
            return redirect(url_for("admin.mail_letter", ref=ref))
    return render_template("admin/mail_letter.html", page=mail_letter_page(current_viewer(), ref), form=form)


@room.post("/thu/thu-gui")
@may(Deed.ADMINISTER)
@limiter.limit("10 per minute")
def send_test_letter() -> Page:
    address = own_address(current_viewer())
    if TrialForm().validate_on_submit() and address:
        _send_a_test(address)
    return redirect(url_for("admin.mail"))


def _send_a_test(address: str) -> None:
    """Send it and say what came of it. No transaction is open meanwhile: a mail server may take its time."""
    settings, error = current_app.config["SETTINGS"], ""
    try:
        send_a_test(settings, address, subject=trial_subject(), text=trial_text(settings), at=now())
    except NotSent as not_sent:
        error = not_sent.why
    with committing():
        mail_desk.note_a_test(db.session(), by=current_viewer(), at=now(), error=error)
    if error:
        flash(_("Không gửi được thư thử. %(why)s", why=error_words(error)), "over")
    else:
        flash(trial_done(settings, address))
