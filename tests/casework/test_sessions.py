"""A head's day and what the head owes in a period: matters with a log, posted, moved, held, short, closed."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.errors import Refused
from app.casework.following import Hand
from app.casework.head_duties import MARK
from app.casework.ledger import assessment_of
from app.casework.overdue import overdue
from app.casework.reception_days import Outcome, Plan, cancel_day, change_day, hold_day, plan_day
from app.casework.reception_upkeep import Kept, keep_up
from app.casework.sessions import follow, session_of
from app.records.agencies import Level
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import Chair, ReceptionDay, ReceptionKind
from app.records.settings import Mark
from tests.makers import Unit, a_unit, a_viewer, a_visit, an_agency, at

BEGUN = date(2026, 7, 1)
DAY = date(2026, 7, 20)  # a Monday
LAST_TO_POST = date(2026, 7, 13)
BY_DEPUTY = Outcome(Chair.DEPUTY, "Bà Kpuih H’Mai, Phó Chủ tịch", reason="Thủ trưởng đi họp", document="02/BB")
IN_PERSON = Outcome(Chair.HEAD, "Ông Siu Blut, Chủ tịch", document="01/BB")


@pytest.fixture
def unit(session: Session) -> Unit:
    session.add(Mark(name=MARK, value=BEGUN.isoformat()))
    return a_unit(session)


def planned(
    session: Session, unit: Unit, on: date = DAY, *, typed: date = BEGUN, kind: ReceptionKind = ReceptionKind.HEAD
) -> ReceptionDay:
    plan = Plan(on, kind, time(7, 30), time(11), "Phòng 1", "Ông Siu Blut, Chủ tịch")
    return plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(typed), today=typed)


def held(session: Session, unit: Unit, day: ReceptionDay, outcome: Outcome, *, today: date | None = None) -> None:
    typed = today or day.on
    hold_day(session, day, outcome, expected_version=day.version, by=unit.officer, at=at(typed), today=typed)


def moved(session: Session, unit: Unit, day: ReceptionDay, to_on: date, *, today: date, **others: Any) -> None:
    given = {"reason": "Bão số 4", **others}
    plan = Plan(to_on, day.kind, time(7, 30), time(11), day.place, day.chaired_by)
    change_day(session, day, plan, expected_version=day.version, by=unit.officer, at=at(today), today=today, **given)


def the_session(session: Session, day: ReceptionDay) -> Matter:
    matter = session_of(session, day)
    assert matter is not None
    return matter


def log_of(session: Session, matter: Matter) -> list[str]:
    return list(session.scalars(select(Act.act).where(Act.matter_id == matter.id).order_by(Act.id)))


def the_period(session: Session, first: date = BEGUN) -> Matter:
    return session.scalars(select(Matter).where(Matter.procedure == "reception_duty", Matter.opened_on == first)).one()


def owed(session: Session, matter: Matter) -> list[tuple[str, date | None, bool, str | None]]:
    rows = session.scalars(select(Obligation).where(Obligation.matter_id == matter.id, ~Obligation.superseded))
    return [(row.duty, row.due_on, row.open, row.end_reason) for row in rows]


# --- the day ------------------------------------------------------------------------------------------------------


def test_a_planned_day_owes_its_posting_by_the_fifth_working_day_before(session: Session, unit: Unit) -> None:
    matter = the_session(session, planned(session, unit))

    assert owed(session, matter) == [("tcd.publish_schedule", LAST_TO_POST, True, None)]
    late = overdue(session, unit.head, today=LAST_TO_POST + timedelta(days=1))
    assert [row.ref for row in late.rows] == [matter.ref]


@pytest.mark.parametrize("kind", [ReceptionKind.REGULAR, ReceptionKind.UNSCHEDULED])
def test_only_a_day_of_the_head_has_a_matter(session: Session, unit: Unit, kind: ReceptionKind) -> None:
    assert session_of(session, planned(session, unit, kind=kind)) is None


def test_a_day_written_down_after_it_passed_owes_no_posting(session: Session, unit: Unit) -> None:
    assert session_of(session, planned(session, unit, typed=DAY + timedelta(days=1))) is None


def test_a_party_body_keeps_its_own_schedule(session: Session) -> None:
    session.add(Mark(name=MARK, value=BEGUN.isoformat()))
    party = an_agency(session, "Văn phòng Tỉnh ủy", level=Level.PARTY)
    officer = a_viewer(session, party, RoleKind.OFFICER)
    plan = Plan(DAY, ReceptionKind.HEAD, time(7, 30), time(11))
    day = plan_day(session, plan, agency_id=party.id, by=officer, at=at(BEGUN), today=BEGUN)

    assert session_of(session, day) is None
    assert keep_up(session, today=DAY, at=at(DAY)).opened == 0


def test_a_day_is_moved_only_with_a_reason_and_is_posted_again(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    with pytest.raises(Refused) as refused:
        moved(session, unit, day, DAY + timedelta(days=7), today=BEGUN, reason="")
    assert refused.value.field == "reason"

    moved(session, unit, day, DAY + timedelta(days=7), today=BEGUN)

    assert owed(session, the_session(session, day)) == [
        ("tcd.publish_schedule", LAST_TO_POST, False, "moved"),
        ("tcd.publish_schedule", LAST_TO_POST + timedelta(days=7), True, None),
    ]


def test_other_hours_are_no_move(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    moved(session, unit, day, DAY, today=BEGUN, reason="")
    assert log_of(session, the_session(session, day)) == ["planned"]


def test_a_cancelled_day_owes_nothing_and_begins_anew_when_it_is_put_back(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    first = the_session(session, day)
    cancel_day(session, day, "Lũ", expected_version=day.version, by=unit.officer, at=at(BEGUN), today=BEGUN)
    assert (first.stage, first.open) == ("cancelled", False)

    moved(session, unit, day, DAY, today=BEGUN)

    assert the_session(session, day) is not first
    assert first.stage == "cancelled"
    assert the_session(session, day).stage == "planned"


def test_a_day_found_not_to_have_taken_place_was_not_cancelled_in_time(session: Session, unit: Unit) -> None:
    day, after = planned(session, unit), DAY + timedelta(days=2)
    cancel_day(session, day, "Mất điện", expected_version=day.version, by=unit.officer, at=at(after), today=after)
    assert the_session(session, day).stage == "not_held"


def test_an_unposted_day_is_held_all_the_same_and_its_posting_stays_owed(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    held(session, unit, day, IN_PERSON)
    matter = the_session(session, day)

    assert (matter.stage, matter.open) == ("held_empty", True)
    assert owed(session, matter) == [("tcd.publish_schedule", LAST_TO_POST, True, None)]

    assert keep_up(session, today=date(2026, 8, 31), at=at(date(2026, 8, 31))).never_posted == 0
    assert keep_up(session, today=date(2026, 9, 1), at=at(date(2026, 9, 1))).never_posted == 1
    assert owed(session, matter) == [("tcd.publish_schedule", LAST_TO_POST, False, "never_posted")]
    assert not matter.open


def test_a_visit_makes_the_day_a_held_one_and_a_deputy_is_told_afterwards(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    a_visit(session, unit, on=DAY, reception_kind=ReceptionKind.HEAD)
    a_visit(session, unit, on=DAY, reception_kind=ReceptionKind.HEAD)
    assert log_of(session, the_session(session, day)) == ["planned", "session_held"]
    assert log_of(session, the_period(session)) == ["period_opened", "held_in_person"]

    held(session, unit, day, BY_DEPUTY)

    assert log_of(session, the_period(session)) == [
        "period_opened", "held_in_person", "withdrawn_entry", "held_by_deputy",
    ]  # fmt: skip
    last = session.scalars(select(Act).where(Act.matter_id == day.matter_id).order_by(Act.id.desc())).first()
    assert last is not None
    assert (last.act, last.data) == ("session_held", {"chair": "deputy"})


@pytest.mark.parametrize("hidden", [{"kind": PetitionKind.DENUNCIATION}, {"secret": True}])
def test_a_hidden_visit_leaves_no_trace_in_logs_all_may_read(
    session: Session, unit: Unit, hidden: dict[str, Any]
) -> None:
    day = planned(session, unit)
    a_visit(session, unit, on=DAY, reception_kind=ReceptionKind.HEAD, **hidden)

    assert log_of(session, the_session(session, day)) == ["planned"]
    assert log_of(session, the_period(session)) == ["period_opened"]


# --- the period ---------------------------------------------------------------------------------------------------


def test_a_period_opens_when_it_has_begun_once_and_only_from_the_first_run_on(session: Session) -> None:
    a_unit(session)
    assert keep_up(session, today=DAY, at=at(DAY)) == Kept(0, 0, 0, 0, 0)  # July had begun before
    august = date(2026, 8, 3)
    assert keep_up(session, today=august, at=at(august)).opened == 1
    assert keep_up(session, today=august, at=at(august)).opened == 0
    assert the_period(session, date(2026, 8, 1)).code == "KTCD-08/2026"


def test_a_commune_owes_a_week_before_the_reform_and_a_month_after_it(session: Session) -> None:
    session.add(Mark(name=MARK, value="2026-06-22"))
    a_unit(session)
    keep_up(session, today=BEGUN, at=at(BEGUN))

    wanted = select(Matter.code).where(Matter.procedure == "reception_duty").order_by(Matter.opened_on)
    assert session.scalars(wanted).all() == ["KTCD-22.06.2026", "KTCD-29.06.2026", "KTCD-07/2026"]


def test_a_day_of_the_cut_week_counts_for_the_week_and_for_the_month(session: Session) -> None:
    session.add(Mark(name=MARK, value="2026-06-29"))
    unit = a_unit(session)
    keep_up(session, today=BEGUN, at=at(BEGUN))
    friday = date(2026, 7, 3)
    held(session, unit, planned(session, unit, friday), IN_PERSON)

    assert [row[2] for row in owed(session, the_period(session, date(2026, 6, 29)))] == [False]
    assert assessment_of(session, the_period(session), today=friday).duties[0].held == 1


def test_two_days_in_person_fill_the_month_of_a_commune(session: Session, unit: Unit) -> None:
    for on in (date(2026, 7, 10), DAY):
        held(session, unit, planned(session, unit, on), IN_PERSON)
    assert owed(session, the_period(session)) == [("tcd.commune_head_days", date(2026, 7, 31), False, None)]


def test_a_short_month_is_late_is_seen_and_is_closed_after_the_next_one(session: Session, unit: Unit) -> None:
    held(session, unit, planned(session, unit, date(2026, 7, 10)), BY_DEPUTY)
    held(session, unit, planned(session, unit), IN_PERSON)
    supervisor = a_viewer(session, an_agency(session, "Thanh tra tỉnh", level=Level.PROVINCE), RoleKind.SUPERVISOR)
    period = the_period(session)

    late = overdue(session, supervisor, today=date(2026, 8, 1))
    assert (period.ref, "tcd.commune_head_days") in [(row.ref, row.duty) for row in late.rows]
    keep_up(session, today=date(2026, 8, 31), at=at(date(2026, 8, 31)))
    assert period.stage == "running"
    keep_up(session, today=date(2026, 9, 1), at=at(date(2026, 9, 1)))
    assert owed(session, period) == [("tcd.commune_head_days", date(2026, 7, 31), False, "period_over")]


def test_a_day_typed_after_the_month_makes_it_up_only_with_its_minute(session: Session, unit: Unit) -> None:
    held(session, unit, planned(session, unit), IN_PERSON)
    second = planned(session, unit, date(2026, 7, 27))
    august = date(2026, 8, 5)
    with pytest.raises(Refused) as refused:
        held(session, unit, second, Outcome(Chair.HEAD, note="Không ai đến"), today=august)
    assert refused.value.field == "document"


def test_a_late_day_with_its_minute_counts(session: Session, unit: Unit) -> None:
    for on in (DAY, date(2026, 7, 27)):
        held(session, unit, planned(session, unit, on), IN_PERSON, today=date(2026, 8, 5))
    assert [row[2] for row in owed(session, the_period(session))] == [False]


def test_a_closed_period_is_never_touched_again(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    september = date(2026, 9, 1)
    keep_up(session, today=september, at=at(september))
    before = log_of(session, the_period(session))
    held(session, unit, day, IN_PERSON, today=september)
    assert log_of(session, the_period(session)) == before == ["period_opened", "period_closed"]


def test_a_day_moved_to_the_next_month_counts_there(session: Session, unit: Unit) -> None:
    day, august = planned(session, unit), date(2026, 8, 3)
    cancel_day(session, day, "Lũ", expected_version=day.version, by=unit.officer, at=at(BEGUN), today=BEGUN)
    assert log_of(session, the_period(session)) == ["period_opened", "cancelled"]
    moved(session, unit, day, august, today=BEGUN)
    assert log_of(session, the_period(session)) == ["period_opened", "cancelled", "withdrawn_entry"]


def test_following_twice_writes_nothing_twice(session: Session, unit: Unit) -> None:
    day = planned(session, unit)
    held(session, unit, day, IN_PERSON)
    before = session.scalar(select(func.count()).select_from(Act))
    follow(session, day, Hand(unit.officer, at(DAY), DAY))
    assert session.scalar(select(func.count()).select_from(Act)) == before


def test_days_planned_before_there_were_matters_are_taken_up_where_they_can_still_be_posted(
    session: Session, unit: Unit
) -> None:
    for on in (DAY, date(2026, 7, 10)):
        planned(session, unit, on).matter_id = None
    today = date(2026, 7, 6)  # the tenth had to be posted by the third

    assert keep_up(session, today=today, at=at(today)).taken_up == 1
    assert keep_up(session, today=today, at=at(today)).taken_up == 0
