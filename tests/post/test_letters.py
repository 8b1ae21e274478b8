"""What a letter says, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import html5lib
import pytest
from flask import Flask

from app.casework.notices import LateRow, LetterKind, MonthlyNotice, Recipient
from app.casework.outbox import Letter
from app.casework.trends import SettledRow, Trend
from app.paper.late_words import MATTER_PATH
from app.post import letters
from app.post.letters import compose

TODAY = date(2026, 11, 2)
BASE = "https://tiepdan.example"


PLEIKU = "UBND phường Pleiku"


def a_row(code: str, days_late: int, *, agency: str = "UBND xã Ia Dom", n: int = 1) -> LateRow:
    due_on = TODAY - timedelta(days=days_late)
    return LateRow(
        n, n, f"ref{n}", code, "complaint_first", "verifying", "kn.resolve_first", date(2012, 7, 1),
        due_on - timedelta(days=30), due_on, {"UBND xã Ia Dom": 7, PLEIKU: 8}.get(agency, 9), agency,
        "verified", [], days_late,
    )  # fmt: skip


def a_settled_row(n: int, *, agency_id: int = 7, agency: str = "UBND xã Ia Dom") -> SettledRow:
    return SettledRow(
        n, f"KN-{n:04}/2026", "complaint_first", "kn.resolve_first", date(2012, 7, 1), agency_id, agency,
        date(2026, 10, 15), 20,
    )  # fmt: skip


LAST = date(2026, 10, 1)


def test_a_missed_term_of_a_superior_is_a_line_of_its_own_and_says_that_it_is_no_limit_of_law() -> None:
    missed = a_row("KN-0137/2026", 7)
    ordered = replace(missed, obligation_id=2, rule="ct.given_term", rule_from=date(2012, 7, 1), certainty="ordered")
    letter = write(HEAD, (a_row("KN-0137/2026", 12), ordered))
    assert "2 việc quá hạn trong 1 hồ sơ" in letter.text
    for said in ("Thực hiện yêu cầu của cấp trên trong hạn được giao", "không phải thời hạn luật định"):
        assert said in letter.text
        assert said in letter.html


def write(
    recipient: Recipient, rows: tuple[LateRow, ...], unreached: tuple[str, ...] = (), trend: Trend | None = None
) -> Letter:
    """The letter; nothing changed since last month unless ``trend`` says so."""
    since = trend or Trend(LAST, len(rows), 0, (), 0, 0)
    return compose(MonthlyNotice(recipient, "2026-11", TODAY, rows, since, unreached), base_url=BASE)


HEAD = Recipient(LetterKind.MONTHLY_AGENCY, 7, "UBND xã Ia Dom", "chutich@iadom.example", account_id=3)
SUPERVISOR = Recipient(LetterKind.MONTHLY_PROVINCE, 2, "Thanh tra tỉnh", "giamsat@thanhtra.example", account_id=4)


def test_the_letter_to_a_head() -> None:
    rows = (a_row("KN-0061/2026", 138, n=1), a_row("KN-0137/2026", 12, n=2))
    letter = write(HEAD, rows)
    assert letter.subject == "Việc quá hạn tháng 11/2026: UBND xã Ia Dom (2 việc)"
    assert letter.text == (
        """\
Kính gửi: Thủ trưởng UBND xã Ia Dom

Tính đến ngày 02/11/2026, UBND xã Ia Dom có 2 việc quá hạn trong 2 hồ sơ. Việc cũ nhất đã quá hạn 138 ngày.

Bằng tháng trước: ngày 01/10/2026 có 2 việc quá hạn.

Trên 90 ngày: 1 việc

- KN-0061/2026 · Khiếu nại lần đầu · Đang xác minh
  Ra quyết định giải quyết khiếu nại lần đầu (Luật Khiếu nại, Điều 28; đã đối chiếu)
  Hạn 17/06/2026, quá hạn 138 ngày
  https://tiepdan.example/ho-so/ref1
  Vì sao có hạn này: https://tiepdan.example/han/1

11–30 ngày: 1 việc

