"""The form of a paper on a phone: what stands at its foot leaves room to read what is typed."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.cards import sign_in_by_card

TWO_ROWS = 100  # px: of buttons, and of what is saved


def test_the_bar_of_a_paper_takes_two_rows_in_either_language(served: str, phone: Page) -> None:
    sign_in_by_card(phone, served, "Người xử lý đơn, xác minh")
    phone.goto(f"{served}/vu-viec")
    phone.goto(served + str(phone.locator("main a[href^='/vu-viec/']").first.get_attribute("href")))
    paper = str(phone.locator("main a[href*='/van-ban/']").first.get_attribute("href"))
    for language in ("vi", "en"):
        phone.goto(f"{served}/ngon-ngu/{language}?next={paper}")
        bar = phone.locator(".td-actions").bounding_box()
        assert bar is not None
        assert bar["height"] <= TWO_ROWS, language
        assert phone.locator("main form button[value=docx]").is_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
