"""Writing a visit down: one screen, nothing typed is lost, nobody is turned away for a paper."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.identities import known_people
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind, Source
from app.records.reception import Visit, VisitOutcome
from app.web.people import odd_paper
from tests.makers import HOA, a_visit, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, TODAY, Desk, a_desk, at_the_desk, looking, somebody

LOG = "/tiep-dan/ghi"


def the_visit(session: Session) -> tuple[Matter, Visit]:
    matter = session.scalars(select(Matter).where(Matter.kind == MatterKind.VISIT).order_by(Matter.id.desc())).first()
    assert matter is not None
    return matter, session.get_one(Visit, matter.id)


def typed_again(page: Page, name: str) -> str:
    """What stands in a field of the page."""
    inputs = page.all("input", name=name)
    if inputs:
        return str(inputs[0].get("value") or "")
    return "".join(page.all("textarea", name=name)[0].itertext()).lstrip("\n")


def errors_of(page: Page) -> str:
    return page.text("div", class_="td-summary")


def test_an_officer_writes_a_visit_down_with_its_petition(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
    browse = at_the_desk(app, desk.who[RoleKind.OFFICER])
    browse.open(LOG)
    page = browse.send(LOG, **A_VISIT, agency=str(desk.agency.id), field="resettlement", note="Đi cùng con gái")
    assert "Giấy biên nhận thông tin, tài liệu" in page.text("h1")
    assert "Đơn khiếu nại2 tờ" in page.text("article")  # the name and the pages, a column each
    assert "Mẫu 02/TCD" in page.text("article")
    with looking(app) as session:
        matter, visit = the_visit(session)
        person = known_people(session, matter)[0]
        petition = session.scalars(select(Petition)).one()
        assert (person.full_name, person.birth_year, person.paper_number) == ("Rơ Mah Thoan", 1959, "064059001234")
        assert (visit.received_on, visit.kind, visit.people_count) == (TODAY, PetitionKind.COMPLAINT, 1)
        assert (visit.outcome, visit.within_competence, visit.receipt_no) == (VisitOutcome.PETITION_TAKEN, True, 1)
        assert (visit.request, visit.note) == ("Kiểm đếm lại số cây", "Đi cùng con gái")
        assert (petition.visit_id, petition.source, matter.code) == (matter.id, Source.VISIT, "LT-0001/2026")


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    browse.open(LOG)
    return browse


def visit_of(desk: Desk, **changed: str) -> dict[str, Any]:
    return {**A_VISIT, "agency": str(desk.agency.id), **changed}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (RoleKind.OFFICER, 200), (RoleKind.HEAD, 200), (RoleKind.HANDLER, 403), (RoleKind.SUPERVISOR, 403),
        (RoleKind.COORDINATOR, 403), (RoleKind.OBSERVER, 403), (RoleKind.AUDITOR, 403), (RoleKind.ADMINISTRATOR, 403),
    ],
)  # fmt: skip
def test_only_the_desk_and_the_head_log_visits(
    sqlite_app: Flask, records: Session, kind: RoleKind, status: int
) -> None:
    somebody(records, an_agency(records), kind, username="ai.do")
    records.commit()
    at_the_desk(sqlite_app, "ai.do").open(LOG, status)


def test_nobody_logs_a_visit_without_signing_in(browse: Browse) -> None:
    assert "Đăng nhập" in browse.open(LOG).text("h1")


def test_nobody_logs_a_visit_at_another_agency(officer: Browse, records: Session, desk: Desk) -> None:
    other = an_agency(records, "UBND xã Ia Nan")
    records.commit()
    page = officer.send(LOG, **visit_of(desk, agency=str(other.id)))
    assert "Chọn một mục trong danh sách" in errors_of(page)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"full_name": "  "}, "full_name", "Nhập họ và tên"),
        ({"content": ""}, "content", "Ghi nội dung"),
        ({"kind": ""}, "kind", "Chọn loại việc"),
        ({"outcome": ""}, "outcome", "Chọn hướng xử lý"),
        ({"birth_year": "bảy mốt"}, "birth_year", "bốn chữ số"),
        ({"birth_year": "1859"}, "birth_year", "từ 1900"),
        ({"people_count": "0"}, "people_count", "từ 1 trở lên"),
        ({"received_on": "30/12/2026"}, "received_on", "không muộn hơn hôm nay, 23/11/2026"),
        ({"received_on": "31/02/2026"}, "received_on", "Không có ngày 31/02/2026"),
        ({"received_on": ""}, "received_on", "Nhập ngày tiếp"),
        ({"outcome": "guided"}, "outcome_agency", "Nhập cơ quan"),
        ({"outcome": "transferred"}, "outcome_agency", "Nhập cơ quan"),
        ({"outcome": "refused"}, "refusal_ground", "Chọn căn cứ từ chối"),
        ({"respondent_is_head": "y"}, "respondent_is_head", "Chọn cơ quan mà người này đứng đầu"),
        ({"paper_issued_on": "mai"}, "paper_issued_on", "ngày/tháng/năm"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(  # noqa: PLR0917
    officer: Browse, records: Session, desk: Desk, changed: dict[str, Any], field: str, sentence: str
) -> None:
    page = officer.send(LOG, **visit_of(desk, **changed))
    assert sentence in errors_of(page)
    assert page.all("a", href=f"#{field}")
    assert page.all("div", id=f"{field}-error")
    for name in ("full_name", "address", "paper_number", "content", "request", "papers", "birth_year", "received_on"):
        assert typed_again(page, name).strip() == changed.get(name, A_VISIT.get(name, "")).strip()
    assert records.scalar(select(Visit.matter_id)) is None


def test_a_refusal_needs_a_ground_in_force_on_the_day_of_the_visit(officer: Browse, desk: Desk) -> None:
    before_the_reform = visit_of(desk, outcome="refused", received_on="15/06/2026", refusal_ground="4.1.b")
    assert "Chọn một mục trong danh sách" in errors_of(officer.send(LOG, **before_the_reform))


def test_a_refusal_is_written_with_its_ground(officer: Browse, records: Session, desk: Desk) -> None:
    refused = visit_of(desk, outcome="refused", refusal_ground="4.1.b", explained="y", papers="", then="page")
    page = officer.send(LOG, **refused)
    assert "Không chấp hành kiểm tra an ninh" in page.text()
    assert the_visit(records)[1].refusal_ground == "4.1.b"


def test_an_odd_paper_number_is_said_and_saved(officer: Browse, records: Session, desk: Desk) -> None:
    page = officer.send(LOG, **visit_of(desk, paper_number="06405900123", content=""))
    assert "Căn cước có 12 số, đang có 11. Vẫn lưu được." in page.text("div", id="paper-warning")
    officer.send(LOG, **visit_of(desk, paper_number="06405900123"))
    assert known_people(records, the_visit(records)[0])[0].paper_number == "06405900123"


@pytest.mark.parametrize(
    ("paper", "number", "said"),
    [
        ("Căn cước", "064059001234", ""),
        ("Căn cước", "", ""),
        ("Căn cước", "230123456", "9 số là số chứng minh nhân dân"),
        ("Số định danh cá nhân", "06405900123x", "chỉ có chữ số"),
        ("Căn cước", "0640590012345", "đang có 13"),
        ("Chứng minh nhân dân", "230123456", ""),
        ("Chứng minh nhân dân", "064059001234", ""),
        ("Chứng minh nhân dân", "2301234567", "9 hoặc 12 số, đang có 10"),
        ("Hộ chiếu", "C1234567", ""),
        ("Hộ chiếu", "C 123 456", "6 đến 12 chữ cái, chữ số"),
        ("Giấy tờ khác", "77/GXN", ""),
    ],
)
def test_the_shape_of_each_paper_is_checked(sqlite_app: Flask, paper: str, number: str, said: str) -> None:
    with sqlite_app.test_request_context():
        warning = odd_paper(paper, number)
    assert said in warning
    assert bool(warning) is bool(said)


def test_a_visitor_without_papers_is_received_and_the_page_says_what_is_missing(officer: Browse, desk: Desk) -> None:
    page = officer.send(LOG, **visit_of(desk, paper_number="", then="page"))
    assert "Chưa ghi giấy tờ tùy thân của người được tiếp." in page.text("div", class_="td-note")


def test_an_answer_later_may_be_promised_with_a_person_to_contact(officer: Browse, desk: Desk) -> None:
    noted = {"outcome": "noted", "reception_kind": "head", "then": "page", "contact": "Ông Siu Blut"}
    wrong = officer.send(LOG, **visit_of(desk, **noted, promised_on="20/11/2026"))
    assert "Nhập ngày hẹn không sớm hơn ngày tiếp, 23/11/2026" in errors_of(wrong)
    page = officer.send(LOG, **visit_of(desk, **noted, promised_on="04/12/2026"))
    assert "Hẹn trả lời ngày" in page.text()
    assert "Ông Siu Blut" in page.text()


def test_a_visit_may_be_written_down_late(officer: Browse, records: Session, desk: Desk) -> None:
    page = officer.send(LOG, **visit_of(desk, received_on="16-11-2026", then="page"))
    assert "nhập muộn 7 ngày" in page.text()
    assert the_visit(records)[1].received_on.isoformat() == "2026-11-16"


@pytest.mark.parametrize(("typed", "said"), [("01/01/0001", "Xem lại năm"), ("30/06/2025", "từ 01/07/2025")])
def test_a_visit_before_there_was_a_desk_is_refused(officer: Browse, desk: Desk, typed: str, said: str) -> None:
    officer.open(LOG)
    page = officer.send(LOG, **{**A_VISIT, "agency": str(desk.agency.id), "received_on": typed})
    assert said in page.text("div", id="received_on-error")


def test_a_receipt_written_later_leaves_the_hour_open(officer: Browse, desk: Desk) -> None:
    officer.open(LOG)
    page = officer.send(LOG, **{**A_VISIT, "agency": str(desk.agency.id), "received_on": "20/11/2026"})
    assert "Hồi …… giờ ……, ngày 20/11/2026" in page.text("article")


def test_the_same_visit_sent_twice_is_written_once(officer: Browse, records: Session, desk: Desk) -> None:
    once = str(officer.open(LOG).all("input", name="once")[0].get("value"))
    typed = {**A_VISIT, "agency": str(desk.agency.id), "once": once}
    first = officer.send(LOG, **typed)
    officer.open(LOG)
    second = officer.send(LOG, **typed)
    assert first.text("article") == second.text("article") != ""
    assert len(records.scalars(select(Visit)).all()) == 1


def test_nothing_taken_gives_no_receipt(officer: Browse, desk: Desk) -> None:
    page = officer.send(LOG, **visit_of(desk, outcome="answered", papers="", then="page"))
    assert "Đã lưu lượt tiếp LT-0001/2026." in page.text("div", role="status")
    assert "biên nhận" not in page.text("div", class_="td-head")


def test_another_line_for_a_person_keeps_what_was_typed(officer: Browse, records: Session, desk: Desk) -> None:
    page = officer.send(LOG, **visit_of(desk), add_person="1")
    assert typed_again(page, "content") == A_VISIT["content"]
    assert page.all("input", name="others-0-full_name")
    others = {"others-0-full_name": "Kpă H’Bia", "others-0-birth_year": "1985", "people_count": "6"}
    officer.send(LOG, **visit_of(desk, **others))
    matter, visit = the_visit(records)
    assert [one.full_name for one in known_people(records, matter)] == ["Rơ Mah Thoan", "Kpă H’Bia"]
    assert visit.people_count == 6


def test_more_people_named_than_counted_is_refused(officer: Browse, desk: Desk) -> None:
    page = officer.send(LOG, **visit_of(desk, **{"others-0-full_name": "Kpă H’Bia"}))
    assert "không ít hơn 2 người" in errors_of(page)


# --- who came before ----------------------------------------------------------------------------------------------


def test_who_came_before_is_found_without_marks_and_fills_the_fields(
    officer: Browse, records: Session, desk: Desk
) -> None:
    a_visit(records, desk.unit, on=TODAY)
    records.commit()
    page = officer.send(LOG, **visit_of(desk, full_name="nguyen thi hoa", birth_year="", paper_number=""), find="1")
    buttons = page.all("button", name="pick")
    assert len(buttons) == 1
    assert typed_again(page, "content") == A_VISIT["content"]
    key = str(buttons[0].get("value"))
    page = officer.send(LOG, **visit_of(desk, full_name="nguyen thi hoa", birth_year="", paper_number=""), pick=key)
    assert typed_again(page, "full_name") == HOA.full_name
    assert typed_again(page, "birth_year") == "1971"
    assert typed_again(page, "paper_number") == HOA.paper_number
    assert "LT-0001/2026" in page.text("aside", class_="td-panel")


def test_who_came_before_is_also_a_piece_of_a_page_for_the_script(
    officer: Browse, records: Session, desk: Desk
) -> None:
    a_visit(records, desk.unit, on=TODAY)
    records.commit()
    assert officer.page is not None
    token = officer.page.csrf_token
    answer = officer.client.post("/tiep-dan/nguoi", data={"csrf_token": token, "full_name": "nguyễn thị h"})
    assert 'data-full-name="Nguyễn Thị Hòa"' in answer.text
    assert "<mark>Nguyễn Thị H</mark>òa" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_people_of_other_agencies_are_not_found(officer: Browse, records: Session) -> None:
    other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    a_visit(records, other.unit, on=TODAY)
    records.commit()
    page = officer.send(LOG, full_name="nguyen thi hoa", find="1")
    assert page.all("button", name="pick") == []
    assert "Chưa có ai tên như vậy" in page.text()


def test_the_search_for_people_is_never_in_an_address(sqlite_app: Flask) -> None:
    rules = [rule for rule in sqlite_app.url_map.iter_rules() if rule.endpoint == "reception.people"]
    assert [rule.methods and rule.methods - {"OPTIONS"} for rule in rules] == [{"POST"}]
