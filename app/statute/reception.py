"""Days of reception: where the law says that the head receives in person, and that the schedule is posted."""

from __future__ import annotations

from typing import Final

POSTED: Final = "LTCD 24.4"
_IN_PERSON: Final = {"province": "LTCD 12.5", "commune": "LTCD 15.2"}
_ANY_HEAD: Final = "LTCD 18.2"


def in_person(level: str) -> str:
    """The provision that makes the head of an agency of this level receive in person: no deputy fills it."""
    return _IN_PERSON.get(level, _ANY_HEAD)
