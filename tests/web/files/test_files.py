"""Files at their doors: with the form, added to a matter, opened by whoever may."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.casework.documents import DRAFT_ROOM
from app.records.audit import AuditEntry
from app.records.base import Record
from app.records.documents import Document
from app.records.drafts import Draft
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests import papers
from tests.makers import a_petition, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import A_PETITION, A_VISIT, CLASSIFIED, Desk, a_desk, at_the_desk, somebody

LOG = "/tiep-dan/ghi"
JSON = {"Accept": "application/json"}
CANARY = "Rơ Mah Chimyến"
R = TypeVar("R")


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records, under=an_agency(records, "UBND tỉnh"))


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


def brought(*files: tuple[bytes, str]) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(told), name) for told, name in files]


def send(browse: Browse, path: str, *files: tuple[bytes, str], **typed: Any) -> Page:
    """Send a form with files, as a browser without scripts does."""
    token = browse.page.csrf_token if browse.page else ""
    data = {"csrf_token": token, **typed, "files": brought(*files)}
    return browse._show(browse.client.post(path, data=data, follow_redirects=True), 200)


def asked(browse: Browse, path: str, *files: tuple[bytes, str]) -> Any:
    """Send files as the script does."""
    token = browse.open("/tai-khoan").csrf_token
    data = {"csrf_token": token, "files": brought(*files)}
    answer = browse.client.post(path, data=data, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json


def documents(records: Session) -> list[Document]:
    return seen(records, select(Document).order_by(Document.id))


def trail(records: Session, action: str) -> list[AuditEntry]:
    return seen(records, select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id))


def seen(records: Session, wanted: Select[R]) -> list[R]:
    """What stands there, apart from the session: the pages need the writer's place."""
    records.rollback()
    found = list(records.scalars(wanted))
    for one in found:
        records.expunge(one)
    records.rollback()
    return found


def got(browse: Browse, path: str) -> Response:
    """What lies at an address, read to its end."""
    with browse.client.get(path) as answer:
        assert answer.data
    return answer


def opened(browse: Browse, document: Document) -> Response:
    """What the button beside a sealed file leads to, read to its end."""
    token = browse.open("/tai-khoan").csrf_token
    with browse.client.post(f"/tep/{document.ref}", data={"csrf_token": token}) as answer:
        assert answer.data
    return answer


def visit_with(browse: Browse, desk: Desk, *files: tuple[bytes, str], **changed: str) -> Page:
    browse.open(LOG)
    return send(browse, LOG, *files, **{**A_VISIT, "agency": str(desk.agency.id), "then": "page", **changed})


# ---- with the form


def test_files_sent_with_a_visit_stand_on_its_page(records: Session, desk: Desk, officer: Browse) -> None:
    page = visit_with(officer, desk, (papers.PDF, "đơn.pdf"), (papers.PNG, "ảnh.png"))
    assert "Tệp của hồ sơ 2" in page.text("section", **{"aria-labelledby": "tep-ho-so"})
    assert "đơn.pdf PDF · 1 KB" in page.text()
    kept = documents(records)
    assert [(one.name, one.sha256) for one in kept] == [
        ("đơn.pdf", sha256(papers.PDF).hexdigest()), ("ảnh.png", sha256(papers.PNG).hexdigest()),
    ]  # fmt: skip
    assert all(one.matter_id is not None and one.draft_id is None for one in kept)
    assert seen(records, select(Draft)) == []


def test_a_file_that_is_not_taken_is_told_beside_it_and_the_rest_waits_in_the_draft(
    records: Session, desk: Desk, officer: Browse
) -> None:
    page = visit_with(officer, desk, (papers.PDF, "đơn.pdf"), (papers.EXE, "quyết định.pdf"))
    assert "Chưa nhận “quyết định.pdf”. Không nhận loại tệp này." in page.text("ul")
    assert page.all("a", href="#files")
    assert "Chưa đồng ý mức hỗ trợ" in page.text("textarea", name="content")
    assert "đơn.pdf" in page.text("ul", class_="td-file-list")
    ref = str(page.all("input", name="draft")[0].get("value"))
    page = send(officer, LOG, **{**A_VISIT, "agency": str(desk.agency.id), "then": "page", "draft": ref})
    assert page.text("h1") == "Chưa đồng ý mức hỗ trợ cây cao su"
    assert "đơn.pdf" in page.text()
    assert [one.name for one in documents(records)] == ["đơn.pdf"]


