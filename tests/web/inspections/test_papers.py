"""The papers of inspections in the browser: drafted, looked at, taken along, issued; and who takes them then."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.records.inspections import InspectionInvitation, InspectionPlan
from app.records.people import RoleKind
from tests import inspections as given
from tests.makers import an_agency
from tests.web.conftest import Browse
from tests.web.desks import at_the_desk, kept_on, looking, somebody
from tests.web.inspections.test_inspections import Set, a_set

SAID: dict[str, Any] = {
    "number": "5/KL-TTr",
    "announced_on": "23/11/2026",
    "signed_by": "Ông Nguyễn Hữu Thịnh, Chánh Thanh tra",
}


def at_work(app: Flask, it: Set) -> tuple[str, str]:
    """An inspection under way that Ban Dân vận is invited to, and its plan: their refs."""
    with looking(app) as session:
        made = given.under_way(session, it.field)
        session.add(
            InspectionInvitation(
                inspection_id=made.id, agency_id=it.field.guest.roles[0].agency_id, number="7/GM", file_name="m.docx",
                issued_on=given.TODAY, meets_on=given.TODAY, sha256="0" * 64, content=b"PK", issued_at=given.AT,
            )
        )  # fmt: skip
        plan = session.scalars(select(InspectionPlan.ref)).one()
        session.commit()
        return made.ref, plan


def take(browse: Browse, address: str) -> TestResponse:
    token = browse.open("/tai-khoan").csrf_token
    return browse.client.post(address, data={"csrf_token": token})


def words_of(answer: TestResponse) -> str:
    document = Document(BytesIO(answer.data))
    return "\n".join(one.text for one in document.paragraphs)


def test_a_conclusion_is_drafted_looked_at_announced_and_taken_by_whoever_may_read_it(sqlite_app: Flask) -> None:
    it = a_set(sqlite_app)
    ref, _plan = at_work(sqlite_app, it)
    here, paper = f"/kiem-tra/cuoc/{ref}", f"/kiem-tra/cuoc/{ref}/van-ban-ket-luan"
    assert paper in it.inspector.open(here).html
    typed = {**kept_on(it.inspector.open(paper)), "opening": "Đoàn đã làm việc tại xã.", "summary": "Có cố gắng."}
    looked = it.inspector.send(paper, **{**typed, "then": "look"})
    assert "Đoàn đã làm việc tại xã." in looked.text("article")
    token = it.inspector.open(paper).csrf_token
    file = it.inspector.client.post(paper, data={**typed, "then": "docx", "csrf_token": token})
    assert "Đoàn đã làm việc tại xã." in words_of(file)
    it.inspector.open(paper)
    assert "Đã lưu bản thảo kết luận" in it.inspector.send(paper, **{**typed, "then": "save"}).text()
    asked = it.inspector.open(f"{here}/ket-luan")
    assert "Đoàn đã làm việc tại xã." in asked.text("article")
    assert "Có cố gắng." in asked.text("textarea")
    it.inspector.send(f"{here}/ket-luan", **{**kept_on(asked), **SAID, "summary": "Có cố gắng.", "then": "issue"})
    for browse in (it.inspector, it.head, it.guest, it.gatherer):
        assert "Tải văn bản kết luận" in browse.open(here).text()
        said = words_of(take(browse, f"{paper}/tep"))
        assert "Đoàn đã làm việc tại xã." in said
        assert "Có cố gắng." in said
    it.inspector.open(paper, 404)


def test_what_is_drafted_of_a_conclusion_is_nobody_elses(sqlite_app: Flask) -> None:
    it = a_set(sqlite_app)
    ref, _plan = at_work(sqlite_app, it)
    here = f"/kiem-tra/cuoc/{ref}"
    for browse, status in ((it.head, 403), (it.guest, 403), (it.gatherer, 403)):
        browse.open(f"{here}/van-ban-ket-luan", status)
        assert take(browse, f"{here}/van-ban-ket-luan/tep").status_code == 404
    with looking(sqlite_app) as session:
        somebody(session, an_agency(session, "UBND xã Ia Krêl"), RoleKind.HEAD, username="xa.khac")
        session.commit()
    stranger = at_the_desk(sqlite_app, "xa.khac")
    stranger.open(f"{here}/van-ban-ket-luan", 404)
    assert take(stranger, f"{here}/van-ban-ket-luan/tep").status_code == 404


def test_the_report_of_the_year_is_sent_with_its_number_and_read_by_who_gathers(sqlite_app: Flask) -> None:
    it = a_set(sqlite_app)
    _ref, plan = at_work(sqlite_app, it)
    here, paper = f"/kiem-tra/ke-hoach/{plan}", f"/kiem-tra/ke-hoach/{plan}/ket-qua"
    page = it.inspector.open(paper)
    assert "trước 01/11/2026" in page.text("main")
    typed = {**kept_on(page), "issued_on": "23/11/2026"}
    wrong = it.inspector.send(paper, **{**typed, "number": "", "then": "issue"})
    assert "Nhập số" in wrong.text("div", class_="td-summary")
    sent = it.inspector.send(paper, **{**typed, "number": "30/BC-TTr", "then": "issue"})
    assert "đã xong, trễ 23 ngày" in sent.text()
    it.inspector.open(paper, 404)
    read = it.gatherer.open(here)
    assert "Tải báo cáo đã gửi" in read.text()
    assert "Đã kết luận 0 trong 1 cuộc" in words_of(take(it.gatherer, f"{paper}/tep"))
    assert "đã xong, trễ 23 ngày" in it.gatherer.open("/kiem-tra").text("table")
    assert take(it.head, f"{paper}/tep").status_code == 404
    it.guest.open(paper, 403)
    it.gatherer.open(paper, 403)
