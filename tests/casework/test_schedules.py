"""Whether a job missed its time: reckoned from the schedule and the clock alone, the same in every time zone."""

from __future__ import annotations

import os
import time as process_time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app import scheduler
from app.casework.schedules import SCHEDULES, Rhythm, Schedule, Seen, Standing, standing
from app.statute.calendar import BUILT_IN

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = datetime(2026, 1, 5, 8, tzinfo=VIETNAM)
ALWAYS = Schedule(Rhythm.ALWAYS, every=timedelta(seconds=20), grace=timedelta(minutes=10))
DAILY = Schedule(Rhythm.DAILY, every=timedelta(minutes=5), grace=timedelta(hours=1))
MONTHLY = Schedule(Rhythm.MONTHLY, every=timedelta(minutes=5), grace=timedelta(hours=1))


@pytest.fixture(autouse=True, params=["UTC", "Asia/Ho_Chi_Minh"])
def zone_of_the_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine in either zone: the answers are those of Vietnam."""
    monkeypatch.setenv("TZ", request.param)
    process_time.tzset()
    yield
    monkeypatch.undo()
    os.environ.pop("TZ", None)
    process_time.tzset()


@pytest.fixture(params=[UTC, VIETNAM], ids=["clock in UTC", "clock in Vietnam"])
def zone(request: pytest.FixtureRequest) -> object:
    """The zone the clock speaks in."""
    return request.param


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def asked(
    schedule: Schedule, now: str, zone: object, *, seen: Seen | None = None, since: datetime | None = LONG_AGO
) -> Standing:
    moment = at(now).astimezone(zone)  # type: ignore[arg-type]
    return standing(schedule, seen, since=since, now=moment, calendar=BUILT_IN)


def test_a_daily_job_is_due_at_midnight_of_vietnam_and_missed_an_hour_later(zone: object) -> None:
    yesterday = Seen("2026-11-22", at("2026-11-22T00:05"))
    for now, missed in (("2026-11-22T23:59", False), ("2026-11-23T00:59", False), ("2026-11-23T01:00", True)):
        stands = asked(DAILY, now, zone, seen=yesterday)
        assert (stands.due_at, stands.missed) == (at("2026-11-23T00:00"), missed)


def test_a_daily_job_that_was_done_is_next_due_tomorrow(zone: object) -> None:
    stands = asked(DAILY, "2026-11-23T23:59", zone, seen=Seen("2026-11-23", at("2026-11-23T00:05")))
    assert (stands.missed, stands.next_at) == (False, at("2026-11-24T00:00"))


def test_days_slept_through_count_from_the_first_of_them(zone: object) -> None:
    stands = asked(DAILY, "2026-11-23T00:10", zone, seen=Seen("2026-11-19", at("2026-11-19T00:05")))
    assert (stands.due_at, stands.missed, stands.next_at) == (at("2026-11-20T00:00"), True, at("2026-11-23T00:10"))


def test_a_heartbeat_is_missed_after_ten_minutes_and_not_before(zone: object) -> None:
    beat = Seen("2026-11-22", at("2026-11-22T23:55"))
    assert not asked(ALWAYS, "2026-11-23T00:05:19", zone, seen=beat).missed
    assert asked(ALWAYS, "2026-11-23T00:05:20", zone, seen=beat).missed


@pytest.mark.parametrize(
    ("now", "missed"),
    [
        ("2026-11-01T12:00", False),  # a Sunday
        ("2026-11-02T06:59", False),
        ("2026-11-02T07:59", False),
        ("2026-11-02T08:00", True),
        ("2026-11-30T23:59", True),
    ],
)
def test_the_letters_are_due_at_the_opening_of_the_first_working_day(now: str, missed: bool, zone: object) -> None:  # noqa: FBT001
    stands = asked(MONTHLY, now, zone, seen=Seen("2026-10", at("2026-10-01T07:02")))
    assert (stands.due_at, stands.missed) == (at("2026-11-02T07:00"), missed)


def test_letters_missed_are_made_up_for_when_the_office_opens_next(zone: object) -> None:
    september = Seen("2026-09", at("2026-09-03T07:00"))
    stands = asked(MONTHLY, "2026-11-20T18:00", zone, seen=september)  # a Friday evening
    assert (stands.due_at, stands.next_at) == (at("2026-10-01T07:00"), at("2026-11-23T07:00"))
    assert asked(MONTHLY, "2026-11-23T09:30", zone, seen=september).next_at == at("2026-11-23T09:30")


def test_letters_of_december_lead_into_the_next_year(zone: object) -> None:
    stands = asked(MONTHLY, "2026-12-20T08:00", zone, seen=Seen("2026-12", at("2026-12-01T07:02")))
    assert (stands.missed, stands.next_at.date().isoformat()) == (False, "2027-01-04")


def test_a_year_without_a_calendar_is_an_alarm_and_no_error(zone: object) -> None:
    seen = Seen("2030-12", at("2030-12-02T07:00"))
    stands = asked(MONTHLY, "2031-01-01T08:00", zone, seen=seen)
    assert (stands.due_at, stands.missed) == (at("2031-01-01T07:00"), True)
    assert asked(MONTHLY, "2031-05-31T08:00", zone, seen=Seen("2031-05", at("2031-05-02T07:00"))).next_at == at(
        "2031-06-02T07:00"
    )  # 01/6/2031 is a Sunday


def test_what_was_due_before_the_installation_was_there_is_not_missed(zone: object) -> None:
    evening = at("2026-11-20T18:00")  # a Friday, after the office closed
    for schedule in (ALWAYS, DAILY, MONTHLY):
        assert not asked(schedule, "2026-11-20T18:01", zone, since=evening).missed
    stands = asked(MONTHLY, "2026-11-20T18:01", zone, since=evening)
    assert stands.due_at == at("2026-11-23T07:00")
    assert asked(MONTHLY, "2026-11-23T08:00", zone, since=evening).missed
    assert asked(DAILY, "2026-11-20T19:00", zone, since=evening).missed


def test_where_nothing_ever_ran_everything_is_missed_since_nobody_knows_when(zone: object) -> None:
    for schedule in (ALWAYS, DAILY, MONTHLY):
        stands = asked(schedule, "2026-11-23T08:00", zone, since=None)
        assert (stands.due_at, stands.missed) == (None, True)


def test_every_job_the_scheduler_wakes_has_its_schedule_and_keeps_its_pace() -> None:
    assert {name: job.every for name, job in scheduler.JOBS.items()} == {
        name: schedule.every for name, schedule in SCHEDULES.items()
    }
