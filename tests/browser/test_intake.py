"""A mixed petition arrives over a line that is lost on the way, and is split in two."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import papers
from tests.browser.cards import sign_in_by_card

SCAN = papers.PDF + bytes(1_200_000)  # three pieces
PIECES = "**/tep/phan"


@pytest.fixture
def careless(chromium: Browser) -> Iterator[Page]:
    """A page that may say in its console that the line was lost."""
    context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield context.new_page()
    context.close()


def test_a_petition_comes_over_a_lost_line_and_is_split_in_two(served: str, careless: Page, tmp_path: Path) -> None:
    page, scan = careless, tmp_path / "đơn hai nội dung.pdf"
    scan.write_bytes(SCAN)
    sign_in_by_card(page, served, "Người xử lý đơn, xác minh")
    page.goto(f"{served}/don/moi")
    page.locator("[name=source][value=post]").check()
    page.locator("[name=full_name]").fill("Nay H'Bliêr Thử Nghiệm")
    page.locator("[name=content]").fill("Khiếu nại thu hồi đất; phản ánh đường hỏng")
    page.get_by_label("Đơn có nhiều nội dung").check()
    sent_over_a_lost_line(page, scan)
    page.get_by_role("button", name="Lưu đơn").click()
    expect(page.get_by_role("heading", name="Tệp của hồ sơ")).to_contain_text("1")
    kept_whole(page, served)
    split_in_two(page)
    expect(page.get_by_role("region", name="Liên quan").get_by_role("link")).to_have_count(2)
    page.get_by_role("region", name="Liên quan").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Tệp của hồ sơ")).to_contain_text("1")
    expect(page.locator("main")).to_contain_text("Khiếu nại lần đầu")


def sent_over_a_lost_line(page: Page, scan: Path) -> None:
    """The second piece is lost on its way; what came before is not sent again."""
    offsets: list[str] = []

    def lose_the_second(route: Route) -> None:
        body = (route.request.post_data_buffer or b"").decode("utf-8", "replace")
        offsets.append(body.partition('name="offset"')[2].split("\r\n")[2])
        if len(offsets) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(PIECES, lose_the_second)
    page.locator("#files").set_input_files(str(scan))
    row = page.locator("[data-files] li.td-file")
    expect(page.locator("[data-state]")).to_contain_text("Mất mạng khi đã gửi 43 phần trăm")
    expect(row).to_contain_text("PDF · 1,1 MB")
    assert offsets == ["0", "524288", "524288", "1048576"]
    page.unroute(PIECES)


def kept_whole(page: Page, address: str) -> None:
    link = page.get_by_role("link", name="Tải về đơn hai nội dung.pdf").get_attribute("href")
    assert sha256(page.request.get(f"{address}{link}").body()).hexdigest() == sha256(SCAN).hexdigest()


def split_in_two(page: Page) -> None:
    page.get_by_role("link", name="Tách thành các đơn riêng").click()
    for n, (kind, content, field) in enumerate(
        (("complaint", "Khiếu nại thu hồi đất", "land"), ("feedback", "Đường thôn hỏng", "construction"))
    ):
        part = page.get_by_role("group", name=f"Nội dung thứ {n + 1}")
        part.locator(f"[value={kind}]").check()
        part.locator("textarea").first.fill(content)
        page.locator(f"[name=parts-{n}-field]").select_option(field)
        part.get_by_label("đơn hai nội dung.pdf").check()
    page.get_by_role("button", name="Xem trước việc tách đơn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("thành 2 nội dung?")
    page.get_by_role("button", name="Tách đơn").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã tách đơn")
