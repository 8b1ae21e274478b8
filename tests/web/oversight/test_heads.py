"""How heads keep their days of reception: the rate month by month, its lists, what calls before it is late."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework import head_duties
from app.casework.agency_tree import A_DAY
from app.casework.following import Hand
from app.casework.permissions import SYSTEM
from app.casework.postings import Posting, post_days
from app.casework.reception_days import Outcome, Plan, hold_day, plan_day
from app.records.people import RoleKind
from app.records.reception import Chair, ReceptionDay, ReceptionKind
from tests.makers import a_visit, at
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, an_inspector, at_the_desk

PATH = "/thu-truong-tiep-dan"
OCTOBER = date(2026, 10, 1)


def a_day(records: Session, desk: Desk, on: date) -> ReceptionDay:
    before = on - timedelta(days=14)
    return plan_day(
        records, Plan(on, ReceptionKind.HEAD, time(7, 30), time(11)), agency_id=desk.agency.id, by=desk.unit.officer,
        at=at(before), today=before,
    )  # fmt: skip


def held(records: Session, desk: Desk, on: date, chair: Chair = Chair.HEAD) -> None:
    day = a_day(records, desk, on)
    outcome = Outcome(chair, "Bà Mai, Phó Chủ tịch" if chair is Chair.DEPUTY else "", "đi họp", note="không ai đến")
    hold_day(records, day, outcome, expected_version=day.version, by=desk.unit.officer, at=at(on), today=on)


@pytest.fixture
def desks(records: Session) -> tuple[Desk, Desk]:
    """In October one head received on both days, the other had a deputy once; both keep half of November."""
    kept, short = a_desk(records), a_desk(records, "UBND xã Chư Sê", prefix="se")
    head_duties.open_periods(records, Hand(SYSTEM, at(OCTOBER), OCTOBER))
    for day in (6, 20):
        held(records, kept, date(2026, 10, day))
        held(records, short, date(2026, 10, day), Chair.DEPUTY if day == 20 else Chair.HEAD)
    head_duties.open_periods(records, Hand(SYSTEM, at(TODAY), TODAY))
    records.commit()
    return kept, short


@pytest.fixture
def inspector(sqlite_app: Flask, records: Session, desks: tuple[Desk, Desk]) -> Browse:
    assert desks
    return an_inspector(sqlite_app, records)


def agencies_in(page: Page) -> list[str]:
    section = page.all("section", **{"aria-labelledby": "ds"})[0]
    return ["".join(one.itertext()) for one in section.iter("a")]


def test_the_rate_of_a_month_opens_who_kept_it_and_who_did_not(inspector: Browse) -> None:
    page = inspector.open(PATH)
    assert "Tháng 10/2026, 1 trong 2 kỳ đủ ngày thủ trưởng trực tiếp tiếp" in page.text("figure")
    assert "50,0 %1 trong 2 kỳ" in page.text("dl")
    assert agencies_in(page) == ["UBND xã Chư Sê", "UBND xã Ia Dom"]  # who missed it first
    for state, names in {"missed": ["UBND xã Chư Sê"], "kept": ["UBND xã Ia Dom"]}.items():
        (link,) = {
            str(one.get("href")) for one in page.all("a")
            if f"thang=2026-10&tinh-trang={state}" in str(one.get("href"))
        }  # fmt: skip
        assert agencies_in(inspector.open(link)) == names
    schedule = str(page.all("section", **{"aria-labelledby": "ds"})[0].find(".//a").get("href"))  # type: ignore[union-attr]
    assert "Thủ trưởng trực tiếp tiếp 1 trên 2 ngày" in inspector.open(schedule).text()
    assert "Chưa" not in page.text("h1")
    assert "Thủ trưởng tiếp dân" in page.text("nav", class_="td-nav")


def test_a_period_the_schedule_cannot_fill_is_told_before_it_is_over(
    inspector: Browse, sqlite_app: Flask, desks: tuple[Desk, Desk]
) -> None:
    told = inspector.open(PATH).text("section", **{"aria-labelledby": "con-thieu"})
    assert "UBND xã Ia Dom2thứ Hai 30/11/2026Trong kỳ không còn ngày nào kịp niêm yết lịch." in told
    head = at_the_desk(sqlite_app, desks[0].who[RoleKind.HEAD]).open("/don-vi")
    said = head.text("section", **{"aria-labelledby": "tiep-dan"})
    assert "thủ trưởng phải trực tiếp tiếp công dân thêm 2 ngày chưa có trên lịch" in said
    assert "Trong kỳ không còn ngày nào kịp niêm yết lịch." in said


def test_what_was_posted_late_and_what_has_no_conclusion_is_listed(
    inspector: Browse, records: Session, desks: tuple[Desk, Desk]
) -> None:
    desk, when = desks[0], date(2026, 11, 19)
    day = a_day(records, desk, date(2026, 11, 20))
    posting = Posting(when, "Trụ sở", document_no="15/TB-UBND")
    post_days(records, [day], posting, by=desk.unit.officer, at=at(when), today=when)
    a_visit(records, desk.unit, on=day.on, reception_kind=ReceptionKind.HEAD)
    records.commit()
    page = inspector.open(f"{PATH}?thang=2026-11")
    late = page.text("section", **{"aria-labelledby": "niem-yet"})
    assert "thứ Sáu 20/11/2026UBND xã Ia Domniêm yết 19/11/2026, hạn 13/11/2026" in late
    wanting = inspector.open(f"{PATH}/chua-ket-luan")
    assert "thứ Sáu 20/11/2026UBND xã Ia Dom1 lượt tiếp còn việc phải làm" in wanting.text("table")
    assert "Không" not in inspector.open(f"{PATH}/chua-ket-luan?co-quan={desks[1].agency.code}").text("table")


def test_a_head_sees_the_own_agency_and_officers_do_not(sqlite_app: Flask, desks: tuple[Desk, Desk]) -> None:
    page = at_the_desk(sqlite_app, desks[1].who[RoleKind.HEAD]).open(PATH)
    assert agencies_in(page) == ["UBND xã Chư Sê"]
    assert "0 trong 1" in page.text("figure")
    at_the_desk(sqlite_app, desks[1].who[RoleKind.OFFICER]).open(PATH, 403)


def test_what_an_agency_that_ended_left_open_is_not_counted(
    inspector: Browse, records: Session, desks: tuple[Desk, Desk]
) -> None:
    desks[1].agency.until_on = OCTOBER + 20 * A_DAY
    records.commit()
    assert "1 trong 1 kỳ" in inspector.open(PATH).text("figure")
