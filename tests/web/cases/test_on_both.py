"""From acceptance to the closed file through the pages, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Flask

from app.casework.permissions import SYSTEM
from app.records.agencies import Level
from app.records.people import RoleKind
from tests.makers import a_case, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import FOUND, a_desk, at_the_desk, looking, somebody


def form_of(page: Page) -> dict[str, Any]:
    """The hidden and text fields of a page, as its form would send them."""
    lines = [one for one in page.all("input") if one.get("type") not in {"radio", "checkbox"}]
    return {one.get("name") or "": one.get("value") or "" for one in lines}


def record(browse: Browse, ref: str, act: str, **typed: str) -> Page:
    """Record an act through its form, and through its confirmation where there is one."""
    address = f"/vu-viec/{ref}/viec/{act}"
    page = browse.send(address, **form_of(browse.open(address)) | typed)
    if page.all("button", value="confirm"):
        page = browse.send(address, **form_of(page) | {"step": "confirm"})
    assert "Đã ghi" in page.text("main"), page.text("main")
    return page


def test_a_complaint_goes_from_acceptance_to_the_closed_file(app: Flask) -> None:
    assert SYSTEM.account_id == 0
    with looking(app) as session:
        desk = a_desk(session)
        inspectorate = an_agency(session, "Thanh tra tỉnh", level=Level.DEPARTMENT)
        somebody(session, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
        case = a_case(session, desk.unit, on=date(2026, 10, 5))
        session.commit()
    handler, head = (at_the_desk(app, desk.who[kind]) for kind in (RoleKind.HANDLER, RoleKind.HEAD))
    head.open(f"/ho-so/{case.ref}/phan-cong")
    head.send(f"/ho-so/{case.ref}/phan-cong", account_id=str(desk.unit.handler.account_id), seen="")
    for address in ("/viec-cua-toi", "/vu-viec", "/qua-han", "/sap-den-han"):
        assert case.code in handler.open(address).html or address == "/sap-den-han"
    assert case.code in head.open("/don-vi").html
    watcher = at_the_desk(app, "thanh.tra")
    for address in ("/ton-dong", "/qua-han?tuoi=11-30", "/ton-dong?sau=2026-10-01.1"):
        assert case.code in watcher.open(address).html
    assert watcher.open("/co-qua-han")

    record(handler, case.ref, "verifying", on="07/10/2026", document_no="214/QĐ-UBND")
    record(handler, case.ref, "reported", on="20/11/2026", document_no="12/BC-TXM")
    record(head, case.ref, "decided", on="20/11/2026", document_no="300/QĐ-UBND", **FOUND)
    sending = handler.open(f"/vu-viec/{case.ref}/viec/sent")
    offered = [box.get("value") for box in sending.all("input", name="papers")]
    assert offered == ["accepted", "verifying", "decided", "other"]
    unsaid = handler.send(f"/vu-viec/{case.ref}/viec/sent", **form_of(sending) | {"on": "23/11/2026"})
    assert "Văn bản được gửi" in unsaid.text("div", role="alert")
    page = record(handler, case.ref, "sent", on="23/11/2026", papers="decided")
    assert "đã xong, trễ 16 ngày" in page.text("main")
    page = record(handler, case.ref, "closed", on="23/11/2026")
    assert "Không còn nghĩa vụ nào có hạn." in page.text("main")
    assert case.code in handler.open("/vu-viec?trang-thai=closed").html
    assert "Không có việc quá hạn." in watcher.open("/ton-dong").text("main")
    assert date(2026, 11, 4) + timedelta(days=16) == date(2026, 11, 20)
