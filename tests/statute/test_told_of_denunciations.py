"""Who is told of what in a denunciation: written by hand from the law, held against the table."""

from __future__ import annotations

import pytest

from app.statute.procedures.shape import Party
from app.statute.terms import DENUNCIATIONS
from tests.statute.after_transfer import own_edges as edges_of

TOLD = """
guided denouncer
split denouncer
transferred competent_body denouncer
kept_for_inspection forwarder
not_accepted denouncer
accepted denouncer denounced
verifying verifier
extended denouncer denounced interested
expert_requested resolver denouncer interested
suspended denouncer denounced
resumed denouncer denounced
discontinued denouncer denounced
reported resolver
concluded denounced managing_body interested denouncer_by_notice
handled interested
handling_result_reported resolver
published public
followup_reported resolver
referred_to_investigators investigators
no_re_resolution denouncer
report_requested lower_resolver
supervised denouncer lower_resolver
stop_ordered lower_resolver
lower_file_requested lower_resolver
taken_over denouncer denounced interested
forwarder_notified forwarder
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_whoever_the_law_names_is_told(line: str) -> None:
    act, *parties = line.split()
    edges = [edge for procedure in DENUNCIATIONS for edge in edges_of(procedure) if edge.act == act]
    assert edges
    for edge in edges:
        took_over = act == "accepted" and edge.source == ("stop_ordered",)
        more = [Party.LOWER_RESOLVER, Party.INTERESTED] if took_over else []
        assert list(edge.notifies) == [*map(Party, parties), *more]


def test_no_edge_tells_the_denounced_before_the_conclusion_of_who_denounced() -> None:
    """The two parties are told of the same decisions; the papers of both carry no name (Điều 8.3)."""
    only_denouncer = {edge.act for one in DENUNCIATIONS for edge in edges_of(one) if Party.DENOUNCED in edge.notifies}
    assert only_denouncer == {"accepted", "extended", "suspended", "resumed", "discontinued", "concluded", "taken_over"}
