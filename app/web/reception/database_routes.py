"""Doors of the national database: what is due, marked one or many after a preview, taken as a file."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.casework.national_database import EntryRow, mark_entered
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import Form
from app.web.reception import database_pages as pages
from app.web.reception import room
from app.web.reception.database_forms import EnteredForm, markings_sent


@room.get("/csdl-quoc-gia")
@may(Deed.ENTER_DATABASE, Deed.WATCH_PROVINCE)
def database() -> Answer:
    return render_template("reception/database.html", page=pages.database_page(), form=Form())


@room.get("/csdl-quoc-gia/bang-tinh")
@may(Deed.ENTER_DATABASE, Deed.WATCH_PROVINCE)
def export_database() -> Answer:
    return pages.export()


@room.post("/csdl-quoc-gia/ghi")
@may(Deed.ENTER_DATABASE)
def mark_database() -> Answer:
    """The preview first; sent again from there it is written down."""
    rows, form = pages.rows_chosen(), EnteredForm()
    if not rows:
        flash(_("Chọn ít nhất một hồ sơ."), "over")
        return redirect(url_for("reception.database"))
    if "xem" not in request.form and form.validate_on_submit():
        return _marked(rows, form)
    return render_template("reception/database_mark.html", page=pages.mark_page(rows, form), form=form)


def _marked(rows: list[EntryRow], form: EnteredForm) -> Answer:
    given, on = markings_sent(rows), form.on.data
    with committing(form) as done:
        results = mark_entered(db.session(), given, on=on or today(), by=current_viewer(), at=now(), today=today())
    if done:
        pages.say_what_became(results)
        return redirect(url_for("reception.database"))
    return render_template("reception/database_mark.html", page=pages.mark_page(rows, form), form=form)
