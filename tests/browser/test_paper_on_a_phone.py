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


TORN = """cells => cells.filter(cell => {
  const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node; (node = words.nextNode());) {
    for (const word of node.data.matchAll(/[\\p{L}\\d]+/gu)) {
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      if (range.getClientRects().length > 1) { return true; }
    }
  }
  return false;
}).map(cell => cell.textContent)"""


def test_no_word_of_a_table_of_a_paper_is_torn(served: str, phone: Page) -> None:
    sign_in_by_card(phone, served, "Cán bộ tiếp công dân")
    phone.goto(f"{served}/lich-tiep-cong-dan/ban-niem-yet")
    cells = phone.locator(".td-letter :is(th, td)")
    assert cells.count() > 5
    assert cells.evaluate_all(TORN) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_a_box_without_words_is_large_enough_for_a_finger(served: str, phone: Page) -> None:
    sign_in_by_card(phone, served, "Thanh tra tỉnh")
    phone.goto(f"{served}/qua-han")
    box = phone.locator("main td > input[type=checkbox]").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    phone.goto(f"{served}/phap-luat/van-ban")
    crumb = phone.locator(".td-crumb a").first.bounding_box()
    assert crumb is not None
    assert crumb["height"] >= 24
