"""Limits that stand side by side behind one duty while the texts differ: each pair may be settled by itself.

Found in the tables of the duties and their limits: a release that adds a limit, or ends one, changes the list. What is
not settled follows the reading for all of them (``strict_reading``). Nothing here is a number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from app.statute.duties import duties_of
from app.statute.policies import EARLIER, LATER, READINGS, STRICT, Reading
from app.statute.questions import limits_of, pair_key
from app.statute.terms import Procedure, Term
from app.statute.time_limits import versions
from app.statute.time_limits.shape import Certainty, TimeLimit

PAIR = "pair:"  # before the key of a pair, in the name of its choice
ANSWERS = {
    EARLIER: Term(
        "Hạn sớm hơn trong các hạn này; chỉ coi là chắc chắn quá hạn sau hạn muộn hơn.",
        "The earlier of these; it is certainly overdue only after the later.",
    ),
    LATER: Term("Hạn muộn hơn trong các hạn này.", "The later of these."),
}


@cache
def pair_readings() -> tuple[Reading, ...]:
    """Which limit is due, asked of every pair that was in force together on some day."""
    found: dict[str, Reading] = {}
    for limits in _side_by_side():
        key = pair_key(one.id for one in limits)
        found.setdefault(key, _reading(key, limits))
    return tuple(found.values())


def every_reading() -> Iterator[Reading]:
    """Every reading; those of single pairs follow the one that holds for all of them."""
    for one in READINGS:
        yield one
        if one.policy == STRICT:
            yield from pair_readings()


def reading_of(policy: str) -> Reading | None:
    """The reading a choice of this name answers."""
    return next((one for one in every_reading() if one.policy and one.policy == policy), None)


def pair_of(rules: Collection[str]) -> Reading | None:
    """The reading of the pair these limits are; None where they are none."""
    return reading_of(f"{PAIR}{pair_key(rules)}") if len(rules) > 1 else None


def pair_answers(reading: Reading) -> dict[str, Term]:
    """What a pair may be settled as, by the value that is kept: the earlier, the later, or one limit by its name."""
    return {**ANSWERS, **{rule: _by_name(versions(rule)[-1]) for rule in reading.pair}}


def _side_by_side() -> Iterator[tuple[TimeLimit, ...]]:
    rules = {duty.limits: None for way in Procedure for duty in duties_of(way) if len(duty.limits) > 1}
    for together in rules:
        for day in sorted({one.in_force_from for rule in together for one in versions(rule)}, reverse=True):
            limits = limits_of(together, day)
            if len(limits) > 1:
                yield limits


def _reading(key: str, limits: tuple[TimeLimit, ...]) -> Reading:
    return Reading(
        f"{PAIR}{key}",
        Term(
            f"Theo hạn nào: {' hay '.join(f'“{one.term}”' for one in limits)}?",
            f"Which is due: {' or '.join(f'“{one.english}”' for one in limits)}?",
        ),
        ANSWERS[EARLIER],
        tuple(dict.fromkeys(text for one in limits for text in one.provisions)),
        Certainty.DISPUTED,
        f"{PAIR}{key}",
        ANSWERS[LATER],
        tuple(one.id for one in limits),
    )


def _by_name(limit: TimeLimit) -> Term:
    return Term(f"Luôn theo “{limit.term}”.", f"Always “{limit.english}”.")
