"""Who may record what, in which stage of a complaint: the whole table, by hand, before and after 01/7/2026.

A line: stage, least role, acts. "+" marks what exists only from 01/7/2026. A stage and role without a line has none.
What an act needs besides (an earlier act, a fact) is told in test_complaint_ways.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.statute.instruments import INSTRUMENTS
from app.statute.procedures import NOTHING
from tests.statute.after_transfer import own_edges as edges_of
from tests.statute.after_transfer import own_stages as stages_of

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
ROLES = ("officer", "handler", "head")
GROUPS = {
    "nothing": (NOTHING,),
    "screened": ("received", "screening"),
    "unaccepted": ("received", "screening", "needs_supplement"),
    "open": ("accepted", "verifying", "dialogue", "awaiting_decision"),
    "running": ("accepted", "verifying", "dialogue", "awaiting_decision", "suspended"),
    "urged_below": ("lower_level_reported", "supervised"),
    "annulled": ("acceptance_annulled",),
    "settled": ("decided", "sent", "in_force", "enforcing", "enforced", "closed"),
}

COMMON = """
nothing           officer received
screened          handler classified supplement_requested guided split returned transferred accepted
screened          handler lower_level_reported
unaccepted        officer withdrawn +withdrawn_part
unaccepted        handler filed not_accepted discontinued
unaccepted        head    +delay_justified
needs_supplement  officer supplemented
needs_supplement  handler sent
redirected        handler sent forwarder_notified closed
transferred       handler sent forwarder_notified closed
split             handler closed
filed             handler closed
urged_below       handler lower_resolved sent forwarder_notified
urged_below       head    supervised
lower_resolved    handler sent forwarder_notified closed
not_accepted      handler sent forwarder_notified closed
annulled          handler guided returned transferred not_accepted accepted sent forwarder_notified closed

open              officer withdrawn +withdrawn_part
open              handler information_requested information_provided +suspension_ground_arose +suspended
open              handler discontinued court_accepted sent forwarder_notified
open              head    acceptance_annulled
accepted          handler verifying
verifying         handler verification_extended dialogue_notified reported
dialogue          handler dialogue_notified dialogue_held reported
awaiting_decision handler dialogue_notified reported
awaiting_decision head    decided
suspended         officer +withdrawn +withdrawn_part
suspended         handler +suspension_ground_ceased +resumed +discontinued information_provided court_accepted sent
discontinued      handler sent forwarder_notified closed

settled           officer front_recommended
settled           handler front_recommendation_answered sent
decided           handler forwarder_notified court_accepted
sent              handler forwarder_notified court_accepted in_force closed
in_force          handler forwarder_notified court_accepted enforced closed
in_force          head    enforcement_directed
enforcing         handler enforced
enforced          handler closed
in_litigation     handler court_discontinued sent closed
closed            handler forwarder_notified file_handed_over
"""

# A contested decision can be stayed: only in administrative complaints.
STAY = """
running           handler stay_reason_ceased
running           head    stay_ordered stay_lifted
decided           head    stay_lifted
sent              head    stay_lifted
discontinued      head    stay_lifted
not_accepted      head    stay_lifted
annulled          head    stay_lifted
in_litigation     head    stay_lifted
"""

# Who is not content with a first decision, or waits for one too long, complains again: another matter begins.
SECOND_COMPLAINT = """
running           handler second_complaint_lodged
decided           handler second_complaint_lodged
sent              handler second_complaint_lodged
in_force          handler second_complaint_lodged
second_complaint  officer front_recommended
second_complaint  handler front_recommendation_answered sent closed
"""

COUNCIL = """
open              handler council_advised
open              head    council_convened
"""

# Whoever decides the second time has the file of the first.
FILE_BELOW = """
running           handler lower_file_requested
"""

STAFF = """
in_force          head    announced
enforcing         head    announced
enforced          head    announced
closed            head    announced
"""

TABLES = {
    "complaint_first": f"""{COMMON}{STAY}{SECOND_COMPLAINT}
accepted          handler found_right
accepted          head    decided
""",
    "complaint_second": f"""{COMMON}{STAY}{COUNCIL}{FILE_BELOW}
settled           handler published
published         officer front_recommended
published         handler published publication_meeting_called front_recommendation_answered sent
published         handler forwarder_notified court_accepted in_force closed
decided           handler publication_meeting_called
sent              handler publication_meeting_called
in_force          handler publication_meeting_called
enforcing         handler publication_meeting_called
enforced          handler publication_meeting_called
""",
    "discipline_first": f"{COMMON}{COUNCIL}{SECOND_COMPLAINT}{STAFF}",
    "discipline_second": f"""{COMMON}{COUNCIL}{STAFF}{FILE_BELOW}
open              handler first_report_requested
running           handler first_report_received
""",
}


def written(table: str, day: date) -> dict[tuple[str, str], set[str]]:
    """The table as sets, on a day."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in filter(None, table.splitlines()):
        where, role, *acts = line.split()
        for stage in GROUPS.get(where, (where,)):
            held = found.setdefault((stage, role), set())
            held |= {act.lstrip("+") for act in acts if day >= AFTER or not act.startswith("+")}
    return {key: acts for key, acts in found.items() if acts}


def places(procedure: str) -> Iterator[tuple[str, str]]:
    yield from ((stage, role) for stage in (NOTHING, *stages_of(procedure)) for role in ROLES)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("procedure", list(TABLES))
def test_exactly_these_acts_are_permitted(procedure: str, day: date) -> None:
    by_hand = written(TABLES[procedure], day)
    assert set(by_hand) <= set(places(procedure))
    for stage, role in places(procedure):
        permitted = {
            edge.act for edge in edges_of(procedure) if stage in edge.source and edge.role == role and edge.open_on(day)
        }
        assert permitted == by_hand.get((stage, role), set()), (stage, role)


@pytest.mark.parametrize("procedure", list(TABLES))
def test_the_least_role_and_the_document_of_an_act_do_not_depend_on_the_stage(procedure: str) -> None:
    for act in {edge.act for edge in edges_of(procedure)}:
        mine = [edge for edge in edges_of(procedure) if edge.act == act]
        assert len({(edge.role, edge.document, edge.fields) for edge in mine}) == 1, act


# The register knows no older act; the law on reception, and the circular that goes with it, begin that year.
OLDEST = date(2014, 12, 15)


@pytest.mark.parametrize("procedure", list(TABLES))
def test_an_edge_cites_only_what_was_in_force_on_all_its_days(procedure: str) -> None:
    for edge in edges_of(procedure):
        for reference in edge.provisions:
            instrument = INSTRUMENTS[reference.split()[0]]
            assert instrument.in_force_from <= (edge.from_on or OLDEST), (edge.act, reference)
            ended = instrument.in_force_until
            assert ended is None or (edge.until_on is not None and edge.until_on <= ended), (edge.act, reference)
