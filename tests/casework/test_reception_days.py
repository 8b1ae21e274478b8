"""Days of reception: planned, held by whom, empty, cancelled; found by their visits; told by what somebody may see."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.permissions import Viewer
from app.casework.reception_days import Outcome, Plan, cancel_day, change_day, hold_day, plan_day
from app.casework.reception_schedule import DayRow, Standing, day_row, days_between, find_day, missing_outcomes
from app.casework.respondents import NewRespondent
from app.records.audit import AuditEntry
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, Visit, VisitOutcome
from tests.conftest import settings_at
from tests.makers import DAY, Unit, a_unit, a_viewer, a_visit, an_agency, at
from tests.workers import at_once

HEADS = ReceptionKind.HEAD
NEXT_WEEK = DAY + timedelta(days=7)
BY_DEPUTY = Outcome(Chair.DEPUTY, "Bà Kpuih H’Mai, Phó Chủ tịch", reason="Thủ trưởng đi họp")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def a_plan(on: date = DAY, kind: ReceptionKind = HEADS, **others: Any) -> Plan:
    return Plan(on, kind, time(7, 30), time(11), **others)


def planned(session: Session, unit: Unit, on: date = DAY, kind: ReceptionKind = HEADS, **others: Any) -> ReceptionDay:
    """A day planned a week before."""
    before = on - timedelta(days=7)
    plan = a_plan(on, kind, **others)
    return plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(before), today=before)


def held(session: Session, unit: Unit, day: ReceptionDay, outcome: Outcome, *, today: date = DAY) -> None:
    hold_day(session, day, outcome, expected_version=day.version, by=unit.officer, at=at(today), today=today)


def cancelled(session: Session, unit: Unit, day: ReceptionDay, reason: str = "Mưa lũ", *, today: date = DAY) -> None:
    cancel_day(session, day, reason, expected_version=day.version, by=unit.officer, at=at(today), today=today)


def seen(session: Session, viewer: Viewer, day: ReceptionDay, *, today: date = DAY) -> DayRow:
    return day_row(session, viewer, day, today=today)


def test_a_day_is_planned_with_its_hours_place_and_who_receives(session: Session, unit: Unit) -> None:
    day = planned(session, unit, place="Phòng 1", chaired_by="Ông Siu Blut, Chủ tịch")
    row = seen(session, unit.head, day)
    assert (row.standing, row.chair, row.starts_at, row.place) == (Standing.PLANNED, Chair.HEAD, time(7, 30), "Phòng 1")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "reception_day_planned")).one()
    assert (entry.subject, entry.detail) == (day.ref, {"on": DAY.isoformat(), "kind": "head"})


def test_a_past_day_may_be_planned_and_recorded_at_once(session: Session, unit: Unit) -> None:
    late = DAY + timedelta(days=3)
    day = plan_day(session, a_plan(), agency_id=unit.agency.id, by=unit.head, at=at(late), today=late)
    assert seen(session, unit.head, day, today=late).standing is Standing.MISSING
    held(session, unit, day, Outcome(Chair.HEAD, document="Biên bản 3/BB"), today=late)
    assert seen(session, unit.head, day, today=late).standing is Standing.EMPTY


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (a_plan(DAY + timedelta(days=367)), "on"),
        (a_plan(date(2025, 6, 30)), "on"),
        (Plan(DAY, HEADS, time(11), time(7, 30)), "ends_at"),
        (Plan(DAY, HEADS, time(8), time(8)), "ends_at"),
    ],
)
def test_a_plan_that_cannot_be_names_its_field(session: Session, unit: Unit, plan: Plan, field: str) -> None:
    with pytest.raises(Refused) as refused:
        plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(DAY), today=DAY)
    assert refused.value.field == field


def test_a_day_a_year_ahead_may_be_planned(session: Session, unit: Unit) -> None:
    plan = a_plan(DAY + timedelta(days=366))
    assert plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(DAY), today=DAY).id


def test_one_day_of_a_kind_is_planned_once_and_a_cancelled_one_is_put_back(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    with pytest.raises(Refused, match="đã có buổi tiếp"):
        planned(session, unit)
    assert planned(session, unit, kind=ReceptionKind.REGULAR)
    cancelled(session, unit, day)
    with pytest.raises(Refused, match="lên lịch lại"):
        planned(session, unit)
    change_day(session, day, a_plan(), expected_version=day.version, by=unit.officer, at=at(DAY), today=DAY)
    assert (day.state, day.reason) == (DayState.PLANNED, "")


@pytest.mark.parametrize("kind", [RoleKind.HANDLER, RoleKind.SUPERVISOR, RoleKind.AUDITOR, RoleKind.ADMINISTRATOR])
def test_only_officers_and_heads_of_the_agency_keep_its_schedule(session: Session, unit: Unit, kind: RoleKind) -> None:
    day = planned(session, unit)
    for by in (a_viewer(session, unit.agency, kind), a_unit(session, "UBND xã Ia Nan").officer):
        with pytest.raises(NotAllowed):
            plan_day(session, a_plan(NEXT_WEEK), agency_id=unit.agency.id, by=by, at=at(DAY), today=DAY)
        with pytest.raises(NotAllowed):
            hold_day(session, day, BY_DEPUTY, expected_version=1, by=by, at=at(DAY), today=DAY)
        with pytest.raises(NotAllowed):
            cancel_day(session, day, "Bận", expected_version=1, by=by, at=at(DAY), today=DAY)
        with pytest.raises(NotAllowed):
            change_day(session, day, a_plan(), expected_version=1, by=by, at=at(DAY), today=DAY)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    first = day.version
    change_day(session, day, a_plan(place="Phòng 1"), expected_version=first, by=unit.head, at=at(DAY), today=DAY)
    with pytest.raises(ChangedMeanwhile):
        change_day(
            session, day, a_plan(place="Phòng 2"), expected_version=first, by=unit.officer, at=at(DAY), today=DAY
        )
    assert day.place == "Phòng 1"


# --- what became of it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "field"),
    [
        (Outcome(Chair.OFFICER, document="Biên bản 1"), "chair"),
        (Outcome(Chair.DEPUTY, reason="Đi họp", document="Biên bản 1"), "chaired_by"),
        (Outcome(Chair.DEPUTY, "Bà Mai", document="Biên bản 1"), "reason"),
        (Outcome(Chair.HEAD), "document"),
    ],
)
def test_an_outcome_that_lacks_something_names_its_field(
    session: Session, unit: Unit, outcome: Outcome, field: str
) -> None:
    day = planned(session, unit)
    with pytest.raises(Refused) as refused:
        held(session, unit, day, outcome)
    assert refused.value.field == field


def test_nothing_is_recorded_of_a_day_to_come(session: Session, unit: Unit) -> None:
    day = planned(session, unit, NEXT_WEEK)
    with pytest.raises(Refused, match="chưa đến"):
        held(session, unit, day, BY_DEPUTY)


def test_a_day_held_by_a_deputy_keeps_who_and_why(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    a_visit(session, unit, reception_kind=HEADS)
    held(session, unit, day, BY_DEPUTY)
    row = seen(session, unit.head, day)
    assert (row.standing, row.chair, row.reason) == (Standing.HELD, Chair.DEPUTY, "Thủ trưởng đi họp")


def test_a_day_with_visits_is_not_cancelled(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    a_visit(session, unit, reception_kind=HEADS)
    with pytest.raises(Refused, match="1 lượt tiếp"):
        cancelled(session, unit, day)


def test_a_cancelled_day_needs_its_reason_and_says_it(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    with pytest.raises(Refused):
        cancelled(session, unit, day, "")
    cancelled(session, unit, day)
    assert (seen(session, unit.head, day).standing, day.reason) == (Standing.CANCELLED, "Mưa lũ")
    with pytest.raises(Refused, match="đã hủy rồi"):
        cancelled(session, unit, day)


def test_a_past_day_without_an_outcome_calls_for_work_until_it_has_one(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    assert session.scalar(missing_outcomes(unit.head, DAY)) == 0
    assert session.scalar(missing_outcomes(unit.head, NEXT_WEEK)) == 1
    assert session.scalar(missing_outcomes(unit.handler, NEXT_WEEK)) == 0
    assert session.scalar(missing_outcomes(a_unit(session, "UBND xã Ia Nan").head, NEXT_WEEK)) == 0
    held(session, unit, day, Outcome(Chair.HEAD, note="Không có công dân đến"), today=NEXT_WEEK)
    assert session.scalar(missing_outcomes(unit.head, NEXT_WEEK)) == 0


# --- its visits ---------------------------------------------------------------------------------------------------


def test_a_planned_day_is_held_from_its_first_visit_on(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    visits = [a_visit(session, unit, reception_kind=HEADS, people_count=count) for count in (1, 7)]
    assert {session.get_one(Visit, one.id).reception_day_id for one in visits} == {day.id}
    row = seen(session, unit.officer, day)
    assert (row.standing, row.visits, row.people) == (Standing.HELD, 2, 8)
    assert (day.state, day.starts_at) == (DayState.HELD, time(7, 30))


def test_a_visit_on_a_day_that_was_cancelled_is_taken_and_the_day_is_held(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    cancelled(session, unit, day)
    a_visit(session, unit, reception_kind=HEADS)
    assert (day.state, day.reason) == (DayState.HELD, "")


def test_a_visit_of_another_kind_leaves_the_planned_day_alone(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    a_visit(session, unit)
    assert day.state is DayState.PLANNED
    kinds = session.scalars(select(ReceptionDay.kind).order_by(ReceptionDay.id)).all()
    assert kinds == [HEADS, ReceptionKind.REGULAR]


def test_two_first_visits_at_once_hold_one_planned_day(engine: Engine, database_url: str, tmp_path: Path) -> None:
    with Session(engine) as session:
        planned(session, a_unit(session), kind=ReceptionKind.REGULAR)
        session.commit()
    answers = at_once("register", settings_at(database_url, tmp_path), at(DAY), processes=3)
    assert len({code for answer in answers for code in answer}) == 30
    with Session(engine) as session:
        assert session.scalars(select(ReceptionDay.state)).all() == [DayState.HELD]
        assert session.scalar(select(func.count()).where(Visit.reception_day_id.is_not(None))) == 30


# --- what is hidden -----------------------------------------------------------------------------------------------


def against_the_head(session: Session, unit: Unit, **others: Any) -> None:
    """Somebody denounces the head at the head's own desk: nobody of the agency may learn of it."""
    a_visit(
        session, unit, outcome=VisitOutcome.NOTED, kind=PetitionKind.DENUNCIATION,
        respondents=[NewRespondent(unit.agency.id, "Chủ tịch", is_head=True)], **others,
    )  # fmt: skip


