"""How duties are judged where one comparison decides: each of these tests kills a change nothing else noticed."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, DutyState, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.deadlines import due
from app.statute.reckoning import StepKind
from app.statute.time_limits import TIME_LIMITS, limit_in_force
from app.statute.time_limits.shape import Certainty, Counting
from tests.statute.test_complaint_ways import FIRST, assessed

DECIDED = "received 07-01 accepted 07-08 verifying 07-09 reported 07-20 decided 07-22"


def duties(line: str, name: str, today: date, **facts: object) -> list[DutyState]:
    return [one for one in assessed(FIRST, line, today, **facts).duties if one.duty == name]


def test_acceptance_of_several_waits_for_what_is_missing_and_starts_again_with_it() -> None:
    line = "received 07-01 supplement_requested 07-03 supplemented 07-10"

    waited, again = duties(line, "kn.accept_first", date(2026, 7, 15), several_complainants=True)

    assert (waited.status, waited.ended_on, waited.end_reason) == (
        Status.ENDED, date(2026, 7, 3), "awaiting_supplement",
    )  # fmt: skip
    assert (again.trigger.act, again.started_on, again.due_on) == (
        "supplemented", date(2026, 7, 10), date(2026, 7, 20),
    )  # fmt: skip


def test_acceptance_of_one_complainant_does_not_wait() -> None:
    line = "received 07-01 supplement_requested 07-03 supplemented 07-10"

    (only,) = duties(line, "kn.accept_first", date(2026, 7, 15))

    assert (only.trigger.act, only.due_on, only.status) == ("received", date(2026, 7, 10), Status.OVERDUE)


def test_an_acceptance_that_waited_is_not_ended_by_a_second_request_alone() -> None:
    """Only what the receipt started waits: what the supplement started runs on."""
    line = "received 07-01 supplement_requested 07-03 supplemented 07-10 supplement_requested 07-13"

    first, second = duties(line, "kn.accept_first", date(2026, 7, 15), several_complainants=True)

    assert (first.status, second.status) == (Status.ENDED, Status.DUE_SOON)


@pytest.mark.parametrize(
    ("papers", "met"),
    [
        (["decided"], True),
        (["accepted", "decided"], True),
        (["accepted"], False),
        (["other"], False),
    ],
)
def test_papers_sent_meet_the_duties_they_name(papers: list[str], met: bool) -> None:  # noqa: FBT001 - a case
    days = {"received": 1, "accepted": 8, "verifying": 9, "reported": 20, "decided": 22}
    acts = [ActFact(act, date(2026, 7, day), {}, day) for act, day in days.items()]
    sent = ActFact("sent", date(2026, 7, 23), {"papers": papers}, 99)

    found = assess(FIRST, {}, [*acts, sent], today=date(2026, 7, 24), calendar=BUILT_IN)

    (sending,) = [one for one in found.duties if one.duty == "kn.send_first_decision"]
    assert (sending.satisfied_on == date(2026, 7, 23)) == met
    assert found.stage == ("sent" if met else "decided")


def test_only_a_quota_counts_how_often() -> None:
    found = assessed(FIRST, DECIDED, date(2026, 7, 24))

    assert {(one.needed, one.held) for one in found.duties} == {(None, 0)}


def test_a_date_nobody_can_reckon_is_disputed_only_where_two_limits_are() -> None:
    acts = [ActFact("received", date(2031, 3, 3)), ActFact("accepted", date(2031, 3, 4))]

    found = assess(FIRST, {}, acts, today=date(2031, 3, 5), calendar=BUILT_IN)

    said = {one.duty: one.certainty for one in found.duties if one.unreckoned}
    assert said["kn.accept_first"] is Certainty.DISPUTED
    assert said["kn.resolve_first"] is not Certainty.DISPUTED


def test_each_answer_meets_one_request_and_a_new_request_waits_for_its_own() -> None:
    line = (
        "received 07-01 accepted 07-08 verifying 07-09 information_requested 07-10 information_requested 07-13 "
        "information_provided 07-14 information_requested 07-15 information_provided 07-16"
    )

    met = [one.satisfied_on for one in duties(line, "kn.provide_information", date(2026, 7, 20))]
    after = duties(f"{line} information_provided 07-17", "kn.provide_information", date(2026, 7, 20))

    assert met == [date(2026, 7, 14), date(2026, 7, 16), None]
    assert after[-1].satisfied_on == date(2026, 7, 17)


def test_days_skipped_are_told_in_working_days_and_the_posting_counts_from_its_own_day() -> None:
    start = date(2026, 11, 16)
    (posted,) = [row for row in TIME_LIMITS if row.counting is Counting.DURATION and row.length][:1]

    replied = due(limit_in_force("tcd.reception_reply", start), start, calendar=BUILT_IN)
    stands = due(posted, posted.in_force_from, calendar=BUILT_IN)

    weekends = [date(2026, 11, day) for day in (21, 22, 28, 29)]
    assert [step.on for step in replied.skipped if step.on in weekends] == weekends
    assert replied.steps[0].kind is StepKind.START
    assert stands.steps[0].kind is StepKind.START_COUNTED
