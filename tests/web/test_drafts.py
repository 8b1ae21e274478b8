"""Drafts at their doors: saved while typing, opened again as typed, gone when saved; nobody else's."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.records.drafts import Draft
from app.records.matters import Act, Matter
from app.records.people import RoleKind
from tests.kept import kept
from tests.makers import a_case, a_petition
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, TODAY, Desk, a_desk, at_the_desk, looking

LOG = "/tiep-dan/ghi"
HALF_TYPED: dict[str, Any] = {
    "full_name": "Rơ Mah Thoan", "birth_year": "19x9", "paper": "Hộ chiếu", "kind": "denunciation", "secret": "y",
    "content": "Nửa câu", "received_on": "30/2/2026", "people_count": "ba", "others-0-full_name": "Rơ Mah H'Lan",
    "others-1-full_name": "Siu Blêk", "others-1-birth_year": "1990",
}  # fmt: skip


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


def save(browse: Browse, path: str = LOG, **typed: str) -> TestResponse:
    """What the script sends while somebody types."""
    assert browse.page
    sent = {"csrf_token": browse.page.csrf_token, "draft_path": path, "draft": "", "saves": "1", **typed}
    return browse.client.post("/nhap", data=sent, headers={"Accept": "application/json"})


def values(page: Page) -> dict[str, Any]:
    """What stands in the fields of a page."""
    found: dict[str, Any] = {}
    for one in page.all("input"):
        name, kind = one.get("name") or "", one.get("type")
        if kind in {"radio", "checkbox"}:
            if one.get("checked") is not None:
                found[name] = one.get("value")
        else:
            found[name] = one.get("value") or ""
    found |= {one.get("name") or "": "".join(one.itertext()).strip() for one in page.all("textarea")}
    for one in page.all("select"):
        chosen = [option.get("value") for option in one.iter("option") if option.get("selected") is not None]
        found[one.get("name") or ""] = chosen[0] if chosen else ""
    return found


def only_draft(app: Flask) -> Draft:
    with looking(app) as records:
        return records.scalars(select(Draft)).one()


def test_a_saving_answers_the_ref_the_count_and_the_words(officer: Browse, sqlite_app: Flask) -> None:
    officer.open(LOG)
    told = save(officer, **HALF_TYPED).get_json()
    draft = only_draft(sqlite_app)
    assert told == {"ref": draft.ref, "saves": 1, "words": "Đã lưu nháp lúc 08:00:00"}
    assert (draft.form, draft.path, draft.matter_id) == ("visit", LOG, None)
    again = save(officer, draft=draft.ref, saves="2", **HALF_TYPED).get_json()
    assert (again["ref"], again["saves"]) == (draft.ref, 2)
    late = save(officer, draft=draft.ref, saves="1", full_name="Cũ").get_json()
    assert late["saves"] == 2


def test_everything_comes_back_as_it_was_typed_without_an_error(officer: Browse) -> None:
    officer.open(LOG)
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    page = officer.open(f"{LOG}?nhap={ref}")
    found = values(page)
    assert {name: found[name] for name in HALF_TYPED} == HALF_TYPED
    assert (found["draft"], found["saves"]) == (ref, "1")
    assert not page.all("div", class_="td-error")
    assert not page.all("div", class_="td-drafts")
    assert "Bản nháp gõ lúc 08:00 hôm nay" in page.text("span", role="status")


def test_the_form_says_that_a_draft_waits(officer: Browse) -> None:
    assert not officer.open(LOG).all("div", class_="td-drafts")
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    page = officer.open(LOG)
    assert "Có 1 bản nháp chưa lưu, gõ lúc 08:00 hôm nay." in page.text("div", class_="td-drafts")
    assert [one.get("href") for one in page.all("a", class_="btn")][:2] == [f"{LOG}?nhap={ref}", f"/nhap/{ref}/bo"]
    assert values(page)["full_name"] == ""
    save(officer, **HALF_TYPED)
    assert "Có 2 bản nháp chưa lưu, bản mới nhất" in officer.open(LOG).text("div", class_="td-drafts")


def test_a_visit_that_is_saved_ends_its_draft_in_the_same_go(officer: Browse, sqlite_app: Flask, desk: Desk) -> None:
    officer.open(LOG)
    typed = {**A_VISIT, "agency": str(desk.agency.id), "then": "page"}
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    page = officer.send(LOG, **{**typed, "content": "", "draft": ref, "saves": "1"})
    assert values(page)["draft"] == ref  # an error keeps the draft
    page = officer.send(LOG, **{**typed, "draft": ref, "saves": "1"})
    assert "Đã lưu lượt tiếp" in page.text("div", role="status")
    with looking(sqlite_app) as records:
        assert records.scalars(select(Draft)).all() == []


def test_without_a_script_a_button_saves_the_draft(officer: Browse, sqlite_app: Flask) -> None:
    officer.open(LOG)
    page = officer.send(LOG, **HALF_TYPED, then="draft")
    assert "Đã lưu nháp lúc 08:00:00" in page.text("div", role="status")
    found = values(page)
    assert found["content"] == "Nửa câu"
    assert page.response.request.query_string.decode() == urlencode({"nhap": found["draft"]})
    page = officer.send(LOG, **{**HALF_TYPED, "content": "Cả câu", "draft": found["draft"], "then": "draft"})
    assert values(page)["content"] == "Cả câu"
    assert only_draft(sqlite_app).saves == 2
    page = officer.send(LOG, **{**HALF_TYPED, "draft": "gone", "then": "draft"})
    assert values(page)["draft"] not in {"gone", found["draft"]}


def test_tokens_passwords_and_buttons_are_no_part_of_a_draft(officer: Browse) -> None:
    officer.open(LOG)
    ref = save(officer, **HALF_TYPED, password="mèo vàng", current="mèo vàng", pick="x").get_json()["ref"]
    page = officer.open(f"{LOG}?nhap={ref}")
    assert "mèo vàng" not in page.html


def test_nobody_opens_discards_or_writes_into_the_draft_of_another(
    officer: Browse, sqlite_app: Flask, desk: Desk
) -> None:
    officer.open(LOG)
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    for path in (f"{LOG}?nhap={ref}", f"/nhap/{ref}/bo", f"{LOG}?nhap=unknown", "/nhap/unknown/bo"):
        assert "Rơ Mah" not in head.open(path, 404).html
    head.open(LOG)
    assert save(head, draft=ref, saves="9", full_name="Khác").status_code == 404
    assert save(head, draft="unknown", saves="9", full_name="Khác").status_code == 404
    assert "Không có bản nháp nào." in head.open("/nhap").text()
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    handler.open("/tai-khoan")
    assert save(handler, LOG, **HALF_TYPED).status_code == 403  # not a form of theirs


@pytest.mark.parametrize("path", ["/nhap", "/khong-co", "https://example.org/tiep-dan/ghi", "//example.org", ""])
def test_only_forms_that_are_drafts_are_saved(officer: Browse, sqlite_app: Flask, path: str) -> None:
    officer.open(LOG)
    assert save(officer, path, **HALF_TYPED).status_code == 404
    with looking(sqlite_app) as records:
        assert records.scalars(select(Draft)).all() == []


def test_a_draft_of_another_form_does_not_open_here(officer: Browse) -> None:
    officer.open(LOG)
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    assert officer.open(f"/don/moi?nhap={ref}", 404)


def test_discarding_asks_first(officer: Browse, sqlite_app: Flask) -> None:
    officer.open(LOG)
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    page = officer.open(f"/nhap/{ref}/bo")
    assert "Ghi lượt tiếp, gõ lúc 08:00 hôm nay." in page.text()
    assert only_draft(sqlite_app)
    page = officer.send(f"/nhap/{ref}/bo")
    assert "Đã bỏ bản nháp." in page.text()
    assert page.text("h1") == "Ghi lượt tiếp"
    with looking(sqlite_app) as records:
        assert records.scalars(select(Draft)).all() == []


def test_the_list_names_form_matter_and_time_and_no_word_of_the_content(
    officer: Browse, sqlite_app: Flask, desk: Desk
) -> None:
    with looking(sqlite_app) as records:
        petition = a_petition(records, desk.unit, on=TODAY)
        records.commit()
    officer.open(LOG)
    save(officer, **HALF_TYPED)
    page = officer.open("/nhap")
    assert "Ghi lượt tiếp" in page.text("table")
    assert "08:00 hôm nay" in page.text("table")
    assert "30 ngày thì tự xóa" in page.text()
    assert "Rơ Mah" not in page.html
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    path = f"/don/{petition.ref}/phan-loai"
    handler.open(path)
    assert save(handler, path, kind="complaint", reason="Nửa câu").status_code == 200
    page = handler.open("/nhap")
    assert f"Phân loại đơn {petition.code}" in page.text("table")
    with looking(sqlite_app) as records:
        records.get_one(Matter, petition.id).excluded_agency_id = desk.agency.id
        records.commit()
    page = handler.open("/nhap")
    assert petition.code not in page.text("table")
    assert "Chỉ bỏ được bản nháp" in page.text("table")
    assert not [one for one in page.all("a") if path in (one.get("href") or "")]
    ref = only_draft_of(sqlite_app, "classify")
    assert handler.open(f"{path}?nhap={ref}", 404)
    handler.open(f"/nhap/{ref}/bo?tu=danh-sach")
    assert "Đã bỏ bản nháp." in handler.send(f"/nhap/{ref}/bo?tu=danh-sach").text()


def only_draft_of(app: Flask, form: str) -> str:
    with looking(app) as records:
        return records.scalars(select(Draft.ref).where(Draft.form == form)).one()


def test_an_act_is_a_draft_of_its_matter_through_the_confirmation(sqlite_app: Flask, desk: Desk) -> None:
    with looking(sqlite_app) as records:
        case, other = (a_case(records, desk.unit, on=TODAY) for _ in range(2))
        records.commit()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    path = f"/vu-viec/{case.ref}/viec/discontinued"
    page = head.open(path)
    ground = str(page.all("input", type="radio")[0].get("value"))
    typed = {**values(page), "ground": ground, "note": "Nửa câu", "document_no": "9/QĐ"}
    typed.pop("csrf_token")
    ref = save(head, path, **{**typed, "draft": ""}).get_json()["ref"]
    assert not head.open(f"/vu-viec/{other.ref}/viec/discontinued").all("div", class_="td-drafts")
    assert head.open(path).all("div", class_="td-drafts")
    found = values(head.open(f"{path}?nhap={ref}"))
    assert (found["ground"], found["note"], found["document_no"]) == (ground, "Nửa câu", "9/QĐ")
    asked = head.send(path, **{**typed, "draft": ref})
    assert "?" in asked.text("h1")
    sent = values(asked)
    assert sent["draft"] == ref
    sent.pop("csrf_token")
    head.send(path, **{**sent, "step": "confirm"})
    with looking(sqlite_app) as records:
        assert records.scalars(select(Draft)).all() == []
        assert "discontinued" in records.scalars(select(Act.act).where(Act.matter_id == case.id)).all()


def test_a_draft_sealed_under_another_key_says_so_and_can_be_discarded(officer: Browse, sqlite_app: Flask) -> None:
    officer.open(LOG)
    ref = save(officer, **HALF_TYPED).get_json()["ref"]
    with looking(sqlite_app) as records:
        records.scalars(select(Draft)).one().content = b"sealed under a key nobody has any more"
        records.commit()
    page = officer.open(f"{LOG}?nhap={ref}")
    assert "Không mở được bản nháp này nữa" in page.text("div", role="alert")
    assert page.all("a", href=f"/nhap/{ref}/bo")
    assert values(page)["draft"] == ""


def test_a_draft_too_long_is_said_in_words(officer: Browse) -> None:
    officer.open(LOG)
    answer = save(officer, content="x" * 300_000)
    assert answer.status_code == 400
    assert "Nội dung dài quá" in answer.get_json()["words"]


def test_what_somebody_types_about_a_denouncer_lies_nowhere_in_the_clear(officer: Browse, sqlite_app: Flask) -> None:
    officer.open(LOG)
    save(officer, full_name="CHIMYEN Tên", content="CHIMYEN nội dung", respondent_name="CHIMYEN")
    with looking(sqlite_app) as records:
        everything = {table: str(rows) for table, rows in kept(records)}
    assert everything["drafts"] != "[]"
    assert not [table for table, rows in everything.items() if "CHIMYEN" in rows or "chimyen" in rows]
