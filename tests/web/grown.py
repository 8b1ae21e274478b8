"""A small demonstration province, and the same grown to thousands of matters: what a page may cost at any size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Column, ColumnElement, Connection, Engine, String, Table, event, func, insert, literal, select

from app.records.base import Record

# What belongs to a matter. Copied together, each row under its number plus a multiple of one step.
COPIED = (
    "matters", "visits", "petitions", "respondents", "cases", "case_petitions", "acts", "obligations", "flags",
    "matter_people", "custodies", "assignments", "documents", "search_rows", "contents", "sealed_lines",
)  # fmt: skip
MADE_UNIQUE = frozenset({"ref", "code", "stored_as"})


def grow(engine: Engine, until: int) -> int:
    """Copy every matter, with all that belongs to it, until there are at least ``until``. How many there are then."""
    tables = [Record.metadata.tables[name] for name in COPIED]
    with engine.begin() as connection:
        matters = _count(connection)
        step = max(_highest_key(connection, table) for table in tables) + 1
        copies = -(-until // matters) - 1
        for copy in range(1, copies + 1):
            for table in tables:
                columns = [column for column in table.columns if column.name != "seq"]
                wanted = select(*(_copied(column, copy, step) for column in columns)).where(_original(table, step))
                connection.execute(insert(table).from_select([column.name for column in columns], wanted))
        return _count(connection)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements sent while inside, but for those that only begin a transaction."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _copied(column: Column[object], copy: int, step: int) -> ColumnElement[object]:
    if _is_key(column) or any(key.column.table.name in COPIED for key in column.foreign_keys):
        return (column + literal(copy * step)).label(column.name)
    if column.name in MADE_UNIQUE and isinstance(column.type, String):
        return (column + literal(f".{copy}", String())).label(column.name)
    return column


def _is_key(column: Column[object]) -> bool:
    return column.primary_key and not column.foreign_keys


def _original(table: Table, step: int) -> ColumnElement[bool]:
    return _number(table) < step


def _highest_key(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.coalesce(func.max(_number(table)), 0))) or 0


def _number(table: Table) -> Column[int]:
    """What a row is counted by. Places of the search have the day of their matter above its number."""
    key: Column[int] = next(iter(table.primary_key.columns))
    return table.columns.matter_id if table.name == "search_rows" else key


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(Record.metadata.tables["matters"])) or 0
