"""How transactions begin: nothing is lost between two writers, and a page that is looked at changes nothing."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine, delete, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.extensions import BUSY_TIMEOUT_MS, WriteWhileReading, read_only, writing
from app.records.settings import CalendarDayRow, DayKind, Mark
from tests.conftest import engine_at
from tests.house.rows import DAY

THREADS, TURNS = 4, 25


def count(engine: Engine) -> int:
    with Session(engine) as session:
        return len(session.scalars(select(Mark)).all())


def test_a_flush_while_reading_is_refused(session: Session) -> None:
    with read_only():
        session.add(Mark(name="a"))
        with pytest.raises(WriteWhileReading):
            session.flush()


def test_a_bulk_change_while_reading_is_refused(session: Session) -> None:
    for statement in (insert(Mark).values(name="a"), update(Mark).values(value="b"), delete(Mark)):
        with read_only(), pytest.raises(WriteWhileReading):
            session.execute(statement)


def test_the_database_itself_refuses_while_reading(engine: Engine) -> None:
    with read_only(), engine.connect() as connection, pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        connection.execute(text("INSERT INTO marks (name, value) VALUES ('a', '')"))


def test_an_unchanged_row_may_be_read_and_flushed(session: Session) -> None:
    session.add(Mark(name="a", value="b"))
    session.commit()
    with read_only():
        mark = session.get_one(Mark, "a")
        mark.value = "b"
        session.flush()


def test_the_same_connection_writes_again_afterwards(engine: Engine) -> None:
    with read_only():
        assert count(engine) == 0
    with Session(engine) as session:
        session.add(Mark(name="a"))
        session.commit()
    assert count(engine) == 1


def test_a_short_writing_transaction_inside_a_read_only_one(engine: Engine) -> None:
    with read_only(), Session(engine) as reading:
        assert reading.scalars(select(Mark)).all() == []
        with writing(), engine.begin() as connection:
            connection.execute(insert(Mark).values(name="a", value=""))
    assert count(engine) == 1


def test_threads_that_read_and_then_write_lose_nothing(sqlite_engine: Engine) -> None:
    with Session(sqlite_engine) as session:
        session.add(Mark(name="count", value="0"))
        session.commit()

    def add_one(_turn: int) -> None:
        with Session(sqlite_engine) as session:
            mark = session.get_one(Mark, "count")
            mark.value = str(int(mark.value) + 1)
            session.commit()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add_one, range(THREADS * TURNS)))
    with Session(sqlite_engine) as session:
        assert session.get_one(Mark, "count").value == str(THREADS * TURNS)


def test_who_waits_to_write_finds_the_moment_between_two_others(sqlite_engine: Engine) -> None:
    """SQLite's own waiting found it in one of thirty askings, and after ten seconds gave up: "database is locked"."""
    over = Event()

    def write_without_a_break() -> None:
        while not over.is_set():
            with sqlite_engine.begin() as connection:
                connection.execute(update(Mark).values(value="a"))
                sleep(0.2)
            sleep(0.01)

    with ThreadPoolExecutor(1) as pool:
        others = pool.submit(write_without_a_break)
        began = monotonic()
        for _turn in range(TURNS // 4):
            with sqlite_engine.begin() as connection:
                connection.execute(update(Mark).values(value="b"))
            sleep(0.05)  # they have begun again
        waited = monotonic() - began
        over.set()
        others.result()
    assert waited < BUSY_TIMEOUT_MS / 1000 / 2


def test_a_reader_does_not_wait_for_a_writer(sqlite_engine: Engine) -> None:
    written, read = Event(), Event()

    def write_and_wait() -> None:
        with Session(sqlite_engine) as session:
            session.add(Mark(name="a"))
            session.flush()
            written.set()
            assert read.wait(30)
            session.commit()

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write_and_wait)
        assert written.wait(30)
        with read_only():
            assert count(sqlite_engine) == 0
        read.set()
        writer.result()
    assert count(sqlite_engine) == 1


def test_what_sqlite_prepared_outlives_a_page_that_only_read(sqlite_engine: Engine) -> None:
    said: list[str] = []
    event.listen(sqlite_engine, "before_cursor_execute", lambda _c, _cursor, statement, *_rest: said.append(statement))
    for _page in range(3):
        with read_only():
            assert count(sqlite_engine) == 0
    assert sum("query_only" in one for one in said) == 1  # the PRAGMA makes every statement be planned anew
    with Session(sqlite_engine) as session:
        session.add(Mark(name="a"))
        session.commit()
    with read_only(), sqlite_engine.connect() as connection, pytest.raises(OperationalError):
        connection.execute(insert(Mark).values(name="b", value=""))


def test_what_postgresql_prepared_outlives_a_page_that_only_read(postgresql_url: str) -> None:
    engine = engine_at(postgresql_url)
    asked, prepared = text("SELECT name FROM marks"), text("SELECT count(*) FROM pg_prepared_statements")
    with read_only():
        for _page in range(6):  # psycopg prepares what was asked five times
            with Session(engine) as session:
                session.execute(asked).all()
        with Session(engine) as session:
            assert session.scalar(prepared) == 1
            with pytest.raises(DBAPIError):
                session.execute(text("SELECT 1 / 0"))
    assert count(engine) == 0  # an error is rolled back, and the connection serves again
    engine.dispose()


def test_foreign_keys_hold(session: Session) -> None:
    session.add(CalendarDayRow(day=DAY, year=1999, kind=DayKind.OFF))
    with pytest.raises(IntegrityError):
        session.commit()


def test_an_error_never_shows_values(session: Session) -> None:
    session.execute(insert(Mark).values(name="a", value="Nguyễn Thị Kín"))
    with pytest.raises(IntegrityError) as refused:
        session.execute(insert(Mark).values(name="a", value="Nguyễn Thị Kín"))
    assert "Kín" not in str(refused.value)


def test_the_sqlite_file_is_private(tmp_path: Path) -> None:
    made = engine_at(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE t (a)"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("new.sqlite3*")}
    made.dispose()
    assert set(modes.values()) == {0o600}
