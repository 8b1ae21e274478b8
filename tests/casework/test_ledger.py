from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.acts import correct_act
from app.casework.calendars import seed_calendar
from app.casework.cases import state_facts
from app.casework.errors import OutOfOrder, Refused
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.petitions import PetitionKind
from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind
from app.statute.grounds import COMPLAINT_SUSPENDED
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, an_act, at

DUE = date(2026, 8, 5)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def rows(session: Session, matter: Matter, duty: str = "kn.resolve_first") -> list[Obligation]:
    found = select(Obligation).where(Obligation.matter_id == matter.id, Obligation.duty == duty)
    return list(session.scalars(found.order_by(Obligation.judgement)))


def everything(session: Session, matter: Matter) -> list[tuple[object, ...]]:
    session.flush()
    table = Obligation.__table__
    wanted = select(*table.columns).where(table.columns["matter_id"] == matter.id).order_by(table.columns["id"])
    return [tuple(row) for row in session.execute(wanted)]


def decided(session: Session, unit: Unit, on: date, *, typed_on: date | None = None) -> tuple[Matter, Act]:
    case = a_case(session, unit)
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "reported", date(2026, 7, 20), by=unit.handler)
    return case, an_act(session, case, "decided", on, by=unit.head, typed_on=typed_on)


def suspension() -> dict[str, str]:
    return {"ground": next(iter(COMPLAINT_SUSPENDED))}


def test_run_again_it_changes_nothing(session: Session, unit: Unit) -> None:
    case, _ = decided(session, unit, date(2026, 8, 4))
    before, version = everything(session, case), case.version
    ledger.reassess(session, case, today=date(2026, 8, 4), at=at(date(2026, 9, 1)))
    assert (everything(session, case), case.version) == (before, version)


