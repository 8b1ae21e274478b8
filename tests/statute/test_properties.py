"""What must hold for any history, not only the ones we thought of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN
from app.statute.deadlines import Pause, due
from app.statute.procedures import FieldKind
from app.statute.terms import Procedure
from app.statute.time_limits import limit_in_force

FIRST_DAY, LAST_DAY = date(2021, 1, 4), date(2026, 11, 23)
OF_THE_DESK = (
    Procedure.TRIAGE, Procedure.RECEPTION, Procedure.RECEPTION_DUTY, Procedure.RECEPTION_SESSION,
    Procedure.CONCLUSION_TASK, Procedure.LAND_MEDIATION, Procedure.INSPECTION_RECOMMENDATION,
    Procedure.INSPECTION_RESULT, Procedure.REPORT_DUTY,
)  # fmt: skip
days = st.dates(FIRST_DAY, date(2026, 9, 1))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Procedure, list[ActFact]]:
    """A history the procedure accepts, drawn by asking the table which acts are open."""
    procedure = draw(st.sampled_from([one for one in Procedure if one not in OF_THE_DESK]))
    day = draw(days)
    acts: list[ActFact] = [ActFact("received", day)]
    for _ in range(draw(st.integers(0, 9))):
        found = assessed(procedure, acts)
        day = min(day + timedelta(days=draw(st.integers(0, 20))), LAST_DAY)
        opens = [act for act in found.open_acts if act.act != "extended"]
        if not opens:
            break
        chosen = draw(st.sampled_from(sorted(opens, key=lambda act: act.act)))
        data: dict[str, object] = {
            field.name: day + timedelta(days=7) for field in chosen.fields if field.kind is FieldKind.DATE
        }
        step = ActFact(chosen.act, day, data)
        if any(edge_day == day for edge_day in (one.on for one in acts)):
            day = min(day + timedelta(days=1), LAST_DAY)
            step = replace(step, on=day)
        if step.on == acts[-1].on:
            break
        if chosen.act in {act.act for act in assessed(procedure, acts, step.on).open_acts} and taken(
            procedure, acts, step
        ):
            acts.append(step)
    return procedure, acts


def taken(procedure: Procedure, acts: list[ActFact], step: ActFact) -> bool:
    """Whether the law lets what ``step`` says stand: an end it names may lie beyond the time there is."""
    try:
        assessed(procedure, [*acts, step])
    except ActRefused:
        return False
    return True


def assessed(procedure: Procedure, acts: list[ActFact], today: date = LAST_DAY) -> Assessment:
    return assess(procedure, {}, acts, today=today, calendar=BUILT_IN)


def ledger(found: Assessment) -> list[tuple[object, ...]]:
    return [(one.duty, one.started_on, one.due_on, one.status, one.satisfied_on, one.ended_on) for one in found.duties]


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_typing_does_not_matter(history: tuple[Procedure, list[ActFact]], shuffler: object) -> None:
    procedure, acts = history
    shuffled = list(acts)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]

    assert ledger(assessed(procedure, shuffled)) == ledger(assessed(procedure, acts))


@given(histories())
@settings(max_examples=60, deadline=None)
def test_assessing_again_gives_the_same_ledger(history: tuple[Procedure, list[ActFact]]) -> None:
    procedure, acts = history

    assert ledger(assessed(procedure, acts)) == ledger(assessed(procedure, acts))


@given(histories(), st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_a_satisfied_duty_never_becomes_late_by_time_passing(
    history: tuple[Procedure, list[ActFact]], later: int
) -> None:
    procedure, acts = history
    before = assessed(procedure, acts, acts[-1].on)
    after = assessed(procedure, acts, acts[-1].on + timedelta(days=later))

    kept = {(one.duty, one.started_on, one.trigger.on): one for one in after.duties}
    for one in before.duties:
        if one.satisfied_on:
            same = kept[one.duty, one.started_on, one.trigger.on]
            assert (same.status, same.due_on, same.days_late) == (one.status, one.due_on, one.days_late)


@given(
    days,
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=4),
    st.tuples(st.integers(0, 60), st.integers(0, 30)),
)
@settings(max_examples=150, deadline=None)
def test_another_pause_never_brings_a_date_forward(
    on: date, offsets: list[tuple[int, int]], another: tuple[int, int]
) -> None:
    limit = limit_in_force("tc.resolution", on)
    pauses = [pause(on, offset) for offset in offsets]

    without = due(limit, on, calendar=BUILT_IN, pauses=pauses).due_on
    with_it = due(limit, on, calendar=BUILT_IN, pauses=[*pauses, pause(on, another)]).due_on

    assert without is not None
    assert with_it is not None
    assert with_it >= without


def pause(on: date, offset: tuple[int, int]) -> Pause:
    start = on + timedelta(days=offset[0])
    return Pause(start, start + timedelta(days=offset[1]))
