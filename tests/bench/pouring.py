"""Rows into an empty register as fast as its database takes them: COPY on PostgreSQL, one INSERT for many on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, insert

from app.records.base import Record

Rows = Mapping[type[Record], Sequence[dict[str, Any]]]


def pour(connection: Connection, rows: Rows) -> None:
    """Put ``rows`` into their tables."""
    for record, some in rows.items():
        if some and connection.dialect.name == "sqlite":
            connection.execute(insert(record), some)
        elif some:
            _copy(connection, Record.metadata.tables[record.__tablename__], some)


@contextmanager
def index_made_afterwards(connection: Connection, tables: Iterable[type[Record]]) -> Iterator[None]:
    """Without the indexes of ``tables`` and without looking up foreign keys meanwhile, on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        yield
        return
    names = ", ".join(f"'{one.__tablename__}'" for one in tables)
    wanted = (
        f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({names})"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexname::regclass)"
    )
    found = connection.exec_driver_sql(wanted).all()
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    for name, _made in found:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _name, made in found:
        connection.exec_driver_sql(made)


def _copy(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """What a column has by itself and no row says is written as it is; values go in as the type of the column says."""
    said = rows[0].keys()
    defaults: dict[str, Any] = {name: one.default for name, one in table.c.items() if one.default and name not in said}
    alone = {name: one.arg for name, one in defaults.items()}
    given = {name: value(None) if callable(value) else value for name, value in alone.items()}
    names = [*said, *given]
    turned: list[Callable[[Any], Any] | None] = [
        table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for name in names
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(f"COPY {table.name} ({columns}) FROM STDIN") as into:
        for row in rows:
            values = [*row.values(), *given.values()]
            into.write_row([turn(one) if turn else one for turn, one in zip(turned, values, strict=True)])