def test_files_are_still_there_when_something_else_was_wrong(records: Session, desk: Desk, officer: Browse) -> None:
    page = visit_with(officer, desk, (papers.PDF, "đơn.pdf"), full_name="")
    assert "Nhập họ và tên." in page.text()
    assert "đơn.pdf" in page.text("ul", class_="td-file-list")
    assert [one.draft_id is not None for one in documents(records)] == [True]


def test_a_file_is_taken_out_without_a_script_and_nothing_typed_is_lost(
    records: Session, desk: Desk, officer: Browse
) -> None:
    page = visit_with(officer, desk, (papers.PDF, "đơn.pdf"), (papers.PNG, "ảnh.png"), full_name="")
    button = next(one for one in page.all("button", name="drop_file") if "đơn" in (one.get("aria-label") or ""))
    ref = str(page.all("input", name="draft")[0].get("value"))
    typed = {**A_VISIT, "agency": str(desk.agency.id), "draft": ref, "note": "gõ thêm"}
    page = send(officer, LOG, **{**typed, "drop_file": str(button.get("value"))})
    assert [one.name for one in documents(records)] == ["ảnh.png"]
    assert page.text("textarea", name="note") == "gõ thêm"
    assert page.text("ul", class_="td-file-list").startswith("ảnh.png")


def test_the_same_form_sent_twice_brings_its_files_once(records: Session, desk: Desk, officer: Browse) -> None:
    once = str(officer.open(LOG).all("input", name="once")[0].get("value"))
    typed = {**A_VISIT, "agency": str(desk.agency.id), "then": "page", "once": once}
    for _again in range(2):
        officer.open("/tai-khoan")
        send(officer, LOG, (papers.PDF, "đơn.pdf"), **typed)
    assert len(documents(records)) == 1
    assert seen(records, select(Draft)) == []


def test_a_petition_brings_its_files_too(desk: Desk, officer: Browse) -> None:
    officer.open("/don/moi")
    typed = {**A_PETITION, "agency": str(desk.agency.id)}
    page = send(officer, "/don/moi", (papers.office(), "đơn.docx"), **typed)
    assert "đơn.docx Word · 1 KB" in page.text()


