"""Years without an official calendar: every date that rests on one says so, and none ever blocks an entry."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, assess
from app.statute.calendar import BUILT_IN
from app.statute.deadlines import due
from app.statute.policies import Policies
from app.statute.reckoning import StepKind
from app.statute.time_limits import limit_in_force

# rule, first day, last day, the provisional years its reckoning names
RESTS_ON = [
    ("kn.accept_first_law", "2012-08-24", "2012-09-04", [2012]),  # 02/9 a Sunday, 03/9 off in lieu
    ("tcd.reception_reply", "2014-08-25", "2014-09-09", [2014]),  # 01/9 off for Saturday 06/9, worked
    ("tcd.reception_reply", "2015-02-10", "2015-03-03", [2015]),  # Saturday 14/02 worked, 16-20 and 23/02 off
    ("kn.resolve_first", "2018-01-16", "2018-02-21", [2018]),  # day 30 is 15/02, the eve of Tết
    ("tcd.publish_schedule", "2019-05-07", "2019-04-26", [2019]),  # 6, Saturday 4, 3, 2/5; 29/4 to 01/5 off
    ("tc.initial_handling", "2019-12-26", "2020-01-07", [2019]),
    ("tc.initial_handling", "2019-12-31", "2020-01-10", []),  # counting starts on 01/01/2020
    ("tcd.publish_schedule", "2020-01-03", "2019-12-26", [2019]),  # counted back over the turn of the year
    ("kn.resolve_first", "2019-12-20", "2020-01-20", []),  # day 30 is Sunday 19/01/2020: only 2020 is asked
    ("tcd.reception_reply", "2026-12-25", "2027-01-11", [2027]),
    ("tcd.reception_reply", "2026-11-16", "2026-12-01", []),
    ("tcd.unhandled_45_days", "2026-12-10", "2027-01-24", []),  # a ceiling does not ask the calendar
    ("kn.first_decision_effective", "2019-01-02", "2019-02-02", []),  # nor does an effect
]


@pytest.mark.parametrize(("rule", "on", "last", "years"), RESTS_ON)
def test_a_date_names_the_provisional_years_it_rests_on(rule: str, on: str, last: str, years: list[int]) -> None:
    start = date.fromisoformat(on)

    found = due(limit_in_force(rule, start), start, calendar=BUILT_IN)

    assert found.due_on == date.fromisoformat(last)
    assert [step.amount for step in found.reckoning if step.kind is StepKind.PROVISIONAL] == years


def test_where_last_days_do_not_move_no_calendar_is_asked() -> None:
    start = date(2031, 7, 15)

    found = due(limit_in_force("kn.resolve_first", start), start, calendar=BUILT_IN,
                policies=Policies(roll_forward=False))  # fmt: skip

    assert found.due_on == date(2031, 8, 14)


HISTORIES: dict[str, list[tuple[str, int, dict[str, object]]]] = {
    "reception": [("received", 1, {}), ("refused", 1, {}), ("refusal_notified", 9, {})],
    "triage": [("received", 1, {}), ("classified", 2, {}), ("guided", 9, {"to_agency": "x"})],
    "feedback": [("received", 1, {}), ("accepted", 3, {}), ("answered", 20, {})],
    "complaint_first": [("received", 1, {}), ("accepted", 5, {}), ("decided", 12, {}), ("sent", 13, {})],
    "denunciation": [
        ("received", 1, {}),
        ("accepted", 5, {}),
        ("extended", 9, {"days": 30, "criteria": ["a"]}),
        ("verifying", 10, {}),
        ("concluded", 28, {"verdict": "right"}),
    ],
}


def test_days_left_are_counted_on_where_the_calendar_ends() -> None:
    received, today = date(2031, 3, 3), date(2031, 3, 4)

    found = assess("complaint_first", {}, [ActFact("received", received), ActFact("accepted", received)],
                   today=today, calendar=BUILT_IN, policies=Policies(roll_forward=False))  # fmt: skip

    (resolve,) = [one for one in found.duties if one.duty == "kn.resolve_first"]
    assert (resolve.due_on, resolve.working_days_left) == (date(2031, 4, 2), 29)
    assert {(one.held, one.needed) for one in found.duties} == {(0, None)}  # the others have no date and no quota
    assert any(one.unreckoned for one in found.duties)


@pytest.mark.parametrize("procedure", HISTORIES)
@pytest.mark.parametrize("year", [2009, 2011, 2031, 2040])
def test_a_year_no_calendar_knows_never_blocks_an_entry(procedure: str, year: int) -> None:
    acts = [ActFact(act, date(year, 3, day), data) for act, day, data in HISTORIES[procedure]]

    for known in range(1, len(acts) + 1):
        found = assess(procedure, {}, acts[:known], today=date(year, 12, 1), calendar=BUILT_IN)
        assert found.stage
        assert found.open_acts or found.closed or known == len(acts)
        assert all(one.due_on or one.unreckoned for one in found.duties)


def test_a_decision_from_before_the_law_takes_effect_when_somebody_says_so() -> None:
    acts = [("received", 1), ("accepted", 5), ("decided", 12), ("sent", 13)]
    log = [ActFact(act, date(2011, 3, day)) for act, day in acts] + [ActFact("in_force", date(2011, 3, 20))]

    assert assess("complaint_first", {}, log, today=date(2026, 11, 23), calendar=BUILT_IN).stage == "in_force"
