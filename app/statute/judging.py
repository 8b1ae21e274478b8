"""The duties a history starts, and how each stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.statute.calendar import CalendarYearUnknown
from app.statute.deadlines import CannotReckon, Deadline, Prolongation, due
from app.statute.duties import Duty, duties_of
from app.statute.grounds import refusal_ground
from app.statute.guards import Ground, check, days_of, variants_of
from app.statute.instruments import cite_all
from app.statute.log import ActFact, ActRefused, Scope
from app.statute.reckoning import Step, StepKind
from app.statute.status import Also, Status
from app.statute.terms import Term
from app.statute.time_limits import NotInForce, limit_in_force
from app.statute.time_limits.shape import Certainty, Counting, TimeLimit

OWED = frozenset({Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED, Status.UNRECKONED})


@dataclass(frozen=True, slots=True)
class DutyState:
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
    satisfied_on: date | None = None
    satisfied_by: ActFact | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    paused_on: date | None = None
    days_late: int | None = None
    working_days_left: int | None = None
    unreckoned: str | None = None
    reckoning: tuple[Step, ...] = ()
    unit: str = ""
    needed: int | None = None  # of a quota: how many days in the period
    held: int = 0  # … and on how many it was done so far

    @property
    def certainly_late_after(self) -> date | None:
        """The last day under every reading of a disputed limit: past it, it is late whichever holds."""
        days = [self.due_on, *(one.due_on for one in self.also)]
        return max((day for day in days if day is not None), default=None)

    @property
    def is_owed(self) -> bool:
        """Whether somebody still owes it."""
        return self.status in OWED and self.satisfied_on is None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A duty, the limits in force behind it, and the act and day that start it."""

    duty: Duty
    limits: list[TimeLimit]
    trigger: ActFact
    started: date


def judge(ground: Ground, *, scope: Scope) -> tuple[DutyState, ...]:
    """Every duty the history started, in the order it started them. Raises ActRefused for an act its date forbids."""
    check(ground)
    found: list[DutyState] = []
    for duty in duties_of(ground.procedure):
        if scope is Scope.INTAKE and not duty.intake:
            continue
        found += [
            state for place, trigger in _triggers(duty, ground) if (state := _state(duty, place, trigger, ground))
        ]
    return tuple(sorted(found, key=lambda state: (ground.history.acts.index(state.trigger), state.duty)))


def _triggers(duty: Duty, ground: Ground) -> Iterator[tuple[int, ActFact]]:
    if duty.if_act and not ground.history.has(duty.if_act):
        return
    for place, act in enumerate(ground.history.acts):
        if duty.if_fact and not _fact_holds(duty.if_fact, act, ground):
            continue
        supplemented = act.act == "supplemented" and _waits_for_supplement(duty, ground)
        if supplemented or _starts_it(duty, act, ground.history.acts[:place]):
            yield place, act


def _starts_it(duty: Duty, act: ActFact, before: Sequence[ActFact]) -> bool:
    if act.act == duty.again:
        return True
    if act.act != duty.trigger or (duty.said and not _says(act, duty.said)):
        return False
    earlier = {one.act for one in before}
    return duty.not_after not in earlier and (not duty.after or duty.after in earlier)


def _says(act: ActFact, what: str) -> bool:
    name, _, value = what.partition("=")
    said = act.data.get(name)
    return value in said if isinstance(said, (list, tuple)) else said == value


def _waits_for_supplement(duty: Duty, ground: Ground) -> bool:
    """Several complainants: acceptance waits for all signatures and the representative's appointment (ND124 16.1)."""
    return duty.id in ("kn.accept_first", "kn.accept_second", "kn.disc_accept") and bool(
        ground.facts.get("several_complainants")
    )


def _fact_holds(condition: str, trigger: ActFact, ground: Ground) -> bool:
    name, _, value = condition.partition("=")
    if name == "written_refusal":
        refusal = refusal_ground(str(trigger.data.get("ground", "")))
        return refusal is not None and refusal.written
    return ground.facts.get(name) == value if value else bool(ground.facts.get(name))


