"""The list of cases, "Việc của tôi" and "Đơn vị": counts equal rows, each number opens its list."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.casework import assignments
from app.extensions import db
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_act, at
from tests.web.conftest import Page
from tests.web.desks import Desk, at_the_desk

LATE, NEAR, FAR = date(2026, 9, 7), date(2026, 10, 26), date(2026, 11, 16)


def held(records: Session, desk: Desk, matter: Matter) -> Matter:
    on = matter.opened_on
    assignments.assign(records, matter, desk.unit.handler.account_id, by=desk.unit.head, at=at(on), today=on)
    return matter


def a_day_of_work(records: Session, desk: Desk) -> dict[str, Matter]:
    cases = {
        "late": held(records, desk, a_case(records, desk.unit, on=LATE)),
        "near": held(records, desk, a_case(records, desk.unit, on=NEAR)),
        "far": held(records, desk, a_case(records, desk.unit, on=FAR)),
        "paused": held(records, desk, a_case(records, desk.unit, on=date(2026, 11, 2))),
        "free": a_case(records, desk.unit, on=LATE),
        "petition": held(records, desk, a_petition(records, desk.unit, on=date(2026, 11, 9))),
    }
    handler = desk.unit.handler
    an_act(records, cases["paused"], "suspended", date(2026, 11, 16), by=handler, data={"ground": "TDC_BKK"})
    an_act(records, cases["paused"], "sent", date(2026, 11, 17), by=handler, data={"papers": ["suspended"]})
    records.commit()
    return cases


def groups_of(page: Page) -> dict[str, list[str]]:
    """Group -> codes, as the table shows them."""
    found: dict[str, list[str]] = {}
    here = ""
    for row in page.all("tr"):
        head = row.find("th[@scope='rowgroup']")
        if head is not None:
            here = " ".join("".join(head.itertext()).split())
            found[here] = []
        found.setdefault(here, []).extend(
            code.text or "" for code in row.iter("a") if "td-code" in (code.get("class") or "")
        )
    return {name: codes for name, codes in found.items() if name}


def codes_of(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("a", class_="td-code")]


def test_my_work_is_grouped_by_what_presses(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    cases = a_day_of_work(records, desk)
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open("/viec-cua-toi")
    assert groups_of(page) == {
        "Quá hạn 1": [cases["late"].code],
        "Trong 5 ngày làm việc 1": [cases["near"].code],
        "Sau đó 2": [cases["far"].code, cases["petition"].code],
        "Đang tạm dừng 1": [cases["paused"].code],
    }
    sentence = "1 việc quá hạn, 1 việc đến hạn trong 5 ngày làm việc tới, 2 việc sau đó, 1 việc đang tạm dừng."
    assert page.text("p", class_="td-lede") == sentence
    assert "đang tạm đình chỉ" in page.text("main")
    assert "Hết danh sách: 5 việc. Hạn tính theo lịch làm việc năm 2026." in page.text("main")
    assert "In danh sách" in page.text("button", type="button", **{"data-print": ""})


def test_each_matter_says_its_next_act_or_for_whom_it_waits(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    case, petition = a_case(records, desk.unit, on=LATE), a_petition(records, desk.unit, on=FAR)
    for one in (case, petition):
        held(records, desk, one)
    records.commit()
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    steps = {one.text: one.get("href") for one in browse.open("/viec-cua-toi").all("a", class_="btn-sm")}
    assert steps == {
        "Giao xác minh": f"/vu-viec/{case.ref}/viec/verifying",
        "Phân loại đơn": f"/don/{petition.ref}/phan-loai",
    }
    assert all(browse.open(address or "").status == 200 for address in steps.values())
    for act in ("verifying", "reported"):
        an_act(records, case, act, LATE, by=desk.unit.handler)
    records.commit()
    page = browse.open("/viec-cua-toi")
    assert groups_of(page)["Chờ người khác 1"] == [case.code]
    assert "Chờ thủ trưởng cơ quan: Ra quyết định giải quyết" in page.text("main")
    assert "1 việc chờ người khác" in page.text("p", class_="td-lede")


def test_every_number_of_the_week_opens_its_list(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    cases = a_day_of_work(records, desk)
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = browse.open("/viec-cua-toi")
    week = page.all("ol", class_="td-week")[0]
    days = ["".join(one.itertext()) for one in week]
    assert len(days) == 10
    assert "nghỉ lễ" in days[1]
    links = [one.get("href") or "" for one in week.iter("a")]
    assert links == ["/viec-cua-toi?ngay=2026-11-25"]
    assert codes_of(browse.open(links[0])) == [cases["near"].code]
    assert "Không có hạn ngày này." in browse.open("/viec-cua-toi?ngay=2026-11-26").text("main")


def test_a_handler_without_work_reads_so(sqlite_app: Flask, desk: Desk) -> None:
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open("/viec-cua-toi")
    assert "Không có việc nào đang giữ." in page.text("main")


def test_what_nobody_holds_is_one_click_away(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    cases = a_day_of_work(records, desk)
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    link = next(one for one in browse.open("/viec-cua-toi").all("a") if "chưa ai giữ (1)" in (one.text or ""))
    assert codes_of(browse.open(link.get("href") or "")) == [cases["free"].code]


def test_a_head_sees_the_late_the_unheld_and_the_load(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    cases = a_day_of_work(records, desk)
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    page = browse.open("/don-vi")
    figures = ["".join(one.itertext()) for one in page.all("a", class_="td-big")]
    assert figures == ["2", "1", "1", "5", "1"]
    for link, figure in zip(page.all("a", class_="td-big"), figures, strict=True):
        assert len(codes_of(browse.open(link.get("href") or ""))) == int(figure)
    table = page.all("table")[0]
    shares = [one for cell in table.iter("td") for one in cell.iter("a")]
    assert [one.text for one in shares] == ["1", "1", "4", "1", "1", "1"]  # nobody: cases, late; then the handler
    rows = list(table.iter("tr"))[1:]
    bars = [[one.get("class") for one in row.iter() if one.tag.endswith("rect")] for row in rows]
    assert bars == [["td-fover"], ["td-fover", "td-f2", "td-f1"]]
    names = [one for row in rows for one in next(row.iter("th")).iter("a")]
    assert [one.text for one in names] == ["Chưa ai giữ", "Người dom.handler"]
    assert codes_of(browse.open(names[0].get("href") or "")) == [cases["free"].code]
    for link in shares:
        assert len(codes_of(browse.open(link.get("href") or ""))) == int(link.text or "")
    assert "Chưa ai giữ" in page.text("main")
    assert at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open("/don-vi", status=403)


def test_the_list_of_cases_narrows_and_turns_its_pages(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    handler = desk.unit.handler
    for number in range(30):
        case = a_case(records, desk.unit, on=date(2026, 11, 2 + number % 5))
        if number < 3:
            an_act(records, case, "verifying", date(2026, 11, 9), by=handler)
    for _number in range(2):
        a_case(records, desk.unit, on=FAR, kind=PetitionKind.DENUNCIATION)
    records.commit()
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    first = browse.open("/vu-viec")
    assert "Hiện 25 trong 32 vụ việc" in first.text("div", class_="td-foot")
    onward = next(one.get("href") or "" for one in first.all("a", rel="next"))
    second = browse.open(onward)
    assert len(codes_of(second)) == 7
    assert not set(codes_of(first)) & set(codes_of(second)) or len({*codes_of(first), *codes_of(second)}) == 32
    assert len(codes_of(browse.open("/vu-viec?giai-doan=verifying"))) == 3
    assert len(codes_of(browse.open("/vu-viec?loai=denunciation"))) == 2
    assert "Không có vụ việc nào" in browse.open("/vu-viec?trang-thai=closed").text("main")
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).open("/vu-viec")
    assert "Hiện 25 trong 30 vụ việc" in officer.text("div", class_="td-foot")


def test_the_pages_ask_the_same_number_of_questions_whatever_the_size(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    addresses = (
        "/vu-viec",
        "/viec-cua-toi",
        "/don-vi",
        "/qua-han",
        "/sap-den-han",
        "/nhac-han",
        "/phan-cong?nguoi=moi-nguoi",
    )
    held(records, desk, a_case(records, desk.unit, on=LATE))
    records.commit()
    before = {address: asked(sqlite_app, browse, address) for address in addresses}
    for number in range(12):
        held(records, desk, a_case(records, desk.unit, on=date(2026, 9, 7 + number)))
    records.commit()
    assert {address: asked(sqlite_app, browse, address) for address in addresses} == before


def asked(app: Flask, browse: object, address: str) -> int:
    """How many statements a page sends."""
    from tests.web.conftest import Browse  # noqa: PLC0415 - for the type only

    assert isinstance(browse, Browse)
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        browse.open(address)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
