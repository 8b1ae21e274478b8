"""``serve``: one server with one scheduler beside it, that stop together; and what it refuses to start on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from sqlalchemy import insert

from app import create_app
from app.extensions import db
from app.records.settings import Mark
from tests.conftest import settings_at
from tests.forks import command
from tests.house.sources import ROOT
from tests.ports import free_port

FLASK = [str(Path(sys.executable).with_name("flask")), "--app", "wsgi"]
SECONDS = 90  # on a busy machine
PRODUCTION = {
    "APP_ENV": "production",
    "SECRET_KEY": "pXv2-9nQw7Lr0TzYb4KcHs6GdJf8MaEu1",
    "BASE_URL": "http://127.0.0.1:8000",
}


def environ(**settings: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **settings}


def until(wanted: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS
    while not wanted():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def children(pid: int | None) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server that listens, with its address read."""
    settings = {"DATABASE_URL": database_url, "INSTANCE_PATH": str(tmp_path / "instance"), "PORT": str(free_port())}
    process = subprocess.Popen(
        [*FLASK, "serve"], env=environ(**settings), cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.fixture
def forked_server(sqlite_url: str, tmp_path: Path) -> Iterator[BaseProcess]:
    """A server that listens, its program loaded before: what becomes of its processes does not depend on that."""
    said = tmp_path / "said"
    said.touch()
    settings = {"DATABASE_URL": sqlite_url, "INSTANCE_PATH": str(tmp_path / "instance"), "PORT": str(free_port())}
    process = command(("serve",), environ(**settings), given=Path(os.devnull), said=said, folder=tmp_path)
    assert until(lambda: "Tiếp Dân: http://127.0.0.1:" in said.read_text(encoding="utf-8"))
    yield process
    process.kill()
    process.join()


def address(server: subprocess.Popen[str]) -> str:
    line = server.stdout.readline().strip() if server.stdout else ""
    assert line.startswith("Tiếp Dân: http://127.0.0.1:")
    return line.removeprefix("Tiếp Dân: ")


def everyone(server: int | None, workers: int) -> list[int]:
    assert until(lambda: len(children(server)) == workers + 1), "the workers and one scheduler"
    return children(server)


def test_it_serves_with_one_scheduler_and_stops_when_told(server: subprocess.Popen[str], database_url: str) -> None:
    where = address(server)
    others = everyone(server.pid, workers=1 if database_url.startswith("sqlite") else 2)
    with urlopen(f"{where}/dang-nhap", timeout=SECONDS) as page:  # noqa: S310 - our own server
        assert page.status == 200
    server.send_signal(signal.SIGTERM)
    assert server.wait(SECONDS) == 0
    assert until(lambda: not any(map(lives, others)))


def test_nothing_outlives_a_killed_server(forked_server: BaseProcess) -> None:
    others = everyone(forked_server.pid, workers=1)
    forked_server.kill()
    assert until(lambda: not any(map(lives, others)))


def test_a_scheduler_that_dies_is_started_again(forked_server: BaseProcess) -> None:
    others = everyone(forked_server.pid, workers=1)
    os.kill(max(others), signal.SIGKILL)
    assert until(lambda: len(children(forked_server.pid)) == 2 and children(forked_server.pid) != others)


def test_a_database_that_is_not_migrated_is_refused(tmp_path: Path) -> None:
    app = create_app(settings_at(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path))
    assert refusal(app) == "Error: The database is not up to date. Run first: flask --app wsgi db upgrade\n"


def test_a_database_that_does_not_answer_is_refused_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://tiepdan:hunter2@127.0.0.1:{free_port()}/tiepdan"
    told = refusal(create_app(settings_at(url, tmp_path)))
    assert "cannot be opened. Check DATABASE_URL" in told
    assert "hunter2" not in told


def test_production_refuses_demonstration_data(sqlite_url: str, tmp_path: Path) -> None:
    app = create_app(settings_at(sqlite_url, tmp_path, **PRODUCTION))
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(insert(Mark).values(name="demonstration", value="1"))
    assert "holds demonstration data" in refusal(app)


def test_a_taken_port_is_told_at_once(sqlite_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = refusal(create_app(settings_at(sqlite_url, tmp_path, PORT=port)))
    assert f"port {port}: Address already in use. Set PORT" in told


def refusal(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["serve"])
    with app.app_context():
        db.engine.dispose()
    assert result.exit_code == 1
    return result.output


def test_importing_wsgi_starts_no_scheduler_and_no_process(tmp_path: Path) -> None:
    look = (
        "import os, threading, wsgi; pid = os.getpid(); print(open(f'/proc/{pid}/task/{pid}/children').read(), end='');"
        "print([thread.name for thread in threading.enumerate() if 'scheduler' in thread.name.lower()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], env=environ(), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def asked(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    look = "from flask import current_app; kept = current_app.config['SETTINGS']; print(kept.port, kept.base_url)"
    return subprocess.run(
        [*FLASK, "shell"], env=environ(**settings), cwd=folder, input=look, capture_output=True, text=True, check=False
    )


def test_an_env_file_fills_in_what_the_environment_lacks_in_development(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=8124\nBASE_URL=http://127.0.0.1:8124\n", encoding="utf-8")
    assert "8124 http://127.0.0.1:8125\n" in asked(tmp_path, BASE_URL="http://127.0.0.1:8125").stdout


def test_an_env_file_is_not_read_in_production(tmp_path: Path) -> None:
    secret = PRODUCTION["SECRET_KEY"]
    (tmp_path / ".env").write_text(f"SECRET_KEY={secret}\nPORT=8124\n", encoding="utf-8")
    refused = asked(tmp_path, APP_ENV="production", BASE_URL=PRODUCTION["BASE_URL"])
    assert refused.returncode == 1
    assert "SECRET_KEY: missing" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "8000" in asked(tmp_path, **PRODUCTION).stdout
