"""How migrations run, on SQLite and on PostgreSQL: in one transaction, all or nothing.

SQLite changes a table by copying it (batch mode). With foreign keys on, dropping the old copy would empty the tables
that point at it, and its triggers go with it: so foreign keys are off before the transaction begins and looked at
before it ends, and triggers that no migration dropped are made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from alembic import context
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from flask import current_app
from sqlalchemy import Connection, Engine, event, text

from app.extensions import plain_type
from app.records.base import Record

CURRENT_HEAD = Path(__file__).with_name(".current-head")
DROPS_A_TRIGGER = re.compile(r"\s*DROP\s+TRIGGER\s+(?:IF\s+EXISTS\s+)?\"?(\w+)", re.IGNORECASE)


def number_the_revision(
    running: MigrationContext, _revision: str | Iterable[str | None], directives: list[MigrationScript]
) -> None:
    """Give a new revision the next number and note it in ``.current-head``; make none when nothing changed."""
    script = directives[0]
    if not script.message:
        return  # `flask db check` only compares
    options: Any = running.config.cmd_opts if running.config else None
    if getattr(options, "autogenerate", False) and script.upgrade_ops is not None and script.upgrade_ops.is_empty():
        directives.clear()
        return
    script.rev_id = f"{len(list(CURRENT_HEAD.with_name('versions').glob('*.py'))) + 1:04}"
    CURRENT_HEAD.write_text(f"{script.rev_id} {script.message}\n", encoding="utf-8")


def run() -> None:
    """Run what Alembic was asked for, on the engine it was given or on the application's."""
    engine: Engine = context.config.attributes.get("engine") or current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _run_on_sqlite(connection)
        else:
            _configure(connection)
            with context.begin_transaction():
                context.run_migrations()


def _configure(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        transactional_ddl=True,
        render_as_batch=True,
        render_item=plain_type,
        process_revision_directives=number_the_revision,
        include_name=_is_ours_to_compare,
    )


def _is_ours_to_compare(name: str | None, kind: str, _parents: object) -> bool:
    """What only one of the two databases has, a migration makes by hand: the index of the search."""
    if kind == "table":
        return not str(name).startswith(("search_index", "search_near", "search_by_agency"))
    return not str(name).startswith("ix_search_rows_")


def _run_on_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    dropped: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if found := DROPS_A_TRIGGER.match(statement):
            dropped.add(found[1])

    event.listen(connection, "before_cursor_execute", note)
    _configure(connection)
    try:
        with context.begin_transaction():
            before = _triggers(connection)
            context.run_migrations()
            _make_again(connection, {name: made for name, made in before.items() if name not in dropped})
            _refuse_dangling_rows(connection)
    finally:
        event.remove(connection, "before_cursor_execute", note)
        driver.execute("PRAGMA foreign_keys=ON")


def _triggers(connection: Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute(text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {name: (table, made) for name, table, made in rows}


def _make_again(connection: Connection, wanted: dict[str, tuple[str, str]]) -> None:
    present = _triggers(connection)
    tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    for name, (table, made) in wanted.items():
        if name not in present and table in tables:
            connection.exec_driver_sql(made)


def _refuse_dangling_rows(connection: Connection) -> None:
    dangling = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
    if dangling:
        message = f"rows without the row they point at, in: {', '.join(sorted(dangling))}"
        raise RuntimeError(message)


run()
