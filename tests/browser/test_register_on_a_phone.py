"""The register of reception on a phone: a card a visit, each line of it beginning with its words."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.cards import sign_in_by_card

BEFORE = """cells => cells.flatMap(cell => [...cell.querySelectorAll(':scope > div')])
    .map(line => getComputedStyle(line, '::before').content)"""
FIRST = """cells => cells.map(cell => cell.querySelector(':scope > div')).filter(Boolean)
    .map(line => getComputedStyle(line, '::before').content)"""


def test_no_line_of_a_card_of_the_register_begins_with_a_dot(served: str, phone: Page) -> None:
    sign_in_by_card(phone, served, "Cán bộ tiếp công dân")
    phone.goto(f"{served}/so-tiep-cong-dan?tu=2026-01-01&den=2026-11-23")
    cells = phone.locator("main td.td-wide[class*='td-i-']")
    assert set(cells.evaluate_all(FIRST)) == {"none"}
    assert '" · "' in cells.evaluate_all(BEFORE)  # between two lines of one cell it stays


def test_a_petition_in_the_list_says_in_english_when_it_was_received(served: str, phone: Page) -> None:
    sign_in_by_card(phone, served, "Người xử lý đơn, xác minh")
    phone.goto(f"{served}/ngon-ngu/en?next=/don")
    assert phone.locator("main .td-label-phone", has_text="Received").count()
