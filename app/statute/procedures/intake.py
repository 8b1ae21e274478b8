"""What comes before any case: a petition not yet classified, and feedback, which never grows into more.

Luật Tiếp công dân with NĐ 64/2014 and the circulars of 2014, those of 2021, and NĐ 154/2026 from the reform on: an act
that all of them know has an edge for each, so that whoever reads it finds the article of its day. Of TT 05/2021 only
Article 6 is known, from press accounts.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.procedures.contents import NAMED, OF_FEEDBACK
from app.statute.procedures.shape import NOTHING, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import BEFORE_REFORM, CIRCULARS_OF_2014_LAST_DAY, CIRCULARS_OF_2021, REFORM

TO_AGENCY = FieldSpec("to_agency", FieldKind.AGENCY)
REASON = FieldSpec("reason", FieldKind.TEXT)
OPTIONAL_REASON = FieldSpec("reason", FieldKind.TEXT, required=False)
PAPERS = FieldSpec("papers", FieldKind.CHOICES, choices="papers_sent")  # which papers went out
SCREENED = ("received", "screening")
WAITING = (*SCREENED, "needs_supplement")

RECEIVED = Edge("received", (NOTHING,), "received", "officer", ("LTCD 25",))
DELAY_JUSTIFIED = ("ND154 41.3.b",)


def at_the_reform(edge: Edge, *since: str) -> tuple[Edge, Edge]:
    """The edge until the reform, and the same from then on under the articles ``since``."""
    return replace(edge, until_on=BEFORE_REFORM), replace(edge, provisions=since, from_on=REFORM)


def at_the_circulars(edge: Edge, *since: str) -> tuple[Edge, Edge]:
    """The edge under the circulars of 2014, and the same under those of 2021."""
    return (
        replace(edge, until_on=CIRCULARS_OF_2014_LAST_DAY),
        replace(edge, provisions=since, from_on=CIRCULARS_OF_2021),
    )


# Several contents that are not one authority's to settle: each goes its own way from the day the whole was received.
SPLIT: tuple[Edge, ...] = at_the_reform(
    Edge("split", SCREENED, "split", "handler", ("LTCD 25.3",), notifies=(Party.CITIZEN,)), "ND154 14.4"
)
SCREENING: tuple[Edge, ...] = (
    *SPLIT,
    *at_the_circulars(
        Edge("supplement_requested", SCREENED, "needs_supplement", "handler", ("TT07_2014 7.2",),
             notifies=(Party.CITIZEN,)),
        "TT05_2021 6",
    ),
    *at_the_circulars(
        Edge("supplemented", ("needs_supplement",), "screening", "officer", ("TT07_2014 7.2",)), "TT05_2021 6"
    ),
    *at_the_circulars(
        Edge("returned", SCREENED, "redirected", "handler", ("TT07_2014 8.2",), (OPTIONAL_REASON,),
             notifies=(Party.FORWARDER,)),
        "TT05_2021 6",
    ),
    *at_the_circulars(
        Edge("filed", WAITING, "filed", "handler", ("TT07_2014 28.1",), (REASON,)), "TT05_2021 6"
    ),
    *at_the_reform(
        Edge("proposed", SCREENED, "screening", "handler", ("LTCD 26.1.a", "LTCD 26.2.a")), "LTCD 26", "ND154 15.4"
    ),
    Edge("delay_justified", WAITING, SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True, from_on=REFORM),
)  # fmt: skip

# --- what was transferred is followed up --------------------------------------------------------------------------

FOLLOWED = ("transferred", "monitored", "urged", "reported_to_chair", "responsibility_check", "violation_proposed")
FOLLOWED_TO = ("settled_elsewhere", "result_received", "citizen_informed", "sent_to_investigators")
FOLLOWING: tuple[Edge, ...] = (
    *at_the_reform(Edge("monitored", ("transferred",), "monitored", "handler", ("ND64 15.1",)), "ND154 6.4.a"),
    *at_the_reform(
        Edge("urged", ("monitored", "urged"), "urged", "handler", ("ND64 15.1",), document=True,
             notifies=(Party.COMPETENT_BODY,)),
        "ND154 32.1 đoạn 1",
    ),
    *at_the_reform(
        Edge("reported_to_chair", ("urged",), "reported_to_chair", "head", ("ND64 15.1",), document=True,
             needs=("urged",), notifies=(Party.SUPERIOR,)),
        "ND154 32.1 đoạn 2",
    ),
    Edge("responsibility_checked", ("reported_to_chair",), "responsibility_check", "head",
         ("ND154 32.1 đoạn 2", "ND154 6.4.b"), document=True, notifies=(Party.COMPETENT_BODY, Party.INSPECTORATE),
         from_on=REFORM),
    Edge("violation_proposed", ("responsibility_check",), "violation_proposed", "head", ("ND154 32.1",),
         document=True, notifies=(Party.SUPERIOR,), from_on=REFORM),
    Edge("file_to_investigators", ("responsibility_check",), "sent_to_investigators", "head",
         ("ND154 32.1 đoạn 3",), document=True, notifies=(Party.INVESTIGATORS,), from_on=REFORM),
    *at_the_reform(
        Edge("settled_elsewhere", FOLLOWED, "settled_elsewhere", "handler", ("LTCD 27",)), "LTCD 27", "ND154 6.4"
    ),
    Edge("closed", ("settled_elsewhere", "sent_to_investigators"), "closed", "handler", ("LTCD 27",)),
)  # fmt: skip
# The result comes back to who transferred, and on to the citizen who asked: complaints and denunciations only.
REPORTING_BACK: tuple[Edge, ...] = (
    Edge("result_asked", (*FOLLOWED, "settled_elsewhere"), SAME, "officer", ("LTCD 28.2",)),
    Edge("result_received", (*FOLLOWED, "settled_elsewhere"), "result_received", "handler", ("LTCD 27.2",)),
    Edge("citizen_informed", ("result_received",), "citizen_informed", "handler", ("LTCD 28.2",),
         notifies=(Party.CITIZEN,)),
    Edge("closed", ("result_received", "citizen_informed"), "closed", "handler", ("LTCD 28.2",)),
)  # fmt: skip

# What follows a transfer, also of a complaint or denunciation.
AFTER_TRANSFER: tuple[Edge, ...] = (*FOLLOWING, *REPORTING_BACK)

TRIAGE: tuple[Edge, ...] = (
    RECEIVED,
    *at_the_reform(Edge("classified", SCREENED, "screening", "handler", ("LTCD 26",)), "LTCD 26", "ND154 15.1"),
    *SCREENING,
    *at_the_reform(
        Edge("guided", SCREENED, "guided", "handler", ("LTCD 26.1.b",), (TO_AGENCY,), notifies=(Party.CITIZEN,)),
        "LTCD 26.1.b", "ND154 6.3.b",
    ),
    *at_the_reform(
        Edge("transferred", SCREENED, "transferred", "handler", ("LTCD 26.2.b",), (TO_AGENCY,), document=True,
             notifies=(Party.COMPETENT_BODY, Party.CITIZEN)),
        "LTCD 26.2.b", "ND154 6.3.b",
    ),
    *AFTER_TRANSFER,
    Edge("closed", ("guided", "transferred", "split", "redirected", "filed"), "closed", "handler", ("LTCD 28.1",)),
)  # fmt: skip

FEEDBACK: tuple[Edge, ...] = (
    RECEIVED,
    *at_the_reform(Edge("classified", SCREENED, "screening", "handler", ("LTCD 26.2",)), "LTCD 26.2", "ND154 15.1"),
    *SCREENING,
    *at_the_reform(
        Edge("guided", SCREENED, "guided", "handler", ("LTCD 26",), (TO_AGENCY,), notifies=(Party.CITIZEN,)),
        "ND154 15.2",
    ),
    Edge("transferred", SCREENED, "transferred", "handler", ("LTCD 26.2.b",), (TO_AGENCY,), document=True,
         notifies=(Party.COMPETENT_BODY, Party.CITIZEN)),
    Edge("not_accepted", SCREENED, "not_accepted", "handler", ("LTCD 28.1",), (REASON,), notifies=(Party.CITIZEN,)),
    Edge("accepted", SCREENED, "accepted", "handler", ("LTCD 26.2.a",), (NAMED,), notifies=(Party.CITIZEN,)),
    Edge("verifying", ("accepted",), "verifying", "handler", ("LTCD 26.2.a",)),
    Edge("answered", (*SCREENED, "accepted", "verifying"), "answered", "handler", ("LTCD 28.1",), (),
         OF_FEEDBACK, notifies=(Party.CITIZEN,)),
    Edge("sent", ("needs_supplement", "accepted", "verifying", "answered", "guided", "redirected", "transferred",
                  "not_accepted", "closed"), SAME, "handler", ("LTCD 28.1",), notifies=(Party.CITIZEN,)),
    Edge("forwarder_notified", ("answered", "guided", "redirected", "transferred", "not_accepted", "accepted",
                                "verifying", "closed"), SAME, "handler", ("LTCD 27",), notifies=(Party.FORWARDER,)),
    *FOLLOWING,
    Edge("closed", ("answered", "guided", "transferred", "split", "redirected", "filed", "not_accepted"), "closed",
         "handler", ("LTCD 28.1",)),
)  # fmt: skip
