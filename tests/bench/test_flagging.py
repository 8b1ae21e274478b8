"""The daily flag run costs what became late, not what there is: the same statements and work among ten times as many.

Counted, not timed: rows PostgreSQL reads, steps SQLite takes. ``make bench-flags`` times a million.
"""

from __future__ import annotations

from sqlalchemy import Engine

from tests.bench.flagging import NEWLY_LATE, cost, fill, grow

AT_MOST = 1.5


def test_the_daily_flag_run_costs_the_same_among_ten_times_as_many_cases(engine: Engine) -> None:
    fill(engine, 1_000)
    few = cost(engine, times=1)
    grow(engine, 9_000)
    many = cost(engine, times=1)
    assert few.raised == many.raised == NEWLY_LATE + 1  # the one the others were copied from
    assert few.statements == many.statements
    assert many.work <= few.work * AT_MOST, (few, many)
