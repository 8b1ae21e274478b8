"""Registers that leave the program: the workbook and the print hold what the list holds, and both are written down."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl.reader.excel import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import petitions, reception_days
from app.casework.reception_days import Outcome, Plan
from app.records.audit import AuditEntry
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import Chair, ReceptionKind, VisitOutcome
from tests.makers import a_petition, a_visit, at, time_of
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, looking, somebody

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
BOOKS = ("/so-tiep-cong-dan", "/so-theo-doi-don")
PERIOD = "?tu=01/06/2026&den=23/11/2026"


@pytest.fixture
def desk(app: Flask) -> Desk:
    with looking(app) as records:
        found = a_desk(records)
        for on in (BEFORE, AFTER, TODAY):
            a_visit(records, found.unit, on=on, content=f"Chuyện ngày {on:%d/%m}", request="Đo lại")
        a_visit(records, found.unit, on=TODAY, kind=PetitionKind.DENUNCIATION, outcome=VisitOutcome.PETITION_TAKEN)
        a_petition(records, found.unit, on=BEFORE)
        closed = a_petition(records, found.unit, on=TODAY, kind=PetitionKind.COMPLAINT)
        petitions.accept(
            records, closed, TODAY, document_no="19/TB-UBND", by=found.unit.handler, at=at(TODAY), today=TODAY
        )
        an_empty_day(records, found, date(2026, 11, 20))
        records.commit()
    return found


def an_empty_day(records: Session, desk: Desk, on: date) -> None:
    plan = Plan(on, ReceptionKind.REGULAR, time_of(7, 30), time_of(11, 0))
    made = reception_days.plan_day(
        records, plan, agency_id=desk.agency.id, by=desk.unit.officer, at=at(TODAY), today=TODAY
    )
    outcome = Outcome(Chair.OFFICER, chaired_by="Siu H'Lan", document="Biên bản số 5/BB-TCD")
    reception_days.hold_day(
        records, made, outcome, expected_version=made.version, by=desk.unit.officer, at=at(TODAY), today=TODAY
    )


@pytest.fixture
def officer(app: Flask, desk: Desk) -> Browse:
    return at_the_desk(app, desk.who[RoleKind.OFFICER])


def workbook(browse: Browse, path: str) -> Any:
    answer = browse.client.get(path)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    return load_workbook(BytesIO(answer.data))


def cells(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_a_period_across_the_reform_is_two_sheets_each_in_the_layout_of_its_days(officer: Browse) -> None:
    book = workbook(officer, f"/so-tiep-cong-dan/bang-tinh{PERIOD}")
    old, new = book.worksheets
    assert (old.title, new.title) == ("01.06.2026-30.06.2026", "01.07.2026-23.11.2026")
    assert "Phân loại đơn/Số người" in cells(old)
    assert "Chuyện ngày 30/06" in cells(old)
    assert "Chuyện ngày 01/07" not in cells(old)
    assert "Thuộc thẩm quyền" in cells(new)
    assert "03/TCD" in cells(new)
    assert "03/TCD" not in cells(old)


def test_the_foot_of_the_workbook_counts_what_the_list_counts_and_names_the_filter(officer: Browse) -> None:
    listed = officer.open("/so-tiep-cong-dan?tu=01/11/2026&den=23/11/2026")
    words = listed.text("div", class_="td-foot")
    assert words == "Hết danh sách: 2 lượt tiếp · cả kỳ 2 người được tiếp · 1 buổi không có công dân đến."
    (sheet,) = workbook(officer, "/so-tiep-cong-dan/bang-tinh?tu=01/11/2026&den=23/11/2026").worksheets
    said = cells(sheet)
    assert "Cộng: 2 lượt tiếp · cả kỳ 2 người được tiếp · 1 buổi không có công dân đến." in said
    assert "Bộ lọc: UBND xã Ia Dom, từ 01/11/2026 đến 23/11/2026. Danh sách trên màn hình có 3 dòng." in said
    days = [row[1].value for row in sheet.iter_rows() if str(row[1].value).endswith("thường xuyên")]
    assert [one[:10] for one in days] == ["20/11/2026", "23/11/2026", "23/11/2026"]


def test_a_day_on_duty_without_visitors_has_its_line_on_screen_on_paper_and_in_the_workbook(officer: Browse) -> None:
    line = "0 lượt: không có công dân đến · người trực: Siu H'Lan · Biên bản số 5/BB-TCD"
    assert line in officer.open("/so-tiep-cong-dan").text("tbody")
    assert line in officer.open("/so-tiep-cong-dan/ban-in").text("tbody")
    assert line in cells(workbook(officer, "/so-tiep-cong-dan/bang-tinh").worksheets[0])
    assert "0 lượt" not in officer.open("/so-tiep-cong-dan?tu=21/11/2026&den=23/11/2026").text()


def test_the_paper_book_names_country_agency_book_period_and_has_a_place_to_sign(officer: Browse) -> None:
    page = officer.open(f"/so-tiep-cong-dan/ban-in{PERIOD}").text("article")
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN XÃ IA DOM", "SỔ TIẾP CÔNG DÂN",
                  "Từ 01/06/2026 đến 23/11/2026", "NGƯỜI GHI SỔ", "THỦ TRƯỞNG CƠ QUAN", "dòng 5/5"):  # fmt: skip
        assert words in page
    officer.client.get("/ngon-ngu/en")
    english = officer.open(f"/so-tiep-cong-dan/ban-in{PERIOD}")
    assert "SỔ TIẾP CÔNG DÂN" in english.text("article")  # the paper is Vietnamese whatever the screen speaks
    assert "Register of citizen reception" in english.text("h1")


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_size_of_the_sheet_is_chosen_in_the_address(officer: Browse, size: str) -> None:
    page = officer.open(f"/so-tiep-cong-dan/ban-in?kho={size}")
    assert f"register-{size}.css" in page.html
    book = workbook(officer, f"/so-tiep-cong-dan/bang-tinh?kho={size}")
    assert int(book.worksheets[0].page_setup.paperSize) == {"a4": 9, "a3": 8}[size]
    assert "register-a4.css" in officer.open("/so-tiep-cong-dan/ban-in?kho=a0").html


def test_the_register_of_petitions_names_source_paper_and_case(officer: Browse) -> None:
    page = officer.open(f"/so-theo-doi-don{PERIOD}")
    assert "số 19/TB-UBND, ngày 23/11/2026" in page.text("tbody")
    assert "KN-0001/2026" in page.text("tbody")
    assert "Hết danh sách: 3 đơn · cả kỳ 3 người ký." in page.text("div", class_="td-foot")
    assert "Văn bản đã đọc không có mẫu sổ đơn" in page.text("p", class_="td-lede")
    (sheet,) = workbook(officer, f"/so-theo-doi-don/bang-tinh{PERIOD}").worksheets
    assert "Cộng: 3 đơn · cả kỳ 3 người ký." in cells(sheet)


def test_a_sealed_line_is_masked_for_whoever_sees_it(app: Flask, desk: Desk, officer: Browse) -> None:
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    visits, petitions = BOOKS
    for browse, path in ((handler, visits), (officer, petitions)):  # the officer typed the petition, and may open it
        masked = cells(workbook(browse, f"{path}/bang-tinh").worksheets[0])
        assert "Người tố cáo" in masked
        assert "Nội dung chỉ xem trong hồ sơ" in masked
        assert browse.open(f"{path}/ban-in").text("article").count("Nội dung chỉ xem trong hồ sơ") == 1
    counted = cells(workbook(handler, f"{petitions}/bang-tinh").worksheets[0])
    assert "Người tố cáo" not in counted
    assert "1 đơn giữ kín nhận trong các tháng này, không ghi ở đây." in counted


def test_every_print_and_every_export_is_in_the_trail_with_its_lines(app: Flask, officer: Browse) -> None:
    for path in BOOKS:
        officer.client.get(f"{path}/ban-in{PERIOD}")
        officer.client.get(f"{path}/bang-tinh{PERIOD}")
    with looking(app) as records:
        written = select(AuditEntry).where(AuditEntry.action.like("register_%")).order_by(AuditEntry.id)
        found = [(one.action, one.detail["register"], one.detail["lines"]) for one in records.scalars(written)]
    assert found == [
        ("register_printed", "visits", 5), ("register_exported", "visits", 5), ("register_printed", "petitions", 3),
        ("register_exported", "petitions", 3),
    ]  # fmt: skip


def test_who_has_no_register_gets_none_and_nobody_gets_another_agencys(app: Flask, desk: Desk) -> None:
    with looking(app) as records:
        other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
        for kind in RoleKind:
            somebody(records, other.agency, kind, username=f"khac.{kind.value}")
        records.commit()
    members = {RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD}
    for kind in RoleKind:
        browse = at_the_desk(app, f"khac.{kind.value}")
        for path in BOOKS:
            for end in ("", "/ban-in", "/bang-tinh"):
                answer = browse.client.get(f"{path}{end}?tu=01/06/2026&den=23/11/2026&noi={desk.agency.id}")
                assert answer.status_code == (200 if kind in members else 403), (kind, path, end)
                assert b"Ia Dom" not in answer.data
    assert at_the_desk(app, "khac.officer").open(f"/so-tiep-cong-dan{PERIOD}&noi={desk.agency.id}").text("tbody") == ""


def test_a_period_nobody_can_read_still_gives_this_months_book(officer: Browse) -> None:
    for end in ("ban-in", "bang-tinh"):
        for asked in ("tu=32/11/2026", "tu=23/11/2026&den=01/11/2026", "noi=x&kho=../../etc", "tu=%00"):
            assert officer.client.get(f"/so-tiep-cong-dan/{end}?{asked}").status_code == 200
