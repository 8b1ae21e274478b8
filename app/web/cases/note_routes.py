"""Doors of the internal notes of a petition or case."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from app.casework import file_notes
from app.casework.content_lines import OF
from app.casework.permissions import Deed
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer, get_visible_matter, may
from app.web.acting import Answer, Way
from app.web.cases import room
from app.web.cases.pages import address_of
from app.web.clock import now
from app.web.commits import committing
from app.web.drafting import drafted, finish_draft
from app.web.file_notes import note_view
from app.web.forms import Form, Needed, TextField
from app.web.views import Link


class NoteForm(Form):
    """One note."""

    text = TextField(_l("Ghi chú"), [Needed(_l("Nhập ghi chú.")), Length(max=file_notes.LONGEST)])


@room.route("/ho-so/<ref>/ghi-chu", methods=["GET", "POST"])
@may(Deed.KEEP_NOTES)
@drafted("file_note", _l("Ghi chú nội bộ"))
def notes_of_file(ref: str) -> Answer:
    """The notes of a file, and one more."""
    matter, form = _matter(ref), NoteForm()
    if form.validate_on_submit():
        with committing(form) as done:
            file_notes.write_note(db.session(), matter, form.text.data or "", by=current_viewer(), at=now())
            finish_draft(matter)
        if done:
            flash(_("Đã ghi chú."))
            return redirect(url_for("cases.notes_of_file", ref=ref))
    rows = file_notes.notes_of(db.session(), matter, current_viewer(), at=now())
    told = {"code": matter.code, "way": _way(matter), "sealed_url": _sealed_url(matter)}
    return render_template(
        "cases/notes_of_file.html", form=form, notes=[note_view(matter, one) for one in rows], **told
    )


@room.post("/ho-so/<ref>/ghi-chu/<note>/gach")
@may(Deed.KEEP_NOTES)
def strike_note(ref: str, note: str) -> Answer:
    matter, form = _matter(ref), Form()
    if not form.validate_on_submit():
        abort(400)
    with committing():
        file_notes.strike_note(db.session(), matter, note, by=current_viewer(), at=now())
    flash(_("Đã gạch ghi chú."))
    return redirect(url_for("cases.notes_of_file", ref=ref))


def _matter(ref: str) -> Matter:
    """The file, for whoever keeps its notes. Aborts with 404, and 403 for others who see it."""
    matter = get_visible_matter(ref, *OF)
    if not file_notes.may_keep(db.session(), matter, current_viewer(), at=now()):
        abort(403)
    return matter


def _way(matter: Matter) -> Way:
    back = f"{address_of(matter)}#ghi-chu"
    return Way(back=back, crumbs=(Link(matter.code, back), Link(_("Ghi chú nội bộ"), "")))


def _sealed_url(matter: Matter) -> str:
    return url_for("cases.sealed", ref=matter.ref) if matter.sealed else ""
