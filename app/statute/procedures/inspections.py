"""What an inspection leaves, from its conclusion to the end of it: a recommendation, and the result of a year.

Who inspected extends, checks and takes back; who was inspected says what it carried out. That it was, is found by who
inspected, not by who says so.
"""

from __future__ import annotations

from app.statute.procedures.intake import OPTIONAL_REASON, REASON
from app.statute.procedures.shape import NOTHING, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.procedures.tasks import TERM_ON

BY_PAPER = ("GIAO",)
BY_PLAN = ("KHDV III.3",)
OPEN, REPORTED = "recommendation_open", "recommendation_reported"
RUNNING = (OPEN, REPORTED)
DONE = FieldSpec("carried_out", FieldKind.TEXT)
BY_WHO_INSPECTED = frozenset(
    {"recommended", "found_carried_out", "found_not_carried_out", "recommendation_extended",
     "recommendation_withdrawn"}
)  # fmt: skip

RECOMMENDATION: tuple[Edge, ...] = (
    Edge("recommended", (NOTHING,), OPEN, "handler", BY_PAPER, (TERM_ON,), document=True,
         notifies=(Party.HANDLING_BODY,)),
    Edge("carrying_out_reported", (OPEN,), REPORTED, "handler", BY_PAPER, (DONE,), document=True),
    Edge("found_carried_out", RUNNING, "recommendation_done", "handler", BY_PAPER, (OPTIONAL_REASON,)),
    Edge("found_not_carried_out", RUNNING, OPEN, "handler", BY_PAPER, (TERM_ON, REASON), document=True,
         notifies=(Party.HANDLING_BODY,)),
    Edge("recommendation_extended", (OPEN,), SAME, "handler", BY_PAPER, (TERM_ON, OPTIONAL_REASON), document=True,
         notifies=(Party.HANDLING_BODY,)),
    Edge("recommendation_withdrawn", RUNNING, "recommendation_withdrawn", "handler", BY_PAPER, (REASON,),
         document=True, notifies=(Party.HANDLING_BODY,)),
)  # fmt: skip

RESULT: tuple[Edge, ...] = (
    Edge("inspection_result_owed", (NOTHING,), "result_owed", "handler", BY_PLAN, (TERM_ON,)),
    Edge("inspection_result_sent", ("result_owed",), "inspection_result_sent", "handler", BY_PLAN, document=True),
)
