"""Examples of complaints: by hand, the days around a last day, and every day against a second calculator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.statute.assessment import DutyState
from app.statute.calendar import BUILT_IN, WorkingCalendar
from app.statute.deadlines import Pause, due
from app.statute.time_limits import TIME_LIMITS, NotInForce, limit_in_force
from app.statute.time_limits.shape import Counting, TimeLimit, Unit
from tests.statute.test_complaint_ways import FIRST, SECOND, assessed

DAY = timedelta(days=1)

# The examples of the digest: rule, first day, facts, raw last day, last day, its weekday (Monday is 0)
DIGEST = [
    ("kn.accept_first_law", "2025-03-03", [], "2025-03-13", "2025-03-13", 3),
    ("kn.accept_decree_pre2026", "2025-03-03", [], "2025-03-17", "2025-03-17", 0),
    ("kn.accept_decree_2026", "2026-07-06", [], "2026-07-15", "2026-07-15", 2),
    ("kn.accept_first_law", "2026-07-06", [], "2026-07-16", "2026-07-16", 3),
    ("kn.accept_decree_2026", "2026-08-19", [], "2026-08-27", "2026-08-27", 3),
    ("kn.accept_first_law", "2026-08-19", [], "2026-08-29", "2026-09-03", 3),
    ("kn.resolve_first", "2026-07-15", [], "2026-08-14", "2026-08-14", 4),
    ("kn.resolve_first", "2026-01-05", ["remote_area"], "2026-02-19", "2026-02-23", 0),
    ("kn.resolve_second", "2025-12-19", [], "2026-02-02", "2026-02-02", 0),
    ("kn.resolve_second", "2024-12-02", ["remote_area", "complex"], "2025-02-10", "2025-02-10", 0),
    ("kn.send_second_decision", "2026-02-12", [], "2026-02-19", "2026-02-23", 0),
    ("kn.limitation_second_complaint_after_decision", "2026-08-03", [], "2026-09-02", "2026-09-03", 3),
    ("kn.limitation_first_complaint", "2025-12-01", [], "2026-03-01", "2026-03-02", 0),
    ("kn.disc_limitation_first", "2024-08-19", [], "2024-09-03", "2024-09-04", 2),
    ("kn.disc_resolve", "2024-12-31", [], "2025-01-30", "2025-02-03", 0),
    ("kn.disc_resolve", "2024-12-31", ["complex"], "2025-02-14", "2025-02-14", 4),
    ("kn.dialogue_notice", "2026-09-10", [], "2026-09-05", "2026-09-04", 4),
    ("kn.send_suspension_decision", "2026-11-20", [], "2026-11-26", "2026-11-26", 3),
    # Our own: over Tết, over made-up Saturdays, over the days of September and November, at the turn of a year
    ("kn.send_first_decision", "2026-01-08", [], "2026-01-12", "2026-01-12", 0),  # 9, Saturday 10 (worked), 12
    ("kn.send_first_decision", "2026-02-13", [], "2026-02-25", "2026-02-25", 2),  # the Friday before Tết
    ("kn.send_first_decision", "2025-12-31", [], "2026-01-07", "2026-01-07", 2),  # 1 and 2/1 off
    ("kn.send_resume_decision", "2026-08-20", [], "2026-08-24", "2026-08-24", 0),  # 21, Saturday 22 (worked), 24
    ("kn.send_resume_decision", "2026-08-28", [], "2026-09-07", "2026-09-07", 0),
    ("kn.enforcement_direction", "2026-11-19", [], "2026-11-27", "2026-11-27", 4),
    ("kn.publish_second_decision", "2026-11-09", [], "2026-11-24", "2026-11-25", 2),
    ("kn.front_notification", "2026-02-09", [], "2026-02-16", "2026-02-23", 0),
    ("kn.provide_information", "2026-08-22", [], "2026-08-29", "2026-09-03", 3),
    ("kn.disc_limitation_second", "2026-02-06", [], "2026-02-16", "2026-02-23", 0),
    ("kn.disc_limitation_second", "2026-02-06", ["dismissal"], "2026-03-08", "2026-03-09", 0),
    ("kn.resolve_first", "2026-07-03", ["remote_area", "complex"], "2026-09-01", "2026-09-03", 3),
    ("kn.resolve_second", "2026-06-24", ["remote_area", "complex"], "2026-09-02", "2026-09-03", 3),
    ("kn.resolve_second", "2026-10-10", ["complex"], "2026-12-09", "2026-12-09", 2),
    ("kn.dialogue_notice", "2026-11-29", [], "2026-11-24", "2026-11-23", 0),  # back over the Day of Culture
    ("kn.dialogue_notice", "2026-09-05", [], "2026-08-31", "2026-08-28", 4),  # Saturday 29/8 is off
    ("kn.publication_meeting_notice", "2026-02-24", [], "2026-02-12", "2026-02-12", 3),
    ("kn.first_decision_effective", "2026-01-15", [], "2026-02-15", "2026-02-15", 6),  # a Sunday: not moved
    ("kn.first_decision_effective", "2026-01-15", ["remote_area"], "2026-03-02", "2026-03-02", 0),
    ("kn.publication_posting_min", "2026-08-18", [], "2026-09-01", "2026-09-01", 1),  # a day off: not moved
    ("kn.lawsuit_after_decision", "2026-01-01", [], "2027-01-01", "2027-01-04", 0),
    ("kn.decide_at_once", "2026-08-30", [], "2026-08-30", "2026-09-03", 3),  # at once, by a paper: a Sunday waits
    ("kn.decide_at_once", "2026-08-22", [], "2026-08-22", "2026-08-22", 5),  # a made-up Saturday does not
]


@pytest.mark.parametrize("example", DIGEST, ids=lambda one: f"{one[0]}-{one[1]}-{'+'.join(one[2])}")
def test_the_last_day_is_the_one_reckoned_by_hand(example: tuple[str, str, list[str], str, str, int]) -> None:
    rule, on, facts, raw, last, weekday = example
    start = date.fromisoformat(on)

    found = due(limit_in_force(rule, start), start, calendar=BUILT_IN, variants=facts)

    assert (found.raw_due_on, found.due_on) == (date.fromisoformat(raw), date.fromisoformat(last))
    assert found.due_on is not None
    assert found.due_on.weekday() == weekday


def test_the_swap_that_was_only_proposed_would_move_a_sending_by_a_day() -> None:
    year = next(one for one in BUILT_IN.years if one.year == 2026)
    ((off, worked, _),) = year.pending
    swapped = replace(
        year, days_off=tuple(sorted((*year.days_off, (off, "Nghỉ hoán đổi")))),
        working_saturdays=(*year.working_saturdays, worked),
    )  # fmt: skip
    start = date(2026, 11, 20)
    limit = limit_in_force("kn.send_suspension_decision", start)

    assert due(limit, start, calendar=BUILT_IN).due_on == date(2026, 11, 26)
    assert due(limit, start, calendar=WorkingCalendar([swapped])).due_on == date(2026, 11, 27)


AROUND = [
    ("2026-08-13", "due_soon", None),
    ("2026-08-14", "due_soon", None),
    ("2026-08-15", "overdue", 1),
    ("2026-08-17", "overdue", 3),
]


@pytest.mark.parametrize(("today", "status", "late"), AROUND)
def test_a_last_day_is_the_whole_of_that_day(today: str, status: str, late: int | None) -> None:
    found = assessed(FIRST, "received 07-06 accepted 07-15 verifying 07-16", date.fromisoformat(today))

    resolution = resolution_of(found.duties)
    assert (resolution.due_on, resolution.status, resolution.days_late) == (date(2026, 8, 14), status, late)


@pytest.mark.parametrize(
    ("decided", "status", "late"), [("08-13", "met", None), ("08-14", "met", None), ("08-15", "met_late", 1)]
)
def test_a_decision_on_the_last_day_is_on_time(decided: str, status: str, late: int | None) -> None:
    found = assessed(FIRST, f"received 07-06 accepted 07-15 verifying 07-16 reported 08-10 decided {decided}")

    resolution = resolution_of(found.duties)
    assert (resolution.status, resolution.days_late) == (status, late)


def test_a_decision_on_the_rolled_last_day_is_on_time() -> None:
    line = "received 06-24 accepted 07-03 verifying 07-06 dialogue_notified 07-20 dialogue_held 08-10 decided 09-03"
    found = assessed(SECOND, line, complex_grounds=["b"])

    resolution = resolution_of(found.duties)
    assert (resolution.raw_due_on, resolution.due_on) == (date(2026, 9, 1), date(2026, 9, 3))
    assert resolution.status == "met"


def resolution_of(duties: tuple[DutyState, ...]) -> DutyState:
    (found,) = [one for one in duties if "resolve" in one.duty]
    return found


# --- every day, against a calculator that walks the calendar day by day ----------------------------------------------

FIRST_DAY, LAST_DAY = date(2025, 12, 1), date(2026, 12, 1)
NUMBERED = [row for row in TIME_LIMITS if row.id.startswith("kn.") and row.length is not None]


def walked(row: TimeLimit, start: date, length: int, unit: Unit) -> date:
    """The last day, found by walking."""
    step = -DAY if row.counting is Counting.BEFORE else DAY
    day = start
    if unit is Unit.IMMEDIATELY and not row.by_a_paper:
        return day
    if unit is Unit.YEARS:
        day = start.replace(year=start.year + length)
    elif unit is Unit.WORKING_DAYS:
        while length:
            day += step
            length -= BUILT_IN.is_working(day)
    else:
        length += {Counting.EFFECT: 1, Counting.DURATION: -1}.get(row.counting, 0)
        for _ in range(length):
            day += step
    while row.counting in (Counting.AFTER, Counting.BEFORE) and not BUILT_IN.is_working(day):
        day += step
    return day


def lengths(row: TimeLimit) -> Iterator[tuple[list[str], int, Unit]]:
    yield [], row.length or 0, row.unit
    for each in row.variants:
        yield [each.name], each.length or 0, each.unit


@pytest.mark.parametrize("row", NUMBERED, ids=lambda row: f"{row.id}@{row.in_force_from}")
def test_every_day_of_a_year_agrees_with_the_calendar_walked(row: TimeLimit) -> None:
    for count in range((LAST_DAY - FIRST_DAY).days):
        start = FIRST_DAY + DAY * count
        if start < row.in_force_from or (row.in_force_until and row.in_force_until < start):
            continue
        for facts, length, unit in lengths(row):
            found = due(row, start, calendar=BUILT_IN, variants=facts)
            assert found.due_on == walked(row, start, length, unit), (start, facts)


@pytest.mark.parametrize("rule", ["kn.resolve_first", "kn.resolve_second", "kn.disc_resolve"])
def test_every_suspension_of_an_older_case_counts_its_days_from_the_reform_on(rule: str) -> None:
    start = date(2026, 6, 10)
    row = limit_in_force(rule, start)
    reform, last = date(2026, 7, 1), start + DAY * (row.length or 0)
    for begins in range(1, (row.length or 0) + 1):
        for lasts in (1, 9, 30, 65):
            pause = Pause(start + DAY * begins, start + DAY * (begins + lasts))
            stood = sum(pause.start + DAY * n >= reform for n in range(lasts))
            found = due(row, start, calendar=BUILT_IN, pauses=[pause])
            assert found.raw_due_on == last + DAY * stood, pause


@pytest.mark.parametrize("rule", ["kn.accept_decree_2026", "kn.dialogue_notice", "kn.issue_suspension"])
def test_what_the_reform_brought_is_unknown_the_day_before(rule: str) -> None:
    with pytest.raises(NotInForce):
        limit_in_force(rule, date(2026, 6, 30))
    assert limit_in_force(rule, date(2026, 7, 1))
