"""The first run of a province's own installation, in production, on both databases; closed for ever afterwards."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import accounts
from app.casework.permissions import SYSTEM
from app.extensions import db
from app.records.agencies import Agency, Level
from app.records.audit import AuditEntry
from app.records.people import Account, Role, RoleKind
from app.web.setup.codes import setup_code
from tests.cli.test_serve import PRODUCTION
from tests.conftest import app_on, settings_at
from tests.post.conftest import PostOffice, office
from tests.web.conftest import PASSWORD, THE_MORNING, Browse, Clock, Page, mark_demonstration

__all__ = ["office"]  # the fixture
SOMEBODY: dict[str, Any] = {
    "full_name": "Nguyễn Văn An", "username": "nguyen.van.an", "email": "an@gialai.example",
    "password": PASSWORD, "again": PASSWORD,
}  # fmt: skip
A_LIST = """
from_on: 2025-07-01
department_source: QĐ 1/2025
commune_source: NQ 1664
commune_parent: tinh
departments:
  - {code: tinh, name: UBND tỉnh, level: province, head_title: Chủ tịch}
communes:
  - {code: "23001", kind: xã, name: Ia Dom}
"""


@pytest.fixture
def new(database_url: str, tmp_path: Path, office: PostOffice) -> Iterator[Flask]:
    """A production installation on an empty, migrated database."""
    settings = settings_at(
        database_url, tmp_path, **PRODUCTION, MAIL_URL=office.url, MAIL_FROM="tiepdan@gialai.example"
    )
    for app in app_on(settings):
        app.config["CLOCK"] = Clock()
        yield app


@pytest.fixture
def browser(new: Flask) -> Browse:
    return Browse(new)


def code_of(app: Flask) -> str:
    return setup_code(app.config["SETTINGS"])


def looking(app: Flask) -> Session:
    with app.app_context():
        return Session(db.engine)


def at_step(browser: Browse, step: int) -> Page:
    """The browser of somebody who typed the code in and did the steps before ``step``."""
    browser.open("/")
    page = browser.send("/cai-dat/ma", code=code_of(browser.app))
    sent: list[tuple[str, dict[str, Any]]] = [
        ("/cai-dat/quan-tri-vien", SOMEBODY),
        ("/cai-dat/don-vi", {"which": "built_in"}),
        ("/cai-dat/thu", {}),
    ]
    for path, typed in sent[: step - 1]:
        page = browser.send(path, **typed)
    return page


def send_list(browser: Browse, text: bytes) -> Page:
    assert browser.page is not None
    data = {"csrf_token": browser.page.csrf_token, "which": "file", "file": (io.BytesIO(text), "don-vi.yaml")}
    response = browser.client.post("/cai-dat/don-vi", data=data, follow_redirects=True)
    response.close()
    return Page(response)


# ---- the door


@pytest.mark.parametrize("path", ["/", "/dang-nhap", "/quan-tri/thu", "/dat-mat-khau/x", "/khong-co-trang-nay"])
def test_every_page_leads_to_the_first_run(browser: Browse, path: str) -> None:
    assert browser.open(path).text("h1") == "Cài đặt lần đầu"


def test_what_a_page_needs_to_be_seen_is_served_and_the_health_page_answers(browser: Browse) -> None:
    page = browser.open("/")
    sheets = [str(one.get("href")) for one in page.all("link", rel="stylesheet")]
    for path in (*sheets, "/suc-khoe"):
        with browser.client.get(path) as response:
            assert response.mimetype in {"text/css", "application/json"}


def test_the_code_lies_in_a_file_only_the_server_reads(browser: Browse) -> None:
    browser.open("/")
    file = browser.app.config["SETTINGS"].instance_path / "setup_code"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == code_of(browser.app)
    assert len(code_of(browser.app)) == 24


def test_a_wrong_code_opens_nothing_and_five_of_them_wait_a_quarter_of_an_hour(browser: Browse, new: Flask) -> None:
    browser.open("/")
    for _ in range(4):
        assert "Mã cài đặt không đúng." in browser.send("/cai-dat/ma", code="0" * 24).text()
    assert "Thử lại từ 08:15" in browser.send("/cai-dat/ma", code="0" * 24).text()
    assert "Thử lại từ 08:15" in browser.send("/cai-dat/ma", code=code_of(new)).text()
    new.config["CLOCK"].pass_by(minutes=15)
    assert browser.send("/cai-dat/ma", code=f" {code_of(new).upper()} ").text("h2") == "Quản trị viên"


def test_no_step_is_done_without_the_code(browser: Browse, new: Flask) -> None:
    browser.open("/")
    for path in ("quan-tri-vien", "don-vi", "thu-thu", "thu", "xong"):
        assert browser.send(f"/cai-dat/{path}", **SOMEBODY).text("h1") == "Cài đặt lần đầu"
    with looking(new) as session:
        assert session.scalars(select(Account)).all() == []


def test_the_code_is_kept_nowhere_but_in_its_file(browser: Browse, new: Flask) -> None:
    at_step(browser, 4)
    with looking(new) as session:
        kept = str([(row.action, row.subject, row.detail) for row in session.scalars(select(AuditEntry))])
    assert code_of(new) not in kept


# ---- the whole way


def test_from_nothing_to_an_administrator_who_signs_in(browser: Browse, new: Flask, office: PostOffice) -> None:
    page = at_step(browser, 1)
    assert page.text("li", class_="is-here") == "1 Quản trị viên"
    page = browser.send("/cai-dat/quan-tri-vien", **SOMEBODY)
    assert page.text("h2") == "Đơn vị"
    assert browser.open("/dang-nhap").text("h2") == "Đơn vị"  # nobody administers yet; the page survives
    page = browser.send("/cai-dat/don-vi", which="built_in")
    assert page.text("h2") == "Thư"
    assert f"127.0.0.1:{office.port}" in page.text()
    page = browser.send("/cai-dat/thu-thu", email="an@gialai.example")
    assert "Máy chủ thư đã nhận thư thử" in page.text()
    assert [letter["To"] for letter in office.letters] == ["an@gialai.example"]
    page = browser.send("/cai-dat/thu")
    assert "Có 1 quản trị viên." in page.text("table")
    assert browser.open("/dang-nhap").text("h1") == "Đăng nhập"  # somebody administers: the rest is open
    browser.open("/cai-dat")
    page = browser.send("/cai-dat/xong")
    assert "Đã cài đặt xong." in page.text()
    assert browser.sign_in("nguyen.van.an").status == 200
    browser.open("/quan-tri/thu")
    with looking(new) as session:
        role = session.scalars(select(Role)).one()
        assert (role.kind, session.get_one(Agency, role.agency_id).code) == (RoleKind.ADMINISTRATOR, "ubnd-tinh")
        noted = select(AuditEntry.detail).where(AuditEntry.action == "first_run").order_by(AuditEntry.id)
        assert [detail["step"] for detail in session.scalars(noted)] == ["administrator", "agencies", "mail", "check"]


def test_afterwards_the_page_is_gone_for_ever(browser: Browse, new: Flask) -> None:
    at_step(browser, 4)
    browser.send("/cai-dat/xong")
    assert not (new.config["SETTINGS"].instance_path / "setup_code").exists()
    with looking(new) as session:
        session.query(Role).delete()
        session.commit()
    new.config.pop("FIRST_RUN_OVER", None)  # as after a restart
    browser.open("/cai-dat", status=404)
    browser.open("/dang-nhap")
    for path in ("ma", "quan-tri-vien", "don-vi", "thu-thu", "thu", "xong"):
        browser.send(f"/cai-dat/{path}", status=404, **SOMEBODY)
        browser.open("/dang-nhap")


def test_another_browser_goes_on_where_the_first_stopped_with_the_code(browser: Browse, new: Flask) -> None:
    at_step(browser, 3)
    other = Browse(new)
    assert "Mã cài đặt" in other.open("/cai-dat").text()
    assert other.send("/cai-dat/ma", code=code_of(new)).text("h2") == "Thư"


def test_a_step_that_is_done_is_not_done_twice(browser: Browse, new: Flask) -> None:
    at_step(browser, 2)
    assert browser.send("/cai-dat/quan-tri-vien", **SOMEBODY | {"username": "khac"}).text("h2") == "Đơn vị"
    with looking(new) as session:
        assert session.scalars(select(Account.username)).all() == ["nguyen.van.an"]


# ---- what is typed wrongly


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"full_name": ""}, "Nhập họ và tên."),
        ({"username": "Nguyễn An"}, "Nhập tên đăng nhập gồm chữ không dấu"),
        ({"email": "không"}, "Nhập địa chỉ thư điện tử"),
        ({"password": "ngan", "again": "ngan"}, "Đặt mật khẩu từ 10"),
        ({"password": "Tiếp Dân 2026", "again": "Tiếp Dân 2026"}, "Mật khẩu này dễ đoán"),
        ({"again": "khac hẳn đi"}, "Hai lần nhập mật khẩu khác nhau."),
    ],
)
def test_a_field_typed_wrongly_says_so_and_the_rest_stays(browser: Browse, typed: dict[str, Any], said: str) -> None:
    at_step(browser, 1)
    page = browser.send("/cai-dat/quan-tri-vien", **SOMEBODY | typed)
    assert said in page.text("div", class_="td-error")
    kept = {str(one.get("name")): one.get("value") for one in page.all("input")}
    assert kept["full_name"] == typed.get("full_name", SOMEBODY["full_name"])
    assert kept["password"] in {None, ""}


def test_a_provinces_own_list_is_taken(browser: Browse, new: Flask) -> None:
    at_step(browser, 2)
    assert send_list(browser, A_LIST.encode()).text("h2") == "Thư"
    with looking(new) as session:
        assert set(session.scalars(select(Agency.name))) == {"UBND tỉnh", "UBND xã Ia Dom"}
        assert session.scalars(select(Role)).one().from_on == THE_MORNING.date()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "Chọn tệp danh sách đơn vị"),
        (b"\xff\xfe\x00", "không phải văn bản UTF-8"),
        (b"a: [", "Tệp danh sách đơn vị không đúng mẫu"),
        (b"just words", "Tệp danh sách đơn vị không đúng mẫu"),
        (A_LIST.replace("level: province", "level: galaxy").encode(), "dòng departments 1"),
        (A_LIST.replace("kind: xã, ", "").encode(), "dòng communes 1: thiếu “kind”"),
        (
            A_LIST.replace("commune_parent: tinh", "commune_parent: nobody").encode(),
            "không có đơn vị cấp trên “nobody”",
        ),
        (A_LIST.replace('"23001"', "tinh").encode(), "mã “tinh” đứng hai lần"),
        (A_LIST.replace('"23001"', "23001").encode(), "dòng communes 1: xem lại mục “code”"),
        (A_LIST.replace("2025-07-01", "2030-01-01").encode(), "không có đơn vị nào đang hoạt động hôm nay"),
        (b"x" * 1_000_001, "lớn quá 1 MB"),
    ],
)
def test_a_list_that_cannot_be_used_names_the_row_and_nothing_is_loaded(
    browser: Browse, new: Flask, text: bytes, said: str
) -> None:
    at_step(browser, 2)
    page = send_list(browser, text)
    assert said in page.text()
    assert page.text("h2", id="buoc") == "Đơn vị"
    with looking(new) as session:
        assert session.scalars(select(Agency)).all() == []
        assert session.scalars(select(Role)).all() == []


def test_a_list_loaded_before_is_offered(browser: Browse, new: Flask) -> None:
    with looking(new) as session:
        session.add(Agency(code="tinh", name="UBND tỉnh", level=Level.PROVINCE, from_on=THE_MORNING.date()))
        session.commit()
    page = at_step(browser, 2)
    assert "Danh sách đã nạp (1 đơn vị)" in page.text()
    assert browser.send("/cai-dat/don-vi", which="there").text("h2") == "Thư"


def test_a_test_letter_that_is_refused_says_why_beside_the_address(browser: Browse, office: PostOffice) -> None:
    office.refused["sai@gialai.example"] = "550 no"
    at_step(browser, 3)
    page = browser.send("/cai-dat/thu-thu", email="sai@gialai.example")
    assert "Máy chủ thư từ chối địa chỉ nhận." in page.text("div", class_="td-error")
    assert page.all("input", id="email")[0].get("value") == "sai@gialai.example"
    assert browser.send("/cai-dat/thu-thu", email="không").text("h2", id="buoc") == "Thư"


# ---- who never sees it


def test_development_never_sees_it(app: Flask) -> None:
    browser = Browse(app)
    assert browser.open("/").text("h1") == "Đăng nhập"
    browser.open("/cai-dat", status=404)
    with looking(app) as session:
        mark_demonstration(session)
    browser.open("/cai-dat", status=404)


def test_an_installation_somebody_administers_already_never_sees_it(browser: Browse, new: Flask) -> None:
    with looking(new) as session:
        account = accounts.create_account(session, username="an", full_name="An", by=SYSTEM, at=THE_MORNING)
        agency = Agency(code="tinh", name="UBND tỉnh", level=Level.PROVINCE, from_on=THE_MORNING.date())
        session.add(agency)
        session.flush()
        on = THE_MORNING.date()
        accounts.give_role(session, account, RoleKind.ADMINISTRATOR, agency, from_on=on, by=SYSTEM, at=THE_MORNING)
        session.commit()
    browser.open("/cai-dat", status=404)
    assert browser.open("/").text("h1") == "Đăng nhập"
