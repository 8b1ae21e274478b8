"""What comes before any case: a visit, a petition not yet classified, and feedback, which never grows into more."""

from __future__ import annotations

from app.statute.procedures.shape import NOTHING, SAME, Edge, FieldKind, FieldSpec

TO_AGENCY = FieldSpec("to_agency", FieldKind.AGENCY)
REASON = FieldSpec("reason", FieldKind.TEXT)
OPTIONAL_REASON = FieldSpec("reason", FieldKind.TEXT, required=False)
SCREENED = ("received", "screening")

RECEIVED = Edge("received", (NOTHING,), "received", "officer", ("LTCD 25",))
DELAY_JUSTIFIED = ("ND154 41.3.b",)

RECEPTION: tuple[Edge, ...] = (
    RECEIVED,
    Edge("refused", ("received",), "refused", "officer", ("LTCD 9", "ND154 4.1"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="reception_refused"),
          FieldSpec("ground_complete_on", FieldKind.DATE, required=False))),
    Edge("refusal_notified", ("refused",), "refusal_notified", "head", ("ND154 4.3",), document=True),
    Edge("petition_registered", ("received",), "petition_registered", "officer", ("LTCD 25", "ND154 14.1")),
    Edge("guided", ("received",), "guided", "officer", ("LTCD 26.1", "ND154 15.2"), (TO_AGENCY,)),
    Edge("transferred", ("received",), "transferred", "officer", ("LTCD 26.2.b",), (TO_AGENCY,)),
    Edge("answered", ("received",), "answered", "officer", ("LTCD 28.1",)),
    Edge("closed", ("refused", "refusal_notified", "petition_registered", "guided", "transferred", "answered"),
         "closed", "officer", ("ND154 27.1",)),
)  # fmt: skip

TRIAGE: tuple[Edge, ...] = (
    RECEIVED,
    Edge("classified", ("received", "screening"), "screening", "handler", ("LTCD 26", "ND154 15")),
    Edge("supplement_requested", SCREENED, "needs_supplement", "handler", ("TT07_2014 7.2",)),
    Edge("supplemented", ("needs_supplement",), "screening", "officer", ("TT07_2014 7.2",)),
    Edge("guided", SCREENED, "guided", "handler", ("LTCD 26.1.b", "ND154 6.3.b"), (TO_AGENCY,)),
    Edge("transferred", SCREENED, "transferred", "handler", ("LTCD 26.2.b", "ND154 6.3.b"), (TO_AGENCY,),
         document=True),
    Edge("returned", SCREENED, "redirected", "handler", ("TT07_2014 8.2",), (OPTIONAL_REASON,)),
    Edge("filed", (*SCREENED, "needs_supplement"), "filed", "handler", ("TT07_2014 28.1",), (REASON,)),
    Edge("delay_justified", (*SCREENED, "needs_supplement"), SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True),
    Edge("closed", ("guided", "transferred", "redirected", "filed"), "closed", "handler", ("LTCD 28.1",)),
)  # fmt: skip

FEEDBACK: tuple[Edge, ...] = (
    RECEIVED,
    Edge("classified", SCREENED, "screening", "handler", ("LTCD 26.2",)),
    Edge("supplement_requested", SCREENED, "needs_supplement", "handler", ("TT07_2014 7.2",)),
    Edge("supplemented", ("needs_supplement",), "screening", "officer", ("TT07_2014 7.2",)),
    Edge("guided", SCREENED, "guided", "handler", ("ND154 15.2",), (TO_AGENCY,)),
    Edge("transferred", SCREENED, "transferred", "handler", ("LTCD 26.2.b",), (TO_AGENCY,), document=True),
    Edge("returned", SCREENED, "redirected", "handler", ("TT07_2014 8.2",), (OPTIONAL_REASON,)),
    Edge("filed", (*SCREENED, "needs_supplement"), "filed", "handler", ("TT07_2014 28.1",), (REASON,)),
    Edge("not_accepted", SCREENED, "not_accepted", "handler", ("LTCD 28.1",), (REASON,)),
    Edge("delay_justified", (*SCREENED, "needs_supplement"), SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True),
    Edge("accepted", SCREENED, "accepted", "handler", ("LTCD 26.2.a",)),
    Edge("verifying", ("accepted",), "verifying", "handler", ("LTCD 26.2.a",)),
    Edge("answered", (*SCREENED, "accepted", "verifying"), "answered", "handler", ("LTCD 28.1",)),
    Edge("sent", ("needs_supplement", "accepted", "verifying", "answered", "guided", "redirected", "transferred",
                  "not_accepted", "closed"), SAME, "handler", ("LTCD 28.1",)),
    Edge("forwarder_notified", ("answered", "guided", "redirected", "transferred", "not_accepted", "accepted",
                                "verifying", "closed"), SAME, "handler", ("LTCD 27.2",)),
    Edge("closed", ("answered", "guided", "transferred", "redirected", "filed", "not_accepted"), "closed", "handler",
         ("LTCD 28.1",)),
)  # fmt: skip
