"""From a matter to the passages of a paper. A joint paper is composed from what cannot name a denouncer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.casework.papers import complaints, denunciations, handling, reception
from app.casework.papers.facts import Facts, NamedFacts
from app.casework.papers.shape import Passage
from app.statute.papers import OfficialPaper

Joint = Callable[[OfficialPaper, Facts], Iterator[Passage]]
Named = Callable[[OfficialPaper, NamedFacts], Iterator[Passage]]

JOINT: Final[Mapping[str, Joint]] = {
    "reception_conclusion": reception.conclusion,
    "proposal": handling.proposal,
    "denunciation_transfer": handling.denunciation_transfer,
    "urging": handling.urging,
    "complaint_verification": complaints.verification,
    "complaint_team": complaints.team,
    "verification_extended": complaints.extension,
    "dialogue_invitation": complaints.invitation,
    "complaint_suspended": complaints.suspension,
    "complaint_resumed": complaints.resumption,
    "complaint_discontinued": complaints.discontinuance,
    "decision_published": complaints.published,
    "denunciation_taken_up": denunciations.taken_up,
    "denounced_told": denunciations.denounced_told,
    "denunciation_assigned": denunciations.assigned,
    "denunciation_team": denunciations.team,
    "denunciation_extended": denunciations.extension,
    "denunciation_suspended": denunciations.suspension,
    "denunciation_resumed": denunciations.resumption,
    "denunciation_discontinued": denunciations.discontinuance,
    "denunciation_concluded": denunciations.conclusion,
    "denunciation_published": denunciations.published,
}
NAMED: Final[Mapping[str, Named]] = {
    "receipt": reception.receipt,
    "refusal_notice": reception.refusal_notice,
    "reception_minutes": reception.minutes,
    "appointment": reception.appointment,
    "guidance": handling.guidance,
    "feedback_transfer": handling.feedback_transfer,
    "complaint_accepted": handling.complaint_accepted,
    "complaint_not_accepted": handling.complaint_not_accepted,
    "denunciation_accepted": handling.denunciation_accepted,
    "denunciation_not_accepted": handling.denunciation_not_accepted,
    "denouncer_cover": handling.denouncer_cover,
    "dialogue_minutes": complaints.minutes,
    "decision_first": complaints.decision,
    "decision_second": complaints.decision,
    "conclusion_told": denunciations.conclusion_told,
}


def joint_passages(paper: OfficialPaper, it: Facts) -> tuple[Passage, ...]:
    """The passages of a joint paper."""
    return tuple(JOINT[paper.code](paper, it))


def named_passages(paper: OfficialPaper, it: NamedFacts) -> tuple[Passage, ...]:
    """The passages of a paper handed to the person."""
    return tuple(NAMED[paper.code](paper, it))
