"""What a page costs: the same number of statements over ten matters and over ten thousand, for every page there is.

The pages are found, not listed: every link each role is offered is followed, one of a kind. A page added later is
counted without a line changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from app.casework.demonstration.fill import fill
from app.casework.demonstration.plan import Wanted
from app.casework.signing_in import demonstration_accounts
from app.extensions import db
from app.records.people import RoleKind
from app.web.clock import ZONE
from tests.web.conftest import Browse, Clock
from tests.web.grown import counted, grow

TODAY = date(2026, 11, 23)
MANY = 10_000
# What a page may send at most: who is here (2), what holds (1), the counts of the navigation (1 or 2), and its own.
MOST = 14
LINK = re.compile(r'href="(/[^"#]*)"')
LEFT_OUT = ("static", "bootstrap.static", "accounts.language")
Kind = tuple[str, str, bool]  # endpoint, act, with a query


@pytest.fixture
def small(sqlite_app: Flask) -> Flask:
    """A demonstration province with a handful of matters."""
    with sqlite_app.app_context(), Session(db.engine) as session:
        wanted = Wanted(visits=10, petitions=8, cases=8)
        fill(session, wanted, seed=7, today=TODAY, at=datetime(2026, 11, 23, 8, tzinfo=ZONE))
        session.commit()
    sqlite_app.config["CLOCK"] = Clock()
    return sqlite_app


def test_every_page_costs_the_same_over_ten_matters_and_over_ten_thousand(small: Flask) -> None:
    with small.app_context():
        engine = db.engine
    people = {kind: signed_in(small, kind) for kind in RoleKind}
    pages = {(role, *kind): path for role, browse in people.items() for kind, path in offered(small, browse)}
    assert len(pages) > 60, sorted({endpoint for _role, endpoint, *_ in pages})
    before = {one: cost(people[one[0]], path) for one, path in pages.items()}
    assert grow(engine, MANY) >= MANY
    after = {one: cost(people[one[0]], path) for one, path in pages.items()}
    grown = {pages[one]: (before[one], after[one]) for one in pages if after[one] > before[one]}
    assert not grown, "statements over ten matters, over ten thousand"
    dear = {f"{one[0]} {pages[one]}": n for one, n in before.items() if n > MOST}
    assert not dear, "more statements than a page may send"


def signed_in(app: Flask, kind: RoleKind) -> Browse:
    """The browser of the demonstration's first account of this role."""
    with app.app_context(), Session(db.engine) as session:
        account, _agency = demonstration_accounts(session, on=TODAY)[kind]
        ref = account.ref
    browse = Browse(app)
    browse.open("/dang-nhap")
    browse.send("/dang-nhap/dung-thu", ref=ref)
    return browse


def offered(app: Flask, browse: Browse) -> Iterator[tuple[Kind, str]]:
    """Every kind of page somebody comes to by links, with one address of it."""
    waiting, seen = ["/"], set[Kind]()
    while waiting:
        path = waiting.pop(0)
        answer = browse.client.get(path, follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        for found in LINK.findall(answer.text):
            link = found.replace("&amp;", "&")
            kind = kind_of(app, link)
            if kind is not None and kind not in seen:
                seen.add(kind)
                waiting.append(link)
                yield kind, link


def kind_of(app: Flask, link: str) -> Kind | None:
    """Which page a link leads to, or None for what is no page to count."""
    path, _mark, query = link.partition("?")
    try:
        endpoint, values = app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return None
    return None if endpoint in LEFT_OUT else (endpoint, str(values.get("act", "")), bool(query))


def cost(browse: Browse, path: str) -> int:
    """How many statements a page sends, its redirects left out. Asked twice: the first look may fill a cache."""
    with browse.app.app_context():
        engine = db.engine
    browse.client.get(path)
    with counted(engine) as sent:
        answer = browse.client.get(path)
    assert answer.status_code < 400, path
    return len(sent)
