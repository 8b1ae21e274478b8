"""Extensions of denunciations, drawn: what the law allows adds its days, whatever goes beyond it is refused.

The last day is reckoned here by walking from day to day, not as the engine does it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.statute.assessment import ActFact, ActRefused, DutyState, assess
from app.statute.calendar import BUILT_IN
from app.statute.grounds import COMPLEXITY
from tests.statute.bites import PROFILES, Bites

DAY = timedelta(days=1)
FIRST, LAST = date(2019, 6, 3), date(2026, 3, 1)  # under the decree on denunciations
FAR = date(2026, 12, 20)
BEFORE: dict[str, tuple[str, ...]] = {
    "denunciation": (),
    "denunciation_further": (),
    "denunciation_overdue": ("report_requested", "stop_ordered"),
}
DUTIES = {"denunciation": "tc.resolution", "denunciation_further": "tc.re_resolution",
          "denunciation_overdue": "tc.superior_takeover_resolution"}  # fmt: skip
FAULTS: dict[str, dict[str, object]] = {
    "31 days": {"days": 31}, "40 days": {"days": 40}, "no day": {"days": 0}, "a day less": {"days": -1},
    "a yes": {"days": True}, "words": {"days": "15"}, "half a day": {"days": 1.5}, "no number": {"days": None},
    "no criteria": {"criteria": []}, "none said": {"criteria": None}, "unknown": {"criteria": ["z"]},
}  # fmt: skip


@dataclass
class Case:
    """A denunciation being resolved, with what a walk from day to day needs to know of it."""

    procedure: str
    accepted_on: date
    acts: list[ActFact]
    stood: list[tuple[date, date]] = field(default_factory=list)  # [stopped, resumed)
    since: dict[str, date] = field(default_factory=dict)  # what stands still
    given: list[int] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.acts[-1].on

    def do(self, act: str, on: date, **data: object) -> None:
        self.acts.append(ActFact(act, on, data, len(self.acts)))

    def last_day(self, on: date | None = None, *, without: int = 0) -> tuple[date, date]:
        """The last day, raw and moved, as it stands ``on`` a day: thirty days that pass while nothing stands."""
        still = self.still(on or FAR)
        day, left = self.accepted_on, 30 + sum(self.given[: len(self.given) - without])
        while left or day in still:
            left -= day not in still
            day += DAY
        for began in sorted(one for one in still if one > day and one - DAY not in still):
            if began <= BUILT_IN.next_working(day):  # it stood again before the last day, moved, was over
                day += DAY * run(still, began)
        return day, BUILT_IN.next_working(day)

    def still(self, on: date) -> set[date]:
        stood = [*self.stood, *((began, on) for began in self.since.values())]
        return {
            began + DAY * count for began, ended in stood for count in range((min(ended, on) - began).days)
        }  # fmt: skip


def run(still: set[date], day: date) -> int:
    """How many days in a row stand from ``day`` on."""
    count = 0
    while day + DAY * count in still:
        count += 1
    return count


STOPS = {"suspended": "resumed", "expert_requested": "expert_answered"}
GROUND = {"ground": "TC_CHO_GD"}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """From acceptance on: pauses that overlap or not, extensions the law allows, other acts between them."""
    procedure = draw(st.sampled_from(sorted(BEFORE)))
    accepted_on = draw(st.dates(FIRST, LAST))
    found = Case(procedure, accepted_on, [])
    for place, act in enumerate(("received", *BEFORE[procedure])):
        found.do(act, accepted_on - timedelta(days=4 - place))
    found.do("accepted", accepted_on)
    for _ in range(draw(st.integers(2, 9))):
        day = found.day + timedelta(days=draw(st.integers(1, 14)))
        step(found, draw(st.sampled_from(["extended", "extended", "sent", *STOPS, *STOPS.values()])), day, draw)
    return found


def step(found: Case, act: str, day: date, draw: st.DrawFn) -> None:
    suspended = "suspended" in found.since
    if act == "extended":
        if not suspended and len(found.given) < 2 and day <= found.last_day(day)[1]:
            found.given.append(draw(st.integers(1, 30)))
            found.do(act, day, days=found.given[-1], criteria=["a", "b"][: len(found.given)])
    elif act == "sent":
        found.do(act, day)
    elif act in STOPS:
        if act not in found.since and not (act == "suspended" and suspended):
            found.since[act] = day
            found.do(act, day, **(GROUND if act == "suspended" else {}))
    else:
        answer(found, act, day)


def answer(found: Case, act: str, day: date) -> None:
    """What lets the clock run again."""
    (stop,) = [stop for stop, end in STOPS.items() if end == act]
    if stop in found.since:
        found.stood.append((found.since.pop(stop), day))
        found.do(act, day)


def resolution(found: Case, acts: list[ActFact]) -> DutyState:
    states = assess(found.procedure, {}, acts, today=FAR, calendar=BUILT_IN).duties
    return next(one for one in states if one.duty == DUTIES[found.procedure])


def settle(found: Case) -> Case:
    """Nothing stands still any more."""
    for act in [STOPS[stop] for stop in found.since]:
        answer(found, act, found.day + DAY)
    return found


def typed_anyhow(acts: list[ActFact], random: Random) -> list[ActFact]:
    return random.sample(acts, k=len(acts))


@PROFILES
def test_what_is_allowed_adds_exactly_its_days(profile: settings) -> None:
    bites = Bites("extensions allowed")

    @profile
    @given(cases(), st.randoms(use_true_random=False))
    def check(found: Case, random: Random) -> None:
        bites.draw()
        settle(found)
        state = resolution(found, typed_anyhow(found.acts, random))
        assert (state.raw_due_on, state.due_on) == found.last_day()
        if found.given:
            bites.bite("given")
            without = [act for act in found.acts if act.act != "extended"]
            raw = resolution(found, without).raw_due_on
            assert raw == found.last_day(without=len(found.given))[0]
            stood_later = any(began > raw for began, _ in found.stood if raw)
            assert raw is not None
            assert state.raw_due_on is not None
            if not stood_later:
                bites.bite("exactly")
                assert state.raw_due_on - raw == timedelta(days=sum(found.given))
        if found.given and found.stood:
            bites.bite("paused")

    check()
    bites.at_least(given=0.25, exactly=0.2, paused=0.15)


@PROFILES
def test_what_goes_beyond_is_refused_wherever_it_is_typed(profile: settings) -> None:
    bites = Bites("extensions beyond the cap")

    @profile
    @given(cases(), st.sampled_from(sorted(FAULTS)), st.randoms(use_true_random=False))
    def check(found: Case, fault: str, random: Random) -> None:
        bites.draw()
        settle(found)
        day = found.day + DAY
        good: dict[str, object] = {"days": 10, "criteria": list(COMPLEXITY)}
        if len(found.given) == 2:
            bites.bite("third")
            assert "2 lần" in refusal(found, good, day, random).sentence
        elif day <= found.last_day()[1]:
            bites.bite("fault")
            resolution(found, typed_anyhow([*found.acts, extension(good, day)], random))
            refused = refusal(found, good | FAULTS[fault], day, random)
            assert (refused.act, refused.on) == ("extended", day)

    check()
    bites.at_least(third=0.05, fault=0.2)


def extension(data: dict[str, object], day: date) -> ActFact:
    return ActFact("extended", day, data, 99)


def refusal(found: Case, data: dict[str, object], day: date, random: Random) -> ActRefused:
    with pytest.raises(ActRefused) as caught:
        resolution(found, typed_anyhow([*found.acts, extension(data, day)], random))
    assert caught.value.provisions in (("LTC 30", "ND31 3"), ("ND31 3.2",))
    return caught.value


@PROFILES
def test_the_second_needs_a_criterion_of_its_own(profile: settings) -> None:
    bites = Bites("second extension")

    @profile
    @given(cases(), st.sampled_from([["a"], ["multi_site"], ["a", "a"], []]), st.randoms(use_true_random=False))
    def check(found: Case, again: list[str], random: Random) -> None:
        bites.draw()
        settle(found)
        day = found.day + DAY
        if len(found.given) != 1 or day > found.last_day()[1]:
            return
        bites.bite("second")
        refused = refusal(found, {"days": 10, "criteria": again}, day, random)
        assert (refused.on, refused.values) == (day, {"n": 2})
        resolution(found, typed_anyhow([*found.acts, extension({"days": 10, "criteria": ["b"]}, day)], random))

    check()
    bites.at_least(second=0.05)


@PROFILES
def test_an_extension_is_decided_while_there_is_time(profile: settings) -> None:
    """On the last day as it stood, over every pause before it, it still is; on the next one, and later, no more."""
    bites = Bites("extensions too late")

    @profile
    @given(cases(), st.integers(1, 60), st.randoms(use_true_random=False))
    def check(found: Case, late: int, random: Random) -> None:
        bites.draw()
        settle(found)
        last = found.last_day()[1]
        good: dict[str, object] = {"days": 10, "criteria": list(COMPLEXITY)}
        if len(found.given) == 2:
            return
        bites.bite("late")
        if last > found.day:
            bites.bite("on the last day")
            resolution(found, typed_anyhow([*found.acts, extension(good, last)], random))
            if found.stood:
                bites.bite("over pauses")
        day = max(last, found.day) + DAY * late
        assert refusal(found, good, day, random).values == {"day": last}

    check()
    bites.at_least(late=0.4, **{"on the last day": 0.2, "over pauses": 0.1})
