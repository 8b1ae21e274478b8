"""Online reception in the browser: each step a short form, its date and why beside it, the notice to print."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.reception_days import Plan, plan_day
from app.records.people import RoleKind
from app.records.reception import ReceptionKind
from app.statute.grounds import ONLINE_CONDITIONS
from app.web.clock import ZONE
from tests.makers import at
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, TODAY, Desk, a_desk, at_the_desk, filled_in

HELD_ON = date(2026, 12, 10)  # a Thursday; five working days before it: 03/12
DECIDED: dict[str, str] = {"document_no": "8/QĐ-UBND", "decided_on": "23/11/2026", "ground": "20.2"}
OFFICER, HEAD = RoleKind.OFFICER, RoleKind.HEAD


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def path(records: Session, desk: Desk) -> str:
    """The address of a planned day of the head, prepared online."""
    before = TODAY - timedelta(days=1)
    plan = Plan(HELD_ON, ReceptionKind.HEAD, time(7, 30), time(11), "Phòng họp UBND xã", "Chủ tịch Siu Blut")
    day = plan_day(records, plan, agency_id=desk.agency.id, by=desk.unit.officer, at=at(before), today=before)
    records.commit()
    return f"/lich-tiep-cong-dan/{day.ref}/truc-tuyen"


@pytest.fixture
def head(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[HEAD])


def send(browse: Browse, address: str, **typed: str | list[str]) -> Page:
    """Open a form and send it with these fields, and the version it was opened with."""
    page = browse.open(address)
    version = str(page.all("input", name="expected_version")[0].get("value"))
    data = {"csrf_token": page.csrf_token, "expected_version": version, **typed}
    browse.page = Page(browse.client.post(address, data=data, follow_redirects=True))
    return browse.page


def decide(browse: Browse, path: str, **changed: str | list[str]) -> Page:
    return send(browse, f"{path}/quyet-dinh", **{**DECIDED, "conditions": list(ONLINE_CONDITIONS), **changed})


def step(page: Page, place: int) -> str:
    """What the page says of a step."""
    return " ".join("".join(page.all("li", class_="td-panel")[place - 1].itertext()).split())


def errors_of(page: Page) -> str:
    return page.text("div", class_="td-summary")


def moved_to(app: Flask, on: date, hour: int, minute: int = 0) -> None:
    app.config["CLOCK"].at = datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZONE)


def test_the_day_leads_to_its_steps_and_the_decision_gives_them_dates(head: Browse, path: str) -> None:
    assert path in {one.get("href") for one in head.open(path.removesuffix("/truc-tuyen")).all("a")}
    assert len(head.open(path).all("li", class_="td-panel")) == 1
    page = decide(head, path)

    assert "Đã ghi quyết định" in page.text()
    assert "03/12/2026" in step(page, 3)
    assert "03/12/2026" in step(page, 4)
    assert "09/12/2026" in step(page, 5)
    assert "trước 06:30 ngày 10/12/2026" in step(page, 6)
    assert "Làm trong ngày tiếp, 10/12/2026." in step(page, 6)
    assert "NĐ 154/2026/NĐ-CP, Điều 23 khoản 1" in step(page, 6)


def test_a_day_goes_through_all_its_steps(sqlite_app: Flask, desk: Desk, path: str, head: Browse) -> None:
    decide(head, path)
    officer = at_the_desk(sqlite_app, desk.who[OFFICER])
    named = {
        "points-0-body": "UBND xã Ia Dom", "points-0-who": "Chủ tịch, Văn phòng", "points-1-body": "Sở Y tế",
        "points-1-place": "Phòng họp số 2",
    }  # fmt: skip
    assert "Thành phần: Sở Y tế, Phòng họp số 2" in step(send(officer, f"{path}/diem-cau", **named), 2)
    assert "đã xong" in step(send(officer, f"{path}/cong-bo", on="23/11/2026", where="Cổng thông tin"), 3)
    half = send(officer, f"{path}/thong-bao", citizen="23/11/2026")
    assert "Báo cơ quan tham gia: chưa" in step(half, 4)
    assert "đã xong" not in step(half, 4)
    told = {"citizen": "23/11/2026", "bodies": "23/11/2026", "prepared": "23/11/2026"}
    assert "đã xong, đúng hạn" in step(send(officer, f"{path}/thong-bao", **told), 4)
    failed = send(officer, f"{path}/ket-noi-thu", on="23/11/2026", result="no", note="Sở Y tế không có tiếng")
    assert "chưa thành công, Sở Y tế không có tiếng" in step(failed, 5)
    assert "đã xong" in step(send(officer, f"{path}/ket-noi-thu", on="23/11/2026", result="yes"), 5)

    moved_to(sqlite_app, HELD_ON, 6, 50)
    officer = Browse(sqlite_app)
    officer.enter(desk.who[OFFICER])
    connected = send(officer, f"{path}/ket-noi", connected_at="6h45")
    assert "đã xong, trễ 15 phút" in step(connected, 6)
    assert "Ông Siu Blut" in step(send(officer, f"{path}/nguoi-tham-du", participants="Ông Siu Blut, Chủ tịch"), 7)
    assert "Ghi lượt tiếp, hoặc kết quả của buổi này" in step(officer.open(path), 8)  # nobody was received yet
    then = {"received_on": "10/12/2026", "reception_kind": "head", "agency": str(desk.agency.id)}
    filled_in(officer, "/tiep-dan/ghi", **{**A_VISIT, **then})
    assert "đến hạn hôm nay" in step(officer.open(path), 8)
    kept = send(officer, f"{path}/ban-ghi", on="10/12/2026", reference="Máy chủ Văn phòng, mã GH-12")
    assert "đã xong, đúng hạn" in step(kept, 8)
    assert "Máy chủ Văn phòng, mã GH-12" in step(kept, 8)


def test_a_denunciation_is_refused_with_its_article_and_nothing_typed_is_lost(head: Browse, path: str) -> None:
    page = decide(head, path, ground="20.4")

    assert "không yêu cầu giữ bí mật" in errors_of(page)
    assert "Điều 20 khoản 4" in errors_of(page)
    assert page.all("input", id="document_no")[0].get("value") == "8/QĐ-UBND"
    assert "Đã ghi quyết định" in decide(head, path, ground="20.4", open_denouncer="y", secrecy="y").text()


def test_a_place_without_every_condition_needs_another_one(head: Browse, path: str) -> None:
    page = decide(head, path, conditions=list(ONLINE_CONDITIONS)[1:])
    assert "nhập nơi khác có đủ điều kiện" in errors_of(page)
    page = decide(head, path, conditions=list(ONLINE_CONDITIONS)[1:], other_place="Nhà văn hóa xã")
    assert "Nhà văn hóa xã" in page.text("aside")


def test_the_notice_is_in_vietnamese_and_names_the_points(head: Browse, path: str) -> None:
    decide(head, path)
    send(head, f"{path}/diem-cau", **{"points-0-body": "UBND xã Ia Dom", "points-1-body": "Sở Y tế"})
    paper = head.open(f"{path}/thong-bao/ban-in").text("article")

    assert "từ 07:30 đến 11:00 ngày 10/12/2026" in paper
    assert "Thành phần Sở Y tế" in " ".join(paper.replace("Sở", " Sở").split())
    assert "Mẫu" not in paper


def test_only_the_head_decides_and_whoever_has_no_part_finds_nothing(
    sqlite_app: Flask, desk: Desk, path: str, records: Session
) -> None:
    stranger = a_desk(records, "UBND xã khác", prefix="khac")
    at_the_desk(sqlite_app, stranger.who[HEAD]).open(path, 404)
    officer = at_the_desk(sqlite_app, desk.who[OFFICER])
    officer.open(f"{path}/quyet-dinh", 403)
    assert "thủ trưởng quyết định" in officer.open(path).text()
    officer.open(f"{path}/khong-co", 404)
    officer.open(f"{path}/thong-bao/ban-in", 404)
