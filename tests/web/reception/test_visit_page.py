"""The page of a visit, its reply, its receipt, and the register it stands in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import db
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionKind, VisitOutcome
from tests.makers import HOA, a_visit
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, somebody
from tests.web.grown import counted

REGISTER = "/so-tiep-cong-dan"
SEALED = "Nội dung chỉ xem trong hồ sơ"


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


@pytest.fixture
def visit(records: Session, desk: Desk) -> Matter:
    """Noted on Tuesday 10/11: the answer is due on 25/11 (24/11 is a day off)."""
    matter = a_visit(records, desk.unit, on=date(2026, 11, 10), kind=PetitionKind.FEEDBACK, request="Đo lại")
    records.commit()
    return matter


@pytest.fixture
def denunciation(records: Session, desk: Desk) -> Matter:
    matter = a_visit(
        records, desk.unit, on=TODAY, outcome=VisitOutcome.PETITION_TAKEN, kind=PetitionKind.DENUNCIATION,
        papers="Đơn tố cáo, 4 tờ",
    )  # fmt: skip
    records.commit()
    return matter


def rows(page: Page) -> int:
    return len(page.all("tr", role="row")) - 2  # two rows of headings


def test_a_visit_shows_its_line_its_time_limit_and_the_reply(officer: Browse, visit: Matter) -> None:
    page = officer.open(f"/tiep-dan/{visit.ref}")
    assert "hạn thứ Tư 25/11/2026" in page.text("section", class_="td-panel")
    for words in ("Ghi nhận, trả lời sau", "Đo lại", "Kiến nghị, phản ánh", HOA.full_name, "Vì sao có hạn này?"):
        assert words in page.text()


def test_the_reply_is_recorded_and_the_duty_is_met(officer: Browse, visit: Matter) -> None:
    officer.open(f"/tiep-dan/{visit.ref}/viec/answered")
    mark: dict[str, Any] = {name: str(officer_field(officer, name)) for name in ("expected_version", "mark")}
    page = officer.send(f"/tiep-dan/{visit.ref}/viec/answered", on="23/11/2026", **mark)
    assert "đã xong, đúng hạn" in page.text("aside")


def test_what_the_head_heard_is_answered_next_and_not_refused(officer: Browse, records: Session, desk: Desk) -> None:
    heard = a_visit(records, desk.unit, on=TODAY, reception_kind=ReceptionKind.HEAD)
    records.commit()
    page = officer.open(f"/tiep-dan/{heard.ref}")
    assert "Trả lời · việc tiếp theo" in page.text("ol", class_="td-timeline")
    primary = [one.get("href") for one in page.all("a") if "btn-primary" in one.get("class", "").split()]
    assert primary == [f"/tiep-dan/{heard.ref}/viec/answered"]


def officer_field(browse: Browse, name: str) -> str | None:
    assert browse.page is not None
    return browse.page.all("input", name=name)[0].get("value")


@pytest.mark.parametrize("path", ["", "/viec/answered", "/bien-nhan"])
def test_a_visit_of_another_agency_does_not_exist(
    sqlite_app: Flask, records: Session, visit: Matter, path: str
) -> None:
    other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    at_the_desk(sqlite_app, other.who[RoleKind.OFFICER]).open(f"/tiep-dan/{visit.ref}{path}", 404)


def test_the_receipt_says_who_gave_what_to_whom(officer: Browse, records: Session, desk: Desk) -> None:
    matter = a_visit(
        records, desk.unit, on=TODAY, outcome=VisitOutcome.PETITION_TAKEN, papers="Đơn, 2 tờ\nBản sao biên bản, 3 tờ"
    )
    records.commit()
    paper = officer.open(f"/tiep-dan/{matter.ref}/bien-nhan").text("article")
    for words in (
        "GIẤY BIÊN NHẬN THÔNG TIN, TÀI LIỆU", "Số: 1/2026", HOA.full_name, HOA.paper_number, "1Đơn2 tờ",
        "2Bản sao biên bản3 tờ", "Mẫu 02/TCD", "ỦY BAN NHÂN DÂN XÃ IA DOM",
    ):  # fmt: skip
        assert words in paper


def test_before_the_reform_the_receipt_names_no_form(officer: Browse, records: Session, desk: Desk) -> None:
    matter = a_visit(records, desk.unit, on=date(2026, 6, 15), papers="Đơn, 2 tờ")
    records.commit()
    assert "Mẫu" not in officer.open(f"/tiep-dan/{matter.ref}/bien-nhan").text("article")


def test_the_receipt_of_a_sealed_visit_is_opened_on_purpose_and_written_down(
    officer: Browse, records: Session, denunciation: Matter
) -> None:
    path = f"/tiep-dan/{denunciation.ref}/bien-nhan"
    page = officer.open(path)
    assert HOA.full_name not in page.html
    assert "Đơn tố cáo4 tờ" in officer.send(path).text("article")
    opened = select(AuditEntry).where(AuditEntry.action == "sealed_opened")
    assert [entry.matter_id for entry in records.scalars(opened)] == [denunciation.id]


def test_without_a_grant_the_receipt_of_a_sealed_visit_stays_closed(
    sqlite_app: Flask, desk: Desk, denunciation: Matter
) -> None:
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    head.open(f"/tiep-dan/{denunciation.ref}/bien-nhan")
    assert HOA.full_name not in head.send(f"/tiep-dan/{denunciation.ref}/bien-nhan", 403).html


# --- the register -------------------------------------------------------------------------------------------------


def test_the_register_has_the_thirteen_columns_of_its_form(officer: Browse, visit: Matter) -> None:
    page = officer.open(REGISTER)
    assert len(page.all("th", role="columnheader")) == 13
    line = page.text("tbody")
    for words in (
        str(visit.number), "10/11/2026", HOA.full_name, HOA.address, HOA.paper_number, "ranh giới thửa đất",
        "Kiến nghị, phản ánh", "Ghi nhận, trả lời sau",
    ):  # fmt: skip
        assert words in line


def test_the_register_masks_a_sealed_visit(officer: Browse, denunciation: Matter) -> None:
    page = officer.open(REGISTER)
    line = page.text("tbody")
    assert SEALED in line
    assert "Người tố cáo" in line
    assert denunciation.code in line
    assert HOA.full_name not in page.html


def test_a_hidden_visit_changes_no_number_for_who_may_not_see_it(
    sqlite_app: Flask, records: Session, desk: Desk, visit: Matter, denunciation: Matter
) -> None:
    somebody(records, desk.agency, RoleKind.OFFICER, username="can.bo.khac")
    records.commit()
    other = at_the_desk(sqlite_app, "can.bo.khac")
    page = other.open(REGISTER)
    assert rows(page) == 1
    assert "Hết danh sách: 1 lượt tiếp" in page.text("div", class_="td-foot")
    assert denunciation.code not in page.html
    assert str(visit.number) in page.text("tbody")
    other.open(f"/tiep-dan/{denunciation.ref}", 404)


def test_the_total_equals_the_rows_over_all_pages(officer: Browse, records: Session, desk: Desk) -> None:
    for day in range(27):
        a_visit(records, desk.unit, on=TODAY - timedelta(days=day % 9))
    records.commit()
    first = officer.open(REGISTER)
    assert rows(first) == 25
    assert "Hiện 25 trong 27 lượt tiếp" in first.text("div", class_="td-foot")
    second = officer.open(str(first.all("a", rel="next")[0].get("href")))
    assert rows(second) == 2
    assert {link.text for link in first.all("a", class_="td-code")}.isdisjoint(
        {link.text for link in second.all("a", class_="td-code")}
    )
    whole = officer.open(f"{REGISTER}/ban-in")
    assert len(whole.all("span", class_="td-line-no")) == 27  # beside the total, which every sheet repeats


def test_the_register_shows_the_period_asked_for(officer: Browse, visit: Matter) -> None:
    assert visit.code
    assert rows(officer.open(f"{REGISTER}?tu=10/11/2026&den=2026-11-10")) == 1
    assert "Không có lượt tiếp nào" in officer.open(f"{REGISTER}?tu=11/11/2026&den=12/11/2026").text()
    assert "không sớm hơn ngày đầu" in officer.open(f"{REGISTER}?tu=12/11/2026&den=11/11/2026").text()


@pytest.mark.parametrize(("kind", "status"), [(RoleKind.SUPERVISOR, 403), (RoleKind.AUDITOR, 403)])
def test_the_register_is_the_agencys_own(
    sqlite_app: Flask, records: Session, desk: Desk, kind: RoleKind, status: int
) -> None:
    somebody(records, desk.agency, kind, username="ai.do")
    records.commit()
    at_the_desk(sqlite_app, "ai.do").open(REGISTER, status)


def test_opening_the_register_asks_the_database_no_more_for_more_visits(
    officer: Browse, records: Session, desk: Desk, sqlite_app: Flask
) -> None:
    officer.open(REGISTER)  # what is remembered from now on is asked once
    few = _statements(sqlite_app, officer, records, desk, 2)
    assert _statements(sqlite_app, officer, records, desk, 15) == few


def _statements(app: Flask, browse: Browse, records: Session, desk: Desk, visits: int) -> int:
    for _ in range(visits):
        a_visit(records, desk.unit, on=TODAY, outcome=VisitOutcome.PETITION_TAKEN)
    records.commit()
    with app.app_context():
        engine = db.engine
    with counted(engine) as sent:
        browse.open(REGISTER)
    return len(sent)
