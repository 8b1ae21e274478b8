"""The real thing: the server as `serve` starts it, a real Chromium, a real SMTP server, each on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.hands import make_browsers_patient, make_hands_wait
from tests.browser.shared import once_a_run
from tests.conftest import POSTGRESQL, SQLITE, at_server, sqlalchemy_url
from tests.forks import command
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"]  # fmt: skip
STARTS_WITHIN, RUNS_WITHIN, STOPS_WITHIN = 180.0, 480.0, 90.0  # seconds: patience costs nothing while all is well
SEEN_WITHIN = 90_000  # ms
# A page left open asks for what changed while one typed: the test has stopped its server meanwhile.
SERVER_STOPPED = ("net::ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE")
NOW = "2026-11-23T09:05+07:00"
MONDAY = "2026-09-14T08:05+07:00"
A_LITTLE = ("--visits", "40", "--petitions", "60", "--cases", "45")
NOTHING = ("--visits", "0", "--petitions", "0", "--cases", "0")

expect.set_options(timeout=SEEN_WITHIN)
make_hands_wait()
make_browsers_patient(SEEN_WITHIN)


@dataclass
class Postbox:
    """What arrived over SMTP."""

    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.letters.append(message_from_bytes(bytes(envelope.content or b""), policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if address in str(letter["To"])]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A real SMTP server on loopback that keeps what it is given."""
    box = Postbox(port=free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


@dataclass(frozen=True)
class Installation:
    """One installation: its database and folder. Commands run in it as on anybody's machine."""

    environment: dict[str, str]

    @property
    def address(self) -> str:
        return self.environment["BASE_URL"]

    def run(self, *arguments: str, now: str, given: str = "") -> str:
        """A `flask --app wsgi …` command with its output. Fails the test when the command fails."""
        with tempfile.TemporaryDirectory() as folder:
            read, said = Path(folder, "given"), Path(folder, "said")
            read.write_text(given, encoding="utf-8")
            process = command(arguments, self.at(now), given=read, said=said)
            process.join(RUNS_WITHIN)
            told = said.read_text(encoding="utf-8")
        assert process.exitcode == 0, told
        return told

    def at(self, now: str) -> dict[str, str]:
        return {**self.environment, "TIEPDAN_NOW": now}

    @contextmanager
    def serving(self, now: str, *options: str, log: Path | None = None) -> Iterator[str]:
        """The server as people start it, its clock moved to ``now``, what it says in ``log``; its address."""
        with tempfile.TemporaryDirectory() as folder:
            said = log or Path(folder, "said")
            server = command(("serve", *options), self.at(now), given=Path(os.devnull), said=said)
            try:
                wait_for(lambda: answers(int(self.environment["PORT"])) or not server.is_alive(), STARTS_WITHIN)
                if not server.is_alive():
                    pytest.fail(said.read_text(encoding="utf-8"))
                yield self.address
            finally:
                server.terminate()
                server.join(STOPS_WITHIN)
                server.kill()  # the next one listens at the same port
                server.join()


def installation_in(folder: Path, **settings: str) -> Installation:
    """An installation of ``folder``, on a port of its own."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TZ", "VIRTUAL_ENV")}
    return Installation(
        {
            **kept,
            "APP_ENV": "development",
            "INSTANCE_PATH": str(folder / "instance"),
            "BASE_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
            "PYTHONUNBUFFERED": "1",
            **settings,
        }
    )


def a_province(folder: Path, *much: str, now: str = NOW, **settings: str) -> Installation:
    """A province with demonstration data; on SQLite unless ``settings`` name a database."""
    made = installation_in(folder, **settings)
    made.run("demo", "fill", *much, now=now)
    return made


@pytest.fixture(scope="session")
def little_province(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A province with a little demonstration data, to copy: nobody works in it."""
    return installation_in(once_a_run(tmp_path_factory, "province", lambda folder: a_province(folder, *A_LITTLE)))


@pytest.fixture
def province(little_province: Installation, tmp_path: Path) -> Installation:
    """A province of this test's own, with a little demonstration data."""
    return copied(little_province, tmp_path)


def copied(one: Installation, folder: Path, **settings: str) -> Installation:
    """What stands in the folder of ``one``, in another."""
    shutil.copytree(one.environment["INSTANCE_PATH"], folder / "instance")
    return installation_in(folder, **settings)


@pytest.fixture(scope="session")
def served(little_province: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a little province is served in which several tests work: none counts on what another leaves there."""
    with copied(little_province, tmp_path_factory.mktemp("served")).serving(NOW, "--no-scheduler") as address:
        yield address


@pytest.fixture(scope="session")
def bare_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Agencies and accounts of the demonstration on a Monday, nothing else; to copy."""
    return installation_in(
        once_a_run(tmp_path_factory, "bare", lambda folder: a_province(folder, *NOTHING, now=MONDAY))
    )


@pytest.fixture(scope="session")
def bare_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, cluster_url: str, postgresql_template: str
) -> Installation:
    """The same, with its rows in the database ``bare``."""

    def make(folder: Path) -> None:
        at_server(cluster_url, f"CREATE DATABASE bare TEMPLATE {postgresql_template}")
        a_province(folder, *NOTHING, now=MONDAY, DATABASE_URL=sqlalchemy_url(cluster_url, "bare"))

    return installation_in(once_a_run(tmp_path_factory, "bare-postgresql", make))


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def installation(request: pytest.FixtureRequest, tmp_path: Path, postbox: Postbox) -> Iterator[Installation]:
    """Agencies and accounts on each database, a copy of this test's own, with mail going to ``postbox``."""
    bare, mail = request.getfixturevalue(f"bare_on_{request.param}"), f"smtp://127.0.0.1:{postbox.port}"
    if request.param == SQLITE:
        yield copied(bare, tmp_path, MAIL_URL=mail)
        return
    cluster, name = request.getfixturevalue("cluster_url"), f"bare_{postbox.port}"
    at_server(cluster, f"CREATE DATABASE {name} TEMPLATE bare STRATEGY FILE_COPY")
    yield copied(bare, tmp_path, MAIL_URL=mail, DATABASE_URL=sqlalchemy_url(cluster, name))
    at_server(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, without a window where there is one: a fifth of the work less. Missing, it fails the run."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.exit("Chromium is missing: apt-get install chromium", returncode=3)
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A desktop page that fails the test on a script error or a refused resource."""
    yield from page_of(chromium, width=1440, height=900)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page of 360 by 780."""
    yield from page_of(chromium, width=360, height=780)


def page_of(browser: Browser, *, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": width, "height": height}
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert [one for one in troubles if not any(said in one for said in SERVER_STOPPED)] == []


def answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(0.5)
        return one.connect_ex(("127.0.0.1", port)) == 0


def wait_for(happened: Callable[[], Any], seconds: float) -> None:
    """Wait until ``happened()`` is true. Fails the test after ``seconds``."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            pytest.fail(f"nothing happened within {seconds:.0f} seconds")
        time.sleep(0.1)
