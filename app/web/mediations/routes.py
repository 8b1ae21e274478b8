"""Doors of the mediations: the list, a new request, the file with its acts, and its two papers."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.mediation_corrections import may_correct
from app.casework.permissions import Deed
from app.records.matters import MatterKind
from app.web.access import current_viewer, get_visible_matter, may
from app.web.acting import Answer, Way, act_page
from app.web.commits import committing
from app.web.drafting import drafted, finish_draft
from app.web.forms import Form
from app.web.mediations import room
from app.web.mediations.correcting import correct_page, corrected, correction_form
from app.web.mediations.lists import list_page
from app.web.mediations.pages import crumbs_of, mediation_page
from app.web.mediations.papers import PAPERS, printed_page
from app.web.mediations.taking import mediation_form, new_page, taken


@room.get("/hoa-giai-dat-dai")
@may(Deed.READ_MATTERS)
def index() -> Answer:
    return render_template("mediations/index.html", page=list_page())


@room.route("/hoa-giai-dat-dai/moi", methods=["GET", "POST"])
@may(Deed.MEDIATE)
@drafted("mediation", _l("Nhận yêu cầu hòa giải"))
def new() -> Answer:
    form, asked = mediation_form(), request.form
    if form.sent_before():
        return redirect(form.sent_before())
    if "add_person" in asked or "add_other" in asked:
        (form.others if "add_person" in asked else form.other_side).append_entry()
    elif not {"find", "pick"} & asked.keys() and form.validate_on_submit():
        with committing(form) as done:
            matter = taken(form)
            finish_draft(matter)
        if done:
            flash(_("Đã nhận yêu cầu hòa giải %(code)s.", code=matter.code))
            return redirect(form.sent(url_for("mediations.page", ref=matter.ref)))
    page = new_page(form, pick=asked.get("pick", ""), searched="find" in asked)
    return render_template("mediations/new.html", form=form, page=page)


@room.get("/hoa-giai-dat-dai/<ref>")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.MEDIATION)
    return render_template("mediations/mediation.html", page=mediation_page(matter), form=Form())


@room.route("/hoa-giai-dat-dai/<ref>/sua", methods=["GET", "POST"])
@may(Deed.MEDIATE)
@drafted("mediation_correction", _l("Sửa thửa đất và các bên"))
def correct(ref: str) -> Answer:
    matter, asked = get_visible_matter(ref, MatterKind.MEDIATION), request.form
    if not may_correct(current_viewer(), matter):
        abort(403)
    form = correction_form(matter)
    if "add_person" in asked or "add_other" in asked:
        (form.others if "add_person" in asked else form.other_side).append_entry()
    elif form.validate_on_submit():
        with committing(form) as done:
            corrected(matter, form)
            finish_draft(matter)
        if done:
            flash(_("Đã sửa. Nhật ký giữ bản trước."))
            return redirect(url_for("mediations.page", ref=ref))
    return render_template("mediations/correct.html", form=form, page=correct_page(matter, crumbs_of(matter)))


@room.get("/hoa-giai-dat-dai/<ref>/ban-in/<paper>")
@may(Deed.READ_MATTERS)
def printed(ref: str, paper: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.MEDIATION)
    if paper not in PAPERS:
        abort(404)
    return render_template(f"mediations/{PAPERS[paper]}.html", page=printed_page(matter, paper))


@room.route("/hoa-giai-dat-dai/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.MEDIATE)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.MEDIATION)
    return act_page(matter, act, Way(back=url_for("mediations.page", ref=ref), crumbs=crumbs_of(matter)))
