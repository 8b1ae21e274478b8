"""First visit or again: proposed for somebody picked, chosen by the officer, told on the page and in the register."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.reception import Visit
from tests.makers import HOA, a_visit
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, TODAY, Desk, a_desk, at_the_desk

LOG = "/tiep-dan/ghi"
LAND = "Hỏi về việc đo lại ranh giới thửa đất"


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    browse.open(LOG)
    return browse


@pytest.fixture
def earlier(records: Session, desk: Desk) -> Matter:
    visit = a_visit(records, desk.unit, on=TODAY, content=LAND)
    records.commit()
    return visit


def visit_of(desk: Desk, **changed: str) -> dict[str, Any]:
    hoa = {"full_name": HOA.full_name, "birth_year": "1971", "paper_number": HOA.paper_number, "then": "page"}
    return {**A_VISIT, "agency": str(desk.agency.id), **hoa, **changed}


def offered(page: Page) -> list[str]:
    return [str(one.get("value")) for one in page.all("input", name="repeats")]


def newest(records: Session) -> Visit:
    last = select(Visit).join(Matter, Matter.id == Visit.matter_id).where(Matter.kind == MatterKind.VISIT)
    found = records.scalars(last.order_by(Visit.matter_id.desc())).first()
    assert found is not None
    return found


def test_nobody_new_is_asked_whether_they_came_before(officer: Browse, desk: Desk) -> None:
    assert officer.page is not None
    assert offered(officer.page) == []
    assert "Đã lưu lượt tiếp" in officer.send(LOG, **visit_of(desk)).text()


def test_the_list_of_people_brings_the_question_for_each(officer: Browse, desk: Desk, earlier: Matter) -> None:
    assert officer.page is not None
    typed = {"csrf_token": officer.page.csrf_token, "full_name": "hoa", "agency": str(desk.agency.id)}
    piece = officer.client.post("/tiep-dan/nguoi", data=typed).text
    assert f'value="{earlier.ref}"' in piece
    assert f"Lần thứ 2 về việc “{LAND}”" in piece
    assert "LT-0001/2026, tiếp ngày 23/11/2026" in piece
    assert 'target="_blank"' in piece
    assert "checked" not in piece
    for wrong in ("", "999", "x"):
        assert "Lần thứ" not in officer.client.post("/tiep-dan/nguoi", data={**typed, "agency": wrong}).text


def test_without_scripts_picking_somebody_asks_too(officer: Browse, desk: Desk, earlier: Matter) -> None:
    typed = visit_of(desk, content="Đo lại ranh giới thửa đất", kind="unclear")
    found = officer.send(LOG, **typed, find="1")
    page = officer.send(LOG, **typed, pick=str(found.all("button", name="pick")[0].get("value")))
    assert offered(page) == ["first", earlier.ref]
    assert page.all("input", name="earlier")[0].get("value") == earlier.ref
    likes = page.all("span", class_="td-like")
    assert [one.get("hidden") is None for one in likes] == [False, True]


def test_who_came_before_is_not_saved_before_somebody_chose(officer: Browse, desk: Desk, earlier: Matter) -> None:
    page = officer.send(LOG, **visit_of(desk, earlier=earlier.ref))
    assert "Chọn: lần đầu, hay tiếp lại việc nào" in page.text("div", class_="td-summary")
    assert offered(page) == ["first", earlier.ref]
    page = officer.send(LOG, **visit_of(desk, earlier=earlier.ref, repeats="chẳng có"))
    assert page.text("div", class_="td-summary")


def test_a_visit_said_to_be_again_tells_so_on_its_page_and_in_the_register(
    officer: Browse, records: Session, desk: Desk, earlier: Matter
) -> None:
    page = officer.send(LOG, **visit_of(desk, earlier=earlier.ref, repeats=earlier.ref))
    assert "tiếp lần 2" in page.text("p", class_="td-lede")
    assert "Lần 2; lần đầu ngày 23/11/2026 (LT-0001/2026)" in page.text("dl", class_="td-facts")
    assert "Tiếp lần 1: LT-0001/2026" in page.text("aside")
    assert newest(records).repeats_id == earlier.id
    assert "Tiếp lần 2: LT-0002/2026" in officer.open(f"/tiep-dan/{earlier.ref}").text("aside")
    register = officer.open("/so-tiep-cong-dan")
    assert "Tiếp lần 2, lần đầu LT-0001/2026" in register.text("tbody")
    assert "1 lượt tiếp lại việc cũ" in register.text()


def test_the_first_visit_about_something_new_is_linked_to_nothing(
    officer: Browse, records: Session, desk: Desk, earlier: Matter
) -> None:
    officer.send(LOG, **visit_of(desk, earlier=earlier.ref, repeats="first"))
    assert newest(records).repeats_id is None


@pytest.mark.parametrize("hidden", [{"secret": "y"}, {"kind": "denunciation", "outcome": "noted"}])
def test_a_sealed_visit_is_asked_nothing_and_linked_to_nothing(
    officer: Browse, records: Session, desk: Desk, earlier: Matter, hidden: dict[str, str]
) -> None:
    assert "Đã lưu lượt tiếp" in officer.send(LOG, **visit_of(desk, earlier=earlier.ref, **hidden)).text()
    officer.open(LOG)
    officer.send(LOG, **visit_of(desk, earlier=earlier.ref, repeats=earlier.ref, **hidden))
    assert records.scalars(select(Visit.repeats_id).where(Visit.repeats_id.is_not(None))).all() == []


def test_what_looks_alike_is_told_to_the_script_by_its_link_alone(officer: Browse, desk: Desk, earlier: Matter) -> None:
    assert officer.page is not None
    typed = {"csrf_token": officer.page.csrf_token, "agency": str(desk.agency.id), "earlier": earlier.ref}
    alike = officer.client.post("/tiep-dan/giong-viec-cu", data={**typed, "content": "do lai ranh gioi thua dat"})
    assert alike.get_json() == {"ref": earlier.ref}
    other = officer.client.post("/tiep-dan/giong-viec-cu", data={**typed, "content": "Lương hưu"})
    assert other.get_json() == {"ref": ""}


def test_visits_of_another_agency_are_never_offered(officer: Browse, records: Session, desk: Desk) -> None:
    other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    elsewhere = a_visit(records, other.unit, on=TODAY)
    records.commit()
    page = officer.send(LOG, **visit_of(desk, earlier=elsewhere.ref, repeats=elsewhere.ref, content=""))
    assert offered(page) == []
    assert elsewhere.ref not in page.text()


def test_the_question_and_its_answer_are_kept_in_the_draft(officer: Browse, desk: Desk, earlier: Matter) -> None:
    half = visit_of(desk, earlier=earlier.ref, repeats=earlier.ref, content="Nửa câu", then="draft")
    page = officer.send(LOG, **half)
    assert offered(page) == ["first", earlier.ref]
    chosen = [one.get("value") for one in page.all("input", name="repeats") if one.get("checked") is not None]
    assert chosen == [earlier.ref]


def test_sent_back_with_a_mistake_the_card_of_who_came_before_and_the_kind_of_day_stay(
    officer: Browse, desk: Desk, earlier: Matter
) -> None:
    page = officer.send(LOG, **visit_of(desk, content="", earlier=earlier.ref, reception_kind="head"))
    assert "Ghi nội dung người dân trình bày." in page.text("div", class_="td-summary")
    card = page.all("aside", **{"data-about-person": ""})[0]
    assert card.get("hidden") is None
    assert earlier.code in "".join(card.itertext())
    again = officer.send(LOG, **visit_of(desk, content=""))  # whose earlier visits the form did not carry
    assert again.all("aside", **{"data-about-person": ""})[0].get("hidden") is None
    assert "định kỳ" in page.text("main").split("lượt thứ", maxsplit=1)[0].lower()
