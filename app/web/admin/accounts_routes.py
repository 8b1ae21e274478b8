"""Doors of the accounts desk: the list, inviting somebody, one account, its roles, its links, locking it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import account_changes, account_list, invitations
from app.casework.invitations import NewLink
from app.casework.permissions import Deed
from app.extensions import db
from app.records.people import Account
from app.web.access import current_viewer, may
from app.web.admin import accounts_asking as asking
from app.web.admin import accounts_doing as doing
from app.web.admin import room
from app.web.admin.accounts_forms import AskForm, EndRoleForm
from app.web.admin.accounts_pages import WorkPart, account_page, crumbs, list_page, work_part
from app.web.clock import now
from app.web.commits import committing
from app.web.views import Confirmation

Page = str | Response


@room.get("/tai-khoan")
@may(Deed.ADMINISTER)
def accounts() -> Page:
    return render_template("admin/accounts.html", page=list_page())


@room.route("/tai-khoan/moi", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def invite() -> Page:
    form = doing.invite_form()
    if form.validate_on_submit():
        with committing(form) as done:
            made = doing.invited(form)
        if done:
            return _once(made)
    return render_template("admin/account_new.html", form=form)


@room.get("/tai-khoan/<ref>")
@may(Deed.ADMINISTER)
def account(ref: str) -> Page:
    return render_template("admin/account.html", page=account_page(_account(ref)), form=AskForm())


@room.route("/tai-khoan/<ref>/sua", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def edit_account(ref: str) -> Page:
    found = _account(ref)
    form = doing.edit_form(found)
    if form.validate_on_submit():
        with committing(form) as done:
            doing.changed(found, form)
        if done:
            flash(_("Đã lưu họ tên và thư điện tử."))
            return _to(found)
    both = doing.seen_again(found, form)
    return render_template("admin/account_edit.html", form=form, both=both, crumbs=crumbs(found, _("Sửa")))


@room.route("/tai-khoan/<ref>/vai/moi", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def give_role(ref: str) -> Page:
    found, form = _account(ref), doing.role_form()
    if form.validate_on_submit():
        with committing(form) as done:
            doing.given(found, form)
        if done:
            flash(_("Đã giao vai."))
            return _to(found)
    return render_template("admin/account_role.html", form=form, crumbs=crumbs(found, _("Giao vai")))


@room.route("/tai-khoan/<ref>/vai/<int:role_id>/ket-thuc", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def end_role(ref: str, role_id: int) -> Page:
    found, form = _account(ref), EndRoleForm()
    role = doing.given_role(found, role_id) or abort(404)
    if form.validate_on_submit():
        with committing(form) as done:
            doing.ended(found, role_id, form)
        if done:
            flash(_("Đã kết thúc vai."))
            return _to(found)
    return render_template("admin/account_end_role.html", form=form, page=asking.ending(found, role))


@room.route("/tai-khoan/<ref>/lien-ket", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def new_link(ref: str) -> Page:
    found, form = _account(ref), AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            made = invitations.make_link(db.session(), found, by=current_viewer(), at=now())
        if done:
            return _once(made)
    return _ask(form, asking.linking(found))


@room.route("/tai-khoan/<ref>/khoa", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def lock_account(ref: str) -> Page:
    found, form = _account(ref), AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            account_changes.lock(db.session(), found, by=current_viewer(), at=now())
        if done:
            flash(_("Đã khóa tài khoản. Nếu người này còn giữ hồ sơ, báo thủ trưởng phân công lại."))
            return _to(found)
    return _ask(form, asking.locking(found), work_part(found))


@room.route("/tai-khoan/<ref>/mo-khoa", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def unlock_account(ref: str) -> Page:
    found, form = _account(ref), AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            account_changes.unlock(db.session(), found, by=current_viewer(), at=now())
        if done:
            flash(_("Đã mở khóa tài khoản."))
            return _to(found)
    return _ask(form, asking.unlocking(found))


@room.route("/tai-khoan/<ref>/dang-xuat", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def sign_out_account(ref: str) -> Page:
    found, form = _account(ref), AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            account_changes.sign_out_of(db.session(), found, by=current_viewer(), at=now())
        if done:
            flash(_("Đã đăng xuất tài khoản khỏi mọi thiết bị."))
            return _to(found)
    return _ask(form, asking.signing_out(found))


@room.post("/tai-khoan/<ref>/bo-chan")
@may(Deed.ADMINISTER)
def release_sign_in(ref: str) -> Page:
    found, form = _account(ref), AskForm()
    if form.validate_on_submit():
        with committing(form) as done:
            account_changes.release_sign_in(db.session(), found, by=current_viewer(), at=now())
        if done:
            flash(_("Đã bỏ chặn đăng nhập."))
    return _to(found)


def _account(ref: str) -> Account:
    return account_list.account_by_ref(db.session(), ref)


def _to(found: Account) -> Response:
    return redirect(url_for("admin.account", ref=found.ref))


def _ask(form: AskForm, page: Confirmation, work: WorkPart | None = None) -> str:
    return render_template("admin/account_ask.html", form=form, page=page, work=work)


def _once(made: NewLink) -> str:
    """The answer to the form itself: a page one could come back to would have to keep the link somewhere."""
    return render_template("admin/account_link.html", page=doing.link_page(made))
