"""Every reading of the law is named and documented; choosing another one changes just what it speaks of."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from app.statute.assessment import ActFact, ActRefused, assess
from app.statute.calendar import BUILT_IN
from app.statute.deadlines import Pause, Prolongation, due
from app.statute.disputed_pairs import PAIR, pair_answers, pair_of, pair_readings
from app.statute.instruments import cite
from app.statute.internal_terms import INTERNAL_TERMS
from app.statute.policies import DEFAULT, READINGS, Policies, read_otherwise
from app.statute.reckoning import Step, StepKind
from app.statute.time_limits import limit_in_force

OURS = {term.name for term in INTERNAL_TERMS}  # no reading of the law


def test_every_policy_is_documented_and_every_reading_cites_the_law() -> None:
    documented = [reading.policy for reading in READINGS if reading.policy]
    assert sorted(documented) == sorted({field.name for field in fields(Policies)} - OURS - {"pairs"})
    for reading in READINGS:
        assert all(cite(ref) for ref in reading.provisions)
        assert (reading.otherwise is not None) == bool(reading.policy), reading.id
    assert len({reading.id for reading in READINGS}) == len(READINGS)


def last_day(rule: str, on: date, policies: Policies, pauses: tuple[Pause, ...] = ()) -> date | None:
    return due(limit_in_force(rule, on), on, calendar=BUILT_IN, policies=policies, pauses=pauses).due_on


@pytest.mark.parametrize(
    ("policy", "rule", "on", "default", "otherwise"),
    [
        ("roll_forward", "kn.resolve_second", date(2026, 7, 17), date(2026, 9, 3), date(2026, 8, 31)),
        ("roll_at_once", "kn.issue_resumption", date(2026, 8, 1), date(2026, 8, 3), date(2026, 8, 1)),
        ("roll_at_once", "tc.resume_decision", date(2026, 8, 30), date(2026, 9, 3), date(2026, 8, 30)),
        ("roll_ceilings", "tcd.unhandled_45_days", date(2026, 10, 10), date(2026, 11, 24), date(2026, 11, 25)),
        ("roll_backward", "kn.dialogue_notice", date(2026, 9, 10), date(2026, 9, 4), date(2026, 9, 5)),
        ("posting_day_counts", "kn.publication_posting_min", date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 16)),
        ("effect_after_last_day", "kn.first_decision_effective", date(2026, 8, 3), date(2026, 9, 3), date(2026, 9, 2)),
    ],
)
def test_another_reading_gives_another_day(policy: str, rule: str, on: date, default: date, otherwise: date) -> None:
    assert last_day(rule, on, DEFAULT) == default
    other: dict[str, Any] = {policy: not getattr(DEFAULT, policy)}
    assert last_day(rule, on, replace(DEFAULT, **other)) == otherwise


def test_the_day_of_the_resumption_counts_unless_read_otherwise() -> None:
    pause = (Pause(date(2026, 8, 12), date(2026, 8, 19)),)  # 30 days from 03/8 end on 02/9, the pause adds seven

    assert last_day("tc.resolution", date(2026, 8, 3), DEFAULT, pause) == date(2026, 9, 9)
    closed = replace(DEFAULT, half_open_pauses=False)
    assert last_day("tc.resolution", date(2026, 8, 3), closed, pause) == date(2026, 9, 10)


def test_a_made_up_saturday_is_worked_unless_read_otherwise() -> None:
    limit, on = limit_in_force("kn.send_first_decision", date(2026, 8, 20)), date(2026, 8, 20)

    assert due(limit, on, calendar=BUILT_IN).due_on == date(2026, 8, 24)
    assert due(limit, on, calendar=BUILT_IN.without_made_up_saturdays()).due_on == date(2026, 8, 25)


def test_the_strict_date_is_due_and_certainly_late_is_after_the_later_one() -> None:
    received = [ActFact("received", date(2026, 7, 6))]  # seven working days: 15/7; ten days: 16/7

    def acceptance(policies: Policies) -> tuple[date | None, date | None]:
        found = assess("complaint_first", {}, received, today=date(2026, 7, 16), calendar=BUILT_IN, policies=policies)
        duty = next(one for one in found.duties if one.duty == "kn.accept_first")
        return duty.due_on, duty.certainly_late_after

    assert acceptance(DEFAULT) == (date(2026, 7, 15), date(2026, 7, 16))
    assert acceptance(replace(DEFAULT, strict_reading=False)) == (date(2026, 7, 16), date(2026, 7, 16))


RECEIVED_ON, BY_LAW, BY_DECREE = date(2026, 7, 6), date(2026, 7, 16), date(2026, 7, 15)  # ten days; seven working days
FIRST, SECOND = "kn.accept_decree_2026~kn.accept_first_law", "kn.accept_decree_2026~kn.accept_second_law"


def accepting(procedure: str, duty: str, policies: Policies) -> tuple[date | None, str]:
    received = [ActFact("received", RECEIVED_ON)]
    found = assess(procedure, {}, received, today=RECEIVED_ON, calendar=BUILT_IN, policies=policies)
    return next((one.due_on, one.rule) for one in found.duties if one.duty == duty)


def test_every_pair_that_was_in_force_together_can_be_settled_by_itself() -> None:
    keys = [one.policy.removeprefix(PAIR) for one in pair_readings()]
    laws = ("kn.accept_first_law", "kn.accept_second_law", "kn.disc_accept_law")
    decrees = ("kn.accept_decree_2026", "kn.accept_decree_pre2026")
    assert sorted(keys) == sorted(f"{decree}~{law}" for law in laws for decree in decrees)
    for one in pair_readings():
        assert all(cite(ref) for ref in one.provisions)
        assert set(pair_answers(one)) == {"earlier", "later", *one.pair}
        assert len(one.policy) <= 60  # as wide as the column of its choice
        assert pair_of(one.pair) is one
    assert pair_of(["kn.accept_first_law"]) is None
    assert pair_of(["kn.accept_first_law", "kn.resolve_first"]) is None


@pytest.mark.parametrize(
    ("value", "due_on", "rule"),
    [
        ("earlier", BY_DECREE, "kn.accept_decree_2026"),
        ("later", BY_LAW, "kn.accept_first_law"),
        ("kn.accept_first_law", BY_LAW, "kn.accept_first_law"),
        ("kn.accept_decree_2026", BY_DECREE, "kn.accept_decree_2026"),
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_a_pair_settled_by_itself_holds_whatever_holds_for_the_others(
    value: str, due_on: date, rule: str, *, strict: bool
) -> None:
    policies = replace(DEFAULT, strict_reading=strict, pairs=((FIRST, value),))
    assert accepting("complaint_first", "kn.accept_first", policies) == (due_on, rule)
    other = BY_DECREE if strict else BY_LAW
    assert accepting("complaint_second", "kn.accept_second", policies)[0] == other


def test_only_a_pair_read_otherwise_than_the_others_has_a_fingerprint_of_its_own() -> None:
    later = replace(DEFAULT, strict_reading=False)
    prints = [
        read_otherwise(replace(policies, pairs=pairs))
        for policies in (DEFAULT, later)
        for pairs in ((), ((FIRST, "later"),), ((SECOND, "later"),), ((FIRST, "earlier"),))
    ]
    assert prints[0] == prints[3] == ""
    assert prints[4] == prints[5] == prints[6]
    assert len({*prints}) == 5


def test_what_is_urgent_or_done_on_the_spot_waits_for_no_working_day() -> None:
    sunday = date(2026, 8, 30)
    for rule in (
        "tc.harm_prevention",
        "tc.protection_urgent",
        "tc.crime_report",
        "tcd.receipt",
        "tcd.head_answer_2026",
    ):
        assert last_day(rule, sunday, DEFAULT) == sunday


def test_a_decision_takes_effect_as_early_as_the_reading_chosen_lets_it() -> None:
    acts = [
        ActFact("received", date(2026, 7, 1)), ActFact("accepted", date(2026, 7, 6)),
        ActFact("decided", date(2026, 8, 3)), ActFact("sent", date(2026, 8, 4)),
        ActFact("in_force", date(2026, 9, 2)),
    ]  # fmt: skip
    with pytest.raises(ActRefused, match="03/09/2026"):
        assess("complaint_first", {}, acts, today=date(2026, 9, 4), calendar=BUILT_IN)
    otherwise = replace(DEFAULT, effect_after_last_day=False)
    found = assess("complaint_first", {}, acts, today=date(2026, 9, 4), calendar=BUILT_IN, policies=otherwise)
    assert found.stage == "in_force"


def test_a_reckoning_names_the_version_and_the_papers_of_each_pause_and_extension() -> None:
    on = date(2026, 8, 3)
    steps = due(
        limit_in_force("tc.resolution", on), on, calendar=BUILT_IN,
        pauses=[Pause(date(2026, 8, 12), date(2026, 8, 19), "05/QĐ; 06/QĐ")],
        extensions=[Prolongation(30, "09/QĐ")],
    ).reckoning  # fmt: skip

    assert step_of(steps, StepKind.VERSION).on == date(2019, 1, 1)
    assert step_of(steps, StepKind.PAUSE).document == "05/QĐ; 06/QĐ"
    assert step_of(steps, StepKind.EXTEND).document == "09/QĐ"


def test_pauses_that_overlap_keep_the_papers_of_both() -> None:
    on = date(2026, 8, 3)
    pauses = [Pause(date(2026, 8, 5), date(2026, 8, 12), "A"), Pause(date(2026, 8, 10), date(2026, 8, 15), "B")]
    steps = due(limit_in_force("tc.resolution", on), on, calendar=BUILT_IN, pauses=pauses).reckoning

    assert [(step.document, step.amount) for step in steps if step.kind is StepKind.PAUSE] == [("A; B", 10)]


def test_the_transitional_clause_is_named_where_it_carries_a_newer_rule_back() -> None:
    """Accepted before the reform, suspended after it (the decree's clause of transition)."""
    acts = [
        ActFact("received", date(2026, 6, 1)),
        ActFact("accepted", date(2026, 6, 10), document="11/TB"),
        ActFact("suspended", date(2026, 7, 6), document="12/QĐ"),
        ActFact("resumed", date(2026, 7, 27), document="13/QĐ"),
    ]
    found = assess("complaint_first", {}, acts, today=date(2026, 7, 28), calendar=BUILT_IN)
    resolve = next(one for one in found.duties if one.duty == "kn.resolve_first")

    assert resolve.due_on == date(2026, 7, 31)
    assert "22" in step_of(resolve.reckoning, StepKind.TRANSITIONAL).citation
    assert step_of(resolve.reckoning, StepKind.PAUSE).document == "12/QĐ; 13/QĐ"


def step_of(steps: tuple[Step, ...], kind: StepKind) -> Step:
    (found,) = [step for step in steps if step.kind is kind]
    return found
