"""The log of acts, replayed through the table of the procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.statute.deadlines import Pause
from app.statute.grounds import complexity_letter
from app.statute.instruments import cite_all
from app.statute.procedures import NOTHING, PREVIOUS, SAME, Edge, acts_of, edge_for, edges_of, provisions_of
from app.statute.terms import ACTS, STAGES, Procedure
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
    """An act the law does not allow there and then. ``article`` cites why."""

    def __init__(self, act: ActFact, sentence: str, provisions: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.act = act.act
        self.on = act.on
        self.fact = act
        self.sentence = sentence
        self.article = cite_all(provisions)


START_OF_CASE = ("accepted",)
PAUSES = {"suspended": ("resumed", PausedBy.SUSPENSION), "expert_requested": ("expert_answered", PausedBy.EXPERT)}


@dataclass(slots=True)
class History:
    """Acts in the order the law takes them, and where they lead."""

    stage: str = NOTHING
    before_pause: str = NOTHING
    acts: list[ActFact] = field(default_factory=list)

    def has(self, act: str) -> bool:
        return any(one.act == act for one in self.acts)

    def meets(self, edge: Edge, facts: Mapping[str, object]) -> bool:
        """Whether what ``edge`` needs is in the log."""
        if edge.needs_if and not facts.get(edge.needs_if):
            return True
        return all(self.has(act) for act in edge.needs)

    def pauses(self, kinds: Sequence[PausedBy], until: date | None = None) -> list[Pause]:
        """The intervals in which one of ``kinds`` stops a clock; one still standing is open (or ends ``until``)."""
        found: list[Pause] = []
        for start, (stop, kind) in PAUSES.items():
            began: date | None = None
            for act in self.acts:
                if act.act == start and began is None and kind in kinds:
                    began = act.on
                elif act.act == stop and began is not None:
                    found.append(Pause(began, act.on))
                    began = None
            if began is not None:
                found.append(Pause(began, until))
        return found

    def take(self, act: ActFact, edge: Edge) -> None:
        self.acts.append(act)
        if edge.target == PREVIOUS:
            self.stage = self.before_pause
        elif edge.target != SAME:
            if edge.target == "suspended":
                self.before_pause = self.stage
            self.stage = edge.target


def replay(
    procedure: Procedure, facts: Mapping[str, object], acts: Sequence[ActFact], *, today: date, scope: Scope
) -> History:
    """Take ``acts`` by date; those of one day in the order the procedure allows. Raises ActRefused."""
    history = History()
    check_facts(facts)
    if scope is Scope.CASE:
        history.stage = "screening" if procedure is not Procedure.DENUNCIATION else "initial_screening"
    order = {act: rank for rank, act in enumerate(acts_of(procedure))}
    waiting = sorted(
        acts, key=lambda one: (one.on, order.get(one.act, len(order)), one.act, str(sorted(one.data.items())))
    )
    while waiting:
        day = waiting[0].on
        if day > today:
            raise ActRefused(waiting[0], f"Ngày {day:%d/%m/%Y} chưa đến.", provisions_of(procedure, waiting[0].act))
        same_day = [one for one in waiting if one.on == day]
        chosen = next((one for one in same_day if _edge(procedure, history, one, facts)), None)
        if chosen is None:
            raise _out_of_order(procedure, history, same_day[0], facts)
        edge = _edge(procedure, history, chosen, facts)
        if edge is not None:
            history.take(chosen, edge)
        waiting.remove(chosen)
    return history


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
    provisions = provisions_of(procedure, act.act)
    name = ACTS[act.act].vi if act.act in ACTS else act.act
    where = cite_all(provisions)
    edge = edge_for(procedure, history.stage, act.act, act.on)
    if edge is not None and not history.meets(edge, facts):
        missing = ", ".join(ACTS[need].vi for need in edge.needs if not history.has(need))
        return ActRefused(act, f"Chưa ghi được “{name}”: phải có “{missing}” trước ({where}).", provisions)
    dates = [one.from_on for one in edges_of(procedure) if one.act == act.act and one.from_on and act.on < one.from_on]
    if dates:
        return ActRefused(act, f"“{name}” chỉ có từ ngày {min(dates):%d/%m/%Y} ({where}).", provisions)
    if act.act not in acts_of(procedure):
        return ActRefused(act, f"Thủ tục này không có việc “{name}” ({where}).", provisions)
    if history.stage == NOTHING:
        return ActRefused(
            act, f"Chưa ghi được “{name}” ngày {act.on:%d/%m/%Y}: hồ sơ chưa được tiếp nhận ({where}).", provisions
        )
    stage = STAGES[history.stage].vi
    return ActRefused(
        act, f"Chưa ghi được “{name}” ngày {act.on:%d/%m/%Y}: lúc đó hồ sơ đang ở “{stage}” ({where}).", provisions
    )
