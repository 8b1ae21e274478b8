"""Heads receive in person: how often, by level and day; what counts; the schedule posted in time; the online day."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, Assessment, DutyState, assess
from app.statute.calendar import BUILT_IN
from app.statute.reception import CUT_WEEK, head_days_between, head_days_on, posted_by
from app.statute.reckoning import StepKind
from app.statute.time_limits import NotInForce
from app.statute.time_limits.shape import Certainty

Row = tuple[str, str] | tuple[str, str, dict[str, object]]


def found_of(procedure: str, acts: list[Row], today: str, **facts: object) -> Assessment:
    log = [ActFact(row[0], date.fromisoformat(row[1]), row[2] if len(row) > 2 else {}) for row in acts]
    return assess(procedure, facts, log, today=date.fromisoformat(today), calendar=BUILT_IN)


def quota(level: str, acts: list[Row], today: str) -> DutyState:
    (duty,) = found_of("reception_duty", acts, today, level=level).duties
    return duty


# level, day, times, period, article
DEMANDED = [
    ("province", "2014-07-01", 1, "2014-07-01", "2014-07-31", "Điều 12 khoản 5"),
    ("province", "2026-10-15", 1, "2026-10-01", "2026-10-31", "Điều 12 khoản 5"),
    ("district", "2025-06-30", 2, "2025-06-01", "2025-06-30", "Điều 13 khoản 5"),
    ("commune", "2026-06-10", 1, "2026-06-08", "2026-06-14", "Điều 15 khoản 2 điểm d"),
    ("commune", "2026-06-30", 1, "2026-06-29", "2026-07-05", "Điều 15 khoản 2 điểm d"),  # cut by the reform
    ("commune", "2026-07-01", 2, "2026-07-01", "2026-07-31", "Luật số 136/2025/QH15, Điều 1 khoản 7"),
    ("commune", "2028-02-29", 2, "2028-02-01", "2028-02-29", "Điều 15 khoản 2"),
    ("agency", "2026-07-01", 1, "2026-07-01", "2026-07-31", "Điều 18 khoản 2"),
    ("department", "2026-12-31", 1, "2026-12-01", "2026-12-31", "Điều 18 khoản 2"),
    ("public_unit", "2026-06-30", 1, "2026-06-01", "2026-06-30", "NĐ 64/2014/NĐ-CP, Điều 4 khoản 2"),
    ("public_unit", "2026-07-01", 1, "2026-07-01", "2026-07-31", "NĐ 154/2026/NĐ-CP, Điều 10 khoản 2"),
]


@pytest.mark.parametrize(("level", "on", "times", "first", "last", "article"), DEMANDED)
def test_the_law_demands_so_many_days_in_person(  # noqa: PLR0917 - a line of the table
    level: str, on: str, times: int, first: str, last: str, article: str
) -> None:
    found = head_days_on(level, date.fromisoformat(on))

    assert found is not None
    assert (found.times, found.first, found.last) == (times, date.fromisoformat(first), date.fromisoformat(last))
    assert article in found.citation


@pytest.mark.parametrize(
    ("level", "on"),
    [("province", "2014-06-30"), ("district", "2025-07-01"), ("commune", "2014-06-30"), ("public_unit", "2014-08-14")],
)
def test_before_the_law_and_after_the_districts_nothing_is_demanded(level: str, on: str) -> None:
    assert head_days_on(level, date.fromisoformat(on)) is None


def test_the_month_of_the_change_asks_for_weeks_and_the_next_one_for_two_days() -> None:
    june = head_days_between("commune", date(2026, 6, 1), date(2026, 6, 30))
    july = head_days_between("commune", date(2026, 7, 1), date(2026, 7, 31))

    assert [one.first.day for one in june] == [1, 8, 15, 22, 29]
    assert [(one.times, one.weekly) for one in july] == [(2, False)]
    assert [one.certainty for one in june] == [Certainty.VERIFIED] * 4 + [Certainty.INTERPRETATION]
    assert june[-1].note == CUT_WEEK
    friday = date(2026, 7, 3)  # counts for the week that began on 29/6, and for July
    assert (june[-1].owed([friday]), july[0].owed([friday])) == (0, 1)


def test_two_sessions_of_a_day_are_one_day() -> None:
    month = head_days_on("commune", date(2026, 8, 1))

    assert month is not None
    assert month.owed([date(2026, 8, 3), date(2026, 8, 3), date(2026, 9, 1)]) == 1


# what was held, how many count, what is owed at the end of October 2026 by a commune
PERIODS: list[tuple[list[Row], int, str, str | None]] = [
    ([], 0, "overdue", None),
    ([("held_in_person", "2026-10-05")], 1, "overdue", None),
    ([("held_in_person", "2026-10-05"), ("held_in_person", "2026-10-05")], 1, "overdue", None),
    ([("held_in_person", "2026-10-05"), ("held_by_deputy", "2026-10-19", {"reason": "đi họp"})], 1, "overdue", None),
    ([("held_in_person", "2026-10-05"), ("cancelled", "2026-10-19", {"reason": "bão"})], 1, "overdue", None),
    ([("held_in_person", "2026-10-05"), ("held_unscheduled", "2026-10-19")], 1, "overdue", None),
    ([("held_in_person", "2026-10-05"), ("held_in_person", "2026-11-02")], 1, "overdue", None),
    ([("held_in_person", "2026-10-05"), ("held_empty", "2026-10-31")], 2, "met", "2026-10-31"),
    ([("held_empty", "2026-10-05"), ("held_in_person", "2026-10-19"), ("held_in_person", "2026-10-26")], 3, "met",
     "2026-10-19"),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "held", "status", "met_on"), PERIODS)
def test_days_held_by_the_head_count_and_nothing_else(
    acts: list[Row], held: int, status: str, met_on: str | None
) -> None:
    duty = quota("commune", [("period_opened", "2026-10-01"), *acts], "2026-11-23")

    assert (duty.needed, duty.held, duty.status.value) == (2, held, status)
    assert duty.satisfied_on == (date.fromisoformat(met_on) if met_on else None)
    assert duty.due_on == date(2026, 10, 31)
    assert duty.days_late == (23 if status == "overdue" else None)


@pytest.mark.parametrize(
    ("level", "opened", "due_on", "needed"),
    [
        ("province", "2026-10-01", "2026-10-31", 1),  # ex20: a breach from 01/11/2026
        ("district", "2025-06-01", "2025-06-30", 2),
        ("commune", "2026-06-08", "2026-06-14", 1),
        ("commune", "2026-06-29", "2026-07-05", 1),
        ("commune", "2026-07-01", "2026-07-31", 2),
        ("agency", "2026-02-01", "2026-02-28", 1),
        ("public_unit", "2026-06-01", "2026-06-30", 1),
        ("public_unit", "2026-07-01", "2026-07-31", 1),
    ],
)
def test_a_period_is_not_late_on_its_last_day_and_late_on_the_next(
    level: str, opened: str, due_on: str, needed: int
) -> None:
    last = date.fromisoformat(due_on)

    on_it = quota(level, [("period_opened", opened)], due_on)
    after = quota(level, [("period_opened", opened)], date.fromordinal(last.toordinal() + 1).isoformat())

    assert (on_it.due_on, on_it.needed) == (last, needed)
    assert on_it.status.value == "due_soon"
    assert (after.status.value, after.days_late) == ("overdue", 1)


def test_a_week_cut_by_the_reform_is_filled_by_a_day_after_it() -> None:
    week = quota("commune", [("period_opened", "2026-06-29"), ("held_in_person", "2026-07-03")], "2026-07-10")
    month = quota("commune", [("period_opened", "2026-07-01"), ("held_in_person", "2026-07-03")], "2026-07-10")

    assert (week.rule, week.status.value) == ("tcd.commune_head_days_until_2026", "met")
    assert week.certainty is Certainty.INTERPRETATION  # that it keeps the old law to its Sunday is our reading
    assert (month.rule, month.status.value, month.held) == ("tcd.commune_head_days", "open", 1)


def test_a_period_closed_short_ends_late_and_says_so() -> None:
    acts: list[Row] = [("period_opened", "2026-10-01"), ("held_in_person", "2026-10-05"),
                       ("period_closed", "2026-11-03")]  # fmt: skip
    found = found_of("reception_duty", acts, "2026-11-23", level="commune")
    (duty,) = found.duties

    assert found.closed
    assert (duty.status.value, duty.end_reason, duty.days_late, duty.held) == ("ended", "period_over", 3, 1)


@pytest.mark.parametrize("closed_on", ["2026-10-20", "2026-10-31"])
def test_closing_a_period_before_it_is_over_hides_no_missing_day(closed_on: str) -> None:
    duty = quota("province", [("period_opened", "2026-10-01"), ("period_closed", closed_on)], "2026-11-01")

    assert (duty.status.value, duty.days_late, duty.held) == ("ended", 1, 0)


def test_a_period_names_the_level_of_its_agency() -> None:
    with pytest.raises(ValueError, match="level"):
        found_of("reception_duty", [("period_opened", "2026-10-01")], "2026-11-23", level="village")


# --- the schedule -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "last"),
    [("2025-05-06", "2025-04-25"), ("2026-01-13", "2026-01-07"), ("2026-09-03", "2026-08-24"),
     ("2026-08-24", "2026-08-18"), ("2026-11-25", "2026-11-17")],
)  # fmt: skip
def test_a_schedule_is_posted_five_working_days_before(day: str, last: str) -> None:
    found = posted_by(date.fromisoformat(day), calendar=BUILT_IN)

    assert found.due_on == date.fromisoformat(last)
    assert "Điều 24 khoản 4" in found.citation
    assert found.reckoning[-1].kind is StepKind.DUE


def test_before_the_law_no_schedule_was_posted() -> None:
    with pytest.raises(NotInForce):
        posted_by(date(2014, 6, 30), calendar=BUILT_IN)


def states(found: Assessment) -> list[tuple[str, str | None, str]]:
    return [(one.duty, one.due_on.isoformat() if one.due_on else None, one.status.value) for one in found.duties]


@pytest.mark.parametrize(("posted", "status"), [("2026-08-24", "met"), ("2026-08-25", "met_late")])
def test_a_day_is_posted_in_time_or_late(posted: str, status: str) -> None:
    found = found_of(
        "reception_session", [("planned", "2026-08-03", {"day": "2026-09-03"}), ("schedule_posted", posted)],
        "2026-08-28",
    )  # fmt: skip

    assert states(found) == [("tcd.publish_schedule", "2026-08-24", status)]


def test_a_day_that_is_moved_is_posted_again() -> None:
    acts: list[Row] = [
        ("planned", "2026-08-03", {"day": "2026-09-03"}),
        ("schedule_posted", "2026-08-10"),
        ("postponed", "2026-08-28", {"day": "2026-09-15", "reason": "bão"}),
    ]

    waiting = found_of("reception_session", acts, "2026-09-01")
    again = found_of("reception_session", [*acts, ("schedule_posted", "2026-09-08")], "2026-09-10")

    assert states(waiting)[1] == ("tcd.publish_schedule", "2026-09-08", "due_soon")
    assert waiting.stage == "postponed"
    assert states(again)[1] == ("tcd.publish_schedule", "2026-09-08", "met")
    assert again.stage == "published"


def test_a_day_moved_or_cancelled_before_it_was_posted_owes_no_posting() -> None:
    plan: Row = ("planned", "2026-08-03", {"day": "2026-09-03"})
    moved = found_of("reception_session", [plan, ("postponed", "2026-08-10", {"day": "2026-09-15", "reason": "x"})],
                     "2026-08-11")  # fmt: skip
    off = found_of("reception_session", [plan, ("cancelled", "2026-08-10", {"reason": "x"})], "2026-09-30")

    assert [(one.status.value, one.end_reason) for one in moved.duties] == [("ended", "moved"), ("open", None)]
    assert [(one.status.value, one.end_reason) for one in off.duties] == [("ended", "day_cancelled")]
    assert off.closed


# --- online -------------------------------------------------------------------------------------------------------

ONLINE: list[Row] = [
    ("planned", "2026-08-03", {"day": "2026-09-03"}),
    ("online_decided", "2026-08-04", {"day": "2026-09-03", "ground": "20.2"}),
    ("schedule_posted", "2026-08-17"),
    ("online_notified", "2026-08-24"),
    ("online_tested", "2026-08-28"),
    ("online_connected", "2026-09-03"),
    ("session_held", "2026-09-03", {"chair": "head"}),
    ("recording_stored", "2026-09-03"),
]


def test_an_online_day_is_posted_told_and_tried_out_in_time() -> None:
    found = found_of("reception_session", ONLINE, "2026-09-10")

    assert states(found) == [
        ("tcd.publish_schedule", "2026-08-24", "ended"),  # posted by the rule on online days instead
        ("tcd.online_notify", "2026-08-24", "met"),
        ("tcd.online_publish", "2026-08-24", "met"),
        ("tcd.online_trial", "2026-08-28", "met"),
        ("tcd.online_record", "2026-09-03", "met"),
    ]
    assert found.stage == "session_held"


def test_a_recording_kept_after_the_day_was_closed_is_late_and_owed_no_more() -> None:
    found = found_of("reception_session", [*ONLINE[:-1], ("closed", "2026-09-03"), ("recording_stored", "2026-09-04")],
                     "2026-09-10")  # fmt: skip

    assert (found.closed, states(found)[-1]) == (True, ("tcd.online_record", "2026-09-03", "met_late"))
    assert not found.open_acts


def test_an_online_day_passes_through_the_posting() -> None:
    decided = found_of("reception_session", ONLINE[:2], "2026-08-05")
    posted = found_of("reception_session", ONLINE[:3], "2026-08-18")

    others = {"postponed", "cancelled", "not_held", "session_held", "held_empty"}
    assert {act.act for act in decided.open_acts} == {"schedule_posted", *others}
    assert posted.stage == "online_published"
    assert {act.act for act in posted.open_acts} == {"online_notified", *others}


def test_an_online_day_held_without_its_preparation_is_held_and_still_owes_it() -> None:
    found = found_of("reception_session", [*ONLINE[:3], ("session_held", "2026-09-03", {"chair": "head"})],
                     "2026-09-10")  # fmt: skip

    assert found.stage == "session_held"
    assert [one[0] for one in states(found) if one[2] == "overdue"] == [
        "tcd.online_notify", "tcd.online_trial", "tcd.online_record",
    ]  # fmt: skip


def test_an_online_day_that_is_moved_is_prepared_again() -> None:
    acts: list[Row] = [*ONLINE[:5], ("postponed", "2026-09-01", {"day": "2026-09-22", "reason": "mất điện"})]
    found = found_of("reception_session", acts, "2026-09-02")

    assert found.stage == "online_decided"
    assert states(found)[4:] == [
        ("tcd.online_notify", "2026-09-15", "open"),
        ("tcd.online_publish", "2026-09-15", "open"),
        ("tcd.online_trial", "2026-09-21", "open"),
    ]


def test_a_day_posted_before_it_was_put_online_is_posted_again_in_time() -> None:
    acts: list[Row] = [
        ("planned", "2026-08-03", {"day": "2026-09-03"}),
        ("schedule_posted", "2026-08-05"),
        ("online_decided", "2026-08-10", {"day": "2026-09-24", "ground": "20.1"}),  # and moved by it
    ]
    posted = found_of("reception_session", [*acts, ("schedule_posted", "2026-09-18")], "2026-09-18")

    assert [one for one in states(posted) if one[0] != "tcd.online_notify"] == [
        ("tcd.publish_schedule", "2026-08-24", "met"),
        ("tcd.online_publish", "2026-09-17", "met_late"),
        ("tcd.online_trial", "2026-09-23", "due_soon"),
    ]


def test_a_day_moved_before_it_was_put_online_is_prepared_once() -> None:
    acts: list[Row] = [
        ("planned", "2026-08-03", {"day": "2026-09-03"}),
        ("postponed", "2026-08-10", {"day": "2026-09-24", "reason": "bão"}),
        ("online_decided", "2026-08-12", {"day": "2026-09-24", "ground": "20.3"}),
    ]

    assert [one[0] for one in states(found_of("reception_session", acts, "2026-08-13"))] == [
        "tcd.publish_schedule", "tcd.publish_schedule", "tcd.online_notify", "tcd.online_publish", "tcd.online_trial",
    ]  # fmt: skip


def test_there_was_no_online_reception_before_the_decree() -> None:
    found = found_of("reception_session", [("planned", "2026-06-01", {"day": "2026-06-25"})], "2026-06-02")

    assert "online_decided" not in {act.act for act in found.open_acts}
