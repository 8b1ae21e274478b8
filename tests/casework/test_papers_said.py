"""What each paper says, read from its .docx: every field of its form, from the file; nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.casework import appointments, refusals
from app.casework.appointments import NewAppointment
from app.casework.papers import composing
from app.casework.papers.facts import named_facts
from app.casework.papers.shape import laid_out
from app.casework.refusals import Evidence
from app.records.cases import Case
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from app.statute.grounds import REFUSAL_GROUNDS
from app.statute.papers import PAPERS, paper_on
from app.statute.terms import Procedure
from tests.makers import (
    DAY,
    Unit,
    a_case,
    a_petition,
    a_unit,
    a_visit,
    an_act,
    an_agency,
    at,
    found_of_each,
)
from tests.saying import holds, lines

PLACE = "tại nơi tiếp công dân của Ủy ban nhân dân xã Ia Dom"


@pytest.fixture
def session(sqlite_engine: Engine) -> Iterator[Session]:
    """On SQLite only: what a paper says does not depend on the database."""
    with Session(sqlite_engine) as session:
        yield session


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def test_a_receipt_lists_what_was_taken_by_the_columns_of_the_form(session: Session, unit: Unit) -> None:
    visit = a_visit(
        session, unit, outcome=VisitOutcome.PETITION_TAKEN, papers="Đơn khiếu nại, 2 tờ, cũ, phô tô\nSổ đỏ, 1 tờ",
        kind=PetitionKind.COMPLAINT,
    )  # fmt: skip
    said = lines(session, unit, visit, "receipt")
    holds(
        said, "ỦY BAN NHÂN DÂN TỈNH", "ỦY BAN NHÂN DÂN XÃ IA DOM", "GIẤY BIÊN NHẬN", "Thông tin, tài liệu",
        f"ngày 06/07/2026, {PLACE}.", "Tôi là: Công chức", "Chức vụ: Cán bộ tiếp công dân.",
        "Đã nhận của ông (bà): Nguyễn Thị Hòa, sinh năm 1971.", "Căn cước số 064171004321, ngày cấp: ………",
        "Địa chỉ: Làng Mook Trang, xã Ia Dom.", "Tên thông tin, tài liệu", "Bản phô tô hay bản sao công chứng",
        "Đơn khiếu nại", "2 tờ", "cũ", "phô tô", "Sổ đỏ", "1 tờ", "lập thành 02 bản, giao cho người cung cấp 01 bản",
        "NGƯỜI CUNG CẤP", "NGƯỜI NHẬN",
    )  # fmt: skip


def test_a_refusal_cites_the_article_of_its_own_ground(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit, kind=PetitionKind.COMPLAINT)
    told = refusals.Refusal(
        "TCD9_3",
        DAY,
        DAY,
        Evidence(no="12/TB-UBND", on=date(2026, 5, 4), by="UBND tỉnh"),
        None,
        "",
        "",
        None,
        None,
        None,
    )
    paper = paper_on("refusal_notice", DAY) or pytest.fail("no row")
    named = named_facts(session, visit, viewer=unit.officer, at=at(DAY), today=DAY)
    ground = next(code for code, one in REFUSAL_GROUNDS.items() if one.written)
    named = replace(named, refusal=replace(told, ground=ground))
    sheet = laid_out(paper, composing.named_passages(paper, named))
    said = "\n".join(str(one) for one in sheet.body)
    assert sheet.to == ("Ông (bà) Nguyễn Thị Hòa",)
    assert "Ngày 06/07/2026, ông (bà) Nguyễn Thị Hòa đến Ủy ban nhân dân xã Ia Dom để khiếu nại về việc" in said
    assert "số 12/TB-UBND ngày 04/05/2026 của UBND tỉnh" in said
    assert "từ chối tiếp nhận nội dung khiếu nại của ông (bà) Nguyễn Thị Hòa." in said
    assert sheet.recipients[-1] == "Lưu: VT, hồ sơ."


def test_minutes_hold_what_was_said_and_room_for_what_was_not(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit, request="Đo lại", papers="Ảnh chụp")
    said = lines(session, unit, visit, "reception_minutes")
    holds(
        said, "BIÊN BẢN", "Tiếp công dân", PLACE, "Người tiếp công dân: Công chức", "Người được tiếp:",
        "Ông (bà) Nguyễn Thị Hòa: căn cước số 064171004321", "Nội dung trình bày: Hỏi về việc đo lại",
        "Yêu cầu, đề nghị: Đo lại", "cung cấp: Ảnh chụp.", "Ý kiến của các thành viên dự tiếp: ……",
        "Kết luận của người chủ trì: ……", "Ý kiến của người được tiếp: ……", "kết thúc hồi …… giờ ……", "02 bản",
        "NGƯỜI TRÌNH BÀY", "Nguyễn Thị Hòa", "NGƯỜI GHI", "NGƯỜI CHỦ TRÌ",
    )  # fmt: skip


def test_an_appointment_says_when_where_whom_and_what_to_bring(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit)
    new = NewAppointment(date(2026, 8, 5), time(7, 30), "Trụ sở", "Chủ tịch UBND xã", "Sổ đỏ\nẢnh")
    appointments.make_appointment(session, visit, new, by=unit.officer, at=at(DAY), today=DAY)
    said = lines(session, unit, visit, "appointment")
    holds(
        said, "PHIẾU HẸN", "Hẹn ông (bà): Nguyễn Thị Hòa.", "Đúng 07 giờ 30, ngày 05 tháng 8 năm 2026.", "Tại: Trụ sở.",
        "Gặp: Chủ tịch UBND xã.", "giấy tờ tùy thân, Sổ đỏ; Ảnh.", "NGƯỜI ĐƯỢC HẸN",
    )  # fmt: skip


def test_who_brought_no_petition_is_guided_without_one(session: Session, unit: Unit) -> None:
    said = "\n".join(lines(session, unit, a_visit(session, unit), "guidance"))
    assert ", Ủy ban nhân dân xã Ia Dom tiếp ông (bà) " in said
    assert "nhận được" not in said


def test_a_conclusion_leaves_room_until_the_head_has_concluded(session: Session, unit: Unit) -> None:
    said = lines(session, unit, a_visit(session, unit), "reception_conclusion")
    holds(
        said, "Số: ……/TB-UBND", "THÔNG BÁO", "Kết luận việc tiếp công dân", "Căn cứ Luật Tiếp công dân",
        "Chủ tịch chủ trì tiếp Nguyễn Thị Hòa.", "Vụ việc: Hỏi về việc đo lại", "Kết luận: ……", "Việc giao",
        "Nơi nhận:",
        "CHỦ TỊCH",
    )  # fmt: skip


def test_the_papers_of_a_complaint(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, classified={"contested": "QĐ số 12"})
    holds(
        lines(session, unit, petition, "proposal"), "PHIẾU ĐỀ XUẤT", "Kính gửi: Chủ tịch Ủy ban nhân dân xã Ia Dom",
        f"Ngày 06/07/2026 nhận được đơn khiếu nại (mã {petition.code}).", "Người đứng đơn: Nguyễn Thị Hòa.",
        "thụ lý để giải quyết", "PHÊ DUYỆT CỦA NGƯỜI ĐỨNG ĐẦU", "LÃNH ĐẠO ĐƠN VỊ", "NGƯỜI ĐỀ XUẤT",
    )  # fmt: skip
    an_act(session, petition, "guided", DAY, by=unit.handler, data={"to_agency": "Sở Nội vụ"}, document_no="")
    holds(
        lines(session, unit, petition, "guidance"), "PHIẾU HƯỚNG DẪN", "Kính gửi: Ông (bà) Nguyễn Thị Hòa",
        "không thuộc thẩm quyền", "gửi đơn đến Sở Nội vụ",
    )  # fmt: skip
    case = a_case(session, unit, petition=a_petition(session, unit, kind=PetitionKind.COMPLAINT))
    holds(
        lines(session, unit, case, "complaint_accepted"), "Số: ……/TB-UBND", "THÔNG BÁO",
        "Về việc thụ lý giải quyết khiếu nại", "Kính gửi: Ông (bà) Nguyễn Thị Hòa", "Căn cứ Luật Khiếu nại",
        "Người khiếu nại: Nguyễn Thị Hòa. Địa chỉ: Làng Mook Trang, xã Ia Dom.", "Căn cước số 064171004321",
        "Khiếu nại về việc: quyết định thu hồi đất số 12", "kể từ ngày 06/07/2026", "Nơi nhận:", "CHỦ TỊCH",
    )  # fmt: skip
    refused = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    an_act(session, refused, "not_accepted", DAY, by=unit.handler, data={"ground": "KN11_2"}, document_no="8/TB-UBND")
    holds(
        lines(session, unit, refused, "complaint_not_accepted"), "Về việc không thụ lý giải quyết khiếu nại",
        "không thụ lý giải quyết khiếu nại của ông (bà) Nguyễn Thị Hòa", "Lý do: Không liên quan trực tiếp",
        "khoản 2 Điều 11 Luật Khiếu nại",
    )  # fmt: skip


def test_the_papers_of_feedback(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK, content="Đường hỏng")
    said = lines(session, unit, petition, "feedback_transfer")
    holds(
        said, "Số: ……/PC-UBND", "PHIẾU CHUYỂN", "Đơn kiến nghị, phản ánh", "Kính gửi: ……",
        "nhận được đơn kiến nghị, phản ánh của ông (bà) Nguyễn Thị Hòa", "Nội dung: Đường hỏng.",
        "cho người gửi đơn biết",
    )  # fmt: skip
    an_act(session, petition, "guided", DAY, by=unit.handler, data={"to_agency": "Sở Xây dựng"}, document_no="")
    holds(lines(session, unit, petition, "urging"), "Kính gửi: Sở Xây dựng", "hướng dẫn người gửi đưa đến quý cơ quan")
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    said = lines(session, unit, petition, "urging")
    holds(said, "Số: ……/UBND-……", "V/v đôn đốc giải quyết", "Kính gửi: ……", "lý do chậm, trách nhiệm", "trước ngày ……")
    assert all(words not in said for words in ("THÔNG BÁO", "CÔNG VĂN"))


def test_the_papers_of_verifying_a_complaint_and_of_its_dialogue(session: Session, unit: Unit) -> None:
    case = a_case(session, unit, document_no="15/TB-UBND")
    holds(
        lines(session, unit, case, "complaint_verification"), "Số: ……/QĐ-UBND", "QUYẾT ĐỊNH",
        "Về việc giao nhiệm vụ xác minh", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ IA DOM", "Căn cứ Luật Khiếu nại",
        "Căn cứ Thông báo thụ lý giải quyết khiếu nại số 15/TB-UBND ngày 06/07/2026;", "Xét đề nghị của ……",
        "QUYẾT ĐỊNH:", "Điều 1. Giao ……", "khiếu nại của Nguyễn Thị Hòa về việc: quyết định thu hồi đất số 12",
        "Thời gian xác minh: ……", "Điều 2.", "theo Điều 29 Luật Khiếu nại", "Điều 3.", "Nơi nhận:", "Như Điều 3",
    )  # fmt: skip
    holds(
        lines(session, unit, case, "complaint_team"), "Điều 1. Thành lập Tổ xác minh", "đất số 12.",
        "Tổ xác minh gồm các ông (bà):", "Họ và tên", "Tổ trưởng",
        "Thành viên", "Các ông (bà) có tên trên",
    )  # fmt: skip
    an_act(session, case, "verifying", DAY, by=unit.handler, document_no="20/QĐ-UBND")
    an_act(session, case, "verification_extended", DAY, by=unit.handler, data={"until_on": "2026-07-20"})
    holds(
        lines(session, unit, case, "verification_extended"), "Căn cứ Quyết định xác minh số 20/QĐ-UBND",
        "của Nguyễn Thị Hòa đến hết ngày 20/07/2026.",
        "Nội dung khiếu nại: quyết định", "Lý do gia hạn: ……", "không làm thay đổi thời hạn giải quyết",
    )  # fmt: skip
    an_act(session, case, "dialogue_notified", DAY, by=unit.handler, data={"dialogue_on": "2026-07-14"})
    invitation = lines(session, unit, case, "dialogue_invitation")
    holds(
        invitation, "Số: ……/GM-UBND", "GIẤY MỜI", "Kính gửi:", "Người khiếu nại: Nguyễn Thị Hòa",
        "Người bị khiếu nại: ……", "Người có quyền, nghĩa vụ liên quan: ……", "Căn cứ Điều 30 Luật Khiếu nại",
        "khoản 1 Điều 28 Nghị định số 124/2020/NĐ-CP", "ngày 14/07/2026.", "Địa điểm: ……", "Người chủ trì",
        "vắng mặt không có lý do chính đáng",
    )  # fmt: skip
    holds(
        lines(session, unit, case, "dialogue_minutes"), "BIÊN BẢN", "Đối thoại với người khiếu nại", "Hồi …… giờ",
        "1. Người chủ trì", "2. Người ghi biên bản", "3. Người khiếu nại", "Ông (bà) Nguyễn Thị Hòa: căn cước số",
        "4. Người bị khiếu nại", "5. Người có quyền", "6. Cơ quan, tổ chức", "vắng mặt (có lý do, không có lý do)",
        "đã thống nhất", "chưa thống nhất", "ít nhất 03 bản", "NGƯỜI CHỦ TRÌ", "NGƯỜI BỊ KHIẾU NẠI",
    )  # fmt: skip


def test_the_papers_that_halt_a_complaint_give_the_ground_of_the_act(session: Session, unit: Unit) -> None:
    case = a_case(session, unit, document_no="15/TB-UBND")
    an_act(session, case, "suspended", DAY, by=unit.handler, document_no="21/QĐ-UBND", data={"ground": "TDC_BKK"})
    holds(
        lines(session, unit, case, "complaint_suspended"), "QUYẾT ĐỊNH:", "Điều 1. Tạm đình chỉ giải quyết",
        "kể từ ngày 06/07/2026.", "Lý do: Sự kiện bất khả kháng", "điểm a khoản 1 Điều 11a Luật Khiếu nại",
        "không tính vào thời hạn giải quyết", "Điều 3.", "Người có quyền, nghĩa vụ liên quan",
    )  # fmt: skip
    holds(
        lines(session, unit, case, "complaint_resumed"), "Căn cứ Quyết định tạm đình chỉ số 21/QĐ-UBND",
        "Điều 1. Tiếp tục giải quyết khiếu nại", "ngày ……/……", "căn cứ tạm đình chỉ không còn",
    )  # fmt: skip
    holds(
        lines(session, unit, case, "complaint_discontinued"), "Điều 1. Đình chỉ giải quyết khiếu nại", "Lý do: ……",
        "chịu trách nhiệm thi hành",
    )  # fmt: skip


def test_a_decision_has_the_contents_of_its_instance_and_says_what_may_follow(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    first = lines(session, unit, case, "decision_first")
    holds(
        first, "Về việc giải quyết khiếu nại (lần đầu)", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ IA DOM", "của Nguyễn Thị Hòa.",
        "Địa chỉ: Làng Mook Trang, xã Ia Dom", "Người bị khiếu nại: ……", "I. Nội dung khiếu nại",
        "II. Kết quả xác minh", "III. Kết quả đối thoại", "IV. Căn cứ pháp luật", "V. Kết luận", "QUYẾT ĐỊNH:",
        "Điều 1. Giữ nguyên, sửa đổi hoặc hủy bỏ", "Điều 2. Việc bồi thường",
        "Điều 3. Không đồng ý với Quyết định này thì người khiếu nại có quyền khiếu nại lần hai", "Điều 4.",
    )  # fmt: skip
    assert "lần đầu: Quyết định số" not in "\n".join(first)
    case.procedure = Procedure.COMPLAINT_SECOND
    second = lines(session, unit, case, "decision_second")
    holds(second, "(lần hai)", "Kết quả giải quyết khiếu nại lần đầu: Quyết định số ……", "có quyền khởi kiện")
    holds(
        lines(session, unit, case, "decision_published"), "THÔNG BÁO", "công khai Quyết định số ……", "lần hai",
        "Hình thức công khai: ……", "Địa điểm: ……",
    )  # fmt: skip


def test_a_second_decision_cites_the_first_and_says_what_was_found_once_it_is_recorded(
    session: Session, unit: Unit
) -> None:
    first = a_case(session, unit)
    for act in ("verifying", "reported"):
        an_act(session, first, act, DAY, by=unit.handler)
    decided = found_of_each(session, first, "decided", "partly_right")
    an_act(session, first, "decided", DAY, by=unit.head, data=decided, document_no="31/QĐ-UBND")
    holds(lines(session, unit, first, "decision_first"), "V. Kết luận: nội dung khiếu nại đúng một phần.")
    second = a_case(session, unit)
    second.procedure = Procedure.COMPLAINT_SECOND
    holds(lines(session, unit, second, "decision_second"), "khiếu nại lần đầu: Quyết định số ……", "ghi rõ từng")
    session.get_one(Case, second.id).previous_case_id = first.id
    holds(
        lines(session, unit, second, "decision_second"),
        "khiếu nại lần đầu: Quyết định số 31/QĐ-UBND ngày 06/07/2026 của Chủ tịch Ủy ban nhân dân xã Ia Dom",
    )


def test_every_paper_of_the_catalogue_is_read_above() -> None:
    here = Path(__file__).parent
    written = "".join(one.read_text(encoding="utf-8") for one in here.glob("test_papers_*said.py"))
    assert [one.code for one in PAPERS if f'"{one.code}"' not in written] == []
