"""The desks of the law and of the calendar, and who sits at them."""

from __future__ import annotations

import pytest
from flask import Flask

from app.records.people import RoleKind
from tests.web.conftest import Browse, an_account_with
from tests.web.desks import looking


@pytest.fixture
def desk(app: Flask) -> Browse:
    """The browser of an administrator."""
    with looking(app) as session:
        an_account_with(session, RoleKind.ADMINISTRATOR)
    browse = Browse(app)
    browse.enter("thu.ha")
    return browse


def seen(desk: Browse) -> str:
    """The last change the page before them was made from."""
    assert desk.page is not None
    return desk.page.all("input", name="seen")[0].get("value") or ""
