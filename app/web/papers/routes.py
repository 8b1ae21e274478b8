"""Doors of the papers of a matter."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.papers import keeping
from app.casework.permissions import Deed
from app.extensions import db
from app.statute.papers import OfficialPaper, papers_of
from app.web.access import current_viewer, get_visible_matter, may
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import drafted
from app.web.forms import Form
from app.web.papers import room
from app.web.papers.pages import discarding
from app.web.papers.writing import Answer, answered


@room.route("/ho-so/<ref>/van-ban/<paper>", methods=["GET", "POST"])
@may(Deed.LOG_VISIT, Deed.REGISTER_PETITION, Deed.TRIAGE, Deed.WORK_CASE)
@drafted("paper", _l("Văn bản đang soạn"))
def write(ref: str, paper: str) -> Answer:
    matter = get_visible_matter(ref)
    return answered(matter, _paper(matter.kind.value, matter.procedure, paper))


@room.route("/ho-so/<ref>/van-ban/<paper>/bo", methods=["GET", "POST"])
@may(Deed.LOG_VISIT, Deed.REGISTER_PETITION, Deed.TRIAGE, Deed.WORK_CASE)
def discard(ref: str, paper: str) -> Answer:
    matter = get_visible_matter(ref)
    row, form = _paper(matter.kind.value, matter.procedure, paper), Form()
    kept = keeping.draft_of(db.session(), matter, row) or abort(404)
    if not form.validate_on_submit():
        return render_template("papers/ask.html", page=discarding(matter, row), form=form)
    version = kept.version
    with committing():
        keeping.discard(db.session(), matter, row, expected_version=version, by=current_viewer(), at=now())
    flash(_("Đã bỏ bản thảo."))
    return redirect(url_for("cases.open", ref=ref))


def _paper(subject: str, procedure: str | None, slug: str) -> OfficialPaper:
    found = papers_of(subject, procedure, today())
    return next((one for one in found if one.slug == slug), None) or abort(404)
