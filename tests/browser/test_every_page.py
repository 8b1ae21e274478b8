"""Every page, as each role comes to it, is fit for everybody.

The pages are found in the map of addresses, so a new one is looked at by itself or named here. Vietnamese is looked at
light on a desk and dark on a phone, English the other way round and in the hands of other roles. Headings, the console
and what scrolls sideways are looked at in both. Every rule of axe-core is asked of every page in one of them, which is
drawn by the name of the page, so that each pair of language, width and light is met on half of the pages; `make soak`
asks every page in both.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app import create_app
from app.config import Settings
from tests.browser.conftest import NOW, Installation, copied, installation_in
from tests.browser.crawling import NOBODY, Doors, Found, Visitor, visiting
from tests.browser.rare import made_in
from tests.browser.shared import once_a_run

OFFICER = "Cán bộ tiếp công dân"
PARTS = 3  # each a test of its own, so that the workers share the pages
FOUND = "found.json"


LINK = re.compile(r"https?://\S+?(/dat-mat-khau/\S+)")
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
def doors(little_province: Installation) -> Doors:
    return Doors.of(create_app(Settings.from_environ(little_province.at(NOW))))


@pytest.fixture(scope="session")
def walked(
    little_province: Installation, doors: Doors, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Walked:
    """Walked once a run, whichever worker looks at the pages; to copy."""

    def make(folder: Path) -> None:
        province = copied(little_province, folder)
        link, rare = prepare(province)
        with (
            province.serving(NOW, "--no-scheduler") as address,
            visiting(chromium, address, doors, locale=VIETNAMESE.locale, light=VIETNAMESE.light) as visitor,
        ):
            found = everything_found(visitor, link, rare)
        told = [[one.role, one.pages, sorted(one.others)] for one in found]
        (folder / FOUND).write_text(json.dumps(told), encoding="utf-8")

    folder = once_a_run(tmp_path_factory, "walked", make)
    told = json.loads((folder / FOUND).read_text(encoding="utf-8"))
    return Walked(installation_in(folder), [Found(role, pages, others=set(others)) for role, pages, others in told])


def prepare(province: Installation) -> tuple[str, list[str]]:
    """Letters of this month, the rare matters, and a link to choose a password: that link, and where those stand."""
    rare = made_in(province)
    province.run("oversight", "letters", "--month", "2026-11", now=NOW)
    said = province.run("accounts", "create", "nguoi.moi", "--full-name", "Người Mới", "--link", now=NOW)
    link = LINK.search(said)
    assert link, said
    return link[1], rare


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


def everything_found(visitor: Visitor, link: str, rare: list[str]) -> list[Found]:
    """What nobody in particular and what each role comes to; rare pages are looked for by every role."""
    found = []
    for role in [NOBODY, *visitor.roles()]:
        visitor.enter_as(role)
        if role == OFFICER:
            leave_a_draft(visitor)
        found.append(visitor.discover(role, [link] if role == NOBODY else rare))
    for one in found:
        if one.role != NOBODY and (missing := unseen(visitor.doors, found)):
            visitor.enter_as(one.role)
            visitor.search_further(one, missing)
    return found


def leave_a_draft(visitor: Visitor) -> None:
    """As without a script: by the button."""
    visitor.open("/tiep-dan/ghi")
    visitor.page.locator("[name=content]").fill("Kiểm đếm thiếu 40 cây.")
    with visitor.page.expect_navigation():
        visitor.page.locator("form[data-desk]").evaluate(
            "form => form.requestSubmit(form.querySelector('[data-draft-button]'))"
        )


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
