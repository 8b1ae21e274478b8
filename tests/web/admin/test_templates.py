"""The templates of papers in the browser: refused with the paragraph, tried, put in force, used, withdrawn."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.paper.province import words_of
from app.records.documents import Document
from app.records.papers import PaperTemplate, PaperTemplateUse
from app.records.people import RoleKind
from tests.makers import a_case
from tests.paper.test_province import template
from tests.web.conftest import Browse, Page, an_account_with
from tests.web.desks import TODAY, a_desk, at_the_desk
from tests.web.papers.test_papers import address, typed

HOME = "/quan-tri/mau-van-ban"
ACCEPTED = f"{HOME}/complaint_accepted"
OWN = template(
    "{{ agency | upper }}", "Theo mẫu riêng: {{ number }}", "{%p for one in body %}", "{{ one }}", "{%p endfor %}",
    "{{ dated }}", "{{ signing | join(' ') }}", "{{ signed_by }}",
)  # fmt: skip


@pytest.fixture
def administrator(browse: Browse, records: Session) -> Browse:
    an_account_with(records, RoleKind.ADMINISTRATOR)
    browse.sign_in("thu.ha")
    return browse


def upload(browse: Browse, content: bytes, name: str = "mẫu tỉnh.docx") -> Page:
    browse.open(ACCEPTED)
    file: Any = (BytesIO(content), name)
    return browse.send(ACCEPTED, file=file)


def only(records: Session) -> str:
    """The ref of the one template that was kept."""
    ref = records.scalars(select(PaperTemplate.ref)).one()
    records.rollback()
    return ref


def test_every_kind_of_paper_is_listed_with_what_it_is_made_from(administrator: Browse) -> None:
    assert "Thông báo thụ lý khiếu nại Mẫu số 03 (NĐ 155/2026/NĐ-CP) mẫu có sẵn" in administrator.open(HOME).text()
    page = administrator.open(ACCEPTED)
    assert "{{ agency }} Cơ quan ban hànhphải có Ủy ban nhân dân xã Ví Dụ" in page.text()
    assert "mọi ngày Mẫu có sẵn của phần mềm" in page.text()
    answer = administrator.client.get(f"{ACCEPTED}/khoi-dau")
    assert "{{ agency | upper }}" in "\n".join(words_of(answer.data))
    administrator.open(f"{HOME}/khong_co", status=404)


def test_a_broken_template_is_refused_with_the_paragraph_and_nothing_is_kept(
    administrator: Browse, records: Session
) -> None:
    page = upload(administrator, template("{{ agency", "Gửi {{ nguoi_to_cao }}"))
    broken, unknown, lacking = ("".join(one.itertext()) for one in page.all("div", class_="td-error"))
    assert "Đoạn 1 (“{{ agency”): Thẻ {{ agency chưa đóng" in broken
    assert "Đoạn 2 (“Gửi {{ nguoi_to_cao }}”): Không có trường “nguoi_to_cao”" in unknown
    assert "Mẫu thiếu phần làm nên văn bản này: {{ number }}, {{ dated }}" in lacking
    assert "Mẫu thiếu phần làm nên văn bản này: {{ number }}, {{ dated }}" in upload(
        administrator, template("{{ agency }}")
    ).text("div", class_="td-error")
    assert "Chọn tệp mẫu" in administrator.send(ACCEPTED).text("div", class_="td-error")
    for other in (b"%PDF-1.7 ", b"no document"):
        error_words = upload(administrator, other).text("div", class_="td-error")
        assert "Mẫu phải là tệp Word" in error_words
        assert "PDF" not in error_words, "nothing else is taken here"
    assert records.scalar(select(PaperTemplate)) is None


def test_a_template_is_tried_put_in_force_after_a_question_used_and_withdrawn(
    administrator: Browse, records: Session, sqlite_app: Flask
) -> None:
    page = upload(administrator, OWN)
    assert "ỦY BAN NHÂN DÂN XÃ VÍ DỤ Theo mẫu riêng: Số: 05/TB-UBND" in page.text()
    ref = only(records)
    trial = administrator.client.get(f"{HOME}/tep/{ref}/thu").data
    assert "Theo mẫu riêng: Số: 05/TB-UBND" in words_of(trial)
    assert administrator.client.get(f"{HOME}/tep/{ref}/goc").data == OWN

    use = f"{HOME}/tep/{ref}/dung"
    page = administrator.open(use)
    (seen,) = page.all("input", name="seen")
    days: dict[str, Any] = {"from_on": "23/11/2026", "until_on": "30/11/2026", "seen": seen.get("value", "")}
    assert "Nhập ngày từ hôm nay" in administrator.send(use, **{**days, "from_on": "22/11/2026"}).text()
    page = administrator.send(use, **days)
    assert "từ 23/11/2026 đến hết 30/11/2026Mẫu có sẵn của phần mềmmẫu tỉnh.docx" in page.text("table")
    assert "từ 01/12/2026Mẫu có sẵn của phần mềmMẫu có sẵn của phần mềm" in page.text("table")
    assert records.scalar(select(PaperTemplateUse)) is None
    records.rollback()
    (until,) = administrator.send(use, **days, step="edit").all("input", name="until_on")
    assert until.get("value") == "30/11/2026"
    page = administrator.send(use, **days, step="confirm")
    assert "từ 23/11/2026 đến hết 30/11/2026 mẫu tỉnh.docx" in page.text()

    issued_from(sqlite_app, records)

    withdraw = f"{ACCEPTED}/thoi-dung/2026-11-23"
    (seen,) = administrator.open(withdraw).all("input", name="seen")
    days = {"from_on": "24/11/2026", "seen": seen.get("value", "")}
    assert "trong thời gian dùng" in administrator.send(withdraw, **{**days, "from_on": "05/12/2026"}).text()
    administrator.send(withdraw, **days)
    page = administrator.send(withdraw, **days, step="confirm")
    assert "từ 23/11/2026 đến hết 23/11/2026 mẫu tỉnh.docx" in page.text()
    assert (
        "Thôi dùng mẫu của tỉnh cho “Thông báo thụ lý khiếu nại” từ 24/11/2026"
        in administrator.open("/quan-tri/nhat-ky").text()
    )


def issued_from(app: Flask, records: Session) -> None:
    """A handler writes a paper from the template and issues it; what is kept is what was shown."""
    desk = a_desk(records)
    case = a_case(records, desk.unit, on=TODAY, document_no="15/TB-UBND")
    records.commit()
    handler, page_of = at_the_desk(app, desk.who[RoleKind.HANDLER]), address(case.ref, "thong-bao-thu-ly")
    page = handler.open(page_of)
    assert "theo mẫu của tỉnh “mẫu tỉnh.docx”" in page.text()
    sent = typed(page, content="Khiếu nại về việc: đo lại đất.")
    page = handler.send(page_of, **sent, then="issue")
    assert "Theo mẫu riêng: Số: 15/TB-UBND" in page.text("article")
    handler.send(page_of, **sent, then="confirm")
    file = records.scalars(select(Document.ref)).one()
    records.rollback()
    with handler.client.get(f"/tep/{file}?luu=1") as answer:
        told = words_of(answer.data)
    assert told[1] == "Theo mẫu riêng: Số: 15/TB-UBND"
    assert "Khiếu nại về việc: đo lại đất." in told


@pytest.mark.parametrize("kind", [one for one in RoleKind if one is not RoleKind.ADMINISTRATOR])
def test_nobody_else_enters(browse: Browse, records: Session, kind: RoleKind) -> None:
    an_account_with(records, kind)
    browse.enter("thu.ha")
    for path in (HOME, ACCEPTED, f"{ACCEPTED}/khoi-dau"):
        assert browse.client.get(path).status_code == 403
