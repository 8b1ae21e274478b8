"""Every picture of README and guide can be made: somebody of each role comes to each page they show.

`make screenshots` puts them into docs/images, of a province as `make run` fills it; otherwise they are taken of a
smaller one and thrown away.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NOW, ROOT, Installation, a_province
from tests.browser.crawling import NOBODY, PHONE, Doors, Visitor, visiting
from tests.browser.hands import wait_until_read

IMAGES = ROOT / "docs" / "images"
FOR_GOOD = bool(os.environ.get("SCREENSHOTS"))
OFFICER, HANDLER, HEAD = "Cán bộ tiếp công dân", "Người xử lý đơn, xác minh", "Thủ trưởng cơ quan"
SUPERVISOR, ADMINISTRATOR, AUDITOR = "Thanh tra tỉnh", "Quản trị viên", "Kiểm soát nhật ký"
SMALL_DESK = {"width": 1280, "height": 800}  # read at half its size beside the text
SOMETHING = re.compile(r"\S")


def as_it_opens(_page: Page) -> None:
    """Nothing to do before the picture."""


def look_for_somebody(page: Page) -> None:
    page.locator("[name=full_name]").press_sequentially("ng", delay=30)
    expect(page.locator("#nguoi-da-den [role=option]").first).to_be_visible()


def type_a_visit(page: Page) -> None:
    page.locator("[name=full_name]").fill("Rơ Châm H'Lan")
    page.locator("[name=full_name]").press("Escape")
    page.locator("[name=birth_year]").fill("1979")
    page.locator("[name=address]").fill("làng Mook Đen, xã Ia Dom")
    page.locator("[name=paper_number]").fill("064179004521")
    page.locator("[name=content]").fill("Kiểm đếm thiếu 40 cây cà phê khi thu hồi đất làm đường.")
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=papers]").fill("Đơn khiếu nại, 2 trang, bản phô tô")
    page.locator("[name=outcome][value=petition_taken]").check()
    expect(page.locator("[data-draft-state] [data-words]")).to_have_text(re.compile("Đã lưu nháp lúc"))
    page.locator("[name=papers]").scroll_into_view_if_needed()


def save_and_print(page: Page) -> None:
    type_a_visit(page)
    with page.expect_navigation():
        page.locator("button[name=then][value=receipt]").click()


def open_the_first_with_its_why(page: Page) -> None:
    page.locator("main table a.td-code").first.click()
    page.locator("details.td-why summary").first.click()
    expect(page.locator(".td-why-body").first).to_be_visible()


def choose_the_first_recipient(page: Page) -> None:
    page.locator("main select").first.select_option(index=1)
    with page.expect_navigation():
        page.get_by_role("button", name="Xem thư").click()


@dataclass(frozen=True)
class Screen:
    """A picture: who opens what, what is done there first, and the heading it then stands under."""

    name: str
    role: str
    address: str
    heading: str | re.Pattern[str]
    first: Callable[[Page], None] = as_it_opens
    phone: bool = False


SCREENS = (
    Screen("dang-nhap", NOBODY, "/dang-nhap", "Đăng nhập"),
    Screen("tim-nguoi", OFFICER, "/tiep-dan/ghi", "Ghi lượt tiếp", look_for_somebody),
    Screen("ban-nhap", OFFICER, "/tiep-dan/ghi", "Ghi lượt tiếp", type_a_visit),
    Screen("giay-bien-nhan", OFFICER, "/tiep-dan/ghi", re.compile("Giấy biên nhận"), save_and_print),
    Screen("so-tiep-cong-dan", OFFICER, "/so-tiep-cong-dan", "Sổ tiếp công dân"),
    Screen("lich-tiep-cong-dan", OFFICER, "/lich-tiep-cong-dan", "Lịch tiếp công dân"),
    Screen("viec-cua-toi", HANDLER, "/viec-cua-toi", "Việc của tôi"),
    Screen("xu-ly-don", HANDLER, "/don", "Xử lý đơn"),
    Screen("vu-viec", HANDLER, "/viec-cua-toi", SOMETHING, open_the_first_with_its_why),
    Screen("don-vi", HEAD, "/don-vi", SOMETHING, phone=True),
    Screen("ton-dong", SUPERVISOR, "/ton-dong", "Tồn đọng toàn tỉnh"),
    Screen("co-qua-han", SUPERVISOR, "/co-qua-han", "Cờ quá hạn"),
    Screen("thu-hang-thang", SUPERVISOR, "/thu-da-gui/xem-truoc", "Xem trước thư", choose_the_first_recipient),
    Screen("tai-khoan", ADMINISTRATOR, "/quan-tri/tai-khoan", "Tài khoản"),
    Screen("quan-tri-don-vi", ADMINISTRATOR, "/quan-tri/don-vi", "Đơn vị"),
    Screen("nhat-ky", AUDITOR, "/quan-tri/nhat-ky", "Nhật ký"),
)


def take(visitor: Visitor, screen: Screen, folder: Path) -> None:
    visitor.open(screen.address)
    visitor.page.set_viewport_size(PHONE if screen.phone else SMALL_DESK)  # type: ignore[arg-type]
    screen.first(visitor.page)
    expect(visitor.page.locator("h1")).to_have_text(screen.heading)
    wait_until_read(visitor.page)
    visitor.page.screenshot(path=folder / f"{screen.name}.png", caret="hide", animations="disabled")
    assert visitor.console == [], screen.name


@pytest.fixture
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    return a_province(tmp_path) if FOR_GOOD else request.getfixturevalue("province")


def test_every_picture_of_the_docs_can_be_made(
    shown: Installation, tmp_path: Path, chromium: Browser, sqlite_app: Flask
) -> None:
    folder = IMAGES if FOR_GOOD else tmp_path
    shown.run("oversight", "flag", now=NOW)
    with (
        shown.serving(NOW, "--no-scheduler") as address,
        visiting(chromium, address, Doors.of(sqlite_app), locale="vi", light="light") as visitor,
    ):
        for role, screens in groupby(SCREENS, key=lambda screen: screen.role):
            visitor.enter_as(role)
            for screen in screens:
                take(visitor, screen, folder)
    taken = {screen.name for screen in SCREENS}
    assert taken <= {path.stem for path in folder.glob("*.png")}
    assert taken == {path.stem for path in IMAGES.glob("*.png")}, "a picture nobody takes, or one not yet taken"
