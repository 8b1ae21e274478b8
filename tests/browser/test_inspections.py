"""An inspection in a real browser, from the team's decision to its conclusion; then the unit reads what it is asked."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card

WORDS = "Sổ tiếp công dân bỏ trống hai ngày"


def step(page: Page, named: str, verb: str, **typed: str) -> None:
    """Take the step of this name from the page of the inspection."""
    page.get_by_role("link", name=named, exact=True).click()
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name=verb).click()
    expect(page.locator(".td-summary")).to_have_count(0)


def test_an_inspection_from_plan_to_result(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Thanh tra tỉnh")
    page.goto(f"{served}/kiem-tra")
    page.get_by_role("link", name="Kế hoạch kiểm tra năm 2026").click()
    page.locator("tr", has_text="đang tiến hành").get_by_role("link").click()
    page.get_by_role("link", name="Ghi điều phát hiện").click()
    page.locator("[name=control]").select_option("no_register")
    page.locator("[name=words]").fill(WORDS)
    page.get_by_role("button", name="Lưu điều phát hiện").click()
    expect(page.locator(".td-findings")).to_contain_text(WORDS)
    step(page, "Soạn kiến nghị", "Lưu kiến nghị", words="Ghi sổ đủ các ngày tiếp", term_on="31/12/2026")
    step(
        page, "Công bố kết luận", "Công bố kết luận", number="120/KL-TTr", signed_by="Chánh Thanh tra",
        summary="Còn thiếu sót về sổ sách.",
    )  # fmt: skip
    expect(page.locator(".td-head")).to_contain_text("đã có kết luận")
    expect(page.locator("#kien-nghi + table")).to_contain_text("Chờ đơn vị thực hiện")
    address = page.url
    sign_in_by_card(page, served, "Quan sát viên")
    page.goto(address)
    expect(page.locator(".td-findings")).to_contain_text(WORDS)
    expect(page.locator("main a.td-code")).to_have_count(0)
