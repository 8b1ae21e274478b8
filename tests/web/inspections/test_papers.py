"""The papers of inspections in the browser: drafted, looked at, taken along, issued; and who takes them then."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from app.paper.province import words_of as province_words
from app.records.agencies import Agency
from app.records.inspections import InspectionInvitation, InspectionPaper, InspectionPlan
from app.records.people import RoleKind
from app.statute.papers import INSPECTION_PAPERS, OfficialPaper
from app.statute.papers.oversight import INSPECTION_CONCLUSION
from tests import inspections as given
from tests.makers import an_agency
from tests.web.conftest import Browse
from tests.web.desks import at_the_desk, kept_on, looking, somebody
from tests.web.inspections.test_inspections import Set, a_set
from tests.web.own_templates import HOME, in_force, own, upload

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


@pytest.fixture
def administrator(sqlite_app: Flask) -> Browse:
    with looking(sqlite_app) as session:
        somebody(session, an_agency(session, "Văn phòng UBND tỉnh"), RoleKind.ADMINISTRATOR, username="quan.tri")
        session.commit()
    return at_the_desk(sqlite_app, "quan.tri")


@pytest.mark.parametrize("paper", INSPECTION_PAPERS, ids=[one.code for one in INSPECTION_PAPERS])
def test_each_paper_of_an_inspection_has_a_starting_template_that_is_taken_and_says_what_may_not_be_left_out(
    administrator: Browse, paper: OfficialPaper
) -> None:
    assert paper.name.vi in administrator.open(HOME).text("table")
    content = administrator.client.get(f"{HOME}/{paper.code}/khoi-dau").data
    assert "Bản thử" in upload(administrator, paper, content).text()
    lacks = upload(administrator, paper, own(paper, but="opening"))
    assert "{{ opening }}" in lacks.text("div", class_="td-error")


def test_invitation_conclusion_and_report_are_made_from_the_templates_in_force_on_their_day(
    sqlite_app: Flask, administrator: Browse
) -> None:
    it = a_set(sqlite_app)
    ref, plan = at_work(sqlite_app, it)
    with looking(sqlite_app) as session:
        for paper in INSPECTION_PAPERS:
            in_force(administrator, session, paper)
        masses = session.scalars(select(Agency).where(Agency.code == "ban-dan-van")).one().id
        session.execute(delete(InspectionInvitation))
        session.commit()
    here = f"/kiem-tra/cuoc/{ref}"
    invited = {
        **kept_on(it.inspector.open(f"{here}/moi")), "to": str(masses), "number": "9/GM-TTr", "issued_on": "23/11/2026",
        "meets_on": "24/11/2026", "place": "Trụ sở xã", "signing": "head", "signed_by": "Ông Nguyễn Hữu Thịnh",
    }  # fmt: skip
    looked = it.inspector.send(f"{here}/moi", **{**invited, "then": "look"})
    assert "Theo mẫu riêng của tỉnh." in looked.text("article")
    it.inspector.send(f"{here}/moi", **{**invited, "then": "issue"})
    with looking(sqlite_app) as session:
        assert "Theo mẫu riêng của tỉnh." in province_words(session.scalars(select(InspectionInvitation.content)).one())

    asked = it.inspector.open(f"{here}/ket-luan")
    assert "Lập theo mẫu của tỉnh “mẫu của tỉnh.docx”." in asked.text("main")
    assert "Theo mẫu riêng của tỉnh." in asked.text("article")
    said = {**kept_on(asked), **SAID, "summary": "Có cố gắng.", "then": "issue"}
    it.inspector.send(f"{here}/ket-luan", **said)
    own_words = words_of(take(it.inspector, f"{here}/van-ban-ket-luan/tep"))
    assert "Theo mẫu riêng của tỉnh." in own_words
    assert "Có cố gắng." in own_words
    assert "Số: 05/KL-TTr" in own_words

    report = f"/kiem-tra/ke-hoach/{plan}/ket-qua"
    sent = {**kept_on(it.inspector.open(report)), "issued_on": "22/11/2026", "number": "30/BC-TTr"}
    token = it.inspector.open(report).csrf_token
    file = it.inspector.client.post(report, data={**sent, "then": "docx", "csrf_token": token})
    assert "Theo mẫu riêng của tỉnh." not in words_of(file)  # before the day the template is in force
    it.inspector.send(report, **{**sent, "issued_on": "23/11/2026", "then": "issue"})
    assert "Theo mẫu riêng của tỉnh." in words_of(take(it.gatherer, f"{report}/tep"))


def test_what_was_issued_stays_when_a_template_comes_into_force(sqlite_app: Flask, administrator: Browse) -> None:
    it = a_set(sqlite_app)
    ref, _plan = at_work(sqlite_app, it)
    here = f"/kiem-tra/cuoc/{ref}"
    said = {**kept_on(it.inspector.open(f"{here}/ket-luan")), **SAID, "summary": "Có cố gắng.", "then": "issue"}
    it.inspector.send(f"{here}/ket-luan", **said)
    before = take(it.inspector, f"{here}/van-ban-ket-luan/tep").data
    with looking(sqlite_app) as session:
        in_force(administrator, session, INSPECTION_CONCLUSION)
    assert take(it.inspector, f"{here}/van-ban-ket-luan/tep").data == before


def test_of_a_conclusion_announced_by_its_number_alone_it_is_said_where_to_ask_for_it(sqlite_app: Flask) -> None:
    it = a_set(sqlite_app)
    ref, _plan = at_work(sqlite_app, it)
    here = f"/kiem-tra/cuoc/{ref}"
    said = {**kept_on(it.inspector.open(f"{here}/ket-luan")), **SAID, "summary": "Có cố gắng.", "then": "issue"}
    it.inspector.send(f"{here}/ket-luan", **said)
    assert "Phần mềm không giữ tệp" not in it.guest.open(here).text()
    with looking(sqlite_app) as session:  # as it was before conclusions were papers
        session.execute(delete(InspectionPaper))
        session.commit()
    for browse in (it.inspector, it.guest):
        page = browse.open(here).text()
        assert "Phần mềm không giữ tệp của kết luận này. Xin bản đã ký ở cơ quan ban hành." in page
        assert "Tải văn bản kết luận" not in page
