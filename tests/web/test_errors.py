"""Pages for what went wrong."""

from __future__ import annotations

import pytest
from flask import Flask, abort
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder
from app.casework.permissions import Deed
from app.extensions import db
from app.records.people import RoleKind
from app.web.access import may, public, signed_in
from tests.web.conftest import Browse, Page, an_account_with


@pytest.fixture
def trouble(sqlite_app: Flask) -> Flask:
    """Doors that lead to every kind of trouble."""
    refusals = {
        "order": OutOfOrder("Chưa gửi được: phải thụ lý trước.", article="Luật mẫu, Điều 1"),
        "changed": ChangedMeanwhile("Có người vừa sửa."),
        "allowed": NotAllowed("Chỉ thủ trưởng ký."),
        "found": NotFound("Không có."),
    }

    @public
    def stop(code: int) -> str:
        abort(code)

    @public
    def refuse(why: str) -> str:
        raise refusals[why]

    @public
    def fail() -> str:
        db.session.execute(text("SELECT * FROM no_such_table"))
        return ""

    def undeclared() -> str:
        return "never"

    sqlite_app.add_url_rule("/stop/<int:code>", view_func=stop)
    sqlite_app.add_url_rule("/refuse/<why>", view_func=refuse)
    sqlite_app.add_url_rule("/fail", view_func=fail)
    sqlite_app.add_url_rule("/undeclared", view_func=undeclared)
    sqlite_app.add_url_rule("/heads", view_func=may(Deed.ASSIGN)(lambda: "yes"), endpoint="heads")
    sqlite_app.add_url_rule("/anyone", view_func=signed_in(lambda: "yes"), endpoint="anyone")
    sqlite_app.config["PROPAGATE_EXCEPTIONS"] = False
    return sqlite_app


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 410, 413, 415, 429])
def test_each_trouble_says_what_happened_and_the_one_thing_to_do(browse: Browse, trouble: Flask, code: int) -> None:
    assert trouble
    page = browse.open(f"/stop/{code}", code)
    assert page.text().startswith(f"Lỗi {code}")
    (act,) = page.all("a", class_="btn")
    assert act.get("href") == (f"/stop/{code}" if code == 429 else "/")


@pytest.mark.parametrize("code", [400, 409, 413, 429])
def test_a_trouble_leads_back_to_the_page_somebody_came_from(browse: Browse, trouble: Flask, code: int) -> None:
    assert trouble
    came_from = {"Referer": "http://localhost/vu-viec?loai=complaint"}
    page = Page(browse.client.get(f"/stop/{code}", headers=came_from))
    assert page.all("a", class_="btn")[0].get("href") == "/vu-viec?loai=complaint"
    elsewhere = Page(browse.client.get(f"/stop/{code}", headers={"Referer": "https://elsewhere.example/vu-viec"}))
    assert elsewhere.all("a", class_="btn")[0].get("href") in {"/", f"/stop/{code}"}


def test_what_is_not_there_leads_to_the_list_it_would_stand_in(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.enter("thu.ha")
    page = browse.open("/vu-viec/khong-co", 404)
    assert page.all("a", class_="btn")[0].get("href") == "/vu-viec"
    assert page.all("nav", class_="td-nav")


def test_a_script_that_asked_for_json_gets_the_trouble_as_json(browse: Browse, trouble: Flask) -> None:
    assert trouble
    answer = browse.client.get("/stop/413", headers={"Accept": "application/json"})
    assert answer.status_code == 413
    assert answer.json == {
        "title": "Tệp hoặc nội dung gửi lên lớn quá", "act": "/", "error_id": None,
        "sentences": [
            "Chưa lưu gì. Quay lại, chọn tệp nhỏ hơn, chia thành nhiều tệp hoặc rút ngắn nội dung rồi gửi lại."
        ],
    }  # fmt: skip
    broken = browse.client.get("/fail", headers={"Accept": "application/json"})
    assert broken.status_code == 500
    assert broken.json
    assert len(broken.json["error_id"]) == 8
    assert "no_such_table" not in broken.text


def test_a_trouble_speaks_the_language_of_the_browser(browse: Browse) -> None:
    browse.open("/ngon-ngu/en")
    page = browse.open("/khong-co", 404)
    assert page.text().startswith("Error 404")
    assert page.tree.get("lang") == "en"


def test_a_wrong_method_says_which_one_is_right(browse: Browse) -> None:
    page = browse.send("/ngon-ngu/vi", status=405)
    assert page.text().startswith("Lỗi 405")
    assert "GET" in page.response.headers["Allow"]


@pytest.mark.parametrize(
    ("why", "code", "words"),
    [
        ("order", 400, "Chưa gửi được: phải thụ lý trước (Luật mẫu, Điều 1)."),
        ("changed", 409, "Có người vừa sửa."),
        ("allowed", 403, "Chỉ thủ trưởng ký."),
        ("found", 404, "Không có trang này"),
    ],
)
def test_a_refusal_no_form_took_is_a_page(browse: Browse, trouble: Flask, why: str, code: int, words: str) -> None:
    assert trouble
    assert words in browse.open(f"/refuse/{why}", code).text()


def test_an_error_of_ours_is_told_without_asking_the_database(
    browse: Browse, trouble: Flask, records: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.enter("thu.ha")

    def down(*_anything: object, **_named: object) -> None:
        message = "the database is down"
        raise OperationalError(message, None, ConnectionError())

    with trouble.app_context():
        monkeypatch.setattr(db.engine, "connect", down)
        monkeypatch.setattr(db.engine, "raw_connection", down)
        monkeypatch.setattr(db.session, "get", down)
    page = browse.open("/fail", 500)
    assert "Máy chủ gặp lỗi" in page.text()
    assert "Mã lỗi để báo quản trị viên" in page.text()


def test_a_view_that_declares_nobody_is_refused(browse: Browse, trouble: Flask) -> None:
    assert trouble
    page = browse.open("/undeclared", 500)
    assert "never" not in page.html


def test_a_role_opens_only_its_doors(browse: Browse, trouble: Flask, records: Session) -> None:
    assert trouble
    an_account_with(records, RoleKind.OFFICER)
    assert browse.client.get("/heads").status_code == 302
    browse.enter("thu.ha")
    assert browse.client.get("/anyone").text == "yes"
    assert "Vai hiện tại không mở được trang này" in browse.open("/heads", 403).text()


def test_a_form_of_a_session_that_is_over_leads_back_to_the_sign_in(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.enter("thu.ha")
    browse.open("/tai-khoan")
    browse.client.delete_cookie("tiepdan")
    page = browse.send("/tai-khoan", status=400, locale="vi", theme="dark")
    assert "Phiên làm việc đã hết" in page.text()
    assert page.all("a", class_="btn-primary")[0].get("href") == "/dang-nhap"
