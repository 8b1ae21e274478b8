"""What a page of the search costs, beside a bare page: ``python -m tests.bench.searching [--petitions 1000000]``.

The bare page is the least that answers: Flask alone, one statement over the same index (every word, the latest first),
25 lines of plain HTML; nobody signs in, nothing is ranked, counted, marked or hidden. The page of the same SQL asks all
that our search asks, and shows it bare (:mod:`tests.bench.same_sql`). All three are asked in turn, in one process, over
the same data; the medians of fifteen times after twelve that are not counted, and the ratios. Times are CPU time, of
this process and of the database's that answer it, so what else the machine does matters little. The frame is a page of
ours with nothing in it: what signing in, navigation and layout cost before anything is searched. On SQLite and on
PostgreSQL, each made and thrown away here.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from flask import Flask, render_template_string, request
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text, update

from app import create_app
from app.casework.accounts import HASHER
from app.casework.search.words import words
from app.config import Settings
from app.extensions import db, limiter
from app.records.people import Account
from tests import postgres
from tests.bench import same_sql
from tests.bench.province import fill
from tests.conftest import engine_at, migrated
from tests.web.conftest import PASSWORD, Browse

QUESTIONS = (
    "khieu nai dat dai", "Khiếu nại đất đai", "thủy điện", "Đắk Đoa", "dak doa", "nguyen van duoc", "Nguyễn Văn Được",
    "Siu H'Lai", "1159/TB-UBND", "dat", "khong co dau",
)  # fmt: skip
WHO = {"bench1": "a supervisor, every agency", "bench2": "a handler, one agency of 160"}
TIMES, BEFORE = 15, 12  # PostgreSQL plans a statement for good when a connection has asked it ten times
FRAME = "/tro-giup/phim-tat"
BARE = {
    "sqlite": (
        "SELECT m.code, m.title, m.opened_on FROM search_index i JOIN matters m ON m.id = (i.rowid & 1099511627775)"
        " WHERE i.search_index MATCH :said ORDER BY i.rowid DESC LIMIT 25"
    ),
    "postgresql": (
        "SELECT m.code, m.title, m.opened_on FROM search_rows s JOIN matters m ON m.id = s.matter_id"
        " WHERE s.tokens @@ CAST(:said AS tsquery) ORDER BY s.place DESC LIMIT 25"
    ),
}
BARE_PAGE = (
    "<!doctype html><title>Tìm</title><table>{% for it in rows %}"
    "<tr><td>{{ it.code }}<td>{{ it.title }}<td>{{ it.opened_on }}{% endfor %}</table>"
)


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--petitions", type=int, default=100_000)
    parser.add_argument("--database", choices=[*BARE, "both"], default="both")
    parser.add_argument("--url", help="a register filled before, left as it is")
    chosen = parser.parse_args()
    for url in [chosen.url] if chosen.url else filled(chosen.database, chosen.petitions):
        measure(url)


def filled(which: str, petitions: int, *, searched: bool = True) -> Iterator[str]:
    """The registers asked for, each there until the next is wanted."""
    for name in BARE if which == "both" else [which]:
        with a_database(name) as url:
            migrated(url)
            engine = engine_at(url)
            started = time.perf_counter()
            fill(engine, petitions, searched=searched)
            engine.dispose()
            say(f"\n{name}, {petitions:,} matters (filled in {time.perf_counter() - started:.0f} s)")
            yield url


@contextmanager
def a_database(name: str) -> Iterator[str]:
    """An empty database of this kind, gone afterwards."""
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        return
    cluster = postgres.start()
    try:
        with psycopg.connect(cluster.url + "postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield cluster.url.replace("postgresql://", "postgresql+psycopg://") + "bench"
    finally:
        cluster.stop()


def measure(url: str, questions: Sequence[str] = QUESTIONS) -> None:
    """Ask both pages every question, in turn; print the medians in ms and the ratio."""
    with browsing(url) as (engine, browse), connections_of_its_own(url) as its_own:
        bare = a_bare_app(its_own).test_client()
        for username, who in WHO.items():
            browse.sign_in(username)
            frame = frame_of(engine, browse)
            say(f"  {who}; the frame alone {frame:.1f} ms")
            say(f"    {'':<28}   page    bare   ratio    the same SQL   ratio")
            for asked in questions:
                ours, theirs, same = compared(engine, its_own, browse, bare, asked)
                ratios = f"{ours / theirs:6.1f}  {same:14.1f}  {ours / same:6.1f}"
                say(f"    {asked:<28} {ours:6.1f}  {theirs:6.1f}  {ratios}")


@contextmanager
def browsing(url: str) -> Iterator[tuple[Engine, Browse]]:
    """Our pages over a filled register, for whoever of it signs in."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings.from_environ({"DATABASE_URL": url, "INSTANCE_PATH": folder}))
        with app.app_context():
            engine = db.engine
        event.listen(engine, "connect", _in_one_process)
        limiter.enabled = False  # a person asks less often
        with engine.begin() as connection:
            connection.execute(update(Account).values(password_hash=HASHER.hash(PASSWORD)))
        yield engine, Browse(app)
        engine.dispose()
        limiter.enabled = True


