"""The page of the trail: in words, narrowed, and no word missing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.audit import note
from app.records.agencies import Agency
from app.records.people import RoleKind
from app.web.admin.trail_words import ACTIONS, GROUPS, Group, action_words, actions_of
from tests.house.sources import APP, files
from tests.makers import a_case, an_agency
from tests.web.conftest import THE_MORNING, Browse
from tests.web.desks import TODAY, a_desk, at_the_desk, looking, somebody

TRAIL = "/quan-tri/nhat-ky"
NOTES = frozenset({"note", "_noted", "_written"})  # what writes a line of the trail


@pytest.fixture
def auditor(app: Flask) -> Browse:
    with looking(app) as session:
        desk = a_desk(session)
        a_case(session, desk.unit, on=TODAY)
        somebody(session, an_agency(session, "UBND tỉnh"), RoleKind.AUDITOR, username="kiem.soat")
        session.commit()
    return at_the_desk(app, "kiem.soat")


def test_the_trail_tells_who_did_what_the_newest_first(auditor: Browse) -> None:
    page = auditor.open(TRAIL)
    lines = [" ".join(" ".join(one.itertext()).split()) for one in page.all("tr")]
    assert lines[1:3] == ["thứ Hai 23/11/2026", "08:00 Người kiem.soat Đăng nhập –"]
    assert "Mở vụ việc" in page.text("table")
    assert "Vụ việc KN-0001/2026, UBND xã Ia Dom" in page.text("table")
    assert "Hết nhật ký" in page.text()


def test_filters_narrow_it_and_what_cannot_be_read_is_told(auditor: Browse) -> None:
    page = auditor.open(f"{TRAIL}?nhom=dang-nhap")
    assert "Mở vụ việc" not in page.text("table")
    assert "Mở vụ việc" in auditor.open(f"{TRAIL}?ai=DOM.handler").text("table")
    assert "Không có mục nào khớp" in auditor.open(f"{TRAIL}?ai=khong+ai").text()
    assert "Không có mục nào khớp" in auditor.open(f"{TRAIL}?den=22/11/2026").text()
    page = auditor.open(f"{TRAIL}?tu=hôm+qua&den=31/02/2026&nhom=khac&sau=x")
    assert "Từ ngày: Nhập ngày dạng" in page.text()
    assert "Đến ngày: Không có ngày 31/02/2026" in page.text()
    assert page.all("input", name="tu")[0].get("value") == "hôm qua"
    assert "không sớm hơn 23/11/2026" in auditor.open(f"{TRAIL}?tu=23/11/2026&den=20/11/2026").text()


def test_pages_follow_each_other(sqlite_app: Flask) -> None:
    with looking(sqlite_app) as session:
        somebody(session, an_agency(session), RoleKind.AUDITOR, username="kiem.soat")
        for _ in range(70):
            note(session, by=None, at=THE_MORNING, action="sign_in_failed")
        session.commit()
    browse = at_the_desk(sqlite_app, "kiem.soat")
    first = browse.open(f"{TRAIL}?nhom=dang-nhap")
    (onward,) = first.all("a", rel="next")
    second = browse.open(str(onward.get("href")))
    assert len(first.all("td")) // 4 + len(second.all("td")) // 4 == 71
    assert "Về đầu danh sách" in second.text()
    assert "Mở" not in second.text("table")


@pytest.mark.parametrize("kind", RoleKind)
def test_only_who_may_read_it_opens_it(sqlite_app: Flask, kind: RoleKind) -> None:
    with looking(sqlite_app) as session:
        somebody(session, an_agency(session), kind, username="ai.do")
        session.commit()
    may = kind in {RoleKind.AUDITOR, RoleKind.ADMINISTRATOR}
    at_the_desk(sqlite_app, "ai.do").open(TRAIL, status=200 if may else 403)


# --- words ----------------------------------------------------------------------------------------------------------


def actions_written() -> Iterator[str]:
    """Every action the program writes into the trail."""
    for path in files("*.py", under=APP):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "attr", getattr(call.func, "id", "")) not in NOTES:
                continue
            named = [one.value for one in call.keywords if one.arg == "action"]
            positional = call.args[2:3] if getattr(call.func, "id", "") != "note" else []
            for value in [*named, *positional]:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def test_every_action_has_words() -> None:
    written = set(actions_written()) | {"act_recorded", "act_corrected", "sign_in"}
    assert written - set(ACTIONS) == set()
    assert len(written) > 20


def test_every_action_is_said_and_found_under_its_group(sqlite_app: Flask, records: Session) -> None:
    assert records.get(Agency, 1) is None
    with sqlite_app.test_request_context("/"):
        for action in ACTIONS:
            assert action_words(action, {"act": "received", "on": "2026-11-23", "kind": "head", "fields": ["name"]})
        assert action_words("nobody_knows", {}) == "nobody_knows"
    assert set().union(*map(actions_of, Group)) == set(ACTIONS)
    assert set(GROUPS) == set(Group)
