"""The guard that no request leaves something unsaved: shown to work, since every web test relies on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert

from app import extensions
from app.extensions import db, engine_options
from app.records.settings import Mark
from tests.conftest import refuse_unsaved_work, settings_at


@pytest.fixture
def small_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An application of four careless views and a careful one."""
    app = Flask(__name__)
    app.config.from_mapping(
        TESTING=True,
        SECRET_KEY="for this test only",
        SETTINGS=settings_at(sqlite_url, tmp_path),
        SQLALCHEMY_DATABASE_URI=sqlite_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(sqlite_url),
    )
    extensions.init_app(app)
    refuse_unsaved_work(app)

    @app.get("/<how>")
    def write(how: str) -> str:
        if how == "bulk":
            db.session.execute(insert(Mark).values(name=how, value=""))
        else:
            db.session.add(Mark(name=how, value=""))
        {"flush": db.session.flush, "commit": db.session.commit, "rollback": db.session.rollback}.get(how, str)()
        return how

    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("how", ["add", "flush", "bulk"])
def test_a_request_that_leaves_something_unsaved_fails(small_app: Flask, how: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="without commit or rollback"):
        small_app.test_client().get(f"/{how}")


@pytest.mark.parametrize("how", ["commit", "rollback"])
def test_a_request_that_ends_its_work_passes(small_app: Flask, how: str) -> None:
    assert small_app.test_client().get(f"/{how}").text == how
