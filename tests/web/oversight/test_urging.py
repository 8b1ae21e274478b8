"""Urging on the screen: from the list to an issued letter, its reply, and who may open any of it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import flags
from app.casework.petitions import BAN_TCD
from app.extensions import db
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.urgings import Urging, UrgingFile
from tests.casework.test_urging_board import forwarded_petition
from tests.makers import a_case, an_agency
from tests.web.conftest import THE_MORNING, Browse, Page
from tests.web.desks import Desk, a_desk, an_inspector, at_the_desk, kept_on, somebody
from tests.web.grown import counted

TODAY = THE_MORNING.date()
VERY_LATE = date(2026, 8, 3)
TYPED: dict[str, Any] = {
    "number": "45/TTr-VP",
    "issued_on": "23/11/2026",
    "reply_due_on": "08/12/2026",
    "asked": "reason",
    "signing": "head",
    "signed_by": "Nguyễn Hữu Thịnh",
}


@pytest.fixture
def dom(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records, under=an_agency(records, "UBND tỉnh"))


@pytest.fixture
def watcher(sqlite_app: Flask, records: Session, dom: Desk) -> Browse:
    assert dom
    return an_inspector(sqlite_app, records)


def late_duties(records: Session, case: Matter) -> list[str]:
    late = select(Obligation.id).where(Obligation.matter_id == case.id, Obligation.due_on < TODAY, Obligation.open)
    return [str(one) for one in records.scalars(late)]


def drafted(watcher: Browse, records: Session, *cases: Matter) -> Page:
    """The page of the letter, from the list: the first box of each case ticked."""
    records.commit()
    ids = [late_duties(records, case)[0] for case in cases]
    records.rollback()
    token = watcher.open("/qua-han").csrf_token
    answer = watcher.client.post("/don-doc/soan", data={"csrf_token": token, "chon": ids}, follow_redirects=True)
    return watcher._show(answer, 200)


def the_ref(records: Session) -> str:
    ref = records.scalars(select(Urging.ref).order_by(Urging.id.desc())).first()
    records.rollback()
    assert ref
    return ref


def issued(watcher: Browse, records: Session, *cases: Matter) -> str:
    page = drafted(watcher, records, *cases)
    ref = the_ref(records)
    watcher.send(f"/don-doc/{ref}", **{**kept_on(page), **TYPED, "then": "issue"})
    return ref


def test_two_clicks_and_a_confirmation_issue_a_letter(watcher: Browse, records: Session, dom: Desk) -> None:
    case = a_case(records, dom.unit, on=VERY_LATE)
    records.commit()
    bar = next(
        one.get("href") or ""
        for one in watcher.open("/ton-dong").all("a")
        if "/qua-han?co-quan=" in (one.get("href") or "")
    )
    page = watcher.open(bar)
    action = page.all("form", method="post")[-1].get("action") or ""
    page = watcher.send(action, then="all")
    assert page.text("h1") == f"Ban hành công văn đôn đốc gửi {dom.agency.name}?"
    assert case.code in page.text("article")
    page = watcher.send(f"/don-doc/{the_ref(records)}", **{**kept_on(page), **TYPED, "then": "issue"})
    assert page.text("h1") == "Công văn đôn đốc số 45/TTr-VP"
    assert "số 45/TTr-VP, 23/11/2026" in watcher.open(bar).text("main")


def test_a_letter_without_its_number_asks_for_it(watcher: Browse, records: Session, dom: Desk) -> None:
    page = drafted(watcher, records, a_case(records, dom.unit, on=VERY_LATE))
    page = watcher.send(f"/don-doc/{the_ref(records)}", **{**kept_on(page), **TYPED, "number": "", "then": "issue"})
    assert "Nhập số, ký hiệu văn bản do văn thư cấp." in page.text("main")
    assert "Chờ ban hành" in watcher.open("/don-doc").text("main")


def test_the_agency_explains_and_the_reply_is_recorded(
    sqlite_app: Flask, watcher: Browse, records: Session, dom: Desk
) -> None:
    case = a_case(records, dom.unit, on=VERY_LATE)
    ref = issued(watcher, records, case)
    head = at_the_desk(sqlite_app, dom.who[RoleKind.HEAD])
    assert "45/TTr-VP" in head.open("/don-doc").text("main")
    page = head.open(f"/don-doc/{ref}")
    explain = next(one.get("href") or "" for one in page.all("a") if "/giai-trinh/" in (one.get("href") or ""))
    head.open(explain)
    assert "Chờ kết quả đo đạc" in head.send(explain, words="Chờ kết quả đo đạc").text("main")
    assert "Chờ kết quả đo đạc" in watcher.open(f"/don-doc/{ref}").text("main")
    watcher.open(f"/don-doc/{ref}/tra-loi")
    page = watcher.send(f"/don-doc/{ref}/tra-loi", number="12/UBND", replied_on="23/11/2026", words="Xong trong tháng")
    assert "Xong trong tháng" in page.text("main")
    assert "đã trả lời, đúng hạn" in watcher.open("/don-doc").text("main")
    answer = watcher.client.post(f"/don-doc/{ref}/tep/letter", data={"csrf_token": page.csrf_token})
    assert answer.data.startswith(b"PK")


def test_no_one_else_opens_a_letter_or_writes_one(
    sqlite_app: Flask, watcher: Browse, records: Session, dom: Desk
) -> None:
    other = a_desk(records, "UBND xã Chư Sê", prefix="se")
    for kind in (RoleKind.COORDINATOR, RoleKind.OBSERVER, RoleKind.AUDITOR, RoleKind.ADMINISTRATOR):
        somebody(records, other.agency, kind, username=f"khac.{kind.value}")
    ref = issued(watcher, records, a_case(records, dom.unit, on=VERY_LATE))
    pages = (f"/don-doc/{ref}", f"/don-doc/{ref}/tra-loi", f"/don-doc/{ref}/bao-cao", f"/don-doc/{ref}/bo")
    for kind in (RoleKind.COORDINATOR, RoleKind.OBSERVER, RoleKind.AUDITOR, RoleKind.ADMINISTRATOR):
        browse = at_the_desk(sqlite_app, f"khac.{kind.value}")
        assert {browse.client.get(page).status_code for page in ("/don-doc", *pages)} == {403}, kind
    for username in (dom.who[RoleKind.OFFICER], other.who[RoleKind.OFFICER]):
        assert {at_the_desk(sqlite_app, username).client.get(page).status_code for page in pages} == {403}
    for kind in (RoleKind.HANDLER, RoleKind.HEAD):
        browse = at_the_desk(sqlite_app, other.who[kind])
        assert {browse.client.get(page).status_code for page in pages} == {404}, kind
        own = at_the_desk(sqlite_app, dom.who[kind])
        assert [own.client.get(page).status_code for page in pages] == [200, 403, 403, 403], kind
        own.open("/don-doc")
        own.send("/don-doc/soan", 403, then="all")
        own.open("/don-doc")
        own.send(f"/don-doc/{ref}/lan-sau", 403)


def test_a_denunciation_against_a_head_goes_above_and_is_nowhere_on_his_screen(
    sqlite_app: Flask, watcher: Browse, records: Session, dom: Desk
) -> None:
    case = a_case(records, dom.unit, on=VERY_LATE, kind=PetitionKind.DENUNCIATION)
    case.excluded_agency_id = dom.agency.id
    page = drafted(watcher, records, case)
    above = records.scalars(select(Agency.name).where(Agency.name == "UBND tỉnh")).one()
    assert page.text("h1") == f"Ban hành công văn đôn đốc gửi {above}?"
    assert case.code in page.text("article")
    assert "Tố cáo về" not in page.text("article")
    ref = the_ref(records)
    watcher.send(f"/don-doc/{ref}", **{**kept_on(page), **TYPED, "then": "issue"})
    head = at_the_desk(sqlite_app, dom.who[RoleKind.HEAD])
    head.open(f"/don-doc/{ref}", 404)
    assert "45/TTr-VP" not in head.open("/don-doc").html


def test_the_board_asks_again_in_its_own_words_and_only_whom_it_asked_is_to_explain(
    sqlite_app: Flask, watcher: Browse, records: Session, dom: Desk
) -> None:
    """The decree has it ask, not urge; Thanh tra reads its letter and answers for nobody."""
    board = a_desk(records, "Ban Tiếp công dân tỉnh", prefix="ban")
    board.agency.code = BAN_TCD
    chosen = str(forwarded_petition(records, board.unit, dom.unit, on=date(2026, 10, 14)).id)
    records.commit()
    handler = at_the_desk(sqlite_app, board.who[RoleKind.HANDLER])
    handler.open("/don-doc")
    page = handler.send("/don-doc/soan-de-nghi", chon=chosen)
    ref, days = the_ref(records), {"issued_on": "02/11/2026", "reply_due_on": "16/11/2026"}
    page = handler.send(f"/don-doc/{ref}", **{**kept_on(page), **TYPED, **days, "then": "issue"})
    assert "Soạn văn bản đề nghị lần sau" in page.text("main")
    assert "đôn đốc lần sau" not in page.text("main")
    assert "45/TTr-VP" in watcher.open("/don-doc").text("main")
    assert "Giải trình" not in watcher.open("/don-doc").text("main")
    assert "Giải trình" in at_the_desk(sqlite_app, dom.who[RoleKind.HEAD]).open("/don-doc").text("main")


def test_a_flag_is_taken_note_of_and_tells_how_it_went(watcher: Browse, records: Session, dom: Desk) -> None:
    case = a_case(records, dom.unit, on=VERY_LATE)
    records.flush()
    flags.raise_and_withdraw(records, today=TODAY, at=THE_MORNING)
    issued(watcher, records, case)
    flag = records.scalars(
        select(Flag.id).join(Obligation).where(Obligation.id == int(late_duties(records, case)[0]))
    ).one()
    records.rollback()
    page = watcher.open(f"/co-qua-han/{flag}")
    assert "Đã đôn đốc" in page.text("main")
    other = records.scalars(select(Flag.id).where(Flag.id != flag)).first()
    if other is not None:
        records.rollback()
        watcher.open(f"/co-qua-han/{other}")
        assert "Đã ghi nhận" in watcher.send(f"/co-qua-han/{other}/ghi-nhan").text("main")
    watcher.open(f"/co-qua-han/{flag + 1000}", 404)


def test_more_letters_and_more_matters_cost_no_more_statements(watcher: Browse, records: Session, dom: Desk) -> None:
    with watcher.app.app_context():
        engine = db.engine
    costs: list[list[int]] = []
    for turn in range(2):
        ref = ""
        for number in range(1 + 3 * turn):
            cases = [a_case(records, dom.unit, on=VERY_LATE + timedelta(days=day)) for day in range(1 + turn)]
            page = drafted(watcher, records, *cases)
            ref = the_ref(records)
            typed = {**TYPED, "number": f"{turn}{number}/TTr"}
            watcher.send(f"/don-doc/{ref}", **{**kept_on(page), **typed, "then": "issue"})
        pages = ("/don-doc", f"/don-doc/{ref}", "/qua-han", "/co-qua-han")
        seen = []
        for path in pages:
            watcher.client.get(path)
            with counted(engine) as sent:
                assert watcher.client.get(path).status_code == 200
            seen.append(len(sent))
        costs.append(seen)
    assert costs[0] == costs[1]


def test_a_letter_is_issued_by_somebody_and_what_was_typed_stays(watcher: Browse, records: Session, dom: Desk) -> None:
    page = drafted(watcher, records, a_case(records, dom.unit, on=VERY_LATE))
    typed = {**kept_on(page), **TYPED, "signed_by": "", "then": "issue"}
    page = watcher.send(f"/don-doc/{the_ref(records)}", **typed)
    assert "Nhập họ và tên người ký." in page.text("main")
    assert page.all("input", name="number")[0].attrib["value"] == "45/TTr-VP"
    assert records.scalar(select(Urging.number)) is None


def test_a_deputy_signs_for_the_head(watcher: Browse, records: Session, dom: Desk) -> None:
    page = drafted(watcher, records, a_case(records, dom.unit, on=VERY_LATE))
    address = f"/don-doc/{the_ref(records)}"
    typed = {**kept_on(page), **TYPED, "signing": "deputy", "then": "issue"}
    page = watcher.send(address, **typed)
    assert "phải ghi chức vụ của người ký" in page.text("main")
    page = watcher.send(address, **{**typed, "signer_post": "Phó Chánh Thanh tra", "then": "look"})
    assert "PHÓ CHÁNH THANH TRA" in page.text("article")
    watcher.send(address, **{**typed, "signer_post": "Phó Chánh Thanh tra"})
    content = records.scalars(select(UrgingFile.content)).one()
    signature = Document(BytesIO(content)).tables[-1].rows[-1].cells[-1]
    lines = [one.text for one in signature.paragraphs]
    assert lines[:2] == ["KT. CHỦ TỊCH UBND XÃ", "PHÓ CHÁNH THANH TRA"]  # the head's post of this house, then their own
