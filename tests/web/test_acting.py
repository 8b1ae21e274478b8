"""Recording an act: the form the law asks for, the confirmation, refusals with their article, two people at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.statute.procedures import TABLE, FieldKind
from app.web.act_fields import GROUNDS, LABELS, PAIRS
from app.web.act_forms import FIELDS, ActForm
from tests.makers import a_case, an_act
from tests.web.conftest import Browse, Page
from tests.web.desks import FOUND, Desk, a_desk, at_the_desk

ACCEPTED = date(2026, 10, 26)


@pytest.fixture
def desk(records: Session) -> Desk:
    records.expire_on_commit = False  # nothing read later may keep a transaction open beside the browser's
    return a_desk(records)


@pytest.fixture
def case(records: Session, desk: Desk) -> Matter:
    found = a_case(records, desk.unit, on=ACCEPTED)
    records.commit()
    return found


def at(app: Flask, desk: Desk, kind: RoleKind) -> Browse:
    return at_the_desk(app, desk.who[kind])


def form_of(page: Page) -> dict[str, Any]:
    """What the form of a page would send as it stands."""
    lines = [one for one in page.all("input") if one.get("type") not in {"radio", "checkbox"}]
    fields = {one.get("name") or "": one.get("value") or "" for one in lines}
    return fields | {one.get("name") or "": "".join(one.itertext()) for one in page.all("textarea")}


def acts_of(records: Session, case: Matter) -> list[str]:
    found = list(records.scalars(select(Act.act).where(Act.matter_id == case.id).order_by(Act.id)))
    records.commit()  # a rollback would make the objects of the test read again
    return found


def test_every_field_of_every_act_has_a_label_a_form_field_and_its_list() -> None:
    specs = [spec for edges in TABLE.values() for edge in edges for spec in edge.fields]
    assert {spec.name for spec in specs} <= LABELS.keys()
    assert {spec.kind for spec in specs} <= FIELDS.keys()
    assert {spec.choices for spec in specs if spec.choices} <= GROUNDS.keys() | PAIRS.keys()
    assert not {spec.name for spec in specs} & {"on", "note", "mark", "document_no", "document_on", "expected_version"}
    assert FieldKind.AGENCY in FIELDS
    assert ActForm.said == ()


def test_an_act_is_recorded_with_its_document(sqlite_app: Flask, desk: Desk, case: Matter, records: Session) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/verifying"
    opened = browse.open(address)
    assert "Phải báo cho: người bị khiếu nại, người khiếu nại." in opened.text("main")
    form = form_of(opened) | {"on": "2/11/2026", "document_no": "214/QĐ-UBND"}
    page = browse.send(address, **form)
    assert "Đã ghi “Giao xác minh” ngày 02/11/2026." in page.text("main")
    assert "Số 214/QĐ-UBND" in page.text("main")
    assert acts_of(records, case) == ["accepted", "verifying"]


def test_a_missing_document_is_said_beside_its_field_and_nothing_typed_is_lost(
    sqlite_app: Flask, desk: Desk, case: Matter
) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/suspended"
    form = form_of(browse.open(address)) | {"ground": "TDC_CHO_KQ", "note": "Chờ đo đạc lại thửa 214"}
    page = browse.send(address, **form)
    assert page.text("div", id="document_no-error") == "Lỗi: Nhập mục “Số, ký hiệu văn bản”."
    assert page.text("textarea", id="note") == "Chờ đo đạc lại thửa 214"
    chosen = [one.get("value") for one in page.all("input", type="radio") if one.get("checked") is not None]
    assert chosen == ["TDC_CHO_KQ"]


def test_a_day_before_the_acceptance_is_refused_with_the_article(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/verifying"
    page = browse.send(address, **form_of(browse.open(address)) | {"on": "01/10/2026", "document_no": "214/QĐ"})
    assert "Luật Khiếu nại, Điều 29" in page.text("div", class_="td-summary")
    assert "không sớm hơn ngày thụ lý 26/10/2026" in page.text("div", id="on-error")
    assert acts_of(records, case) == ["accepted"]


@pytest.mark.parametrize(("typed", "said"), [("01/10/2026", "ngày thụ lý 26/10/2026"), ("24/11/2026", "chưa đến")])
def test_an_impossible_day_of_an_act_to_be_confirmed_is_said_at_the_day(
    sqlite_app: Flask, desk: Desk, case: Matter, typed: str, said: str
) -> None:
    browse = at(sqlite_app, desk, RoleKind.HEAD)
    address = f"/vu-viec/{case.ref}/viec/decided"
    page = browse.send(address, **form_of(browse.open(address)) | {"on": typed, "document_no": "300/QĐ", **FOUND})
    assert said in page.text("div", id="on-error")


def test_a_day_before_a_later_act_is_refused_by_naming_that_act(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    an_act(records, records.get_one(Matter, case.id), "verifying", date(2026, 11, 16), by=desk.unit.head)
    records.commit()
    browse = at(sqlite_app, desk, RoleKind.HEAD)
    address = f"/vu-viec/{case.ref}/viec/discontinued"
    page = browse.open(address)
    ground = str(page.all("input", type="radio")[0].get("value"))
    typed = {"on": "10/11/2026", "document_no": "9/QĐ", "ground": ground}
    page = browse.send(address, **form_of(page) | typed)
    assert "đã có “Giao xác minh” ngày 16/11/2026" in page.text("div", id="on-error")


def test_nobody_is_invited_to_a_dialogue_that_is_over(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    an_act(records, records.get_one(Matter, case.id), "verifying", date(2026, 11, 16), by=desk.unit.head)
    records.commit()
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/dialogue_notified"
    typed = {"on": "18/11/2026", "dialogue_on": "17/11/2026", "document_no": "30/TM"}
    page = browse.send(address, **form_of(browse.open(address)) | typed)
    assert "không sớm hơn ngày mời 18/11/2026" in page.text("div", id="dialogue_on-error")


def test_a_first_decision_without_a_dialogue_says_what_the_law_wants_where_the_two_sides_differ(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    held = records.get_one(Matter, case.id)
    an_act(records, held, "verifying", date(2026, 11, 2), by=desk.unit.handler)
    an_act(records, held, "reported", date(2026, 11, 9), by=desk.unit.handler)
    records.commit()
    browse, address = at(sqlite_app, desk, RoleKind.HEAD), f"/vu-viec/{case.ref}/viec/decided"
    opened = browse.open(address)
    assert "Chưa ghi buổi đối thoại nào." in opened.text("main")
    typed = form_of(opened) | {"on": "23/11/2026", "document_no": "9/QĐ-UBND", **FOUND}
    assert "đối thoại" not in browse.send(address, **typed).text("main")
    wrong = browse.send(address, **typed | {"finding_1": "wrong", "remedy_1": "kept"})
    assert "chưa ghi buổi đối thoại nào (Luật Khiếu nại, Điều 30" in wrong.text("main")
    told = {"dialogue_on": "2026-11-20"}
    an_act(records, held, "dialogue_notified", date(2026, 11, 10), by=desk.unit.handler, data=told)
    an_act(records, held, "dialogue_held", date(2026, 11, 20), by=desk.unit.handler)
    records.commit()
    assert "Chưa ghi buổi đối thoại nào" not in browse.open(address).text("main")


def test_an_extension_longer_than_the_law_gives_is_said_at_the_days(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION)
    records.commit()
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/extended"
    typed = {"on": "16/11/2026", "days": "45", "criteria": "a", "document_no": "3/QĐ"}
    page = browse.send(address, **form_of(browse.open(address)) | typed)
    assert page.text("div", id="days-error") == "Lỗi: Nhập số từ 1 đến 30."


def test_tomorrow_is_refused_on_the_day(sqlite_app: Flask, desk: Desk, case: Matter) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/verifying"
    page = browse.send(address, **form_of(browse.open(address)) | {"on": "24/11/2026", "document_no": "214/QĐ"})
    assert "Ngày 24/11/2026 chưa đến." in page.text("div", id="on-error")


def test_an_act_out_of_order_says_why_with_the_article(sqlite_app: Flask, desk: Desk, case: Matter) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    page = browse.open(f"/vu-viec/{case.ref}/viec/dialogue_held", status=409)
    assert "Luật Khiếu nại, Điều 30" in page.text("main")
    assert browse.open(f"/vu-viec/{case.ref}/viec/dancing", status=404)


def test_what_a_head_records_is_not_for_a_handler(sqlite_app: Flask, desk: Desk, case: Matter) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    assert browse.open(f"/vu-viec/{case.ref}/viec/decided", status=403)
    assert "Việc của thủ trưởng: Ra quyết định giải quyết" in browse.open(f"/vu-viec/{case.ref}").text("main")


def test_a_next_act_of_somebody_else_says_whose_it_is_and_is_no_call_to_act(
    sqlite_app: Flask, records: Session, desk: Desk, case: Matter
) -> None:
    for act in ("verifying", "reported"):
        an_act(records, case, act, ACCEPTED, by=desk.unit.handler)
    case.assignee_id = desk.unit.handler.account_id
    records.commit()
    handler = at(sqlite_app, desk, RoleKind.HANDLER)
    assert (
        "Việc tiếp theo, “Ra quyết định giải quyết”, do người khác ghi: "
        f"Thủ trưởng cơ quan, {desk.agency.name} (Người {desk.who[RoleKind.HEAD]})."
    ) in handler.open(f"/vu-viec/{case.ref}").text("main")
    sqlite_app.config["CLOCK"].pass_by(days=90)
    handler.sign_in(desk.who[RoleKind.HANDLER])
    mine = handler.open("/viec-cua-toi").text("main")
    assert "1 việc chờ người khác, trong việc chờ có 1 việc quá hạn." in mine
    assert "Chờ thủ trưởng cơ quan: Ra quyết định giải quyết" in mine
    head = at(sqlite_app, desk, RoleKind.HEAD)
    assert "do người khác ghi" not in head.open(f"/vu-viec/{case.ref}").text("main")


def test_what_cannot_be_undone_shows_its_clocks_first(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    browse = at(sqlite_app, desk, RoleKind.HEAD)
    address = f"/vu-viec/{case.ref}/viec/decided"
    typed = form_of(browse.open(address)) | {"document_no": "300/QĐ-UBND", "on": "20/11/2026", **FOUND}
    page = browse.send(address, **typed)
    assert page.text("h1") == f"Ra quyết định giải quyết: {case.code}?"
    rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")]
    assert any("Ra quyết định giải quyết" in row and "đã xong, đúng hạn" in row for row in rows)
    assert any("Gửi quyết định giải quyết" in row and "–" in row for row in rows)
    assert acts_of(records, case) == ["accepted"]

    again = browse.send(address, **form_of(page) | {"step": "edit"})
    assert again.all("input", id="document_no")[0].get("value") == "300/QĐ-UBND"
    assert acts_of(records, case) == ["accepted"]

    done = browse.send(address, **form_of(page) | {"step": "confirm"})
    assert "Đã ghi “Quyết định giải quyết” ngày 20/11/2026." in done.text("main")
    assert acts_of(records, case) == ["accepted", "decided"]


def test_a_late_line_that_makes_on_time_is_not_to_be_confirmed_without_its_document(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    for act, by in (("verifying", desk.unit.handler), ("reported", desk.unit.handler), ("decided", desk.unit.head)):
        an_act(records, case, act, date(2026, 11, 12), by=by)
    records.commit()
    handler, address = at(sqlite_app, desk, RoleKind.HANDLER), f"/vu-viec/{case.ref}/viec/sent"
    said = {**form_of(handler.open(address)), "on": "16/11/2026", "papers": "decided", "document_no": ""}
    refused = handler.send(address, **said)
    assert not refused.all("button", value="confirm")
    assert "từ trễ thành đúng hạn: nhập số văn bản làm chứng" in refused.text("div", role="alert")
    asked = handler.send(address, **{**said, "document_no": "78/GT"})
    assert asked.all("button", value="confirm")
    assert "đã xong, đúng hạn (16/11/2026)" in asked.text()


def test_the_second_of_two_people_sees_what_the_first_one_did_and_keeps_what_they_typed(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    address = f"/vu-viec/{case.ref}/viec/suspended"
    typed = form_of(browse.open(address)) | {
        "ground": "TDC_CHO_KQ", "document_no": "231/QĐ-UBND", "note": "Chờ đo đạc"
    }  # fmt: skip
    asked = browse.send(address, **typed)
    an_act(records, records.get_one(Matter, case.id), "verifying", date(2026, 11, 20), by=desk.unit.head)
    records.commit()

    page = browse.send(address, **form_of(asked) | {"step": "confirm"})
    assert "Người dom.head ghi “Giao xác minh” ngày 20/11/2026" in page.text("main")
    assert page.text("textarea", id="note") == "Chờ đo đạc"
    assert acts_of(records, case) == ["accepted", "verifying"]

    page = browse.send(address, **form_of(page) | {"ground": "TDC_CHO_KQ"})
    browse.send(address, **form_of(page) | {"step": "confirm"})
    assert acts_of(records, case) == ["accepted", "verifying", "suspended"]


def test_somebody_of_another_agency_finds_nothing(sqlite_app: Flask, case: Matter, records: Session) -> None:
    other = a_desk(records, "UBND xã Chư Sê", prefix="se")
    browse = at(sqlite_app, other, RoleKind.HANDLER)
    for address in (f"/vu-viec/{case.ref}", f"/vu-viec/{case.ref}/viec/verifying", f"/ho-so/{case.ref}"):
        assert browse.open(address, status=404)


def test_the_grounds_offered_are_those_in_force_on_the_day_typed(
    sqlite_app: Flask, desk: Desk, records: Session
) -> None:
    case = a_case(records, desk.unit, on=ACCEPTED, kind=PetitionKind.DENUNCIATION)
    records.commit()
    browse = at(sqlite_app, desk, RoleKind.HANDLER)
    page = browse.open(f"/vu-viec/{case.ref}/viec/suspended")
    assert {one.get("value") for one in page.all("input", type="radio")} == {"TC_CHO_KQ", "TC_CHO_GD"}


def to_be_ended(browse: Browse, address: str) -> dict[str, Any]:
    page = browse.open(address)
    ground = str(page.all("input", type="radio")[0].get("value"))
    return form_of(page) | {"on": "23/11/2026", "document_no": "9/QĐ-UBND", "ground": ground}


def test_the_question_before_an_act_says_what_somebody_else_did_meanwhile(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    browse, address = at(sqlite_app, desk, RoleKind.HEAD), f"/vu-viec/{case.ref}/viec/discontinued"
    typed = to_be_ended(browse, address)
    assert "Hồ sơ đã thay đổi" not in browse.send(address, **typed).text("main")
    an_act(records, records.get_one(Matter, case.id), "verifying", date(2026, 11, 2), by=desk.unit.handler)
    records.commit()
    asked = browse.send(address, **typed)
    said = asked.text("div", role="alert")
    assert "Hồ sơ đã thay đổi từ lúc mở trang này" in said
    assert "ghi “Giao xác minh” ngày 02/11/2026" in said
    assert "Những gì thay đổi dưới đây tính theo hồ sơ hiện nay." in said
    assert acts_of(records, case) == ["accepted", "verifying"]
    # Told once: who goes on after that does it knowingly.
    assert "Đã ghi “" in browse.send(address, **form_of(asked) | {"step": "confirm"}).text("main")
    assert acts_of(records, case) == ["accepted", "verifying", "discontinued"]


def test_what_changed_after_the_question_was_asked_is_told_before_anything_is_written(
    sqlite_app: Flask, desk: Desk, case: Matter, records: Session
) -> None:
    browse, address = at(sqlite_app, desk, RoleKind.HEAD), f"/vu-viec/{case.ref}/viec/discontinued"
    typed = to_be_ended(browse, address)
    held = records.get_one(Matter, case.id)
    an_act(records, held, "verifying", date(2026, 11, 2), by=desk.unit.handler)
    records.commit()
    asked = browse.send(address, **typed)
    assert "ghi “Giao xác minh”" in asked.text("div", role="alert")
    an_act(records, held, "reported", date(2026, 11, 9), by=desk.unit.handler)
    records.commit()
    again = browse.send(address, **form_of(asked) | {"step": "confirm"}).text("div", role="alert")
    assert "Giao xác minh" not in again
    assert "Hồ sơ đã thay đổi" in again
    assert acts_of(records, case) == ["accepted", "verifying", "reported"]
