"""The keys of every page, in a real browser: where they act, where they do not, and that they can be switched off."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card


def rows_go_down_and_up_and_open(page: Page, address: str) -> None:
    page.goto(f"{address}/vu-viec")
    row = page.locator("tr.is-row")
    codes = page.locator("[data-rows] tbody tr .td-code").all_inner_texts()
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(row.locator(".td-code")).to_have_text(codes[at])
    for _ in range(len(codes) + 2):
        page.keyboard.press("k")
    expect(row.locator(".td-code")).to_have_text(codes[0])  # the first row stays the first
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vu-viec/*")
    expect(page.locator(".td-crumb")).to_contain_text(codes[1])


def letters_are_letters_in_a_field(page: Page, address: str) -> None:
    page.goto(f"{address}/tiep-dan/ghi")
    name = page.locator("[name=full_name]")
    name.click()
    page.keyboard.type("j?k/x")
    expect(name).to_have_value("j?k/x")
    assert page.url.endswith("/tiep-dan/ghi")


def ctrl_enter_presses_the_main_button_from_anywhere(page: Page, address: str) -> None:
    page.goto(f"{address}/tiep-dan/ghi")
    page.locator("[name=full_name]").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".td-summary")).to_be_focused()
    page.locator("[name=full_name]").fill("Nay H'Bliêr Thử Nghiệm")
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=content]").fill("Kiểm đếm thiếu 40 cây.")
    page.locator("[name=outcome][value=answered]").check()
    page.locator("h1").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda address: not address.endswith("/tiep-dan/ghi"))
    expect(page.locator("main")).to_contain_text("Nay H'Bliêr Thử Nghiệm")


def test_lists_and_forms_are_worked_by_keys(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Cán bộ tiếp công dân")
    rows_go_down_and_up_and_open(page, served)
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/tiep-dan/ghi")
    letters_are_letters_in_a_field(page, served)
    ctrl_enter_presses_the_main_button_from_anywhere(page, served)


def test_a_row_is_chosen_by_x(served: str, page: Page) -> None:
    page.goto(f"{served}/components")
    boxes = page.locator("[data-rows] tbody input[type=checkbox]")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(boxes.first).not_to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(boxes.nth(1)).to_be_checked()


def test_single_keys_can_be_switched_off_and_the_others_stay(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Thủ trưởng cơ quan")
    page.goto(f"{served}/vu-viec")
    page.keyboard.press("?")
    page.wait_for_url("**/tro-giup/phim-tat")
    for key in ("?", "Alt + N", "j", "k", "x", "Ctrl + Enter", "Esc"):
        expect(page.locator("main table th", has_text=key).first).to_be_visible()
    page.get_by_label("Dùng phím đơn").uncheck()
    page.goto(f"{served}/vu-viec")
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.locator("tr.is-row")).to_have_count(0)
    assert page.url.endswith("/vu-viec")
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/tiep-dan/ghi")


def test_whoever_logs_no_visits_is_led_to_none(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Thanh tra tỉnh")
    page.goto(served)
    page.keyboard.press("Alt+n")
    page.keyboard.press("j")
    expect(page.locator("tr.is-row")).to_have_count(1)
    assert page.url.endswith("/ton-dong")
