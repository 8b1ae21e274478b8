"""The administrators' desk of agencies through its pages, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.records.agencies import Agency, AgencyParent, AgencySuccession, Level, RemoteArea
from app.records.matters import Matter
from app.records.people import Role, RoleKind
from tests.makers import a_case, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, looking, somebody
from tests.web.grown import counted

LIST = "/quan-tri/don-vi"
ENDING = {"last_on": "22/11/2026", "document": "Nghị quyết 99/NQ-HĐND", "successor": ""}


class Room:
    """The province's administrator at a browser; two communes with their people."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with looking(app) as session:
            top = an_agency(session, "UBND tỉnh", level=Level.PROVINCE)
            self.dom: Desk = a_desk(session, under=top)
            self.se: Desk = a_desk(session, "UBND xã Chư Sê", prefix="se", under=top)
            somebody(session, top, RoleKind.ADMINISTRATOR, username="quan.tri")
            session.commit()
            self.top, self.dom_ref, self.se_ref = top.ref, self.dom.agency.ref, self.se.agency.ref
        self.browse = at_the_desk(app, "quan.tri")

    def open(self, what: str = "", ref: str | None = None) -> Page:
        return self.browse.open(self.path(what, ref))

    def path(self, what: str = "", ref: str | None = None) -> str:
        return f"{LIST}/{ref or self.dom_ref}" + (f"/{what}" if what else "")

    def send(self, what: str, **typed: str) -> Page:
        """Fill in the form of an agency and send it."""
        return self.browse.send(self.path(what), **(fields_of(self.open(what)) | typed))


@pytest.fixture
def room(app: Flask) -> Room:
    return Room(app)


def fields_of(page: Page) -> dict[str, Any]:
    """What the inputs and lists of a page hold, as their form would send it."""
    found = {one.get("name"): one.get("value") or "" for one in page.all("input") if one.get("name")}
    for one in page.all("select"):
        chosen = [line.get("value") or "" for line in one.iter("option") if line.get("selected") is not None]
        found[one.get("name")] = chosen[0] if chosen else ""
    return {name: value for name, value in found.items() if name}


def errors_of(page: Page) -> dict[str, str]:
    """Which field says what is wrong with it."""
    return {
        (one.get("id") or "").removesuffix("-error"): " ".join("".join(one.itertext()).split())
        for one in page.all("div", class_="td-error")
    }


# --- the tree -------------------------------------------------------------------------------------------------------


def test_the_tree_stands_by_level_and_superior_with_what_calls_for_work(room: Room) -> None:
    page = room.browse.open(LIST)
    groups = [" ".join("".join(one.itertext()).split()) for one in page.all("tr", class_="td-group")]
    assert groups == ["Tỉnh 1", "Xã, phường, đặc khu, trực thuộc UBND tỉnh 2"]
    assert "3 đơn vị không nhận được thư nào" in page.text()
    assert "Hiện 3 trong 3 đơn vị" in page.text()
    assert "Người dom.head" in page.text("table")


def test_agencies_whose_papers_have_no_place_are_told_where_an_administrator_begins_until_they_have_one(
    room: Room,
) -> None:
    told = "3 đơn vị chưa có địa danh: chỗ nơi, ngày trên văn bản của đơn vị để dấu chấm"
    for path in ("/quan-tri/tai-khoan", LIST):
        assert told in room.browse.open(path).text("main")
    assert "Hiện 3 trong 3 đơn vị" in room.browse.open(f"{LIST}?xem=chua-co-dia-danh").text()
    with looking(room.app) as session:
        session.execute(update(Agency).values(place="xã Ia Dom"))
        session.commit()
    for path in ("/quan-tri/tai-khoan", LIST):
        assert "chưa có địa danh" not in room.browse.open(path).text("main")


def test_the_tree_on_a_day_before_is_another_one(room: Room) -> None:
    room.send("cap-tren", parent=room.se_ref, from_on="01/11/2026")
    assert "trực thuộc UBND xã Chư Sê" in room.browse.open(LIST).text("table")
    assert "trực thuộc UBND xã Chư Sê" not in room.browse.open(f"{LIST}?ngay=31/10/2026").text("table")
    before = room.browse.open(f"{LIST}?ngay=30/6/2025")
    assert "Chưa có đơn vị nào vào ngày này." in before.text()
    assert "UBND xã Ia Dom" in room.browse.open(f"{LIST}?ngay=30/6/2025&xem=ca-da-ket-thuc").text("table")


def test_a_search_folds_accents_and_an_unreadable_day_is_told(room: Room) -> None:
    page = room.browse.open(f"{LIST}?tim=ia+DOM")
    assert "Hiện 1 trong 3 đơn vị" in page.text()
    assert "Không có đơn vị nào khớp" in room.browse.open(f"{LIST}?tim=%00%27&cap=commune").text() or page
    page = room.browse.open(f"{LIST}?ngay=32/13/2026")
    assert "Không có ngày 32/13/2026" in page.text()
    assert page.all("input", name="ngay")[0].get("value") == "32/13/2026"


