"""The log of acts, replayed through the table of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from operator import lt
from typing import Any

from app.statute.deadlines import Pause
from app.statute.grounds import complexity_letter
from app.statute.instruments import cite_all
from app.statute.procedures import (
    NOTHING,
    PREVIOUS,
    SAME,
    Edge,
    accepted_from,
    acts_of,
    edge_for,
    edges_of,
    provisions_of,
    ranks_of,
)
from app.statute.terms import ACTS, STAGES, Procedure, Term, Value, in_vietnamese
from app.statute.time_limits.shape import PausedBy


class Scope(StrEnum):
    """Which part of the way a matter carries."""

    WHOLE = "whole"
    INTAKE = "intake"  # a visit or a petition: up to acceptance
    CASE = "case"  # from acceptance on; the log starts with it


@dataclass(frozen=True, slots=True)
class ActFact:
    """One act of a log. ``ref`` is the caller's own mark for it."""

    act: str
    on: date
    data: Mapping[str, object] = field(default_factory=dict)
    ref: int | None = None
    document: str = ""  # number and day of its paper, as a reader cites it

    def day(self, name: str) -> date | None:
        """A date among the fields: a date, or ISO text. Raises ActRefused for anything else."""
        value = self.data.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise ActRefused(self, f"“{name}” không phải là ngày: {value}") from None


class ActRefused(ValueError):
    """An act the law does not allow there and then. ``article`` cites why.

    ``sentence`` is Vietnamese; ``template`` and ``values`` are what another language is made from; ``field`` names
    what was typed wrong of the act, its day unless :meth:`about` says another.
    """

    def __init__(self, act: ActFact, template: str, provisions: tuple[str, ...] = (), **values: Value) -> None:
        self.sentence = in_vietnamese(template, values)
        super().__init__(self.sentence)
        self.act = act.act
        self.on = act.on
        self.fact = act
        self.template = template
        self.values: dict[str, Any] = dict(values)
        self.provisions = provisions
        self.article = cite_all(provisions)
        self.field = "on"

    def about(self, field: str) -> ActRefused:
        """The same refusal, of another thing that was typed of the act."""
        self.field = field
        return self


LEVELS = ("province", "district", "commune", "agency", "public_unit")  # whose head receives, for his quota
MOST_SORTED_OUT = 12  # acts of one day whose order is searched for
PAUSES = {"suspended": ("resumed", PausedBy.SUSPENSION), "expert_requested": ("expert_answered", PausedBy.EXPERT)}
NOWHERE: Mapping[str, str] = {}
HALTS = frozenset({"suspended", "in_litigation"})  # stages from which a matter goes back to where it was


def holds(condition: str, facts: Mapping[str, object]) -> bool:
    """Whether a fact is true, or ("name=value") has that value."""
    name, _, value = condition.partition("=")
    return facts.get(name) == value if value else bool(facts.get(name))


@dataclass(slots=True)
class History:
    """Acts in the order the law takes them, and where they lead."""

    stage: str = NOTHING
    acts: list[ActFact] = field(default_factory=list)
    found_in: dict[str, str] = field(default_factory=dict)  # the stage each of HALTS found the matter in
    counts: dict[str, int] = field(default_factory=dict, repr=False)  # how often each act was done

    def copy(self) -> History:
        return History(self.stage, list(self.acts), dict(self.found_in), dict(self.counts))

    def followed_by(self, act: ActFact) -> History:
        """The history with one more act, wherever that leads."""
        after = self.copy()
        after.add(act)
        return after

    def add(self, act: ActFact) -> None:
        """Put an act at the end of the log, where the stage stays."""
        self.acts.append(act)
        self.counts[act.act] = self.counts.get(act.act, 0) + 1

    def has(self, act: str) -> bool:
        return act in self.counts

    def count(self, act: str) -> int:
        return self.counts.get(act, 0)

    def meets(self, edge: Edge, facts: Mapping[str, object]) -> bool:
        """Whether what ``edge`` needs is in the log."""
        if edge.free:
            return True
        if edge.if_fact and not holds(edge.if_fact, facts):
            return False
        if edge.answers and self.count(edge.answers) <= self.count(edge.act):
            return False
        if edge.needs_if and not facts.get(edge.needs_if):
            return True
        return all(self.has(act) for act in edge.needs)

    def pauses(self, kinds: Sequence[PausedBy], until: date | None = None) -> list[Pause]:
        """The intervals in which one of ``kinds`` stops a clock; one still standing is open (or ends ``until``)."""
        found: list[Pause] = []
        for start, (stop, kind) in PAUSES.items():
            standing: list[ActFact] = []  # a second request before the first answer keeps the clock stopped
            for act in self.acts if kind in kinds and start in self.counts else ():
                if act.act == start:
                    standing.append(act)
                elif act.act == stop and standing:
                    found.append(_pause(standing.pop(0), act))
            found += [Pause(began.on, until, began.document) for began in standing]
        return found

    def back_to(self, place: int, stage: str, found_in: dict[str, str]) -> None:
        """Take back the acts from ``place`` on: the history as it stood before them."""
        for act in self.acts[place:]:
            left = self.counts.pop(act.act) - 1
            if left:
                self.counts[act.act] = left
        del self.acts[place:]
        self.stage, self.found_in = stage, found_in

    def take(self, act: ActFact, edge: Edge) -> None:
        self.add(act)
        target = edge.goes_to(act.data) if edge.moves_if else edge.target
        if target == SAME:
            return
        if target == PREVIOUS:
            target = self.found_in[self.stage]
        elif target in HALTS:
            self.found_in[target] = self.stage
        self.stage = target


