"""The sheet of a letter, read back by another program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl.reader.excel import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.casework.notices import LateRow, LetterKind, MonthlyNotice, Recipient
from app.casework.outbox import Attachment
from app.casework.trends import Trend
from app.paper.overdue_sheet import XLSX, overdue_sheet

TODAY = date(2026, 11, 2)
HEAD = Recipient(LetterKind.MONTHLY_AGENCY, 7, "UBND xã Ia Dom", "chutich@iadom.example", account_id=3)
SUPERVISOR = Recipient(LetterKind.MONTHLY_PROVINCE, 2, "Thanh tra tỉnh", "giamsat@thanhtra.example", account_id=4)
FORMULA = '=HYPERLINK("https://evil.example","x")'


def a_row(n: int, days_late: int, **others: Any) -> LateRow:
    due_on = TODAY - timedelta(days=days_late)
    row = LateRow(
        n, n, f"ref{n}", f"KN-{n:04}/2026", "complaint_first", "verifying", "kn.resolve_first", date(2012, 7, 1),
        date(2026, 7, 1), due_on, 7, "UBND xã Ia Dom", "verified", [], days_late,
    )  # fmt: skip
    return replace(row, **others)


def printed(*rows: LateRow, recipient: Recipient = HEAD) -> Attachment:
    since = Trend(date(2026, 10, 1), len(rows), 0, (), 0, 0)
    return overdue_sheet(MonthlyNotice(recipient, "2026-11", TODAY, rows, since), base_url="https://tiepdan.example/")


def read(file: Attachment) -> Workbook:
    book: Workbook = load_workbook(BytesIO(file.content))
    return book


def table(file: Attachment) -> tuple[Worksheet, list[tuple[Any, ...]]]:
    sheet = read(file).worksheets[0]
    return sheet, [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_a_row_says_what_the_letter_says_with_real_days_and_numbers() -> None:
    _sheet, rows = table(printed(a_row(61, 138), a_row(137, 12)))
    head, first, second, foot = rows
    assert head == (
        "Mã hồ sơ", "Loại", "Đơn vị", "Giai đoạn", "Việc phải làm", "Căn cứ", "Độ chắc chắn", "Tính từ ngày", "Hạn",
        "Số ngày quá hạn", "Nhóm tuổi", "Đường dẫn",
    )  # fmt: skip
    assert first == (
        "KN-0061/2026", "Khiếu nại lần đầu", "UBND xã Ia Dom", "Đang xác minh",
        "Ra quyết định giải quyết khiếu nại lần đầu", "Luật Khiếu nại, Điều 28", "đã đối chiếu",
        datetime(2026, 7, 1), datetime(2026, 6, 17), 138, "Trên 90 ngày", "https://tiepdan.example/ho-so/ref61",  # noqa: DTZ001
    )  # fmt: skip
    assert second[0] == "KN-0137/2026"
    assert foot[:2] == ("Cộng", 2)


def test_a_row_late_by_the_strict_reading_only_says_from_when_it_is_late_for_certain() -> None:
    strict = {"certainty": "disputed", "rule": "kn.accept_first_law", "also": [{"rule": "x", "due_on": "2026-11-04"}]}
    _sheet, rows = table(printed(a_row(1, 3, **strict), a_row(2, 3, **(strict | {"also": []}))))
    assert rows[1][6] == "có hai cách hiểu; quá hạn theo cách hiểu chặt; chắc chắn quá hạn sau 04/11/2026"
    assert rows[2][6] == "có hai cách hiểu"


def test_days_are_written_day_first_and_links_can_be_followed() -> None:
    sheet, _rows = table(printed(a_row(1, 3)))
    assert {sheet["H2"].number_format, sheet["I2"].number_format} == {"dd/mm/yyyy"}
    assert sheet["A2"].hyperlink.target == "https://tiepdan.example/ho-so/ref1"


def test_it_can_be_sorted_and_printed() -> None:
    sheet, _rows = table(printed(a_row(1, 30), a_row(2, 3)))
    assert sheet.freeze_panes == "B2"
    assert str(sheet.auto_filter.ref) == "A1:L3"  # the foot row stays where it is
    paper = {name: str(getattr(sheet.page_setup, name)) for name in ("orientation", "paperSize", "fitToHeight")}
    assert paper == {"orientation": "landscape", "paperSize": "9", "fitToHeight": "0"}  # A4, as many pages as it takes
    assert sheet.print_title_rows == "$1:$1"
    assert min(sheet.column_dimensions[column].width for column in "ABCDEFGHIJKL") >= 10


def test_nothing_is_ever_a_formula() -> None:
    file = printed(a_row(1, 3, code=FORMULA, agency="=1+1", ref="+x"), recipient=replace(HEAD, agency="@SUM(A1)"))
    cells = [cell for sheet in read(file) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert FORMULA in {cell.value for cell in cells}


def test_the_same_rows_are_the_same_bytes() -> None:
    rows = (a_row(61, 138), a_row(137, 12))
    assert printed(*rows) == printed(*rows)
    assert printed(*rows).content != printed(rows[0]).content


def test_it_explains_itself() -> None:
    notes = {row[0].value: row[1].value for row in read(printed(a_row(1, 3), a_row(2, 3))).worksheets[1].iter_rows()}
    assert notes["Nơi nhận"] == "UBND xã Ia Dom"
    assert notes["Tính đến ngày"] == datetime(2026, 11, 2)  # noqa: DTZ001
    assert (notes["Số việc quá hạn"], notes["Số việc quá hạn ngày đó"]) == (2, 2)
    assert "không gửi cho cơ quan đó" in notes["Tố cáo"]
    assert "không nêu tên công dân" in notes["Công dân"]


def test_it_speaks_the_recipients_language(app: Flask) -> None:
    with app.app_context():
        file = printed(a_row(1, 3), recipient=replace(SUPERVISOR, locale="en"))
    sheet, rows = table(file)
    assert sheet.title == "Overdue duties"
    assert rows[0][0] == "File code"
    assert rows[1][1:6:4] == ("First complaint", "Law on Complaints, Article 28")
    assert rows[2][:2] == ("Total", 1)


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("UBND xã Ia Dom", "viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx"),
        ("Sở Tư pháp / Đắk", "viec-qua-han-2026-11-so-tu-phap-dak.xlsx"),
        ("机关", "viec-qua-han-2026-11.xlsx"),
    ],
)
def test_its_name_is_plain(agency: str, name: str) -> None:
    assert printed(a_row(1, 3), recipient=replace(HEAD, agency=agency)).name == name


def test_a_long_name_and_the_province() -> None:
    long = printed(a_row(1, 3), recipient=replace(HEAD, agency=("Ban Quản lý " * 30)[:160]))
    assert len(long.name) <= 120
    assert long.name.isascii()
    assert printed(a_row(1, 3), recipient=SUPERVISOR).name == "viec-qua-han-2026-11-toan-tinh.xlsx"
    assert long.media_type == XLSX
