"""Killed (kill -9) at any step of an act, the file is as before or as after, never between; done again, it is done.

In the suite it dies at some of the steps; ``make soak`` dies at every one.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.casework.corrections import undo
from app.records.audit import AuditEntry
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from tests.makers import DAY, a_case, a_unit, an_act, at, the_unit

FEWEST, MOST = 10, 60  # steps: the statements of a deed, and its commit
Deed = Callable[[Session, Matter], object]


def verify(session: Session, case: Matter) -> None:
    an_act(session, case, "verifying", DAY, by=the_unit(session).handler)


def take_it_back(session: Session, case: Matter) -> None:
    line = session.scalars(select(Act).where(Act.matter_id == case.id, Act.act == "verifying")).one()
    undo(session, line, note="Ghi nhầm", by=the_unit(session).handler, at=at(DAY), today=DAY)


@pytest.mark.parametrize("apart", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_killed_at_a_step_of_an_act_or_of_its_undoing_nothing_is_between(engine: Engine, apart: int) -> None:
    with Session(engine) as session:
        case_id = a_case(session, a_unit(session)).id
        session.commit()
    for deed, stages in ((verify, ("accepted", "verifying")), (take_it_back, ("verifying", "accepted"))):
        before = state(engine, case_id)
        assert before[0] == stages[0]
        step = 2
        while killed(engine, deed, case_id, step=step):
            assert state(engine, case_id) == before, f"{deed.__name__}, step {step}"
            step += apart
        after = state(engine, case_id)
        assert FEWEST < step < MOST
        assert (after[0], after[1] > before[1], after[3]) == (stages[1], True, before[3] + 1)
        assert after[4] == before[4] + 1  # the trail tells it once


def state(engine: Engine, case_id: int) -> tuple[Any, ...]:
    """Everything an act changes: stage, version, ledger, log, trail."""
    with Session(engine) as session:
        matter = session.get_one(Matter, case_id)
        duties = session.execute(
            select(Obligation.duty, Obligation.open, Obligation.due_on, Obligation.end_reason)
            .where(Obligation.matter_id == case_id)
            .order_by(Obligation.id)
        ).all()
        log, trail = (
            session.scalar(select(func.count()).select_from(table).where(table.matter_id == case_id)) or 0
            for table in (Act, AuditEntry)
        )
        return matter.stage, matter.version, duties, log, trail


def killed(engine: Engine, deed: Deed, case_id: int, *, step: int) -> bool:
    """Do ``deed`` in a process that dies at ``step``: a statement about to be sent, or the commit. Whether it died."""
    engine.dispose()  # no connection is shared with the child
    child = os.fork()
    if child == 0:
        _do_and_die(engine, deed, case_id, step)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _do_and_die(engine: Engine, deed: Deed, case_id: int, step: int) -> None:
    numbers = count(1)

    def watch(*_what: object) -> None:
        if next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        event.listen(engine, "before_cursor_execute", watch)
        event.listen(engine, "commit", watch)
        with Session(engine) as session:
            deed(session, session.get_one(Matter, case_id))
            session.commit()
        code = 0
    finally:
        os._exit(code)
