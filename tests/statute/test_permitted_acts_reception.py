"""Who may record what at the desk, in triage, of feedback, after a transfer, and of the days heads owe: by hand.

The terms a superior gives have a table of their own (test_terms_from_above.py). A line: the stage, the least role, the
acts. "-" before an act: only until the reform of 01/7/2026; "+": only from it on. Whoever may
more (handler above officer, head above both) may also what stands in the lines of those below.
"""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.instruments import INSTRUMENTS
from app.statute.procedures import NOTHING, TERMINAL_STAGES, edges_of, stages_of
from app.statute.procedures.intake import AFTER_TRANSFER
from app.statute.procedures.shape import Party
from app.statute.terms import Procedure
from app.statute.terms_of_orders import ACTS as ORDERS

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
ROLES = ("officer", "handler", "head")

DESK = """
nothing               officer received
received              officer identified statement_taken split_requested papers_taken receipt_given refused
received              officer petition_registered guided transferred proposed lower_level_reported explained_settled
received              officer answer_promised answered
statement_taken       officer identified split_requested papers_taken receipt_given refused
statement_taken       officer petition_registered guided transferred proposed lower_level_reported explained_settled
statement_taken       officer answer_promised answered
split_requested       officer petitions_split
refused               officer refusal_explained closed
refused               head    refusal_notified +reception_ordered
refusal_notified      officer refusal_explained closed
petition_registered   officer receipt_given closed
guided                officer receipt_given closed
transferred           officer receipt_given answered closed
proposed              officer answered
lower_level_reported  officer answered
explained_settled     officer receipt_given closed
answered              officer receipt_given closed
closed                officer receipt_given refusal_explained
closed                head    refusal_notified
"""

# Everywhere alike: what was transferred is followed until it is settled and told.
FOLLOWED = """
transferred           handler monitored settled_elsewhere
monitored             handler urged settled_elsewhere
urged                 handler urged settled_elsewhere
urged                 head    reported_to_chair
reported_to_chair     handler settled_elsewhere
reported_to_chair     head    +responsibility_checked
responsibility_check  handler settled_elsewhere
responsibility_check  head    +violation_proposed +file_to_investigators
violation_proposed    handler settled_elsewhere
sent_to_investigators handler closed
settled_elsewhere     handler closed
"""

# Of complaints and denunciations only (and of petitions nobody classified).
REPORTED_BACK = """
transferred           officer result_asked
transferred           handler result_received
monitored             officer result_asked
monitored             handler result_received
urged                 officer result_asked
urged                 handler result_received
reported_to_chair     officer result_asked
reported_to_chair     handler result_received
responsibility_check  officer result_asked
responsibility_check  handler result_received
violation_proposed    officer result_asked
violation_proposed    handler result_received
settled_elsewhere     officer result_asked
settled_elsewhere     handler result_received
result_received       handler citizen_informed closed
citizen_informed      handler closed
"""

TRIAGE = f"""
nothing               officer received
received              handler classified supplement_requested guided split transferred returned filed proposed
received              head    +delay_justified
screening             handler classified supplement_requested guided split transferred returned filed proposed
screening             head    +delay_justified
needs_supplement      officer supplemented
needs_supplement      handler filed
needs_supplement      head    +delay_justified
guided                handler closed
split                 handler closed
transferred           handler closed
redirected            handler closed
filed                 handler closed
{FOLLOWED}
{REPORTED_BACK}
"""

FEEDBACK = f"""
nothing               officer received
received              handler classified supplement_requested guided split transferred returned filed proposed
received              handler accepted not_accepted answered
received              head    +delay_justified
screening             handler classified supplement_requested guided split transferred returned filed proposed
screening             handler accepted not_accepted answered
screening             head    +delay_justified
needs_supplement      officer supplemented
needs_supplement      handler filed sent
needs_supplement      head    +delay_justified
accepted              handler verifying answered sent forwarder_notified
verifying             handler answered sent forwarder_notified
answered              handler sent forwarder_notified closed
guided                handler sent forwarder_notified closed
split                 handler closed
transferred           handler sent forwarder_notified closed
redirected            handler sent forwarder_notified closed
not_accepted          handler sent forwarder_notified closed
filed                 handler closed
closed                handler sent forwarder_notified
{FOLLOWED}
"""

