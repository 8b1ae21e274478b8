"""How a petition stands before it is decided on: its conditions, who is competent, what is proposed.

The answers are kept among the facts of the petition, and once more beside the act that decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.casework.competences import Competent, competent_for, place_of
from app.casework.ledger import acts_of
from app.casework.same_content import DoneOnce, done_before
from app.records.matters import Matter
from app.records.petitions import Petition, Source
from app.statute.eligibility import Answer, Line, Proposal, checklist, propose
from app.statute.outcomes import COMES_FIRST, Outcome, Place, outcome
from app.statute.terms import Procedure

EXAMINED = "eligibility"  # where the facts of a matter keep the answers
OUTCOMES = (
    "accepted", "guided", "transferred", "returned", "supplement_requested", "not_accepted",
    "lower_level_reported", "filed", "not_processed", "kept_for_inspection", "crime_signs_found",
    "referred_to_investigators", "report_requested", "answered",
)  # fmt: skip
"""The acts that decide what becomes of a petition, in the order they are offered."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everything a triage goes by. ``examined``: somebody has answered the conditions."""

    lines: tuple[Line, ...]
    answers: Mapping[str, Answer]
    proposal: Proposal
    competent: tuple[Competent, ...]
    place: Place
    outcome: Outcome
    done: tuple[DoneOnce, ...]
    examined: bool

    @property
    def target(self) -> str:
        """The agency of the register it belongs to when that is elsewhere and there is only one; "" otherwise."""
        named = {name for one in self.competent if one.place is Place.ELSEWHERE for name in one.agencies}
        return named.pop() if self.place is Place.ELSEWHERE and len(named) == 1 else ""


def weigh(session: Session, matter: Matter) -> Weighed:
    """How a petition stands: by the law of the day it was received."""
    petition = session.get_one(Petition, matter.id)
    lines = checklist_of(session, matter)
    answers = answers_of(matter)
    proposal = propose(lines, answers)
    competent = competent_for(session, matter, petition.received_on)
    place, done = place_of(competent), done_before(session, matter)
    found = outcome(
        matter.procedure or Procedure.TRIAGE, proposal, place,
        forwarded=petition.source is Source.FORWARDED, done={one.act for one in done},
        duplicate=petition.duplicate_of_id is not None,
    )  # fmt: skip
    if found.act in COMES_FIRST and not any(one.act == COMES_FIRST[found.act] for one in acts_of(session, matter)):
        found = replace(found, act=COMES_FIRST[found.act])
    return Weighed(lines, answers, proposal, competent, place, found, done, EXAMINED in matter.facts)


def checklist_of(session: Session, matter: Matter) -> tuple[Line, ...]:
    """The conditions asked of a petition: those of its kind on the day it was received."""
    petition = session.get_one(Petition, matter.id)
    return checklist(matter.procedure, petition.received_on, signatories=petition.signatories)


def answers_of(matter: Matter) -> dict[str, Answer]:
    """What was answered; nothing of a petition that was classified as another kind since."""
    kept: Mapping[str, Any] = matter.facts.get(EXAMINED, {})
    if kept.get("procedure") != matter.procedure:
        return {}
    return {code: Answer(said) for code, said in kept.get("answers", {}).items()}


def beside(session: Session, matter: Matter, act: str) -> dict[str, Any]:
    """What is kept with an act that decides what becomes of a petition: what was answered, and what was proposed."""
    if act not in OUTCOMES or EXAMINED not in matter.facts:
        return {}
    found = weigh(session, matter)
    kept = {EXAMINED: {code: said.value for code, said in found.answers.items()}, "proposed": found.outcome.act}
    return {name: value for name, value in kept.items() if value}