def replay(
    procedure: Procedure, facts: Mapping[str, object], acts: Sequence[ActFact], *, today: date, scope: Scope
) -> History:
    """Take ``acts`` by date; those of one day in an order the procedure allows. Raises ActRefused."""
    history = History()
    check_facts(facts)
    check_level(procedure, facts)
    if scope is Scope.CASE:
        history.stage = accepted_from(procedure)
    waiting, place, first, then = in_order(procedure, acts), 0, 0, (history.stage, history.found_in)
    sure, day, end = sure_steps(procedure), None, len(waiting)
    while place < end:
        act = waiting[place]
        if act.on != day:
            if act.on > today:
                raise _not_come(procedure, act)
            day, first, then = act.on, place, (history.stage, dict(history.found_in))
        target = sure.get(history.stage, NOWHERE).get(act.act)
        if target is not None:
            history.add(act)
            history.stage, place = target, place + 1
        elif (edge := _edge(procedure, history, act, facts)) is not None:
            history.take(act, edge)
            place += 1
        else:
            history.back_to(first, *then)
            place = _end_of_day(waiting, first)
            history = _with_day(procedure, history, waiting[first:place], facts)
    return history


def _not_come(procedure: Procedure, act: ActFact) -> ActRefused:
    return ActRefused(act, "Ngày %(day)s chưa đến.", provisions_of(procedure, act.act, act.on), day=act.on)


def _end_of_day(waiting: Sequence[ActFact], first: int) -> int:
    """The place after the last act of the day that begins at ``first``."""
    return next((place for place in range(first, len(waiting)) if waiting[place].on != waiting[first].on), len(waiting))


@cache
def sure_steps(procedure: str) -> Mapping[str, Mapping[str, str]]:
    """By stage, then act: where an act leads that is open on every day, whatever the log and the facts say."""
    found: dict[str, dict[str, str]] = {}
    for edge in edges_of(procedure):
        if edge.always and edge.free and not edge.moves_if and edge.target != PREVIOUS and edge.target not in HALTS:
            for stage in edge.source:
                found.setdefault(stage, {}).setdefault(edge.act, stage if edge.target == SAME else edge.target)
    for edge in edges_of(procedure):
        if not edge.always or not edge.free or edge.moves_if:
            for stage in edge.source:
                found.get(stage, {}).pop(edge.act, None)
    return found


def in_order(procedure: str, acts: Sequence[ActFact]) -> list[ActFact]:
    """``acts`` by date, those of one day in the order of the table; however they were typed, in one order."""
    ranks = ranks_of(procedure)
    last = len(ranks)
    keys = [(one.on, ranks.get(one.act, last)) for one in acts]
    if all(map(lt, keys, keys[1:])):
        return list(acts)
    ordered = sorted(acts, key=lambda one: (one.on, ranks.get(one.act, last), one.act))
    if any(one.act == after.act and one.on == after.on for one, after in pairwise(ordered)):
        ordered.sort(key=lambda one: (one.on, ranks.get(one.act, last), *_told_apart(one)))
    return ordered


def _told_apart(act: ActFact) -> tuple[str, str, str, int]:
    """What two acts of one day differ in: their name, what they say, and last the caller's own mark."""
    return act.act, str(sorted(act.data.items())), act.document, -1 if act.ref is None else act.ref


def _pause(began: ActFact, ended: ActFact) -> Pause:
    return Pause(began.on, ended.on, "; ".join(filter(None, (began.document, ended.document))))


def _with_day(
    procedure: Procedure, history: History, same_day: Sequence[ActFact], facts: Mapping[str, object]
) -> History:
    """``history`` and the acts of one day: in the order of the table, or in another one the procedure allows."""
    after, left = history.copy(), list(same_day)
    while left:
        step = next(_possible(procedure, after, left, facts), None)
        if step is None:
            break
        after.take(left.pop(step[0]), step[1])
    if not left:
        return after
    other = None
    if len(same_day) <= MOST_SORTED_OUT:
        other = _sorted_out(procedure, history, list(same_day), facts, tried=set())
    if other is None:
        raise _out_of_order(procedure, after, left[0], facts)
    return other


