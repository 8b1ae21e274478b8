"""Whole procedures in a real browser, from the petition to the closed file: what the client of ``tests/web`` walks too.

Each step is found on the page of the file, filled in and sent by hand, so to say; its ledger is the one reckoned by
hand from the law. The suite walks a short one, ``make soak`` every procedure on both databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from threading import Thread

import pytest
from docx import Document as Word
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect
from werkzeug.serving import make_server

from app.records.people import RoleKind
from app.statute.terms import ACT_VERBS
from tests.browser.conftest import page_of
from tests.web.cases import journeys, side_ways
from tests.web.cases.journeys import PAPER, SEEN, SHUT, Journey, Said, of
from tests.web.cases.test_journeys import Desks, found, ledger_of
from tests.web.desks import a_desk, looking

EVERY = {
    "first-complaint": journeys.FIRST_COMPLAINT,
    "second-complaint": journeys.SECOND_COMPLAINT,
    "discipline": journeys.DISCIPLINE_FIRST,
    "discipline-again": journeys.DISCIPLINE_SECOND,
    "denunciation": journeys.A_DENUNCIATION,
    "withdrawn": journeys.WITHDRAWN,
    "denunciation-withdrawn": journeys.DENUNCIATION_WITHDRAWN,
    "taken-over": journeys.TAKEN_OVER,
    "annulled": journeys.ANNULLED,
    "in-court": journeys.IN_COURT,
    "expert": side_ways.EXPERT,
    "clear-case": side_ways.CLEAR_CASE,
    "further": side_ways.FURTHER,
    "found-right": side_ways.FOUND_RIGHT,
    "one-by-one": side_ways.ONE_BY_ONE,
    "denouncers-one-by-one": side_ways.DENOUNCERS_ONE_BY_ONE,
    "suspended": side_ways.SUSPENDED,
    "absent": side_ways.ABSENT,
}


class OnScreen(Desks):
    """The people of one agency, each sitting down in turn at a browser that shows the real pages."""

    def __init__(self, app: Flask, page: Page, address: str) -> None:
        with looking(app) as session:
            super().__init__(app, a_desk(session))
        self.page, self.server = page, address

    def sit_down(self, who: RoleKind, day: str) -> None:
        """On that day, signed in: how one signs in has tests of its own."""
        cookies = self.at(who, day).client._cookies or {}
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [{"name": one.key, "value": one.value, "url": self.server} for one in cookies.values()]
        )

    def take(self, day: str, act: str, who: RoleKind, said: Said) -> None:
        self.sit_down(who, day)
        self.page.goto(self.server + self.address)
        if act == PAPER:
            self.write(day, **said)
            return
        if SHUT in said:
            expect(self.page.locator(f"main a[href$='/viec/{act}']")).to_have_count(0)
            self.why_not(act, said[SHUT])
            return
        self.follow(act)
        seen = said.get(SEEN, "")
        for name, value in {"document_no": "1/VB", **found(act, said), **said}.items():
            if name not in {SEEN, "verdict"}:  # the verdict is said content by content
                self.say(name, value)
        self.press("main form button.btn-primary:visible")
        if self.page.locator("button[value=confirm]").count():
            expect(self.page.locator("main")).to_contain_text(seen)
            self.press("button[value=confirm]")
        elif seen:
            expect(self.page.locator("main [role=alert]").first).to_contain_text(seen)
            return
        expect(self.page.locator("main h1"), f"{day} {act}").to_have_count(1)
        assert "/viec/" not in self.page.url, (day, act, self.page.locator("main").inner_text())
        self.address = re.sub(r"^https?://[^/]+|[?#].*$", "", self.page.url)

    def why_not(self, act: str, said: str) -> None:
        """What the file says of an act of its stage that cannot be recorded."""
        self.page.get_by_text("Chưa ghi được, vì sao").click()
        named = self.page.locator(".td-not-yet dt", has_text=re.compile(f"^{re.escape(ACT_VERBS[act].vi)}$"))
        expect(named.locator("xpath=following-sibling::dd[1]")).to_contain_text(said)

    def follow(self, act: str) -> None:
        """The link of the file to the page of the act: without it nobody would find the way."""
        way = self.page.locator(
            f"main a[href$='/viec/{act}']" + (", main a[href$='/thu-ly']" if act == "accepted" else "")
        )
        self.page.goto(self.server + str(way.first.get_attribute("href")))

    def write(self, day: str, paper: str, **passages: str) -> None:
        """Write a paper of the file, issue it, and read in the file what it says."""
        self.page.goto(self.server + str(self.page.locator(f"main a[href$='/van-ban/{paper}']").get_attribute("href")))
        for name, value in {**passages, "issued_on": f"{of(day):%d/%m/%Y}"}.items():
            self.say(name, value)
        self.press("button[value=issue]")
        for said in passages.values():
            expect(self.page.locator("main")).to_contain_text(said)
        self.press("button[value=confirm]")
        kept = self.page.locator("main a[href$='?luu=1']").first.get_attribute("href")
        words = "\n".join(
            one.text for one in Word(BytesIO(self.page.request.get(f"{self.server}{kept}").body())).paragraphs
        )
        assert all(said in words for said in passages.values()), words

    def say(self, name: str, value: str) -> None:
        fields = self.page.locator(f"main form [name={name}]:not([type=hidden])")
        if not fields.count():
            assert name == "document_no", name
            return
        match self.kind(fields.first):
            case "radio" | "checkbox":
                self.page.locator(f"main form [name={name}][value='{value}']").check()
            case "select-one":
                fields.first.select_option(value)
            case _:
                fields.first.fill(value)

    def kind(self, one: Locator) -> str:
        return str(one.evaluate("one => one.type"))

    def press(self, what: str) -> None:
        self.page.wait_for_load_state()
        self.page.locator(what).first.click()
        self.page.wait_for_load_state()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    yield from page_of(chromium, width=1280, height=800)


def walked(app: Flask, page: Page, journey: Journey) -> journeys.Ledger:
    """The ledger after every step of the journey was taken on the screen."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        return ledger_of(app, OnScreen(app, page, f"http://127.0.0.1:{server.server_port}").walk(journey))
    finally:
        server.shutdown()
        serving.join()


def test_a_denunciation_taken_back_goes_to_its_end_on_the_screen(sqlite_app: Flask, desktop: Page) -> None:
    assert walked(sqlite_app, desktop, journeys.DENUNCIATION_WITHDRAWN) == journeys.DENUNCIATION_WITHDRAWN.ledger


@pytest.mark.soak
@pytest.mark.parametrize("journey", [pytest.param(one, id=name) for name, one in EVERY.items()])
def test_every_procedure_goes_to_its_end_on_the_screen(app: Flask, desktop: Page, journey: Journey) -> None:
    assert walked(app, desktop, journey) == journey.ledger
