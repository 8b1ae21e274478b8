"""A term a paper gives: its last day is the day written there.

The law wants it written and gives no number (NĐ 154 Điều 25.2), or a superior sets one of its own. Nothing is counted,
and a day off moves nothing: the paper names a day, not a length. A day of the year that a plan or a circular names for
every year is another matter: on a day off it is moved as the end of any limit is.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.statute.calendar import WorkingCalendar
from app.statute.deadlines import version_step
from app.statute.instruments import cite_all
from app.statute.policies import Policies
from app.statute.reckoning import ROLLED, Step, StepKind
from app.statute.time_limits.shape import Certainty, Counting, TimeLimit


class GivenTerm(NamedTuple):
    """The last day a paper names (None: it names none), and that paper as people cite it."""

    on: date | None
    document: str = ""
    by: str = ""  # who set it: a code of app.statute.terms_of_orders.GIVERS


def last_day(given: GivenTerm, limit: TimeLimit, calendar: WorkingCalendar, policies: Policies) -> date | None:
    """The day it is due. Raises CalendarYearUnknown for a day of the year in a year without a calendar."""
    if given.on is None or limit.counting is not Counting.NAMED or not policies.roll_forward:
        return given.on
    return calendar.next_working(given.on)


def steps_to(
    given: GivenTerm, limit: TimeLimit, started_on: date, calendar: WorkingCalendar, policies: Policies
) -> tuple[Step, ...]:
    """How the last day came about. Raises as :func:`last_day`."""
    where = cite_all(limit.provisions)
    begun: tuple[Step, ...] = (Step(StepKind.START_AT, on=started_on),)
    if limit.certainty is not Certainty.ORDERED:  # of an order there are no versions to choose from
        begun = (*begun, version_step(limit))
    if given.on is None:
        return (*begun, Step(StepKind.NO_NUMBER, citation=where))
    named = Step(StepKind.GIVEN, on=given.on, citation=where, document=given.document, name=given.by)
    due_on = last_day(given, limit, calendar, policies)
    moved: tuple[Step, ...] = ()
    if due_on != given.on:
        moved = (Step(StepKind.ROLL, on=due_on, name=calendar.name_of_day_off(given.on) or "", citation=ROLLED),)
    return (*begun, named, *moved, Step(StepKind.DUE, on=due_on))
