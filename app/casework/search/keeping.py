"""The index kept in step: whatever a transaction changes of a matter stands in its row before the transaction ends.

No deed writes the index, so none can forget it: the session notes which matters were touched, and their rows are made
anew just before the commit. Sealing therefore takes a name out of the index in the very transaction that seals. Only
what changes many rows past the session says so itself: :func:`touch`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import event, exists, func, inspect, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction

from app.casework.search.reading import SEARCHED, told
from app.casework.search.tokens import names, tokens
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.search import DAY_SHIFT, SearchRow

TOUCHED = "touched_matters"  # in session.info
WRITTEN = ("place", "tokens", "names", "agency_id", "origin_agency_id")
FTS5_TABLES = ("search_index", "search_near", "search_by_agency")
LEAVES_NOTHING_FROM = (3, 42, 0)  # the first SQLite whose FTS5 deletes so when asked to
AT_ONCE = 500  # ids in one statement
SAID_BY_A_MATTER = (
    "procedure", "agency_id", "code", "title", "field", "sealed", "open", "opened_on", "kind",
)  # fmt: skip
SAID_BY_AN_AGENCY = ("name", "place")
# Tables whose rows belong to a matter and say something it is found by.
OF_A_MATTER = frozenset(
    {"visits", "petitions", "cases", "mediations", "respondents", "matter_people", "acts", "contents"}
)


def place_of(opened_on: date, matter_id: int, *, sealed: bool = False) -> int:
    """Where a matter stands in the order of every answer: by its day, then by its id; a sealed one by its year.

    So no answer puts it beside what came on the same day (decision 0027).
    """
    told_on = opened_on.replace(month=1, day=1) if sealed else opened_on
    return (told_on.toordinal() << DAY_SHIFT) | matter_id


def touch(session: Session, matter_ids: Iterable[int]) -> None:
    """Say that what these matters are found by may have changed, where that went past the session."""
    session.info.setdefault(TOUCHED, set()).update(matter_ids)


def keep_in_step() -> None:
    """Keep the index in step with every session of this program from now on."""
    event.listen(Session, "after_flush", _note)
    event.listen(Session, "before_commit", _write)
    event.listen(Session, "after_rollback", _forget)


def _note(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Matter):
            if row in session.new or _changed(row, SAID_BY_A_MATTER):
                touch(session, [row.id])
        elif row.__tablename__ in OF_A_MATTER:
            touch(session, [row.matter_id])
        elif isinstance(row, Agency) and row not in session.new and _changed(row, SAID_BY_AN_AGENCY):
            touch(session, _matters_of(session, row.id))


def _changed(row: object, names: Iterable[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _matters_of(session: Session, agency_id: int) -> list[int]:
    theirs = or_(Matter.agency_id == agency_id, Matter.origin_agency_id == agency_id)
    return list(session.connection().scalars(select(Matter.id).where(theirs)))


def _write(session: Session) -> None:
    session.flush()
    touched = session.info.pop(TOUCHED, None)
    if touched:
        index(session, sorted(touched))


def _forget(session: Session) -> None:
    session.info.pop(TOUCHED, None)


def index(session: Session, ids: Iterable[int]) -> None:
    """Write the rows of these matters anew."""
    for some in _by(AT_ONCE, ids):
        rows = [
            {
                "place": place_of(row.opened_on, row.id, sealed=row.sealed),
                "matter_id": row.id,
                "tokens": tokens(said),
                "names": names(said),
                "agency_id": row.agency_id,
                "origin_agency_id": None if row.origin_agency_id == row.agency_id else row.origin_agency_id,
            }
            for row, said in told(session, some)
        ]
        if rows:
            _put(session, rows)


def _put(session: Session, rows: list[dict[str, Any]]) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    wanted = dialect.insert(SearchRow.__table__)
    changed = {name: wanted.excluded[name] for name in WRITTEN}
    other = or_(*(getattr(SearchRow, name).is_distinct_from(wanted.excluded[name]) for name in WRITTEN))
    session.connection().execute(
        wanted.on_conflict_do_update(index_elements=[SearchRow.matter_id], set_=changed, where=other), rows
    )


def _by(size: int, ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while some := list(islice(left, size)):
        yield some


# ---- all of it


def missing(session: Session) -> int:
    """How many matters have no row yet: after an upgrade, until the index is rebuilt."""
    wanted = select(func.count()).select_from(Matter).where(Matter.kind.in_(SEARCHED))
    kept = select(func.count()).select_from(SearchRow)
    return (session.scalar(wanted) or 0) - (session.scalar(kept) or 0)


def near_index(session: Session) -> bool:
    """Whether misspellings are looked up through an index: always on SQLite, on PostgreSQL where pg_trgm is there."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    named = text("SELECT 1 FROM pg_class WHERE relname = 'ix_search_rows_names'")
    return session.scalar(named) is not None


def rebuild(session: Session, *, only_missing: bool = False) -> Iterator[int]:
    """Make every row anew, or only those that are not there, in transactions of its own; how many so far, after each.

    People go on working meanwhile: a row is right whenever it is written.
    """
    yield from _written(session, only_missing=only_missing)
    tidy(session)
    session.commit()


def mend(session: Session) -> int:
    """Make the rows that are not there, in transactions of its own; how many. None lack but after an upgrade."""
    return max(_written(session, only_missing=True), default=0)


def _written(session: Session, *, only_missing: bool) -> Iterator[int]:
    done, last = 0, 0
    while ids := list(session.scalars(_next(last, only_missing=only_missing))):
        index(session, ids)
        session.commit()
        done, last = done + len(ids), ids[-1]
        yield done


def _next(last: int, *, only_missing: bool) -> Any:
    wanted = select(Matter.id).where(Matter.id > last, Matter.kind.in_(SEARCHED)).order_by(Matter.id).limit(AT_ONCE)
    return wanted.where(~exists().where(SearchRow.matter_id == Matter.id)) if only_missing else wanted


def forget_words(session: Session) -> None:
    """Take the words of rows that changed, or were sealed, out of the pages of the index; on SQLite only.

    FTS5 writes that a word is gone and keeps it until segments merge: here they all do. From SQLite 3.42 on it is also
    told to leave nothing behind from now on. PostgreSQL overwrites its pages by its own vacuum.
    """
    if session.get_bind().dialect.name != "sqlite":
        return
    for table in FTS5_TABLES:
        if sqlite3.sqlite_version_info >= LEAVES_NOTHING_FROM:
            session.execute(text(f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)"))  # noqa: S608
        session.execute(text(f"INSERT INTO {table} ({table}) VALUES ('optimize')"))  # noqa: S608


def tidy(session: Session) -> None:
    """Make good what a rebuild can: SQLite forgets the words of rows that are gone; PostgreSQL gets its near index."""
    if session.get_bind().dialect.name == "sqlite":
        forget_words(session)
        return
    if near_index(session):
        return
    try:
        with session.begin_nested():
            session.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            session.execute(text("CREATE INDEX ix_search_rows_names ON search_rows USING gin (names gin_trgm_ops)"))
    except DBAPIError:
        return  # not installed, or not ours to install: the search does without, and the doctor says so


__all__ = [
    "forget_words",
    "index",
    "keep_in_step",
    "mend",
    "missing",
    "near_index",
    "place_of",
    "rebuild",
    "tidy",
    "touch",
]
