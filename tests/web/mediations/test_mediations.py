"""A land dispute in the browser: taken at the commune, mediated, printed; and who sees nothing of it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.agencies import Level
from app.records.audit import AuditEntry
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from tests.makers import a_visit, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, somebody

OFFICER, HANDLER, HEAD = RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD
LIST, NEW = "/hoa-giai-dat-dai", "/hoa-giai-dat-dai/moi"
TYPED: dict[str, str] = {
    "full_name": "Ksor H’Lan", "birth_year": "1971", "other_side-0-full_name": "Rơ Châm Tuih",
    "plot_address": "Thôn Chư Bồ", "parcel_no": "345", "sheet_no": "12", "area": "125,5",
    "dispute": "Lấn ranh giới phía đông khoảng hai mét",
}  # fmt: skip
SAT: dict[str, str] = {"chaired_by": "Siu Blut, Chủ tịch", "members": "Địa chính\nMặt trận"}


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[OFFICER])


def taken(browse: Browse, desk: Desk, records: Session, status: int = 200, **changed: str) -> str:
    """The address of a dispute taken as typed; "" when it was refused."""
    browse.open(NEW)
    typed = {"received_on": "23/11/2026", "agency": str(desk.agency.id), **TYPED, **changed}
    browse.send(NEW, status, **typed)
    ref = records.scalar(select(Matter.ref).where(Matter.kind == MatterKind.MEDIATION))
    records.rollback()
    return f"{LIST}/{ref}" if ref else ""


def done(browse: Browse, address: str, act: str, **typed: str) -> Page:
    """An act recorded today, as its form was opened."""
    path = f"{address}/viec/{act}"
    page = browse.open(path)
    marks = {name: str(page.all("input", name=name)[0].get("value")) for name in ("expected_version", "mark")}
    return browse.send(path, 200, **{**marks, "on": "23/11/2026", **typed})


def offered(page: Page) -> dict[str, bool]:
    """The acts a page leads to, and which of them is the next one."""
    acts = [one for one in page.all("a") if "/viec/" in str(one.get("href"))]
    return {str(one.get("href")).rsplit("/", 1)[1]: "btn-primary" in str(one.get("class")) for one in acts}


def primary(page: Page) -> list[str]:
    return [act for act, next_one in offered(page).items() if next_one]


def test_a_dispute_is_taken_mediated_and_its_record_printed(
    sqlite_app: Flask, desk: Desk, officer: Browse, records: Session
) -> None:
    address = taken(officer, desk, records)
    page = officer.open(address)
    for said in ("HG-0001/2026", "Ksor H’Lan", "Rơ Châm Tuih", "thửa 345", "125,5 m²", "chưa đối chiếu"):
        assert said in page.text("main"), said

    handler, head = (at_the_desk(sqlite_app, desk.who[kind]) for kind in (HANDLER, HEAD))
    done(handler, address, "mediation_accepted", document_no="31/TB-UBND")
    notice = handler.open(f"{address}/ban-in/thong-bao")
    assert "thụ lý yêu cầu hòa giải" in notice.text("article")
    assert "chưa đối chiếu được với văn bản gốc" in notice.text("main"), "who signs it knows its law was not read"
    assert "chưa đối chiếu" not in notice.text("article"), "and the paper itself says it to nobody"
    handler.open(f"{address}/ban-in/bien-ban", 404)
    assert "Lập Hội đồng hòa giải trước" in handler.open(address).text("main")
    done(head, address, "mediation_council", document_no="45/QĐ-UBND")
    page = handler.open(address)
    assert "Chưa có phiên nào. Ghi từng phiên, rồi ghi kết quả." in page.text("main")
    assert primary(page) == ["mediation_held"]
    assert primary(done(handler, address, "mediation_held", **SAT)) == ["mediation_succeeded"]
    lacking = done(handler, address, "mediation_unsettled", document_no="01/BB", **SAT)
    assert "1 chỗ cần sửa" in lacking.text("div", class_="td-summary")
    page = done(handler, address, "mediation_unsettled", document_no="01/BB", next_authority="court", **SAT)
    assert "Hòa giải không thành" in page.text("main")
    record = handler.open(f"{address}/ban-in/bien-ban").text("article")
    for said in ("HÒA GIẢI KHÔNG THÀNH", "Siu Blut", "Tòa án nhân dân có thẩm quyền", "thửa số 345"):
        assert said in record, said
    done(handler, address, "mediation_record_sent")
    assert "Hòa giải không thành" in handler.open(f"{LIST}?ket-qua=failed").text("table")
    assert "HG-0001" not in handler.open(f"{LIST}?ket-qua=running").text("main")


def test_after_an_objection_the_same_council_sits_again(
    sqlite_app: Flask, desk: Desk, officer: Browse, records: Session
) -> None:
    address = taken(officer, desk, records)
    handler, head = (at_the_desk(sqlite_app, desk.who[kind]) for kind in (HANDLER, HEAD))
    done(handler, address, "mediation_accepted", document_no="31/TB-UBND")
    assert "Lập Hội đồng hòa giải" in head.open(address).text("main")
    done(head, address, "mediation_council", document_no="45/QĐ-UBND")
    agreed = {"document_no": "01/BB", "account": "Dời hàng rào", **SAT}
    done(handler, address, "mediation_succeeded", **agreed)
    done(handler, address, "mediation_record_sent")
    done(officer, address, "mediation_objected", reason="Đo lại ranh giới")
    page = head.open(address)
    assert "mediation_council" not in offered(page)
    assert primary(page) == ["mediation_held"]


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    desk: Desk, officer: Browse, records: Session
) -> None:
    wrong = {"other_side-0-full_name": "", "area": "rộng", "plot_address": ""}
    assert not taken(officer, desk, records, 200, **wrong)
    assert officer.page is not None
    summary = officer.page.text("div", class_="td-summary")
    for said in ("hòa giải cần đủ hai bên", "Nhập diện tích bằng số", "Nhập địa chỉ thửa đất"):
        assert said in summary, said
    assert officer.page.all("input", name="full_name")[0].get("value") == "Ksor H’Lan"


def test_a_visit_leads_to_it_with_the_person_who_came(desk: Desk, officer: Browse, records: Session) -> None:
    visit = a_visit(records, desk.unit, on=TODAY)
    records.commit()
    officer.open(f"/tiep-dan/{visit.ref}")
    page = officer.open(f"{NEW}?luot-tiep={visit.ref}")
    assert visit.code in page.text("main")
    assert page.all("input", name="full_name")[0].get("value") == "Nguyễn Thị Hòa"
    address = taken(officer, desk, records, visit=visit.ref)
    assert visit.code in officer.open(address).text("aside")
    assert "HG-0001/2026" in officer.open(f"/tiep-dan/{visit.ref}").text("main")


def test_it_stands_in_no_list_of_petitions_cases_or_visits(desk: Desk, officer: Browse, records: Session) -> None:
    address = taken(officer, desk, records)
    for path in ("/don", "/vu-viec", "/so-tiep-cong-dan", "/so-don"):
        assert "HG-0001" not in officer.client.get(path, follow_redirects=True).text, path
    assert address in officer.open(LIST).response.text


def test_only_communes_and_thanh_tra_find_it_in_the_navigation(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    department = an_agency(records, "Sở Nông nghiệp và Môi trường", level=Level.DEPARTMENT)
    somebody(records, department, HANDLER, username="so.handler")
    somebody(records, an_agency(records, "Thanh tra tỉnh"), RoleKind.SUPERVISOR, username="tt.nguyet")
    records.commit()
    address = taken(at_the_desk(sqlite_app, desk.who[OFFICER]), desk, records)

    for name, shown in ((desk.who[HANDLER], True), ("tt.nguyet", True), ("so.handler", False)):
        found = at_the_desk(sqlite_app, name).open("/phap-luat").text("nav")
        assert ("Hòa giải đất đai" in found) is shown, name
    elsewhere = at_the_desk(sqlite_app, "so.handler")
    elsewhere.open(address, 404)
    assert "Chỉ UBND cấp xã" in elsewhere.open(NEW).text("main")
    supervisor = at_the_desk(sqlite_app, "tt.nguyet")
    listed = supervisor.open(LIST).text("main")
    assert "HG-0001/2026" in listed
    assert "Rơ Châm Tuih" not in listed  # a list of the province names nobody
    supervisor.open(NEW, 403)


def test_plot_and_sides_are_put_right_and_what_stood_there_is_kept(
    officer: Browse, sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    address = taken(officer, desk, records, area="2040")
    assert "2.040 m²" in officer.open(address).text()
    form = officer.open(f"{address}/sua")
    assert form.all("input", name="other_side-0-full_name")[0].get("value") == "Rơ Châm Tuih"
    kept: dict[str, str] = {
        **{name: value for name, value in TYPED.items() if name != "dispute"}, "paper": "Căn cước",
        "expected_version": str(form.all("input", name="expected_version")[0].get("value")), "why": "by_papers",
    }  # fmt: skip
    wrong = officer.send(f"{address}/sua", 200, **kept | {"area": "hai sào", "plot_address": ""})
    assert "Nhập địa chỉ thửa đất." in wrong.text("div", class_="td-summary")
    same = officer.send(f"{address}/sua", 200, **kept | {"area": "2040"})
    assert "Chưa sửa gì" in same.text("div", class_="td-summary")
    right = kept | {"area": "1.204,5", "other_side-0-full_name": "Rơ Châm Tuin"}
    page = officer.send(f"{address}/sua", 200, **right)
    assert "1.204,5 m²" in page.text()
    assert "Người dom.officer: diện tích, bên kia. Theo giấy tờ" in page.text("aside")
    assert "Rơ Châm Tuih" not in page.text("aside")
    entry = records.scalars(select(AuditEntry).where(AuditEntry.action == "mediation_corrected")).one()
    assert entry.detail["before"] == {"area": "2040"}
    assert len(entry.detail["people"]["other_side"]) == 1
    records.rollback()
    again = officer.send(f"{address}/sua", 200, **right | {"area": "9"})
    assert "Hồ sơ vừa được người khác cập nhật" in again.text()
    other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    at_the_desk(sqlite_app, other.who[OFFICER]).open(f"{address}/sua", 404)
