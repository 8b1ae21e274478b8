"""The form that marks matters as entered in the national database: the day, and a reference for each."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l

from app.casework.national_database import LONGEST_REFERENCE, EntryRow, Marking
from app.web.forms import Form, Needed, VietnameseDateField, tidy
from app.web.lists import row_number

CHOSEN, REFERENCE, ACTS = "chon", "ma-", "viec-"  # boxes of the list; beside each matter its reference and its log


class EnteredForm(Form):
    """When what is chosen was entered."""

    on = VietnameseDateField(_l("Ngày cập nhật"), [Needed(_l("Nhập ngày cập nhật."))])


def refs_sent() -> list[str]:
    """The matters ticked, each once."""
    return list(dict.fromkeys(ref for ref in request.form.getlist(CHOSEN) if "\0" not in ref))


def reference_sent(ref: str) -> str:
    """What was typed as the reference of a matter."""
    return (tidy(request.form.get(f"{REFERENCE}{ref}", "").replace("\0", "")) or "")[:LONGEST_REFERENCE]


def markings_sent(rows: list[EntryRow]) -> list[Marking]:
    """What was sent of each matter of the preview: as somebody saw it, not as it is now."""
    return [
        Marking(row.ref, row_number(request.form.get(f"{ACTS}{row.ref}", "")) or 0, reference_sent(row.ref))
        for row in rows
    ]
