"""Internal notes in a browser: written, kept as typed, struck, sealed; nowhere but on the file."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from app.casework import identities
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, an_agency, at
from tests.web.desks import Desk, at_the_desk, somebody

ACCEPTED = date(2026, 10, 26)
WORDS = "Kỳ nhông bảy màu"


def test_a_note_is_written_on_the_file_struck_the_same_day_and_shown_to_nobody_else(
    sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED)
    inspectorate = an_agency(records, "Thanh tra tỉnh")
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    page, notes = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/ghi-chu"
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    assert handler.open(page).all("a", href=notes)
    handler.open(notes)
    refused = handler.send(notes, text="x" * 1_001)
    assert refused.all("a", href="#text")
    assert "x" * 1_001 in refused.html
    for number in range(4):
        handler.send(notes, text=f"{WORDS} {number}")
    listed = handler.open(page).text("section", **{"aria-labelledby": "ghi-chu"})
    assert [listed.find(f"{WORDS} {number}") >= 0 for number in range(4)] == [False, True, True, True]
    assert listed.find(f"{WORDS} 3") < listed.find(f"{WORDS} 1")
    assert "1 ghi chú trước đó" in listed

    strike = str(handler.open(notes).all("form", class_="mt-1")[0].get("action"))
    assert f"{WORDS} 3" in handler.send(strike).text("s")
    assert f"{WORDS} 0" not in handler.open(f"{page}/danh-muc").html

    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    assert WORDS in head.open(page).html
    assert f"{WORDS} 3" in head.open(notes).text("s")
    assert not head.open(notes).all("form", class_="mt-1")  # none is the head's own
    head.send(strike, 403)
    for username in (desk.who[RoleKind.OFFICER], "thanh.tra"):
        other = at_the_desk(sqlite_app, username)
        assert WORDS not in other.open(page).html
        other.open(notes, 403)


def test_of_a_sealed_file_the_words_stand_on_the_sealed_page_for_its_grantee(
    sqlite_app: Flask, records: Session, desk: Desk
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION)
    identities.end_grants(records, case, by=None, at=at(ACCEPTED))
    identities.grant(records, case, desk.unit.handler.account_id, purpose="xác minh", by=None, at=at(ACCEPTED))
    records.commit()
    page, notes = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/ghi-chu"
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    handler.open(notes)
    listed = handler.send(notes, text=WORDS)
    assert WORDS not in listed.html
    assert "23/11/2026" in listed.text("section", **{"aria-labelledby": "da-ghi"})
    assert "08:00" not in listed.text("section", **{"aria-labelledby": "da-ghi"})
    assert WORDS not in handler.open(page).html
    sealed = f"/ho-so/{case.ref}/nguoi-to-cao"
    handler.open(sealed)
    assert WORDS in handler.send(sealed).text()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    assert "Ghi chú nội bộ" not in head.open(page).text()
    head.open(notes, 403)
