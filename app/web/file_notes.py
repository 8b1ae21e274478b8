"""The internal notes of a petition or case on its page: the newest, for whoever may read them; for nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.file_notes import NoteRow, count_notes, may_keep, notes_of
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.clock import ZONE, now
from app.web.wording import day, moment

NEWEST = 3  # of them on the page of the file


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note. ``text`` is empty where it stands on the sealed page; ``strike_url``: where its author takes it out."""

    text: str
    said: str
    struck: bool
    strike_url: str


@dataclass(frozen=True, slots=True)
class NotesPanel:
    """What ``parts/_notes.html`` prints. ``more``: how many are not among them."""

    notes: tuple[NoteView, ...]
    sealed: bool
    url: str
    more: int


def notes_panel(matter: Matter) -> NotesPanel | None:
    """The newest notes of a file for the viewer of this request; None for whoever does not read them."""
    session, viewer = db.session(), current_viewer()
    if not may_keep(session, matter, viewer, at=now()):
        return None
    found = notes_of(session, matter, viewer, at=now(), limit=NEWEST)
    more = count_notes(session, matter) - len(found) if len(found) == NEWEST else 0
    address = url_for("cases.notes_of_file", ref=matter.ref)
    return NotesPanel(tuple(note_view(matter, one) for one in found), matter.sealed, address, more)


def note_view(matter: Matter, row: NoteRow) -> NoteView:
    """One note as a page says it."""
    strikes = url_for("cases.strike_note", ref=matter.ref, note=row.ref) if row.strikes else ""
    return NoteView(row.text, said_by(matter, row), row.struck_at is not None, strikes)


def said_by(matter: Matter, row: NoteRow) -> str:
    """Who wrote a note, and when: of what is sealed without the minute (decision 0027)."""
    when = day(row.written_at.astimezone(ZONE).date()) if matter.sealed else moment(row.written_at)
    struck = _("đã gạch") if row.struck_at else ""
    return ", ".join(filter(None, (row.by, when, struck)))
