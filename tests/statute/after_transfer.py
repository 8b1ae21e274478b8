"""A procedure without what is the same in all: what follows a transfer, and the terms a superior gives."""

from __future__ import annotations

from app.statute.assessment import Assessment
from app.statute.procedures import NOTHING, PREVIOUS, SAME, Edge, edges_of
from app.statute.procedures.intake import AFTER_TRANSFER
from app.statute.terms_of_orders import ACTS as ORDERS


def own_edges(procedure: str) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges_of(procedure) if edge not in AFTER_TRANSFER and edge.act not in ORDERS)


def own_acts(found: Assessment) -> set[str]:
    """The acts open now, but for the terms a superior gives."""
    return {one.act for one in found.open_acts} - ORDERS.keys()


def own_stages(procedure: str) -> tuple[str, ...]:
    found = dict.fromkeys(stage for edge in own_edges(procedure) for stage in (*edge.source, edge.target))
    return tuple(stage for stage in found if stage not in (NOTHING, SAME, PREVIOUS))
