"""Coming to pages by their links, as each role: over the program itself, without a server and a browser between.

What a link leads to is the same there, and thousands of links are followed in a fraction of the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from flask import Flask

from tests.browser.cards import cards_of
from tests.browser.crawling import NO_PAGES, NOBODY, Doors, Found

ON_THE_WAY = 2  # addresses of one kind a role follows to find further ones
FURTHER = 40  # and how many of the rest when a kind of page is still missing
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
CSRF_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Follower:
    """Somebody who follows links."""

    def __init__(self, app: Flask, doors: Doors, locale: str) -> None:
        self.app, self.doors, self.locale = app, doors, locale
        self.client = app.test_client()
        self.files: set[str] = set()  # what answers a file, which may take seconds to make: asked for once

    def roles(self) -> list[str]:
        """The roles that have a card, in their order."""
        return [unescape(card["role"]) for card in cards_of(self.app.test_client().get("/dang-nhap").text)]

    def enter_as(self, role: str) -> None:
        """Sign in by a card of the demonstration; as nobody, only choose the language."""
        self.client = self.app.test_client()
        if role != NOBODY:
            offered = cards_of(self.client.get("/dang-nhap").text)
            card = next(card for card in offered if unescape(card["role"]) == role)
            typed = {name: unescape(card[name]) for name in ("csrf_token", "ref")}
            assert self.client.post(card["action"], data=typed).status_code == 302
        self.client.get(f"/ngon-ngu/{self.locale}")

    def leave_a_draft(self, address: str, **typed: str) -> None:
        """As the script of the form does while one types."""
        token = CSRF_TOKEN.findall(self.client.get(address).text)[-1]
        answer = self.client.post("/nhap", data={"csrf_token": token, "draft_path": address, **typed})
        assert answer.status_code == 200, answer.text

    def discover(self, role: str, known: Iterable[str]) -> Found:
        """Follow the links a role sees, a few of each kind; the others stay in ``Found.left``."""
        found, followed = Found(role), Counter[str]()
        waiting = [*known, *self.doors.without_arguments.values()]
        while waiting:
            address = waiting.pop(0)
            endpoint = self.doors.endpoint(address)
            if endpoint is None or endpoint in NO_PAGES or address in found.met:
                continue
            found.met.add(address)
            if followed[endpoint] >= ON_THE_WAY:
                found.left.append(address)
                continue
            followed[endpoint] += 1
            waiting += self._links(endpoint, address, found)
        return found

    def search_further(self, found: Found, wanted: set[str]) -> None:
        """Follow what was left, until every kind of page of ``wanted`` was seen or nothing is left."""
        waiting = found.left[:FURTHER]
        while waiting and not wanted <= found.pages.keys():
            address = waiting.pop(0)
            endpoint = self.doors.endpoint(address) or ""
            linked = self._links(endpoint, address, found)
            waiting = [one for one in linked if self.doors.endpoint(one) in wanted - found.pages.keys()] + waiting

    def _links(self, endpoint: str, address: str, found: Found) -> list[str]:
        if endpoint in self.files:
            return []
        answer = self.client.get(address, follow_redirects=True)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            found.others |= {endpoint} if answer.status_code < 400 else set()
            self.files |= {endpoint} if answer.status_code == 200 else set()
            return []
        where = answer.request.full_path.rstrip("?")
        landed = self.doors.endpoint(where) or endpoint
        found.others |= {endpoint} if landed != endpoint else set()
        found.add(landed, where)
        return [unescape(href) for href in HREF.findall(answer.text) if href.startswith("/")]
