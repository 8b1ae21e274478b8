"""Doors of the reports an agency owes: the list, one report, sending it; returning and accepting it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.permissions import Deed
from app.records.matters import MatterKind
from app.web.access import get_visible_matter, may
from app.web.acting import Answer, Way, act_page
from app.web.commits import committing
from app.web.drafting import drafted, finish_draft
from app.web.reports import room
from app.web.reports.pages import act_url, duty_crumbs, duty_page, owed_page, sending_form, sending_page
from app.web.reports.sending import sent


@room.get("/bao-cao-phai-nop")
@may(Deed.SEND_REPORTS)
def index() -> Answer:
    return render_template("reports/owed.html", page=owed_page())


@room.get("/bao-cao-phai-nop/<ref>")
@may(Deed.SEND_REPORTS, Deed.COORDINATE_REPORTS)
def duty(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.REPORT_DUTY)
    return render_template("reports/duty.html", page=duty_page(matter))


@room.route("/bao-cao-phai-nop/<ref>/gui", methods=["GET", "POST"])
@may(Deed.SEND_REPORTS)
@drafted("report", _l("Gửi báo cáo"))
def send(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.REPORT_DUTY)
    form = sending_form(matter)
    if form.validate_on_submit():
        with committing(form) as done:
            sent(matter, form)
            finish_draft(matter, of_act="report_sent")
        if done:
            flash(_("Đã gửi báo cáo số %(no)s.", no=form.document_no.data))
            return redirect(url_for("reports.duty", ref=ref))
    return render_template("reports/send.html", page=sending_page(matter, form), form=form)


@room.route("/bao-cao-phai-nop/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.SEND_REPORTS, Deed.COORDINATE_REPORTS)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.REPORT_DUTY)
    if act == "report_sent":
        return redirect(act_url(matter, act))
    return act_page(matter, act, Way(back=url_for("reports.duty", ref=ref), crumbs=duty_crumbs(matter)))
