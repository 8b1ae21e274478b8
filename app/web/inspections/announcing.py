"""The conclusion of an inspection announced: the question with the paper as it would go, a look, issuing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.casework.inspections import concluding
from app.extensions import db
from app.records.inspections import InspectionStage
from app.web.access import current_viewer
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.inspections.doing import crumbs_of, own_inspection
from app.web.inspections.forms import AnnounceForm
from app.web.inspections.papering import LOOK, Concluding, concluding_of
from app.web.views import Link


def announcing_page(ref: str) -> Answer:
    """The answer to GET and POST of the conclusion."""
    seen, form = own_inspection(ref, InspectionStage.UNDER_WAY), AnnounceForm()
    it = concluding_of(seen)
    if form.fresh:
        form.expected_version.data, form.announced_on.data = seen.inspection.version, today()
        form.summary.data = it.summary().strip("…")
    if form.validate_on_submit() and request.form.get("then") != LOOK and _announced(ref, form, it):
        flash(_("Đã công bố kết luận. Hạn của các kiến nghị bắt đầu chạy."))
        return redirect(url_for("inspections.inspection", ref=ref))
    title = _("Công bố kết luận kiểm tra")
    return render_template(
        "inspections/announce.html", form=form, title=title, crumbs=(*crumbs_of(seen), Link(title, "")),
        sheet=it.sheet(form), words=it.words(form), back=url_for("inspections.inspection", ref=ref),
        edit_url=url_for("inspections.conclusion", ref=ref),
    )  # fmt: skip


def _announced(ref: str, form: AnnounceForm, it: Concluding) -> bool:
    with committing(form) as done:
        concluding.announce(
            db.session(), ref, form.conclusion(), by=current_viewer(), at=now(), today=today(),
            expected_version=form.expected_version.data, paper=it.written(form),
        )  # fmt: skip
    return bool(done)
