"""What a script, or a browser without one, is answered after it sent files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from flask import Response, abort, flash, jsonify, redirect, request
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answered

from app.casework.drafts import own_draft
from app.extensions import db
from app.records.documents import Document
from app.records.drafts import Draft
from app.web.access import current_viewer
from app.web.enclosed import Untaken, draft_row


def own(ref: str) -> Draft:
    """The viewer's draft. Aborts with 404: somebody else's is not there."""
    draft = own_draft(db.session(), current_viewer().account_id, ref)
    return draft if draft is not None else abort(404)


def told(rows: Sequence[Document], troubles: Sequence[Untaken], back: str) -> Response | Answered:
    """Files taken and sentences about the others: data for a script, otherwise words on the page one came from."""
    if request.headers.get("Accept") == "application/json":
        files = [asdict(draft_row(one)) for one in rows]
        return jsonify(files=files, troubles=[one.why for one in troubles])
    if rows:
        flash(ngettext("Đã thêm %(num)d tệp.", "Đã thêm %(num)d tệp.", len(rows)))
    for one in troubles:
        flash(one.words, "over")
    return redirect(back)
