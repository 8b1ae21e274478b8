"""Doors of the cases: the file, its acts, who works on it, its sealed page, the lists, the first pages."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework import assignments
from app.casework.permissions import Deed
from app.extensions import db
from app.records.matters import MatterKind
from app.web.access import current_viewer, get_visible_matter, may, require
from app.web.acting import Answer, act_page
from app.web.cases import room
from app.web.cases.correcting import correct_page, line_of, take_back_page
from app.web.cases.facts import facts_form, facts_page, may_state, stated
from app.web.cases.file_index import file_index
from app.web.cases.holding import (
    ask_page,
    assign_form,
    assign_page,
    assigned,
    grant_form,
    granted,
    opened_page,
)
from app.web.cases.limits import limit_page
from app.web.cases.lists import index_page
from app.web.cases.mine import mine_page
from app.web.cases.near import notices_page, notices_seen
from app.web.cases.pages import address_of, case_page, way_of
from app.web.cases.sharing import share_page
from app.web.cases.unit import unit_page
from app.web.clock import now
from app.web.commits import committing
from app.web.drafting import drafted, finish_draft
from app.web.foreseen import is_asked
from app.web.forms import Form
from app.web.lists import LARGEST_ROW


@room.get("/ho-so/<ref>")
@may(Deed.READ_MATTERS, Deed.COORDINATE_REPORTS)
def open(ref: str) -> Answer:  # noqa: A001 - the name of the endpoint links are made of
    """The page of any matter: where letters and lists lead."""
    address = address_of(get_visible_matter(ref))
    return redirect(address) if address else abort(404)


@room.get(f"/han/<int(max={LARGEST_ROW}):obligation>")
@may(Deed.READ_MATTERS, Deed.COORDINATE_REPORTS)
def why(obligation: int) -> Answer:
    """Why a limit is due when it is: where every row of a list and every letter leads."""
    return render_template("cases/why.html", page=limit_page(obligation))


@room.get("/vu-viec")
@may(Deed.READ_MATTERS)
def index() -> Answer:
    return render_template("cases/index.html", page=index_page(current_viewer()))


@room.get("/vu-viec/<ref>")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.CASE)
    return render_template("cases/case.html", page=case_page(matter), form=Form())


@room.route("/vu-viec/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.WORK_CASE, Deed.REGISTER_PETITION, Deed.GIVE_TERM)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.CASE)
    return act_page(matter, act, way_of(matter, act))


@room.route("/vu-viec/<ref>/tinh-tiet", methods=["GET", "POST"])
@may(Deed.WORK_CASE)
@drafted("facts", _l("Tình tiết chọn thời hạn"))
def facts(ref: str) -> Answer:
    """What selects a longer limit."""
    matter = get_visible_matter(ref, MatterKind.CASE)
    form, way = facts_form(matter), way_of(matter)
    if not may_state(matter, current_viewer()):
        abort(403)
    if not is_asked() and form.validate_on_submit():
        with committing(form) as done:
            stated(matter, form)
            finish_draft(matter)
        if done:
            flash(_("Đã ghi tình tiết. Hạn đã tính lại."))
            return redirect(way.back)
    return facts_page(matter, form, way)


@room.route(f"/ho-so/<ref>/muc/<int(max={LARGEST_ROW}):line>/sua", methods=["GET", "POST"])
@may(Deed.WORK_CASE, Deed.REGISTER_PETITION, Deed.GIVE_TERM)
def correct(ref: str, line: int) -> Answer:
    """An entry of the log, as it should have been typed."""
    matter = get_visible_matter(ref)
    return correct_page(matter, line_of(matter, line))


@room.route(f"/ho-so/<ref>/muc/<int(max={LARGEST_ROW}):line>/bo", methods=["GET", "POST"])
@may(Deed.WORK_CASE, Deed.REGISTER_PETITION, Deed.GIVE_TERM)
def take_back(ref: str, line: int) -> Answer:
    """An entry of the log that counts no more."""
    matter = get_visible_matter(ref)
    return take_back_page(matter, line_of(matter, line))


@room.get("/viec-cua-toi")
@may(Deed.WORK_CASE)
def mine() -> Answer:
    """The first page of whoever handles petitions and cases."""
    return render_template("cases/mine.html", page=mine_page(current_viewer()))


@room.route("/nhac-han", methods=["GET", "POST"])
@may(Deed.REGISTER_PETITION)
def notices() -> Answer:
    """What is near. The form says that it was seen."""
    form = Form()
    if form.validate_on_submit():
        with committing():
            notices_seen(current_viewer())
        return redirect(url_for("cases.notices"))
    return render_template("cases/notices.html", page=notices_page(current_viewer()), form=form)


@room.get("/don-vi")
@may(Deed.ASSIGN)
def unit() -> Answer:
    """The first page of the head of an agency."""
    return render_template("cases/unit.html", page=unit_page(current_viewer()))


@room.route("/phan-cong", methods=["GET", "POST"])
@may(Deed.WORK_CASE)
def share_out() -> Answer:
    """Many matters given, taken or left in one go, after a page of what would change."""
    return share_page()


@room.get("/vu-viec/<ref>/danh-muc")
@may(Deed.READ_MATTERS)
def index_of_file(ref: str) -> Answer:
    """The papers of a case in the order of the law, to print."""
    return render_template("cases/file_index.html", page=file_index(get_visible_matter(ref, MatterKind.CASE)))


@room.post("/ho-so/<ref>/nhan")
@may(Deed.WORK_CASE, Deed.TRIAGE)
def take(ref: str) -> Answer:
    matter, form = get_visible_matter(ref), Form()
    if not form.validate_on_submit():
        abort(400)
    with committing():
        assignments.take(db.session(), matter, by=current_viewer(), at=now())
    flash(_("Đã nhận %(code)s.", code=matter.code))
    return redirect(address_of(matter) or url_for("cases.mine"))


@room.post("/ho-so/<ref>/bo-phan-cong")
@may(Deed.WORK_CASE, Deed.TRIAGE)
def release(ref: str) -> Answer:
    matter, form = get_visible_matter(ref), Form()
    if not form.validate_on_submit():
        abort(400)
    with committing():
        assignments.release(db.session(), matter, by=current_viewer(), at=now())
    flash(_("Đã bỏ phân công %(code)s.", code=matter.code))
    return redirect(url_for("cases.mine") if matter.sealed else address_of(matter) or url_for("cases.mine"))


@room.route("/ho-so/<ref>/phan-cong", methods=["GET", "POST"])
@may(Deed.ASSIGN)
def assign(ref: str) -> Answer:
    matter = get_visible_matter(ref)
    require(Deed.ASSIGN, matter.agency_id)
    form = assign_form(matter)
    if form.validate_on_submit():
        with committing(form) as done:
            assigned(matter, form)
        if done:
            flash(_("Đã phân công %(code)s.", code=matter.code))
            return redirect(address_of(matter) or url_for("cases.unit"))
    return render_template("cases/assign.html", page=assign_page(matter), form=form)


@room.get("/ho-so/<ref>/nguoi-to-cao")
@may(Deed.READ_MATTERS)
def sealed(ref: str) -> Answer:
    """What stands before the sealed page; opening it is a deed of its own."""
    matter = get_visible_matter(ref)
    ask, grant = ask_page(matter), grant_form(matter)
    if not matter.sealed or not (ask.may_open or grant):
        abort(404)
    return render_template("cases/sealed_ask.html", page=ask, form=Form(), grant=grant)


@room.post("/ho-so/<ref>/nguoi-to-cao")
@may(Deed.READ_MATTERS)
def open_sealed(ref: str) -> Answer:
    matter, form = get_visible_matter(ref), Form()
    if not matter.sealed or not form.validate_on_submit():
        abort(404)
    with committing():
        page = opened_page(matter)
    return render_template("cases/sealed.html", page=page)


@room.post("/ho-so/<ref>/cap-quyen")
@may(Deed.ASSIGN)
def grant(ref: str) -> Answer:
    matter = get_visible_matter(ref)
    form = grant_form(matter)
    if form is None or not matter.sealed:
        abort(403)
    if form.validate_on_submit():
        with committing(form) as done:
            granted(matter, form)
        if done:
            flash(_("Đã cấp quyền xem phần bảo mật %(code)s.", code=matter.code))
            return redirect(url_for("cases.sealed", ref=ref))
    return render_template("cases/sealed_ask.html", page=ask_page(matter), form=Form(), grant=form)
