"""What internal notes say. Who may read them: see :mod:`app.casework.file_notes`."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.identities import NoteWords


def say(session: Session, note_id: int, text: str) -> None:
    """Keep what a new note says."""
    session.add(NoteWords(note_id=note_id, text=text))


def said(session: Session, note_ids: Collection[int]) -> dict[int, str]:
    """By number of the note, what it says."""
    rows = session.execute(select(NoteWords.note_id, NoteWords.text).where(NoteWords.note_id.in_(note_ids)))
    return {row.note_id: row.text for row in rows}


__all__ = ["said", "say"]
