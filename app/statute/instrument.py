"""What is known of a law, a decree, a circular, a plan: its number, its names, its days in force, how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import CHECKED_ON
from app.statute.words import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One legal instrument. ``certainty`` is about its number and days, not about the wording of its articles."""

    key: str
    number: str
    title: str  # in Vietnamese
    english: str  # how it is named in an English citation
    short: str  # how it is named in a Vietnamese citation
    in_force_from: date
    in_force_until: date | None = None
    certainty: Certainty
    checked_on: date = CHECKED_ON
    note: str = ""

    @property
    def named(self) -> Term:
        """What a list of instruments calls it: its title and its number; in English as it is cited, and its number."""
        english = self.english if self.number in self.english else f"{self.english} ({self.number})"
        return Term(f"{self.title} ({self.number})" if self.number else self.title, english)
