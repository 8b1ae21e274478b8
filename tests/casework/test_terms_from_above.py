"""A term a superior gave (hạn cấp trên giao) in the ledger: who records it, where it is late, what it never hides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.acts import correct_act
from app.casework.case_files import Filters as CaseFilters
from app.casework.case_files import cases
from app.casework.errors import NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.figures import rules_late
from app.casework.flags import raise_and_withdraw
from app.casework.matters import move_custody
from app.casework.overdue import Filters, overdue
from app.casework.permissions import Viewer
from app.records.audit import AuditEntry
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.statute.time_limits.orders import GIVEN_TERM
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, an_agency, at, classify

TERM, LATE, DONE = date(2026, 7, 15), date(2026, 7, 20), date(2026, 7, 22)
DECISION = "kn.resolve_first"
ASKED: dict[str, Any] = {"giver": "province_chair", "asked": "Giải quyết dứt điểm", "term_on": TERM}


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def inspector(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


def given(session: Session, matter: Matter, by: Viewer, **said: Any) -> Act:
    return an_act(session, matter, "term_given", DAY, by=by, document_no="940/UBND-NC", data={**ASKED, **said})


def terms(session: Session, matter: Matter) -> list[Obligation]:
    found = select(Obligation).where(Obligation.matter_id == matter.id, Obligation.duty == GIVEN_TERM)
    return list(session.scalars(found.order_by(Obligation.id)))


def late_rules(session: Session, viewer: Viewer, today: date) -> list[str]:
    return [row.rule for row in overdue(session, viewer, today=today).rows]


# --- who records it -----------------------------------------------------------------------------------------------


def test_officers_give_handlers_answer_heads_extend_and_thanh_tra_does_all_on_every_matter(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    case = a_case(session, unit)
    given(session, case, unit.officer)
    later: dict[str, Any] = {"data": {"term_on": LATE, "reason": "x"}}
    too_low = (("given_answered", unit.officer), ("given_extended", unit.handler), ("given_withdrawn", unit.handler))
    for act, low in too_low:
        with pytest.raises(NotAllowed):
            an_act(session, case, act, DAY, by=low, **later)
    an_act(session, case, "given_extended", DAY, by=unit.head, document_no="2", **later)
    an_act(session, case, "given_answered", DAY, by=unit.handler, document_no="3")

    every = ("term_given", "given_extended", "given_answered", "term_given", "given_withdrawn")
    for number, act in enumerate(every, 4):
        data = {**ASKED, **later["data"]} if act == "term_given" else later["data"]
        an_act(session, case, act, DAY, by=inspector, document_no=f"{number}/TTT", data=data)
    assert [row.end_reason or row.satisfied_on for row in terms(session, case)][:2] == ["term_extended", DAY]
    with pytest.raises(NotAllowed):
        an_act(session, case, "verifying", DAY, by=inspector)


def test_nobody_gives_a_term_on_what_they_may_not_see_or_without_its_paper(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    case, elsewhere = a_case(session, unit), a_unit(session, "UBND xã Ia Nan")
    with pytest.raises(NotFound):
        given(session, case, elsewhere.head)
    other = a_viewer(session, unit.agency, RoleKind.AUDITOR)
    with pytest.raises((NotAllowed, NotFound)):
        given(session, case, other)
    with pytest.raises(Refused) as refused:
        an_act(session, case, "term_given", DAY, by=inspector, document_no="", data=ASKED)
    assert refused.value.field == "document_no"
    for name in ("giver", "asked", "term_on"):
        with pytest.raises(Refused) as refused:
            given(session, case, inspector, **{name: ""})
        assert refused.value.field == name
    with pytest.raises(Refused, match="không sớm hơn"):
        given(session, case, inspector, term_on=date(2026, 7, 5))
    assert terms(session, case) == []


# --- beside what the law asks -------------------------------------------------------------------------------------


def test_a_missed_term_is_late_flagged_and_counted_by_a_rule_of_its_own_and_hides_nothing(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    case = a_case(session, unit)
    given(session, case, inspector)
    decision_on = session.scalar(select(Obligation.due_on).where(Obligation.duty == DECISION))
    assert late_rules(session, unit.head, TERM) == []

    for viewer in (unit.head, inspector):
        assert late_rules(session, viewer, LATE) == [GIVEN_TERM]
        assert rules_late(session, viewer, today=LATE) == {GIVEN_TERM: 1}
        assert overdue(session, viewer, today=LATE, filters=Filters(rule=GIVEN_TERM)).total == 1
    assert raise_and_withdraw(session, today=LATE, at=at(LATE)).raised == 1
    (row,) = cases(session, inspector, filters=CaseFilters()).rows
    assert (row.duty, row.due_on, row.given) == (DECISION, decision_on, ((terms(session, case)[0].id, TERM),))

    both = date(2026, 9, 1)
    assert sorted(late_rules(session, unit.head, both)) == sorted([GIVEN_TERM, DECISION])
    an_act(session, case, "given_answered", DONE, by=unit.handler)
    assert late_rules(session, unit.head, both) == [DECISION]
    raise_and_withdraw(session, today=both, at=at(both))
    flags = session.execute(select(Flag.due_on, Flag.withdraw_reason).order_by(Flag.due_on)).all()
    assert [tuple(one) for one in flags] == [(TERM, "satisfied"), (decision_on, None)]


def test_a_term_that_was_over_when_it_was_extended_stays_late_in_the_ledger(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    case = a_case(session, unit)
    given(session, case, inspector)
    an_act(session, case, "given_extended", LATE, by=inspector, data={"term_on": date(2026, 8, 14)})
    missed, running = terms(session, case)

    assert (missed.due_on, missed.open, missed.ended_on, missed.end_reason) == (TERM, False, LATE, "term_extended")
    assert (running.due_on, running.open) == (date(2026, 8, 14), True)


def test_several_terms_are_answered_by_name_and_follow_the_file(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    case, elsewhere = a_case(session, unit), a_unit(session, "UBND xã Ia Nan")
    first = given(session, case, inspector)
    second = given(session, case, inspector, asked="Báo cáo tiến độ", term_on=date(2026, 7, 31))
    with pytest.raises(OutOfOrder, match="Không có hạn cấp trên giao nào như vậy"):
        an_act(session, case, "given_answered", DONE, by=unit.handler, data={"of_term": first.id + 999})
    an_act(session, case, "given_answered", DONE, by=unit.handler, data={"of_term": second.id})
    move_custody(session, case, elsewhere.agency, on=DONE, by=unit.head, at=at(DONE))

    missed, answered = terms(session, case)
    assert (missed.open, missed.agency_id) == (True, elsewhere.agency.id)
    assert (answered.satisfied_on, answered.agency_id) == (DONE, unit.agency.id)


def test_a_term_is_corrected_and_taken_back_as_any_line_of_the_log(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    case = a_case(session, unit)
    act = given(session, case, inspector)
    when: dict[str, Any] = {"by": inspector, "at": at(DAY), "today": DAY, "note": "ghi nhầm hạn"}
    right = correct_act(session, act, data={"term_on": LATE}, **when)
    assert [row.due_on for row in terms(session, case) if row.open] == [LATE]
    an_act(session, case, "given_answered", DAY, by=unit.handler, document_no="9", data={"of_term": act.id})
    with pytest.raises(OutOfOrder, match="phải có “Cấp trên giao hạn” trước"):
        correct_act(session, right, withdraw=True, **when)
    trail = select(func.count()).select_from(AuditEntry).where(AuditEntry.matter_id == case.id)
    assert session.scalar(trail.where(AuditEntry.action == "act_corrected")) == 1


def test_a_term_given_on_a_petition_goes_on_when_it_is_classified_and_when_it_becomes_a_case(
    session: Session, unit: Unit, inspector: Viewer
) -> None:
    petition = a_petition(session, unit)
    given(session, petition, inspector)
    classify(session, unit, petition, PetitionKind.COMPLAINT)
    a_case(session, unit, petition=petition)
    (term,) = terms(session, petition)

    assert (term.open, term.due_on, petition.open) == (True, TERM, True)
    assert GIVEN_TERM in late_rules(session, unit.head, LATE)
    an_act(session, petition, "given_answered", DONE, by=unit.handler)
    assert (term.open, petition.open) == (False, False)
