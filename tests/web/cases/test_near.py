"""The page of notices: a count beside its name while something is new, seen by one person and not by another."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from app.casework import assignments
from app.casework.due_notices import raise_notices
from app.casework.internal_terms import set_term
from app.records.people import RoleKind
from tests.makers import a_case, a_viewer, an_act, at
from tests.web.cases.test_first_pages import LATE, NEAR, codes_of
from tests.web.conftest import THE_MORNING, Page
from tests.web.desks import TODAY, Desk, at_the_desk


def count_of(page: Page) -> str:
    link = next(one for one in page.all("a") if one.get("href") == "/nhac-han")
    return "".join("".join(link.itertext()).replace("Nhắc hạn", "").split())


def test_what_is_near_is_new_until_it_is_seen(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    near = a_case(records, desk.unit, on=NEAR)
    a_case(records, desk.unit, on=LATE)
    assignments.assign(records, near, desk.unit.handler.account_id, by=desk.unit.head, at=at(NEAR), today=NEAR)
    raise_notices(records, today=TODAY, at=THE_MORNING)
    records.commit()
    head, handler = (at_the_desk(sqlite_app, desk.who[kind]) for kind in (RoleKind.HEAD, RoleKind.HANDLER))
    page = head.open("/nhac-han")
    assert (codes_of(page), count_of(page)) == ([near.code], "1")
    assert "còn 2 ngày làm việc" in page.text("main")
    seen = head.send("/nhac-han")
    assert codes_of(seen) == codes_of(page)
    assert count_of(seen) == ""
    assert "Đã xem" in seen.text("main")
    own = handler.open("/nhac-han")
    assert (codes_of(own), count_of(own)) == ([near.code], "1")
    idle = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).open("/nhac-han")
    assert "Không có việc nào sắp đến hạn." in idle.text("main")


def test_what_is_done_is_gone_before_the_next_day(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    near = a_case(records, desk.unit, on=NEAR)
    raise_notices(records, today=TODAY, at=THE_MORNING)
    for act, by in (("verifying", desk.unit.handler), ("reported", desk.unit.handler), ("decided", desk.unit.head)):
        an_act(records, near, act, TODAY, by=by)
    records.commit()
    told = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]).open("/nhac-han").text("main")
    assert "Ra quyết định" not in told
    assert "Gửi quyết định" in told  # what it brought is near itself


def test_what_is_near_is_told_before_the_job_that_raises_notices_has_run(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    near = a_case(records, desk.unit, on=NEAR)
    a_case(records, desk.unit, on=LATE)
    records.commit()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    page = head.open("/nhac-han")
    assert (codes_of(page), count_of(page)) == ([near.code], "1")
    assert "Mới" in page.text("main")
    seen = head.send("/nhac-han")
    assert (codes_of(seen), count_of(seen)) == ([near.code], "")
    assert "Đã xem" in seen.text("main")


def test_the_page_says_the_near_term_an_administrator_set(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    assert "Còn 5, còn 2 ngày làm việc" in head.open("/nhac-han").text("main")
    boss = a_viewer(records, desk.unit.agency, RoleKind.ADMINISTRATOR)
    set_term(records, "soon_working_days", 8, source="Quy chế", by=boss, at=THE_MORNING)
    records.commit()
    assert "Còn 8, còn 2 ngày làm việc" in head.open("/nhac-han").text("main")
