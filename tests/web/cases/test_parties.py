"""The people of a file in a browser: written, put right, ended; what their papers lack is said; sealed ones opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from app.casework import identities
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import HOA, a_case, a_petition, at
from tests.web.conftest import Browse
from tests.web.desks import Desk, at_the_desk, filled_in, kept_on

ACCEPTED = date(2026, 10, 26)
BESIDE = {"aria-labelledby": "cac-ben"}
A_LAWYER: dict[str, Any] = {
    "role": "lawyer", "full_name": "Siu Blíp Kỳ Nhông", "birth_year": "1980", "paper": "Căn cước",
    "since_on": "01/11/2026",
}  # fmt: skip
A_LETTER = {
    "mandate_kind": "certified", "mandate_number": "12/CT", "mandate_given_on": "01/11/2026",
    "mandate_until_on": "10/11/2026",
}  # fmt: skip


def test_somebody_is_added_put_right_and_ended_on_the_file(handler: Browse, records: Session, desk: Desk) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    page, path = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/cac-ben"
    opened = handler.open(f"{path}/them")
    refused = handler.send(f"{path}/them", **{**kept_on(opened), **A_LAWYER, "full_name": "", "mandate_number": "9"})
    assert refused.all("a", href="#full_name")
    assert "9" in [one.get("value") for one in refused.all("input", name="mandate_number")]

    told = filled_in(handler, f"{path}/them", **A_LAWYER).text("section", **BESIDE)
    for words in ("Luật sư, trợ giúp viên pháp lý", "Siu Blíp Kỳ Nhông", "chưa có giấy tờ"):
        assert words in told
    assert "chưa ghi giấy tờ ủy quyền" in handler.open(f"{page}/viec/withdrawn").text()  # said, and open all the same
    assert "Kỳ Nhông" not in handler.open("/vu-viec").html
    assert "Kỳ Nhông" not in handler.open(f"{page}/danh-muc").html

    told = filled_in(handler, f"{path}/2", **{**A_LAWYER, **A_LETTER}).text("section", **BESIDE)
    for words in ("giấy tờ hết hạn 10/11/2026", "số 12/CT ngày 01/11/2026 đến 10/11/2026", "Đã sửa"):
        assert words in told
    again = handler.open(f"{path}/2")
    assert again.all("input", name="mandate_number")[0].get("value") == "12/CT"

    ended = filled_in(handler, f"{path}/2/thoi", on="20/11/2026", reason="Chấm dứt ủy quyền")
    told = ended.text("section", **BESIDE)
    assert "thôi từ 20/11/2026" in told
    assert "hết hạn" not in told
    handler.open(f"{path}/2", 404)


def test_two_people_at_the_people_of_a_file_see_each_others_change(
    sqlite_app: Flask, handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    path = f"/ho-so/{case.ref}/cac-ben/them"
    stale = kept_on(handler.open(path))
    filled_in(at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]), path, **A_LAWYER)
    told = handler.send(path, **{**stale, **A_LAWYER, "full_name": "Người khác"})
    assert "ghi thêm người vào các bên" in told.text()
    assert "Người khác" in told.html


def test_the_people_of_a_sealed_file_are_opened_before_they_are_put_right(
    sqlite_app: Flask, handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION)
    identities.end_grants(records, case, by=None, at=at(ACCEPTED))
    identities.grant(records, case, desk.unit.handler.account_id, purpose="xác minh", by=None, at=at(ACCEPTED))
    records.commit()
    page, path = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/cac-ben"
    told = filled_in(handler, f"{path}/them", **A_LAWYER)
    assert "Kỳ Nhông" not in told.html
    asked = handler.open(path)
    assert "Kỳ Nhông" not in asked.html
    assert "Siu Blíp Kỳ Nhông" in handler.send(path, step="open").text()
    assert "Kỳ Nhông" not in handler.open(f"{path}/2").html
    opened = handler.send(f"{path}/2", step="open")
    assert opened.all("input", name="full_name")[0].get("value") == "Siu Blíp Kỳ Nhông"
    handler.send(f"{path}/2", **{**kept_on(opened), **A_LAWYER, **A_LETTER})
    assert "12/CT" in handler.send(path, step="open").text()
    assert "Kỳ Nhông" not in handler.open(f"{page}/viec/withdrawn").html
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    assert not head.open(page).all("a", href=path)
    for closed in (path, f"{path}/them", f"{path}/2", f"{path}/2/thoi"):
        head.open(closed, 403)


def test_of_several_people_the_form_asks_who_withdraws_and_the_file_says_who_did(
    handler: Browse, records: Session, desk: Desk
) -> None:
    people = (HOA, replace(HOA, full_name="Rơ Châm Bảy", paper_number="064080001111"))
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=PetitionKind.COMPLAINT, people=people, signatories=2)
    case = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    records.commit()
    path = f"/vu-viec/{case.ref}"
    opened = handler.open(f"{path}/viec/withdrawn")
    assert "Rơ Châm Bảy, người khiếu nại" in opened.text("fieldset", id="people")
    refused = handler.send(f"{path}/viec/withdrawn", **{**kept_on(opened), "on": "20/11/2026", "people": "2"})
    assert "Mới có 1 trong 2 người rút" in refused.text("fieldset", id="people")
    assert "Bắt đầu tính" not in refused.text("form", class_="td-form"), "the clocks of everybody are not foretold"
    assert refused.all("input", name="people", value="2")[0].get("checked") is not None
    page = filled_in(handler, f"{path}/viec/withdrawn_part", on="20/11/2026", people="2")
    assert "đã rút 20/11/2026" in page.text("section", **BESIDE)
    assert "Người rút: 1 trong 2 người" in page.text("ol", class_="td-timeline")
    last = handler.open(f"{path}/viec/withdrawn")
    assert "Rơ Châm Bảy" not in last.text("fieldset", id="people")
