"""A changed calendar or reading moves last days: flags follow at once, and letters not sent yet say what is true.

Also where the job dies among the matters. The jobs run as the scheduler wakes them; nothing waits for the daily run of
the flags.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from app import scheduler
from app.casework import backlog
from app.casework.calendars import seed_calendar
from app.casework.jobs import DELIVERY, FLAGS, RECKONING
from app.casework.moved_dates import AT_ONCE
from app.casework.overdue import is_overdue
from app.extensions import db
from app.post import monthly
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.notices import OutboxLetter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.settings import CalendarDayRow, DayKind, PolicyChoice
from tests.conftest import app_on, settings_at
from tests.makers import DAY, Unit, a_case, a_unit, at
from tests.mortal import killed
from tests.post.conftest import PostOffice, mail_server

DUE = date(2026, 8, 5)  # of a complaint accepted on DAY; a Wednesday
TODAY = DUE + timedelta(days=1)
RESOLVE = "kn.resolve_first"
ADDRESS = "vanthu@iadom.example"
FEW = 5  # matters in the second transaction of the job
AMONG_THE_FIRST, AMONG_THE_SECOND = 150, 330  # steps of about 310 and 40


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with mail_server() as office:
        yield office


@pytest.fixture
def app(database_url: str, tmp_path: Path, office: PostOffice) -> Iterator[Flask]:
    """A commune whose letters go by themselves."""
    yield from app_on(
        settings_at(
            database_url, tmp_path, MAIL_URL=office.url, MAIL_FROM="tiepdan@gialai.example",
            BASE_URL="https://tiepdan.example",
        )
    )  # fmt: skip


@pytest.fixture
def register(app: Flask) -> Iterator[Session]:
    with app.app_context(), Session(db.engine) as session:
        seed_calendar(session)
        backlog.mark_confirmed(session, at=at(DAY))
        yield session


@pytest.fixture
def unit(register: Session) -> Unit:
    unit = a_unit(register)
    register.get_one(Agency, unit.agency.id).email = ADDRESS
    return unit


def took_off(session: Session, day: date) -> None:
    session.add(CalendarDayRow(day=day, year=day.year, kind=DayKind.OFF, name="Nghỉ hoán đổi"))
    session.commit()


def put_back(session: Session, day: date) -> None:
    session.execute(delete(CalendarDayRow).where(CalendarDayRow.day == day))
    session.commit()


def woken(app: Flask, job: str, day: date = TODAY) -> None:
    scheduler.wake(app, job, at(day))


def standing(session: Session) -> set[tuple[int, date]]:
    """What stands as late: the duties with the dates they are flagged for."""
    found = session.execute(select(Flag.obligation_id, Flag.due_on).where(Flag.withdrawn_on.is_(None)))
    rows = {(row.obligation_id, row.due_on) for row in found}
    session.rollback()
    return rows


def late(session: Session, today: date = TODAY) -> set[tuple[int, date]]:
    """What is late by the ledger."""
    found = session.execute(select(Obligation.id, Obligation.due_on).where(is_overdue(today)))
    rows = {(row.id, row.due_on) for row in found}
    session.rollback()  # a session that reads holds the one writer of SQLite
    return rows


def resolving(session: Session, case: Matter) -> Obligation:
    return session.scalars(
        select(Obligation).where(Obligation.matter_id == case.id, Obligation.duty == RESOLVE)
    ).one()  # fmt: skip


def flags_of(session: Session, duty: Obligation) -> list[tuple[date, date | None, str | None]]:
    rows = session.scalars(select(Flag).where(Flag.obligation_id == duty.id).order_by(Flag.due_on))
    found = [(row.due_on, row.withdrawn_on, row.withdraw_reason) for row in rows]
    session.rollback()
    return found


def test_a_flag_is_withdrawn_as_soon_as_a_day_off_gives_time_again_and_stands_again_as_soon_as_it_goes(
    app: Flask, register: Session, unit: Unit
) -> None:
    duty = resolving(register, a_case(register, unit))
    register.commit()
    woken(app, FLAGS)
    assert (duty.id, DUE) in standing(register)

    took_off(register, DUE)
    woken(app, RECKONING)
    assert (duty.id, DUE) not in standing(register)
    assert flags_of(register, duty) == [(DUE, TODAY, "date_moved")]
    assert standing(register) == late(register)

    put_back(register, DUE)
    woken(app, RECKONING)
    assert flags_of(register, duty) == [(DUE, None, None)]  # became late again: not only at the next daily run
    assert standing(register) == late(register)


def test_a_duty_a_reading_makes_late_is_flagged_at_once(app: Flask, register: Session, unit: Unit) -> None:
    duty = resolving(register, a_case(register, unit))
    took_off(register, DUE)
    woken(app, RECKONING, DAY)
    woken(app, FLAGS)
    assert (duty.id, TODAY) not in standing(register)
    register.add(PolicyChoice(name="roll_forward", value="no", source="Công văn 12/TTT-NV"))
    register.commit()
    woken(app, RECKONING)
    assert flags_of(register, duty) == [(DUE, None, None)]


def test_other_matters_keep_their_flags_as_the_daily_run_left_them(app: Flask, register: Session, unit: Unit) -> None:
    own, other = resolving(register, a_case(register, unit)), resolving(register, a_case(register, unit))
    foreign = update(Obligation).where(Obligation.matter_id == other.matter_id).values(calendar_version="")
    register.execute(foreign)  # nothing here reckoned it
    register.commit()
    woken(app, FLAGS)
    took_off(register, DUE)
    woken(app, RECKONING)
    assert flags_of(register, own) == [(DUE, TODAY, "date_moved")]
    assert flags_of(register, other) == [(DUE, None, None)]


def test_a_letter_that_waits_tells_what_is_late_by_the_calendar_of_its_sending(
    app: Flask, register: Session, unit: Unit, office: PostOffice
) -> None:
    moved, still = a_case(register, unit), a_case(register, unit, on=DAY - timedelta(days=20))
    register.commit()
    with app.app_context():
        monthly.write(
            sessionmaker(db.engine), period="2026-08", today=TODAY, at=at(TODAY), base_url="https://tiepdan.example"
        )  # fmt: skip
    (waiting,) = register.scalars(select(OutboxLetter))
    assert moved.code in waiting.body_text
    assert still.code in waiting.body_text
    took_off(register, DUE)
    woken(app, RECKONING)
    woken(app, DELIVERY)
    (letter,) = office.to(ADDRESS)
    part = letter.get_body(("plain",))
    assert part is not None
    told = str(part.get_content())
    assert still.code in told
    assert moved.code not in told


def test_killed_among_the_matters_the_flags_of_those_done_are_right_and_the_next_waking_makes_the_rest_good(
    app: Flask, register: Session, unit: Unit
) -> None:
    for _ in range(AT_ONCE + FEW):
        a_case(register, unit)
    register.commit()
    woken(app, FLAGS)
    for step in (AMONG_THE_SECOND, AMONG_THE_FIRST):
        off = step == AMONG_THE_SECOND
        took_off(register, DUE) if off else put_back(register, DUE)
        assert killed(RECKONING, app.config["SETTINGS"], at(TODAY), step=step)
        assert standing(register) == late(register)  # what was moved and its flag are one transaction
        assert len(late(register)) == (FEW if off else 0)
        woken(app, RECKONING)
        assert standing(register) == late(register)
        assert len(late(register)) == (0 if off else AT_ONCE + FEW)
