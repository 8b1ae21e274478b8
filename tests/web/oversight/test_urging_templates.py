"""The province’s templates of letters that urge: taken, put in force, and what a letter and a report are made from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.papers.examples import example_of
from app.casework.petitions import BAN_TCD
from app.paper.province import tried, words_of
from app.paper.starter import starter
from app.records.papers import PaperTemplate
from app.records.people import RoleKind
from app.statute.papers import URGING_PAPERS, OfficialPaper
from tests.casework.test_urging_board import forwarded_petition
from tests.makers import a_case, an_agency
from tests.web.conftest import THE_MORNING, Browse
from tests.web.desks import Desk, a_desk, an_inspector, at_the_desk, kept_on, somebody
from tests.web.oversight.test_urging import TYPED, VERY_LATE, drafted, the_ref
from tests.web.own_templates import HOME, in_force, own, upload

TODAY = THE_MORNING.date()
EVERY = pytest.mark.parametrize("paper", URGING_PAPERS, ids=[one.code for one in URGING_PAPERS])


@pytest.fixture
def administrator(sqlite_app: Flask, records: Session, dom: Desk) -> Browse:
    somebody(records, dom.agency, RoleKind.ADMINISTRATOR, username="quan.tri")
    records.commit()
    return at_the_desk(sqlite_app, "quan.tri")


@pytest.fixture
def dom(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records, under=an_agency(records, "UBND tỉnh"))


@pytest.fixture
def watcher(sqlite_app: Flask, records: Session, dom: Desk) -> Browse:
    assert dom
    return an_inspector(sqlite_app, records)


@EVERY
def test_each_has_a_starting_template_that_is_taken_as_it_is(administrator: Browse, paper: OfficialPaper) -> None:
    assert paper.name.vi in administrator.open(HOME).text("table")
    page = administrator.open(f"{HOME}/{paper.code}")
    assert "for row in matters" in page.text()
    content = administrator.client.get(f"{HOME}/{paper.code}/khoi-dau").data
    said = words_of(tried(content, example_of(paper, TODAY).fields, title="", at=THE_MORNING))
    assert any(line.startswith("1 | VD/2026/0001 | Khiếu nại lần đầu, ") for line in said)
    assert content[:2] == starter(paper, example_of(paper, TODAY).passages, at=THE_MORNING)[:2]
    assert "Bản thử" in upload(administrator, paper, content).text()


@EVERY
@pytest.mark.parametrize("without", ["matters", "asked", "to"])
def test_what_makes_it_a_letter_that_urges_may_not_be_left_out(
    administrator: Browse, records: Session, paper: OfficialPaper, without: str
) -> None:
    page = upload(administrator, paper, own(paper, but=without))
    assert f"{{{{ {without} }}}}" in page.text("div", class_="td-error")
    assert records.scalar(select(PaperTemplate)) is None


def test_a_letter_a_second_one_and_the_report_are_made_from_what_is_in_force_on_their_day(
    administrator: Browse, watcher: Browse, records: Session, dom: Desk
) -> None:
    for paper in URGING_PAPERS[:2]:
        in_force(administrator, records, paper)
    case = a_case(records, dom.unit, on=VERY_LATE)
    page = drafted(watcher, records, case)
    assert "Theo mẫu riêng của tỉnh." in page.text("article")
    assert case.code in page.text("article")
    first = the_ref(records)
    before = {"issued_on": "20/11/2026", "reply_due_on": "21/11/2026"}  # and before the template
    watcher.send(f"/don-doc/{first}", **{**kept_on(page), **TYPED, **before, "then": "issue"})
    assert "Theo mẫu riêng của tỉnh." not in file_of(watcher, first)
    page = watcher.send(f"/don-doc/{first}/lan-sau")
    second = the_ref(records)
    typed = {**TYPED, "number": "51/TTr-VP", "more": "Gửi kèm hồ sơ", "then": "issue"}
    watcher.send(f"/don-doc/{second}", **{**kept_on(page), **typed})
    said = file_of(watcher, second)
    assert said[0] == "Theo mẫu riêng của tỉnh."
    assert {"Số: 51/TTr-VP", "Gửi kèm hồ sơ"} <= set(said)
    assert any("đã có Công văn đôn đốc số 45/TTr-VP" in line for line in said)
    token = watcher.open(f"/don-doc/{second}").csrf_token
    answer = watcher.client.post(f"/don-doc/{second}/du-thao-bao-cao", data={"csrf_token": token})
    report = words_of(answer.data)
    assert report[0] == "Theo mẫu riêng của tỉnh."
    assert any(case.code in line for line in report)


def test_the_request_of_the_board_and_its_report_are_made_from_their_own_templates(
    sqlite_app: Flask, administrator: Browse, records: Session, dom: Desk
) -> None:
    for paper in URGING_PAPERS[2:]:
        in_force(administrator, records, paper)
    board = a_desk(records, "Ban Tiếp công dân tỉnh", prefix="ban")
    board.agency.code = BAN_TCD
    petition = forwarded_petition(records, board.unit, dom.unit, on=TODAY - timedelta(days=40))
    code, chosen = petition.code, str(petition.id)
    records.commit()
    handler = at_the_desk(sqlite_app, board.who[RoleKind.HANDLER])
    page = handler.open("/don-doc")
    assert code in page.text("main")
    page = handler.send("/don-doc/soan-de-nghi", chon=chosen)
    ref = the_ref(records)
    assert "Theo mẫu riêng của tỉnh." in page.text("article")
    page = handler.send(f"/don-doc/{ref}", **{**kept_on(page), **TYPED, "then": "issue"})
    assert page.text("h1") == "Văn bản đề nghị số 45/TTr-VP"
    assert any(code in line for line in file_of(handler, ref))
    token = handler.open(f"/don-doc/{ref}").csrf_token
    answer = handler.client.post(f"/don-doc/{ref}/du-thao-bao-cao", data={"csrf_token": token})
    assert words_of(answer.data)[0] == "Theo mẫu riêng của tỉnh."


def file_of(browse: Browse, ref: str) -> list[str]:
    """The letter as it was issued, in words."""
    token = browse.open(f"/don-doc/{ref}").csrf_token
    return words_of(browse.client.post(f"/don-doc/{ref}/tep/letter", data={"csrf_token": token}).data)
