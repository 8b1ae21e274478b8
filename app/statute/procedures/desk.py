"""The desk: one visit, from the person's arrival to the answer (Luật Tiếp công dân, NĐ 154/2026).

What the officer makes of the visit says of what kind it is (NĐ 154 Điều 15.1), so that classifying is no act of its
own here. A refusal may come at any point before the outcome: some grounds show only in the papers or the content.
"""

from __future__ import annotations

from app.statute.procedures.intake import OPTIONAL_REASON, RECEIVED, TO_AGENCY, at_the_reform
from app.statute.procedures.shape import SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import BEFORE_REFORM, CIRCULARS_OF_2014_LAST_DAY, CIRCULARS_OF_2021, REFORM

HEARD = ("received", "statement_taken")
OUTCOMES = ("petition_registered", "guided", "transferred", "explained_settled", "answered")
CITIZEN = (Party.CITIZEN,)
# What the ground rests on; which of them it needs: app.statute.grounds.evidence_missing.
EVIDENCE = (
    FieldSpec("evidence_no", FieldKind.TEXT, required=False),
    FieldSpec("evidence_on", FieldKind.DATE, required=False),
    FieldSpec("evidence_by", FieldKind.TEXT, required=False),
)
EXPLAINED = (FieldSpec("explained_at", FieldKind.TEXT, required=False),)
RECEIPTS = (
    (("TT06_2014 12.2",), None, CIRCULARS_OF_2014_LAST_DAY),
    (("TT04_2021 8.2",), CIRCULARS_OF_2021, BEFORE_REFORM),
    (("ND154 15.4",), REFORM, None),
)

RECEPTION: tuple[Edge, ...] = (
    RECEIVED,
    *at_the_reform(
        Edge("identified", HEARD, SAME, "officer", ("LTCD 25",), (FieldSpec("paper", FieldKind.TEXT, required=False),)),
        "ND154 12.1", "ND154 13",
    ),
    *at_the_reform(Edge("statement_taken", ("received",), "statement_taken", "officer", ("LTCD 25",)), "ND154 14.1"),
    *at_the_reform(
        Edge("split_requested", HEARD, "split_requested", "officer", ("LTCD 25.3",), notifies=CITIZEN), "ND154 14.4"
    ),
    *at_the_reform(
        Edge("petitions_split", ("split_requested",), "statement_taken", "officer", ("LTCD 25.3",)), "ND154 14.4"
    ),
    *at_the_reform(Edge("papers_taken", HEARD, SAME, "officer", ("LTCD 25",)), "ND154 15.4"),
    *(
        Edge("receipt_given", (*HEARD, *OUTCOMES), SAME, "officer", where, answers="papers_taken", notifies=CITIZEN,
             from_on=first, until_on=last)
        for where, first, last in RECEIPTS
    ),
    *at_the_reform(
        Edge("refused", HEARD, "refused", "officer", ("LTCD 9",),
             (FieldSpec("ground", FieldKind.CHOICE, choices="reception_refused"),
              FieldSpec("ground_complete_on", FieldKind.DATE, required=False), *EVIDENCE), notifies=CITIZEN),
        "LTCD 9", "ND154 4.1",
    ),
    *at_the_reform(
        Edge("refusal_explained", ("refused", "refusal_notified"), SAME, "officer", ("LTCD 9",), EXPLAINED,
             answers="refused", notifies=CITIZEN),
        "ND154 4.2",
    ),
    *at_the_reform(
        Edge("refusal_notified", ("refused",), "refusal_notified", "head", ("LTCD 9.3",), document=True,
             notifies=CITIZEN),
        "LTCD 9.3", "ND154 4.3",
    ),
    # The head does not agree with the refusal: the person is received after all.
    Edge("reception_ordered", ("refused",), "received", "head", ("ND154 4.4",), (OPTIONAL_REASON,), from_on=REFORM),
    *at_the_reform(
        Edge("petition_registered", HEARD, "petition_registered", "officer", ("LTCD 25",)), "LTCD 25", "ND154 14.1"
    ),
    *at_the_reform(
        Edge("guided", HEARD, "guided", "officer", ("LTCD 26.1",), (TO_AGENCY,), notifies=CITIZEN),
        "ND154 14.2", "ND154 15.2",
    ),
    # NĐ 154 Điều 15.2 says guide for feedback too; the Law says transfer, and prevails.
    Edge("transferred", HEARD, "transferred", "officer", ("LTCD 26.2.b",), (TO_AGENCY,),
         notifies=(Party.COMPETENT_BODY, Party.CITIZEN)),
    *at_the_reform(
        Edge("proposed", HEARD, "proposed", "officer", ("LTCD 26.1.a", "LTCD 26.2.a")), "LTCD 26", "ND154 15.4"
    ),
    *at_the_reform(
        Edge("lower_level_reported", HEARD, "lower_level_reported", "officer", ("LTCD 26",)), "ND154 15.3"
    ),
    Edge("explained_settled", HEARD, "explained_settled", "officer", ("LTCD 26.1.c",), notifies=CITIZEN),
    *at_the_reform(
        Edge("answer_promised", HEARD, SAME, "officer", ("LTCD 18.4",),
             (FieldSpec("promised_on", FieldKind.DATE), FieldSpec("contact", FieldKind.TEXT)), notifies=CITIZEN),
        "LTCD 18.4", "ND154 25.3",
    ),
    Edge("answered", (*HEARD, "proposed", "lower_level_reported", "transferred"), "answered", "officer",
         ("LTCD 28.1",), notifies=CITIZEN),
    # What is given late is still written down, on its own day.
    *(
        Edge("receipt_given", ("closed",), SAME, "officer", where, answers="papers_taken", notifies=CITIZEN,
             from_on=first, until_on=last)
        for where, first, last in RECEIPTS
    ),
    *at_the_reform(
        Edge("refusal_explained", ("closed",), SAME, "officer", ("LTCD 9",), EXPLAINED, answers="refused",
             notifies=CITIZEN),
        "ND154 4.2",
    ),
    *at_the_reform(
        Edge("refusal_notified", ("closed",), SAME, "head", ("LTCD 9.3",), document=True, answers="refused",
             notifies=CITIZEN),
        "LTCD 9.3", "ND154 4.3",
    ),
    *at_the_reform(
        Edge("closed", ("refused", "refusal_notified", *OUTCOMES), "closed", "officer", ("LTCD 25.2",)), "ND154 27.1"
    ),
)  # fmt: skip
