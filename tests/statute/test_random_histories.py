"""What must hold for any history the tables allow: all procedures, same-day acts, pauses, extensions, 2012 to 2031."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.statute.assessment import Assessment, DutyState, assess
from app.statute.calendar import BUILT_IN
from app.statute.log import ActFact, ActRefused
from app.statute.status import Status
from tests.statute.drawn import Drawn, draw

FIRST, LAST = date(2012, 1, 2), date(2031, 6, 1)  # into years no calendar is known for
FAR = timedelta(days=400)
histories = st.integers(0, 2**32).map(
    lambda seed: draw(Random(seed), first=FIRST, last=LAST, longest=14)  # noqa: S311 - a history, not a secret
)
often = settings(max_examples=150, deadline=None)


def assessed(drawn: Drawn, acts: list[ActFact], today: date) -> Assessment | tuple[str, date, str]:
    """The assessment, or what was refused and why. Anything else that is raised is a fault."""
    try:
        return assess(drawn.procedure, drawn.facts, acts, today=today, calendar=BUILT_IN)
    except ActRefused as refused:
        return refused.act, refused.on, refused.sentence


def accepted(found: Assessment | tuple[str, date, str]) -> dict[tuple[str, int | None], DutyState]:
    return {(duty.duty, duty.trigger.ref): duty for duty in found.duties} if isinstance(found, Assessment) else {}


def judgement(duty: DutyState) -> tuple[object, ...]:
    return duty.status, duty.due_on, duty.also, duty.days_late, duty.satisfied_on, duty.ended_on


@given(histories, st.randoms(use_true_random=False))
@often
def test_only_dates_matter_not_the_order_of_typing(drawn: Drawn, random: Random) -> None:
    today = drawn.acts[-1].on + FAR
    shuffled = random.sample(drawn.acts, k=len(drawn.acts))

    assert repr(assessed(drawn, shuffled, today)) == repr(assessed(drawn, drawn.acts, today))


@given(histories)
@often
def test_asking_again_gives_the_same_answer(drawn: Drawn) -> None:
    today = drawn.acts[-1].on

    assert repr(assessed(drawn, drawn.acts, today)) == repr(assessed(drawn, drawn.acts, today))


@given(histories, st.data())
@often
def test_what_is_done_stays_judged_as_it_was_whatever_is_done_later(drawn: Drawn, data: st.DataObject) -> None:
    cut = data.draw(st.sampled_from(sorted({act.on for act in drawn.acts})))
    early = accepted(assessed(drawn, [act for act in drawn.acts if act.on <= cut], cut))
    whole = accepted(assessed(drawn, drawn.acts, drawn.acts[-1].on + FAR))

    for key, duty in early.items() if whole else ():
        if duty.satisfied_on:
            assert judgement(whole[key]) == judgement(duty)


def test_a_suspension_after_the_court_took_the_case_does_not_touch_what_the_court_ended() -> None:
    """It was refused once, as a pause that ends before it begins: the duty the court ended had been over by then."""
    days = {"received": 1, "accepted": 8, "court_accepted": 20, "court_discontinued": 21, "suspended": 25}
    acts = [ActFact(act, date(2026, 7, day), {}, day) for act, day in days.items()]

    found = assess("complaint_first", {}, acts, today=date(2026, 9, 1), calendar=BUILT_IN)

    (ended,) = [duty for duty in found.duties if duty.duty == "kn.resolve_first" and duty.trigger.act == "accepted"]
    assert (ended.status, ended.ended_on, ended.due_on) == (Status.ENDED, date(2026, 7, 20), date(2026, 8, 7))


@given(histories, st.integers(0, 60))
@often
def test_a_pause_never_brings_a_date_forward(drawn: Drawn, length: int) -> None:
    last, today = drawn.acts[-1].on, drawn.acts[-1].on + FAR
    paused = [ActFact("suspended", last, {}, 98), ActFact("resumed", last + timedelta(days=length), {}, 99)]
    before = accepted(assessed(drawn, drawn.acts, today))
    after = accepted(assessed(drawn, [*drawn.acts, *paused], today))

    for key in before.keys() & after.keys():
        due_on, later = before[key].due_on, after[key].due_on
        assert due_on is None or later is None or later >= due_on


@given(histories, st.sampled_from([1, 15, 30]))
@often
def test_an_extension_never_brings_a_date_forward(drawn: Drawn, days: int) -> None:
    last, today = drawn.acts[-1].on, drawn.acts[-1].on + FAR
    extended = ActFact("extended", last, {"days": days, "criteria": ["a", "b"]}, 99)
    before = accepted(assessed(drawn, drawn.acts, today))
    after = accepted(assessed(drawn, [*drawn.acts, extended], today))

    for key in before.keys() & after.keys():
        due_on, later = before[key].due_on, after[key].due_on
        assert due_on is None or later is None or later >= due_on


@given(histories)
@often
def test_a_year_without_a_calendar_is_said_never_raised(drawn: Drawn) -> None:
    for duty in accepted(assessed(drawn, drawn.acts, drawn.acts[-1].on + FAR)).values():
        if duty.unreckoned:
            assert duty.due_on is None
            assert duty.status in {Status.UNRECKONED, Status.ENDED}
            assert any(str(year) in duty.unreckoned for year in range(2027, 2040))


def test_of_two_acts_alike_on_one_day_the_same_one_counts_however_they_were_typed() -> None:
    acts = [
        ActFact("received", date(2021, 11, 16), {}, 0), ActFact("accepted", date(2021, 11, 17), {}, 1),
        ActFact("sent", date(2021, 11, 18), {}, 2), ActFact("sent", date(2021, 11, 18), {}, 3),
    ]  # fmt: skip
    swapped = [*acts[:2], acts[3], acts[2]]
    today = date(2021, 12, 1)

    typed, other = (assess("denunciation", {}, log, today=today, calendar=BUILT_IN) for log in (acts, swapped))
    assert typed == other
