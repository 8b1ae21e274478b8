"""What is asked of the calculator of dates, and what it answered.

The same question is asked of thousands of matters: an answer without a pause or an extension is remembered. How the
date came about is told only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from app.statute.calendar import WorkingCalendar
from app.statute.deadlines import Pause, Prolongation, due
from app.statute.given_terms import GivenTerm, last_day, steps_to
from app.statute.instruments import cite_all
from app.statute.policies import EARLIER, LATER, Policies
from app.statute.reckoning import Step
from app.statute.status import Also
from app.statute.time_limits import NotInForce, limit_in_force, versions
from app.statute.time_limits.shape import Certainty, TimeLimit, Unit

MOST_REMEMBERED = 200_000
NO_FACTS = frozenset[str]()
NO_NUMBER = Unit.NO_NUMBER.value


class Asked(NamedTuple):
    """A limit, the day its clock starts, and what happened since."""

    limit: TimeLimit
    on: date
    variants: frozenset[str]
    pauses: tuple[Pause, ...]
    extensions: tuple[Prolongation, ...]
    calendar: WorkingCalendar
    policies: Policies
    given: GivenTerm | None = None  # the last day is the one a paper names

    @property
    def reckoning(self) -> tuple[Step, ...]:
        """How the last day came about. Raises as :func:`app.statute.deadlines.due`."""
        if self.given is not None:
            return steps_to(self.given, self.limit, self.on, self.calendar, self.policies)
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

    @property
    def is_cut(self) -> bool:
        """Whether the law changed within the period: that the old version keeps it to its end is our reading."""
        until = self.limit.in_force_until
        return until is not None and self.due_on is not None and until < self.due_on


class Readings(NamedTuple):
    """What the limits behind a duty say: the one that is due, and the others beside it."""

    strict: Answer
    also: tuple[Also, ...]
    certainty: Certainty


class Remembered:
    """Answers under one calendar and its readings of the law."""

    def __init__(self, calendar: WorkingCalendar, policies: Policies) -> None:
        self._calendar, self._policies = calendar, policies
        self._readings: dict[tuple[object, ...], Readings | None] = {}

    def readings(self, rules: tuple[str, ...], on: date, variants: frozenset[str]) -> Readings | None:
        """What the limits in force on a day say of a clock that starts then and that nothing pauses or extends.

        None when none is in force. Raises as :func:`app.statute.deadlines.due`.
        """
        question = (rules, on, variants)
        try:
            return self._readings[question]
        except KeyError:
            limits = limits_of(rules, on)
        answers = [self.answer(limit, on, variants, (), ()) for limit in limits]
        if len(self._readings) >= MOST_REMEMBERED:
            self._readings.clear()
        known = self._readings[question] = self.side_by_side(answers) if answers else None
        return known

    def answer(
        self, limit: TimeLimit, on: date, variants: frozenset[str], pauses: tuple[Pause, ...],
        extensions: tuple[Prolongation, ...],
    ) -> Answer:  # fmt: skip
        """What one limit says, asked afresh. Raises as :func:`app.statute.deadlines.due`."""
        asked = Asked(limit, on, variants, pauses, extensions, self._calendar, self._policies)
        found = due(
            limit, on, calendar=self._calendar, variants=variants, pauses=pauses, extensions=extensions,
            policies=self._policies,
        )  # fmt: skip
        citation = cite_all(limit.provisions)
        return Answer(limit, found.raw_due_on, found.due_on, found.unit.value, found.lapsed, citation, asked)

    def of_a_paper(self, rules: tuple[str, ...], on: date, given: GivenTerm) -> Readings | None:
        """What a paper says of a limit the law gives no number: its own day. None where no version is in force.

        Raises CalendarYearUnknown.
        """
        limit = _of_no_number(rules, on)
        if limit is None:
            return None
        asked = Asked(limit, on, NO_FACTS, (), (), self._calendar, self._policies, given)
        due_on = last_day(given, limit, self._calendar, self._policies)
        answer = Answer(
            limit, given.on, due_on, NO_NUMBER, lapsed=False, citation=cite_all(limit.provisions), asked=asked
        )
        return Readings(answer, (), limit.certainty)

    def side_by_side(self, answers: list[Answer]) -> Readings:
        """The earliest is due, unless read otherwise, of all limits or of this pair; the others stand beside it."""
        taken = self._policies.of_pair(pair_key(one.limit.id for one in answers)) if len(answers) > 1 else EARLIER
        ordered = sorted(answers, key=lambda one: (one.due_on or date.max, one.limit.id), reverse=taken == LATER)
        ordered.sort(key=lambda one: one.limit.id != taken)  # the one that was named before the others, as they were
        certainty = Certainty.DISPUTED if len(ordered) > 1 else ordered[0].limit.certainty
        also = tuple(Also(one.limit.id, one.due_on, one.citation) for one in ordered[1:])
        return Readings(ordered[0], also, certainty)


def pair_key(rules: Iterable[str]) -> str:
    """The key of limits that stand side by side, in whatever order they are named."""
    return "~".join(sorted(rules))


@lru_cache(maxsize=1 << 16)
def limits_of(rules: tuple[str, ...], on: date) -> tuple[TimeLimit, ...]:
    """The versions in force on a day of the limits behind a duty: those that bind an authority and have a number."""
    return tuple(limit for rule in rules if (limit := _version(rule, on)))


@lru_cache(maxsize=1 << 16)
def _of_no_number(rules: tuple[str, ...], on: date) -> TimeLimit | None:
    """The first version in force on a day, whether it has a number or not."""
    return next((one for rule in rules if (one := _in_force(rule, on))), None)


def _version(rule: str, on: date) -> TimeLimit | None:
    limit = _in_force(rule, on)
    return limit if limit and limit.binds_authority and limit.length is not None else None


def _in_force(rule: str, on: date) -> TimeLimit | None:
    try:
        return limit_in_force(rule, on)
    except NotInForce:
        return None


@cache
def varies(rules: tuple[str, ...]) -> bool:
    """Whether facts choose the length of any of these limits."""
    return any(limit.variants for rule in rules for limit in versions(rule))


@lru_cache(maxsize=8)
def remembered_under(calendar: WorkingCalendar, policies: Policies) -> Remembered:
    """What is remembered under a calendar and its readings."""
    return Remembered(calendar, policies)
