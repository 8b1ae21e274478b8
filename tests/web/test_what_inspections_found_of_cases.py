"""What inspections found wrong in petitions and cases: each is impossible here, or the head and Thanh tra see it.

A docstring quotes the finding as the inspectors put it. Those of the reception of citizens stand in
``test_what_inspections_found_at_the_desk.py``; which page answers which finding, in ``docs/violations.md``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.respondents import NewRespondent
from app.records.cases import CasePetition
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind
from tests.makers import a_case, a_petition, an_act, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import (
    A_PETITION,
    CLASSIFIED,
    FOUND,
    Desk,
    a_desk,
    an_inspector,
    at_the_desk,
    filled_in,
    kept_on,
)

LONG_AGO, ACCEPTED, ON = date(2026, 8, 3), date(2026, 10, 26), date(2026, 11, 20)
COMPLAINT = PetitionKind.COMPLAINT
Done = tuple[str, date, dict[str, Any]]


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False  # nothing read later may keep a transaction open beside the browser's
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


@pytest.fixture
def head(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])


@pytest.fixture
def inspector(sqlite_app: Flask, desk: Desk, records: Session) -> Browse:
    assert desk
    return an_inspector(sqlite_app, records)


def a_complaint(records: Session, desk: Desk, *acts: Done, on: date = ACCEPTED) -> Matter:
    """A complaint accepted, and what was done on it since; committed."""
    case = a_case(records, desk.unit, on=on)
    for act, day, said in acts:
        an_act(records, case, act, day, by=desk.unit.head, data=said)
    records.commit()
    return case


def verified(day: int) -> tuple[Done, Done]:
    """Assigned to be verified, and reported, in November."""
    return ("verifying", date(2026, 11, 2), {}), ("reported", date(2026, 11, day), {})


def codes_of(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("a", class_="td-code")]


# --- the clocks ---------------------------------------------------------------------------------------------------


def test_a_case_past_its_time_is_seen_by_head_and_thanh_tra_after_the_report_of_the_verification_too(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Giải quyết quá thời hạn / kéo dài / không giải quyết."""
    case = a_complaint(
        records, desk, ("verifying", date(2026, 8, 10), {}), ("reported", date(2026, 8, 24), {}), on=LONG_AGO
    )

    assert case.code in codes_of(inspector.open("/ton-dong?giai-doan=awaiting_decision"))
    for address in ("/qua-han?giai-doan=awaiting_decision", "/don-vi"):
        assert case.code in codes_of(head.open(address))
    for browse in (head, inspector):
        assert "quá hạn" in browse.open(f"/vu-viec/{case.ref}").text("section", class_="td-panel")


