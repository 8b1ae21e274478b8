"""What an act will do to the clocks stands beside its form before anything is saved, as far as it is typed."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.web.language import COOKIE
from tests.makers import a_case, a_petition, an_act
from tests.web.conftest import Browse, Page
from tests.web.desks import Desk, a_desk, at_the_desk, kept_on

ACCEPTED = date(2026, 10, 26)


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False  # nothing read later may keep a transaction open beside the browser's
    return a_desk(records)


@pytest.fixture
def case(records: Session, desk: Desk) -> Matter:
    found = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    return found


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


def asked(browse: Browse, address: str, **typed: str) -> str:
    """What the script is told while somebody types: a part of the page, not a page."""
    page = browse.open(address)
    data = {"csrf_token": page.csrf_token, **kept_on(page), "on": "23/11/2026", **typed, "step": "clocks"}
    answer = browse.client.post(address, data=data)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    return answer.text


def looked(browse: Browse, address: str, **typed: str) -> Page:
    """The same without scripts: the page of the form comes back."""
    return browse.send(address, **{**kept_on(browse.open(address)), **typed, "step": "look"})


def told(page: Page) -> str:
    return page.text("section", class_="td-foreseen")


def acts_of(records: Session, matter: Matter) -> list[str]:
    found = list(records.scalars(select(Act.act).where(Act.matter_id == matter.id).order_by(Act.id)))
    records.commit()
    return found


def test_the_form_says_what_its_act_does_to_the_clocks_before_anything_is_typed(handler: Browse, case: Matter) -> None:
    page = handler.open(f"/vu-viec/{case.ref}/viec/suspended")
    words = told(page)
    assert "Tạm dừng 1 · Bắt đầu tính 1." in words
    assert "Chưa nhập “Căn cứ”" in words
    assert "Ra quyết định giải quyết" in words
    assert "đang tạm đình chỉ (từ 23/11/2026)" in words
    assert "Vì sao sẽ có hạn này?" in words


def test_another_day_moves_what_is_told_and_names_what_becomes_late(
    handler: Browse, case: Matter, records: Session
) -> None:
    address = f"/vu-viec/{case.ref}/viec/suspended"
    early = asked(handler, address, on="02/11/2026", ground="TDC_CHO_KQ")
    assert "Tạm dừng 1 · Bắt đầu tính 1 · Thành quá hạn 1." in early
    assert "từ 02/11/2026" in early
    assert "Chưa nhập" not in early
    assert "Nhập “Ngày tạm đình chỉ” để xem" in asked(handler, address, on="31/02/2026")
    assert "không sớm hơn ngày thụ lý 26/10/2026" in asked(handler, address, on="01/10/2026")
    assert acts_of(records, case) == ["accepted"]


def test_without_scripts_a_button_tells_it_and_nothing_typed_is_lost_or_called_wrong(
    handler: Browse, case: Matter, records: Session
) -> None:
    address = f"/vu-viec/{case.ref}/viec/term_given"
    typed = {"on": "09/11/2026", "term_on": "16/11/2026", "note": "Theo điện thoại của Văn phòng"}
    assert handler.open(address).all("button", value="look")
    page = looked(handler, address, **typed)
    assert "Bắt đầu tính 1 · Thành quá hạn 1." in told(page)
    assert "quá hạn 7 ngày (16/11/2026)" in told(page)
    assert "Chưa nhập “Ai giao”, “Yêu cầu”" in told(page)
    assert page.text("textarea", id="note") == typed["note"]
    assert page.all("input", id="term_on")[0].get("value") == typed["term_on"]
    assert not page.all("div", class_="td-error")
    assert acts_of(records, case) == ["accepted"]


def test_an_extended_term_is_told_by_its_old_and_its_new_day(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    data = {"giver": "province_chair", "asked": "Giải quyết dứt điểm", "term_on": "2026-11-30"}
    given = an_act(records, case, "term_given", date(2026, 11, 9), by=desk.unit.head, document_no="9/UB", data=data)
    other = {**data, "term_on": "2026-12-04"}
    an_act(records, case, "term_given", date(2026, 11, 9), by=desk.unit.head, document_no="10/UB", data=other)
    records.commit()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    address = f"/vu-viec/{case.ref}/viec/given_extended?of_term={given.id}"
    words = asked(head, address, of_term=str(given.id), term_on="15/12/2026")
    assert "30/11/2026" in words
    assert "15/12/2026" in words
    assert "04/12/2026" not in words  # the other term of the same day stays as it is


def test_the_facts_that_choose_a_limit_say_its_old_and_its_new_day_first(handler: Browse, case: Matter) -> None:
    address = f"/vu-viec/{case.ref}/tinh-tiet"
    assert "Không thời hạn nào thay đổi." in told(handler.open(address))
    words = asked(handler, address, remote_area="y")
    assert "Đổi hạn 1." in words
    assert words.index("25/11/2026") < words.index("10/12/2026")
    page = looked(handler, address, remote_area="y", document_no="7/BC")
    assert "Đổi hạn 1." in told(page)
    assert page.all("input", id="remote_area")[0].get("checked") is not None
    assert handler.open(address).all("input", id="remote_area")[0].get("checked") is None  # nothing was saved


def test_accepting_a_petition_says_which_clocks_of_the_case_it_starts(
    handler: Browse, desk: Desk, records: Session
) -> None:
    petition = a_petition(records, desk.unit, on=date(2026, 11, 16), kind=PetitionKind.COMPLAINT)
    records.commit()
    words = told(handler.open(f"/don/{petition.ref}/thu-ly"))
    assert "Ra quyết định giải quyết" in words
    longer = asked(handler, f"/don/{petition.ref}/thu-ly", remote_area="y", complex_grounds="a")
    assert longer != words


def test_in_english_too(handler: Browse, case: Matter) -> None:
    handler.client.set_cookie(COOKIE, "en")
    assert "Paused 1 · Started 1." in told(handler.open(f"/vu-viec/{case.ref}/viec/suspended"))


def test_somebody_of_another_agency_is_told_nothing(sqlite_app: Flask, case: Matter, records: Session) -> None:
    other = at_the_desk(sqlite_app, a_desk(records, "UBND xã Chư Sê", prefix="se").who[RoleKind.HANDLER])
    other.open("/vu-viec")
    for path in (f"/vu-viec/{case.ref}/viec/suspended", f"/vu-viec/{case.ref}/tinh-tiet"):
        other.send(path, 404, on="20/11/2026", step="clocks")


def test_a_classification_tells_the_clocks_of_the_way_it_sets_out_on(
    handler: Browse, desk: Desk, records: Session
) -> None:
    petition = a_petition(records, desk.unit, on=date(2026, 11, 16))
    records.commit()
    address = f"/don/{petition.ref}/phan-loai"
    assert "Nhập “Loại đơn” để xem các thời hạn." in told(handler.open(address))
    complaint = asked(handler, address, kind="complaint")
    assert "Thụ lý hoặc thông báo không thụ lý" in complaint
    assert "25/11/2026" not in complaint
    denunciation = asked(handler, address, kind="denunciation", instance="first")
    assert "Xử lý ban đầu, kiểm tra điều kiện thụ lý" in denunciation
    assert "Thụ lý hoặc thông báo không thụ lý" not in denunciation
    assert "không sớm hơn ngày nhận 16/11/2026" in asked(handler, address, kind="feedback", on="12/11/2026")
    page = looked(handler, address, kind="complaint", reason="Đòi bồi thường", on="23/11/2026")
    assert "Thụ lý hoặc thông báo không thụ lý" in told(page)
    assert page.text("textarea", id="reason") == "Đòi bồi thường"
    assert not page.all("div", class_="td-error")
    assert acts_of(records, petition) == ["received"]


def test_a_visit_tells_which_clocks_it_starts_and_those_of_the_petition_taken(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    officer, address = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]), "/tiep-dan/ghi"
    assert "Nhập “Hướng xử lý” để xem các thời hạn." in told(officer.open(address))
    typed = {"received_on": "23/11/2026", "kind": "complaint"}
    assert "Không thời hạn nào thay đổi." in asked(officer, address, outcome="answered", **typed)
    taken = asked(officer, address, outcome="petition_taken", **typed)
    assert "Xử lý đơn, không quá 45 ngày" in taken
    assert "07/01/2027" in taken
    assert "Trả lời" in asked(officer, address, outcome="noted", **typed)
    refused = asked(officer, address, outcome="refused", refusal_ground="4.1.h", **typed)
    assert "Thông báo từ chối tiếp" in refused
    assert "Ngày tiếp 24/11/2026 chưa đến." in asked(officer, address, outcome="noted", received_on="24/11/2026")
    page = looked(officer, address, outcome="noted", content="Hỏi về đất", **typed)
    assert "Bắt đầu tính 1." in told(page)
    assert page.text("textarea", id="content") == "Hỏi về đất"
    assert records.scalar(select(Matter.id).limit(1)) is None
