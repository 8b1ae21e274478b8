"""The door of the search."""

from __future__ import annotations

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from app.casework.permissions import Deed
from app.extensions import limiter
from app.web.access import current_viewer, may
from app.web.search import room
from app.web.search.forms import FindForm
from app.web.search.pages import address_of_answer, find_page


def _whoever_asks() -> str:
    return f"account {current_viewer().account_id}"


@room.route("/tim", methods=["GET", "POST"])
@may(Deed.READ_MATTERS)
@limiter.limit("60 per minute", key_func=_whoever_asks, methods=["POST"])
@limiter.limit("240 per minute", key_func=_whoever_asks)
def find() -> str | Response:
    form = FindForm()
    if form.validate_on_submit():
        return redirect(address_of_answer(form.q.data or "", request.form), 303)
    return render_template("search/find.html", page=find_page(form), form=form)
