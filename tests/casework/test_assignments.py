import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.assignments import assign, let_see, release, take
from app.casework.desk import in_hand
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.identities import may_open
from app.casework.permissions import visible
from app.casework.petitions import NewRespondent
from app.records.agencies import Agency
from app.records.matters import Assignment, Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, at, classify

NOW = at(DAY)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def case(session: Session, unit: Unit) -> Matter:
    return a_case(session, unit)


def held(session: Session, matter: Matter) -> list[tuple[int, bool]]:
    rows = session.scalars(select(Assignment).where(Assignment.matter_id == matter.id).order_by(Assignment.id))
    return [(row.account_id, row.until_at is None) for row in rows]


def test_a_handler_takes_what_nobody_has(session: Session, unit: Unit, case: Matter) -> None:
    version = case.version
    take(session, case, by=unit.handler, at=NOW)
    assert case.assignee_id == unit.handler.account_id
    assert case.version > version
    assert held(session, case) == [(unit.handler.account_id, True)]


def test_the_second_to_take_it_is_told(session: Session, unit: Unit, case: Matter) -> None:
    take(session, case, by=unit.handler, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        take(session, case, by=a_viewer(session, unit.agency, RoleKind.HANDLER), at=NOW)


def test_the_head_gives_it_to_somebody_else(session: Session, unit: Unit, case: Matter) -> None:
    take(session, case, by=unit.handler, at=NOW)
    other = a_viewer(session, unit.agency, RoleKind.HANDLER)
    assign(session, case, other.account_id, by=unit.head, at=NOW, today=DAY, expected_assignee=unit.handler.account_id)
    assert held(session, case) == [(unit.handler.account_id, False), (other.account_id, True)]


def test_a_head_who_saw_another_assignee_is_told(session: Session, unit: Unit, case: Matter) -> None:
    take(session, case, by=unit.handler, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        assign(session, case, unit.officer.account_id, by=unit.head, at=NOW, today=DAY, expected_assignee=None)


def test_a_handler_does_not_assign_and_a_stranger_is_not_assigned(session: Session, unit: Unit, case: Matter) -> None:
    with pytest.raises(NotAllowed):
        assign(session, case, unit.handler.account_id, by=unit.handler, at=NOW, today=DAY)
    stranger = a_unit(session, "UBND xã Gào").handler
    with pytest.raises(Refused) as refused:
        assign(session, case, stranger.account_id, by=unit.head, at=NOW, today=DAY)
    assert refused.value.field == "account_id"


def test_whoever_has_it_or_the_head_leaves_it_with_nobody(session: Session, unit: Unit, case: Matter) -> None:
    for by in (unit.handler, unit.head):
        take(session, case, by=unit.handler, at=NOW)
        release(session, case, by=by, at=NOW)
        assert case.assignee_id is None
    take(session, case, by=unit.handler, at=NOW)
    with pytest.raises(NotAllowed):
        release(session, case, by=a_viewer(session, unit.agency, RoleKind.HANDLER), at=NOW)


def test_the_case_goes_to_whoever_had_the_petition(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    take(session, petition, by=unit.handler, at=NOW)
    case = a_case(session, unit, petition=petition)
    assert held(session, case) == [(unit.handler.account_id, True)]


def test_a_denunciation_is_assigned_by_the_head_and_its_page_opens_with_it(session: Session, unit: Unit) -> None:
    case = a_case(session, unit, petition=a_petition(session, unit, kind=PetitionKind.DENUNCIATION))
    first, second = (a_viewer(session, unit.agency, RoleKind.HANDLER) for _ in range(2))
    with pytest.raises(NotAllowed):
        take(session, case, by=first, at=NOW)
    assign(session, case, first.account_id, by=unit.head, at=NOW, today=DAY)
    assert may_open(session, case, viewer=first, at=NOW)
    assign(session, case, second.account_id, by=unit.head, at=NOW, today=DAY)
    assert not may_open(session, case, viewer=first, at=NOW)
    assert may_open(session, case, viewer=second, at=NOW)


def test_an_officer_assigned_to_a_denunciation_sees_its_line(session: Session, unit: Unit) -> None:
    case = a_case(session, unit, petition=a_petition(session, unit, kind=PetitionKind.DENUNCIATION))
    desk = a_viewer(session, unit.agency, RoleKind.OFFICER)
    wanted = select(Matter.id).where(Matter.id == case.id, visible(desk))
    assert session.scalar(wanted) is None
    assign(session, case, desk.account_id, by=unit.head, at=NOW, today=DAY)
    assert session.scalar(wanted) == case.id


def test_nobody_of_the_denounced_agency_is_assigned_or_let_in(session: Session) -> None:
    province = a_unit(session, "UBND tỉnh")
    unit = a_unit(session, under=province.agency)
    petition = a_petition(session, unit)
    head = NewRespondent(unit.agency.id, "Chủ tịch UBND xã", is_head=True)
    classify(session, unit, petition, PetitionKind.DENUNCIATION, respondents=[head])
    both = a_viewer(session, session.get_one(Agency, unit.agency.id), RoleKind.HANDLER)
    with pytest.raises(Refused):
        assign(session, petition, both.account_id, by=province.head, at=NOW, today=DAY)
    with pytest.raises(Refused) as refused:
        let_see(session, petition, both.account_id, purpose="Xem", by=province.head, at=NOW, today=DAY)
    assert refused.value.field == "account_id"


def test_what_a_superior_asked_of_the_petition_goes_from_hand_to_hand_with_the_case(
    session: Session, unit: Unit
) -> None:
    petition, quiet = (a_petition(session, unit, kind=PetitionKind.COMPLAINT) for _ in range(2))
    asked = {"giver": "province_chair", "asked": "Giải quyết dứt điểm", "term_on": "2026-12-01"}
    an_act(session, petition, "term_given", DAY, by=unit.head, document_no="940/UBND-NC", data=asked)
    case, other = a_case(session, unit, petition=petition), a_case(session, unit, petition=quiet)
    for one in (case, other):
        take(session, one, by=unit.handler, at=NOW)
    assert held(session, petition) == [(unit.handler.account_id, True)]
    assert held(session, quiet) == []  # nobody owes anything in it any more
    colleague = a_viewer(session, unit.agency, RoleKind.HANDLER)
    assign(session, case, colleague.account_id, by=unit.head, at=NOW, today=DAY)
    assert {row.code for row in in_hand(session, colleague)} == {case.code, petition.code}
    release(session, case, by=colleague, at=NOW)
    assert petition.assignee_id is None


def test_a_petition_that_is_in_other_hands_than_its_case_stays_there(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    asked = {"giver": "province_chair", "asked": "Giải quyết dứt điểm", "term_on": "2026-12-01"}
    an_act(session, petition, "term_given", DAY, by=unit.head, document_no="940/UBND-NC", data=asked)
    case = a_case(session, unit, petition=petition)
    other = a_viewer(session, unit.agency, RoleKind.HANDLER)
    take(session, petition, by=other, at=NOW)
    take(session, case, by=unit.handler, at=NOW)
    assert petition.assignee_id == other.account_id
