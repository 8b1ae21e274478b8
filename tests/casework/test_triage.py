"""Triage: conditions answered and kept with the act, competence by the register, hints, what was done once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import acts, petitions
from app.casework.competences import competent_for
from app.casework.duplicates import link_duplicate
from app.casework.errors import NotAllowed, OutOfOrder
from app.casework.respondents import NewRespondent
from app.casework.triage import examine
from app.casework.weighing import answers_of, weigh
from app.records.agencies import Agency, AgencySuccession, Level
from app.records.matters import Act, Matter
from app.records.petitions import Forwarder, Petition, PetitionKind, Source
from app.statute.competence import Who
from app.statute.eligibility import Answer
from app.statute.outcomes import Place, Reason
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, an_agency, at, classify

COMPLAINT, DENUNCIATION, FEEDBACK = PetitionKind
CITED = "Đề nghị xem lại Quyết định số 12/QĐ-UBND về thu hồi đất của gia đình tôi"


@pytest.fixture
def province(session: Session) -> Agency:
    return an_agency(session, "UBND tỉnh", level=Level.PROVINCE)


@pytest.fixture
def unit(session: Session, province: Agency) -> Unit:
    return a_unit(session, under=province)


def about(session: Session, unit: Unit, agency: Agency, kind: PetitionKind = COMPLAINT, **others: Any) -> Matter:
    """A petition about an agency, classified."""
    respondent = NewRespondent(agency.id, others.pop("name", ""), is_head=others.pop("is_head", False))
    said = {"respondents": [respondent], "instance": others.pop("instance", "first")}
    return a_petition(session, unit, kind=kind, classified=said, **others)


def answer(session: Session, unit: Unit, matter: Matter, **but: str) -> None:
    """Every condition is met, ``but`` those."""
    said = {one.code: Answer(but.get(one.code, "yes")) for one in weigh(session, matter).lines if not one.rescues}
    examine(session, matter, said, on=DAY, by=unit.handler, at=at(DAY))


# --- who is competent ---------------------------------------------------------------------------------------------


def test_a_complaint_about_this_commune_is_resolved_here_and_the_second_one_by_the_province(
    session: Session, unit: Unit
) -> None:
    first = weigh(session, about(session, unit, unit.agency))
    assert (first.place, first.competent[0].row.who, first.target) == (Place.HERE, Who.ITS_HEAD, "")
    second = weigh(session, about(session, unit, unit.agency, instance="second"))
    assert (second.place, second.target) == (Place.ELSEWHERE, "UBND tỉnh")


def test_a_second_complaint_that_names_nobody_goes_above_whoever_decided_the_case_it_follows(
    session: Session, unit: Unit
) -> None:
    first = a_case(session, unit, on=date(2026, 8, 3))
    again = a_petition(session, unit, kind=COMPLAINT, classified={"instance": "second"})
    assert weigh(session, again).place is Place.UNKNOWN
    session.get_one(Petition, again.id).previous_case_id = first.id
    found = weigh(session, again)
    assert (found.place, found.target) == (Place.ELSEWHERE, "UBND tỉnh")
    assert found.competent[0].respondent == unit.agency.name


def test_a_complaint_about_another_agency_names_it(session: Session, unit: Unit, province: Agency) -> None:
    other = an_agency(session, "UBND xã Ia Nan", under=province)
    found = weigh(session, about(session, unit, other))
    assert (found.place, found.target, found.outcome.act) == (Place.ELSEWHERE, "UBND xã Ia Nan", "guided")


def test_forwarded_here_it_goes_back_to_the_forwarder(session: Session, unit: Unit, province: Agency) -> None:
    other = an_agency(session, "UBND xã Ia Nan", under=province)
    found = weigh(session, about(session, unit, other, source=Source.FORWARDED, forwarder=Forwarder.PRESS))
    assert (found.outcome.act, found.outcome.reason) == ("returned", Reason.RETURN_TO_FORWARDER)


def test_a_denunciation_goes_to_the_head_or_above_the_head_and_names_nobody(
    session: Session, unit: Unit, province: Agency
) -> None:
    member = about(session, unit, unit.agency, DENUNCIATION, name="Công chức địa chính")
    found = competent_for(session, member, DAY)[0]
    assert (found.row.who, found.place, found.respondent, found.agencies) == (Who.ITS_HEAD, Place.HERE, "", ())
    department = an_agency(session, "Sở Y tế", under=province, level=Level.DEPARTMENT)
    head = about(session, unit, department, DENUNCIATION, is_head=True)
    found = competent_for(session, head, DAY)[0]
    assert (found.row.who, found.place, found.respondent, found.agencies) == (Who.SUPERIOR, Place.HERE, "", ())
    assert head.agency_id == province.id  # custody went up with the classification


def test_an_office_of_the_province_has_the_province_above_it(session: Session, unit: Unit, province: Agency) -> None:
    office = an_agency(session, "Ban Tiếp công dân tỉnh", under=province, level=Level.PROVINCE)
    found = weigh(session, about(session, unit, office, instance="second"))
    assert (found.competent[0].row.who, found.target) == (Who.SUPERIOR, "UBND tỉnh")


def test_a_decision_of_a_former_district_goes_to_whoever_took_over_and_to_several_for_a_person_to_say(
    session: Session, unit: Unit
) -> None:
    district = an_agency(session, "UBND huyện Đức Cơ", level=Level.DISTRICT)
    district.from_on, district.until_on = date(2011, 7, 1), date(2025, 6, 30)
    matter = about(session, unit, district)
    assert weigh(session, matter).place is Place.UNKNOWN
    other = an_agency(session, "UBND xã Ia Nan")
    for successor in (unit.agency, other):
        session.add(AgencySuccession(agency_id=district.id, successor_id=successor.id, on=date(2025, 7, 1)))
        session.flush()
        found = weigh(session, matter)
        assert found.competent[0].row.who is Who.SUCCESSOR
        assert found.place is (Place.HERE if successor is unit.agency else Place.UNKNOWN)
    assert set(found.competent[0].agencies) == {unit.agency.name, other.name}


# --- the conditions -----------------------------------------------------------------------------------------------


def test_what_was_answered_stands_beside_the_act_that_decides(session: Session, unit: Unit) -> None:
    matter = about(session, unit, unit.agency)
    answer(session, unit, matter, in_time="no")
    assert weigh(session, matter).outcome.act == "not_accepted"
    acts.record_act(session, matter, "filed", DAY, by=unit.handler, at=at(DAY), today=DAY, data={"reason": "Đơn cũ"})
    kept = session.scalars(select(Act).where(Act.matter_id == matter.id, Act.act == "filed")).one().data
    assert kept["proposed"] == "not_accepted"
    assert kept["eligibility"]["in_time"] == "no"
    assert kept["eligibility"]["signed"] == "yes"


def test_the_case_of_an_accepted_petition_does_not_carry_the_answers(session: Session, unit: Unit) -> None:
    matter = about(session, unit, unit.agency)
    answer(session, unit, matter)
    assert weigh(session, matter).outcome.act == "accepted"
    case = petitions.accept(session, matter, DAY, by=unit.handler, at=at(DAY), today=DAY, document_no="1/TB-UBND")
    assert "eligibility" not in case.facts
    assert "eligibility" in matter.facts


def test_answers_of_another_kind_are_not_those_of_this_one(session: Session, unit: Unit) -> None:
    matter = about(session, unit, unit.agency)
    answer(session, unit, matter)
    classify(session, unit, matter, FEEDBACK)
    assert answers_of(matter) == {}
    assert weigh(session, matter).outcome.act == ""


def test_unanswered_and_unknown_questions_are_not_kept(session: Session, unit: Unit) -> None:
    matter = about(session, unit, unit.agency)
    said = {"signed": Answer.YES, "in_time": Answer.UNKNOWN, "nothing_we_ask": Answer.YES}
    examine(session, matter, said, on=DAY, by=unit.handler, at=at(DAY))
    assert answers_of(matter) == {"signed": Answer.YES}


def test_only_who_handles_petitions_answers_and_only_of_what_is_classified(session: Session, unit: Unit) -> None:
    matter = about(session, unit, unit.agency)
    with pytest.raises(NotAllowed):
        examine(session, matter, {}, on=DAY, by=unit.officer, at=at(DAY))
    with pytest.raises(OutOfOrder):
        examine(session, a_petition(session, unit), {}, on=DAY, by=unit.handler, at=at(DAY))


# --- hints and classifying anew -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "chosen", "hint"),
    [(CITED, FEEDBACK, COMPLAINT), (CITED, COMPLAINT, None), ("Xin sửa đường liên thôn", FEEDBACK, None)],
)
def test_a_hint_that_is_ignored_stays_with_the_petition(
    session: Session, unit: Unit, content: str, chosen: PetitionKind, hint: PetitionKind | None
) -> None:
    matter = a_petition(session, unit, content=content, kind=chosen)
    assert session.get_one(Petition, matter.id).hint_ignored == hint


def test_every_classification_stays_in_the_log_with_its_reason(session: Session, unit: Unit) -> None:
    matter = a_petition(session, unit, content=CITED, kind=FEEDBACK, classified={"reason": "Chỉ xin giải thích"})
    classify(session, unit, matter, COMPLAINT, reason="Không đồng ý quyết định thu hồi")
    rows = session.scalars(select(Act).where(Act.matter_id == matter.id, Act.act == "classified").order_by(Act.id))
    assert [(row.data["kind"], row.note) for row in rows] == [
        ("feedback", "Chỉ xin giải thích"),
        ("complaint", "Không đồng ý quyết định thu hồi"),
    ]
    assert session.get_one(Petition, matter.id).hint_ignored is None


@pytest.mark.parametrize("sealed", [{"kind": DENUNCIATION}, {"kind": COMPLAINT, "classified": {"secret": True}}])
def test_the_reason_of_a_sealed_petition_is_not_in_the_log(
    session: Session, unit: Unit, sealed: dict[str, Any]
) -> None:
    matter = a_petition(session, unit, **sealed)
    assert session.scalars(select(Act.note).where(Act.matter_id == matter.id, Act.act == "classified")).one() == ""


# --- once only ----------------------------------------------------------------------------------------------------


def test_what_was_transferred_once_is_filed_the_second_time(session: Session, unit: Unit, province: Agency) -> None:
    other = an_agency(session, "UBND xã Ia Nan", under=province)
    first = about(session, unit, other, FEEDBACK)
    petitions.transfer(
        session, first, DAY, to_agency_id=other.id, document_no="1/CV", by=unit.handler, at=at(DAY), today=DAY
    )
    again = about(session, unit, other, FEEDBACK)
    assert weigh(session, again).outcome.act == "transferred"
    link_duplicate(session, again, first.ref, by=unit.handler, at=at(DAY))
    found = weigh(session, again)
    assert (found.outcome.act, found.outcome.reason) == ("filed", Reason.DONE_ONCE)
    with pytest.raises(OutOfOrder, match="đã có"):
        petitions.transfer(
            session, again, DAY, to_agency_id=other.id, document_no="2/CV", by=unit.handler, at=at(DAY), today=DAY
        )
