"""Complaints, first and second instance, administrative and of discipline (Luật Khiếu nại, NĐ 124/2020).

Stated otherwise than by an edge: the second authority takes an overdue complaint by the complainant's own second
complaint (LKN 33.1, NĐ 124 Điều 4), never by taking it over; a second complaint is another matter; a suit before
acceptance is a ground not to accept (KN11_9); the notice of acceptance is the acceptance itself.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.procedures.contents import NAMED, of_each
from app.statute.procedures.intake import (
    DELAY_JUSTIFIED,
    OPTIONAL_REASON,
    PAPERS,
    REASON,
    RECEIVED,
    SCREENED,
    SPLIT,
    TO_AGENCY,
    at_the_circulars,
    at_the_reform,
)
from app.statute.procedures.people import WHO
from app.statute.procedures.shape import PREVIOUS, SAME, Edge, FieldKind, FieldSpec, Party
from app.statute.time_limits.since import (
    BEFORE_DECREE_124,
    BEFORE_REFORM,
    CIRCULAR_02_2016,
    CIRCULARS_OF_2014_LAST_DAY,
    CIRCULARS_OF_2021,
    DECREE_124,
    REFORM,
)

OPEN = ("accepted", "verifying", "dialogue", "awaiting_decision")
BEFORE = (*SCREENED, "needs_supplement")
ANNULLED = "acceptance_annulled"
UNDECIDED = (*SCREENED, ANNULLED)  # what becomes of the petition is still to be said, or to be said again
# What the petition itself goes on with after its acceptance was annulled; its case is over, or accepted anew.
WAY_ON = frozenset({"guided", "returned", "transferred", "not_accepted", "accepted"})
SECOND_LODGED = "second_complaint_lodged"
LATER = ("in_litigation", "in_force", "enforcing", "enforced", "closed")

UNTIL = FieldSpec("until_on", FieldKind.DATE, required=False)  # never past the time for the decision
SHORT_NOTICE = FieldSpec("short_notice", FieldKind.TEXT, required=False)  # needed where the notice is short

INVITED = (Party.COMPLAINANT, Party.REPRESENTATIVE, Party.RESPONDENT, Party.INTERESTED, Party.RELATED_BODY)
SUSPENDED_TOLD = (Party.COMPLAINANT, Party.REPRESENTATIVE, Party.RESPONDENT, Party.INTERESTED)  # ND124 28b.1
STAYED_TOLD = (Party.COMPLAINANT, Party.RESPONDENT, Party.INTERESTED, Party.HANDLING_BODY)
ACCEPTED_TOLD = (Party.COMPLAINANT, Party.REPRESENTATIVE, Party.FORWARDER, Party.INSPECTORATE)  # LKN 27, 36.1

# A complaint that belongs to a body below and that it has not settled in time: whoever handles the petition reports it,
# whoever is above orders it to be settled (LTCD 26, NĐ 154 15.3). No text read sets days for it.
_LATE_BELOW = ("LTCD 26",)
_URGED = ("lower_level_reported", "supervised")
BELOW = (*_URGED, "lower_resolved")


def _urged(edge: Edge) -> tuple[Edge, ...]:
    """The edge under the circular of 2014, after it, and under the decree of 2026."""
    return (
        replace(edge, provisions=(*_LATE_BELOW, "TT07_2014 7.3"), until_on=CIRCULARS_OF_2014_LAST_DAY),
        replace(edge, provisions=_LATE_BELOW, from_on=CIRCULARS_OF_2021, until_on=BEFORE_REFORM),
        replace(edge, provisions=(*_LATE_BELOW, "ND154 15.3"), from_on=REFORM),
    )


LOWER_LEVEL: tuple[Edge, ...] = (
    *_urged(Edge("lower_level_reported", SCREENED, "lower_level_reported", "handler", _LATE_BELOW)),
    *_urged(
        Edge("supervised", _URGED, "supervised", "head", _LATE_BELOW, document=True,
             notifies=(Party.LOWER_RESOLVER, Party.COMPLAINANT))
    ),
    *_urged(Edge("lower_resolved", _URGED, "lower_resolved", "handler", _LATE_BELOW)),
)  # fmt: skip

DISCONTINUED = Edge(
    "discontinued", (), "discontinued", "handler", ("LKN 11a.2", "ND124 28b.1"),
    (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_discontinued"),), document=True,
    notifies=(*SUSPENDED_TOLD, Party.COMMUNE),
)  # fmt: skip


def at_the_decree(edge: Edge, *since: str) -> tuple[Edge, Edge]:
    """The edge before NĐ 124/2020, and the same from then on under the articles ``since``."""
    return replace(edge, until_on=BEFORE_DECREE_124), replace(edge, provisions=since, from_on=DECREE_124)


SUPPLEMENT: tuple[Edge, ...] = (
    *at_the_decree(
        Edge("supplement_requested", SCREENED, "needs_supplement", "handler", ("TT07_2014 7.2",),
             notifies=(Party.COMPLAINANT,)),
        "ND124 16.1",
    ),
    *at_the_decree(
        Edge("supplemented", ("needs_supplement",), "screening", "officer", ("TT07_2014 7.2",)), "ND124 16.1"
    ),
)  # fmt: skip


def _intake(
    accept: str, *, received: tuple[str, ...], told: tuple[Party, ...] = ACCEPTED_TOLD, below: str = ""
) -> tuple[Edge, ...]:
    """From receipt to acceptance. ``accept``: the article on acceptance; ``told``: who hears of it.

    ``below``: what it is in the log of the first complaint.
    """
    grounds = FieldSpec("complex_grounds", FieldKind.CHOICES, required=False, choices="complexity")
    return (
        replace(RECEIVED, provisions=received),
        Edge("classified", SCREENED, "screening", "handler", ("LTCD 26", accept)),
        *SUPPLEMENT,
        *at_the_reform(
            Edge("guided", UNDECIDED, "redirected", "handler", ("LTCD 26.1.b",), (TO_AGENCY,),
                 notifies=(Party.COMPLAINANT,)),
            "LTCD 26.1.b", "ND154 15.2",
        ),
        *(*SPLIT, *LOWER_LEVEL),
        *at_the_circulars(
            Edge("returned", UNDECIDED, "redirected", "handler", ("TT07_2014 8.2",), (OPTIONAL_REASON,),
                 notifies=(Party.FORWARDER,)),
            "TT05_2021 6",
        ),
        *at_the_reform(
            Edge("transferred", UNDECIDED, "transferred", "handler", ("LTCD 26.2.b",), (TO_AGENCY,), document=True,
                 notifies=(Party.COMPETENT_BODY, Party.COMPLAINANT)),
            "LTCD 26.2.b", "ND154 6.3.b",
        ),
        *at_the_circulars(Edge("filed", BEFORE, "filed", "handler", ("TT07_2014 28.1",), (REASON,)), "TT05_2021 6"),
        Edge("not_accepted", (*BEFORE, ANNULLED), "not_accepted", "handler", ("LKN 11", accept),
             (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_not_accepted"), OPTIONAL_REASON), document=True,
             notifies=told),  # the notice of LKN 27 and 36.1 goes to the same places, whichever it says
        Edge("delay_justified", BEFORE, SAME, "head", DELAY_JUSTIFIED, (REASON,), document=True, from_on=REFORM),
        *at_the_decree(
            Edge("accepted", UNDECIDED, "accepted", "handler", (accept,), (grounds, NAMED), document=True,
                 notifies=told, below=below), accept, "ND124 16.1",
        ),
    )  # fmt: skip


def _verification(
    *, verify: tuple[str, ...], report: tuple[str, ...], ask: tuple[str, ...], dialogue: str, decree: str,
    invited: tuple[Party, ...] = INVITED,
) -> tuple[Edge, ...]:  # fmt: skip
    """From the assignment of the verification to its report and the dialogue."""
    return (
        Edge("verifying", ("accepted",), "verifying", "handler", verify, document=True,
             notifies=(Party.RESPONDENT, Party.COMPLAINANT)),
        *at_the_decree(
            Edge("verification_extended", ("verifying",), SAME, "handler", ("TT07_2013 7.3",), (UNTIL,), document=True,
                 from_on=CIRCULAR_02_2016),
            "ND124 18",
        ),
        Edge("information_requested", OPEN, SAME, "handler", ask, document=True, notifies=(Party.RESPONDENT,)),
        Edge("information_provided", (*OPEN, "suspended"), SAME, "handler", ask, answers="information_requested"),
        *at_the_decree(
            Edge("dialogue_notified", ("verifying", "dialogue", "awaiting_decision"), "dialogue", "handler",
                 (dialogue,), (FieldSpec("dialogue_on", FieldKind.DATE), SHORT_NOTICE), document=True,
                 notifies=invited),
            dialogue, decree,
        ),
        *at_the_decree(
            Edge("dialogue_held", ("dialogue",), "awaiting_decision", "handler", (dialogue,),
                 (FieldSpec("chair", FieldKind.TEXT, required=False),)),
            dialogue, decree,
        ),
        Edge("reported", ("verifying",), "awaiting_decision", "handler", report, document=True),
        Edge("reported", ("dialogue", "awaiting_decision"), SAME, "handler", report, document=True),
    )  # fmt: skip


# What stops a case for a time, or for good.
HALTED: tuple[Edge, ...] = (
    Edge("suspension_ground_arose", OPEN, SAME, "handler", ("ND124 28a", "ND124 28b.1"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_suspended"),), from_on=REFORM),
    Edge("suspended", OPEN, "suspended", "handler", ("LKN 11a.1", "ND124 28b.1"),
         (FieldSpec("ground", FieldKind.CHOICE, choices="complaint_suspended"),), document=True, from_on=REFORM,
         notifies=SUSPENDED_TOLD),
    Edge("suspension_ground_ceased", ("suspended",), SAME, "handler", ("ND124 28b.2",), from_on=REFORM),
    Edge("resumed", ("suspended",), PREVIOUS, "handler", ("ND124 28b.2",), document=True, from_on=REFORM,
         notifies=SUSPENDED_TOLD),
    Edge("withdrawn_part", (*BEFORE, *OPEN, "suspended"), SAME, "officer", ("LKN 10", "ND124 7a"), (NAMED, *WHO),
         from_on=REFORM),
    Edge("withdrawn", (*BEFORE, *OPEN, "suspended"), SAME, "officer", ("LKN 10", "ND124 7a"), WHO, from_on=REFORM),
    Edge("withdrawn", (*BEFORE, *OPEN), SAME, "officer", ("LKN 10",), WHO, until_on=BEFORE_REFORM),
    replace(DISCONTINUED, source=(*OPEN, "suspended"), from_on=REFORM),
    # Before acceptance, and before the reform at any time, only a withdrawal ends a complaint.
    replace(DISCONTINUED, source=BEFORE, from_on=REFORM, needs=("withdrawn",), notifies=SUSPENDED_TOLD),
    replace(DISCONTINUED, source=(*BEFORE, *OPEN), provisions=("LKN 10",), until_on=BEFORE_REFORM,
            needs=("withdrawn",), notifies=(Party.COMPLAINANT,)),
)  # fmt: skip

# The contested decision may be stayed in administrative complaints; the clock of the case runs on.
STAY: tuple[Edge, ...] = (
    Edge("stay_ordered", (*OPEN, "suspended"), SAME, "head", ("LKN 35",), (UNTIL,), document=True,
         notifies=STAYED_TOLD),
    Edge("stay_reason_ceased", (*OPEN, "suspended"), SAME, "handler", ("LKN 35",), answers="stay_ordered"),
    # However the case ends, whoever stayed the decision lifts the stay: nobody else does.
    Edge("stay_lifted", (*OPEN, "suspended", "decided", "sent", "discontinued", "not_accepted", ANNULLED,
                         "in_litigation"), SAME, "head", ("LKN 35",), document=True, answers="stay_ordered",
         notifies=STAYED_TOLD),
)  # fmt: skip


def _annulled(accept: str, told: tuple[Party, ...] = ACCEPTED_TOLD) -> Edge:
    """What was accepted is not accepted after all: by a numbered document, told to all who heard of the acceptance.

    The petition is where it was before: whoever is competent for it gets it, or it is accepted as it should have been.
    """
    return Edge("acceptance_annulled", OPEN, ANNULLED, "head", (accept,), (REASON,), document=True, notifies=told)


def _council(*provisions: str) -> tuple[Edge, ...]:
    return (
        Edge("council_convened", OPEN, SAME, "head", provisions, document=True),
        Edge("council_advised", OPEN, SAME, "handler", provisions, answers="council_convened"),
    )


def _after(
    *, send: tuple[str, ...], told: tuple[Party, ...], force: tuple[str, ...], then: tuple[str, ...], court: Edge
) -> tuple[Edge, ...]:
    """From the decision to the file in the archive. ``then``: the stages only some procedures have after sending."""
    sent = ("sent", *(stage for stage in then if stage == "published"))
    over = (*sent, *(stage for stage in then if stage == "second_complaint"), "in_force", "enforcing", "enforced")
    return (
        Edge("sent", ("decided",), "sent", "handler", send, (PAPERS,), notifies=told, moves_if="papers=decided"),
        Edge("sent", ("suspended", "discontinued"), SAME, "handler", send, (PAPERS,), notifies=SUSPENDED_TOLD),
        Edge("sent", ("needs_supplement", *BELOW, *OPEN, "not_accepted", ANNULLED, "redirected", "transferred", "sent",
                      *then, *LATER), SAME, "handler", send, (PAPERS,), notifies=(Party.COMPLAINANT,)),
        Edge("forwarder_notified", (*BELOW, *OPEN, "decided", *sent, "in_force", "not_accepted", ANNULLED,
                                    "redirected", "transferred", "discontinued", "closed"),
             SAME, "handler", ("LKN 66.2", "LTCD 27.2"), notifies=(Party.FORWARDER,)),
        Edge("front_recommended", ("decided", *over, "closed"), SAME, "officer", ("LKN 66.2",),
             if_fact="forwarder=front"),
        Edge("front_recommendation_answered", ("decided", *over, "closed"), SAME, "handler", ("LKN 66.2",),
             document=True, answers="front_recommended", notifies=(Party.FORWARDER,)),
        replace(court, source=(*OPEN, "suspended", "decided", *sent, "in_force")),
        Edge("court_discontinued", ("in_litigation",), PREVIOUS, "handler", ("LKN 11.9",)),
        Edge("in_force", sent, "in_force", "handler", force),
        *at_the_decree(
            Edge("enforcement_directed", ("in_force",), "enforcing", "head", ("LKN 46",), document=True,
                 notifies=(Party.HANDLING_BODY, Party.INTERESTED)),
            "LKN 46", "ND124 31",
        ),
        Edge("enforced", ("in_force", "enforcing"), "enforced", "handler", ("LKN 46",)),
        Edge("closed", ("sent", *then, "in_force", "enforced", "not_accepted", ANNULLED, "discontinued",
                        "redirected", "transferred", "split", "filed", "in_litigation", "lower_resolved"), "closed",
             "handler", ("LKN 34",)),
        *at_the_decree(
            Edge("file_handed_over", ("closed",), SAME, "handler", ("TT07_2013 23.2",), needs=("accepted",),
                 answers="closed"),
            "ND124 30",
        ),
    )  # fmt: skip


# Whoever decides the second time asks the first body for its papers (seven days: LKN 13.2.c, 15.1.a); in the register
# that file opens, to be read.
FILE_REQUESTED = Edge(
    "lower_file_requested", (*OPEN, "suspended"), SAME, "handler", ("LKN 15.1.a", "LKN 12.1.đ"), document=True,
    notifies=(Party.LOWER_RESOLVER,), reads_below=True,
)  # fmt: skip
TO_COURT = Edge("court_accepted", (), "in_litigation", "handler", ("LKN 11.9", "LKN 42"))
# Of discipline, only a dismissal goes to court.
DISMISSAL_TO_COURT = replace(TO_COURT, provisions=("LKN 57.3", "LKN 11.9"), if_fact="dismissal")

# A decision may take effect (from issue) before the time to complain again (from receipt) is out: LKN 33, 44.
# Time that was out before the case was suspended stays out. Of a decision that was issued somebody may know before its
# sending is written down, or never get it: the right is the same (LKN 33.1). What a court has is not complained of
# again (LKN 11.9) until the suit comes to nothing.
LODGED = Edge(
    SECOND_LODGED, ("decided", "sent", *OPEN, "suspended", "in_force"), "second_complaint", "handler", ("LKN 33",)
)
ANNOUNCED = Edge(
    "announced", ("in_force", "enforcing", "enforced", "closed"), SAME, "head", ("LKN 58.1",), needs=("in_force",),
    notifies=(Party.STAFF,),
)  # fmt: skip


def _decided(*provisions: str, of: str, straight: bool = False) -> Edge:
    """The decision, ``of`` one kind and instance.

    ``straight``: a complaint plainly right is decided at once, without verification (LKN 29.1.a).
    """
    source = ("awaiting_decision", "accepted") if straight else ("awaiting_decision",)
    return Edge(
        "decided", source, "decided", "head", provisions, (), of_each(f"{of}_findings", f"{of}_remedies"),
        document=True, needs=("dialogue_held",), needs_if="result_differs" if straight else "",
    )  # fmt: skip


FIRST: tuple[Edge, ...] = (
    *_intake("LKN 27", received=("LKN 8", "LKN 27")),
    Edge("found_right", ("accepted",), "awaiting_decision", "handler", ("LKN 29.1.a",)),
    *_verification(verify=("LKN 29",), report=("LKN 29.4",), ask=("LKN 14.1.a", "LKN 12.1.đ"),
                   dialogue="LKN 30", decree="ND124 28.1"),
    *HALTED,
    *STAY,
    _annulled("LKN 27"),
    _decided("LKN 31", of="complaint_first", straight=True),
    *at_the_decree(LODGED, "LKN 33", "ND124 4.1"),
    *_after(send=("LKN 32",), force=("LKN 44.1",), then=("second_complaint",), court=TO_COURT,
            told=(Party.COMPLAINANT, Party.SUPERIOR, Party.INTERESTED, Party.FORWARDER, Party.INSPECTORATE)),
)  # fmt: skip

SECOND: tuple[Edge, ...] = (
    *_intake("LKN 36.1", received=("LKN 33", "LKN 36.1"), below=SECOND_LODGED),
    FILE_REQUESTED,
    *_council("LKN 36.2", "LKN 43"),
    *_verification(verify=("LKN 38",), report=("LKN 38", "LKN 29.4"), ask=("LKN 15.1.a", "LKN 12.1.đ"),
                   dialogue="LKN 39", decree="ND124 28.2"),
    *HALTED,
    *STAY,
    _annulled("LKN 36.1"),
    _decided("LKN 40", "LKN 39", of="complaint_second"),
    *_after(send=("LKN 41.1",), force=("LKN 44.2",), then=("published",), court=TO_COURT,
            told=(Party.COMPLAINANT, Party.RESPONDENT, Party.LOWER_RESOLVER, Party.INTERESTED, Party.FORWARDER)),
    *at_the_decree(
        Edge("publication_meeting_called", ("decided", "sent", "published", "in_force", "enforcing", "enforced"), SAME,
             "handler", ("LKN 41.2", "ND75 12.2"), (FieldSpec("meeting_on", FieldKind.DATE),), notifies=INVITED),
        "LKN 41.2", "ND124 12",
    ),
    *at_the_decree(
        Edge("published", ("sent", "decided"), "published", "handler", ("LKN 41.2", "ND75 12.1"),
             notifies=(Party.PUBLIC,)),
        "LKN 41.2", "ND124 12",
    ),
    *at_the_decree(
        Edge("published", ("published", "in_force", "enforcing", "enforced", "closed"), SAME, "handler",
             ("LKN 41.2", "ND75 12.1"), notifies=(Party.PUBLIC,)),
        "LKN 41.2", "ND124 12",
    ),
)  # fmt: skip

DISCIPLINE_INVITED = (Party.COMPLAINANT, Party.RESPONDENT, Party.RELATED_BODY)
DISCIPLINE_TOLD = (Party.COMPLAINANT, Party.RELATED_BODY)

DISCIPLINE_FIRST: tuple[Edge, ...] = (
    *_intake("LKN 50", received=("LKN 49", "LKN 50"), told=(Party.COMPLAINANT,)),
    *_council("LKN 52"),
    *_verification(verify=("LKN 52",), report=("LKN 52",), ask=("LKN 14.1.a",), dialogue="LKN 53.1",
                   decree="ND124 28.1", invited=DISCIPLINE_INVITED),
    *HALTED,
    _annulled("LKN 50", (Party.COMPLAINANT,)),
    _decided("LKN 54", "LKN 53.1", of="discipline_first"),
    replace(LODGED, provisions=("LKN 48", "LKN 51.3")),
    *_after(send=("LKN 54.2",), told=DISCIPLINE_TOLD, force=("LKN 57.1",), then=("second_complaint",),
            court=DISMISSAL_TO_COURT),
    ANNOUNCED,
)  # fmt: skip

DISCIPLINE_SECOND: tuple[Edge, ...] = (
    *_intake("LKN 50", received=("LKN 49", "LKN 50"), told=(Party.COMPLAINANT,), below=SECOND_LODGED),
    replace(FILE_REQUESTED, provisions=("LKN 55.1", "LKN 15.1.a")),
    Edge("first_report_requested", OPEN, SAME, "handler", ("LKN 55.1",), document=True,
         notifies=(Party.LOWER_RESOLVER,)),
    Edge("first_report_received", (*OPEN, "suspended"), SAME, "handler", ("LKN 55.1",),
         answers="first_report_requested"),
    *_council("LKN 52"),
    *_verification(verify=("LKN 55.2",), report=("LKN 55.2",), ask=("LKN 15.1.a",),
                   dialogue="LKN 55.3", decree="ND124 28.1", invited=DISCIPLINE_INVITED),
    *HALTED,
    _annulled("LKN 50", (Party.COMPLAINANT,)),
    _decided("LKN 56", "LKN 55.3", of="discipline_second"),
    *_after(send=("LKN 56.2",), told=(*DISCIPLINE_TOLD, Party.LOWER_RESOLVER), force=("LKN 57.1",), then=(),
            court=DISMISSAL_TO_COURT),
    ANNOUNCED,
)  # fmt: skip
