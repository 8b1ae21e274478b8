"""A job that missed its time is told to who administers, once a day, at whatever hour, by however many processes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from app import scheduler
from app.casework import jobs, outbox
from app.casework.recipients import LetterKind
from app.config import Settings
from app.extensions import db
from app.records.jobs import JobRun
from app.records.notices import LetterState, OutboxLetter
from app.records.people import Role, RoleKind
from tests.conftest import app_on
from tests.lateness import a_province, an_official
from tests.mortal import killed
from tests.post.conftest import NOW, PostOffice
from tests.workers import at_once

Sessions = sessionmaker[Session]
ADMINISTRATOR = "quantri@tinh.example"
LAST_SEEN = NOW.replace(month=10, day=29, hour=9)
BACK = NOW.replace(day=4, hour=22)  # at night
ALARMS = select(OutboxLetter).where(OutboxLetter.kind == LetterKind.JOB_ALARM)


@pytest.fixture
def house(settings: Settings) -> Iterator[Flask]:
    """An installation whose jobs all ran on 29/10/2026 and never since, with one administrator to tell."""
    for app in app_on(settings):
        with app.app_context():
            with Session(db.engine) as session:
                province = a_province(session)
                an_official(session, RoleKind.ADMINISTRATOR, province.committee, ADMINISTRATOR)
                an_official(session, RoleKind.ADMINISTRATOR, province.committee)
                session.commit()
            for name in scheduler.JOBS:
                scheduler.wake(app, name, LAST_SEEN)
            yield app


def words(office: PostOffice, number: int = 0) -> str:
    body = office.to(ADMINISTRATOR)[number].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_after_five_days_without_a_server_the_administrator_is_told_at_once_even_at_night(
    house: Flask, office: PostOffice
) -> None:
    scheduler.wake(house, jobs.ALARM, BACK)
    (letter,) = office.to(ADMINISTRATOR)
    assert (letter["To"], letter["Subject"]) == (ADMINISTRATOR, "Tiếp Dân: 11 việc tự chạy lỡ hẹn")
    said = words(office)
    assert "- Cắm cờ quá hạn: đến giờ chạy từ 00:00 30/10/2026; lần chạy xong gần nhất 09:00 29/10/2026" in said
    assert "- Soạn thư hằng tháng: đến giờ chạy từ 07:00 02/11/2026" in said
    assert "/quan-tri/viec-tu-chay" in said


def test_once_a_day_and_no_more_when_it_was_made_up_for(house: Flask, office: PostOffice) -> None:
    for minute in range(3):
        scheduler.wake(house, jobs.ALARM, BACK + timedelta(minutes=minute))
    assert len(office.to(ADMINISTRATOR)) == 1
    for name in scheduler.JOBS:
        if name != jobs.FLAGS:
            scheduler.wake(house, name, BACK + timedelta(minutes=5))
    tomorrow = BACK + timedelta(days=1)
    for name in scheduler.JOBS:
        if name not in {jobs.FLAGS, jobs.ALARM}:
            scheduler.wake(house, name, tomorrow)
    scheduler.wake(house, jobs.ALARM, tomorrow)
    assert office.to(ADMINISTRATOR)[1]["Subject"] == "Tiếp Dân: 5 việc tự chạy lỡ hẹn"  # no letter is written at night
    assert "Cắm cờ quá hạn: đến giờ chạy từ 00:00 30/10/2026" in words(office, 1)
    scheduler.wake(house, jobs.FLAGS, tomorrow)
    scheduler.wake(house, jobs.ALARM, tomorrow + timedelta(minutes=5))
    assert len(office.to(ADMINISTRATOR)) == 2


def test_a_job_that_fails_is_told_with_the_kind_of_its_error(
    house: Flask, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(scheduler, "raise_and_withdraw", broken)
    scheduler.wake(house, jobs.FLAGS, LAST_SEEN + timedelta(days=1))
    scheduler.wake(house, jobs.ALARM, LAST_SEEN + timedelta(days=1))
    flags = next(line for line in words(office).splitlines() if line.startswith("- Cắm cờ quá hạn"))
    assert flags.endswith("; lỗi OSError")


def test_processes_that_notice_at_once_tell_once(house: Flask, settings: Settings, sessions: Sessions) -> None:
    assert house
    assert sorted(at_once("alarm", settings, BACK, processes=3)) == [0, 0, 11]
    with sessions() as session:
        assert len(session.scalars(ALARMS).all()) == 1


def test_who_administers_no_more_is_not_told(
    house: Flask, settings: Settings, sessions: Sessions, office: PostOffice
) -> None:
    at_once("alarm", settings, BACK, processes=1)
    with sessions.begin() as session:
        session.execute(update(Role).where(Role.kind == RoleKind.ADMINISTRATOR).values(until_on=LAST_SEEN.date()))
    scheduler.wake(house, jobs.ALARM, BACK)
    assert office.to(ADMINISTRATOR) == []
    with sessions() as session:
        (letter,) = session.scalars(ALARMS).all()
    assert (letter.state, letter.last_error) == (LetterState.DROPPED, outbox.NO_LONGER_TOLD)


def test_a_server_that_was_never_started_missed_nothing(settings: Settings, office: PostOffice) -> None:
    for app in app_on(settings):
        scheduler.wake(app, jobs.ALARM, NOW)
        scheduler.wake(app, jobs.ALARM, NOW + timedelta(days=3))
    assert office.letters == []


@pytest.mark.parametrize("step", [4, 9, 15, 19, 23])
def test_killed_while_it_tells_the_next_waking_tells(
    house: Flask, settings: Settings, sessions: Sessions, office: PostOffice, step: int
) -> None:
    died = killed(jobs.ALARM, settings, BACK, step=step)
    scheduler.wake(house, jobs.ALARM, BACK + scheduler.STALE_AFTER + timedelta(minutes=1))
    assert died
    with sessions() as session:
        (letter,) = session.scalars(ALARMS).all()
        raised = session.scalars(select(JobRun).where(JobRun.job.startswith("alarm."))).all()
    assert letter.state is LetterState.SENT
    assert len(raised) == 11
    assert {one["Message-ID"] for one in office.to(ADMINISTRATOR)} == {letter.message_id}
    assert len(office.to(ADMINISTRATOR)) <= 2


def test_an_alarm_that_could_not_go_for_a_week_is_let_be(house: Flask, sessions: Sessions, office: PostOffice) -> None:
    office.refused[ADMINISTRATOR] = "451 busy"
    scheduler.wake(house, jobs.ALARM, BACK)
    office.refused.clear()
    for name in scheduler.JOBS:
        scheduler.wake(house, name, BACK + timedelta(days=8))
    with sessions() as session:
        first, *_ = session.scalars(ALARMS.order_by(OutboxLetter.id)).all()
    assert (first.state, first.last_error) == (LetterState.DROPPED, outbox.OUTDATED)
