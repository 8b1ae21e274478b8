"""How a duty stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    PAUSED = "paused"
    ENDED = "ended"
    UNRECKONED = "unreckoned"  # the calendar of a year is missing; computed when it arrives


@dataclass(frozen=True, slots=True)
class Also:
    """Another reading of a disputed limit. Certainly overdue is after the latest of all readings."""

    rule: str
    due_on: date | None
    citation: str
