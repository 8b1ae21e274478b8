"""Every page, as each role comes to it, is fit for everybody.

The pages are found in the map of addresses, so a new one is looked at by itself or named here. Vietnamese is looked at
light on a desk and dark on a phone, English the other way round and in the hands of other roles. Headings, the console
and what scrolls sideways are looked at in both. Every rule of axe-core is asked of every page in one of them, which is
drawn by the name of the page, so that each pair of language, width and light is met on half of the pages; `make soak`
asks every page in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser.conftest import NOW, Installation
from tests.browser.crawling import NOBODY, Doors, Found, Visitor, visiting
from tests.browser.rare import made_in

OFFICER = "Cán bộ tiếp công dân"


LINK = re.compile(r"https?://\S+?(/dat-mat-khau/\S+)")
# What needs a state no province has. It is made of parts that are looked at on other pages.
ELSEWHERE = {
    "setup.first_run": "stands only before anything is there",
    "papers.discard": "asks about a paper being written; its page is that of every other question",
}


@dataclass(frozen=True)
class Prepared:
    """A province with what few have: letters of this month, a link to choose a password, the rare matters."""

    installation: Installation
    link: str


@pytest.fixture
def prepared(province: Installation) -> Prepared:
    made_in(province)
    province.run("oversight", "letters", "--month", "2026-11", now=NOW)
    said = province.run("accounts", "create", "nguoi.moi", "--full-name", "Người Mới", "--link", now=NOW)
    link = LINK.search(said)
    assert link, said
    return Prepared(province, link[1])


@dataclass(frozen=True)
class Manner:
    """How pages are looked at: language and light (the other one on a phone), and in whose hands."""

    locale: str
    light: str
    roles: slice  # the order in which roles are asked for a page of each kind


IN_ENGLISH_TOO = pytest.param(True, marks=pytest.mark.soak)
VIETNAMESE, ENGLISH = Manner("vi", "light", slice(None)), Manner("en", "dark", slice(None, None, -1))


def chosen(found: list[Found]) -> dict[str, list[str]]:
    """For each role, what to look at: a page of each kind, in the hands of the first who has one."""
    looks: dict[str, list[str]] = {}
    for endpoint in sorted({endpoint for one in found for endpoint in one.pages}):
        who = next(one for one in found if endpoint in one.pages)
        looks.setdefault(who.role, []).append(who.pages[endpoint][0])
    return looks


def everything_found(visitor: Visitor, link: str) -> list[Found]:
    """What nobody in particular and what each role comes to; rare pages are looked for by every role."""
    found = []
    for role in [NOBODY, *visitor.roles()]:
        visitor.enter_as(role)
        if role == OFFICER:
            leave_a_draft(visitor)
        found.append(visitor.discover(role, [link] if role == NOBODY else []))
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


def look_at_all(visitor: Visitor, looks: dict[str, list[str]]) -> list[str]:
    """What is wrong with these pages, each in its role's hands."""
    for role, pages in looks.items():
        visitor.enter_as(role)
        for page in pages:
            visitor.look_at(page, role)
    return visitor.troubles


@pytest.mark.parametrize("every_rule_twice", [False, IN_ENGLISH_TOO])
def test_every_page_is_fit_for_everybody(
    prepared: Prepared, chromium: Browser, sqlite_app: Flask, *, every_rule_twice: bool
) -> None:
    doors, troubles, found = Doors.of(sqlite_app), list[str](), list[Found]()
    with prepared.installation.serving(NOW, "--no-scheduler") as address:
        for manner in (VIETNAMESE, ENGLISH):
            with visiting(
                chromium, address, doors, locale=manner.locale, light=manner.light, every_rule=every_rule_twice
            ) as visitor:
                found = found or everything_found(visitor, prepared.link)  # an address is the same in every language
                troubles += look_at_all(visitor, chosen(found[manner.roles]))
    troubles += [f"no role comes to {endpoint} by a link" for endpoint in unseen(doors, found)]
    assert not troubles, "\n".join(troubles)
