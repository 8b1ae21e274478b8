"""How long an assessment takes, as a multiple of only walking the acts through the table of the procedure.

Two loops to hold it against: the *walk* looks each step up as the law has it on the day of the act; the *bare* loop
knows one target for a stage and an act, whatever the day, and so leads astray now and then.

Run by `make bench`; the suite runs a small form of it. Times are CPU time of this process, the best of some rounds.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from random import Random
from time import process_time

from app.statute.assessment import assess
from app.statute.calendar import BUILT_IN
from app.statute.log import ActRefused
from app.statute.procedures import NOTHING, PREVIOUS, SAME, TABLE, edge_for
from tests.statute.drawn import Drawn, draw

TODAY = date(2026, 11, 23)
FIRST, LAST = date(2023, 1, 3), date(2026, 9, 1)
BY_DATE = attrgetter("on")
NEXT = {
    (procedure, stage, edge.act): edge.target
    for procedure, edges in TABLE.items()
    for edge in edges
    for stage in edge.source
}


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds for all cases: the bare loop, the walk, and the whole assessment."""

    cases: int
    acts: int
    duties: int
    bare: float
    walked: float
    assessed: float

    @property
    def ratio(self) -> float:
        """Assessed to walked."""
        return self.assessed / self.walked

    def __str__(self) -> str:
        per = 1_000_000 / self.cases
        return (
            f"{self.cases} cases, {self.acts} acts, {self.duties} duties; µs a case: bare {self.bare * per:.1f}, "
            f"walked {self.walked * per:.1f}, assessed {self.assessed * per:.1f}; "
            f"assessed / walked {self.ratio:.1f}, assessed / bare {self.assessed / self.bare:.1f}"
        )


def cases(count: int, *, seed: int = 2026) -> list[Drawn]:
    """So many histories of all procedures with three to twenty acts, none in the future, none the law refuses."""
    random, found = Random(seed), list[Drawn]()  # noqa: S311 - the same cases each time
    while len(found) < count:
        drawn = draw(random, first=FIRST, last=LAST)
        if len(drawn.acts) >= 3 and drawn.acts[-1].on <= TODAY and not is_refused(drawn):
            found.append(drawn)
    return found


def is_refused(drawn: Drawn) -> bool:
    try:
        assess(drawn.procedure, drawn.facts, drawn.acts, today=TODAY, calendar=BUILT_IN)
    except ActRefused:
        return True
    return False


def walk(drawn: Sequence[Drawn]) -> int:
    """The acts of each case, by date, one by one through the edge the law has on that day."""
    taken = 0
    for one in drawn:
        procedure, stage, found_in = one.procedure, NOTHING, NOTHING
        for act in sorted(one.acts, key=BY_DATE):
            edge = edge_for(procedure, stage, act.act, act.on)
            if edge is None or edge.target == SAME:
                continue
            found_in, stage = stage, found_in if edge.target == PREVIOUS else edge.target
            taken += 1
    return taken


def walk_barely(drawn: Sequence[Drawn]) -> int:
    """The acts of each case, by date, one by one to a next stage."""
    taken = 0
    for one in drawn:
        procedure, stage, found_in = one.procedure, NOTHING, NOTHING
        for act in sorted(one.acts, key=BY_DATE):
            target = NEXT.get((procedure, stage, act.act), SAME)
            if target == PREVIOUS:
                stage = found_in
            elif target != SAME:
                found_in, stage = stage, target
            taken += 1
    return taken


def assess_all(drawn: Sequence[Drawn]) -> int:
    """Every case assessed; how many duties were found."""
    duties = 0
    for one in drawn:
        found = assess(one.procedure, one.facts, one.acts, today=TODAY, calendar=BUILT_IN)
        duties += len(found.duties)
    return duties


def measure(count: int, *, rounds: int = 3, seed: int = 2026) -> Measured:
    """The loops and the assessment side by side over the same cases, each the best of ``rounds``."""
    drawn = cases(count, seed=seed)
    gc.collect()
    gc.freeze()
    bare, walked, assessed = [], [], []
    for _ in range(rounds):
        bare.append(timed(walk_barely, drawn))
        walked.append(timed(walk, drawn))
        assessed.append(timed(assess_all, drawn))
    gc.unfreeze()
    acts = sum(len(one.acts) for one in drawn)
    return Measured(count, acts, assessed[0][1], min(bare)[0], min(walked)[0], min(assessed)[0])


def timed(work: Callable[[Sequence[Drawn]], int], drawn: Sequence[Drawn]) -> tuple[float, int]:
    began = process_time()
    done = work(drawn)
    return process_time() - began, done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    sys.stdout.write(f"{measure(asked.cases, rounds=asked.rounds)}\n")


if __name__ == "__main__":
    main()
