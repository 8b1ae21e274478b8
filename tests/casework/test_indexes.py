"""What is asked on every page leads through an index on SQLite: nothing walks through all matters, acts or duties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.casework import case_files, inbox
from app.casework.desk import how_many_in_hand, in_hand
from app.casework.figures import late_days
from app.casework.grouped import By, grouped
from app.casework.months import by_month
from app.casework.national_database import Wanted, entries
from app.casework.overdue import Filters, overdue
from app.casework.permissions import HeldRole, Viewer
from app.casework.petition_register import petition_register
from app.casework.register import Period
from app.casework.spans import settled, times
from app.records.people import RoleKind

TODAY = date(2026, 11, 23)
HANDLER = Viewer(1, (HeldRole(RoleKind.HANDLER, 1),))
SUPERVISOR = Viewer(2, (HeldRole(RoleKind.SUPERVISOR, 1),))
NOVEMBER = Period(date(2026, 11, 1), TODAY)
LARGE = ("matters", "acts", "obligations", "petitions", "visits")
ASKED: dict[str, Callable[[Session], Any]] = {
    "the count beside the petitions": lambda session: session.scalar(inbox.waiting(HANDLER)),
    "the count beside one's work": lambda session: session.scalar(how_many_in_hand(HANDLER)),
    "the open petitions": lambda session: inbox.inbox(session, HANDLER, filters=inbox.Filters()),
    "the closed ones": lambda session: inbox.inbox(session, HANDLER, filters=inbox.Filters(inbox.State.CLOSED)),
    "one's work": lambda session: in_hand(session, HANDLER),
    "the open cases": lambda session: case_files.cases(session, HANDLER, filters=case_files.Filters()),
    "what is late": lambda session: overdue(session, SUPERVISOR, today=TODAY),
    "what was late and done by month": lambda session: by_month(session, SUPERVISOR, today=TODAY, filters=Filters()),
    "what is late in parts": lambda session: [
        grouped(session, SUPERVISOR, by, today=TODAY, filters=Filters()) for by in By
    ],
    "the stretches of cases": lambda session: times(session, SUPERVISOR, today=TODAY, filters=Filters()),
    "how cases were settled": lambda session: settled(session, SUPERVISOR, today=TODAY, filters=Filters()),
    "the register": lambda session: petition_register(session, HANDLER, agency_id=1, period=NOVEMBER),
    "the national database": lambda session: entries(session, SUPERVISOR, Wanted()),
}


@pytest.mark.parametrize("asked", ASKED)
def test_nothing_walks_through_all_rows(sqlite_engine: Engine, asked: str) -> None:
    plans = plans_of(sqlite_engine, ASKED[asked])
    assert plans
    assert [step for step in plans if step in {f"SCAN {table}" for table in LARGE}] == []


def test_what_a_province_has_late_is_counted_by_the_indexes_made_for_it(sqlite_engine: Engine) -> None:
    plans = plans_of(
        sqlite_engine,
        lambda session: (
            late_days(session, SUPERVISOR, today=TODAY, filters=Filters()),
            by_month(session, SUPERVISOR, today=TODAY, filters=Filters(), late=()),
        ),
    )
    of_large = [step for step in plans if any(f" {table} " in step for table in LARGE)]
    assert {step.partition(" INDEX ")[2].partition(" ")[0] for step in of_large} == {
        "ix_obligations_late", "ix_matters_hidden", "ix_obligations_satisfied", "ix_obligations_ended"
    }  # fmt: skip


def plans_of(sqlite_engine: Engine, ask: Callable[[Session], Any]) -> list[str]:
    """The steps SQLite takes for what is asked."""
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    event.listen(sqlite_engine, "before_cursor_execute", note)
    with Session(sqlite_engine) as session:
        ask(session)
    event.remove(sqlite_engine, "before_cursor_execute", note)
    with sqlite_engine.connect() as connection:
        return [
            step[3]
            for statement, parameters in said
            if statement.lstrip().startswith(("SELECT", "WITH"))
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
