"""Doors of petitions: the list, a new one, the file, and what is done with it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.permissions import Deed
from app.records.matters import MatterKind
from app.web.access import current_viewer, get_visible_matter, may, require
from app.web.acting import CONFLICT, Answer, act_page
from app.web.changes import changed_since
from app.web.commits import committing
from app.web.drafting import drafted, finish_draft
from app.web.foreseen import is_asked
from app.web.forms import Form
from app.web.petitions import completing, deeds, queue, room, splits
from app.web.petitions.duplicates import (
    LINK,
    duplicate_form,
    duplicates_page,
    link_while_typing,
    linked_or_unlinked,
)
from app.web.petitions.foretold import classify_answer
from app.web.petitions.lists import inbox_page
from app.web.petitions.long_waiting import long_page
from app.web.petitions.pages import (
    classify_form,
    classify_page,
    new_petition_form,
    new_petition_page,
    own_pages,
    petition_page,
    why_closed,
)
from app.web.petitions.queue import next_address
from app.web.petitions.triage import examine_form, examined, not_to_decide, triage_page


@room.get("/don")
@may(Deed.REGISTER_PETITION, Deed.TRIAGE)
def inbox() -> Answer:
    return render_template("petitions/inbox.html", page=inbox_page())


@room.route("/don/moi", methods=["GET", "POST"])
@may(Deed.REGISTER_PETITION)
@drafted("petition", _l("Nhập đơn mới"))
def register() -> Answer:
    form, asked = new_petition_form(current_viewer()), request.form
    if form.sent_before():
        return redirect(form.sent_before())
    if "add_person" in asked:
        form.others.append_entry()
    elif not {"find", "pick"} & asked.keys() and form.validate_on_submit():
        with committing(form) as done:
            matter = deeds.registered(form)
            finish_draft(matter)
        if done:
            flash(_("Đã nhập đơn %(code)s.", code=matter.code))
            return redirect(form.sent(deeds.page_or_list(matter)))
    page = new_petition_page(form, pick=asked.get("pick", ""), searched="find" in asked)
    return render_template("petitions/new.html", form=form, page=page)


@room.get("/don/<ref>")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    return render_template("petitions/petition.html", page=petition_page(matter), form=Form())


@room.get("/don/de-lau")
@may(Deed.ASSIGN, Deed.WATCH_PROVINCE)
def unhandled() -> Answer:
    return render_template("petitions/long.html", page=long_page())


@room.get("/don/tiep-theo")
@may(Deed.TRIAGE)
def next_petition() -> Answer:
    return redirect(next_address())


@room.route("/don/<ref>/phan-loai", methods=["GET", "POST"])
@may(Deed.TRIAGE)
@drafted("classify", _l("Phân loại đơn"))
def classify(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    require(Deed.TRIAGE, matter.agency_id)
    form, why = classify_form(matter), why_closed(matter, "classified")
    if why:
        return render_template("petitions/closed.html", page=classify_page(matter), why=why, form=form), CONFLICT
    if LINK in request.form:
        link_while_typing(matter, form)
    elif not is_asked() and form.validate_on_submit():
        if question := deeds.keeping_out(matter, form):
            return question
        if onward := deeds.classified(matter, form):
            return redirect(onward)
    return classify_answer(matter, form)


@room.route("/don/<ref>/xu-ly", methods=["GET", "POST"])
@may(Deed.TRIAGE)
def triage(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    require(Deed.TRIAGE, matter.agency_id)
    if elsewhere := not_to_decide(matter):
        return redirect(elsewhere)
    form = examine_form(matter)
    if form.validate_on_submit():
        with committing(form) as done:
            examined(matter, form)
        if done:
            return redirect(url_for("petitions.triage", ref=ref, **queue.kept(), _anchor="huong-xu-ly"))
    meanwhile = changed_since(matter, form, lambda _rows: {}, version="version")
    return render_template("petitions/triage.html", form=form, page=triage_page(matter), meanwhile=meanwhile)


@room.route("/don/<ref>/don-trung", methods=["GET", "POST"])
@may(Deed.TRIAGE)
def duplicates(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    require(Deed.TRIAGE, matter.agency_id)
    form = duplicate_form(matter)
    if form.validate_on_submit():
        with committing(form) as done:
            words = linked_or_unlinked(matter, form)
        if done:
            flash(words)
            return redirect(url_for("petitions.page", ref=ref))
    return render_template("petitions/duplicates.html", form=form, page=duplicates_page(matter))


@room.route("/don/<ref>/tach", methods=["GET", "POST"])
@may(Deed.TRIAGE)
@drafted("split", _l("Tách đơn"))
def split(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    require(Deed.TRIAGE, matter.agency_id)
    if not splits.readable(matter):
        abort(403)
    form, why = splits.split_form(matter), why_closed(matter, "split")
    if why:
        return render_template("petitions/closed.html", page=classify_page(matter), why=why, form=None), CONFLICT
    step = request.form.get("step")
    if step == "add" or is_asked() or not form.validate_on_submit():
        return splits.page(matter, form)
    return splits.done(matter, form) if step == "confirm" else splits.asked(matter, form)


@room.route("/don/<ref>/bo-sung", methods=["GET", "POST"])
@may(Deed.REGISTER_PETITION, Deed.TRIAGE)
@drafted("complete", _l("Bổ sung thông tin đơn"))
def complete(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    form = completing.completing_form(matter)
    if not completing.may_complete(matter, current_viewer()) or not splits.readable(matter):
        abort(403)
    if form.validate_on_submit():
        return completing.completed(matter, form)
    return completing.completing_page(matter, form)


@room.get("/don/<ref>/nguoi-dung-don")
@may(Deed.READ_MATTERS)
def signed(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    return render_template("petitions/signed.html", page=completing.signed_page(matter))


@room.route("/don/<ref>/thu-ly", methods=["GET", "POST"])
@may(Deed.TRIAGE)
@drafted("act:accepted")
def accept(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    return act_page(matter, "accepted", deeds.acceptance(matter))


@room.route("/don/<ref>/chuyen", methods=["GET", "POST"])
@may(Deed.TRIAGE)
@drafted("act:transferred")
def transfer(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    return act_page(matter, "transferred", deeds.transfer(matter))


@room.route("/don/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.REGISTER_PETITION, Deed.TRIAGE, Deed.GIVE_TERM)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.PETITION)
    if act in own_pages(matter):
        return redirect(own_pages(matter)[act])
    if act == "received":
        abort(404)  # it was received when it was written down
    return act_page(matter, act, deeds.way_of(matter, act))