def test_a_running_duty_follows_its_acts(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    assert [(row.due_on, row.open, row.rule_from) for row in rows(session, case)] == [(DUE, True, date(2012, 7, 1))]


def test_a_pause_takes_the_date_away_and_gives_it_back_moved(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "suspended", date(2026, 7, 13), by=unit.handler, data=suspension())
    (row,) = rows(session, case)
    assert (row.open, row.paused_on, row.due_on) == (True, date(2026, 7, 13), None)
    an_act(session, case, "resumed", date(2026, 7, 23), by=unit.handler)
    (row,) = rows(session, case)
    assert (row.paused_on, row.due_on) == (None, date(2026, 8, 17))


def test_what_was_late_when_paused_keeps_its_date_and_its_count(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "suspended", date(2026, 8, 15), by=unit.handler, data=suspension())
    (row,) = rows(session, case)
    assert (row.paused_on, row.due_on, row.frozen_days_late) == (date(2026, 8, 15), DUE, 10)


def test_a_satisfied_duty_is_frozen_when_the_calendar_changes(session: Session, unit: Unit) -> None:
    seed_calendar(session)
    case, _ = decided(session, unit, date(2026, 8, 4))
    (before,) = [(row.due_on, row.calendar_version, row.judged_at) for row in rows(session, case)]
    session.add(CalendarDayRow(day=DUE, year=2026, kind=DayKind.OFF, name="Nghỉ"))
    session.flush()
    ledger.reassess(session, case, today=date(2026, 8, 10), at=at(date(2026, 8, 10)))
    assert [(row.due_on, row.calendar_version, row.judged_at) for row in rows(session, case)] == [before]


def test_a_running_duty_moves_with_the_calendar(session: Session, unit: Unit) -> None:
    seed_calendar(session)
    case = a_case(session, unit)
    session.add(CalendarDayRow(day=DUE, year=2026, kind=DayKind.OFF, name="Nghỉ"))
    session.flush()
    ledger.reassess(session, case, today=DAY, at=at(DAY))
    assert rows(session, case)[0].due_on == date(2026, 8, 6)


def test_a_later_fact_does_not_rescue_what_was_judged(session: Session, unit: Unit) -> None:
    case, _ = decided(session, unit, date(2026, 8, 10))
    state_facts(
        session, case, {"complex_grounds": ["a"]}, by=unit.handler, at=at(date(2026, 8, 11)), today=date(2026, 8, 11),
        document_no="3/BC",
    )  # fmt: skip
    assert [(row.due_on, row.superseded) for row in rows(session, case)] == [(DUE, False)]


def test_a_fact_stated_while_it_runs_moves_the_date(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    state_facts(session, case, {"complex_grounds": ["a"]}, by=unit.handler, at=at(DAY), today=DAY, document_no="3/BC")
    assert rows(session, case)[0].due_on == date(2026, 8, 20)
    with pytest.raises(Refused) as refused:
        state_facts(session, case, {"remote_area": True}, by=unit.handler, at=at(DAY), today=DAY)
    assert refused.value.field == "document_no"


def test_a_corrected_decision_is_judged_again_beside_the_first(session: Session, unit: Unit) -> None:
    case, act = decided(session, unit, date(2026, 8, 4), typed_on=date(2026, 8, 6))
    correct_act(
        session, act, on=date(2026, 8, 6), note="Ngày trên quyết định", by=unit.head, at=at(date(2026, 8, 7)),
        today=date(2026, 8, 7),
    )  # fmt: skip
    first, second = rows(session, case)
    assert (first.satisfied_on, first.superseded, first.judgement) == (date(2026, 8, 4), True, 1)
    assert (second.satisfied_on, second.superseded, second.judgement) == (date(2026, 8, 6), False, 2)
    assert second.due_on == DUE


def test_a_decision_taken_back_opens_the_duty_again_beside_the_first(session: Session, unit: Unit) -> None:
    case, act = decided(session, unit, date(2026, 8, 4))
    later = date(2026, 8, 7)
    correct_act(session, act, withdraw=True, note="Nhầm hồ sơ", by=unit.head, at=at(later), today=later)
    first, second = rows(session, case)
    assert (first.satisfied_on, first.superseded) == (date(2026, 8, 4), True)
    assert (second.open, second.satisfied_on, second.due_on) == (True, None, DUE)
    (sending,) = rows(session, case, "kn.send_first_decision")
    assert (sending.open, sending.ended_on, sending.end_reason) == (False, later, "withdrawn_by_correction")


def test_a_history_typed_again_with_its_pause_is_judged_beside_the_first(session: Session, unit: Unit) -> None:
    case, act = decided(session, unit, date(2026, 8, 10))
    later = date(2026, 8, 12)
    correct_act(session, act, withdraw=True, note="Thiếu tạm đình chỉ", by=unit.head, at=at(later), today=later)
    an_act(session, case, "suspended", date(2026, 7, 21), by=unit.handler, typed_on=later, data=suspension())
    an_act(session, case, "resumed", date(2026, 7, 31), by=unit.handler, typed_on=later)
    an_act(session, case, "decided", date(2026, 8, 10), by=unit.head, typed_on=later)
    first, second = rows(session, case)
    assert (first.due_on, first.superseded) == (DUE, True)
    assert (second.due_on, second.satisfied_on, second.superseded) == (date(2026, 8, 17), date(2026, 8, 10), False)


def test_an_earlier_dated_extension_sets_a_second_judgement_beside_the_first(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION)
    case = a_case(session, unit, petition=petition)
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "reported", date(2026, 8, 10), by=unit.handler)
    an_act(session, case, "concluded", date(2026, 8, 20), by=unit.head, data={"verdict": "right"})
    an_act(
        session, case, "extended", date(2026, 7, 20), by=unit.handler, typed_on=date(2026, 8, 25),
        data={"days": 30, "criteria": ["a"]},
    )  # fmt: skip
    first, second = rows(session, case, "tc.resolution")
    assert (first.due_on, first.satisfied_on, first.superseded) == (DUE, date(2026, 8, 20), True)
    assert (second.due_on, second.satisfied_on, second.superseded) == (date(2026, 9, 4), date(2026, 8, 20), False)


def test_a_year_without_a_calendar_is_named_and_computed_when_it_comes(session: Session, unit: Unit) -> None:
    far = date(2027, 12, 20)
    case = a_case(session, unit, on=far)
    (row,) = rows(session, case)
    assert (row.open, row.due_on, row.unreckoned) == (True, None, "chưa có lịch ngày nghỉ của năm 2028")
    session.add(CalendarYearRow(year=2028, official=True))
    session.flush()
    ledger.reassess(session, case, today=far, at=at(far))
    (row,) = rows(session, case)
    assert (row.open, row.due_on, row.unreckoned) == (True, date(2028, 1, 19), None)


def test_an_open_duty_that_ends_says_why(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    an_act(session, case, "acceptance_annulled", date(2026, 7, 9), by=unit.head, data={"reason": "Nhầm thẩm quyền"})
    assert [(row.open, row.ended_on, row.end_reason) for row in rows(session, case)] == [
        (False, date(2026, 7, 9), "acceptance_annulled")
    ]


def test_a_forecast_writes_nothing(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    before = everything(session, petition)
    found = ledger.forecast(session, petition, "accepted", DAY, today=DAY)
    assert found.stage == "accepted"
    assert everything(session, petition) == before
    assert not session.new
    with pytest.raises(OutOfOrder):
        ledger.forecast(session, petition, "decided", DAY, today=DAY)
