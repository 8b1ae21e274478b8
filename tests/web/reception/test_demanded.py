"""What the law demands of a head stands above the month: days in person, schedules to post, and why."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.reception_days import Outcome, Plan, cancel_day, hold_day, plan_day
from app.records.agencies import Level
from app.records.people import RoleKind
from app.records.reception import Chair, ReceptionKind
from tests.makers import at
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk

SCHEDULE = "/lich-tiep-cong-dan"


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


def held(
    records: Session, desk: Desk, on: date, *, chair: Chair = Chair.HEAD, kind: ReceptionKind = ReceptionKind.HEAD
) -> None:
    """Planned a week before, held on the day, and nobody came."""
    by, before = desk.unit.officer, on - timedelta(days=7)
    day = plan_day(records, Plan(on, kind, time(7, 30), time(11)), agency_id=desk.agency.id, by=by, at=at(before),
                   today=before)  # fmt: skip
    outcome = Outcome(chair, "Ông A, Phó Chủ tịch" if chair is Chair.DEPUTY else "", "đi họp", note="không ai đến")
    hold_day(records, day, outcome, expected_version=day.version, by=by, at=at(on), today=on)
    records.commit()


def what_the_law_demands(officer: Browse, month: str) -> str:
    page = officer.open(f"{SCHEDULE}?thang={month}")
    return page.text("section", **{"aria-labelledby": "luat-buoc"})


def test_of_two_days_a_month_one_is_missing(records: Session, desk: Desk, officer: Browse) -> None:
    held(records, desk, date(2026, 10, 6))
    held(records, desk, date(2026, 10, 13), chair=Chair.DEPUTY)
    held(records, desk, date(2026, 10, 20), kind=ReceptionKind.UNSCHEDULED)

    told = what_the_law_demands(officer, "2026-10")

    assert "thiếu 1 ngày" in told
    assert "Thủ trưởng trực tiếp tiếp 1 trên 2 ngày" in told
    assert "Luật Tiếp công dân, Điều 15 khoản 2" in told
    assert "Theo cách hiểu của phần mềm" in told
    assert "Cấp phó tiếp thay" in told


def test_two_days_are_enough_and_a_month_to_come_only_says_how_many_are_left(
    records: Session, desk: Desk, officer: Browse
) -> None:
    for day in (6, 20):
        held(records, desk, date(2026, 10, day))

    assert "đủ số ngày" in what_the_law_demands(officer, "2026-10")
    assert "lịch còn thiếu 2 ngày" in what_the_law_demands(officer, "2026-12")


def test_before_the_reform_a_commune_receives_every_week(records: Session, desk: Desk, officer: Browse) -> None:
    held(records, desk, date(2026, 7, 3))  # of the week that began on 29/6

    june = what_the_law_demands(officer, "2026-06")

    assert june.count("thiếu 1 ngày") == 4
    assert "Tuần 29/06 – 05/07: thủ trưởng trực tiếp tiếp 1 trên 1 ngày" in june
    assert "giữ quy định cũ đến hết Chủ nhật" in june
    assert "Thủ trưởng trực tiếp tiếp 1 trên 2 ngày" in what_the_law_demands(officer, "2026-07")


def test_the_schedule_of_a_day_to_come_says_by_when_it_is_posted(records: Session, desk: Desk, officer: Browse) -> None:
    by, on = desk.unit.officer, date(2026, 12, 2)
    for day, kind in ((on, ReceptionKind.HEAD), (date(2026, 12, 9), ReceptionKind.HEAD)):
        row = plan_day(records, Plan(day, kind, time(7, 30), time(11)), agency_id=desk.agency.id, by=by, at=at(TODAY),
                       today=TODAY)  # fmt: skip
    cancel_day(records, row, "bão", expected_version=row.version, by=by, at=at(TODAY), today=TODAY)
    records.commit()

    told = what_the_law_demands(officer, "2026-12")

    assert "Buổi thứ Tư 02/12/2026: niêm yết lịch chậm nhất thứ Tư 25/11/2026." in told
    assert "09/12/2026" not in told
    assert "Điều 24 khoản 4" in told


def test_a_year_without_a_calendar_hides_no_page(records: Session, desk: Desk, officer: Browse) -> None:
    desk.agency.from_on = date(2010, 1, 1)
    records.commit()

    assert "Vì sao?" in what_the_law_demands(officer, "2031-05")
    assert "Thủ trưởng" not in what_the_law_demands(officer, "2011-05")


def test_a_party_body_has_no_days_of_a_head(records: Session, desk: Desk, officer: Browse) -> None:
    desk.agency.level = Level.PARTY
    records.commit()

    assert "Thủ trưởng trực tiếp" not in what_the_law_demands(officer, "2026-10")


def test_in_english_too(records: Session, desk: Desk, officer: Browse) -> None:
    held(records, desk, date(2026, 10, 6))
    officer.open("/ngon-ngu/en")

    told = what_the_law_demands(officer, "2026-10")

    assert "1 day short" in told
    assert "The head received in person on 1 of 2 days" in told
    assert "Law on Citizen Reception, Article 15 clause 2" in told
