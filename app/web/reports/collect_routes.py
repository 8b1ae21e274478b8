"""Doors of whoever gathers reports: the rounds, one of them, a report asked for apart, reminders, the draft."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.casework.permissions import Deed
from app.web.access import may
from app.web.acting import Answer
from app.web.commits import committing
from app.web.reports import room
from app.web.reports.asking import ask_form, ask_page, asked_for
from app.web.reports.forms import DoForm
from app.web.reports.merge_pages import draft_file, draft_made, draft_page, drafts_page, merge_page
from app.web.reports.reminding import reminded
from app.web.reports.round_pages import round_page, rounds_page
from app.web.reports.sheets import round_sheet


@room.get("/nghia-vu-bao-cao")
@may(Deed.COORDINATE_REPORTS)
def duties() -> Answer:
    return render_template("reports/rounds.html", page=rounds_page())


@room.route("/nghia-vu-bao-cao/yeu-cau", methods=["GET", "POST"])
@may(Deed.COORDINATE_REPORTS)
def ask() -> Answer:
    form = ask_form()
    if form.validate_on_submit():
        ref = ""
        with committing(form) as done:
            ref = asked_for(form)
        if done:
            flash(_("Đã yêu cầu báo cáo theo văn bản số %(no)s.", no=form.document_no.data))
            return redirect(url_for("reports.round", round_ref=ref))
    return render_template("reports/ask.html", page=ask_page(), form=form)


@room.get("/nghia-vu-bao-cao/<round_ref>")
@may(Deed.COORDINATE_REPORTS)
def round(round_ref: str) -> Answer:  # noqa: A001 - the name of the page
    return render_template("reports/round.html", page=round_page(round_ref), form=DoForm())


@room.get("/nghia-vu-bao-cao/<round_ref>/bang-tinh")
@may(Deed.COORDINATE_REPORTS)
def sheet(round_ref: str) -> Response:
    return round_sheet(round_ref)


@room.post("/nghia-vu-bao-cao/<round_ref>/nhac")
@may(Deed.COORDINATE_REPORTS)
def remind(round_ref: str) -> Answer:
    """What is chosen in the list: first the letters to look at, then, confirmed, into the outbox."""
    return reminded(round_ref, DoForm())


@room.route("/nghia-vu-bao-cao/<round_ref>/tong-hop", methods=["GET", "POST"])
@may(Deed.COORDINATE_REPORTS)
def merge(round_ref: str) -> Answer:
    form = DoForm()
    if form.validate_on_submit() and (ref := draft_made(round_ref, form)):
        return redirect(url_for("reports.draft", merge_ref=ref))
    return render_template("reports/merge.html", page=merge_page(round_ref), form=form)


@room.get("/tong-hop-bao-cao")
@may(Deed.COORDINATE_REPORTS)
def merged() -> Answer:
    return render_template("reports/drafts.html", page=drafts_page())


@room.get("/tong-hop-bao-cao/<merge_ref>")
@may(Deed.COORDINATE_REPORTS)
def draft(merge_ref: str) -> Answer:
    return render_template("reports/merge.html", page=draft_page(merge_ref), form=DoForm())


@room.post("/tong-hop-bao-cao/<merge_ref>/tep")
@may(Deed.COORDINATE_REPORTS)
def draft_document(merge_ref: str) -> Response:
    """The draft as a .docx. A post: who took it is written down."""
    if not DoForm().validate_on_submit():
        abort(400)
    return draft_file(merge_ref)
