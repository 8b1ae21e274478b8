"""The file of a case: what it says to whom, who works on it, and its sealed page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import assignments
from app.casework.identities import Person
from app.records.agencies import Agency, Level
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_act, an_agency, at
from tests.web.conftest import THE_MORNING, Browse
from tests.web.desks import Desk, a_desk, at_the_desk, somebody

ACCEPTED = date(2026, 10, 26)
CANARY = Person(
    full_name="Rah Lan Hoàng Yến Canary", birth_year=1944, address="Làng Kép Canary", paper="Căn cước",
    paper_number="064944777888", phone="0977 444 999",
)  # fmt: skip
CONTENT = "Nội dung Canary: nhận tiền để bỏ qua việc lấn đất"
TYPED = (*("Rah Lan", "Canary", "1944", "064944777888", "0977 444 999"), "nhận tiền")


@pytest.fixture
def supervisor(records: Session) -> str:
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    return "thanh.tra"


@pytest.fixture
def case(records: Session, desk: Desk) -> Matter:
    petition = a_petition(
        records, desk.unit, on=date(2026, 10, 20), kind=PetitionKind.COMPLAINT,
        classified={"contested": "Số 118/QĐ-UBND ngày 10/9/2026"},
    )  # fmt: skip
    found = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    an_act(records, found, "verifying", date(2026, 10, 28), by=desk.unit.handler, typed_on=date(2026, 11, 2))
    records.commit()
    return found


@pytest.fixture
def denunciation(records: Session, desk: Desk) -> Matter:
    petition = a_petition(
        records, desk.unit, on=date(2026, 10, 20), kind=PetitionKind.DENUNCIATION, people=[CANARY], content=CONTENT
    )
    found = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    records.commit()
    return found


def holder_of(records: Session, case: Matter) -> int | None:
    found = records.scalar(select(Matter.assignee_id).where(Matter.id == case.id))
    records.commit()  # a rollback would make the objects of the test read again
    return found


def open_as(app: Flask, desk: Desk, kind: RoleKind) -> Browse:
    return at_the_desk(app, desk.who[kind])


def test_the_file_says_where_it_is_what_is_due_why_and_what_happened(
    sqlite_app: Flask, desk: Desk, case: Matter
) -> None:
    page = open_as(sqlite_app, desk, RoleKind.HANDLER).open(f"/vu-viec/{case.ref}")
    text = page.text("main")
    assert "Khiếu nại lần đầu · Đất đai · Đang xác minh" in page.text("p", class_="td-lede")
    assert page.text("span", class_="td-due--lg") == "còn 1 ngày làm việc"
    assert "Ra quyết định giải quyết, hạn thứ Tư 25/11/2026" in text
    assert "Thụ lý ngày 26/10/2026; đếm từ ngày kế tiếp" in page.text("table", class_="td-sum")
    assert "Cộng 30 ngàyLuật Khiếu nại, Điều 28" in page.text("table", class_="td-sum")
    assert "Ngày 24/11 nghỉ (Ngày Văn hóa Việt Nam)." in text
    assert "25 hạn" in page.text("table", class_="td-cal")
    assert "23 hôm nay" in page.text("table", class_="td-cal")
    assert "24 nghỉ: Ngày Văn hóa Việt Nam" in page.text("table", class_="td-cal")
    assert "nhập muộn 5 ngày" in page.text("ol", class_="td-timeline")
    assert page.text("ol", class_="td-timeline").count("Thụ lý") == 1
    assert "Số 118/QĐ-UBND ngày 10/9/2026" in text
    assert "Nguyễn Thị Hòa" in text


def test_one_act_leads_and_it_is_the_next_one(sqlite_app: Flask, desk: Desk, case: Matter) -> None:
    page = open_as(sqlite_app, desk, RoleKind.HANDLER).open(f"/vu-viec/{case.ref}")
    primary = [one for one in page.all("a") if "btn-primary" in (one.get("class") or "")]
    assert [one.text for one in primary] == ["Báo cáo kết quả xác minh"]


def test_a_corrected_act_stays_readable_and_the_last_line_counts(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    from app.casework import acts  # noqa: PLC0415 - this test only
    from app.records.matters import Act  # noqa: PLC0415

    line = records.scalars(select(Act).where(Act.matter_id == case.id, Act.act == "verifying")).one()
    acts.correct_act(
        records, line, by=desk.unit.handler, at=THE_MORNING, today=THE_MORNING.date(), on=date(2026, 10, 29),
        document_no="02/VB", note="Gõ nhầm ngày",
    )  # fmt: skip
    records.commit()
    told = open_as(sqlite_app, desk, RoleKind.HANDLER).open(f"/vu-viec/{case.ref}").text("ol", class_="td-timeline")
    assert "Giao xác minh (ghi lại)" in told
    assert "Mục này không còn tính, đã sửa." in told


def test_a_supervisor_reads_and_records_no_more_than_a_term(sqlite_app: Flask, supervisor: str, case: Matter) -> None:
    browse = at_the_desk(sqlite_app, supervisor)
    page = browse.open(f"/vu-viec/{case.ref}")
    assert "Việc khác do cơ quan đang giữ hồ sơ ghi." in page.text("main")
    offered = {
        (one.get("href") or "").rpartition("/viec/")[2] for one in page.all("a") if "/viec/" in str(one.get("href"))
    }
    assert offered == {"term_given"}
    assert browse.open(f"/vu-viec/{case.ref}/viec/reported", status=403)


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.OBSERVER, RoleKind.AUDITOR, RoleKind.ADMINISTRATOR])
def test_roles_without_matters_enter_no_page(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session, kind: RoleKind
) -> None:
    somebody(records, desk.agency, kind, username="nguoi.khac")
    records.commit()
    browse = at_the_desk(sqlite_app, "nguoi.khac")
    for address in (
        "/vu-viec", f"/vu-viec/{case.ref}", "/viec-cua-toi", "/don-vi", "/ton-dong",
        "/co-qua-han", "/qua-han", "/sap-den-han", f"/ho-so/{case.ref}/phan-cong", f"/ho-so/{case.ref}/nguoi-to-cao",
    ):  # fmt: skip
        assert browse.open(address, status=403)
    # A coordinator is led to the reports it gathers by the same address; a case is not there for it.
    assert browse.open(f"/ho-so/{case.ref}", status=404 if kind is RoleKind.COORDINATOR else 403)


def test_a_link_to_a_matter_leads_to_the_page_of_its_kind(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    petition = a_petition(records, desk.unit, on=date(2026, 11, 16))
    records.commit()
    browse = open_as(sqlite_app, desk, RoleKind.HANDLER)
    assert browse.client.get(f"/ho-so/{case.ref}").location == f"/vu-viec/{case.ref}"
    assert browse.client.get(f"/ho-so/{petition.ref}").location == f"/don/{petition.ref}"
    assert browse.open("/ho-so/khong-co", status=404)


# ---- who works on it


def test_a_handler_takes_what_nobody_has_and_the_second_one_is_told(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    browse = open_as(sqlite_app, desk, RoleKind.HANDLER)
    browse.open(f"/vu-viec/{case.ref}")
    page = browse.send(f"/ho-so/{case.ref}/nhan")
    assert f"Đã nhận {case.code}." in page.text("main")
    assert holder_of(records, case) == desk.unit.handler.account_id
    head = open_as(sqlite_app, desk, RoleKind.HEAD)
    head.open(f"/vu-viec/{case.ref}")
    assert "phân công cho người khác" in head.send(f"/ho-so/{case.ref}/nhan", status=409).text("main")


def test_a_head_assigns_and_a_stale_page_changes_nothing(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    head = open_as(sqlite_app, desk, RoleKind.HEAD)
    head.open(f"/ho-so/{case.ref}/phan-cong")
    matter = records.get_one(Matter, case.id)
    assignments.assign(
        records, matter, desk.unit.head.account_id, by=desk.unit.head, at=THE_MORNING, today=THE_MORNING.date()
    )
    records.commit()
    chosen = str(desk.unit.handler.account_id)
    stale = head.send(f"/ho-so/{case.ref}/phan-cong", account_id=chosen, seen="")
    assert "vừa được phân công cho người khác" in stale.text("div", class_="td-summary")
    fresh = head.open(f"/ho-so/{case.ref}/phan-cong")
    seen = fresh.all("input", name="seen")[0].get("value") or ""
    page = head.send(f"/ho-so/{case.ref}/phan-cong", account_id=chosen, seen=seen)
    assert f"Đã phân công {case.code}." in page.text("main")
    assert holder_of(records, case) == desk.unit.handler.account_id


def test_only_a_head_assigns(sqlite_app: Flask, desk: Desk, case: Matter, records: Session) -> None:
    assert open_as(sqlite_app, desk, RoleKind.HANDLER).open(f"/ho-so/{case.ref}/phan-cong", status=403)
    stranger = a_desk(records, "UBND xã Chư Sê", prefix="se")
    assert open_as(sqlite_app, stranger, RoleKind.HEAD).open(f"/ho-so/{case.ref}/phan-cong", status=404)


def test_facts_move_the_open_limit_and_need_their_document(sqlite_app: Flask, desk: Desk, case: Matter) -> None:
    browse = open_as(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/tinh-tiet"
    form = browse.open(address)
    kept: dict[str, Any] = {name: form.all("input", name=name)[0].get("value") for name in ("expected_version", "mark")}
    refused = browse.send(address, remote_area="y", **kept)
    assert "Nhập số văn bản xác định tình tiết này." in refused.text("div", id="document_no-error")
    page = browse.send(address, remote_area="y", document_no="05/QĐ-UBND", **kept)
    assert "hạn thứ Năm 10/12/2026" in page.text("main")
    assert "Áp dụng trường hợp: vùng sâu, vùng xa đi lại khó khăn" in page.text("main")


# ---- sealed


def test_the_denouncer_stands_nowhere_but_on_the_opened_page_of_a_grantee(
    sqlite_app: Flask, desk: Desk, denunciation: Matter, records: Session, supervisor: str
) -> None:
    matter = denunciation
    pages = (
        f"/vu-viec/{matter.ref}", "/vu-viec", "/viec-cua-toi", "/qua-han", "/sap-den-han", f"/ho-so/{matter.ref}",
        f"/vu-viec/{matter.ref}/viec/verifying",
    )  # fmt: skip
    handler = open_as(sqlite_app, desk, RoleKind.HANDLER)
    for address in pages:
        shown = handler.open(address)
        assert not [word for word in TYPED if word in shown.html], address
    watcher = at_the_desk(sqlite_app, supervisor)
    for address in ("/ton-dong", "/qua-han", "/co-qua-han", "/vu-viec", f"/vu-viec/{matter.ref}"):
        shown = watcher.open(address)
        assert not [word for word in TYPED if word in shown.html], address
    ask = handler.open(f"/ho-so/{matter.ref}/nguoi-to-cao")
    assert "Được xem để: giải quyết." in ask.text("main")
    assert not [word for word in TYPED if word in ask.html]
    opened = handler.send(f"/ho-so/{matter.ref}/nguoi-to-cao")
    assert all(word in opened.html for word in TYPED)
    assert "Canary" not in opened.text("title")
    assert opened.response.headers["Cache-Control"] == "no-store"
    entries = select(func.count()).where(AuditEntry.action == "sealed_opened")
    assert records.scalar(entries) == 1


def test_without_a_grant_the_sealed_page_is_not_there_and_a_head_grants_it(
    sqlite_app: Flask, desk: Desk, denunciation: Matter, records: Session, supervisor: str
) -> None:
    address = f"/ho-so/{denunciation.ref}/nguoi-to-cao"
    colleague = somebody(records, desk.agency, RoleKind.HANDLER, username="dong.nghiep")
    records.commit()
    assert at_the_desk(sqlite_app, "dong.nghiep").open(address, status=404)
    watcher = at_the_desk(sqlite_app, supervisor)
    assert watcher.open(address, status=404)
    watcher.open("/tai-khoan")
    assert watcher.send(address, status=403)

    head = open_as(sqlite_app, desk, RoleKind.HEAD)
    head.open(address)
    typed: dict[str, Any] = {"account_id": str(colleague.account_id), "purpose": ""}
    empty = head.send(f"/ho-so/{denunciation.ref}/cap-quyen", **typed)
    assert "Mục đích xem" in empty.text("div", id="purpose-error")
    head.send(f"/ho-so/{denunciation.ref}/cap-quyen", **typed | {"purpose": "đối chiếu chữ ký"})
    granted = at_the_desk(sqlite_app, "dong.nghiep").open(address)
    assert "Được xem để: đối chiếu chữ ký." in granted.text("main")


def test_nobody_of_the_agency_whose_head_is_denounced_finds_the_case(
    sqlite_app: Flask, records: Session, supervisor: str
) -> None:
    from app.casework.respondents import NewRespondent  # noqa: PLC0415 - this test only

    province = a_desk(records, "UBND tỉnh", prefix="tinh")
    commune = a_desk(records, "UBND xã Chư Sê", prefix="se", under=records.get_one(Agency, province.agency.id))
    petition = a_petition(
        records, commune.unit, on=date(2026, 9, 7), kind=PetitionKind.DENUNCIATION, people=[CANARY],
        classified={"respondents": [NewRespondent(commune.agency.id, "", is_head=True)]},
    )  # fmt: skip
    records.refresh(petition)
    case = a_case(records, province.unit, on=date(2026, 9, 9), petition=petition, by=province.unit.head)
    records.commit()
    for kind in (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD):
        browse = at_the_desk(sqlite_app, commune.who[kind])
        assert browse.open(f"/vu-viec/{case.ref}", status=404)
        assert case.code not in browse.open("/qua-han").html
    watcher = at_the_desk(sqlite_app, supervisor)
    assert case.code in watcher.open("/qua-han").html
    assert at(date(2026, 9, 7))
