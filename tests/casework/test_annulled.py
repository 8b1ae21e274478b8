"""An acceptance annulled by a numbered document: both logs say so, and the petition goes on from there."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import petitions
from app.casework.acts import correct_act
from app.casework.errors import ChangedMeanwhile, OutOfOrder
from app.casework.ledger import assessment_of
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.petitions import Petition, PetitionKind
from tests.makers import Unit, a_case, a_petition, a_unit, an_act, an_agency, at

ACCEPTED, ANNULLED, LATER = date(2026, 7, 6), date(2026, 7, 9), date(2026, 7, 13)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


@pytest.fixture
def petition(session: Session, unit: Unit) -> Matter:
    return a_petition(session, unit, kind=PetitionKind.COMPLAINT, on=ACCEPTED)


@pytest.fixture
def case(session: Session, unit: Unit, petition: Matter) -> Matter:
    return a_case(session, unit, petition=petition, on=ACCEPTED)


def annul(session: Session, unit: Unit, case: Matter) -> Act:
    return an_act(
        session, case, "acceptance_annulled", ANNULLED, by=unit.head, data={"reason": "Không thuộc thẩm quyền"},
        document_no="9/QĐ",
    )  # fmt: skip


def line_of(session: Session, petition: Matter) -> Act:
    wanted = select(Act).where(Act.matter_id == petition.id, Act.act == "acceptance_annulled").order_by(Act.id.desc())
    return session.scalars(wanted).first() or pytest.fail("nothing was annulled")


def test_the_petition_says_it_too_and_waits_for_what_becomes_of_it(
    session: Session, unit: Unit, petition: Matter, case: Matter
) -> None:
    assert not petition.open
    judged = session.scalars(select(Obligation).where(Obligation.matter_id == petition.id)).all()
    before = [(row.duty, row.satisfied_on, row.judged_at) for row in judged]
    annul(session, unit, case)
    assert (petition.stage, petition.open, case.open) == ("acceptance_annulled", True, False)
    assert (line_of(session, petition).document_no, line_of(session, petition).on) == ("9/QĐ", ANNULLED)
    open_now = {one.act for one in assessment_of(session, petition, today=LATER).open_acts}
    assert {"transferred", "guided", "returned", "not_accepted", "accepted"} <= open_now
    assert [(row.duty, row.satisfied_on, row.judged_at) for row in judged] == before


def test_it_is_transferred_to_whom_it_belongs_to(session: Session, unit: Unit, petition: Matter, case: Matter) -> None:
    annul(session, unit, case)
    there = an_agency(session, "Sở Nông nghiệp và Môi trường")
    sent = petitions.transfer(
        session, petition, LATER, to_agency_id=there.id, document_no="8/PC", by=unit.handler, at=at(LATER), today=LATER
    )
    assert sent is not None
    assert (petition.stage, sent.agency_id, sent.stage) == ("transferred", there.id, "received")
    assert session.get_one(Petition, sent.id).forwarded_from_id == petition.id
    assert case.stage == "acceptance_annulled"


def test_accepted_again_it_goes_on_in_the_same_case_with_its_time_from_then(
    session: Session, unit: Unit, petition: Matter, case: Matter
) -> None:
    annul(session, unit, case)
    again = petitions.accept(session, petition, LATER, document_no="12/TB", by=unit.handler, at=at(LATER), today=LATER)
    assert again.id == case.id
    assert (case.stage, case.open, petition.stage, petition.open) == ("accepted", True, "accepted", False)
    assert session.get_one(Case, case.id).accepted_on == LATER
    assert session.scalars(select(CasePetition.case_id)).all() == [case.id]
    rows = session.scalars(select(Obligation).where(Obligation.duty == "kn.resolve_first").order_by(Obligation.id))
    assert [(row.open, row.due_on, row.end_reason) for row in rows] == [
        (False, date(2026, 8, 5), "acceptance_annulled"), (True, date(2026, 8, 12), None),
    ]  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        petitions.accept(session, petition, LATER, document_no="13/TB", by=unit.handler, at=at(LATER), today=LATER)


def test_an_annulment_taken_back_is_taken_back_in_both_and_not_once_the_petition_went_on(
    session: Session, unit: Unit, petition: Matter, case: Matter
) -> None:
    line = annul(session, unit, case)
    moved = correct_act(session, line, on=LATER, note="Ngày trên văn bản", by=unit.head, at=at(LATER), today=LATER)
    assert line_of(session, petition).on == LATER
    correct_act(session, moved, withdraw=True, note="Nhầm hồ sơ", by=unit.head, at=at(LATER), today=LATER)
    assert (case.stage, petition.stage, petition.open) == ("accepted", "accepted", False)

    line = annul(session, unit, case)
    an_act(session, petition, "guided", LATER, by=unit.handler, data={"to_agency": "Tòa án"})
    with pytest.raises(OutOfOrder):
        correct_act(session, line, withdraw=True, note="Nhầm", by=unit.head, at=at(LATER), today=LATER)


def test_in_the_petition_the_line_is_not_corrected_by_itself(
    session: Session, unit: Unit, petition: Matter, case: Matter
) -> None:
    annul(session, unit, case)
    with pytest.raises(OutOfOrder):
        correct_act(session, line_of(session, petition), on=LATER, note="Khác", by=unit.head, at=at(LATER), today=LATER)
