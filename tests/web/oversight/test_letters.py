"""The page "Thư đã gửi": what supervisors read, what stays hidden, and the word that lets the first letters go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import scheduler
from app.casework import backlog, outbox
from app.records.audit import AuditEntry
from app.records.notices import LetterState, OutboxLetter
from app.records.people import RoleKind, WebSession
from app.records.settings import Mark
from tests.lateness import CANARY, Province, a_duty, a_province, an_agency, an_official
from tests.web.conftest import THE_MORNING, Browse, Clock

LATE = THE_MORNING.date() - timedelta(days=12)
LONG_LATE = THE_MORNING.date() - timedelta(days=100)


@dataclass
class Desk:
    """A supervisor of the inspectorate, signed in."""

    province: Province
    browse: Browse
    records: Session
    app: Flask

    def late(self, due_on: date = LATE, **how: object) -> None:
        a_duty(self.records, self.province.pleiku, due_on, **how)  # type: ignore[arg-type]
        self.records.commit()

    def wake(self, *jobs: str) -> None:
        for job in jobs:
            scheduler.wake(self.app, job, THE_MORNING)

    def refs(self) -> dict[str, str]:
        """The letters, by address."""
        found = dict(self.records.execute(select(OutboxLetter.to_address, OutboxLetter.ref)).all())
        self.records.rollback()
        return found

    def sign_in(self, kind: RoleKind, username: str) -> None:
        official = an_official(self.records, kind, self.province.inspectorate)
        official.username = username
        self.records.commit()
        self.browse.enter(username)


@pytest.fixture
def desk(browse: Browse, records: Session, sqlite_app: Flask, clock: Clock) -> Desk:
    assert clock
    desk = Desk(a_province(records), browse, records, sqlite_app)
    desk.sign_in(RoleKind.SUPERVISOR, "giam.sat")
    return desk


def test_an_empty_list_says_so(desk: Desk) -> None:
    assert "Chưa có thư nào." in desk.browse.open("/thu-da-gui").text()


def test_the_list_and_a_letter_as_it_was_sent(desk: Desk) -> None:
    desk.late(code="KN-0002/2026")
    desk.wake("monthly_letters", "delivery")
    page = desk.browse.open("/thu-da-gui")
    assert "Hết danh sách: 2 thư." in page.text()
    assert "Đã gửi" in page.text("table")
    assert "Địa chỉ chung, UBND phường Pleikutính đến ngày 23/11/2026" in page.text("table")
    letter = desk.browse.open(f"/thu-da-gui/{desk.refs()['vanthu@pleiku.example']}")
    kept = desk.records.scalars(select(OutboxLetter).where(OutboxLetter.agency_id == desk.province.pleiku.id)).one()
    (article,) = letter.all("article")
    assert "\n\n".join("".join(block.itertext()) for block in article) + "\n" == kept.body_text
    assert "KN-0002/2026" in kept.body_text
    assert "08:00 ngày 23/11/2026" in letter.text()


def test_no_page_names_a_citizen(desk: Desk) -> None:
    desk.late()
    desk.wake("monthly_letters", "delivery")
    for path in ("/thu-da-gui", *(f"/thu-da-gui/{ref}" for ref in desk.refs().values())):
        assert CANARY not in desk.browse.open(path).html


def test_filters_narrow_the_list_and_a_wrong_one_shows_nothing_else(desk: Desk) -> None:
    desk.late()
    desk.wake("monthly_letters")
    assert "2 thư" in desk.browse.open("/thu-da-gui?thang=2026-11").text()
    assert "1 thư" in desk.browse.open("/thu-da-gui?loai=monthly_agency").text()
    assert "Không có thư nào khớp" in desk.browse.open("/thu-da-gui?trang-thai=failed").text()
    assert "Không có thư nào khớp" in desk.browse.open("/thu-da-gui?thang=%27--").text()


def test_pages_follow_each_other_without_a_gap(desk: Desk) -> None:
    for _ in range(30):
        an_official(desk.records, RoleKind.SUPERVISOR, desk.province.inspectorate, "x@thanhtra.example")
    desk.late()
    desk.wake("monthly_letters")
    first = desk.browse.open("/thu-da-gui")
    assert "Hiện 25 trong 32 thư" in first.text()
    (onward,) = first.all("a", rel="next")
    second = desk.browse.open(str(onward.get("href")))
    links = {
        one.get("href") for page in (first, second) for one in page.all("a") if "/thu-da-gui/" in str(one.get("href"))
    } - {"/thu-da-gui/xem-truoc", "/thu-da-gui/chay-thu"}
    assert len(links) == 32


@pytest.mark.parametrize("kind", [RoleKind.HEAD, RoleKind.HANDLER, RoleKind.OFFICER, RoleKind.ADMINISTRATOR])
def test_nobody_else_reads_letters(desk: Desk, kind: RoleKind) -> None:
    desk.late()
    desk.wake("monthly_letters")
    desk.browse.client.delete_cookie("session")
    desk.browse = Browse(desk.app)
    desk.sign_in(kind, "nguoi.khac")
    for path in ("/thu-da-gui", "/thu-da-gui/cho-xac-nhan", f"/thu-da-gui/{desk.refs()['vanthu@pleiku.example']}"):
        desk.browse.open(path, status=403)


def test_a_letter_about_a_matter_hidden_from_the_reader_does_not_exist_for_them(desk: Desk) -> None:
    an_official(desk.records, RoleKind.HEAD, desk.province.pleiku, "chutich@pleiku.example")
    desk.late()
    desk.late(code="TC-1", against_the_head_of=desk.province.inspectorate, sealed=True)
    desk.wake("monthly_letters")
    page = desk.browse.open("/thu-da-gui")
    assert "Hết danh sách: 1 thư." in page.text()  # the supervisor's own letter, which never spoke of it
    assert "(1 việc)" in page.text("table")
    desk.browse.open(f"/thu-da-gui/{desk.refs()['chutich@pleiku.example']}", status=404)
    desk.browse.open("/thu-da-gui/none-such", status=404)


def test_a_letter_given_up_is_sent_again(desk: Desk) -> None:
    desk.late()
    desk.wake("monthly_letters")
    desk.records.execute(update(OutboxLetter).values(state=LetterState.FAILED, last_error="550 SMTPRecipientsRefused"))
    desk.records.commit()
    path = f"/thu-da-gui/{desk.refs()['vanthu@pleiku.example']}"
    page = desk.browse.open(path)
    assert "Máy chủ thư từ chối địa chỉ nhận." in page.text()
    again = desk.browse.send(f"{path}/gui-lai")
    assert "Thư được gửi lại trong giờ làm việc." in again.text()
    assert "Chờ gửi" in again.text()
    assert desk.records.scalars(select(AuditEntry.action)).all().count("letter_sent_again") == 1
    desk.records.rollback()
    desk.browse.page = page  # the same button pressed in another window
    twice = desk.browse.send(f"{path}/gui-lai")
    assert "không còn ở trạng thái gửi không được" in twice.text()


def test_why_a_letter_is_not_out_is_said_in_words(desk: Desk) -> None:
    """Outside: neither the code that is kept, nor that a letter which came back was never sent."""
    desk.late()
    desk.wake("monthly_letters", "delivery")
    path = f"/thu-da-gui/{desk.refs()['vanthu@pleiku.example']}"
    for state, error, said, note in (
        (LetterState.FAILED, "returned 5.1.1", "Thư đã gửi bị trả lại.", "gửi lại thì thư được tính theo ngày gửi lại"),
        (LetterState.DROPPED, outbox.NOTHING_LEFT, "Không còn việc quá hạn để báo.", ""),
        (LetterState.FAILED, "550 SMTPRecipientsRefused", "Máy chủ thư từ chối địa chỉ nhận.", "gửi lại"),
    ):
        desk.records.execute(update(OutboxLetter).values(state=state, last_error=error))
        desk.records.commit()
        page = desk.browse.open(path).text("main")
        assert said in page
        assert note in page
        assert error not in page
        assert "Chưa gửi" not in page


def test_a_letter_that_came_back_is_told_from_one_no_server_took_and_waits_for_no_past_hour(desk: Desk) -> None:
    """It read "could not be sent", with the hour it was sent at; sent again, it waited for that hour, sent 0 times."""
    desk.late()
    desk.wake("monthly_letters", "delivery")
    path = f"/thu-da-gui/{desk.refs()['vanthu@pleiku.example']}"
    desk.records.execute(update(OutboxLetter).values(state=LetterState.FAILED, last_error="returned 5.1.1"))
    desk.records.commit()
    assert "Đã gửi, bị trả lại" in desk.browse.open("/thu-da-gui").text("table")
    desk.browse.open(path)
    again = desk.browse.send(f"{path}/gui-lai")
    assert again.text("p", class_="td-lede") == "Chờ gửi"
    assert "Số lần gửi" not in again.text("main")


def test_the_first_letters_wait_for_the_supervisors_word(desk: Desk) -> None:
    desk.late(LONG_LATE)
    desk.wake("monthly_letters", "delivery")
    page = desk.browse.open("/thu-da-gui")
    assert "2 thư chờ xác nhận trước khi gửi." in page.text()
    asked = desk.browse.open("/thu-da-gui/cho-xac-nhan")
    assert asked.text("h1") == "Gửi 2 thư việc quá hạn?"
    assert "Địa chỉ chung, UBND phường Pleiku" in asked.text("table")
    said = desk.browse.send("/thu-da-gui/cho-xac-nhan")
    assert "2 thư được gửi trong giờ làm việc." in said.text()
    assert desk.records.get(Mark, backlog.CONFIRMED) is not None
    desk.records.rollback()
    desk.wake("delivery")
    assert set(desk.records.scalars(select(OutboxLetter.state))) == {LetterState.SENT}


def test_before_the_first_letters_go_the_agencies_they_pass_by_are_named(desk: Desk) -> None:
    desk.late(LONG_LATE)
    dumb = an_agency(desk.records, "UBND xã Ia Tul", under=desk.province.committee)
    hidden = an_agency(desk.records, "UBND xã Ia Sao", under=desk.province.committee)
    a_duty(desk.records, dumb, LATE)
    a_duty(desk.records, hidden, LATE, against_the_head_of=desk.province.inspectorate, sealed=True)
    desk.records.commit()
    desk.wake("monthly_letters")
    asked = desk.browse.open("/thu-da-gui/cho-xac-nhan").text()
    assert "1 cơ quan có việc quá hạn mà không có địa chỉ nhận thư: UBND xã Ia Tul." in asked


def test_who_came_to_be_told_while_the_letters_waited_is_told_too(desk: Desk) -> None:
    desk.late(LONG_LATE)
    desk.wake("monthly_letters")
    a_duty(desk.records, desk.province.ia_dom, LATE)
    desk.records.commit()
    desk.browse.open("/thu-da-gui/cho-xac-nhan")
    desk.browse.send("/thu-da-gui/cho-xac-nhan")
    scheduler.wake(desk.app, "monthly_letters", THE_MORNING + timedelta(minutes=11))
    assert set(desk.refs()) == {"giamsat@thanhtra.example", "vanthu@pleiku.example", "chutich@iadom.example"}


def test_without_a_letter_that_waits_there_is_nothing_to_confirm(desk: Desk) -> None:
    assert "Không có thư nào chờ xác nhận." in desk.browse.open("/thu-da-gui/cho-xac-nhan").text()


def test_a_letter_of_an_earlier_month_cannot_be_sent_again(desk: Desk, clock: Clock) -> None:
    desk.late()
    desk.wake("monthly_letters")
    desk.records.execute(update(OutboxLetter).values(state=LetterState.FAILED))
    desk.records.commit()
    path = f"/thu-da-gui/{desk.refs()['vanthu@pleiku.example']}"
    before = desk.browse.open(path)
    assert "Gửi lại thư này" in before.html
    clock.pass_by(hours=11)  # still signed in
    clock.at = clock.at.replace(month=12, day=1)
    desk.records.execute(update(WebSession).values(expires_at=clock.at + timedelta(hours=1), seen_at=clock.at))
    desk.records.commit()
    assert "Gửi lại thư này" not in desk.browse.open(path).html
    desk.browse.page = before
    assert "Thư của tháng trước không gửi lại được." in desk.browse.send(f"{path}/gui-lai").text()
