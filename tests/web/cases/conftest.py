"""Who works on cases in these tests: one agency, its handler and its head at their browsers."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.records.people import RoleKind
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, at_the_desk


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


@pytest.fixture
def head(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
