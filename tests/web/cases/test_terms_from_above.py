"""A term a superior gave (hạn cấp trên giao) on screen: recorded by who may, shown beside what the law asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.flags import raise_and_withdraw
from app.casework.identities import open_sealed
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.petitions import PetitionKind
from app.statute.time_limits.orders import GIVEN_TERM
from app.web.language import COOKIE
from tests.makers import a_case, a_petition, an_act, at
from tests.web.conftest import THE_MORNING, Browse, Page
from tests.web.desks import Desk, an_inspector, filled_in

ACCEPTED, GIVEN_ON = date(2026, 11, 2), date(2026, 11, 9)
TYPED = {
    "on": "09/11/2026", "giver": "province_chair", "giver_name": "Ông Rah Lan Chung", "asked": "Giải quyết dứt điểm",
    "term_on": "16/11/2026", "document_no": "940/UBND-NC",
}  # fmt: skip


@pytest.fixture
def inspector(sqlite_app: Flask, desk: Desk, records: Session) -> Browse:
    assert desk
    return an_inspector(sqlite_app, records)


def given(records: Session, desk: Desk, matter: Matter, term_on: str, number: str = "940/UBND-NC", **said: Any) -> Act:
    data = {"giver": "province_chair", "asked": "Giải quyết dứt điểm", "term_on": term_on, **said}
    act = an_act(records, matter, "term_given", GIVEN_ON, by=desk.unit.head, document_no=number, data=data)
    records.commit()
    return act


def a_late_case(records: Session, desk: Desk) -> Matter:
    """A complaint whose handler holds it, with a term that is over and one that still runs; committed."""
    case = a_case(records, desk.unit, on=ACCEPTED)
    case.assignee_id = desk.unit.handler.account_id
    given(records, desk, case, "2026-11-16")
    given(records, desk, case, "2026-11-27", "12/TTT-VP", giver="inspectorate", asked="Báo cáo tiến độ")
    return case


def terms_of(page: Page) -> str:
    return page.text("section", **{"aria-labelledby": "han-giao"})


def row_with(page: Page, code: str) -> str:
    rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")]
    return next(row for row in rows if code in row)


# --- recorded -----------------------------------------------------------------------------------------------------


def test_thanh_tra_records_a_term_on_any_case_and_nothing_else(
    inspector: Browse, handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    path = f"/vu-viec/{case.ref}"
    page = inspector.open(path)
    assert "Ghi hạn cấp trên giao" in page.text()
    assert "Việc khác do cơ quan đang giữ hồ sơ ghi" in page.text()
    assert inspector.open(f"{path}/viec/verifying", 403)
    for name in ("giver", "asked", "term_on", "document_no"):
        refused = filled_in(inspector, f"{path}/viec/term_given", **{**TYPED, name: ""})
        assert refused.all("a", href=f"#{name}")
        assert name == "asked" or TYPED["asked"] in refused.text("textarea", name="asked")

    filled_in(inspector, f"{path}/viec/term_given", **TYPED)

    for browse in (inspector, handler):
        page = browse.open(path)
        told = terms_of(page)
        for words in ("quá hạn 7 ngày", "16/11/2026", "Chủ tịch Ủy ban nhân dân cấp tỉnh (Ông Rah Lan Chung) giao",
                      "văn bản 940/UBND-NC", "Giải quyết dứt điểm"):  # fmt: skip
            assert words in told
        assert "Ra quyết định giải quyết, hạn thứ Tư 02/12/2026" in page.text("section", **{"aria-labelledby": "han"})
        assert "Người thanh.tra" in page.text("ol", class_="td-timeline")


def test_each_term_is_answered_extended_and_taken_back_by_its_own_button(
    handler: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    case = a_late_case(records, desk)
    path = f"/vu-viec/{case.ref}"
    acts = [str(one.get("href")) for one in handler.open(path).all("a") if "of_term" in str(one.get("href"))]
    assert [one.split("/viec/")[1].split("?")[0] for one in acts] == ["given_answered", "given_answered"]
    chosen = handler.open(acts[1]).all("input", type="radio", checked="")
    assert [one.get("name") for one in chosen] == ["of_term"]
    assert filled_in(handler, f"{path}/viec/given_answered", on="20/11/2026", document_no="7").all("a", href="#of_term")
    second = str(chosen[0].get("value"))

    filled_in(handler, acts[1], on="20/11/2026", document_no="77/BC-UBND", of_term=second)
    buttons = [str(one.get("href")) for one in head.open(path).all("a") if "of_term" in str(one.get("href"))]
    moved = {"on": "20/11/2026", "document_no": "951/UBND-NC", "term_on": "30/11/2026"}
    first = buttons[0].rsplit("=", 1)[1]
    filled_in(head, next(one for one in buttons if "extended" in one), **moved, of_term=first)

    page = head.open(path)
    told = terms_of(page)
    assert "đã gia hạn 1 lần, hạn đầu 16/11/2026" in told
    assert "30/11/2026" in told
    assert "12/TTT-VP" not in told
    story = page.text("ol", class_="td-timeline")
    assert "Về hạn giao theo văn bản 12/TTT-VP" in story
    assert "Về hạn giao theo văn bản 940/UBND-NC" in story
    assert handler.open(f"{path}/viec/given_extended", 403)


def test_thanh_tra_puts_its_own_entry_right_and_an_answer_keeps_the_term_it_is_about(
    inspector: Browse, handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_late_case(records, desk)
    late, early = records.scalars(select(Act).where(Act.act == "term_given").order_by(Act.id)).all()
    records.commit()
    filled_in(
        handler, f"/vu-viec/{case.ref}/viec/given_answered", on="20/11/2026", document_no="7", of_term=str(early.id)
    )
    answer = records.scalars(select(Act).where(Act.act == "given_answered")).one()
    records.commit()

    right = {**TYPED, "term_on": "18/11/2026", "note": "Ghi nhầm", "document_no": "8"}
    filled_in(inspector, f"/ho-so/{case.ref}/muc/{late.id}/sua", **right)
    filled_in(inspector, f"/ho-so/{case.ref}/muc/{answer.id}/sua", on="19/11/2026", note="Ghi nhầm", document_no="7")

    told = handler.open(f"/vu-viec/{case.ref}")
    assert "quá hạn 5 ngày" in terms_of(told)
    assert "12/TTT-VP" not in terms_of(told)
    assert "Về hạn giao theo văn bản 12/TTT-VP" in told.text("ol", class_="td-timeline")


# --- beside what the law asks -------------------------------------------------------------------------------------


def test_a_term_stands_beside_the_limit_of_the_law_on_every_list_and_counts_where_it_is_missed(
    handler: Browse, head: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    case = a_late_case(records, desk)
    raise_and_withdraw(records, today=THE_MORNING.date(), at=THE_MORNING)
    records.commit()
    for address in ("/viec-cua-toi", "/vu-viec"):
        line = row_with(handler.open(address), case.code)
        said = ("02/12/2026", "Ra quyết định giải quyết", "Cấp trên giao", "quá hạn 7 ngày", "16/11/2026", "27/11/2026")
        for words in said:
            assert words in line, (address, words)
    for browse, address in (
        (head, "/qua-han"), (head, "/don-vi"), (inspector, "/qua-han?nghia-vu=ct.given_term"),
        (inspector, "/ton-dong?nghia-vu=ct.given_term"), (inspector, "/co-qua-han"),
    ):  # fmt: skip
        line = row_with(browse.open(address), case.code)
        assert "Thực hiện yêu cầu cấp trên giao" in line or "Thực hiện yêu cầu của cấp trên" in line, address
        assert "Văn bản của cấp trên, không phải thời hạn luật định" in line
        assert "quá hạn 7 ngày" in line


def test_a_petition_carries_its_term_into_the_case_which_leads_back_to_it(
    handler: Browse, records: Session, desk: Desk
) -> None:
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=PetitionKind.COMPLAINT)
    given(records, desk, petition, "2026-11-27")
    line = row_with(handler.open("/don"), petition.code)
    assert "Thụ lý hoặc thông báo không thụ lý" in line
    assert "Cấp trên giao" in line
    assert "27/11/2026" in line
    case = a_case(records, desk.unit, on=date(2026, 11, 11), petition=petition)
    records.commit()

    told = handler.open(f"/vu-viec/{case.ref}")
    assert f"Ghi ở {petition.code}" in terms_of(told)
    filled_in(handler, f"/don/{petition.ref}/viec/given_answered", on="20/11/2026", document_no="7/BC-UBND")
    assert not terms_of(handler.open(f"/don/{petition.ref}"))


def test_the_why_names_the_paper_and_no_law_in_both_languages(handler: Browse, records: Session, desk: Desk) -> None:
    case = a_late_case(records, desk)
    wanted = select(Obligation.id).where(Obligation.matter_id == case.id, Obligation.duty == GIVEN_TERM)
    number = records.scalars(wanted.order_by(Obligation.id)).first()
    records.commit()
    page = handler.open(f"/han/{number}").text()
    for words in ("Hạn do Chủ tịch Ủy ban nhân dân cấp tỉnh ấn định, không dời khi trùng ngày nghỉ", "940/UBND-NC",
                  "Văn bản của cấp trên, không phải thời hạn luật định", "luật không đặt hạn này"):  # fmt: skip
        assert words in page
    assert "Theo bản quy định" not in page

    handler.client.set_cookie(COOKIE, "en")
    english = handler.open(f"/han/{number}").text()
    assert "Order of a superior, not a time limit of law" in english
    assert "The chairman of the province set this day" in english


def test_what_was_asked_of_a_sealed_matter_is_read_on_its_sealed_page_only(
    handler: Browse, inspector: Browse, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION)
    case.assignee_id = desk.unit.handler.account_id
    given(records, desk, case, "2026-11-16", asked="Bảo vệ bà Hòa", giver_name="Ông Chung")
    for browse in (handler, inspector):
        page = browse.open(f"/vu-viec/{case.ref}").text()
        assert "940/UBND-NC" in page
        assert "bà Hòa" not in page
        assert "Ông Chung" not in page
    found = open_sealed(records, case, viewer=desk.unit.handler, at=at(GIVEN_ON))
    assert "Ông Chung, Bảo vệ bà Hòa" in [note for part in found.parts for note in part.act_notes]


# --- the body below, urged on a complaint -------------------------------------------------------------------------


def test_a_complaint_the_body_below_is_late_with_is_reported_and_its_head_urges_that_body(
    handler: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    petition = a_petition(records, desk.unit, on=date(2026, 11, 16), kind=PetitionKind.COMPLAINT)
    records.commit()
    assert "Báo cáo cấp dưới chưa giải quyết" in handler.open(f"/don/{petition.ref}/xu-ly").text()
    filled_in(handler, f"/don/{petition.ref}/viec/lower_level_reported", on="18/11/2026")
    assert handler.open(f"/don/{petition.ref}/viec/supervised", 403)

    for day, number in (("19/11/2026", "31/UBND-TCD"), ("23/11/2026", "35/UBND-TCD")):
        filled_in(head, f"/don/{petition.ref}/viec/supervised", on=day, document_no=number)

    page = handler.open(f"/don/{petition.ref}")
    story = page.text("ol", class_="td-timeline")
    for words in ("31/UBND-TCD", "35/UBND-TCD", "Theo dõi, đôn đốc cấp dưới giải quyết", "đúng hạn"):
        assert words in story
    assert "NĐ 154/2026/NĐ-CP, Điều 15 khoản 3" in head.open(f"/don/{petition.ref}/viec/supervised").text()
