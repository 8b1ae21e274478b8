"""Browser sessions are rows of ours."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.signing_in import forget_expired_sessions
from app.records.people import RoleKind, WebSession
from app.web.clock import running_from
from app.web.sessions import device
from tests.web.conftest import Browse, Clock, an_account_with


def only_row(records: Session) -> WebSession:
    row = records.scalars(select(WebSession)).one()
    records.expunge(row)
    records.rollback()
    return row


def test_a_page_that_stores_nothing_makes_no_row(browse: Browse, records: Session) -> None:
    answer = browse.client.get("/tro-giup/phim-tat")
    assert "Set-Cookie" not in answer.headers
    assert records.scalar(select(func.count(WebSession.id))) == 0


def test_only_a_hash_of_the_token_is_kept(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36"
    browse.sign_in("thu.ha")
    cookie = browse.client.get_cookie("tiepdan")
    row = only_row(records)
    assert cookie
    assert row.token_hash == sha256(cookie.value.encode()).hexdigest()
    assert row.device == "Chrome · Windows"
    assert (cookie.http_only, cookie.same_site, cookie.secure) == (True, "Lax", False)


def test_a_session_lives_twelve_hours_after_it_was_last_used(browse: Browse, records: Session, clock: Clock) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    for _ in range(3):
        clock.pass_by(hours=11, minutes=59)
        assert browse.client.get("/tai-khoan").status_code == 200
    clock.pass_by(hours=12)
    assert browse.client.get("/tai-khoan").status_code == 302


def test_looking_at_pages_writes_at_most_every_five_minutes(browse: Browse, records: Session, clock: Clock) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    browse.open("/tai-khoan")
    seen = only_row(records).seen_at
    clock.pass_by(minutes=4)
    browse.open("/tai-khoan")
    assert only_row(records).seen_at == seen
    clock.pass_by(minutes=1)
    browse.open("/tai-khoan")
    assert only_row(records).seen_at == seen + timedelta(minutes=5)


def test_signing_out_everywhere_reaches_the_other_browser(sqlite_app: Flask, browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.HANDLER)
    other = Browse(sqlite_app)
    other.sign_in("thu.ha")
    browse.sign_in("thu.ha")
    browse.open("/tai-khoan")
    browse.send("/dang-xuat/moi-noi")
    assert other.client.get("/tai-khoan").status_code == 302
    assert browse.client.get("/tai-khoan").status_code == 302


def test_sessions_that_are_over_are_swept_away(browse: Browse, records: Session, clock: Clock) -> None:
    an_account_with(records, RoleKind.HANDLER)
    browse.sign_in("thu.ha")
    clock.pass_by(hours=13)
    assert forget_expired_sessions(records, at=clock.at) == 0  # it still says whose a form is that comes too late
    clock.pass_by(days=30)
    assert forget_expired_sessions(records, at=clock.at) == 1


def test_a_forged_cookie_is_nobody(browse: Browse) -> None:
    browse.client.set_cookie("tiepdan", "guessed")
    assert browse.client.get("/tai-khoan").status_code == 302


@pytest.mark.parametrize(("agent", "words"), [("", ""), ("Mozilla/5.0 (iPhone) Safari/604.1", "Safari · iOS")])
def test_a_device_is_two_words(agent: str, words: str) -> None:
    assert device(agent) == words


def test_the_clock_of_a_journey_starts_where_it_is_set_and_runs_on() -> None:
    clock = running_from("2026-12-01T08:30")
    first, second = clock(), clock()
    assert first.isoformat().startswith("2026-12-01T08:30:00")
    assert first <= second
    with pytest.raises(ValueError, match="TIEPDAN_NOW"):
        running_from("tomorrow")
