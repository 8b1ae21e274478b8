"""What inspections found wrong in receiving citizens: each is impossible here, or the head and Thanh tra see it.

A docstring quotes the finding as the inspectors put it. Those of petitions and cases stand in
``test_what_inspections_found_of_cases.py``; which page answers which finding, in ``docs/violations.md``.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import head_duties
from app.casework.following import Hand
from app.casework.reception_days import Outcome, Plan, hold_day, plan_day
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.reception import Chair, ReceptionDay, ReceptionKind, Visit, VisitOutcome
from tests.makers import a_visit, at
from tests.web.conftest import Browse, Page
from tests.web.desks import (
    A_VISIT,
    Desk,
    a_desk,
    an_inspector,
    at_the_desk,
    filled_in,
)

SCHEDULE, ROSTER = "/lich-tiep-cong-dan", "/doi-ngu-tiep-cong-dan"
HELD_ON = date(2026, 11, 3)
REGULAR, BY_HEAD = ReceptionKind.REGULAR, ReceptionKind.HEAD


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False  # nothing read later may keep a transaction open beside the browser's
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


@pytest.fixture
def head(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])


@pytest.fixture
def inspector(sqlite_app: Flask, desk: Desk, records: Session) -> Browse:
    assert desk
    return an_inspector(sqlite_app, records)


def a_day(records: Session, desk: Desk, on: date, kind: ReceptionKind = BY_HEAD) -> ReceptionDay:
    """Planned a week before; committed."""
    before, by = on - timedelta(days=7), desk.unit.officer
    plan = Plan(on, kind, time(7, 30), time(11), place="Phòng 1")
    day = plan_day(records, plan, agency_id=desk.agency.id, by=by, at=at(before), today=before)
    records.commit()
    return day


def held(records: Session, desk: Desk, on: date, chair: Chair) -> None:
    """A day of the head, received by ``chair``, to whom nobody came; committed."""
    day = a_day(records, desk, on)
    outcome = Outcome(chair, "Bà Mai, Phó Chủ tịch" if chair is Chair.DEPUTY else "", "đi họp", document="Biên bản 4")
    hold_day(records, day, outcome, expected_version=day.version, by=desk.unit.officer, at=at(on), today=on)
    records.commit()


def a_day_to_conclude(records: Session, desk: Desk) -> str:
    """A day the head held, on which somebody was told to wait; committed. Its ref."""
    visit = a_visit(records, desk.unit, on=HELD_ON, outcome=VisitOutcome.NOTED, reception_kind=BY_HEAD)
    day_id = records.get_one(Visit, visit.id).reception_day_id
    ref = records.scalars(select(ReceptionDay.ref).where(ReceptionDay.id == day_id)).one()
    records.commit()
    return ref


def a_task(head: Browse, records: Session, desk: Desk, body: Desk, term_on: str) -> str:
    """The conclusion of a day, issued by its head, with one task for ``body``: the ref of the task."""
    path = f"{SCHEDULE}/{a_day_to_conclude(records, desk)}/ket-luan"
    paper = {
        "document_no": "15/TB-UBND", "issued_on": "04/11/2026", "signed_by": "Ông Siu Blut, Chủ tịch",
        "content": "Giải quyết dứt điểm", "tasks-0-what": "Đo đạc lại mương nước", "tasks-0-body": body.agency.name,
        "tasks-0-term_on": term_on,
    }  # fmt: skip
    filled_in(head, path, **paper)
    ref = records.scalars(select(Matter.ref).where(Matter.kind == MatterKind.CONCLUSION_TASK)).one()
    records.commit()
    return ref


def typed(desk: Desk, **changed: str) -> dict[str, Any]:
    """What somebody types of a visit."""
    return {**A_VISIT, "agency": str(desk.agency.id), **changed}


def demanded(browse: Browse, desk: Desk, month: str) -> str:
    page = browse.open(f"{SCHEDULE}?thang={month}&noi={desk.agency.id}")
    return page.text("section", **{"aria-labelledby": "luat-buoc"})


def row_of(page: Page, desk: Desk) -> str:
    """What a list says of the agency of a desk."""
    rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")]
    return next(row for row in rows if desk.agency.name in row)


def codes_of(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("a", class_="td-code")]


# --- days, and who receives on them -------------------------------------------------------------------------------


def test_a_head_short_of_days_is_seen_and_a_deputy_makes_up_for_none(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Chủ tịch không đủ ngày tiếp, hoặc ủy quyền cấp phó."""
    first = date(2026, 10, 1)
    head_duties.open_periods(records, Hand(desk.unit.officer, at(first), first))
    held(records, desk, date(2026, 10, 6), Chair.HEAD)
    held(records, desk, date(2026, 10, 13), Chair.DEPUTY)

    for browse in (head, inspector):
        told = demanded(browse, desk, "2026-10")
        assert "thiếu 1 ngày" in told
        assert "Thủ trưởng trực tiếp tiếp 1 trên 2 ngày" in told
        page = browse.open(f"{SCHEDULE}?thang=2026-10&noi={desk.agency.id}")
        assert "Bà Mai, Phó Chủ tịch" in page.text("table", class_="td-table")
        assert "KTCD-10/2026" in codes_of(browse.open("/qua-han?loai=office"))
        kept = browse.open("/thu-truong-tiep-dan?thang=2026-10").text("main")
        assert f"thiếu ngày{desk.agency.name}" in kept.replace("thiếu ngày ", "thiếu ngày")


