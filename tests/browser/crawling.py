"""What a page must be, whoever opens it: looked at by axe-core, on a desk and on a phone, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import axe_playwright_python
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.browser.cards import enter
from tests.browser.hands import wait_until_read

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RULES_OF_SIZE_AND_LIGHT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "aria-hidden-focus"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
LANGUAGES = ("vi", "en")
OTHER_LIGHT = {"light": "dark", "dark": "light"}
NOBODY = "nobody"
NO_PAGES = {
    "static", "bootstrap.static", "help.icons", "setup.health", "accounts.language", "accounts.theme",
    "files.page",  # a file, and opening it is written down
    "oversight.letter_html",  # a letter as a mail program shows it, with its style inside
}  # fmt: skip
CHANGES_THE_LANGUAGE = {"accounts.account"}  # sent empty, it saves the language of the account
# All there is to see of a page in one light and size, asked in one question: each would be a way there and back.
SEE = """async ([light, rules]) => {
  document.documentElement.setAttribute('data-bs-theme', light);
  const found = rules ? await axe.run(document, {resultTypes: ['violations'], runOnly: rules}) : {violations: []};
  return {
    violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 160))]),
    headings: [...document.querySelectorAll('h1')].filter(one => one.checkVisibility()).length,
    language: document.documentElement.lang,
    width: document.documentElement.scrollWidth,
  };
}"""
EMPTY_FORMS = """() => [...document.querySelectorAll('main form')].filter(form => form.method === 'post'
  && form.querySelector('input:not([type=hidden]):not([aria-hidden]), textarea, select')).map(form => form.action)"""
# Answers whether the page gives way: a form its script sends (files) stays, one whose draft is on its way goes later.
SEND_EMPTY = """address => {
  const form = [...document.querySelectorAll('main form')].find(one => one.method === 'post' && one.action === address);
  for (const one of form.querySelectorAll('input:not([type=hidden]), textarea')) {
    if (one.type === 'radio' || one.type === 'checkbox') { one.checked = false; } else { one.value = ''; }
  }
  for (const one of form.querySelectorAll('select')) { one.selectedIndex = 0; }
  let goes = false;
  const button = form.querySelector('button[type=submit]');
  const beside = '_blank' === (button?.formTarget || form.target);
  addEventListener('submit', event => { goes = !beside && (!event.defaultPrevented || form.matches('[data-draft]')); });
  form.requestSubmit(button);
  return goes;
}"""


class Stays(Exception):
    """The page stays where it is: what it says then is looked at all the same."""


@dataclass
class Doors:
    """The addresses of the program: which page an address leads to."""

    adapter: MapAdapter
    without_arguments: dict[str, str]
    every: set[str]
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)  # every page has most links of every other

    @classmethod
    def of(cls, app: Flask) -> Doors:
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())]
        plain = {rule.endpoint: rule.rule for rule in rules if not rule.arguments and rule.endpoint not in NO_PAGES}
        return cls(app.url_map.bind("127.0.0.1"), plain, {rule.endpoint for rule in rules} - NO_PAGES)

    def endpoint(self, address: str, method: str = "GET") -> str | None:
        """Which page an address of ours leads to; None elsewhere."""
        asked = urlsplit(address).path, method
        if asked not in self.known:
            self.known[asked] = self._matched(*asked)
        return self.known[asked]

    def _matched(self, path: str, method: str) -> str | None:
        try:
            found, _values = self.adapter.match(path, method)
        except HTTPException:
            return None
        return str(found)


@dataclass
class Found:
    """What a role comes to: for each kind of page, the addresses it was seen at."""

    role: str
    pages: dict[str, list[str]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    left: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)  # answers that are no pages: redirects, files

    def add(self, endpoint: str, address: str) -> None:
        self.pages.setdefault(endpoint, []).append(address)


@dataclass
class Visitor:
    """Somebody with a browser; ``troubles`` is what was wrong with the pages they looked at."""

    page: Page
    address: str
    locale: str
    light: str
    doors: Doors
    every_rule: bool = True
    troubles: list[str] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)
    console: list[str] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def enter_as(self, role: str) -> None:
        """Sign in by a card of the demonstration; as nobody, only choose the language."""
        self.context.clear_cookies()
        if role != NOBODY:
            enter(self.context, self.address, role)
        self.context.request.get(f"{self.address}/ngon-ngu/{self.locale}", max_redirects=0)

    def look_at(self, address: str, role: str) -> None:
        """Open a page, look at it in every light and size, then send each of its forms empty and look again."""
        self.open(address)
        self.look(f"{role}: {address}")
        opened = True
        for action in self.page.evaluate(EMPTY_FORMS):
            endpoint = self.doors.endpoint(action, "POST")
            if endpoint and endpoint not in self.sent | CHANGES_THE_LANGUAGE:
                self.sent.add(endpoint)
                if not opened:
                    self.open(address)
                opened = False
                self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
                self.send_empty(action)
                self.look(f"{role}: {address}, {endpoint} sent empty", clean=False)

    def open(self, address: str) -> None:
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        self.console.clear()
        self.page.goto(f"{self.address}{address}")

    def send_empty(self, action: str) -> None:
        with suppress(Stays), self.page.expect_navigation():
            if not self.page.evaluate(SEND_EMPTY, action):
                raise Stays

    def look(self, where: str, *, clean: bool = True) -> None:
        """Note what is wrong with the page that is open; ``clean``: it may not have been refused either."""
        wait_until_read(self.page)
        every_rule = self._asks_every_rule()
        if every_rule:
            self.page.evaluate(AXE)
        seen = self._see(where, self.light, {"type": "tag", "values": EVERY_RULE} if every_rule else None)
        self._note(where, [f"has {seen['headings']} h1"] if seen["headings"] != 1 else [])
        self._note(where, ["says it is in another language"] if seen["language"] != self.locale else [])
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        other = OTHER_LIGHT[self.light]
        wide = self._see(f"{where} (360 px, {other})", other, by_name(RULES_OF_SIZE_AND_LIGHT) if every_rule else None)
        self._note(where, [f"scrolls sideways at 360 px: {wide['width']}"] if wide["width"] > PHONE["width"] else [])
        self._note(where, [line for line in self.console if clean or "Failed to load resource" not in line])
        self.console.clear()

    def _asks_every_rule(self) -> bool:
        """Of every page, or of those whose name draws this language: each page is drawn for one of the two."""
        endpoint = self.doors.endpoint(self.page.url) or ""
        return self.every_rule or LANGUAGES[crc32(endpoint.encode()) % len(LANGUAGES)] == self.locale

    def _see(self, where: str, light: str, rules: dict[str, Any] | None) -> dict[str, Any]:
        """What there is to see in this light; what breaks one of the rules of axe-core is noted."""
        seen: dict[str, Any] = self.page.evaluate(SEE, [light, rules])
        for rule, places in seen["violations"]:
            self._note(where, [f"{rule} ({len(places)}): {'; '.join(places[:3])}"])
        return seen

    def _note(self, where: str, troubles: Iterable[str]) -> None:
        self.troubles += [f"{self.locale}, {where}: {trouble}" for trouble in troubles]


def by_name(rules: list[str]) -> dict[str, Any]:
    return {"type": "rule", "values": rules}


@contextmanager
def visiting(
    browser: Browser, address: str, doors: Doors, *, locale: str, light: str, every_rule: bool = True
) -> Iterator[Visitor]:
    """A browser of somebody's own, its console listened to."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
    visitor = Visitor(context.new_page(), address, locale, light, doors, every_rule)
    visitor.page.on("dialog", lambda dialog: dialog.accept())  # leaving a form that was sent back asks
    visitor.page.on("pageerror", lambda error: visitor.console.append(f"script error: {error}"))
    visitor.page.on("console", lambda line: visitor.console.append(_said(line)) if line.type == "error" else None)
    try:
        yield visitor
    finally:
        context.close()


def _said(line: ConsoleMessage) -> str:
    return f"{line.text} {line.location['url']}"
