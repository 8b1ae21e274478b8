"""Internal notes of a file (ghi chú nội bộ): short words among those who work on it.

Read by the handlers and heads of the agency that has the file, and by nobody else: not by who watches the province, not
by the desk, never on a paper, in an export, a letter or a search. A note is not changed: another one answers it, or its
author strikes it out on the day it was written. Of a sealed file only those who may open its sealed page do, there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.casework import audit, identities
from app.casework.acts import hold
from app.casework.content_lines import OF
from app.casework.errors import NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.identities import notes
from app.casework.permissions import Deed, Viewer
from app.casework.schedules import ZONE
from app.records.file_notes import FileNote
from app.records.matters import Matter
from app.records.people import Account

LONGEST = 1_000  # characters of one note
MOST = 500  # notes of one file


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note. ``text`` is empty where it stands on the sealed page; ``strikes``: the viewer may strike it out now."""

    ref: str
    by: str
    written_at: datetime
    struck_at: datetime | None
    text: str
    strikes: bool


def may_keep(session: Session, matter: Matter, viewer: Viewer, *, at: datetime) -> bool:
    """Whether ``viewer`` reads and writes the notes of a matter: at the agency that has it, behind its seal as well."""
    if matter.kind not in OF or not viewer.may(Deed.KEEP_NOTES, matter.agency_id):
        return False
    return not matter.sealed or identities.may_open(session, matter, viewer=viewer, at=at)


def notes_of(
    session: Session, matter: Matter, viewer: Viewer, *, at: datetime, limit: int = MOST, opened: bool = False
) -> tuple[NoteRow, ...]:
    """The notes of a matter, the newest first; none for whoever may not read them.

    ``opened``: the sealed page was opened, and that is in the trail; only then are the words of a sealed one there.
    """
    if not may_keep(session, matter, viewer, at=at):
        return ()
    rows = session.execute(
        select(FileNote, Account.full_name)
        .join(Account, Account.id == FileNote.by_id)
        .where(FileNote.matter_id == matter.id)
        .order_by(FileNote.id.desc())
        .limit(limit)
    ).all()
    told = rows and (opened or not matter.sealed)
    words = notes.said(session, [row.FileNote.id for row in rows]) if told else {}
    today = at.astimezone(ZONE).date()
    return tuple(
        NoteRow(
            one.ref, name, one.written_at, one.struck_at, words.get(one.id, ""),
            one.struck_at is None and _its_author_today(one, viewer, today),
        )
        for one, name in rows
    )  # fmt: skip


def count_notes(session: Session, matter: Matter) -> int:
    """How many notes a matter has. For whoever may read them."""
    return session.scalar(select(func.count()).select_from(FileNote).where(FileNote.matter_id == matter.id)) or 0


def write_note(session: Session, matter: Matter, text: str, *, by: Viewer, at: datetime) -> None:
    """Write a note down. Raises NotFound, NotAllowed, and Refused on ``text``. Nothing else of the matter changes."""
    _take(session, matter, by=by, at=at)
    if not text.strip():
        raise Refused("Nhập ghi chú.", field="text")
    if len(text.strip()) > LONGEST:
        raise Refused("Ghi chú dài nhất %(most)s ký tự.", field="text", most=LONGEST)
    if count_notes(session, matter) >= MOST:
        raise Refused("Một hồ sơ nhiều nhất %(most)s ghi chú.", field="text", most=MOST)
    row = FileNote(matter_id=matter.id, by_id=by.account_id, written_at=at)
    session.add(row)
    session.flush()
    notes.say(session, row.id, text.strip())
    audit.note(session, by=by.account_id, at=at, action="note_written", matter=matter)
    session.flush()


def strike_note(session: Session, matter: Matter, ref: str, *, by: Viewer, at: datetime) -> None:
    """Strike one's own note of today out; it stays to be read. Raises NotFound, NotAllowed, OutOfOrder."""
    _take(session, matter, by=by, at=at)
    row = session.scalar(select(FileNote).where(FileNote.ref == ref, FileNote.matter_id == matter.id))
    if row is None:
        raise NotFound("Không tìm thấy ghi chú.")
    today: date = at.astimezone(ZONE).date()
    if row.by_id != by.account_id:
        raise NotAllowed("Chỉ người viết gạch được ghi chú của mình.")
    if not _its_author_today(row, by, today):
        raise OutOfOrder("Chỉ gạch được ghi chú trong ngày đã viết. Viết ghi chú khác để nói lại.")
    if row.struck_at is None:
        row.struck_at = at
        audit.note(session, by=by.account_id, at=at, action="note_struck", matter=matter)
    session.flush()


def take_notes(session: Session, source: Matter, target: Matter) -> None:
    """Give the notes of a petition to the sealed part taken out of it: what stays must not tell of it."""
    session.execute(update(FileNote).where(FileNote.matter_id == source.id).values(matter_id=target.id))


def _take(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> None:
    hold(session, matter, by=by, expected_version=None)
    if not may_keep(session, matter, by, at=at):
        raise NotAllowed("Không có quyền ghi chú nội bộ ở hồ sơ này.")


def _its_author_today(row: FileNote, by: Viewer, today: date) -> bool:
    return row.by_id == by.account_id and row.written_at.astimezone(ZONE).date() == today


__all__ = [
    "LONGEST",
    "MOST",
    "NoteRow",
    "count_notes",
    "may_keep",
    "notes_of",
    "strike_note",
    "take_notes",
    "write_note",
]