def test_a_month_without_its_days_and_a_schedule_not_posted_call_before_the_day(
    head: Browse, inspector: Browse, sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    """Lịch tiếp không ban hành / không công khai / thiếu kỳ."""
    assert "lịch còn thiếu 2 ngày" in demanded(inspector, desk, "2026-12")
    assert "thủ trưởng phải trực tiếp tiếp công dân thêm 2 ngày chưa có trên lịch" in head.open(SCHEDULE).text()

    day = a_day(records, desk, date(2026, 11, 27))

    assert codes_of(inspector.open("/qua-han?loai=office"))
    assert "Lịch tiếp công dân 1" in head.open(SCHEDULE).text("nav", class_="td-nav")
    public = Browse(sqlite_app)
    address = f"/cong-khai/lich-tiep-cong-dan/{desk.agency.code}?thang=2026-11"
    assert "27/11/2026" not in public.open(address).text()
    filled_in(head, f"{SCHEDULE}/niem-yet?thang=2026-11&noi={desk.agency.id}", on="23/11/2026", where="Trụ sở",
              buoi=day.ref)  # fmt: skip
    assert "27/11/2026" in public.open(address).text()


def test_an_agency_without_anybody_appointed_to_receive_is_named(head: Browse, inspector: Browse, desk: Desk) -> None:
    """Không bố trí cán bộ tiếp thường xuyên; địa điểm kém."""
    signal = "chưa phân công người tiếp công dân"
    for browse in (head, inspector):
        assert signal in row_of(browse.open(ROSTER), desk)
    appointed = {
        "full_name": "Siu H'Lan", "post": "Công chức Văn phòng", "duty": "regular", "document_no": "12/QĐ-UBND",
        "document_on": "01/07/2026", "document_by": "Chủ tịch UBND xã", "from_on": "02/07/2026", "until_on": "",
    }  # fmt: skip

    filled_in(head, f"{ROSTER}/don-vi/{desk.agency.ref}/them", **appointed)

    for browse in (head, inspector):
        assert signal not in row_of(browse.open(ROSTER), desk)


# --- the register, and what is taken ------------------------------------------------------------------------------


def test_every_agency_has_its_register_and_no_line_of_it_lacks_its_day(
    officer: Browse, records: Session, desk: Desk
) -> None:
    """Không mở sổ / sổ ghi thiếu ngày tiếp."""
    assert officer.open("/so-tiep-cong-dan").text("h1") == "Sổ tiếp công dân"

    refused = filled_in(officer, "/tiep-dan/ghi", **typed(desk, received_on=""))
    assert refused.all("a", href="#received_on")
    assert records.scalar(select(func.count()).select_from(Visit)) == 0
    records.commit()

    day = a_day(records, desk, date(2026, 11, 20), REGULAR)
    assert "Có 1 buổi đã qua chưa ghi kết quả buổi tiếp." in officer.open(SCHEDULE).text("div", class_="td-note")
    filled_in(officer, f"{SCHEDULE}/{day.ref}/ket-qua", chair="officer", document="Biên bản số 5/BB-TCD")
    line = officer.open("/so-tiep-cong-dan").text("tbody")
    assert "20/11/2026" in line
    assert "0 lượt: không có công dân đến" in line


def test_papers_are_receipted_on_the_form_of_the_decree_and_on_no_other(
    officer: Browse, desk: Desk, sqlite_app: Flask
) -> None:
    """Dùng giấy tiếp nhận một cửa thay Mẫu 02 (TT 04/2021)."""
    page = filled_in(officer, "/tiep-dan/ghi", **typed(desk))

    address = page.response.request.path
    assert address.endswith("/bien-nhan")
    for form in ("", "?mau=mot-cua", "?mau=01"):
        paper = officer.open(address + form).text("article")
        assert "GIẤY BIÊN NHẬN" in paper
        assert "Mẫu 02/TCD (NĐ 154/2026/NĐ-CP" in paper
    receipts = [rule.rule for rule in sqlite_app.url_map.iter_rules() if "bien-nhan" in rule.rule]
    assert receipts == ["/tiep-dan/<ref>/bien-nhan"]


def test_nowhere_can_the_original_of_a_paper_be_asked_for(officer: Browse, records: Session, desk: Desk) -> None:
    """Đòi bản chính tài liệu, chứng cứ."""
    for address in ("/tiep-dan/ghi", "/don/moi"):
        page = officer.open(address)
        words = " ".join("".join(one.itertext()) for tag in ("label", "legend", "option") for one in page.all(tag))
        assert "bản chính" not in words.lower()
        assert "bản gốc" not in words.lower()
    originals = {"originals": "y", "original_required": "y"}  # what no form knows changes nothing

    page = filled_in(
        officer, "/tiep-dan/ghi", **typed(desk, papers="Quyết định thu hồi đất, 3 trang, phô tô"), **originals
    )

    paper = page.text("article")
    assert "phô tô" in paper
    assert "bản chính" not in paper
    assert "Chỉ nhận bản sao, không nhận bản gốc." in page.text()
    assert records.scalar(select(func.count()).select_from(Visit)) == 1


def test_a_visitor_told_to_wait_is_late_after_ten_working_days(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Chậm xử lý / trả lời đơn cho công dân (người đến tiếp)."""
    visit = a_visit(records, desk.unit, on=date(2026, 11, 6), outcome=VisitOutcome.NOTED)
    in_time = a_visit(records, desk.unit, on=date(2026, 11, 9), outcome=VisitOutcome.NOTED)
    records.commit()

    for browse in (head, inspector):
        assert codes_of(browse.open("/qua-han?loai=visit")) == [visit.code]
        assert codes_of(browse.open("/sap-den-han?loai=visit")) == [in_time.code]


# --- what the head concluded --------------------------------------------------------------------------------------


def test_a_day_of_the_head_without_its_conclusion_stands_on_the_page_of_the_head_and_of_the_month(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Không ban hành kịp thông báo kết luận buổi tiếp."""
    day = f"{SCHEDULE}/{a_day_to_conclude(records, desk)}"
    month = f"{SCHEDULE}?thang=2026-11&noi={desk.agency.id}"
    listed = "/thu-truong-tiep-dan/chua-ket-luan"
    for browse, address in ((head, "/don-vi"), (head, month), (inspector, month), (head, listed), (inspector, listed)):
        page = browse.open(address)
        assert "chưa có thông báo kết luận" in page.text().lower()
        assert day in {one.get("href") for one in page.all("a")}


def test_a_body_that_does_not_report_is_late_flagged_and_every_urging_is_counted(
    sqlite_app: Flask, head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Đơn vị không/chậm báo cáo kết quả việc được giao."""
    body = a_desk(records, "Phòng Kinh tế xã Ia Dom", prefix="kt")
    task = a_task(head, records, desk, body, "16/11/2026")
    code = records.scalars(select(Matter.code).where(Matter.ref == task)).one()
    records.commit()
    for number in (1, 2):
        filled_in(head, f"/viec-ket-luan/{task}/viec/task_urged", on="20/11/2026", reason=f"Đôn đốc lần {number}")

    assert codes_of(inspector.open("/qua-han?loai=task")) == [code]
    told = at_the_desk(sqlite_app, body.who[RoleKind.HEAD])
    for browse in (head, inspector, told):
        page = browse.open(f"/viec-ket-luan/{task}").text()
        assert "đã đôn đốc 2 lần" in page
        assert "quá hạn 7 ngày" in page


def test_a_term_set_from_above_is_a_limit_of_its_own_and_every_extension_is_counted(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Không thực hiện hạn cấp trên giao."""
    body = a_desk(records, "Phòng Kinh tế xã Ia Dom", prefix="kt")
    task = a_task(head, records, desk, body, "16/11/2026")
    for term_on in ("18/11/2026", "20/11/2026"):
        extended = {"on": "16/11/2026", "document_no": f"{term_on[:2]}/TB-UBND", "term_on": term_on}
        filled_in(head, f"/viec-ket-luan/{task}/viec/term_extended", **extended)

    for browse in (head, inspector):
        page = browse.open(f"/viec-ket-luan/{task}").text()
        assert "đã gia hạn 2 lần" in page
        assert "quá hạn 3 ngày" in page
        assert "Hạn do văn bản ấn định" in page
