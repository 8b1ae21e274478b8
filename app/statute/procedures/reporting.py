"""A report an agency owes: asked for, sent, returned to be put right, sent again, accepted.

It is owed by a plan, by a circular or by a paper that asks for it. Whoever gathers the reports returns and accepts
them; a day given for sending again stands beside the day the report was due. It is sent again only once it came back:
of two sendings on one day nobody could tell which was returned. Nothing read lets anybody off a report: only the end of
the agency lifts it.
"""

from __future__ import annotations

from app.statute.procedures.intake import OPTIONAL_REASON, REASON
from app.statute.procedures.orders import BY_ORDER
from app.statute.procedures.shape import NOTHING, Edge, FieldKind, FieldSpec
from app.statute.procedures.tasks import TERM_ON

REPORTED = ("KHDV III.4", "TT01_2024 7.1")
GATHERED = ("KHDV III.1",)
BY_THE_COLLECTOR = frozenset({"report_returned", "report_accepted"})  # whoever gathers: never the agency itself
BY_THE_PROGRAM = frozenset({"report_asked", "report_lifted"})  # nobody types them, and nobody puts them right
NAMED_DAY = FieldSpec("term_on", FieldKind.DATE, required=False)

REPORT_DUTY: tuple[Edge, ...] = (
    Edge("report_asked", (NOTHING,), "report_due", "officer", REPORTED, (NAMED_DAY,)),
    Edge("report_sent", ("report_due", "report_returned"), "report_sent", "officer", REPORTED, document=True),
    Edge("report_returned", ("report_sent",), "report_returned", "officer", GATHERED, (REASON, TERM_ON)),
    Edge("report_accepted", ("report_sent",), "report_accepted", "officer", GATHERED, (OPTIONAL_REASON,)),
    Edge("report_lifted", ("report_due", "report_sent", "report_returned"), "report_lifted", "officer", BY_ORDER,
         (REASON,)),
)  # fmt: skip
OVER = frozenset({"report_accepted", "report_lifted"})
