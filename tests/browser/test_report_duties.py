"""A report duty from reminder to merged draft: reminded, sent again by the agency, merged and taken away as a file."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests import papers
from tests.browser.cards import sign_in_by_card

ROUND = "Báo cáo dân vận năm 2026"


def test_from_a_reminder_to_the_merged_draft(served: str, page: Page) -> None:
    sign_in_by_card(page, served, "Điều phối")
    page.goto(f"{served}/nghia-vu-bao-cao")
    page.get_by_role("link", name=ROUND).click()
    bar = page.locator(".td-bulk")
    expect(bar).to_have_css("position", "static")  # no row is covered before one is chosen
    page.get_by_role("link", name="Chọn cả danh sách").click()
    expect(bar).to_have_css("position", "sticky")
    page.get_by_role("button", name="Nhắc gửi báo cáo").click()
    expect(page.locator("main")).to_contain_text("Kính gửi: UBND")
    page.get_by_role("button", name=re.compile(r"^Gửi \d+ thư nhắc$")).click()
    expect(page.locator(".td-flash")).to_contain_text("thư nhắc vào hộp thư đi")
    round_url = page.url

    sign_in_by_card(page, served, "Người xử lý đơn")
    page.goto(f"{served}/bao-cao-phai-nop")
    page.get_by_role("link", name="Gửi lại").click()
    page.locator("[name=document_no]").fill("512/BC-UBND")
    page.locator("[name=document_on]").fill("23/11/2026")
    page.locator("[name=visits]").fill("77")
    page.locator("[name=files]").set_input_files(
        {"name": "bao cao.pdf", "mimeType": "application/pdf", "buffer": papers.PDF}
    )
    expect(page.locator("[data-file]")).to_contain_text("bao cao.pdf")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator(".td-flash")).to_contain_text("Đã gửi báo cáo số 512/BC-UBND.")

    sign_in_by_card(page, served, "Điều phối")
    page.goto(round_url)
    page.get_by_role("link", name="Tổng hợp", exact=True).click()
    expect(page.locator("tr", has_text="512/BC-UBND")).to_contain_text("77")
    page.get_by_role("button", name="Lập dự thảo của tỉnh").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải dự thảo (.docx)").click()
    assert taken.value.suggested_filename == "du-thao-bao-cao-plan-year-2026.docx"
