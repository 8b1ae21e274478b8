"""Doors of an inspection: its page, and one door for each of its steps."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework import audit
from app.casework.file_types import WORD
from app.casework.inspections import concluding, reading, teams
from app.casework.inspections.sight import find_inspection
from app.casework.outbox import Attachment
from app.casework.permissions import Deed
from app.extensions import db
from app.records.inspections import InspectionStage
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.inspections import doing, room
from app.web.inspections.announcing import announcing_page
from app.web.inspections.doing import own_inspection, step
from app.web.inspections.forms import AskForm, AttendForm, BeginForm, FilesForm, TeamForm
from app.web.inspections.pages import inspection_page
from app.web.inspections.parts import sorted_names
from app.web.inspections.planning import cancel_form, cancelled, changed, item_form, item_page

UNDER_WAY = InspectionStage.UNDER_WAY
CANCEL_LEDE = _l("Cuộc kiểm tra ở lại trong kế hoạch, ghi rõ là không tiến hành; không khôi phục được.")


@room.get("/kiem-tra/cuoc/<ref>")
@may(Deed.SEE_INSPECTIONS, Deed.ATTEND_INSPECTIONS)
def inspection(ref: str) -> str:
    return render_template("inspections/inspection.html", page=inspection_page(ref), form=AskForm())


@room.route("/kiem-tra/cuoc/<ref>/sua", methods=["GET", "POST"])
@may(Deed.INSPECT)
def inspection_change(ref: str) -> Answer:
    seen = own_inspection(ref, InspectionStage.PLANNED)
    form, back = item_form(seen.plan, seen), url_for("inspections.inspection", ref=ref)
    if "add_unit" in request.form:
        form.units.append_entry()
    elif form.validate_on_submit() and changed(ref, form):
        flash(_("Đã sửa cuộc kiểm tra trong kế hoạch."))
        return redirect(back)
    return item_page(own_inspection(ref).plan, form, _("Sửa cuộc kiểm tra"), back=back)


@room.route("/kiem-tra/cuoc/<ref>/bo", methods=["GET", "POST"])
@may(Deed.INSPECT)
def inspection_cancel(ref: str) -> Answer:
    seen = own_inspection(ref, InspectionStage.PLANNED, InspectionStage.DECIDED)
    form, title, lede = cancel_form(seen.plan), _("Bỏ khỏi kế hoạch"), CANCEL_LEDE
    told, verb = _("Đã bỏ cuộc kiểm tra."), _("Bỏ cuộc kiểm tra")
    return step(seen, form, lambda: cancelled(ref, form), title=title, verb=verb, told=told, lede=str(lede))


@room.route("/kiem-tra/cuoc/<ref>/doan", methods=["GET", "POST"])
@may(Deed.INSPECT)
def team(ref: str) -> Answer:
    seen, form = own_inspection(ref, InspectionStage.PLANNED, InspectionStage.DECIDED), TeamForm()
    if form.fresh:
        form.expected_version.data, form.decided_on.data = seen.inspection.version, today()

    def do() -> None:
        decision, version = form.decision(), form.expected_version.data
        teams.decide(
            db.session(), ref, decision, by=current_viewer(), at=now(), today=today(), expected_version=version
        )

    told = _("Đã ghi quyết định thành lập đoàn. Đơn vị được kiểm tra thấy cuộc kiểm tra từ bây giờ.")
    return step(seen, form, do, title=_("Thành lập đoàn kiểm tra"), verb=_("Ghi quyết định"), told=told)


@room.route("/kiem-tra/cuoc/<ref>/moi", methods=["GET", "POST"])
@may(Deed.INSPECT)
def invite(ref: str) -> Answer:
    return doing.inviting_page(ref)


@room.post("/kiem-tra/cuoc/<ref>/giay-moi/<invited>")
@may(Deed.INSPECT, Deed.ATTEND_INSPECTIONS)
def invitation_paper(ref: str, invited: str) -> Answer:
    """The very paper, for whoever inspects and whoever was invited by it; who took it is written down."""
    by, session = current_viewer(), db.session()
    paper = reading.invitation_paper(session, by, find_inspection(session, by, ref), invited) or abort(404)
    file = Attachment(paper.file_name, WORD.media_type, paper.content)
    with committing():
        audit.note(session, by=by.account_id, at=now(), action="inspection_paper_taken", subject=ref)
    return as_file(file)


@room.route("/kiem-tra/cuoc/<ref>/bat-dau", methods=["GET", "POST"])
@may(Deed.INSPECT)
def begin(ref: str) -> Answer:
    seen, form = own_inspection(ref, InspectionStage.DECIDED), BeginForm()
    if form.fresh:
        form.began_on.data = today()
    title, verb, told = _("Đoàn bắt đầu làm việc"), _("Ghi ngày bắt đầu"), _("Cuộc kiểm tra đang tiến hành.")
    return step(seen, form, lambda: doing.begun(ref, form), title=title, verb=verb, told=told)


@room.route("/kiem-tra/cuoc/<ref>/tham-gia/<invited>", methods=["GET", "POST"])
@may(Deed.INSPECT)
def attend(ref: str, invited: str) -> Answer:
    seen, form = own_inspection(ref, UNDER_WAY, InspectionStage.ANNOUNCED), AttendForm()
    row = next((one for one in reading.invitations(db.session(), [seen.inspection.id]) if one.ref == invited), None)

    def do() -> None:
        who = form.who_came.data or ""
        teams.attend(db.session(), ref, invited, form.attendance.data, who, by=current_viewer(), at=now())

    title = _("Việc tham gia của %(agency)s", agency=row.agency if row else abort(404))
    return step(seen, form, do, title=title, verb=_("Lưu việc tham gia"), told=_("Đã ghi việc tham gia."))


@room.route("/kiem-tra/cuoc/<ref>/ho-so", methods=["GET", "POST"])
@may(Deed.INSPECT)
def files(ref: str) -> Answer:
    seen, form = own_inspection(ref, UNDER_WAY, together=True), FilesForm()
    if form.validate_on_submit() and doing.files_taken(ref, form):
        return redirect(url_for("inspections.inspection", ref=ref))
    page = doing.files_page(own_inspection(ref, together=True) if form.is_submitted() else seen)
    return render_template("inspections/files.html", page=page, form=form)


@room.route("/kiem-tra/cuoc/<ref>/phat-hien", methods=["GET", "POST"])
@may(Deed.INSPECT)
def finding(ref: str) -> Answer:
    seen = own_inspection(ref, UNDER_WAY, together=True)
    form = doing.finding_form(seen)

    def do() -> None:
        concluding.find(db.session(), ref, doing.finding_of(form), by=current_viewer(), at=now())

    return step(
        seen, form, do, title=_("Ghi điều phát hiện"), verb=_("Lưu điều phát hiện"), told=_("Đã ghi điều phát hiện.")
    )


@room.route("/kiem-tra/cuoc/<ref>/phat-hien/<int:row>/bo", methods=["GET", "POST"])
@may(Deed.INSPECT)
def finding_strike(ref: str, row: int) -> Answer:
    seen, form = own_inspection(ref, UNDER_WAY, together=True), AskForm()
    page = doing.striking(
        seen, _("Bỏ điều phát hiện này?"), _("Bỏ điều phát hiện"), _("Kiến nghị soạn vì điều này cũng bỏ theo.")
    )
    if form.validate_on_submit():
        with committing(form) as done:
            concluding.strike_finding(db.session(), ref, row, by=current_viewer(), at=now())
        if done:
            return redirect(page.back)
    return render_template("inspections/ask.html", page=page, form=form)


@room.route("/kiem-tra/cuoc/<ref>/kien-nghi", methods=["GET", "POST"])
@may(Deed.INSPECT)
def recommendation(ref: str) -> Answer:
    seen = own_inspection(ref, UNDER_WAY, together=True)
    form = doing.recommendation_form(seen)

    def do() -> None:
        asked = doing.recommendation_of(form)
        concluding.recommend(db.session(), ref, asked, by=current_viewer(), at=now(), today=today())

    told = _("Đã soạn kiến nghị. Hạn chạy từ khi công bố kết luận.")
    return step(seen, form, do, title=_("Soạn kiến nghị"), verb=_("Lưu kiến nghị"), told=told, names=sorted_names())


@room.route("/kiem-tra/cuoc/<ref>/kien-nghi/<int:row>/bo", methods=["GET", "POST"])
@may(Deed.INSPECT)
def recommendation_strike(ref: str, row: int) -> Answer:
    seen, form = own_inspection(ref, UNDER_WAY, together=True), AskForm()
    page = doing.striking(seen, _("Bỏ kiến nghị này?"), _("Bỏ kiến nghị"), _("Kiến nghị chưa gửi cho ai."))
    if form.validate_on_submit():
        with committing(form) as done:
            concluding.strike_recommendation(db.session(), ref, row, by=current_viewer(), at=now())
        if done:
            return redirect(page.back)
    return render_template("inspections/ask.html", page=page, form=form)


@room.route("/kiem-tra/cuoc/<ref>/ket-luan", methods=["GET", "POST"])
@may(Deed.INSPECT)
def announce(ref: str) -> Answer:
    return announcing_page(ref)