def test_a_visit_hidden_from_the_agency_leaves_its_planned_day_as_it_stood(session: Session, unit: Unit) -> None:
    day = planned(session, unit, kind=ReceptionKind.REGULAR)
    against_the_head(session, unit)
    assert seen(session, unit.officer, day).standing is Standing.PLANNED
    assert seen(session, unit.head, day, today=NEXT_WEEK).standing is Standing.MISSING
    assert session.scalar(missing_outcomes(unit.head, NEXT_WEEK)) == 1
    cancelled(session, unit, day)
    watcher = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
    assert seen(session, watcher, day).visits == 1


def test_a_day_only_a_hidden_visit_made_is_not_there_and_its_place_can_be_taken(session: Session, unit: Unit) -> None:
    against_the_head(session, unit)
    made = session.scalars(select(ReceptionDay)).one()
    month: dict[str, Any] = {"agency_id": unit.agency.id, "first": DAY, "last": DAY, "today": DAY}
    assert days_between(session, unit.head, **month) == []
    assert find_day(session, unit.head, made.ref, today=DAY) is None
    assert session.scalar(missing_outcomes(unit.head, NEXT_WEEK)) == 0
    day = planned(session, unit, kind=ReceptionKind.REGULAR)
    assert seen(session, unit.head, day).standing is Standing.PLANNED
    assert session.scalars(select(Visit.reception_day_id)).one() == day.id


