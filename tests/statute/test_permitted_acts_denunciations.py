"""Who may record what, in every stage of a denunciation: written by hand from the law, held against the table.

Each line: the stage; what the desk may record; what whoever handles the matter may record besides; what only the head
may. An act named here may still wait for another one (``needs``), for a fact or for a date: see the second half.
"""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, Assessment, Scope, assess
from app.statute.calendar import BUILT_IN
from app.statute.terms import DENUNCIATIONS, Procedure
from tests.statute.after_transfer import own_edges as edges_of
from tests.statute.after_transfer import own_stages as stages_of

ROLES = ("officer", "handler", "head")
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
SINCE_THE_REFORM = {"delay_justified"}  # the decree brought it with its ceiling of 45 days; else only articles change

SCREENED = """
received
  withdrawn withdrawn_part harm_imminent
  classified supplement_requested guided split transferred not_processed filed kept_for_inspection not_accepted accepted
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented forwarder_notified
  delay_justified
initial_screening
  withdrawn withdrawn_part harm_imminent
  classified supplement_requested guided split transferred not_processed filed kept_for_inspection not_accepted accepted
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented forwarder_notified
  delay_justified
needs_supplement
  supplemented withdrawn withdrawn_part harm_imminent
  filed kept_for_inspection not_accepted withdrawal_set_aside crime_signs_found referred_to_investigators
  harm_prevented sent
  delay_justified
guided
  -
  sent forwarder_notified closed
  -
transferred
  -
  sent forwarder_notified closed
  -
not_processed
  -
  forwarder_notified closed
  -
filed
  -
  forwarder_notified closed
  -
kept_for_inspection
  -
  forwarder_notified closed
  -
not_accepted
  -
  sent forwarder_notified closed
  -
"""

REVIEWED = """
received
  withdrawn withdrawn_part harm_imminent
  classified supplement_requested guided transferred filed not_accepted accepted
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented forwarder_notified
  no_re_resolution delay_justified
further_review
  withdrawn withdrawn_part harm_imminent
  classified supplement_requested guided transferred filed not_accepted accepted
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented forwarder_notified
  no_re_resolution delay_justified
needs_supplement
  supplemented withdrawn withdrawn_part harm_imminent
  filed not_accepted withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented sent
  delay_justified
guided
  -
  sent forwarder_notified closed
  -
transferred
  -
  sent forwarder_notified closed
  -
filed
  -
  forwarder_notified closed
  -
not_accepted
  -
  sent forwarder_notified closed
  -
no_re_resolution
  -
  sent forwarder_notified closed
  -
"""

DELAYED = """
received
  withdrawn withdrawn_part harm_imminent
  classified supplement_requested guided transferred filed not_accepted lower_resolved
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented forwarder_notified
  report_requested delay_justified
overdue_review
  withdrawn withdrawn_part harm_imminent
  classified supplement_requested guided transferred filed not_accepted lower_resolved
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented forwarder_notified
  report_requested delay_justified
needs_supplement
  supplemented withdrawn withdrawn_part harm_imminent
  filed not_accepted withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented sent
  delay_justified
report_requested
  delay_reported withdrawn withdrawn_part harm_imminent
  lower_resolved withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented sent
  forwarder_notified closed
  supervised stop_ordered responsibility_considered
delay_reported
  withdrawn withdrawn_part harm_imminent
  lower_resolved withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented sent
  forwarder_notified closed
  supervised stop_ordered responsibility_considered
supervised
  delay_reported withdrawn withdrawn_part harm_imminent
  lower_resolved withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented sent
  forwarder_notified closed
  stop_ordered responsibility_considered
stop_ordered
  withdrawn withdrawn_part harm_imminent
  withdrawal_set_aside crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  accepted responsibility_considered
lower_resolved
  -
  sent forwarder_notified closed
  responsibility_considered
guided
  -
  sent forwarder_notified closed
  -
transferred
  -
  sent forwarder_notified closed
  -
filed
  -
  forwarder_notified closed
  -
not_accepted
  -
  sent forwarder_notified closed
  -
"""

