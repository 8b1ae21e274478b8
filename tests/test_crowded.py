"""Many at once, and some of them killed at any moment: whatever stays is whole.

Several processes log visits, register, classify and accept petitions and record acts on one database, while some are
killed (kill -9) and others take their places. Afterwards no number is missing or given twice, every matter is complete,
and the ledger is what the law makes of the acts. The suite does it for seconds, ``make soak`` for minutes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.casework.ledger import log_of, reassess
from app.casework.numbers import PREFIXES
from app.config import Settings
from app.extensions import read_only
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Assignment, Counter, Custody, Matter, MatterKind, MatterPerson
from app.records.obligations import Obligation
from app.records.petitions import Petition
from app.records.reception import Visit
from tests.conftest import settings_at
from tests.crowd import DAYS, started
from tests.makers import a_unit, at

SEED = 20261123
OFFICERS = 3
ENOUGH, AT_MOST = 20, 120.0  # matters; seconds more, on a busy machine


@pytest.fixture
def settings(engine: Engine, database_url: str, tmp_path: Path) -> Settings:
    """One agency with its people."""
    with Session(engine) as session:
        a_unit(session)
        session.commit()
    return settings_at(database_url, tmp_path)


def test_many_at_once_and_some_killed_leave_everything_whole(engine: Engine, settings: Settings) -> None:
    work(settings, engine, seconds=3)
    with Session(engine) as session:
        faults = list(broken(session))
    assert not faults, faults


@pytest.mark.soak
def test_many_at_once_for_minutes_leave_everything_whole(engine: Engine, settings: Settings) -> None:
    work(settings, engine, seconds=150)
    with Session(engine) as session:
        faults = list(broken(session))
    assert not faults, faults


def work(settings: Settings, engine: Engine, *, seconds: float) -> None:
    """Officers at work, until enough came of it too; about every second one of them is killed and another begins."""
    drawn = random.Random(SEED)  # noqa: S311 - whom to kill, not a secret
    seeds = iter(range(SEED, SEED + 100_000))
    officers = [started(settings, next(seeds)) for _ in range(OFFICERS)]
    began = time.monotonic()
    while time.monotonic() - began < seconds or matters(engine) < ENOUGH:
        assert time.monotonic() - began < seconds + AT_MOST, "they do not get on with their work"
        time.sleep(drawn.uniform(0.3, 1.5))
        victim = drawn.randrange(OFFICERS)
        officers[victim].kill()
        officers[victim] = started(settings, next(seeds))
    for officer in officers:
        assert officer.go_home() == 0


def matters(engine: Engine) -> int:
    with read_only(), Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Matter)) or 0


def broken(session: Session) -> Iterator[str]:
    """What is not whole."""
    yield from gaps(session)
    for matter in session.scalars(select(Matter).order_by(Matter.id)).all():
        yield from (f"{matter.kind} {matter.code}: {fault}" for fault in incomplete(session, matter))
        before = ledger(session, matter)
        reassess(session, matter, today=DAYS[-1], at=at(DAYS[-1]))
        if ledger(session, matter) != before:
            yield f"{matter.code}: the ledger is not what the law makes of the acts"
    session.rollback()


def gaps(session: Session) -> Iterator[str]:
    for counter in session.scalars(select(Counter)):
        numbered = select(Matter.number).where(
            Matter.origin_agency_id == counter.agency_id, Matter.year == counter.year, Matter.number.is_not(None),
            Matter.code.like(f"{PREFIXES[counter.series]}-%"),
        )  # fmt: skip
        given = sorted(number for number in session.scalars(numbered) if number is not None)
        if given != list(range(1, counter.last + 1)):
            yield f"{counter.series}: {given} up to {counter.last}"


def incomplete(session: Session, matter: Matter) -> Iterator[str]:
    own = {MatterKind.VISIT: Visit, MatterKind.PETITION: Petition, MatterKind.CASE: Case}[matter.kind]
    if session.get(own, matter.id) is None:
        yield "no row of its own"
    if not log_of(session, matter):
        yield "no act"
    people = select(func.count()).select_from(MatterPerson).where(MatterPerson.matter_id == matter.id)
    held = select(func.count()).where(Custody.matter_id == matter.id, Custody.until_on.is_(None))
    assigned = select(func.count()).where(Assignment.matter_id == matter.id, Assignment.until_at.is_(None))
    if not session.scalar(people) or session.scalar(held) != 1 or (session.scalar(assigned) or 0) > 1:
        yield "nobody in it, not in one custody, or assigned twice"
    opened = session.scalar(select(func.count()).where(CasePetition.petition_id == matter.id)) or 0
    accepted = session.scalar(select(func.count()).where(Act.matter_id == matter.id, Act.act == "accepted")) or 0
    if matter.kind is MatterKind.PETITION and opened != accepted:
        yield f"accepted {accepted} times, opened {opened} cases"


def ledger(session: Session, matter: Matter) -> list[tuple[object, ...]]:
    wanted = select(Obligation.id, Obligation.duty, Obligation.due_on, Obligation.open, Obligation.judgement)
    rows = session.execute(wanted.where(Obligation.matter_id == matter.id).order_by(Obligation.id))
    return [tuple(row) for row in rows]
