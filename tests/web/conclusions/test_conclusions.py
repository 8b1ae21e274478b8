"""The head's conclusion in the browser: issued with its tasks, followed at the body, late tasks seen by Thanh tra."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.flags import raise_and_withdraw
from app.records.conclusions import Conclusion, ConclusionTask
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.reception import ReceptionDay, ReceptionKind, Visit, VisitOutcome
from tests.makers import a_visit, an_agency, at
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, looking, somebody

HELD_ON = TODAY - timedelta(days=20)  # 03/11/2026
OFFICER, HANDLER, HEAD = RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD
PAPER: dict[str, str] = {
    "document_no": "15/TB-UBND", "issued_on": "04/11/2026", "signed_by": "Ông Siu Blut, Chủ tịch",
    "content": "Giao các cơ quan giải quyết dứt điểm việc tranh chấp mương nước.",
}  # fmt: skip


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def body(records: Session) -> Desk:
    return a_desk(records, "Phòng Kinh tế xã Ia Dom", prefix="kt")


@pytest.fixture
def head(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[HEAD])


def a_day(records: Session, desk: Desk, **visit: Any) -> tuple[str, int]:
    """A day the head held, with one visit: the ref of the day, the id of the visit; committed."""
    given = {"on": HELD_ON, "outcome": VisitOutcome.NOTED, "reception_kind": ReceptionKind.HEAD, **visit}
    matter = a_visit(records, desk.unit, **given)
    day_id = records.get_one(Visit, matter.id).reception_day_id
    ref = records.scalars(select(ReceptionDay.ref).where(ReceptionDay.id == day_id)).one()
    records.commit()
    return ref, matter.id


def a_task(place: int, **said: str) -> dict[str, str]:
    """The fields of a task, as the form names them."""
    return {f"tasks-{place}-{name}": value for name, value in said.items()}


def issued(browse: Browse, day: str, *tasks: dict[str, str], status: int = 200, **changed: str) -> Page:
    path = f"/lich-tiep-cong-dan/{day}/ket-luan"
    page = browse.open(path)
    version = page.all("input", name="expected_version")[0].get("value") or ""
    blocks = {name: value for place, task in enumerate(tasks) for name, value in a_task(place, **task).items()}
    return browse.send(path, status, **{**PAPER, "expected_version": version, **blocks, **changed})


def errors_of(page: Page) -> str:
    return page.text("div", class_="td-summary")


def test_a_conclusion_gives_two_tasks_and_the_late_one_is_flagged_to_thanh_tra(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        body = a_desk(session, "Phòng Kinh tế xã Ia Dom", prefix="kt")
        somebody(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR, username="thanh.tra")
        day, visit = a_day(session, desk)
    head = at_the_desk(app, desk.who[HEAD])

    assert "chưa có thông báo kết luận" in head.open(f"/lich-tiep-cong-dan/{day}").text()
    page = issued(
        head, day,
        {"what": "Đo đạc lại mương nước", "body": "phòng kinh tế xã ia dom", "term_on": "16/11/2026",
         "visit": str(visit), "contact_name": "Bà Kpă H’Nga", "contact_phone": "0905 111 222"},
        {"what": "Trả lời về tiền điện", "body": "Điện lực Đức Cơ", "term_on": "30/11/2026"},
    )  # fmt: skip
    assert "15/TB-UBND" in page.text("h1")
    assert "quá hạn 7 ngày" in page.text("table")
    assert "0 trong 2 việc đã có kết quả" in page.text()

    with looking(app) as session:
        raise_and_withdraw(session, today=TODAY, at=at(TODAY))
        session.commit()
        late = session.scalars(select(Matter).where(Matter.agency_id == body.agency.id)).one()
    supervisor = at_the_desk(app, "thanh.tra")
    assert late.code in supervisor.open("/qua-han?loai=task").text()
    flagged = supervisor.open("/co-qua-han").text()
    assert late.code in flagged
    assert "Gửi công dân kết quả việc được giao" in flagged

    handler = at_the_desk(app, body.who[HANDLER])
    assert "Đo đạc lại mương nước" in handler.open("/viec-ket-luan").text("table")
    task = f"/viec-ket-luan/{late.ref}"
    handler.open(f"{task}/viec/result_sent")
    sent = {"on": "23/11/2026", "document_no": "88/CV-KT", **marks(handler)}
    done = handler.send(f"{task}/viec/result_sent", 200, **sent)
    assert "đã xong, trễ 7 ngày" in done.text()
    conclusion = page.all("a", class_="btn-quiet")[0].get("href") or ""
    assert "1 trong 2 việc đã có kết quả" in head.open(conclusion.removesuffix("/ban-in")).text()
    assert head.page is not None
    assert "đã xong, trễ 7 ngày" in head.page.text("table")


def marks(browse: Browse) -> dict[str, str]:
    """What the form of an act remembers of the task as it was opened."""
    assert browse.page is not None
    page = browse.page
    return {name: str(page.all("input", name=name)[0].get("value")) for name in ("expected_version", "mark")}


def the_task(records: Session) -> tuple[str, bool]:
    """The ref of the only task, and whether it is sealed."""
    row = records.execute(select(Matter.ref, Matter.sealed).where(Matter.kind == MatterKind.CONCLUSION_TASK)).one()
    records.rollback()
    return row.ref, row.sealed


def test_a_task_begun_must_be_whole_and_nothing_typed_is_lost(head: Browse, records: Session, desk: Desk) -> None:
    day, _ = a_day(records, desk)
    page = issued(head, day, {"what": "Đo lại", "contact_name": "Bà Nga"}, signed_by="")

    said = errors_of(page)
    assert "Nhập họ tên, chức vụ người ký." in said
    assert "Chọn hoặc nhập cơ quan được giao." in said
    assert "Nhập hạn giao." in said
    assert "Đo lại" in page.text("textarea", id="tasks-0-what")
    assert [one.get("value") for one in page.all("input", id="tasks-0-contact_name")] == ["Bà Nga"]
    assert {"#tasks-0-body", "#tasks-0-term_on"} <= {one.get("href") for one in page.all("a")}
    assert records.scalars(select(Conclusion)).all() == []


def test_a_block_is_added_without_losing_the_first(head: Browse, records: Session, desk: Desk) -> None:
    day, _ = a_day(records, desk)
    page = issued(head, day, {"what": "Đo lại"}, add_task="1")

    assert "Đo lại" in page.text("textarea", id="tasks-0-what")
    assert len(page.all("textarea", id="tasks-1-what")) == 1
    assert errors_of(page) == ""


def test_a_term_beyond_what_the_law_gives_warns_once_and_then_is_meant(
    head: Browse, records: Session, desk: Desk
) -> None:
    day, visit = a_day(records, desk)  # the visitor is answered within ten working days: 17/11/2026
    task = {"what": "Trả lời", "body": "Điện lực", "term_on": "18/11/2026", "visit": str(visit)}
    page = issued(head, day, task)

    warning = page.text("div", class_="td-note")
    assert "muộn hơn hạn luật định 17/11/2026 (Trả lời người được tiếp" in warning
    assert records.scalars(select(Conclusion)).all() == []
    records.rollback()
    told = str(page.all("input", name="warned")[0].get("value"))
    issued(head, day, task, warned=told)
    assert len(records.scalars(select(ConclusionTask)).all()) == 1


def test_what_the_deed_refuses_of_one_task_stands_at_that_task(head: Browse, records: Session, desk: Desk) -> None:
    day, _ = a_day(records, desk)
    good = {"what": "Trả lời", "body": "Điện lực", "term_on": "30/11/2026"}
    page = issued(head, day, good, {**good, "term_on": "03/11/2026"})

    assert "Nhập hạn không sớm hơn ngày văn bản giao hạn 04/11/2026." in errors_of(page)
    assert "#tasks-1-term_on" in {one.get("href") for one in page.all("a")}


def test_the_head_alone_issues_and_a_deputys_day_has_no_conclusion(
    sqlite_app: Flask, records: Session, desk: Desk, head: Browse
) -> None:
    day, _ = a_day(records, desk)
    regular, _ = a_day(records, desk, reception_kind=ReceptionKind.REGULAR)
    at_the_desk(sqlite_app, desk.who[OFFICER]).open(f"/lich-tiep-cong-dan/{day}/ket-luan", 403)
    head.open(f"/lich-tiep-cong-dan/{regular}/ket-luan", 403)
    assert "Thông báo kết luận" not in head.open(f"/lich-tiep-cong-dan/{regular}").text()


def test_a_day_without_a_conclusion_stands_on_the_month_and_on_the_page_of_the_head(
    head: Browse, records: Session, desk: Desk
) -> None:
    day, _ = a_day(records, desk)
    for address in ("/lich-tiep-cong-dan?thang=2026-11", "/don-vi"):
        assert f"/lich-tiep-cong-dan/{day}" in {one.get("href") for one in head.open(address).all("a")}
        assert "chưa có thông báo kết luận" in head.open(address).text().lower()
    issued(head, day)
    assert "chưa có thông báo kết luận" not in head.open("/don-vi").text().lower()


def test_the_paper_is_printed_in_vietnamese_with_its_tasks(head: Browse, records: Session, desk: Desk) -> None:
    day, _ = a_day(records, desk)
    page = issued(head, day, {"what": "Đo lại mương", "body": "Điện lực Đức Cơ", "term_on": "30/11/2026"})
    paper = head.open(page.all("a", class_="btn-quiet")[0].get("href") or "").text("article")

    assert "Kết luận việc tiếp công dân" in paper
    assert "Số: 15/TB-UBND" in paper
    assert re.search(r"Đo lại mương\s*Điện lực Đức Cơ\s*30/11/2026", paper)
    assert "NĐ 154/2026/NĐ-CP, Điều 25 khoản 2" in paper
    assert "Mẫu" not in paper  # the law annexes no form


def test_the_notice_to_each_person_received_is_made_from_the_page_of_the_conclusion(
    head: Browse, records: Session, desk: Desk
) -> None:
    day, visit = a_day(records, desk)
    code = records.get_one(Matter, visit).code
    records.rollback()
    page = issued(head, day, {"what": "Đo lại mương", "body": "Điện lực Đức Cơ", "term_on": "30/11/2026"})
    (link,) = [one for one in page.all("a") if "".join(one.itertext()) == f"Thông báo kết luận tiếp công dân {code}"]
    written = head.open(link.get("href") or "")
    assert "Đo lại mương | Điện lực Đức Cơ | 30/11/2026" in (written.all("textarea", name="tasks")[0].text or "")


def test_whoever_has_no_part_in_a_conclusion_does_not_find_it(
    sqlite_app: Flask, records: Session, desk: Desk, body: Desk, head: Browse
) -> None:
    day, visit = a_day(records, desk, secret=True)
    task_of_it = {"what": "Bà Hòa", "body": "UBND xã Ia Dom", "term_on": "16/11/2026", "visit": str(visit)}
    page = issued(head, day, task_of_it)
    assert errors_of(page) == ""
    conclusion = (page.all("a", class_="btn-quiet")[0].get("href") or "").removesuffix("/ban-in")
    task, sealed = the_task(records)
    stranger = at_the_desk(sqlite_app, body.who[HEAD])
    for address in (conclusion, f"{conclusion}/ban-in", f"/viec-ket-luan/{task}"):
        stranger.open(address, 404)
    for address in (conclusion, f"{conclusion}/ban-in", f"/viec-ket-luan/{task}", "/viec-ket-luan?ben=given"):
        assert "Bà Hòa" not in head.open(address).html
    assert sealed


def test_the_giver_extends_the_term_and_both_see_the_new_one(
    sqlite_app: Flask, records: Session, desk: Desk, body: Desk, head: Browse
) -> None:
    day, _ = a_day(records, desk)
    issued(head, day, {"what": "Đo lại", "body": body.agency.name, "term_on": "24/11/2026"})
    act = f"/viec-ket-luan/{the_task(records)[0]}/viec/term_extended"
    at_the_desk(sqlite_app, body.who[HEAD]).open(act, 403)
    head.open(act)
    extended = {"on": "23/11/2026", "document_no": "20/TB-UBND", **marks(head)}
    assert "Nhập hạn không sớm hơn" in head.send(act, 200, **extended, term_on="22/11/2026").text()
    page = head.send(act, 200, **{**extended, "term_on": "15/12/2026"})

    assert "đã gia hạn 1 lần" in page.text()
    assert "Hạn do văn bản ấn định" in page.text()
    assert "20/TB-UBND" in page.text("details", class_="td-why")
    assert "15/12/2026" in at_the_desk(sqlite_app, body.who[HANDLER]).open("/viec-ket-luan").text("table")


def test_a_conclusion_half_typed_is_a_draft_of_its_day_and_gone_once_issued(
    head: Browse, records: Session, desk: Desk
) -> None:
    day, _visit = a_day(records, desk)
    path = f"/lich-tiep-cong-dan/{day}/ket-luan"
    version: Any = str(head.open(path).all("input", name="expected_version")[0].get("value"))
    page = head.send(
        path,
        200,
        then="draft",
        content="Nửa câu",
        expected_version=version,
        **a_task(0, what="Đo lại"),
        **a_task(1, what="Trả lời"),
    )
    assert page.text("textarea", name="content") == "Nửa câu"
    assert page.all("textarea", name="tasks-1-what")
    assert "Có 1 bản nháp chưa lưu" in head.open(path).text()
    assert "Thông báo kết luận" in head.open("/nhap").text()
    kept = {name: str(page.all("input", name=name)[0].get("value")) for name in ("draft", "saves", "expected_version")}
    tasks = [{"what": what, "body": "Phòng Kinh tế", "term_on": "30/11/2026"} for what in ("Đo lại", "Trả lời")]
    blocks = {name: value for place, task in enumerate(tasks) for name, value in a_task(place, **task).items()}
    head.open(path)
    assert "Đã ban hành" in head.send(path, 200, **{**PAPER, **kept, **blocks}).text()
    assert "bản nháp chưa lưu" not in head.open(path).text()
