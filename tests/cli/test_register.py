"""What a command says to a database it cannot work on, and the one that brings an empty database up by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine, insert, inspect, text

from app import create_app
from app.extensions import db
from app.records.settings import Mark
from tests.cli.test_serve import PRODUCTION
from tests.conftest import settings_at
from tests.ports import free_port

NEEDS_A_REGISTER = [
    ["accounts", "list"],
    ["accounts", "create", "an", "--full-name", "Nguyễn Văn An", "--no-password"],
    ["agencies", "list"],
    ["agencies", "load"],
    ["oversight", "flag"],
    ["oversight", "overdue", "--json"],
    ["oversight", "letters", "--month", "2026-01", "--dry-run"],
    ["post", "deliver", "--json"],
]
FEW = ["demo", "fill", "--visits", "2", "--petitions", "1", "--cases", "0"]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An installation whose database nobody has migrated."""
    app = create_app(settings_at(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path))
    yield app
    close(app)


def close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


def run(app: Flask, words: list[str]) -> Result:
    return app.test_cli_runner().invoke(args=words)


def tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(inspect(db.engine).get_table_names())


@pytest.mark.parametrize("words", NEEDS_A_REGISTER)
def test_before_the_first_migration_a_command_says_what_to_run(empty: Flask, words: list[str]) -> None:
    result = run(empty, words)
    said = "Error: The database is not up to date. Run first: flask --app wsgi db upgrade\n"
    assert (result.exit_code, result.output) == (1, said)


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    app = create_app(settings_at(f"postgresql://tiepdan:hunter2@127.0.0.1:{free_port()}/tiepdan", tmp_path))
    for words in (*NEEDS_A_REGISTER, FEW):
        result = run(app, words)
        assert result.exit_code == 1
        assert "cannot be opened. Check DATABASE_URL" in result.output
        assert "hunter2" not in result.output
    close(app)


def test_production_works_on_no_demonstration_data(sqlite_url: str, tmp_path: Path) -> None:
    app = create_app(settings_at(sqlite_url, tmp_path, **PRODUCTION))
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(insert(Mark).values(name="demonstration", value="1"))
    for words in NEEDS_A_REGISTER:
        result = run(app, words)
        assert (result.exit_code, "holds demonstration data" in result.output) == (1, True)
    close(app)


def test_the_demonstration_brings_an_empty_database_up_by_itself(empty: Flask) -> None:
    filled = run(empty, [*FEW, "--json"])
    assert filled.exit_code == 0, filled.output
    assert json.loads(filled.output)["visits"] == 2
    again = run(empty, [*FEW, "--json", "--if-empty"])
    assert (again.exit_code, json.loads(again.output)) == (0, {"filled": False})


def test_a_database_of_somebody_elses_is_left_as_it_is(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'theirs.sqlite3'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    engine.dispose()
    app = create_app(settings_at(url, tmp_path))
    assert "db upgrade" in run(app, FEW).output
    assert tables(app) == {"theirs"}
    close(app)


def test_production_is_never_migrated_by_the_demonstration(tmp_path: Path) -> None:
    app = create_app(settings_at(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path, **PRODUCTION))
    assert run(app, FEW).exit_code == 1
    assert run(app, [*FEW, "--if-empty"]).exit_code == 0
    assert tables(app) == set()
    close(app)
