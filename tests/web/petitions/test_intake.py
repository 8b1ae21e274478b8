"""How a petition comes: with or without a name, by many, in another language, and what is only known later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from wtforms import ValidationError

from app.casework.persons import Person
from app.records.matters import Matter, MatterPerson, PersonRole
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import Forwarder, Petition, Source
from app.web.petitions.intake_forms import read_list
from tests.makers import an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import A_PETITION, Desk, a_desk, at_the_desk, looking
from tests.web.petitions.test_splitting import hidden_fields


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        return a_desk(records, under=an_agency(records, "UBND tỉnh"))


def sent(app: Flask, desk: Desk, **changed: Any) -> tuple[Browse, Page]:
    officer = at_the_desk(app, desk.who[RoleKind.OFFICER])
    officer.open("/don/moi")
    return officer, officer.send("/don/moi", **{**A_PETITION, "agency": str(desk.agency.id), **changed})


def the_petition(app: Flask) -> tuple[Matter, Petition]:
    with looking(app) as records:
        matter, row = records.execute(select(Matter, Petition).join(Petition, Petition.matter_id == Matter.id)).one()
    return matter, row


# ---- a pasted list


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Rơ Châm H'Nga", Person("Rơ Châm H'Nga")),
        ("1. Rơ Châm H'Nga, làng Bi, xã Ia Dom", Person("Rơ Châm H'Nga", address="làng Bi, xã Ia Dom")),
        ("12) Siu Blơ - làng Mook", Person("Siu Blơ", address="làng Mook")),
        ("3\tSiu Blơ\t1970\tlàng Mook", Person("Siu Blơ", 1970, "làng Mook")),
        ("Siu Blơ; 1970; làng Mook, xã Ia Dom", Person("Siu Blơ", 1970, "làng Mook, xã Ia Dom")),
    ],
)
def test_a_line_of_a_pasted_list_is_a_name_and_an_address(line: str, person: Person) -> None:
    assert list(read_list(f"\n{line}\n  \n")) == [person]


def test_a_line_that_cannot_be_kept_is_named_by_its_number() -> None:
    with pytest.raises(ValidationError, match="dòng 2"):
        list(read_list("Siu Blơ\n" + "x" * 121))


def test_twelve_who_signed_are_listed_behind_the_one_who_speaks_for_them(sqlite_app: Flask, desk: Desk) -> None:
    names = "\n".join(f"{n}. Siu Blơ {n}, làng Mook" for n in range(1, 12))
    officer, page = sent(sqlite_app, desk, listed=names)
    assert "Đơn nhiều người: người đứng đơn cử nhiều nhất 5 người đại diện" in page.text()
    assert "Danh sách 11 người cùng đứng đơn" in page.text()
    matter, row = the_petition(sqlite_app)
    assert row.signatories == 12
    listed = officer.open(f"/don/{matter.ref}/nguoi-dung-don")
    assert "Siu Blơ 11" in listed.text("table")
    with looking(sqlite_app) as records:
        roles = records.scalars(select(MatterPerson.role).order_by(MatterPerson.position)).all()
    assert roles == [PersonRole.REPRESENTATIVE, *[PersonRole.SIGNATORY] * 11]


def test_more_than_two_thousand_names_are_refused_and_kept_on_the_page(sqlite_app: Flask, desk: Desk) -> None:
    _officer, page = sent(sqlite_app, desk, listed="\n".join(f"Người {n}" for n in range(2001)))
    assert "Danh sách có 2001 người, nhiều nhất 2000." in page.text("div", class_="td-summary")
    assert "Người 2000" in page.html


# ---- nobody's name, another language, several contents


def test_an_anonymous_petition_is_taken_in_without_a_name(sqlite_app: Flask, desk: Desk) -> None:
    _officer, page = sent(sqlite_app, desk, anonymous="y", full_name="")
    assert "không ghi tên người gửi" in page.text()
    assert the_petition(sqlite_app)[1].anonymous


def test_an_anonymous_petition_names_nobody(sqlite_app: Flask, desk: Desk) -> None:
    _officer, page = sent(sqlite_app, desk, anonymous="y")
    assert "Đơn không ghi tên thì không nhập người đứng đơn." in page.text("div", class_="td-summary")


def test_a_petition_in_english_says_that_its_translation_is_owed_and_that_the_clock_runs(
    sqlite_app: Flask, desk: Desk
) -> None:
    officer, page = sent(sqlite_app, desk, language="Tiếng Anh")
    assert "Chưa có bản dịch: yêu cầu bổ sung. Hạn vẫn tính từ ngày nhận đơn." in page.text()
    matter, _row = the_petition(sqlite_app)
    page = officer.open(f"/don/{matter.ref}/bo-sung")
    typed = {"language": "Tiếng Anh", "translated_by": "Phòng công chứng số 1", "translated_on": "21/11/2026"}
    page = officer.send(
        f"/don/{matter.ref}/bo-sung", **{**hidden_fields(page), **typed, "translation": "Tôi khiếu nại"}
    )
    assert "Phòng công chứng số 1 ngày 21/11/2026" in page.text()
    assert "Tôi khiếu nại" in page.text()
    assert "Chưa có bản dịch" not in page.text()


def test_a_translation_needs_the_language_it_is_from(sqlite_app: Flask, desk: Desk) -> None:
    _officer, page = sent(sqlite_app, desk, translated_by="Phòng công chứng số 1")
    assert "Ghi ngôn ngữ của đơn" in page.text("div", class_="td-summary")


def test_several_contents_lead_to_the_split(sqlite_app: Flask, desk: Desk) -> None:
    _officer, page = sent(sqlite_app, desk, several_contents="y")
    assert "tách thành các đơn riêng theo nơi có thẩm quyền (" in page.text()


# ---- how it came


@pytest.mark.parametrize("source", [Source.POST, Source.PORTAL, Source.EMAIL])
def test_what_came_by_itself_keeps_its_number_and_no_forwarder(sqlite_app: Flask, desk: Desk, source: Source) -> None:
    sent(sqlite_app, desk, source=source.value, source_reference="RB 123 VN", forwarder="press")
    row = the_petition(sqlite_app)[1]
    assert (row.source, row.source_reference, row.forwarder) == (source, "RB 123 VN", None)


def test_who_forwarded_may_be_filled_in_later_and_is_owed_an_answer_from_then(sqlite_app: Flask, desk: Desk) -> None:
    officer, page = sent(sqlite_app, desk, source="forwarded", denunciation="", received_on="20/11/2026")
    assert "Chưa ghi đủ nơi chuyển" in page.text()
    matter, _row = the_petition(sqlite_app)
    path = f"/don/{matter.ref}/bo-sung"
    typed = {
        "forwarder": "deputy",
        "forwarder_name": "Đoàn ĐBQH",
        "forward_document": "88/CV",
        "forwarded_on": "18/11/2026",
    }
    page = officer.send(path, **{**hidden_fields(officer.open(path)), **typed})
    assert "Đoàn ĐBQH, văn bản số 88/CV ngày 18/11/2026 chuyển đến" in page.text()
    matter, row = the_petition(sqlite_app)
    assert (row.forwarder, row.forwarded_on, matter.facts["forwarder"]) == (
        Forwarder.DEPUTY, date(2026, 11, 18), "deputy",
    )  # fmt: skip


def test_of_a_sealed_petition_only_a_grantee_adds_anything(sqlite_app: Flask, desk: Desk) -> None:
    sent(sqlite_app, desk, denunciation="y")
    matter, _row = the_petition(sqlite_app)
    at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]).open(f"/don/{matter.ref}/bo-sung", 403)
    at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]).open(f"/don/{matter.ref}/nguoi-dung-don", 403)
    at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).open(f"/don/{matter.ref}/bo-sung")
    with looking(sqlite_app) as records:
        assert records.scalars(select(Obligation)).all()