def _state(duty: Duty, place: int, trigger: ActFact, ground: Ground) -> DutyState | None:
    started = _start(duty, place, trigger, ground)
    if started is None:
        return None
    limits = [limit for rule in duty.limits if (limit := _version(rule, started))]
    if not limits:
        return None
    claim = _Claim(duty, limits, trigger, started)
    if limits[0].counting is Counting.QUOTA:
        return _quota(claim, place, ground)
    satisfied = trigger if duty.by_trigger else _first(ground, place, duty)
    ended, reason = _end(duty, place, trigger, ground)
    if satisfied and ended and ground.history.acts.index(ended) < ground.history.acts.index(satisfied):
        satisfied = None
    elif satisfied:
        ended, reason = None, None
    base = _reckoned(claim, satisfied or ended, ground)
    if any(step.kind is StepKind.LAPSED for step in base.reckoning):
        return None
    return _stand(base, satisfied, ended, reason, ground)


def _quota(claim: _Claim, place: int, ground: Ground) -> DutyState:
    """So many days in a period: met on the day that makes up the number; a day after the period fills nothing."""
    base, duty = _reckoned(claim, None, ground), claim.duty
    last, needed = base.due_on or claim.started, claim.limits[0].length or 1
    by_day: dict[date, ActFact] = {}  # two sessions of one day are one day
    for act in ground.history.acts[place + 1 :]:
        if act.act in duty.satisfied_by and act.on <= last:
            by_day.setdefault(act.on, act)
    held = list(by_day.values())
    base = replace(base, needed=needed, held=len(held))
    if len(held) >= needed:
        return _stand(base, held[needed - 1], None, None, ground)
    return _stand(base, None, *_end(duty, place, claim.trigger, ground), ground)


def _start(duty: Duty, place: int, trigger: ActFact, ground: Ground) -> date | None:
    told = trigger.day(duty.starts_at) if duty.starts_at else None
    if told is not None or not duty.else_at:
        return told or trigger.on
    return next((act.on for act in ground.history.acts[place + 1 :] if act.act == duty.else_at), None)


def _version(rule: str, on: date) -> TimeLimit | None:
    try:
        limit = limit_in_force(rule, on)
    except NotInForce:
        return None
    return limit if limit.binds_authority and limit.length is not None else None


def _first(ground: Ground, place: int, duty: Duty) -> ActFact | None:
    """The first later act that satisfies the duty; where each trigger wants its own, the one left for this trigger."""
    waiting = _waiting(ground.history.acts[:place], duty) if duty.one_each else 0
    for act in ground.history.acts[place + 1 :]:
        papers = act.data.get("papers")
        named = not isinstance(papers, (list, tuple)) or duty.id in papers
        if act.act in duty.satisfied_by and named and _concerns(act, duty.concerns):
            if not waiting:
                return act
            waiting -= 1
    return None


def _waiting(before: Sequence[ActFact], duty: Duty) -> int:
    """How many triggers of the duty stand unanswered."""
    waiting = 0
    for act in before:
        if act.act == duty.trigger:
            waiting += 1
        elif act.act in duty.satisfied_by and waiting:
            waiting -= 1
    return waiting


def _concerns(act: ActFact, what: str) -> bool:
    """Whether an act is about ``what``; one that does not say what it is about is about everything."""
    return not what or not act.data.get(what.partition("=")[0]) or _says(act, what)


def _end(duty: Duty, place: int, trigger: ActFact, ground: Ground) -> tuple[ActFact | None, str | None]:
    ends = dict(duty.ended_by)
    if trigger.act == "received" and _waits_for_supplement(duty, ground):
        ends["supplement_requested"] = "awaiting_supplement"
    for act in ground.history.acts[place + 1 :]:
        if act.act in ends:
            return act, ends[act.act]
    return None, None


