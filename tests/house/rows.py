"""One row in every table, for tests that ask whether rows survive. Made from the columns, so new tables come along."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Enum, Integer, LargeBinary, String, Table, Time, inspect
from sqlalchemy.types import BigInteger

from app.records.base import Moment, Record

DAY = date(2026, 11, 23)
VALUES: dict[type[Any], Any] = {
    Boolean: True,
    Integer: 1,
    BigInteger: 1,
    Date: DAY,
    Time: time(7, 30),
    Moment: datetime(2026, 11, 23, 8, tzinfo=UTC),
    JSON: {},
    String: "x",
    LargeBinary: b"x",
}


def a_row_in_every_table(connection: Connection) -> None:
    """Insert one row into each table there is, its keys 1; two where a row may not point at itself."""
    there = frozenset(inspect(connection).get_table_names())  # at an older revision, not yet all
    for table in (one for one in Record.metadata.sorted_tables if one.name in there):
        connection.execute(table.insert(), _row(table, number=1))
        if table.name == "agencies":
            connection.execute(table.insert(), _row(table, number=2))


def _row(table: Table, *, number: int) -> dict[str, Any]:
    row = {column.name: _value(column, number) for column in table.columns if not column.nullable}
    if table.name == "agency_successions":
        row["successor_id"] = 2
    if table.name == "documents":
        row["matter_id"] = 1  # of a matter or of a draft
    return row


def _value(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class)) if kind.enum_class else kind.enums[0]
    value = next(value for known, value in VALUES.items() if isinstance(kind, known))
    if isinstance(value, str):
        return f"{value}{number}"
    return number if column.primary_key and isinstance(value, int) else value
