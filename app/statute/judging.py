"""The duties a history starts, and how each stands on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from app.statute.calendar import CalendarYearUnknown
from app.statute.deadlines import CannotReckon, Pause, Prolongation
from app.statute.duties import Duty, duties_of
from app.statute.duty_states import DutyState
from app.statute.given_terms import GivenTerm
from app.statute.grounds import refusal_ground
from app.statute.guards import Ground, check, days_of, variants_of
from app.statute.instruments import cite_all
from app.statute.log import ActFact, ActRefused, Scope
from app.statute.papers_sent import sends
from app.statute.procedures.orders import GIVEN
from app.statute.questions import NO_FACTS, Answer, Readings, limits_of, varies
from app.statute.running_terms import terms_of
from app.statute.status import Status
from app.statute.terms import Procedure
from app.statute.time_limits.shape import Certainty, Counting, TimeLimit

WAITING_FOR_SUPPLEMENT = frozenset({"kn.accept_first", "kn.accept_second", "kn.disc_accept"})
ENDS_WAITING = {"supplement_requested": "awaiting_supplement"}
NO_TERMS: Mapping[int, int] = {}
DAY = timedelta(days=1)


class _Outcome(NamedTuple):
    """How a duty stands, once its dates are known."""

    status: Status
    days_late: int | None = None
    paused_on: date | None = None
    working_days_left: int | None = None


IN_TIME = _Outcome(Status.MET)


class _Over(NamedTuple):
    """The act that satisfied a duty, or the one that ended it and why."""

    satisfied: ActFact | None = None
    ended: ActFact | None = None
    reason: str | None = None

    @property
    def act(self) -> ActFact | None:
        return self.satisfied or self.ended


RUNNING = _Over()


class _Log(NamedTuple):
    """What every duty of one history asks of its acts, read once."""

    ground: Ground
    acts: Sequence[ActFact]
    done: Collection[str]
    interrupted: bool  # something ever paused or extended a clock
    terms: Mapping[int, int]  # by the place of an act about a given term, the place of the one that gave it


def judge(ground: Ground, *, scope: Scope) -> tuple[DutyState, ...]:
    """Every duty the history started, in the order it started them. Raises ActRefused for an act its date forbids."""
    check(ground)
    starting = _starting(ground.procedure, scope is Scope.INTAKE)
    acts, done = ground.history.acts, ground.history.counts.keys()
    log = _Log(ground, acts, done, ground.interrupted, terms_of(acts) if GIVEN in done else NO_TERMS)
    found: list[DutyState] = []
    for place, trigger in enumerate(acts):
        for start in starting.get(trigger.act, ()):
            if start.always or _starts(start.duty, place, trigger, ground):
                state = _state(start, place, log)
                if state is not None:
                    found.append(state)
    return tuple(found)


# --- what starts it -----------------------------------------------------------------------------------------------


class _Start(NamedTuple):
    """A duty an act may start."""

    duty: Duty
    always: bool  # whatever else the log, the facts and the act say
    on_its_day: bool  # the clock starts on the day of the act
    varies: bool  # facts choose the length
    closing: frozenset[str]  # the acts that may satisfy it, or end it


Starting = Mapping[str, tuple[_Start, ...]]


@cache
def _starting(procedure: Procedure, intake: bool) -> Starting:  # noqa: FBT001 - a key of the cache
    """The duties an act may start, by the act, in the order of their ids."""
    found: dict[str, list[_Start]] = {}
    for duty in sorted(duties_of(procedure), key=lambda one: one.id):
        if duty.intake or not intake:
            also = ("supplemented",) if duty.id in WAITING_FOR_SUPPLEMENT else ()
            for act in dict.fromkeys(filter(None, (duty.trigger, duty.again, *also))):
                asks = (duty.if_act, duty.if_fact, duty.said, duty.not_said, duty.after, duty.not_after)
                always = act in (duty.trigger, duty.again) and not any(asks)
                on_its_day = not duty.starts_at and not duty.else_at
                closing = duty.satisfied_by | duty.ended_by.keys() | (ENDS_WAITING.keys() if also else frozenset())
                found.setdefault(act, []).append(_Start(duty, always, on_its_day, varies(duty.limits), closing))
    return {act: tuple(starts) for act, starts in found.items()}


def _starts(duty: Duty, place: int, trigger: ActFact, ground: Ground) -> bool:
    if (duty.if_act and not ground.history.has(duty.if_act)) or (
        duty.if_fact and not _fact_holds(duty.if_fact, trigger, ground)
    ):
        return False
    if trigger.act == duty.again:
        return True
    if trigger.act != duty.trigger:  # supplemented
        return _waits_for_supplement(duty, ground)
    if (duty.said and not _says(trigger, duty.said)) or (duty.not_said and _says(trigger, duty.not_said)):
        return False
    if not (duty.after or duty.not_after):
        return True
    earlier = {one.act for one in ground.history.acts[:place]}
    return duty.not_after not in earlier and (not duty.after or duty.after in earlier)


def _says(act: ActFact, what: str) -> bool:
    name, _, value = what.partition("=")
    said = act.data.get(name)
    return value in said if isinstance(said, (list, tuple)) else said == value


def _waits_for_supplement(duty: Duty, ground: Ground) -> bool:
    """Several complainants: acceptance waits for all signatures and the representative's appointment (ND124 16.1)."""
    return duty.id in WAITING_FOR_SUPPLEMENT and bool(ground.facts.get("several_complainants"))


