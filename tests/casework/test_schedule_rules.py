"""Rules of a schedule make its days a year ahead, once each, and change only those nobody has touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.following import Hand
from app.casework.overdue import overdue
from app.casework.permissions import SYSTEM
from app.casework.postings import Posting, post_days, to_post
from app.casework.reception_alarms import short_periods, unposted_days
from app.casework.reception_days import Plan, cancel_day, change_day, plan_day
from app.casework.schedule_rules import RuleDraft, change_rule, extend_rules, foresee, make_rule
from app.casework.sessions import session_of
from app.records.reception import OffDay, ReceptionDay, ReceptionKind, ReceptionRule, RuleEvery
from tests.makers import Unit, a_unit, at

TODAY = date(2026, 7, 6)
AUGUST, SEPTEMBER = date(2026, 8, 17), date(2026, 9, 15)
FIFTEENTH = RuleDraft(
    ReceptionKind.HEAD, RuleEvery.MONTH_DAY, OffDay.NEXT, 15, 0, time(7, 30), time(11), from_on=TODAY, place="Phòng 1",
)  # fmt: skip
POSTED = Posting(TODAY, "Trụ sở UBND xã", "Bà Lan")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def made(session: Session, unit: Unit, draft: RuleDraft = FIFTEENTH) -> ReceptionRule:
    rule, _ = make_rule(session, draft, agency_id=unit.agency.id, by=unit.officer, at=at(TODAY), today=TODAY)
    return rule


def changed(session: Session, unit: Unit, rule: ReceptionRule, draft: RuleDraft) -> int:
    return change_rule(session, rule, draft, expected_version=rule.version, by=unit.officer, at=at(TODAY), today=TODAY)


def days(session: Session) -> dict[date, ReceptionDay]:
    return {day.on: day for day in session.scalars(select(ReceptionDay).order_by(ReceptionDay.on))}


def posted(session: Session, unit: Unit, *which: ReceptionDay, **others: Any) -> None:
    post_days(session, which, replace(POSTED, **others), by=unit.officer, at=at(TODAY), today=TODAY)


def test_a_rule_makes_the_days_of_a_year_ahead_each_with_its_matter(session: Session, unit: Unit) -> None:
    rule = made(session, unit)

    found = days(session)
    assert (len(found), min(found), max(found)) == (12, date(2026, 7, 15), date(2027, 6, 15))
    assert AUGUST in found  # the fifteenth is a Saturday
    assert found[AUGUST].rule_on == date(2026, 8, 15)
    assert all(session_of(session, day) for day in found.values())
    assert rule.made_until == date(2027, 6, 15)


def test_what_is_foreseen_is_what_is_made(session: Session, unit: Unit) -> None:
    plan = Plan(AUGUST, ReceptionKind.HEAD, time(8), time(9))
    plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(TODAY), today=TODAY)
    foreseen = foresee(session, FIFTEENTH, agency_id=unit.agency.id, today=TODAY)
    assert [one.day.on for one in foreseen if one.taken] == [AUGUST]

    made(session, unit)

    assert {one.day.on for one in foreseen} == set(days(session))
    assert days(session)[AUGUST].rule_id is None


def test_the_months_that_come_are_added_once(session: Session, unit: Unit) -> None:
    made(session, unit)
    later = TODAY + timedelta(days=40)
    hand = Hand(SYSTEM, at(later), later)

    assert extend_rules(session, hand) == 2
    assert extend_rules(session, hand) == 0


def test_a_day_moved_or_cancelled_by_hand_is_not_made_again(session: Session, unit: Unit) -> None:
    rule = made(session, unit)
    found = days(session)
    plan = Plan(date(2026, 8, 20), ReceptionKind.HEAD, time(8), time(9))
    change_day(
        session, found[AUGUST], plan, expected_version=found[AUGUST].version, by=unit.officer, at=at(TODAY),
        today=TODAY, reason="Họp",
    )  # fmt: skip
    off = found[SEPTEMBER]
    cancel_day(session, off, "Nghỉ", expected_version=off.version, by=unit.officer, at=at(TODAY), today=TODAY)

    changed(session, unit, rule, replace(FIFTEENTH, place="Phòng 2"))

    again = days(session)
    assert AUGUST not in again
    assert (again[date(2026, 8, 20)].place, again[SEPTEMBER].place) == ("", "Phòng 1")
    assert again[date(2026, 10, 15)].place == "Phòng 2"


def test_changing_a_rule_leaves_what_is_posted_and_calls_the_rest_off(session: Session, unit: Unit) -> None:
    rule = made(session, unit)
    before = days(session)
    posted(session, unit, before[AUGUST])
    gone = session_of(session, before[SEPTEMBER])

    changed(session, unit, rule, replace(FIFTEENTH, every=RuleEvery.MONTH_WEEKDAY, number=2, weekday=0))

    after = days(session)
    assert AUGUST in after
    assert SEPTEMBER not in after
    assert date(2026, 9, 14) in after
    assert gone is not None
    assert (gone.stage, gone.open) == ("cancelled", False)


def test_a_rule_that_ends_takes_the_days_after_its_end(session: Session, unit: Unit) -> None:
    rule = made(session, unit)
    assert changed(session, unit, rule, replace(FIFTEENTH, until_on=date(2026, 8, 31))) == 2
    assert list(days(session)) == [date(2026, 7, 15), AUGUST]


def test_two_people_do_not_change_a_rule_at_once_and_strangers_never(session: Session, unit: Unit) -> None:
    rule = made(session, unit)
    with pytest.raises(ChangedMeanwhile):
        change_rule(session, rule, FIFTEENTH, expected_version=7, by=unit.head, at=at(TODAY), today=TODAY)
    for by in (unit.handler, a_unit(session, "UBND xã Ia Nan").officer):
        with pytest.raises(NotAllowed):
            make_rule(session, FIFTEENTH, agency_id=unit.agency.id, by=by, at=at(TODAY), today=TODAY)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": 32}, "month_day"),
        ({"number": 0}, "month_day"),
        ({"every": RuleEvery.MONTH_WEEKDAY, "number": 5}, "week"),
        ({"ends_at": time(7)}, "ends_at"),
        ({"until_on": TODAY - timedelta(days=1)}, "until_on"),
        ({"from_on": date(2025, 6, 1)}, "from_on"),
    ],
)
def test_a_rule_that_cannot_be_names_its_field(session: Session, unit: Unit, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        foresee(session, replace(FIFTEENTH, **wrong), agency_id=unit.agency.id, today=TODAY)
    assert refused.value.field == field


# --- posting ------------------------------------------------------------------------------------------------------


def test_all_the_days_of_a_month_are_posted_at_once(session: Session, unit: Unit) -> None:
    made(session, unit)
    two = to_post(session, unit.agency.id, first=TODAY, last=date(2026, 8, 31))
    assert [day.on for day in two] == [date(2026, 7, 15), AUGUST]

    posted(session, unit, *two)

    assert not to_post(session, unit.agency.id, first=TODAY, last=date(2026, 8, 31))
    assert (two[0].posted_on, two[0].posted_where, two[0].posted_by) == (TODAY, "Trụ sở UBND xã", "Bà Lan")
    late = overdue(session, unit.head, today=date(2026, 8, 14))
    assert {row.procedure for row in late.rows} == {"reception_duty"}  # July in person; nothing about posting


@pytest.mark.parametrize(("wrong", "field"), [({"on": TODAY + timedelta(days=1)}, "on"), ({"where": ""}, "where")])
def test_a_posting_that_cannot_be_names_its_field(
    session: Session, unit: Unit, wrong: dict[str, Any], field: str
) -> None:
    made(session, unit)
    with pytest.raises(Refused) as refused:
        posted(session, unit, days(session)[AUGUST], **wrong)
    assert refused.value.field == field


def test_a_posting_typed_after_its_date_takes_the_number_of_the_schedule(session: Session, unit: Unit) -> None:
    made(session, unit)
    day, later = days(session)[AUGUST], date(2026, 8, 13)
    early = Posting(date(2026, 7, 1), "Trụ sở")  # before it was typed in at all
    with pytest.raises(Refused) as refused:
        post_days(session, [day], early, by=unit.officer, at=at(later), today=later)
    assert refused.value.field == "document_no"


def test_a_posting_before_the_day_was_typed_in_counts_with_its_number(session: Session, unit: Unit) -> None:
    made(session, unit)
    day, later = days(session)[AUGUST], date(2026, 8, 13)
    early = Posting(date(2026, 7, 1), "Trụ sở", document_no="15/TB-UBND")
    post_days(session, [day], early, by=unit.officer, at=at(later), today=later)
    matter = session_of(session, day)
    assert matter is not None
    assert matter.stage == "published"


# --- what calls before it is late ---------------------------------------------------------------------------------


def test_a_month_the_schedule_cannot_fill_calls_before_it_ends(session: Session, unit: Unit) -> None:
    made(session, unit)  # one day in July; a commune owes two
    found = short_periods(session, [unit.agency.id], today=TODAY)
    assert [(one.last, one.days) for one in found] == [(date(2026, 7, 31), 1)]

    made(session, unit, replace(FIFTEENTH, number=27))
    assert short_periods(session, [unit.agency.id], today=TODAY) == []


def test_a_day_calls_when_its_posting_is_near_and_no_more_once_posted(session: Session, unit: Unit) -> None:
    made(session, unit)
    day = days(session)[date(2026, 7, 15)]
    assert unposted_days(session, [unit.agency.id], today=date(2026, 6, 30)) == []
    found = unposted_days(session, [unit.agency.id], today=TODAY)
    assert [(one.ref, one.due_on) for one in found] == [(day.ref, date(2026, 7, 8))]
    posted(session, unit, day)
    assert unposted_days(session, [unit.agency.id], today=TODAY) == []
