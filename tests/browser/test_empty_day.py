"""A day of reception nobody came to, by the officer on a phone: planned, its minute written down, its line."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card


def test_a_day_nobody_came_to_has_its_line_in_the_register(served: str, phone: Page) -> None:
    sign_in_by_card(phone, served, "Cán bộ tiếp công dân")
    phone.goto(f"{served}/lich-tiep-cong-dan/moi?ngay=2026-11-23")
    phone.locator("[name=kind][value=regular]").check()
    phone.locator("[name=on]").fill("23/11/2026")
    phone.locator("main form button.btn-primary").click()
    phone.get_by_role("link", name="Ghi kết quả buổi tiếp").click()
    phone.locator("[name=chair][value=officer]").check()
    phone.locator("[name=document]").fill("Biên bản số 31/BB-TCD")
    phone.locator("main form button.btn-primary").click()
    expect(phone.locator("main")).to_contain_text("không có công dân đến")
    phone.goto(f"{served}/so-tiep-cong-dan?tu=2026-11-23&den=2026-11-23")
    line = phone.locator("tr", has_text="Biên bản số 31/BB-TCD")
    expect(line).to_contain_text("0 lượt: không có công dân đến")
    expect(line).to_contain_text("23/11/2026")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