- KN-0137/2026 · Khiếu nại lần đầu · Đang xác minh
  Ra quyết định giải quyết khiếu nại lần đầu (Luật Khiếu nại, Điều 28; đã đối chiếu)
  Hạn 21/10/2026, quá hạn 12 ngày
  https://tiepdan.example/ho-so/ref2
  Vì sao có hạn này: https://tiepdan.example/han/2

Tệp kèm theo: viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx, đủ 2 việc.
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
    letter = write(SUPERVISOR, rows, ("UBND xã Ia Dom",))
    assert letter.subject == "Việc quá hạn tháng 11/2026 toàn tỉnh: Thanh tra tỉnh (4 việc)"
    assert letter.text.startswith(
        """\
Kính gửi: Thanh tra tỉnh

Tính đến ngày 02/11/2026, toàn tỉnh có 4 việc quá hạn trong 4 hồ sơ, tại 2 cơ quan. Việc cũ nhất đã quá hạn 138 ngày.

Bằng tháng trước: ngày 01/10/2026 có 4 việc quá hạn.

Số việc theo cơ quan và số ngày quá hạn

Cơ quan              1–10  11–30  31–60  61–90   > 90    Cộng
UBND phường Pleiku      2      0      1      0      0       3
UBND xã Ia Dom          0      0      0      0      1       1
Toàn tỉnh               2      0      1      0      1       4

Các cơ quan sau chưa được gửi thư, vì thủ trưởng và cơ quan đều chưa có địa chỉ thư:
- UBND xã Ia Dom

Trên 90 ngày: 1 việc

UBND xã Ia Dom

- KN-0061/2026 · Khiếu nại lần đầu · Đang xác minh
"""
    )


@pytest.mark.parametrize("recipient", [HEAD, SUPERVISOR])
def test_the_html_holds_the_same_rows_and_is_sound(recipient: Recipient) -> None:
    rows = (a_row("KN-0061/2026", 138, n=1), a_row("KN-0137/2026", 12, n=2))
    letter = write(recipient, rows)
    html5lib.HTMLParser(strict=True).parse(letter.html)
    for words in ("KN-0061/2026", "KN-0137/2026", "quá hạn 138 ngày", "17/06/2026", "Luật Khiếu nại, Điều 28"):
        assert words in letter.html
    assert f'<a href="{BASE}/ho-so/ref1"' in letter.html
    for never in ("<script", "<img", "<link", "url(", "@import", " src="):  # nothing is fetched from anywhere
        assert never not in letter.html


def test_a_name_with_marks_of_html_does_no_harm() -> None:
    recipient = replace(HEAD, agency='Ban "A & B" <x>')
    letter = write(recipient, (a_row("KN-1/2026", 3),))
    assert "Ban &#34;A &amp; B&#34; &lt;x&gt;" in letter.html
    assert 'Ban "A & B" <x>' in letter.text


def test_the_subject_is_one_line() -> None:
    recipient = replace(HEAD, agency="UBND xã\r\nBcc: x@y.example")
    letter = write(recipient, (a_row("KN-1/2026", 3),))
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_several_duties_of_one_file_are_one_file() -> None:
    rows = (a_row("KN-0061/2026", 20, n=1), replace(a_row("KN-0061/2026", 12, n=1), obligation_id=2))
    letter = write(HEAD, rows)
    assert "có 2 việc quá hạn trong 1 hồ sơ" in letter.text


def test_a_letter_to_somebody_who_reads_english_cites_the_law_in_english() -> None:
    english = replace(HEAD, locale="en")
    letter = write(english, (a_row("KN-1/2026", 3),))
    assert "First complaint · Verifying" in letter.text
    assert "Law on Complaints, Article 28" in letter.text
    assert '<html lang="en">' in letter.html


def test_an_agency_named_in_its_own_letter_is_named_in_a_row_only_when_it_is_another() -> None:
    rows = (a_row("KN-1/2026", 3), a_row("TC-2", 2, agency="UBND xã Ia Nan", n=2))
    text = write(HEAD, rows).text
    assert "Đang xác minh · UBND xã Ia Nan" in text
    assert "Đang xác minh · UBND xã Ia Dom" not in text


