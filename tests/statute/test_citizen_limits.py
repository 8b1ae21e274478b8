"""How long the citizen has: to complain again, to sue. It makes nobody late and is never a duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.statute.assessment import ActFact, assess
from app.statute.calendar import BUILT_IN
from app.statute.citizen_limits import CitizenLimit, CountedFrom, Right, citizen_limits
from app.statute.policies import DEFAULT
from app.statute.terms import Procedure
from app.statute.time_limits import versions

TODAY = date(2026, 12, 1)
BEFORE = (
    ActFact("received", date(2026, 10, 1)), ActFact("classified", date(2026, 10, 1)),
    ActFact("accepted", date(2026, 10, 5)), ActFact("verifying", date(2026, 10, 7)),
)  # fmt: skip
DECIDED = (*BEFORE, ActFact("reported", date(2026, 10, 26)), ActFact("decided", date(2026, 10, 28)))
SENT = (*DECIDED, ActFact("sent", date(2026, 10, 30)))


def rights(
    *acts: ActFact, facts: Mapping[str, object] | None = None, procedure: Procedure = Procedure.COMPLAINT_FIRST
) -> dict[Right, CitizenLimit]:
    found = assess(procedure, facts or {}, acts, today=TODAY, calendar=BUILT_IN)
    limits = citizen_limits(
        procedure, facts or {}, found.history, found.duties, today=TODAY, calendar=BUILT_IN, policies=DEFAULT
    )
    return {one.right: one for one in limits}


def last_day(one: CitizenLimit) -> date | None:
    return one.deadline.due_on if one.deadline else None


def test_after_a_decision_was_sent_thirty_days_to_complain_again_and_a_year_to_sue() -> None:
    found = rights(*SENT)
    assert {right: last_day(one) for right, one in found.items()} == {
        Right.COMPLAIN_AGAIN: date(2026, 11, 30),  # thirty days end on Sunday 29/11
        Right.SUE: date(2027, 11, 1),  # a year ends on Saturday 30/10/2027
    }
    assert {one.counted_from for one in found.values()} == {CountedFrom.SENDING}


def test_in_remote_areas_forty_five_days() -> None:
    assert last_day(rights(*SENT, facts={"remote_area": True})[Right.COMPLAIN_AGAIN]) == date(2026, 12, 14)


def test_the_clock_has_not_started_while_nothing_was_sent() -> None:
    found = rights(*DECIDED)
    assert {(one.counted_from, last_day(one)) for one in found.values()} == {(CountedFrom.NOT_SENT, None)}


def test_papers_sent_that_are_not_the_decision_start_nothing() -> None:
    other = ActFact("sent", date(2026, 10, 30), {"papers": ["other"]})
    assert {one.counted_from for one in rights(*DECIDED, other).values()} == {CountedFrom.NOT_SENT}


def test_without_a_decision_they_count_from_the_end_of_the_time_for_one() -> None:
    found = rights(*BEFORE)  # 05/10 and thirty days: 04/11
    assert last_day(found[Right.COMPLAIN_AGAIN]) == date(2026, 12, 4)
    assert last_day(found[Right.SUE]) == date(2027, 11, 4)
    assert {one.counted_from for one in found.values()} == {CountedFrom.TIME_OUT}


def test_a_right_used_is_told_no_more() -> None:
    lodged = ActFact("second_complaint_lodged", date(2026, 11, 10))
    assert Right.COMPLAIN_AGAIN not in rights(*SENT, lodged)


def test_a_denunciation_and_a_running_complaint_have_none() -> None:
    early = assess("complaint_first", {}, BEFORE, today=date(2026, 10, 20), calendar=BUILT_IN)
    where = {"today": date(2026, 10, 20), "calendar": BUILT_IN, "policies": DEFAULT}
    assert citizen_limits(Procedure.COMPLAINT_FIRST, {}, early.history, early.duties, **where) == ()  # type: ignore[arg-type]
    assert rights(ActFact("received", date(2026, 10, 1)), procedure=Procedure.DENUNCIATION) == {}


def test_every_limit_named_is_the_citizen_s_own() -> None:
    for one in (*rights(*SENT).values(), *rights(*BEFORE).values()):
        assert not any(version.binds_authority for version in versions(one.limit.id))


def test_when_the_time_is_out_again_after_a_suit_that_came_to_nothing_one_may_complain_again() -> None:
    """The case went on, and its whole time ran from the court's decision (LKN 11.9): thirty days end on 16/11."""
    suit = (ActFact("court_accepted", date(2026, 10, 12)), ActFact("court_discontinued", date(2026, 10, 16)))
    found = rights(*BEFORE, *suit)[Right.COMPLAIN_AGAIN]

    assert (found.counted_from, found.started_on) == (CountedFrom.TIME_OUT, date(2026, 11, 16))  # 15/11 is a Sunday
    assert last_day(found) == date(2026, 12, 16)
