"""The real scheduler only wakes; the database says what is due. The clock is moved, never waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import scheduler
from app.casework import backlog
from app.casework.permissions import SYSTEM
from app.extensions import db
from app.post import monthly
from app.records.jobs import JobRun
from app.records.notices import LetterState, OutboxLetter
from app.records.oversight import Flag
from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind
from tests.conftest import app_on, settings_at
from tests.lateness import a_duty, a_province

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_WORKING_DAY = date(2026, 11, 2)  # 01/11/2026 is a Sunday


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def late(app: Flask) -> Flask:
    """One duty of phường Pleiku, late since 21/10/2026."""
    with app.app_context(), Session(db.engine) as session:
        a_duty(session, a_province(session).pleiku, date(2026, 10, 21))
        session.commit()
    return app


def runs(app: Flask, job: str) -> list[JobRun]:
    with app.app_context(), Session(db.engine) as session:
        return list(session.scalars(select(JobRun).where(JobRun.job == job).order_by(JobRun.period)))


def letters(app: Flask, *states: LetterState) -> int:
    with app.app_context(), Session(db.engine) as session:
        counted = select(func.count()).select_from(OutboxLetter)
        return session.scalar(counted.where(OutboxLetter.state.in_(states or tuple(LetterState)))) or 0


def eml_files(app: Flask) -> list[Path]:
    return sorted(app.config["SETTINGS"].outbox_path.glob("*.eml"))


# ---- flags


def test_flags_are_reckoned_once_a_day(late: Flask) -> None:
    for minute in range(3):
        scheduler.wake(late, "flags", at(FIRST_WORKING_DAY, 0, minute))
    scheduler.wake(late, "flags", at(FIRST_WORKING_DAY + timedelta(days=1), 0))
    found = runs(late, "flags")
    assert [(run.period, run.counts["raised"], run.attempts) for run in found] == [
        ("2026-11-02", 1, 1),
        ("2026-11-03", 0, 1),
    ]


def test_a_day_slept_through_is_made_up_for_by_the_next_waking(late: Flask) -> None:
    scheduler.wake(late, "flags", at(FIRST_WORKING_DAY + timedelta(days=9), 23))
    assert [run.counts["standing"] for run in runs(late, "flags")] == [1]


# ---- the monthly letters


@pytest.mark.parametrize(
    "moment",
    [
        at(date(2026, 11, 1), 9),  # Sunday
        at(FIRST_WORKING_DAY, 6, 59),
        at(FIRST_WORKING_DAY, 17),
        at(FIRST_WORKING_DAY, 23),
        at(date(2026, 11, 24), 9),  # a day off
    ],
)
def test_no_letter_is_written_on_a_day_off_or_out_of_hours(late: Flask, moment: datetime) -> None:
    scheduler.wake(late, "monthly_letters", moment)
    assert letters(late) == 0
    assert runs(late, "monthly_letters") == []


def test_the_letters_are_written_once_on_the_first_working_day(late: Flask) -> None:
    for minute in (0, 5, 10):
        scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 7, minute))
    assert letters(late, LetterState.QUEUED) == 2
    (run,) = runs(late, "monthly_letters")
    assert (run.period, run.counts["written"], run.counts["missed"]) == ("2026-11", 2, [])


def test_after_downtime_the_month_is_made_up_for_and_the_months_before_are_only_noted(late: Flask) -> None:
    scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 8))
    scheduler.wake(late, "monthly_letters", at(date(2027, 2, 17), 16))
    last = runs(late, "monthly_letters")[-1]
    assert (last.period, last.counts["written"], last.counts["missed"]) == ("2027-02", 2, ["2026-12", "2027-01"])
    assert letters(late) == 4


def test_a_year_without_a_calendar_holds_the_letters_and_harms_nothing(late: Flask) -> None:
    scheduler.wake(late, "monthly_letters", at(date(2031, 1, 6), 9))
    assert letters(late) == 0


def test_the_calendar_of_the_province_wins_over_the_built_in_one(late: Flask) -> None:
    with late.app_context(), Session(db.engine) as session:
        session.add(CalendarYearRow(year=2026, official=True, source="QĐ 1/2026"))
        session.flush()
        session.add(CalendarDayRow(day=FIRST_WORKING_DAY, year=2026, kind=DayKind.OFF, name="Nghỉ bù"))
        session.commit()
    scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 9))
    assert letters(late) == 0
    scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY + timedelta(days=1), 9))
    assert letters(late) == 2


def test_letters_that_fail_to_be_written_are_written_later(late: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        message = "the disk is full"
        raise OSError(message)

    with monkeypatch.context() as patch:
        patch.setattr(monthly, "write", broken)
        scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 8))
    (run,) = runs(late, "monthly_letters")
    assert (run.finished_at, run.error) == (None, "OSError")
    scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 8, 9))
    assert letters(late) == 0
    scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 8, 10))
    assert letters(late) == 2


# ---- delivery


def test_letters_go_out_in_office_hours_only(late: Flask) -> None:
    scheduler.wake(late, "monthly_letters", at(FIRST_WORKING_DAY, 16, 55))
    scheduler.wake(late, "delivery", at(FIRST_WORKING_DAY, 17, 5))
    assert eml_files(late) == []
    scheduler.wake(late, "delivery", at(FIRST_WORKING_DAY + timedelta(days=1), 7))
    assert len(eml_files(late)) == 2
    assert letters(late, LetterState.SENT) == 2
    beats = runs(late, "delivery")
    assert [(beat.period, beat.counts.get("sent", 0)) for beat in beats] == [("2026-11-02", 0), ("2026-11-03", 2)]


def test_a_round_that_breaks_is_written_down_and_the_last_good_one_stays(
    late: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler.wake(late, "delivery", at(FIRST_WORKING_DAY, 8))

    def broken(*_arguments: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(scheduler, "Delivery", broken)
    scheduler.wake(late, "delivery", at(FIRST_WORKING_DAY, 8, 5))
    (beat,) = runs(late, "delivery")
    assert (beat.finished_at, beat.failures) == (at(FIRST_WORKING_DAY, 8), 1)
    assert (beat.failed_at, beat.error) == (at(FIRST_WORKING_DAY, 8, 5), "OSError")


def test_an_old_backlog_waits_for_a_persons_word_and_then_goes(late: Flask) -> None:
    december = date(2026, 12, 1)
    scheduler.wake(late, "monthly_letters", at(december, 8))
    scheduler.wake(late, "delivery", at(december, 8, 1))
    assert (letters(late, LetterState.HELD), eml_files(late)) == (2, [])
    with late.app_context(), Session(db.engine) as session:
        backlog.give_the_word(session, period="2026-12", by=SYSTEM, at=at(december, 9))
        session.commit()
    scheduler.wake(late, "delivery", at(december, 9, 1))
    assert letters(late, LetterState.SENT) == 2
    scheduler.wake(late, "monthly_letters", at(date(2027, 1, 4), 8))
    assert letters(late, LetterState.QUEUED) == 2  # nobody is asked a second time


# ---- the real thing


def until(true: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "the scheduler did not do it in time"
        time.sleep(0.05)


def test_the_real_scheduler_with_a_moved_clock_flags_writes_and_sends_once(late: Flask) -> None:
    late.config["SECONDS_BETWEEN_WAKES"] = 0.2
    late.config["CLOCK"] = lambda: at(FIRST_WORKING_DAY, 8)
    running = scheduler.start(late)
    try:
        until(lambda: letters(late, LetterState.SENT) == 2)
        until(lambda: sum(run.attempts for run in runs(late, "delivery")) > 5)  # it has woken often since
    finally:
        running.shutdown(wait=True)
    assert [run.counts["raised"] for run in runs(late, "flags")] == [1]
    assert [(run.period, run.attempts) for run in runs(late, "monthly_letters")] == [("2026-11", 1)]
    assert len(eml_files(late)) == 2
    with late.app_context(), Session(db.engine) as session:
        assert session.scalar(select(func.count()).select_from(Flag)) == 1


def test_two_schedulers_at_once_do_everything_once(database_url: str, tmp_path: Path, late: Flask) -> None:
    other = next(app_on(settings_at(database_url, tmp_path)))
    for app in (late, other):
        app.config["SECONDS_BETWEEN_WAKES"] = 0.1
        app.config["CLOCK"] = lambda: at(FIRST_WORKING_DAY, 8)
    running = [scheduler.start(app) for app in (late, other)]
    try:
        until(lambda: letters(late, LetterState.SENT) == 2)
    finally:
        for one in running:
            one.shutdown(wait=True)
        with other.app_context():
            db.engine.dispose()
    assert [run.attempts for run in runs(late, "monthly_letters")] == [1]
    assert [run.attempts for run in runs(late, "flags")] == [1]
    with late.app_context(), Session(db.engine) as session:
        assert set(session.scalars(select(OutboxLetter.attempts))) == {1}


def test_a_job_that_fails_wakes_again(late: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_wake: scheduler.Wake) -> None:
        raise OSError

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(scheduler.JOBS, "flags", scheduler.Job(every=timedelta(minutes=5), run=broken))
        scheduler.wake(late, "flags", at(FIRST_WORKING_DAY, 8))
    assert "the job flags failed" in caplog.text
    scheduler.wake(late, "flags", at(FIRST_WORKING_DAY, 8))
    assert len(runs(late, "flags")) == 1
