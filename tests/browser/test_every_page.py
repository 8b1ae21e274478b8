"""Every page, as each role comes to it, is fit for everybody.

The pages are found in the map of addresses, so a new one is looked at by itself or named here. Vietnamese is looked at
light on a desk and dark on a phone, English the other way round and in the hands of other roles. Headings, the console
and what scrolls sideways are looked at in both. Every rule of axe-core is asked of every page in one of them, which is
drawn by the name of the page, so that each pair of language, width and light is met on half of the pages; `make soak`
asks every page in both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app import create_app
from app.config import Settings
from app.extensions import db
from tests.browser.conftest import NOW, Installation, copied, installation_in
from tests.browser.crawling import NOBODY, Doors, Found, Visitor, visiting
from tests.browser.following import Follower
from tests.browser.rare import AT, drawn_the_same, prepare
from tests.browser.shared import once_a_run
from tests.conftest import settings_at

OFFICER = "Cán bộ tiếp công dân"
PARTS = 3  # each a test of its own, so that the workers share the pages
FOUND = "found.json"

# What needs a state no province has. It is made of parts that are looked at on other pages.
ELSEWHERE = {
    "setup.first_run": "stands only before anything is there",
    "papers.discard": "asks about a paper being written; its page is that of every other question",
}


@dataclass(frozen=True)
class Walked:
    """A province with what few have, and what everybody came to there."""

    installation: Installation
    found: list[Found]


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    folder = tmp_path_factory.mktemp("doors")
    return Doors.of(create_app(settings_at(f"sqlite:///{folder / 'none.sqlite3'}", folder)))


@pytest.fixture(scope="session")
def walked(little_province: Installation, doors: Doors, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Walked once a run, whichever worker looks at the pages; to copy."""

    def make(folder: Path) -> None:
        app = create_app(Settings.from_environ(copied(little_province, folder).at(NOW)))
        app.config["CLOCK"] = lambda: AT
        with drawn_the_same():
            found = everything_found(Follower(app, doors, VIETNAMESE.locale), *prepare(app))
        with app.app_context():
            db.engine.dispose()
        told = [[one.role, one.pages, sorted(one.others)] for one in found]
        (folder / FOUND).write_text(json.dumps(told), encoding="utf-8")

    folder = once_a_run(tmp_path_factory, "walked", make)
    told = json.loads((folder / FOUND).read_text(encoding="utf-8"))
    return Walked(installation_in(folder), [Found(role, pages, others=set(others)) for role, pages, others in told])


@dataclass(frozen=True)
class Manner:
    """How pages are looked at: language and light (the other one on a phone), and in whose hands."""

    locale: str
    light: str
    roles: slice  # the order in which roles are asked for a page of each kind


IN_ENGLISH_TOO = pytest.param(True, marks=pytest.mark.soak)
VIETNAMESE, ENGLISH = Manner("vi", "light", slice(None)), Manner("en", "dark", slice(None, None, -1))


def chosen(found: list[Found]) -> list[tuple[str, str]]:
    """What to look at, role by role: a page of each kind, in the hands of the first who has one."""
    looks = []
    for endpoint in sorted({endpoint for one in found for endpoint in one.pages}):
        who = next(one for one in found if endpoint in one.pages)
        looks.append((who.role, who.pages[endpoint][0]))
    return sorted(looks, key=itemgetter(0))


def everything_found(follower: Follower, link: str, rare: list[str]) -> list[Found]:
    """What nobody in particular and what each role comes to; rare pages are looked for by every role."""
    found = []
    for role in [NOBODY, *follower.roles()]:
        follower.enter_as(role)
        if role == OFFICER:
            follower.leave_a_draft("/tiep-dan/ghi", content="Kiểm đếm thiếu 40 cây.")
        found.append(follower.discover(role, [link] if role == NOBODY else rare))
    for one in found:
        if one.role != NOBODY and (missing := unseen(follower.doors, found)):
            follower.enter_as(one.role)
            follower.search_further(one, missing)
    return found


def unseen(doors: Doors, found: list[Found]) -> set[str]:
    reached = {endpoint for one in found for endpoint in (*one.pages, *one.others)}
    return doors.every - reached - ELSEWHERE.keys()


def look_at_all(visitor: Visitor, looks: list[tuple[str, str]]) -> list[str]:
    """What is wrong with these pages, each in its role's hands."""
    for role, pages in groupby(looks, key=itemgetter(0)):
        visitor.enter_as(role)
        for _role, page in pages:
            visitor.look_at(page, role)
    return visitor.troubles


def test_every_page_is_come_to_by_a_link(walked: Walked, doors: Doors) -> None:
    without_a_link = unseen(doors, walked.found)
    assert not without_a_link, sorted(without_a_link)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("manner", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
@pytest.mark.parametrize("every_rule_twice", [False, IN_ENGLISH_TOO])
def test_every_page_is_fit_for_everybody(
    walked: Walked,
    doors: Doors,
    chromium: Browser,
    tmp_path: Path,
    *,
    manner: Manner,
    part: int,
    every_rule_twice: bool,
) -> None:
    looks = chosen(walked.found[manner.roles])[part::PARTS]  # an address is the same in every language
    with (
        copied(walked.installation, tmp_path).serving(NOW, "--no-scheduler") as address,
        visiting(
            chromium, address, doors, locale=manner.locale, light=manner.light, every_rule=every_rule_twice
        ) as visitor,
    ):
        troubles = look_at_all(visitor, looks)
    assert not troubles, "\n".join(troubles)
