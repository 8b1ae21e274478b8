"""Acts and facts in, ledger out. A pure function: everything shown about a matter is derived from it.

The order of typing does not matter, only dates do: acts are taken by date, those of one day in the order the procedure
allows them. An act the procedure does not allow then, or that is impossible, is refused with its article.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.statute.calendar import WorkingCalendar
from app.statute.duties import duties_of
from app.statute.duty_states import DutyState
from app.statute.guards import Ground, shut
from app.statute.judging import judge
from app.statute.log import ActFact, ActRefused, History, Scope, replay, unmet
from app.statute.papers_sent import FIELD, SENT, there_to_send
from app.statute.policies import DEFAULT, Policies
from app.statute.procedures import (
    OVER_FOR_THE_CASE,
    OVER_FOR_THE_PETITION,
    TERMINAL_STAGES,
    Edge,
    FieldSpec,
    Party,
    edges_at,
    goes_on_with_the_petition,
)
from app.statute.questions import remembered_under
from app.statute.running_terms import ABOUT_ONE, running_terms
from app.statute.status import Also, Status
from app.statute.terms import Procedure

OVER = {
    Scope.WHOLE: TERMINAL_STAGES,
    Scope.INTAKE: TERMINAL_STAGES | OVER_FOR_THE_PETITION,
    Scope.CASE: TERMINAL_STAGES | OVER_FOR_THE_CASE,
}


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act the procedure allows now."""

    act: str
    fields: tuple[FieldSpec, ...]
    provisions: tuple[str, ...]
    role: str
    document: bool  # always, whatever it says
    notifies: tuple[Party, ...] = ()
    terms: tuple[ActFact, ...] = ()  # the given terms it may be about
    each_content: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class ShutAct:
    """An act the stage knows that cannot be recorded yet, and why."""

    act: str
    role: str
    refused: ActRefused


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a matter stands on a day."""

    stage: str
    closed: bool  # the procedure is over and nobody owes anything in it
    duties: tuple[DutyState, ...]
    ground: Ground = field(repr=False, compare=False)
    scope: Scope = field(repr=False)

    @property
    def history(self) -> History:
        """The acts in the order the law takes them."""
        return self.ground.history

    @property
    def open_acts(self) -> tuple[OpenAct, ...]:
        """The acts the procedure allows now: looked up only when somebody asks."""
        return open_acts(self.ground, self.scope, frozenset(duty.duty for duty in self.duties if duty.is_owed))

    @property
    def shut_acts(self) -> tuple[ShutAct, ...]:
        """The acts of the stage something must come before: looked up only when somebody asks."""
        return () if self.closed or _became_a_case(self.ground, self.scope) else shut_acts(self.ground)


def assess(
    procedure: str,
    facts: Mapping[str, object],
    acts: Sequence[ActFact],
    *,
    today: date,
    calendar: WorkingCalendar,
    scope: Scope = Scope.WHOLE,
    policies: Policies = DEFAULT,
) -> Assessment:
    """The stage, the acts open now and every duty of a matter, as of ``today``.

    Raises ActRefused for an act out of order, impossible, or beyond what the law allows; KeyError for an unknown
    procedure. A year without a calendar never raises: the duty is ``unreckoned``.
    """
    way = Procedure(procedure)
    history = replay(way, facts, acts, today=today, scope=scope)
    ground = Ground(way, facts, history, today, calendar, policies, remembered_under(calendar, policies))
    duties = judge(ground, scope=scope)
    closed = history.stage in OVER[scope] and not any(duty.is_owed for duty in duties)
    return Assessment(history.stage, closed, duties, ground, scope)


def open_acts(ground: Ground, scope: Scope, owed: Collection[str] = ()) -> tuple[OpenAct, ...]:
    """The acts the procedure allows from where the history stands. ``owed``: the duties somebody still owes.

    Of a petition that became a case, only what its own duties wait for is left: the case has a log of its own. Where
    the acceptance was annulled, what becomes of the petition is said in the petition.
    """
    history, found = ground.history, dict[str, Edge]()
    left = _waited_for(ground, owed) if _became_a_case(ground, scope) else None
    for edge in edges_at(ground.procedure, history.stage):
        if left is not None and edge.act not in left:
            continue
        if scope is Scope.CASE and goes_on_with_the_petition(history.stage, edge.act):
            continue
        if edge.open_on(ground.today) and history.meets(edge, ground.facts):
            found.setdefault(edge.act, edge)
    return tuple(
        OpenAct(
            edge.act,
            fields_at(edge, history),
            edge.provisions,
            edge.role,
            edge.document and not edge.unwritten_if,
            edge.notifies,
            running_terms(history.acts) if edge.act in ABOUT_ONE else (),
            edge.each_content,
        )
        for edge in found.values()
        if not shut(edge.act, ground)
    )


def shut_acts(ground: Ground) -> tuple[ShutAct, ...]:
    """The acts the procedure has in this stage and does not allow now, each with why.

    Something must come first, nothing is there to be answered, or only matters of another kind have it.
    """
    history, found = ground.history, dict[str, ShutAct]()
    here = [edge for edge in edges_at(ground.procedure, history.stage) if edge.open_on(ground.today)]
    met = {edge.act for edge in here if history.meets(edge, ground.facts)}
    for edge in here:
        trial = ActFact(edge.act, ground.today)
        why = shut(edge.act, ground) if edge.act in met else unmet(edge, history, trial, ground.facts)
        if why is not None:
            found.setdefault(edge.act, ShutAct(edge.act, edge.role, why))
    return tuple(found.values())


def _became_a_case(ground: Ground, scope: Scope) -> bool:
    return scope is Scope.INTAKE and ground.history.stage in OVER_FOR_THE_PETITION


def fields_at(edge: Edge, history: History) -> tuple[FieldSpec, ...]:
    """What the act says; of the papers it may send, those there are."""
    if edge.act != SENT:
        return edge.fields
    only = there_to_send(history.counts)
    return tuple(replace(spec, only=only) if spec.name == FIELD else spec for spec in edge.fields)


def _waited_for(ground: Ground, owed: Collection[str]) -> frozenset[str]:
    waiting = [duty for duty in duties_of(ground.procedure) if duty.id in owed]
    moved = [duty.ended_by.keys() for duty in waiting if duty.by_name]  # whoever gave a term may change it
    return frozenset[str]().union(*(duty.satisfied_by for duty in waiting), *moved)


__all__ = [
    "ActFact",
    "ActRefused",
    "Also",
    "Assessment",
    "DutyState",
    "OpenAct",
    "Scope",
    "ShutAct",
    "Status",
    "assess",
    "fields_at",
    "open_acts",
]
