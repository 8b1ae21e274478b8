"""Files while a visit is typed: two sent, one refused, there after a reload, opened byte for byte from the page."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import papers
from tests.browser.cards import sign_in_by_card
from tests.browser.conftest import MONDAY, Installation, page_of

PHOTO = papers.JPEG + bytes(300_000)


@pytest.fixture
def brought(tmp_path: Path) -> list[Path]:
    """A scan, a photograph, and a program that calls itself a scan."""
    files = {"Đơn khiếu nại.pdf": papers.PDF, "ảnh thửa đất.jpg": PHOTO, "quyết định.pdf": papers.EXE}
    folder = tmp_path / "brought"
    folder.mkdir()
    for name, told in files.items():
        (folder / name).write_bytes(told)
    return sorted(folder.iterdir())


def test_files_are_sent_while_a_visit_is_typed(
    installation: Installation, page: Page, chromium: Browser, brought: list[Path]
) -> None:
    with installation.serving(MONDAY, "--no-scheduler") as address:
        sign_in_by_card(page, address, "Cán bộ tiếp công dân")
        page.goto(f"{address}/tiep-dan/ghi")
        page.locator("[name=full_name]").fill("Nay H'Bliêr Thử Nghiệm")
        page.locator("[name=content]").fill("Bồi thường cây điều")
        files_come_and_go(page, brought)
        the_draft_has_them_after_a_reload(page, address)
        page.locator("[name=kind][value=complaint]").check()
        page.locator("[name=outcome][value=noted]").check()
        page.locator("button[name=then][value=page]:visible").first.click()
        expect(page.get_by_role("heading", name="Tệp của hồ sơ")).to_contain_text("2")
        opened_byte_for_byte(page, address)
        one_more_is_dropped_on_the_page(page)
        another_agency_finds_nothing(page, chromium, address)


def files_come_and_go(page: Page, brought: list[Path]) -> None:
    rows = page.locator("[data-files] li.td-file")
    page.locator("#files").set_input_files([str(path) for path in brought])
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="Đơn khiếu nại.pdf")).to_contain_text("PDF · 1 KB")
    expect(rows.filter(has_text="ảnh thửa đất.jpg")).to_contain_text("Ảnh · 293 KB")
    expect(rows.filter(has_text="quyết định.pdf")).to_contain_text("Không nhận loại tệp này.")
    expect(page.locator("[data-draft-state]")).to_contain_text("Đã lưu nháp lúc")
    rows.filter(has_text="quyết định.pdf").get_by_role("button", name="Bỏ tệp").click()
    expect(rows).to_have_count(2)


def the_draft_has_them_after_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}/tiep-dan/ghi")
    page.get_by_role("link", name="Mở tiếp").click()
    expect(page.locator("[name=content]")).to_have_value("Bồi thường cây điều")
    expect(page.locator("[data-files] li.td-file")).to_have_count(2)


def opened_byte_for_byte(page: Page, address: str) -> None:
    panel = page.get_by_role("region", name="Tệp của hồ sơ")
    for name, told in (("Đơn khiếu nại.pdf", papers.PDF), ("ảnh thửa đất.jpg", PHOTO)):
        link = panel.get_by_role("link", name=f"Tải về {name}")
        answer = page.request.get(f"{address}{link.get_attribute('href')}")
        assert sha256(answer.body()).hexdigest() == sha256(told).hexdigest()
        with page.expect_download() as saved:
            link.click()
        assert saved.value.suggested_filename == name
    with page.context.expect_page() as beside:
        panel.get_by_role("link", name="Mở ảnh thửa đất.jpg").click()
    beside.value.close()


def one_more_is_dropped_on_the_page(page: Page) -> None:
    dropped = """([zone, text]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([text], "biên bản.pdf"));
        for (const kind of ["dragover", "drop"]) {
            zone.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
        }
    }"""
    page.evaluate(dropped, [page.locator("[data-drop-zone]").element_handle(), papers.PDF.decode()])
    panel = page.get_by_role("region", name="Tệp của hồ sơ")
    expect(panel.get_by_role("link", name="Tải về biên bản.pdf")).to_be_visible()  # the page has been read again


def another_agency_finds_nothing(page: Page, chromium: Browser, address: str) -> None:
    link = page.get_by_role("link", name="Tải về biên bản.pdf").get_attribute("href")
    for other in page_of(chromium, width=1440, height=900):
        sign_in_by_card(other, address, "Quản trị viên")
        assert other.request.get(f"{address}{link}").status == 403
        other.context.clear_cookies()
        assert "Đăng nhập" in other.request.get(f"{address}{link}").text()
