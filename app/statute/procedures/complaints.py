"""Complaints, first and second instance, administrative and of discipline (Luật Khiếu nại, NĐ 124/2020)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.statute.procedures.intake import DELAY_JUSTIFIED, OPTIONAL_REASON, REASON, RECEIVED, SCREENED, TO_AGENCY
from app.statute.procedures.shape import PREVIOUS, SAME, Edge, FieldKind, FieldSpec

BEFORE_REFORM, REFORM = date(2026, 6, 30), date(2026, 7, 1)  # suspension exists only from here on
OPEN = ("accepted", "verifying", "dialogue", "awaiting_decision")

BEFORE = (*SCREENED, "needs_supplement")
# Before acceptance, and before the reform at any time, only a withdrawal ends a complaint.
DISCONTINUED = Edge(
    "discontinued", (), "discontinued", "handler", ("LKN 11a.2", "ND124 28b.1"),
    (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_discontinued"),), document=True,
)  # fmt: skip

INTAKE: tuple[Edge, ...] = (
    replace(RECEIVED, provisions=("LKN 8", "LKN 27")),
    Edge("classified", SCREENED, "screening", "handler", ("LTCD 26", "LKN 27")),
    Edge("supplement_requested", SCREENED, "needs_supplement", "handler", ("ND124 16.1",)),
    Edge("supplemented", ("needs_supplement",), "screening", "officer", ("ND124 16.1",)),
    Edge("guided", SCREENED, "redirected", "handler", ("LTCD 26.1.b", "ND154 15.2"), (TO_AGENCY,)),
    Edge("returned", SCREENED, "redirected", "handler", ("TT07_2014 8.2",), (OPTIONAL_REASON,)),
    Edge("transferred", SCREENED, "transferred", "handler", ("ND154 6.3.b",), (TO_AGENCY,), document=True),
    Edge("filed", (*SCREENED, "needs_supplement"), "filed", "handler", ("TT07_2014 28.1",), (REASON,)),
    Edge("not_accepted", (*SCREENED, "needs_supplement"), "not_accepted", "handler", ("LKN 11", "LKN 27"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_not_accepted"), OPTIONAL_REASON), document=True),
    Edge("delay_justified", (*SCREENED, "needs_supplement"), SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True),
)  # fmt: skip


def _case(*, verify: tuple[str, ...], dialogue: tuple[str, ...], decide: Edge, straight: bool) -> tuple[Edge, ...]:
    """From acceptance to the decision. ``straight``: a complaint plainly right is decided at once (LKN 29.1.a)."""
    to_decide = ("awaiting_decision", "accepted") if straight else ("awaiting_decision",)
    return (
        Edge("verifying", ("accepted",), "verifying", "handler", verify, document=True),
        Edge("verification_extended", ("verifying",), SAME, "handler", ("TT07_2013 7.3",), document=True),
        Edge("dialogue_notified", ("verifying", "awaiting_decision"), "dialogue", "handler", dialogue,
             (FieldSpec("dialogue_on", FieldKind.DATE),), document=True),
        Edge("dialogue_held", ("dialogue",), "awaiting_decision", "handler", dialogue,
             (FieldSpec("chair", FieldKind.TEXT, required=False),)),
        Edge("reported", ("verifying",), "awaiting_decision", "handler", ("LKN 29.4",), document=True),
        Edge("reported", ("dialogue", "awaiting_decision"), SAME, "handler", ("LKN 29.4",), document=True),
        Edge("suspended", OPEN, "suspended", "handler", ("LKN 11a.1", "ND124 28b.1"),
             (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_suspended"),), document=True, from_on=REFORM),
        Edge("resumed", ("suspended",), PREVIOUS, "handler", ("ND124 28b.2",), document=True, from_on=REFORM),
        Edge("withdrawn_part", (*BEFORE, *OPEN, "suspended"), SAME, "officer", ("LKN 10", "ND124 7a")),
        Edge("withdrawn", (*BEFORE, *OPEN, "suspended"), SAME, "officer", ("LKN 10", "ND124 7a")),
        replace(DISCONTINUED, source=(*OPEN, "suspended"), from_on=REFORM),
        replace(DISCONTINUED, source=BEFORE, from_on=REFORM, needs=("withdrawn",)),
        replace(DISCONTINUED, source=(*BEFORE, *OPEN), provisions=("LKN 10",), until_on=BEFORE_REFORM,
                needs=("withdrawn",)),
        Edge("acceptance_annulled", OPEN, "not_accepted", "head", ("LKN 27",), (REASON,), document=True),
        replace(decide, source=to_decide),
    )  # fmt: skip


def _after(
    *, send: tuple[str, ...], force: tuple[str, ...], then: tuple[str, ...], court: Edge | None = None
) -> tuple[Edge, ...]:
    """From the decision to the closed file. ``then``: the stages only some procedures have after sending."""
    court = court or TO_COURT
    sent = ("sent", *(stage for stage in then if stage == "published"))
    return (
        Edge("sent", ("decided",), "sent", "handler", send),
        Edge("sent", ("needs_supplement", *OPEN, "suspended", "discontinued", "not_accepted", "redirected",
                      "transferred", "sent", *then, *LATER), SAME, "handler", send),
        Edge("forwarder_notified", (*OPEN, "decided", *sent, "in_force", "not_accepted", "redirected", "closed"), SAME,
             "handler", ("LKN 66.2", "LTCD 27.2")),
        replace(court, source=(*OPEN, "suspended", "decided", *sent, "in_force")),
        Edge("in_force", sent, "in_force", "handler", force),
        Edge("enforcement_directed", ("in_force",), "enforcing", "head", ("LKN 46", "ND124 31"), document=True),
        Edge("enforced", ("in_force", "enforcing"), "enforced", "handler", ("LKN 46",)),
        Edge("closed", ("sent", *then, "in_force", "enforced", "not_accepted", "discontinued", "redirected",
                        "transferred", "filed", "in_litigation"), "closed", "handler", ("LKN 34",)),
    )  # fmt: skip


LATER = ("in_litigation", "in_force", "enforcing", "enforced", "closed")
TO_COURT = Edge("court_accepted", (), "in_litigation", "handler", ("LKN 11.9", "LKN 42"))
# Of discipline, only a dismissal goes to court.
DISMISSAL_TO_COURT = replace(TO_COURT, provisions=("LKN 57.3", "LKN 11.9"), if_fact="dismissal")


def _accepted(*provisions: str) -> Edge:
    grounds = FieldSpec("complex_grounds", FieldKind.CHOICES, required=False, choices="complexity")
    return Edge("accepted", SCREENED, "accepted", "handler", provisions, (grounds,), document=True)


LODGED = Edge("second_complaint_lodged", ("sent", *OPEN), "second_complaint", "handler", ("LKN 33", "ND124 4.1"))

FIRST: tuple[Edge, ...] = (
    *INTAKE,
    _accepted("LKN 27", "ND124 16.1"),
    *_case(
        verify=("LKN 29",), dialogue=("LKN 30", "ND124 28.1"), straight=True,
        decide=Edge("decided", (), "decided", "head", ("LKN 31",), document=True,
                    needs=("dialogue_held",), needs_if="result_differs"),
    ),
    LODGED,
    *_after(send=("LKN 32",), force=("LKN 44.1",), then=("second_complaint",)),
)  # fmt: skip

SECOND: tuple[Edge, ...] = (
    *INTAKE,
    _accepted("LKN 36.1", "ND124 16.1"),
    *_case(
        verify=("LKN 38",), dialogue=("LKN 39", "ND124 28.2"), straight=False,
        decide=Edge("decided", (), "decided", "head", ("LKN 40", "LKN 39"), document=True, needs=("dialogue_held",)),
    ),
    *_after(send=("LKN 41.1",), force=("LKN 44.2",), then=("published",)),
    Edge("published", ("sent", "decided"), "published", "handler", ("LKN 41.2", "ND124 12")),
    Edge("published", ("published", "in_force", "enforcing", "enforced", "closed"), SAME, "handler",
         ("LKN 41.2", "ND124 12")),
)  # fmt: skip

DISCIPLINE_FIRST: tuple[Edge, ...] = (
    *INTAKE,
    _accepted("LKN 50", "ND124 16.1"),
    *_case(
        verify=("LKN 52",), dialogue=("LKN 53.1", "ND124 28.1"), straight=False,
        decide=Edge("decided", (), "decided", "head", ("LKN 54", "LKN 53.1"), document=True, needs=("dialogue_held",)),
    ),
    replace(LODGED, provisions=("LKN 48", "LKN 51.3")),
    *_after(send=("LKN 54.2",), force=("LKN 57.1",), then=("second_complaint",), court=DISMISSAL_TO_COURT),
)  # fmt: skip

DISCIPLINE_SECOND: tuple[Edge, ...] = (
    *INTAKE,
    _accepted("LKN 50", "ND124 16.1"),
    *_case(
        verify=("LKN 55.2",), dialogue=("LKN 55.3", "ND124 28.1"), straight=False,
        decide=Edge("decided", (), "decided", "head", ("LKN 56", "LKN 55.3"), document=True, needs=("dialogue_held",)),
    ),
    *_after(send=("LKN 56.2",), force=("LKN 57.1",), then=(), court=DISMISSAL_TO_COURT),
)  # fmt: skip
