"""What stands around every page: where one is, in which light, and a home for every role."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from sqlalchemy.orm import Session

from app.extensions import db
from app.records.agencies import Level
from app.records.people import RoleKind
from tests.makers import a_case, a_petition, an_agency
from tests.web.conftest import Browse, Page, an_account_with
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, somebody
from tests.web.grown import counted


@pytest.fixture
def dom(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records)


def here(page: Page) -> list[str]:
    """The words of the entry one stands at, without its count."""
    return ["".join(one.itertext()).rstrip(" 0123456789") for one in page.all("a") if one.get("aria-current") == "page"]


def test_a_page_under_an_entry_keeps_it_current(sqlite_app: Flask, records: Session, dom: Desk) -> None:
    case = a_case(records, dom.unit, on=TODAY)
    records.commit()
    handler = at_the_desk(sqlite_app, dom.who[RoleKind.HANDLER])
    assert here(handler.open("/viec-cua-toi")) == ["Việc của tôi"]
    assert here(handler.open(f"/vu-viec/{case.ref}")) == ["Vụ việc"]
    assert here(handler.open(f"/vu-viec/{case.ref}/tinh-tiet")) == ["Vụ việc"]
    assert here(handler.open("/qua-han")) == ["Việc của tôi"]
    officer = at_the_desk(sqlite_app, dom.who[RoleKind.OFFICER])
    assert here(officer.open("/so-tiep-cong-dan/ban-in")) == ["Sổ tiếp công dân"]
    assert here(officer.open("/tai-khoan")) == []


def test_a_supervisor_stays_at_the_backlog_in_a_case(sqlite_app: Flask, records: Session, dom: Desk) -> None:
    case = a_case(records, dom.unit, on=TODAY)
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    supervisor = at_the_desk(sqlite_app, "thanh.tra")
    for path in ("/ton-dong", "/qua-han", f"/vu-viec/{case.ref}"):
        assert here(supervisor.open(path)) == ["Tồn đọng"], path


def test_who_is_invited_to_inspections_has_their_list_and_nothing_else(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.OBSERVER)
    page = browse.sign_in("thu.ha")
    assert here(page) == ["Kiểm tra được mời"]
    assert "Chưa có lời mời" in page.text()
    browse.open("/kiem-tra", 403)


def light(page: Page) -> str | None:
    return page.tree.get("data-bs-theme")


def test_the_light_is_switched_anywhere_and_leads_back(browse: Browse, records: Session) -> None:
    page = browse.open("/dang-nhap")
    assert light(page) == "light"
    (switch,) = page.all("a", class_="td-lights")
    page = browse.open(str(switch.get("href")))
    assert light(page) == "dark"
    assert page.all("input", name="username")
    assert light(browse.open("/khong-co", 404)) == "dark"
    browse.open("/nen-trang/xanh", 404)
    an_account_with(records, RoleKind.HANDLER)
    assert light(browse.sign_in("thu.ha")) == "dark"


def test_the_light_saved_with_the_account_wins_over_the_one_of_the_browser(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    browse.open("/nen-trang/dark")
    browse.open("/tai-khoan")
    assert light(browse.send("/tai-khoan", locale="vi", theme="light")) == "light"


def test_only_who_may_log_a_visit_is_told_where(sqlite_app: Flask, dom: Desk) -> None:
    for kind, address in ((RoleKind.OFFICER, "/tiep-dan/ghi"), (RoleKind.HANDLER, None)):
        page = at_the_desk(sqlite_app, dom.who[kind]).open("/vu-viec")
        assert page.all("body")[0].get("data-new-visit") == address


FRAME = "/tro-giup/phim-tat"  # a page with nothing in it
# What is near, and a head's schedule, ask the calendar too.
STATEMENTS = {RoleKind.HANDLER: 3, RoleKind.SUPERVISOR: 2, RoleKind.HEAD: 3}


def test_who_is_here_and_all_counts_are_asked_in_two_statements_and_the_calendar_in_one(
    sqlite_app: Flask, records: Session, dom: Desk
) -> None:
    somebody(records, an_agency(records, "Thanh tra tỉnh"), RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    people = {RoleKind.SUPERVISOR: "thanh.tra", RoleKind.HANDLER: dom.who[RoleKind.HANDLER],
              RoleKind.HEAD: dom.who[RoleKind.HEAD]}  # fmt: skip
    with sqlite_app.app_context():
        engine = db.engine
    for kind, username in people.items():
        browse = at_the_desk(sqlite_app, username)
        browse.open(FRAME)  # keeps the mark of its forms in the session
        with counted(engine) as sent:
            browse.open(FRAME)
        assert len(sent) == STATEMENTS[kind], kind


def test_a_count_follows_what_happens_and_ends_at_99(
    sqlite_app: Flask, records: Session, dom: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = at_the_desk(sqlite_app, dom.who[RoleKind.HANDLER])
    for number in range(3):
        assert "".join(handler.open(FRAME).all("a", href="/don")[0].itertext()).endswith(
            f" {number}" if number else "n"
        )
        a_petition(records, dom.unit, on=TODAY)
        records.commit()
    monkeypatch.setattr("app.web.navigation.MOST_SAID", 2)
    assert "".join(handler.open(FRAME).all("a", href="/don")[0].itertext()).endswith(" 2+")


def test_an_address_remembered_is_the_one_that_was_asked_for(sqlite_app: Flask) -> None:
    for prefix, page in (("", "/tim"), ("/tiep-dan", "/tiep-dan/tim")):
        with sqlite_app.test_request_context("/", environ_overrides={"SCRIPT_NAME": prefix}):
            for _ in range(2):
                assert url_for("search.find") == page
                assert url_for("search.find", n=1) == f"{page}?n=1"
                assert url_for("search.find", n=True) == f"{page}?n=True"
                assert url_for("search.find", _external=True) == f"http://localhost{page}"
