"""The case of the body below on the screen: named by its papers, asked for, read by two people, told to both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from app.casework import assignments
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, at
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, at_the_desk, filled_in, looking

ACCEPTED, AGAIN = date(2026, 9, 14), date(2026, 11, 16)  # the first was due on 14 October
STUB = "Có vụ việc của cấp dưới, bạn không được mở."


@dataclass(frozen=True, slots=True)
class World:
    """A commune that left a complaint undecided, the province above it, and the second complaint accepted there."""

    commune: Desk
    province: Desk
    below: Matter
    above: Matter

    def at(self, app: Flask, kind: RoleKind, *, below: bool = False) -> Browse:
        return at_the_desk(app, (self.commune if below else self.province).who[kind])

    @property
    def naming(self) -> str:
        return f"/ho-so/{self.above.ref}/vu-viec-cap-duoi"


@pytest.fixture
def world(app: Flask) -> World:
    with looking(app) as records:
        province = a_desk(records, "UBND tỉnh", prefix="tinh")
        commune = a_desk(records, under=province.agency)
        below = a_case(records, commune.unit, on=ACCEPTED, document_no="15/TB-UBND")
        second = {"instance": "second"}
        petition = a_petition(records, province.unit, on=AGAIN, kind=PetitionKind.COMPLAINT, classified=second)
        handler, head = province.unit.handler.account_id, province.unit.head
        assignments.assign(records, petition, handler, by=head, at=at(AGAIN), today=AGAIN)
        above = a_case(records, province.unit, on=AGAIN, petition=petition)
        records.commit()
        return World(commune, province, below, above)


def related(browse: Browse, matter: Matter) -> str:
    return browse.open(f"/vu-viec/{matter.ref}").text("section", **{"aria-labelledby": "lien-quan"})


def test_the_file_below_is_named_asked_for_and_read(app: Flask, world: World) -> None:
    handler, head = world.at(app, RoleKind.HANDLER), world.at(app, RoleKind.HEAD)
    officer, clerk = world.at(app, RoleKind.OFFICER), world.at(app, RoleKind.HANDLER, below=True)
    first, agency = f"/vu-viec/{world.below.ref}", str(world.commune.agency.id)
    assert "Nêu vụ việc của cấp dưới" in related(handler, world.above)
    page = filled_in(handler, world.naming, agency_id=agency, code="KN-9999/2026", number="15/TB-UBND")
    assert "Không tìm thấy vụ việc này ở cơ quan đã chọn" in page.text("div", role="alert")
    assert page.all("input", name="code")[0].get("value") == "KN-9999/2026"
    page = filled_in(handler, world.naming, agency_id=agency)
    assert "Nhập mã vụ việc hoặc số văn bản" in page.text("div", role="alert")

    page = filled_in(handler, world.naming, agency_id=agency, code=world.below.code)
    assert world.below.code in page.text("div", role="status")
    assert STUB in related(handler, world.above)
    assert "Nêu vụ việc của cấp dưới" not in related(handler, world.above)
    handler.open(first, 404)
    assert "Đã khiếu nại lần hai" in clerk.open(first).text("main")

    asked = f"/vu-viec/{world.above.ref}/viec/lower_file_requested"
    filled_in(handler, asked, on="23/11/2026", document_no="91/UBND-NC")
    for browse in (handler, head):
        assert f"Vụ việc trước {world.below.code}, Khiếu nại lần đầu" in related(browse, world.above)
        page = browse.open(first)
        assert "UBND tỉnh đọc hồ sơ này từ 23/11/2026, theo văn bản số 91/UBND-NC." in page.text("main")
        assert not page.all("a", href=f"{first}/viec/closed")
        browse.open(f"{first}/viec/closed", 403)
    assert STUB in related(officer, world.above)
    officer.open(first, 404)
    assert "UBND tỉnh đọc hồ sơ này từ 23/11/2026" in related(clerk, world.below)


def test_nobody_names_it_who_does_not_handle_it_and_nothing_twice(app: Flask, world: World) -> None:
    world.at(app, RoleKind.OFFICER).open(world.naming, 403)
    world.at(app, RoleKind.HEAD, below=True).open(world.naming, 404)
    handler = world.at(app, RoleKind.HANDLER)
    filled_in(handler, world.naming, agency_id=str(world.commune.agency.id), code=world.below.code)
    handler.open(world.naming, 403)
