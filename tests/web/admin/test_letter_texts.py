"""The words of letters at the administrator's desk: looked at, set, told which field is wrong, and set back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.casework.letter_wordings import FIELDS
from app.records.people import RoleKind
from tests.web.conftest import Browse, an_account_with

WEEKLY = "/quan-tri/loi-thu/weekly/vi"


@pytest.fixture
def desk(browse: Browse, records: Session) -> Browse:
    an_account_with(records, RoleKind.ADMINISTRATOR)
    browse.enter("thu.ha")
    return browse


def test_every_letter_in_each_language_shows_its_words_its_fields_and_a_letter_in_them(desk: Browse) -> None:
    for kind in FIELDS:
        for locale in ("vi", "en"):
            page = desk.open(f"/quan-tri/loi-thu/{kind}/{locale}")
            assert page.all("article", class_="td-mail"), (kind, locale)
            assert all(f"{{{name}}}" in page.text("aside") for name in FIELDS[kind])
    assert "Thư hằng tuần" in desk.open("/quan-tri/loi-thu").text()
    desk.open("/quan-tri/loi-thu/weekly/fr", status=404)


def test_the_words_are_looked_at_set_and_set_back(desk: Browse) -> None:
    words: dict[str, Any] = {
        "subject": "Nhắc việc của {holder}",
        "opening": "Tuần này {late} trễ.",
        "closing": "",
        "version": "0",
    }
    desk.open(WEEKLY)
    wrong = desk.send(WEEKLY, **words | {"opening": "Gửi {citizen}"}, then="set")
    assert "Không có trường {citizen} ở thư này. Dùng được: {day}, {late}" in wrong.text()
    wrong = desk.send(WEEKLY, **words | {"subject": "", "opening": "Gửi {citizen}", "closing": "{"}, then="set")
    assert "Có 3 chỗ cần sửa" in wrong.text("div", role="alert")  # each passage says its own, at once
    looked = desk.send(WEEKLY, **words, then="look").text()
    assert "Tuần này 3 việc trễ." in looked
    assert "Các lần đặt lời" not in looked
    assert "Lần 1," in desk.send(WEEKLY, **words, then="set").text()
    assert "Có người vừa đổi" in desk.send(WEEKLY, **words | {"subject": "Khác"}, then="set").text()
    desk.open(f"{WEEKLY}/mac-dinh")
    back = desk.send(f"{WEEKLY}/mac-dinh", version="1").text()
    assert "Trở về lời của phần mềm." in back
    assert "Đặt lời “Thư hằng tuần”, VI, lần 1" in desk.open("/quan-tri/nhat-ky").text()


def test_the_alarm_letter_can_be_looked_at_before_it_goes(desk: Browse) -> None:
    page = desk.open("/quan-tri/viec-tu-chay/thu")
    options = [one.get("value") for one in page.all("option") if one.get("value")]
    assert options == []  # nobody has an address
    assert "Chọn nơi nhận." in desk.open("/quan-tri/viec-tu-chay/thu?to=&day=24/11/2026").text()
