"""Work shared out in one go: named in a preview, each given only as it was seen, nothing to whom it is hidden from."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.casework import accounts, assignments
from app.casework.permissions import SYSTEM
from app.casework.petitions import NewRespondent
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.people import Account, RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_agency, at, classify
from tests.web.cases.test_first_pages import codes_of
from tests.web.conftest import THE_MORNING, Browse, Page
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, somebody

ADDRESS = "/phan-cong"


@pytest.fixture
def three(records: Session, desk: Desk) -> list[Matter]:
    made = [a_case(records, desk.unit, on=TODAY), a_petition(records, desk.unit, on=TODAY)]
    made.append(a_case(records, desk.unit, on=TODAY, kind=PetitionKind.DENUNCIATION))
    records.commit()
    return made


def posted(browse: Browse, fields: list[tuple[str, str]], status: int = 200) -> Page:
    """Send a form in which a name may stand several times."""
    assert browse.page is not None
    data: MultiDict[str, Any] = MultiDict([*fields, ("csrf_token", browse.page.csrf_token)])
    return browse._show(browse.client.post(ADDRESS, data=data, follow_redirects=True), status)


def kept(page: Page) -> list[tuple[str, str]]:
    fields = [(str(one.get("name")), str(one.get("value") or "")) for one in page.all("input", type="hidden")]
    return [one for one in fields if one[0] != "csrf_token"] + [("step", "confirm")]


def choose(browse: Browse, matters: list[Matter], whom: object) -> Page:
    browse.open(f"{ADDRESS}?nguoi=moi-nguoi")
    return posted(browse, [("giao", str(whom)), *(("chon", one.ref) for one in matters)])


def holders(records: Session, matters: list[Matter]) -> list[int | None]:
    with Session(records.get_bind()) as looking:  # what was made stays as it was read
        return [looking.get_one(Matter, one.id).assignee_id for one in matters]


def test_a_head_gives_several_at_once_after_each_was_named(
    sqlite_app: Flask, desk: Desk, records: Session, three: list[Matter]
) -> None:
    handler, head = desk.unit.handler.account_id, at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    assert set(codes_of(head.open(ADDRESS))) == {one.code for one in three}
    preview = choose(head, three, handler)
    assert "Giao 3 hồ sơ cho Người dom.handler?" in preview.text("h1")
    assert set(codes_of(preview)) == {one.code for one in three}
    assert holders(records, three) == [None] * 3
    done = posted(head, kept(preview))
    assert "Đã giao 3 hồ sơ cho Người dom.handler" in done.text("main")
    assert holders(records, three) == [handler] * 3
    trail = select(AuditEntry.matter_id).where(AuditEntry.action == "assigned", AuditEntry.account_id.is_not(None))
    with Session(records.get_bind()) as looking:
        assert set(looking.scalars(trail)) == {one.id for one in three}
    again = choose(head, three, handler)
    assert "Không có hồ sơ nào thay đổi." in again.text("main")
    posted(head, kept(choose(head, three[:1], "nobody")))
    assert holders(records, three) == [None, handler, handler]


def test_what_somebody_else_took_meanwhile_is_said_and_the_rest_is_done(
    sqlite_app: Flask, desk: Desk, records: Session, three: list[Matter]
) -> None:
    second = somebody(records, desk.agency, RoleKind.HANDLER, username="dom.hai")
    records.commit()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    preview = choose(head, three, second.account_id)
    assignments.take(records, three[0], by=desk.unit.handler, at=at(TODAY))
    records.commit()
    page = posted(head, kept(preview))
    assert f"{three[0].code}: Hồ sơ vừa được phân công cho người khác." in page.text("main")
    assert "Đã giao 2 hồ sơ" in page.text("main")
    assert holders(records, three) == [desk.unit.handler.account_id, second.account_id, second.account_id]


def test_a_handler_takes_what_is_free_and_never_what_is_sealed(
    sqlite_app: Flask, desk: Desk, records: Session, three: list[Matter]
) -> None:
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = handler.open(ADDRESS)
    assert set(codes_of(page)) == {three[0].code, three[1].code}
    assert not page.all("select", name="giao")
    preview = choose(handler, three, desk.unit.head.account_id)  # whom is not for a handler to say
    assert "do thủ trưởng phân công" in preview.text("main")
    forged = [*kept(preview), ("chon", three[2].ref), (f"thay-{three[2].ref}", "")]
    page = posted(handler, forged)
    assert f"{three[2].code}: " in page.text("main")
    me = desk.unit.handler.account_id
    assert holders(records, three) == [me, me, None]
    assert at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).open(ADDRESS, status=403)


def test_what_denounces_the_head_of_their_own_agency_is_never_given_to_them(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    denounced = an_agency(records, "UBND xã Gào")
    petition = a_petition(records, desk.unit, on=TODAY)
    against = NewRespondent(denounced.id, "Chủ tịch UBND xã", is_head=True)
    classify(records, desk.unit, petition, PetitionKind.DENUNCIATION, on=TODAY, respondents=[against])
    both = somebody(records, desk.agency, RoleKind.HANDLER, username="dom.kiem")
    account = records.get_one(Account, both.account_id)
    accounts.give_role(
        records, account, RoleKind.OFFICER, denounced, from_on=TODAY, by=SYSTEM, at=THE_MORNING
    )  # fmt: skip
    records.commit()
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    preview = choose(head, [petition], both.account_id)
    assert "người này thuộc đơn vị có người đứng đầu bị tố cáo" in preview.text("main")
    forged = [("chon", petition.ref), (f"thay-{petition.ref}", ""), ("giao", str(both.account_id)), ("step", "confirm")]
    assert petition.code in posted(head, forged).text("main")
    assert holders(records, [petition]) == [None]


def test_nothing_of_another_agency_is_touched(sqlite_app: Flask, records: Session, three: list[Matter]) -> None:
    nan = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    stranger = at_the_desk(sqlite_app, nan.who[RoleKind.HEAD])
    stranger.open("/don-vi")
    stranger.open("/tai-khoan")  # a page with a form: the list here is empty
    forged = [("chon", three[0].ref), ("giao", str(nan.unit.handler.account_id)), (f"thay-{three[0].ref}", "")]
    page = posted(stranger, [*forged, ("step", "confirm")])
    assert three[0].code not in page.text("main")
    assert holders(records, three) == [None] * 3
