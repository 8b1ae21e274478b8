"""More examples, reckoned by hand from the digest of the law: every kind of limit, over the days off of 2026."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.calendar import BUILT_IN, CalendarYearUnknown
from app.statute.deadlines import NotPausable, Pause, due
from app.statute.reckoning import StepKind
from app.statute.time_limits import limit_in_force

# rule, first day, facts, raw last day (None: the same), last day
EXAMPLES = [
    ("kn.resolve_first", "2026-07-15", ["complex"], "2026-08-29", "2026-09-03"),  # Saturday, then 31/8 to 02/9
    ("kn.resolve_first", "2026-06-15", ["remote_area", "complex"], None, "2026-08-14"),
    ("kn.resolve_first", "2026-06-15", ["remote_area_complex"], None, "2026-08-14"),
    ("kn.resolve_first", "2026-06-15", ["remote_area_complex", "complex"], None, "2026-08-14"),
    ("kn.resolve_second", "2026-10-10", [], "2026-11-24", "2026-11-25"),  # Vietnam Culture Day
    ("kn.resolve_second", "2026-07-03", ["complex"], "2026-09-01", "2026-09-03"),
    ("kn.resolve_second", "2025-12-18", ["remote_area"], "2026-02-16", "2026-02-23"),
    ("kn.disc_resolve", "2026-07-18", ["complex"], "2026-09-01", "2026-09-03"),
    ("kn.disc_resolve", "2026-07-15", ["remote_area"], None, "2026-08-14"),  # discipline knows no remote area
    ("kn.disc_resolve", "2026-07-18", ["remote_area_complex"], "2026-09-01", "2026-09-03"),
    ("kn.send_first_decision", "2026-04-23", [], None, "2026-04-29"),
    ("kn.send_first_decision", "2026-08-20", [], None, "2026-08-24"),  # Saturday 22/8 is worked
    ("kn.send_first_decision", "2026-12-31", [], None, "2027-01-06"),
    ("kn.publish_second_decision", "2026-02-05", [], "2026-02-20", "2026-02-23"),
    ("kn.publication_meeting_notice", "2026-08-24", [], None, "2026-08-20"),  # 22/8, 21/8, 20/8
    ("kn.publication_meeting_notice", "2026-09-03", [], None, "2026-08-26"),
    ("kn.publication_posting_min", "2026-09-09", [], None, "2026-09-23"),
    ("kn.dialogue_notice", "2026-09-07", [], "2026-09-02", "2026-08-28"),  # moved earlier, over the whole holiday
    ("kn.dialogue_notice", "2026-08-27", [], None, "2026-08-22"),  # a made-up Saturday is a working day
    ("kn.limitation_second_complaint_after_decision", "2026-07-19", ["remote_area"], "2026-09-02", "2026-09-03"),
    ("kn.disc_limitation_second", "2026-08-21", [], "2026-08-31", "2026-09-03"),
    ("kn.disc_limitation_second", "2026-08-21", ["dismissal"], "2026-09-20", "2026-09-21"),
    ("kn.disc_send_second", "2026-08-25", [], "2026-09-01", "2026-09-03"),
    ("kn.first_decision_effective", "2026-07-29", [], None, "2026-08-29"),  # "sau 30 ngày": day 31, a Saturday
    ("kn.second_decision_effective", "2026-08-03", [], None, "2026-09-03"),
    ("kn.second_decision_effective", "2026-08-03", ["remote_area"], None, "2026-09-18"),
    ("kn.disc_decision_effective", "2026-08-01", [], None, "2026-09-01"),
    ("kn.enforcement_direction", "2026-08-28", [], None, "2026-09-09"),
    ("kn.front_notification", "2026-08-24", [], "2026-08-31", "2026-09-03"),
    ("kn.lawsuit_after_decision", "2025-09-02", [], "2026-09-02", "2026-09-03"),
    ("kn.lawsuit_after_overdue", "2024-02-29", [], None, "2025-02-28"),
    ("tc.initial_handling", "2026-08-20", ["several_places"], None, "2026-09-07"),
    ("tc.transfer_out_of_competence", "2026-11-18", [], None, "2026-11-26"),
    ("tc.press_forward_result_notice", "2026-08-12", [], "2026-09-01", "2026-09-03"),
    ("tc.suspension_notice", "2026-08-26", [], None, "2026-09-07"),
    ("tc.conclusion_handling", "2026-11-19", [], None, "2026-12-01"),
    ("tc.overdue_superior_request", "2026-01-07", [], None, "2026-01-13"),  # Saturday 10/01 is worked
    ("tc.protection_police_decision", "2026-08-21", ["several_places"], None, "2026-08-27"),
    ("tc.monthly_followup_report", "2026-05-20", [], "2026-06-20", "2026-06-22"),
    ("tc.monthly_followup_report", "2025-01-31", [], None, "2025-02-28"),
    ("tcd.reception_reply", "2026-12-25", [], None, "2027-01-11"),
    ("tcd.report_back", "2026-11-20", [], None, "2026-12-02"),
    ("tcd.inform_citizen", "2026-08-27", [], None, "2026-09-08"),
    ("tcd.deputy_schedule", "2026-09-10", [], None, "2026-08-24"),
    ("tcd.publish_schedule", "2026-01-13", [], None, "2026-01-07"),  # 12/01, Saturday 10/01, 9, 8, 7
    ("tcd.commune_head_days_until_2026", "2026-06-10", [], None, "2026-06-14"),
    ("tcd.commune_head_days", "2026-08-05", [], None, "2026-08-31"),
    ("tcd.police_briefing_quarterly", "2026-08-05", [], None, "2026-09-30"),
    ("tcd.police_briefing_quarterly", "2026-10-01", [], None, "2026-12-31"),
    ("tcd.public_unit_head_days_until_2026", "2024-02-05", [], None, "2024-02-29"),
    ("tcd.unhandled_45_days", "2026-07-18", [], None, "2026-09-01"),  # the ceiling never moves
    ("tc.yearly_report_council", "2026-03-09", [], None, "2026-12-31"),  # once in every year
]


@pytest.mark.parametrize(("rule", "on", "facts", "raw", "last"), EXAMPLES)
def test_the_last_day_is_the_one_reckoned_by_hand(
    rule: str, on: str, facts: list[str], raw: str | None, last: str
) -> None:
    start = date.fromisoformat(on)

    found = due(limit_in_force(rule, start), start, calendar=BUILT_IN, variants=facts)

    assert found.due_on == date.fromisoformat(last)
    assert found.raw_due_on == date.fromisoformat(raw or last)


def test_an_extension_counts_from_the_raw_day_not_from_the_moved_one() -> None:
    start = date(2026, 8, 3)  # 30 days end on 02/9, moved to 03/9

    found = due(limit_in_force("tc.resolution", start), start, calendar=BUILT_IN, extensions=[15])

    assert found.due_on == date(2026, 9, 17)


def test_only_the_days_of_a_pause_from_the_reform_on_stop_a_complaint() -> None:
    start = date(2026, 6, 10)
    pause = Pause(date(2026, 6, 20), date(2026, 7, 11))

    found = due(limit_in_force("kn.resolve_first", start), start, calendar=BUILT_IN, pauses=[pause])

    assert found.due_on == date(2026, 7, 20)  # 10/7 and the ten days 01/7 to 10/7


def test_days_of_an_obstacle_do_not_count_against_the_complainant() -> None:
    start = date(2026, 3, 2)  # day 90 is Sunday 31/5
    ill = Pause(date(2026, 4, 1), date(2026, 4, 11))

    found = due(limit_in_force("kn.limitation_first_complaint", start), start, calendar=BUILT_IN, pauses=[ill])

    assert found.due_on == date(2026, 6, 10)
    with pytest.raises(NotPausable):  # Điều 33 has no such rule
        due(
            limit_in_force("kn.limitation_second_complaint_after_decision", start),
            start,
            calendar=BUILT_IN,
            pauses=[ill],
        )


def test_the_monthly_report_is_not_owed_after_the_reform_in_older_cases_either() -> None:
    start = date(2026, 6, 10)

    found = due(limit_in_force("tc.monthly_followup_report", start), start, calendar=BUILT_IN)

    assert found.due_on is None
    assert found.reckoning[-1].kind is StepKind.LAPSED
    assert "Điều 10 khoản 1" in found.reckoning[-1].citation


def test_a_quota_says_how_many_not_how_long() -> None:
    start = date(2026, 10, 5)

    found = due(limit_in_force("tcd.commune_head_days", start), start, calendar=BUILT_IN)

    assert [(step.kind, step.amount) for step in found.steps if step.amount] == [(StepKind.QUOTA, 2)]


def test_a_date_beyond_the_last_year_there_is_has_no_calendar() -> None:
    start = date(9999, 12, 20)

    with pytest.raises(CalendarYearUnknown):
        due(limit_in_force("kn.resolve_first", start), start, calendar=BUILT_IN)
