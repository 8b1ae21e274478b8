"""A term a paper gives: its last day is the day written there.

The law wants it written and gives no number (NĐ 154 Điều 25.2), or a superior sets one of its own. Nothing is counted,
and a day off moves nothing: the paper names a day, not a length.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.statute.deadlines import version_step
from app.statute.instruments import cite_all
from app.statute.reckoning import Step, StepKind
from app.statute.time_limits.shape import Certainty, TimeLimit


class GivenTerm(NamedTuple):
    """The last day a paper names (None: it names none), and that paper as people cite it."""

    on: date | None
    document: str = ""
    by: str = ""  # who set it: a code of app.statute.terms_of_orders.GIVERS


def steps_to(given: GivenTerm, limit: TimeLimit, started_on: date) -> tuple[Step, ...]:
    """How the last day came about."""
    where = cite_all(limit.provisions)
    begun: tuple[Step, ...] = (Step(StepKind.START_AT, on=started_on),)
    if limit.certainty is not Certainty.ORDERED:  # of an order there are no versions to choose from
        begun = (*begun, version_step(limit))
    if given.on is None:
        return (*begun, Step(StepKind.NO_NUMBER, citation=where))
    named = Step(StepKind.GIVEN, on=given.on, citation=where, document=given.document, name=given.by)
    return (*begun, named, Step(StepKind.DUE, on=given.on))
