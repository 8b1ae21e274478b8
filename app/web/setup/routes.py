"""Doors of the first run: the code, and four steps on one page. Closed for ever once somebody administers."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import installation
from app.casework.installation import FirstRun, Step
from app.extensions import db, limiter
from app.web.access import public
from app.web.clock import now
from app.web.commits import committing
from app.web.setup import doing, room
from app.web.setup.codes import proof
from app.web.setup.forms import AdministratorForm, AgenciesForm, CodeForm, StepForm, TrialForm
from app.web.setup.gate import PROVEN, at_step, is_proven, running
from app.web.setup.pages import Forms, address_of, offer_lists, setup_page

Page = str | Response


@room.get("/cai-dat")
@public
def first_run() -> Page:
    found = running()
    if found is None:
        abort(404)
    if not is_proven():
        doing.make_the_code()
        return render_template("setup/code.html", form=CodeForm())
    return _page(found, Forms())


@room.post("/cai-dat/ma")
@public
@limiter.limit("60 per minute")
def enter_code() -> Page:
    if running() is None:
        abort(404)
    form = CodeForm()
    if form.validate_on_submit() and doing.admit(form, request.remote_addr or ""):
        session[PROVEN] = proof(doing.settings())
        return redirect(url_for("setup.first_run"))
    return render_template("setup/code.html", form=form)


@room.post("/cai-dat/quan-tri-vien")
@public
def make_administrator() -> Page:
    found, form = at_step(Step.ADMINISTRATOR), AdministratorForm()
    if form.validate_on_submit() and doing.make_administrator(form):
        return redirect(url_for("setup.first_run"))
    return _page(found, Forms(administrator=form))


@room.post("/cai-dat/don-vi")
@public
def settle_agencies() -> Page:
    found, form = at_step(Step.AGENCIES), offer_lists(AgenciesForm())
    if form.validate_on_submit() and doing.settle_agencies(form):
        return redirect(url_for("setup.first_run"))
    return _page(found, Forms(agencies=form))


@room.post("/cai-dat/thu-thu")
@public
@limiter.limit("10 per minute")
def try_mail() -> Page:
    found, form = at_step(Step.MAIL), TrialForm()
    if form.validate_on_submit() and doing.try_mail(form):
        return redirect(url_for("setup.first_run"))
    return _page(found, Forms(trial=form))


@room.post("/cai-dat/thu")
@public
def pass_mail() -> Page:
    found, form = at_step(Step.MAIL), StepForm()
    if form.validate_on_submit():
        with committing(form) as done:
            installation.pass_mail(db.session(), at=now())
        if done:
            return redirect(url_for("setup.first_run"))
    return _page(found, Forms(step=form))


@room.post("/cai-dat/xong")
@public
def finish() -> Page:
    found, form = at_step(Step.CHECK), StepForm()
    if form.validate_on_submit():
        with committing(form) as done:
            installation.finish(db.session(), at=now())
        if done:
            doing.close()
            flash(_("Đã cài đặt xong. Đăng nhập bằng tài khoản quản trị viên vừa tạo."))
            return redirect(url_for("accounts.sign_in"))
    return _page(found, Forms(step=form))


def _page(found: FirstRun, forms: Forms) -> str:
    if not forms.trial.is_submitted():
        forms.trial.email.data = address_of(found)
    offer_lists(forms.agencies)
    return render_template("setup/first_run.html", page=setup_page(found), forms=forms)
