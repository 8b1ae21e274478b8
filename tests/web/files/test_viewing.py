"""The page of a file: looked at in a frame of ours, its versions, who opens it, the act it stands beside."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.documents import Document
from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests import papers
from tests.makers import a_case, a_petition, an_act
from tests.web.conftest import Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, kept_on

SECOND = papers.PDF + b"%2\n"


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records)


def a_case_of(records: Session, desk: Desk, kind: PetitionKind = PetitionKind.COMPLAINT) -> tuple[Matter, Act]:
    case = a_case(records, desk.unit, on=TODAY, petition=a_petition(records, desk.unit, on=TODAY, kind=kind))
    act = an_act(records, case, "verifying", TODAY, by=desk.unit.handler)
    records.commit()
    return case, act


def sent(browse: Browse, path: str, told: bytes, name: str, **typed: Any) -> Page:
    """Send a form of the page opened last with a file."""
    assert browse.page is not None
    data = {"csrf_token": browse.page.csrf_token, **typed, "files": (io.BytesIO(told), name)}
    return browse._show(browse.client.post(path, data=data, follow_redirects=True), 200)


def refs(records: Session) -> list[str]:
    found = list(records.scalars(select(Document.ref).order_by(Document.id)))
    records.commit()  # gives back the place of the only writer, and what the test holds is not read again
    return found


def test_a_file_stands_with_its_act_and_is_looked_at_in_a_frame_of_ours(
    sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    case, act = a_case_of(records, desk)
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = handler.open(f"/vu-viec/{case.ref}")
    assert str(act.id) in [one.get("value") for one in page.all("select", name="of_act")[0].iter("option")]
    page = sent(handler, f"/ho-so/{case.ref}/tep", papers.PDF, "quyết định.pdf", of_act=str(act.id))
    (first,) = refs(records)
    beside = page.all("ul", class_="td-act-files")[0]
    assert [one.get("href") for one in beside.iter("a")] == [f"/tep/{first}/xem"]

    page = handler.open(f"/tep/{first}/xem")
    (frame,) = page.all("iframe")
    assert (frame.get("src") or "").partition("#")[0] == f"/tep/{first}"
    assert "frame-src 'self'" in page.response.headers["Content-Security-Policy"]
    assert "frame-src" not in handler.open(f"/vu-viec/{case.ref}").response.headers["Content-Security-Policy"]
    with handler.client.get(f"/tep/{first}") as shown:
        assert shown.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'self'"
    with handler.client.get(f"/tep/{first}?luu=1") as saved:
        assert "frame-ancestors 'none'" in saved.headers["Content-Security-Policy"]


def test_a_file_is_replaced_and_both_versions_are_listed(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    case, act = a_case_of(records, desk)
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    handler.open(f"/vu-viec/{case.ref}")
    sent(handler, f"/ho-so/{case.ref}/tep", papers.PDF, "quyết định.pdf", of_act=str(act.id))
    (first,) = refs(records)
    handler.open(f"/tep/{first}/ban-moi")
    refused = sent(handler, f"/tep/{first}/ban-moi", papers.EXE, "x.pdf", reason="Bản có chữ ký")
    assert "Chỉ nhận PDF" in refused.text("div", id="files-error")
    assert refused.text("textarea", name="reason") == "Bản có chữ ký"
    assert "Chọn tệp mới." in handler.send(f"/tep/{first}/ban-moi", reason="x").text("div", class_="td-summary")
    page = sent(handler, f"/tep/{first}/ban-moi", SECOND, "bản ký.pdf", reason="Bản có chữ ký")
    versions = page.text("section", **{"aria-labelledby": "cac-ban"})
    assert "Bản 2 đang dùng" in versions
    assert "Lý do thay: Bản có chữ ký" in versions
    assert versions.count("SHA-256") == 2
    assert "Đây là bản cũ" in handler.open(f"/tep/{first}/xem").text()
    assert handler.open(f"/tep/{first}/ban-moi", 409)
    panel = handler.open(f"/vu-viec/{case.ref}").text("section", **{"aria-labelledby": "tep-ho-so"})
    assert "Tệp của hồ sơ 1" in panel
    assert "1 bản trước" in panel
    rows = handler.open(f"/vu-viec/{case.ref}/danh-muc").all("table")[0].iter("tr")
    index = [["".join(cell.itertext()).strip() for cell in row] for row in rows]
    verified = next(place for place, row in enumerate(index) if row[0].startswith("c)"))
    assert [(row[3], row[5]) for row in index[verified + 1 : verified + 3]] == [
        ("Văn bản giao xác minh", "tệp điện tử"),  # the version in use is the paper of its act
        ("quyết định.pdf", "tệp điện tử, Giao xác minh; đã có bản thay ngày 23/11/2026"),
    ]


def test_the_head_says_who_opens_a_file_and_nobody_else_reads_its_name(
    sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    case, _act = a_case_of(records, desk)
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    head.open(f"/vu-viec/{case.ref}")
    sent(head, f"/ho-so/{case.ref}/tep", papers.PNG, "ảnh bà Hòa.png")
    (one,) = refs(records)
    page = head.open(f"/tep/{one}/xem")
    assert page.all("img", src=f"/tep/{one}")
    head.open(f"/tep/{one}/sua")
    assert head.send(f"/tep/{one}/sua", audience="", **kept_on(head.open(f"/tep/{one}/sua"))).all("a", href="#audience")
    page = head.send(f"/tep/{one}/sua", audience="named", of_act="")
    assert "chỉ người thêm tệp, thủ trưởng" in page.text("dl")
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    for path in (f"/vu-viec/{case.ref}", f"/vu-viec/{case.ref}/danh-muc", f"/tep/{one}/xem"):
        page = handler.open(path)
        assert "bà Hòa.png" not in page.html, path
        assert "Tệp 1.png" in page.text(), path
    assert "chỉ người được nêu tên mở được" in page.text()
    assert not page.all("img", class_="td-preview-image")
    assert handler.client.get(f"/tep/{one}").status_code == 403
    assert handler.open(f"/tep/{one}/ban-moi", 403)
    named = str(desk.unit.handler.account_id)
    head.open(f"/tep/{one}/sua")
    head.send(f"/tep/{one}/sua", audience="named", of_act="", readers=named)
    with handler.client.get(f"/tep/{one}") as shown:
        assert shown.data == papers.PNG
    stranger = a_desk(records, "UBND xã Gào", prefix="gao")
    elsewhere = at_the_desk(sqlite_app, stranger.who[RoleKind.HEAD])
    for path in ("xem", "ban-moi", "sua"):
        assert elsewhere.open(f"/tep/{one}/{path}", 404)


def test_a_sealed_file_is_shown_in_the_frame_by_a_post_only(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    case, _act = a_case_of(records, desk, PetitionKind.DENUNCIATION)
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    handler.open(f"/vu-viec/{case.ref}")
    sent(handler, f"/ho-so/{case.ref}/tep", papers.PDF, "CANARY.pdf")
    (one,) = refs(records)
    page = handler.open(f"/tep/{one}/xem")
    (form,) = [it for it in page.all("form", action=f"/tep/{one}") if it.get("target") == "noi-dung-tep"]
    assert form.get("method") == "post"
    (frame,) = page.all("iframe", name="noi-dung-tep")
    assert frame.get("src") is None
    assert "CANARY" not in page.html
    with handler.client.post(f"/tep/{one}", data={"csrf_token": page.csrf_token}) as shown:
        assert (shown.status_code, shown.data) == (200, papers.PDF)
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    shut = head.open(f"/tep/{one}/xem")
    assert not shut.all("iframe")
    assert "SHA-256" not in shut.text()
