"""Appointments: made from a visit, printed as a slip, listed for the day, called off."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.appointments import Appointment
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.reception import ReceptionDay
from tests.makers import HOA, a_visit
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk

TYPED: dict[str, Any] = {
    "on": "25/11/2026", "hour": "9h30", "place": "Phòng 2", "whom": "Ông Siu Klah, Phó Chủ tịch",
    "bring": "Trích lục bản đồ\nBản sao quyết định",
}  # fmt: skip


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


@pytest.fixture
def visit(records: Session, desk: Desk) -> Matter:
    matter = a_visit(records, desk.unit, on=TODAY)
    records.commit()
    return matter


def appoint(browse: Browse, matter: Matter, **changed: str) -> Any:
    browse.open(f"/tiep-dan/{matter.ref}/hen")
    return browse.send(f"/tiep-dan/{matter.ref}/hen", **{**TYPED, **changed})


def test_a_slip_says_when_where_whom_and_what_to_bring_and_no_form(officer: Browse, visit: Matter) -> None:
    paper = appoint(officer, visit).text("article")
    for words in (
        "PHIẾU HẸN", HOA.full_name, "09 giờ 30, ngày 25 tháng 11 năm 2026", "Tại: Phòng 2", "Gặp: Ông Siu Klah",
        "Trích lục bản đồ", "Bản sao quyết định", "ỦY BAN NHÂN DÂN XÃ IA DOM",
    ):  # fmt: skip
        assert words in paper
    assert "Mẫu" not in paper
    assert "09:30 thứ Tư 25/11/2026" in officer.open(f"/tiep-dan/{visit.ref}").text("aside")


def test_the_day_lists_who_is_to_come(officer: Browse, visit: Matter) -> None:
    appoint(officer, visit)
    assert "Không hẹn ai ngày này." in officer.open("/hen-tiep").text("main")
    day = officer.open("/hen-tiep?ngay=2026-11-25").text("main")
    for words in ("09:30", HOA.full_name, visit.code, "Phòng 2"):
        assert words in day


def test_the_page_of_a_reception_day_tells_who_is_to_come(officer: Browse, records: Session, visit: Matter) -> None:
    appoint(officer, visit, on="23/11/2026")
    ref = records.scalars(select(ReceptionDay.ref)).one()
    said = officer.open(f"/lich-tiep-cong-dan/{ref}").text("section", **{"aria-labelledby": "hen"})
    assert "09:30" in said
    assert HOA.full_name in said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": "22/11/2026"}, "Nhập ngày hẹn từ hôm nay"), ({"on": ""}, "Nhập ngày hẹn"),
        ({"hour": ""}, "Nhập giờ hẹn"),
        ({"hour": "sáng"}, "7:30"), ({"place": " "}, "Nhập nơi hẹn"), ({"whom": ""}, "Nhập người sẽ tiếp"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_lost(
    officer: Browse, records: Session, visit: Matter, changed: dict[str, str], sentence: str
) -> None:
    page = appoint(officer, visit, **changed)
    assert sentence in page.text("div", class_="td-summary")
    assert "Trích lục bản đồ" in page.text("textarea")
    assert records.scalar(select(Appointment.id)) is None


def test_the_same_hour_is_not_given_twice_to_one_visit(officer: Browse, records: Session, visit: Matter) -> None:
    appoint(officer, visit)
    assert "Đã có buổi hẹn vào ngày, giờ này." in appoint(officer, visit).text("div", class_="td-summary")
    assert len(records.scalars(select(Appointment.id)).all()) == 1


def test_an_appointment_is_called_off_after_a_question(officer: Browse, records: Session, visit: Matter) -> None:
    appoint(officer, visit)
    ref = records.scalars(select(Appointment.ref)).one()
    records.commit()  # lets go of the database
    path = f"/tiep-dan/{visit.ref}/hen/{ref}/huy"
    assert "Hủy buổi hẹn 09:30 thứ Tư 25/11/2026?" in officer.open(path).text("h1")
    officer.send(path)
    assert "Không hẹn ai ngày này." in officer.open("/hen-tiep?ngay=2026-11-25").text("main")
    officer.open(path, 404)
    officer.open(f"/tiep-dan/{visit.ref}/in/phieu-hen", 404)
    noted = select(AuditEntry.action).where(AuditEntry.action.startswith("appointment"))
    assert sorted(records.scalars(noted)) == ["appointment_cancelled", "appointment_made"]


def test_a_handler_makes_none_and_another_desk_sees_none(
    sqlite_app: Flask, officer: Browse, records: Session, desk: Desk, visit: Matter
) -> None:
    appoint(officer, visit)
    a_desk(records, "UBND xã Ia Nan", prefix="nan")
    at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open(f"/tiep-dan/{visit.ref}/hen", 403)
    elsewhere = at_the_desk(sqlite_app, "nan.officer")
    assert visit.code not in elsewhere.open("/hen-tiep?ngay=2026-11-25").html
    elsewhere.open(f"/tiep-dan/{visit.ref}/hen", 404)


def test_of_a_sealed_visit_no_name_stands_in_the_list_and_the_slip_is_opened_on_purpose(
    officer: Browse, records: Session, desk: Desk
) -> None:
    matter = a_visit(records, desk.unit, on=date(2026, 11, 20), secret=True)
    records.commit()
    asked = appoint(officer, matter)
    assert HOA.full_name not in asked.html
    assert HOA.full_name in officer.send(f"/tiep-dan/{matter.ref}/in/phieu-hen").text("article")
    assert HOA.full_name not in officer.open("/hen-tiep?ngay=2026-11-25").html


def test_when_where_and_with_whom_is_read_of_a_sealed_visit_by_whoever_may_open_it_and_by_nobody_else(
    sqlite_app: Flask, officer: Browse, records: Session, desk: Desk
) -> None:
    matter = a_visit(records, desk.unit, on=TODAY, secret=True)
    records.commit()
    path, days = f"/tiep-dan/{matter.ref}", ("/hen-tiep?ngay=2026-11-25", f"/hen-tiep?ngay={TODAY.isoformat()}")
    appoint(officer, matter)
    appoint(officer, matter, on="23/11/2026")
    appointment = records.scalars(select(Appointment.ref)).first()
    day = records.scalars(select(ReceptionDay.ref)).one()
    records.commit()  # lets go of the database
    typed = ("25/11/2026", "09:30", TYPED["place"], TYPED["whom"])
    assert all(one in officer.open(path).html for one in typed)
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    for browse in (head, handler):
        page = browse.open(path)
        assert not any(one in page.html for one in typed)
        said = page.text("section", **{"aria-labelledby": "hen"})
        assert "Có buổi hẹnNgày, giờ, nơi hẹn và người tiếp do người được mở hồ sơ này biết." in said
        assert not any(one.get("href", "").startswith(f"{path}/hen") for one in page.all("a"))
    for address in (*days, f"/lich-tiep-cong-dan/{day}"):
        assert "09:30" in officer.open(address).text("main"), address
        assert "09:30" not in head.open(address).text("main"), address
    head.open(f"{path}/hen/{appointment}/huy", 404)
    head.open(f"{path}/hen", 403)
