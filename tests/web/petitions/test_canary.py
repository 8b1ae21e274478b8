"""A denouncer whose every field is a canary appears on no page of the desk and of petitions, for nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from tests.makers import an_agency
from tests.web.conftest import Browse
from tests.web.desks import A_VISIT, CLASSIFIED, TODAY, Desk, a_desk, at_the_desk, somebody

CANARY = "CHIMYEN"
SECRETS = {
    "full_name": f"{CANARY} Tên", "address": f"{CANARY} Nơi ở", "paper_number": f"{CANARY}0123",
    "content": f"{CANARY} nội dung", "request": f"{CANARY} yêu cầu", "prior_settler": f"{CANARY} cơ quan",
    "papers": f"{CANARY} giấy tờ", "note": f"{CANARY} ghi chú", "phone": f"{CANARY} điện thoại",
    "paper_issued_by": f"{CANARY} nơi cấp", "respondent_name": f"{CANARY} người bị tố cáo",
}  # fmt: skip
FOLDED = CANARY.lower()


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records, under=an_agency(records, "UBND tỉnh"))


def typed(desk: Desk, **changed: str) -> dict[str, Any]:
    return {**A_VISIT, **SECRETS, "agency": str(desk.agency.id), "then": "page", **changed}


def nowhere(browse: Browse, refs: dict[MatterKind, str]) -> None:
    """No page, no header and no address anybody is led to holds the canary."""
    visit, petition = refs[MatterKind.VISIT], refs[MatterKind.PETITION]
    paths = (
        "/tiep-dan/ghi", "/so-tiep-cong-dan", "/so-tiep-cong-dan/ban-in", "/don", "/don?loai=denunciation", "/don/moi",
        f"/tiep-dan/{visit}", f"/tiep-dan/{visit}/bien-nhan", f"/tiep-dan/{visit}/viec/closed", f"/don/{petition}",
        f"/don/{petition}/phan-loai", f"/don/{petition}/thu-ly", f"/don/{petition}/chuyen",
        f"/don/{petition}/viec/filed",
    )  # fmt: skip
    for path in paths:
        answer = browse.client.get(path, follow_redirects=True)
        told = f"{answer.request.url}\n{answer.headers}\n{answer.text}".lower()
        assert FOLDED not in told, path
    token = browse.open("/tai-khoan").csrf_token
    found = browse.client.post("/tiep-dan/nguoi", data={"csrf_token": token, "full_name": CANARY})
    assert FOLDED not in found.text.lower().replace(f"“{FOLDED}”", "")  # but for what was typed, said back


def refs(records: Session) -> dict[MatterKind, str]:
    records.rollback()
    found = {matter.kind: matter.ref for matter in records.scalars(select(Matter).order_by(Matter.id))}
    records.rollback()  # the pages need the writer's place
    return found


def everybody(app: Flask, records: Session, desk: Desk) -> list[Browse]:
    for kind in RoleKind:
        somebody(records, desk.agency, kind, username=f"khac.{kind.value}")
    records.commit()
    return [at_the_desk(app, f"khac.{kind.value}") for kind in RoleKind]


@pytest.mark.parametrize("asked", [{"kind": "denunciation"}, {"secret": "y"}])
def test_who_denounces_or_asks_for_secrecy_at_the_desk_is_shown_to_nobody(
    sqlite_app: Flask, records: Session, desk: Desk, asked: dict[str, Any]
) -> None:
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open("/tiep-dan/ghi")
    page = officer.send("/tiep-dan/ghi", **typed(desk, **asked))
    assert FOLDED not in page.html.lower()
    assert "Nội dung chỉ xem trong hồ sơ" in page.text()
    for browse in [officer, *everybody(sqlite_app, records, desk)]:
        nowhere(browse, refs(records))


def test_who_is_classified_as_a_denouncer_later_vanishes_from_every_page(
    sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open("/tiep-dan/ghi")
    officer.send("/tiep-dan/ghi", **typed(desk, kind="unclear"))
    petition = refs(records)[MatterKind.PETITION]
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    classify(handler, petition, reason=f"{CANARY} lý do", respondent_name=f"{CANARY} ông A")
    for browse in [officer, handler, *everybody(sqlite_app, records, desk)]:
        nowhere(browse, refs(records))


def classify(handler: Browse, petition: str, **changed: str) -> None:
    path = f"/don/{petition}/phan-loai"
    page = handler.open(path)
    version = str(page.all("input", name="version")[0].get("value"))
    mark = str(page.all("input", name="mark")[0].get("value"))
    denounced = {**CLASSIFIED, "kind": "denunciation", "version": version, "mark": mark, **changed}
    page = handler.send(path, **denounced)
    assert FOLDED not in page.html.lower()
    assert "Đã phân loại đơn" in page.text("div", role="status")


def test_a_denunciation_against_the_head_leaves_the_agency(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open("/tiep-dan/ghi")
    against = {"kind": "denunciation", "respondent_agency": str(desk.agency.id), "respondent_is_head": "y"}
    page = officer.send("/tiep-dan/ghi", **typed(desk, **against))
    assert page.text("h1") == "Ghi lượt tiếp"
    assert "Đã lưu lượt tiếp LT-" in page.text("div", role="status")
    for kind in (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD):
        browse = at_the_desk(sqlite_app, desk.who[kind])
        browse.open(f"/don/{refs(records)[MatterKind.PETITION]}", 404)
        assert "Không có" in browse.open("/don").text()
        nowhere(browse, refs(records))


def test_nothing_of_a_secret_visit_counts_before_it_is_seen(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open("/tiep-dan/ghi")
    officer.send("/tiep-dan/ghi", **typed(desk, kind="denunciation"))
    somebody(records, desk.agency, RoleKind.OFFICER, username="khac")
    records.commit()
    page = at_the_desk(sqlite_app, "khac").open("/tiep-dan/ghi")
    assert "lượt thứ 1 trong ngày" in page.text("p", class_="td-lede")
    assert date(2026, 11, 23) == TODAY
