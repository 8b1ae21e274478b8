"""Doors of files. A script is answered JSON, always with 200: which file was taken, which was not and why."""

from __future__ import annotations

from flask import Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as Answered

from app.casework.documents import drop_draft_file, may_add, open_file
from app.casework.permissions import Deed
from app.extensions import db
from app.web.access import current_viewer, get_visible_matter, may
from app.web.clock import now
from app.web.commits import committing
from app.web.drafting import ASKED
from app.web.enclosed import put_on_disk, sent_files, take
from app.web.files import room
from app.web.files.pieces import piece_taken
from app.web.files.serving import found, opening_asked, served
from app.web.files.taking import own, told
from app.web.files.viewing import change_page, replace_page, view_page
from app.web.forms import Form

Answer = str | Response | Answered | tuple[str, int]
WORKS = (Deed.LOG_VISIT, Deed.REGISTER_PETITION, Deed.TRIAGE, Deed.WORK_CASE, Deed.MEDIATE)


@room.post("/nhap/<ref>/tep")
@may(Deed.READ_MATTERS)
def add_to_draft(ref: str) -> Answer:
    draft = own(ref)
    taken, troubles = put_on_disk(sent_files())
    with committing():
        rows, more = take(taken, draft_id=draft.id)
    return told(rows, [*troubles, *more], f"{draft.path}?{ASKED}={ref}")


@room.post("/nhap/<ref>/tep/phan")
@may(Deed.READ_MATTERS)
def add_piece_to_draft(ref: str) -> Answer:
    """A piece of a file, for a draft: a slow line goes on where it stopped."""
    draft = own(ref)
    return piece_taken(draft, f"{draft.path}?{ASKED}={ref}")


@room.post("/nhap/<ref>/tep/<file>/bo")
@may(Deed.READ_MATTERS)
def drop_from_draft(ref: str, file: str) -> Answer:
    draft = own(ref)
    with committing():
        drop_draft_file(db.session(), draft.id, file)
    return told([], [], f"{draft.path}?{ASKED}={ref}")


@room.post("/ho-so/<ref>/tep")
@may(Deed.LOG_VISIT, Deed.REGISTER_PETITION, Deed.TRIAGE, Deed.WORK_CASE)
def add_to_matter(ref: str) -> Answer:
    matter = get_visible_matter(ref)
    taken, troubles = put_on_disk(sent_files())
    with committing():
        rows, more = take(taken, matter=matter)
    return told(rows, [*troubles, *more], url_for("cases.open", ref=ref))


@room.post("/ho-so/<ref>/tep/phan")
@may(Deed.LOG_VISIT, Deed.REGISTER_PETITION, Deed.TRIAGE, Deed.WORK_CASE)
def add_piece_to_matter(ref: str) -> Answer:
    """A piece of a file, for a matter."""
    matter = get_visible_matter(ref)
    if not may_add(db.session(), matter, by=current_viewer(), at=now()):
        abort(403)
    return piece_taken(matter, url_for("cases.open", ref=ref))


@room.get("/tep/<ref>")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    """A file, shown or saved. One of a sealed matter is asked about first; opening it is a post."""
    document = found(ref)
    if asked := opening_asked(document):
        return render_template("files/sealed.html", page=asked, form=Form())
    with committing():
        open_file(db.session(), document, viewer=current_viewer(), at=now())
    return served(document, save="luu" in request.args)


@room.get("/tep/<ref>/xem")
@may(Deed.READ_MATTERS)
def view(ref: str) -> Answer:
    """A file in the product: its frame, what is known of it, its versions."""
    return view_page(found(ref))


@room.route("/tep/<ref>/ban-moi", methods=["GET", "POST"])
@may(*WORKS)
def replace(ref: str) -> Answer:
    return replace_page(found(ref))


@room.route("/tep/<ref>/sua", methods=["GET", "POST"])
@may(*WORKS)
def change(ref: str) -> Answer:
    return change_page(found(ref))


@room.post("/tep/<ref>")
@may(Deed.READ_MATTERS)
def open_sealed(ref: str) -> Answer:
    form, document = Form(), found(ref)
    if not form.validate_on_submit():
        abort(400)
    with committing():
        open_file(db.session(), document, viewer=current_viewer(), at=now())
    return served(document, save="luu" in request.form)
