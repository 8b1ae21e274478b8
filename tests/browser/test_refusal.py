"""A refusal with its notice, in the hands of the head of a commune who receives: evidence asked, printed, signed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card


def test_a_refusal_with_its_notice(served: str, page: Page, phone: Page) -> None:
    sign_in_by_card(page, served, "Thủ trưởng cơ quan")
    the_ground_asks_for_its_evidence(page, served)
    code = it_is_saved_with_what_is_owed(page)
    the_notice_is_printed(page)
    it_is_signed_on_a_phone(phone, served, code)


def the_ground_asks_for_its_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}/tiep-dan/ghi")
    page.locator("[name=full_name]").fill("Rơ Mah Thử Nghiệm")
    page.locator("[name=content]").fill("Đòi xét lại việc đã giải quyết xong.")
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=outcome][value=refused]").check()
    page.locator("[name=refusal_ground]").select_option("4.1.b")
    expect(page.locator("[name=evidence_no]")).to_be_hidden()
    page.locator("[name=refusal_ground]").select_option("LTCD-9.3")
    expect(page.locator("[data-ground-told]")).to_contain_text("do thủ trưởng ký")
    page.locator("[name=explained]").check()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".td-summary a")).to_have_count(3)
    expect(page.locator("#evidence_by-error")).to_contain_text("Nhập tên cơ quan.")


def it_is_saved_with_what_is_owed(page: Page) -> str:
    page.locator("[name=evidence_no]").fill("15/TB-UBND")
    page.locator("[name=evidence_on]").fill("05/10/2026")
    page.locator("[name=evidence_by]").fill("UBND tỉnh Gia Lai")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#tu-choi")).to_be_visible()
    expect(page.locator("main")).to_contain_text("15/TB-UBND, ngày 05/10/2026, UBND tỉnh Gia Lai")
    expect(page.locator("main")).to_contain_text("Thủ trưởng còn phải gửi người đến thông báo từ chối tiếp")
    found = re.search(r"LT-\d{4}/\d{4}", page.locator("h1 + *").first.inner_text())
    assert found
    return found[0]


def the_notice_is_printed(page: Page) -> None:
    page.get_by_role("link", name="In thông báo từ chối tiếp").click()
    expect(page.locator("article")).to_contain_text("Căn cứ khoản 3 Điều 9 Luật Tiếp công dân")
    assert page.pdf(format="A4").startswith(b"%PDF")


def it_is_signed_on_a_phone(phone: Page, address: str, code: str) -> None:
    sign_in_by_card(phone, address, "Thủ trưởng cơ quan")
    phone.goto(f"{address}/viec-cua-toi")
    phone.get_by_role("link", name=f"Ghi thông báo từ chối tiếp {code}").click()
    phone.locator("[name=document_no]").fill("9/TB-UBND")
    phone.locator("main form button.btn-primary").click()
    expect(phone.locator("main")).to_contain_text(re.compile("số 9/TB-UBND ngày"))
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.goto(f"{address}/viec-cua-toi")
    expect(phone.locator("main")).not_to_contain_text(code)
