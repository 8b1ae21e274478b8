"""A log that follows a record: what the record says now, written as acts; a line that says otherwise is answered.

The deeds that change the record ask who may; nothing here does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework import acts, ledger
from app.casework.acts import Entry
from app.casework.permissions import Viewer
from app.records.matters import Act, Matter

PUT_RIGHT = "Sửa theo kết quả buổi tiếp"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose deed it is, and when."""

    by: Viewer
    at: datetime
    today: date


def write(session: Session, matter: Matter, entry: Entry, hand: Hand) -> None:
    """Add a line. Raises Refused, OutOfOrder."""
    acts.arrive(session, matter, entry, by=hand.by, at=hand.at, today=hand.today)


def lines_saying(session: Session, matter: Matter, names: Collection[str]) -> list[Act]:
    """The lines of a log that count and say one of ``names``."""
    lines = ledger.log_of(session, matter)
    answered = {line.corrects_id for line in lines}
    return [line for line in lines if line.act in names and line.id not in answered]


def bring_in_line(session: Session, matter: Matter, lines: Sequence[Act], wanted: Entry | None, hand: Hand) -> None:
    """Make a log say ``wanted`` where ``lines`` of it say anything else. Raises Refused, OutOfOrder."""
    kept = next((line for line in lines if wanted is not None and line.act == wanted.act), None)
    for line in lines:
        if line is not kept:
            put_right(session, matter, line, Entry(ledger.WITHDRAWN_ENTRY, line.on), hand)
    if wanted is None:
        return
    if kept is None:
        write(session, matter, wanted, hand)
    elif _told(kept.data) != _told(wanted.data):
        put_right(session, matter, kept, replace(wanted, data=_told(wanted.data)), hand)


def _told(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value not in (None, "")}


def put_right(session: Session, matter: Matter, line: Act, entry: Entry, hand: Hand) -> None:
    """Answer a line by ``entry``. Raises Refused, OutOfOrder."""
    said = replace(entry, note=PUT_RIGHT)
    acts.put_right(session, matter, line, said, document_no=entry.document_no, by=hand.by, at=hand.at, today=hand.today)
