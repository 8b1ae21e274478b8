"""Bad input on every command: a sentence and an exit status, never a traceback, and nothing half-written.

The commands are found, not listed: each of ours is called with nonsense for every argument and option it takes.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.extensions import db
from tests.makers import a_unit
from tests.tallies import rows

# Of Flask and its extensions, or without an end of their own.
NOT_OURS = frozenset({"db", "run", "shell", "routes", "serve"})
NONSENSE = ("", "31/02/2026", "-7", "99999999999999999999999999", "trước\u202esau", "/không/có/tệp", "dài " * 10_000)
# Told by nobody but the program itself.
NOT_COUNTED = frozenset({"audit_entries", "job_runs"})


def ours(group: click.Group, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in sorted(group.commands.items()):
        if not names and name in NOT_OURS:
            continue
        if isinstance(command, click.Group):
            yield from ours(command, *names, name)
        else:
            yield (*names, name), command


def calls(command: click.Command) -> Iterator[list[str]]:
    """Every way to call a command with nonsense in one place, and with too much or too little."""
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option) and not one.is_flag]
    yield ["--no-such-option"]
    yield ["quá"] * (len(arguments) + 1)
    for value in NONSENSE:
        words = [value for _argument in arguments]
        needed = [word for option in options if option.required for word in (option.opts[0], value)]
        yield [*needed, "--", *words] if words else needed
        for option in options:
            yield [*needed, option.opts[0], value, *(["--", *words] if words else [])]


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The database of ``app``, with one agency and its people, so that no demonstration takes a minute."""
    with app.app_context(), Session(db.engine) as session:
        a_unit(session)
        session.commit()
        return db.engine


def test_no_nonsense_given_to_any_command_breaks_it(app: Flask, engine: Engine) -> None:
    runner, before = app.test_cli_runner(), rows(engine, but=NOT_COUNTED)
    faults: list[str] = []
    commands = list(ours(app.cli))
    for names, command in commands:
        for words in calls(command):
            result = runner.invoke(args=[*names, *words], input="khong phai json\n")
            called = f"{' '.join(names)} {[word[:40] for word in words]}"
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                faults.append(f"{called}: {result.exception!r}"[:300])
            elif result.exit_code and not result.output.strip() and not result.stderr.strip():
                faults.append(f"{called}: exit {result.exit_code} without a word")
            after = rows(engine, but=NOT_COUNTED)
            if result.exit_code and after != before:
                faults.append(f"{called}: something was written")
            before = after
    assert len(commands) > 12
    assert not faults, "\n".join(faults)
