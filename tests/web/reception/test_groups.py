"""A group at the desk: its representatives, and the paper by which they speak for it, at once or brought later."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.audit import AuditEntry
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.reception import Visit
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, Desk, a_desk, at_the_desk


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


GROUP: dict[str, Any] = {
    "people_count": "12", "mandate": "Giấy cử người đại diện ngày 20/11/2026", "others-0-full_name": "Kpă H’Bia",
}  # fmt: skip


def logged(officer: Browse, desk: Desk, **changed: str) -> Page:
    officer.open("/tiep-dan/ghi")
    return officer.send("/tiep-dan/ghi", **{**A_VISIT, "agency": str(desk.agency.id), **GROUP, **changed})


def test_a_group_stands_with_its_representatives_and_mandate_on_page_receipt_and_register(
    officer: Browse, records: Session, desk: Desk
) -> None:
    receipt = logged(officer, desk).text("article")
    assert "Đại diện cho đoàn 12 người (văn bản cử người đại diện: Giấy cử người đại diện ngày 20/11/2026)." in receipt
    line = officer.open("/so-tiep-cong-dan").text("tbody")
    assert "Đoàn 12 người, đại diện:Rơ Mah Thoan, Làng Bi, xã Ia Dom" in line
    assert "Cử đại diện: Giấy cử người đại diện ngày 20/11/2026" in line
    page = officer.open(f"/tiep-dan/{_ref(records)}")
    assert "Đoàn đông người12 người" in page.text("dl", class_="td-facts")
    assert not page.all("div", class_="td-note")


def _ref(records: Session) -> str:

    return str(records.scalars(select(Matter.ref).where(Matter.kind == MatterKind.VISIT)).one())


def test_too_many_representatives_or_no_mandate_is_said_and_never_blocks(
    officer: Browse, records: Session, desk: Desk
) -> None:
    four = {f"others-{n}-full_name": f"Người thứ {n}" for n in range(3)}
    logged(officer, desk, people_count="7", mandate="", **four)
    notes = officer.open(f"/tiep-dan/{_ref(records)}").text("main")
    assert "Đoàn 7 người cử nhiều nhất 2 người đại diện, đang ghi 4 người (Luật Tiếp công dân, Điều 29" in notes
    assert "Chưa ghi văn bản cử người đại diện của đoàn" in notes
    assert records.scalars(select(Visit.people_count)).one() == 7


def test_a_mandate_that_was_missing_is_added_later_once_and_by_the_desk_only(
    sqlite_app: Flask, officer: Browse, records: Session, desk: Desk
) -> None:
    logged(officer, desk, people_count="7", mandate="")
    path = f"/tiep-dan/{_ref(records)}"
    records.rollback()
    form = f"{path}/van-ban-cu-dai-dien"
    assert form in [one.get("href") for one in officer.open(path).all("a")]
    page = officer.open(form)
    assert "Đoàn 7 người" in page.text("p", class_="td-lede")
    assert "Nhập số, tên văn bản" in officer.send(form, document="", on="24/11/2026").text("main")
    assert "Ngày 24/11/2026 chưa đến." in officer.send(form, document="Giấy cử 01", on="24/11/2026").text("main")
    page = officer.send(form, document="Giấy cử người đại diện số 01", on="20/11/2026")
    assert "Đã ghi văn bản cử người đại diện." in page.text("div", role="status")
    assert "Giấy cử người đại diện số 01 ngày 20/11/2026" in page.text("dl", class_="td-facts")
    assert "Chưa ghi văn bản" not in page.text("main")
    assert not [one for one in page.all("a") if one.get("href") == form]
    assert "Cử đại diện: Giấy cử người đại diện số 01" in officer.open("/so-tiep-cong-dan").text("tbody")
    noted = select(AuditEntry.account_id).where(AuditEntry.action == "mandate_added")
    assert records.scalars(noted).one() == desk.unit.officer.account_id
    records.rollback()
    officer.open(form)
    assert "Đã ghi văn bản cử người đại diện: " in officer.send(form, document="Khác", on="20/11/2026").text("main")
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    handler.open(form, 403)


def test_the_form_says_how_many_may_speak_for_the_group(officer: Browse, desk: Desk) -> None:
    page = logged(officer, desk, people_count="7", content="", **{"others-1-full_name": "Siu Nhan"})
    assert "ghi 1 hoặc 2 người đại diện" in page.text("div", id="doan")
    assert "đang ghi 3 người. Vẫn lưu được." in page.text("main")
    page = logged(officer, desk, content="")
    assert "nhiều nhất 5 người đại diện" in page.text("div", id="doan")
    assert page.all("input", name="mandate")[0].get("value") == GROUP["mandate"]
