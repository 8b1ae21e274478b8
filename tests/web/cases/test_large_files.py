"""A file with 200 acts, 300 files and 2,000 signatories: its pages send the statements of a small one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.records.documents import Document
from app.records.identities import Identity
from app.records.matters import Act, Matter, MatterPerson, PersonRole
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_act, at
from tests.web.conftest import THE_MORNING, Browse
from tests.web.desks import Desk, a_desk, at_the_desk, looking
from tests.web.grown import counted

ACCEPTED, VERIFIED = date(2026, 10, 26), date(2026, 10, 28)
ACTS, FILES, SIGNATORIES = 200, 300, 2_000
_numbers = count(1)


def a_file(session: Session, desk: Desk, kind: PetitionKind) -> tuple[Matter, Matter]:
    """A petition and its case: verified, a file, a signatory."""
    petition = a_petition(session, desk.unit, on=ACCEPTED, kind=kind)
    case = a_case(session, desk.unit, on=ACCEPTED, petition=petition)
    an_act(session, case, "verifying", VERIFIED, by=desk.unit.handler)
    grow(session, case, petition, acts=2, files=2, signatories=2)
    session.commit()
    return petition, case


def grow(session: Session, case: Matter, petition: Matter, *, acts: int, files: int, signatories: int) -> None:
    """More of everything, in bulk: nobody's deed takes part."""
    asked = {"matter_id": case.id, "data": {}, "note": "", "typed_at": THE_MORNING, "typed_late_days": 0}
    names = ("harm_imminent", "harm_prevented") if case.sealed else ("information_requested", "information_provided")
    session.execute(
        insert(Act),
        [{**asked, "act": names[n % 2], "on": VERIFIED + timedelta(days=n // 20), "document_no": f"{n}/UBND"}
         for n in range(acts)],
    )  # fmt: skip
    lines = session.scalars(select(Act.id).where(Act.matter_id == case.id).order_by(Act.id)).all()
    session.execute(insert(Document), [a_document(case, number, lines) for number in range(files)])
    first = session.scalar(select(func.max(MatterPerson.position)).where(MatterPerson.matter_id == case.id)) or 0
    people = [a_person(next(_numbers), sealed=case.sealed) for _ in range(signatories)]
    ids = session.scalars(insert(Identity).returning(Identity.id, sort_by_parameter_order=True), people).all()
    session.execute(
        insert(MatterPerson),
        [{"matter_id": matter.id, "identity_id": one, "role": PersonRole.SIGNATORY, "position": first + place,
          "shown_as": "Người ký"} for matter in (case, petition) for place, one in enumerate(ids, start=1)],
    )  # fmt: skip
    session.commit()


def a_document(case: Matter, number: int, lines: Any) -> dict[str, Any]:
    name = f"{next(_numbers):032}"
    return {
        "matter_id": case.id, "ref": name[-20:], "stored_as": name, "name": f"Tệp {number}.pdf", "position": number + 1,
        "media_type": "application/pdf", "size": 1000, "sha256": "0" * 64, "added_at": at(VERIFIED),
        "act_id": lines[number % len(lines)] if number % 2 else None,
    }  # fmt: skip


def a_person(number: int, *, sealed: bool) -> dict[str, Any]:
    return {
        "full_name": f"Người ký {number}", "address": "Làng Bi", "folded_name": "", "folded_address": "",
        "sealed": sealed, "created_at": THE_MORNING,
    }  # fmt: skip


def test_a_large_file_costs_the_statements_of_a_small_one(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        petition, case = a_file(session, desk, PetitionKind.DENUNCIATION)  # what is sealed asks more
        handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
        pages = [f"/vu-viec/{case.ref}", f"/don/{petition.ref}", f"/vu-viec/{case.ref}/danh-muc"]
        for page in pages:
            cost(handler, page)  # what is kept is there
        small = {page: cost(handler, page) for page in pages}
        grow(session, case, petition, acts=ACTS, files=FILES, signatories=SIGNATORIES)
    assert {page: cost(handler, page) for page in pages} == small


def cost(browse: Browse, path: str) -> int:
    """How many statements a page sends."""
    with browse.app.app_context():
        engine = db.engine
    with counted(engine) as sent:
        assert browse.client.get(path).status_code == 200
    return len(sent)
