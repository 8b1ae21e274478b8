"""What is done stays judged as it was, whatever lawful act of a later day is written under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.statute.assessment import Assessment, DutyState, assess
from app.statute.calendar import BUILT_IN
from app.statute.log import PAUSES, ActFact, ActRefused
from app.statute.procedures import acts_of
from app.statute.terms import Procedure
from tests.statute.bites import PROFILES, Bites
from tests.statute.drawn import Drawn, draw, filled

FIRST, LAST = date(2012, 1, 2), date(2031, 6, 1)
GAPS = (1, 1, 2, 3, 5, 8, 13, 21, 40)
WITH_PAUSES = [one for one in Procedure if "suspended" in acts_of(one)]
Key = tuple[str, int | None]


@st.composite
def histories(choose: st.DrawFn) -> Drawn:
    """Any history; mostly one of a file whose clock may be stopped, as often as not broken off after acceptance."""
    random = Random(choose(st.integers(0, 2**32)))  # noqa: S311 - a history, not a secret
    procedures = list(Procedure) if random.random() < 1 / 5 else WITH_PAUSES
    drawn = draw(random, first=FIRST, last=LAST, longest=12, procedures=procedures)
    accepted = next((place for place, act in enumerate(drawn.acts) if act.act == "accepted"), None)
    if accepted is None or random.random() < 1 / 3:
        return drawn
    return replace(drawn, acts=drawn.acts[: accepted + random.randint(1, 4)])


def assessed(drawn: Drawn, acts: list[ActFact], today: date) -> Assessment | None:
    try:
        return assess(drawn.procedure, drawn.facts, acts, today=today, calendar=BUILT_IN)
    except ActRefused:
        return None


def satisfied(found: Assessment) -> dict[Key, tuple[object, ...]]:
    return {(one.duty, one.trigger.ref): judgement(one) for one in found.duties if one.satisfied_on}


def judgement(duty: DutyState) -> tuple[object, ...]:
    by = duty.satisfied_by.ref if duty.satisfied_by else None
    return duty.status, duty.due_on, duty.raw_due_on, duty.also, duty.days_late, duty.satisfied_on, by


def lengthened(random: Random, drawn: Drawn, acts: list[ActFact]) -> ActFact | None:
    """A fresh lawful act of a later day, chosen among those offered then; one that stops a clock rather than others."""
    day = acts[-1].on + timedelta(days=random.choice(GAPS))
    found = assessed(drawn, acts, day)
    opens = list(found.open_acts) if found else []
    random.shuffle(opens)
    opens.sort(key=lambda one: one.act not in {*PAUSES, "extended"} or random.random() < 1 / 4)
    for offered in opens:
        for way in filled(random, offered, day, ref=100 + len(acts)):
            if assessed(drawn, [*acts, way], day):
                return way
    return None


@PROFILES
def test_what_is_satisfied_stays_as_it_was_under_fresh_acts(profile: settings) -> None:
    bites = Bites("satisfied stays")

    @profile
    @given(histories(), st.integers(1, 6), st.integers(0, 2**32))
    def check(drawn: Drawn, more: int, seed: int) -> None:
        random = Random(seed)  # noqa: S311 - what comes next, not a secret
        before = assessed(drawn, drawn.acts, drawn.acts[-1].on)
        if before is None:
            return
        bites.draw()
        acts = list(drawn.acts)
        for _ in range(more):
            fresh = lengthened(random, drawn, acts)
            if fresh is None:
                break
            acts.append(fresh)
            after = assessed(drawn, acts, fresh.on)
            assert after is not None
            then = satisfied(after)
            assert {key: then.get(key) for key in satisfied(before)} == satisfied(before), fresh
        tell(bites, before, {act.act for act in acts[len(drawn.acts) :]})

    check()
    bites.at_least(satisfied=0.5, appended=0.5, both=0.4, paused=0.15)


def tell(bites: Bites, before: Assessment, fresh: set[str]) -> None:
    if satisfied(before):
        bites.bite("satisfied")
    if fresh:
        bites.bite("appended")
    if satisfied(before) and fresh:
        bites.bite("both")
    if not fresh.isdisjoint(PAUSES):
        bites.bite("paused")
    if "extended" in fresh:
        bites.bite("extended")
