"""The shape of one duty: which act starts which limit, and which acts satisfy or end it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.statute.papers_sent import SENT
from app.statute.terms import Procedure, Term


@dataclass(frozen=True, slots=True)
class Duty:
    """One row. ``starts_at`` names a date field of the triggering act: the day the clock starts, when it is told.

    ``said`` and ``concerns`` name a field of an act and its value, "handling=decision".
    """

    id: str
    term: Term
    procedures: frozenset[Procedure]
    limits: tuple[str, ...]
    trigger: str
    satisfied_by: frozenset[str]
    intake: bool = False  # runs before any case exists
    starts_at: str = ""
    else_at: str = ""  # the act whose day stands in when the field is empty; without it, the duty does not start
    if_fact: str = ""  # only when this fact holds ("forwarder=press": has that value)
    if_act: str = ""  # only when this act is in the log
    again: str = ""  # another act that starts it, whatever it says
    said: str = ""  # only when the triggering act says this
    not_said: str = ""  # not when the triggering act says this
    after: str = ""  # only when this act is in the log before the triggering one
    not_after: str = ""  # only when this act is not in the log before the triggering one
    answered_after: str = ""  # what was done before this act does not satisfy it
    sends: str = ""  # the act whose paper it is that must go out: a sending of another one does not satisfy it
    concerns: str = ""  # an act that says something else here does not satisfy it; one that says nothing does
    recipients: frozenset[str] = frozenset()  # all must have been sent to; an act that names nobody went to all
    one_each: bool = False  # every triggering act wants an answer of its own, in their order
    by_trigger: bool = False  # the triggering act itself satisfies it
    by_name: bool = False  # the acts about it name it, or are about the oldest that runs (running_terms)
    given: str = ""  # a date field of the triggering act: the last day a paper gives, where the law has no number
    ended_by: dict[str, str] = field(default_factory=dict)  # act -> reason


COMPLAINTS = frozenset(
    {Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND}
)
DISCIPLINE = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})
FIRST, SECOND = frozenset({Procedure.COMPLAINT_FIRST}), frozenset({Procedure.COMPLAINT_SECOND})
DENUNCIATION = frozenset({Procedure.DENUNCIATION})
FURTHER = frozenset({Procedure.DENUNCIATION_FURTHER})
OVERDUE = frozenset({Procedure.DENUNCIATION_OVERDUE})
FEEDBACK, RECEPTION = frozenset({Procedure.FEEDBACK}), frozenset({Procedure.RECEPTION})
OF_OFFICE = frozenset({Procedure.RECEPTION_DUTY, Procedure.RECEPTION_SESSION})
CONCLUSION_TASK = frozenset({Procedure.CONCLUSION_TASK})
LAND_MEDIATION = frozenset({Procedure.LAND_MEDIATION})
INSPECTIONS = frozenset({Procedure.INSPECTION_RECOMMENDATION, Procedure.INSPECTION_RESULT})
REPORT_DUTY = frozenset({Procedure.REPORT_DUTY})
PETITIONS = frozenset(Procedure) - RECEPTION - OF_OFFICE - CONCLUSION_TASK - LAND_MEDIATION - INSPECTIONS - REPORT_DUTY

HANDLED = frozenset(
    {"accepted", "not_accepted", "guided", "transferred", "returned", "filed", "not_processed", "kept_for_inspection",
     "answered", "no_re_resolution", "report_requested", "supervised", "lower_resolved"}
)  # fmt: skip
SPLIT = {"split": "split"}  # every part of it runs its own clocks, from the same day
SETTLED = {"decided": "decided", "discontinued": "discontinued"}  # nothing is left to do it for
CUT_OFF = {
    "court_accepted": "court",
    "taken_over": "taken_over",
    "second_complaint_lodged": "second_instance",
    "acceptance_annulled": "acceptance_annulled",
}


def sending(
    duty: str, term: Term, procedures: frozenset[Procedure], limit: str, trigger: str, *recipients: str
) -> Duty:
    """A duty to send what an act brought about, to all of ``recipients``."""
    return Duty(
        duty, term, procedures, (limit,), trigger, frozenset({SENT}), sends=trigger,
        recipients=frozenset(recipients),
    )  # fmt: skip
