"""Demonstration provinces, filled once a run and copied: to fill even a small one takes seconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.fill import fill
from app.casework.demonstration.plan import Wanted
from app.casework.drafts import Sealer
from app.extensions import read_only
from app.web.clock import ZONE
from tests import once
from tests.conftest import POSTGRESQL, SQLITE, at_server, engine_at, run_folder, sqlalchemy_url

TODAY = date(2026, 11, 23)
MORNING, EVENING = datetime(2026, 11, 23, 8, tzinfo=ZONE), datetime(2026, 11, 23, 16, 45, tzinfo=ZONE)
A_HANDFUL = Wanted(visits=10, petitions=8, cases=8)
WHOLE = Wanted(visits=240, petitions=200, cases=110)
STRONG_SECRET = "Kh0ng-doan-duoc-dau-9317-xyzw-2648"


def a_shelf(folder: Path) -> Shelf:
    """Files in ``folder``; an issued paper is only begun, to print it takes its time."""
    return Shelf(folder, Sealer(STRONG_SECRET, "papers"), lambda _sheet, _title, _at: b"PK")


def filled(url: str, wanted: Wanted, *, seed: int, at: datetime, shelf: Shelf | None = None) -> None:
    """Fill the migrated database at ``url``; files, and what is told by them, only with a ``shelf``."""
    engine = engine_at(url)
    with Session(engine) as session:
        fill(session, wanted, seed=seed, today=TODAY, at=at, shelf=shelf)
        session.commit()
    engine.dispose()


def _file(template: Path, path: Path, wanted: Wanted, *, seed: int, at: datetime, shelf: Shelf | None = None) -> Path:
    def make() -> None:
        shutil.copyfile(template, path)
        filled(f"sqlite:///{path}", wanted, seed=seed, at=at, shelf=shelf)

    once.made(path.with_name(f"{path.name}.made"), make)
    return path


@pytest.fixture(scope="session")
def sqlite_province(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A SQLite file with a handful of matters, to copy."""
    path = run_folder(tmp_path_factory, worker_id) / "province.sqlite3"
    return _file(sqlite_template, path, A_HANDFUL, seed=7, at=MORNING)


@pytest.fixture(scope="session")
def whole_province(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A SQLite file filled as `make run` fills it, to read."""
    path = run_folder(tmp_path_factory, worker_id) / "whole_province.sqlite3"
    return _file(sqlite_template, path, WHOLE, seed=1, at=EVENING, shelf=a_shelf(path.with_suffix(".files")))


@pytest.fixture
def register(whole_province: Path) -> Iterator[Session]:
    """A register filled as `make run` fills it. Nobody changes it."""
    yield from read(f"sqlite:///{whole_province}")


def read(url: str) -> Iterator[Session]:
    """A session in which nothing is written."""
    engine = engine_at(url)
    with read_only(), Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_province(
    cluster_url: str, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> str:
    """The name of a PostgreSQL database with a handful of matters, to copy."""
    name = "province"

    def make() -> None:
        at_server(cluster_url, f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
        filled(sqlalchemy_url(cluster_url, name), A_HANDFUL, seed=7, at=MORNING)

    once.made(run_folder(tmp_path_factory, worker_id) / "postgresql_province.made", make)
    return name


@pytest.fixture
def sqlite_province_url(sqlite_province: Path, tmp_path: Path) -> str:
    """A SQLite database with a handful of matters, of this test's own."""
    shutil.copyfile(sqlite_province, tmp_path / "province.sqlite3")
    return f"sqlite:///{tmp_path / 'province.sqlite3'}"


@pytest.fixture
def postgresql_province_url(cluster_url: str, postgresql_province: str, worker_id: str) -> Iterator[str]:
    """A PostgreSQL database with a handful of matters, of this test's own."""
    name = f"{postgresql_province}_{worker_id}"
    at_server(cluster_url, f"CREATE DATABASE {name} TEMPLATE {postgresql_province} STRATEGY FILE_COPY")
    yield sqlalchemy_url(cluster_url, name)
    at_server(cluster_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def province_url(request: pytest.FixtureRequest) -> str:
    """A database with a handful of matters, of this test's own; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_province_url"))
