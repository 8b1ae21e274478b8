"""What is made once a run, by whichever worker asks for it first, and only copied from then on."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.once import made


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder ``name`` of this run with what ``make`` puts into it; the other workers wait for it."""
    base = factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = run / name

    def fill() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        make(folder)
        settle(folder)

    made(run / f"{name}.folder.made", fill)  # other things of a run bear the same names
    return folder


def settle(folder: Path) -> None:
    """Bring what SQLite keeps beside its files into them: a copy of one file is whole, whoever looks meanwhile.

    A command that ended without closing its database leaves nearly everything beside it.
    """
    for path in folder.glob("instance/*.sqlite3"):
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, f"{path} is in use"
