"""A report taken from its form."""

from __future__ import annotations

from app.casework.documents import draft_files
from app.casework.drafts import own_draft
from app.casework.report_sending import send_report
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.drafting import around
from app.web.reports.forms import SendForm


def sent(matter: Matter, form: SendForm) -> None:
    """Send what was typed with the files of its draft; inside ``committing``. Raises as ``send_report``."""
    session, by = db.session(), current_viewer()
    ref = around().ref
    draft = own_draft(session, by.account_id, ref) if ref else None
    files = len(draft_files(session, draft.id)) if draft else 0
    send_report(
        session, matter, form.sending(files), by=by, at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip
