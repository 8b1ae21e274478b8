"""Respondents in a browser: put right and ended, opened first where the file is sealed; an agency let in again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.respondents import NewRespondent
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, a_unit, at
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, an_inspector, at_the_desk, filled_in, kept_on, looking

ACCEPTED = date(2026, 10, 26)
BESIDE = {"aria-labelledby": "cac-ben"}


@pytest.fixture
def records(sqlite_app: Flask) -> Iterator[Session]:
    with looking(sqlite_app) as session:
        yield session


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


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
    told = inspector.open(page)
    assert "UBND xã Gào vẫn bị loại khỏi hồ sơ" in told.text("section", **BESIDE)
    assert told.all("a", href=way)
    asked = inspector.open(way)
    assert "Thôi loại UBND xã Gào khỏi hồ sơ" in asked.text()
    assert not asked.all("table")  # nothing of it is a figure that changes
    assert not asked.all("button", value="edit")  # and nothing was typed
    assert "UBND xã Gào vẫn bị loại" not in inspector.send(way, step="confirm").text()
    inspector.open(way, 404)
    handler.open(way, 403)
