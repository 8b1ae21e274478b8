"""Setting one's own password by a link for one use; the devices of one's account; what the sign-in page never says."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from app.casework.account_changes import lock
from app.casework.accounts import create_account
from app.casework.invitations import make_link
from app.casework.permissions import SYSTEM
from app.records.people import Account, RoleKind, WebSession
from tests.conftest import app_on, settings_at
from tests.kept import kept
from tests.web.conftest import PASSWORD, THE_MORNING, Browse, Clock, an_account_with

NEW_PASSWORD = "tám con chim xanh"


def a_link(records: Session, account: Account | None = None) -> str:
    """The path of a link for an account, by default one that waits for its first password; committed."""
    whose = account or create_account(records, username="van.an", full_name="Nguyễn Văn An", by=SYSTEM, at=THE_MORNING)
    token = make_link(records, whose, by=SYSTEM, at=THE_MORNING).token
    records.commit()
    return f"/dat-mat-khau/{token}"


def test_the_link_says_for_whom_it_is_and_nothing_else_of_them(browse: Browse, records: Session) -> None:
    page = browse.open(a_link(records))
    assert "Tài khoản Tiếp Dân của Nguyễn Văn An." in page.text()
    assert "van.an" not in page.html
    headers = page.response.headers
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")


def test_whoever_has_it_sets_the_password_and_signs_in(browse: Browse, records: Session) -> None:
    link = a_link(records)
    browse.open(link)
    page = browse.send(link, password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert "Đăng nhập bằng tên đăng nhập" in page.text()
    assert "Nguyễn Văn An" in browse.sign_in("van.an", NEW_PASSWORD).text("span", class_="td-me-name")


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("", "", "password"),
        (NEW_PASSWORD, "khác hẳn rồi", "again"),
        ("ngắn", "ngắn", "password"),
        ("matkhau123", "matkhau123", "password"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_link_stays(
    browse: Browse, records: Session, password: str, again: str, field: str
) -> None:
    link = a_link(records)
    browse.open(link)
    page = browse.send(link, password=password, again=again)
    assert page.all("div", id=f"{field}-error")
    assert all(one.get("value") in {None, ""} for one in page.all("input", type="password"))
    assert "Đã đặt mật khẩu" in browse.send(link, password=NEW_PASSWORD, again=NEW_PASSWORD).text()


def test_used_over_withdrawn_locked_and_unknown_links_show_one_and_the_same_page(
    browse: Browse, records: Session, clock: Clock
) -> None:
    unknown = browse.open("/dat-mat-khau/abcde-abcde-abcde-abcde-abcde", status=404).text()
    used = a_link(records)
    browse.open(used)
    browse.send(used, password=NEW_PASSWORD, again=NEW_PASSWORD)
    account = records.scalars(select(Account).where(Account.username == "van.an")).one()
    withdrawn, over = a_link(records, account), a_link(records, account)
    told = [browse.open(link, status=404).text() for link in (used, withdrawn)]
    clock.pass_by(days=7)
    told.append(browse.open(over, status=404).text())
    clock.at = THE_MORNING
    lock(records, account, by=SYSTEM, at=THE_MORNING)
    records.commit()
    told.append(browse.open(over, status=404).text())
    assert set(told) == {unknown}
    assert "báo quản trị viên cấp liên kết mới" in unknown


def test_a_page_left_open_until_its_link_was_used_says_so(browse: Browse, records: Session, sqlite_app: Flask) -> None:
    link = a_link(records)
    browse.open(link)
    faster = Browse(sqlite_app)
    faster.open(link)
    faster.send(link, password=NEW_PASSWORD, again=NEW_PASSWORD)
    page = browse.send(link, 404, password="chín con cá vàng to", again="chín con cá vàng to")
    assert "Liên kết không dùng được" in page.text()
    assert "Nguyễn Văn An" in browse.sign_in("van.an", NEW_PASSWORD).text("span", class_="td-me-name")


def test_a_form_without_the_token_of_its_session_sets_nothing(browse: Browse, records: Session) -> None:
    link = a_link(records)
    answer = browse.client.post(link, data={"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert "Trang đã mở quá lâu" in answer.text
    assert records.scalars(select(Account.password_hash).where(Account.username == "van.an")).one() is None


def test_it_works_over_https_where_no_referrer_comes_along(
    records: Session, sqlite_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = a_link(records)
    records.rollback()
    folder = tmp_path_factory.mktemp("https")
    for app in app_on(settings_at(sqlite_url, folder, BASE_URL="https://tiepdan.example.vn")):
        app.config["CLOCK"] = Clock()
        client, base = app.test_client(), "https://tiepdan.example.vn"
        asked = client.get(link, base_url=base)
        token = asked.text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
        typed = {"csrf_token": token, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
        assert "Đã đặt mật khẩu" in client.post(link, base_url=base, data=typed).text


def test_a_reset_signs_out_everywhere_this_browser_too(browse: Browse, records: Session, sqlite_app: Flask) -> None:
    account = an_account_with(records, RoleKind.HANDLER)
    other = Browse(sqlite_app)
    for one in (browse, other):
        one.sign_in("thu.ha")
    link = a_link(records, account)
    browse.open(link)
    browse.send(link, password=NEW_PASSWORD, again=NEW_PASSWORD)
    for one in (browse, other):
        assert one.client.get("/tai-khoan").status_code == 302
    assert "không đúng" in browse.sign_in("thu.ha", PASSWORD).text()
    assert "Nguyễn Thị Thu Hà" in browse.sign_in("thu.ha", NEW_PASSWORD).text("span", class_="td-me-name")


def test_no_log_and_no_table_holds_the_token(
    browse: Browse, records: Session, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    link = a_link(records)
    with caplog.at_level(logging.DEBUG):
        browse.open(link)
        browse.send(link, password=NEW_PASSWORD, again=NEW_PASSWORD)
        browse.open(link, status=404)
    token = link.rpartition("/")[2]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("app", "flask"))]
    assert any("/dat-mat-khau/<token>" in line for line in ours)
    assert not any(token in line for line in ours)
    engine = create_engine(sqlite_url)
    with Session(engine) as session:
        held = [value for _table, rows in kept(session) for row in rows for value in row]
    engine.dispose()
    assert not any(token in str(value) or NEW_PASSWORD in str(value) for value in held)


def test_guessing_links_is_slowed_down(browse: Browse) -> None:
    codes = [browse.client.get(f"/dat-mat-khau/{number}").status_code for number in range(31)]
    assert codes == [404] * 30 + [429]


# ---- one's own devices


def test_one_sees_ones_devices_and_signs_one_of_them_out(browse: Browse, records: Session, sqlite_app: Flask) -> None:
    an_account_with(records, RoleKind.HANDLER)
    other = Browse(sqlite_app)
    other.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36"
    other.sign_in("thu.ha")
    browse.sign_in("thu.ha")
    page = browse.open("/tai-khoan")
    assert page.html.count("Đang dùng ở đây") == 1
    forms = [str(one.get("action")) for one in page.all("form") if "/thiet-bi/" in str(one.get("action"))]
    assert len(forms) == 1
    page = browse.send(forms[0])
    assert "Đã đăng xuất thiết bị." in page.text()
    assert "Chrome · Windows" not in page.text()
    assert other.client.get("/tai-khoan").status_code == 302


def test_nobody_signs_a_device_of_somebody_else_out(browse: Browse, records: Session, sqlite_app: Flask) -> None:
    an_account_with(records, RoleKind.HANDLER)
    an_account_with(records, RoleKind.HEAD, username="quoc.bao")
    other = Browse(sqlite_app)
    other.sign_in("quoc.bao")
    theirs = records.scalars(select(WebSession.id)).one()
    records.rollback()
    browse.sign_in("thu.ha")
    browse.open("/tai-khoan")
    browse.send(f"/tai-khoan/thiet-bi/{theirs}/dang-xuat", 404)
    assert other.client.get("/tai-khoan").status_code == 200


# ---- what the sign-in page never says


def test_a_name_nobody_has_a_locked_one_and_one_without_password_are_answered_alike(
    records: Session, sqlite_app: Flask, clock: Clock
) -> None:
    locked = an_account_with(records, RoleKind.HANDLER, username="da.khoa")
    lock(records, locked, by=SYSTEM, at=THE_MORNING - timedelta(days=1))
    create_account(records, username="cho.doi", full_name="Chờ", by=SYSTEM, at=THE_MORNING)
    an_account_with(records, RoleKind.HANDLER)
    assert clock.at == THE_MORNING
    told: dict[str, list[str]] = {}
    for username, password in (
        ("nobody", PASSWORD), ("da.khoa", PASSWORD), ("cho.doi", PASSWORD), ("thu.ha", "sai rồi sai rồi"),
    ):  # fmt: skip
        browse = Browse(sqlite_app)
        browse.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{len(told)}"
        told[username] = [browse.sign_in(username, password).text() for _ in range(6)]
    assert told["nobody"] == told["da.khoa"] == told["cho.doi"] == told["thu.ha"]
