"""An administrator settles a reading of the law and a swap of the calendar; what is open follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card
from tests.browser.conftest import NOW, Installation

WHO = "Công văn 12/TTT-NV ngày 20/11/2026"


@pytest.fixture
def own(province: Installation) -> Iterator[str]:
    """A province of its own: what is settled here would move the dates of every other test."""
    with province.serving(NOW, "--no-scheduler") as address:
        yield address


def test_a_reading_is_settled_with_a_source_and_the_open_duties_follow(own: str, page: Page) -> None:
    sign_in_by_card(page, own, "Quản trị viên")
    page.goto(f"{own}/tai-khoan")
    page.get_by_role("link", name="Luật", exact=True).click()
    page.locator("section", has=page.locator("#roll_forward")).get_by_role("link", name="Chọn cách hiểu").click()
    page.get_by_label("Đúng ngày gốc, dù là ngày nghỉ.").check()
    page.get_by_role("button", name="Xem thay đổi").click()
    expect(page.locator(".td-summary")).to_contain_text("Nêu nguồn.")
    page.locator("[name=source]").fill(WHO)
    page.locator("[name=reason]").fill("Thanh tra tỉnh hướng dẫn")
    page.get_by_role("button", name="Xem thay đổi").click()
    expect(page.locator("main")).to_contain_text("Không sửa gì đã xét.")
    tried = re.search(r"Tính thử: (\d+) hạn", page.locator("main").inner_text())
    assert tried is not None
    page.get_by_role("button", name="Sửa lại").click()
    expect(page.locator("[name=source]")).to_have_value(WHO)
    page.get_by_role("button", name="Xem thay đổi").click()
    page.get_by_role("button", name="Chọn cách hiểu").click()
    expect(page.locator(".td-flash")).to_contain_text(f"Đã chọn cách hiểu. {tried[1]} hạn đang chạy đổi ngày cuối.")
    expect(page.locator(".td-following")).to_have_count(0)  # none is left to follow

    sign_in_by_card(page, own, "Người xử lý đơn")
    page.goto(f"{own}/phap-luat/cach-hieu")
    expect(page.locator("section", has=page.locator("#roll_forward"))).to_contain_text(f"Nguồn: {WHO}")

    sign_in_by_card(page, own, "Quản trị viên")
    page.goto(f"{own}/quan-tri/luat/cach-hieu/roll_forward/mac-dinh")
    page.locator("[name=reason]").fill("Văn bản đã được thu hồi")
    page.get_by_role("button", name="Xem thay đổi").click()
    page.get_by_role("button", name="Trở về mặc định").click()
    expect(page.locator(".td-flash")).to_contain_text(f"{tried[1]} hạn đang chạy đổi ngày cuối.")  # all of them back


def test_a_proposed_swap_is_entered_once_it_is_approved(own: str, page: Page) -> None:
    sign_in_by_card(page, own, "Quản trị viên")
    page.goto(f"{own}/quan-tri/lich-nghi")
    expect(page.locator(".td-proposed")).to_contain_text("nghỉ thứ Hai 23/11/2026, làm bù thứ Bảy 28/11/2026")
    page.get_by_role("link", name="Nhập khi đã được chấp thuận").click()
    expect(page.locator("[name=off]")).to_have_value("23/11/2026")
    page.locator("[name=source]").fill("CV 13000/VPCP-KGVX")
    page.locator("[name=reason]").fill("Chính phủ đã chấp thuận")
    page.get_by_role("button", name="Xem thay đổi").click()
    expect(page.locator("table")).to_contain_text("nghỉ cuối tuần")
    page.get_by_role("button", name="Sửa lịch nghỉ").click()
    expect(page.locator(".td-flash")).to_contain_text("Đã sửa lịch nghỉ.")
    expect(page.locator(".td-proposed")).to_have_count(0)
    expect(page.locator("td.is-work", has_text="28")).to_have_count(1)

    page.goto(f"{own}/quan-tri/lich-nghi/ngay/2026-11-28/bo")
    page.locator("[name=source]").fill("CV 13001/VPCP-KGVX")
    page.locator("[name=reason]").fill("Không làm bù nữa")
    page.get_by_role("button", name="Xem thay đổi").click()
    page.get_by_role("button", name="Bỏ ngày làm bù").click()
    expect(page.locator(".td-flash")).to_contain_text("Đã sửa lịch nghỉ.")
    expect(page.locator(".td-proposed")).to_have_count(1)  # half of it is not the swap
