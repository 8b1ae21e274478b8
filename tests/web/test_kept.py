"""A form that comes after its session ended is kept for whoever typed it, and for nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.records.drafts import Draft
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind, WebSession
from tests.makers import a_case
from tests.web.conftest import PASSWORD, Browse, Clock, Page
from tests.web.desks import TODAY, Desk, a_desk, looking
from tests.web.test_drafts import HALF_TYPED, LOG, values

HOME = "http://localhost"
RESTORED = "Nội dung đã được khôi phục. Kiểm tra rồi lưu."
OVER = "Phiên làm việc đã hết. Đăng nhập lại, nội dung đã nhập còn nguyên."


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        return a_desk(records)


@pytest.fixture
def officer(browse: Browse, desk: Desk) -> Browse:
    browse.sign_in(desk.who[RoleKind.OFFICER])
    return browse


def post(browse: Browse, path: str, token: str, page: str = "", **typed: Any) -> TestResponse:
    """What a browser sends from ``page`` (the form's own address, when none is given)."""
    headers = {"Origin": HOME, "Referer": HOME + (page or path), "Accept": "text/html,*/*"}
    return browse.client.post(path, data={"csrf_token": token, **typed}, headers=headers)


def sign_in(browse: Browse, answer: TestResponse, username: str) -> Page:
    """Follow ``answer`` to the sign-in page, sign in there, and see where it leads."""
    assert answer.status_code == 302
    page = browse.open(str(answer.location))
    assert OVER in page.text("div", role="status")
    (form,) = [one for one in page.all("form") if "/dang-nhap" in (one.get("action") or "")]
    return browse.send(str(form.get("action")), username=username, password=PASSWORD)


def matters(app: Flask) -> list[Matter]:
    with looking(app) as records:
        return list(records.scalars(select(Matter)))


def test_after_the_night_everything_typed_is_there_again_and_nothing_was_saved(
    officer: Browse, sqlite_app: Flask, clock: Clock, desk: Desk
) -> None:
    token = officer.open(LOG).csrf_token
    clock.pass_by(hours=13)
    answer = post(officer, LOG, token, **HALF_TYPED, then="page")
    page = sign_in(officer, answer, desk.who[RoleKind.OFFICER])
    assert RESTORED in page.text("div", role="status")
    assert page.text("h1") == "Ghi lượt tiếp"
    found = values(page)
    assert {name: found[name] for name in HALF_TYPED} == HALF_TYPED
    assert not page.all("div", class_="td-error")
    assert page.all("form")[-1].get("data-unsaved") == "changed"
    assert matters(sqlite_app) == []
    assert values(officer.open(LOG))["full_name"] == ""  # opened anew, it is empty
    assert values(officer.open(f"{LOG}?khoi-phuc=1"))["full_name"] == "Rơ Mah Thoan"  # reloaded, it is not


def test_what_was_restored_can_be_saved_and_is_then_forgotten(
    officer: Browse, sqlite_app: Flask, clock: Clock, desk: Desk
) -> None:
    token = officer.open(LOG).csrf_token
    clock.pass_by(hours=13)
    good = {**HALF_TYPED, "birth_year": "1959", "received_on": "23/11/2026", "people_count": "3",
            "outcome": "noted", "agency": str(desk.agency.id)}  # fmt: skip
    page = sign_in(officer, post(officer, LOG, token, **good), desk.who[RoleKind.OFFICER])
    sent = {name: value for name, value in values(page).items() if name != "csrf_token"}
    page = officer.send(LOG, **{**sent, "then": "page"})
    assert "Đã lưu lượt tiếp" in page.text("div", role="status")
    assert [one.kind for one in matters(sqlite_app)] == [MatterKind.VISIT]
    assert values(officer.open(f"{LOG}?khoi-phuc=1"))["full_name"] == ""


def test_what_is_kept_lies_sealed(officer: Browse, sqlite_app: Flask, clock: Clock) -> None:
    token = officer.open(LOG).csrf_token
    clock.pass_by(hours=13)
    post(officer, LOG, token, **HALF_TYPED)
    with looking(sqlite_app) as records:
        data = json.dumps([row.data for row in records.scalars(select(WebSession))], ensure_ascii=False)
    assert '"kept"' in data
    assert "Rơ Mah" not in data
    assert "denunciation" not in data


def test_another_account_gets_nothing_of_it(officer: Browse, sqlite_app: Flask, clock: Clock, desk: Desk) -> None:
    token = officer.open(LOG).csrf_token
    clock.pass_by(hours=13)
    page = sign_in(officer, post(officer, LOG, token, **HALF_TYPED), desk.who[RoleKind.HEAD])
    assert "Rơ Mah" not in page.html
    assert RESTORED not in page.text()
    assert "Rơ Mah" not in officer.open(f"{LOG}?khoi-phuc=1").html
    with looking(sqlite_app) as records:
        assert [row for row in records.scalars(select(WebSession)) if "kept" in row.data] == []


def test_a_form_of_an_earlier_session_comes_back_without_signing_in_again(
    officer: Browse, sqlite_app: Flask, desk: Desk
) -> None:
    token = officer.open(LOG).csrf_token
    officer.sign_in_again(desk.who[RoleKind.OFFICER])
    answer = post(officer, LOG, token, **HALF_TYPED)
    assert answer.location == f"{LOG}?khoi-phuc=1"
    page = officer.open(str(answer.location))
    assert RESTORED in page.text("div", role="status")
    assert values(page)["content"] == "Nửa câu"
    assert matters(sqlite_app) == []


def test_a_form_typed_by_somebody_else_in_this_browser_is_not_handed_over(officer: Browse, desk: Desk) -> None:
    token = officer.open(LOG).csrf_token
    officer.sign_in_again(desk.who[RoleKind.HEAD])
    answer = post(officer, LOG, token, **HALF_TYPED)
    assert answer.status_code == 400
    assert "Chưa lưu gì" in answer.text
    assert "Rơ Mah" not in officer.open(f"{LOG}?khoi-phuc=1").html


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/a"}])
def test_what_comes_from_elsewhere_is_not_kept(
    officer: Browse, sqlite_app: Flask, clock: Clock, headers: dict[str, str]
) -> None:
    token = officer.open(LOG).csrf_token
    clock.pass_by(hours=13)
    answer = officer.client.post(LOG, data={"csrf_token": token, **HALF_TYPED}, headers=headers)
    assert answer.status_code == 400
    with looking(sqlite_app) as records:
        assert [row for row in records.scalars(select(WebSession)) if "kept" in row.data] == []


def test_without_a_mark_the_draft_tells_whose_it_is_and_without_a_draft_nothing_is_kept(
    officer: Browse, clock: Clock, desk: Desk
) -> None:
    page = officer.open(LOG)
    told = officer.client.post(
        "/nhap", data={"csrf_token": page.csrf_token, "draft_path": LOG, **HALF_TYPED}
    ).get_json()
    clock.pass_by(hours=13)
    assert post(officer, LOG, "no token of ours", **HALF_TYPED).status_code == 400
    answer = post(officer, LOG, "no token of ours", **HALF_TYPED, draft=told["ref"], saves="1")
    page = sign_in(officer, answer, desk.who[RoleKind.OFFICER])
    assert values(page)["draft"] == told["ref"]  # it goes on in the same draft


def test_a_form_with_a_password_is_never_kept(officer: Browse, sqlite_app: Flask, clock: Clock) -> None:
    token = officer.open("/tai-khoan").csrf_token
    clock.pass_by(hours=13)
    for path in ("/tai-khoan/mat-khau", "/dang-nhap"):
        answer = post(officer, path, token, "/tai-khoan", username="a", current="mèo", password="mèo vàng")
        assert answer.status_code == 302
        assert "khoi-phuc" not in str(answer.location)
    with looking(sqlite_app) as records:
        assert [row for row in records.scalars(select(WebSession)) if "kept" in row.data] == []


def test_a_sign_in_page_left_open_overnight_asks_again(browse: Browse, clock: Clock) -> None:
    token = browse.open("/dang-nhap?next=/nhap").csrf_token
    clock.pass_by(hours=13)
    answer = post(browse, "/dang-nhap", token, "/dang-nhap?next=/nhap", username="a", password="mèo vàng")
    assert answer.location == "/dang-nhap?next=/nhap"
    assert "mở quá lâu" in browse.open(str(answer.location)).text("div", role="status")


def test_a_button_is_not_pressed_again_by_itself(officer: Browse, sqlite_app: Flask, clock: Clock, desk: Desk) -> None:
    with looking(sqlite_app) as records:
        case = a_case(records, desk.unit, on=TODAY)
        records.commit()
    officer.sign_in_again(desk.who[RoleKind.HANDLER])
    page = f"/vu-viec/{case.ref}"
    token = officer.open(page).csrf_token
    clock.pass_by(hours=13)
    answer = post(officer, f"/ho-so/{case.ref}/nhan", token, page)
    page_there = officer.open(str(answer.location))
    assert "Việc vừa bấm chưa được làm" in page_there.text("div", role="status")
    (form,) = [one for one in page_there.all("form") if "/dang-nhap" in (one.get("action") or "")]
    assert form.get("action") == f"/dang-nhap?next={page}"
    with looking(sqlite_app) as records:
        assert records.get_one(Matter, case.id).assignee_id is None


def test_a_script_is_told_that_the_session_is_over(officer: Browse, sqlite_app: Flask, clock: Clock) -> None:
    token = officer.open(LOG).csrf_token
    clock.pass_by(hours=13)
    answer = officer.client.post(
        "/nhap", data={"csrf_token": token, "draft_path": LOG, **HALF_TYPED},
        headers={"Accept": "application/json", "Origin": HOME},
    )  # fmt: skip
    assert answer.status_code == 401
    assert answer.get_json()["words"].startswith("Phiên làm việc đã hết. Bấm lưu")
    with looking(sqlite_app) as records:
        assert records.scalars(select(Draft)).all() == []
        assert [row for row in records.scalars(select(WebSession)) if "kept" in row.data] == []


def test_a_form_of_an_act_and_of_facts_comes_back_with_its_ticks(
    officer: Browse, sqlite_app: Flask, clock: Clock, desk: Desk
) -> None:
    with looking(sqlite_app) as records:
        case = a_case(records, desk.unit, on=TODAY)
        records.commit()
    officer.sign_in_again(desk.who[RoleKind.HANDLER])
    path = f"/vu-viec/{case.ref}/tinh-tiet"
    page = officer.open(path)
    ticks = [str(one.get("value")) for one in page.all("input", name="complex_grounds")][:2]
    kept = {name: values(page)[name] for name in ("expected_version", "mark")}
    clock.pass_by(hours=13)
    answer = post(officer, path, page.csrf_token, **kept, remote_area="y", complex_grounds=ticks, document_no="5/QĐ")
    page = sign_in(officer, answer, desk.who[RoleKind.HANDLER])
    ticked = [one.get("value") for one in page.all("input", type="checkbox") if one.get("checked") is not None]
    assert ticked == ["y", *ticks]
    assert values(page)["document_no"] == "5/QĐ"


def test_on_both_databases_a_draft_and_a_kept_form_are_the_owners(app: Flask) -> None:
    clock = Clock()
    app.config["CLOCK"] = clock
    with looking(app) as records:
        desk = a_desk(records)
    officer = Browse(app)
    officer.sign_in(desk.who[RoleKind.OFFICER])
    token = officer.open(LOG).csrf_token
    told = [
        officer.client.post(
            "/nhap", data={"csrf_token": token, "draft_path": LOG, "saves": count, **HALF_TYPED}
        ).status_code
        for count in ("1", "2")
    ]
    assert told == [200, 200]
    assert "Có 2 bản nháp chưa lưu" in officer.open(LOG).text("div", class_="td-drafts")
    clock.pass_by(hours=13)
    page = sign_in(officer, post(officer, LOG, token, **HALF_TYPED), desk.who[RoleKind.OFFICER])
    assert values(page)["others-1-full_name"] == "Siu Blêk"
    with looking(app) as records:
        assert records.scalars(select(Matter)).all() == []
        assert len(records.scalars(select(Draft)).all()) == 2
