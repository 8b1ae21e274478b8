"""Denunciations (Luật Tố cáo, NĐ 31/2019, NĐ 156/2026): intake of the first one, and resolving, the same for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.statute.procedures.contents import NAMED, OF_A_DENUNCIATION
from app.statute.procedures.intake import (
    DELAY_JUSTIFIED,
    FOLLOWED,
    FOLLOWED_TO,
    OPTIONAL_REASON,
    PAPERS,
    REASON,
    RECEIVED,
    SPLIT,
    TO_AGENCY,
    at_the_circulars,
    at_the_reform,
)
from app.statute.procedures.people import WHO
from app.statute.procedures.shape import PREVIOUS, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import CIRCULARS_OF_2014_LAST_DAY, CIRCULARS_OF_2021

BEFORE_REFORM, REFORM = date(2026, 6, 30), date(2026, 7, 1)  # NĐ 156/2026 reaches older cases, too (Đ.10.1)
BOTH = (Party.DENOUNCER, Party.DENOUNCED)
SENDING = (PAPERS, FieldSpec("recipients", FieldKind.CHOICES, required=False, choices="recipients"))

SCREENED = ("received", "initial_screening")
BEFORE = (*SCREENED, "needs_supplement")
OPEN = ("accepted", "verifying", "verification_reported")
RESOLVING_STAGES = (*OPEN, "suspended")
AFTER = ("concluded", "handling_conclusion", "published", "monitoring")
AT_ONCE = "handled_at_once"
OVER = ("terminated", "taken_over", "closed")  # of the resolving


def ground(choices: str) -> FieldSpec:
    """The choice of one ground of a closed list."""
    return FieldSpec("ground", FieldKind.CHOICE, choices=choices)


def withdrawals(stages: tuple[str, ...]) -> tuple[Edge, ...]:
    """Withdrawing before the conclusion, and what is resolved all the same; each withdraws alone since the reform."""
    law, decree = ("LTC 33.1", "ND31 4"), ("LTC 33.1", "ND31 4.1", "ND31 4.2", "ND156 1")
    aside = Edge("withdrawal_set_aside", stages, SAME, "handler", ("LTC 33.3", "ND31 4"),
                 (ground("denunciation_continued"),), needs=("withdrawn",))  # fmt: skip
    return (
        Edge("withdrawn_part", stages, SAME, "officer", (*law, "LTC 33.2"), (NAMED, *WHO), until_on=BEFORE_REFORM),
        Edge(
            "withdrawn_part", stages, SAME, "officer", (*decree, "LTC 33.2", "ND31 4.3"), (NAMED, *WHO), from_on=REFORM
        ),
        Edge("withdrawn", stages, SAME, "officer", law, WHO, until_on=BEFORE_REFORM),
        Edge("withdrawn", stages, SAME, "officer", decree, WHO, from_on=REFORM),
        replace(aside, until_on=BEFORE_REFORM),
        replace(aside, provisions=("LTC 33.3", "ND31 4.4", "ND156 1"), from_on=REFORM),
    )


SIGNS = "crime_signs_found"
REFERRED = Edge(
    "referred_to_investigators", (), SAME, "handler", ("LTC 27.1", "LTC 36.2"), document=True,
    notifies=(Party.INVESTIGATORS,),
)  # fmt: skip


SIGNS_ASKED, BEFORE_SIGNS_ASKED = date(2026, 11, 30), date(2026, 11, 29)


def referred(
    stages: tuple[str, ...], provisions: tuple[str, ...] = REFERRED.provisions, answers: str = ""
) -> tuple[Edge, Edge]:
    """Only what shows signs of a crime is referred: they are recorded first.

    A referral dated before the register asked for them stands as it was written (``SIGNS_ASKED`` is no day of the law).
    ``answers``: … once for each time signs were found, where nothing else goes on.
    """
    edge = replace(REFERRED, source=stages, provisions=provisions)
    since = replace(edge, needs=() if answers else (SIGNS,), answers=answers, from_on=SIGNS_ASKED)
    return replace(edge, until_on=BEFORE_SIGNS_ASKED), since


def dangers(stages: tuple[str, ...]) -> tuple[Edge, ...]:
    """Signs of a crime and imminent harm, whenever they are seen: both are acted on at once."""
    return (
        Edge(SIGNS, stages, SAME, "handler", ("LTC 27.1", "LTC 36.2", "ND31 16.3"),
             (FieldSpec("found_on", FieldKind.DATE, required=False),)),
        *referred(stages),
        Edge("harm_imminent", stages, SAME, "officer", ("LTC 27.2",)),
        Edge("harm_prevented", stages, SAME, "handler", ("LTC 27.2",), needs=("harm_imminent",)),
    )  # fmt: skip


NOT_ACCEPTED = Edge(
    "not_accepted", BEFORE, "not_accepted", "handler", ("LTC 24.1", "LTC 29.1"),
    (ground("denunciation_not_accepted"), FieldSpec("decided_on", FieldKind.DATE, required=False)), document=True,
    notifies=(Party.DENOUNCER,),
)  # fmt: skip
ACCEPTED = Edge(
    "accepted", SCREENED, "accepted", "handler", ("LTC 29", "ND31 9"), (NAMED,), document=True, notifies=BOTH,
)  # fmt: skip
TRANSFERRED_BY_LAW = Edge(
    "transferred", SCREENED, "transferred", "handler", ("LTC 24.2",),
    (TO_AGENCY, replace(ground("denunciation_transferred"), required=False)), document=True,
    notifies=(Party.COMPETENT_BODY, Party.DENOUNCER),
)  # fmt: skip
TRANSFERRED = (
    replace(TRANSFERRED_BY_LAW, until_on=CIRCULARS_OF_2014_LAST_DAY),
    replace(TRANSFERRED_BY_LAW, provisions=("LTC 24.2", "TT05_2021 14.1"), from_on=CIRCULARS_OF_2021),
)
JUSTIFIED = Edge(  # of the ceiling of 45 days, which the decree of 2026 brought
    "delay_justified", BEFORE, SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True, from_on=REFORM
)
FILED = Edge(
    "filed", BEFORE, "filed", "handler", ("LTC 25.1",), (ground("denunciation_filed"), OPTIONAL_REASON)
)  # fmt: skip
GUIDED = Edge(
    "guided", SCREENED, "guided", "handler", ("LTC 24.2",), (TO_AGENCY,), notifies=(Party.DENOUNCER,)
)  # fmt: skip
SUPPLEMENT_REQUESTED = Edge(
    "supplement_requested", SCREENED, "needs_supplement", "handler", ("LTC 23.1", "LTC 24.1"),
    notifies=(Party.DENOUNCER,),
)  # fmt: skip
SUPPLEMENTED = Edge("supplemented", ("needs_supplement",), SCREENED[-1], "officer", ("LTC 23.1", "LTC 24.1"))
FORWARDER_NOTIFIED = Edge(
    "forwarder_notified", (), SAME, "handler", ("LTC 26.2",), notifies=(Party.FORWARDER,)
)  # fmt: skip

INTAKE: tuple[Edge, ...] = (
    replace(RECEIVED, provisions=("LTC 22", "LTC 23", "LTC 24.1")),
    *at_the_circulars(
        Edge("classified", SCREENED, "initial_screening", "handler", ("LTC 24.1", "ND31 9.1")),
        "LTC 24.1", "ND31 9.1", "TT05_2021 13",
    ),
    SUPPLEMENT_REQUESTED,
    SUPPLEMENTED,
    *withdrawals(BEFORE),
    *dangers(BEFORE),
    GUIDED,
    *(replace(edge, source=SCREENED, notifies=(Party.DENOUNCER,)) for edge in SPLIT),
    *TRANSFERRED,
    Edge("not_processed", SCREENED, "not_processed", "handler", ("LTC 24.3", "LTC 25.1"),
         (ground("denunciation_not_processed"), OPTIONAL_REASON)),
    FILED,
    Edge("kept_for_inspection", BEFORE, "kept_for_inspection", "handler", ("LTC 25.2", "ND31 20"),
         (FieldSpec("routing", FieldKind.CHOICE, choices="inspection_routes"),), document=True,
         notifies=(Party.FORWARDER,)),
    NOT_ACCEPTED,
    JUSTIFIED,
    replace(FORWARDER_NOTIFIED, source=(*SCREENED, "transferred", "not_accepted", "kept_for_inspection",
                                        "not_processed", "guided", "filed")),
    Edge("sent", ("needs_supplement", "guided", "not_accepted", *FOLLOWED, *FOLLOWED_TO), SAME, "handler",
         ("LTC 24.1", "LTC 24.2"), SENDING, notifies=(Party.DENOUNCER,)),
    Edge("closed", ("guided", "split", "transferred", "not_processed", "filed", "kept_for_inspection", "not_accepted"),
         "closed", "handler", ("LTC 39",)),
)  # fmt: skip

CONCLUDED = Edge(
    "concluded", (), "concluded", "head", ("LTC 35", "ND31 17"),
    (FieldSpec("verdict", FieldKind.CHOICE, choices="verdicts"),), OF_A_DENUNCIATION, document=True,
    notifies=(Party.DENOUNCED, Party.MANAGING_BODY, Party.INTERESTED, Party.DENOUNCER_BY_NOTICE),
)  # fmt: skip
_VERIFYING: tuple[Edge, ...] = (
    Edge("clear_case_found", ("accepted",), SAME, "handler", ("LTC 43.1", "ND31 19"),
         (FieldSpec("about", FieldKind.CHOICE, choices="clear_cases"),)),
    Edge(AT_ONCE, ("accepted", "verifying"), AT_ONCE, "head", ("LTC 43", "LTC 42.2"), (),
         OF_A_DENUNCIATION, document=True,
         needs=("clear_case_found",)),  # and only in the management of a sector: app.statute.guards
    Edge("verifying", ("accepted",), "verifying", "handler", ("LTC 31", "ND31 10"),
         (FieldSpec("how", FieldKind.CHOICE, required=False, choices="verified_how"),), document=True,
         notifies=(Party.VERIFIER,)),
    Edge("extended", OPEN, SAME, "handler", ("LTC 30", "ND31 3"),
         (FieldSpec("days", FieldKind.NUMBER), FieldSpec("criteria", FieldKind.CHOICES, choices="complexity")),
         document=True, notifies=(*BOTH, Party.INTERESTED)),
    *at_the_reform(
        Edge("expert_requested", RESOLVING_STAGES, SAME, "handler", ("ND31 15",), document=True,
             notifies=(Party.RESOLVER, Party.DENOUNCER, Party.INTERESTED)),
        "ND31 15.1", "ND31 15.2", "ND156 2",
    ),
    Edge("expert_answered", RESOLVING_STAGES, SAME, "handler", ("ND31 15.4",), answers="expert_requested"),
    Edge("suspended", OPEN, "suspended", "handler", ("LTC 34.1", "LTC 34.4"), (ground("denunciation_suspended"),),
         document=True, notifies=BOTH),
    Edge("suspension_ground_ceased", ("suspended",), SAME, "handler", ("LTC 34.2",)),
    Edge("resumed", ("suspended",), PREVIOUS, "handler", ("LTC 34.2", "LTC 9.1.c", "LTC 10.1.a"), document=True,
         notifies=BOTH),
    *withdrawals(RESOLVING_STAGES),
    Edge("discontinued", RESOLVING_STAGES, "terminated", "handler", ("LTC 34.3", "LTC 34.4"),
         (ground("denunciation_discontinued"),), document=True, notifies=BOTH),
    Edge("delay_report_demanded", RESOLVING_STAGES, SAME, "officer", ("LTC 38.2",), document=True),
    Edge("delay_reported", (*RESOLVING_STAGES, *AFTER, AT_ONCE, *OVER), SAME, "handler", ("LTC 38.3",), document=True,
         notifies=(Party.SUPERIOR,), needs=("delay_report_demanded",)),
    Edge("reported", ("verifying",), "verification_reported", "handler", ("LTC 31.6", "ND31 16"), document=True,
         notifies=(Party.RESOLVER,)),
    replace(CONCLUDED, source=("verifying",), provisions=("LTC 35", "ND31 10.1", "ND31 17")),  # who verifies alone
    replace(CONCLUDED, source=("verification_reported",)),
)  # fmt: skip

_FOLLOW_UP = ("LTC 44.3", "ND31 18.2")
_FOLLOW_UP_2026 = (*_FOLLOW_UP, "ND156 3")
_REFERRED_AFTER = (*REFERRED.provisions, "LTC 44.1.d")
_HANDLED = Edge(  # a decision, or a recommendation in writing; where nothing was wrong there is none
    "handled", (), SAME, "handler", ("LTC 36.1", "LTC 44"),
    (FieldSpec("handling", FieldKind.CHOICE, required=False, choices="handlings"),), document=True,
    unwritten_if="handling=rights_restored", notifies=(Party.INTERESTED,),
)  # fmt: skip
_CONCLUDED: tuple[Edge, ...] = (
    Edge("sent", (*RESOLVING_STAGES, *AFTER, AT_ONCE, *OVER), SAME, "handler", ("LTC 29.3", "LTC 34.4", "LTC 35.3"),
         SENDING),
    replace(FORWARDER_NOTIFIED, source=(*RESOLVING_STAGES, *AFTER, AT_ONCE, "terminated", "closed")),
    *(edge for edge in dangers((*RESOLVING_STAGES, *AFTER, AT_ONCE)) if edge.act != REFERRED.act),
    *referred(RESOLVING_STAGES),
    *referred((*AFTER, AT_ONCE), _REFERRED_AFTER),
    *referred(OVER, _REFERRED_AFTER, answers=SIGNS),
    replace(_HANDLED, source=("concluded", "published"), target="handling_conclusion"),
    replace(_HANDLED, source=("handling_conclusion", "monitoring")),
    Edge("handling_result", ("handling_conclusion", "published", "monitoring"), SAME, "handler", ("LTC 36.3",),
         needs=("handled",)),
    Edge("handling_result_reported", ("handling_conclusion", "published", "monitoring", "closed"), SAME, "handler",
         ("LTC 36.3",), notifies=(Party.RESOLVER,), needs=("handling_result",)),
    Edge("published", ("concluded", "handling_conclusion"), "published", "handler", ("LTC 40.1", "ND31 6"),
         (FieldSpec("papers_posted", FieldKind.CHOICES, required=False, choices="publications"),),
         notifies=(Party.PUBLIC,)),
    Edge("published", ("published", "monitoring", AT_ONCE), SAME, "handler", ("LTC 40.1", "ND31 6"),
         (FieldSpec("papers_posted", FieldKind.CHOICES, required=False, choices="publications"),),
         notifies=(Party.PUBLIC,)),
    *at_the_reform(
        Edge("followed_up", ("published", "handling_conclusion"), "monitoring", "handler", _FOLLOW_UP, document=True,
             notifies=(Party.INSPECTORATE,)),
        *_FOLLOW_UP_2026,
    ),
    *at_the_reform(
        Edge("followup_reported", ("monitoring",), SAME, "handler", _FOLLOW_UP, document=True,
             notifies=(Party.RESOLVER,)),
        *_FOLLOW_UP_2026,
    ),
    Edge("taken_over", RESOLVING_STAGES, "taken_over", "head", ("LTC 38.5", "ND31 5"), document=True,
         notifies=(*BOTH, Party.INTERESTED)),
    Edge("closed", ("published", "handling_conclusion", "monitoring"), "closed", "handler",
         ("LTC 39", "LTC 36.1", "LTC 40.1"), needs=("handled", "published")),
    Edge("closed", ("terminated", "taken_over", AT_ONCE), "closed", "handler", ("LTC 39",)),
)  # fmt: skip

RESOLVING: tuple[Edge, ...] = (*_VERIFYING, *_CONCLUDED)

EDGES: tuple[Edge, ...] = (*INTAKE, ACCEPTED, *RESOLVING)