DUTY = """
nothing               officer period_opened
running               officer held_in_person held_empty held_by_deputy held_unscheduled cancelled period_closed
period_over           officer closed
"""

SESSION = """
nothing               officer planned
planned               officer schedule_posted session_held held_empty not_held
planned               head    postponed cancelled +online_decided
published             officer session_held held_empty not_held
published             head    postponed cancelled +online_decided
postponed             officer schedule_posted session_held held_empty not_held
postponed             head    postponed cancelled +online_decided
online_decided        officer +schedule_posted session_held held_empty not_held
online_decided        head    +postponed cancelled
online_published      officer +online_notified session_held held_empty not_held
online_published      head    +postponed cancelled
online_notified       officer +online_tested session_held held_empty not_held
online_notified       head    +postponed cancelled
online_tested         officer +online_connected session_held held_empty not_held
online_tested         head    +postponed cancelled
online_connected      officer session_held held_empty not_held
online_connected      head    +postponed cancelled
session_held          officer +recording_stored closed
session_held          handler +conclusion_drafted
session_held          head    +conclusion_issued
conclusion_pending    officer +recording_stored +closed
conclusion_pending    head    +conclusion_issued
conclusion_issued     officer +recording_stored +closed
conclusion_issued     handler +tasks_given
tasks_open            officer +recording_stored +closed
tasks_open            handler +task_done
held_empty            officer closed
cancelled             officer closed
not_held              officer closed
closed                officer +recording_stored
"""
TASK = """
nothing               officer +task_given
task_open             officer +result_sent +task_urged
task_open             head    +term_extended +task_revoked
result_sent           officer +closed
task_revoked          officer +closed
"""

TABLES = {
    Procedure.RECEPTION: DESK,
    Procedure.TRIAGE: TRIAGE,
    Procedure.FEEDBACK: FEEDBACK,
    Procedure.RECEPTION_DUTY: DUTY,
    Procedure.RECEPTION_SESSION: SESSION,
    Procedure.CONCLUSION_TASK: TASK,
}
FOLLOWED_TOO = (
    Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND,
    Procedure.DENUNCIATION, Procedure.DENUNCIATION_FURTHER, Procedure.DENUNCIATION_OVERDUE,
)  # fmt: skip