def _fact_holds(condition: str, trigger: ActFact, ground: Ground) -> bool:
    name, _, value = condition.partition("=")
    if name == "written_refusal":
        refusal = refusal_ground(str(trigger.data.get("ground", "")))
        return refusal is not None and refusal.written
    return ground.facts.get(name) == value if value else bool(ground.facts.get(name))


def _start(duty: Duty, place: int, log: _Log) -> date | None:
    trigger = log.acts[place]
    if duty.by_trigger and not limits_of(duty.limits, trigger.on):
        return None  # a notice given before there was such a limit cannot be late under it
    told = trigger.day(duty.starts_at) if duty.starts_at else None
    if told is not None or not duty.else_at:
        return told or trigger.on
    return next((act.on for act in log.acts[place + 1 :] if act.act == duty.else_at), None)


# --- what ends it -------------------------------------------------------------------------------------------------


def _over(start: _Start, place: int, log: _Log) -> _Over:
    """What came first: what satisfied it, or what ended it."""
    duty, acts = start.duty, log.acts
    if duty.by_trigger:
        return _Over(satisfied=acts[place])
    if start.closing.isdisjoint(log.done):
        return RUNNING
    ends = _ends(duty, acts[place], log.ground)
    waiting, unserved = _waiting(acts[:place], duty) if duty.one_each else 0, duty.recipients
    for at in range(_answered_from(acts, place, duty), len(acts)):
        act = acts[at]
        if act.act not in start.closing or (duty.by_name and log.terms.get(at) != log.terms[place]):
            continue
        if act.act in duty.satisfied_by and (not act.data or _concerns(act, duty)):
            unserved -= _served(act, duty)
            if not waiting and not unserved:
                return _Over(satisfied=act)
            waiting -= not unserved
        if act.act in ends:
            return _Over(ended=act, reason=ends[act.act])
    return RUNNING


def _ends(duty: Duty, trigger: ActFact, ground: Ground) -> Mapping[str, str]:
    """The acts that end a duty, and why."""
    if trigger.act == "received" and _waits_for_supplement(duty, ground):
        return {**duty.ended_by, **ENDS_WAITING}
    return duty.ended_by


def _answered_from(acts: Sequence[ActFact], place: int, duty: Duty) -> int:
    """The place of the first act after the one at ``place`` that may satisfy the duty, or end it."""
    after = duty.answered_after
    return place + 1 + next((at for at, act in enumerate(acts[place:]) if act.act == after), 0) if after else place + 1


