"""Naming the case of the body below, where the viewer does not see it: the form, the deed."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms.validators import Length, Optional

from app.casework.below import Named, agencies_below, may_name, name_below
from app.casework.permissions import visible
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.acting import Answer, Way
from app.web.cases.pages import address_of
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import finish_draft
from app.web.forms import Form, LineField, ListField, Needed, ValidationError, VersionField
from app.web.views import Link


class BelowForm(Form):
    """Which case of the body below."""

    expected_version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened
    agency_id = ListField(
        _l("Cơ quan đã giải quyết trước"), [Needed(_l("Chọn cơ quan đã giải quyết trước."))], empty=_l("Chọn cơ quan")
    )
    code = LineField(_l("Mã vụ việc"), [Optional(), Length(max=40)])
    number = LineField(_l("Số quyết định, hoặc số thông báo thụ lý"), [Optional(), Length(max=80)])

    def validate_agency_id(self, _it: ListField) -> None:
        if not (self.code.data or "").strip() and not (self.number.data or "").strip():
            raise ValidationError(_("Nhập mã vụ việc hoặc số văn bản của vụ việc trước."))


def named_page(matter: Matter) -> Answer:
    """The answer to GET and POST."""
    session, viewer = db.session(), current_viewer()
    if not may_name(session, matter, viewer):
        abort(403)
    form = BelowForm(data={"expected_version": matter.version, "mark": last_change(session, matter.id)})
    below = [(str(one.id), one.name) for one in agencies_below(session, matter, today())]
    form.agency_id.choices = form.agency_id.with_empty(below)
    if form.validate_on_submit() and _named(matter, form):
        return redirect(_onward(matter))
    back = address_of(matter) or ""
    way = Way(back=back, crumbs=(Link(matter.code, back), Link(_("Vụ việc của cấp dưới"), "")))
    meanwhile = changed_since(matter, form, lambda _rows: {})
    return render_template("cases/below.html", form=form, way=way, code=matter.code, meanwhile=meanwhile)


def _named(matter: Matter, form: BelowForm) -> bool:
    typed = Named(int(form.agency_id.data), form.code.data or "", form.number.data or "")
    with committing(form) as done:
        below = name_below(
            db.session(), matter, typed, by=current_viewer(), at=now(), today=today(),
            expected_version=form.expected_version.data,
        )  # fmt: skip
        finish_draft(matter)
    if done:
        flash(_("Đã nêu vụ việc của cấp dưới, mã %(code)s.", code=below.code))
    return bool(done)


def _onward(matter: Matter) -> str:
    """The file; or the list, where whom the case below denounces takes it from here."""
    seen = select(Matter.id).where(Matter.id == matter.id, visible(current_viewer()))
    here = db.session.scalar(seen) is not None
    return (address_of(matter) if here else None) or url_for("cases.index")
