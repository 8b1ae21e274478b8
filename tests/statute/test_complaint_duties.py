"""What an authority owes in a complaint: each limit that binds it and starts with an act of the table is a duty."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, ActRefused, DutyState, assess
from app.statute.calendar import BUILT_IN
from app.statute.duties import DUTIES
from app.statute.time_limits import TIME_LIMITS, versions
from app.statute.time_limits.shape import Certainty
from tests.statute.test_complaint_ways import ALL, DISCIPLINE, FIRST, SECOND, TODAY, assessed, typed

ACCEPTED = "received 07-01 accepted 07-08 verifying 07-09"
DECIDED = f"{ACCEPTED} dialogue_notified 07-13 dialogue_held 07-20 reported 07-21 decided 07-22 sent 07-23"


def on(day: str) -> date:
    return date.fromisoformat(f"2026-{day}")


def duty(procedure: str, name: str, line: str, today: str = "11-23", **facts: object) -> list[tuple[str | None, str]]:
    """Every state of one duty: due on, status."""
    found = assessed(procedure, line, on(today), **facts)
    return [
        (one.due_on.isoformat()[5:] if one.due_on else None, one.status.value)
        for one in found.duties
        if one.duty == name
    ]


def test_no_limit_of_the_citizen_no_effect_and_no_minimum_is_ever_a_duty() -> None:
    for each in DUTIES:
        for rule in each.limits:
            assert all(row.binds_authority for row in versions(rule)), (each.id, rule)


# A number that binds an authority, and why no duty rests on it.
WITHOUT_A_DUTY = {
    "kn.provide_information_circular": "starts with the receipt of the request, which is no act",
    "kn.file_handover": "the decree that may carry it was not read: a closed case is closed",
}


def test_every_limit_of_complaints_with_a_number_that_binds_is_behind_a_duty() -> None:
    numbered = {
        row.id for row in TIME_LIMITS if row.id.startswith("kn.") and row.binds_authority and row.length is not None
    }
    behind = {rule for each in DUTIES for rule in each.limits if rule.startswith("kn.")}

    assert numbered - behind == set(WITHOUT_A_DUTY)
    assert behind <= numbered


@pytest.mark.parametrize("procedure", ALL)
def test_a_citizen_who_lets_a_time_pass_makes_nobody_late(procedure: str) -> None:
    found = assessed(procedure, f"{DECIDED} in_force 10-01 enforcement_directed 10-02 enforced 10-09 closed 10-12 "
                     "file_handed_over 10-12")  # fmt: skip

    late = {one.duty for one in found.duties if one.status == "overdue"}
    assert late == ({"kn.publish_second_decision"} if procedure == SECOND else set())


@pytest.mark.parametrize(("procedure", "name"), [(FIRST, "kn.provide_information"), (SECOND, "kn.provide_information"),
                                                 (DISCIPLINE[0], "kn.disc_provide_information")])  # fmt: skip
def test_information_is_provided_within_seven_days_of_each_request(procedure: str, name: str) -> None:
    asked = f"{ACCEPTED} information_requested 07-13"

    assert duty(procedure, name, asked, "07-20") == [("07-20", "due_soon")]
    assert duty(procedure, name, asked, "07-21") == [("07-20", "overdue")]
    assert duty(procedure, name, f"{asked} information_provided 07-20") == [("07-20", "met")]
    twice = f"{asked} information_requested 07-15 information_provided 07-17"
    assert duty(procedure, name, twice, "07-22") == [("07-20", "met"), ("07-22", "due_soon")]
    assert duty(procedure, name, f"{twice} information_provided 07-24") == [("07-20", "met"), ("07-22", "met_late")]
    assert duty(procedure, name, f"{twice} suspended 07-21 discontinued 07-22")[1] == ("07-22", "ended")


def test_seven_days_in_discipline_are_disputed() -> None:
    found = assessed(DISCIPLINE[1], f"{ACCEPTED} information_requested 07-13")

    (asked,) = [one for one in found.duties if one.duty == "kn.disc_provide_information"]
    assert asked.certainty is Certainty.DISPUTED


def test_a_closed_case_is_closed_and_its_file_may_be_handed_over_once() -> None:
    closed = f"{DECIDED} closed 08-03"

    assert assessed(FIRST, closed).closed
    assert "file_handed_over" in {one.act for one in assessed(FIRST, closed).open_acts}
    over = assessed(FIRST, f"{closed} file_handed_over 09-03")
    assert over.closed
    assert "file_handed_over" not in {one.act for one in over.open_acts}
    refused = "received 07-01 not_accepted 07-08 closed 07-09"  # no case, no file
    assert "file_handed_over" not in {one.act for one in assessed(FIRST, refused).open_acts}


def called(meeting: str) -> list[ActFact]:
    return [*typed(DECIDED), ActFact("publication_meeting_called", on("08-20"), {"meeting_on": f"2026-{meeting}"})]


def test_a_meeting_that_publishes_is_called_three_working_days_before() -> None:
    def notice(meeting: str) -> DutyState:
        found = assess(SECOND, {}, called(meeting), today=TODAY, calendar=BUILT_IN)
        return next(one for one in found.duties if one.duty == "kn.publication_meeting_notice")

    assert (notice("08-24").due_on, notice("08-24").status) == (on("08-20"), "met")  # Saturday 22/8 is worked
    assert (notice("08-22").due_on, notice("08-22").days_late) == (on("08-19"), 1)
    assert notice("08-24").certainty is Certainty.UNVERIFIED
    with pytest.raises(ActRefused, match="họp công khai"):
        notice("08-19")


def test_a_second_decision_is_published_within_fifteen_days() -> None:
    name = "kn.publish_second_decision"

    assert duty(SECOND, name, DECIDED, "08-06") == [("08-06", "due_soon")]
    assert duty(SECOND, name, DECIDED, "08-07") == [("08-06", "overdue")]
    assert duty(SECOND, name, f"{DECIDED} published 08-06") == [("08-06", "met")]
    assert duty(FIRST, name, DECIDED) == []


def test_what_is_found_right_is_decided_on_the_same_day() -> None:
    found = "received 07-01 accepted 07-08 found_right 07-10"

    assert duty(FIRST, "kn.decide_at_once", found, "07-10") == [("07-10", "due_soon")]
    assert duty(FIRST, "kn.decide_at_once", found, "07-11") == [("07-10", "overdue")]  # a Saturday waits no more
    assert duty(FIRST, "kn.decide_at_once", f"{found} decided 07-10") == [("07-10", "met")]


@pytest.mark.parametrize("procedure", ALL)
def test_suspension_and_resumption_are_issued_on_the_day_of_their_ground(procedure: str) -> None:
    line = f"{ACCEPTED} suspension_ground_arose 07-13"

    assert duty(procedure, "kn.issue_suspension", line, "07-14") == [("07-13", "overdue")]
    assert duty(procedure, "kn.issue_suspension", f"{line} suspended 07-13") == [("07-13", "met")]
    assert duty(procedure, "kn.issue_suspension", f"{line} suspended 07-15") == [("07-13", "met_late")]
    gone = f"{line} suspended 07-13 suspension_ground_ceased 08-03"
    assert duty(procedure, "kn.issue_resumption", gone, "08-04") == [("08-03", "overdue")]
    assert duty(procedure, "kn.issue_resumption", f"{gone} resumed 08-03") == [("08-03", "met")]


@pytest.mark.parametrize("procedure", ALL)
def test_a_withdrawn_complaint_is_discontinued_at_once_since_the_reform(procedure: str) -> None:
    name = "kn.issue_discontinuance"
    older = "received 05-04 accepted 05-12"

    assert duty(procedure, name, f"{older} withdrawn 06-29 discontinued 06-30") == []
    assert duty(procedure, name, f"{older} withdrawn 07-01 discontinued 07-02") == [("07-01", "met_late")]
    assert duty(procedure, name, "received 07-01 withdrawn 07-02", "07-03") == [("07-02", "overdue")]
    assert duty(procedure, name, "received 07-01 withdrawn 07-02 not_accepted 07-02")[0][1] == "ended"


def test_the_ground_alone_says_that_a_complaint_was_withdrawn() -> None:
    """The decision with its ground may be all that was written down: the withdrawal then starts no duty of its own."""
    acts = [*typed(ACCEPTED), ActFact("discontinued", on("07-20"), {"ground": "DC_RUT"})]

    assert assess(FIRST, {}, acts, today=TODAY, calendar=BUILT_IN).stage == "discontinued"


@pytest.mark.parametrize("procedure", [FIRST, SECOND])
def test_a_stay_is_lifted_when_its_reason_is_gone_and_stops_no_clock(procedure: str) -> None:
    stayed = f"{ACCEPTED} stay_ordered 07-13"
    resolve = "kn.resolve_first" if procedure == FIRST else "kn.resolve_second"

    assert duty(procedure, resolve, stayed, "07-14") == duty(procedure, resolve, ACCEPTED, "07-14")
    gone = f"{stayed} stay_reason_ceased 07-20"
    assert duty(procedure, "kn.lift_stay", gone, "07-21") == [("07-20", "overdue")]
    assert duty(procedure, "kn.lift_stay", f"{gone} stay_lifted 07-20") == [("07-20", "met")]
    again = f"{gone} stay_lifted 07-20 stay_ordered 07-21 stay_reason_ceased 07-27"
    assert duty(procedure, "kn.lift_stay", again, "07-28") == [("07-20", "met"), ("07-27", "overdue")]


@pytest.mark.parametrize("procedure", ALL)
def test_the_front_is_told_in_seven_days_and_answered_seven_days_after_it_spoke(procedure: str) -> None:
    recommended = f"{DECIDED} front_recommended 07-27"
    answer = "kn.front_recommendation_answer"

    assert duty(procedure, "kn.front_notification", DECIDED, "07-30", forwarder="front") == [("07-29", "overdue")]
    assert duty(procedure, "kn.front_notification", DECIDED, "07-30", forwarder="press") == []
    assert duty(procedure, answer, DECIDED, "07-30", forwarder="front") == []
    assert duty(procedure, answer, recommended, "08-03", forwarder="front") == [("08-03", "due_soon")]
    assert duty(procedure, answer, recommended, "08-04", forwarder="front") == [("08-03", "overdue")]
    answered = f"{recommended} front_recommendation_answered 08-03"
    assert duty(procedure, answer, answered, forwarder="front") == [("08-03", "met")]
    again = f"{answered} front_recommended 08-10"  # long after the decision: nobody is late before it was said
    assert duty(procedure, answer, again, "08-10", forwarder="front") == [("08-03", "met"), ("08-17", "due_soon")]


def test_a_first_decision_on_discipline_has_no_number_of_days_to_be_sent() -> None:
    found = assessed(DISCIPLINE[0], DECIDED)

    assert not [one for one in found.duties if "send" in one.duty]
    assert duty(DISCIPLINE[1], "kn.disc_send_second", DECIDED) == [("07-29", "met")]


# procedure; accepted; facts; due
CEILINGS = [
    (FIRST, "06-30", {"complex": True}, "08-14"),  # before the reform, complexity needs no written grounds
    (FIRST, "07-01", {"complex": True}, "07-31"),  # since, it does
    (FIRST, "07-01", {"complex_grounds": ["PT_dd"]}, "08-17"),  # day 45 is Saturday 15/8
    (FIRST, "07-01", {"remote_area": True}, "08-17"),
    (FIRST, "07-01", {"remote_area": True, "complex": True}, "08-17"),
    (FIRST, "07-01", {"remote_area": True, "complex_grounds": ["g"]}, "09-03"),  # day 60 is Sunday 30/8
    (FIRST, "06-30", {"remote_area": True, "complex": True}, "09-03"),  # Saturday 29/8, then off until 02/9
    (SECOND, "07-01", {}, "08-17"),
    (SECOND, "07-01", {"complex_grounds": ["a", "b"]}, "09-03"),
    (SECOND, "07-01", {"remote_area": True}, "09-03"),
    (SECOND, "07-01", {"remote_area": True, "complex_grounds": ["a"]}, "09-09"),
    (DISCIPLINE[0], "07-01", {"remote_area": True}, "07-31"),  # discipline knows no remote area
    (DISCIPLINE[0], "07-01", {"remote_area": True, "complex_grounds": ["a"]}, "08-17"),
    (DISCIPLINE[1], "07-01", {"complex": True}, "07-31"),
    (DISCIPLINE[1], "06-30", {"complex": True, "dismissal": True}, "08-14"),
]


@pytest.mark.parametrize(("procedure", "accepted", "facts", "due"), CEILINGS)
def test_the_ceiling_is_that_of_the_facts_and_the_day(
    procedure: str, accepted: str, facts: dict[str, object], due: str
) -> None:
    found = assessed(procedure, f"received 06-24 accepted {accepted}", on(accepted), **facts)

    (resolution,) = [one for one in found.duties if "resolve" in one.duty]
    assert resolution.due_on == on(due)


# The transitional clause: cases accepted before 01/7/2026 and undecided (NĐ 155, Điều 22.1).
@pytest.mark.parametrize(
    ("procedure", "halts", "due"),
    [
        (FIRST, "suspended 07-06 resumed 07-27", "07-31"),  # 10/7 and 21 days
        (FIRST, "suspended 07-01 resumed 07-02", "07-13"),  # 11/7 is a Saturday
        (FIRST, "suspended 07-06 resumed 07-13 suspended 07-14 resumed 07-20", "07-23"),
        (DISCIPLINE[0], "suspended 07-10 resumed 07-27", "07-27"),  # on the last day: nothing left but that day
        (SECOND, "suspended 07-06 resumed 08-24", "09-14"),  # 25/7, rolled in the end only: raw 12/9 is a Saturday
    ],
)
def test_a_case_accepted_before_the_reform_is_suspended_by_the_new_rules(procedure: str, halts: str, due: str) -> None:
    found = assessed(procedure, f"received 06-03 accepted 06-10 {halts}")

    (resolution,) = [one for one in found.duties if "resolve" in one.duty]
    assert resolution.due_on == on(due)
    assert "Điều 22" in str([step.citation for step in resolution.reckoning])


def test_the_dialogue_of_an_older_case_is_notified_five_days_before_since_the_reform() -> None:
    older = "received 05-04 accepted 05-12 verifying 05-13"
    name = "kn.dialogue_notice"

    assert duty(FIRST, name, f"{older} dialogue_notified 06-26 dialogue_held 06-30") == []
    assert duty(FIRST, name, f"{older} dialogue_notified 07-06 dialogue_held 07-09") == [("07-03", "met_late")]


@pytest.mark.parametrize(("act", "article"), [("verification_extended", "Điều 18"), ("stay_ordered", "Điều 35")])
@pytest.mark.parametrize(("procedure", "last", "next_day"), [(FIRST, "08-07", "08-08"), (SECOND, "08-22", "08-23")])
def test_neither_verification_nor_stay_goes_past_the_time_for_the_decision(  # 22/8 is a Saturday, worked
    procedure: str, last: str, next_day: str, act: str, article: str
) -> None:
    def until(day: str) -> list[ActFact]:
        return [*typed(ACCEPTED), ActFact(act, on("07-13"), {"until_on": f"2026-{day}"})]

    assert assess(procedure, {}, until(last), today=TODAY, calendar=BUILT_IN)
    with pytest.raises(ActRefused) as refused:
        assess(procedure, {}, until(next_day), today=TODAY, calendar=BUILT_IN)
    assert article in refused.value.article


def invited(procedure: str, told: str, dialogue: str) -> list[DutyState]:
    acts = [*typed("received 05-25 accepted 06-04 verifying 06-08"),
            ActFact("dialogue_notified", on(told), {"dialogue_on": f"2026-{dialogue}"})]  # fmt: skip
    found = assess(procedure, {}, acts, today=TODAY, calendar=BUILT_IN)
    return [one for one in found.duties if one.duty == "kn.dialogue_notice"]


@pytest.mark.parametrize("procedure", ALL)
def test_a_dialogue_told_of_before_the_five_days_were_law_was_not_told_of_late(procedure: str) -> None:
    assert invited(procedure, "06-30", "07-02") == []
    assert invited(procedure, "06-22", "06-30") == []
    (late,) = invited(procedure, "07-01", "07-03")  # the five days bind whoever invites from the reform on
    assert (late.due_on, late.status) == (on("06-26"), "met_late")
    (early,) = invited(procedure, "07-01", "07-06")
    assert (early.due_on, early.status) == (on("07-01"), "met")


@pytest.mark.parametrize("procedure", ALL)
def test_a_paper_due_at_once_on_a_day_off_waits_for_the_next_working_day(procedure: str) -> None:
    line = f"{ACCEPTED} suspension_ground_arose 07-19"  # a Sunday

    assert duty(procedure, "kn.issue_suspension", line, "07-20") == [("07-20", "due_soon")]
    assert duty(procedure, "kn.issue_suspension", line, "07-21") == [("07-20", "overdue")]
    gone = f"{line} suspended 07-20 suspension_ground_ceased 08-30"  # a Sunday; 31/8 to 02/9 are off
    assert duty(procedure, "kn.issue_resumption", f"{gone} resumed 09-03") == [("09-03", "met")]
    taken_back = f"{ACCEPTED} withdrawn 08-22 discontinued 08-24"  # a made-up Saturday is no day off
    assert duty(procedure, "kn.issue_discontinuance", taken_back) == [("08-22", "met_late")]
