"""How long the citizen has: to complain again, to sue. Never a duty of anybody's, and never lateness.

The law counts from the day the complainant receives the decision. The register knows only the day it was sent, so the
last day given here is the earliest there can be; where nothing was sent yet, the clock has not started. When no
decision came, it counts from the end of the time for one (LKN 33.1, LTTHC 116.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.deadlines import Deadline, due
from app.statute.duty_states import DutyState
from app.statute.guards import variants_of
from app.statute.log import ActFact, History
from app.statute.papers_sent import SENT, sends
from app.statute.policies import Policies
from app.statute.terms import Procedure
from app.statute.time_limits import NotInForce, limit_in_force
from app.statute.time_limits.shape import TimeLimit


class Right(StrEnum):
    """What the citizen may do."""

    COMPLAIN_AGAIN = "complain_again"
    SUE = "sue"


class CountedFrom(StrEnum):
    """What the clock of a right counts from."""

    SENDING = "sending"  # of the decision: it may have been received later
    NOT_SENT = "not_sent"  # it has not started
    TIME_OUT = "time_out"  # of the resolution, without a decision


@dataclass(frozen=True, slots=True)
class _Row:
    """A limit of the citizen in a procedure. ``if_fact``: only when this fact holds."""

    procedures: frozenset[Procedure]
    right: Right
    after_decision: str
    after_time_out: str
    ended_by: str
    if_fact: str = ""


_FIRST, _SECOND = Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND
_DISCIPLINE = (Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND)
_SUED = ("kn.lawsuit_after_decision", "kn.lawsuit_after_overdue", "court_accepted")
ROWS: tuple[_Row, ...] = (
    _Row(frozenset({_FIRST}), Right.COMPLAIN_AGAIN, "kn.limitation_second_complaint_after_decision",
         "kn.limitation_second_complaint_after_overdue", "second_complaint_lodged"),
    _Row(frozenset({Procedure.DISCIPLINE_FIRST}), Right.COMPLAIN_AGAIN, "kn.disc_limitation_second", "",
         "second_complaint_lodged"),
    _Row(frozenset({_FIRST, _SECOND}), Right.SUE, *_SUED),
    _Row(frozenset(_DISCIPLINE), Right.SUE, *_SUED, if_fact="dismissal"),
)  # fmt: skip
RESOLUTION = frozenset(
    f"{rule}{after}" for rule in ("kn.resolve_first", "kn.resolve_second", "kn.disc_resolve")
    for after in ("", "_after_court")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitizenLimit:
    """A right, what its clock counts from, and its last day; ``deadline`` is None while it has not started.

    ``trigger``: the act that sent the decision, or that started the time now out.
    """

    right: Right
    counted_from: CountedFrom
    limit: TimeLimit
    trigger: ActFact
    started_on: date | None
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class _Clock:
    """What started the clocks of the citizen in a history, and when."""

    counted_from: CountedFrom
    trigger: ActFact
    on: date


def citizen_limits(
    procedure: Procedure, facts: Mapping[str, object], history: History, duties: tuple[DutyState, ...], *,
    today: date, calendar: WorkingCalendar, policies: Policies,
) -> tuple[CitizenLimit, ...]:  # fmt: skip
    """The limits that run for the citizen in a history, as of ``today``; used rights are left out."""
    clock = _after_decision(history) or _after_time_out(duties, today)
    if clock is None:
        return ()
    found: list[CitizenLimit] = []
    for row in ROWS:
        if procedure in row.procedures and (not row.if_fact or facts.get(row.if_fact)):
            found += _limits(row, clock, facts, history, calendar, policies)
    return tuple(found)


def _after_decision(history: History) -> _Clock | None:
    decided = next((place for place, act in enumerate(history.acts) if act.act == "decided"), None)
    if decided is None:
        return None
    sent = next((act for act in history.acts[decided + 1 :] if act.act == SENT and sends(act.data, "decided")), None)
    if sent is None:
        return _Clock(CountedFrom.NOT_SENT, history.acts[decided], history.acts[decided].on)
    return _Clock(CountedFrom.SENDING, sent, sent.on)


def _after_time_out(duties: tuple[DutyState, ...], today: date) -> _Clock | None:
    for state in duties:
        if state.duty in RESOLUTION and state.is_owed and state.due_on is not None and state.due_on < today:
            return _Clock(CountedFrom.TIME_OUT, state.trigger, state.due_on)
    return None


def _limits(  # noqa: PLR0917 - `citizen_limits`, for one row
    row: _Row, clock: _Clock, facts: Mapping[str, object], history: History, calendar: WorkingCalendar,
    policies: Policies,
) -> Iterator[CitizenLimit]:  # fmt: skip
    rule = row.after_time_out if clock.counted_from is CountedFrom.TIME_OUT else row.after_decision
    if not rule or history.has(row.ended_by):
        return
    try:
        limit = limit_in_force(rule, clock.on)
    except NotInForce:
        return
    if clock.counted_from is CountedFrom.NOT_SENT:
        yield CitizenLimit(row.right, clock.counted_from, limit, clock.trigger, None, None)
        return
    held = variants_of(clock.trigger, facts)
    try:
        last = due(limit, clock.on, calendar=calendar, variants=held, policies=policies)
    except CalendarYearUnknown:
        last = None
    yield CitizenLimit(row.right, clock.counted_from, limit, clock.trigger, clock.on, last)