def test_an_act_brings_its_files_through_the_page_that_asks(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    matter = a_petition(records, desk.unit, kind=PetitionKind.COMPLAINT)
    records.commit()
    path = f"/don/{matter.ref}/thu-ly"
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    typed = {one.get("name") or "": one.get("value") or "" for one in handler.open(path).all("input", type="hidden")}
    given = {"on": "06/07/2026", "document_no": "15/TB-TL"}
    page = send(handler, path, (papers.PDF, "thông báo.pdf"), **{**typed, **given})
    assert "Thụ lý" in page.text("h1")
    again: dict[str, Any] = {one.get("name") or "": one.get("value") or "" for one in page.all("input", type="hidden")}
    page = handler.send(path, **{**again, "step": "confirm"})
    assert "thông báo.pdf" in page.text("section", **{"aria-labelledby": "tep-ho-so"})
    assert [one.matter_id for one in documents(records)] == [matter.id]


def test_more_than_a_form_may_carry_is_answered_by_a_page_that_says_so(officer: Browse, desk: Desk) -> None:
    body = bytes(DRAFT_ROOM.megabytes * 1024 * 1024 + 3_000_000)
    answer = officer.client.post(LOG, data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "chọn tệp nhỏ hơn" in Page(answer).text()
    assert desk.agency.id


# ---- as one types


def a_saved_draft(browse: Browse, desk: Desk, **changed: str) -> str:
    browse.open(LOG)
    typed = {**A_VISIT, "agency": str(desk.agency.id), **changed, "then": "draft"}
    page = browse.send(LOG, **typed)
    return str(page.all("input", name="draft")[0].get("value"))


def test_a_draft_takes_files_one_by_one_and_says_which_it_does_not(
    records: Session, desk: Desk, officer: Browse
) -> None:
    ref = a_saved_draft(officer, desk)
    told = asked(officer, f"/nhap/{ref}/tep", (papers.PDF, "đơn.pdf"))
    assert [(one["name"], one["facts"]) for one in told["files"]] == [("đơn.pdf", "PDF · 1 KB")]
    told = asked(officer, f"/nhap/{ref}/tep", (papers.EXE, "đơn.pdf"))
    assert told["files"] == []
    assert "Chỉ nhận PDF" in told["troubles"][0]
    page = officer.open(f"{LOG}?nhap={ref}")
    assert page.text("ul", class_="td-file-list").startswith("đơn.pdf")
    (one,) = documents(records)
    assert got(officer, f"/tep/{one.ref}").data == papers.PDF
    asked(officer, f"/nhap/{ref}/tep/{one.ref}/bo")
    assert documents(records) == []


def test_nobody_else_touches_a_draft_or_its_files(
    sqlite_app: Flask, records: Session, desk: Desk, officer: Browse
) -> None:
    ref = a_saved_draft(officer, desk)
    asked(officer, f"/nhap/{ref}/tep", (papers.PDF, "đơn.pdf"))
    (one,) = documents(records)
    somebody(records, an_agency(records, "Thanh tra tỉnh"), RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    for username in (desk.who[RoleKind.HEAD], "thanh.tra"):
        other = at_the_desk(sqlite_app, username)
        token = other.open("/tai-khoan").csrf_token
        for path in (f"/nhap/{ref}/tep", f"/nhap/{ref}/tep/{one.ref}/bo"):
            data = {"csrf_token": token, "files": brought((papers.PDF, "x.pdf"))}
            assert other.client.post(path, data=data).status_code == 404
        assert got(other, f"/tep/{one.ref}").status_code == 404
    assert [file.ref for file in documents(records)] == [one.ref]


def test_a_discarded_draft_takes_its_files_along(records: Session, desk: Desk, officer: Browse) -> None:
    ref = a_saved_draft(officer, desk)
    asked(officer, f"/nhap/{ref}/tep", (papers.PDF, "đơn.pdf"))
    officer.open(f"/nhap/{ref}/bo")
    officer.send(f"/nhap/{ref}/bo")
    assert documents(records) == []


# ---- of a matter


def a_visit_ref(records: Session) -> str:
    records.rollback()
    ref = records.scalars(select(Matter.ref).where(Matter.kind == MatterKind.VISIT)).one()
    records.rollback()
    return ref


def test_a_file_is_added_later_by_whoever_works_on_the_matter(
    sqlite_app: Flask, records: Session, desk: Desk, officer: Browse
) -> None:
    visit_with(officer, desk)
    ref = a_visit_ref(records)
    page = officer.open(f"/tiep-dan/{ref}")
    assert "Chưa có tệp nào." in page.text()
    page = send(officer, f"/ho-so/{ref}/tep", (papers.PDF, "đơn.pdf"), (papers.HTML, "trang.html"))
    assert page.text("div", role="status") == "Đã thêm 1 tệp."
    assert "Chưa nhận “trang.html”." in page.text("div", role="alert")
    assert "đơn.pdf" in page.text("section", **{"aria-labelledby": "tep-ho-so"})
    assert "Chọn tệp rồi bấm thêm tệp." in send(officer, f"/ho-so/{ref}/tep").text("div", role="alert")
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = handler.open(f"/tiep-dan/{ref}")
    assert "đơn.pdf" in page.text()
    assert not page.all("form", action=f"/ho-so/{ref}/tep")
    token = handler.open("/tai-khoan").csrf_token
    data = {"csrf_token": token, "files": brought((papers.PDF, "x.pdf"))}
    assert handler.client.post(f"/ho-so/{ref}/tep", data=data).status_code == 403


def test_a_file_leaves_with_headers_that_let_nothing_run(records: Session, desk: Desk, officer: Browse) -> None:
    visit_with(officer, desk, (papers.PDF, "đơn khiếu nại.pdf"), (papers.office(), "biên bản.docx"))
    pdf, word = documents(records)
    shown = got(officer, f"/tep/{pdf.ref}")
    assert shown.data == papers.PDF
    assert shown.mimetype == "application/pdf"
    assert shown.headers["Content-Disposition"].startswith("inline;")
    assert "filename*=UTF-8''%C4%91%C6%A1n%20khi%E1%BA%BFu%20n%E1%BA%A1i.pdf" in shown.headers["Content-Disposition"]
    assert 'filename="don khieu nai.pdf"' in shown.headers["Content-Disposition"]  # for who reads no other
    for answer in (shown, got(officer, f"/tep/{pdf.ref}?luu=1"), got(officer, f"/tep/{word.ref}")):
        assert "sandbox; default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer is shown or answer.headers["Content-Disposition"].startswith("attachment;")
    told = trail(records, "document_opened")
    assert [entry.subject for entry in told] == [pdf.ref, pdf.ref, word.ref]
    assert "khiếu nại" not in str([entry.detail for entry in told])


def test_another_agency_finds_neither_the_file_nor_its_page(
    sqlite_app: Flask, records: Session, desk: Desk, officer: Browse
) -> None:
    visit_with(officer, desk, (papers.PDF, "đơn.pdf"))
    (one,) = documents(records)
    other = a_desk(records, "UBND xã Ia Krêl", prefix="krel")
    for kind in (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD):
        assert got(at_the_desk(sqlite_app, other.who[kind]), f"/tep/{one.ref}").status_code == 404
    stranger = at_the_desk(sqlite_app, other.who[RoleKind.HEAD])
    token = stranger.open("/tai-khoan").csrf_token
    data = {"csrf_token": token, "files": brought((papers.PDF, "x.pdf"))}
    assert stranger.client.post(f"/ho-so/{a_visit_ref(records)}/tep", data=data).status_code == 404


def test_bytes_that_are_gone_are_told_and_not_a_crash(
    sqlite_app: Flask, records: Session, desk: Desk, officer: Browse
) -> None:
    visit_with(officer, desk, (papers.PDF, "đơn.pdf"))
    (one,) = documents(records)
    folder = sqlite_app.config["SETTINGS"].uploads_path
    (folder / one.stored_as[:2] / one.stored_as).unlink()
    assert "Tệp này không còn trên máy chủ" in officer.open(f"/tep/{one.ref}", 400).text()


# ---- sealed


def test_a_file_of_a_denunciation_is_opened_by_a_grantees_post_and_written_in_the_trail(
    sqlite_app: Flask, records: Session, desk: Desk, officer: Browse
) -> None:
    page = visit_with(officer, desk, (papers.PDF, f"{CANARY} tố cáo.pdf"), kind="denunciation")
    assert "Tệp 1.pdf" in page.text()
    (one,) = documents(records)
    form = page.all("form", action=f"/tep/{one.ref}")[0]
    assert (form.get("method"), form.get("target")) == ("post", "_blank")
    assert "Mở tệp bảo mật “Tệp 1.pdf”?" in officer.open(f"/tep/{one.ref}").text("h1")
    assert trail(records, "document_opened") == []
    answer = opened(officer, one)
    assert (answer.data, answer.headers["Cache-Control"]) == (papers.PDF, "no-store")
    (entry,) = trail(records, "document_opened")
    assert entry.subject == one.ref
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    page = head.open(f"/tiep-dan/{a_visit_ref(records)}")
    assert "chỉ người có quyền xem phần bảo mật mở được" in page.text()
    assert not page.all("form", action=f"/tep/{one.ref}")
    assert not page.all("form", action=f"/ho-so/{a_visit_ref(records)}/tep")
    assert opened(head, one).status_code == 403
    assert len(trail(records, "document_opened")) == 1


def test_a_denouncers_name_in_a_file_name_is_nowhere_once_the_matter_is_sealed(
    sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    matter = a_petition(records, desk.unit)
    records.commit()
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    handler.open(f"/don/{matter.ref}")
    assert CANARY in send(handler, f"/ho-so/{matter.ref}/tep", (papers.PDF, f"{CANARY}.pdf")).text()
    page = handler.open(f"/don/{matter.ref}/phan-loai")
    read = {name: str(page.all("input", name=name)[0].get("value")) for name in ("version", "mark")}
    handler.send(f"/don/{matter.ref}/phan-loai", **{**CLASSIFIED, **read, "kind": "denunciation"})
    (one,) = documents(records)
    assert one.name == "Tệp 1.pdf"
    answer = opened(handler, one)
    assert "Chimy" not in f"{handler.open(f'/don/{matter.ref}').html}{answer.headers}"
    for table in Record.metadata.sorted_tables:
        assert "Chimy" not in str(records.execute(table.select()).all()), table.name
    records.rollback()
