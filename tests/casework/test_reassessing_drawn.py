"""Histories drawn at random, typed in any order and corrected: reassessed once more, nothing is written any more.

Not a row changes, none is added, no version moves; no statement that writes even reaches the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.errors import OutOfOrder
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.statute.log import ActFact
from app.statute.procedures import accepted_from
from app.statute.terms import Procedure
from tests.makers import Unit, a_unit, at
from tests.statute.bites import Bites
from tests.statute.drawn import Drawn, draw

FIRST, LAST = date(2012, 7, 2), date(2027, 3, 1)  # into a year without an official calendar
WRITING = ("INSERT", "UPDATE", "DELETE")
SHORT, LONG = 40, 1_500
OF_THE_DESK = (
    Procedure.TRIAGE, Procedure.RECEPTION, Procedure.RECEPTION_DUTY, Procedure.RECEPTION_SESSION,
    Procedure.CONCLUSION_TASK, Procedure.LAND_MEDIATION, Procedure.INSPECTION_RECOMMENDATION,
    Procedure.INSPECTION_RESULT, Procedure.REPORT_DUTY,
)  # fmt: skip
OF_A_FILE = [one for one in Procedure if one not in OF_THE_DESK]  # what a petition or a case is about


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def test_reassessing_again_changes_nothing(session: Session, engine: Engine, unit: Unit) -> None:
    run(session, engine, unit, draws=SHORT)


@pytest.mark.soak
def test_reassessing_many_again_changes_nothing(session: Session, engine: Engine, unit: Unit) -> None:
    run(session, engine, unit, draws=LONG)


def run(session: Session, engine: Engine, unit: Unit, *, draws: int) -> None:
    bites = Bites(f"reassessed on {engine.dialect.name}")
    for seed in range(draws):
        random = Random(seed)  # noqa: S311 - a history, not a secret
        drawn = draw(random, first=FIRST, last=LAST, longest=12, procedures=OF_A_FILE)
        bites.draw()
        with ledger.keeping_ground(session):
            matter, today = a_matter(session, unit, drawn, seed), drawn.acts[-1].on + timedelta(days=20)
            for act in typed(random, matter, drawn):
                type_in(session, matter, act, today)
            correct(session, matter, random, today)
            tell(bites, matter, again(session, engine, matter, today))
    bites.at_least(case=0.2, petition=0.2, obligations=0.6, satisfied=0.4, second_judgement=0.1)


def again(session: Session, engine: Engine, matter: Matter, today: date) -> list[tuple[Any, ...]]:
    """Everything remembered of a matter, held against itself after two more assessments: that evening, weeks later."""
    session.commit()
    before = remembered(session, matter)
    with nothing_written(engine):
        for later in (timedelta(hours=8), timedelta(days=70)):
            then = at(today) + later
            ledger.reassess(session, matter, today=then.date(), at=then)
            session.commit()
            assert remembered(session, matter) == before
    return before[1:]


def remembered(session: Session, matter: Matter) -> list[tuple[Any, ...]]:
    """The matter's row and those of its obligations, every column."""
    session.expire_all()
    own = session.execute(select(*Matter.__table__.columns).where(Matter.id == matter.id)).one()
    columns = [column for column in Obligation.__table__.columns if column.name != "judged_at"]
    judged = Obligation.__table__.c.judged_at
    rows = session.execute(select(judged, *columns).where(Obligation.matter_id == matter.id).order_by(Obligation.id))
    return [tuple(own), *(tuple(row) for row in rows)]


@contextmanager
def nothing_written(engine: Engine) -> Iterator[None]:
    written: list[str] = []

    def look(_: object, __: object, statement: str, *___: object) -> None:
        if statement.lstrip().upper().startswith(WRITING):
            written.append(statement)

    event.listen(engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", look)
    assert not written


def a_matter(session: Session, unit: Unit, drawn: Drawn, number: int) -> Matter:
    """A petition, or the case it opened when the history reaches acceptance from where a case begins."""
    kind = MatterKind.CASE if number % 2 and case_log(drawn) else MatterKind.PETITION
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in drawn.facts.items()}
    matter = Matter(
        kind=kind, procedure=drawn.procedure, stage="", agency_id=unit.agency.id, origin_agency_id=unit.agency.id,
        code=f"D-{number}", year=drawn.acts[0].on.year, facts=facts, opened_on=drawn.acts[0].on,
        created_at=at(drawn.acts[0].on),
    )  # fmt: skip
    session.add(matter)
    session.flush()
    return matter


def case_log(drawn: Drawn) -> list[ActFact]:
    """The acts from acceptance on."""
    places = [place for place, act in enumerate(drawn.acts) if act.act == "accepted"]
    return drawn.acts[places[0] :] if places and accepted_from(drawn.procedure) else []


def typed(random: Random, matter: Matter, drawn: Drawn) -> list[ActFact]:
    """The acts as somebody types them: mostly as they happened, some of them later."""
    acts = case_log(drawn) if matter.kind is MatterKind.CASE else drawn.acts
    return [acts[0], *sorted(acts[1:], key=lambda act: (act.ref or 0) + random.choice((0, 0, 2.5, 4.5)))]


def type_in(session: Session, matter: Matter, fact: ActFact, today: date) -> None:
    """One more line, where the law lets it stand beside those typed before."""
    line = Act(matter_id=matter.id, act=fact.act, on=fact.on, data=plain(fact), document_no="1/VB")
    write(session, matter, line, today, at(today) + timedelta(minutes=fact.ref or 0))


def correct(session: Session, matter: Matter, random: Random, today: date) -> None:
    """Some lines happened a day earlier than typed, where the law lets that stand."""
    lines = ledger.log_of(session, matter)[1:]
    for count, line in enumerate(random.sample(lines, k=min(4, len(lines)))):
        earlier = Act(matter_id=matter.id, act=line.act, on=line.on - timedelta(days=1), data=line.data,
                      document_no="1/VB", corrects_id=line.id)  # fmt: skip
        write(session, matter, earlier, today, at(today) + timedelta(hours=1, minutes=count))


def write(session: Session, matter: Matter, line: Act, today: date, when: datetime) -> None:
    line.typed_at = when
    try:
        with session.begin_nested():
            session.add(line)
            session.flush()
            ledger.reassess(session, matter, today=today, at=when, newest={line.id})
    except OutOfOrder:
        session.expire_all()


def plain(fact: ActFact) -> dict[str, Any]:
    """What the act says, as the register keeps it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fact.data.items()}


def tell(bites: Bites, matter: Matter, rows: list[tuple[Any, ...]]) -> None:
    bites.bite(matter.kind.value)
    columns = [column.name for column in Obligation.__table__.columns if column.name != "judged_at"]
    named = [dict(zip(["judged_at", *columns], row, strict=True)) for row in rows]
    for what, happened in {
        "obligations": bool(named),
        "satisfied": any(row["satisfied_on"] for row in named),
        "second_judgement": any(row["superseded"] for row in named),
        "paused": any(row["paused_on"] for row in named),
        "unreckoned": any(row["unreckoned"] for row in named),
    }.items():
        if happened:
            bites.bite(what)
