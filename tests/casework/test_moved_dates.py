"""Open duties follow the calendar and the readings of the law; what was judged stays, and both are said beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.casework import moved_dates
from app.casework.calendars import seed_calendar
from app.casework.ledger import Ground, ground_of
from app.casework.settled import supposed
from app.config import Settings
from app.records.audit import AuditEntry
from app.records.obligations import Obligation
from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind, PolicyChoice
from app.statute.calendar_days import CalendarYear
from tests.conftest import settings_at
from tests.makers import DAY, Unit, a_case, a_unit, an_act, at
from tests.workers import at_once

DUE = date(2026, 8, 5)  # of a complaint accepted on DAY; a Wednesday
DUTY = "kn.resolve_first"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return settings_at(database_url, tmp_path)


@pytest.fixture
def unit(session: Session) -> Unit:
    seed_calendar(session)
    return a_unit(session)


def due_days(session: Session) -> dict[int, tuple[date | None, bool]]:
    found = session.execute(
        select(Obligation.matter_id, Obligation.due_on, Obligation.open).where(Obligation.duty == DUTY)
    )
    return {row.matter_id: (row.due_on, row.open) for row in found}


def with_a_day_off(session: Session, day: date) -> CalendarYear:
    year = next(one for one in ground_of(session).calendar.years if one.year == day.year)
    return replace(year, days_off=(*year.days_off, (day, "Nghỉ hoán đổi")))


def took_off(session: Session, day: date) -> None:
    session.add(CalendarDayRow(day=day, year=day.year, kind=DayKind.OFF, name="Nghỉ hoán đổi"))
    session.flush()


def follow_all(session: Session, today: date = DAY) -> moved_dates.Followed:
    done = moved_dates.Followed()
    while (step := moved_dates.follow(session, today=today, at=at(today))) is not None:
        done += step
    return done


def test_what_a_day_off_would_move_is_what_it_moves_and_what_is_closed_stays(session: Session, unit: Unit) -> None:
    running, closed = a_case(session, unit), a_case(session, unit)
    an_act(session, closed, "verifying", DAY, by=unit.handler)
    an_act(session, closed, "reported", date(2026, 7, 20), by=unit.handler)
    an_act(session, closed, "decided", date(2026, 8, 3), by=unit.head)

    held = supposed(session, year=with_a_day_off(session, DUE))
    ground = Ground(held.calendar, held.policies)
    foreseen = moved_dates.foresee(session, ground, today=DAY, days=[DUE])
    assert foreseen.shifts[DUE, date(2026, 8, 6)] == 1
    assert foreseen.left == 0
    assert due_days(session) == {running.id: (DUE, True), closed.id: (DUE, False)}  # nothing is written

    took_off(session, DUE)
    assert ground_of(session).version == ground.version
    assert moved_dates.waiting(session).duties > 0
    done = follow_all(session)
    assert done.moved == foreseen.moved
    assert due_days(session) == {running.id: (date(2026, 8, 6), True), closed.id: (DUE, False)}
    assert moved_dates.waiting(session).duties == 0
    assert moved_dates.is_up_to_date(session, today=DAY)
    assert not moved_dates.is_up_to_date(session, today=DUE)  # looked for once a day, whatever was changed
    (entry,) = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "dates_moved", AuditEntry.matter_id == running.id)
    )
    assert [DUTY, "2026-08-05", "2026-08-06"] in entry.detail["duties"]
    assert follow_all(session) == moved_dates.Followed()


def test_a_day_no_clock_runs_over_moves_nothing_and_nothing_is_looked_through(session: Session, unit: Unit) -> None:
    a_case(session, unit)
    day = date(2026, 12, 16)
    held = supposed(session, year=with_a_day_off(session, day))
    foreseen = moved_dates.foresee(session, Ground(held.calendar, held.policies), today=DAY, days=[day])
    assert (foreseen.matters, foreseen.moved) == (0, 0)


def test_a_reading_moves_what_runs_and_keeps_under_which_it_was_judged(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    took_off(session, DUE)
    follow_all(session)
    plain = ground_of(session).version

    held = supposed(session, policies={"roll_forward": "no"})
    foreseen = moved_dates.foresee(session, Ground(held.calendar, held.policies), today=DAY)
    assert foreseen.shifts[date(2026, 8, 6), DUE] == 1
    session.add(PolicyChoice(name="roll_forward", value="no", source="Công văn 12/TTT-NV"))
    session.flush()
    follow_all(session)
    assert due_days(session) == {case.id: (DUE, True)}
    versions = set(session.scalars(select(Obligation.calendar_version).where(Obligation.open)))
    assert versions == {ground_of(session).version}
    assert ground_of(session).version.startswith(f"{plain}+")


def test_that_the_order_of_a_file_was_held_against_the_text_moves_nothing(session: Session, unit: Unit) -> None:
    a_case(session, unit)
    session.add(PolicyChoice(name="file_order_held", value="yes", source="Công báo số 575"))
    session.flush()
    assert moved_dates.waiting(session).duties == 0


def test_a_year_that_arrives_reckons_what_waited_for_it(session: Session, unit: Unit) -> None:
    session.query(CalendarDayRow).delete()
    session.query(CalendarYearRow).delete()
    late = date(2028, 1, 10)
    case = a_case(session, unit, on=late)
    unreckoned = session.scalars(
        select(Obligation.unreckoned).where(Obligation.matter_id == case.id, Obligation.duty == DUTY)
    )
    assert set(unreckoned) == {"chưa có lịch ngày nghỉ của năm 2028"}
    year = CalendarYear(2028, ((date(2028, 1, 3), "Nghỉ bù"),), (), official=False, source="Thông báo")
    held = supposed(session, year=year)
    foreseen = moved_dates.foresee(session, Ground(held.calendar, held.policies), today=late, days=[late])
    assert foreseen.moved > 0
    session.add(CalendarYearRow(year=2028, official=False, source="Thông báo"))
    session.flush()
    follow_all(session, late)
    assert due_days(session)[case.id][0] is not None


def test_a_duty_nothing_here_reckoned_is_left_alone(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    for row in session.scalars(select(Obligation).where(Obligation.matter_id == case.id)):
        row.calendar_version = ""
    took_off(session, DUE)
    follow_all(session)
    assert due_days(session) == {case.id: (DUE, True)}


def test_processes_that_see_at_once_that_nothing_is_left_write_one_mark(engine: Engine, settings: Settings) -> None:
    """One of them failed on the other's row, and the job was told as failed."""
    with Session(engine) as session:
        seed_calendar(session)
        session.commit()
    for day in (DAY, DAY + timedelta(days=1)):
        assert at_once("reckon", settings, at(day), processes=4) == [True] * 4
    with Session(engine) as session:
        assert moved_dates.is_up_to_date(session, today=DAY + timedelta(days=1))
