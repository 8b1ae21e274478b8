"""Worked examples of the digest of the law, each reckoned by hand there."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.statute.calendar import BUILT_IN
from app.statute.deadlines import NotExtendable, Pause, due
from app.statute.time_limits import NotInForce, limit_in_force

# rule, first day, facts, raw last day (None: the same), last day
EXAMPLES = [
    ("kn.accept_first_law", "2025-03-03", [], None, "2025-03-13"),
    ("kn.accept_decree_2026", "2026-07-06", [], None, "2026-07-15"),
    ("kn.accept_first_law", "2026-07-06", [], None, "2026-07-16"),
    ("kn.accept_decree_2026", "2026-08-19", [], None, "2026-08-27"),
    ("kn.accept_first_law", "2026-08-19", [], "2026-08-29", "2026-09-03"),
    ("kn.accept_decree_pre2026", "2025-03-03", [], None, "2025-03-17"),
    ("kn.resolve_first", "2026-07-15", [], None, "2026-08-14"),
    ("kn.resolve_first", "2026-01-05", ["remote_area"], "2026-02-19", "2026-02-23"),
    ("kn.resolve_second", "2025-12-19", [], None, "2026-02-02"),
    ("kn.resolve_second", "2024-12-02", ["remote_area", "complex"], None, "2025-02-10"),
    ("kn.send_second_decision", "2026-02-12", [], "2026-02-19", "2026-02-23"),
    ("kn.limitation_second_complaint_after_decision", "2026-08-03", [], "2026-09-02", "2026-09-03"),
    ("kn.limitation_first_complaint", "2025-12-01", [], "2026-03-01", "2026-03-02"),
    ("kn.disc_limitation_first", "2024-08-19", [], "2024-09-03", "2024-09-04"),
    ("kn.disc_resolve", "2024-12-31", [], "2025-01-30", "2025-02-03"),
    ("kn.disc_resolve", "2024-12-31", ["complex"], None, "2025-02-14"),
    ("kn.dialogue_notice", "2026-09-10", [], "2026-09-05", "2026-09-04"),
    ("kn.send_suspension_decision", "2026-11-20", [], None, "2026-11-26"),
    ("tc.initial_handling", "2026-02-10", [], None, "2026-02-26"),
    ("tc.transfer_out_of_competence", "2025-04-25", [], None, "2025-05-06"),
    ("tc.acceptance_notice_denouncer", "2025-12-31", [], None, "2026-01-09"),
    ("tc.resolution", "2025-06-02", [], None, "2025-07-02"),
    ("tc.resolution", "2026-01-19", [], "2026-02-18", "2026-02-23"),
    ("tc.publication_min_period", "2026-09-09", [], None, "2026-09-23"),
    ("tc.further_denunciation_review", "2026-04-20", [], "2026-05-10", "2026-05-11"),
    ("tc.initial_handling", "2024-02-05", [], None, "2024-02-21"),
    ("tc.termination_notice", "2026-07-08", [], None, "2026-07-15"),
    ("tc.handling_result_report", "2025-12-18", [], None, "2025-12-25"),
    ("tc.acceptance_notice_denouncer", "2026-04-23", [], None, "2026-05-05"),
    ("tcd.reception_reply", "2024-04-22", [], None, "2024-05-08"),
    ("tcd.reception_reply", "2026-02-06", [], None, "2026-02-27"),
    ("tc.initial_handling", "2025-12-29", [], None, "2026-01-09"),
    ("tcd.reception_reply", "2026-11-16", [], None, "2026-12-01"),
    ("tc.transfer_out_of_competence", "2022-04-28", [], None, "2022-05-09"),
    ("tc.initial_handling", "2021-02-05", [], None, "2021-02-23"),
    ("tcd.reception_reply", "2026-08-22", [], None, "2026-09-09"),
    ("kn.accept_first_law", "2026-08-23", [], "2026-09-02", "2026-09-03"),
    ("kn.accept_first_law", "2026-02-10", [], "2026-02-20", "2026-02-23"),
    ("tcd.publish_schedule", "2025-05-06", [], None, "2025-04-25"),
    ("tcd.province_head_days", "2026-10-01", [], None, "2026-10-31"),
    ("tcd.refusal_notice", "2026-08-20", [], None, "2026-08-24"),
    ("tcd.refusal_notice", "2026-11-20", [], None, "2026-11-26"),
    ("tcd.online_notify", "2026-09-03", [], None, "2026-08-24"),
    ("tcd.online_trial", "2026-09-03", [], None, "2026-08-28"),
    ("tcd.unhandled_45_days", "2026-10-10", [], None, "2026-11-24"),
    ("tcd.public_unit_answer", "2026-08-21", [], None, "2026-09-08"),
]


@pytest.mark.parametrize(("rule", "on", "facts", "raw", "last"), EXAMPLES)
def test_the_last_day_is_the_one_reckoned_by_hand(
    rule: str, on: str, facts: list[str], raw: str | None, last: str
) -> None:
    start = date.fromisoformat(on)

    found = due(limit_in_force(rule, start), start, calendar=BUILT_IN, variants=facts)

    assert found.due_on == date.fromisoformat(last)
    assert found.raw_due_on == date.fromisoformat(raw or last)


def test_a_suspension_moves_a_complaint_accepted_before_the_reform() -> None:
    start = date(2026, 6, 10)
    pause = Pause(date(2026, 7, 6), date(2026, 7, 27))

    found = due(limit_in_force("kn.resolve_first", start), start, calendar=BUILT_IN, pauses=[pause])

    assert found.raw_due_on == found.due_on == date(2026, 7, 31)


def test_overlapping_pauses_count_once() -> None:
    start = date(2026, 9, 7)
    pauses = [Pause(date(2026, 9, 14), date(2026, 9, 28)), Pause(date(2026, 9, 25), date(2026, 10, 5))]

    found = due(limit_in_force("tc.resolution", start), start, calendar=BUILT_IN, pauses=pauses)

    assert found.due_on == date(2026, 10, 28)


@pytest.mark.parametrize(("on", "last"), [("2026-07-02", "2026-09-30"), ("2026-04-01", "2026-06-30")])
def test_a_denunciation_is_extended_twice_and_never_a_third_time(on: str, last: str) -> None:
    start = date.fromisoformat(on)
    limit = limit_in_force("tc.resolution", start)

    assert due(limit, start, calendar=BUILT_IN, extensions=[30, 30]).due_on == date.fromisoformat(last)
    with pytest.raises(NotExtendable, match="2 lần"):
        due(limit, start, calendar=BUILT_IN, extensions=[30, 30, 30])


def test_a_complaint_has_no_extension() -> None:
    start = date(2026, 8, 3)
    with pytest.raises(NotExtendable):
        due(limit_in_force("kn.resolve_first", start), start, calendar=BUILT_IN, extensions=[15])


def test_an_online_session_is_connected_one_hour_before() -> None:
    begins = datetime.fromisoformat("2026-11-25T14:00+07:00")

    found = due(limit_in_force("tcd.online_connect", begins.date()), begins, calendar=BUILT_IN)

    assert found.due_at == datetime.fromisoformat("2026-11-25T13:00+07:00")


def test_before_the_decree_a_refusal_had_no_clock() -> None:
    with pytest.raises(NotInForce):
        limit_in_force("tcd.refusal_notice", date(2026, 6, 29))


def test_a_decision_takes_effect_on_the_day_after_the_thirtieth() -> None:
    start = date(2026, 7, 15)

    found = due(limit_in_force("kn.first_decision_effective", start), start, calendar=BUILT_IN)

    assert found.due_on == date(2026, 8, 15)  # a Saturday: an effect is not moved


def test_an_open_pause_leaves_no_date() -> None:
    start = date(2026, 8, 3)

    found = due(limit_in_force("tc.resolution", start), start, calendar=BUILT_IN, pauses=[Pause(date(2026, 8, 12))])

    assert found.due_on is None


def test_a_pause_that_begins_after_the_last_day_stops_nothing() -> None:
    start = date(2026, 8, 3)
    late = Pause(date(2026, 9, 10), date(2026, 9, 20))

    found = due(limit_in_force("tc.resolution", start), start, calendar=BUILT_IN, pauses=[late])

    assert found.due_on == date(2026, 9, 3)  # 02/9 is a day off
