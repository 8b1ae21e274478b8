"""The shape of one edge of the workflow: an act, from where to where, who may record it, what it says, its article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOTHING = ""  # before the first act
SAME = "="  # the stage does not change
PREVIOUS = "<"  # back to the stage the suspension found


class FieldKind(StrEnum):
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What an act says beside its date. ``choices`` names a table of app.statute.grounds."""

    name: str
    kind: FieldKind
    required: bool = True
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One act in one procedure."""

    act: str
    source: tuple[str, ...]
    target: str
    role: str  # officer, handler or head: the least that may record it
    provisions: tuple[str, ...]
    fields: tuple[FieldSpec, ...] = ()
    document: bool = False  # a numbered document goes with it
    from_on: date | None = None
    until_on: date | None = None
    needs: tuple[str, ...] = field(default=())  # acts that must already be in the log
    needs_if: str = ""  # … only when this fact holds
    answers: str = ""  # the act it answers, once each: one must be unanswered in the log
    if_fact: str = ""  # open only when this fact holds

    def open_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)
