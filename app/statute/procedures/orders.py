"""A term a superior gives on a petition or a case ("giao trước ngày …"), the same in every procedure.

No article names it: it rests on the paper that gives it. It may be given while the procedure runs; what became of it is
written down in whatever stage the matter is by then, its end included. Several run side by side: an extension, an
answer and a withdrawal say which one they are about (:mod:`app.statute.running_terms`).
"""

from __future__ import annotations

from collections.abc import Collection

from app.statute.procedures.intake import OPTIONAL_REASON, REASON
from app.statute.procedures.shape import NOTHING, PREVIOUS, SAME, Edge, FieldKind, FieldSpec
from app.statute.procedures.tasks import TERM_ON
from app.statute.terms import Procedure
from app.statute.terms_of_orders import ACTS

BY_ORDER = ("GIAO",)
NAMED = "of_term"  # the field that says which term an act is about, by its mark in the log
GIVEN = "term_given"
FROM_ABOVE = frozenset(ACTS)  # what whoever is above may record, too, though they work at no desk of the matter
ORDERED_IN: frozenset[Procedure] = frozenset(
    {
        Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND,
        Procedure.DENUNCIATION, Procedure.DENUNCIATION_FURTHER, Procedure.DENUNCIATION_OVERDUE, Procedure.FEEDBACK,
        Procedure.TRIAGE,
    }
)  # fmt: skip

OF_TERM = FieldSpec(NAMED, FieldKind.TERM, required=False)
ASKED = (
    FieldSpec("giver", FieldKind.CHOICE, choices="givers"),
    FieldSpec("giver_name", FieldKind.TEXT, required=False),
    FieldSpec("asked", FieldKind.TEXT),
    TERM_ON,
)


def orders(own: Collection[Edge], over: Collection[str]) -> tuple[Edge, ...]:
    """The edges for a procedure of the edges ``own``; ``over``: the stages in which nothing is ordered any more."""
    stages = dict.fromkeys(stage for edge in own for stage in (*edge.source, edge.target))
    every = tuple(stage for stage in stages if stage not in (NOTHING, SAME, PREVIOUS))
    running = tuple(stage for stage in every if stage not in over)
    given = (GIVEN,)
    return (
        Edge(GIVEN, running, SAME, "officer", BY_ORDER, ASKED, document=True),
        Edge("given_extended", every, SAME, "head", BY_ORDER, (OF_TERM, TERM_ON, OPTIONAL_REASON), document=True,
             needs=given),
        Edge("given_answered", every, SAME, "handler", BY_ORDER, (OF_TERM,), document=True, needs=given),
        Edge("given_withdrawn", every, SAME, "head", BY_ORDER, (OF_TERM, REASON), document=True, needs=given),
    )  # fmt: skip
