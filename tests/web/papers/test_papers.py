"""The page of a paper: offered where the stage calls for it, edited, taken along, issued; sealed behind a door."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Word
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.papers.examples import example_of
from app.paper import pdf
from app.records.audit import AuditEntry
from app.records.documents import Document
from app.records.drafts import Draft
from app.records.papers import MatterPaper, PaperState
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.statute.papers import PAPERS, papers_of
from tests.casework.test_papers import HIDDEN, unzipped
from tests.makers import a_case, a_petition, an_act
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk
from tests.web.petitions.test_canary import CANARY, FOLDED
from tests.web.test_drafts import save

ACCEPTED, TRANSFER, GUIDANCE = "thong-bao-thu-ly", "chuyen-don-to-cao", "huong-dan"


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def case(records: Session, desk: Desk) -> str:
    """The ref of a case."""
    made = a_case(records, desk.unit, on=TODAY, document_no="15/TB-UBND")
    records.commit()
    return made.ref


@pytest.fixture
def denunciation(records: Session, desk: Desk) -> str:
    """The ref of a denunciation the handler was let into."""
    made = a_petition(
        records, desk.unit, on=TODAY, kind=PetitionKind.DENUNCIATION, people=(HIDDEN,), content=f"{CANARY} tố cáo",
        classified={"reason": f"{CANARY} lý do"},
    )  # fmt: skip
    records.commit()
    return made.ref


def address(ref: str, paper: str) -> str:
    return f"/ho-so/{ref}/van-ban/{paper}"


def typed(page: Page, **changed: str) -> dict[str, Any]:
    """What the form of a paper holds, as a browser would send it."""
    said = {one.get("name", ""): one.get("value", "") for one in page.all("input")}
    said |= {one.get("name", ""): (one.text or "").lstrip("\n") for one in page.all("textarea")}
    return (
        {name: value for name, value in said.items() if name not in {"", "q", "csrf_token"}}
        | {"signing": "head"}
        | changed
    )


def written(page: Page, name: str) -> str:
    """What stands in a passage."""
    return (page.all("textarea", name=name)[0].text or "").strip()


@pytest.fixture
def handler(browse: Browse, desk: Desk) -> Browse:
    browse.sign_in(desk.who[RoleKind.HANDLER])
    return browse


def test_the_page_of_a_case_offers_the_paper_its_stage_calls_for(handler: Browse, case: str) -> None:
    section = handler.open(f"/vu-viec/{case}").text("section", **{"aria-labelledby": "van-ban"})
    assert "Bước này cần Thông báo thụ lý khiếu nại" in section


def needed_and_others(browse: Browse, ref: str) -> tuple[str, str]:
    """What the papers panel of a case says this step needs, and what else may be made."""
    section = browse.open(f"/vu-viec/{ref}").text("section", **{"aria-labelledby": "van-ban"})
    needed, _heading, others = section.partition("Văn bản khác")
    return needed, others


def test_what_was_recorded_before_and_is_owed_no_more_calls_for_no_paper(
    handler: Browse, records: Session, desk: Desk
) -> None:
    long_ago = TODAY - timedelta(days=20)
    case = a_case(records, desk.unit, on=long_ago, document_no="15/TB-UBND")
    records.commit()
    assert "Thông báo thụ lý khiếu nại" in needed_and_others(handler, case.ref)[0]
    later = long_ago + timedelta(days=3)
    an_act(records, case, "verifying", later, by=desk.unit.handler, document_no="16/QĐ-UBND")
    records.commit()
    needed, others = needed_and_others(handler, case.ref)
    assert "Thông báo thụ lý khiếu nại" in others
    assert "Thông báo thụ lý khiếu nại" not in needed
    assert "Quyết định giao xác minh khiếu nại" in needed  # of the last act


def test_a_form_number_is_said_in_the_language_of_the_page(handler: Browse, case: str) -> None:
    assert "Mẫu số 03 (NĐ 155/2026/NĐ-CP)" in handler.open(address(case, ACCEPTED)).text()
    handler.open("/ngon-ngu/en")
    page = handler.open(address(case, ACCEPTED)).text()
    assert "Form no. 03 (Decree 155/2026" in page
    assert "Mẫu số" not in page


def test_a_paper_is_edited_kept_looked_at_and_taken_along(handler: Browse, records: Session, case: str) -> None:
    page = handler.open(address(case, ACCEPTED))
    assert page.all("input", name="number")[0].get("value") == "15/TB-UBND"  # of the act; never made up
    sent = typed(page, content="Khiếu nại về việc: đo lại đất.", signed_by="Rơ Châm Tuyên")
    page = handler.send(address(case, ACCEPTED), **sent, then="save")
    assert written(page, "content") == "Khiếu nại về việc: đo lại đất."
    assert "Người dom.handler lưu lúc" in page.text()
    look = handler.send(address(case, ACCEPTED), **typed(page), then="look")
    assert "Số: ……/TB-UBND" in look.text("article")
    assert "đo lại đất" in look.text("article")
    answer = handler.client.post(
        address(case, ACCEPTED),
        data={**typed(page), "then": "docx", "csrf_token": handler.open(address(case, ACCEPTED)).csrf_token},
    )
    assert answer.headers["Cache-Control"] == "no-store"
    told = [one.text for one in Word(BytesIO(answer.data)).paragraphs]
    assert "Khiếu nại về việc: đo lại đất." in told
    assert "paper_taken" in set(records.scalars(select(AuditEntry.action)))


def test_a_paper_is_issued_after_a_look_at_it_as_it_will_be_sent(handler: Browse, records: Session, case: str) -> None:
    page = handler.open(address(case, ACCEPTED))
    sent = typed(page, number="", issued_on="")
    page = handler.send(address(case, ACCEPTED), **sent, then="issue")
    assert "Nhập ngày ban hành" in page.text()
    page = handler.send(
        address(case, ACCEPTED), **typed(page, number="7/TB-UBND", issued_on="23/11/2026"), then="issue"
    )
    assert "Số: 07/TB-UBND" in page.text("article")
    assert records.scalar(select(MatterPaper)) is None
    records.rollback()
    page = handler.send(address(case, ACCEPTED), **typed(page, number="7/TB-UBND"), then="confirm")
    assert "Đã ban hành Thông báo thụ lý khiếu nại 07/TB-UBND" in page.text("section", **{"aria-labelledby": "van-ban"})
    assert "Tổ xác minh" in page.text("section", **{"aria-labelledby": "van-ban"}).split("Văn bản khác")[0]
    page = handler.open(address(case, "giao-xac-minh"))
    sent = typed(page, number="8/QĐ-UBND", issued_on="23/11/2026", done="Giao Tổ 1 xác minh.")
    asked = handler.send(address(case, "giao-xac-minh"), **sent, then="issue")
    note = asked.text("p", class_="td-note")
    assert note.startswith("Còn chỗ để chấm, để trống:")
    assert "Thời gian xác minh" in note
    assert "Họ và tên người ký" in note
    assert "Chức vụ người ký" not in note
    deputy = {**sent, "signing": "deputy", "signed_by": "Trần Văn Bé"}
    note = handler.send(address(case, "giao-xac-minh"), **deputy, then="issue").text("p", class_="td-note")
    assert "Chức vụ người ký" in note
    assert "Họ và tên" not in note
    assert "việc giao xác minh" not in note  # filled in
    page = handler.send(address(case, "giao-xac-minh"), **sent, then="confirm")
    wanted, others = page.text("section", **{"aria-labelledby": "van-ban"}).split("Văn bản khác")
    assert "Tổ xác minh" in others  # one of the two is enough
    assert "Tổ xác minh" not in wanted
    row = records.scalars(select(MatterPaper).where(MatterPaper.paper == "complaint_accepted")).one()
    assert (row.state, row.number, row.issued_on) == (PaperState.ISSUED, "07/TB-UBND", TODAY)
    file = records.get_one(Document, row.document_id).ref
    records.rollback()
    with handler.client.get(f"/tep/{file}?luu=1") as answer:
        assert "Số: 07/TB-UBND" in unzipped(answer.data).decode(errors="replace")


def test_a_paper_is_a_draft_as_one_types_until_it_is_saved(handler: Browse, records: Session, case: str) -> None:
    page = handler.open(address(case, ACCEPTED))
    told = save(handler, address(case, ACCEPTED), **typed(page, content="Nửa câu")).get_json()
    assert "Đã lưu nháp lúc" in told["words"]
    assert "Nửa câu".encode() not in records.scalars(select(Draft.content)).one()
    records.rollback()
    assert written(handler.open(address(case, ACCEPTED)), "content") != "Nửa câu"  # a colleague's page does not change
    assert "Có 1 bản nháp chưa lưu" in handler.open(address(case, ACCEPTED)).text()
    page = handler.open(f"{address(case, ACCEPTED)}?nhap={told['ref']}")
    assert written(page, "content") == "Nửa câu"
    assert page.all("input", name="draft")[0].get("value") == told["ref"]
    page = handler.send(address(case, ACCEPTED), **typed(page), then="save")
    assert written(page, "content") == "Nửa câu"
    assert records.scalar(select(Draft)) is None


def test_a_draft_that_waited_meets_what_a_colleague_saved_meanwhile(
    handler: Browse, sqlite_app: Flask, desk: Desk, case: str
) -> None:
    page = handler.open(address(case, ACCEPTED))
    ref = save(handler, address(case, ACCEPTED), **typed(page, content="Hai.")).get_json()["ref"]
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    head.send(address(case, ACCEPTED), **typed(head.open(address(case, ACCEPTED)), content="Một."), then="save")
    page = handler.open(f"{address(case, ACCEPTED)}?nhap={ref}")
    page = handler.send(address(case, ACCEPTED), **typed(page), then="save")
    assert "Có người vừa lưu bản thảo này" in page.text()
    assert "Bản đang lưu (Người dom.head lưu lúc 08:00 ngày 23/11/2026): Một." in page.text()
    assert written(page, "content") == "Hai."
    assert written(handler.send(address(case, ACCEPTED), **typed(page), then="save"), "content") == "Hai."


def test_no_passage_takes_the_name_of_a_button_or_of_a_field_every_paper_has() -> None:
    taken = {"then", "step", "find", "pick", "draft", "saves", "csrf_token", "version", "number", "issued_on"}
    for paper in PAPERS:
        names = {one.name for one in example_of(paper, TODAY).passages}
        assert not names & taken, paper.code


def test_a_draft_saved_by_a_colleague_meanwhile_is_shown_beside_what_was_typed(handler: Browse, case: str) -> None:
    page = handler.open(address(case, ACCEPTED))
    first = typed(page, content="Một.")
    handler.send(address(case, ACCEPTED), **first, then="save")
    page = handler.send(address(case, ACCEPTED), **{**first, "content": "Hai."}, then="save")
    assert "Có người vừa lưu bản thảo này" in page.text()
    assert "Bản đang lưu (Người dom.handler lưu lúc 08:00 ngày 23/11/2026): Một." in page.text()
    page = handler.send(address(case, ACCEPTED), **typed(page), then="save")
    assert written(page, "content") == "Hai."


def test_a_draft_is_discarded_after_a_question(handler: Browse, records: Session, case: str) -> None:
    page = handler.open(address(case, ACCEPTED))
    handler.send(address(case, ACCEPTED), **typed(page), then="save")
    handler.open(f"{address(case, ACCEPTED)}/bo")
    assert "Đã bỏ bản thảo" in handler.send(f"{address(case, ACCEPTED)}/bo").html
    assert records.scalar(select(MatterPaper)) is None


def test_without_libreoffice_the_page_says_so_and_offers_the_word_file(
    handler: Browse, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "PROGRAM", "no-such-program")
    page = handler.open(address(case, ACCEPTED))
    assert "chưa cài LibreOffice" in page.text()
    assert page.all("button", value="pdf") == []
    page = handler.send(address(case, ACCEPTED), **typed(page), then="pdf")
    assert "Chưa tạo được PDF" in page.text()


# --- sealed


def test_a_joint_paper_of_a_denunciation_holds_nothing_of_the_denouncer(handler: Browse, denunciation: str) -> None:
    page = handler.open(address(denunciation, TRANSFER))
    assert FOLDED not in page.html.lower()
    assert "không nêu tên" in page.text()
    content = f"Đơn của {HIDDEN.full_name}"
    page = handler.send(address(denunciation, TRANSFER), **typed(page, content=content), then="docx")
    assert "người được giữ bí mật" in page.text("div", class_="td-error")


def test_no_page_of_a_paper_of_a_denunciation_holds_the_denouncer_before_the_door(
    handler: Browse, records: Session, desk: Desk
) -> None:
    petition = a_petition(
        records, desk.unit, on=TODAY, kind=PetitionKind.DENUNCIATION, people=(HIDDEN,), content=f"{CANARY} tố cáo",
        classified={"reason": f"{CANARY} lý do"},
    )  # fmt: skip
    case = a_case(records, desk.unit, petition=petition, on=TODAY, document_no="3/QĐ-UBND")
    ref, slugs = case.ref, [one.slug for one in papers_of("case", case.procedure, TODAY)]
    records.commit()
    for slug in slugs:
        assert FOLDED not in handler.open(address(ref, slug)).html.lower(), slug
    section = handler.open(f"/vu-viec/{ref}").text("section", **{"aria-labelledby": "van-ban"})
    needed, others = section.split("Văn bản khác")
    assert "Thông báo nội dung tố cáo cho người bị tố cáo" in needed
    assert "Văn bản giao xác minh tố cáo" in others  # not before what was decided is told
    assert "Quyết định tạm đình chỉ giải quyết tố cáo" in others  # nobody has to suspend
    page = handler.open(address(ref, "thong-bao-noi-dung"))
    assert page.all("input", name="number")[0].get("value") in (None, "")  # not that of the decision


def test_a_paper_handed_to_the_denouncer_stands_behind_a_door(
    handler: Browse, records: Session, denunciation: str
) -> None:
    page = handler.open(address(denunciation, GUIDANCE))
    assert FOLDED not in page.html.lower()
    opened = records.scalars(select(AuditEntry).where(AuditEntry.action == "sealed_opened")).all()
    records.rollback()
    page = handler.send(address(denunciation, GUIDANCE), then="open")
    assert CANARY in written(page, "to")
    records.rollback()
    again = records.scalars(select(AuditEntry).where(AuditEntry.action == "sealed_opened")).all()
    assert len(again) == len(opened) + 1


def test_a_draft_of_a_paper_behind_the_door_is_opened_by_going_through_it(
    handler: Browse, records: Session, denunciation: str
) -> None:
    path = address(denunciation, GUIDANCE)
    handler.open(path)
    page = handler.send(path, then="open")
    ref = save(handler, path, **typed(page, content=f"{CANARY} nửa câu")).get_json()["ref"]
    assert CANARY.encode() not in records.scalars(select(Draft.content)).one()
    records.rollback()
    asked = handler.open(path)
    assert "Có 1 bản nháp chưa lưu" in asked.text()
    assert FOLDED not in handler.open(f"{path}?nhap={ref}").html.lower()
    page = handler.send(f"{path}?nhap={ref}", then="open")
    assert written(page, "content") == f"{CANARY} nửa câu"
    assert page.all("input", name="draft")[0].get("value") == ref


def test_whoever_was_not_let_in_writes_no_paper_of_a_sealed_matter(
    browse: Browse, desk: Desk, denunciation: str
) -> None:
    browse.sign_in(desk.who[RoleKind.HEAD])
    for paper in (TRANSFER, GUIDANCE):
        assert browse.client.get(address(denunciation, paper)).status_code == 403
    assert browse.client.get(address(denunciation, "khong-co")).status_code == 404
