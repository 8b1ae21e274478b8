"""Once a day the scheduler sweeps away files that belong to nothing."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import scheduler
from app.casework import uploads
from app.casework.jobs import OLD_SESSIONS
from app.extensions import db
from app.records.jobs import JobRun
from app.web.clock import ZONE
from tests import papers

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=ZONE)


def test_a_file_of_nothing_is_gone_after_a_day_and_the_run_says_how_many(app: Flask) -> None:
    folder = app.config["SETTINGS"].uploads_path
    app.config["SETTINGS"].make_instance()
    fresh, old = (uploads.keep(folder, io.BytesIO(papers.PDF), at=NOW - timedelta(hours=n)) for n in (2, 26))
    scheduler.wake(app, OLD_SESSIONS, NOW)
    assert uploads.place_of(folder, fresh.stored_as).exists()
    assert not uploads.place_of(folder, old.stored_as).exists()
    with app.app_context(), Session(db.engine) as session:
        assert session.scalars(select(JobRun.counts)).one()["files"] == 1
