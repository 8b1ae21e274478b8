"""Whose hands a matter is in, as a filter of a list: a person by an opaque id, oneself, or nobody."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from app.casework.overdue import Holder
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.records.people import Account
from app.web.access import current_viewer
from app.web.lists import asked, options

FIELD = "nguoi"
MYSELF = "toi"
NO_ACCOUNT = 0


def holder_asked() -> int | Holder | None:
    """The person a list is narrowed to. Somebody nobody knows holds nothing."""
    wanted = asked(FIELD)
    if not wanted:
        return None
    if wanted == Holder.NOBODY:
        return Holder.NOBODY
    if wanted == MYSELF:
        return current_viewer().account_id
    return db.session.scalar(select(Account.id).where(Account.ref == wanted)) or NO_ACCOUNT


def holder_options(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The lines of the filter. A person chosen by a link from elsewhere stands among them by name."""
    lines = [(Holder.NOBODY.value, _("Chưa ai giữ"))]
    if viewer.may(Deed.WORK_CASE):
        lines.insert(0, (MYSELF, _("Tôi")))
    wanted = asked(FIELD)
    if wanted and all(wanted != value for value, _words in lines):
        name = db.session.scalar(select(Account.full_name).where(Account.ref == wanted))
        lines += [(wanted, name)] if name else []
    return options(lines)
