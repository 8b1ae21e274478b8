from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import correct_act
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.ledger import WITHDRAWN_ENTRY
from app.records.audit import AuditEntry
from app.records.cases import Case
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.petitions import Petition, PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, an_act, at

LATER = date(2026, 7, 20)
DUE = date(2026, 8, 5)
AFTER = date(2026, 8, 20)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def case(session: Session, unit: Unit) -> Matter:
    return a_case(session, unit)


def resolution(session: Session, case: Matter) -> list[Obligation]:
    rows = select(Obligation).where(Obligation.matter_id == case.id, Obligation.duty == "kn.resolve_first")
    return list(session.scalars(rows.order_by(Obligation.judgement)))


def decide(session: Session, unit: Unit, case: Matter, on: date, *, typed_on: date | None = None) -> Act:
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "reported", LATER, by=unit.handler)
    return an_act(session, case, "decided", on, by=unit.head, typed_on=typed_on)


def test_a_case_goes_its_way_act_by_act(session: Session, unit: Unit, case: Matter) -> None:
    decide(session, unit, case, DUE)
    an_act(session, case, "sent", date(2026, 8, 6), by=unit.handler, data={"papers": ["decided"]})
    assert (case.stage, case.open) == ("sent", True)
    assert [row.satisfied_on for row in resolution(session, case)] == [DUE]


def test_an_act_out_of_order_is_refused_with_its_article(session: Session, unit: Unit, case: Matter) -> None:
    with pytest.raises(OutOfOrder) as refused:
        an_act(session, case, "dialogue_held", DAY, by=unit.handler)
    assert "Luật Khiếu nại" in (refused.value.article or "")


def test_an_act_the_procedure_does_not_have_is_refused(session: Session, unit: Unit, case: Matter) -> None:
    with pytest.raises(OutOfOrder, match="Gia hạn"):
        an_act(session, case, "extended", DAY, by=unit.handler)


def test_an_act_of_tomorrow_is_refused(session: Session, unit: Unit, case: Matter) -> None:
    with pytest.raises(Refused) as refused:
        an_act(session, case, "verifying", LATER, by=unit.handler, typed_on=DAY)
    assert refused.value.field == "on"


def test_what_an_act_must_say_is_asked_for(session: Session, unit: Unit, case: Matter) -> None:
    an_act(session, case, "verifying", DAY, by=unit.handler)
    for data, document, field in (({}, "1", "ground"), ({"ground": "no such"}, "1", "ground")):
        with pytest.raises(Refused) as refused:
            an_act(session, case, "suspended", LATER, by=unit.handler, data=data, document_no=document)
        assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        an_act(session, case, "reported", LATER, by=unit.handler, document_no=" ")
    assert refused.value.field == "document_no"


def test_a_handler_does_not_sign_for_the_head(session: Session, unit: Unit, case: Matter) -> None:
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "reported", LATER, by=unit.handler)
    with pytest.raises(NotAllowed):
        an_act(session, case, "decided", DUE, by=unit.handler)


def test_the_desk_does_not_work_a_case(session: Session, unit: Unit, case: Matter) -> None:
    with pytest.raises(NotAllowed):
        an_act(session, case, "verifying", DAY, by=unit.officer)


def test_another_agency_does_not_even_find_it(session: Session, case: Matter) -> None:
    with pytest.raises(NotFound):
        an_act(session, case, "verifying", DAY, by=a_unit(session, "UBND xã Gào").handler)


def test_every_act_moves_the_version_and_an_old_page_is_refused(session: Session, unit: Unit, case: Matter) -> None:
    read = case.version
    an_act(session, case, "verifying", DAY, by=unit.handler, expected_version=read)
    assert case.version > read
    an_act(session, case, "reported", DAY, by=unit.handler)
    before = case.version
    an_act(session, case, "reported", DAY, by=unit.handler, document_no="02/VB")  # the stage stays; the version moves
    assert case.version > before
    with pytest.raises(ChangedMeanwhile):
        an_act(session, case, "reported", DAY, by=unit.handler, expected_version=read)


def test_the_trail_holds_the_act_and_no_word_of_the_citizen(session: Session, unit: Unit, case: Matter) -> None:
    an_act(session, case, "verifying", DAY, by=unit.handler, note="Bà Hòa nhờ con trai đến")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.matter_id == case.id).order_by(AuditEntry.id)).all()[-1]
    assert (entry.action, entry.detail) == ("act_recorded", {"act": "verifying", "on": "2026-07-06"})


def test_a_back_dated_act_is_marked_with_its_days(session: Session, unit: Unit, case: Matter) -> None:
    assert an_act(session, case, "verifying", DAY, by=unit.handler, typed_on=LATER).typed_late_days == 14


