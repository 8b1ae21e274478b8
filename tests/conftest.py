"""What every test can ask for: a database of its own on SQLite and on PostgreSQL, and the application on it.

A test that asks for ``database_url``, ``engine``, ``session`` or ``app`` runs twice, once on each database. One that
asks for the ``sqlite_…`` fixtures runs once. The schema always comes from the migrations.
"""

from __future__ import annotations

from tests import early  # noqa: F401 - loaded for what it does

# isort: split

import gc
import itertools
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import ORMExecuteState, Session

from app import create_app, extensions
from app.casework import accounts
from app.config import Settings
from app.extensions import MIGRATIONS, db, engine_options, prepared
from tests import once, postgres

pytest_plugins = ["tests.provinces"]
SQLITE, POSTGRESQL = "sqlite", "postgresql"
SELDOM = 50_000  # new objects between two looks for rubbish
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
CLUSTER = pytest.StashKey[postgres.Cluster]()
_numbers = itertools.count(1)


# ---- the run


def pytest_configure(config: pytest.Config) -> None:
    """Without network; with one PostgreSQL cluster for all workers when there are several."""
    _refuse_the_network()
    _hash_quickly()
    _write_forgetfully()
    _draw_the_same()
    if not hasattr(config, "workerinput"):
        once.begin_a_run()
    once.keep_all()
    gc.set_threshold(SELDOM, 20, 20)
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        config.stash[CLUSTER] = postgres.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: workers share what is left, and none is left alone with it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for rubbish again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the controller's cluster is."""
    node.workerinput["cluster_url"] = node.config.stash[CLUSTER].url


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        once.end_a_run()
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()


def _hash_quickly() -> None:
    """Passwords are hashed by the same argon2 with less memory: thousands of tests sign in, none is attacked."""
    accounts.HASHER._parameters = replace(accounts.HASHER._parameters, time_cost=1, memory_cost=64, parallelism=1)
    accounts.NOBODYS_HASH = accounts.HASHER.hash("nobody has this password")


def _write_forgetfully() -> None:
    """No test outlives a power cut: SQLite need not wait for the disk. A killed process loses nothing by it."""
    extensions.PRAGMAS = (*extensions.PRAGMAS, "synchronous=OFF")  # type: ignore[assignment]


def _draw_the_same() -> None:
    """What Hypothesis draws is the same in every run, however busy the machine: one run green, the next green too.

    New draws are the business of `make soak`.
    """
    new = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("new", new)
    settings.register_profile("the same", new, derandomize=True)
    settings.load_profile("the same")


def _refuse_the_network() -> None:
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            pytest.fail(f"a test may not leave this machine: {address[0]}")
        connect(self, address)

    def guarded_look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        if host not in {*LOOPBACK, None, ""} and not str(host).startswith("0.0.0.0"):  # noqa: S104 - compared, not bound
            pytest.fail(f"a test may not look up other machines: {host}")
        return look_up(host, *arguments, **named)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = guarded_look_up


# ---- databases


def migrated(url: str) -> None:
    """Bring the database at ``url`` to head, by the real migrations."""
    engine = engine_at(url)
    with_migrations(engine, command.upgrade, "head")
    engine.dispose()


