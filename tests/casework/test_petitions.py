from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities, petitions
from app.casework.assignments import let_see
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.identities import people_shown
from app.casework.permissions import Viewer, visible
from app.casework.petitions import NewRespondent
from app.records.agencies import Agency, RemoteArea
from app.records.cases import Case
from app.records.matters import Act, Custody, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import Forwarder, Petition, PetitionKind, Source
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, an_agency, at, classify

NEXT_DAY = date(2026, 7, 7)


@pytest.fixture
def unit(session: Session) -> Unit:
    province = an_agency(session, "UBND tỉnh")
    return a_unit(session, under=province)


def seen_by(session: Session, viewer: Viewer, matter: Matter) -> bool:
    return session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(viewer))) is not None


def open_duties(session: Session, matter: Matter) -> dict[str, Obligation]:
    rows = session.scalars(select(Obligation).where(Obligation.matter_id == matter.id, Obligation.open))
    return {row.duty: row for row in rows}


def test_a_petition_by_post_starts_the_ceiling_of_45_days(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit)
    assert (petition.code, petition.procedure, petition.stage) == ("Đ-0001/2026", None, "received")
    assert open_duties(session, petition)["tcd.unhandled_45_days"].due_on == date(2026, 8, 20)


def test_classifying_as_a_complaint_starts_the_clock_of_acceptance(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    assert (petition.procedure, petition.stage, petition.field) == ("complaint_first", "screening", "land")
    accept = open_duties(session, petition)["kn.accept_first"]
    assert accept.due_on == date(2026, 7, 15)
    assert [one["due_on"] for one in accept.also] == ["2026-07-16"]


def test_an_unclassified_petition_cannot_be_accepted(session: Session, unit: Unit) -> None:
    with pytest.raises(OutOfOrder, match="Phân loại đơn trước") as refused:
        a_case(session, unit, petition=a_petition(session, unit))
    assert refused.value.article


def test_acceptance_opens_a_case_with_the_same_people(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    case = a_case(session, unit, petition=petition)
    assert (case.code, case.kind, case.stage) == ("KN-0001/2026", MatterKind.CASE, "accepted")
    assert session.get_one(Case, case.id).accepted_on == DAY
    assert people_shown(session, [case.id])[case.id] == people_shown(session, [petition.id])[petition.id]
    assert open_duties(session, case)["kn.resolve_first"].due_on == date(2026, 8, 5)
    assert (petition.stage, petition.open) == ("accepted", False)


def test_a_petition_is_accepted_once(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    case = a_case(session, unit, petition=petition)
    with pytest.raises(ChangedMeanwhile, match=case.code):
        a_case(session, unit, petition=petition)


def test_acceptance_needs_its_document(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    with pytest.raises(Refused) as refused:
        a_case(session, unit, petition=petition, document_no="")
    assert refused.value.field == "document_no"


def test_acceptance_of_a_page_read_before_somebody_else_saved_is_refused(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    read = petition.version
    classify(session, unit, petition, PetitionKind.FEEDBACK)
    with pytest.raises(ChangedMeanwhile):
        a_case(session, unit, petition=petition, expected_version=read)


def test_written_grounds_of_complexity_lift_the_ceiling(session: Session, unit: Unit) -> None:
    case = a_case(session, unit, complex_grounds=["a"])
    assert open_duties(session, case)["kn.resolve_first"].due_on == date(2026, 8, 20)


def test_a_remote_area_is_taken_from_its_document_unless_the_matter_says_otherwise(
    session: Session, unit: Unit
) -> None:
    session.add(RemoteArea(agency_id=unit.agency.id, document="861/QĐ", from_on=date(2026, 1, 1)))
    session.flush()
    assert a_petition(session, unit).facts == {"remote_area": True}
    assert a_petition(session, unit, facts={"remote_area": False}).facts == {"remote_area": False}


def test_feedback_needs_no_document_and_has_its_own_series(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    assert a_case(session, unit, petition=petition, document_no="").code == "KNPA-0001/2026"


def test_a_second_complaint_and_one_of_discipline_go_their_own_ways(session: Session, unit: Unit) -> None:
    second = a_petition(session, unit, kind=PetitionKind.COMPLAINT, classified={"instance": "second"})
    discipline = a_petition(session, unit, kind=PetitionKind.COMPLAINT, classified={"discipline": True})
    assert (second.procedure, discipline.procedure) == ("complaint_second", "discipline_first")


def test_classifying_again_ends_the_duty_of_the_wrong_kind_and_keeps_it(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    classify(session, unit, petition, PetitionKind.FEEDBACK, on=NEXT_DAY)
    rows = session.scalars(
        select(Obligation).where(Obligation.matter_id == petition.id, Obligation.duty == "kn.accept_first")
    ).all()
    assert [(row.open, row.end_reason) for row in rows] == [(False, "reclassified")]
    classify(session, unit, petition, PetitionKind.COMPLAINT, on=NEXT_DAY)
    session.refresh(rows[0])
    assert (rows[0].superseded, open_duties(session, petition)["kn.accept_first"].judgement) == (True, 2)


def test_a_classification_says_why_and_in_which_field(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit)
    with pytest.raises(Refused) as refused:
        classify(session, unit, petition, PetitionKind.COMPLAINT, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Refused) as refused:
        classify(session, unit, petition, PetitionKind.COMPLAINT, field="gardening")
    assert refused.value.field == "field"


def test_the_desk_registers_but_does_not_classify(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit)
    desk = Unit(unit.agency, unit.officer, unit.officer, unit.head)
    with pytest.raises(NotAllowed):
        classify(session, desk, petition, PetitionKind.COMPLAINT)


def test_another_agency_does_not_find_the_petition(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit)
    with pytest.raises(NotFound):
        classify(session, a_unit(session, "UBND xã Gào"), petition, PetitionKind.COMPLAINT)


def test_a_transfer_opens_a_linked_petition_at_the_receiver(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Gào")
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    forwarded = petitions.transfer(
        session, petition, NEXT_DAY, to_agency_id=other.agency.id, document_no="7/PC", by=unit.handler,
        at=at(NEXT_DAY), today=NEXT_DAY,
    )  # fmt: skip
    assert forwarded is not None
    row = session.get_one(Petition, forwarded.id)
    assert (forwarded.code, forwarded.agency_id, forwarded.stage) == ("Đ-0001/2026", other.agency.id, "received")
    assert (row.forwarded_from_id, row.source, row.forwarder) == (petition.id, Source.FORWARDED, Forwarder.AGENCY)
    assert (row.forwarder_name, row.forward_document) == (unit.agency.name, "7/PC")
    assert (petition.agency_id, petition.stage, petition.open) == (unit.agency.id, "transferred", False)
    assert seen_by(session, other.officer, forwarded)
    assert not seen_by(session, other.officer, petition)


def test_a_transfer_to_a_body_outside_the_register_opens_nothing(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    forwarded = petitions.transfer(
        session, petition, DAY, to_name="Tòa án nhân dân khu vực 1", document_no="7/PC", by=unit.handler, at=at(DAY),
        today=DAY,
    )  # fmt: skip
    assert forwarded is None
    last = session.scalars(select(Act).where(Act.act == "transferred")).one()
    assert last.data == {"to_agency": "Tòa án nhân dân khu vực 1"}


def test_a_petition_is_not_transferred_to_where_it_is(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    with pytest.raises(Refused) as refused:
        petitions.transfer(
            session, petition, DAY, to_agency_id=unit.agency.id, document_no="7/PC", by=unit.handler, at=at(DAY),
            today=DAY,
        )  # fmt: skip
    assert refused.value.field == "to_agency"


def test_accepting_or_transferring_is_no_plain_act(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    with pytest.raises(LookupError):
        an_act(session, petition, "accepted", DAY, by=unit.handler)


# ---- denunciations


def against_the_head(unit: Unit) -> dict[str, Any]:
    return {"respondents": [NewRespondent(unit.agency.id, "Chủ tịch UBND xã", is_head=True)], "field": "officials"}


def head_above(session: Session, matter: Matter) -> Viewer:
    """The head of the agency that has ``matter`` now."""
    return a_viewer(session, session.get_one(Agency, matter.agency_id), RoleKind.HEAD)


def test_a_denunciation_of_the_head_goes_to_the_superior_and_out_of_sight(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit)
    classify(session, unit, petition, PetitionKind.DENUNCIATION, **against_the_head(unit))
    superior = session.get_one(Agency, petition.agency_id)
    assert superior.name == "UBND tỉnh"
    assert petition.excluded_agency_id == unit.agency.id
    for insider in (unit.officer, unit.handler, unit.head):
        assert not seen_by(session, insider, petition)
    rows = session.scalars(select(Custody).where(Custody.matter_id == petition.id).order_by(Custody.id)).all()
    assert [(row.agency_id, row.until_on) for row in rows] == [(unit.agency.id, DAY), (superior.id, None)]
    assert {row.agency_id for row in open_duties(session, petition).values()} == {superior.id}


def test_somebody_with_a_role_at_both_agencies_does_not_see_it_either(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified=against_the_head(unit))
    above = head_above(session, petition)
    assert seen_by(session, above, petition)
    assert not seen_by(session, Viewer(above.account_id, (*above.roles, *unit.handler.roles)), petition)


def test_what_turns_out_a_complaint_is_shown_to_the_agency_again_but_stays_sealed(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified=against_the_head(unit))
    petitions.classify(
        session, petition, PetitionKind.COMPLAINT, on=NEXT_DAY, reason="Khiếu nại", field="land",
        by=head_above(session, petition), at=at(NEXT_DAY), today=NEXT_DAY,
    )  # fmt: skip
    assert (petition.excluded_agency_id, petition.sealed) == (None, True)


def test_a_denunciation_becomes_a_case_with_a_random_code(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified={"field": "officials"})
    case = a_case(session, unit, petition=petition)
    assert (case.code[:3], case.number, case.sealed, case.title) == ("TC-", None, True, "")
    assert open_duties(session, case)["tc.resolution"].due_on == date(2026, 8, 5)


def test_a_denunciation_is_not_transferred_to_the_agency_it_denounces(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified=against_the_head(unit))
    with pytest.raises(Refused) as refused:
        petitions.transfer(
            session, petition, DAY, to_agency_id=unit.agency.id, document_no="7/PC", by=head_above(session, petition),
            at=at(DAY), today=DAY,
        )  # fmt: skip
    assert refused.value.field == "to_agency"


def test_a_sealed_petition_stays_sealed_where_it_is_transferred_to(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Gào")
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, classified={"field": "officials"})
    forwarded = petitions.transfer(
        session, petition, DAY, to_agency_id=other.agency.id, document_no="7/PC", by=unit.handler, at=at(DAY),
        today=DAY,
    )  # fmt: skip
    assert forwarded is not None
    assert (forwarded.sealed, forwarded.title, forwarded.number) == (True, "", None)
    assert people_shown(session, [forwarded.id])[forwarded.id][0].shown_as == identities.DENOUNCER
    assert not identities.may_open(session, forwarded, viewer=other.head, at=at(DAY))
    assert not identities.may_open(session, petition, viewer=unit.handler, at=at(DAY))  # handed over
    let_see(session, forwarded, other.head.account_id, purpose="Giải quyết", by=other.head, at=at(DAY), today=DAY)
    page = identities.open_sealed(session, forwarded, viewer=other.head, at=at(DAY))
    assert [part.content for part in page.parts] == ["Khiếu nại quyết định thu hồi đất số 12"]


def test_the_sender_of_what_turns_out_a_denunciation_may_not_read_it_again(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Gào")
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    forwarded = petitions.transfer(
        session, petition, DAY, to_agency_id=other.agency.id, document_no="7/PC", by=unit.handler, at=at(DAY),
        today=DAY,
    )  # fmt: skip
    assert forwarded is not None
    classify(session, other, forwarded, PetitionKind.DENUNCIATION)
    assert petition.sealed
    for viewer in (unit.officer, unit.handler):
        assert not identities.may_open(session, petition, viewer=viewer, at=at(DAY))
    assert identities.may_open(session, forwarded, viewer=other.handler, at=at(DAY))
