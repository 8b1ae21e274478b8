"""Denunciations (Luật Tố cáo, NĐ 31/2019, NĐ 156/2026)."""

from __future__ import annotations

from dataclasses import replace

from app.statute.procedures.intake import DELAY_JUSTIFIED, REASON, RECEIVED, TO_AGENCY
from app.statute.procedures.shape import PREVIOUS, SAME, Edge, FieldKind, FieldSpec

SCREENED = ("received", "initial_screening")
OPEN = ("accepted", "verifying", "verification_reported")
AFTER = ("concluded", "handling_conclusion", "published", "monitoring")

EDGES: tuple[Edge, ...] = (
    replace(RECEIVED, provisions=("LTC 22", "LTC 23", "LTC 24.1")),
    Edge("classified", SCREENED, "initial_screening", "handler", ("LTC 24.1", "ND31 9.1")),
    Edge("supplement_requested", SCREENED, "needs_supplement", "handler", ("LTC 23.1", "LTC 24.1")),
    Edge("supplemented", ("needs_supplement",), "initial_screening", "officer", ("LTC 23.1", "LTC 24.1")),
    Edge("guided", SCREENED, "guided", "handler", ("LTC 24.2",), (TO_AGENCY,)),
    Edge("transferred", SCREENED, "transferred", "handler", ("LTC 24.2", "TT05_2021 14.1"), (TO_AGENCY,),
         document=True),
    Edge("not_processed", SCREENED, "not_processed", "handler", ("LTC 24.3", "LTC 25.1"), (REASON,)),
    Edge("filed", (*SCREENED, "needs_supplement"), "filed", "handler", ("LTC 25.1",), (REASON,)),
    Edge("kept_for_inspection", SCREENED, "kept_for_inspection", "handler", ("LTC 25.2", "ND31 20"), document=True),
    Edge("not_accepted", (*SCREENED, "needs_supplement"), "not_accepted", "handler", ("LTC 24.1", "LTC 29.1"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="denunciation_not_accepted"),), document=True),
    Edge("delay_justified", (*SCREENED, "needs_supplement"), SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True),
    Edge("accepted", SCREENED, "accepted", "handler", ("LTC 29", "ND31 9"), document=True),
    Edge("verifying", ("accepted",), "verifying", "handler", ("LTC 31", "ND31 10"), document=True),
    Edge("extended", OPEN, SAME, "handler", ("LTC 30", "ND31 3"),
         (FieldSpec("days", FieldKind.NUMBER), FieldSpec("criteria", FieldKind.CHOICES, choices="complexity")),
         document=True),
    Edge("expert_requested", (*OPEN, "suspended"), SAME, "handler", ("ND31 15",), document=True),
    Edge("expert_answered", (*OPEN, "suspended"), SAME, "handler", ("ND31 15.4",), answers="expert_requested"),
    Edge("suspended", OPEN, "suspended", "handler", ("LTC 34.1", "LTC 34.4"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="denunciation_suspended"),), document=True),
    Edge("resumed", ("suspended",), PREVIOUS, "handler", ("LTC 34.2",), document=True),
    Edge("withdrawn_part", (*SCREENED, "needs_supplement", *OPEN, "suspended"), SAME, "officer",
         ("LTC 33.1", "ND31 4")),
    Edge("withdrawn", (*SCREENED, "needs_supplement", *OPEN, "suspended"), SAME, "officer", ("LTC 33.1", "ND31 4")),
    Edge("discontinued", (*OPEN, "suspended"), "terminated", "handler", ("LTC 34.3", "LTC 34.4"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="denunciation_discontinued"),), document=True),
    Edge("reported", ("verifying",), "verification_reported", "handler", ("LTC 31.6", "ND31 16"), document=True),
    Edge("concluded", ("verifying", "verification_reported"), "concluded", "head", ("LTC 35", "ND31 17"),
         (FieldSpec("verdict", FieldKind.CHOICE, choices="verdicts"),), document=True),
    Edge("sent", ("needs_supplement", "guided", "kept_for_inspection", *OPEN, "suspended", "terminated", "transferred",
                  "not_accepted", "taken_over", *AFTER, "closed"), SAME, "handler",
         ("LTC 29.3", "LTC 34.4", "LTC 35.3")),
    Edge("forwarder_notified", (*SCREENED, *OPEN, *AFTER, "suspended", "terminated", "transferred", "not_accepted",
                                "kept_for_inspection", "not_processed", "guided", "filed", "closed"), SAME, "handler",
         ("LTC 26.2",)),
    Edge("referred_to_investigators", (*SCREENED, *OPEN, "suspended", *AFTER), SAME, "handler",
         ("LTC 27.1", "LTC 36.2"), document=True),
    Edge("handled", ("concluded", "published"), "handling_conclusion", "handler", ("LTC 36.1",)),
    Edge("handled", ("monitoring",), SAME, "handler", ("LTC 36.1",)),
    Edge("published", ("concluded", "handling_conclusion"), "published", "handler", ("LTC 40.1", "ND31 6")),
    Edge("published", ("published", "monitoring"), SAME, "handler", ("LTC 40.1", "ND31 6")),
    Edge("followed_up", ("published", "handling_conclusion"), "monitoring", "handler", ("LTC 44.3", "ND31 18.2")),
    Edge("taken_over", (*OPEN, "suspended"), "taken_over", "head", ("LTC 38.5", "ND31 5"), document=True),
    Edge("closed", ("published", "handling_conclusion", "monitoring"), "closed", "handler",
         ("LTC 39", "LTC 36.1", "LTC 40.1"), needs=("handled", "published")),
    Edge("closed", ("terminated", "guided", "transferred", "not_processed", "filed", "kept_for_inspection",
                    "not_accepted", "taken_over"), "closed", "handler", ("LTC 39",)),
)  # fmt: skip
