"""A letter before it goes, its file, and the page that asks before the first ones: what a supervisor sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from flask import Flask
from openpyxl.reader.excel import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import scheduler
from app.casework.recipients import LetterKind
from app.paper.overdue_sheet import XLSX
from app.records.audit import AuditEntry
from app.records.notices import LetterAttachment, OutboxLetter
from app.records.people import RoleKind
from tests.lateness import Province, a_duty, a_province, an_official
from tests.web.conftest import THE_MORNING, Browse, Page
from tests.web.desks import at_the_desk, looking, somebody

TODAY = THE_MORNING.date()
LATE = TODAY - timedelta(days=12)
LONG_LATE = TODAY - timedelta(days=100)
PREVIEW = "/thu-da-gui/xem-truoc"


@dataclass
class Desk:
    """A supervisor at a browser; Ia Dom has two late duties and Pleiku one."""

    app: Flask
    browse: Browse
    records: Session
    province: Province

    def to_ia_dom(self) -> str:
        return f"{LetterKind.MONTHLY_AGENCY}.{self.province.ia_dom.id}.{self.province.head_of_ia_dom.id}"

    def to_pleiku(self) -> str:
        return f"{LetterKind.MONTHLY_AGENCY}.{self.province.pleiku.id}.0"

    def to_province(self) -> str:
        return f"{LetterKind.MONTHLY_PROVINCE}.{self.province.inspectorate.id}.{self.province.supervisor.id}"

    def ask(self, to: str, day: date | str = TODAY, door: str = "") -> str:
        return f"{PREVIEW}{door}?" + urlencode({"to": to, "day": f"{day:%d/%m/%Y}" if isinstance(day, date) else day})

    def written(self) -> int:
        found = self.records.scalar(select(func.count()).select_from(OutboxLetter)) or 0
        self.records.rollback()
        return found


@pytest.fixture
def desk(app: Flask) -> Desk:
    with looking(app) as records:
        province = a_province(records)
        somebody(records, province.inspectorate, RoleKind.SUPERVISOR, username="giam.sat")
        province.supervisor.email = "giamsat@thanhtra.example"
        for due_on, agency in ((LATE, province.ia_dom), (LONG_LATE, province.ia_dom), (LATE, province.pleiku)):
            a_duty(records, agency, due_on)
        records.commit()
        return Desk(app, at_the_desk(app, "giam.sat"), records, province)


def letter_of(page: Page) -> str:
    (article,) = page.all("article")
    return "\n\n".join("".join(block.itertext()) for block in article) + "\n"


def options(page: Page) -> dict[str, str]:
    return {str(one.get("value")): "".join(one.itertext()) for one in page.all("option")}


def test_the_page_offers_everybody_who_can_be_written_to_late_or_not(desk: Desk) -> None:
    an_official(desk.records, RoleKind.HEAD, desk.province.committee, "chutich@tinh.example")
    desk.records.commit()
    found = options(desk.browse.open(PREVIEW))
    assert found.pop("") == "Chọn nơi nhận"
    assert found.pop(desk.to_ia_dom()) == f"Thủ trưởng, UBND xã Ia Dom: {desk.province.head_of_ia_dom.full_name}"
    assert found.pop(desk.to_pleiku()) == "Địa chỉ chung, UBND phường Pleiku: vanthu@pleiku.example"
    assert found.pop(desk.to_province()).startswith("Người giám sát, Thanh tra tỉnh: ")
    others = [words.partition(":")[0] for words in found.values()]
    assert others[0] == "Thủ trưởng, UBND tỉnh"
    assert [name.partition(", ")[0] for name in others[1:]] == [
        "Thư hằng tuần", "Thư hằng tuần", "Thư báo ngay toàn tỉnh", *["Thư báo ngay cho cơ quan"] * 3,
        *["Thư nhắc gửi báo cáo"] * 2,
    ]  # fmt: skip


@pytest.mark.parametrize("whose", ["to_ia_dom", "to_pleiku", "to_province"])
def test_the_preview_is_the_letter_that_goes_and_nothing_is_written(desk: Desk, whose: str) -> None:
    place = getattr(desk, whose)()
    text = letter_of(desk.browse.open(desk.ask(place)))
    html = desk.browse.client.get(desk.ask(place, door="/html")).text
    sheet = desk.browse.client.get(desk.ask(place, door="/tep"))
    assert sheet.mimetype == XLSX
    assert desk.written() == 0
    assert desk.records.scalars(select(AuditEntry.action).where(AuditEntry.action.like("letter%"))).all() == []
    desk.records.rollback()
    scheduler.wake(desk.app, "monthly_letters", THE_MORNING)
    kind, agency_id, account_id = place.split(".")
    kept = desk.records.scalars(
        select(OutboxLetter).where(OutboxLetter.kind == kind, OutboxLetter.agency_id == int(agency_id))
    ).one()
    assert kept.recipient_account_id == (int(account_id) or None)
    assert (kept.body_text, kept.body_html) == (text, html)
    content = select(LetterAttachment.content).where(LetterAttachment.letter_id == kept.id)
    assert desk.records.scalars(content).one() == sheet.data


def test_a_day_to_come_shows_what_would_be_late_if_nothing_happens(desk: Desk) -> None:
    a_duty(desk.records, desk.province.pleiku, TODAY + timedelta(days=3), code="KN-0099/2026")
    desk.records.commit()
    assert "KN-0099/2026" not in letter_of(desk.browse.open(desk.ask(desk.to_pleiku())))
    page = desk.browse.open(desk.ask(desk.to_pleiku(), TODAY + timedelta(days=10)))
    assert "KN-0099/2026" in letter_of(page)
    assert "Tính đến ngày 03/12/2026" in letter_of(page)
    assert "Ngày chưa đến" in page.text()


def test_a_day_past_shows_what_was_late_then(desk: Desk) -> None:
    done = a_duty(desk.records, desk.province.pleiku, LONG_LATE, code="KN-0098/2026")
    done.open, done.satisfied_on = False, TODAY - timedelta(days=5)
    desk.records.commit()
    page = desk.browse.open(desk.ask(desk.to_pleiku(), TODAY - timedelta(days=9)))
    assert "KN-0098/2026" in letter_of(page)
    assert "Ngày đã qua" in page.text()
    now = letter_of(desk.browse.open(desk.ask(desk.to_pleiku())))
    assert "- KN-0098/2026 · Khiếu nại lần đầu: Ra quyết định" in now  # only among what was done since
    assert "(1 việc)" in desk.browse.open(desk.ask(desk.to_pleiku())).text("h2")


def test_where_nothing_is_late_no_letter_would_go(desk: Desk) -> None:
    page = desk.browse.open(desk.ask(desk.to_pleiku(), date(2026, 6, 1)))
    assert "Không có thư: thứ Hai 01/06/2026 không có việc quá hạn" in page.text()
    for door in ("/html", "/tep"):
        assert desk.browse.client.get(desk.ask(desk.to_pleiku(), date(2026, 6, 1), door)).status_code == 404


@pytest.mark.parametrize(
    ("to", "day", "sentence"),
    [
        ("", "23/11/2026", "Chọn nơi nhận."),
        ("monthly_agency.99999.0", "23/11/2026", "Chọn một mục trong danh sách."),
        ("x", "hôm nay", "Nhập ngày dạng ngày/tháng/năm"),
        ("x", "32/11/2026", "Không có ngày 32/11/2026."),
        ("x", "", "Nhập ngày gửi thư."),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_beside_its_field(
    desk: Desk, to: str, day: str, sentence: str
) -> None:
    page = desk.browse.open(desk.ask(to, day))
    assert sentence in page.text("div", class_="td-summary")
    assert page.all("input", id="day")[0].get("value") == day
    assert desk.browse.client.get(desk.ask(to, day, "/tep")).status_code == 404


def test_a_viewer_sees_in_a_preview_only_what_the_viewer_may_see_and_is_told_of_nothing_more(desk: Desk) -> None:
    chair = an_official(desk.records, RoleKind.HEAD, desk.province.committee, "chutich@tinh.example")
    desk.records.commit()
    place = f"{LetterKind.MONTHLY_AGENCY}.{desk.province.committee.id}.{chair.id}"
    shown = {to: desk.browse.open(desk.ask(to)).text() for to in (desk.to_pleiku(), desk.to_ia_dom(), place)}
    listed = options(desk.browse.open(PREVIEW))
    against = {"against_the_head_of": desk.province.inspectorate, "sealed": True, "procedure": "denunciation"}
    for agency in (desk.province.pleiku, desk.province.inspectorate, desk.province.ia_dom):
        a_duty(desk.records, agency, LATE, **against)  # type: ignore[arg-type]
        done = a_duty(desk.records, agency, LONG_LATE, **against)  # type: ignore[arg-type]
        done.open, done.satisfied_on = False, TODAY
    desk.records.commit()
    assert {to: desk.browse.open(desk.ask(to)).text() for to in shown} == shown
    assert options(desk.browse.open(PREVIEW)) == listed


@pytest.mark.parametrize("kind", [RoleKind.HEAD, RoleKind.OFFICER, RoleKind.ADMINISTRATOR, RoleKind.AUDITOR])
def test_nobody_else_looks_at_letters_before_they_go(desk: Desk, kind: RoleKind) -> None:
    somebody(desk.records, desk.province.ia_dom, kind, username="nguoi.khac")
    desk.records.commit()
    other = at_the_desk(desk.app, "nguoi.khac")
    for door in ("", "/html", "/tep"):
        other.open(desk.ask(desk.to_ia_dom(), door=door), status=403)


def test_a_letter_on_a_page_of_its_own_can_do_nothing(desk: Desk) -> None:
    answer = desk.browse.client.get(desk.ask(desk.to_ia_dom(), door="/html"))
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in policy
    assert "allow" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


# ---- the file of a letter that was written


def written_letter(desk: Desk) -> OutboxLetter:
    scheduler.wake(desk.app, "monthly_letters", THE_MORNING)
    found = desk.records.scalars(select(OutboxLetter).where(OutboxLetter.agency_id == desk.province.ia_dom.id)).one()
    desk.records.expunge(found)  # as read: looking at it again would begin a transaction beside the browser's
    desk.records.rollback()
    return found


def test_the_file_of_a_letter_is_taken_as_it_was_sent_and_that_is_written_down(desk: Desk) -> None:
    kept = written_letter(desk)
    page = desk.browse.open(f"/thu-da-gui/{kept.ref}")
    assert "viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx (" in page.text("aside")
    taken = desk.browse.client.post(f"/thu-da-gui/{kept.ref}/tep/1", data={"csrf_token": page.csrf_token})
    assert taken.mimetype == XLSX
    assert "viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx" in taken.headers["Content-Disposition"]
    assert load_workbook(BytesIO(taken.data)).worksheets[0].max_row == 4
    content = select(LetterAttachment.content).where(LetterAttachment.letter_id == kept.id)
    assert desk.records.scalars(content).one() == taken.data
    (entry,) = desk.records.scalars(select(AuditEntry).where(AuditEntry.action == "letter_file_taken"))
    assert entry.subject == f"letter:{kept.id}"
    assert entry.detail["position"] == 1


def test_a_file_is_not_taken_by_a_link_nor_without_the_forms_token(desk: Desk) -> None:
    kept = written_letter(desk)
    assert desk.browse.client.get(f"/thu-da-gui/{kept.ref}/tep/1").status_code == 405
    assert desk.browse.client.post(f"/thu-da-gui/{kept.ref}/tep/1").status_code in {400, 302, 303}
    assert desk.records.scalars(select(AuditEntry).where(AuditEntry.action == "letter_file_taken")).all() == []


def test_the_file_of_a_hidden_letter_does_not_exist(desk: Desk) -> None:
    against = {"against_the_head_of": desk.province.inspectorate, "sealed": True}
    a_duty(desk.records, desk.province.ia_dom, LATE, **against)  # type: ignore[arg-type]
    desk.records.commit()
    kept = written_letter(desk)
    token = desk.browse.open("/tai-khoan").csrf_token
    for path in (f"/thu-da-gui/{kept.ref}/tep/1", "/thu-da-gui/none-such/tep/1"):
        assert desk.browse.client.post(path, data={"csrf_token": token}).status_code == 404
    assert desk.browse.client.get(f"/thu-da-gui/{kept.ref}/html").status_code == 404


def test_the_letter_page_the_mail_and_its_html_say_the_same(desk: Desk) -> None:
    kept = written_letter(desk)
    assert letter_of(desk.browse.open(f"/thu-da-gui/{kept.ref}")) == kept.body_text
    assert desk.browse.client.get(f"/thu-da-gui/{kept.ref}/html").text == kept.body_html


# ---- the question before the first letters


def test_the_question_names_who_gets_what_and_leads_to_each_letter(desk: Desk) -> None:
    kept = written_letter(desk)
    asked = desk.browse.open("/thu-da-gui/cho-xac-nhan")
    (ia_dom,) = [row for row in asked.all("tr") if "Ia Dom" in "".join(row.itertext())]
    said = " ".join("".join(ia_dom.itertext()).split())
    assert said.startswith(f"Thủ trưởng, UBND xã Ia Dom {desk.province.head_of_ia_dom.full_name}chutich@iadom.example")
    assert "2 việc quá hạn 100 ngày" in said
    (link,) = list(ia_dom.iter("a"))
    assert letter_of(desk.browse.open(str(link.get("href")))) == kept.body_text


def test_a_supervisor_without_an_address_is_named_on_both_pages(desk: Desk) -> None:
    written_letter(desk)
    for path in ("/thu-da-gui", "/thu-da-gui/cho-xac-nhan"):
        assert "chưa có địa chỉ thư nên không nhận được thư: Người giam.sat." in desk.browse.open(path).text()


def test_what_was_set_going_counts_no_letter_hidden_from_who_said_so(desk: Desk) -> None:
    a_duty(desk.records, desk.province.pleiku, LATE, against_the_head_of=desk.province.inspectorate, sealed=True)
    desk.records.commit()
    written_letter(desk)
    asked = desk.browse.open("/thu-da-gui/cho-xac-nhan")
    assert asked.text("h1") == "Gửi 2 thư việc quá hạn?"  # the third speaks of what this supervisor may not see
    assert "2 thư được gửi trong giờ làm việc." in desk.browse.send("/thu-da-gui/cho-xac-nhan").text()


@pytest.mark.parametrize(("kind", "reached"), [("monthly_agency", 3), ("weekly", 1), ("grave_agency", 2)])
def test_a_round_is_tried_on_a_day_and_leads_to_each_letter(desk: Desk, kind: str, reached: int) -> None:
    page = desk.browse.open(f"/thu-da-gui/chay-thu?kind={kind}&day={TODAY:%d/%m/%Y}")
    previews = [str(one.get("href")) for one in page.all("a") if "xem-truoc?" in str(one.get("href"))]
    assert len(previews) == reached
    assert f"{reached} thư" in page.text()
    for address in previews:
        assert letter_of(desk.browse.open(address))
    assert desk.written() == 0
