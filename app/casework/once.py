"""Writing a row that another process may be writing too: the first one wins, the others find it there."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.records.base import Record


def insert_once(session: Session, table: type[Record]) -> Any:
    """``INSERT … ON CONFLICT DO NOTHING`` into ``table``, for the database of ``session``.

    The row count of the result says how many rows were not there yet.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    # Without this PostgreSQL answers -1 for the count, which is as true as 1.
    return dialect.insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def rows_of(result: Any) -> int:
    """How many rows a statement wrote."""
    return int(result.rowcount)
