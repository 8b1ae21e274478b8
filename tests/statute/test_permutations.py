"""Up to five acts, typed in each of their orders: one assessment, or one refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.statute.assessment import assess
from app.statute.calendar import BUILT_IN
from app.statute.log import ActFact, ActRefused
from app.statute.procedures import acts_of
from tests.statute.bites import PROFILES, Bites
from tests.statute.drawn import Drawn, draw

FIRST, LAST = date(2012, 1, 2), date(2031, 6, 1)
MOST = 5


@st.composite
def logs(choose: st.DrawFn) -> Drawn:
    """At most five acts: a lawful history, or one with days shifted and acts put in that may have no place there."""
    random = Random(choose(st.integers(0, 2**32)))  # noqa: S311 - a history, not a secret
    drawn = draw(random, first=FIRST, last=LAST, longest=MOST)
    acts = list(drawn.acts)
    if choose(st.booleans()):
        place = random.randrange(len(acts))
        acts[place] = replace(acts[place], on=acts[place].on + timedelta(days=random.randint(-20, 20)))
    if len(acts) < MOST and choose(st.booleans()):
        other = random.choice(acts_of(drawn.procedure))
        acts.append(ActFact(other, random.choice(acts).on, {}, len(acts)))
    return Drawn(drawn.procedure, drawn.facts, acts)


def answer(drawn: Drawn, acts: tuple[ActFact, ...], today: date) -> tuple[bool, str]:
    """Whether it is taken, and everything said about it: every duty with its trigger, or the sentence of refusal."""
    try:
        found = assess(drawn.procedure, drawn.facts, acts, today=today, calendar=BUILT_IN)
    except ActRefused as refused:
        return False, repr((refused.act, refused.on, refused.sentence, refused.article))
    opens = sorted(one.act for one in found.open_acts)
    return True, repr((found.stage, found.closed, found.duties, opens, [act.act for act in found.history.acts]))


@PROFILES
def test_every_order_of_typing_gives_one_answer(profile: settings) -> None:
    bites = Bites("permutations")

    @profile
    @given(logs())
    def check(drawn: Drawn) -> None:
        bites.draw()
        today = max(act.on for act in drawn.acts) + timedelta(days=30)
        (taken, _), *others = {answer(drawn, typed, today) for typed in permutations(drawn.acts)}
        assert not others, [act.act for act in drawn.acts]
        bites.bite("accepted" if taken else "refused")
        if len(drawn.acts) == MOST:
            bites.bite("five")
        if len({act.on for act in drawn.acts}) < len(drawn.acts):
            bites.bite("same_day")

    check()
    bites.at_least(accepted=0.2, refused=0.2, five=0.2, same_day=0.2)
