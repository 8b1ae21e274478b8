"""The printable index of a case file: in the order of the law, numbered through; and what else has to do with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from app.casework.acts import correct_act
from app.casework.documents import take_file
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind
from app.records.settings import PolicyChoice
from app.statute.case_file import COMPLAINT, DENUNCIATION, LEAVE_A_PAPER
from app.statute.terms import ACTS
from tests.casework.test_documents import kept
from tests.casework.test_papers import issued, the_paper
from tests.makers import DAY, HOA, a_case, a_petition, an_act, at
from tests.web.conftest import Page
from tests.web.desks import Desk, a_desk, at_the_desk

ON, NEXT = date(2026, 11, 2), date(2026, 11, 9)


def printed(page: Page) -> list[list[str]]:
    """The rows of the table, a heading of a group as one cell."""
    return [["".join(cell.itertext()).strip() for cell in row] for row in page.all("table")[0].iter("tr")][1:]


def test_every_act_of_the_order_is_an_act_and_stands_in_one_group() -> None:
    assert set(ACTS) >= LEAVE_A_PAPER
    for order in (COMPLAINT, DENUNCIATION):
        acts = [act for part in order.parts for act in part.acts]
        assert set(acts) <= set(ACTS)
        assert len(acts) == len(set(acts))


def test_the_papers_stand_in_the_order_of_the_law_and_not_of_their_days(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    case = a_case(records, desk.unit, on=ON)
    an_act(records, case, "verifying", ON, by=desk.unit.handler, document_no="5/QĐ-UBND")
    wrong = an_act(records, case, "reported", NEXT, by=desk.unit.handler, document_no="9/BC")
    correct_act(
        records, wrong, document_no="6/BC-TXM", note="Gõ nhầm số", by=desk.unit.handler, at=at(NEXT), today=NEXT
    )
    an_act(records, case, "decided", NEXT, by=desk.unit.head, document_no="7/QĐ-UBND")
    an_act(records, case, "sent", NEXT, by=desk.unit.handler, document_no="8/CV-UBND", data={"papers": ["decided"]})
    records.commit()
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open(f"/vu-viec/{case.ref}/danh-muc")
    assert printed(page) == [
        ["a) Đơn khiếu nại hoặc văn bản ghi lời khiếu nại"],
        ["1", "", "02/11/2026", "Đơn khiếu nại", "", ""],
        ["b) Tài liệu, chứng cứ do các bên cung cấp (chưa có tài liệu)"],
        ["c) Biên bản kiểm tra, xác minh, kết luận, kết quả giám định"],
        ["2", "5/QĐ-UBND", "02/11/2026", "Văn bản giao xác minh", "", ""],
        ["3", "6/BC-TXM", "09/11/2026", "Báo cáo kết quả xác minh", "", ""],
        ["d) Biên bản tổ chức đối thoại"],
        ["đ) Quyết định giải quyết khiếu nại"],
        ["4", "7/QĐ-UBND", "09/11/2026", "Quyết định giải quyết", "", ""],
        ["e) Tài liệu khác có liên quan"],
        ["5", "15/TB-TL", "02/11/2026", "Thông báo thụ lý", "", ""],
        ["6", "8/CV-UBND", "09/11/2026", "Văn bản gửi: Quyết định giải quyết", "", ""],
    ]
    assert "Chưa đối chiếu được với văn bản gốc." in page.text("main")
    assert "ỦY BAN NHÂN DÂN XÃ IA DOM" in page.text("main")  # a letterhead abbreviates nothing (NĐ 30/2020)
    assert "Ngày 23 tháng 11 năm 2026" in page.text("main")
    records.add(PolicyChoice(name="file_order_held", value="yes", source="Công báo số 575, ngày 25/12/2011"))
    records.commit()
    held = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open(f"/vu-viec/{case.ref}/danh-muc").text("main")
    assert "Quản trị viên đã đối chiếu: Công báo số 575, ngày 25/12/2011." in held
    assert "Chưa đối chiếu" not in held
    assert "Có 6 tài liệu, xếp theo khoản 1 Điều 34 Luật Khiếu nại." in page.text("main")


def test_an_issued_paper_and_its_act_are_one_and_a_withdrawal_is_a_letter(
    sqlite_app: Flask, desk: Desk, records: Session, tmp_path: Path
) -> None:
    people = [HOA, replace(HOA, full_name="Rơ Châm Hai", paper_number="064171004322")]
    petition = a_petition(records, desk.unit, on=DAY, kind=PetitionKind.COMPLAINT, people=people)
    case = a_case(records, desk.unit, on=DAY, petition=petition, document_no="15/TB-UBND")
    issued(records, case, the_paper("complaint_accepted"), desk.unit, tmp_path)
    an_act(records, case, "verifying", DAY, by=desk.unit.handler, document_no="16/QĐ-UBND")
    issued(records, case, the_paper("complaint_verification"), desk.unit, tmp_path, number="16/QĐ-UBND")
    an_act(records, case, "withdrawn_part", DAY, by=desk.unit.handler, document_no="", data={"people": [1]})
    an_act(
        records,
        case,
        "dialogue_notified",
        DAY,
        by=desk.unit.handler,
        document_no="17/GM-UBND",
        data={"dialogue_on": DAY.isoformat(), "short_notice": "Hai bên đồng ý"},
    )
    issued(records, case, the_paper("decision_first"), desk.unit, tmp_path, number="18/QĐ-UBND")
    an_act(records, case, "dialogue_held", DAY, by=desk.unit.handler, document_no="")
    issued(records, case, the_paper("dialogue_minutes"), desk.unit, tmp_path, number="")
    records.commit()
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open(f"/vu-viec/{case.ref}/danh-muc")
    lines = [row[1:] for row in printed(page) if len(row) > 1]
    assert lines == [
        ["", "06/07/2026", "Đơn khiếu nại", "", ""],
        ["16/QĐ-UBND", "06/07/2026", "Văn bản giao xác minh", "", "tệp điện tử"],
        ["17/GM-UBND", "06/07/2026", "Thông báo đối thoại", "", ""],
        ["", "06/07/2026", "Biên bản đối thoại", "", "tệp điện tử"],
        ["18/QĐ-UBND", "06/07/2026", "Quyết định giải quyết khiếu nại (lần đầu)", "", "tệp điện tử"],
        ["15/TB-UBND", "06/07/2026", "Thông báo thụ lý", "", "tệp điện tử"],
        ["", "06/07/2026", "Đơn rút khiếu nại của một số người", "", ""],
    ]
    assert "Có 7 tài liệu, xếp theo khoản 1 Điều 34 Luật Khiếu nại." in page.text("article")


def test_of_a_denunciation_it_names_nobody_and_no_content(sqlite_app: Flask, desk: Desk, records: Session) -> None:
    petition = a_petition(records, desk.unit, on=ON, content="CANARY lấn chiếm", kind=PetitionKind.DENUNCIATION)
    case = a_case(records, desk.unit, on=ON, petition=petition)
    records.commit()
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]).open(f"/vu-viec/{case.ref}/danh-muc")
    assert "Đơn tố cáo" in page.text("article")
    assert "CANARY" not in page.html
    assert HOA.full_name not in page.html
    stranger = a_desk(records, "UBND xã Gào", prefix="gao")
    at_the_desk(sqlite_app, stranger.who[RoleKind.HEAD]).open(f"/vu-viec/{case.ref}/danh-muc", status=404)


def test_the_file_names_its_duplicates_what_followed_and_the_court(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    first = a_petition(records, desk.unit, on=ON, kind=PetitionKind.COMPLAINT)
    case, same = a_case(records, desk.unit, on=ON, petition=first), a_petition(records, desk.unit, on=NEXT)
    records.get_one(Petition, same.id).duplicate_of_id = first.id
    an_act(records, case, "court_accepted", NEXT, by=desk.unit.handler, document_no="3/TB-TA")
    records.commit()
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open(f"/vu-viec/{case.ref}")
    related = page.text("section", **{"aria-labelledby": "lien-quan"})
    assert f"Đơn {same.code}, đơn trùng nội dung, 09/11/2026, UBND xã Ia Dom, Đã tiếp nhận" in related
    assert f"Đơn {first.code}, 02/11/2026" in related
    assert "Tòa án thụ lý ngày 09/11/2026, 3/TB-TA" in related


def test_the_one_scan_of_an_act_is_its_paper_and_of_several_each_stays_a_line(
    sqlite_app: Flask, desk: Desk, records: Session, tmp_path: Path
) -> None:
    case = a_case(records, desk.unit, on=ON)
    verified = an_act(records, case, "verifying", ON, by=desk.unit.handler, document_no="5/QĐ-UBND")
    reported = an_act(records, case, "reported", NEXT, by=desk.unit.handler, document_no="6/BC")
    for name, act in (("Quyết định quét.pdf", verified), ("Trang 1.pdf", reported), ("Trang 2.pdf", reported)):
        take_file(records, kept(tmp_path), name=name, matter=case, of_act=act.id, by=desk.unit.handler, at=at(NEXT))
    records.commit()
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]).open(f"/vu-viec/{case.ref}/danh-muc")
    lines = [row[1:] for row in printed(page) if len(row) > 1]
    assert ["5/QĐ-UBND", "02/11/2026", "Văn bản giao xác minh", "", "tệp điện tử"] in lines
    assert not any("Quyết định quét.pdf" in row for row in lines)
    assert ["6/BC", "09/11/2026", "Báo cáo kết quả xác minh", "", ""] in lines
    assert [row[2] for row in lines if row[2].startswith("Trang")] == ["Trang 1.pdf", "Trang 2.pdf"]
    assert "Xem lại tên và thứ tự các nhóm" in page.text("main")
