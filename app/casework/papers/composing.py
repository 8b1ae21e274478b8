"""From a matter to the passages of a paper. A joint paper is composed from what cannot name a denouncer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.casework.papers import handling
from app.casework.papers.facts import Facts, NamedFacts
from app.casework.papers.shape import Passage
from app.statute.papers import OfficialPaper

Joint = Callable[[OfficialPaper, Facts], Iterator[Passage]]
Named = Callable[[OfficialPaper, NamedFacts], Iterator[Passage]]

JOINT: Final[Mapping[str, Joint]] = {
    "denunciation_transfer": handling.denunciation_transfer,
}
NAMED: Final[Mapping[str, Named]] = {
    "guidance": handling.guidance,
    "feedback_transfer": handling.feedback_transfer,
    "complaint_accepted": handling.complaint_accepted,
    "complaint_not_accepted": handling.complaint_not_accepted,
}


def joint_passages(paper: OfficialPaper, it: Facts) -> tuple[Passage, ...]:
    """The passages of a joint paper."""
    return tuple(JOINT[paper.code](paper, it))


def named_passages(paper: OfficialPaper, it: NamedFacts) -> tuple[Passage, ...]:
    """The passages of a paper handed to the person."""
    return tuple(NAMED[paper.code](paper, it))