def _served(act: ActFact, duty: Duty) -> frozenset[str]:
    """Whom an act was sent to; one that names nobody went to everybody."""
    named = act.data.get("recipients")
    return frozenset(map(str, named)) if isinstance(named, (list, tuple)) and named else duty.recipients


def _waiting(before: Sequence[ActFact], duty: Duty) -> int:
    """How many triggers of the duty stand unanswered."""
    waiting = 0
    for act in before:
        if act.act == duty.trigger:
            waiting += 1
        elif act.act in duty.satisfied_by and waiting:
            waiting -= 1
    return waiting


def _concerns(act: ActFact, duty: Duty) -> bool:
    """Whether an act is about this duty; one that does not say what it is about is about every one."""
    if not act.data:
        return True
    if duty.sends and not sends(act.data, duty.sends):
        return False
    what = duty.concerns
    return not what or not act.data.get(what.partition("=")[0]) or _says(act, what)


# --- its dates ----------------------------------------------------------------------------------------------------


def _state(start: _Start, place: int, log: _Log) -> DutyState | None:
    duty, trigger = start.duty, log.acts[place]
    started = trigger.on if start.on_its_day else _start(duty, place, log)
    if started is None:
        return None
    over = _over(start, place, log) if log.interrupted else None
    try:
        readings = _readings(start, started, place, over, log)
    except CalendarYearUnknown as unknown:
        return _unreckoned(duty, trigger, started, over or _over(start, place, log), str(unknown))
    if readings is None or readings.strict.lapsed:
        return None
    strict, certainty, needed, held = readings.strict, readings.certainty, None, 0
    if strict.limit.counting is Counting.QUOTA:
        over, needed, held = _filled(duty, place, strict, started, log.acts)
        certainty = Certainty.INTERPRETATION if strict.is_cut else certainty
    elif over is None:
        over = _over(start, place, log)
    outcome, (satisfied, ended, reason) = _outcome(strict, over, log), over
    return DutyState(
        duty.id, duty.term, strict.limit.id, strict.limit.in_force_from, strict.citation, certainty, trigger,
        started, strict.raw_due_on, strict.due_on, readings.also, outcome.status, satisfied.on if satisfied else None,
        satisfied, ended.on if ended else None, reason, outcome.paused_on, outcome.days_late,
        outcome.working_days_left, None, strict.unit, strict.asked, needed, held,
    )  # fmt: skip


def _readings(start: _Start, started: date, place: int, over: _Over | None, log: _Log) -> Readings | None:
    """What the limits say; of a duty a paper sets, what the paper says."""
    duty, trigger, ground = start.duty, log.acts[place], log.ground
    if duty.given:
        by = str(log.acts[log.terms[place]].data.get("giver") or "") if duty.by_name else ""
        named = GivenTerm(trigger.day(duty.given), trigger.document, by)
        return ground.remembered.of_a_paper(duty.limits, started, named)
    if over is not None:
        return _interrupted(start, started, place, over, ground)
    variants = _variants(place, ground) if start.varies else NO_FACTS
    return ground.remembered.readings(duty.limits, started, variants)


def _variants(place: int, ground: Ground) -> frozenset[str]:
    return variants_of(_stating(ground.history.acts, place), ground.facts)


def _interrupted(start: _Start, started: date, place: int, over: _Over, ground: Ground) -> Readings | None:
    """What each limit says where something paused or extended a clock of the matter."""
    variants = _variants(place, ground) if start.varies else NO_FACTS
    until = over.act.on if over.act else None
    limits = limits_of(start.duty.limits, started)
    between = [(_stopped(limit, until, ground), _given(limit, ground)) for limit in limits]
    if not any(pauses or given for pauses, given in between):
        return ground.remembered.readings(start.duty.limits, started, variants)
    answers = []
    for limit, (pauses, given) in zip(limits, between, strict=True):
        try:
            answers.append(ground.remembered.answer(limit, started, variants, pauses, given))
        except CannotReckon as problem:
            raise ActRefused(ground.history.acts[place], str(problem), limit.provisions) from None
    return ground.remembered.side_by_side(answers)


