"""What may be done only once with petitions of one content: guiding elsewhere, transferring.

Where no text in force says "once", a second time of the same content is refused too, as our reading, with no article
to cite: so of other kinds of petition, and of a complaint guided after the circular of 2014 ended (its successor was
not read, and the decree of 2026 says "guide" without "once").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.statute.terms import Procedure
from app.statute.time_limits import since
from app.statute.time_limits.shape import Certainty


@dataclass(frozen=True, slots=True)
class OnceOnly:
    """One version of one rule: this act, in these procedures, once for one content."""

    act: str
    procedures: frozenset[Procedure]
    provisions: tuple[str, ...]
    certainty: Certainty
    from_on: date
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


COMPLAINTS = frozenset(
    {Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND}
)
DENUNCIATION = frozenset({Procedure.DENUNCIATION})
ONCE: tuple[OnceOnly, ...] = (
    OnceOnly("guided", DENUNCIATION, ("LTC 24.3",), Certainty.VERIFIED, since.LAW_ON_DENUNCIATIONS),
    OnceOnly(
        "guided", COMPLAINTS, ("TT07_2014 8.1",), Certainty.VERIFIED, since.CIRCULARS_OF_2014,
        since.CIRCULARS_OF_2014_LAST_DAY,
    ),
    OnceOnly(
        "transferred", DENUNCIATION, ("TT05_2021 14.1",), Certainty.VERIFIED, since.CIRCULARS_OF_2021,
        since.BEFORE_REFORM,
    ),
    # The decree neither repeals nor mentions the circular.
    OnceOnly("transferred", DENUNCIATION, ("TT05_2021 14.1",), Certainty.UNVERIFIED, since.REFORM),
)  # fmt: skip
ONCE_ACTS = frozenset({rule.act for rule in ONCE})


def once_provisions(act: str, procedure: str | None, on: date) -> tuple[str, ...]:
    """The articles by which ``act`` is done once for one content on a day; none where only we read it so."""
    found = (one for one in ONCE if one.act == act and procedure in one.procedures and one.holds_on(on))
    return next((one.provisions for one in found), ())
