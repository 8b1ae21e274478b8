"""A round as a workbook: the list as it is narrowed."""

from __future__ import annotations

from flask import Response

from app.casework import audit
from app.casework.report_list import round_lines
from app.casework.report_merging import as_of_now
from app.extensions import db
from app.paper.report_round import round_book
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.reports.round_pages import narrowed, the_round


def round_sheet(round_ref: str) -> Response:
    """The workbook; the trail says who took it."""
    by = current_viewer()
    with committing():
        it = the_round(round_ref)
        lines = round_lines(db.session(), by, it.id)
        shown = narrowed(lines, today())
        parts = {one.matter_id: one for one in as_of_now(db.session(), by, it).parts}
        said = f"Hiện {len(shown)} trong {len(lines)} cơ quan" if len(shown) < len(lines) else ""
        file = round_book(it.title, shown, parts, narrowed=said, today=today(), at=now())
        audit.note(
            db.session(), by=by.account_id, at=now(), action="report_round_taken", subject=f"round:{it.ref}",
            agencies=len(shown),
        )  # fmt: skip
    return as_file(file)
