"""A procedure without what follows a transfer, which is the same in all of them and has a table of its own."""

from __future__ import annotations

from app.statute.procedures import NOTHING, PREVIOUS, SAME, Edge, edges_of
from app.statute.procedures.intake import AFTER_TRANSFER


def own_edges(procedure: str) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges_of(procedure) if edge not in AFTER_TRANSFER)


def own_stages(procedure: str) -> tuple[str, ...]:
    found = dict.fromkeys(stage for edge in own_edges(procedure) for stage in (*edge.source, edge.target))
    return tuple(stage for stage in found if stage not in (NOTHING, SAME, PREVIOUS))
