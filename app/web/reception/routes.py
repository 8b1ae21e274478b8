"""Doors of the desk: write a visit down, its page, its acts."""

from __future__ import annotations

from flask import flash, jsonify, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.mandates import add_mandate
from app.casework.permissions import Deed
from app.extensions import db
from app.records.matters import MatterKind
from app.web.access import current_viewer, get_visible_matter, may
from app.web.acting import Answer, Way, act_page
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import drafted, finish_draft
from app.web.people import PeopleForm, found_people
from app.web.reception import room
from app.web.reception.again import agains_of
from app.web.reception.foretold import log_answer
from app.web.reception.groups import MandateForm
from app.web.reception.pages import crumbs_of, mandate_page, visit_form, visit_page
from app.web.reception.taking import saved_words, took_down, where_to


@room.route("/tiep-dan/ghi", methods=["GET", "POST"])
@may(Deed.LOG_VISIT)
@drafted("visit", _l("Ghi lượt tiếp"))
def log() -> Answer:
    form, asked = visit_form(current_viewer()), request.form
    if form.sent_before():
        return redirect(form.sent_before())
    if "add_person" in asked:
        form.others.append_entry()
    elif not {"find", "pick", "step"} & asked.keys() and form.validate_on_submit():
        with committing(form) as done:
            matter = took_down(form)
            finish_draft(matter)
        if done:
            flash(saved_words(matter))
            return redirect(form.sent(where_to(matter, receipt=asked.get("then") == "receipt")))
    return log_answer(form)


@room.post("/tiep-dan/nguoi")
@may(Deed.LOG_VISIT, Deed.REGISTER_PETITION)
def people() -> Answer:
    """Who came before, as a piece of a page. A post: what was typed of a person has no place in an address."""
    typed = PeopleForm().typed()
    found = found_people(db.session(), current_viewer(), typed)
    agains = agains_of(found, current_viewer())
    return make_response(render_template("reception/_found.html", found=found, typed=typed.full_name, agains=agains))


@room.post("/tiep-dan/giong-viec-cu")
@may(Deed.LOG_VISIT)
def alike() -> Answer:
    """Which of the earlier visits offered looks like what is being typed: its ref, for the script to mark."""
    options = visit_form(current_viewer()).asked_again.options
    return jsonify(ref=next((option.value for option in options if option.likely), ""))


@room.get("/tiep-dan/<ref>")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.VISIT)
    return render_template("reception/visit.html", page=visit_page(matter))


@room.route("/tiep-dan/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.LOG_VISIT, Deed.REGISTER_PETITION)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.VISIT)
    return act_page(matter, act, Way(back=url_for("reception.page", ref=ref), crumbs=crumbs_of(matter)))


@room.route("/tiep-dan/<ref>/van-ban-cu-dai-dien", methods=["GET", "POST"])
@may(Deed.LOG_VISIT)
def mandate(ref: str) -> Answer:
    matter, form = get_visible_matter(ref, MatterKind.VISIT), MandateForm()
    if form.validate_on_submit():
        with committing(form) as done:
            add_mandate(
                db.session(), matter, form.document.data or "", form.on.data or today(), by=current_viewer(), at=now(),
                today=today(),
            )  # fmt: skip
        if done:
            flash(_("Đã ghi văn bản cử người đại diện."))
            return redirect(url_for("reception.page", ref=ref))
    return render_template("reception/mandate.html", form=form, page=mandate_page(matter))
