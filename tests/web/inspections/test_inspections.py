"""Inspections in the browser: from the plan to the result; what the unit and the invited read, and from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.casework.inspections import concluding
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionInvitation, InspectionPlan, InspectionRecommendation
from app.records.matters import Matter
from app.records.people import RoleKind
from tests import inspections as given
from tests.inspections import Field, coded
from tests.lateness import CANARY, a_duty
from tests.makers import an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, at_the_desk, looking, somebody

PLAN = {"number": "02/KH-TTr", "approved_on": "12/01/2026", "why": "Ông Nguyễn Hữu Thịnh, Chánh Thanh tra"}
ITEM = {
    "kind": "heads", "subject": "Trách nhiệm của Chủ tịch UBND xã", "first_on": "02/11/2026", "last_on": "30/11/2026",
    "units-0": "ubnd xã ia dom", "units-1": "", "units-2": "",
}  # fmt: skip
TEAM = {
    "number": "15/QĐ-TTr", "decided_on": "26/10/2026", "signed_by": "Ông Nguyễn Hữu Thịnh", "leader": "Phan Văn Đức",
    "leader_post": "Phó Chánh Thanh tra", "members": "Siu H’Bia, Thanh tra viên\nRơ Châm Hlir, Thanh tra viên",
}  # fmt: skip
WORDS = "Tháng 9 và 10 mỗi tháng tiếp một ngày"
ASKED = "Tiếp công dân đủ số ngày luật định"


@dataclass(frozen=True)
class Set:
    """Everybody at their browser; ``late``: the code of a late case of the unit."""

    inspector: Browse
    head: Browse
    guest: Browse
    gatherer: Browse
    field: Field
    late: str


def a_set(app: Flask) -> Set:
    with looking(app) as session:
        inspectorate = coded(session, "thanh-tra", "Thanh tra tỉnh", Level.DEPARTMENT)
        unit = an_agency(session, "UBND xã Ia Dom")
        masses = coded(session, "ban-dan-van", "Ban Dân vận Tỉnh ủy", Level.PARTY)
        home = coded(session, "so-noi-vu", "Sở Nội vụ", Level.DEPARTMENT)
        people = [
            somebody(session, agency, kind, username=name)
            for agency, kind, name in (
                (inspectorate, RoleKind.SUPERVISOR, "thanh.tra"), (unit, RoleKind.HEAD, "chu.tich"),
                (masses, RoleKind.OBSERVER, "dan.van"), (home, RoleKind.COORDINATOR, "noi.vu"),
            )
        ]  # fmt: skip
        duty = a_duty(session, unit, TODAY - timedelta(days=40))
        code = session.get_one(Matter, duty.matter_id).code
        session.commit()
    field = Field(inspectorate, unit, *people)
    inspector, head, guest, gatherer = (
        at_the_desk(app, name) for name in ("thanh.tra", "chu.tich", "dan.van", "noi.vu")
    )
    return Set(inspector, head, guest, gatherer, field, code)


def hidden(page: Page) -> dict[str, Any]:
    fields = {str(one.get("name")): str(one.get("value") or "") for one in page.all("input", type="hidden")}
    return {name: value for name, value in fields.items() if name != "csrf_token"}


def step(browse: Browse, address: str, **typed: str) -> Page:
    """Open a form, fill it in, send it; it must be taken."""
    page = browse.send(address, **{**hidden(browse.open(address)), **typed})
    assert not page.all("div", class_="td-summary"), page.text("div", class_="td-summary")
    return page


def the(app: Flask, kind: type[Inspection | InspectionPlan]) -> str:
    with looking(app) as session:
        return str(session.scalars(select(kind.ref)).one())


def test_an_inspection_from_its_plan_to_its_result(app: Flask) -> None:
    it = a_set(app)
    page = step(it.inspector, "/kiem-tra/ke-hoach/moi", year="2026", agency=str(it.field.inspectorate.id))
    assert "dự thảo" in page.text()
    plan = f"/kiem-tra/ke-hoach/{the(app, InspectionPlan)}"
    proposed = it.inspector.open(f"/kiem-tra/de-xuat?ke-hoach={plan.rsplit('/', 1)[1]}").text()
    assert "UBND xã Ia Dom" in proposed
    assert "100,0" in proposed
    page = step(it.inspector, f"{plan}/them?chon={it.field.unit.id}", **ITEM)
    here = f"/kiem-tra/cuoc/{the(app, Inspection)}"
    assert "1 trong 1 việc quá hạn (100 %)" in page.text("aside")
    assert "Ghi phê duyệt kế hoạch" in page.text("a", class_="btn-primary")
    assert "Kết quả gửi Sở Nội vụ" in step(it.inspector, f"{plan}/phe-duyet", **PLAN).text()
    printed = it.inspector.open(f"{plan}/ban-in").text("article")
    assert "mục III.3" in printed
    assert "02/KH-TTr" in printed
    assert "CHÁNH THANH TRA" in printed
    assert "THỦ TRƯỞNG CƠ QUAN" not in printed
    it.head.open(here, 404)
    carried_out(app, it, here)
    followed_up(app, it, plan, here)


def invited(it: Set, here: str) -> None:
    """Ban Dân vận is invited, by a paper that is looked at first."""
    masses = str(it.field.guest.roles[0].agency_id)
    draft = step(
        it.inspector,
        f"{here}/moi",
        to=masses,
        number="7/GM-TTr",
        issued_on="26/10/2026",
        meets_on="03/11/2026",
        signed_by="Nguyễn Hữu Thịnh",
        then="look",
    )
    assert "GIẤY MỜI" in draft.text("article")
    step(
        it.inspector, f"{here}/moi", to=masses, number="7/GM-TTr", issued_on="26/10/2026", meets_on="03/11/2026",
        place="trụ sở UBND xã", signing="head", signed_by="Nguyễn Hữu Thịnh", then="issue",
    )  # fmt: skip


def carried_out(app: Flask, it: Set, here: str) -> None:
    """Team, invitation, files, finding, recommendation, conclusion; nobody else reads a draft of it."""
    assert "Siu H’Bia, Thanh tra viên" in step(it.inspector, f"{here}/doan", **TEAM).text("aside")
    assert "được xem từ ngày công bố" in it.head.open(here).text()
    it.guest.open(here, 404)
    invited(it, here)
    step(it.inspector, f"{here}/bat-dau", began_on="03/11/2026")
    with looking(app) as session:
        ref = session.scalars(select(Matter.ref).where(Matter.code == it.late)).one()
    assert it.late in step(it.inspector, f"{here}/ho-so", chon=ref).text()
    found = {"unit": str(it.field.unit.id), "control": "head_days", "words": WORDS, "file": ""}
    step(it.inspector, f"{here}/phat-hien", **found)
    asked = {"body": "UBND xã Ia Dom", "words": ASKED, "term_on": "30/11/2026", "because": ""}
    step(it.inspector, f"{here}/kien-nghi", **asked)
    with looking(app) as session:
        paper = session.scalars(select(InspectionInvitation.ref)).one()
    step(it.inspector, f"{here}/tham-gia/{paper}", attendance="came", who_came="Bà Võ Thị Kim Liên")
    for browse in (it.head, it.guest, it.gatherer):
        page = browse.open(here)
        assert WORDS not in page.html
        assert ASKED not in page.html
    concluded = {
        "number": "20/KL-TTr", "announced_on": "20/11/2026", "signed_by": "Ông Thịnh", "summary": "Còn thiếu sót."
    }  # fmt: skip
    page = step(it.inspector, f"{here}/ket-luan", **concluded)
    assert "Gửi kết quả kiểm tra năm về Sở Nội vụ" in page.text()
    for browse in (it.head, it.guest, it.gatherer):
        assert WORDS in browse.open(here).text()
    assert it.late not in it.guest.open(here).html
    assert CANARY not in it.guest.open(here).html


def followed_up(app: Flask, it: Set, plan: str, here: str) -> None:
    """The unit reports, the team confirms, the result goes to Sở Nội vụ, late."""
    with looking(app) as session:
        term = session.scalars(
            select(Matter.ref).join(InspectionRecommendation, InspectionRecommendation.matter_id == Matter.id)
        ).one()
    act = f"/kiem-tra/han/{term}/viec"
    assert ASKED in it.head.open(f"/kiem-tra/han/{term}").text()
    it.guest.open(f"/kiem-tra/han/{term}", 403)
    reported(it.head, f"{act}/carrying_out_reported", "9/BC-UBND", carried_out="Tháng 11 tiếp đủ")
    assert "chờ xác nhận" in it.inspector.open(here).text()
    reported(it.inspector, f"{act}/found_carried_out", "")
    with looking(app) as session:
        result = session.scalars(select(Matter.ref).where(Matter.code == "KQKT-2026")).one()
    assert "quá hạn 23 ngày" in it.inspector.open(plan).text()
    reported(it.inspector, f"/kiem-tra/han/{result}/viec/inspection_result_sent", "30/BC-TTr")
    assert "đã xong, trễ 23 ngày" in it.gatherer.open(plan).text()
    assert "1 trong 1 kiến nghị đã thực hiện" in it.inspector.open(plan).text()


def test_a_term_says_who_records_what_comes_next_and_for_when(sqlite_app: Flask) -> None:
    """Nobody at the reception desk records it, and what is late has had a day."""
    it = a_set(sqlite_app)
    with looking(sqlite_app) as session:
        made = given.announced(session, it.field, term_on=TODAY - timedelta(days=3))
        term = session.scalars(select(InspectionRecommendation)).one().matter_id
        ref = session.get_one(Matter, term).ref
        session.commit()
        here = f"/kiem-tra/cuoc/{made.ref}"
    page = it.inspector.open(f"/kiem-tra/han/{ref}").text()
    assert page.partition("do người khác ghi: ")[2].startswith("Người xử lý")
    assert "Việc khác do cơ quan đang giữ hồ sơ ghi" not in page  # the rest is the inspector's own
    assert "Xem kiến nghị quá hạn" in it.inspector.open(here).text("a", class_="btn-primary")
    timeline = it.inspector.open(here).text("ol", class_="td-timeline")
    assert timeline.startswith(f"{TODAY - timedelta(days=3):%d/%m/%Y}")
    reported(it.head, f"/kiem-tra/han/{ref}/viec/carrying_out_reported", "9/BC-UBND", carried_out="Đã làm")
    assert "“Xác nhận đã thực hiện”, do Thanh tra tỉnh ghi" in it.head.open(f"/kiem-tra/han/{ref}").text()


def test_the_result_of_a_year_inspects_nobody(sqlite_app: Flask) -> None:
    it = a_set(sqlite_app)
    with looking(sqlite_app) as session:
        given.announced(session, it.field)
        ref = session.scalars(select(Matter.ref).where(Matter.code == "KQKT-2026")).one()
        session.commit()
    assert "kiểm tra bởi" not in it.inspector.open(f"/kiem-tra/han/{ref}").text()


def reported(browse: Browse, address: str, number: str, **typed: str) -> Page:
    said: dict[str, Any] = {
        "on": "23/11/2026",
        "document_no": number,
        "document_on": "23/11/2026" if number else "",
        **typed,
    }
    page = browse.send(address, **{**hidden(browse.open(address)), **said})
    if page.all("button", value="confirm"):
        page = browse.send(address, **{**hidden(page), **said, "step": "confirm"})
    assert not page.all("div", class_="td-summary"), page.text("div", class_="td-summary")
    return page


def test_an_inspection_led_together_is_planned_and_worked_on_by_both(sqlite_app: Flask) -> None:
    it = a_set(sqlite_app)
    with looking(sqlite_app) as session:
        justice = coded(session, "so-tu-phap", "Sở Tư pháp", Level.DEPARTMENT)
        home = session.get_one(Agency, it.field.gatherer.roles[0].agency_id)
        somebody(session, home, RoleKind.HEAD, username="giam.doc")
        somebody(session, justice, RoleKind.HEAD, username="tu.phap")
        session.commit()
        home_id = home.id
    lead, beside = at_the_desk(sqlite_app, "giam.doc"), at_the_desk(sqlite_app, "tu.phap")
    step(lead, "/kiem-tra/ke-hoach/moi", year="2026", agency=str(home_id))
    plan = f"/kiem-tra/ke-hoach/{the(sqlite_app, InspectionPlan)}"
    wanted = {**ITEM, "kind": "reform", "co_leads-0": "sở tư pháp", "co_leads-1": ""}
    wrong = lead.send(f"{plan}/them", **{**hidden(lead.open(f"{plan}/them")), **wanted, "co_leads-1": "Nơi nào đó"})
    assert "Chọn một cơ quan trong danh sách." in wrong.text("div", class_="td-summary")
    step(lead, f"{plan}/them", **wanted)
    here = f"/kiem-tra/cuoc/{the(sqlite_app, Inspection)}"
    assert "Sở Tư pháp" in lead.open(f"{here}/sua").html
    assert "Cùng chủ trì với cơ quan khác" not in beside.open("/kiem-tra").text()
    step(lead, f"{plan}/phe-duyet", **PLAN)
    assert "Sở Tư pháp (cùng chủ trì)" in lead.open(f"{plan}/ban-in").text("article")
    assert here in beside.open("/kiem-tra").html
    assert "Sở Nội vụ, cùng Sở Tư pháp" in beside.open(here).text()
    step(lead, f"{here}/doan", **TEAM)
    beside.open(f"{here}/bat-dau", 403)
    step(lead, f"{here}/bat-dau", began_on="03/11/2026")
    assert not [one for one in beside.open(here).all("a") if str(one.get("href")).endswith("/ket-luan")]
    found = {"unit": str(it.field.unit.id), "control": "schedule", "words": WORDS, "file": ""}
    assert WORDS in step(beside, f"{here}/phat-hien", **found).text()
    beside.open(f"{here}/ket-luan", 403)


@pytest.mark.parametrize(
    ("step_of", "typed", "said"),
    [
        ("doan", {"leader": ""}, "Nhập họ tên trưởng đoàn."),
        ("doan", {"decided_on": "01/01/2026"}, "Nhập ngày từ ngày phê duyệt kế hoạch"),
        ("sua", {**ITEM, "kind": "reform", "number": "1/KH", "on": "14/09/2026", "why": "Bão"}, "Not a valid"),
        ("sua", {**ITEM, "units-0": "Nơi không có"}, "Chọn một cơ quan trong danh sách."),
        ("sua", ITEM, "nhập văn bản điều chỉnh và lý do"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    sqlite_app: Flask, step_of: str, typed: dict[str, str], said: str
) -> None:
    with looking(sqlite_app) as session:
        field = given.a_field(session)
        _plan, it = given.a_plan(session, field)
        somebody(session, field.inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
        session.commit()
        ref = it.ref
    browse = at_the_desk(sqlite_app, "thanh.tra")
    address = f"/kiem-tra/cuoc/{ref}/{step_of}"
    page = browse.send(address, **{**hidden(browse.open(address)), **(TEAM if step_of == "doan" else {}), **typed})
    errors = page.text("div", class_="td-summary")
    assert errors
    assert said in errors or said == "Not a valid"


def test_a_line_is_struck_only_after_the_question(sqlite_app: Flask) -> None:
    with looking(sqlite_app) as session:
        field = given.a_field(session)
        it = given.under_way(session, field)
        one = concluding.find(
            session, it.ref, concluding.Finding(field.unit.id, "schedule", WORDS), by=field.inspector, at=given.AT
        )
        somebody(session, field.inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
        session.commit()
        ref, row = it.ref, one.id
    browse = at_the_desk(sqlite_app, "thanh.tra")
    address = f"/kiem-tra/cuoc/{ref}/phat-hien/{row}/bo"
    assert "Bỏ điều phát hiện này?" in browse.open(address).text("h1")
    assert WORDS in browse.open(f"/kiem-tra/cuoc/{ref}").text()
    browse.open(address)
    assert WORDS not in browse.send(address).text()
