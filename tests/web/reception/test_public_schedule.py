"""The posted schedules for anybody: what is posted and nothing else, moved and cancelled days, kept in caches."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.postings import Posting, post_days
from app.casework.reception_days import Plan, cancel_day, change_day, plan_day
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionDay, ReceptionKind
from tests.makers import a_visit, an_agency, at
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, at_the_desk

PUBLIC = "/cong-khai/lich-tiep-cong-dan"
TODAY = date(2026, 11, 23)
TUESDAY = date(2026, 12, 1)


@pytest.fixture
def desk(records: Session) -> Desk:
    found = a_desk(records)
    records.commit()
    return found


def a_day(
    records: Session, desk: Desk, on: date = TUESDAY, *, posted: bool = True, kind: ReceptionKind = ReceptionKind.HEAD
) -> ReceptionDay:
    """Planned two weeks before, and posted the day after; committed."""
    before, by = on - timedelta(days=14), desk.unit.officer
    plan = Plan(on, kind, time(7, 30), time(11), "Phòng 1", "Ông Siu Blut, Chủ tịch")
    day = plan_day(records, plan, agency_id=desk.agency.id, by=by, at=at(before), today=before)
    if posted:
        post_days(records, [day], Posting(before, "Trụ sở"), by=by, at=at(before), today=before)
    records.commit()
    return day


def moved(records: Session, desk: Desk, day: ReceptionDay, to_on: date, **others: Any) -> None:
    plan = Plan(to_on, day.kind, time(7, 30), time(11), day.place, day.chaired_by)
    given: dict[str, Any] = {"reason": "Bão số 13", **others}
    change_day(
        records, day, plan, expected_version=day.version, by=desk.unit.officer, at=at(TODAY), today=TODAY, **given
    )
    records.commit()


def december(browse: Browse, desk: Desk) -> str:
    return browse.open(f"{PUBLIC}/{desk.agency.code}?thang=2026-12").text("main")


def test_only_what_was_posted_stands_there(browse: Browse, records: Session, desk: Desk) -> None:
    a_day(records, desk)
    a_day(records, desk, date(2026, 12, 8), posted=False)

    shown = december(browse, desk)

    assert "thứ Ba 01/12/2026 07:30–11:00" in shown
    assert "Tiếp định kỳ của người đứng đầu: Ông Siu Blut, Chủ tịch Phòng 1" in shown
    assert "08/12/2026" not in shown


def test_a_moved_day_is_told_at_its_old_date_and_at_the_new_one_when_that_is_posted(
    browse: Browse, records: Session, desk: Desk
) -> None:
    day = a_day(records, desk)
    moved(records, desk, day, date(2026, 12, 10))

    shown = december(browse, desk)
    assert "Dời sang thứ Năm 10/12/2026: Bão số 13" in shown
    assert "thứ Năm 10/12/2026 07:30" not in shown

    post_days(records, [day], Posting(TODAY, "Trụ sở"), by=desk.unit.officer, at=at(TODAY), today=TODAY)
    records.commit()
    assert "thứ Năm 10/12/2026 07:30–11:00" in december(browse, desk)


def test_a_day_moved_before_anybody_read_of_it_is_nobodys_business(
    browse: Browse, records: Session, desk: Desk
) -> None:
    moved(records, desk, a_day(records, desk, posted=False), date(2026, 12, 10))
    assert "Cơ quan chưa niêm yết buổi tiếp công dân nào của tháng này." in december(browse, desk)


def test_a_cancelled_day_says_so_with_its_reason(browse: Browse, records: Session, desk: Desk) -> None:
    day = a_day(records, desk)
    cancel_day(records, day, "Mất điện", expected_version=day.version, by=desk.unit.head, at=at(TODAY), today=TODAY)
    records.commit()

    shown = december(browse, desk)
    assert "Đã hủy, không tiếp: Mất điện" in shown
    assert "07:30" not in shown
    assert "STATUS:CANCELLED" in browse.client.get(f"{PUBLIC}/{desk.agency.code}/lich.ics").text


@pytest.mark.parametrize("secret", [{}, {"kind": PetitionKind.DENUNCIATION}])
def test_who_came_and_whether_leaves_no_trace(
    browse: Browse, records: Session, desk: Desk, secret: dict[str, Any]
) -> None:
    a_day(records, desk, TODAY)
    path = f"{PUBLIC}/{desk.agency.code}"
    before = browse.client.get(path).text
    a_visit(records, desk.unit, on=TODAY, reception_kind=ReceptionKind.HEAD, **secret)
    records.commit()
    after = browse.client.get(path).text
    assert [line for line in after.splitlines() if "nonce" not in line and "In lúc" not in line] == [
        line for line in before.splitlines() if "nonce" not in line and "In lúc" not in line
    ]


def test_agencies_are_found_without_accents(browse: Browse, records: Session, desk: Desk) -> None:
    an_agency(records, "UBND phường Pleiku")
    records.commit()
    assert "UBND phường Pleiku" not in browse.open(f"{PUBLIC}?q=ia dom").text("main")
    assert desk.agency.name in browse.open(f"{PUBLIC}?q=IA DOM").text("main")
    assert "Không có cơ quan nào tên như vậy." in browse.open(f"{PUBLIC}?q=khong co").text("main")
    browse.open(f"{PUBLIC}/khong-co", status=404)


def test_a_calendar_takes_the_days(browse: Browse, records: Session, desk: Desk) -> None:
    a_day(records, desk)
    answer = browse.client.get(f"{PUBLIC}/{desk.agency.code}/lich.ics")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert "DTSTART:20261201T003000Z" in answer.text


def test_it_may_be_kept_for_a_while(browse: Browse, desk: Desk) -> None:
    answer = browse.client.get(f"{PUBLIC}/{desk.agency.code}")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert {"Cookie", "Accept-Language"} <= set(answer.vary)
    assert "Set-Cookie" not in answer.headers


def test_whoever_signs_in_gets_a_page_of_their_own(sqlite_app: Flask, desk: Desk) -> None:
    answer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).client.get(f"{PUBLIC}/{desk.agency.code}")
    assert answer.headers["Cache-Control"] == "no-store"