def test_a_visit_hidden_later_leaves_no_held_day_behind(session: Session, unit: Unit) -> None:
    """Held by a visit everybody saw, until it turned out to be a denunciation an officer may not see."""
    day = planned(session, unit, kind=ReceptionKind.REGULAR)
    a_visit(session, unit, secret=True)
    assert day.state is DayState.HELD
    other = a_viewer(session, unit.agency, RoleKind.OFFICER)
    assert seen(session, other, day, today=NEXT_WEEK).standing is Standing.MISSING
    assert session.scalar(missing_outcomes(other, NEXT_WEEK)) == 1
    assert seen(session, unit.head, day).visits == 1


def test_other_agencies_see_no_day_and_supervisors_every_one(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    month: dict[str, Any] = {"agency_id": unit.agency.id, "first": DAY, "last": DAY, "today": DAY}
    watcher = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
    stranger = a_unit(session, "UBND xã Ia Nan").head
    assert [row.ref for row in days_between(session, watcher, **month)] == [day.ref]
    assert days_between(session, stranger, **month) == []
    assert find_day(session, stranger, day.ref, today=DAY) is None
    seen = find_day(session, unit.handler, day.ref, today=DAY)  # who handles reads the schedule of their agency
    assert seen is not None


# --- groups -------------------------------------------------------------------------------------------------------


def test_the_mandate_is_kept_for_a_group_only_and_goes_behind_the_seal(session: Session, unit: Unit) -> None:
    mandate = "Giấy cử người đại diện ngày 01/7/2026"
    group, few = (a_visit(session, unit, people_count=count, mandate=mandate) for count in (5, 4))
    assert session.get_one(Visit, group.id).mandate == mandate
    assert session.get_one(Visit, few.id).mandate == ""
    sealed = a_visit(session, unit, people_count=6, mandate=mandate, secret=True)
    assert session.get_one(Visit, sealed.id).mandate == ""


def test_who_received_decides_what_the_visits_of_the_day_owe(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    visit = a_visit(session, unit, reception_kind=HEADS)
    owed = select(Obligation).where(Obligation.matter_id == visit.id, Obligation.duty == "tcd.head_answer_2026")
    assert session.scalars(owed).one().open
    held(session, unit, day, BY_DEPUTY)
    assert visit.facts == {"by_head": False}
    assert [(row.open, row.end_reason) for row in session.scalars(owed)] == [(False, "withdrawn_by_correction")]
    held(session, unit, day, Outcome(Chair.HEAD, "Ông Siu Blut, Chủ tịch"))
    assert [row.open for row in session.scalars(owed.where(~Obligation.superseded))] == [True]


def test_an_answer_the_head_did_not_owe_is_no_judgement_of_the_head(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    visit = a_visit(session, unit, reception_kind=HEADS, outcome=VisitOutcome.ANSWERED)
    held(session, unit, day, BY_DEPUTY)
    of_visit = select(Obligation.duty).where(Obligation.matter_id == visit.id, ~Obligation.superseded)
    assert session.scalars(of_visit).all() == ["tcd.reception_reply"]


def test_a_visit_written_down_after_the_outcome_knows_who_received(session: Session, unit: Unit) -> None:
    day = planned(session, unit, kind=ReceptionKind.REGULAR)
    held(session, unit, day, Outcome(Chair.HEAD, "Ông Siu Blut, Chủ tịch", note="Chưa có ai"))
    assert a_visit(session, unit).facts == {"by_head": True}
