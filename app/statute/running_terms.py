"""Which of the terms a superior gave an act is about, and which of them still run.

A term is known by the mark of the act that gave it. An act that names none is about the oldest that runs then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.statute.log import ActFact, ActRefused
from app.statute.procedures.orders import BY_ORDER, GIVEN, NAMED

ENDING = frozenset({"given_answered", "given_withdrawn"})
ABOUT_ONE = ENDING | {"given_extended"}


def terms_of(acts: Sequence[ActFact]) -> Mapping[int, int]:
    """By the place of each act about a term, the place of the act that gave it.

    Raises ActRefused for an act about a term that does not run, or that nobody gave.
    """
    found: dict[int, int] = {}
    running: list[int] = []
    for place, act in enumerate(acts):
        if act.act == GIVEN:
            running.append(place)
            found[place] = place
        elif act.act in ABOUT_ONE:
            found[place] = _named(act, acts, running)
            if act.act in ENDING:
                running.remove(found[place])
    return found


def running_terms(acts: Sequence[ActFact]) -> tuple[ActFact, ...]:
    """The acts that gave what still runs, each with the last day it has by now. Raises as :func:`terms_of`."""
    found = terms_of(acts)
    over = {found[place] for place, act in enumerate(acts) if act.act in ENDING}
    last = {term: acts[place] for place, term in found.items() if acts[place].act not in ENDING}
    return tuple(
        ActFact(GIVEN, acts[term].on, {**acts[term].data, "term_on": act.data.get("term_on")}, acts[term].ref,
                acts[term].document)
        for term, act in last.items()
        if term not in over
    )  # fmt: skip


def _named(act: ActFact, acts: Sequence[ActFact], running: Sequence[int]) -> int:
    named = act.data.get(NAMED)
    if named is None and running:
        return running[0]
    for place in running:
        if acts[place].ref == named:
            return place
    raise ActRefused(act, "Không có hạn cấp trên giao nào như vậy đang chạy vào ngày này.", BY_ORDER)
