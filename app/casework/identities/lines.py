"""The words of the contents of a matter, line by line: in the open, or where only grantees read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.casework.persons import LineWords
from app.records.contents import Content
from app.records.identities import SealedContent, SealedLine
from app.records.matters import Matter
from app.records.petitions import Petition

AS_RECEIVED = "Như đơn đã nhận"
SAID = ("text", "concerns", "document", "earlier")


def add_lines(session: Session, matter: Matter, lines: Sequence[LineWords], *, since_on: date) -> list[Content]:
    """Put contents into a matter, after those already there: into the open, or behind its seal."""
    return _added(session, matter, [(words, Content(since_on=since_on)) for words in lines])


def _added(session: Session, matter: Matter, lines: Sequence[tuple[LineWords, Content]]) -> list[Content]:
    last = session.scalar(select(func.max(Content.position)).where(Content.matter_id == matter.id)) or 0
    for position, (words, row) in enumerate(lines, start=last + 1):
        row.matter_id, row.position = matter.id, position
        if not matter.sealed:
            _say(row, words)
        session.add(row)
    session.flush()
    if matter.sealed:
        session.add_all(_hidden(row, words) for words, row in lines)
        session.flush()
    return [row for _words, row in lines]


def write(session: Session, matter: Matter, row: Content, words: LineWords) -> None:
    """Let a content say other words."""
    _say(session.get_one(SealedLine, row.id) if matter.sealed else row, words)


def _say(place: Content | SealedLine, words: LineWords) -> None:
    for name in SAID:
        setattr(place, name, getattr(words, name))


def _hidden(row: Content, words: LineWords) -> SealedLine:
    line = SealedLine(content_id=row.id)
    _say(line, words)
    return line


def words_of(session: Session, rows: Collection[Content]) -> dict[int, LineWords]:
    """By number of the row, what contents say, sealed or not. For the deeds of this package and the sealed page."""
    hidden = {
        one.content_id: one
        for one in session.scalars(select(SealedLine).where(SealedLine.content_id.in_([row.id for row in rows])))
    }
    return {row.id: _said(hidden.get(row.id, row)) for row in rows}


def _said(place: Content | SealedLine) -> LineWords:
    found = place.found if isinstance(place, SealedLine) else ""
    return LineWords(place.text, place.concerns, place.document, place.earlier, found)


def rows_of(session: Session, matter: Matter) -> list[Content]:
    """The contents of a matter, in order, those taken out included."""
    return list(session.scalars(select(Content).where(Content.matter_id == matter.id).order_by(Content.position)))


def lines_said(session: Session, matter: Matter) -> tuple[tuple[int, LineWords], ...]:
    """The contents of a matter by number, with what they say, sealed or not. For the sealed page."""
    rows = rows_of(session, matter)
    words = words_of(session, rows) if rows else {}
    return tuple((row.position, words[row.id]) for row in rows)


def hide_lines(session: Session, matter: Matter) -> None:
    """Put what the contents of a matter say behind its seal. Before it counts as sealed."""
    for row in rows_of(session, matter):
        session.add(_hidden(row, _said(row)))
        _say(row, LineWords(""))


def copy_lines(
    session: Session, source: Matter, target: Matter, positions: Collection[int], *, accepted: bool = False
) -> None:
    """Contents of one matter in another of its chain, sealed or open as that one is. ``accepted``: it is its case."""
    rows = [row for row in rows_of(session, source) if row.position in positions]
    words = words_of(session, rows)
    lines = [
        (words[row.id], Content(since_on=row.since_on, accepted_from_id=row.id if accepted else None)) for row in rows
    ]
    _added(session, target, lines)


def line_of_petition(session: Session, petition: Matter, case: Matter, *, on: date) -> None:
    """The one content of a case whose petition has no lines: what the petition says."""
    row = session.get_one(Petition, petition.id)
    sealed = session.get(SealedContent, petition.id)
    text = (sealed.content if sealed else row.content).strip()
    add_lines(session, case, [LineWords(text or AS_RECEIVED)], since_on=on)


def hide_found(session: Session, matter: Matter, found: Mapping[int, str]) -> None:
    """Keep on what ground contents of a sealed matter were resolved, by their numbers, where only grantees read it."""
    hidden = select(Content.position, SealedLine).join(SealedLine, SealedLine.content_id == Content.id)
    for row in session.execute(hidden.where(Content.matter_id == matter.id)):
        line: SealedLine = row.SealedLine
        line.found = "\n".join(filter(None, (line.found, found.get(row.position))))


def drop_lines(session: Session, matter: Matter) -> None:
    """Take the contents out of an open matter that must not tell them any more."""
    session.execute(delete(Content).where(Content.matter_id == matter.id))


__all__ = [
    "AS_RECEIVED",
    "add_lines",
    "copy_lines",
    "drop_lines",
    "hide_found",
    "hide_lines",
    "line_of_petition",
    "lines_said",
    "rows_of",
    "words_of",
    "write",
]
