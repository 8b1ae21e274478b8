"""Report duties on the screen: sent with a file, returned, reminded, merged into a draft; and who opens any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Docx
from flask import Flask
from openpyxl.reader.excel import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.following import Hand
from app.casework.permissions import SYSTEM
from app.casework.report_rounds import open_period, periods_ahead
from app.records.agencies import Agency, Level
from app.records.documents import Document
from app.records.matters import Matter
from app.records.notices import OutboxLetter
from app.records.obligations import Obligation
from app.records.people import Role, RoleKind
from app.records.reports import ReportDuty, ReportMerge, ReportRound, SentReport
from app.statute.calendar import BUILT_IN
from app.statute.policies import DEFAULT
from app.statute.reporting import FORM_OF, period_of
from app.statute.time_limits.reporting import INSPECTORATE
from tests import papers
from tests.makers import a_petition, an_agency, at
from tests.web.conftest import THE_MORNING, Browse, Page
from tests.web.desks import Desk, a_desk, at_the_desk, filled_in, kept_on, somebody

OPENED = date(2026, 10, 5)
OFFICER, HEAD = RoleKind.OFFICER, RoleKind.HEAD
FIGURES: dict[str, Any] = {"visits": "1200", "petitions": "30", "cases": "12", "settled": "9", "overdue": "1"}
TYPED: dict[str, Any] = {
    "on": "20/11/2026", "document_no": "45/BC-UBND", "document_on": "20/11/2026", **FIGURES,
    "done": "Đã tiếp công dân đủ kỳ.\nĐã niêm yết lịch.",
}  # fmt: skip


@dataclass(frozen=True)
class Set:
    """Two communes that owe the annual report of the plan, late since 2 November, and who gathers it."""

    dom: Desk
    se: Desk
    round_ref: str

    def matter(self, records: Session, desk: Desk) -> Matter:
        """As it stands now; nothing is held meanwhile."""
        wanted = select(Matter).join(ReportDuty, ReportDuty.matter_id == Matter.id)
        wanted = wanted.join(ReportRound, ReportRound.id == ReportDuty.round_id)
        wanted = wanted.where(Matter.agency_id == desk.agency.id, ReportRound.ref == self.round_ref)
        found = records.scalars(wanted).one()
        records.expunge(found)
        records.rollback()
        return found


@pytest.fixture
def province(records: Session) -> Set:
    records.expire_on_commit = False
    dom, se = a_desk(records), a_desk(records, "UBND xã Chư Sê", prefix="se")
    interior = an_agency(records, "Sở Nội vụ", level=Level.DEPARTMENT)
    somebody(records, interior, RoleKind.COORDINATOR, username="dieu.phoi")
    period = next(one for one in periods_ahead(records, OPENED) if one.form.code == "plan_year")
    open_period(records, period, Hand(SYSTEM, at(OPENED), OPENED))
    dom.agency.email, se.agency.email = "dom@example.invalid", ""
    ref = records.scalars(select(ReportRound.ref)).one()
    records.commit()
    records.expunge_all()  # what is expired by a later rollback would be read again, and hold the writer's place
    return Set(dom, se, ref)


@pytest.fixture
def officer(sqlite_app: Flask, province: Set) -> Browse:
    return at_the_desk(sqlite_app, province.dom.who[OFFICER])


@pytest.fixture
def coordinator(sqlite_app: Flask, province: Set) -> Browse:
    assert province
    return at_the_desk(sqlite_app, "dieu.phoi")


def sent(browse: Browse, ref: str, **changed: Any) -> Page:
    address = f"/bao-cao-phai-nop/{ref}/gui"
    file = (BytesIO(papers.PDF), "bao cao.pdf")
    return browse.send(address, **{**kept_on(browse.open(address)), **TYPED, "files": file, **changed})


def a_late_agency_sends(browse: Browse, records: Session, province: Set) -> str:
    ref = province.matter(records, province.dom).ref
    sent(browse, ref)
    return ref


def test_what_is_owed_stands_with_why_and_leads_to_sending(officer: Browse, province: Set, records: Session) -> None:
    page = officer.open("/bao-cao-phai-nop")
    assert "quá hạn 21 ngày" in page.text("table")
    assert "Báo cáo dân vận năm 2026" in page.text("table")
    ref = province.matter(records, province.dom).ref
    page = officer.open(f"/bao-cao-phai-nop/{ref}")
    assert "mục III.4: ngày 01/11/2026" in page.text("main")
    assert "Gửi báo cáo" in page.text("main")


def test_a_report_is_sent_with_its_file_and_figures(officer: Browse, province: Set, records: Session) -> None:
    matter = province.matter(records, province.dom)
    page = sent(officer, matter.ref)
    assert "Đã gửi báo cáo số 45/BC-UBND." in page.html
    assert "1.200" in page.text("main")
    kept = records.scalars(select(SentReport)).one()
    assert kept.figures["visits"] == 1200
    document = records.scalars(select(Document).where(Document.matter_id == matter.id)).one()
    assert (document.name, document.act_id) == ("bao cao.pdf", kept.act_id)
    records.rollback()
    assert "Không có báo cáo nào phải gửi." in officer.open("/bao-cao-phai-nop").text("main")


def test_without_a_file_it_comes_back_with_what_was_typed(officer: Browse, province: Set, records: Session) -> None:
    ref = province.matter(records, province.dom).ref
    page = sent(officer, ref, files=(BytesIO(b""), ""), settled="13")
    assert "Đính kèm tệp báo cáo đã ký." in page.text("div", class_="td-summary")
    assert page.all("input", name="document_no")[0].get("value") == "45/BC-UBND"
    page = sent(officer, ref, settled="13")
    assert "không lớn hơn" in page.text("div", class_="td-summary")


def test_a_round_shows_who_has_not_sent_and_narrows(
    coordinator: Browse, officer: Browse, province: Set, records: Session
) -> None:
    a_late_agency_sends(officer, records, province)
    page = coordinator.open("/nghia-vu-bao-cao")
    assert "Báo cáo dân vận năm 2026" in page.text("table")
    address = f"/nghia-vu-bao-cao/{province.round_ref}"
    page = coordinator.open(address)
    assert page.text("figure").startswith("1 trong 2 cơ quan đã gửi")
    assert 'class="td-share" height="18" role="img"' in page.html
    page = coordinator.open(f"{address}?trang-thai=due")
    table = page.text("table", role="table")
    assert "UBND xã Chư Sê" in table
    assert "UBND xã Ia Dom" not in table


def test_every_link_of_a_round_opens_for_who_gathers_it(coordinator: Browse, province: Set) -> None:
    page = coordinator.open(f"/nghia-vu-bao-cao/{province.round_ref}")
    assert "hạn 02/11/2026" in page.text("main")
    whys = {str(one.get("href")) for one in page.all("a") if str(one.get("href")).startswith("/han/")}
    assert len(whys) == 2
    for address in whys:
        why = coordinator.open(address)
        assert "02/11/2026" in why.text()
        (matter,) = [str(one.get("href")) for one in why.all("a") if str(one.get("href")).startswith("/ho-so/")]
        assert coordinator.client.get(matter, follow_redirects=True).status_code == 200


def test_a_report_comes_back_to_be_put_right_and_is_accepted(
    coordinator: Browse, officer: Browse, province: Set, records: Session
) -> None:
    ref = a_late_agency_sends(officer, records, province)
    back = f"/bao-cao-phai-nop/{ref}/viec/report_returned"
    filled_in(coordinator, back, on="23/11/2026", reason="Thiếu kiến nghị", term_on="27/11/2026")
    page = officer.open(f"/bao-cao-phai-nop/{ref}/gui")
    assert "Thiếu kiến nghị" in page.text("main")
    assert page.all("input", name="visits")[0].get("value") == "1200"
    assert "27/11/2026" in officer.open("/bao-cao-phai-nop").text("table")
    page = sent(officer, ref, document_no="51/BC-UBND")
    assert "không sớm hơn ngày bị trả lại 23/11/2026" in page.text("div", class_="td-summary")
    page = sent(officer, ref, document_no="51/BC-UBND", on="23/11/2026")
    assert "Đã gửi báo cáo số 51" in page.html, page.text()
    filled_in(coordinator, f"/bao-cao-phai-nop/{ref}/viec/report_accepted", on="23/11/2026")
    assert province.matter(records, province.dom).open is False


def test_reminding_asks_first_and_writes_one_letter_an_agency_and_day(
    coordinator: Browse, province: Set, records: Session
) -> None:
    address = f"/nghia-vu-bao-cao/{province.round_ref}"
    ids = [str(province.matter(records, one).id) for one in (province.dom, province.se)]
    for turn in range(2):
        token = coordinator.open(address).csrf_token
        data = {"csrf_token": token, "report": ids}
        page = coordinator._show(coordinator.client.post(f"{address}/nhac", data=data), 200)
        if not turn:
            assert page.text("h1") == "Gửi 1 thư nhắc?"
            assert "UBND xã Ia Dom còn 1 báo cáo chưa gửi" in page.text("form", method="post")
            assert "Không có địa chỉ nhận thư: UBND xã Chư Sê" in page.text("main")
        else:
            assert "Hôm nay đã nhắc, không gửi thêm: UBND xã Ia Dom." in page.text("main")
        data = {"csrf_token": page.csrf_token, "report": ids, "step": "confirm"}
        coordinator.client.post(f"{address}/nhac", data=data)
    records.rollback()
    letter = records.scalars(select(OutboxLetter)).one()
    assert (letter.kind, letter.to_address) == ("report_reminder", "dom@example.invalid")
    records.rollback()
    assert "23/11/2026" in coordinator.open(address).text("table", role="table")


def test_a_report_asked_for_apart_reaches_the_chosen(coordinator: Browse, officer: Browse, province: Set) -> None:
    typed: dict[str, Any] = {
        "title": "Báo cáo vụ việc đông người", "asked": "Số vụ, kết quả", "document_no": "812/SNV",
        "document_on": "20/11/2026", "due_on": "28/11/2026", "agencies": str(province.dom.agency.id),
    }  # fmt: skip
    page = coordinator.send(
        "/nghia-vu-bao-cao/yeu-cau", **{**kept_on(coordinator.open("/nghia-vu-bao-cao/yeu-cau")), **typed}
    )
    assert "Đã yêu cầu báo cáo theo văn bản số 812/SNV." in page.html
    assert "Báo cáo vụ việc đông người" in officer.open("/bao-cao-phai-nop").text("table")
    page = coordinator.send("/nghia-vu-bao-cao/yeu-cau", **typed)
    assert "Đã yêu cầu báo cáo theo văn bản này." in page.text("div", class_="td-summary")


def test_the_draft_sums_names_the_missing_and_tells_what_changed(
    coordinator: Browse, officer: Browse, province: Set, records: Session
) -> None:
    ref = a_late_agency_sends(officer, records, province)
    address = f"/nghia-vu-bao-cao/{province.round_ref}/tong-hop"
    assert "Nếu lập bây giờ: từ báo cáo của 1 cơ quan" in coordinator.open(address).text("main")
    page = coordinator.send(address)
    assert "Từ đó đến nay không có gì thay đổi." in page.text("main")
    records.rollback()
    merge = records.scalars(select(ReportMerge.ref)).one()
    records.rollback()
    answer = coordinator.client.post(f"/tong-hop-bao-cao/{merge}/tep", data={"csrf_token": page.csrf_token})
    draft = Docx(BytesIO(answer.data))
    words = "\n".join(one.text for one in draft.paragraphs)
    assert "\nDân vận năm 2026\n" in words  # under BÁO CÁO, as every paper's: begun with a capital
    assert "UBND xã Ia Dom: Đã tiếp công dân đủ kỳ." in words
    assert "Chưa có trong dự thảo (1 cơ quan): UBND xã Chư Sê." in words
    assert "báo cáo số 45/BC-UBND (lần 1)" in words
    figures = next(one for one in draft.tables if one.rows[0].cells[0].text == "STT")
    assert [cell.text for cell in figures.rows[-1].cells][1:] == ["Cộng", "1200", "30", "12", "9", "1"]
    back = f"/bao-cao-phai-nop/{ref}/viec/report_returned"
    filled_in(coordinator, back, on="23/11/2026", reason="Thiếu kiến nghị", term_on="27/11/2026")
    assert "UBND xã Ia Dom: đã bị trả lại" in coordinator.open(f"/tong-hop-bao-cao/{merge}").text("main")
    sent(officer, ref, document_no="52/BC-UBND", visits="1300", on="23/11/2026")
    page = coordinator.open(f"/tong-hop-bao-cao/{merge}")
    assert "UBND xã Ia Dom: đã gửi lại bản mới" in page.text("main")
    assert "1.200" in page.text("main")
    assert "Báo cáo dân vận năm 2026" in coordinator.open("/tong-hop-bao-cao").text("table")


def test_the_province_sends_its_own_report_and_records_the_answer(sqlite_app: Flask, records: Session) -> None:
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    inspectorate.code = "thanh-tra"
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    period = next(one for one in periods_ahead(records, OPENED) if one.form.code == "province_year")
    open_period(records, period, Hand(SYSTEM, at(OPENED), OPENED))
    ref = records.scalars(select(Matter.ref)).one()
    records.commit()
    inspector = at_the_desk(sqlite_app, "thanh.tra")
    listed = inspector.open("/bao-cao-phai-nop")
    assert "21/12/2026" in listed.text("table")
    assert "Báo cáo phải nộp" in listed.text("nav", class_="td-nav")
    assert "Thanh tra Chính phủ" in listed.text("table")
    assert "được cộng vào dự thảo" not in inspector.open(f"/bao-cao-phai-nop/{ref}/gui").text()
    page = sent(inspector, ref)
    assert "Nhận báo cáo" in page.text()
    assert "văn bản đã đọc không nêu ngày gửi" in inspector.open(f"/bao-cao-phai-nop/{ref}").text()
    round_ref = records.scalars(select(ReportRound.ref)).one()
    here = inspector.open(f"/nghia-vu-bao-cao/{round_ref}")
    assert "/tong-hop" not in str([one.get("href") for one in here.all("a", class_="btn")])


def test_the_terms_of_the_provinces_own_are_said_where_reports_are_followed(
    sqlite_app: Flask, coordinator: Browse, records: Session
) -> None:
    page = coordinator.open("/nghia-vu-bao-cao")
    assert "Nộp báo cáo sau ngày chốt số liệu: 2 ngày làm việc" in page.text()
    assert "Nhắc trước hạn báo cáo: 5 ngày làm việc" in page.text()
    assert not [one for one in page.all("a") if str(one.get("href")).endswith("/han-noi-bo")]
    interior = records.scalars(select(Agency).where(Agency.name == "Sở Nội vụ")).one()
    both = somebody(records, interior, RoleKind.COORDINATOR, username="ca.hai")
    records.add(Role(account_id=both.account_id, agency_id=interior.id, kind=RoleKind.ADMINISTRATOR, from_on=OPENED))
    records.commit()
    led = at_the_desk(sqlite_app, "ca.hai").open("/nghia-vu-bao-cao")
    (link,) = [str(one.get("href")) for one in led.all("a") if "Đặt hạn nội bộ" in "".join(one.itertext())]
    assert "Nhắc trước hạn báo cáo" in at_the_desk(sqlite_app, "ca.hai").open(link).text()


def test_a_last_day_of_the_provinces_own_is_called_internal_on_every_page_that_shows_it(
    sqlite_app: Flask, coordinator: Browse, province: Set, records: Session
) -> None:
    opened = date(2026, 9, 7)
    period = period_of(FORM_OF["ttcp_nine"], opened.year, calendar=BUILT_IN, policies=DEFAULT)
    open_period(records, period, Hand(SYSTEM, at(opened), opened))
    wanted = select(Obligation).where(Obligation.rule == INSPECTORATE, Obligation.agency_id == province.dom.agency.id)
    owed = records.scalars(wanted).one()
    ref, why = records.get_one(Matter, owed.matter_id).ref, f"/han/{owed.id}"
    records.commit()
    records.expunge_all()
    head = at_the_desk(sqlite_app, province.dom.who[HEAD])
    line, sentence = "hạn nội bộ · TT 01/2024", "Ngày cuối là hạn nội bộ do tỉnh đặt, không phải hạn luật định"
    for path in (f"/bao-cao-phai-nop/{ref}", "/qua-han", "/don-vi"):
        assert line in head.open(path).text("main"), path
    assert "hạn gửi là hạn nội bộ" in head.open("/bao-cao-phai-nop").text("table")
    assert sentence in head.open(why).text("main")
    assert "Hạn nội bộ do tỉnh đặt, tính từ ngày chốt số liệu" in head.open(why).text("table", class_="td-sum")
    assert sentence in head.open(f"/bao-cao-phai-nop/{ref}").text("main")
    assert "hạn gửi là hạn nội bộ" not in coordinator.open("/nghia-vu-bao-cao").text("table")  # the plan names its day


def test_the_sheet_has_every_agency_as_narrowed(
    coordinator: Browse, officer: Browse, province: Set, records: Session
) -> None:
    a_late_agency_sends(officer, records, province)
    address = f"/nghia-vu-bao-cao/{province.round_ref}/bang-tinh"
    for narrowed, agencies in (("", 2), ("?trang-thai=sent", 1)):
        book = load_workbook(BytesIO(coordinator.client.get(f"{address}{narrowed}").data))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert any(row[0] == f"Cộng: {agencies} cơ quan" for row in rows)
        assert any("UBND xã Ia Dom" in row and 1200 in row for row in rows)


def test_nobody_else_opens_them(sqlite_app: Flask, officer: Browse, province: Set, records: Session) -> None:
    ref = province.matter(records, province.dom).ref
    other = at_the_desk(sqlite_app, province.se.who[HEAD])
    for address in (f"/bao-cao-phai-nop/{ref}", f"/bao-cao-phai-nop/{ref}/gui"):
        other.open(address, 404)
    for address in ("/nghia-vu-bao-cao", f"/nghia-vu-bao-cao/{province.round_ref}", "/tong-hop-bao-cao"):
        officer.open(address, 403)
    officer.open(f"/bao-cao-phai-nop/{ref}/viec/report_accepted", 409)


def test_a_coordinator_opens_no_case_and_the_inspectorate_reads_but_does_not_gather(
    sqlite_app: Flask, coordinator: Browse, province: Set, records: Session
) -> None:
    petition = a_petition(records, province.dom.unit).ref
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    coordinator.open(f"/don/{petition}", 403)
    inspector = at_the_desk(sqlite_app, "thanh.tra")
    page = inspector.open(f"/nghia-vu-bao-cao/{province.round_ref}")
    assert not page.all("input", name="report")
    token = page.csrf_token
    address = f"/nghia-vu-bao-cao/{province.round_ref}/nhac"
    data = {"csrf_token": token, "report": str(province.matter(records, province.dom).id)}
    assert inspector.client.post(address, data=data).status_code == 403
    assert THE_MORNING