RESOLVED_ALIKE = """
accepted
  delay_report_demanded withdrawn withdrawn_part harm_imminent
  clear_case_found verifying extended expert_requested expert_answered suspended discontinued withdrawal_set_aside
  delay_reported crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  handled_at_once taken_over
verifying
  delay_report_demanded withdrawn withdrawn_part harm_imminent
  reported extended expert_requested expert_answered suspended discontinued withdrawal_set_aside
  delay_reported crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  concluded handled_at_once taken_over
verification_reported
  delay_report_demanded withdrawn withdrawn_part harm_imminent
  extended expert_requested expert_answered suspended discontinued withdrawal_set_aside
  delay_reported crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  concluded taken_over
suspended
  delay_report_demanded withdrawn withdrawn_part harm_imminent
  suspension_ground_ceased resumed expert_requested expert_answered discontinued withdrawal_set_aside
  delay_reported crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  taken_over
concluded
  harm_imminent
  handled published delay_reported crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  -
handling_conclusion
  harm_imminent
  handled handling_result handling_result_reported published followed_up closed delay_reported crime_signs_found
  referred_to_investigators harm_prevented sent forwarder_notified
  -
published
  harm_imminent
  handled handling_result handling_result_reported published followed_up closed delay_reported crime_signs_found
  referred_to_investigators harm_prevented sent forwarder_notified
  -
monitoring
  harm_imminent
  handled handling_result handling_result_reported published followup_reported closed delay_reported crime_signs_found
  referred_to_investigators harm_prevented sent forwarder_notified
  -
handled_at_once
  harm_imminent
  published closed delay_reported crime_signs_found referred_to_investigators harm_prevented sent forwarder_notified
  -
terminated
  -
  closed delay_reported sent forwarder_notified referred_to_investigators
  -
taken_over
  -
  closed delay_reported sent referred_to_investigators
  -
closed
  -
  delay_reported handling_result_reported sent forwarder_notified referred_to_investigators
  -
"""

# Whatever became of it where it was transferred to, its denouncer may still have to be told of the transfer.
FOLLOWED = (
    "monitored urged reported_to_chair responsibility_check violation_proposed settled_elsewhere result_received "
    "citizen_informed sent_to_investigators"
)
SPLIT = "split\n  -\n  closed\n  -\n"
INTAKE = {
    Procedure.DENUNCIATION: SCREENED + SPLIT + "".join(f"{stage}\n  -\n  sent\n  -\n" for stage in FOLLOWED.split()),
    Procedure.DENUNCIATION_FURTHER: REVIEWED,
    Procedure.DENUNCIATION_OVERDUE: DELAYED,
}


# Whoever looks into a resolution, or resolves in the place of the body below, has its file.
RESOLVING = ("accepted", "verifying", "verification_reported", "suspended")
FILE_OF = {
    Procedure.DENUNCIATION_FURTHER: ("received", "further_review", *RESOLVING),
    Procedure.DENUNCIATION_OVERDUE: ("stop_ordered", *RESOLVING),
}


def told(table: str) -> dict[str, dict[str, set[str]]]:
    """Stage and role to acts: the desk's line, the last line for the head, what lies between for whoever handles it."""
    found: dict[str, list[list[str]]] = {}
    stage = ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            stage = line
            found[stage] = []
        else:
            found[stage].append([act for act in line.split() if act != "-"])
    return {
        stage: {"officer": set(rows[0]), "handler": {act for row in rows[1:-1] for act in row}, "head": set(rows[-1])}
        for stage, rows in found.items()
    }


def by_hand(procedure: Procedure, stage: str, role: str) -> set[str]:
    """What somebody of ``role`` may record: their own acts, and those of the roles below."""
    acts = (told(INTAKE[procedure]) | told(RESOLVED_ALIKE))[stage]
    if stage in FILE_OF.get(procedure, ()):
        acts["handler"].add("lower_file_requested")
    return {act for each in ROLES[: ROLES.index(role) + 1] for act in acts[each]}


def by_the_table(procedure: Procedure, stage: str, role: str, on: date) -> set[str]:
    allowed = ROLES[: ROLES.index(role) + 1]
    return {
        edge.act for edge in edges_of(procedure) if stage in edge.source and edge.role in allowed and edge.open_on(on)
    }


CELLS = [
    (procedure, stage, role) for procedure in sorted(DENUNCIATIONS) for stage in stages_of(procedure) for role in ROLES
]


