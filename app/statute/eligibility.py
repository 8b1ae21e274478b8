"""Whether a petition may be taken up: what the answers to its questions (:mod:`app.statute.eligibility_table`) say.

The answers propose an act and name the lines that speak for it; they never decide. Competence is asked apart
(:mod:`app.statute.competence`); what follows "no" is weighed again in :mod:`app.statute.outcomes` where the petition
belongs elsewhere, for only the competent body may refuse to accept it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.statute.eligibility_table import LINES, Line
from app.statute.groups import is_group


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the answers speak for: an act ("" while it is open), its ground, and the lines that say so.

    ``missing``: lines nobody has answered. Every line answered yes: the act is "accepted", and nothing speaks against.
    """

    act: str
    ground: str
    decisive: tuple[Line, ...]
    missing: tuple[Line, ...]

    @property
    def provisions(self) -> tuple[str, ...]:
        """The articles of the lines that are decisive, each once."""
        return tuple(dict.fromkeys(ref for line in self.decisive for ref in line.provisions))


# What follows first where several lines fail: to supplement helps nothing where another line fails for good.
WEIGHT: Final = (
    "referred_to_investigators", "kept_for_inspection", "transferred", "not_processed", "filed", "not_accepted",
    "supplement_requested",
)  # fmt: skip
ELIGIBLE: Final = "accepted"


def checklist(procedure: str | None, on: date, *, signatories: int = 1) -> tuple[Line, ...]:
    """The questions about a petition of this procedure received on a day, in the order they are asked.

    None for what has no list: not classified yet, a further denunciation. Raises ValueError when the table has two
    versions of a question for the day.
    """
    found = [line for line in LINES if procedure in line.procedures and line.holds_on(on)]
    if len({line.code for line in found}) != len(found):
        message = f"two versions of one question for {procedure} on {on}"
        raise ValueError(message)
    return tuple(line for line in found if not line.only_groups or is_group(signatories))


def propose(lines: Sequence[Line], answers: Mapping[str, Answer]) -> Proposal:
    """What the answers speak for. A line without an answer counts as unknown; answers to other lines say nothing.

    A line that rescues another is asked only when that one failed: "yes" brings its own act instead, and until it is
    answered nothing is proposed on account of the other.
    """

    def said(line: Line) -> Answer:
        return answers.get(line.code, Answer.UNKNOWN)

    failed = {line.code: line for line in lines if not line.rescues and said(line) is Answer.NO}
    rescues = [line for line in lines if line.rescues in failed]
    saved = {line.rescues: line for line in rescues if said(line) is Answer.YES}
    pending = {line.rescues: line for line in rescues if said(line) is Answer.UNKNOWN}
    decisive = tuple(saved.get(code, line) for code, line in failed.items() if code not in pending)
    unasked = (line for line in lines if not line.rescues and said(line) is Answer.UNKNOWN)
    missing = (*unasked, *pending.values())
    if decisive:
        first = min(decisive, key=lambda line: WEIGHT.index(line.follows))
        return Proposal(first.follows, first.ground, decisive, missing)
    return Proposal("" if missing or not lines else ELIGIBLE, "", (), missing)


__all__ = ["ELIGIBLE", "LINES", "Answer", "Line", "Proposal", "checklist", "propose"]
