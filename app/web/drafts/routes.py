"""Doors of drafts: saving while typing, the list, discarding."""

from __future__ import annotations

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.drafts import discard, own_draft
from app.casework.errors import NotFound, Refused
from app.extensions import db
from app.records.drafts import Draft
from app.web.access import current_viewer, local_path, signed_in
from app.web.commits import committing
from app.web.drafting import keep_typed, place_of, saved_words
from app.web.drafts import room
from app.web.drafts.pages import FROM_LIST, discard_asked, drafts_page
from app.web.forms import Form, sentence_of

Answer = str | Response | tuple[Response, int]
NOT_THERE, REFUSED = 404, 400


@room.get("/nhap")
@signed_in
def index() -> Answer:
    return render_template("drafts/index.html", page=drafts_page())


@room.post("/nhap")
@signed_in
def save() -> Answer:
    """Keep what stands in a form, for the script of the form: answers the ref, the count of savings, and words."""
    place = place_of(local_path(request.form.get("draft_path")) or "")
    if place is None:
        abort(NOT_THERE)
    try:
        with committing():
            draft = keep_typed(place, request.form)
            told = {"ref": draft.ref, "saves": draft.saves, "words": saved_words(draft.saved_at)}
    except NotFound:
        return jsonify(words=_("Bản nháp này không còn.")), NOT_THERE
    except Refused as refused:
        return jsonify(words=sentence_of(refused)), REFUSED
    return jsonify(told)


@room.get("/nhap/<ref>/bo")
@signed_in
def discard_page(ref: str) -> Answer:
    draft = _own(ref)
    return render_template("drafts/discard.html", it=discard_asked(draft, _back(draft)), form=Form())


@room.post("/nhap/<ref>/bo")
@signed_in
def discard_now(ref: str) -> Answer:
    back = _back(_own(ref))
    with committing():
        discard(db.session(), _own(ref))
    flash(_("Đã bỏ bản nháp."))
    return redirect(back)


def _own(ref: str) -> Draft:
    draft = own_draft(db.session(), current_viewer().account_id, ref)
    if draft is None:
        abort(NOT_THERE)
    return draft


def _back(draft: Draft) -> str:
    """The list when one came from there, else the form."""
    return url_for("drafts.index") if request.args.get("tu") == FROM_LIST else draft.path
