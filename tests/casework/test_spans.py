"""How long stretches take and how well cases are settled: each read from the log once more, by hand."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median_low
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import acts, ledger
from app.casework.case_files import Filters as CaseFilters
from app.casework.case_files import State, cases
from app.casework.overdue import Filters, Kind
from app.casework.permissions import Viewer
from app.casework.spans import Outcome, Stretch, come_again, passed, settled, times, with_outcome
from app.records.cases import Case
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind, Source
from app.records.reception import VisitOutcome
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, a_visit, an_act, an_agency, at

TODAY = date(2026, 11, 23)
ENDS = {
    Stretch.ASSIGNED: ({"accepted"}, {"verifying"}),
    Stretch.VERIFIED: ({"verifying"}, {"reported"}),
    Stretch.RESOLVED: ({"reported"}, {"decided", "concluded", "answered"}),
    Stretch.SENT: ({"decided", "concluded", "answered"}, {"sent"}),
}


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


def carry(session: Session, unit: Unit, *days: int, to: int = 7, visit: Matter | None = None) -> Matter:
    """A complaint accepted on DAY, carried through its acts, so many days after each other; ``to``: how many acts."""
    petition = None
    if visit is not None:
        petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, source=Source.VISIT, visit_id=visit.id)
    case, on = a_case(session, unit, petition=petition), DAY
    names = ("verifying", "reported", "decided", "sent", "in_force", "enforced", "closed")[:to]
    for place, act in enumerate(names):
        on += timedelta(days=days[place] if place < len(days) else 1)
        on = max(on, DAY + timedelta(days=65)) if act == "in_force" else on
        head = act == "decided"
        data: dict[str, Any] = {"data": {"papers": ["decided"]}} if act == "sent" else {}
        an_act(session, case, act, on, by=unit.head if head else unit.handler, **data)
    return case


def by_hand(session: Session, stretch: Stretch) -> list[int]:
    """The days of a stretch in every case, from its log."""
    found = []
    for case in session.scalars(select(Case)):
        log = ledger.counted(ledger.log_of(session, session.get_one(Matter, case.matter_id)))
        begun, ended = ENDS[stretch]
        starts = [one.on for one in log if one.act in begun] or ([case.accepted_on] if "accepted" in begun else [])
        ends = [one.on for one in log if one.act in ended and starts and one.on >= min(starts)]
        found += [(min(ends) - min(starts)).days] if starts and ends else []
    return found


def test_each_stretch_takes_what_the_logs_say(session: Session, unit: Unit, supervisor: Viewer) -> None:
    for days in ((2, 12, 5, 1), (4, 20, 9, 3), (1, 8, 1, 2), (3, 15)):
        carry(session, unit, *days, to=len(days))
    for one in times(session, supervisor, today=TODAY, filters=Filters()):
        taken = by_hand(session, one.stretch)
        assert (one.cases, one.median_days) == (len(taken), median_low(taken)), one.stretch
        assert len(session.scalars(passed(supervisor, one.stretch, today=TODAY)).all()) == one.cases
    assert not any(one.cases for one in times(session, supervisor, today=TODAY, filters=Filters(kind=Kind.FEEDBACK)))


def test_a_correction_counts_and_what_was_taken_back_does_not(session: Session, unit: Unit, supervisor: Viewer) -> None:
    case = a_case(session, unit)
    began = an_act(session, case, "verifying", DAY + timedelta(days=2), by=unit.handler)
    reported = an_act(session, case, "reported", DAY + timedelta(days=9), by=unit.handler)
    said: dict[str, Any] = {"by": unit.handler, "at": at(TODAY), "today": TODAY, "note": "Ghi nhầm"}
    acts.correct_act(session, reported, withdraw=True, **said)
    acts.correct_act(session, began, on=DAY + timedelta(days=4), **said)
    found = {
        one.stretch: (one.cases, one.median_days) for one in times(session, supervisor, today=TODAY, filters=Filters())
    }
    assert found[Stretch.ASSIGNED] == (1, 4)
    assert found[Stretch.VERIFIED] == (0, 0)


def test_only_stretches_of_the_last_twelve_months_count(session: Session, unit: Unit, supervisor: Viewer) -> None:
    carry(session, unit, to=4)
    for today, count in ((TODAY, 1), (date(2027, 7, 6), 1), (date(2027, 7, 13), 0)):
        found = times(session, supervisor, today=today, filters=Filters())
        assert [one.cases for one in found] == [count] * 4, today


def test_each_resolved_case_has_one_outcome(session: Session, unit: Unit, supervisor: Viewer) -> None:
    visits = [a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN) for _ in range(3)]
    expected = {
        carry(session, unit, to=4).id: Outcome.NOT_IN_FORCE,
        carry(session, unit, to=5).id: Outcome.NOT_CARRIED_OUT,
        carry(session, unit, visit=visits[0]).id: Outcome.FOR_GOOD,
        carry(session, unit, visit=visits[1]).id: Outcome.CAME_AGAIN,
        carry(session, unit, visit=visits[2], to=4).id: Outcome.NOT_IN_FORCE,
    }
    for visit in visits[1:]:
        a_visit(session, unit, on=TODAY, repeats=visit.ref)
    carry(session, unit, to=2)  # not resolved
    told = settled(session, supervisor, today=TODAY, filters=Filters())
    assert told.resolved == len(expected)
    assert told.again == 2
    for outcome in Outcome:
        ids = {case_id for case_id, one in expected.items() if one is outcome}
        assert told.outcomes[outcome] == len(ids)
        assert set(session.scalars(with_outcome(supervisor, outcome, today=TODAY))) == ids
        listed = CaseFilters(state=State.ALL, among=with_outcome(supervisor, outcome, today=TODAY))
        assert cases(session, supervisor, filters=listed).total == len(ids)
    assert len(session.scalars(come_again(supervisor, today=TODAY)).all()) == 2


def test_a_visit_before_the_decision_is_none_again_and_a_petition_about_the_case_is(
    session: Session, unit: Unit, supervisor: Viewer
) -> None:
    visit = a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN)
    case = carry(session, unit, visit=visit)
    a_visit(session, unit, on=DAY + timedelta(days=1), repeats=visit.ref)
    assert settled(session, supervisor, today=TODAY, filters=Filters()).outcomes[Outcome.FOR_GOOD] == 1
    later = a_visit(session, unit, on=TODAY, outcome=VisitOutcome.PETITION_TAKEN)
    petition = a_petition(session, unit, on=TODAY, source=Source.VISIT, visit_id=later.id)
    session.get_one(Petition, petition.id).previous_case_id = case.id
    session.flush()
    assert settled(session, supervisor, today=TODAY, filters=Filters()).outcomes[Outcome.CAME_AGAIN] == 1


def test_what_somebody_may_not_see_is_in_none_of_it(session: Session, unit: Unit) -> None:
    carry(session, unit)
    elsewhere = a_unit(session, "UBND xã Gào")
    assert settled(session, elsewhere.head, today=TODAY, filters=Filters()).resolved == 0
    assert not any(one.cases for one in times(session, elsewhere.head, today=TODAY, filters=Filters()))
