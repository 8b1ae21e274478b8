"""Doors of "Đôn đốc": the letters, one drafted from the list of what is late, issued, answered, told upwards."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import urging_replies
from app.casework.errors import NotFound
from app.casework.permissions import Deed
from app.casework.urged import letter_of
from app.casework.urging import discard, draft_again, may_write
from app.extensions import db
from app.records.urgings import Urging, UrgingPaper
from app.web.access import current_viewer, may
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.oversight import room
from app.web.oversight.urging_drafts import discarding
from app.web.oversight.urging_forms import AskForm, ExplainForm, ReplyForm, ReportForm
from app.web.oversight.urging_pages import letter_page, list_page
from app.web.oversight.urging_steps import (
    Answer,
    as_attachment,
    chosen,
    chosen_requests,
    drafted_report,
    entry_page,
    issuing,
    reply_of,
)

DESKS = (Deed.URGE, Deed.TRIAGE)


@room.get("/don-doc")
@may(*DESKS)
def urging() -> str:
    return render_template("oversight/urging.html", page=list_page(current_viewer()))


@room.post("/don-doc/soan")
@may(Deed.URGE)
def draft_urging() -> Response:
    """Letters about what was chosen in the list of what is late, or about all of it."""
    return chosen()


@room.post("/don-doc/soan-de-nghi")
@may(Deed.TRIAGE)
def draft_requests() -> Response:
    """Of the Reception Board: letters about what it forwarded and has no result of."""
    return chosen_requests()


@room.route("/don-doc/<ref>", methods=["GET", "POST"])
@may(*DESKS)
def urging_letter(ref: str) -> Answer:
    letter = _letter(ref)
    if letter.issued_on is None:
        return issuing(letter)
    return render_template("oversight/urging_letter.html", page=letter_page(current_viewer(), letter), form=AskForm())


@room.route("/don-doc/<ref>/bo", methods=["GET", "POST"])
@may(*DESKS)
def urging_discard(ref: str) -> Answer:
    letter, form = _written(ref), AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            discard(db.session(), ref, by=current_viewer(), at=now())
        if done:
            flash(_("Đã bỏ thư chưa ban hành."))
            return redirect(url_for("oversight.urging"))
    return render_template("oversight/ask.html", page=discarding(letter), form=form)


@room.route("/don-doc/<ref>/tra-loi", methods=["GET", "POST"])
@may(*DESKS)
def urging_reply(ref: str) -> Answer:
    letter, form = _written(ref), ReplyForm()
    if form.validate_on_submit():
        reply = reply_of(form)
        with committing(form) as done:
            urging_replies.record_reply(db.session(), ref, reply, by=current_viewer(), today=today(), at=now())
        if done:
            return _back(ref, _("Đã ghi trả lời."))
    return entry_page(letter, form, _("Ghi trả lời"), _("Lưu trả lời"))


@room.route("/don-doc/<ref>/bao-cao", methods=["GET", "POST"])
@may(*DESKS)
def urging_report(ref: str) -> Answer:
    letter, form = _written(ref), ReportForm()
    if form.validate_on_submit():
        on, number = form.reported_on.data or today(), form.number.data or ""
        by = current_viewer()
        with committing(form) as done:
            urging_replies.report_up(db.session(), ref, number=number, on=on, by=by, today=today(), at=now())
        if done:
            return _back(ref, _("Đã ghi báo cáo Chủ tịch UBND tỉnh."))
    return entry_page(letter, form, _("Ghi báo cáo Chủ tịch UBND tỉnh"), _("Lưu báo cáo"))


@room.route("/don-doc/<ref>/giai-trinh/<int:item>", methods=["GET", "POST"])
@may(Deed.TRIAGE)
def urging_explain(ref: str, item: int) -> Answer:
    letter, form, by = _letter(ref), ExplainForm(), current_viewer()
    if not urging_replies.may_explain(by, letter):
        abort(403)
    if form.validate_on_submit():
        with committing(form) as done:
            urging_replies.explain(db.session(), ref, item, form.words.data or "", by=by, at=now())
        if done:
            return _back(ref, _("Đã ghi giải trình."))
    return entry_page(letter, form, _("Giải trình"), _("Lưu giải trình"), item=item)


@room.post("/don-doc/<ref>/lan-sau")
@may(*DESKS)
def urge_again(ref: str) -> Answer:
    form = AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            made = draft_again(db.session(), ref, by=current_viewer(), today=today(), at=now()).ref
        if done:
            return redirect(url_for("oversight.urging_letter", ref=made))
    page = letter_page(current_viewer(), _letter(ref))
    return render_template("oversight/urging_letter.html", page=page, form=form)


@room.post("/don-doc/<ref>/tep/<paper>")
@may(*DESKS)
def urging_file(ref: str, paper: str) -> Response:
    """A file of a letter. A post: who took it is written down."""
    which = next((one for one in UrgingPaper if one.value == paper), None) or abort(404)
    if not AskForm().validate_on_submit():
        abort(400)
    with committing():
        taken = as_attachment(urging_replies.take_file(db.session(), ref, which, by=current_viewer(), at=now()))
    return as_file(taken)


@room.post("/don-doc/<ref>/du-thao-bao-cao")
@may(*DESKS)
def report_draft(ref: str) -> Answer:
    """The draft of the report to the chairman. A post: who took it is written down."""
    form, taken = AskForm(), None
    if form.validate_on_submit():
        with committing(form):
            taken = drafted_report(ref)
    if taken is not None and not form.errors:
        return as_file(taken)
    page = letter_page(current_viewer(), _letter(ref))
    return render_template("oversight/urging_letter.html", page=page, form=form)


def _letter(ref: str) -> Urging:
    try:
        return letter_of(db.session(), current_viewer(), ref)
    except NotFound:
        abort(404)


def _written(ref: str) -> Urging:
    letter = _letter(ref)
    if not may_write(current_viewer(), letter):
        abort(403)
    return letter


def _back(ref: str, said: str) -> Response:
    flash(said)
    return redirect(url_for("oversight.urging_letter", ref=ref))
