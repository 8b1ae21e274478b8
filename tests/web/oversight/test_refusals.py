"""The page of refusals: for Thanh tra tỉnh every agency, for a head the own one, nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.refusals import Evidence
from app.records.agencies import Level
from app.records.people import RoleKind
from app.records.reception import VisitOutcome
from tests.makers import a_visit, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import Desk, a_desk, at_the_desk, somebody

PATH = "/tu-choi-tiep"
PAPER = Evidence("15/TB-UBND", date(2026, 6, 1), "UBND tỉnh")


@pytest.fixture
def dom(records: Session) -> Desk:
    records.expire_on_commit = False
    desk, other = a_desk(records), a_desk(records, "UBND xã Chư Sê", prefix="se")
    refused: dict[str, Any] = {"outcome": VisitOutcome.REFUSED, "evidence": PAPER}
    for code in ("4.1.b", "LTCD-9.3"):
        a_visit(records, desk.unit, on=date(2026, 9, 7), refusal_ground=code, **refused)
    a_visit(records, desk.unit, on=date(2026, 9, 7))
    a_visit(records, desk.unit, on=date(2026, 9, 7))
    a_visit(records, other.unit, on=date(2025, 9, 8), refusal_ground="LTCD-9.2", **refused)
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    return desk


def figures(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("a", class_="td-big") + page.all("span", class_="td-big")]


def test_thanh_tra_sees_the_share_and_the_signs_and_every_number_opens_its_list(sqlite_app: Flask, dom: Desk) -> None:
    assert dom
    watcher = at_the_desk(sqlite_app, "thanh.tra")
    page = watcher.open(PATH)
    assert sorted(figures(page)) == ["0", "1", "2", "4"]  # received after all, with a sign, refused, visits
    assert "50,0" in page.text("main")
    assert "vi phạm" not in page.text("main").replace("vi phạm nội quy", "")
    assert len(page.all("a", class_="td-code")) == 2
    (signed,) = watcher.open(f"{PATH}?dau-hieu=any").all("a", class_="td-code")
    assert signed.text
    assert "chưa có thông báo của thủ trưởng" in watcher.open(f"{PATH}?dau-hieu=no_notice").text("main")
    assert len(watcher.open(f"{PATH}?can-cu=4.1.b").all("a", class_="td-code")) == 1
    assert len(watcher.open(f"{PATH}?ky=2025").all("a", class_="td-code")) == 1
    assert not watcher.open(f"{PATH}?ky=2026-q4").all("a", class_="td-code")
    assert len(watcher.open(f"{PATH}?ky=2026-09").all("a", class_="td-code")) == 2


def test_a_head_sees_the_own_agency_only(sqlite_app: Flask, dom: Desk) -> None:
    page = at_the_desk(sqlite_app, dom.who[RoleKind.HEAD]).open(PATH)
    assert len(page.all("a", class_="td-code")) == 2
    other = at_the_desk(sqlite_app, "se.head").open(f"{PATH}?ky=2025")
    assert len(other.all("a", class_="td-code")) == 1
    assert "Chưa" not in other.text("h1")


@pytest.mark.parametrize("kind", [RoleKind.OFFICER, RoleKind.HANDLER])
def test_officers_and_handlers_do_not(sqlite_app: Flask, dom: Desk, kind: RoleKind) -> None:
    browse: Browse = at_the_desk(sqlite_app, dom.who[kind])
    browse.open(PATH, 403)
