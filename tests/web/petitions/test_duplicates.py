"""The page of duplicates: found, linked, unlinked, and closed to whoever does not handle petitions here."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from app.casework.duplicates import link_duplicate
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_petition, a_unit, at, classify
from tests.web.conftest import Page
from tests.web.desks import Desk, a_desk, at_the_desk, looking

ON = date(2026, 11, 20)


def version(page: Page) -> str:
    return str(page.all("input", name="version")[0].get("value"))


def two_petitions(session: Session, desk: Desk) -> tuple[Matter, Matter]:
    first, later = (a_petition(session, desk.unit, on=ON) for _ in range(2))
    session.commit()
    return first, later


def test_a_duplicate_is_found_linked_told_and_unlinked(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        first, later = two_petitions(session, desk)
        code, first_ref, address = first.code, first.ref, f"/don/{later.ref}"
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    assert "Tìm đơn trùng" in handler.open(address).text("main")
    page = handler.open(f"{address}/don-trung")
    assert "Giống: họ tên, năm sinh, số giấy tờ, địa chỉ" in page.text("table")

    done = handler.send(f"{address}/don-trung", original=first_ref, version=version(page))
    assert f"là đơn trùng của {code}." in done.text("div", role="status")
    assert "đơn trùng" in done.text("p", class_="td-lede")
    assert code in done.text("section", **{"aria-labelledby": "lien-quan"})

    page = handler.open(f"{address}/don-trung")
    done = handler.send(f"{address}/don-trung", version=version(page))
    assert "Đã bỏ liên kết đơn trùng" in done.text("div", role="status")
    assert "đơn trùng" not in done.text("p", class_="td-lede")


def test_triage_proposes_to_file_a_duplicate_and_leads_to_the_first_and_how_it_stands(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        first, later = two_petitions(session, desk)
        classify(session, desk.unit, later, PetitionKind.COMPLAINT, on=ON)
        link_duplicate(session, later, first.ref, by=desk.unit.handler, at=at(ON))
        session.commit()
        code, first_ref, address = first.code, first.ref, f"/don/{later.ref}/xu-ly"
    page = at_the_desk(app, desk.who[RoleKind.HANDLER]).open(address)
    told = page.text("section", **{"aria-labelledby": "huong-xu-ly"})
    assert "Lưu đơn. Trùng với đơn đã nhận trước" in told
    assert f"Đơn đầu: {code}, nhận ngày 20/11/2026, đã tiếp nhận" in told
    assert page.all("a", href=f"/don/{first_ref}")
    assert page.text("textarea", id="reason") == f"Trùng đơn {code} nhận ngày 20/11/2026."


def test_an_old_version_is_told_beside_what_stands_now(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        first, later = two_petitions(session, desk)
        first_ref, address = first.ref, f"/don/{later.ref}/don-trung"
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    handler.open(address)
    page = handler.send(address, original=first_ref, version="999")
    assert "vừa được người khác cập nhật" in page.text("main")


def test_only_who_handles_petitions_opens_it(app: Flask) -> None:
    with looking(app) as session:
        desk, elsewhere = a_desk(session), a_unit(session, "UBND xã Ia Nan")
        _first, later = two_petitions(session, desk)
        theirs = a_petition(session, elsewhere, on=ON)
        session.commit()
        address, hidden = f"/don/{later.ref}/don-trung", f"/don/{theirs.ref}/don-trung"
    at_the_desk(app, desk.who[RoleKind.OFFICER]).open(address, 403)
    at_the_desk(app, desk.who[RoleKind.HANDLER]).open(hidden, 404)


def test_a_denunciation_offers_no_duplicates(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        first, later = two_petitions(session, desk)
        classify(session, desk.unit, first, PetitionKind.DENUNCIATION, on=ON)
        session.commit()
        hidden, seen = first.ref, later.ref
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    assert "Tìm đơn trùng" not in handler.open(f"/don/{hidden}").text("main")
    assert "Không thấy đơn nào" in handler.open(f"/don/{seen}/don-trung").text("main")
