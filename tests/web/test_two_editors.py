"""Two people at one matter: the second sees both versions, and nothing is overwritten unseen."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.matters import Act, Matter
from app.records.people import RoleKind
from tests.makers import a_case, a_petition
from tests.web.conftest import Browse, Page
from tests.web.desks import CLASSIFIED, TODAY, Desk, a_desk, at_the_desk, looking
from tests.web.test_drafts import values


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        return a_desk(records)


@pytest.fixture
def case(sqlite_app: Flask, desk: Desk) -> Matter:
    with looking(sqlite_app) as records:
        made = a_case(records, desk.unit, on=TODAY)
        records.commit()
        return made


@pytest.fixture
def two(sqlite_app: Flask, desk: Desk) -> tuple[Browse, Browse]:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]), at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])


def sent(page: Page, **changed: Any) -> dict[str, Any]:
    """The form of a page with some fields changed; None leaves one out."""
    typed = {**values(page), **changed}
    return {name: value for name, value in typed.items() if name != "csrf_token" and value is not None}


def both(page: Page) -> list[tuple[str, ...]]:
    """The rows of the table of both versions."""
    (table,) = page.all("table", class_="td-both")
    return [tuple(" ".join("".join(cell.itertext()).split()) for cell in row) for row in table.iter("tr")][1:]


def test_facts_show_both_versions_and_go_over_knowingly(
    case: Matter, two: tuple[Browse, Browse], sqlite_app: Flask
) -> None:
    path = f"/vu-viec/{case.ref}/tinh-tiet"
    first, second = two
    opened = second.open(path)
    first.send(path, **sent(first.open(path), remote_area="y", document_no="5/QĐ"))
    page = second.send(path, **sent(opened, result_differs="y", document_no="6/QĐ"))
    assert "Người dom.handler ghi tình tiết chọn thời hạn (08:00 ngày 23/11/2026)." in page.text("main")
    assert both(page) == [
        ("Kết quả xác minh khác yêu cầu của người khiếu nại", "Không", "Có"),
        ("Ở vùng sâu, vùng xa đi lại khó khăn", "Có", "Không"),
    ]
    standing = "Hiện đang là: Có (Người dom.handler, 08:00 ngày 23/11/2026)"
    assert page.text("div", id="remote_area-standing") == standing
    assert values(page)["document_no"] == "6/QĐ"
    assert stands(sqlite_app, case) == {"remote_area": True, "result_differs": False}
    page = second.send(path, **sent(page))
    assert "Đã ghi tình tiết" in page.text("main")
    assert stands(sqlite_app, case) == {"remote_area": False, "result_differs": True}


def stands(app: Flask, case: Matter) -> dict[str, Any]:
    with looking(app) as records:
        facts = records.get_one(Matter, case.id).facts
        return {name: facts[name] for name in ("remote_area", "result_differs")}


def test_a_classification_shows_both_versions(sqlite_app: Flask, desk: Desk, two: tuple[Browse, Browse]) -> None:
    with looking(sqlite_app) as records:
        petition = a_petition(records, desk.unit, on=TODAY)
        records.commit()
    path = f"/don/{petition.ref}/phan-loai"
    first, second = two
    opened = second.open(path)
    first.send(path, **sent(first.open(path), **CLASSIFIED))
    typed = {**CLASSIFIED, "kind": "feedback", "field": "", "reason": "Chỉ là kiến nghị"}
    page = second.send(path, **sent(opened, **{**typed, "field": "officials"}))
    rows = {row[0]: row[1:] for row in both(page)}
    assert rows["Loại đơn"] == ("Khiếu nại", "Kiến nghị, phản ánh")
    assert rows["Lý do phân loại"] == (CLASSIFIED["reason"], "Chỉ là kiến nghị")
    assert "Lĩnh vực" in rows
    assert "Ngày phân loại" not in rows
    assert page.text("textarea", id="reason") == "Chỉ là kiến nghị"
    assert page.text("div", id="kind-standing").startswith("Hiện đang là: Khiếu nại (Người dom.handler")


def test_an_act_somebody_recorded_too_shows_what_they_wrote(
    case: Matter, two: tuple[Browse, Browse], sqlite_app: Flask
) -> None:
    first, second = two
    path = f"/vu-viec/{case.ref}/viec/verifying"
    opened = second.open(path)
    first.send(path, **sent(first.open(path), document_no="1/QĐ", note="Giao tổ 1"))
    page = second.send(path, status=409, **sent(opened, document_no="2/QĐ", note="Giao tổ 2"))
    assert "Nội dung đã nhập, chưa lưu" in page.text("main")
    rows = {row[0]: row[1:] for row in both(page)}
    assert rows["Số, ký hiệu văn bản"] == ("1/QĐ", "2/QĐ")
    assert rows["Ghi chú"] == ("Giao tổ 1", "Giao tổ 2")
    with looking(sqlite_app) as records:
        assert written(records, case) == ["1/QĐ"]


def written(records: Session, case: Matter) -> list[str]:
    acts = select(Act.document_no).where(Act.matter_id == case.id, Act.act == "verifying")
    return list(records.scalars(acts))


def test_another_act_is_told_in_a_sentence_and_the_field_says_nothing(case: Matter, two: tuple[Browse, Browse]) -> None:
    first, second = two
    path = f"/vu-viec/{case.ref}/viec/discontinued"
    opened = second.open(path)
    ground = str(opened.all("input", type="radio")[0].get("value"))
    asked = second.send(path, **sent(opened, ground=ground, document_no="9/QĐ", note="Của tôi"))
    other = f"/vu-viec/{case.ref}/viec/verifying"
    first.send(other, **sent(first.open(other), document_no="1/QĐ"))
    page = second.send(path, **sent(asked, step="confirm"))
    assert "ghi “Giao xác minh”" in page.text("main")
    assert page.all("table", class_="td-both") == []
    assert values(page)["note"] == "Của tôi"
