"""What a page costs: the same number of statements over ten matters and over thousands, for every page there is.

The pages are found, not listed: every link each role is offered is followed, one of a kind. A page added later is
counted without a line changed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from app.records.people import RoleKind
from tests.conftest import app_on, settings_at
from tests.web.conftest import Browse, Clock
from tests.web.grown import counted, grow
from tests.web.walk import offered, signed_in

MANY = 2_000  # past every page of a list and every bound of a statement
# What a page may send at most: who is here (2), what holds (1), the counts of the navigation (1 to 4), and its own.
MOST = 17
# A petition is decided on in one place: its file, dates, duplicates, conditions, competence, the form of the act.
# A paper is made from the whole file: the line of the register, people, log, agency, day of reception, appointment.
# A case has its file, ledger, why, contents, what was carried out, papers, files and who above reads it on one page.
# A petition and a visit have their people, file, chain and appointments; an act asks who acts, and for whom.
MORE = {
    "petitions.classify": 26, "petitions.triage": 34, "papers.write": 26, "cases.page": 22, "cases.act": 20,
    "petitions.page": 18, "reception.page": 18,
}  # fmt: skip


@pytest.fixture
def small(sqlite_province_url: str, tmp_path: Path) -> Iterator[Flask]:
    """A demonstration province with a handful of matters."""
    for app in app_on(settings_at(sqlite_province_url, tmp_path)):
        app.config["CLOCK"] = Clock()
        yield app


@pytest.mark.long
def test_every_page_costs_the_same_over_ten_matters_and_over_thousands(small: Flask) -> None:
    with small.app_context():
        engine = db.engine
    people = {kind: signed_in(small, kind) for kind in RoleKind}
    pages = {(role, *kind): path for role, browse in people.items() for kind, path, _ in offered(small, browse)}
    assert len(pages) > 60, sorted({endpoint for _role, endpoint, *_ in pages})
    before = {one: cost(people[one[0]], path) for one, path in pages.items()}
    assert grow(engine, MANY) >= MANY
    after = {one: cost(people[one[0]], path) for one, path in pages.items()}
    grown = {pages[one]: (before[one], after[one]) for one in pages if after[one] > before[one]}
    assert not grown, "statements over ten matters, over thousands"
    dear = {f"{one[0]} {pages[one]}": n for one, n in before.items() if n > MORE.get(one[1], MOST)}
    assert not dear, "more statements than a page may send"


def cost(browse: Browse, path: str) -> int:
    """How many statements a page sends, its redirects left out. It was looked at before: what it caches is there."""
    with browse.app.app_context():
        engine = db.engine
    with counted(engine) as sent:
        answer = browse.client.get(path)
    assert answer.status_code < 400, path
    return len(sent)
