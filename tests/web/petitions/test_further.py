"""A further denunciation through the pages of the superior, and what the body below sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.casework.identities import Person
from app.casework.petitions import NewRespondent
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_agency, classify
from tests.web.conftest import Browse, Page
from tests.web.desks import CLASSIFIED, Desk, a_desk, at_the_desk, filled_in, looking, somebody
from tests.web.petitions.test_canary import CANARY, FOLDED
from tests.web.test_canary import walked

SECRET = Person(
    full_name=f"{CANARY} Tên", address=f"{CANARY} Nơi ở", paper="Căn cước", paper_number=f"{CANARY}0123",
    phone=f"{CANARY} điện thoại",
)  # fmt: skip
ACCEPTED, AGAIN = date(2026, 10, 5), date(2026, 11, 20)  # due on 4 November


@dataclass(frozen=True, slots=True)
class World:
    """A commune that left a denunciation unresolved, the province above it, and the further denunciation there."""

    commune: Desk
    province: Desk
    below: Matter
    petition: Matter


def a_world(app: Flask, *, head: bool) -> World:
    """``head``: the head of the commune is denounced, so the province has the first case, too."""
    with looking(app) as records:
        top = a_desk(records, "UBND tỉnh", prefix="tinh")
        commune = a_desk(records, under=top.agency)
        watching = an_agency(records, "Thanh tra tỉnh")
        somebody(records, watching, RoleKind.SUPERVISOR, username="thanh.tra")
        against = [NewRespondent(commune.agency.id, "" if head else "Ông T", is_head=head)]
        kept: dict[str, Any] = {"people": (SECRET,), "content": f"{CANARY} nội dung", "denunciation": True}
        first = a_petition(records, commune.unit, on=ACCEPTED, respondents=against, **kept)
        holder = top.unit if head else commune.unit
        classify(records, holder, first, PetitionKind.DENUNCIATION, on=ACCEPTED, field="officials")
        below = a_case(records, holder, on=ACCEPTED, petition=first, kind=PetitionKind.DENUNCIATION)
        petition = a_petition(records, top.unit, on=AGAIN, **kept)
        records.commit()
        return World(commune, top, below, petition)


def form_of(page: Page) -> dict[str, Any]:
    lines = [one for one in page.all("input") if one.get("type") not in {"radio", "checkbox"}]
    return {one.get("name") or "": one.get("value") or "" for one in lines}


def classify_again(browse: Browse, world: World, **typed: str) -> Page:
    path = f"/don/{world.petition.ref}/phan-loai"
    given = {**CLASSIFIED, "kind": "denunciation", "field": "officials", **typed}
    return browse.send(path, **form_of(browse.open(path)) | given)


def record(browse: Browse, world: World, act: str, **typed: str) -> Page:
    path = f"/don/{world.petition.ref}/{act}"
    page = browse.send(path, **form_of(browse.open(path)) | typed)
    if page.all("button", value="confirm"):
        page = browse.send(path, **form_of(page) | {"step": "confirm"})
    return page


def test_the_superior_asks_stops_and_takes_over(app: Flask) -> None:
    world = a_world(app, head=False)
    handler, head = (at_the_desk(app, world.province.who[kind]) for kind in (RoleKind.HANDLER, RoleKind.HEAD))
    page = classify_again(handler, world, denounced="overdue")
    assert "Đã phân loại đơn" in page.text("div", role="status")
    page = handler.open(f"/don/{world.petition.ref}")
    assert "Tố cáo tiếp do quá hạn" in page.text("main")
    assert "Yêu cầu cấp dưới báo cáo việc chậm giải quyết" in page.text("main")

    page = record(head, world, "viec/report_requested", on="23/11/2026", document_no="77/UBND-NC")
    assert "Đã ghi “Yêu cầu báo cáo việc chậm giải quyết”" in page.text("div", role="status")
    record(head, world, "viec/stop_ordered", on="23/11/2026", document_no="78/UBND-NC", ground="TC_VI_PHAM")
    page = record(head, world, "thu-ly", on="23/11/2026", document_no="90/QĐ-UBND")
    assert "Đã thụ lý đơn" in page.text("main")
    assert "23/12/2026" in page.text("main")  # thirty days from the superior's own acceptance
    assert FOLDED not in page.html.lower()


def test_a_resolution_found_right_is_answered_so(app: Flask) -> None:
    world = a_world(app, head=False)
    handler, head = (at_the_desk(app, world.province.who[kind]) for kind in (RoleKind.HANDLER, RoleKind.HEAD))
    classify_again(handler, world, denounced="further")
    page = handler.open(f"/don/{world.petition.ref}")
    assert "Xem xét tố cáo tiếp, hạn thứ Năm 10/12/2026" in page.text("main")

    page = record(head, world, "viec/no_re_resolution", on="23/11/2026", document_no="81/TB-UBND")
    assert "Không giải quyết lại" in page.text("main")


def test_a_code_one_may_not_see_is_told_apart_from_none_by_nothing(app: Flask) -> None:
    world = a_world(app, head=False)
    handler = at_the_desk(app, world.province.who[RoleKind.HANDLER])
    told = [
        classify_again(handler, world, denounced="overdue", previous_code=code).text("main").replace(code, "")
        for code in (world.below.code, "TC-ZZZZZZ")
    ]
    assert "Không tìm thấy vụ việc tố cáo mang mã này" in told[0]
    assert told[0] == told[1]


def test_both_instances_are_linked_for_those_who_see_both(app: Flask) -> None:
    world = a_world(app, head=True)
    handler = at_the_desk(app, world.province.who[RoleKind.HANDLER])
    classify_again(handler, world, denounced="overdue", previous_code=world.below.code.lower())

    assert world.below.code in handler.open(f"/don/{world.petition.ref}").text("main")
    assert world.petition.code in handler.open(f"/vu-viec/{world.below.ref}").text("main")
    page = handler.open(f"/don/{world.petition.ref}/phan-loai")
    assert page.all("input", name="previous_code")[0].get("value") == world.below.code


@pytest.mark.parametrize("of_the_head", [False, True], ids=["of a clerk", "of the head"])
def test_nobody_is_led_to_who_denounced_again_and_the_body_below_to_none_of_it(
    sqlite_app: Flask, *, of_the_head: bool
) -> None:
    app = sqlite_app
    world = a_world(app, head=of_the_head)
    handler, head = (at_the_desk(app, world.province.who[kind]) for kind in (RoleKind.HANDLER, RoleKind.HEAD))
    classify_again(handler, world, denounced="overdue", previous_code=world.below.code if of_the_head else "")
    if not of_the_head:  # nobody there sees the case below: it is named by its code, and the order to stop opens it
        naming = f"/ho-so/{world.petition.ref}/vu-viec-cap-duoi"
        filled_in(handler, naming, agency_id=str(world.commune.agency.id), code=world.below.code)
    record(head, world, "viec/report_requested", on="23/11/2026", document_no="77/UBND")
    record(head, world, "viec/stop_ordered", on="23/11/2026", document_no="78/UBND", ground="TC_VI_PHAM")
    with looking(app) as records:
        further = records.get_one(Matter, world.petition.id)
        hidden = [further.ref, further.code]
        if of_the_head:
            hidden += [world.below.ref, world.below.code]
            assert further.excluded_agency_id == world.commune.agency.id
    assert world.below.code in head.open(f"/vu-viec/{world.below.ref}").text("main")
    reading = [] if of_the_head else [world.province.who[RoleKind.HANDLER]]
    people = [*world.commune.who.values(), *reading, world.province.who[RoleKind.OFFICER], "thanh.tra"]
    for username in people:
        browse = at_the_desk(app, username)
        pages = dict(walked(browse))
        assert [path for path, told in pages.items() if FOLDED in told.lower()] == [], username
        if username in world.commune.who.values():
            assert [path for path, told in pages.items() if any(one in told for one in hidden)] == [], username
            browse.open(f"/don/{further.ref}", 404)
    at_the_desk(app, world.province.who[RoleKind.OFFICER]).open(f"/vu-viec/{world.below.ref}", 404)
