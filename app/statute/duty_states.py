"""One duty of a matter as it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.statute.log import ActFact
from app.statute.questions import Asked
from app.statute.reckoning import Step
from app.statute.status import Also, Status
from app.statute.terms import Term
from app.statute.time_limits.shape import Certainty

OWED = frozenset({Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED, Status.UNRECKONED})


class DutyState(NamedTuple):
    """One duty, started by one act, as it stands on the day of the assessment."""

    duty: str
    term: Term
    rule: str
    rule_from: date
    citation: str
    certainty: Certainty
    trigger: ActFact
    started_on: date
    raw_due_on: date | None
    due_on: date | None
    also: tuple[Also, ...]
    status: Status
    satisfied_on: date | None
    satisfied_by: ActFact | None
    ended_on: date | None
    end_reason: str | None
    paused_on: date | None
    days_late: int | None
    working_days_left: int | None
    unreckoned: str | None
    unit: str
    asked: Asked | None  # what was asked of the calculator; None when it could not answer
    needed: int | None = None  # of a quota: how many days in the period
    held: int = 0  # … and on how many it was done so far

    @property
    def reckoning(self) -> tuple[Step, ...]:
        """How the date came about, step by step: told only when somebody asks."""
        return self.asked.reckoning if self.asked else ()

    @property
    def certainly_late_after(self) -> date | None:
        """The last day under every reading of a disputed limit: past it, it is late whichever holds."""
        days = [self.due_on, *(one.due_on for one in self.also)]
        return max((day for day in days if day is not None), default=None)

    @property
    def is_owed(self) -> bool:
        """Whether somebody still owes it."""
        return self.status in OWED and self.satisfied_on is None
