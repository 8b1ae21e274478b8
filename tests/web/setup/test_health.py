"""Whether the server is well, for whoever watches it: 200 or 503, names only."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import text

from app import create_app, scheduler
from app.extensions import db
from tests.conftest import settings_at
from tests.web.conftest import Clock


def healthy(app: Flask, clock: Clock) -> None:
    app.config["CLOCK"] = clock
    for name in scheduler.JOBS:
        scheduler.wake(app, name, clock.at)


def test_a_server_whose_jobs_run_is_well(app: Flask) -> None:
    clock = Clock()
    healthy(app, clock)
    answer = app.test_client().get("/suc-khoe")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json == {
        "ok": True, "checks": {"database": True, "migrations": True, "jobs": True}, "missed": [],
    }  # fmt: skip


def test_a_job_that_missed_its_time_is_named(app: Flask) -> None:
    clock = Clock()
    healthy(app, clock)
    clock.pass_by(minutes=15)
    answer = app.test_client().get("/suc-khoe")
    assert answer.status_code == 503
    assert answer.json == {
        "ok": False, "checks": {"database": True, "migrations": True, "jobs": False},
        "missed": ["alarm", "reckoning", "delivery"],
    }  # fmt: skip


def test_a_database_of_another_version_is_not_well(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = app.test_client().get("/suc-khoe")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["checks"] == {"database": True, "migrations": False, "jobs": False}


def test_a_database_that_is_gone_is_told_without_its_place(tmp_path: Path) -> None:
    gone = settings_at("postgresql://nobody:secret-word@127.0.0.1:1/nothing", tmp_path)
    app = create_app(gone)
    answer = app.test_client().get("/suc-khoe")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["checks"]["database"] is False
    assert "127.0.0.1" not in answer.text
    with app.app_context():
        db.engine.dispose()