def _sorted_out(
    procedure: Procedure,
    history: History,
    left: list[ActFact],
    facts: Mapping[str, object],
    *,
    tried: set[tuple[object, ...]],
) -> History | None:
    """The first order of ``left`` that can be taken whole, or None. ``tried``: positions that led nowhere."""
    if not left:
        return history
    position = (history.stage, *sorted(history.found_in.items()), *(id(one) for one in left))
    if position in tried:
        return None
    tried.add(position)
    for place, edge in _possible(procedure, history, left, facts):
        after = history.copy()
        after.take(left[place], edge)
        found = _sorted_out(procedure, after, left[:place] + left[place + 1 :], facts, tried=tried)
        if found is not None:
            return found
    return None


def _possible(
    procedure: Procedure, history: History, left: Sequence[ActFact], facts: Mapping[str, object]
) -> Iterator[tuple[int, Edge]]:
    for place, one in enumerate(left):
        edge = _edge(procedure, history, one, facts)
        if edge is not None:
            yield place, edge


def check_level(procedure: Procedure, facts: Mapping[str, object]) -> None:
    """Raises ValueError when the period of a head does not say of which level the agency is."""
    if procedure is Procedure.RECEPTION_DUTY and facts.get("level") not in LEVELS:
        message = f"level: cần một trong {', '.join(LEVELS)}"
        raise ValueError(message)


def check_facts(facts: Mapping[str, object]) -> None:
    """Raises ValueError for a criterion of complexity nobody knows."""
    grounds = facts.get("complex_grounds") or ()
    for code in grounds if isinstance(grounds, (list, tuple)) else (grounds,):
        try:
            complexity_letter(str(code))
        except KeyError:
            message = f"complex_grounds: không có tiêu chí “{code}”"
            raise ValueError(message) from None


def _edge(procedure: Procedure, history: History, act: ActFact, facts: Mapping[str, object]) -> Edge | None:
    edge = edge_for(procedure, history.stage, act.act, act.on)
    return edge if edge is not None and history.meets(edge, facts) else None


def _out_of_order(procedure: Procedure, history: History, act: ActFact, facts: Mapping[str, object]) -> ActRefused:
    edge = edge_for(procedure, history.stage, act.act, act.on)
    provisions = edge.provisions if edge is not None else provisions_of(procedure, act.act, act.on)
    told: dict[str, Value] = {"name": ACTS.get(act.act, act.act), "where": cite_all(provisions)}
    if edge is not None:
        return unmet(edge, history, act, facts)
    mine = [one for one in edges_of(procedure) if one.act == act.act]
    if mine and not any(one.open_on(act.on) for one in mine):
        since = min(one.from_on for one in mine if one.from_on)
        return ActRefused(act, "“%(name)s” chỉ có từ ngày %(day)s (%(where)s).", provisions, **told, day=since)
    if act.act not in acts_of(procedure):
        return ActRefused(act, "Thủ tục này không có việc “%(name)s” (%(where)s).", provisions, **told)
    if history.stage == NOTHING:
        return ActRefused(
            act, "Chưa ghi được “%(name)s” ngày %(day)s: hồ sơ chưa được tiếp nhận (%(where)s).", provisions,
            **told, day=act.on,
        )  # fmt: skip
    return ActRefused(
        act, "Chưa ghi được “%(name)s” ngày %(day)s: lúc đó hồ sơ đang ở “%(stage)s” (%(where)s).", provisions,
        **told, day=act.on, stage=STAGES[history.stage],
    )  # fmt: skip


def unmet(edge: Edge, history: History, act: ActFact, facts: Mapping[str, object]) -> ActRefused:
    """Why an edge of the stage and the day is closed all the same."""
    told: dict[str, Value] = {"name": ACTS.get(act.act, act.act), "where": cite_all(edge.provisions)}
    if edge.if_fact and not holds(edge.if_fact, facts):
        return ActRefused(act, "“%(name)s” không áp dụng cho vụ việc này (%(where)s).", edge.provisions, **told)
    if edge.answers and history.count(edge.answers) <= history.count(edge.act):
        return ActRefused(
            act, "Chưa ghi được “%(name)s”: không có “%(missing)s” nào đang chờ (%(where)s).", edge.provisions,
            **told, missing=ACTS[edge.answers],
        )  # fmt: skip
    needs = [ACTS[need] for need in edge.needs if not history.has(need)]
    missing = Term(", ".join(need.vi for need in needs), ", ".join(need.en for need in needs))
    return ActRefused(
        act, "Chưa ghi được “%(name)s”: phải có “%(missing)s” trước (%(where)s).", edge.provisions,
        **told, missing=missing,
    )  # fmt: skip
