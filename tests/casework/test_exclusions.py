"""A denunciation of the heads of several agencies is hidden from every one of them, wherever it goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import accounts, case_files, identities, petitions
from app.casework.assignments import assign, let_see
from app.casework.errors import Refused
from app.casework.exclusions import against_head_of, exclude, excluded_agencies
from app.casework.permissions import Viewer, visible
from app.casework.persons import Person
from app.casework.respondents import NewRespondent
from app.casework.search.finding import Asked, find
from app.casework.trail import TrailFilters, trail
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import Role, RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from tests.makers import (
    DAY,
    VIETNAM,
    Unit,
    a_case,
    a_petition,
    a_unit,
    a_viewer,
    a_visit,
    an_act,
    an_agency,
    at,
    classify,
)

AUTHOR = Person("Kơ Nari Bí Mật")


@pytest.fixture
def province(session: Session) -> Unit:
    return a_unit(session, "UBND tỉnh")


@pytest.fixture
def first(session: Session, province: Unit) -> Unit:
    return a_unit(session, "UBND xã Ia Dom", under=province.agency)


@pytest.fixture
def second(session: Session, province: Unit) -> Unit:
    return a_unit(session, "UBND xã Gào", under=province.agency)


def heads_of(*agencies: Agency) -> list[NewRespondent]:
    return [NewRespondent(agency.id, f"Chủ tịch {agency.name}", is_head=True) for agency in agencies]


def against(session: Session, desk: Unit, *agencies: Agency) -> Matter:
    """A petition written at ``desk`` and classified there, in sight until then."""
    matter = a_petition(session, desk, people=[AUTHOR])
    classify(session, desk, matter, PetitionKind.DENUNCIATION, respondents=heads_of(*agencies), field="officials")
    return matter


def sees(session: Session, viewer: Viewer, matter: Matter) -> bool:
    return session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(viewer))) is not None


def nobody_of(session: Session, unit: Unit, *matters: Matter) -> bool:
    return not any(sees(session, who, one) for who in (unit.officer, unit.handler, unit.head) for one in matters)


def test_neither_agency_sees_it_whichever_took_it_in(
    session: Session, province: Unit, first: Unit, second: Unit
) -> None:
    for desk in (first, second):
        matter = against(session, desk, first.agency, second.agency)
        assert excluded_agencies(session, matter) == {first.agency.id, second.agency.id}
        assert nobody_of(session, first, matter)
        assert nobody_of(session, second, matter)
        assert matter.agency_id == province.agency.id
        assert sees(session, province.head, matter)
    for insider in (first.head, second.head):
        assert not find(session, insider, Asked("ko nari")).hits


def test_the_visit_the_case_and_the_forwarded_petition_are_hidden_as_well(
    session: Session, province: Unit, first: Unit, second: Unit
) -> None:
    visit = a_visit(
        session, second, outcome=VisitOutcome.PETITION_TAKEN, people=[AUTHOR], kind=PetitionKind.DENUNCIATION,
        respondents=heads_of(first.agency, second.agency),
    )  # fmt: skip
    petition = session.scalars(select(Matter).where(Matter.kind == "petition")).one()
    assert nobody_of(session, second, visit, petition)

    classify(session, province, petition, PetitionKind.DENUNCIATION, field="officials")
    case = a_case(session, province, petition=petition)
    assert nobody_of(session, first, case)
    assert nobody_of(session, second, case)
    assert sees(session, province.handler, case)

    sent_on = against(session, province, first.agency, second.agency)
    other = a_unit(session, "UBND xã Ia Mơ", under=province.agency)
    forwarded = petitions.transfer(
        session, sent_on, DAY, to_agency_id=other.agency.id, document_no="7/PC", by=province.head, at=at(DAY), today=DAY
    )
    assert forwarded is not None
    assert excluded_agencies(session, forwarded) == {first.agency.id, second.agency.id}


def test_nobody_of_the_second_agency_is_given_it_or_opens_it(
    session: Session, province: Unit, first: Unit, second: Unit
) -> None:
    matter = against(session, first, first.agency, second.agency)
    both = a_viewer(session, province.agency, RoleKind.HANDLER)
    session.add(Role(account_id=both.account_id, agency_id=second.agency.id, kind=RoleKind.OFFICER, from_on=DAY))
    session.flush()
    insider = Viewer(both.account_id, (*both.roles, *second.officer.roles))

    assert both.account_id not in {one.id for one in case_files.colleagues(session, matter, DAY)}
    with pytest.raises(Refused, match="bị tố cáo"):
        assign(session, matter, both.account_id, by=province.head, at=at(DAY), today=DAY)
    with pytest.raises(Refused, match="bị tố cáo"):
        let_see(session, matter, both.account_id, purpose=identities.RESOLVING, by=province.head, at=at(DAY), today=DAY)
    identities.grant(session, matter, both.account_id, purpose=identities.RESOLVING, by=None, at=at(DAY))
    assert not identities.may_open(session, matter, viewer=insider, at=at(DAY))
    with pytest.raises(Refused) as refused:
        petitions.transfer(
            session, matter, DAY, to_agency_id=second.agency.id, document_no="7/PC", by=province.head, at=at(DAY),
            today=DAY,
        )  # fmt: skip
    assert refused.value.field == "to_agency"


def test_it_passes_over_a_superior_who_is_denounced_too(session: Session) -> None:
    ministry = an_agency(session, "Thanh tra Chính phủ")
    province = a_unit(session, "UBND tỉnh", under=ministry)
    commune = a_unit(session, "UBND xã Ia Dom", under=province.agency)

    matter = against(session, commune, commune.agency, province.agency)

    assert matter.agency_id == ministry.id
    assert nobody_of(session, province, matter)


def test_where_nobody_is_above_only_supervisors_see_it(session: Session, province: Unit, first: Unit) -> None:
    inspector = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)

    matter = against(session, first, first.agency, province.agency)

    assert nobody_of(session, first, matter)
    assert nobody_of(session, province, matter)
    assert sees(session, inspector, matter)


def test_what_turns_out_a_complaint_is_shown_to_both_again(
    session: Session, province: Unit, first: Unit, second: Unit
) -> None:
    matter = against(session, first, first.agency, second.agency)
    petitions.classify(
        session, matter, PetitionKind.COMPLAINT, on=DAY, reason="Khiếu nại", field="land", by=province.head,
        at=at(DAY), today=DAY,
    )  # fmt: skip
    assert excluded_agencies(session, matter) == frozenset()


def test_a_row_of_any_of_their_agencies_is_against_its_own_head(session: Session, first: Unit, second: Unit) -> None:
    """The monthly letters ask this to tell the one above instead."""
    matter = against(session, first, first.agency, second.agency)
    for row in session.scalars(select(Obligation).where(Obligation.matter_id == matter.id)):
        row.agency_id = second.agency.id
    session.flush()
    wanted = select(Obligation.id).join(Matter, Matter.id == Obligation.matter_id)
    assert session.scalars(wanted.where(against_head_of(Obligation.agency_id))).all()
    exclude(session, matter, [first.agency.id])
    assert not session.scalars(wanted.where(against_head_of(Obligation.agency_id))).all()
    assert sees(session, second.officer, an_open_matter(session, second))


def an_open_matter(session: Session, unit: Unit) -> Matter:
    """What nobody is kept out of."""
    matter = a_petition(session, unit)
    an_act(session, matter, "supplement_requested", DAY, by=unit.handler)
    return matter


def test_a_head_who_was_denounced_and_moved_up_sees_it_there_no_more_than_before(
    session: Session, province: Unit, first: Unit
) -> None:
    mover = a_viewer(session, province.agency, RoleKind.HEAD)
    left = DAY + timedelta(days=10)
    before = DAY - timedelta(days=300)
    session.add(
        Role(account_id=mover.account_id, agency_id=first.agency.id, kind=RoleKind.HEAD, from_on=before, until_on=left)
    )
    session.flush()
    matter = against(session, first, first.agency)
    long_after = against(session, first, first.agency)
    long_after.opened_on = left + timedelta(days=366)
    session.flush()

    found = accounts.who_is(session, mover.account_id, on=left + timedelta(days=1))
    assert found is not None
    viewer = found.viewer
    assert [role.agency_id for role in viewer.roles] == [province.agency.id]
    assert (sees(session, province.head, matter), sees(session, viewer, matter)) == (True, False)
    assert sees(session, viewer, long_after)
    kept = trail(session, viewer, filters=TrailFilters(VIETNAM, kept=True)).rows
    assert {row.code for row in kept} == {long_after.code}
    with pytest.raises(Refused, match="bị tố cáo"):
        assign(session, matter, mover.account_id, by=province.head, at=at(DAY), today=left + timedelta(days=1))
