"""Tố cáo tiếp: a further denunciation to the superior, against a resolution (Luật Tố cáo Đ.37) or its delay (Đ.38).

Each is a matter of its own at the superior. Once the superior accepts it (resolves it again, or takes it over), it is
resolved as any denunciation is.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.procedures.denunciations import (
    ACCEPTED,
    BOTH,
    FILED,
    FORWARDER_NOTIFIED,
    GUIDED,
    JUSTIFIED,
    NOT_ACCEPTED,
    RESOLVING,
    RESOLVING_STAGES,
    SENDING,
    SUPPLEMENT_REQUESTED,
    SUPPLEMENTED,
    TRANSFERRED_BY_LAW,
    dangers,
    ground,
    withdrawals,
)
from app.statute.procedures.intake import RECEIVED
from app.statute.procedures.shape import SAME, Edge, Party

# The superior looks into the file of the case below before it says what becomes of the denunciation (Đ.37.2); whoever
# is told to stop hands it over (Đ.38.5). The register opens that one file, to be read.
FILE_REQUESTED = Edge(
    "lower_file_requested", (), SAME, "handler", ("LTC 37.2",), document=True, notifies=(Party.LOWER_RESOLVER,),
    reads_below=True,
)  # fmt: skip

# ---- Đ.37: the resolution is said not to be lawful

REVIEW = ("received", "further_review")
BEFORE_REVIEWED = (*REVIEW, "needs_supplement")

FURTHER: tuple[Edge, ...] = (
    replace(RECEIVED, provisions=("LTC 37.1",)),
    Edge("classified", REVIEW, "further_review", "handler", ("LTC 37.1", "LTC 37.2")),
    replace(SUPPLEMENT_REQUESTED, source=REVIEW, provisions=("LTC 23.1",)),
    replace(SUPPLEMENTED, target="further_review", provisions=("LTC 23.1",)),
    *withdrawals(BEFORE_REVIEWED),
    *dangers(BEFORE_REVIEWED),
    replace(GUIDED, source=REVIEW, provisions=("LTC 37.1", "LTC 24.2")),
    replace(TRANSFERRED_BY_LAW, source=REVIEW, provisions=("LTC 37.2.b",)),
    replace(FILED, source=BEFORE_REVIEWED),
    replace(NOT_ACCEPTED, source=BEFORE_REVIEWED, provisions=("LTC 29.1",)),
    Edge("no_re_resolution", REVIEW, "no_re_resolution", "head", ("LTC 37.2.a",), document=True,
         notifies=(Party.DENOUNCER,)),
    replace(JUSTIFIED, source=BEFORE_REVIEWED),
    replace(FORWARDER_NOTIFIED, source=(*REVIEW, "guided", "transferred", "filed", "not_accepted", "no_re_resolution")),
    Edge("sent", ("needs_supplement", "guided", "transferred", "not_accepted", "no_re_resolution"), SAME, "handler",
         ("LTC 37.2",), SENDING, notifies=(Party.DENOUNCER,)),
    Edge("closed", ("guided", "transferred", "filed", "not_accepted", "no_re_resolution"), "closed", "handler",
         ("LTC 39",)),
    replace(FILE_REQUESTED, source=(*REVIEW, *RESOLVING_STAGES)),
    replace(ACCEPTED, source=REVIEW, provisions=("LTC 37.2.c", "LTC 37.3", "LTC 29")),
    *RESOLVING,
)  # fmt: skip

# ---- Đ.38: the limit, extended as it may be, is over and nothing is concluded

DELAYED = ("received", "overdue_review")
BEFORE_ASKED = (*DELAYED, "needs_supplement")
ASKED = ("report_requested", "delay_reported", "supervised")
WATCHED = (*ASKED, "stop_ordered", "lower_resolved")

OVERDUE: tuple[Edge, ...] = (
    replace(RECEIVED, provisions=("LTC 38.1",)),
    Edge("classified", DELAYED, "overdue_review", "handler", ("LTC 38.1", "LTC 38.2")),
    replace(SUPPLEMENT_REQUESTED, source=DELAYED, provisions=("LTC 23.1",)),
    replace(SUPPLEMENTED, target="overdue_review", provisions=("LTC 23.1",)),
    *withdrawals((*BEFORE_ASKED, *ASKED, "stop_ordered")),
    *dangers((*BEFORE_ASKED, *ASKED, "stop_ordered")),
    replace(GUIDED, source=DELAYED, provisions=("LTC 38.1", "LTC 24.2")),
    replace(TRANSFERRED_BY_LAW, source=DELAYED, provisions=("LTC 38.1", "LTC 24.2")),
    replace(FILED, source=BEFORE_ASKED),
    replace(NOT_ACCEPTED, source=BEFORE_ASKED, provisions=("LTC 38.1", "LTC 29.1"),
            fields=(ground("overdue_not_accepted"),)),
    replace(JUSTIFIED, source=BEFORE_ASKED),
    Edge("report_requested", DELAYED, "report_requested", "head", ("LTC 38.2",), document=True,
         notifies=(Party.LOWER_RESOLVER,), below="delay_report_demanded"),
    Edge("delay_reported", ("report_requested",), "delay_reported", "officer", ("LTC 38.3",)),
    Edge("delay_reported", ("supervised",), SAME, "officer", ("LTC 38.3",)),  # it came after the superior acted
    Edge("responsibility_considered", WATCHED, SAME, "head", ("LTC 38.2",), (ground("resolver_at_fault"),),
         document=True, notifies=(Party.LOWER_RESOLVER,)),
    Edge("supervised", ("report_requested", "delay_reported"), "supervised", "head", ("LTC 38.4",), document=True,
         notifies=(Party.DENOUNCER, Party.LOWER_RESOLVER)),
    Edge("lower_resolved", (*DELAYED, *ASKED), "lower_resolved", "handler", ("LTC 38.3", "LTC 38.4")),
    Edge("stop_ordered", ASKED, "stop_ordered", "head", ("LTC 38.5", "ND31 5"), (ground("take_over"),), document=True,
         notifies=(Party.LOWER_RESOLVER,), reads_below=True),
    replace(FILE_REQUESTED, source=("stop_ordered", *RESOLVING_STAGES), provisions=("LTC 38.5", "ND31 5")),
    replace(FORWARDER_NOTIFIED, source=(*DELAYED, *WATCHED, "guided", "transferred", "filed", "not_accepted")),
    Edge("sent", ("needs_supplement", "guided", "transferred", "not_accepted", *WATCHED), SAME, "handler",
         ("LTC 38.4",), SENDING, notifies=(Party.DENOUNCER,)),
    Edge("closed", ("guided", "transferred", "filed", "not_accepted", "lower_resolved"), "closed", "handler",
         ("LTC 39",)),
    Edge("closed", ASKED, "closed", "handler", ("LTC 33.1", "LTC 39"), needs=("withdrawn",)),
    replace(ACCEPTED, source=("stop_ordered",), role="head", provisions=("LTC 38.5", "ND31 5"),
            notifies=(*BOTH, Party.LOWER_RESOLVER, Party.INTERESTED), below="taken_over", below_needed=True),
    *RESOLVING,
)  # fmt: skip
