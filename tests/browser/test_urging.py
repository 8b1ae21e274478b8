"""From a red bar to an issued urging letter: two clicks and a confirmation; the head of the agency answers for it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card


def test_from_a_red_bar_to_an_issued_letter(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Thanh tra tỉnh")
    page.goto(f"{served}/ton-dong")
    page.locator(".td-barcell a").first.click()  # the bar itself
    expect(page).to_have_url(re.compile("/qua-han[?]co-quan="))
    page.get_by_role("button", name=re.compile("^Soạn thư cho cả")).click()
    expect(page.locator("h1")).to_contain_text("Ban hành công văn đôn đốc gửi")
    expect(page.locator("article")).to_contain_text("Đề nghị")
    page.locator("[name=number]").fill("145/TTr-VP")
    page.locator("[name=signed_by]").fill("Nguyễn Hữu Thịnh")
    page.get_by_role("button", name="Ban hành thư").click()
    expect(page.locator("h1")).to_have_text("Công văn đôn đốc số 145/TTr-VP")
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("^Tải văn bản đã ban hành")).click()
    assert taken.value.suggested_filename == "Công văn đôn đốc 145-TTr-VP.docx"
    page.goto(f"{served}/don-doc")
    expect(page.locator("#cho-tra-loi + table")).to_contain_text("145/TTr-VP")


def test_the_lists_of_letters_stand_on_the_same_lines(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Thanh tra tỉnh")
    page.goto(f"{served}/don-doc")
    lists = page.locator("main table:has(.td-c-letter)")
    assert lists.count() > 1
    begins = "heads => heads.map(head => Math.round(head.getBoundingClientRect().left))"
    places = {tuple(one.locator("th").evaluate_all(begins)) for one in lists.all()}
    assert len(places) == 1
