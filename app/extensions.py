"""One instance each of the extensions, and how a transaction begins on each database.

SQLite: a writing transaction is ``BEGIN IMMEDIATE``, since a plain ``BEGIN`` that reads and then writes is refused at
once when another writer came between, whatever the busy timeout says. A transaction declared with :func:`read_only`
is a plain ``BEGIN``, so that readers never wait for a writer; both databases then refuse to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from psycopg import _queries
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, Enum, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from app.casework.search.keeping import keep_in_step
from app.records.base import Moment, Record

BUSY_TIMEOUT_MS = 10_000
ASKED_AGAIN_AFTER = 0.005  # seconds
PRIMARY_CODE = 0xFF  # of an error of SQLite, without what makes it a special case
# psycopg looks a statement through for its parameters each time it is asked when it is longer than 4,096 letters, as
# what says what somebody may see is; it has no setting for that. A tenth of an empty page for a handler.
_queries.MAX_CACHED_STATEMENT_LENGTH = 32_768
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

_reading: ContextVar[bool] = ContextVar("reading", default=False)


class WriteWhileReading(RuntimeError):
    """Something was written inside :func:`read_only`: a page that is only looked at must change nothing."""

    def __init__(self) -> None:
        super().__init__("written in a read-only transaction: a page that is looked at only, or a missing writing()")


@contextmanager
def read_only() -> Iterator[None]:
    """Transactions begun inside only read; the web floor puts GET and HEAD requests in it.

    A flush or a bulk change inside raises :class:`WriteWhileReading`; raw SQL is refused by the database.
    """
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside may write, whatever surrounds them: for a short transaction of its own."""
    token = _reading.set(False)
    try:
        yield
    finally:
        _reading.reset(token)


def prepared(engine: Engine) -> Engine:
    """``engine`` with our transaction rules. The web, the command line and the tests all get theirs from here."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _make_a_private_file)
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "rollback", _end_postgresql)
    return engine


def engine_options(database_url: str) -> dict[str, Any]:
    """What ``create_engine`` needs for this database. Values of statements never reach a log or an error."""
    # The connection used last is used next: what a connection has planned and read is asked again soon, and the others
    # rest, where taking turns would leave each half warm.
    options: dict[str, Any] = {"hide_parameters": True, "pool_size": 20, "pool_use_lifo": True}
    if database_url.startswith("sqlite"):
        # The driver must not begin transactions by itself: _begin_sqlite does.
        return options | {"connect_args": {"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000}}
    return options | {"pool_pre_ping": True}


def _make_a_private_file(_dialect: object, _record: object, arguments: list[Any], _options: dict[str, Any]) -> None:
    # SQLite would make it readable to every account of the machine; its -wal and -shm follow the first file's mode.
    if arguments and arguments[0] != ":memory:":
        with suppress(OSError):  # a wrong path is told by the driver, a moment later
            Path(arguments[0]).touch(mode=0o600)


PRAGMAS = (
    f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
    "cache_size=-8000",  # KiB a connection: the 2,000 it has by itself do not hold what one page of a province reads
    "secure_delete=ON",  # what was sealed is overwritten where it stood in the open
)  # fmt: skip


READS_ONLY = "reads_only"  # in the info of a connection of SQLite: whether it refuses to write at present


def _open_sqlite(connection: Any, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = _reading.get()
    if connection.info.get(READS_ONLY) is not reading:  # this PRAGMA makes SQLite plan anew all that was prepared
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.info[READS_ONLY] = reading
    if reading:
        connection.exec_driver_sql("BEGIN")
    else:
        _begin_to_write(connection)


def _begin_to_write(connection: Connection) -> None:
    """BEGIN IMMEDIATE, asked for again and again until it is this one's turn.

    Left to itself SQLite asks ever more rarely, ten times a second in the end. Among a few who write one after another
    it finds the moment between two of them so seldom that one waits in vain while the others write ten times each.
    """
    driver_connection: Any = connection.connection.driver_connection
    driver_connection.execute("PRAGMA busy_timeout=0")
    try:
        if not _took_its_turn(driver_connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # which says why it cannot
    finally:
        driver_connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _took_its_turn(driver_connection: sqlite3.Connection) -> bool:
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    while monotonic() < until:
        try:
            driver_connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
                return False
            sleep(ASKED_AGAIN_AFTER)
        else:
            return True
    return False


def _begin_postgresql(connection: Connection) -> None:
    # psycopg sends BEGIN with the first statement: the mode travels with it, without a round trip of its own.
    driver_connection: Any = connection.connection.driver_connection
    driver_connection.read_only = True if _reading.get() else None


def _end_postgresql(connection: Connection) -> None:
    # At a ROLLBACK psycopg forgets what it prepared, and each statement is planned anew on every page. Where nothing
    # could be written a COMMIT ends the same, and leaves nothing to roll back.
    driver_connection: Any = connection.connection.driver_connection
    if driver_connection.read_only and driver_connection.info.transaction_status is TransactionStatus.INTRANS:
        driver_connection.commit()


@event.listens_for(Session, "before_flush")
def _refuse_a_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if _reading.get() and (session.new or session.deleted or any(map(session.is_modified, session.dirty))):
        raise WriteWhileReading


@event.listens_for(Session, "do_orm_execute")
def _refuse_a_bulk_change(state: ORMExecuteState) -> None:
    if _reading.get() and (state.is_insert or state.is_update or state.is_delete):
        raise WriteWhileReading


keep_in_step()  # whoever opens a session of ours has the index of the search with it


class Database(SQLAlchemy):
    """Flask-SQLAlchemy whose engines follow our transaction rules."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        return prepared(super()._make_engine(bind_key, options, app))


def plain_type(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Our column types as plain ones, so that a migration never imports the application it once served."""
    if kind != "type":
        return False
    if isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum):
        values = ", ".join(repr(value) for value in item.enums)
        return f"sa.Enum({values}, name={item.name!r}, native_enum=False, create_constraint=True, length={item.length})"
    return False


db = Database(metadata=Record.metadata)
migrate = Migrate()
logins = LoginManager()
csrf = CSRFProtect()
babel = Babel()
bootstrap = Bootstrap5()
limiter = Limiter(get_remote_address, storage_uri="memory://")  # the lockout that counts is a table of ours


def init_app(app: Flask) -> None:
    """Bind every extension to ``app``."""
    db.init_app(app)
    migrate.init_app(
        app, db, directory=str(MIGRATIONS), render_as_batch=app.config["SETTINGS"].sqlite, render_item=plain_type
    )
    logins.init_app(app)
    csrf.init_app(app)
    babel.init_app(app)
    bootstrap.init_app(app)
    limiter.init_app(app)
