"""Refusing at the desk: evidence beside its field, the head's two ways, and the papers printed from the visit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.refusals import Evidence, refusal_of
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.reception import VisitOutcome
from tests.makers import HOA, a_visit
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, TODAY, Desk, a_desk, at_the_desk

LOG = "/tiep-dan/ghi"
PAPER = Evidence("15/TB-UBND", date(2026, 10, 5), "UBND tỉnh Gia Lai")
TYPED = {"evidence_no": "15/TB-UBND", "evidence_on": "05/10/2026", "evidence_by": "UBND tỉnh Gia Lai"}


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    browse.open(LOG)
    return browse


@pytest.fixture
def head(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])


def refusing(desk: Desk, code: str, **changed: str) -> dict[str, Any]:
    said = {"outcome": "refused", "refusal_ground": code, "papers": "", "explained": "y", "then": "page"}
    return {**A_VISIT, "agency": str(desk.agency.id), **said, **changed}


def in_error(page: Page) -> set[str]:
    """The fields of a refusal the summary leads to."""
    found = {str(link.get("href")).removeprefix("#") for link in page.all("div", class_="td-summary")[0].iter("a")}
    return found & {"refusal_ground", "evidence_no", "evidence_on", "evidence_by", "explained", "ground_complete_on"}


def a_refusal(records: Session, desk: Desk, code: str = "LTCD-9.3", **others: Any) -> Matter:
    given: dict[str, Any] = {
        "on": TODAY,
        "outcome": VisitOutcome.REFUSED,
        "refusal_ground": code,
        "evidence": PAPER,
        **others,
    }
    matter = a_visit(records, desk.unit, **given)
    records.commit()
    return matter


def record(browse: Browse, act: str, **typed: str) -> Page:
    """Record an act through its form, as it stands."""
    form = browse.open(act)
    marks = {name: str(form.all("input", name=name)[0].get("value")) for name in ("expected_version", "mark")}
    sent: dict[str, Any] = {"on": "23/11/2026", **marks, **typed}
    return browse.send(act, **sent)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("LTCD-9.1", set()), ("LTCD-9.2", set()), ("LTCD-9.3", {"evidence_no", "evidence_on", "evidence_by"}),
        ("4.1.a", set()), ("4.1.b", set()), ("4.1.c", set()), ("4.1.d", set()), ("4.1.đ", set()), ("4.1.e", set()),
        ("4.1.g", set()), ("4.1.h", {"evidence_no"}), ("4.1.i", {"evidence_no", "evidence_on", "evidence_by"}),
        ("4.1.k", {"evidence_by"}),
    ],
)  # fmt: skip
def test_what_the_ground_needs_is_asked_beside_its_field(
    officer: Browse, desk: Desk, code: str, fields: set[str]
) -> None:
    page = officer.send(LOG, **refusing(desk, code, full_name=""))  # comes back whatever the ground
    assert in_error(page) == fields


def test_an_oral_refusal_needs_the_explanation_or_a_word_why_not(officer: Browse, desk: Desk) -> None:
    assert in_error(officer.send(LOG, **refusing(desk, "4.1.b", explained=""))) == {"explained"}
    unticked = officer.send(LOG, **refusing(desk, "4.1.h", evidence_no="12/TB", explained="", explained_at="8h05"))
    assert "bỏ trống giờ đã giải thích" in unticked.text("div", class_="td-summary"), "an hour typed is never dropped"
    page = officer.send(LOG, **refusing(desk, "4.1.b", explained="", note="Người đến đã bỏ đi"))
    assert "Chưa ghi" in page.text("dl", class_="td-facts")


def test_an_oral_refusal_explained_at_the_desk_owes_nothing_and_is_not_offered_again(
    officer: Browse, records: Session, desk: Desk
) -> None:
    page = officer.send(LOG, **refusing(desk, "4.1.i", **TYPED))
    assert "15/TB-UBND, ngày 05/10/2026, UBND tỉnh Gia Lai" in page.text("dl", class_="td-facts")
    assert "Ghi đã giải thích lý do từ chối" not in page.text()
    assert "thong-bao-tu-choi" not in page.html
    matter = records.scalars(select(Matter).where(Matter.kind == MatterKind.VISIT)).one()
    told = refusal_of(records, matter)
    assert told is not None
    assert (told.explained_on, told.explained_at, told.due_on) == (TODAY, "08:00", None)


def test_the_hour_typed_is_the_hour_told(officer: Browse, desk: Desk) -> None:
    page = officer.send(LOG, **refusing(desk, "4.1.b", explained_at="8h05"))
    assert "lúc 08:05 ngày 23/11/2026" in page.text("dl", class_="td-facts")


def test_a_written_refusal_says_who_owes_the_notice_by_when(officer: Browse, desk: Desk) -> None:
    page = officer.send(LOG, **refusing(desk, "LTCD-9.3", **TYPED))
    assert (
        "Thủ trưởng còn phải gửi người đến thông báo từ chối tiếp, hạn thứ Sáu 27/11/2026." in page.text()
    )  # 24/11 off


def test_the_grounds_may_be_complete_later_but_not_before_the_visit(officer: Browse, desk: Desk) -> None:
    late = refusing(desk, "LTCD-9.3", **TYPED, received_on="18/11/2026", ground_complete_on="20/11/2026")
    early = {**late, "ground_complete_on": "17/11/2026"}
    assert in_error(officer.send(LOG, **early)) == {"ground_complete_on"}
    assert "hạn thứ Năm 26/11/2026" in officer.send(LOG, **late).text()


def test_the_head_finds_the_refusal_on_the_first_page_and_signs(head: Browse, records: Session, desk: Desk) -> None:
    matter = a_refusal(records, desk)
    for path in ("/don-vi", "/viec-cua-toi"):
        assert matter.code in head.open(path).text("section")
    act = f"/tiep-dan/{matter.ref}/viec/refusal_notified"
    offered = [one.get("href") for one in head.open(f"/tiep-dan/{matter.ref}").all("a")]
    assert offered.index(act) < offered.index(f"/tiep-dan/{matter.ref}/viec/closed")
    assert "Nhập" in record(head, act, document_no="").text("div", class_="td-summary")
    record(head, act, document_no="9/TB-UBND")
    assert matter.code not in head.open("/viec-cua-toi").text("main")
    assert "Số: 9/TB-UBND" in head.open(f"/tiep-dan/{matter.ref}/in/thong-bao-tu-choi").text("article")


def test_the_head_may_order_the_reception_instead(head: Browse, records: Session, desk: Desk) -> None:
    matter = a_refusal(records, desk)
    act = f"/tiep-dan/{matter.ref}/viec/reception_ordered"
    page = record(head, act, reason="Có tình tiết mới")
    assert "Thủ trưởng yêu cầu tiếp" in page.text("dl", class_="td-facts")
    assert matter.code not in head.open("/viec-cua-toi").text("main")


def test_the_notice_has_what_both_copies_of_the_form_ask(officer: Browse, records: Session, desk: Desk) -> None:
    paper = officer.open(f"/tiep-dan/{a_refusal(records, desk).ref}/in/thong-bao-tu-choi").text("article")
    for words in (
        "ỦY BAN NHÂN DÂN XÃ IA DOM", "Số: ………/TB-………", "ngày …… tháng …… năm ……", "Về việc từ chối tiếp công dân",
        f"Kính gửi: Ông (bà) {HOA.full_name}", "Ngày 23/11/2026", "căn cước số 064171004321", "ngày cấp", "nơi cấp",
        f"Địa chỉ: {HOA.address}", "về việc: Hỏi về việc đo lại ranh giới thửa đất",
        "Lý do từ chối: Đã giải quyết đúng",
        "số 15/TB-UBND ngày 05/10/2026 của UBND tỉnh Gia Lai",
        "Căn cứ khoản 3 Điều 9 Luật Tiếp công dân và khoản 3 Điều 4 Nghị định số 154/2026/NĐ-CP",
        "từ chối tiếp nhận nội dung", "Nơi nhận", "THỦ TRƯỞNG CƠ QUAN", "Mẫu 01/TCD",
    ):  # fmt: skip
        assert words in paper


def test_the_basis_of_the_notice_comes_from_the_ground(officer: Browse, records: Session, desk: Desk) -> None:
    paper = officer.open(f"/tiep-dan/{a_refusal(records, desk, '4.1.h').ref}/in/thong-bao-tu-choi").text("article")
    assert "Căn cứ điểm h khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP, UBND" in paper


def test_before_the_reform_the_notice_names_no_form_and_the_head_cannot_order(
    officer: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    matter = a_refusal(records, desk, on=date(2026, 6, 15), evidence=Evidence("2/TB", date(2026, 5, 4), "UBND tỉnh"))
    assert "Mẫu" not in officer.open(f"/tiep-dan/{matter.ref}/in/thong-bao-tu-choi").text("article")
    assert "còn phải gửi người đến thông báo từ chối tiếp bằng văn bản" in head.open(f"/tiep-dan/{matter.ref}").text()


def test_the_minutes_are_read_back_and_signed_or_fingerprinted(officer: Browse, records: Session, desk: Desk) -> None:
    matter = a_visit(records, desk.unit, on=TODAY, request="Đo lại", papers="Trích lục, 1 tờ")
    records.commit()
    paper = officer.open(f"/tiep-dan/{matter.ref}/in/ban-ghi").text("article")
    for words in (HOA.full_name, "Đo lại", "Trích lục", "đã đọc lại", "điểm chỉ", "không biết chữ"):
        assert words in paper


def test_papers_of_a_sealed_visit_are_opened_on_purpose_by_a_grantee_only(
    officer: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    matter = a_refusal(records, desk, secret=True)
    for name in ("thong-bao-tu-choi", "ban-ghi"):
        path = f"/tiep-dan/{matter.ref}/in/{name}"
        assert HOA.full_name not in officer.open(path).html
        assert HOA.full_name in officer.send(path).text("article")
        assert HOA.full_name not in head.send(path, 403).html
    assert "15/TB-UBND" not in head.open(f"/tiep-dan/{matter.ref}").html
    assert "15/TB-UBND" not in officer.open(f"/tiep-dan/{matter.ref}").html


def test_the_receipt_lists_name_pages_condition_and_kind_of_copy(officer: Browse, records: Session, desk: Desk) -> None:
    matter = a_visit(records, desk.unit, on=TODAY, papers="Quyết định thu hồi đất, 3 trang, rách góc, phô tô\nĐơn")
    records.commit()
    page = officer.open(f"/tiep-dan/{matter.ref}/bien-nhan?so-ban=3")
    assert page.all("input", name="so-ban")[0].get("value") == "3"
    rows = [[" ".join(cell.itertext()) for cell in row] for row in page.all("tr")]
    assert rows[1:] == [["1", "Quyết định thu hồi đất", "3 trang", "rách góc", "phô tô"], ["2", "Đơn", "", "", ""]]
    assert "lập thành 03 bản, giao cho người cung cấp 01 bản" in page.text("article")
    assert "bản chính" not in page.text("article")
