"""The register a command works on: reachable, migrated, and no demonstration in production; else a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import sessionmaker

from app.cli.options import Group
from app.config import Settings
from app.extensions import MIGRATIONS, db, read_only
from app.records.settings import Mark

ALEMBIC_S_OWN = frozenset({"alembic_version"})


class RegisterGroup(Group):
    """A group of commands that read or change the register: each first refuses a database that is not fit."""

    def command(  # type: ignore[override]  # click also allows a bare @group.command, which nobody here writes
        self, *arguments: Any, **named: Any
    ) -> Callable[[Callable[..., Any]], Any]:
        as_command: Callable[[Callable[..., Any]], click.Command] = super().command(*arguments, **named)

        def registered(work: Callable[..., Any]) -> click.Command:
            @wraps(work)
            def guarded(*given: Any, **options: Any) -> Any:
                refuse_an_unfit_database(current_app.config["SETTINGS"])
                return work(*given, **options)

            return as_command(guarded)

        return registered


def refuse_an_unfit_database(settings: Settings) -> None:
    """Raises :class:`click.ClickException` with what to do: unreachable, not migrated, demonstration in production."""
    try:
        with read_only(), db.engine.connect() as connection:
            at = set(MigrationContext.configure(connection).get_current_heads())
    except DBAPIError as error:
        _refuse_an_unreachable_one(error)
    if at != set(ScriptDirectory(str(MIGRATIONS)).get_heads()):
        message = "The database is not up to date. Run first: flask --app wsgi db upgrade"
        raise click.ClickException(message)
    with read_only(), sessionmaker(db.engine)() as session:
        demonstration = session.get(Mark, "demonstration")
    if settings.production and demonstration is not None:
        message = "This database holds demonstration data; production needs one of its own. Set DATABASE_URL to it."
        raise click.ClickException(message)


def migrate_an_empty_database() -> None:
    """Bring a database without any table up to date; leave every other as it is. Raises :class:`click.ClickException`.

    For trying the program out: whoever runs it in production migrates it on purpose.
    """
    try:
        with read_only(), db.engine.connect() as connection:
            empty = ALEMBIC_S_OWN.issuperset(inspect(connection).get_table_names())
            empty = empty and not MigrationContext.configure(connection).get_current_heads()
        if empty:
            upgrade()
    except DBAPIError as error:
        _refuse_an_unreachable_one(error)


def _refuse_an_unreachable_one(error: DBAPIError) -> NoReturn:
    place = db.engine.url.render_as_string(hide_password=True)
    message = f"The database {place} cannot be opened. Check DATABASE_URL and that the server runs."
    raise click.ClickException(message) from error
