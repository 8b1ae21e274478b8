"""The ways a matter goes: (procedure, stage, act) -> stage, with who may record it, what it must say, and the article.

One validated table. The function that uses it is a look-up; the same table answers "which acts are open now?".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from app.statute.papers_sent import PAPERS_SENT, SENT
from app.statute.procedures import (
    complaints,
    denunciations,
    denunciations_further,
    desk,
    heads,
    inspections,
    intake,
    mediation,
    orders,
    reporting,
    tasks,
)
from app.statute.procedures.shape import NOTHING, PREVIOUS, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.terms import DENUNCIATIONS, Procedure

BASE: dict[Procedure, tuple[str, ...]] = {
    Procedure.COMPLAINT_FIRST: ("LKN 27", "LKN 28"),
    Procedure.COMPLAINT_SECOND: ("LKN 36", "LKN 37"),
    Procedure.DISCIPLINE_FIRST: ("LKN 50",),
    Procedure.DISCIPLINE_SECOND: ("LKN 50", "LKN 55"),
    Procedure.DENUNCIATION: ("LTC 28",),
    Procedure.DENUNCIATION_FURTHER: ("LTC 37",),
    Procedure.DENUNCIATION_OVERDUE: ("LTC 38",),
    Procedure.FEEDBACK: ("LTCD 26", "LTCD 28"),
    Procedure.TRIAGE: ("LTCD 26",),
    Procedure.RECEPTION: ("LTCD 25",),
    Procedure.RECEPTION_DUTY: heads.IN_PERSON,
    Procedure.RECEPTION_SESSION: ("LTCD 24",),
    Procedure.CONCLUSION_TASK: tasks.CONCLUDED,
    Procedure.LAND_MEDIATION: mediation.AT_THE_COMMUNE,
    Procedure.INSPECTION_RECOMMENDATION: inspections.BY_PAPER,
    Procedure.INSPECTION_RESULT: inspections.BY_PLAN,
    Procedure.REPORT_DUTY: reporting.REPORTED,
}
# A complaint has no extension: complexity is a ceiling, chosen when it is accepted.
NO_SUCH_ACT: dict[tuple[Procedure, str], tuple[str, ...]] = {
    (Procedure.COMPLAINT_FIRST, "extended"): ("LKN 28",),
    (Procedure.COMPLAINT_SECOND, "extended"): ("LKN 37",),
    (Procedure.DISCIPLINE_FIRST, "extended"): ("LKN 50",),
    (Procedure.DISCIPLINE_SECOND, "extended"): ("LKN 50",),
    (Procedure.COMPLAINT_FIRST, "concluded"): ("LKN 31",),
    (Procedure.COMPLAINT_SECOND, "concluded"): ("LKN 40",),
    **{(procedure, "decided"): ("LTC 35",) for procedure in DENUNCIATIONS},
}

# Where nothing more is done by the procedure itself; a matter still stays open while somebody owes something in it.
TERMINAL_STAGES = frozenset(
    {
        "redirected", "guided", "transferred", "split", "filed", "not_processed", "kept_for_inspection", "refused",
        "refusal_notified", "petition_registered", "not_accepted", "discontinued", "terminated", "second_complaint",
        "taken_over", "answered", "closed", "handled_at_once", "no_re_resolution", "lower_resolved",
        "explained_settled", "settled_elsewhere", "result_received", "citizen_informed", "sent_to_investigators",
        "period_over", "session_held", "held_empty", "cancelled", "not_held", "result_sent", "task_revoked",
        "mediation_refused", "mediation_withdrawn", "mediation_failed", "mediation_succeeded",
        "recommendation_done", "recommendation_withdrawn", "inspection_result_sent",
        *reporting.OVER,
    }
)  # fmt: skip

# Where a log is over that is only a part of the way: a petition became a case; what was accepted is none any more.
OVER_FOR_THE_PETITION = frozenset({"accepted"})
OVER_FOR_THE_CASE = frozenset({complaints.ANNULLED})

_OWN: dict[Procedure, tuple[Edge, ...]] = {
    Procedure.COMPLAINT_FIRST: (*complaints.FIRST, *intake.AFTER_TRANSFER),
    Procedure.COMPLAINT_SECOND: (*complaints.SECOND, *intake.AFTER_TRANSFER),
    Procedure.DISCIPLINE_FIRST: (*complaints.DISCIPLINE_FIRST, *intake.AFTER_TRANSFER),
    Procedure.DISCIPLINE_SECOND: (*complaints.DISCIPLINE_SECOND, *intake.AFTER_TRANSFER),
    Procedure.DENUNCIATION: (*denunciations.EDGES, *intake.AFTER_TRANSFER),
    Procedure.DENUNCIATION_FURTHER: (*denunciations_further.FURTHER, *intake.AFTER_TRANSFER),
    Procedure.DENUNCIATION_OVERDUE: (*denunciations_further.OVERDUE, *intake.AFTER_TRANSFER),
    Procedure.FEEDBACK: intake.FEEDBACK,
    Procedure.TRIAGE: intake.TRIAGE,
    Procedure.RECEPTION: desk.RECEPTION,
    Procedure.RECEPTION_DUTY: heads.RECEPTION_DUTY,
    Procedure.RECEPTION_SESSION: heads.SESSION,
    Procedure.CONCLUSION_TASK: tasks.CONCLUSION_TASK,
    Procedure.LAND_MEDIATION: mediation.LAND_MEDIATION,
    Procedure.INSPECTION_RECOMMENDATION: inspections.RECOMMENDATION,
    Procedure.INSPECTION_RESULT: inspections.RESULT,
    Procedure.REPORT_DUTY: reporting.REPORT_DUTY,
}

TABLE: dict[Procedure, tuple[Edge, ...]] = {
    one: (*edges, *orders.orders(edges, TERMINAL_STAGES)) if one in orders.ORDERED_IN else edges
    for one, edges in _OWN.items()
}

# Where a petition stands when it is accepted: the log of the case it opens begins with the acceptance.
ACCEPTED_FROM = {
    Procedure.DENUNCIATION: "initial_screening",
    Procedure.DENUNCIATION_FURTHER: "further_review",
    Procedure.DENUNCIATION_OVERDUE: "stop_ordered",
}


def accepted_from(procedure: Procedure) -> str:
    """The stage from which a petition of this procedure becomes a case."""
    return ACCEPTED_FROM.get(procedure, "screening")


def goes_on_with_the_petition(stage: str, act: str) -> bool:
    """Whether an act, from a stage both logs are in, is one of the petition's alone."""
    return stage in OVER_FOR_THE_CASE and act in complaints.WAY_ON


