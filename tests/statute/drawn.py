"""Histories drawn at random through the tables of the procedures: no database, no judgement of the engine in them.

The walk takes what an edge allows by stage, day and what came before; what a date or a ground forbids beyond that is
for the engine to say, so some histories drawn here are refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from app.casework.act_data import DATED, UNDATED
from app.statute.assessment import OpenAct, fields_at
from app.statute.grounds import COMPLEXITY
from app.statute.log import LEVELS, ActFact, History
from app.statute.papers_sent import SENT
from app.statute.procedures import NOTHING, TERMINAL_STAGES, Edge, FieldKind, FieldSpec, edges_of
from app.statute.running_terms import ABOUT_ONE, running_terms
from app.statute.terms import Procedure

COMPLEXES = tuple(COMPLEXITY)
FACTS: dict[str, tuple[object, ...]] = {
    "remote_area": (True,),
    "complex": (True,),
    "complex_grounds": (COMPLEXES[:1], COMPLEXES[1:3]),
    "several_places": (True,),
    "several_complainants": (True,),
    "dismissal": (True,),
    "forwarder": ("front", "press", "deputy", "state_body"),
    "at_desk": (True,),
    "deputy": (True,),
}
# How much likelier than others: what happens on most files, and what stops a clock or prolongs it.
LIKELY = {"accepted": 12, "suspended": 3, "resumed": 6, "extended": 3, "decided": 4, "concluded": 4, "sent": 3}
OF_BEFORE = 1 / 3  # of the sendings are of before the field was asked for: they say nothing
WAYS = 24  # in which an act is tried to be said
CALM = (0, 0, 1, 1, 2, 3, 4, 5, 7, 10, 14, 20, 35)  # days from one act to the next


@dataclass(frozen=True, slots=True)
class Drawn:
    """One history, as a file would remember it: acts in the order they happened."""

    procedure: Procedure
    facts: dict[str, object]
    acts: list[ActFact]


def draw(
    random: Random, *, first: date, last: date, longest: int = 20, procedures: Collection[Procedure] = tuple(Procedure)
) -> Drawn:
    """A history that begins between two days and holds at most ``longest`` acts."""
    procedure = random.choice(list(procedures))
    facts: dict[str, object] = {
        name: random.choice(values) for name, values in FACTS.items() if random.random() < 1 / 6
    }
    if procedure is Procedure.RECEPTION_DUTY:
        facts["level"] = random.choice(LEVELS)
    day = max(first + timedelta(days=random.randrange((last - first).days + 1)), begins(procedure))
    history = History()
    for _ in range(random.randint(3, longest)):
        edge = next_edge(random, procedure, history, facts, day)
        if edge is None:
            break
        terms = running_terms(history.acts) if edge.act in ABOUT_ONE else ()
        says = said(random, replace(edge, fields=fields_at(edge, history)), day, terms)
        if edge.act == SENT and random.random() < OF_BEFORE:
            says = {}
        history.take(ActFact(edge.act, day, says, len(history.acts)), edge)
        day += timedelta(days=random.choice(CALM))
    return Drawn(procedure, facts, history.acts)


def begins(procedure: Procedure) -> date:
    """The first day a history of a procedure can have."""
    return min(edge.from_on or date.min for edge in edges_of(procedure) if NOTHING in edge.source)


def next_edge(
    random: Random, procedure: Procedure, history: History, facts: dict[str, object], day: date
) -> Edge | None:
    """One of the edges the table leaves open; one that ends the matter is rarely taken."""
    opens = [
        edge
        for edge in edges_of(procedure)
        if history.stage in edge.source and edge.open_on(day) and history.meets(edge, facts)
        if edge.act not in ABOUT_ONE or running_terms(history.acts)
    ]
    if not opens:
        return None
    done = {one.act for one in history.acts}
    weights = [
        LIKELY.get(edge.act, 2) * (0.2 if edge.act in done else 1) * (0.2 if edge.target in TERMINAL_STAGES else 1)
        for edge in opens
    ]
    return random.choices(opens, weights)[0]


def said(random: Random, edge: Edge | OpenAct, day: date, terms: Sequence[ActFact] = ()) -> dict[str, object]:
    """What the act says: every required field, and half of the others; of the given ``terms``, which it is about."""
    return {
        field.name: random.choice(terms).ref if field.kind is FieldKind.TERM else value_of(random, field, day)
        for field in edge.fields
        if field.required or (random.random() < 1 / 2 and (terms or field.kind is not FieldKind.TERM))
    }


def filled(random: Random, asked: Edge | OpenAct, day: date, *, ref: int) -> Iterator[ActFact]:
    """Ways to say one act on a day, the plainest first; one where it says nothing but its day."""
    for place in range(WAYS if asked.fields else 1):
        data = said(random, asked, day, asked.terms if isinstance(asked, OpenAct) else ())
        if place < WAYS // 2:
            data |= {field.name: day for field in asked.fields if field.kind is FieldKind.DATE and field.name in data}
        yield ActFact(asked.act, day, data, ref)


def value_of(random: Random, field: FieldSpec, day: date) -> object:
    """A value of the right kind; a day of the week around."""
    if field.kind is FieldKind.DATE:
        return day + timedelta(days=random.randint(0, 9))
    if field.kind is FieldKind.NUMBER:
        return random.choice((10, 30))
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        codes = list(field.only) or codes_on(field.choices, day)
        if field.kind is FieldKind.CHOICE:
            return random.choice(codes)
        return sorted(random.sample(codes, k=min(2, len(codes))))
    return "…"


def codes_on(choices: str, day: date) -> list[str]:
    """The codes of a table of grounds that stand on a day; all of them where none does."""
    if choices in UNDATED:
        return list(UNDATED[choices])
    return [code for code, one in DATED[choices].items() if one.holds_on(day)] or list(DATED[choices])
