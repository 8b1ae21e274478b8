"""Everything a database keeps, to look for what must stand nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import MetaData, Table, select, text
from sqlalchemy.orm import Session

WORDS_ALONE = frozenset({"search_by_agency"})  # an index of SQLite that keeps no rows, only the words it finds them by


def kept(session: Session) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    """Each table by name with its rows, its words where it has no rows."""
    tables = MetaData()
    tables.reflect(session.connection())
    for table in tables.sorted_tables:
        yield table.name, _words(session, table) if table.name in WORDS_ALONE else session.execute(select(table)).all()


def _words(session: Session, table: Table) -> Sequence[Sequence[Any]]:
    session.execute(text(f"CREATE VIRTUAL TABLE temp.every_word USING fts5vocab('main', '{table.name}', 'row')"))
    found = session.execute(text("SELECT term FROM temp.every_word")).all()
    session.execute(text("DROP TABLE temp.every_word"))
    return found