def test_more_than_last_month_and_what_made_it_so() -> None:
    settled = tuple(a_settled_row(n) for n in (1, 2))
    text = write(HEAD, (a_row("KN-9/2026", 3),) * 9, trend=Trend(LAST, 5, 8, settled, 1, 1)).text
    assert "Nhiều hơn tháng trước 4 việc: ngày 01/10/2026 có 5 việc quá hạn." in text
    said = "mới quá hạn 8 việc, đã làm xong 2 việc, không còn phải làm 1 việc, tạm dừng 1 việc"
    assert f"Từ đó đến nay: {said}." in text


def test_fewer_than_last_month() -> None:
    text = write(HEAD, (a_row("KN-9/2026", 3),), trend=Trend(LAST, 3, 0, (), 2, 0)).text
    assert "Ít hơn tháng trước 2 việc: ngày 01/10/2026 có 3 việc quá hạn." in text


def test_what_was_settled_is_listed_up_to_a_limit_and_the_rest_counted() -> None:
    settled = tuple(a_settled_row(n) for n in range(1, 14))
    letter = write(HEAD, (a_row("KN-9/2026", 3),), trend=Trend(LAST, 14, 0, settled, 0, 0))
    line = "KN-0001/2026 · Khiếu nại lần đầu: Ra quyết định giải quyết khiếu nại lần đầu, xong ngày 15/10/2026"
    for body in (letter.text, letter.html):
        assert "Đã làm xong từ ngày 01/10/2026: 13 việc" in body
        assert f"{line}, trễ 20 ngày" in body
        assert "và 3 việc nữa" in body
        assert "KN-0011/2026" not in body


def test_a_settled_duty_names_its_agency_where_the_letter_is_about_several() -> None:
    trend = Trend(LAST, 2, 0, (a_settled_row(1),), 0, 0)
    assert "Khiếu nại lần đầu · UBND xã Ia Dom: " in write(SUPERVISOR, (a_row("KN-9/2026", 3),), trend=trend).text
    assert "Khiếu nại lần đầu · UBND xã Ia Dom: " not in write(HEAD, (a_row("KN-9/2026", 3),), trend=trend).text


def test_the_province_reads_each_age_agency_by_agency_the_oldest_first() -> None:
    rows = (
        a_row("KN-1/2026", 138, n=1),
        a_row("KN-2/2026", 120, n=2, agency=PLEIKU),
        a_row("KN-3/2026", 110, n=3),
        a_row("KN-4/2026", 12, n=4),
    )
    text = write(SUPERVISOR, rows).text
    order = ["Trên 90 ngày: 3 việc", "UBND xã Ia Dom\n", "KN-1/", "KN-3/", "UBND phường Pleiku\n", "KN-2/"]
    listed = text[text.index("Trên 90 ngày") :]
    assert sorted(order, key=listed.index) == order


def test_a_long_letter_names_the_oldest_and_says_where_the_rest_is() -> None:
    oldest = tuple(a_row(f"KN-{n}/2026", 200 - n, n=n) for n in range(1, letters.MOST_ROWS + 1))
    rows = (*oldest, *(a_row(f"PA-{n}/2026", 3, n=1000 + n) for n in range(5)))
    letter = write(HEAD, rows)
    assert f"{letters.MOST_ROWS + 5} việc quá hạn" in letter.text
    assert "1–10 ngày: 5 việc\n\nvà 5 việc nữa trong tệp kèm theo" in letter.text
    assert "PA-" not in letter.text + letter.html
    assert f"KN-{letters.MOST_ROWS}/2026" in letter.html
    assert len(letter.html) < 102 * 1024  # what comes after, Gmail hides


def test_the_link_of_a_row_leads_to_a_page_of_the_web(sqlite_app: Flask) -> None:
    endpoint, where = sqlite_app.url_map.bind("tiepdan.example").match(MATTER_PATH.format(ref="abc"))
    assert endpoint in sqlite_app.view_functions
    assert where == {"ref": "abc"}


def test_a_letter_says_that_an_uncertain_rule_was_held_against_its_text() -> None:
    unsure = replace(a_row("KN-0001/2026", 10), certainty="unverified")
    for held, said in ((False, "; chưa đối chiếu)"), (True, "; quản trị viên đã đối chiếu)")):
        assert said in write(HEAD, (replace(unsure, held=held),)).text