def by_hand(table: str, day: date) -> dict[tuple[str, str], set[str]]:
    """Stage and least role to acts, on a day."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in filter(None, table.splitlines()):
        stage, role, *acts = line.split()
        held = found.setdefault((NOTHING if stage == "nothing" else stage, role), set())
        held |= {act.lstrip("+-") for act in acts if not act.startswith("+" if day < AFTER else "-")}
    return {place: acts for place, acts in found.items() if acts}


def by_the_table(procedure: str, day: date) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for edge in edges_of(procedure):
        for stage in edge.source if edge.open_on(day) and edge.act not in ORDERS else ():
            found.setdefault((stage, edge.role), set()).add(edge.act)
    return found


CELLS = [(procedure, day) for procedure in TABLES for day in (BEFORE, AFTER)]


@pytest.mark.parametrize(("procedure", "day"), CELLS)
def test_everybody_may_record_exactly_what_the_law_leaves_them(procedure: Procedure, day: date) -> None:
    assert by_the_table(procedure, day) == by_hand(TABLES[procedure], day)


@pytest.mark.parametrize("procedure", TABLES)
def test_every_stage_stands_in_the_table_and_none_is_a_trap(procedure: Procedure) -> None:
    named = {stage for stage, _ in by_hand(TABLES[procedure], AFTER)}

    assert named >= set(stages_of(procedure)) - {"closed"}
    for stage in stages_of(procedure):  # whatever is not over can be gone on with, before the reform too
        if stage not in TERMINAL_STAGES and not stage.startswith(("online_", "conclusion_", "task_", "tasks_")):
            assert any(place == stage for place, _ in by_the_table(procedure, AFTER))


@pytest.mark.parametrize("procedure", FOLLOWED_TOO)
def test_a_complaint_or_denunciation_transferred_is_followed_in_the_same_way(procedure: Procedure) -> None:
    for day in (BEFORE, AFTER):
        table = by_the_table(procedure, day)
        for place, acts in by_hand(FOLLOWED + REPORTED_BACK, day).items():
            assert acts <= table[place], place


@pytest.mark.parametrize("procedure", [*TABLES, *FOLLOWED_TOO])
def test_the_least_role_and_the_document_of_an_act_do_not_depend_on_stage_or_day(procedure: Procedure) -> None:
    mine = {edge.act for edge in (edges_of(procedure) if procedure in TABLES else AFTER_TRANSFER)}
    of_act: dict[str, set[tuple[object, ...]]] = {}
    for edge in edges_of(procedure):
        if edge.act in mine:
            of_act.setdefault(edge.act, set()).add((edge.role, edge.document, edge.fields))
    assert {act for act, found in of_act.items() if len(found) > 1} == set()


@pytest.mark.parametrize("procedure", TABLES)
def test_an_edge_cites_nothing_that_was_over_on_all_its_days(procedure: Procedure) -> None:
    for edge in edges_of(procedure):
        for reference in edge.provisions:
            ended = INSTRUMENTS[reference.split(" ")[0]].in_force_until
            begun = INSTRUMENTS[reference.split(" ")[0]].in_force_from
            assert ended is None or (edge.until_on is not None and edge.until_on <= ended), (edge.act, reference)
            assert begun <= (edge.until_on or date.max), (edge.act, reference)


def test_what_only_the_decree_knows_begins_with_it() -> None:
    for procedure in TABLES:
        for edge in edges_of(procedure):
            if all(reference.startswith("ND154") for reference in edge.provisions):
                assert edge.from_on == AFTER, (procedure, edge.act)


# act, whom it tells
TOLD = [
    (Procedure.RECEPTION, "refused", {Party.CITIZEN}),
    (Procedure.RECEPTION, "refusal_explained", {Party.CITIZEN}),
    (Procedure.RECEPTION, "refusal_notified", {Party.CITIZEN}),
    (Procedure.RECEPTION, "guided", {Party.CITIZEN}),
    (Procedure.RECEPTION, "transferred", {Party.CITIZEN, Party.COMPETENT_BODY}),
    (Procedure.RECEPTION, "receipt_given", {Party.CITIZEN}),
    (Procedure.RECEPTION, "answered", {Party.CITIZEN}),
    (Procedure.RECEPTION, "identified", set()),
    (Procedure.TRIAGE, "supplement_requested", {Party.CITIZEN}),
    (Procedure.TRIAGE, "returned", {Party.FORWARDER}),
    (Procedure.TRIAGE, "transferred", {Party.CITIZEN, Party.COMPETENT_BODY}),
    (Procedure.TRIAGE, "urged", {Party.COMPETENT_BODY}),
    (Procedure.TRIAGE, "reported_to_chair", {Party.SUPERIOR}),
    (Procedure.TRIAGE, "responsibility_checked", {Party.COMPETENT_BODY, Party.INSPECTORATE}),
    (Procedure.TRIAGE, "file_to_investigators", {Party.INVESTIGATORS}),
    (Procedure.TRIAGE, "citizen_informed", {Party.CITIZEN}),
    (Procedure.FEEDBACK, "accepted", {Party.CITIZEN}),
    (Procedure.FEEDBACK, "answered", {Party.CITIZEN}),
    (Procedure.FEEDBACK, "forwarder_notified", {Party.FORWARDER}),
    (Procedure.RECEPTION_SESSION, "schedule_posted", {Party.PUBLIC}),
    (Procedure.RECEPTION_SESSION, "online_notified", {Party.CITIZEN, Party.COMPETENT_BODY}),
    (Procedure.RECEPTION_SESSION, "conclusion_drafted", {Party.INSPECTORATE}),
    (Procedure.RECEPTION_SESSION, "conclusion_issued", {Party.HANDLING_BODY, Party.CITIZEN}),
    (Procedure.RECEPTION_SESSION, "task_done", {Party.CITIZEN}),
    (Procedure.CONCLUSION_TASK, "task_given", {Party.HANDLING_BODY, Party.CITIZEN}),
    (Procedure.CONCLUSION_TASK, "task_urged", {Party.HANDLING_BODY}),
    (Procedure.CONCLUSION_TASK, "result_sent", {Party.CITIZEN}),
]


@pytest.mark.parametrize(("procedure", "act", "parties"), TOLD)
def test_whoever_the_law_names_is_told(procedure: Procedure, act: str, parties: set[Party]) -> None:
    edges = [edge for edge in edges_of(procedure) if edge.act == act]

    assert edges
    assert all(set(edge.notifies) == parties for edge in edges)
