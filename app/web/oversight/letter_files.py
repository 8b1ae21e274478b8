"""A letter as a mail program shows it, and the file that goes with it."""

from __future__ import annotations

from flask import Response, abort

from app.casework import letters as correspondence
from app.casework.errors import NotFound
from app.casework.permissions import Viewer
from app.extensions import db

# A letter's styles stand on its elements, as mail programs want them. So this answer, and no page of ours, lets styles
# in, and in exchange nothing else: no script, no form, nothing fetched, and no way to the pages around it.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


def html_of(viewer: Viewer, ref: str) -> str:
    """The letter as it was sent. Aborts with 404 when it does not exist or is hidden."""
    try:
        return correspondence.letter(db.session(), viewer, ref).html
    except NotFound:
        abort(404)


def as_in_a_mail_program(html: str) -> Response:
    """A letter on a page of its own."""
    answer = Response(html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
