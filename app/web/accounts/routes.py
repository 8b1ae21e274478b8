"""Doors: sign in, try a role, sign out, one's own account, the language of this browser."""

from __future__ import annotations

from flask import abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import accounts, digests, signing_in
from app.extensions import db, limiter
from app.records.people import Account, Theme
from app.web.access import current_person, current_viewer, local_path, public, signed_in
from app.web.accounts import room
from app.web.accounts.entering import enter, leave
from app.web.accounts.forms import PasswordForm, PreferencesForm, SignInForm, SignOutForm, TryForm, WeeklyLetterForm
from app.web.accounts.pages import may_try, own_devices, parts_of, role_cards, weekly_letter_form
from app.web.clock import now
from app.web.commits import committing
from app.web.language import LANGUAGES, keep
from app.web.navigation import home as first_page
from app.web.theme import keep_theme
from app.web.wording import clock_time

Page = str | Response


@room.get("/")
@signed_in
def home() -> Page:
    """The first page of one's day."""
    first = first_page(current_viewer())
    return redirect(first) if first else render_template("accounts/home.html", parts=parts_of(current_person()))


@room.get("/dang-nhap")
@public
def sign_in() -> Page:
    if current_person():
        return redirect(_onward())
    return render_template("accounts/sign_in.html", form=SignInForm(), cards=role_cards(), try_form=TryForm())


@room.post("/dang-nhap")
@public
@limiter.limit("100 per minute")
def sign_in_now() -> Page:
    form = SignInForm()
    if form.validate_on_submit():
        with committing(form) as done:
            typed = {"username": form.username.data or "", "password": form.password.data or ""}
            found = signing_in.sign_in(db.session(), **typed, address=request.remote_addr or "", at=now())
        if done and isinstance(found, Account):
            return enter(found, _onward())
        form.form_errors = [*form.form_errors, _why_not(found)]
    return render_template("accounts/sign_in.html", form=form, cards=role_cards(), try_form=TryForm())


@room.post("/dang-nhap/dung-thu")
@public
def try_role() -> Page:
    form = TryForm()
    if not may_try() or not form.validate_on_submit():
        abort(404)
    with committing():
        account = signing_in.sign_in_demonstration(db.session(), form.ref.data or "", at=now())
    return enter(account, url_for("accounts.home"))


@room.post("/dang-xuat")
@public
def sign_out() -> Page:
    person = current_person()
    if person and SignOutForm().validate_on_submit():
        with committing():
            signing_in.signed_out(db.session(), person.account_id, at=now())
        leave()
    return redirect(url_for("accounts.sign_in"))


@room.post("/dang-xuat/moi-noi")
@signed_in
def sign_out_everywhere() -> Page:
    if SignOutForm().validate_on_submit():
        account = _own_account()
        with committing():
            accounts.sign_out_everywhere(db.session(), account)
            signing_in.signed_out(db.session(), account.id, at=now())
        leave()
    return redirect(url_for("accounts.sign_in"))


@room.post("/tai-khoan/thiet-bi/<int:device_id>/dang-xuat")
@signed_in
def sign_out_device(device_id: int) -> Page:
    if SignOutForm().validate_on_submit():
        with committing():
            signing_in.sign_out_device(db.session(), current_viewer().account_id, device_id, at=now())
        flash(_("Đã đăng xuất thiết bị."))
    return redirect(url_for("accounts.account"))


@room.route("/tai-khoan", methods=["GET", "POST"])
@signed_in
def account() -> Page:
    own = _own_account()
    form = PreferencesForm(locale=own.locale, theme=own.theme)
    if form.validate_on_submit():
        with committing(form) as done:
            accounts.set_preferences(own, locale=form.locale.data, theme=form.theme.data)
        if done:
            flash(_("Đã lưu ngôn ngữ và nền trang."))
            return keep_theme(_with_language(url_for("accounts.account"), form.locale.data), form.theme.data)
    return _account_page(form, PasswordForm())


@room.post("/tai-khoan/mat-khau")
@signed_in
def change_password() -> Page:
    own, form = _own_account(), PasswordForm()
    if form.validate_on_submit():
        with committing(form) as done:
            accounts.change_password(db.session(), own, form.current.data or "", form.password.data or "", at=now())
        if done:
            flash(_("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."))
            return enter(own, url_for("accounts.account"))
    return _account_page(PreferencesForm(locale=own.locale, theme=own.theme), form)


@room.post("/tai-khoan/thu-hang-tuan")
@signed_in
def weekly_letter() -> Page:
    form = WeeklyLetterForm()
    if form.validate_on_submit():
        with committing(form) as done:
            digests.mute(db.session(), wanted=bool(form.wanted.data), by=current_viewer(), at=now())
        if done:
            flash(_("Đã bật thư hằng tuần.") if form.wanted.data else _("Đã tắt thư hằng tuần."))
    return redirect(url_for("accounts.account"))


@room.get("/ngon-ngu/<code>")
@public
def language(code: str) -> Page:
    if code not in LANGUAGES:
        abort(404)
    return _with_language(_onward(), code)


@room.get("/nen-trang/<code>")
@public
def theme(code: str) -> Page:
    """Light or dark in this browser, signed in or not."""
    if code not in set(Theme):
        abort(404)
    return keep_theme(make_response(redirect(_onward())), Theme(code))


def _account_page(preferences: PreferencesForm, password: PasswordForm) -> str:
    person = current_person()
    devices = own_devices(person.account_id) if person else ()
    return render_template(
        "accounts/account.html",
        person=person,
        devices=devices,
        form=preferences,
        password_form=password,
        weekly_form=weekly_letter_form(person) if person else None,
        out=SignOutForm(),
    )


def _own_account() -> Account:
    return db.session.get_one(Account, current_viewer().account_id)


def _onward() -> str:
    return local_path(request.args.get("next")) or url_for("accounts.home")


def _why_not(found: Account | signing_in.Waiting | None) -> str:
    if not isinstance(found, signing_in.Waiting):
        return _("Tên đăng nhập hoặc mật khẩu không đúng.")
    return _(
        "Đã nhập sai nhiều lần. Thử lại từ %(time)s, hoặc báo quản trị viên cấp lại mật khẩu.",
        time=clock_time(found.until),
    )


def _with_language(target: str, code: str) -> Response:
    answer = make_response(redirect(target))
    return keep(answer, code, secure=current_app.config["SESSION_COOKIE_SECURE"])
