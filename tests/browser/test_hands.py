"""What is done is heard: hands wait until the scripts of a page listen, however late these come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

LATE = 0.4  # seconds
PAGE = """<!doctype html><html lang="vi"><title>.</title><link rel="icon" href="data:,">
<script type="module" src="/late.js"></script><h1>Trang</h1><button>Ghi</button><output></output></html>"""
SCRIPT = """const told = document.querySelector("output");
document.addEventListener("keydown", event => { told.textContent += event.key; });
document.querySelector("button").addEventListener("click", () => { told.textContent += "!"; });"""


class Late(BaseHTTPRequestHandler):
    """A page at once, its script when the page can long be read."""

    def do_GET(self) -> None:
        script = self.path.endswith(".js")
        time.sleep(LATE if script else 0)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if script else "text/html")
        self.end_headers()
        self.wfile.write((SCRIPT if script else PAGE).encode())

    def log_message(self, *_what: object) -> None:
        """Say nothing."""


@pytest.fixture
def late() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Late) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_what_is_done_before_the_scripts_of_a_page_listen_waits_for_them(late: str, page: Page) -> None:
    for act, heard in ((lambda: page.keyboard.press("n"), "n"), (page.get_by_role("button").click, "!")):
        page.goto(late, wait_until="commit")
        expect(page.locator("h1")).to_have_text("Trang")
        act()
        expect(page.locator("output")).to_have_text(heard)
