"""The national database: what is due, marked one or many, stale once the matter changed, exported without secrets."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from openpyxl.reader.excel import load_workbook
from sqlalchemy import select

from app.records.audit import AuditEntry
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from app.statute.reception_duties import database_has_a_number, database_provisions
from tests.makers import a_case, a_petition, a_visit, an_act
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, looking, somebody

LIST = "/csdl-quoc-gia"


@pytest.fixture
def desk(app: Flask) -> Desk:
    with looking(app) as records:
        found = a_desk(records)
        a_visit(records, found.unit, on=date(2026, 6, 30))
        a_visit(records, found.unit, on=date(2026, 7, 1))
        a_case(records, found.unit, on=TODAY)
        a_visit(records, found.unit, on=TODAY, kind=PetitionKind.DENUNCIATION, outcome=VisitOutcome.PETITION_TAKEN)
        other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
        for kind in RoleKind:
            somebody(records, other.agency, kind, username=f"khac.{kind.value}")
        a_petition(records, other.unit, on=TODAY)
        records.commit()
    return found


@pytest.fixture
def handler(app: Flask, desk: Desk) -> Browse:
    return at_the_desk(app, desk.who[RoleKind.HANDLER])


def case_of(app: Flask) -> Matter:
    with looking(app) as records:
        return records.scalars(select(Matter).where(Matter.kind == MatterKind.CASE)).one()


def mark(browse: Browse, *refs: str, **typed: str) -> Browse:
    browse.open(LIST)
    browse.page = browse.send(f"{LIST}/ghi", chon=list(refs), xem="1")  # type: ignore[arg-type]
    hidden = {str(one.get("name")): str(one.get("value")) for one in browse.page.all("input", type="hidden")}
    hidden.pop("csrf_token")
    browse.send(f"{LIST}/ghi", **{**hidden, "chon": list(refs), "on": "23/11/2026", **typed})  # type: ignore[arg-type]
    return browse


def test_the_law_names_no_number_so_nothing_is_overdue_and_the_page_says_so(handler: Browse) -> None:
    assert not database_has_a_number(TODAY)
    assert database_provisions(date(2026, 6, 30)) == ()
    page = handler.open(LIST)
    for cited in ("NĐ 154/2026/NĐ-CP, Điều 27", "NĐ 155/2026/NĐ-CP, Điều 13", "NĐ 156/2026/NĐ-CP, Điều 4"):
        assert cited in page.text()
    assert "Luật không nêu số ngày: không tính quá hạn" in page.text()
    assert "quá hạn 1" not in page.text()


def test_what_was_received_since_the_decree_is_due_until_entered_and_again_once_it_changed(
    app: Flask, handler: Browse, desk: Desk
) -> None:
    assert "3 chưa cập nhật · 0 có thay đổi" in handler.open(LIST).text("p", class_="td-lede")
    case = case_of(app)
    page = mark(handler, case.ref, **{f"ma-{case.ref}": "QG-77"}).page
    assert page is not None
    assert f"Đã ghi cập nhật 1 hồ sơ: {case.code}" in page.text("div", role="status")
    lede = page.text("p", class_="td-lede")
    assert "2 chưa cập nhật · 0 có thay đổi sau khi cập nhật · 1 đã cập nhật · 2 hồ sơ giữ kín" in lede
    entered = handler.open(f"{LIST}?tinh-trang=entered").text("tbody")
    assert "ngày 23/11/2026 · mã QG-77 · Người dom.handler" in entered
    with looking(app) as records:
        changed = records.get_one(Matter, case.id)
        an_act(records, changed, "verifying", TODAY, by=desk.unit.handler)
        records.commit()
    assert case.code in handler.open(f"{LIST}?tinh-trang=stale").text("tbody")
    with looking(app) as records:
        written = records.scalars(select(AuditEntry).where(AuditEntry.action == "database_entered")).one()
    assert (written.matter_id, written.account_id) == (case.id, desk.unit.handler.account_id)


def test_many_are_marked_at_once_and_what_changed_meanwhile_is_told_by_itself(
    app: Flask, handler: Browse, desk: Desk
) -> None:
    case = case_of(app)
    with looking(app) as records:
        visit = records.scalars(select(Matter).where(Matter.opened_on == date(2026, 7, 1))).one()
    page = mark(handler, case.ref, visit.ref, **{f"viec-{case.ref}": "0"}).page
    assert page is not None
    assert f"Đã ghi cập nhật 1 hồ sơ: {visit.code}" in page.text("div", role="status")
    assert f"{case.code}: Hồ sơ vừa có thay đổi" in page.text("div", role="alert")
    late = mark(handler, case.ref, on="24/11/2026").page
    assert late is not None
    assert "không muộn hơn hôm nay" in late.text("div", id="on-error")
    assert desk.agency.id


def test_nobody_marks_what_is_not_theirs(app: Flask, desk: Desk) -> None:
    case = case_of(app)
    may_enter = {RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD}
    for kind in RoleKind:
        browse = at_the_desk(app, f"khac.{kind.value}")
        read = 200 if kind in may_enter | {RoleKind.SUPERVISOR} else 403
        answer = browse.client.get(LIST)
        assert answer.status_code == read, kind
        assert (case.code in answer.text) is (kind is RoleKind.SUPERVISOR), kind
        browse.open("/tai-khoan")
        browse.send(f"{LIST}/ghi", 404 if kind in may_enter else 403, chon=case.ref, on="23/11/2026")
    assert "UBND xã Ia Dom" in at_the_desk(app, "khac.supervisor").open(LIST).text()
    assert desk.agency.id


def test_the_file_holds_what_the_list_counts_and_of_a_sealed_matter_no_person(app: Flask, desk: Desk) -> None:
    officer = at_the_desk(app, desk.who[RoleKind.OFFICER])  # who typed the sealed ones, and may open them
    answer = officer.client.get(f"{LIST}/bang-tinh")
    (sheet,) = load_workbook(BytesIO(answer.data)).worksheets
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=5)]
    lines = [row for row in rows if row[1]]
    assert len(lines) == 5
    assert "Cộng: 5 hồ sơ" in {row[0] for row in rows}
    assert any("Nguyễn Thị Hòa" in row[5] for row in lines)
    with looking(app) as records:
        sealed = {one.code for one in records.scalars(select(Matter).where(Matter.sealed))}
        exported = records.scalars(select(AuditEntry).where(AuditEntry.action == "database_exported")).one()
    assert exported.detail == {"lines": 5}
    hidden = [row for row in lines if row[0] in sealed]
    assert len(hidden) == 2
    assert {tuple(row[5:9]) for row in hidden} == {("", "", "", "")}


def test_who_only_watches_takes_a_file_without_people(app: Flask, desk: Desk) -> None:
    answer = at_the_desk(app, "khac.supervisor").client.get(f"{LIST}/bang-tinh")
    (sheet,) = load_workbook(BytesIO(answer.data)).worksheets
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert len([row for row in rows if row[1]]) == 4  # of both agencies, without what is sealed
    assert {row[5] for row in rows} == {""}
    assert desk.agency.id


def test_an_address_nobody_wrote_shows_the_whole_list(handler: Browse) -> None:
    for asked in ("noi=x", "noi=99999999999999999999", "loai=report_duty", "tinh-trang=%00", "sau=1.2"):
        assert handler.client.get(f"{LIST}?{asked}").status_code == 200
        assert handler.client.get(f"{LIST}/bang-tinh?{asked}").status_code == 200