def with_migrations(engine: Engine, deed: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Run an Alembic command (``command.upgrade`` …) on ``engine``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return deed(config, *arguments, **named)


def engine_at(url: str) -> Engine:
    """An engine with the application's own transaction rules. The caller disposes of it."""
    return prepared(create_engine(url, **engine_options(url)))


@pytest.fixture(scope="session")
def cluster_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The private PostgreSQL server: the controller's, or one started here when there is one process only."""
    given = getattr(request.config, "workerinput", {}).get("cluster_url")
    if given:
        yield str(given)
        return
    cluster = postgres.start()
    yield cluster.url
    cluster.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template(cluster_url: str, worker_id: str) -> str:
    """The name of a migrated PostgreSQL database to copy, one a worker."""
    name = f"template_{worker_id}"
    at_server(cluster_url, f"CREATE DATABASE {name}")
    migrated(sqlalchemy_url(cluster_url, name))
    return name


def run_folder(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder all workers of this run share, and no other run."""
    own = factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    path = tmp_path / "tiepdan.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_shape(cluster_url: str, postgresql_template: str) -> object:
    """What tells whether a test changed the tables of its database."""
    return postgres.shape_of(f"{cluster_url}{postgresql_template}")


@pytest.fixture(scope="session")
def postgresql_spare() -> Iterator[dict[str, psycopg.Connection]]:
    """Databases of this worker that were used before and are as new: emptying one is quicker than making one.

    Each with the connection that empties it: a new one would spend four times as long on learning the tables.
    """
    spare: dict[str, psycopg.Connection] = {}
    yield spare
    for connection in spare.values():
        connection.close()


@pytest.fixture
def postgresql_url(
    cluster_url: str,
    postgresql_template: str,
    postgresql_shape: object,
    postgresql_spare: dict[str, psycopg.Connection],
    worker_id: str,
) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    if postgresql_spare:
        name, emptying = postgresql_spare.popitem()
    else:
        name = f"test_{worker_id}_{next(_numbers)}"
        at_server(cluster_url, f"CREATE DATABASE {name} TEMPLATE {postgresql_template} STRATEGY FILE_COPY")
        emptying = psycopg.connect(f"{cluster_url}{name}", autocommit=True)
    yield sqlalchemy_url(cluster_url, name)
    if postgres.emptied(emptying, postgresql_shape):
        postgresql_spare[name] = emptying
    else:
        emptying.close()
        at_server(cluster_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def passing_postgresql_url(cluster_url: str, postgresql_template: str, worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database nobody uses again: its tables may be changed."""
    name = f"passing_{worker_id}_{next(_numbers)}"
    at_server(cluster_url, f"CREATE DATABASE {name} TEMPLATE {postgresql_template} STRATEGY FILE_COPY")
    yield sqlalchemy_url(cluster_url, name)
    at_server(cluster_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def passing_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine on a migrated database to migrate down and up; the test runs once on each kind."""
    yield from engine_of(request.getfixturevalue("sqlite_url" if request.param == SQLITE else "passing_postgresql_url"))


def engine_of(url: str) -> Iterator[Engine]:
    """An engine, disposed of when a test is done with it."""
    engine = engine_at(url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on ``database_url``."""
    yield from engine_of(database_url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on ``engine``. It is closed at the end; nothing commits by itself."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An engine on SQLite only, for what does not depend on the database."""
    yield from engine_of(sqlite_url)


@pytest.fixture
def sqlite_session(sqlite_engine: Engine) -> Iterator[Session]:
    """A session on SQLite only, for what does not depend on the database."""
    with Session(sqlite_engine) as session:
        yield session


def at_server(cluster_url: str, statement: str) -> None:
    with psycopg.connect(cluster_url + "postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


def sqlalchemy_url(cluster_url: str, name: str) -> str:
    return cluster_url.replace("postgresql://", "postgresql+psycopg://") + name


# ---- the application


def settings_at(database_url: str, folder: Path, **others: str) -> Settings:
    """Settings of a development installation in ``folder``; ``others`` are environment variables."""
    return Settings.from_environ({"DATABASE_URL": database_url, "INSTANCE_PATH": str(folder / "instance"), **others})


def app_on(settings: Settings) -> Iterator[Flask]:
    """The application for tests: errors come through, and no request may leave something unsaved."""
    app = create_app(settings)
    app.config["TESTING"] = True
    with app.app_context():
        refuse_unsaved_work(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on ``database_url``."""
    yield from app_on(settings_at(database_url, tmp_path))


@pytest.fixture
def sqlite_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on SQLite only, for what does not depend on the database."""
    yield from app_on(settings_at(sqlite_url, tmp_path))


def refuse_unsaved_work(app: Flask) -> None:
    """Make every request fail that ends with changes neither committed nor rolled back."""

    @app.teardown_request
    def look(error: BaseException | None) -> None:
        if error is not None or not db.session.registry.has():
            return
        session = db.session()
        changed = [row for row in session.dirty if session.is_modified(row)]
        left = [*session.new, *session.deleted, *changed]
        written = session.info.get("written", False)
        session.rollback()
        if left or written:
            kinds = sorted({type(row).__name__ for row in left}) or ["flushed rows"]
            pytest.fail(f"the request left without commit or rollback: {', '.join(kinds)}")


@event.listens_for(Session, "after_flush")
def _note_a_flush(session: Session, _context: object) -> None:
    session.info["written"] = True


@event.listens_for(Session, "do_orm_execute")
def _note_a_bulk_change(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["written"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info["written"] = False
