"""Two ledgers side by side: what each duty became, told the same whatever history they come from."""

from __future__ import annotations

from datetime import date
from random import Random

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN
from app.statute.duty_states import DutyState
from app.statute.effects import ClockChange, Effect, clock_changes
from app.statute.terms import Procedure
from tests.statute.drawn import draw

TODAY = date(2026, 11, 23)
ACCEPTED = ActFact("accepted", date(2026, 10, 26), ref=1)


def at(*acts: ActFact, today: date = TODAY, **facts: object) -> Assessment:
    return assess(Procedure.COMPLAINT_FIRST, facts, acts, today=today, calendar=BUILT_IN)


def became(before: Assessment, after: Assessment) -> dict[str, ClockChange]:
    return {(one.after or one.before).duty: one for one in clock_changes(before.duties, after.duties)}  # type: ignore[union-attr]


def complaint(*acts: ActFact) -> tuple[ActFact, ...]:
    return (ActFact("received", date(2026, 10, 19), ref=0), ACCEPTED, *acts)


def test_a_suspension_pauses_the_resolution_and_starts_what_is_sent() -> None:
    found = became(at(*complaint()), at(*complaint(ActFact("suspended", date(2026, 11, 20)))))
    assert found["kn.resolve_first"].effect is Effect.PAUSED
    assert {one.effect for duty, one in found.items() if duty != "kn.resolve_first"} == {Effect.STARTED}
    assert not any(one.becomes_late for one in found.values())


def test_a_resumption_gives_the_clock_its_new_day() -> None:
    stopped = complaint(ActFact("suspended", date(2026, 11, 2), ref=2))
    change = became(at(*stopped), at(*stopped, ActFact("resumed", date(2026, 11, 16))))["kn.resolve_first"]
    assert change.effect is Effect.RESUMED
    assert change.before is not None
    assert change.before.due_on is None
    assert change.after is not None
    assert change.after.due_on == date(2026, 12, 9)


def test_a_decision_on_the_last_day_meets_its_limit_and_one_day_later_meets_it_late() -> None:
    due_on = became(at(*complaint()), at(*complaint(ActFact("suspended", TODAY))))["kn.resolve_first"].before
    assert due_on is not None
    assert due_on.due_on is not None
    last, late = due_on.due_on, date.fromordinal(due_on.due_on.toordinal() + 1)
    for on, effect in ((last, Effect.MET), (late, Effect.MET_LATE)):
        before = at(*complaint(), today=late)
        change = became(before, at(*complaint(ActFact("decided", on)), today=late))["kn.resolve_first"]
        assert change.effect is effect
        assert not change.becomes_late  # it was late that day already


def test_a_longer_limit_moves_the_day_and_names_both() -> None:
    change = became(at(*complaint()), at(*complaint(), remote_area=True))["kn.resolve_first"]
    assert change.effect is Effect.MOVED
    assert change.before is not None
    assert change.after is not None
    assert change.before.due_on is not None
    assert change.after.due_on is not None
    assert change.before.due_on < change.after.due_on


def test_a_line_corrected_to_an_earlier_day_is_the_same_duty_moved_and_late() -> None:
    earlier = ActFact("accepted", date(2026, 9, 7), ref=1)
    before, after = at(*complaint()), at(ActFact("received", date(2026, 9, 1), ref=0), earlier)
    change = became(before, after)["kn.resolve_first"]
    assert change.effect is Effect.MOVED
    assert change.becomes_late


def test_what_a_withdrawn_line_had_started_is_gone() -> None:
    decided = complaint(ActFact("decided", date(2026, 11, 20), ref=2))
    found = became(at(*decided), at(*complaint()))
    assert found["kn.resolve_first"].effect is Effect.OWED_AGAIN
    assert {one.effect for duty, one in found.items() if duty != "kn.resolve_first"} == {Effect.GONE}


def test_what_was_owed_and_what_changed_make_what_is_owed_whatever_the_history() -> None:
    random, told = Random(7), 0  # noqa: S311 - the same histories each time
    while told < 150:
        drawn = draw(random, first=date(2024, 1, 3), last=date(2026, 9, 1))
        acts = [ActFact(one.act, one.on, one.data, n) for n, one in enumerate(drawn.acts)]
        try:
            before, after = (
                assess(drawn.procedure, drawn.facts, log, today=TODAY, calendar=BUILT_IN) for log in (acts[:-1], acts)
            )
        except ActRefused:
            continue
        told += 1
        changes = clock_changes(before.duties, after.duties)
        assert clock_changes(after.duties, after.duties) == ()
        begun = {known(one.after) for one in changes if one.effect in {Effect.STARTED, Effect.OWED_AGAIN}}
        over = {known(one.before) for one in changes if one.before and not (one.after and one.after.is_owed)}
        assert (owed(before) - over) | begun == owed(after)
        assert all(one.after is None for one in changes if one.effect is Effect.GONE)
        late = {known(one.after) for one in changes if one.becomes_late}
        assert late == lates(after) - lates(before)


def known(state: DutyState | None) -> tuple[str, int | None]:
    assert state is not None
    return state.duty, state.trigger.ref


def owed(found: Assessment) -> set[tuple[str, int | None]]:
    return {known(one) for one in found.duties if one.is_owed}


def lates(found: Assessment) -> set[tuple[str, int | None]]:
    return {known(one) for one in found.duties if one.days_late}
