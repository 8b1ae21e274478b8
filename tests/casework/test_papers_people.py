"""Whom a paper names: who is a party on its day, against whom, who acts for whom, who signs; read from its .docx."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from docx import Document as Word
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.casework import parties
from app.casework.papers import composing
from app.casework.papers.facts import facts_of, named_facts
from app.casework.papers.shape import laid_out
from app.casework.persons import Mandate, NewParty, Person
from app.casework.respondents import NewRespondent
from app.paper.official import made
from app.records.matters import Matter, PersonRole
from app.records.petitions import PetitionKind
from app.statute.papers import paper_on
from tests.makers import DAY, HOA, Unit, a_case, a_petition, a_unit, a_visit, an_act, an_agency, at

THEN = DAY + timedelta(days=7)
SIGN = "(ký, ghi rõ họ tên)"
MANY = tuple(replace(HOA, full_name=f"Rơ Châm {word}", paper_number="") for word in ("Một", "Hai", "Ba", "Bốn"))
LAWYER = Person("Trần Thị Luật", 1985, "Pleiku", "Căn cước", "064185007777")
LETTER = Mandate("certified", "12/CT", DAY, None, "Khiếu nại quyết định số 12")


@pytest.fixture
def session(sqlite_engine: Engine) -> Iterator[Session]:
    """On SQLite only: whom a paper names does not depend on the database."""
    with Session(sqlite_engine) as session:
        yield session


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def of(session: Session, unit: Unit, people: Sequence[Person], **others: Any) -> Matter:
    """The case of a complaint of these people against the head of the agency."""
    against = [NewRespondent(unit.agency.id, "", is_head=True)]
    petition = a_petition(
        session, unit, kind=PetitionKind.COMPLAINT, people=people, classified={"respondents": against}, **others
    )
    return a_case(session, unit, petition=petition)


def add(session: Session, matter: Matter, unit: Unit, role: PersonRole, person: Person, **others: Any) -> None:
    new = NewParty(role, person, others.pop("mandate", Mandate()), DAY)
    parties.add(session, matter, new, by=unit.handler, at=at(DAY), today=DAY)


def paper_of(session: Session, unit: Unit, matter: Matter, code: str) -> tuple[str, list[list[str]]]:
    """The words of a paper, and of each row of signatures what stands in its cells."""
    paper = paper_on(code, THEN) or pytest.fail(code)
    if paper.joint:
        passages = composing.joint_passages(paper, facts_of(session, matter, viewer=unit.handler, today=THEN))
    else:
        named = named_facts(session, matter, viewer=unit.handler, at=at(THEN), today=THEN)
        passages = composing.named_passages(paper, named)
    document: Any = Word(io.BytesIO(made(laid_out(paper, passages), title=paper.name.vi, at=at(THEN))))
    words = "\n".join(one.text for one in document.paragraphs)
    rows = [
        [" ".join(cell.text.split()) for cell in dict.fromkeys(row.cells)]  # a cell over several columns is one
        for table in document.tables
        for row in table.rows
    ]
    return words, [row for row in rows if any(SIGN in cell for cell in row)]


@pytest.mark.parametrize("code", ["dialogue_invitation", "dialogue_minutes", "decision_first", "complaint_suspended"])
def test_who_withdrew_or_was_ended_is_named_no_more(session: Session, unit: Unit, code: str) -> None:
    case = of(session, unit, MANY[:3])
    an_act(
        session, case, "withdrawn_part", DAY + timedelta(days=1), by=unit.handler, data={"people": [1]}, document_no="1"
    )
    parties.end(session, case, 2, on=THEN, reason="Ghi nhầm", by=unit.handler, at=at(THEN), today=THEN)
    words, signed = paper_of(session, unit, case, code)
    told = words + str(signed)
    assert MANY[2].full_name in told
    assert MANY[0].full_name not in told
    assert MANY[1].full_name not in told


def test_once_everybody_withdrew_the_paper_that_ends_it_names_them(session: Session, unit: Unit) -> None:
    case = of(session, unit, MANY[:2])
    an_act(session, case, "withdrawn", DAY, by=unit.handler, data={"people": [1, 2]}, document_no="1")
    words, _signed = paper_of(session, unit, case, "complaint_discontinued")
    assert f"khiếu nại của {MANY[0].full_name}, {MANY[1].full_name}, kể từ ngày" in words


def test_who_is_complained_of_and_who_acts_for_others_are_filled_in(session: Session, unit: Unit) -> None:
    case = of(session, unit, [HOA])
    add(session, case, unit, PersonRole.AUTHORIZED, replace(LAWYER, full_name="Siu Blíp"), mandate=LETTER)
    add(session, case, unit, PersonRole.LAWYER, LAWYER, mandate=replace(LETTER, until_on=THEN - timedelta(days=1)))
    add(session, case, unit, PersonRole.INTERESTED, MANY[3])
    head = "Chủ tịch Ủy ban nhân dân xã Ia Dom"
    words, _signed = paper_of(session, unit, case, "dialogue_invitation")
    assert f"Người bị khiếu nại: {head}" in words
    assert "(nếu có): Siu Blíp (người được ủy quyền)" in words
    assert LAWYER.full_name not in words  # the paper she acts by is over
    assert f"liên quan: {MANY[3].full_name}" in words
    words, signed = paper_of(session, unit, case, "dialogue_minutes")
    assert f"4. Người bị khiếu nại: {head}" in words
    by = "Người được ủy quyền: Siu Blíp, căn cước số 064185007777"
    assert by in words
    assert "Giấy ủy quyền có chứng thực số 12/CT ngày 06/07/2026. Địa chỉ: Pleiku." in words
    assert f"5. Người có quyền, nghĩa vụ liên quan: \nÔng (bà) {MANY[3].full_name}" in words.replace(":\n", ": \n")
    assert f"NGƯỜI ĐƯỢC ỦY QUYỀN {SIGN} Siu Blíp" in [cell for row in signed for cell in row]
    words, _signed = paper_of(session, unit, case, "decision_first")
    assert f"Người bị khiếu nại: {head}, địa chỉ: …" in words
    assert by in words


def test_a_name_and_a_post_are_said_once(session: Session, unit: Unit) -> None:
    named = [
        NewRespondent(name="Lê Văn Tám, công chức địa chính"),
        NewRespondent(unit.agency.id, "Chủ tịch UBND xã"),
        NewRespondent(unit.agency.id, "Phan Văn Phó", is_head=True),
    ]
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, classified={"respondents": named})
    words, _signed = paper_of(session, unit, a_case(session, unit, petition=petition), "dialogue_invitation")
    assert (
        "Lê Văn Tám, công chức địa chính; Chủ tịch Ủy ban nhân dân xã Ia Dom; Phan Văn Phó, Ủy ban nhân dân xã Ia Dom"
    ) in words


def test_each_complainant_signs_on_a_line_of_their_own(session: Session, unit: Unit) -> None:
    _words, signed = paper_of(session, unit, of(session, unit, MANY), "dialogue_minutes")
    cells = [cell for row in signed for cell in row]
    assert [cell for cell in cells if cell.startswith("NGƯỜI KHIẾU NẠI")] == [
        f"NGƯỜI KHIẾU NẠI {SIGN} {one.full_name}" for one in MANY
    ]
    assert [len(row) for row in signed] == [4, 3]  # with the chair, the clerk and the respondent


def test_a_group_signs_by_its_representatives(session: Session, unit: Unit) -> None:
    fifth = replace(MANY[0], full_name="Rơ Châm Năm")
    case = of(session, unit, [*MANY, fifth], signatories=5)
    _words, signed = paper_of(session, unit, case, "dialogue_minutes")
    cells = [cell for row in signed for cell in row]
    assert cells.count(f"NGƯỜI ĐẠI DIỆN {SIGN}") == 2
    assert not [cell for cell in cells if "KHIẾU NẠI" in cell and "BỊ" not in cell]
    add(session, case, unit, PersonRole.REPRESENTATIVE, replace(fifth, full_name="Siu Đại"))
    words, signed = paper_of(session, unit, case, "dialogue_minutes")
    assert [cell for row in signed for cell in row if "ĐẠI DIỆN" in cell] == [f"NGƯỜI ĐẠI DIỆN {SIGN} Siu Đại"]
    assert fifth.full_name in words


def test_at_the_desk_each_who_spoke_signs(session: Session, unit: Unit) -> None:
    _words, signed = paper_of(session, unit, a_visit(session, unit, people=MANY[:2]), "reception_minutes")
    assert [cell for row in signed for cell in row][:2] == [
        f"NGƯỜI TRÌNH BÀY {SIGN} {one.full_name}" for one in MANY[:2]
    ]


def test_of_a_denunciation_a_joint_paper_is_given_nobody_at_all(session: Session, unit: Unit) -> None:
    named = [NewRespondent(name="Lê Văn Tám")]
    petition = a_petition(
        session, unit, kind=PetitionKind.DENUNCIATION, people=MANY[:2], classified={"respondents": named}
    )
    add(session, petition, unit, PersonRole.LAWYER, LAWYER)
    add(session, petition, unit, PersonRole.REPRESENTATIVE, HOA)
    facts = facts_of(session, petition, viewer=unit.handler, today=THEN)
    assert (facts.respondents, facts.acting, facts.interested) == ((), (), ())
    assert facts.shown_as == ("Người tố cáo",)
    assert not [one for one in (*MANY, LAWYER, HOA) if one.full_name in str(facts)]
    told = named_facts(session, petition, viewer=unit.handler, at=at(THEN), today=THEN)
    assert [one.full_name for one in told.people] == [one.full_name for one in (*MANY[:2], HOA)]
