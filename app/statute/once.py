"""What may be done only once with petitions of one content: guiding elsewhere, transferring.

For other kinds of petition no text read says "once"; a second transfer of the same content is refused there too, as
our reading, with no article to cite.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.statute.terms import Procedure
from app.statute.time_limits.shape import Certainty


@dataclass(frozen=True, slots=True)
class OnceOnly:
    """One rule: this act, in these procedures, once for one content."""

    act: str
    procedures: frozenset[Procedure]
    provisions: tuple[str, ...]
    certainty: Certainty


COMPLAINTS = frozenset(
    {Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND}
)
ONCE: tuple[OnceOnly, ...] = (
    OnceOnly("guided", frozenset({Procedure.DENUNCIATION}), ("LTC 24.3",), Certainty.VERIFIED),
    # Its circular ended in 2021 and the decree of 2026 says "guide" without "once".
    OnceOnly("guided", COMPLAINTS, ("TT07_2014 8.1",), Certainty.UNVERIFIED),
    OnceOnly("transferred", frozenset({Procedure.DENUNCIATION}), ("TT05_2021 14.1",), Certainty.UNVERIFIED),
)
ONCE_ACTS = frozenset({rule.act for rule in ONCE})


def once_provisions(act: str, procedure: str | None) -> tuple[str, ...]:
    """The articles by which ``act`` is done once for one content in a procedure; none where only we read it so."""
    return next((rule.provisions for rule in ONCE if rule.act == act and procedure in rule.procedures), ())