def _given(limit: TimeLimit, ground: Ground) -> tuple[Prolongation, ...]:
    if not limit.extension:
        return ()
    extended = (act for act in ground.history.acts if act.act == "extended")
    return tuple(Prolongation(days_of(act), act.document) for act in extended)


def _stopped(limit: TimeLimit, until: date | None, ground: Ground) -> tuple[Pause, ...]:
    """What stopped the clock while it ran: once the duty is done or ended, nothing moves its date any more."""
    pauses = ground.history.pauses(limit.paused_by, until=until) if limit.paused_by else []
    if until is None:
        return tuple(pauses)
    return tuple(Pause(one.start, min(one.end or until, until), one.document) for one in pauses if one.start <= until)


def _filled(duty: Duty, place: int, strict: Answer, started: date, acts: Sequence[ActFact]) -> tuple[_Over, int, int]:
    """So many days in a period: met on the day that makes up the number; a day after the period fills nothing."""
    last, needed = strict.due_on or started, strict.limit.length or 1
    by_day: dict[date, ActFact] = {}  # two sessions of one day are one day
    for act in acts[place + 1 :]:
        if act.act in duty.satisfied_by and act.on <= last:
            by_day.setdefault(act.on, act)
    held = list(by_day.values())
    if len(held) >= needed:
        return _Over(satisfied=held[needed - 1]), needed, len(held)
    ended = next((act for act in acts[place + 1 :] if act.act in duty.ended_by), None)
    over = _Over(ended=ended, reason=duty.ended_by[ended.act]) if ended else RUNNING
    return over, needed, len(held)


def _stating(acts: Sequence[ActFact], place: int) -> ActFact:
    """The act that said what lengthens a limit: the acceptance, for a clock that starts again after it."""
    return next((act for act in reversed(acts[:place]) if act.act == "accepted"), acts[place])


def _unreckoned(duty: Duty, trigger: ActFact, started: date, over: _Over, why: str) -> DutyState:
    limits, (satisfied, ended, reason) = limits_of(duty.limits, started), over
    certainty = Certainty.DISPUTED if len(limits) > 1 else limits[0].certainty
    return DutyState(
        duty.id, duty.term, limits[0].id, limits[0].in_force_from, cite_all(limits[0].provisions), certainty, trigger,
        started, None, None, (), Status.ENDED if ended else Status.UNRECKONED, satisfied.on if satisfied else None,
        satisfied, ended.on if ended else None, reason, None, None, None, why, "", None,
    )  # fmt: skip


# --- how it stands ------------------------------------------------------------------------------------------------


def _outcome(strict: Answer, over: _Over, log: _Log) -> _Outcome:
    act = over.satisfied or over.ended
    if act is None:
        return _running(strict, log)
    late = (act.on - strict.due_on).days if strict.due_on and act.on > strict.due_on else 0
    if over.ended:
        short = strict.limit.counting is Counting.QUOTA  # closed early or not: no day can make up the number any more
        return _Outcome(Status.ENDED, max(late, 1) if short else late or None)
    return _Outcome(Status.MET_LATE, late) if late else IN_TIME


def _running(strict: Answer, log: _Log) -> _Outcome:
    ground, paused_by = log.ground, strict.limit.paused_by
    paused = ground.history.pauses(paused_by) if paused_by and log.interrupted else []
    standing = [pause for pause in paused if pause.end is None]
    due_on = strict.due_on
    if standing:
        since = min(pause.start for pause in standing)
        return _Outcome(Status.PAUSED, (since - due_on).days if due_on else None, since)
    if due_on is None:
        return _Outcome(Status.OPEN)
    if ground.today > due_on:
        return _Outcome(Status.OVERDUE, (ground.today - due_on).days)
    try:
        left = ground.calendar.working_days_between(ground.today, due_on)
    except CalendarYearUnknown:
        left = (due_on - ground.today) // DAY
    soon = left <= ground.policies.soon_working_days
    return _Outcome(Status.DUE_SOON if soon else Status.OPEN, working_days_left=left)
