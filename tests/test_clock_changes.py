"""The calendar plays tricks: no server over the turn of a month, a month that begins with Tết, a date that moves.

The last between a letter's writing and its sending: by a later act, or by a day off somebody enters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import scheduler
from app.casework import backlog, jobs, ledger
from app.casework.calendars import seed_calendar
from app.extensions import db
from app.records.agencies import Agency, AgencyParent
from app.records.matters import Matter
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import Role
from app.records.petitions import PetitionKind
from app.records.settings import CalendarDayRow, DayKind
from tests.conftest import app_on, settings_at
from tests.lateness import a_duty, a_province
from tests.makers import a_case, a_unit, an_act, the_unit
from tests.makers import at as typed_at
from tests.post.conftest import PostOffice, mail_server

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HEAD, PLEIKU, SUPERVISOR = "chutich@iadom.example", "vanthu@pleiku.example", "giamsat@thanhtra.example"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with mail_server() as office:
        yield office


@pytest.fixture
def house(database_url: str, tmp_path: Path, office: PostOffice) -> Iterator[Flask]:
    """A province that lets letters go by themselves."""
    settings = settings_at(
        database_url, tmp_path, MAIL_URL=office.url, MAIL_FROM="tiepdan@gialai.example",
        BASE_URL="https://tiepdan.example",
    )  # fmt: skip
    for app in app_on(settings):
        with app.app_context():
            with Session(db.engine) as session:
                backlog.mark_confirmed(session, at=at(date(2026, 1, 5), 8))
                session.commit()
            yield app


def wake(house: Flask, now: datetime, *names: str) -> None:
    for name in names or (jobs.FLAGS, jobs.MONTHLY_LETTERS, jobs.DELIVERY):
        scheduler.wake(house, name, now)


def late_since(*days: date) -> None:
    """Duties of phường Pleiku and of xã Ia Dom, with these last days."""
    with Session(db.engine) as session:
        province = a_province(session)
        for day in days:
            a_duty(session, province.pleiku, day)
            a_duty(session, province.ia_dom, day)
        session.commit()


def subjects(office: PostOffice, address: str) -> list[str]:
    return [str(letter["Subject"]) for letter in office.to(address)]


# ---- no server over the turn of the month


def test_a_server_off_from_the_29th_to_the_4th_tells_on_the_4th_what_is_late_on_the_4th(
    house: Flask, office: PostOffice
) -> None:
    late_since(date(2026, 10, 20), date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 4))
    wake(house, at(date(2026, 10, 29), 9))
    office.letters.clear()  # those of October
    back = date(2026, 11, 4)
    for hour in (6, 8, 9):  # before the office opens, then twice
        wake(house, at(back, hour))
    assert subjects(office, PLEIKU) == ["Việc quá hạn tháng 11/2026: UBND phường Pleiku (3 việc)"]
    assert subjects(office, HEAD) == ["Việc quá hạn tháng 11/2026: UBND xã Ia Dom (3 việc)"]
    assert len(office.letters) == 3
    with Session(db.engine) as session:
        raised = session.execute(select(Flag.due_on, Flag.raised_on).order_by(Flag.id)).all()
    assert sorted({tuple(row) for row in raised}) == [
        (date(2026, 10, 20), date(2026, 10, 29)), (date(2026, 11, 1), back), (date(2026, 11, 3), back),
    ]  # fmt: skip
    assert len(raised) == 6


def test_letters_written_before_the_server_went_off_go_when_it_is_back(house: Flask, office: PostOffice) -> None:
    """Queued at the end of a day in the month, sent with what is late on the day it goes."""
    late_since(date(2026, 11, 1), date(2026, 11, 9))
    wake(house, at(date(2026, 11, 2), 16, 59), jobs.MONTHLY_LETTERS)
    wake(house, at(date(2026, 11, 12), 8))
    assert subjects(office, PLEIKU) == ["Việc quá hạn tháng 11/2026: UBND phường Pleiku (2 việc)"]


def test_letters_queued_in_the_month_before_give_way_to_those_of_the_month(house: Flask, office: PostOffice) -> None:
    late_since(date(2026, 10, 20))
    wake(house, at(date(2026, 10, 29), 9), jobs.MONTHLY_LETTERS)
    for hour in (8, 9):
        wake(house, at(date(2026, 11, 4), hour))
    assert subjects(office, PLEIKU) == ["Việc quá hạn tháng 11/2026: UBND phường Pleiku (1 việc)"]
    with Session(db.engine) as session:
        old = session.scalars(select(OutboxLetter.state).where(OutboxLetter.period == "2026-10")).all()
    assert set(old) == {LetterState.DROPPED}


# ---- a month whose first days are Tết


def test_a_month_that_begins_with_tet_has_its_letters_on_the_first_working_day_after(
    house: Flask, office: PostOffice
) -> None:
    """Tết Nhâm Dần: Monday 31/01/2022 to Friday 04/02/2022 were off, and the weekend after."""
    late_since(date(2022, 1, 20))
    with Session(db.engine) as session:
        for table in (Agency, AgencyParent, Role):
            session.execute(update(table).values(from_on=date(2020, 1, 1)))
        session.commit()
    for days in range(6):
        wake(house, at(date(2022, 2, 1) + timedelta(days=days), 9))
    assert office.letters == []
    with Session(db.engine) as session:
        assert set(session.scalars(select(Flag.raised_on))) == {date(2022, 2, 1)}  # flags do not wait
    for hour in (6, 7, 8):
        wake(house, at(date(2022, 2, 7), hour))
    assert subjects(office, PLEIKU) == ["Việc quá hạn tháng 02/2022: UBND phường Pleiku (1 việc)"]
    assert len(office.letters) == 3


# ---- a due date moves between a letter's writing and its sending

ACCEPTED = date(2026, 9, 30)
QUEUED = at(date(2026, 11, 2), 8)


def a_late_case(kind: PetitionKind) -> tuple[int, int]:
    """A case of an agency with an address whose resolution was due on 30/10/2026: the matter, and that obligation."""
    with Session(db.engine) as session:
        unit = a_unit(session)
        session.get_one(Agency, unit.agency.id).email = PLEIKU
        matter = a_case(session, unit, on=ACCEPTED, kind=kind)
        an_act(session, matter, "verifying", ACCEPTED, by=unit.handler)
        resolve = session.scalars(
            select(Obligation).where(Obligation.matter_id == matter.id, Obligation.due_on == date(2026, 10, 30))
        ).one()
        session.commit()
        return matter.id, resolve.id


def told_of() -> set[int]:
    with Session(db.engine) as session:
        return set(session.scalars(select(LetterObligation.obligation_id)))


def states() -> set[LetterState]:
    with Session(db.engine) as session:
        return set(session.scalars(select(OutboxLetter.state)))


def test_a_later_act_that_moves_the_due_date_is_in_the_letter_that_goes(house: Flask, office: PostOffice) -> None:
    matter_id, resolve = a_late_case(PetitionKind.DENUNCIATION)
    wake(house, QUEUED, jobs.MONTHLY_LETTERS)
    before = told_of()
    assert resolve in before
    with Session(db.engine) as session:
        matter = session.get_one(Matter, matter_id)
        an_act(
            session, matter, "extended", date(2026, 10, 29), by=the_unit(session).handler, typed_on=QUEUED.date(),
            data={"days": 30, "criteria": ["a"]},
        )  # fmt: skip
        session.commit()
    wake(house, QUEUED + timedelta(hours=1), jobs.DELIVERY)
    assert told_of() == before - {resolve}
    assert [subject.endswith(f"({len(before) - 1} việc)") for subject in subjects(office, PLEIKU)] == [True]


def test_a_day_off_entered_after_the_letter_was_written_counts_when_it_goes(house: Flask, office: PostOffice) -> None:
    matter_id, resolve = a_late_case(PetitionKind.COMPLAINT)
    wake(house, QUEUED, jobs.MONTHLY_LETTERS)
    assert told_of() == {resolve}
    with Session(db.engine) as session:
        seed_calendar(session)
        for day in (date(2026, 10, 30), date(2026, 11, 2)):
            session.add(CalendarDayRow(day=day, year=2026, kind=DayKind.OFF, name="Nghỉ tránh bão"))
        session.flush()
        ledger.reassess(session, session.get_one(Matter, matter_id), today=QUEUED.date(), at=typed_at(QUEUED.date()))
        session.commit()
    wake(house, QUEUED + timedelta(hours=1), jobs.DELIVERY)  # today is off, as we know by now
    assert states() == {LetterState.QUEUED}
    wake(house, QUEUED + timedelta(days=1), jobs.DELIVERY)
    assert (states(), office.letters) == ({LetterState.DROPPED}, [])
