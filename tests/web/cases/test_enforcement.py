"""The page of how a decision is carried out: numbers as people type them, errors beside them, totals on the file."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.enforcement import EnforcementFigure
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_act
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, an_inspector, at_the_desk, filled_in, kept_on

ACCEPTED, DECIDED = date(2026, 10, 26), date(2026, 11, 9)


def a_decided_case(records: Session, desk: Desk, kind: PetitionKind = PetitionKind.COMPLAINT) -> Matter:
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=kind)
    case = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    an_act(records, case, "verifying", ACCEPTED, by=desk.unit.handler)
    an_act(records, case, "reported", DECIDED, by=desk.unit.handler)
    an_act(records, case, "concluded" if kind is PetitionKind.DENUNCIATION else "decided", DECIDED, by=desk.unit.head)
    records.commit()
    return case


def test_what_a_document_says_is_typed_as_people_write_numbers_and_added_up_on_the_file(
    handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_decided_case(records, desk)
    path = f"/vu-viec/{case.ref}/thi-hanh"
    assert handler.open(f"/vu-viec/{case.ref}").all("a", href=path)
    assert len(handler.open(path).all("aside")[0].findall(".//li")) == 9
    form = handler.open(f"{path}/recover_due")
    typed = {**kept_on(form), "document_no": "300/QĐ-UBND", "document_on": "09/11/2026"}
    for money, land in (("1,5 tỷ", "125.5"), ("1.25", "1.234,567"), ("12.5000", "một sào")):
        page = handler.send(f"{path}/recover_due", **typed, money=money, land=land)
        assert "Ví dụ 1.250.000.000." in page.text("div", id="money-error")
        assert "Ví dụ 1.234,5." in page.text("div", id="land-error")
        assert (page.all("input", name="money")[0].get("value"), page.all("input", name="land")[0].get("value")) == (
            money, land,
        )  # fmt: skip
    asked = handler.send(f"{path}/disciplined", **typed, people="1.250.000")
    assert "Số này quá lớn. Xem lại số đã nhập và đơn vị." in asked.text("div", id="people-error")
    assert "Nhập ít nhất một số liệu." in handler.send(f"{path}/recover_due", **typed, money="0").text()
    filled_in(
        handler, f"{path}/recover_due", document_no="300/QĐ-UBND", document_on="09/11/2026", money="1.250.000.000 đồng",
        land="1.234,5",
    )  # fmt: skip
    assert set(records.scalars(select(EnforcementFigure.amount))) == {1_250_000_000, 123_450}
    records.commit()
    filled_in(handler, f"{path}/recovered", document_no="7/BB", document_on="20/11/2026", money="250000000")
    filled_in(handler, f"{path}/disciplined", document_no="8/QĐ", document_on="20/11/2026", people="3", officials="2")
    filled_in(
        handler, f"{path}/return_due", document_no="9/QĐ", document_on="20/11/2026", one_money="5000000", ones="2"
    )  # fmt: skip
    told = handler.open(f"/vu-viec/{case.ref}").text("section", **{"aria-labelledby": "thi-hanh"})
    assert "phải 5.000.000 đồng · chưa làm" in told
    assert "phải 2" in told
    assert "phải 2 · chưa làm" not in told  # of a complaint no form asks how many have their rights back
    assert "phải 1.250.000.000 đồng · đã 250.000.000 đồng · còn 1.000.000.000 đồng" in told
    assert "phải 1.234,5 m² · chưa làm" in told
    assert "Đã xử lý kỷ luật: số người 3; trong đó số cán bộ, công chức, viên chức 2" in told


def test_what_was_half_typed_is_a_draft_of_its_heading_until_it_is_saved(
    handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_decided_case(records, desk)
    path = f"/vu-viec/{case.ref}/thi-hanh"
    typed = {"document_no": "8/QĐ", "document_on": "20/11/2026", "money": "1.2"}
    sent = {**kept_on(handler.open(f"{path}/recover_due")), **typed}
    form = handler.send(f"{path}/recover_due", **sent, then="draft")
    assert form.all("input", name="money")[0].get("value") == "1.2"  # as typed, right or wrong
    assert not handler.open(f"{path}/recovered").all("div", class_="td-drafts")
    waiting = handler.open(f"{path}/recover_due")
    assert "Có 1 bản nháp chưa lưu" in waiting.text("div", class_="td-drafts")
    assert f"Ghi kết quả thi hành {case.code}" in handler.open("/nhap").text("table")
    ref = form.all("input", name="draft")[0].get("value") or ""
    filled_in(handler, f"{path}/recover_due", **{**typed, "money": "1.250.000", "draft": ref, "saves": "1"})
    assert not handler.open(f"{path}/recover_due").all("div", class_="td-drafts")


def test_a_line_is_put_right_or_taken_out_and_stays_to_be_read(handler: Browse, records: Session, desk: Desk) -> None:
    case = a_decided_case(records, desk)
    path = f"/vu-viec/{case.ref}/thi-hanh"
    filled_in(handler, f"{path}/disciplined", document_no="8/QĐ", document_on="20/11/2026", people="3", officials="2")
    filled_in(handler, f"{path}/recover_due", document_no="9/QĐ", document_on="10/11/2026", money="1.250.000.000")
    correct = next(
        one.get("href") or "" for one in handler.open(path).all("a") if "thi-hanh/dong" in str(one.get("href"))
    )
    shown = handler.open(correct)
    assert shown.all("input", name="people")[0].get("value") == "3"
    page = filled_in(handler, correct, document_no="8/QĐ", document_on="20/11/2026", people="1.000", reason="Gõ nhầm")
    assert "Lý do: Gõ nhầm" in page.text()
    assert page.all("s")
    assert "Đã xử lý kỷ luật: số người 1.000" in page.text("section", **{"aria-labelledby": "tong-hop"})
    assert "Dòng này đã được sửa" in handler.open(correct, 409).text()
    again = next(one.get("href") or "" for one in page.all("a") if str(one.get("href")).endswith("/bo"))
    assert "Nhập lý do bỏ." in handler.send(again, **kept_on(handler.open(again)), reason="").text()
    page = filled_in(handler, again, reason="Ghi nhầm vụ việc")
    assert "kỷ luật" not in page.text("section", **{"aria-labelledby": "tong-hop"})
    handler.open("/ngon-ngu/en")
    english = handler.open(f"/vu-viec/{case.ref}").text("section", **{"aria-labelledby": "thi-hanh"})
    assert "Recovery for the State: money" in english
    assert "due 1,250,000,000 đồng" in english


def test_the_page_is_read_by_who_sees_the_case_and_written_by_who_works_it_after_the_decision(
    sqlite_app: Flask, handler: Browse, records: Session, desk: Desk
) -> None:
    early = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    assert "Chưa ghi quyết định" in handler.open(f"/vu-viec/{early.ref}/thi-hanh").text()
    assert "Chưa ghi quyết định" in handler.open(f"/vu-viec/{early.ref}/thi-hanh/recovered", 409).text()
    assert not handler.open(f"/vu-viec/{early.ref}").all("section", **{"aria-labelledby": "thi-hanh"})
    case = a_decided_case(records, desk, PetitionKind.DENUNCIATION)
    path = f"/vu-viec/{case.ref}/thi-hanh"
    assert handler.open(f"{path}/nothing", 404)
    page = filled_in(handler, f"{path}/handled", document_no="8/QĐ", document_on="20/11/2026", orgs="1")
    assert "số tổ chức 1" in page.text()
    inspector = an_inspector(sqlite_app, records)
    assert not inspector.open(path).all("aside")[0].findall(".//li")
    assert inspector.open(f"{path}/handled", 403)
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=PetitionKind.FEEDBACK)
    feedback = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    stranger = a_desk(records, "UBND xã Gào", prefix="gao")
    assert handler.open(f"/vu-viec/{feedback.ref}/thi-hanh", 404)
    assert at_the_desk(sqlite_app, stranger.who[RoleKind.HEAD]).open(path, 404)
