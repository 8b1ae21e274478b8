"""Every transition of the law on complaints: from where to where, its article, who is told, and what it needs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, DutyState, assess
from app.statute.calendar import BUILT_IN
from app.statute.log import Scope
from app.statute.procedures import NOTHING, PREVIOUS, SAME, acts_of, edge_for, reading_below, told_below
from app.statute.procedures.complaints import WAY_ON
from app.statute.procedures.shape import Party
from app.statute.terms import Procedure

FIRST, SECOND = "complaint_first", "complaint_second"
DISCIPLINE = ("discipline_first", "discipline_second")
ADMIN, ALL = (FIRST, SECOND), (FIRST, SECOND, *DISCIPLINE)
TODAY = date(2026, 11, 23)
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
OPEN = "accepted verifying dialogue awaiting_decision"
INVITED = "complainant representative respondent interested related_body"
STOPPED = "complainant representative respondent interested"

# procedures; from; act; to; an article it rests on; who is told
WAYS = [
    (ALL, "received", "classified", "screening", "LTCD 26", ""),
    (ALL, "screening", "supplement_requested", "needs_supplement", "ND124 16.1", "complainant"),
    (ALL, "needs_supplement", "supplemented", "screening", "ND124 16.1", ""),
    (ALL, "screening", "guided", "redirected", "LTCD 26.1.b", "complainant"),
    (ALL, "screening", "returned", "redirected", "TT05_2021 6", "forwarder"),
    (ALL, "screening", "transferred", "transferred", "ND154 6.3.b", "competent_body complainant"),
    ((FIRST,), "screening", "not_accepted", "not_accepted", "LKN 27",
     "complainant representative forwarder inspectorate"),
    ((SECOND,), "screening", "not_accepted", "not_accepted", "LKN 36.1",
     "complainant representative forwarder inspectorate"),
    (DISCIPLINE, "screening", "not_accepted", "not_accepted", "LKN 50", "complainant"),
    ((FIRST,), "screening", "accepted", "accepted", "LKN 27", "complainant representative forwarder inspectorate"),
    ((SECOND,), "screening", "accepted", "accepted", "LKN 36.1", "complainant representative forwarder inspectorate"),
    (DISCIPLINE, "screening", "accepted", "accepted", "LKN 50", "complainant"),
    ((FIRST,), "accepted", "found_right", "awaiting_decision", "LKN 29.1.a", ""),
    ((FIRST,), "accepted", "verifying", "verifying", "LKN 29", "respondent complainant"),
    ((SECOND,), "accepted", "verifying", "verifying", "LKN 38", "respondent complainant"),
    (DISCIPLINE[:1], "accepted", "verifying", "verifying", "LKN 52", "respondent complainant"),
    (DISCIPLINE[1:], "accepted", "verifying", "verifying", "LKN 55.2", "respondent complainant"),
    (ALL, "verifying", "verification_extended", SAME, "ND124 18", ""),
    (ADMIN, "verifying", "reported", "awaiting_decision", "LKN 29.4", ""),
    ((FIRST,), "verifying", "dialogue_notified", "dialogue", "LKN 30", INVITED),
    ((SECOND,), "verifying", "dialogue_notified", "dialogue", "LKN 39", INVITED),
    (DISCIPLINE[:1], "verifying", "dialogue_notified", "dialogue", "LKN 53.1", "complainant respondent related_body"),
    (DISCIPLINE[1:], "verifying", "dialogue_notified", "dialogue", "LKN 55.3", "complainant respondent related_body"),
    (ALL, "dialogue", "dialogue_held", "awaiting_decision", "ND124 28", ""),
    ((FIRST,), "awaiting_decision accepted", "decided", "decided", "LKN 31", ""),
    ((SECOND,), "awaiting_decision", "decided", "decided", "LKN 40", ""),
    (DISCIPLINE[:1], "awaiting_decision", "decided", "decided", "LKN 54", ""),
    (DISCIPLINE[1:], "awaiting_decision", "decided", "decided", "LKN 56", ""),
    ((FIRST,), "decided", "sent", "sent", "LKN 32", "complainant superior interested forwarder inspectorate"),
    ((SECOND,), "decided", "sent", "sent", "LKN 41.1", "complainant respondent lower_resolver interested forwarder"),
    (DISCIPLINE[:1], "decided", "sent", "sent", "LKN 54.2", "complainant related_body"),
    (DISCIPLINE[1:], "decided", "sent", "sent", "LKN 56.2", "complainant related_body lower_resolver"),
    ((SECOND,), "sent", "published", "published", "LKN 41.2", "public"),
    ((SECOND,), "sent", "publication_meeting_called", SAME, "ND124 12", INVITED),
    ((FIRST,), f"decided sent in_force suspended {OPEN}", "second_complaint_lodged", "second_complaint", "LKN 33", ""),
    (DISCIPLINE[:1], f"decided sent in_force suspended {OPEN}", "second_complaint_lodged", "second_complaint",
     "LKN 51.3", ""),
    (ADMIN, f"{OPEN} suspended decided sent in_force", "court_accepted", "in_litigation", "LKN 42", ""),
    (DISCIPLINE, f"{OPEN} suspended decided sent in_force", "court_accepted", "in_litigation", "LKN 57.3", ""),
    (ALL, "in_litigation", "court_discontinued", PREVIOUS, "LKN 11.9", ""),
    (ALL, OPEN, "suspended", "suspended", "LKN 11a.1", STOPPED),
    (ALL, "suspended", "resumed", PREVIOUS, "ND124 28b.2", STOPPED),
    (ALL, "received screening needs_supplement", "discontinued", "discontinued", "LKN 11a.2", STOPPED),
    (ALL, f"{OPEN} suspended", "discontinued", "discontinued", "LKN 11a.2", f"{STOPPED} commune"),
    (ALL, "suspended discontinued", "sent", SAME, "LKN", STOPPED),
    (ADMIN, OPEN, "stay_ordered", SAME, "LKN 35", "complainant respondent interested handling_body"),
    (ADMIN, f"{OPEN} suspended decided", "stay_lifted", SAME, "LKN 35",
     "complainant respondent interested handling_body"),
    ((SECOND,), OPEN, "council_convened", SAME, "LKN 43", ""),
    (DISCIPLINE, OPEN, "council_convened", SAME, "LKN 52", ""),
    (DISCIPLINE[1:], OPEN, "first_report_requested", SAME, "LKN 55.1", "lower_resolver"),
    ((SECOND,), f"{OPEN} suspended", "lower_file_requested", SAME, "LKN 15.1.a", "lower_resolver"),
    (DISCIPLINE[1:], f"{OPEN} suspended", "lower_file_requested", SAME, "LKN 55.1", "lower_resolver"),
    ((FIRST,), "sent", "in_force", "in_force", "LKN 44.1", ""),
    ((SECOND,), "sent published", "in_force", "in_force", "LKN 44.2", ""),
    (DISCIPLINE, "sent", "in_force", "in_force", "LKN 57.1", ""),
    (DISCIPLINE, "in_force enforcing enforced", "announced", SAME, "LKN 58.1", "staff"),
    (ALL, "in_force", "enforcement_directed", "enforcing", "LKN 46", "handling_body interested"),
    (ALL, "enforcing", "enforced", "enforced", "LKN 46", ""),
    (ALL, "decided sent closed", "front_recommended", SAME, "LKN 66.2", ""),
    (ALL, "decided sent closed", "front_recommendation_answered", SAME, "LKN 66.2", "forwarder"),
    (ADMIN, OPEN, "acceptance_annulled", "acceptance_annulled", "LKN",
     "complainant representative forwarder inspectorate"),
    (DISCIPLINE, OPEN, "acceptance_annulled", "acceptance_annulled", "LKN 50", "complainant"),
    (ALL, "acceptance_annulled", "guided", "redirected", "ND154 15.2", "complainant"),
    (ALL, "acceptance_annulled", "returned", "redirected", "TT05_2021 6", "forwarder"),
    (ALL, "acceptance_annulled", "transferred", "transferred", "ND154 6.3.b", "competent_body complainant"),
    ((FIRST,), "acceptance_annulled", "not_accepted", "not_accepted", "LKN 11",
     "complainant representative forwarder inspectorate"),
    ((FIRST,), "acceptance_annulled", "accepted", "accepted", "LKN 27",
     "complainant representative forwarder inspectorate"),
    ((SECOND,), "acceptance_annulled", "accepted", "accepted", "LKN 36.1",
     "complainant representative forwarder inspectorate"),
    (DISCIPLINE, "acceptance_annulled", "accepted", "accepted", "LKN 50", "complainant"),
    (ALL, "sent in_force enforced not_accepted discontinued redirected transferred in_litigation", "closed", "closed",
     "LKN 34", ""),
    (ALL, "closed", "file_handed_over", SAME, "ND124 30", ""),
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[2]}-{way[0][0]}")
def test_a_transition_of_the_law_is_an_edge(way: tuple[tuple[str, ...], str, str, str, str, str]) -> None:
    procedures, sources, act, target, article, told = way
    for procedure in procedures:
        for source in sources.split():
            edge = edge_for(procedure, source, act, AFTER)
            assert edge is not None, (procedure, source)
            assert edge.target == target
            assert any(ref.startswith(article) for ref in edge.provisions), edge.provisions
            assert set(edge.notifies) == {Party(name) for name in told.split()}


TOLD_BELOW = {  # by hand: the act above, what it is in the log below, and whether it is refused without
    (SECOND, "accepted"): ("second_complaint_lodged", False),
    (DISCIPLINE[1], "accepted"): ("second_complaint_lodged", False),
    ("denunciation_overdue", "report_requested"): ("delay_report_demanded", False),
    ("denunciation_overdue", "accepted"): ("taken_over", True),
}
READING = {
    SECOND: {"lower_file_requested"},
    DISCIPLINE[1]: {"lower_file_requested"},
    "denunciation_further": {"lower_file_requested"},
    "denunciation_overdue": {"lower_file_requested", "stop_ordered"},
}


@pytest.mark.parametrize("procedure", list(Procedure))
def test_what_is_told_and_read_below_is_what_the_law_has_told_and_read(procedure: Procedure) -> None:
    told = {(procedure.value, act): told_below(procedure, act) for act in acts_of(procedure)}
    by_hand = {key: what for key, what in TOLD_BELOW.items() if key[0] == procedure}
    assert {key: what for key, what in told.items() if what[0]} == by_hand
    assert reading_below(procedure) == READING.get(procedure.value, set())


@pytest.mark.parametrize("procedure", ALL)
def test_before_the_reform_a_withdrawal_ends_a_complaint_and_only_the_complainant_is_told(procedure: str) -> None:
    edge = edge_for(procedure, "verifying", "discontinued", BEFORE)

    assert edge is not None
    assert (edge.provisions, edge.needs, edge.notifies) == (("LKN 10",), ("withdrawn",), (Party.COMPLAINANT,))
    for act in ("suspended", "suspension_ground_arose", "withdrawn_part"):
        assert edge_for(procedure, "verifying", act, BEFORE) is None
        assert edge_for(procedure, "verifying", act, AFTER) is not None


def test_a_verification_is_extended_since_the_circular_of_2016() -> None:
    assert edge_for(FIRST, "verifying", "verification_extended", date(2016, 12, 4)) is None
    assert edge_for(FIRST, "verifying", "verification_extended", date(2016, 12, 5)) is not None


def test_a_complaint_begins_with_its_receipt_and_a_second_one_is_another_matter() -> None:
    for procedure in ALL:
        assert edge_for(procedure, NOTHING, "received", AFTER)
        assert edge_for(procedure, NOTHING, "accepted", AFTER) is None
    assert edge_for(SECOND, "sent", "second_complaint_lodged", AFTER) is None


def typed(line: str) -> list[ActFact]:
    """Acts of 2026 from "received 07-01 accepted 07-09"; "+3" is three days after the act before."""
    words, acts, day = line.split(), [], TODAY
    for act, on in zip(words[::2], words[1::2], strict=True):
        day = day + timedelta(days=int(on)) if on.startswith("+") else date.fromisoformat(f"2026-{on}")
        acts.append(ActFact(act, day))
    return acts


def assessed(procedure: str, line: str, today: date = TODAY, **facts: object) -> Assessment:
    return assess(procedure, facts, typed(line), today=today, calendar=BUILT_IN)


def states(found: Assessment) -> dict[str, DutyState]:
    return {one.duty: one for one in found.duties}


UNMET = [
    (FIRST, "received 07-01 accepted 07-08 information_provided 07-09", "information_provided", "Điều 14"),
    (FIRST, "received 07-01 accepted 07-08 stay_lifted 07-09", "stay_lifted", "Điều 35"),
    (FIRST, "received 07-01 accepted 07-08 stay_ordered 07-09 stay_reason_ceased 07-10 stay_reason_ceased 07-11",
     "stay_reason_ceased", "Điều 35"),
    (DISCIPLINE[0], "received 07-01 accepted 07-08 stay_ordered 07-09", "stay_ordered", "Điều 50"),
    (FIRST, "received 07-01 accepted 07-08 council_convened 07-09", "council_convened", "Điều 28"),
    (SECOND, "received 07-01 accepted 07-08 found_right 07-09", "found_right", "Điều 37"),
    (SECOND, "received 07-01 accepted 07-08 council_advised 07-09", "council_advised", "Điều 36"),
    (FIRST, "received 07-01 not_accepted 07-08 closed 07-09 file_handed_over 07-10", "file_handed_over", "Điều 30"),
    (FIRST, "received 07-01 accepted 07-08 decided 07-09 sent 07-10 front_recommended 07-13", "front_recommended",
     "Điều 66"),
    (FIRST, "received 05-04 accepted 05-12 withdrawn_part 06-30", "withdrawn_part", "Điều 10"),
    (FIRST, "received 05-04 accepted 05-12 suspension_ground_arose 06-30", "suspension_ground_arose", "Điều 28a"),
    (DISCIPLINE[1], "received 07-01 accepted 07-08 second_complaint_lodged 07-09", "second_complaint_lodged",
     "Điều 50"),
]  # fmt: skip


@pytest.mark.parametrize(("procedure", "line", "act", "article"), UNMET)
def test_an_act_without_what_it_needs_is_refused_with_its_article(
    procedure: str, line: str, act: str, article: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        assessed(procedure, line)

    assert refused.value.act == act
    assert article in refused.value.article


def test_only_the_fronts_own_petition_carries_its_recommendation() -> None:
    line = "received 07-01 accepted 07-08 decided 07-09 sent 07-10"

    assert "front_recommended" not in {one.act for one in assessed(FIRST, line, forwarder="press").open_acts}
    assert "front_recommended" in {one.act for one in assessed(FIRST, line, forwarder="front").open_acts}


def test_accepted_again_after_an_annulment_the_case_has_its_whole_time_from_the_new_acceptance() -> None:
    line = "received 07-01 accepted 07-08 acceptance_annulled 07-20 accepted 08-03"
    first, again = (one for one in assessed(FIRST, line).duties if one.duty == "kn.resolve_first")

    assert (first.due_on, first.ended_on, first.end_reason) == (
        date(2026, 8, 7), date(2026, 7, 20), "acceptance_annulled",
    )  # fmt: skip
    assert (again.started_on, again.due_on, again.is_owed) == (date(2026, 8, 3), date(2026, 9, 3), True)  # 02/9 is off


def test_what_becomes_of_an_annulled_petition_is_said_in_the_petition_and_not_in_its_case() -> None:
    of_the_case = assess(FIRST, {}, typed("accepted 07-08 acceptance_annulled 07-20"), today=TODAY, calendar=BUILT_IN,
                         scope=Scope.CASE)  # fmt: skip
    whole = assess(FIRST, {}, typed("received 07-01 accepted 07-08 acceptance_annulled 07-20"), today=TODAY,
                   calendar=BUILT_IN, scope=Scope.INTAKE)  # fmt: skip

    assert {one.act for one in whole.open_acts} >= WAY_ON
    assert WAY_ON.isdisjoint(one.act for one in of_the_case.open_acts)
    assert (whole.closed, of_the_case.closed) == (False, True)


@pytest.mark.parametrize("procedure", ALL)
def test_after_the_court_discontinued_the_suit_the_complaint_goes_on_where_it_was(procedure: str) -> None:
    line = "received 07-01 accepted 07-08 verifying 07-09 suspended 07-20 court_accepted 07-27"

    stopped = assessed(procedure, f"{line} court_discontinued 09-01", dismissal=True)
    going_on = assessed(procedure, f"{line} court_discontinued 09-01 resumed 09-07", dismissal=True)

    assert stopped.stage == "suspended"
    assert going_on.stage == "verifying"


def test_a_suit_that_came_to_nothing_gives_the_whole_time_again() -> None:
    line = "received 07-01 accepted 07-08 verifying 07-09 court_accepted 07-27 court_discontinued 09-07"
    found = states(assessed(FIRST, line, remote_area=True))

    assert found["kn.resolve_first"].end_reason == "court"
    again = found["kn.resolve_first_after_court"]
    assert (again.due_on, again.certainty) == (date(2026, 10, 22), "interpretation")  # 45 days from 07/9
    assert "Điều 11" in again.citation


def test_a_suit_after_the_decision_starts_no_time_again() -> None:
    line = "received 07-01 accepted 07-08 decided 07-20 sent 07-21 court_accepted 07-27 court_discontinued 09-07"
    found = assessed(FIRST, line)

    assert found.stage == "sent"
    assert "kn.resolve_first_after_court" not in states(found)


def test_grounds_of_complexity_written_at_acceptance_hold_after_the_suit() -> None:
    acts = typed("received 07-01 accepted 07-08 verifying 07-09 court_accepted 07-27 court_discontinued 09-07")
    acts[1] = ActFact("accepted", acts[1].on, {"complex_grounds": ["a"]})
    found = states(assess(FIRST, {}, acts, today=TODAY, calendar=BUILT_IN))

    assert found["kn.resolve_first"].raw_due_on == date(2026, 8, 22)
    assert found["kn.resolve_first_after_court"].due_on == date(2026, 10, 22)


def test_a_second_complaint_may_follow_a_first_decision_in_force() -> None:
    """Effect runs from issue, the complainant's thirty days from receipt."""
    line = "received 07-01 accepted 07-08 decided 07-13 sent 07-28 in_force 08-13"

    assert "second_complaint_lodged" in {one.act for one in assessed(FIRST, line).open_acts}
    found = states(assessed(FIRST, f"{line} second_complaint_lodged 08-17"))
    assert found["kn.enforcement_direction"].end_reason == "second_instance"


