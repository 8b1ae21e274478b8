"""Doors of the schedule as a whole: its rules, and that it was posted."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.permissions import Deed
from app.casework.postings import post_days
from app.casework.schedule_rules import change_rule, make_rule
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.reception import room
from app.web.reception import rule_pages as pages
from app.web.reception.month import month_asked, month_url
from app.web.wording import number


@room.get("/lich-tiep-cong-dan/quy-tac")
@may(Deed.PLAN_RECEPTION)
def rules() -> Answer:
    return render_template("reception/rules.html", page=pages.rules_page(pages.kept_agency()))


@room.route("/lich-tiep-cong-dan/quy-tac/moi", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def new_rule() -> Answer:
    form = pages.rule_form()
    valid = form.validate_on_submit()
    if valid and not pages.previews():
        with committing(form) as done:
            agency_id = int(form.agency.data)
            _rule, made = make_rule(
                db.session(), form.draft(), agency_id=agency_id, by=current_viewer(), at=now(), today=today()
            )
        if done:
            return _saved(made, agency_id)
    return render_template("reception/rule.html", form=form, page=pages.rule_page(form, shown=valid))


@room.route("/lich-tiep-cong-dan/quy-tac/<ref>", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def rule(ref: str) -> Answer:
    it = pages.the_rule(ref)
    form = pages.rule_form(it)
    valid = form.validate_on_submit()
    if valid and not pages.previews():
        with committing(form) as done:
            made = change_rule(
                db.session(), it, form.draft(), expected_version=form.expected_version.data, by=current_viewer(),
                at=now(), today=today(),
            )  # fmt: skip
        if done:
            return _saved(made, it.agency_id)
    return render_template("reception/rule.html", form=form, page=pages.rule_page(form, it, shown=valid))


@room.route("/lich-tiep-cong-dan/niem-yet", methods=["GET", "POST"])
@may(Deed.PLAN_RECEPTION)
def post_schedule() -> Answer:
    agency = pages.kept_agency()
    form, offered = pages.posting_form(agency), pages.days_to_post(agency)
    if form.validate_on_submit():
        with committing(form) as done:
            chosen = pages.ticked(pages.days_to_post(agency))
            post_days(db.session(), chosen, form.posting(), by=current_viewer(), at=now(), today=today())
        if done:
            n = len(chosen)
            flash(ngettext("Đã ghi niêm yết %(n)s buổi.", "Đã ghi niêm yết %(n)s buổi.", n, n=number(n)))
            return redirect(month_url("reception.schedule", month_asked(), agency.id))
    return render_template("reception/posting.html", form=form, page=pages.posting_page(agency, form, offered))


def _saved(made: int, agency_id: int) -> Answer:
    said = ngettext("lập %(n)s buổi tiếp", "lập %(n)s buổi tiếp", made, n=number(made))
    flash(_("Đã lưu quy tắc, %(made)s.", made=said))
    return redirect(url_for("reception.rules", noi=agency_id))
