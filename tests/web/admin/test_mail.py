"""The mail desk in the browser: states, attempts in words, another try, a letter to oneself; no words of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import outbox
from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.notices import LetterState, OutboxLetter
from app.records.people import Account, RoleKind
from tests.conftest import settings_at
from tests.letter_box import NOW, SECRET_WORDS, a_letter
from tests.post.conftest import PostOffice, office
from tests.web.conftest import Browse, Page, an_account_with

__all__ = ["office"]  # the fixture
REFUSED = "550 SMTPRecipientsRefused"


@pytest.fixture
def desk(browse: Browse, records: Session) -> Browse:
    """An administrator with an address, signed in, and a letter given up after one refusal."""
    account = an_account_with(records, RoleKind.ADMINISTRATOR)
    account.email = "thu.ha@pleiku.example"
    agency = records.scalars(select(Agency)).one()
    a_letter(records, agency)
    records.flush()
    claimed = outbox.claim_next(records, by="4711.abc", at=NOW)
    assert claimed is not None
    claimed.letter.attempts = 8
    outbox.try_later(records, claimed.letter, by="4711.abc", at=NOW, error=REFUSED, refused=True)
    a_letter(records, agency, period="2026-10", state=LetterState.SENT, sent_at=NOW)
    records.commit()
    browse.enter("thu.ha")
    return browse


@pytest.fixture
def posted(sqlite_app: Flask, office: PostOffice) -> Iterator[PostOffice]:
    """The installation sends through a real mail server."""
    kept = sqlite_app.config["SETTINGS"]
    server = settings_at(kept.database_url, kept.instance_path.parent, MAIL_URL=office.url).mail_server
    sqlite_app.config["SETTINGS"] = replace(kept, mail_server=server, mail_from="tiepdan@gialai.example")
    yield office
    sqlite_app.config["SETTINGS"] = kept


def the_letter(records: Session) -> OutboxLetter:
    records.expire_all()
    letter = records.scalars(select(OutboxLetter).where(OutboxLetter.period == "2026-11")).one()
    records.commit()  # the looking is over: it held the only writer's place
    return letter


def says_nothing_secret(page: Page) -> bool:
    return SECRET_WORDS not in page.html and "KN-0001" not in page.html and "vanthu@pleiku.example" not in page.html


def test_the_list_says_where_each_letter_stands_and_the_navigation_counts_those_given_up(desk: Browse) -> None:
    page = desk.open("/quan-tri/thu")
    words = page.text()
    assert "Gửi không được" in words
    assert "Địa chỉ chung, UBND phường Pleiku" in words
    assert "Máy chủ thư từ chối địa chỉ nhận. Xem lại địa chỉ của người nhận. (550)" in words
    assert "Gửi không được (1)" in page.text("select", id="loc-trang-thai")
    assert page.text("a", href="/quan-tri/thu") == "Thư 1"
    assert says_nothing_secret(page)


def test_a_filter_narrows_the_list_and_an_empty_one_says_so(desk: Browse) -> None:
    assert "Đã gửi" not in desk.open("/quan-tri/thu?trang-thai=failed").text("table")
    assert "Không có thư nào khớp điều kiện lọc." in desk.open("/quan-tri/thu?trang-thai=held").text()
    assert desk.open("/quan-tri/thu?trang-thai=%00&sau=x&thang=1999-13").status == 200


def test_a_letter_shows_each_attempt_and_goes_again_on_a_word(desk: Browse, records: Session) -> None:
    ref = the_letter(records).ref
    page = desk.open(f"/quan-tri/thu/{ref}")
    assert "08:00 ngày 23/11/2026 Thôi thử sau nhiều lần bị từ chối" in page.text("table")
    assert "tiến trình 4711" in page.text("table")
    assert says_nothing_secret(page)
    page = desk.send(f"/quan-tri/thu/{ref}/gui-lai")
    assert "Thư được gửi lại trong giờ làm việc." in page.text()
    assert the_letter(records).state is LetterState.QUEUED
    again = desk.send(f"/quan-tri/thu/{ref}/gui-lai") if page.all("input", name="csrf_token") else None
    assert again is None or "không còn ở trạng thái" in again.text()


def test_a_letter_that_waits_can_be_tried_now(desk: Browse, records: Session) -> None:
    letter = the_letter(records)
    letter.state, letter.next_try_at = LetterState.QUEUED, NOW.replace(hour=12)
    records.commit()
    page = desk.open(f"/quan-tri/thu/{letter.ref}")
    assert "thử lại lúc 12:00" in page.text()
    assert "Thư được thử ngay" in desk.send(f"/quan-tri/thu/{letter.ref}/thu-ngay").text()
    assert the_letter(records).next_try_at == NOW


def test_a_letter_nobody_wrote_is_not_there(desk: Browse) -> None:
    desk.open("/quan-tri/thu/khong-co", status=404)


def test_a_test_letter_arrives_at_ones_own_address_at_once(desk: Browse, posted: PostOffice, records: Session) -> None:
    page = desk.open("/quan-tri/thu")
    assert f"127.0.0.1:{posted.port}" in page.text("aside")
    page = desk.send("/quan-tri/thu/thu-gui")
    assert "Máy chủ thư đã nhận thư thử gửi đến thu.ha@pleiku.example." in page.text()
    (letter,) = posted.letters
    assert (letter["To"], letter["Subject"]) == ("thu.ha@pleiku.example", "Thư thử từ Tiếp Dân")
    records.rollback()
    entry = records.scalars(select(AuditEntry).where(AuditEntry.action == "test_letter_sent")).one()
    assert entry.detail == {"error": ""}


def test_a_test_letter_the_server_refuses_says_what_to_do(desk: Browse, posted: PostOffice) -> None:
    posted.refused["thu.ha@pleiku.example"] = "550 no such user thu.ha@pleiku.example"
    desk.open("/quan-tri/thu")
    page = desk.send("/quan-tri/thu/thu-gui")
    assert "Không gửi được thư thử. Máy chủ thư từ chối địa chỉ nhận." in page.text("div", role="alert")
    assert "no such user" not in page.html


def test_without_an_address_of_ones_own_there_is_no_test_letter(desk: Browse, records: Session) -> None:
    records.scalars(select(Account)).one().email = ""
    records.commit()
    assert "chưa có địa chỉ thư điện tử" in desk.open("/quan-tri/thu").text("aside")


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind is not RoleKind.ADMINISTRATOR])
def test_the_desks_are_for_administrators(browse: Browse, records: Session, kind: RoleKind) -> None:
    an_account_with(records, kind)
    browse.enter("thu.ha")
    for path in ("/quan-tri/thu", "/quan-tri/thu/x", "/quan-tri/viec-tu-chay"):
        browse.open(path, status=403)
    browse.open("/tai-khoan")
    for path in ("/quan-tri/thu/x/gui-lai", "/quan-tri/thu/x/thu-ngay", "/quan-tri/thu/thu-gui"):
        browse.open("/tai-khoan")
        browse.send(path, status=403)


def test_a_letter_found_in_the_post_is_noted_and_can_be_sent_again(desk: Browse, records: Session) -> None:
    (letter,) = records.scalars(select(OutboxLetter).where(OutboxLetter.state == LetterState.SENT)).all()
    letter.period = "2026-11-23"  # a letter of a day, not of a month that is over
    records.commit()
    page = desk.open(f"/quan-tri/thu/{letter.ref}")
    assert page.text("button", class_="btn-quiet").startswith("Ghi nhận thư bị trả lại")
    page = desk.send(f"/quan-tri/thu/{letter.ref}/bi-tra-lai")
    assert "Thư đã gửi bị trả lại. Xem lại địa chỉ của người nhận rồi gửi lại." in page.text()
    assert page.text("button", class_="btn-primary") == "Gửi lại thư này"
    assert "Bị trả lại sau khi gửi" in page.text("table")
    assert "Thôi thử sau nhiều lần bị từ chối" not in page.text("table")
    assert "Chỉ thư đã gửi mới ghi được" in desk.send(f"/quan-tri/thu/{letter.ref}/bi-tra-lai").text("body")
