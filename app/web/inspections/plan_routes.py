"""Doors of the plans: the years, one plan, its print, who to inspect, an inspection put in; what the invited see."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.casework.inspections import plans
from app.casework.inspections.sight import find_own_plan
from app.casework.permissions import Deed
from app.extensions import db
from app.statute.inspections import result_before
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.inspections import room
from app.web.inspections.forms import ApproveForm, AskForm
from app.web.inspections.invited import invitations_page
from app.web.inspections.parts import plan_crumbs, step_page
from app.web.inspections.plan_pages import index_page, plan_page, printed_plan
from app.web.inspections.planning import added, item_form, item_page, plan_form, plan_form_page
from app.web.inspections.proposal_pages import proposals_page
from app.web.wording import day


@room.get("/kiem-tra")
@may(Deed.SEE_INSPECTIONS)
def index() -> str:
    return render_template("inspections/index.html", page=index_page())


@room.get("/moi-kiem-tra")
@may(Deed.ATTEND_INSPECTIONS)
def invitations() -> str:
    """The inspections an agency of whoever is signed in is invited to."""
    return render_template("inspections/invitations.html", page=invitations_page())


@room.route("/kiem-tra/ke-hoach/moi", methods=["GET", "POST"])
@may(Deed.INSPECT)
def plan_new() -> Answer:
    form = plan_form()
    if form.validate_on_submit():
        agency_id, year, by = form.agency.data, form.year.data or 0, current_viewer()
        with committing(form) as done:
            ref = plans.write_plan(db.session(), agency_id or 0, year, by=by, at=now()).ref
        if done:
            return redirect(url_for("inspections.plan", ref=ref))
    return plan_form_page(form)


@room.get("/kiem-tra/ke-hoach/<ref>")
@may(Deed.SEE_INSPECTIONS)
def plan(ref: str) -> str:
    return render_template("inspections/plan.html", page=plan_page(ref), form=AskForm())


@room.get("/kiem-tra/ke-hoach/<ref>/ban-in")
@may(Deed.SEE_INSPECTIONS)
def plan_print(ref: str) -> str:
    return render_template("inspections/plan_print.html", page=printed_plan(ref))


@room.route("/kiem-tra/ke-hoach/<ref>/phe-duyet", methods=["GET", "POST"])
@may(Deed.INSPECT)
def plan_approve(ref: str) -> Answer:
    it, form = find_own_plan(db.session(), current_viewer(), ref), ApproveForm()
    if form.fresh:
        form.expected_version.data, form.approved_on.data = it.version, today()
    crumbs, back, year = plan_crumbs(it), url_for("inspections.plan", ref=ref), it.year
    if form.validate_on_submit():
        paper, seen = form.paper(), form.expected_version.data
        with committing(form) as done:
            plans.approve(db.session(), ref, paper, by=current_viewer(), at=now(), today=today(), expected_version=seen)
        if done:
            flash(_("Đã ghi phê duyệt kế hoạch. Kết quả gửi về Sở Nội vụ trước %(day)s.", day=day(result_before(year))))
            return redirect(back)
    lede = _("Từ lúc này mọi thay đổi cần văn bản điều chỉnh và lý do.")
    return step_page(form, _("Phê duyệt kế hoạch"), _("Ghi phê duyệt"), crumbs=crumbs, back=back, lede=lede)


@room.route("/kiem-tra/ke-hoach/<ref>/them", methods=["GET", "POST"])
@may(Deed.INSPECT)
def plan_add(ref: str) -> Answer:
    it = find_own_plan(db.session(), current_viewer(), ref)
    form = item_form(it)
    if "add_unit" in request.form:
        form.units.append_entry()
    elif form.validate_on_submit() and (made := added(ref, form)):
        flash(_("Đã ghi cuộc kiểm tra vào kế hoạch."))
        return redirect(url_for("inspections.inspection", ref=made))
    return item_page(it, form, _("Thêm cuộc kiểm tra"), back=url_for("inspections.plan", ref=ref))


@room.get("/kiem-tra/de-xuat")
@may(Deed.INSPECT)
def proposals() -> str:
    """Which units to inspect, with the reasons."""
    return render_template("inspections/proposals.html", page=proposals_page())
