"""Headers of every answer."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from app.records.people import RoleKind
from tests.web.conftest import Browse, an_account_with


def test_nothing_runs_but_what_this_answer_lets_in(browse: Browse) -> None:
    page = browse.open("/dang-nhap")
    policy = page.response.headers["Content-Security-Policy"]
    (nonce,) = {str(one.get("nonce")) for one in [*page.all("script"), *page.all("link", rel="stylesheet")]}
    for rule in (
        "default-src 'none'",
        f"script-src 'nonce-{nonce}';",
        f"style-src 'nonce-{nonce}';",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
    ):
        assert rule in policy
    assert "unsafe" not in policy
    assert page.response.headers["X-Content-Type-Options"] == "nosniff"
    assert page.response.headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in page.response.headers


def test_every_answer_has_a_nonce_of_its_own(browse: Browse) -> None:
    policies = {browse.open("/dang-nhap").response.headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_a_file_and_an_error_let_nothing_in_that_they_did_not_name(browse: Browse) -> None:
    with browse.client.get("/static/brand.svg") as file:
        assert "script-src 'none'" in file.headers["Content-Security-Policy"]
    page = browse.open("/khong-co", 404)
    (nonce,) = {str(one.get("nonce")) for one in page.all("script")}
    assert f"script-src 'nonce-{nonce}'" in page.response.headers["Content-Security-Policy"]


def test_a_private_page_stays_in_no_cache(browse: Browse, records: Session) -> None:
    assert browse.open("/dang-nhap").response.headers["Cache-Control"] == "no-cache"
    an_account_with(records, RoleKind.HANDLER)
    browse.enter("thu.ha")
    assert browse.open("/tai-khoan").response.headers["Cache-Control"] == "no-store"


def test_every_style_sheet_and_script_of_a_page_is_there_and_kept_for_good(browse: Browse) -> None:
    page = browse.open("/components")
    files = [str(one.get("href")) for one in page.all("link")] + [str(one.get("src")) for one in page.all("script")]
    files += [str(one.get("href")).partition("#")[0] for one in page.all("use")]
    for address in dict.fromkeys(files):
        with browse.client.get(address) as answer:
            assert answer.status_code == 200, address
            assert "immutable" in answer.headers["Cache-Control"], address
            assert "Set-Cookie" not in answer.headers


def test_every_icon_of_a_page_is_in_the_sprite(browse: Browse) -> None:
    page = browse.open("/components")
    used = [str(one.get("href")).rsplit("#", 1) for one in page.all("use")]
    for address, name in used:
        with browse.client.get(address) as answer:
            assert f'id="{name}"' in answer.get_data(as_text=True)


def test_a_page_of_help_needs_no_account(sqlite_app: Flask) -> None:
    assert sqlite_app.test_client().get("/tro-giup/phim-tat").status_code == 200