def edges_of(procedure: str) -> tuple[Edge, ...]:
    """The table of one procedure. Raises KeyError for an unknown one."""
    return TABLE[Procedure(procedure)]


def _edges_by_step() -> dict[tuple[str, str, str], tuple[Edge, ...]]:
    found: dict[tuple[str, str, str], tuple[Edge, ...]] = {}
    for procedure, edges in TABLE.items():
        for edge in edges:
            for stage in edge.source:
                step = (procedure.value, stage, edge.act)
                found[step] = (*found.get(step, ()), edge)
    return found


_BY_STEP = _edges_by_step()


def edge_for(procedure: str, stage: str, act: str, on: date) -> Edge | None:
    """The edge that ``act`` takes from ``stage`` on a day, or None when it is closed."""
    for edge in _BY_STEP.get((procedure, stage, act), ()):
        if edge.always or edge.open_on(on):
            return edge
    return None


@cache
def edges_at(procedure: str, stage: str) -> tuple[Edge, ...]:
    """The edges that lead out of a stage, on any day, in the order of the table."""
    return tuple(edge for edge in edges_of(procedure) if stage in edge.source)


@cache
def _edges_named(procedure: str, act: str) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges_of(procedure) if edge.act == act)


def provisions_of(procedure: str, act: str, on: date | None = None) -> tuple[str, ...]:
    """The articles to name when ``act`` is refused: its own, or the procedure's, when it has no such act.

    ``on``: the articles of that day, where the act had any.
    """
    mine = _edges_named(procedure, act)
    of_the_day = [edge for edge in mine if on is None or edge.open_on(on)]
    for edge in of_the_day or mine:
        return edge.provisions
    return NO_SUCH_ACT.get((Procedure(procedure), act)) or BASE[Procedure(procedure)]


def stages_of(procedure: str) -> tuple[str, ...]:
    """Every stage of a procedure, in the order of its table."""
    found: dict[str, None] = {}
    for edge in edges_of(procedure):
        for stage in (*edge.source, edge.target):
            if stage not in (NOTHING, SAME, PREVIOUS):
                found.setdefault(stage)
    return tuple(found)


@cache
def each_content_of(procedure: str, act: str) -> tuple[FieldSpec, ...]:
    """What ``act`` says of each content of a matter; empty for an act that says nothing of them."""
    return next((edge.each_content for edge in _edges_named(procedure, act) if edge.each_content), ())


@cache
def resolutions_of(procedure: str) -> frozenset[str]:
    """The acts that say what was found of each content: after one of them no content is left open."""
    return frozenset(edge.act for edge in edges_of(procedure) if edge.each_content)


@cache
def telling(procedure: str) -> frozenset[str]:
    """The acts by which somebody is told something, or a paper goes out."""
    return frozenset(edge.act for edge in edges_of(procedure) if edge.notifies or edge.act == SENT)


@cache
def sendings(procedure: str) -> frozenset[str]:
    """Of those, the acts with which it is out of the house; the paper of any other is sent by an act of its own."""
    inside = {Party.RESOLVER, Party.VERIFIER}
    within = {edge.act for edge in edges_of(procedure) if edge.notifies and inside.issuperset(edge.notifies)}
    return telling(procedure) - within - PAPERS_SENT.keys()


@cache
def told_below(procedure: str, act: str) -> tuple[str, bool]:
    """What ``act`` is in the log of the case below, and whether it is refused without; "" for one not told there."""
    return next(((edge.below, edge.below_needed) for edge in _edges_named(procedure, act) if edge.below), ("", False))


@cache
def reading_below(procedure: str) -> frozenset[str]:
    """The acts that open the file of the case below to be read."""
    return frozenset(edge.act for edge in edges_of(procedure) if edge.reads_below)


@cache
def acts_of(procedure: str) -> tuple[str, ...]:
    """Every act of a procedure, in the order of its table: the order acts of one day are taken in."""
    return tuple(dict.fromkeys(edge.act for edge in edges_of(procedure)))


@cache
def ranks_of(procedure: str) -> Mapping[str, int]:
    """The place of every act of a procedure in the order of its table."""
    return {act: rank for rank, act in enumerate(acts_of(procedure))}


__all__ = [
    "NOTHING",
    "OVER_FOR_THE_CASE",
    "OVER_FOR_THE_PETITION",
    "PREVIOUS",
    "SAME",
    "TABLE",
    "TERMINAL_STAGES",
    "Edge",
    "FieldKind",
    "FieldSpec",
    "Party",
    "accepted_from",
    "acts_of",
    "each_content_of",
    "edge_for",
    "edges_at",
    "edges_of",
    "goes_on_with_the_petition",
    "provisions_of",
    "ranks_of",
    "reading_below",
    "resolutions_of",
    "sendings",
    "stages_of",
    "telling",
    "told_below",
]
