"""Entries of a log put right on screen: what would change is shown first, and what was sent twice is done once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_act
from tests.web.conftest import Browse, Clock, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, filled_in, kept_on


@pytest.fixture
def case(records: Session, desk: Desk) -> Matter:
    made = a_case(records, desk.unit, on=TODAY)
    records.commit()
    return made


def lines(records: Session, matter: Matter) -> list[tuple[str, str]]:
    rows = records.execute(select(Act.act, Act.document_no).where(Act.matter_id == matter.id).order_by(Act.id)).all()
    records.rollback()  # the place of the only writer is given back
    return [(row.act, row.document_no) for row in rows]


def ways(page: Page) -> dict[str, str]:
    """The ways of the entry on top of the timeline, by their words."""
    links = page.all("ol", class_="td-timeline")[0].iter("a")
    found: dict[str, str] = {}
    for one in links:
        found.setdefault((one.text or "").strip(), one.get("href") or "")
    return found


def test_the_same_act_sent_twice_is_done_once(handler: Browse, case: Matter, records: Session) -> None:
    address = f"/vu-viec/{case.ref}/viec/verifying"
    kept = kept_on(handler.open(address))
    typed = {**kept, "on": "23/11/2026", "document_no": "12/QĐ-UBND"}
    handler.send(address, **typed)
    page = handler.send(address, status=409, **typed)  # the button pressed twice
    assert "12/QĐ-UBND" in page.text("main")
    assert lines(records, case) == [("accepted", "15/TB-TL"), ("verifying", "12/QĐ-UBND")]


def test_an_act_that_can_be_repeated_sent_twice_is_done_once(
    handler: Browse, case: Matter, desk: Desk, records: Session
) -> None:
    an_act(records, case, "verifying", TODAY, by=desk.unit.handler)
    records.commit()
    address = f"/vu-viec/{case.ref}/viec/information_requested"
    kept = kept_on(handler.open(address))
    typed = {**kept, "on": "23/11/2026", "document_no": "13/UBND"}
    for _time in range(2):
        page = handler.send(address, **typed)
    assert "Hồ sơ đã thay đổi từ lúc mở trang này" in page.text("main")
    assert [act for act, _no in lines(records, case)].count("information_requested") == 1


def test_an_entry_is_corrected_after_its_changes_were_shown(handler: Browse, case: Matter, records: Session) -> None:
    filled_in(handler, f"/vu-viec/{case.ref}/viec/verifying", on="23/11/2026", document_no="12/QĐ-UBND")
    address = ways(handler.open(f"/vu-viec/{case.ref}"))["Sửa"]
    assert "Nhập mục “Lý do sửa”." in handler.send(address, **kept_on(handler.open(address)), on="23/11/2026").text()
    typed = {"on": "23/11/2026", "document_no": "21/QĐ-UBND", "note": "Gõ nhầm số"}
    asked = handler.send(address, **{**kept_on(handler.open(address)), **typed})
    assert "12/QĐ-UBND" in asked.text("table")
    assert "21/QĐ-UBND" in asked.text("table")
    assert len(lines(records, case)) == 2
    page = handler.send(address, **{**kept_on(asked), "step": "confirm"})
    assert "Giao xác minh (ghi lại)" in page.text("main")
    assert "Mục này không còn tính, đã sửa." in page.text("main")
    assert lines(records, case)[-1] == ("verifying", "21/QĐ-UBND")
    gone = handler.send(address, status=409, **kept_on(asked))
    assert "Dòng này đã được sửa" in gone.text("main")
    assert "Gõ nhầm số" in gone.text("main")


def test_the_author_takes_back_today_what_the_head_takes_back_tomorrow_by_a_document(
    sqlite_app: Flask, handler: Browse, case: Matter, desk: Desk, records: Session
) -> None:
    verify = f"/vu-viec/{case.ref}/viec/verifying"
    filled_in(handler, verify, on="23/11/2026", document_no="12/QĐ-UBND")
    address = ways(handler.open(f"/vu-viec/{case.ref}"))["Bỏ mục"]
    asked = handler.open(address)
    assert "Giai đoạn" in asked.text("table")
    page = handler.send(address, **kept_on(asked), note="Ghi nhầm hồ sơ")
    assert "Bỏ mục đã ghi: Giao xác minh" in page.text("main")
    assert "Mục này không còn tính, đã bỏ." in page.text("main")
    filled_in(handler, verify, on="23/11/2026", document_no="13/QĐ-UBND")
    clock = Clock()
    clock.pass_by(days=2)
    sqlite_app.config["CLOCK"] = clock
    handler.sign_in(desk.who[RoleKind.HANDLER])  # the night ended the session
    assert set(ways(handler.open(f"/vu-viec/{case.ref}"))) == {"Sửa"}
    sqlite_app.config["CLOCK"] = Clock()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    address = ways(head.open(f"/vu-viec/{case.ref}"))["Bỏ mục bằng văn bản"]
    refused = head.send(address, **kept_on(head.open(address)), note="Giao nhầm")
    assert "Nhập mục “Số, ký hiệu văn bản bỏ mục này”." in refused.text("main")
    head.send(address, **kept_on(refused), note="Giao nhầm", document_no="14/TB-UBND")
    assert lines(records, case)[-1] == ("withdrawn_entry", "14/TB-UBND")


def test_once_it_was_sent_the_page_offers_no_undoing_and_says_why(
    sqlite_app: Flask, handler: Browse, case: Matter, desk: Desk
) -> None:
    page = f"/vu-viec/{case.ref}"
    filled_in(handler, f"{page}/viec/verifying", on="23/11/2026", document_no="12/QĐ-UBND")
    address = ways(handler.open(page))["Bỏ mục"]
    filled_in(handler, f"{page}/viec/sent", on="23/11/2026", papers="verifying", document_no="13/UBND")
    shown = handler.open(page)
    assert "Bỏ mục" not in shown.text("main").replace("Không bỏ được mục này", "")
    assert "với mục này đã có nơi được báo" in shown.text("main")
    assert "sau mục này đã ghi “Gửi văn bản” ngày 23/11/2026" in shown.text("main")
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    filled_in(head, f"{page}/viec/stay_ordered", on="23/11/2026", document_no="14/QĐ-UBND", until_on="25/11/2026")
    assert "Bỏ mục bằng văn bản" in ways(head.open(page))
    assert "Không bỏ được mục này" not in head.open(page).text("main")  # the head can, by that document
    gone = handler.open(address, status=409)
    assert "sau mục này đã ghi “Gửi văn bản” ngày 23/11/2026" in gone.text("main")


def test_of_a_sealed_matter_no_free_text_is_shown_and_none_is_lost(
    handler: Browse, desk: Desk, records: Session
) -> None:
    petition = a_petition(records, desk.unit, on=TODAY, kind=PetitionKind.COMPLAINT, secret=True)
    told = an_act(records, petition, "filed", TODAY, by=desk.unit.handler, data={"reason": "CANARY bà Hòa"})
    records.commit()
    address = f"/ho-so/{petition.ref}/muc/{told.id}/sua"
    page = handler.open(address)
    assert "CANARY" not in page.html
    typed = {"on": "23/11/2026", "document_no": "9/TB", "note": "Bổ sung số văn bản"}
    asked = handler.send(address, **{**kept_on(page), **typed})
    handler.send(address, **{**kept_on(asked), "step": "confirm"})
    records.rollback()
    last = records.scalars(select(Act).where(Act.matter_id == petition.id).order_by(Act.id.desc())).first()
    assert last is not None
    assert (last.document_no, last.data) == ("9/TB", {"reason": "CANARY bà Hòa"})


def test_another_agency_and_an_entry_of_another_matter_are_not_found(
    sqlite_app: Flask, handler: Browse, case: Matter, desk: Desk, records: Session
) -> None:
    other = a_case(records, desk.unit, on=TODAY)
    first = records.scalars(select(Act.id).where(Act.matter_id == other.id)).one()
    a_desk(records, "UBND xã Gào", prefix="gao")
    handler.open(f"/ho-so/{case.ref}/muc/{first}/sua", status=404)
    stranger = at_the_desk(sqlite_app, "gao.head")
    for way in ("sua", "bo"):
        stranger.open(f"/ho-so/{other.ref}/muc/{first}/{way}", status=404)
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open(f"/ho-so/{other.ref}/muc/{first}/sua", status=403)
