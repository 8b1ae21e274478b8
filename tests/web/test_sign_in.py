"""Signing in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.accounts import set_password
from app.casework.permissions import SYSTEM
from app.records.audit import AuditEntry
from app.records.people import RoleKind, WebSession
from tests.conftest import app_on, settings_at
from tests.web.conftest import PASSWORD, THE_MORNING, Browse, Clock, an_account_with, mark_demonstration

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


def actions(records: Session) -> list[str]:
    return list(records.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_the_first_page_asks_who_is_there_and_comes_back(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    asked = browse.client.get("/tai-khoan?x=1")
    assert asked.location == "/dang-nhap?next=/tai-khoan?x%3D1"
    page = browse.open(asked.location)
    target = page.all("form", method="post")[0].get("action")
    page = browse.send(str(target), username=" Thu.Ha ", password=PASSWORD)
    assert page.response.request.path == "/tai-khoan"
    assert page.text("span", class_="td-me-name") == "Nguyễn Thị Thu HàXử lý đơn, UBND phường Pleiku"


def test_to_enter_past_the_form_leaves_what_the_form_leaves(browse: Browse, records: Session) -> None:
    """What most tests begin with is the session and the entry in the trail that the real form makes."""
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    other = Browse(browse.app)
    other.enter("thu.ha")
    assert browse.open("/tai-khoan").text("header") == other.open("/tai-khoan").text("header")
    by_form, past_it = records.scalars(select(WebSession).where(WebSession.account_id.is_not(None))).all()
    differs = {"id", "token_hash", "data"}
    columns = [column.name for column in WebSession.__table__.columns if column.name not in differs]
    assert [getattr(by_form, name) for name in columns] == [getattr(past_it, name) for name in columns]
    assert {**past_it.data, "csrf_token": by_form.data["csrf_token"]} == by_form.data
    assert [one.action for one in records.scalars(select(AuditEntry))][-2:] == ["sign_in", "sign_in"]


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "/%09/evil.example"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(browse: Browse, records: Session, elsewhere: str) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.open("/dang-nhap")
    assert browse.page
    typed = {"csrf_token": browse.page.csrf_token, "username": "thu.ha", "password": PASSWORD}
    answer = browse.client.post(f"/dang-nhap?next={elsewhere}", data=typed)
    assert answer.status_code == 302
    assert answer.location == "/"


@pytest.mark.parametrize(("username", "password"), [("thu.ha", "sai rồi sai rồi"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_a_wrong_name_look_the_same(
    browse: Browse, records: Session, username: str, password: str
) -> None:
    an_account_with(records, RoleKind.HANDLER)
    page = browse.sign_in(username, password)
    assert WRONG in page.text()
    assert page.all("input", name="password")[0].get("value") in {None, ""}
    assert actions(records)[-1] == "sign_in_failed"
    failed = records.scalars(select(AuditEntry).where(AuditEntry.action == "sign_in_failed")).one()
    assert (failed.account_id, failed.subject, failed.detail) == (None, "", {})


def test_an_empty_form_names_each_field_above_and_beside_it(browse: Browse) -> None:
    page = browse.sign_in("", "")
    assert page.text("div", role="alert") == "Có 2 chỗ cần sửa Nhập tên đăng nhập. Nhập mật khẩu."
    field = page.all("input", id="username")[0]
    assert (field.get("aria-invalid"), field.get("aria-describedby")) == ("true", "username-error")


def test_the_sixth_try_has_to_wait_and_is_told_until_when(browse: Browse, records: Session, clock: Clock) -> None:
    an_account_with(records, RoleKind.HANDLER)
    for _ in range(4):
        assert WRONG in browse.sign_in("thu.ha", "sai rồi sai rồi").text()
    assert "Thử lại từ 08:15" in browse.sign_in("thu.ha", "sai rồi sai rồi").text()
    clock.pass_by(minutes=14)
    assert "Thử lại từ 08:15" in browse.sign_in("thu.ha").text()
    clock.pass_by(minutes=1)
    assert "Nguyễn Thị Thu Hà" in browse.sign_in("thu.ha").text("span", class_="td-me-name")


def test_a_new_token_is_given_at_sign_in_and_the_old_one_is_worth_nothing(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.open("/dang-nhap")
    before = browse.client.get_cookie("tiepdan")
    browse.sign_in("thu.ha")
    after = browse.client.get_cookie("tiepdan")
    assert before
    assert after
    assert before.value != after.value
    browse.client.set_cookie("tiepdan", before.value)
    assert browse.client.get("/tai-khoan").status_code == 302
    assert records.scalar(select(func.count(WebSession.id))) == 1


def test_signing_out_ends_the_session_and_is_written_down(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    browse.open("/tai-khoan")
    assert browse.page
    answer = browse.client.post("/dang-xuat", data={"csrf_token": browse.page.csrf_token})
    assert answer.location == "/dang-nhap"
    (left,) = records.scalars(select(WebSession))
    assert left.expires_at <= THE_MORNING
    assert left.data.keys() == {"csrf_token"}  # whose a form is that comes too late
    records.rollback()
    assert actions(records)[-2:] == ["sign_in", "sign_out"]
    assert browse.client.get("/tai-khoan").status_code == 302


def test_a_new_password_signs_the_account_out_everywhere(browse: Browse, records: Session) -> None:
    account = an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    set_password(records, account, "một mật khẩu khác", by=SYSTEM, at=THE_MORNING)
    records.commit()
    assert browse.client.get("/tai-khoan").status_code == 302


def test_one_changes_ones_own_password_knowing_the_old_one(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    browse.open("/tai-khoan")
    page = browse.send("/tai-khoan/mat-khau", current="không phải", password="một mật khẩu khác")
    assert "Mật khẩu hiện nay không đúng." in page.text()
    page = browse.send("/tai-khoan/mat-khau", current=PASSWORD, password="một mật khẩu khác")
    assert "Đã đổi mật khẩu." in page.text()
    assert browse.open("/tai-khoan").status == 200


def test_language_and_theme_come_from_the_account(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    browse.open("/tai-khoan")
    page = browse.send("/tai-khoan", locale="en", theme="dark")
    assert (page.tree.get("lang"), page.tree.get("data-bs-theme")) == ("en", "dark")
    assert browse.open("/ngon-ngu/vi?next=/tai-khoan").tree.get("lang") == "vi"


def test_a_demonstration_offers_one_click_a_role(browse: Browse, records: Session) -> None:
    account = an_account_with(records, RoleKind.OBSERVER, demonstration=True)
    mark_demonstration(records)
    page = browse.open("/dang-nhap")
    assert page.text("aside", class_="td-demo") == "Dữ liệu minh họa. Không có người thật, hồ sơ thật."
    assert "Nguyễn Thị Thu Hà · UBND phường Pleiku" in page.text("ul", class_="td-roles")
    page = browse.send("/dang-nhap/dung-thu", ref=account.ref)
    assert "Nguyễn Thị Thu Hà" in page.text("span", class_="td-me-name")
    assert browse.open("/tai-khoan").status == 200


def test_without_the_mark_no_role_can_be_tried(browse: Browse, records: Session) -> None:
    account = an_account_with(records, RoleKind.SUPERVISOR, demonstration=True)
    assert browse.open("/dang-nhap").all("ul", class_="td-roles") == []
    browse.send("/dang-nhap/dung-thu", status=404, ref=account.ref)


def test_an_account_that_is_no_demonstration_cannot_be_tried(browse: Browse, records: Session) -> None:
    account = an_account_with(records, RoleKind.SUPERVISOR)
    mark_demonstration(records)
    browse.open("/dang-nhap")
    browse.send("/dang-nhap/dung-thu", status=404, ref=account.ref)


@pytest.fixture
def production_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    secret = "Zk3vQ9pLx7Rt2Wm5Yb8Nc4Hd6Jf1Gs0A-q"
    others = {"APP_ENV": "production", "SECRET_KEY": secret, "BASE_URL": "https://tiepdan.example.vn"}
    yield from app_on(settings_at(sqlite_url, tmp_path, **others))


def test_production_never_lets_a_role_be_tried(production_app: Flask, sqlite_url: str) -> None:
    browse = Browse(production_app)
    with production_app.app_context():
        from app.extensions import db  # noqa: PLC0415 - the engine of this application

        with Session(db.engine, expire_on_commit=False) as records:
            an_account_with(records, RoleKind.ADMINISTRATOR, username="quan.tri")  # the first run is over
            account = an_account_with(records, RoleKind.SUPERVISOR, demonstration=True)
            mark_demonstration(records)
            ref = account.ref
    assert sqlite_url
    asked = browse.client.get("/dang-nhap", base_url="https://tiepdan.example.vn")
    assert "dung-thu" not in asked.text
    token = asked.text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    answer = browse.client.post(
        "/dang-nhap/dung-thu", data={"csrf_token": token, "ref": ref}, base_url="https://tiepdan.example.vn",
        headers={"Referer": "https://tiepdan.example.vn/dang-nhap"},
    )  # fmt: skip
    assert answer.status_code == 404
    cookie = asked.headers["Set-Cookie"]
    assert cookie.startswith("__Host-tiepdan=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "max-age=31536000" in asked.headers["Strict-Transport-Security"]
