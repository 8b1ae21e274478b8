"""A line of a log is put right only by another: corrected, undone by its author that day, taken back by the head."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import correct_act
from app.casework.corrections import Correction, Way, correct, gone_out, take_back, undo, ways_of
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.ledger import WITHDRAWN_ENTRY, log_of
from app.casework.permissions import Viewer
from app.records.matters import Act, Matter
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, at

NEXT_DAY, LATER = DAY + timedelta(days=1), date(2026, 7, 20)
DUE, AFTER = date(2026, 8, 5), date(2026, 8, 20)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def case(session: Session, unit: Unit) -> Matter:
    return a_case(session, unit)


def verified(session: Session, unit: Unit, case: Matter) -> Act:
    return an_act(session, case, "verifying", DAY, by=unit.handler)


def ways(session: Session, case: Matter, line: Act, by: Viewer, today: date) -> tuple[Way, ...]:
    return ways_of(case, line, log_of(session, case), by=by, today=today, gone=gone_out(session, case))


def undone(session: Session, line: Act, by: Viewer, today: date) -> Act:
    return undo(session, line, note="Ghi nhầm", by=by, at=at(today), today=today)


def test_the_author_undoes_on_the_same_day_and_both_lines_stay(session: Session, unit: Unit, case: Matter) -> None:
    line = verified(session, unit, case)
    answer = undone(session, line, unit.handler, DAY)
    assert (answer.act, answer.corrects_id, case.stage) == (WITHDRAWN_ENTRY, line.id, "accepted")
    assert line in log_of(session, case)
    with pytest.raises(ChangedMeanwhile):
        undone(session, line, unit.handler, DAY)


def test_nobody_else_undoes_it_and_nobody_the_next_day(session: Session, unit: Unit, case: Matter) -> None:
    line = verified(session, unit, case)
    for by, today in ((a_viewer(session, unit.agency, RoleKind.HANDLER), DAY), (unit.handler, NEXT_DAY)):
        with pytest.raises(NotAllowed):
            undone(session, line, by, today)
    assert case.stage == "verifying"


def test_typed_today_of_an_earlier_day_it_is_undone_today(session: Session, unit: Unit, case: Matter) -> None:
    line = an_act(session, case, "verifying", DAY, by=unit.handler, typed_on=LATER)
    assert undone(session, line, unit.handler, LATER).act == WITHDRAWN_ENTRY


def test_once_somebody_was_told_after_it_there_is_no_undoing(session: Session, unit: Unit, case: Matter) -> None:
    line = an_act(session, case, "suspension_ground_arose", DAY, by=unit.handler, data={"ground": "TDC_BKK"})
    verified(session, unit, case)  # both sides are told of it
    with pytest.raises(OutOfOrder, match="Giao xác minh"):
        undone(session, line, unit.handler, DAY)
    assert ways(session, case, line, unit.handler, DAY) == (Way.CORRECT,)
    assert ways(session, case, line, unit.head, DAY) == (Way.CORRECT, Way.TAKE_BACK)


@pytest.mark.parametrize("kind", [PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION])
def test_what_was_sent_is_never_undone_nor_is_its_sending(session: Session, unit: Unit, kind: PetitionKind) -> None:
    case = a_case(session, unit, kind=kind)
    made = verified(session, unit, case)
    assert Way.UNDO in ways(session, case, made, unit.handler, DAY)
    sending = an_act(session, case, "sent", DAY, by=unit.handler, data={"papers": ["verifying"]})
    for line, why in ((sending, "với mục này đã có nơi được báo"), (made, "Gửi văn bản")):
        assert ways(session, case, line, unit.handler, DAY) == (Way.CORRECT,)
        with pytest.raises(OutOfOrder) as refused:
            undone(session, line, unit.handler, DAY)
        assert why in str(refused.value)
    assert case.stage == "verifying"


def test_correcting_what_was_sent_or_its_sending_opens_no_way_to_undo_it(
    session: Session, unit: Unit, case: Matter
) -> None:
    made = verified(session, unit, case)
    sending = an_act(session, case, "sent", DAY, by=unit.handler, data={"papers": ["verifying"]})
    told: dict[str, Any] = {"by": unit.handler, "at": at(DAY), "today": DAY}
    lines = [
        correct(session, made, Correction(DAY, "Sai số", document_no="02/VB"), **told),
        correct(session, sending, Correction(DAY, "Gửi văn bản khác", data={"papers": ["other"]}), **told),
    ]
    for line in lines:
        assert ways(session, case, line, unit.handler, DAY) == (Way.CORRECT,)
        with pytest.raises(OutOfOrder):
            undone(session, line, unit.handler, DAY)


def test_the_head_takes_a_sending_back_by_a_document_and_its_author_undoes_nothing_for_that(
    session: Session, unit: Unit, case: Matter
) -> None:
    made = verified(session, unit, case)
    sending = an_act(session, case, "sent", DAY, by=unit.handler, data={"papers": ["verifying"]})
    assert ways(session, case, sending, unit.head, DAY) == (Way.CORRECT, Way.TAKE_BACK)
    take_back(session, sending, document_no="7/TB", note="Ghi nhầm", by=unit.head, at=at(DAY), today=DAY)
    with pytest.raises(OutOfOrder, match="Gửi văn bản"):
        undone(session, made, unit.handler, DAY)


def test_a_notice_undone_before_it_was_sent_told_nobody(session: Session, unit: Unit, case: Matter) -> None:
    arose = an_act(session, case, "suspension_ground_arose", DAY, by=unit.handler, data={"ground": "TDC_BKK"})
    undone(session, verified(session, unit, case), unit.handler, DAY)
    assert undone(session, arose, unit.handler, DAY).corrects_id == arose.id


def test_once_a_letter_spoke_of_the_matter_there_is_no_undoing(session: Session, unit: Unit, case: Matter) -> None:
    line = verified(session, unit, case)
    letter = OutboxLetter(
        kind="monthly_agency", recipient="agency:1", agency_id=unit.agency.id, period="2026-07", computed_on=DAY,
        to_address="a@gialai.example", subject="", body_text="", body_html="", message_id="<1@gialai.example>",
        state=LetterState.SENT, created_at=at(DAY), sent_at=at(DAY) + timedelta(hours=1),
    )  # fmt: skip
    session.add(letter)
    session.flush()
    duty = session.scalars(select(Obligation.id).where(Obligation.matter_id == case.id)).first()
    session.add(LetterObligation(letter_id=letter.id, obligation_id=duty))
    session.flush()
    with pytest.raises(OutOfOrder, match="thư"):
        undone(session, line, unit.handler, DAY)


def test_the_head_takes_it_back_later_by_a_document(session: Session, unit: Unit, case: Matter) -> None:
    line = verified(session, unit, case)
    told: dict[str, Any] = {"note": "Giao nhầm hồ sơ", "by": unit.head, "at": at(LATER), "today": LATER}
    with pytest.raises(Refused) as refused:
        take_back(session, line, document_no=" ", **told)
    assert refused.value.field == "document_no"
    with pytest.raises(NotAllowed):
        take_back(session, line, document_no="7/TB", **{**told, "by": unit.handler})
    assert take_back(session, line, document_no="7/TB", **told).document_no == "7/TB"
    assert case.stage == "accepted"


def test_what_opened_another_matter_is_not_taken_back(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    classified = next(line for line in log_of(session, petition) if line.act == "classified")
    with pytest.raises(OutOfOrder):
        undone(session, classified, unit.handler, DAY)
    assert ways(session, petition, classified, unit.handler, DAY) == (Way.CORRECT,)
    case = a_case(session, unit, petition=petition)
    accepted = log_of(session, case)[0]
    with pytest.raises(OutOfOrder):
        take_back(
            session, accepted, document_no="7/TB", note="Nhầm", by=unit.head, at=at(DAY), today=DAY
        )  # fmt: skip
    of_petition = next(line for line in log_of(session, petition) if line.act == "accepted")
    assert ways(session, petition, of_petition, unit.handler, DAY) == ()


def test_only_whoever_may_record_an_act_puts_it_right(session: Session, unit: Unit, case: Matter) -> None:
    line = verified(session, unit, case)
    assert ways(session, case, line, unit.officer, DAY) == ()
    assert ways(session, case, line, unit.handler, DAY) == (Way.CORRECT, Way.UNDO)
    correct(session, line, Correction(DAY, "Sai số", document_no="02/VB"), by=unit.handler, at=at(DAY), today=DAY)
    assert ways(session, case, line, unit.handler, DAY) == ()


def test_a_correction_turns_late_into_on_time_only_with_its_document_and_stays_typed_late(
    session: Session, unit: Unit, case: Matter
) -> None:
    verified(session, unit, case)
    an_act(session, case, "reported", LATER, by=unit.handler)
    decided = an_act(session, case, "decided", AFTER, by=unit.head)
    told: dict[str, Any] = {"by": unit.head, "at": at(AFTER), "today": AFTER}
    with pytest.raises(Refused) as refused:
        correct(session, decided, Correction(DUE, "Ngày trên quyết định"), **told)
    assert refused.value.field == "document_no"
    again = correct(session, decided, Correction(DUE, "Ngày trên quyết định", document_no="31/QĐ-UBND"), **told)
    assert again.typed_late_days == (AFTER - DUE).days
    row = session.scalars(
        select(Obligation).where(
            Obligation.matter_id == case.id, Obligation.duty == "kn.resolve_first", ~Obligation.superseded
        )
    ).one()
    assert row.satisfied_on == DUE


def test_a_later_start_rescues_nothing_without_its_document_though_it_is_typed_of_today(
    session: Session, unit: Unit, case: Matter
) -> None:
    accepted = log_of(session, case)[0]
    told: dict[str, Any] = {"note": "Sai ngày", "by": unit.handler, "at": at(AFTER), "today": AFTER}
    with pytest.raises(Refused) as refused:
        correct_act(session, accepted, on=AFTER, **told)
    assert refused.value.field == "document_no"
    correct_act(session, accepted, on=AFTER, document_no="16/TB-TL", **told)
