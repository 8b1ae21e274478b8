"""Where a matter happened: proposed from whom it is against, said otherwise, put right."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.casework.completing import Details, complete_petition
from app.casework.errors import Refused
from app.casework.places import place_of, places_on
from app.casework.respondents import NewRespondent
from app.records.agencies import Level
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, an_agency, at, classify


@pytest.fixture
def dom(session: Session) -> Unit:
    return a_unit(session)


def test_the_place_is_the_commune_it_is_against_unless_another_is_said(session: Session, dom: Unit) -> None:
    se = an_agency(session, "UBND xã Chư Sê")
    against = [NewRespondent(None, "Ông T."), NewRespondent(se.id, "UBND xã Chư Sê")]
    assert a_petition(session, dom, respondents=against).place_id == se.id
    assert a_petition(session, dom, respondents=against, place_id=dom.agency.id).place_id == dom.agency.id
    plain = a_petition(session, dom)
    assert (plain.place_id, place_of(session, plain)) == (None, "")
    office = an_agency(session, "Sở Nội vụ", level=Level.DEPARTMENT)
    assert a_petition(session, dom, respondents=[NewRespondent(office.id, "Sở")]).place_id is None
    with pytest.raises(Refused) as refused:
        a_petition(session, dom, place_id=office.id)
    assert refused.value.field == "place"
    assert [one.id for one in places_on(session, DAY)] == [se.id, dom.agency.id]


def test_a_case_and_what_is_sent_on_keep_the_place_and_putting_it_right_reaches_the_case(
    session: Session, dom: Unit
) -> None:
    se = a_unit(session, "UBND xã Chư Sê")
    petition = a_petition(session, dom, kind=PetitionKind.COMPLAINT, place_id=dom.agency.id)
    case = a_case(session, dom, petition=petition)
    assert case.place_id == dom.agency.id
    complete_petition(
        session, petition, Details(place_id=se.agency.id), by=dom.officer, at=at(DAY), today=DAY
    )  # fmt: skip
    assert (petition.place_id, case.place_id) == (se.agency.id, se.agency.id)
    case.place_id = dom.agency.id  # said otherwise of the case itself: it stays
    complete_petition(session, petition, Details(), by=dom.officer, at=at(DAY), today=DAY)
    assert (petition.place_id, case.place_id) == (None, dom.agency.id)


def test_what_is_sealed_has_no_place_and_takes_none(session: Session, dom: Unit) -> None:
    se = an_agency(session, "UBND xã Chư Sê")
    petition = a_petition(session, dom, respondents=[NewRespondent(se.id, "UBND xã Chư Sê")])
    classify(session, dom, petition, PetitionKind.DENUNCIATION)
    case = a_case(session, dom, petition=petition)
    assert petition.sealed
    assert (petition.place_id, case.place_id) == (None, None)
    complete_petition(session, petition, Details(place_id=se.id), by=dom.handler, at=at(DAY), today=DAY)
    assert petition.place_id is None
