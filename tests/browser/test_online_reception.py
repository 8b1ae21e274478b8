"""Online reception, by hand: the half-prepared day of the demonstration goes on, on a desk and on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card

HEAD = "Thủ trưởng"
ONLINE = "Chuẩn bị buổi tiếp trực tuyến"


def online_day(page: Page, address: str) -> str:
    """The address of the day the demonstration put online."""
    for month in ("2026-12", "2027-01"):
        page.goto(f"{address}/lich-tiep-cong-dan?thang={month}")
        for link in page.locator("a.td-slot").evaluate_all("found => found.map(one => one.href)"):
            if ONLINE in page.request.get(link).text():
                page.goto(link)
                page.get_by_role("link", name=ONLINE).click()
                page.wait_for_load_state()
                return page.url
    raise AssertionError(month)


def test_an_online_day_goes_on_step_by_step(served: str, page: Page, phone: Page) -> None:
    sign_in_by_card(page, served, HEAD)
    steps = online_day(page, served)
    expect(page.locator("main")).to_contain_text("Báo cơ quan tham gia: chưa")
    page.get_by_role("link", name="Ghi ngày đã báo, đã chuẩn bị").click()
    page.locator("[name=bodies]").fill("23/11/2026")
    page.locator("[name=prepared]").fill("23.11.2026")
    page.get_by_role("button", name="Ghi ngày đã báo, đã chuẩn bị").click()
    expect(page.locator("main")).to_contain_text("Đã ghi ngày thông báo, chuẩn bị.")
    page.locator("details.td-why").first.click()
    expect(page.locator("main")).to_contain_text("đếm lùi từ ngày liền trước")

    sign_in_by_card(phone, served, HEAD)
    phone.goto(steps)
    phone.get_by_role("link", name="Ghi kết quả kết nối thử").click()
    phone.locator("[name=result][value=no]").check()
    phone.get_by_role("button", name="Ghi kết quả kết nối thử").click()
    expect(phone.locator(".td-summary")).to_contain_text("không kết nối được")
    phone.locator("[name=note]").fill("Điểm cầu thành phần không có tiếng")
    phone.get_by_role("button", name="Ghi kết quả kết nối thử").click()
    expect(phone.locator("main")).to_contain_text("chưa thành công, Điểm cầu thành phần không có tiếng")
    assert phone.evaluate("document.documentElement.scrollWidth") == phone.viewport_size["width"]  # type: ignore[index]
