"""Respondents in a browser: put right and ended, opened first where the file is sealed; an agency let in again."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.respondents import NewRespondent
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, a_unit, at
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, an_inspector, at_the_desk, filled_in, kept_on

ACCEPTED = date(2026, 10, 26)
BESIDE = {"aria-labelledby": "cac-ben"}


def test_a_respondent_is_added_put_right_and_ended_on_the_file(handler: Browse, records: Session, desk: Desk) -> None:
    named = [NewRespondent(name="Lê Văn Tám")]
    petition = a_petition(
        records, desk.unit, on=ACCEPTED, kind=PetitionKind.COMPLAINT, classified={"respondents": named}
    )
    case = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    records.commit()
    page, path = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/bi-khieu-nai"
    (link,) = [one for one in handler.open(page).all("a") if one.get("aria-label") == "Sửa: Lê Văn Tám"]
    assert link.get("href") == f"{path}/1"
    assert "Sửa người bị khiếu nại" in handler.open(f"{path}/1").text("h1")
    told = handler.open(f"{path}/1/thoi").text("main")
    assert "Ghi bên này thôi là người bị khiếu nại?" in told
    assert "Thanh tra tỉnh" not in told  # no agency is kept out of a complaint
    assert "không còn thấy hồ sơ" not in handler.open(f"{path}/1").text("main")
    assert handler.open(f"{path}/1").all("input", name="respondent_name")[0].get("value") == "Lê Văn Tám"
    assert handler.send(f"{path}/them", **kept_on(handler.open(f"{path}/them"))).all("a", href="#respondent_name")
    agency = str(desk.agency.id)
    told = filled_in(handler, f"{path}/them", respondent_agency=agency, respondent_is_head="y").text(
        "section", **BESIDE
    )
    assert "Chủ tịch UBND xã Ia Dom" in told
    told = filled_in(handler, f"{path}/1", respondent_name="Lê Văn Tâm").text("section", **BESIDE)
    assert "Lê Văn Tâm" in told
    assert "23/11/2026: Lê Văn Tám" in told
    told = filled_in(handler, f"{path}/1/thoi", on="20/11/2026", reason="Ghi nhầm người").text("section", **BESIDE)
    assert "thôi từ 20/11/2026" in told
    assert "Ghi nhầm người" in told
    handler.open(f"{path}/1", 404)
    handler.open(f"/ho-so/{case.ref}/thoi-loai/{desk.agency.code}", 403)


def test_of_a_sealed_file_they_are_opened_first_and_a_supervisor_lets_an_agency_in(
    sqlite_app: Flask, handler: Browse, records: Session, desk: Desk
) -> None:
    commune = a_unit(records, "UBND xã Gào", under=desk.agency).agency
    named = [NewRespondent(commune.id, "Phan Kín Tiếng", is_head=True)]
    petition = a_petition(
        records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION, classified={"respondents": named}
    )
    case = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    identities.grant(records, case, desk.unit.handler.account_id, purpose="xác minh", by=None, at=at(ACCEPTED))
    records.commit()
    page, path = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/bi-khieu-nai"
    for closed in (page, f"{path}/1", f"{path}/1/thoi"):
        assert "Kín Tiếng" not in handler.open(closed).html
    assert "Kín Tiếng" in handler.send(f"/ho-so/{case.ref}/cac-ben", step="open").text()
    opened = handler.send(f"{path}/1", step="open")
    assert opened.all("input", name="respondent_name")[0].get("value") == "Phan Kín Tiếng"
    inspector, way = an_inspector(sqlite_app, records), f"/ho-so/{case.ref}/thoi-loai/{commune.code}"
    inspector.open(way, 404)  # the head is denounced still
    assert "UBND xã Gào" not in inspector.open(page).html
    handler.send(f"{path}/1", **{**kept_on(opened), "respondent_name": "Công chức xã", "respondent_agency": ""})
    first_page = inspector.open("/ton-dong").text("section", **{"aria-labelledby": "cho-thanh-tra"})
    assert f"{case.code}, UBND xã Gào bị loại" in first_page
    told = inspector.open(page)
    assert "UBND xã Gào vẫn bị loại khỏi hồ sơ" in told.text("section", **BESIDE)
    assert told.all("a", href=way)
    asked = inspector.open(way)
    assert "Thôi loại UBND xã Gào khỏi hồ sơ" in asked.text()
    assert not asked.all("table")  # nothing of it is a figure that changes
    assert not asked.all("button", value="edit")  # and nothing was typed
    assert "UBND xã Gào chỉ thấy khi UBND xã Ia Dom chuyển hồ sơ đến đó" in asked.text("main")
    assert "UBND xã Gào vẫn bị loại" not in inspector.send(way, step="confirm").text()
    assert case.code not in inspector.open("/ton-dong").text("main").split("Việc quá hạn")[0]
    inspector.open(way, 404)
    handler.open(way, 403)


def test_before_the_head_is_named_a_page_says_from_whom_the_file_is_hidden_and_where_it_goes(
    sqlite_app: Flask, records: Session
) -> None:
    province = a_desk(records, "UBND tỉnh", prefix="tinh")
    commune = a_desk(records, "UBND xã Ia Mơ", prefix="mo", under=province.agency)
    petition = a_petition(records, commune.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION)
    case = a_case(records, commune.unit, on=ACCEPTED, petition=petition)
    identities.grant(records, case, commune.unit.handler.account_id, purpose="xác minh", by=None, at=at(ACCEPTED))
    records.commit()
    handler = at_the_desk(sqlite_app, commune.who[RoleKind.HANDLER])
    page, path = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/bi-khieu-nai/them"
    typed = {"respondent_agency": str(commune.agency.id), "respondent_post": "Phó Chủ tịch"}
    head = {**typed, "respondent_is_head": "y"}
    asked = handler.send(path, **{**kept_on(handler.open(path)), **head})
    assert "Loại UBND xã Ia Mơ khỏi hồ sơ" in asked.text("h1")
    told = asked.text("main")
    assert "Không ai ở UBND xã Ia Mơ còn thấy hồ sơ, kể cả bạn." in told
    assert "Hồ sơ chuyển đến UBND tỉnh" in told
    handler.open(page)  # nothing is done before the answer
    back = handler.send(path, **{**kept_on(asked), "step": "edit"})
    assert back.all("input", name="respondent_post")[0].get("value") == "Phó Chủ tịch"
    away = handler.send(path, **{**kept_on(asked), "step": "confirm"})
    assert "Cơ quan này không còn thấy" in away.text()
    handler.open(page, 404)
    assert case.code in at_the_desk(sqlite_app, province.who[RoleKind.HEAD]).open(page).text()


def test_a_post_stands_beside_the_name_and_somebody_of_no_agency_is_named_by_it(
    handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    path = f"/ho-so/{case.ref}/bi-khieu-nai"
    agency = str(desk.agency.id)
    named = {"respondent_agency": agency, "respondent_name": "Lê Văn Tám", "respondent_post": "Công chức địa chính"}
    told = filled_in(handler, f"{path}/them", **named).text("section", **BESIDE)
    assert "Lê Văn Tám, Công chức địa chính, UBND xã Ia Dom" in told
    filled_in(handler, f"{path}/1", **{**named, "respondent_post": "Phó Chủ tịch UBND xã"})
    told = filled_in(handler, f"{path}/them", respondent_post="Trưởng thôn Bi").text("section", **BESIDE)
    assert "Lê Văn Tám, Phó Chủ tịch UBND xã Ia Dom" in told
    assert "23/11/2026: Lê Văn Tám, Công chức địa chính, UBND xã Ia Dom" in told
    assert "Trưởng thôn Bi" in told