@contextmanager
def connections_of_its_own(url: str) -> Iterator[Engine]:
    """The bare page takes nothing from ours, nor disturbs what is prepared on our connections."""
    engine = engine_at(url)
    event.listen(engine, "connect", _in_one_process)
    yield engine
    engine.dispose()


def frame_of(engine: Engine, browse: Browse) -> float:
    """A page with nothing in it, in milliseconds."""
    return timed(engine, lambda: browse.client.get(FRAME).text, before=BEFORE, of=median)[0]


def compared(engine: Engine, its_own: Engine, browse: Browse, bare: FlaskClient, asked: str) -> tuple[float, ...]:
    """The page of the search, the bare page and that of the same SQL, in milliseconds."""
    address = address_of(browse, asked)
    ours, theirs = (lambda: browse.client.get(address).text), (lambda: bare.post("/", data={"q": asked}).text)
    ours()  # what is remembered of a first time is not asked again
    said = same_sql.beside_the_frame(engine, ours, lambda: browse.client.get(FRAME).text)
    same = same_sql.a_bare_app(its_own, said).test_client()
    return timed(engine, ours, theirs, lambda: same.get("/").text, before=BEFORE, of=median)


def address_of(browse: Browse, asked: str) -> str:
    """Where the answer stands, once it was asked for."""
    token = browse.open("/tim").csrf_token
    return str(browse.client.post("/tim", data={"csrf_token": token, "q": asked}).headers["Location"])


def timed(
    engine: Engine, *pages: Callable[[], str], times: int = TIMES, before: int = 1,
    of: Callable[[list[float]], float] = min,
) -> tuple[float, ...]:  # fmt: skip
    """The best of each in milliseconds, or what ``of`` makes of them, asked in turn."""
    taken: list[list[float]] = [[] for _ in pages]
    for _ in range(before):
        for ask in pages:
            ask()  # each has its connection before the servers are looked for
    servers = servers_of(engine)
    for _ in range(times):
        for ask, into in zip(pages, taken, strict=True):
            started = worked(servers)
            ask()
            into.append((worked(servers) - started) / 1_000_000)
    return tuple(of(one) for one in taken)


def servers_of(engine: Engine) -> list[Path]:
    """Where the system tells how long each process of PostgreSQL that serves this one has worked."""
    if engine.dialect.name == "sqlite":
        return []
    with engine.connect() as connection:
        wanted = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [Path(f"/proc/{pid}/schedstat") for pid in connection.scalars(wanted)]


def worked(servers: Sequence[Path]) -> int:
    """Nanoseconds of CPU so far, of this process and of those that serve it."""
    return time.process_time_ns() + sum(int(one.read_text("ascii").split()[0]) for one in servers)


def _in_one_process(connection: Any, _record: object) -> None:
    """A second process of PostgreSQL for one statement would not be counted."""
    if isinstance(connection, psycopg.Connection):
        connection.execute("SET max_parallel_workers_per_gather = 0")
        connection.commit()


def a_bare_app(engine: Engine) -> Flask:
    """Flask and one statement."""
    app = Flask("bare")
    statement = text(BARE[engine.dialect.name])
    quote, conjunction = ('"', " AND ") if engine.dialect.name == "sqlite" else ("'", " & ")

    @app.post("/")
    def page() -> str:
        said = conjunction.join(f"{quote}{word}{quote}" for word in words(request.form["q"]))
        with engine.connect() as connection:
            return render_template_string(BARE_PAGE, rows=connection.execute(statement, {"said": said}).all())

    return app


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command of the developers


if __name__ == "__main__":
    main()
