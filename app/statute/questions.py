"""What is asked of the calculator of dates, and what it answered.

The same question is asked of thousands of matters: an answer without a pause or an extension is remembered. How the
date came about is told only when somebody asks.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.statute.calendar import WorkingCalendar
from app.statute.deadlines import Pause, Prolongation, due
from app.statute.instruments import cite_all
from app.statute.policies import Policies
from app.statute.reckoning import Step
from app.statute.time_limits.shape import TimeLimit

MOST_REMEMBERED = 200_000
NO_FACTS = frozenset[str]()


class Asked(NamedTuple):
    """A limit, the day its clock starts, and what happened since."""

    limit: TimeLimit
    on: date
    variants: frozenset[str]
    pauses: tuple[Pause, ...]
    extensions: tuple[Prolongation, ...]
    calendar: WorkingCalendar
    policies: Policies

    @property
    def reckoning(self) -> tuple[Step, ...]:
        """How the last day came about. Raises as :func:`app.statute.deadlines.due`."""
        return due(
            self.limit, self.on, calendar=self.calendar, variants=self.variants, pauses=self.pauses,
            extensions=self.extensions, policies=self.policies,
        ).reckoning  # fmt: skip


class Answer(NamedTuple):
    """The last day, raw and moved. ``lapsed``: the law changed before it, and ends the duty."""

    limit: TimeLimit
    raw_due_on: date | None
    due_on: date | None
    unit: str
    lapsed: bool
    citation: str
    asked: Asked


class Remembered:
    """Answers under one calendar and its readings."""

    def __init__(self, calendar: WorkingCalendar, policies: Policies) -> None:
        self._calendar, self._policies = calendar, policies
        self._answers: dict[tuple[object, ...], Answer] = {}

    def plain(self, limit: TimeLimit, on: date, variants: frozenset[str] = NO_FACTS) -> Answer:
        """The answer where nothing paused or extended the limit. Raises as :func:`app.statute.deadlines.due`."""
        question = (limit.id, limit.in_force_from, on, variants)
        known = self._answers.get(question)
        if known is None:
            if len(self._answers) >= MOST_REMEMBERED:
                self._answers.clear()
            known = self._answers[question] = self.reckoned(limit, on, variants, (), ())
        return known

    def reckoned(
        self, limit: TimeLimit, on: date, variants: frozenset[str], pauses: tuple[Pause, ...],
        extensions: tuple[Prolongation, ...],
    ) -> Answer:  # fmt: skip
        """The answer, asked afresh. Raises as :func:`app.statute.deadlines.due`."""
        asked = Asked(limit, on, variants, pauses, extensions, self._calendar, self._policies)
        found = due(
            limit, on, calendar=self._calendar, variants=variants, pauses=pauses, extensions=extensions,
            policies=self._policies,
        )  # fmt: skip
        citation = cite_all(limit.provisions)
        return Answer(limit, found.raw_due_on, found.due_on, found.unit.value, found.lapsed, citation, asked)


@lru_cache(maxsize=8)
def remembered_under(calendar: WorkingCalendar, policies: Policies) -> Remembered:
    """What is remembered under a calendar and its readings."""
    return Remembered(calendar, policies)
