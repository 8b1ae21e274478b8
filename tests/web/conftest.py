"""A browser for the tests of the web: every page it opens must be HTML a strict parser takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, session
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.casework import accounts
from app.casework.audit import note
from app.casework.permissions import SYSTEM
from app.casework.signing_in import SIGNED_IN
from app.extensions import db, read_only
from app.records.agencies import Agency, Level
from app.records.people import Account, RoleKind
from app.records.settings import Mark
from app.web.accounts import entering
from app.web.clock import ZONE, now
from tests.web.strictly import look_through, tree_of

PASSWORD = "bảy con mèo vàng"
CSRF_TOKEN = re.compile(r'<input\b[^>]*? name="csrf_token"[^>]*? value="([^"]*)"')
THE_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)


class Clock:
    """The clock of a test: it stands still until somebody moves it."""

    def __init__(self) -> None:
        self.at = THE_MORNING

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **how_long: float) -> None:
        self.at += timedelta(**how_long)


class Page:
    """A page as a browser has it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.text
        look_through(self.html)

    @cached_property
    def tree(self) -> Element:
        return tree_of(self.html)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of this name with these attributes (``class_`` is one class among others)."""
        wanted_class = attributes.pop("class_", None)
        found = [
            one for one in self.tree.iter(tag) if all(one.get(name) == value for name, value in attributes.items())
        ]
        return [one for one in found if wanted_class is None or wanted_class in (one.get("class") or "").split()]

    def text(self, tag: str = "main", **attributes: str) -> str:
        """The words of the first such element, blanks made single."""
        found = self.all(tag, **attributes)
        return " ".join("".join(found[0].itertext()).split()) if found else ""

    @property
    def csrf_token(self) -> str:
        """The token of the first form. Fails where there is none."""
        return str(CSRF_TOKEN.findall(self.html)[0])


class Browse:
    """Somebody's browser. Posts carry the token of the page opened last, as a form would."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.page: Page | None = None
        self.entered = False

    def open(self, path: str, status: int = 200) -> Page:
        """Open a page; a redirect is followed to its end."""
        return self._show(self.client.get(path, follow_redirects=True), status)

    def send(self, path: str, status: int = 200, **typed: str) -> Page:
        """Send a form of the page opened last (after ``enter``, of one's first page), and see where it leads."""
        if self.entered and self.page is None:
            self.open("/")
        data = {"csrf_token": self.page.csrf_token} | typed if self.page else typed
        return self._show(self.client.post(path, data=data, follow_redirects=True), status)

    def sign_in(self, username: str, password: str = PASSWORD) -> Page:
        """Sign in through the real form."""
        self.open("/dang-nhap")
        return self.send("/dang-nhap", username=username, password=password)

    def enter(self, username: str) -> None:
        """Be signed in as by the form, without its pages: thousands of tests begin signed in, some are about how."""
        self.page, self.entered = None, True
        with self.app.test_request_context("/dang-nhap", method="POST", environ_base=self.client.environ_base):
            account = db.session.scalars(select(Account).where(Account.username == username)).one()
            note(db.session(), by=account.id, at=now(), action=SIGNED_IN, subject=f"account:{account.id}")
            db.session.commit()
            with read_only():  # nothing is left that keeps the session from being written
                answer = self.app.make_response(entering.enter(account, "/"))
            db.session.remove()
            self.app.session_interface.save_session(self.app, session, answer)
            self.client._update_cookies_from_response("localhost", "/", answer.headers.getlist("Set-Cookie"))

    def sign_in_again(self, username: str, password: str = PASSWORD) -> Page:
        """Sign out and in again, as this or another account: every form opened before is of an earlier session."""
        self.open("/tai-khoan")
        self.send("/dang-xuat")
        return self.sign_in(username, password)

    def _show(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, response.text
        self.page = Page(response)
        return self.page


@pytest.fixture
def clock(sqlite_app: Flask) -> Clock:
    """The clock of ``sqlite_app``: Monday 23/11/2026, 08:00 in Vietnam."""
    moved = Clock()
    sqlite_app.config["CLOCK"] = moved
    return moved


@pytest.fixture
def browse(sqlite_app: Flask, clock: Clock) -> Browse:
    """A browser nobody has signed in with."""
    assert clock.at
    return Browse(sqlite_app)


@pytest.fixture
def records(sqlite_app: Flask) -> Iterator[Session]:
    """A session on the database of ``sqlite_app``, to prepare and to look.

    Commit what the pages shall see; after a look in the middle of a test, ``rollback()``: it holds the only writer's
    place.
    """
    with sqlite_app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session


def an_account_with(
    records: Session, kind: RoleKind | None, *, username: str = "thu.ha", demonstration: bool = False
) -> Account:
    """An account whose password is ``PASSWORD``, holding one role (or none) at an agency of its own; committed."""
    account = accounts.create_account(
        records, username=username, full_name="Nguyễn Thị Thu Hà", password=PASSWORD,
        demonstration=demonstration, by=SYSTEM, at=THE_MORNING,
    )  # fmt: skip
    if kind is not None:
        agency = Agency(code=f"at-{username}", name="UBND phường Pleiku", level=Level.COMMUNE, from_on=date(2025, 7, 1))
        records.add(agency)
        records.flush()
        accounts.give_role(records, account, kind, agency, from_on=date(2025, 7, 1), by=SYSTEM, at=THE_MORNING)
    records.commit()
    return account


def mark_demonstration(records: Session) -> None:
    """Mark the data as demonstration data; committed."""
    records.add(Mark(name="demonstration", value="1"))
    records.commit()
