"""The accounts desk: the list, inviting, one account, its roles, locking; who may, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.people import Account, Invitation, Role, RoleKind
from tests.makers import a_case, a_unit, an_agency
from tests.web.conftest import PASSWORD, THE_MORNING, Browse, Clock, Page
from tests.web.desks import looking, somebody
from tests.web.grown import counted

LINK = re.compile(r"http://127\.0\.0\.1:8000(/dat-mat-khau/[a-z0-9-]+)")
TODAY = THE_MORNING.date()
NEW = {"full_name": "Đỗ Thị Hường", "kinds": "officer", "from_on": "23/11/2026", "document": "12/QĐ-UBND"}


class Desk:
    """An administrator at the browser, another one, and an agency with somebody at work."""

    def __init__(self, app: Flask, records: Session) -> None:
        self.app, self.records = app, records
        self.office = an_agency(records, "Văn phòng UBND tỉnh")
        self.pleiku = an_agency(records, "UBND phường Pleiku")
        for username in ("quan.tri", "quan.tri.hai"):
            somebody(records, self.office, RoleKind.ADMINISTRATOR, username=username)
        viewer = somebody(records, self.pleiku, RoleKind.HANDLER, username="dinh.khoi")
        self.khoi = records.get_one(Account, viewer.account_id)
        self.khoi.full_name = "Phan Đình Khôi"
        records.commit()
        self.address = f"/quan-tri/tai-khoan/{self.khoi.ref}"
        self.codes = {"office": self.office.code, "pleiku": self.pleiku.code}
        app.config["CLOCK"] = Clock()
        self.browse = Browse(app)
        self.browse.enter("quan.tri")

    def open(self, path: str = "", status: int = 200) -> Page:
        return self.browse.open(self.address + path, status)

    def send(self, path: str, status: int = 200, **typed: str) -> Page:
        self.open(path)
        return self.browse.send(self.address + path, status, **typed)

    def invite(self, **typed: str) -> Page:
        self.browse.open("/quan-tri/tai-khoan/moi")
        form: Any = {**NEW, "agency": self.codes["pleiku"], **typed}
        return self.browse.send("/quan-tri/tai-khoan/moi", **form)

    def trail(self) -> list[str]:
        found = list(self.records.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
        self.records.rollback()
        return found


@pytest.fixture
def desk(app: Flask) -> Iterator[Desk]:
    with looking(app) as records:
        yield Desk(app, records)


@pytest.fixture
def sqlite_desk(sqlite_app: Flask) -> Iterator[Desk]:
    with looking(sqlite_app) as records:
        yield Desk(sqlite_app, records)


def names(page: Page) -> list[str]:
    return [
        "".join(one.itertext()) for one in page.all("a") if (one.get("href") or "").startswith("/quan-tri/tai-khoan/")
    ][1:]


def link_on(page: Page) -> str:
    found = LINK.search(str(page.all("input", id="lien-ket")[0].get("value")))
    assert found
    return found[1]


# ---- the list


def test_the_list_tells_who_holds_what_and_how_the_account_stands(desk: Desk) -> None:
    page = desk.browse.open("/quan-tri/tai-khoan")
    told = page.text("table")
    assert "Phan Đình Khôidinh.khoi Xử lý đơn, UBND phường Pleiku Đang dùng" in told
    assert "Đăng nhập gần nhất: 08:00 ngày 23/11/2026" in told
    assert "Hết danh sách: 3 tài khoản." in page.text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tim=phan dinh", ["Phan Đình Khôi"]),
        ("tim=DINH.KHOI", ["Phan Đình Khôi"]),
        ("tim=pleiku", ["Phan Đình Khôi"]),
        ("tim=khôi phường", []),
        ("vai=handler", ["Phan Đình Khôi"]),
        ("vai=head", []),
        ("trang-thai=locked", []),
        ("trang-thai=nonsense&tim=khoi", ["Phan Đình Khôi"]),
    ],
)
def test_the_list_is_narrowed_by_name_agency_role_and_state(desk: Desk, asked: str, found: list[str]) -> None:
    assert names(desk.browse.open(f"/quan-tri/tai-khoan?{asked}")) == found


def test_each_state_finds_its_accounts(desk: Desk) -> None:
    for username in ("cho.doi", "da.khoa", "het.vai"):
        somebody(desk.records, desk.pleiku, RoleKind.OFFICER, username=username)
    change = update(Account).execution_options(synchronize_session=False)
    desk.records.execute(change.where(Account.username == "cho.doi").values(password_hash=None))
    desk.records.execute(change.where(Account.username == "da.khoa").values(locked_at=THE_MORNING))
    gone = select(Account.id).where(Account.username == "het.vai").scalar_subquery()
    desk.records.execute(update(Role).where(Role.account_id == gone).values(until_on=TODAY - timedelta(days=1)))
    desk.records.commit()
    states = {state: names(desk.browse.open(f"/quan-tri/tai-khoan?trang-thai={state}")) for state in STATES}
    assert states == STATES
    assert "Chờ đặt mật khẩu 1" in desk.browse.open("/quan-tri/tai-khoan").text()


STATES = {
    "active": ["Phan Đình Khôi", "Người quan.tri", "Người quan.tri.hai"],
    "waiting": ["Người cho.doi"],
    "locked": ["Người da.khoa"],
    "no_role": ["Người het.vai"],
}


def test_pages_go_on_where_the_last_one_ended(desk: Desk) -> None:
    many(desk.records, 60)
    seen, page = [], desk.browse.open("/quan-tri/tai-khoan?tim=người số")
    for _ in range(3):
        seen += names(page)
        onward = page.all("a", rel="next")
        page = desk.browse.open(str(onward[0].get("href"))) if onward else page
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("asked", ["", "?tim=nguoi", "?vai=officer"])
def test_the_list_costs_the_same_at_ten_and_at_ten_thousand(sqlite_desk: Desk, asked: str) -> None:
    with sqlite_desk.app.app_context():
        engine = db.engine
    costs = []
    for more in (10, 10_000):
        many(sqlite_desk.records, more)
        with counted(engine) as sent:
            sqlite_desk.browse.open(f"/quan-tri/tai-khoan{asked}")
        costs.append(len(sent))
    assert costs[0] == costs[1]


def many(records: Session, count: int) -> None:
    first = (records.scalar(select(func.max(Account.id))) or 0) + 1
    ids = range(first, first + count)
    agency = records.scalars(select(Agency.id)).first()
    people = [
        {"ref": f"r{n}", "username": f"so.{n}", "full_name": f"Người Số {n}", "created_at": THE_MORNING, "id": n}
        for n in ids
    ]
    records.execute(insert(Account), people)
    role = {"agency_id": agency, "kind": RoleKind.OFFICER, "from_on": date(2025, 7, 1)}
    records.execute(insert(Role), [{"account_id": n, **role} for n in ids])
    records.commit()


# ---- inviting


def test_an_invitation_shows_the_link_once_and_the_link_opens_the_account(desk: Desk) -> None:
    page = desk.invite()
    link = link_on(page)
    slip = page.text("article")
    assert "Đỗ Thị Hường" in slip
    assert "do.thi.huong" in slip
    assert "Cán bộ tiếp công dân, UBND phường Pleiku" in slip
    assert "08:00 ngày 30/11/2026" in slip
    assert page.response.headers["Cache-Control"] == "no-store"
    somewhere = Browse(desk.app)
    assert "Đỗ Thị Hường" in somewhere.open(link).text()
    somewhere.send(link, password=PASSWORD, again=PASSWORD)
    assert "Đỗ Thị Hường" in somewhere.sign_in("do.thi.huong").text("span", class_="td-me-name")
    listed = desk.browse.open("/quan-tri/tai-khoan?tim=huong")
    assert link not in listed.html
    assert "link_made" in desk.trail()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"full_name": "N" * 121}, "full_name"),
        ({"username": "có dấu"}, "username"),
        ({"username": "dinh.khoi"}, "username"),
        ({"email": "khong phai thu"}, "email"),
        ({"kinds": ""}, "kinds"),
        ({"kinds": "emperor"}, "kinds"),
        ({"agency": ""}, "agency"),
        ({"agency": "nowhere"}, "agency"),
        ({"from_on": "31/02/2026"}, "from_on"),
        ({"from_on": "01/01/2020"}, "agency"),
        ({"document": "d" * 161}, "document"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_stays(
    sqlite_desk: Desk, typed: dict[str, str], field: str
) -> None:
    page = sqlite_desk.invite(**typed)
    assert page.all("div", id=f"{field}-error"), page.text()
    kept = {one.get("name"): one.get("value") for one in page.all("input")}
    wanted = {**NEW, **typed}
    assert all(kept[name] == wanted[name].strip() for name in ("full_name", "from_on", "document"))
    assert sqlite_desk.records.scalar(select(func.count(Account.id))) == 3
    assert sqlite_desk.records.scalar(select(func.count(Invitation.id))) == 0


# ---- one account


def test_a_role_is_given_and_ended_and_stays_in_the_history(desk: Desk) -> None:
    given: Any = {
        "kind": "head",
        "agency": desk.codes["office"],
        "from_on": "01/11/2026",
        "until_on": "",
        "document": "5/QĐ",
    }
    page = desk.send("/vai/moi", **given)
    assert "Thủ trưởng cơ quan" in page.text("table")
    again = desk.send("/vai/moi", **given)
    assert "đã giữ vai này" in again.text("div", id="kind-error")
    role = desk.records.scalars(select(Role).where(Role.kind == RoleKind.HEAD)).one()
    ending = f"/vai/{role.id}/ket-thuc"
    desk.records.rollback()
    assert "Thủ trưởng cơ quan của Phan Đình Khôi" in desk.open(ending).text("h1")
    assert "Nhập ngày cuối cùng" in desk.send(ending, last_on="").text("div", id="last_on-error")
    assert "Nhập ngày từ 31/10/2026" in desk.send(ending, last_on="01/10/2026").text("div", id="last_on-error")
    page = desk.send(ending, last_on="20/11/2026")
    assert "Vai đã giữ trước đây" in page.text()
    assert "01/11/2026 đến 20/11/2026" in page.text()
    desk.open(ending, status=404)
    assert desk.trail()[-1] == "role_ended"


def test_the_second_of_two_editors_sees_both_versions(desk: Desk) -> None:
    other = Browse(desk.app)
    other.enter("quan.tri.hai")
    first, second = desk.open("/sua"), other.open(f"{desk.address}/sua")
    version = str(second.all("input", name="version")[0].get("value"))
    assert version == first.all("input", name="version")[0].get("value")
    desk.browse.send(f"{desk.address}/sua", full_name="Phan Đình Khôi", email="khoi@pleiku.vn", version=version)
    page = other.send(f"{desk.address}/sua", full_name="Phan Đ. Khôi", email="khac@pleiku.vn", version=version)
    assert "Tài khoản đã thay đổi từ lúc mở trang này" in page.text("div", role="alert")
    both = page.text("table")
    assert "Họ và tênPhan Đình KhôiPhan Đ. Khôi" in both
    assert "Thư điện tửkhoi@pleiku.vnkhac@pleiku.vn" in both
    assert page.all("input", name="email")[0].get("value") == "khac@pleiku.vn"
    newer = str(page.all("input", name="version")[0].get("value"))
    page = other.send(f"{desk.address}/sua", full_name="Phan Đ. Khôi", email="khac@pleiku.vn", version=newer)
    assert "khac@pleiku.vn" in page.text()
    assert desk.trail().count("account_changed") == 2


def test_the_trail_names_the_fields_changed_and_not_what_they_hold(desk: Desk) -> None:
    version = str(desk.open("/sua").all("input", name="version")[0].get("value"))
    desk.browse.send(f"{desk.address}/sua", full_name="Phan Đình Khôi", email="khoi@pleiku.vn", version=version)
    entry = desk.records.scalars(select(AuditEntry).where(AuditEntry.action == "account_changed")).one()
    assert entry.detail == {"fields": ["email"]}


def test_locking_signs_out_and_names_what_is_left_in_hand(desk: Desk) -> None:
    unit = a_unit(desk.records, "UBND xã Ia Dom")
    matter = a_case(desk.records, unit)
    matter.assignee_id = desk.khoi.id
    code = matter.code
    desk.records.commit()
    theirs = Browse(desk.app)
    theirs.sign_in("dinh.khoi")
    asked = desk.open("/khoa").text()
    assert "Khóa tài khoản Phan Đình Khôi?" in asked
    assert "Đang giữ 1 hồ sơ mở." in asked
    assert f"{code} UBND xã Ia Dom" in asked
    assert "UBND xã Ia Dom)" in asked
    page = desk.send("/khoa")
    assert "Đã khóa" in page.text("aside", class_="td-stack")
    assert theirs.client.get("/tai-khoan").status_code == 302
    assert "không đúng" in theirs.sign_in("dinh.khoi").text()
    assert "Tài khoản đã khóa rồi." in desk.send("/khoa").text("div", role="alert")
    page = desk.send("/mo-khoa")
    assert "Đang dùng" in page.text("aside", class_="td-stack")
    assert "Phan Đình Khôi" in theirs.sign_in("dinh.khoi").text("span", class_="td-me-name")


def test_sealed_files_in_hand_are_not_counted(desk: Desk) -> None:
    unit = a_unit(desk.records, "UBND xã Ia Dom")
    matter = a_case(desk.records, unit)
    matter.assignee_id, matter.sealed, matter.code = desk.khoi.id, True, "TC-SECRET"
    desk.records.commit()
    told = desk.open("/khoa").text()
    assert "Không giữ hồ sơ mở nào." in told
    assert "TC-SECRET" not in told


def test_oneself_and_the_last_administrator_are_not_locked_and_keep_the_role(desk: Desk) -> None:
    own = desk.records.scalars(select(Account).where(Account.username == "quan.tri")).one()
    other = desk.records.scalars(select(Account).where(Account.username == "quan.tri.hai")).one()
    role = desk.records.scalars(select(Role).where(Role.account_id == own.id)).one()
    mine, theirs = (f"/quan-tri/tai-khoan/{one.ref}/khoa" for one in (own, other))
    ending = f"/quan-tri/tai-khoan/{own.ref}/vai/{role.id}/ket-thuc"
    desk.records.rollback()
    desk.browse.open(mine)
    page = desk.browse.send(mine)
    assert "Không tự khóa tài khoản của mình được" in page.text("div", role="alert")
    desk.browse.open(theirs)
    desk.browse.send(theirs)
    desk.browse.open(ending)
    page = desk.browse.send(ending, last_on="23/11/2026")
    assert "quản trị viên cuối cùng" in page.text("div", id="last_on-error")
    assert page.all("input", id="last_on")[0].get("value") == "23/11/2026"


def test_a_blocked_name_is_shown_and_released(desk: Desk) -> None:
    theirs = Browse(desk.app)
    for _ in range(5):
        theirs.sign_in("dinh.khoi", "sai rồi sai rồi")
    assert "bị chặn đến 08:15" in desk.open().text()
    page = desk.browse.send(f"{desk.address}/bo-chan")
    assert "bị chặn" not in page.text()
    assert "Phan Đình Khôi" in theirs.sign_in("dinh.khoi").text("span", class_="td-me-name")
    assert "sign_in_released" in desk.trail()


def test_somebody_is_signed_out_everywhere(desk: Desk) -> None:
    theirs = Browse(desk.app)
    theirs.sign_in("dinh.khoi")
    page = desk.send("/dang-xuat")
    assert "Không thiết bị nào." in page.text()
    assert theirs.client.get("/tai-khoan").status_code == 302


def test_a_new_link_is_asked_for_and_withdraws_the_older(desk: Desk) -> None:
    assert "Mật khẩu hiện nay vẫn dùng được" in desk.open("/lien-ket").text()
    older, newer = (link_on(desk.send("/lien-ket")) for _ in range(2))
    somewhere = Browse(desk.app)
    somewhere.open(older, status=404)
    somewhere.open(newer)
    assert "còn dùng được đến 08:00 ngày 30/11/2026" in desk.open().text()
    desk.send("/khoa")
    somewhere.open(newer, status=404)
    assert "đã thu hồi" in desk.open().text()


# ---- who may

DOORS = ("", "/moi", "/{ref}", "/{ref}/sua", "/{ref}/vai/moi", "/{ref}/lien-ket", "/{ref}/khoa", "/{ref}/mo-khoa",
         "/{ref}/dang-xuat")  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind is not RoleKind.ADMINISTRATOR])
def test_no_other_role_enters_the_desk_or_changes_anything(sqlite_desk: Desk, kind: RoleKind) -> None:
    somebody(sqlite_desk.records, sqlite_desk.pleiku, kind, username="nguoi.khac")
    sqlite_desk.records.commit()
    browse = Browse(sqlite_desk.app)
    browse.enter("nguoi.khac")
    browse.open("/tai-khoan")
    assert browse.page
    token, before = browse.page.csrf_token, len(sqlite_desk.trail())
    for door in DOORS:
        path = "/quan-tri/tai-khoan" + door.format(ref=sqlite_desk.address.rpartition("/")[2])
        assert browse.client.get(path).status_code == 403, path
        answer = browse.client.post(path, data={"csrf_token": token})
        assert answer.status_code in {403, 405}, path
    assert browse.client.post(f"{sqlite_desk.address}/bo-chan", data={"csrf_token": token}).status_code == 403
    assert len(sqlite_desk.trail()) == before


@pytest.mark.parametrize("door", DOORS)
def test_who_is_not_signed_in_is_asked_to(sqlite_desk: Desk, door: str) -> None:
    answer = Browse(sqlite_desk.app).client.get(
        "/quan-tri/tai-khoan" + door.format(ref=sqlite_desk.address.rpartition("/")[2])
    )
    assert answer.location.startswith("/dang-nhap?next=")


def test_an_account_nobody_has_is_not_there(sqlite_desk: Desk) -> None:
    sqlite_desk.browse.open("/quan-tri/tai-khoan/nobody", status=404)
    sqlite_desk.open("/vai/999999/ket-thuc", status=404)