def test_the_tree_costs_the_same_at_any_size(room: Room) -> None:
    def sent() -> int:
        with counted(engine) as statements:
            room.browse.open(LIST)
        return len(statements)

    with room.app.app_context():
        engine = db.engine
    few = sent()
    with looking(room.app) as session:
        top = session.scalars(select(Agency).where(Agency.ref == room.top)).one()
        for number in range(100):
            an_agency(session, f"UBND xã {number}", under=top)
        session.commit()
    assert sent() == few <= 12


# --- one agency -----------------------------------------------------------------------------------------------------


def test_an_agency_nobody_can_be_written_to_says_so_until_it_has_an_address(room: Room) -> None:
    assert "không đến được ai" in room.open().text()
    page = room.send("sua", email="vanthu@iadom.example", phone="0269 123")
    assert "Đã lưu thông tin UBND xã Ia Dom." in page.text()
    assert "không đến được ai" not in page.text()
    assert "thư gửi về vanthu@iadom.example" in page.text()


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("name", "x" * 161), ("email", "sai"), ("from_on", "31/02/2026"), ("phone", "0" * 41)],
)
def test_what_is_wrong_is_told_beside_its_field_and_kept(room: Room, field: str, typed: str) -> None:
    page = room.send("sua", **{field: typed, "place": "vừa gõ"})
    assert list(errors_of(page)) == [field]
    assert (page.all("input", name=field)[0].get("value"), page.all("input", name="place")[0].get("value")) == (
        typed, "vừa gõ"
    )  # fmt: skip
    assert page.all("a", href=f"#{field}")


def test_the_second_of_two_editors_sees_both_versions_and_decides(room: Room) -> None:
    first = fields_of(room.open("sua"))
    room.browse.send(room.path("sua"), **(first | {"phone": "0269 111"}))
    room.open("sua")
    page = room.browse.send(room.path("sua"), **(first | {"phone": "0269 222"}))
    assert "có người vừa sửa đơn vị này" in page.text()
    assert "Điện thoại0269 1110269 222" in page.text("table").replace(" Điện", "Điện").replace("thoại ", "thoại")
    assert page.all("input", name="phone")[0].get("value") == "0269 222"
    saved = room.browse.send(room.path("sua"), **fields_of(page))
    assert "Đã lưu thông tin" in saved.text()
    with looking(room.app) as session:
        assert session.scalars(select(Agency.phone).where(Agency.ref == room.dom_ref)).one() == "0269 222"


def test_a_cycle_is_refused_beside_the_list_of_superiors(room: Room) -> None:
    room.send("cap-tren", parent=room.se_ref, from_on="01/11/2026")
    typed = {"parent": room.dom_ref, "from_on": "01/11/2026"}
    form = fields_of(room.open("cap-tren", room.se_ref))
    page = room.browse.send(room.path("cap-tren", room.se_ref), **(form | typed))
    assert list(errors_of(page)) == ["parent"]
    assert fields_of(page)["parent"] == room.dom_ref
    with looking(room.app) as session:
        rows = session.scalars(select(AgencyParent).where(AgencyParent.until_on.is_not(None))).all()
        assert len(rows) == 1


def test_a_new_agency_is_added_once(room: Room) -> None:
    given = {"name": "Sở Mới", "code": "so-moi", "level": "department", "parent": room.top, "from_on": "01/12/2026"}
    form = fields_of(room.browse.open(f"{LIST}/moi"))
    page = room.browse.send(f"{LIST}/moi", **(form | given))
    assert "Đã thêm Sở Mới" in page.text()
    form = fields_of(room.browse.open(f"{LIST}/moi"))
    assert list(errors_of(room.browse.send(f"{LIST}/moi", **(form | given)))) == ["code"]
    empty = room.browse.send(f"{LIST}/moi", **(form | {"from_on": ""}))
    assert set(errors_of(empty)) == {"name", "code", "level", "from_on"}
    assert "Sở Mới" not in room.browse.open(LIST).text("table")
    assert "Sở Mới" in room.browse.open(f"{LIST}?ngay=01/12/2026").text("table")


def test_a_remote_area_document_is_written_and_ended(room: Room) -> None:
    page = room.open("vung-kho-khan")
    assert "hạn đã tính không đổi" in page.text()
    page = room.send("vung-kho-khan", document="861/QĐ-TTg", from_on="01/01/2026")
    assert "861/QĐ-TTg" in page.text()
    with looking(room.app) as session:
        area = session.scalars(select(RemoteArea.id)).one()
    assert list(errors_of(room.send(f"vung-kho-khan/{area}", last_on="31/12/2025"))) == ["last_on"]
    page = room.send(f"vung-kho-khan/{area}", last_on="30/11/2026")
    assert "01/01/2026–30/11/2026" in page.text()
    room.browse.open(room.path(f"vung-kho-khan/{area}", room.se_ref), status=404)
    room.browse.open(room.path(f"vung-kho-khan/{2**63}"), status=404)


# --- its end --------------------------------------------------------------------------------------------------------


