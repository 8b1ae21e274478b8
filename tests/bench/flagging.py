"""What the daily flag run costs at any size: ``python -m tests.bench.flagging [--cases 1000000]``.

The same number is late and newly late among ten thousand running cases and among a million. Printed for each database:
the statements of a run, its best time of seven (CPU, of this process and of the database's that answer it), the rows
(SQLite: steps of its machine) it took, and the ratio.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    String,
    Table,
    cast,
    event,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.orm import Session

from app.casework.flags import raise_and_withdraw
from app.records.base import Record
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from tests.bench.searching import BARE, a_database, say, servers_of, worked
from tests.conftest import engine_at, migrated
from tests.lateness import THEN, a_duty, an_agency

TODAY = date(2026, 11, 23)
SMALL = 10_000
LONG_LATE, NEWLY_LATE = 300, 100
TIMES = 7
APART = 10_000_000  # between the numbers of one kind of case and the next
EACH = 10  # acts, or duties, of a matter at most
TUPLES = text("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables")


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: statements, seconds, rows read (SQLite: steps of its machine), flags raised."""

    statements: int
    seconds: float
    work: int
    raised: int


def fill(engine: Engine, cases: int) -> None:
    """So many running cases, none of them late, beside those that are; yesterday's flags stand."""
    with Session(engine) as session:
        agency = an_agency(session, "UBND xã Ia Dom")
        dates = (TODAY + timedelta(days=30), TODAY - timedelta(days=30), TODAY - timedelta(days=1))
        patterns = [a_duty(session, agency, due_on) for due_on in dates]
        counts = (cases, LONG_LATE, NEWLY_LATE)
        for place, (pattern, count) in enumerate(zip(patterns, counts, strict=True), start=1):
            copy(session, pattern.matter_id, count, apart=place * APART)
        raise_and_withdraw(session, today=TODAY - timedelta(days=1), at=THEN)
        session.commit()
    analysed(engine)


def grow(engine: Engine, cases: int) -> None:
    """So many running cases more."""
    with Session(engine) as session:
        last = select(Obligation).order_by(Obligation.due_on.desc(), Obligation.id).limit(1)
        copy(session, session.scalars(last).one().matter_id, cases, apart=9 * APART)
        session.commit()
    analysed(engine)


def analysed(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def copy(session: Session, matter_id: int, count: int, *, apart: int) -> None:
    """More cases like this one, each with a matter, acts and duties of its own."""
    first = select(literal_column("1").label("i")).cte("n", recursive=True)
    numbers = first.union_all(select(first.c.i + 1).where(first.c.i < count))
    matter, act, duty = (Record.metadata.tables[one.__tablename__] for one in (Matter, Act, Obligation))
    number = literal(apart) + numbers.c.i
    acts, duties = (_apart(session, table, matter_id, number) for table in (act, duty))
    own: dict[Table, dict[str, ColumnElement[Any]]] = {
        matter: {"id": number, "ref": literal("ref-") + cast(number, String), "code": _code(number)},
        act: {"id": acts + act.c.id, "matter_id": number},
        duty: {
            "id": duties + duty.c.id, "matter_id": number,
            "trigger_act_id": acts + duty.c.trigger_act_id, "satisfied_act_id": acts + duty.c.satisfied_act_id,
        },
    }  # fmt: skip
    for table, values in own.items():
        made = [values.get(column.name, column) for column in table.columns]
        of_it = (table.c.id if table is matter else table.c.matter_id) == matter_id
        copied = select(*made).select_from(table.join(numbers, numbers.c.i > 0)).where(of_it)
        session.execute(insert(table).from_select([column.name for column in table.columns], copied))


def _apart(session: Session, table: Table, matter_id: int, number: ColumnElement[int]) -> ColumnElement[int]:
    """What to add to a number of this table in the matter, so that each copy has numbers of its own."""
    least = session.scalar(select(func.min(table.c.id)).where(table.c.matter_id == matter_id))
    return number * EACH - literal(least or 0)


def _code(number: ColumnElement[int]) -> ColumnElement[str]:
    return literal("KN-") + cast(number, String)


def cost(engine: Engine, *, times: int = TIMES) -> Cost:
    """The cheapest of some runs of today; each is taken back."""
    return min((_run(engine) for _ in range(times)), key=lambda one: one.seconds)


def _run(engine: Engine) -> Cost:
    with Session(engine) as session, _counted(session) as counted:
        before = _read(session)
        servers = servers_of(engine)
        statements, began = counted[0], worked(servers)
        raised = raise_and_withdraw(session, today=TODAY, at=THEN).raised
        seconds = (worked(servers) - began) / 1_000_000_000
        statements = counted[0] - statements
        work = counted[1] if engine.dialect.name == "sqlite" else _read(session) - before
        session.rollback()
    return Cost(statements, seconds, work, raised)


def _read(session: Session) -> int:
    """Rows PostgreSQL has read on this connection: what was not reported a second ago stands in it, too."""
    return int(session.scalar(TUPLES) or 0) if session.get_bind().dialect.name == "postgresql" else 0


@contextmanager
def _counted(session: Session) -> Iterator[list[int]]:
    """Statements, and on SQLite hundreds of steps, while this lasts."""
    counted = [0, 0]
    connection = session.connection()
    own = connection.connection.driver_connection

    def statement(*_: object) -> None:
        counted[0] += 1

    def steps() -> int:
        counted[1] += 1
        return 0

    event.listen(connection, "before_cursor_execute", statement)
    if isinstance(own, sqlite3.Connection):
        own.set_progress_handler(steps, 100)
    try:
        yield counted
    finally:
        if isinstance(own, sqlite3.Connection):
            own.set_progress_handler(None, 0)


def main() -> None:
    """Fill both sizes, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--database", choices=[*BARE, "both"], default="both")
    asked = parser.parse_args()
    for name in BARE if asked.database == "both" else [asked.database]:
        small, large = (measured(name, cases) for cases in (SMALL, asked.cases))
        say(f"  ratio: time {large.seconds / small.seconds:.2f}, work {large.work / small.work:.2f}")


def measured(name: str, cases: int) -> Cost:
    """A run among so many cases; printed."""
    with a_database(name) as url:
        migrated(url)
        engine = engine_at(url)
        fill(engine, cases)
        with Session(engine) as session:
            there = session.scalar(select(func.count()).select_from(Obligation))
        found = cost(engine)
        engine.dispose()
    say(
        f"{name}, {there:,} duties: {found.raised} newly late, {found.statements} statements,"
        f" {found.seconds * 1000:.1f} ms, work {found.work:,}"
    )
    return found


if __name__ == "__main__":
    main()
