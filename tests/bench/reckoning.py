"""What it costs that open duties follow a changed calendar: ``python -m tests.bench.reckoning [--cases 100000]``.

Every open case has its last day on a day that is now off, so that every one of them moves; half of them are late and
flagged before, and have time again afterwards. Printed for each database: how long the job takes, how many transactions
it makes of it, the middle one and the longest of them: so long nobody else writes on SQLite. Times are CPU time of this
process and of those of PostgreSQL that serve it, and of a clock on the wall.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from app.casework.calendars import seed_calendar
from app.casework.flags import raise_and_withdraw
from app.casework.moved_dates import Followed, follow
from app.records.oversight import Flag
from app.records.settings import CalendarDayRow, DayKind
from tests.bench.flagging import APART, analysed, copy
from tests.bench.searching import BARE, a_database, say, worked
from tests.conftest import engine_at, migrated
from tests.makers import DAY, a_case, a_unit, at

SMALL = 10_000
DUE = date(2026, 8, 5)  # of a complaint accepted on DAY; a Wednesday
LATER = DAY + timedelta(days=1)
TODAY = DUE + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cost:
    """One run of the job: seconds each transaction took, of CPU and on the wall; matters, duties moved, flags left."""

    worked: list[float]
    passed: list[float]
    matters: int
    moved: int
    standing: int


def fill(engine: Engine, cases: int) -> None:
    """So many running cases whose decision is due on :data:`DUE` or a day later; those that are late are flagged."""
    with Session(engine) as session:
        seed_calendar(session)
        unit = a_unit(session)
        for place, on in enumerate((DAY, LATER), start=1):
            copy(session, a_case(session, unit, on=on).id, cases // 2 - 1, apart=place * APART)
        raise_and_withdraw(session, today=TODAY, at=at(TODAY))
        session.commit()
    analysed(engine)


def cost(engine: Engine) -> Cost:
    """Take :data:`DUE` off and let the open duties follow, as the job does."""
    with Session(engine) as session:
        session.add(CalendarDayRow(day=DUE, year=DUE.year, kind=DayKind.OFF, name="Nghỉ hoán đổi"))
        session.commit()
        serving = _serving(session)
        done = Cost([], [], 0, 0, 0)
        step: Followed | None = Followed()
        while step is not None:
            began, before = perf_counter(), worked(serving)
            step = follow(session, today=TODAY, at=at(TODAY))
            session.commit()
            done.passed.append(perf_counter() - began)
            done.worked.append((worked(serving) - before) / 1_000_000_000)
            counted = step or Followed()
            done = replace(done, matters=done.matters + counted.matters, moved=done.moved + counted.moved)
        standing = session.scalar(select(func.count()).select_from(Flag).where(Flag.withdrawn_on.is_(None)))
    return replace(done, standing=standing or 0)


def _serving(session: Session) -> list[Path]:
    """Where the system tells how long the process of PostgreSQL behind this session has worked: the pool has one."""
    if session.get_bind().dialect.name == "sqlite":
        return []
    return [Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/schedstat")]


def main() -> None:
    """Fill both sizes, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--database", choices=[*BARE, "both"], default="both")
    asked = parser.parse_args()
    for name in BARE if asked.database == "both" else [asked.database]:
        for cases in (SMALL, asked.cases):
            measured(name, cases)


def measured(name: str, cases: int) -> None:
    """The job among so many open cases; printed."""
    with a_database(name) as url:
        migrated(url)
        engine = engine_at(url)
        fill(engine, cases)
        found = cost(engine)
        engine.dispose()
    say(
        f"{name}, {found.matters:,} open matters: {found.moved:,} duties moved in {len(found.worked):,} transactions,"
        f" {found.standing} flags stand"
    )
    for words, times in (("CPU", found.worked), ("the wall", found.passed)):
        say(
            f"  {words}: {sum(times):.0f} s; {median(times) * 1000:.0f} ms each, the longest {max(times) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
