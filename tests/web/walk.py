"""Walking the house: every page each role is offered, found by its links, one of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from app.casework.signing_in import demonstration_accounts
from app.extensions import db
from app.records.people import RoleKind
from tests.provinces import TODAY
from tests.web.conftest import Browse

LINK = re.compile(r'href="(/[^"#]*)"')
LEFT_OUT = ("static", "bootstrap.static", "accounts.language")
Kind = tuple[str, str, bool]  # endpoint, act, with a query


def signed_in(app: Flask, kind: RoleKind) -> Browse:
    """The browser of the demonstration's first account of this role."""
    with app.app_context(), Session(db.engine) as session:
        account, _agency = demonstration_accounts(session, on=TODAY)[kind]
        ref = account.ref
    browse = Browse(app)
    browse.open("/dang-nhap")
    browse.send("/dang-nhap/dung-thu", ref=ref)
    return browse


def offered(app: Flask, browse: Browse) -> Iterator[tuple[Kind, str, TestResponse]]:
    """Every kind of page somebody comes to by links, with one address of it and what it answers."""
    waiting: list[tuple[Kind | None, str]] = [(None, "/")]
    seen, met = set[Kind](), set[str]()
    while waiting:
        offer, path = waiting.pop(0)
        answer = browse.client.get(path, follow_redirects=True)
        if offer is not None:
            yield offer, path, answer
        if answer.mimetype != "text/html":
            continue
        found = dict.fromkeys(LINK.findall(answer.text))
        for link in (one.replace("&amp;", "&") for one in found if one not in met):
            kind = kind_of(app, link)
            if kind is not None and kind not in seen:
                seen.add(kind)
                waiting.append((kind, link))
        met |= found.keys()


def kind_of(app: Flask, link: str) -> Kind | None:
    """Which page a link leads to, or None for what is none of ours to look at."""
    path, _mark, query = link.partition("?")
    try:
        endpoint, values = app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return None
    return None if endpoint in LEFT_OUT else (endpoint, str(values.get("act", "")), bool(query))
