"""The desk of the jobs in the browser: each in words, and an alarm when one missed its time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import scheduler
from app.casework import jobs
from app.post.job_words import WHAT
from app.records.jobs import JobRun
from app.records.people import RoleKind
from app.web.admin.jobs_pages import COUNTED
from tests.web.conftest import Browse, Clock, an_account_with


@pytest.fixture
def desk(browse: Browse, records: Session, sqlite_app: Flask, clock: Clock) -> Browse:
    """An administrator signed in; the real jobs have just run."""
    an_account_with(records, RoleKind.ADMINISTRATOR)
    for name in scheduler.JOBS:
        scheduler.wake(sqlite_app, name, clock.at)
    browse.enter("thu.ha")
    return browse


def row(desk: Browse, name: str) -> str:
    rows = [" ".join(" ".join(one.itertext()).split()) for one in desk.open("/quan-tri/viec-tu-chay").all("tr")]
    return next(words for words in rows if name in words)


def test_a_job_says_what_it_does_when_it_ran_and_when_it_runs_next(desk: Browse) -> None:
    words = row(desk, "Cắm cờ quá hạn")
    for part in ("đúng hẹn", "Mỗi ngày một lần", "08:00 ngày 23/11/2026", "không có lỗi", "00:00 thứ Ba 24/11/2026"):
        assert part in words
    assert "07:00 thứ Ba 01/12/2026" in row(desk, "Soạn thư hằng tháng")
    assert desk.open("/quan-tri/viec-tu-chay").all("div", role="alert") == []
    assert desk.open("/quan-tri/viec-tu-chay").text("a", href="/quan-tri/viec-tu-chay") == "Việc tự chạy"


def test_a_server_that_stopped_is_an_alarm_in_words_and_a_count(desk: Browse, clock: Clock) -> None:
    clock.pass_by(hours=3)
    page = desk.open("/quan-tri/viec-tu-chay")
    assert page.text("div", role="alert").startswith("3 việc lỡ hẹn.")
    assert page.text("a", href="/quan-tri/viec-tu-chay") == "Việc tự chạy 3"
    assert "lỡ hẹn 2 giờ từ 08:00 ngày 23/11/2026" in row(desk, "Gửi thư")
    said = [" ".join(one.itertext()) for one in page.all("tr")][1:]
    assert ["lỡ hẹn" in words for words in said] == [True] * 3 + [False] * (len(said) - 3)  # what is wrong stands first


def test_a_failure_that_was_made_up_for_says_so(desk: Browse, records: Session, clock: Clock) -> None:
    clock.pass_by(days=1)
    desk.enter("thu.ha")
    at, stale = clock.at, timedelta(minutes=10)
    run = jobs.claim(records, jobs.FLAGS, "2026-11-24", by="pid 9", at=at, stale_after=stale)
    assert run is not None
    jobs.fail(records, run, error="OperationalError", at=at)
    records.commit()
    assert "1 lần lỗi gần nhất 08:00 ngày 24/11/2026 (OperationalError), chưa chạy lại được" in row(desk, "Cắm cờ")
    again = jobs.claim(records, jobs.FLAGS, "2026-11-24", by="pid 9", at=at + stale, stale_after=stale)
    assert again is not None
    jobs.finish(records, again, at=at + stale + timedelta(seconds=75), raised=1204, withdrawn=1, standing=0)
    records.commit()
    clock.pass_by(minutes=15)
    words = row(desk, "Cắm cờ")
    assert "(OperationalError), sau đó đã chạy được" in words
    assert "cắm 1.204 cờ, rút 1 cờ" in words
    assert "mất 1 phút · tiến trình 9" in words


def test_a_job_begun_anew_is_not_said_never_to_have_run(desk: Browse, records: Session) -> None:
    jobs.reopen(records, jobs.MONTHLY_LETTERS, "2026-11")  # as the first word about the letters does
    records.commit()
    words = row(desk, "Soạn thư hằng tháng")
    assert "đang chạy hoặc đợi chạy lại" in words
    assert "bắt đầu lúc 08:00 ngày 23/11/2026, chưa xong" in words


def test_every_job_and_everything_it_counts_has_its_words(desk: Browse, records: Session) -> None:
    assert desk
    assert set(WHAT) == set(scheduler.JOBS)
    counted = {name for run in records.scalars(select(JobRun)) for name in run.counts}
    assert counted - set(COUNTED) == set()