def test_a_petition_nobody_handled_in_time_is_on_the_list_of_what_is_late(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Chậm xử lý / trả lời đơn cho công dân (đơn; lượt tiếp: xem tệp kia)."""
    raw = a_petition(records, desk.unit, on=date(2026, 10, 1))
    complaint = a_petition(records, desk.unit, on=date(2026, 11, 2), kind=COMPLAINT)
    records.commit()

    for browse in (head, inspector):
        assert set(codes_of(browse.open("/qua-han"))) == {raw.code, complaint.code}


def test_a_term_from_above_that_was_missed_is_late_beside_the_limit_of_the_law_and_takes_nothing_from_it(
    handler: Browse, head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Không thực hiện hạn cấp trên giao (đơn, vụ việc; việc theo kết luận: xem tệp kia)."""
    asked = {"giver": "province_chair", "asked": "Giải quyết dứt điểm", "term_on": "2026-11-16"}
    case = a_complaint(records, desk, ("term_given", date(2026, 11, 9), asked), on=LONG_AGO)
    extended = {"on": "20/11/2026", "document_no": "951/UBND-NC", "term_on": "30/11/2026"}
    for browse in (head, inspector):
        assert codes_of(browse.open("/qua-han?nghia-vu=ct.given_term")) == [case.code]
    filled_in(head, f"/vu-viec/{case.ref}/viec/given_extended", **extended)
    filled_in(handler, f"/vu-viec/{case.ref}/viec/given_answered", on="23/11/2026", document_no="8/BC-UBND")

    for browse in (head, inspector):
        page = browse.open(f"/vu-viec/{case.ref}")
        for words in ("16/11/2026", "30/11/2026", "951/UBND-NC", "8/BC-UBND"):
            assert words in page.text()
        assert "quá hạn 81 ngày" in page.text("section", class_="td-panel")  # of the decision, whatever was asked above
        assert codes_of(browse.open("/qua-han?nghia-vu=kn.resolve_first")) == [case.code]


# --- classifying, accepting ---------------------------------------------------------------------------------------


def test_a_complaint_taken_for_feedback_is_hinted_at_and_its_change_of_kind_keeps_both_reasons(
    handler: Browse, head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Phân loại nhầm khiếu nại với kiến nghị, phản ánh."""
    petition = a_petition(records, desk.unit, on=ON, content="Xem lại Quyết định số 12/QĐ-UBND về thu hồi đất")
    records.commit()
    path = f"/don/{petition.ref}/phan-loai"
    assert "Nghi là khiếu nại: “Quyết định số 12/QĐ-UBND”" in handler.open(path).text()

    refused = filled_in(handler, path, **{**CLASSIFIED, "kind": "feedback", "reason": ""})
    assert refused.all("a", href="#reason")
    filled_in(handler, path, **{**CLASSIFIED, "kind": "feedback", "reason": "Chỉ là góp ý"})

    assert petition.code in head.open("/don?goi-y=khac").text("table")
    filled_in(head, path, **{**CLASSIFIED, "reason": "Không đồng ý quyết định thu hồi"})
    for browse in (head, inspector):
        story = browse.open(f"/don/{petition.ref}").text("ol", class_="td-timeline")
        for words in ("Kiến nghị, phản ánh", "Chỉ là góp ý", "Khiếu nại", "Không đồng ý quyết định thu hồi"):
            assert words in story


def test_no_case_opens_without_the_instance_the_day_received_and_the_day_of_acceptance(
    handler: Browse, officer: Browse, records: Session, desk: Desk
) -> None:
    """Thông báo thụ lý sai mẫu: thiếu lần giải quyết, ngày nhận đơn, ngày thụ lý."""
    officer.open("/don/moi")
    undated = officer.send("/don/moi", **{**A_PETITION, "agency": str(desk.agency.id), "received_on": ""})
    assert undated.all("a", href="#received_on")
    assert records.scalar(select(Petition.matter_id)) is None
    petition = a_petition(records, desk.unit, on=ON)
    records.commit()

    assert handler.open(f"/don/{petition.ref}/thu-ly", 409)
    path = f"/don/{petition.ref}/phan-loai"
    assert filled_in(handler, path, **{**CLASSIFIED, "instance": "none"}).all("a", href="#instance")
    filled_in(handler, path, **CLASSIFIED)
    for missing in ("on", "document_no"):
        typed = {"on": "23/11/2026", "document_no": "31/TB-UBND", missing: ""}
        assert filled_in(handler, f"/don/{petition.ref}/thu-ly", **typed).all("a", href=f"#{missing}")
    assert records.scalar(select(CasePetition.case_id)) is None
    records.commit()

    filled_in(handler, f"/don/{petition.ref}/thu-ly", on="23/11/2026", document_no="31/TB-UBND")
    case = records.get_one(Matter, records.scalars(select(CasePetition.case_id)).one())
    records.commit()
    page = handler.open(f"/vu-viec/{case.ref}")
    assert "Khiếu nại lần đầu" in page.text("p", class_="td-lede")
    story = page.text("ol", class_="td-timeline")
    for words in ("20/11/2026", "23/11/2026", "31/TB-UBND"):
        assert words in story


@pytest.mark.parametrize(("instance", "said"), [("first", "lần đầu"), ("second", "lần hai")])
def test_the_notice_of_acceptance_says_instance_day_received_and_day_of_acceptance_by_itself(
    handler: Browse, records: Session, desk: Desk, instance: str, said: str
) -> None:
    """Thông báo thụ lý sai mẫu: thiếu lần giải quyết, ngày nhận đơn, ngày thụ lý."""
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=COMPLAINT, classified={"instance": instance})
    case = a_case(records, desk.unit, on=ON, petition=petition)
    records.commit()

    page = handler.open(f"/ho-so/{case.ref}/van-ban/thong-bao-thu-ly")

    passages = " ".join(one.text or "" for one in page.all("textarea"))
    assert "Ngày 26/10/2026, " in passages
    assert f"thụ lý giải quyết khiếu nại {said} kể từ ngày 20/11/2026." in passages


def test_no_verification_is_assigned_before_the_notice_of_acceptance(
    handler: Browse, records: Session, desk: Desk
) -> None:
    """Thông báo thụ lý SAU quyết định xác minh."""
    petition = a_petition(records, desk.unit, on=ON, kind=COMPLAINT)
    case = a_complaint(records, desk)

    assert "Luật Khiếu nại, Điều 29" in handler.open(f"/don/{petition.ref}/viec/verifying", 409).text()
    page = filled_in(handler, f"/vu-viec/{case.ref}/viec/verifying", on="25/10/2026", document_no="214/QĐ-UBND")

    assert "không sớm hơn ngày thụ lý 26/10/2026" in page.text("div", id="on-error")
    assert "Giao xác minh" not in handler.open(f"/vu-viec/{case.ref}").text("ol", class_="td-timeline").split("Thụ")[-1]


def test_an_acceptance_that_was_wrong_is_annulled_by_number_day_and_reason_for_all_to_read(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Thụ lý không đúng phải hủy văn bản thụ lý."""
    case = a_complaint(records, desk)
    path = f"/vu-viec/{case.ref}/viec/acceptance_annulled"
    whole = {"on": "23/11/2026", "document_no": "9/QĐ-UBND", "reason": "Đơn thuộc thẩm quyền cấp tỉnh"}
    for name in ("document_no", "reason"):
        assert filled_in(head, path, **{**whole, name: ""}).all("a", href=f"#{name}")

    filled_in(head, path, **whole)

    for browse in (head, inspector):
        story = browse.open(f"/vu-viec/{case.ref}").text("ol", class_="td-timeline")
        for words in ("Hủy", "Số 9/QĐ-UBND", "23/11/2026", "Đơn thuộc thẩm quyền cấp tỉnh"):
            assert story.count(words) == 1 or words == "23/11/2026"
    of_the_case = select(CasePetition.petition_id).where(CasePetition.case_id == case.id)
    petition = records.scalars(select(Matter).where(Matter.id.in_(of_the_case))).one()
    page = head.open(f"/don/{petition.ref}")
    assert [page.all("a", href=f"/don/{petition.ref}/{way}") != [] for way in ("chuyen", "viec/guided")] == [True, True]
    assert "việc tiếp theo" not in page.text("ol", class_="td-timeline")  # which of them, somebody decides


def test_a_petition_for_somebody_else_stays_late_until_it_is_transferred(
    handler: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Đơn ngoài thẩm quyền không chuyển; không báo cáo kết quả."""
    there = an_agency(records, "UBND xã Ia Nan")
    said = {"respondents": [NewRespondent(there.id)]}
    petition = a_petition(records, desk.unit, on=date(2026, 11, 2), kind=PetitionKind.FEEDBACK, classified=said)
    records.commit()
    assert "UBND xã Ia Nan" in handler.open(f"/don/{petition.ref}/xu-ly").text()
    assert codes_of(inspector.open("/qua-han")) == [petition.code]

    filled_in(handler, f"/don/{petition.ref}/chuyen", on="23/11/2026", document_no="8/PC", to_agency="UBND xã Ia Nan")

    story = inspector.open(f"/don/{petition.ref}").text("ol", class_="td-timeline")
    for words in ("UBND xã Ia Nan", "8/PC", "trễ"):
        assert words in story
    assert petition.code not in codes_of(inspector.open("/qua-han"))


def test_what_became_of_a_transferred_complaint_is_wanted_until_the_answer_is_written_down(
    handler: Browse, head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Đơn ngoài thẩm quyền không chuyển; không báo cáo kết quả."""
    an_agency(records, "UBND xã Ia Nan")
    petition = a_petition(records, desk.unit, on=ON, kind=COMPLAINT)
    records.commit()
    path, unanswered = f"/don/{petition.ref}", "/don?tinh-trang=closed&giai-doan=transferred"
    filled_in(handler, f"{path}/chuyen", on="20/11/2026", document_no="8/PC", to_agency="UBND xã Ia Nan")
    assert petition.code in head.open(unanswered).text("tbody")
    assert "Đã tiếp nhận · UBND xã Ia Nan" in inspector.open(path).text("main").partition("Liên quan")[2]

    filled_in(handler, f"{path}/viec/result_received", on="23/11/2026", document_no="12/BC-UBND")

    assert not head.open(unanswered).all("a", class_="td-code")
    for browse in (head, inspector):
        story = browse.open(path).text("ol", class_="td-timeline")
        assert "23/11/2026 Nhận thông báo kết quảSố 12/BC-UBND" in story


# --- verifying, meeting, deciding, ending -------------------------------------------------------------------------


def test_a_case_withdrawn_without_the_report_of_the_verification_says_so_before_it_is_closed_and_after(
    handler: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Rút đơn thiếu báo cáo của đoàn xác minh."""
    assigned: Done = ("verifying", date(2026, 11, 2), {})
    withdrawn: Done = ("withdrawn", date(2026, 11, 16), {})
    case = a_complaint(records, desk, assigned, withdrawn)
    whole = a_complaint(records, desk, *verified(9), withdrawn)
    path, missing = "/vu-viec/{}/viec/discontinued", "chưa ghi báo cáo kết quả xác minh"
    typed = {"on": "23/11/2026", "document_no": "12/QĐ-UBND"}
    for one, said in ((case, True), (whole, False)):
        address = path.format(one.ref)
        opened = handler.open(address)
        ground = str(opened.all("input", type="radio", name="ground")[0].get("value"))
        asked = handler.send(address, **{**kept_on(opened), **typed, "ground": ground})
        assert (missing in asked.text()) is said
        handler.send(address, **{**kept_on(asked), "step": "confirm"})
        for browse in (handler, inspector):
            assert (missing in browse.open(f"/vu-viec/{one.ref}").text()) is said


def test_who_chaired_a_dialogue_is_read_on_the_case_and_nobody_is_read_too(
    handler: Browse, head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Đối thoại hình thức, ủy quyền đối thoại."""
    invited = ("dialogue_notified", date(2026, 11, 10), {"dialogue_on": date(2026, 11, 18)})
    case, unsaid = (a_complaint(records, desk, ("verifying", date(2026, 11, 2), {}), invited) for _ in range(2))
    held = {"on": "18/11/2026"}
    filled_in(handler, f"/vu-viec/{case.ref}/viec/dialogue_held", **held, chair="Bà Mai, Phó Chủ tịch, được ủy quyền")
    filled_in(handler, f"/vu-viec/{unsaid.ref}/viec/dialogue_held", **held)

    for browse in (head, inspector):
        story = browse.open(f"/vu-viec/{case.ref}").text("ol", class_="td-timeline")
        assert "Người chủ trì: Bà Mai, Phó Chủ tịch, được ủy quyền" in story
        assert "Người chủ trì: chưa ghi" in browse.open(f"/vu-viec/{unsaid.ref}").text("ol", class_="td-timeline")


def test_a_denunciation_is_not_concluded_while_one_of_its_contents_has_no_result(
    head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    """Giải quyết không hết nội dung tố cáo."""
    lines = ["Nhận tiền khi đo đất", "Ký khống hồ sơ hỗ trợ"]
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION, lines=lines)
    case = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    for act, day, said in verified(9):
        an_act(records, case, act, day, by=desk.unit.head, data=said)
    records.commit()
    path = f"/vu-viec/{case.ref}"
    whole = {"on": "23/11/2026", "document_no": "7/KL-UBND", "finding_1": "right", "finding_2": "wrong"}
    for number in (1, 2):
        left_out = filled_in(head, f"{path}/viec/concluded", **{**whole, f"finding_{number}": ""})
        assert f"Chọn kết quả của nội dung {number}." in left_out.text("fieldset", id=f"finding_{number}")
    assert "Kết luận nội dung tố cáo" not in head.open(path).text("ol", class_="td-timeline")

    filled_in(head, f"{path}/viec/concluded", **whole)

    for browse in (head, inspector):
        assert "Nội dung 2: Sai sự thật" in browse.open(path).text("ol", class_="td-timeline")


def test_a_complaint_under_way_ends_by_a_decision_and_by_no_letter(
    handler: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    """Trả lời bằng công văn thay quyết định giải quyết."""
    case = a_complaint(records, desk, *verified(9))
    path = f"/vu-viec/{case.ref}"
    for act in ("answered", "guided", "returned", "filed", "not_accepted", "closed"):
        assert handler.open(f"{path}/viec/{act}", 409)

    filled_in(handler, f"{path}/viec/sent", on="20/11/2026", document_no="77/CV-UBND", papers="other")

    assert "Chờ ban hành quyết định" in handler.open(path).text("p", class_="td-lede")
    assert handler.open(f"{path}/viec/closed", 409)
    filled_in(head, f"{path}/viec/decided", on="23/11/2026", document_no="300/QĐ-UBND", **FOUND)
    assert "Đã có quyết định giải quyết" in handler.open(path).text("p", class_="td-lede")
