"""The named readings of the law: where it leaves a choice, what the register takes, and what this province chose."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.internal_terms import terms_now
from app.extensions import db
from app.web.help.law_words import meanings
from app.web.law_readings import ReadingPart, reading_parts
from app.web.rules import length_words
from app.web.wording import spoken


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    readings: tuple[ReadingPart, ...]
    internal: tuple[tuple[str, str], ...]
    meanings: tuple[tuple[str, str], ...]


def readings_page() -> ReadingsPage:
    """Every reading, with what this installation has chosen."""
    return ReadingsPage(
        readings=reading_parts(),
        internal=tuple(
            (spoken(one.term.words), length_words(one.days, one.term.unit)) for one in terms_now(db.session())
        ),
        meanings=meanings(),
    )
