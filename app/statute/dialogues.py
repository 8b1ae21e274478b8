"""Where the law wants a dialogue before a first decision: where the two sides still differ (LKN 30.1)."""

from __future__ import annotations

from app.statute.log import History
from app.statute.terms import Procedure

DIFFERING = ("LKN 30", "ND124 28.1")
WAY_ROUND = frozenset({"dialogue_held", "found_right"})


def may_want_dialogue(procedure: str | None, act: str) -> bool:
    """Whether ``act`` may come without a dialogue, but only where nothing that was asked is denied.

    Every other complaint is not open to be decided before its dialogue.
    """
    return procedure == Procedure.COMPLAINT_FIRST and act == "decided"


def spoke(log: History) -> bool:
    """Whether the two sides met, or what was asked was found right from the start."""
    return any(map(log.has, WAY_ROUND))
