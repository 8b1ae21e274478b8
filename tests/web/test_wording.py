"""Words for every state, date, number and member of a closed set."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from flask import Flask

from app import records
from app.records.people import RoleKind
from app.statute.assessment import Status
from app.web import wording
from app.web.member_words import PARTS
from app.web.navigation import NAVIGATION
from app.web.views import DueWords, Mark

DUE = date(2026, 11, 30)


def closed_sets() -> list[type[StrEnum]]:
    modules = [import_module(f"app.records.{found.name}") for found in iter_modules(records.__path__)]
    members = {one for module in modules for _, one in inspect.getmembers(module, inspect.isclass)}
    return sorted(
        (one for one in members if issubclass(one, StrEnum) and one is not StrEnum), key=lambda one: one.__name__
    )


@pytest.fixture(autouse=True)
def page(sqlite_app: Flask) -> Iterator[None]:
    with sqlite_app.test_request_context("/"):
        yield


@pytest.mark.parametrize("kind", closed_sets(), ids=lambda kind: kind.__name__)
def test_every_member_of_a_closed_set_has_words(kind: type[StrEnum]) -> None:
    said = [wording.words(member) for member in kind]
    assert all(said)
    assert len(set(said)) == len(said)


def test_every_role_has_a_part_and_a_navigation() -> None:
    assert set(PARTS) == set(NAVIGATION) == set(RoleKind)


def test_every_status_of_the_law_has_a_badge() -> None:
    assert set(wording.BADGES) == set(Status)


@pytest.mark.parametrize(
    ("status", "facts", "mark", "words"),
    [
        ("open", {"due_on": DUE, "left": 8}, Mark.OPEN, "còn 8 ngày làm việc"),
        ("due_soon", {"due_on": DUE, "left": 3}, Mark.SOON, "còn 3 ngày làm việc"),
        ("due_soon", {"due_on": DUE, "left": 0}, Mark.SOON, "đến hạn hôm nay"),
        ("open", {"due_on": DUE, "left": 12, "working": False}, Mark.OPEN, "còn 12 ngày"),
        ("overdue", {"due_on": DUE, "late": 12}, Mark.OVER, "quá hạn 12 ngày"),
        ("overdue", {"due_on": DUE, "late": 1284}, Mark.OVER, "quá hạn 1.284 ngày"),
        ("met", {"due_on": DUE}, Mark.MET, "đã xong, đúng hạn"),
        ("met_late", {"due_on": DUE, "late": 4}, Mark.LATE, "đã xong, trễ 4 ngày"),
    ],
)
def test_a_badge_says_its_state_in_words(status: str, facts: dict[str, Any], mark: Mark, words: str) -> None:
    assert wording.due_words(status, **facts) == DueWords(mark, words, "30/11/2026")


def test_a_paused_duty_says_since_when_and_keeps_its_lateness() -> None:
    since = date(2026, 11, 9)
    assert wording.due_words("paused", paused_on=since) == DueWords(Mark.PAUSED, "đang tạm dừng", "từ 09/11/2026")
    assert wording.due_words("paused", late=3).words == "đang tạm dừng, đã quá hạn 3 ngày"
    suspended = wording.due_words("paused", paused_on=since, suspended=True)
    assert suspended == DueWords(Mark.PAUSED, "đang tạm đình chỉ", "từ 09/11/2026")


def test_dates_and_instants_are_written_as_in_the_province() -> None:
    assert wording.weekday_and_day(DUE) == "thứ Hai 30/11/2026"
    assert wording.weekday_and_day(date(2026, 11, 29)) == "Chủ nhật 29/11/2026"
    assert wording.short_weekday(date(2026, 11, 25)) == "T4 25/11"
    assert wording.moment(datetime(2026, 11, 22, 17, 5, tzinfo=UTC)) == "00:05 ngày 23/11/2026"


def test_numbers_have_points_for_thousands_and_a_comma_for_tenths() -> None:
    assert (wording.number(1284), wording.number(96), wording.decimal(1234.25)) == ("1.284", "96", "1.234,3")
    assert wording.percent(96, 1284) == "7,5\N{NO-BREAK SPACE}%"
    assert wording.percent(0, 0) == "–"


def test_a_foot_says_how_many_of_how_many() -> None:
    foot = wording.foot(25, 1284, "vụ việc", next_url="/n", first_url="/")
    assert foot.words == "Hiện 25 trong 1.284 vụ việc"
    assert foot.next
    assert foot.next.words == "25 vụ việc tiếp theo"
    assert wording.foot(12, 12, "việc").words == "Hết danh sách: 12 việc."
