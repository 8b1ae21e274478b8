"""Nothing typed is lost: in a real browser, against the real server, with the line cut and the session over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.cards import sign_in_by_card
from tests.browser.conftest import NOW, Installation, page_of

MORNING, NIGHT = "2026-11-23T08:05+07:00", "2026-11-23T21:30+07:00"
OFFICER, HANDLER, HEAD = "Cán bộ tiếp công dân", "Người xử lý đơn", "Thủ trưởng"
SAVED = "Đã lưu nháp lúc"
OFFLINE = "Mất mạng. Nháp còn trên máy, sẽ lưu lại khi có mạng."
STATE = "[data-draft-state]"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser whose tabs can be killed; a cut line may be complained of in its console."""
    context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield context
    context.close()


def type_a_visit(page: Page, address: str) -> None:
    page.goto(f"{address}/tiep-dan/ghi")
    page.locator("[name=full_name]").press_sequentially("Siu H'Blơi Thử Nghiệm")
    page.keyboard.press("Escape")
    page.locator("[name=birth_year]").fill("19x9")
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=content]").fill("Nửa câu còn dở")
    page.locator("[name=outcome][value=noted]").check()


def assert_typed(page: Page) -> None:
    expect(page.locator("[name=full_name]")).to_have_value("Siu H'Blơi Thử Nghiệm")
    expect(page.locator("[name=birth_year]")).to_have_value("19x9")
    expect(page.locator("[name=kind][value=complaint]")).to_be_checked()
    expect(page.locator("[name=content]")).to_have_value("Nửa câu còn dở")
    expect(page.locator("[name=outcome][value=noted]")).to_be_checked()
    expect(page.locator(".td-error")).to_have_count(0)


def finish_the_visit(page: Page) -> None:
    page.locator("[name=birth_year]").fill("1979")
    page.locator("button[name=then][value=page]:visible").first.click()
    expect(page.locator("main")).to_contain_text("Đã lưu lượt tiếp")


def test_a_visit_half_typed_survives_the_tab_and_the_night(installation: Installation, context: BrowserContext) -> None:
    with installation.serving(MORNING, "--no-scheduler") as address:
        page = context.new_page()
        sign_in_by_card(page, address, OFFICER)
        type_a_visit(page, address)
        expect(page.locator(STATE)).to_contain_text(SAVED)
        page.close()  # without a question: it is saved

        page = context.new_page()
        page.goto(f"{address}/tiep-dan/ghi")
        expect(page.locator(".td-drafts")).to_contain_text("Có 1 bản nháp chưa lưu, gõ lúc 08:0")
        page.get_by_role("link", name="Mở tiếp").click()
        assert_typed(page)

    with installation.serving(NIGHT, "--no-scheduler") as address:
        page.locator("[name=content]").fill("Nửa câu còn dở")
        expect(page.locator(STATE)).to_contain_text("Phiên làm việc đã hết. Bấm lưu để đăng nhập lại")
        page.locator("button[name=then][value=page]:visible").first.click()
        expect(page.locator("main")).to_contain_text("Đăng nhập lại, nội dung đã nhập còn nguyên.")
        page.get_by_role("button", name=OFFICER).click()
        expect(page.locator("main")).to_contain_text("Nội dung đã được khôi phục. Kiểm tra rồi lưu.")
        assert_typed(page)
        finish_the_visit(page)
        page.goto(f"{address}/nhap")
        expect(page.locator("main")).to_contain_text("Không có bản nháp nào.")


def test_what_is_typed_while_the_line_is_cut_is_saved_when_it_is_back(
    province: Installation, context: BrowserContext
) -> None:
    with province.serving(NOW, "--no-scheduler") as address:
        page = context.new_page()
        sign_in_by_card(page, address, OFFICER)
        page.goto(f"{address}/tiep-dan/ghi")
        context.set_offline(True)
        page.locator("[name=content]").fill("Gõ lúc mất mạng")
        expect(page.locator(STATE)).to_contain_text(OFFLINE)
        context.set_offline(False)
        expect(page.locator(STATE)).to_contain_text(SAVED)
        assert page.evaluate("sessionStorage.length") == 0
        page.reload()
        expect(page.locator(".td-drafts")).to_contain_text("Có 1 bản nháp chưa lưu")


def test_what_never_reached_the_server_is_found_in_the_tab_when_it_is_loaded_again(
    served: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in_by_card(page, served, OFFICER)
    page.goto(f"{served}/tiep-dan/ghi")
    page.route("**/nhap", lambda route: route.abort())
    page.locator("[name=content]").fill("Gõ lúc mất mạng")
    expect(page.locator(STATE)).to_contain_text(OFFLINE)
    page.unroute("**/nhap")
    page.reload()
    expect(page.locator(STATE)).to_contain_text(SAVED)
    page.get_by_role("link", name="Mở bản gõ lúc mất mạng").click()
    expect(page.locator("[name=content]")).to_have_value("Gõ lúc mất mạng")


def test_leaving_asks_until_it_is_saved(served: str, context: BrowserContext) -> None:
    page = context.new_page()
    sign_in_by_card(page, served, OFFICER)
    page.goto(f"{served}/tiep-dan/ghi")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.route("**/nhap", lambda route: route.continue_() if asked else route.abort())  # unsaved until it has asked
    page.locator("[name=content]").fill("Chưa lưu")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    expect(page.locator(STATE)).to_contain_text(SAVED)
    page.goto(f"{served}/so-tiep-cong-dan")
    assert asked == ["beforeunload"]


def test_the_second_of_two_editors_sees_both_versions(served: str, chromium: Browser) -> None:
    first, second = (page_of(chromium, width=1440, height=900) for _ in range(2))
    one, other = next(first), next(second)
    sign_in_by_card(one, served, HANDLER)
    sign_in_by_card(other, served, HEAD)
    one.goto(f"{served}/vu-viec")
    one.locator("main a.td-code").first.click()
    path = f"{one.url}/tinh-tiet"
    one.goto(path)
    other.goto(path)
    one.locator("[name=result_differs]").check()
    one.get_by_role("button", name="Ghi tình tiết").click()
    expect(one.locator("main")).to_contain_text("Đã ghi tình tiết.")
    other.locator("[name=document_no]").fill("6/QĐ")
    other.locator("[name=remote_area]").check()
    other.get_by_role("button", name="Ghi tình tiết").click()
    expect(other.locator(".td-both")).to_contain_text("Kết quả xác minh khác yêu cầu của người khiếu nại")
    expect(other.locator("#result_differs-standing")).to_contain_text("Hiện đang là: Có")
    expect(other.locator("[name=document_no]")).to_have_value("6/QĐ")
    other.get_by_role("button", name="Ghi tình tiết").click()
    expect(other.locator("main")).to_contain_text("Đã ghi tình tiết.")
    for pages in (first, second):
        next(pages, None)
