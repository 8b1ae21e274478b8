"""Where the law wants a dialogue before a first decision: where the two sides still differ (LKN 30.1)."""

from __future__ import annotations

from app.statute.log import History
from app.statute.terms import Procedure

DIFFERING = ("LKN 30", "ND124 28.1")
WAY_ROUND = frozenset({"dialogue_held", "found_right"})


def dialogue_wanting(procedure: str | None, log: History, act: str) -> bool:
    """Whether ``act`` decides a first complaint without a dialogue: right where nothing is denied, and only there.

    Of every other complaint the decision is not open before the dialogue.
    """
    return procedure == Procedure.COMPLAINT_FIRST and act == "decided" and not any(map(log.has, WAY_ROUND))
