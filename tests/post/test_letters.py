"""What a letter says, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import html5lib
import pytest
from flask import Flask

from app.casework.notices import LateRow, LetterKind, MonthlyNotice, Recipient
from app.post.letters import MATTER_PATH, compose

TODAY = date(2026, 11, 2)
BASE = "https://tiepdan.example"


PLEIKU = "UBND phường Pleiku"


def a_row(code: str, days_late: int, *, agency: str = "UBND xã Ia Dom", n: int = 1) -> LateRow:
    due_on = TODAY - timedelta(days=days_late)
    return LateRow(
        n, n, f"ref{n}", code, "complaint_first", "verifying", "kn.resolve_first", date(2012, 7, 1), due_on,
        {"UBND xã Ia Dom": 7, PLEIKU: 8}.get(agency, 9), agency, days_late,
    )  # fmt: skip


HEAD = Recipient(LetterKind.MONTHLY_AGENCY, 7, "UBND xã Ia Dom", "chutich@iadom.example", account_id=3)
SUPERVISOR = Recipient(LetterKind.MONTHLY_PROVINCE, 2, "Thanh tra tỉnh", "giamsat@thanhtra.example", account_id=4)


def test_the_letter_to_a_head() -> None:
    rows = (a_row("KN-0061/2026", 138, n=1), a_row("KN-0137/2026", 12, n=2))
    letter = compose(MonthlyNotice(HEAD, "2026-11", TODAY, rows), base_url=BASE)
    assert letter.subject == "Việc quá hạn tháng 11/2026: UBND xã Ia Dom (2 việc)"
    assert letter.text == (
        """\
Kính gửi: Thủ trưởng UBND xã Ia Dom

Tính đến ngày 02/11/2026, UBND xã Ia Dom có 2 việc quá hạn trong 2 hồ sơ. Việc cũ nhất đã quá hạn 138 ngày.

Trên 90 ngày: 1 việc

- KN-0061/2026 · Khiếu nại lần đầu · Đang xác minh
  Ra quyết định giải quyết khiếu nại lần đầu (Luật Khiếu nại, Điều 28)
  Hạn 17/06/2026, quá hạn 138 ngày
  https://tiepdan.example/ho-so/ref1

11–30 ngày: 1 việc

- KN-0137/2026 · Khiếu nại lần đầu · Đang xác minh
  Ra quyết định giải quyết khiếu nại lần đầu (Luật Khiếu nại, Điều 28)
  Hạn 21/10/2026, quá hạn 12 ngày
  https://tiepdan.example/ho-so/ref2

Thư không nêu tên công dân và nội dung đơn. Mở đường dẫn và đăng nhập để xem hồ sơ.
Thư hằng tháng của Tiếp Dân: https://tiepdan.example. Không trả lời thư này.
"""
    )


def test_the_letter_to_a_supervisor_counts_the_province_by_agency_and_age() -> None:
    rows = (
        a_row("KN-0061/2026", 138, n=1),
        a_row("TC-9M2Q41", 31, n=2, agency=PLEIKU),
        a_row("KN-0137/2026", 10, n=3, agency=PLEIKU),
        a_row("KN-0138/2026", 1, n=4, agency=PLEIKU),
    )
    letter = compose(MonthlyNotice(SUPERVISOR, "2026-11", TODAY, rows, ("UBND xã Ia Dom",)), base_url=BASE)
    assert letter.subject == "Việc quá hạn tháng 11/2026 toàn tỉnh: Thanh tra tỉnh (4 việc)"
    assert letter.text.startswith(
        """\
Kính gửi: Thanh tra tỉnh

Tính đến ngày 02/11/2026, toàn tỉnh có 4 việc quá hạn trong 4 hồ sơ, tại 2 cơ quan. Việc cũ nhất đã quá hạn 138 ngày.

Số việc theo cơ quan và số ngày quá hạn

Cơ quan              1–10  11–30  31–60  61–90   > 90    Cộng
UBND phường Pleiku      2      0      1      0      0       3
UBND xã Ia Dom          0      0      0      0      1       1
Toàn tỉnh               2      0      1      0      1       4

Các cơ quan sau chưa được gửi thư, vì thủ trưởng và cơ quan đều chưa có địa chỉ thư:
- UBND xã Ia Dom

Trên 90 ngày: 1 việc

- KN-0061/2026 · Khiếu nại lần đầu · Đang xác minh · UBND xã Ia Dom
"""
    )


@pytest.mark.parametrize("recipient", [HEAD, SUPERVISOR])
def test_the_html_holds_the_same_rows_and_is_sound(recipient: Recipient) -> None:
    rows = (a_row("KN-0061/2026", 138, n=1), a_row("KN-0137/2026", 12, n=2))
    letter = compose(MonthlyNotice(recipient, "2026-11", TODAY, rows), base_url=BASE)
    html5lib.HTMLParser(strict=True).parse(letter.html)
    for words in ("KN-0061/2026", "KN-0137/2026", "quá hạn 138 ngày", "17/06/2026", "Luật Khiếu nại, Điều 28"):
        assert words in letter.html
    assert f'<a href="{BASE}/ho-so/ref1">KN-0061/2026</a>' in letter.html
    assert "style=" not in letter.html
    assert "<script" not in letter.html


def test_a_name_with_marks_of_html_does_no_harm() -> None:
    recipient = replace(HEAD, agency='Ban "A & B" <x>')
    letter = compose(MonthlyNotice(recipient, "2026-11", TODAY, (a_row("KN-1/2026", 3),)), base_url=BASE)
    assert "Ban &#34;A &amp; B&#34; &lt;x&gt;" in letter.html
    assert 'Ban "A & B" <x>' in letter.text


def test_the_subject_is_one_line() -> None:
    recipient = replace(HEAD, agency="UBND xã\r\nBcc: x@y.example")
    letter = compose(MonthlyNotice(recipient, "2026-11", TODAY, (a_row("KN-1/2026", 3),)), base_url=BASE)
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_several_duties_of_one_file_are_one_file() -> None:
    rows = (a_row("KN-0061/2026", 20, n=1), replace(a_row("KN-0061/2026", 12, n=1), obligation_id=2))
    letter = compose(MonthlyNotice(HEAD, "2026-11", TODAY, rows), base_url=BASE)
    assert "có 2 việc quá hạn trong 1 hồ sơ" in letter.text


def test_a_letter_to_somebody_who_reads_english_cites_the_law_in_english() -> None:
    english = replace(HEAD, locale="en")
    letter = compose(MonthlyNotice(english, "2026-11", TODAY, (a_row("KN-1/2026", 3),)), base_url=BASE)
    assert "First complaint · Verifying" in letter.text
    assert "Law on Complaints, Article 28" in letter.text
    assert '<html lang="en">' in letter.html


def test_an_agency_named_in_its_own_letter_is_named_in_a_row_only_when_it_is_another() -> None:
    rows = (a_row("KN-1/2026", 3), a_row("TC-2", 2, agency="UBND xã Ia Nan", n=2))
    text = compose(MonthlyNotice(HEAD, "2026-11", TODAY, rows), base_url=BASE).text
    assert "Đang xác minh · UBND xã Ia Nan" in text
    assert "Đang xác minh · UBND xã Ia Dom" not in text


def test_the_link_of_a_row_leads_to_a_page_of_the_web(sqlite_app: Flask) -> None:
    endpoint, where = sqlite_app.url_map.bind("tiepdan.example").match(MATTER_PATH.format(ref="abc"))
    assert endpoint in sqlite_app.view_functions
    assert where == {"ref": "abc"}
