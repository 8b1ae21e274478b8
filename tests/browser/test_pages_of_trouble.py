"""What somebody sees when something goes wrong, brought about for real: fit for everybody, and one thing to do next."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser.conftest import NOW, Installation
from tests.browser.crawling import NOBODY, Doors, Visitor, visiting

OFFICER, HANDLER = "Cán bộ tiếp công dân", "Người xử lý đơn, xác minh"
MANNERS = {"vi": "light", "en": "dark"}
TOO_MUCH = 600_000  # letters: more than a form may hold
EVERY_MINUTE = 100  # sign-ins from one address
SUBMIT = "form => form.requestSubmit()"


def in_both_languages(browser: Browser, address: str, doors: Doors) -> Iterator[Visitor]:
    for locale, light in MANNERS.items():
        with visiting(browser, address, doors, locale=locale, light=light) as visitor:
            yield visitor


def not_there(visitor: Visitor) -> None:
    visitor.enter_as(HANDLER)
    visitor.open("/vu-viec/khong-co")
    expect(visitor.page.locator(".td-nav [aria-current]")).to_have_attribute("href", "/vu-viec")


def nowhere_and_nobody(visitor: Visitor) -> None:
    visitor.enter_as(NOBODY)
    visitor.open("/khong-co")


def not_theirs(visitor: Visitor) -> None:
    visitor.enter_as(HANDLER)
    visitor.open("/ton-dong")


def not_to_be_opened(visitor: Visitor) -> None:
    visitor.enter_as(HANDLER)
    visitor.open("/dang-xuat")


def too_large(visitor: Visitor) -> None:
    visitor.enter_as(OFFICER)
    visitor.open("/tiep-dan/ghi")
    visitor.page.locator("[name=content]").evaluate(f"field => {{ field.value = 'a'.repeat({TOO_MUCH}); }}")
    with visitor.page.expect_navigation():
        visitor.page.locator("form[data-desk]").evaluate(SUBMIT)
    expect(visitor.page.locator("main a.btn")).to_have_attribute("href", "/tiep-dan/ghi")


def session_over(visitor: Visitor) -> None:
    visitor.enter_as(OFFICER)
    visitor.open("/tiep-dan/ghi")
    visitor.page.locator("[name=content]").fill("Kiểm đếm thiếu 40 cây.")
    visitor.context.clear_cookies(name="tiepdan")
    with visitor.page.expect_navigation():
        visitor.page.locator("form[data-desk]").evaluate(SUBMIT)
    expect(visitor.page.locator("main [name=username]")).to_be_visible()


def too_many(visitor: Visitor) -> None:
    visitor.enter_as(NOBODY)
    visitor.open("/dang-nhap")
    token = visitor.page.locator("main form [name=csrf_token]").first.input_value()
    typed: dict[str, str | float | bool] = {"csrf_token": token, "username": "ai.do", "password": ""}
    answered = 200
    while answered == 200:  # the minute may end between the two
        for _ in range(EVERY_MINUTE + 1):
            if visitor.context.request.post(f"{visitor.address}/dang-nhap", form=typed).status == 429:
                break
        with visitor.page.expect_navigation() as sent:
            visitor.page.locator("main form").first.evaluate(SUBMIT)
        answered = sent.value.status


TROUBLES: dict[Callable[[Visitor], None], int] = {
    not_there: 404,
    nowhere_and_nobody: 404,
    not_theirs: 403,
    not_to_be_opened: 405,
    too_large: 413,
    too_many: 429,
}


def test_each_trouble_is_told_in_both_languages_and_leads_on(
    province: Installation, chromium: Browser, sqlite_app: Flask
) -> None:
    found: list[str] = []
    with province.serving(NOW, "--no-scheduler") as address:
        for visitor in in_both_languages(chromium, address, Doors.of(sqlite_app)):
            for bring_about, code in TROUBLES.items():
                bring_about(visitor)
                look_at_the_trouble(visitor, code)
            session_over(visitor)
            visitor.look("session over", clean=False)
            found += visitor.troubles
    assert not found, "\n".join(found)


def test_a_broken_database_is_told_without_it(province: Installation, chromium: Browser, sqlite_app: Flask) -> None:
    found: list[str] = []
    database = Path(province.environment["INSTANCE_PATH"]) / "tiepdan.sqlite3"
    with province.serving(NOW, "--no-scheduler") as address:
        for visitor in in_both_languages(chromium, address, Doors.of(sqlite_app)):
            visitor.enter_as(HANDLER)
            rename(database, "obligations", "obligations_gone")
            visitor.open("/viec-cua-toi")
            look_at_the_trouble(visitor, 500)
            expect(visitor.page.locator("main .td-faint")).to_have_text(re.compile("[0-9a-f]{8}$"))
            rename(database, "obligations_gone", "obligations")
            found += visitor.troubles
    assert not found, "\n".join(found)


def look_at_the_trouble(visitor: Visitor, code: int) -> None:
    said = visitor.page.locator("main .td-code").first.inner_text()
    assert str(code) in said, f"{said}, not {code}"
    expect(visitor.page.locator("main .td-trouble a.btn")).to_have_count(1)
    visitor.look(f"trouble {code}", clean=False)


def rename(database: Path, name: str, other: str) -> None:
    connection = sqlite3.connect(database, timeout=10)
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute(f"ALTER TABLE {name} RENAME TO {other}")
    connection.commit()
    connection.close()
