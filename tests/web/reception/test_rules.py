"""The schedule as a whole at the desk: rules looked at before they are saved, changed; days posted at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.people import RoleKind
from app.records.reception import ReceptionDay, ReceptionRule
from tests.web.conftest import Browse, Page
from tests.web.desks import Desk, a_desk, at_the_desk, looking

RULES = "/lich-tiep-cong-dan/quy-tac"
POSTING = "/lich-tiep-cong-dan/niem-yet"
TYPED: dict[str, Any] = {
    "kind": "head", "every": "month_day", "month_day": "15", "weekday": "0", "week": "1", "off": "next",
    "from_on": "23/11/2026", "until_on": "", "starts_at": "7:30", "ends_at": "11:00",
    "chaired_by": "Ông Siu Blut, Chủ tịch", "place": "Phòng 1", "expected_version": "0",
}  # fmt: skip


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        found = a_desk(records)
        records.commit()
        return found


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


def saved(officer: Browse, desk: Desk, path: str = f"{RULES}/moi", **changed: str) -> Page:
    officer.open(path)
    typed: dict[str, Any] = {**TYPED, "agency": str(desk.agency.id), "then": "save", **changed}
    return officer.send(path, **typed)


def days_of(app: Flask) -> list[date]:
    with looking(app) as records:
        return list(records.scalars(select(ReceptionDay.on).order_by(ReceptionDay.on)))


def rule_of(records: Session) -> ReceptionRule:
    return records.scalars(select(ReceptionRule)).one()


def test_the_days_are_shown_before_anything_is_saved(sqlite_app: Flask, officer: Browse, desk: Desk) -> None:
    page = saved(officer, desk, then="preview")

    assert page.text("h2", id="se-lap").startswith("Sẽ lập 1")
    assert "thứ Ba 15/12/2026" in page.text("ol", class_="td-foreseen")
    assert "còn thiếu 1 ngày" in page.text("div", class_="td-note")  # a commune owes two days a month
    assert days_of(sqlite_app) == []


def test_a_rule_is_saved_told_in_words_and_changed(sqlite_app: Flask, officer: Browse, desk: Desk) -> None:
    page = saved(officer, desk)
    assert "Ngày 15 hằng tháng" in page.text("td")
    assert "Lập theo quy tắc. Định kỳ: Ngày 15 hằng tháng." in officer.open("/lich-tiep-cong-dan").text()
    before = days_of(sqlite_app)
    assert before[0] == date(2026, 12, 15)

    with looking(sqlite_app) as records:
        rule = rule_of(records)
        path, version = f"{RULES}/{rule.ref}", str(rule.version)
    page = saved(officer, desk, path, every="month_weekday", week="0", weekday="4", expected_version=version)

    assert "Thứ Sáu lần cuối cùng trong tháng" in page.text("td")
    assert date(2026, 12, 25) in days_of(sqlite_app)
    assert date(2026, 12, 15) not in days_of(sqlite_app)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"month_day": "32"}, "Nhập ngày trong tháng từ 1 đến 31."),
        ({"ends_at": "7:00"}, "Nhập giờ kết thúc sau giờ bắt đầu."),
        ({"off": ""}, "Chọn cách xử lý ngày nghỉ."),
        ({"until_on": "01/01/2020"}, "Nhập ngày cuối không sớm hơn ngày đầu."),
    ],
)
@pytest.mark.parametrize("then", ["preview", "save"])
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    officer: Browse, desk: Desk, wrong: dict[str, str], said: str, then: str
) -> None:
    page = saved(officer, desk, then=then, **wrong)
    assert said in page.text("div", class_="td-summary")
    assert page.all("input", id="place")[0].get("value") == "Phòng 1"


def test_all_days_of_a_month_are_posted_at_once(officer: Browse, desk: Desk) -> None:
    saved(officer, desk)
    saved(officer, desk, month_day="25")
    path = f"{POSTING}?noi={desk.agency.id}&thang=2026-12"
    page = officer.open(path)
    boxes = page.all("input", class_="form-check-input")
    refs = [str(box.get("value")) for box in boxes if box.get("checked") is not None]
    assert len(refs) == 2
    missing = officer.send(path, on="23/11/2026", where="Trụ sở UBND xã")
    assert "Chọn ít nhất một buổi tiếp." in missing.text("div", class_="td-summary")

    page = officer.send(path, buoi=refs[0], on="23/11/2026", where="Trụ sở UBND xã", by_whom="Bà Lan")

    assert "Đã ghi niêm yết 1 buổi." in page.text("div", class_="td-flash")
    assert "niêm yết 23/11" in page.text("table", class_="td-month")
    left = officer.open(path).all("input", class_="form-check-input")
    assert [box.get("value") for box in left] == refs[1:]


@pytest.mark.parametrize(("kind", "status"), [(RoleKind.OFFICER, 200), (RoleKind.HEAD, 200), (RoleKind.HANDLER, 403)])
def test_who_keeps_the_schedule_keeps_its_rules(sqlite_app: Flask, desk: Desk, kind: RoleKind, status: int) -> None:
    somebody = at_the_desk(sqlite_app, desk.who[kind])
    for path in (RULES, f"{RULES}/moi", POSTING):
        assert somebody.client.get(path).status_code == status