def test_a_suspension_after_the_time_was_out_takes_no_right_to_complain_again() -> None:
    """Thirty days from 08/7 end on 07/8. Suspended before, the time is not out, however long ago it began."""
    late = "received 07-01 accepted 07-08 suspended 08-10"

    assert "second_complaint_lodged" in {one.act for one in assessed(FIRST, late).open_acts}
    found = states(assessed(FIRST, f"{late} second_complaint_lodged 08-17"))["kn.resolve_first"]
    assert (found.end_reason, found.days_late) == ("second_instance", 10)
    in_time = "received 07-01 accepted 07-08 suspended 08-07"
    assert "second_complaint_lodged" not in {one.act for one in assessed(FIRST, in_time).open_acts}
    with pytest.raises(ActRefused, match="chưa hết hạn"):
        assessed(FIRST, f"{in_time} second_complaint_lodged 08-17")


def test_a_dialogue_put_off_is_notified_again() -> None:
    invited = "received 07-01 accepted 07-08 verifying 07-09 dialogue_notified 07-13 dialogue_notified 07-20"

    assert assessed(SECOND, f"{invited} dialogue_held 08-03").stage == "awaiting_decision"


def test_a_second_complaint_may_come_before_the_first_decision_is_sent_but_not_while_a_court_has_it() -> None:
    """Who knows of the decision, or waits for it past the time, complains again; the sending is still owed."""
    decided = "received 07-01 accepted 07-08 decided 08-05"

    found = assessed(FIRST, f"{decided} second_complaint_lodged 08-10")
    assert (found.stage, states(found)["kn.send_first_decision"].end_reason) == ("second_complaint", None)
    sent = states(assessed(FIRST, f"{decided} second_complaint_lodged 08-10 sent 08-11"))["kn.send_first_decision"]
    assert sent.satisfied_on == date(2026, 8, 11)
    in_court = f"{decided} court_accepted 08-07"
    assert "second_complaint_lodged" not in {one.act for one in assessed(FIRST, in_court).open_acts}
    back = assessed(FIRST, f"{in_court} court_discontinued 08-14")
    assert "second_complaint_lodged" in {one.act for one in back.open_acts}