def test_an_act_that_turns_late_into_on_time_needs_its_document(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    reply = select(Obligation).where(Obligation.matter_id == petition.id, Obligation.duty == "tcd.reception_reply")
    assert session.scalars(reply).one().due_on == LATER
    with pytest.raises(Refused) as refused:
        an_act(session, petition, "answered", LATER, by=unit.handler, typed_on=AFTER, document_no="")
    assert refused.value.field == "document_no"
    act = an_act(session, petition, "answered", LATER, by=unit.handler, typed_on=AFTER, document_no="88/UBND")
    assert act.typed_late_days == 31
    assert session.scalars(reply).one().satisfied_on == LATER


def test_a_correction_counts_and_the_first_line_stays(session: Session, unit: Unit, case: Matter) -> None:
    verifying = an_act(session, case, "verifying", LATER, by=unit.handler)
    corrected = correct_act(session, verifying, on=DAY, note="Gõ nhầm ngày", by=unit.handler, at=at(LATER), today=LATER)
    assert (corrected.corrects_id, corrected.on, corrected.document_no) == (verifying.id, DAY, "01/VB")
    with pytest.raises(ChangedMeanwhile):
        correct_act(session, verifying, on=LATER, note="Lại", by=unit.handler, at=at(LATER), today=LATER)
    correct_act(session, corrected, on=LATER, note="Đúng lúc đầu", by=unit.handler, at=at(LATER), today=LATER)
    lines = session.scalars(select(Act.on).where(Act.act == "verifying").order_by(Act.id)).all()
    assert lines == [LATER, DAY, LATER]


def test_a_line_taken_back_no_longer_counts(session: Session, unit: Unit, case: Matter) -> None:
    verifying = an_act(session, case, "verifying", DAY, by=unit.handler)
    withdrawn = correct_act(
        session, verifying, withdraw=True, note="Nhầm hồ sơ", by=unit.handler, at=at(DAY), today=DAY
    )
    assert (withdrawn.act, case.stage) == (WITHDRAWN_ENTRY, "accepted")


def test_taking_back_what_later_acts_rest_on_is_refused(session: Session, unit: Unit, case: Matter) -> None:
    verifying = an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "reported", LATER, by=unit.handler)
    with pytest.raises(OutOfOrder):
        correct_act(session, verifying, withdraw=True, note="Nhầm", by=unit.handler, at=at(LATER), today=LATER)


def test_an_acceptance_is_annulled_by_a_document_not_taken_back(session: Session, unit: Unit, case: Matter) -> None:
    accepted = session.scalars(select(Act).where(Act.matter_id == case.id, Act.act == "accepted")).one()
    with pytest.raises(OutOfOrder, match="hủy"):
        correct_act(session, accepted, withdraw=True, note="Nhầm", by=unit.handler, at=at(DAY), today=DAY)
    an_act(session, case, "acceptance_annulled", DAY, by=unit.head, data={"reason": "Không thuộc thẩm quyền"})
    assert (case.stage, case.open) == ("acceptance_annulled", False)


def test_a_corrected_day_of_acceptance_stands_on_case_and_petition(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    case = a_case(session, unit, petition=petition, on=DAY)
    accepted = session.scalars(select(Act).where(Act.matter_id == case.id, Act.act == "accepted")).one()
    correct_act(
        session, accepted, on=date(2026, 7, 8), note="Ngày trên thông báo", by=unit.handler, at=at(LATER), today=LATER
    )
    assert session.get_one(Case, case.id).accepted_on == date(2026, 7, 8)
    assert resolution(session, case)[0].due_on == date(2026, 8, 7)
    on_petition = select(Act.on).where(Act.matter_id == petition.id, Act.act == "accepted").order_by(Act.id)
    assert session.scalars(on_petition).all() == [DAY, date(2026, 7, 8)]


def test_a_corrected_day_of_receipt_stands_on_the_petition(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, on=LATER)
    received = session.scalars(select(Act).where(Act.act == "received")).one()
    correct_act(session, received, on=DAY, note="Dấu công văn đến", by=unit.officer, at=at(LATER), today=LATER)
    assert session.get_one(Petition, petition.id).received_on == DAY


def test_a_correction_says_why(session: Session, unit: Unit, case: Matter) -> None:
    verifying = an_act(session, case, "verifying", DAY, by=unit.handler)
    with pytest.raises(Refused) as refused:
        correct_act(session, verifying, on=LATER, by=unit.handler, at=at(LATER), today=LATER)
    assert refused.value.field == "note"


def test_the_same_document_recorded_again_is_refused_and_another_one_is_not(
    session: Session, unit: Unit, case: Matter
) -> None:
    an_act(session, case, "verifying", DAY, by=unit.handler)
    first = an_act(session, case, "reported", LATER, by=unit.handler, document_no="12/BC-UBND")
    with pytest.raises(Refused) as refused:
        an_act(session, case, "reported", LATER, by=unit.handler, document_no=" 12/BC-UBND ")
    assert refused.value.field == "document_no"
    assert "12/BC-UBND ngày 20/07/2026" in refused.value.sentence
    an_act(session, case, "reported", LATER, by=unit.handler, document_no="13/BC-UBND")
    correct_act(session, first, on=DAY, by=unit.handler, at=at(LATER), today=LATER, note="Ghi nhầm ngày")
    an_act(session, case, "reported", LATER, by=unit.handler, document_no="12/BC-UBND")


def test_a_dialogue_told_of_too_late_is_written_down_with_its_reason(
    session: Session, unit: Unit, case: Matter
) -> None:
    an_act(session, case, "verifying", DAY, by=unit.handler)
    with pytest.raises(Refused, match=r"ngày cuối được báo là 16/07/2026") as refused:
        an_act(session, case, "dialogue_notified", LATER, by=unit.handler, data={"dialogue_on": "2026-07-21"})
    assert refused.value.field == "short_notice"
    why = {"dialogue_on": "2026-07-21", "short_notice": "Hai bên đề nghị đối thoại sớm"}
    line = an_act(session, case, "dialogue_notified", LATER, by=unit.handler, data=why)

    with pytest.raises(Refused, match="Báo trước muộn"):
        correct_act(
            session, line, by=unit.handler, at=at(LATER), today=LATER, note="Nhập nhầm", data={"short_notice": ""}
        )