@pytest.mark.parametrize(("procedure", "stage", "role"), CELLS)
def test_everybody_may_record_exactly_what_the_law_leaves_them(procedure: Procedure, stage: str, role: str) -> None:
    told_by_hand = by_hand(procedure, stage, role)

    assert by_the_table(procedure, stage, role, BEFORE) == told_by_hand - SINCE_THE_REFORM
    assert by_the_table(procedure, stage, role, AFTER) == told_by_hand


@pytest.mark.parametrize("procedure", sorted(DENUNCIATIONS))
def test_every_stage_stands_in_the_table(procedure: Procedure) -> None:
    assert set(told(INTAKE[procedure]) | told(RESOLVED_ALIKE)) == set(stages_of(procedure))


# --- what an act waits for ----------------------------------------------------------------------------------------


def assessed(procedure: str, *acts: str, scope: Scope = Scope.WHOLE, **facts: object) -> Assessment:
    """``acts`` one a day from 3 August 2026 on, each "act" or "act field=value"."""
    log = []
    for place, told_act in enumerate(acts):
        act, _, field = told_act.partition(" ")
        name, _, value = field.partition("=")
        log.append(ActFact(act, date(2026, 8, 3 + place), {name: value} if name else {}, place))
    return assess(procedure, facts, log, today=date(2026, 8, 31), calendar=BUILT_IN, scope=scope)


def opened(found: Assessment) -> set[str]:
    return {act.act for act in found.open_acts}


@pytest.mark.parametrize(
    ("act", "without", "with_it"),
    [
        (
            "handled_at_once",
            ["received", "accepted", "clear_case_found about=public_duty"],
            ["received", "accepted", "clear_case_found about=sector"],
        ),
        ("handled_at_once", ["received", "accepted"], ["received", "accepted", "clear_case_found"]),
        ("withdrawal_set_aside", ["received", "accepted"], ["received", "accepted", "withdrawn"]),
        ("expert_answered", ["received", "accepted"], ["received", "accepted", "expert_requested"]),
        ("delay_reported", ["received", "accepted"], ["received", "accepted", "delay_report_demanded"]),
        ("harm_prevented", ["received"], ["received", "harm_imminent"]),
        (
            "closed",
            ["received", "accepted", "verifying", "concluded", "published"],
            ["received", "accepted", "verifying", "concluded", "handled", "published"],
        ),
        (
            "handling_result_reported",
            ["received", "accepted", "verifying", "concluded", "handled"],
            ["received", "accepted", "verifying", "concluded", "handled", "handling_result"],
        ),
        (
            "concluded",
            ["received", "accepted", "verifying how=team"],
            ["received", "accepted", "verifying how=team", "reported"],
        ),
        ("concluded", ["received", "accepted"], ["received", "accepted", "verifying how=alone"]),
    ],
)
def test_an_act_waits_for_another(act: str, without: list[str], with_it: list[str]) -> None:
    assert act not in opened(assessed("denunciation", *without))
    assert act in opened(assessed("denunciation", *with_it))


def test_the_superior_takes_over_only_after_ordering_the_body_below_to_stop() -> None:
    asked = ["received", "classified", "report_requested", "delay_reported"]

    assert "accepted" not in opened(assessed("denunciation_overdue", *asked))
    assert "accepted" in opened(assessed("denunciation_overdue", *asked, "stop_ordered"))


def test_a_delay_is_taken_up_once_the_extended_limit_is_over() -> None:
    early = assessed("denunciation_overdue", "received", previous_due_on="2026-08-03")
    assert "report_requested" not in opened(early)
    late = assessed("denunciation_overdue", "received", previous_due_on="2026-08-02")
    assert "report_requested" in opened(late)


def test_a_case_of_a_further_denunciation_begins_with_its_acceptance() -> None:
    for procedure in DENUNCIATIONS:
        assert assessed(procedure, "accepted", scope=Scope.CASE).stage == "accepted"


def test_of_a_petition_that_became_a_case_only_what_it_still_owes_is_left() -> None:
    found = assessed("denunciation", "received", "harm_imminent", "accepted", scope=Scope.INTAKE, forwarder="press")
    assert opened(found) == {"harm_prevented", "forwarder_notified"}
    assert opened(assessed("denunciation", "received", "accepted", scope=Scope.INTAKE)) == set()
