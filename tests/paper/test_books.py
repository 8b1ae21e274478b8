"""A register as a workbook: what a reader of Excel finds in it and how it comes out of a printer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl.reader.excel import load_workbook

from app.paper.books import Heading, Paper, PrintedBook, Sheet, printed

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
HEADINGS = (Heading("STT", 6), Heading("Ngày", 12), Heading("Thụ lý", 20, "Hướng xử lý"),
            Heading("Chuyển", 20, "Hướng xử lý"))  # fmt: skip


def a_book(rows: int = 3, *, paper: Paper = Paper.A4, headings: tuple[Heading, ...] = HEADINGS) -> PrintedBook:
    lines = ((number, date(2026, 11, 1), "=1+1", "http://a.invalid") for number in range(1, rows + 1))
    sheet = Sheet("01.11.2026-23.11.2026", ("SỔ", "Từ … đến …"), headings, lines, ("Cộng: 3 dòng", "Bộ lọc: tất cả"))
    return PrintedBook("Sổ", "Sổ tiếp công dân: xã Ia Dom", (sheet,), AT, paper)


def opened(book: PrintedBook) -> Any:
    return load_workbook(BytesIO(printed(book).content)).worksheets[0]


def test_headings_of_two_rows_are_frozen_repeated_and_numbered() -> None:
    sheet = opened(a_book())
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[3] == ["STT", "Ngày", "Hướng xử lý", None]
    assert rows[4] == [None, None, "Thụ lý", "Chuyển"]
    assert rows[5] == ["(1)", "(2)", "(3)", "(4)"]
    assert sheet.freeze_panes == "B7"
    assert sheet.print_title_rows == "$4:$6"
    assert "C4:D4" in {str(one) for one in sheet.merged_cells.ranges}


def test_what_looks_like_a_formula_or_an_address_stays_text_and_the_foot_is_last() -> None:
    sheet = opened(a_book())
    cell = sheet["C7"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert sheet["D7"].hyperlink is None
    assert sheet["B7"].value.date() == date(2026, 11, 1)
    last = [row[0].value for row in sheet.iter_rows()][-2:]
    assert last == ["Cộng: 3 dòng", "Bộ lọc: tất cả"]


def test_it_is_printed_across_on_the_size_asked_for_within_its_area_with_page_numbers() -> None:
    for paper in Paper:
        sheet = opened(a_book(paper=paper))
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", int(paper))
        assert sheet.print_area.endswith("$A$1:$D$12")
        assert sheet.page_setup.fitToHeight == 0
        assert (
            "&P" in sheet.oddFooter.right.text.replace("&amp;", "&")
            or sheet.oddFooter.right.text == "&[Page] / &[Pages]"
        )


def test_one_row_of_headings_when_none_stands_over_others_and_an_empty_book_is_a_book() -> None:
    sheet = opened(a_book(0, headings=tuple(Heading(one.title, one.width) for one in HEADINGS)))
    assert sheet.print_title_rows == "$4:$5"
    assert sheet["A7"].value == "Cộng: 3 dòng"
    assert printed(a_book()).name == "so-tiep-cong-dan-xa-ia-dom.xlsx"