def _reckoned(claim: _Claim, over: ActFact | None, ground: Ground) -> DutyState:
    """The dates: the earliest reading is due, the others stand beside it."""
    limits = claim.limits
    certainty = Certainty.DISPUTED if len(limits) > 1 else limits[0].certainty
    named: dict[str, Any] = {
        "duty": claim.duty.id,
        "term": claim.duty.term,
        "certainty": certainty,
        "trigger": claim.trigger,
    }
    try:
        readings = [_deadline(limit, claim.started, claim.trigger, over, ground) for limit in limits]
    except CalendarYearUnknown as unknown:
        return DutyState(
            **named, rule=limits[0].id, rule_from=limits[0].in_force_from, citation=cite_all(limits[0].provisions),
            started_on=claim.started, raw_due_on=None, due_on=None, also=(), status=Status.UNRECKONED,
            unreckoned=str(unknown),
        )  # fmt: skip
    readings.sort(key=lambda reading: (reading.due_on or date.max, reading.limit.id))
    if not ground.policies.strict_reading:
        readings.reverse()
    strict = readings[0]
    return DutyState(
        **named, rule=strict.limit.id, rule_from=strict.limit.in_force_from, citation=strict.citation,
        started_on=claim.started, raw_due_on=strict.raw_due_on, due_on=strict.due_on,
        also=tuple(Also(one.limit.id, one.due_on, one.citation) for one in readings[1:]),
        status=Status.OPEN, reckoning=strict.reckoning, unit=strict.unit.value,
    )  # fmt: skip


def _deadline(limit: TimeLimit, started: date, trigger: ActFact, over: ActFact | None, ground: Ground) -> Deadline:
    pauses = ground.history.pauses(limit.paused_by, until=over.on if over else None) if limit.paused_by else []
    extended = [act for act in ground.history.acts if act.act == "extended"] if limit.extension else []
    extensions = [Prolongation(days_of(act), act.document) for act in extended]
    facts = variants_of(_stating(trigger, ground), ground.facts)
    try:
        return due(
            limit, started, calendar=ground.calendar, variants=facts, pauses=pauses, extensions=extensions,
            policies=ground.policies,
        )  # fmt: skip
    except CannotReckon as problem:
        raise ActRefused(trigger, str(problem), limit.provisions) from None


def _stating(trigger: ActFact, ground: Ground) -> ActFact:
    """The act that said what lengthens a limit: the acceptance, for a clock that starts again after it."""
    before = ground.history.acts[: ground.history.acts.index(trigger)]
    return next((act for act in reversed(before) if act.act == "accepted"), trigger)


def _stand(
    base: DutyState, satisfied: ActFact | None, ended: ActFact | None, reason: str | None, ground: Ground
) -> DutyState:
    """How the duty stands, once its dates are known."""
    if satisfied:
        base = replace(base, satisfied_on=satisfied.on, satisfied_by=satisfied)
        if base.unreckoned or base.due_on is None:
            return base if base.unreckoned else replace(base, status=Status.MET)
        late = (satisfied.on - base.due_on).days
        return replace(base, status=Status.MET_LATE if late > 0 else Status.MET, days_late=max(late, 0) or None)
    if ended:
        late = (ended.on - base.due_on).days if base.due_on else 0
        return replace(base, status=Status.ENDED, ended_on=ended.on, end_reason=reason, days_late=max(late, 0) or None)
    if base.unreckoned:
        return base
    return _running(base, ground)


def _running(base: DutyState, ground: Ground) -> DutyState:
    limit = limit_in_force(base.rule, base.started_on)
    standing = [pause for pause in ground.history.pauses(limit.paused_by) if pause.end is None]
    if standing:
        since = min(pause.start for pause in standing)
        frozen = (since - base.due_on).days if base.due_on else None
        return replace(base, status=Status.PAUSED, paused_on=since, days_late=frozen, working_days_left=None)
    if base.due_on is None:
        return base
    if ground.today > base.due_on:
        return replace(base, status=Status.OVERDUE, days_late=(ground.today - base.due_on).days)
    try:
        left = ground.calendar.working_days_between(ground.today, base.due_on)
    except CalendarYearUnknown:
        left = (base.due_on - ground.today) // timedelta(days=1)
    soon = left <= ground.policies.soon_working_days
    return replace(base, status=Status.DUE_SOON if soon else Status.OPEN, working_days_left=left)
