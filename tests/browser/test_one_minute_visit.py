"""A visit in under a minute: somebody who came before, written down with the keyboard alone, counted and timed.

What is typed of the matter itself is the officer's; everything around it is counted in strokes of a key. The server's
time is read from its own log: every request of the visit, from opening the form to the page of what was saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.cards import sign_in_by_card
from tests.browser.conftest import NOW, Installation, page_of

MOST_STROKES, MOST_SECONDS = 40, 20.0  # ten times what an idle machine takes: a busy one is no fault
OFFICER = "Cán bộ tiếp công dân"
NAME, YEAR, PLACE, PAPER = "Rơ Châm H’Đuốc Thử Nghiệm", "1968", "Thôn Ia Mut Thử Nghiệm", "064168004471"
LAND = "Chưa đồng ý mức hỗ trợ cây cao su khi thu hồi đất làm đường liên xã"
AGAIN = "Hỏi tiến độ hỗ trợ cây cao su khi thu hồi đất làm đường"
LIST = "#nguoi-da-den [role=option]"
FINISHED = re.compile(r"INFO app\.logs: (GET|POST) (\S+) \d+ (\d+) ms")


@dataclass
class Hands:
    """Somebody at the keyboard: what is pressed is counted, but for the words of the matter."""

    page: Page
    strokes: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words, delay=5)
        self.strokes += len(words)

    def say(self, words: str) -> None:
        """The words of the citizen, which no program can shorten."""
        self.page.keyboard.type(words)

    def tab_to(self, name: str) -> None:
        """In reading order, over whatever stands between."""
        for _one in range(10):
            self.press("Tab")
            if self.page.locator(f"[name={name}]:focus").count():
                return
        pytest.fail(f"the keyboard does not come to {name}")

    def stands_at(self, name: str) -> None:
        expect(self.page.locator(f"[name={name}]:focus")).to_have_count(1)


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    yield from page_of(chromium, width=1280, height=800)


def spent(log: Path, since: int) -> tuple[int, float]:
    """How many requests the server answered since a place in its log, and the seconds they took."""
    said = FINISHED.findall(log.read_text()[since:])
    found = [int(ms) for _method, path, ms in said if not path.startswith("/static")]
    return len(found), sum(found) / 1000


def somebody_came_before(page: Page, address: str) -> None:
    page.goto(f"{address}/tiep-dan/ghi")
    for name, words in (("full_name", NAME), ("birth_year", YEAR), ("address", PLACE), ("paper_number", PAPER)):
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=content]").fill(LAND)
    page.locator("[name=outcome][value=noted]").check()
    page.locator("button[name=then][value=page]:visible").first.click()
    expect(page.locator("main")).to_contain_text("Đã lưu lượt tiếp")


def test_a_visit_of_somebody_who_came_before_by_the_keyboard_alone(
    province: Installation, desk: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "server.log"
    with province.serving(NOW, "--no-scheduler", log=log) as address:
        sign_in_by_card(desk, address, OFFICER)
        somebody_came_before(desk, address)
        begun, hands = len(log.read_text()), Hands(desk)

        hands.press("Alt+n")
        hands.stands_at("full_name")
        hands.type("hduoc 1968")
        expect(desk.locator(LIST).first).to_contain_text(NAME)
        expect(desk.locator("[data-about-person]")).to_contain_text(LAND)
        hands.press("Enter")
        expect(desk.locator("[name=paper_number]")).to_have_value(PAPER)
        hands.stands_at("kind")
        hands.press("Space", "Tab")
        hands.stands_at("content")
        hands.say(AGAIN)
        expect(desk.locator("[data-like]:visible")).to_have_count(1)
        hands.press("Tab")
        hands.stands_at("repeats")
        hands.press("ArrowDown")
        expect(desk.locator("label:has([name=repeats]:checked)")).to_contain_text("Lần thứ 2 về việc")
        hands.tab_to("outcome")
        hands.press("ArrowDown", "ArrowDown")
        hands.press("Control+Enter")
        expect(desk.locator("main")).to_contain_text("Đã lưu lượt tiếp")
        expect(desk.locator(".td-lede")).to_contain_text("tiếp lần 2")

        requests, seconds = spent(log, begun)
    with capsys.disabled():
        print(f" [{hands.strokes} strokes, {requests} requests, {seconds:.2f} s of the server] ", end="")  # noqa: T201
    assert hands.strokes <= MOST_STROKES
    assert seconds <= MOST_SECONDS


def test_the_same_visit_by_touch_on_a_phone_and_a_group_of_twelve(province: Installation, chromium: Browser) -> None:
    context = chromium.new_context(locale="vi-VN", viewport={"width": 360, "height": 780}, has_touch=True)
    phone = context.new_page()
    with province.serving(NOW, "--no-scheduler") as address:
        sign_in_by_card(phone, address, OFFICER)
        somebody_came_before(phone, address)
        phone.goto(f"{address}/tiep-dan/ghi")
        phone.locator("[name=paper_number]").press_sequentially("4471")
        phone.locator(LIST).first.tap()
        expect(phone.locator("[name=full_name]")).to_have_value(NAME)
        phone.locator("[name=people_count]").fill("12")
        expect(phone.locator("#doan")).to_contain_text("nhiều nhất 5 người đại diện")
        phone.locator("[name=mandate]").fill("Giấy cử người đại diện ngày 20/11/2026")
        phone.locator("label:has([name=kind][value=complaint])").tap()
        phone.locator("[name=content]").fill(AGAIN)
        phone.locator("label:has([name=repeats])").last.tap()
        phone.locator("label:has([name=outcome][value=answered])").tap()
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        phone.locator("button[name=then][value=page]:visible").first.tap()
        expect(phone.locator("main")).to_contain_text("Đoàn đông người")
        expect(phone.locator(".td-lede")).to_contain_text("tiếp lần 2")
    context.close()
