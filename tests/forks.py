"""Processes of our own, forked off one that has loaded the program: to load it takes two seconds, to fork nothing.

Each has its own memory, connections and signals and can be killed like any other. That the program also comes up from
nothing is tested where it is started as people start it (``tests/cli/test_serve.py``).
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from flask.cli import main as flask

ROOT = Path(__file__).resolve().parent.parent
LOADED = ["app.cli", "app.web", "app.scheduler", "gunicorn.workers.gthread"]  # what takes its time

FORKS = multiprocessing.get_context("forkserver")
LOADED_FOR_TESTS = ["tests.crowd", "tests.mortal", "tests.workers", "tests.year.process", "tests.kept_templates"]
FORKS.set_forkserver_preload([*LOADED, *LOADED_FOR_TESTS])


def forked(deed: Callable[..., None], *arguments: Any) -> BaseProcess:
    """A process that does ``deed``, a function of a module: it is told by its name."""
    process = FORKS.Process(target=deed, args=arguments)
    process.start()
    return process


def command(
    arguments: tuple[str, ...], environment: Mapping[str, str], *, given: Path, said: Path, folder: Path = ROOT
) -> BaseProcess:
    """``flask --app wsgi …`` as in ``folder``; ``given``: what it reads, ``said``: where it says what it says."""
    return forked(_flask, arguments, dict(environment), given, said, folder)


def _flask(arguments: tuple[str, ...], environment: dict[str, str], given: Path, said: Path, folder: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
    os.dup2(1, 2)
    sys.stdin = given.open()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    sys.argv = ["flask", "--app", "wsgi", *arguments]
    flask()
