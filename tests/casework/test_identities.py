from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import assignments, identities
from app.casework.errors import NotAllowed
from app.casework.identities import DENOUNCER, Person, known_people, open_sealed, people_shown
from app.casework.petitions import NewRespondent
from app.records.audit import AuditEntry
from app.records.matters import Matter, MatterKind, MatterPerson
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from tests.kept import kept
from tests.makers import DAY, HOA, Unit, a_case, a_petition, a_unit, a_visit, an_act, at, classify

NOW = at(DAY)
CANARY = Person(
    full_name="Canary Người Tố Cáo", birth_year=1903, address="canary-địa-chỉ", paper="canary-giấy",
    paper_number="canary-số", paper_issued_by="canary-nơi-cấp", phone="canary-điện-thoại",
)  # fmt: skip
WORDS: dict[str, Any] = {
    "content": "canary-nội-dung", "request": "canary-yêu-cầu", "papers": "canary-giấy-tờ", "note": "canary-ghi-chú",
    "prior_settler": "canary-đã-giải-quyết",
}  # fmt: skip
# Where the sealed words may stand: the vault itself. Acts are told apart below: their notes are read through it, too.
VAULT = frozenset({"identities", "sealed_contents", "sealed_lines"})


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=None)


def chain(session: Session) -> list[Matter]:
    return list(session.scalars(select(Matter).order_by(Matter.id)))


def a_sealed_chain(session: Session, unit: Unit) -> Matter:
    """A visit whose petition turns out to be a denunciation, and is accepted: the case."""
    a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN, people=[CANARY], **WORDS)
    petition = session.scalars(select(Matter).where(Matter.kind == MatterKind.PETITION)).one()
    classify(session, unit, petition, PetitionKind.DENUNCIATION, reason="canary-căn-cứ", field="officials")
    return a_case(session, unit, petition=petition)


def test_a_denouncer_stands_nowhere_but_in_the_vault(session: Session, unit: Unit) -> None:
    a_sealed_chain(session, unit)
    session.flush()
    for table, rows in kept(session):
        assert table in VAULT or "canary" not in str(rows).lower(), table


def test_the_sealed_page_has_every_word_for_its_grantee(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    page = open_sealed(session, case, viewer=unit.handler, at=NOW)
    assert page.people == (CANARY,)
    told = " ".join(str(part) for part in page.parts)
    for word in (*WORDS.values(), "canary-căn-cứ"):
        assert word in told


def test_opening_the_sealed_page_is_written_down(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    open_sealed(session, case, viewer=unit.handler, at=NOW)
    session.flush()
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "sealed_opened")).one()
    assert (entry.account_id, entry.matter_id) == (unit.handler.account_id, case.id)


def test_the_whole_chain_is_sealed_at_once_under_one_fresh_identity(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    visit, petition, last = chain(session)
    assert last is case
    assert [one.code.split("-")[0] for one in (visit, petition, case)] == ["LT", "Đ", "TC"]
    assert not any("/" in one.code for one in (visit, petition, case))
    assert all(one.sealed and one.title == "" for one in (visit, petition, case))
    assert len(set(session.scalars(select(MatterPerson.identity_id)))) == 1
    shown = people_shown(session, [visit.id, petition.id, case.id])
    assert {one.shown_as for people in shown.values() for one in people} == {DENOUNCER}


def test_the_other_matters_of_the_same_person_stay_as_they_were(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit)
    petition = a_petition(session, unit, people=[HOA])
    ids = session.scalars(select(MatterPerson.identity_id)).all()
    assert len(set(ids)) == 1
    classify(session, unit, petition, PetitionKind.DENUNCIATION)
    assert known_people(session, visit) == [HOA]
    of_petition = session.scalars(select(MatterPerson).where(MatterPerson.matter_id == petition.id)).one()
    assert of_petition.identity_id not in ids


def test_what_is_sealed_gives_no_particulars(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    with pytest.raises(NotAllowed):
        known_people(session, case)
    assert identities.known_people_of(session, [case.id]) == {}


def test_whoever_typed_it_may_read_until_it_is_handed_over(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION)
    assert identities.may_open(session, petition, viewer=unit.officer, at=NOW)
    a_case(session, unit, petition=petition)
    assert not identities.may_open(session, petition, viewer=unit.officer, at=NOW)
    assert identities.may_open(session, petition, viewer=unit.handler, at=NOW)


def test_a_head_sees_the_line_but_opens_the_page_only_by_a_grant(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    with pytest.raises(NotAllowed):
        open_sealed(session, case, viewer=unit.head, at=NOW)
    assignments.let_see(
        session, case, unit.head.account_id, purpose="Ký kết luận", by=unit.head, at=NOW, today=DAY,
        until=NOW + timedelta(days=1),
    )  # fmt: skip
    assert open_sealed(session, case, viewer=unit.head, at=NOW).people == (CANARY,)
    with pytest.raises(NotAllowed):
        open_sealed(session, case, viewer=unit.head, at=NOW + timedelta(days=1))


def test_a_handler_cannot_let_somebody_see(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    with pytest.raises(NotAllowed):
        assignments.let_see(session, case, unit.officer.account_id, purpose="Xem", by=unit.handler, at=NOW, today=DAY)


def test_nobody_of_the_denounced_agency_keeps_a_grant(session: Session) -> None:
    unit = a_unit(session, under=a_unit(session, "UBND tỉnh").agency)
    petition = a_petition(session, unit)
    head = [NewRespondent(unit.agency.id, "Chủ tịch UBND xã", is_head=True)]
    classify(session, unit, petition, PetitionKind.DENUNCIATION, respondents=head)
    for insider in (unit.officer, unit.handler):
        assert not identities.may_open(session, petition, viewer=insider, at=NOW)


def test_a_note_of_an_act_is_read_on_the_sealed_page(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    an_act(session, case, "verifying", DAY, by=unit.handler, note="Hẹn gặp ở nhà văn hóa")
    page = open_sealed(session, case, viewer=unit.handler, at=NOW)
    assert ("Hẹn gặp ở nhà văn hóa",) in [part.act_notes for part in page.parts]


def test_sealing_again_changes_nothing(session: Session, unit: Unit) -> None:
    case = a_sealed_chain(session, unit)
    codes = [one.code for one in chain(session)]
    identities.seal_matter(session, case, by=None, at=NOW)
    assert [one.code for one in chain(session)] == codes
    assert open_sealed(session, case, viewer=unit.handler, at=NOW).people == (CANARY,)
