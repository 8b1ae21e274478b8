"""Doors of online reception: how a day is prepared, a short form for each step, and the notice to send."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for

from app.casework.permissions import Deed
from app.web.access import may
from app.web.acting import Answer
from app.web.commits import committing
from app.web.online import room
from app.web.online.pages import hand_of_request, notice_page, online_day, online_page, step_form, step_page
from app.web.online.steps import BY_CODE


@room.get("/lich-tiep-cong-dan/<ref>/truc-tuyen")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    """The steps of an online day, each with its date and why."""
    return render_template("online/day.html", page=online_page(online_day(ref)))


@room.route("/lich-tiep-cong-dan/<ref>/truc-tuyen/<act>", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def step(ref: str, act: str) -> Answer:
    """One step: a short form."""
    it, chosen = online_day(ref, keeping=True), BY_CODE.get(act) or abort(404)
    form = step_form(it, chosen)
    if "add_point" in request.form:
        form.add_block()
    elif form.validate_on_submit():
        with committing(form) as done:
            chosen.do(it, form, hand_of_request())
        if done:
            flash(str(chosen.saved))
            return redirect(url_for("online.page", ref=ref))
    return render_template("online/step.html", form=form, page=step_page(it, chosen, form))


@room.get("/lich-tiep-cong-dan/<ref>/truc-tuyen/thong-bao/ban-in")
@may(Deed.PLAN_RECEPTION, Deed.WATCH_PROVINCE)
def notice(ref: str) -> Answer:
    """The notice to the citizen and the bodies that take part."""
    return render_template("online/notice.html", page=notice_page(online_day(ref)))
