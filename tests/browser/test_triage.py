"""Working through petitions by keyboard: a duplicate is stopped, then three are decided on without the list."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card
from tests.browser.conftest import NOW, Installation

MOST_PAGES = 60  # asked for, redirects too: half of them only to come to the duplicate


def choose(page: Page, name: str, value: str) -> None:
    """Press the blank key on one of a few choices."""
    page.locator(f"[name={name}][value={value}]").focus()
    page.keyboard.press("Space")


def classify(page: Page, kind: str, reason: str) -> None:
    """Say by keyboard what a petition is."""
    choose(page, "kind", kind)
    choose(page, "officials_conduct", "no")
    page.locator("[name=reason]").focus()
    page.keyboard.type(reason)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hướng xử lý đơn")


def file_it(page: Page, why: str) -> None:
    """Choose to file it, and say why."""
    page.get_by_role("link", name="Lưu đơn").focus()
    page.keyboard.press("Enter")
    page.locator("[name=reason]").focus()
    page.keyboard.type(why)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=status].td-flash")).to_contain_text("đã ghi “Lưu đơn”")


def a_duplicate_is_linked_and_its_second_transfer_stopped(page: Page) -> None:
    """What is typed stays while the link is made; the transfer is shut before anybody types."""
    while "quán hát gây ồn" not in page.locator(".td-triage-read").inner_text():
        with page.expect_navigation():
            page.keyboard.press("n")
    choose(page, "kind", "feedback")
    page.locator("[name=reason]").focus()
    page.keyboard.type("Phản ánh việc quản lý")
    sent_on = page.locator(".td-same li", has_text="đến Công an tỉnh")
    sent_on.get_by_role("button", name="Ghi là trùng").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=status].td-flash")).to_contain_text("Nội dung đang nhập còn nguyên")
    expect(page.locator("[name=reason]")).to_have_value("Phản ánh việc quản lý")
    classify(page, "feedback", ", gửi lần nữa")
    expect(page.locator("#huong-xu-ly ~ ul")).to_contain_text("đến Công an tỉnh: không làm lần nữa")
    file_it(page, "Trùng đơn đã chuyển")


def test_a_duplicate_is_stopped_and_three_petitions_are_decided_on_by_keyboard(
    province: Installation, page: Page
) -> None:
    with province.serving(NOW, "--no-scheduler") as address:
        sign_in_by_card(page, address, "Người xử lý đơn")
        pages: list[str] = []
        page.on("request", lambda request: pages.append(request.url) if request.is_navigation_request() else None)
        page.goto(f"{address}/don?loai=unclassified")
        page.keyboard.press("n")
        page.wait_for_url("**/phan-loai?*")
        a_duplicate_is_linked_and_its_second_transfer_stopped(page)
        page.goto(f"{address}/don?loai=unclassified")
        page.keyboard.press("n")
        page.wait_for_url("**/phan-loai?*")
        for _ in range(2):
            classify(page, "feedback", "Kiến nghị về hạ tầng")
            page.keyboard.press("y")
            expect(page.locator("#dieu-kien summary")).to_contain_text("không đạt 0, chưa rõ 0")
            file_it(page, "Đã giải quyết xong")
        assert len(pages) <= MOST_PAGES
