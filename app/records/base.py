"""The base of every table, and the few column types they share."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from enum import Enum as PyEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Enum, Integer, MetaData, String, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
Key = BigInteger().with_variant(Integer(), "sqlite")

# Of an index over what is open only. SQLite takes such an index for a statement that says the same in the same words,
# and SQLAlchemy writes a flag there as "open = 1".
OF_WHAT_IS_OPEN: dict[str, Any] = {"postgresql_where": text("open"), "sqlite_where": text("open = 1")}


class Moment(TypeDecorator[datetime]):
    """An instant: aware going in (any zone), UTC in the database, aware UTC coming out (SQLite drops zones)."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Record(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment(), dict[str, Any]: JSON(), list[Any]: JSON()}


def closed_set(kind: type[PyEnum], name: str, length: int = 32) -> Enum:
    """A column type for a small closed set of our own: text with a CHECK named ``name``, values of ``kind``."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=length,
        values_callable=lambda members: [member.value for member in members],
    )


def new_ref() -> str:
    """An opaque id for links: 16 random bytes, URL-safe."""
    return secrets.token_urlsafe(16)


Ref = String(32)
Code = String(60)  # a code of the law (act, stage, rule): held against app.statute by a house test, not by a CHECK