def test_the_end_shows_what_happens_before_it_does_it(room: Room) -> None:
    with looking(room.app) as session:
        case = a_case(session, room.dom.unit, on=TODAY)
        session.commit()
    asked = room.send("ket-thuc", **ENDING | {"successor": room.se_ref})
    assert asked.text("h1") == "Kết thúc hoạt động UBND xã Ia Dom?"
    for words in ("UBND xã Chư Sê", "vụ việc: 1", "Người dom.head", "hết vai ngày 22/11/2026"):
        assert words in asked.text("table"), words
    with looking(room.app) as session:
        assert session.scalars(select(Agency.until_on).where(Agency.ref == room.dom_ref)).one() is None
    back = room.browse.send(room.path("ket-thuc"), **(fields_of(asked) | {"edit": "1"}))
    assert fields_of(back)["document"] == ENDING["document"]
    asked = room.send("ket-thuc", **ENDING | {"successor": room.se_ref})
    done = room.browse.send(room.path("ket-thuc"), **fields_of(asked))
    assert "UBND xã Ia Dom đã kết thúc hoạt động ngày 22/11/2026." in done.text()
    assert "Kế thừa: UBND xã Chư Sê" in done.text()
    assert "Đơn vị đã kết thúc hoạt động, không còn nhận thư." in done.text()
    with looking(room.app) as session:
        moved = session.get_one(Matter, case.id)
        assert moved.agency_id == room.se.agency.id
        assert not [one for one in session.scalars(select(Role).where(Role.agency_id == room.dom.agency.id))
                    if one.held_on(TODAY)]  # fmt: skip
    seen = at_the_desk(room.app, room.se.who[RoleKind.HEAD]).open(f"/vu-viec/{case.ref}")
    assert "KN-0001/2026" in seen.html


def test_of_several_successors_each_open_matter_asks_which(room: Room) -> None:
    with looking(room.app) as session:
        cases = [a_case(session, room.dom.unit, on=TODAY) for _ in range(2)]
        session.commit()
    two = ENDING | {"successor": room.se_ref, "successor_2": room.top}
    asked = room.send("ket-thuc", **two)
    fields = fields_of(asked)
    assert {f"to_{one.id}" for one in cases} <= set(fields)
    assert not [one for one in asked.all("a") if "/ho-so/" in str(one.get("href"))]  # not theirs to open
    page = room.browse.send(room.path("ket-thuc"), **(fields | {f"to_{cases[0].id}": room.top}))
    assert "còn 1 hồ sơ chưa chọn" in page.text()
    assert fields_of(page)[f"to_{cases[0].id}"] == room.top
    chosen = {f"to_{cases[0].id}": room.top, f"to_{cases[1].id}": room.se_ref}
    assert "đã kết thúc" in room.browse.send(room.path("ket-thuc"), **(fields_of(page) | chosen)).text()
    with looking(room.app) as session:
        assert session.get_one(Matter, cases[1].id).agency_id == room.se.agency.id
        assert len(session.scalars(select(AgencySuccession)).all()) == 2


def test_an_end_without_successor_is_refused_while_something_is_open(room: Room) -> None:
    with looking(room.app) as session:
        a_case(session, room.dom.unit, on=TODAY)
        session.commit()
    asked = room.send("ket-thuc", **ENDING)
    assert "chưa có đơn vị nhận" in asked.text("table")
    assert "còn 1 hồ sơ chưa chọn" in room.browse.send(room.path("ket-thuc"), **fields_of(asked)).text()


@pytest.mark.parametrize(
    ("field", "typed"), [("last_on", "23/11/2026"), ("last_on", "mai"), ("document", ""), ("successor", "khong-co")]
)
def test_a_wrong_end_is_told_beside_its_field(room: Room, field: str, typed: str) -> None:
    page = room.send("ket-thuc", **ENDING | {field: typed})
    assert list(errors_of(page)) == [field]


# --- who may --------------------------------------------------------------------------------------------------------

PATHS = ("", "/moi", "/{ref}", "/{ref}/sua", "/{ref}/cap-tren", "/{ref}/vung-kho-khan", "/{ref}/vung-kho-khan/1",
         "/{ref}/ket-thuc")  # fmt: skip


@pytest.mark.parametrize("kind", [one for one in RoleKind if one is not RoleKind.ADMINISTRATOR])
def test_nobody_else_opens_the_desk(sqlite_app: Flask, kind: RoleKind) -> None:
    with looking(sqlite_app) as session:
        agency = an_agency(session)
        somebody(session, agency, kind, username="nguoi.khac")
        session.commit()
    browse = at_the_desk(sqlite_app, "nguoi.khac")
    for path in PATHS:
        browse.open(LIST + path.format(ref=agency.ref), status=403)


def test_an_agency_nobody_knows_is_not_found(room: Room) -> None:
    for path in PATHS[2:]:
        room.browse.open(LIST + path.format(ref="khong-co"), status=404)


def test_a_visitor_signs_in_first(browse: Browse) -> None:
    assert browse.open(LIST).text("h1") == "Đăng nhập"
