"""From a matter to the passages of a paper. A joint paper is composed from what cannot name a denouncer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.casework.papers import complaints, denunciations, handling, reception
from app.casework.papers.facts import Facts, NamedFacts
from app.casework.papers.shape import Passage
from app.casework.papers.words import PROPOSED, decides, foot_of, head_of, suspended
from app.statute.papers import OfficialPaper

Joint = Callable[[OfficialPaper, Facts], Iterator[Passage]]
Named = Callable[[OfficialPaper, NamedFacts], Iterator[Passage]]

Resting = Callable[[Facts], tuple[str, ...]]


def _nothing_more(_it: Facts) -> tuple[str, ...]:
    return ()


def decision(articles: Joint, resting: Resting) -> Joint:
    """The frame of a decision: its head, QUYẾT ĐỊNH:, its articles, its foot. ``resting``: what else it rests on."""

    def composed(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
        yield from head_of(paper, it, also=(*resting(it), PROPOSED))
        yield decides()
        yield from articles(paper, it)
        yield from foot_of(paper, it)

    return composed


def found_and_decided(found: Named, articles: Named, resting: Resting) -> Named:
    """The same frame with what was found before it decides, of a decision that names its people."""

    def composed(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
        yield from head_of(paper, it, also=(*resting(it), PROPOSED))
        yield from found(paper, it)
        yield decides()
        yield from articles(paper, it)
        yield from foot_of(paper, it)

    return composed


DECIDED: Final = found_and_decided(complaints.findings, complaints.decision, complaints.accepted)
JOINT: Final[Mapping[str, Joint]] = {
    "reception_conclusion": reception.conclusion,
    "proposal": handling.proposal,
    "denunciation_transfer": handling.denunciation_transfer,
    "urging": handling.urging,
    "complaint_verification": decision(complaints.verification, complaints.accepted),
    "complaint_team": decision(complaints.team, complaints.accepted),
    "verification_extended": decision(complaints.extension, complaints.verified),
    "dialogue_invitation": complaints.invitation,
    "complaint_suspended": decision(complaints.suspension, complaints.accepted),
    "complaint_resumed": decision(complaints.resumption, suspended),
    "complaint_discontinued": decision(complaints.discontinuance, complaints.accepted),
    "decision_published": complaints.published,
    "denunciation_taken_up": decision(denunciations.taken_up, _nothing_more),
    "denounced_told": denunciations.denounced_told,
    "denunciation_assigned": denunciations.assigned,
    "denunciation_team": decision(denunciations.team, denunciations.accepted),
    "denunciation_extended": decision(denunciations.extension, denunciations.accepted),
    "denunciation_suspended": decision(denunciations.suspension, denunciations.accepted),
    "denunciation_resumed": decision(denunciations.resumption, suspended),
    "denunciation_discontinued": decision(denunciations.discontinuance, denunciations.accepted),
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
    "decision_first": DECIDED,
    "decision_second": DECIDED,
    "conclusion_told": denunciations.conclusion_told,
}


def joint_passages(paper: OfficialPaper, it: Facts) -> tuple[Passage, ...]:
    """The passages of a joint paper."""
    return tuple(JOINT[paper.code](paper, it))


def named_passages(paper: OfficialPaper, it: NamedFacts) -> tuple[Passage, ...]:
    """The passages of a paper handed to the person."""
    return tuple(NAMED[paper.code](paper, it))
