"""A register as a workbook (.xlsx): headings of several rows, lines as they are read, and a foot that says how many.

Rows are written while they come, so a book of any length takes little memory. Cells are written as what they are (text,
day, number): nothing that stands in a cell is ever taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.casework.folding import fold
from app.casework.outbox import Attachment
from app.paper.overdue_sheet import AS_THEY_ARE, XLSX

Value = str | int | date
LONGEST_NAME = 31  # of a sheet
LONGEST_FILE_NAME = 100
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
LINE = {"border": 1, "border_color": "#868c93", "valign": "top"}
FORMATS: dict[str, dict[str, Any]] = {
    "text": {**LINE, "text_wrap": True},
    "day": {**LINE, "num_format": "dd/mm/yyyy", "align": "left"},
    "number": {**LINE, "num_format": "0", "align": "left"},
    "head": {**LINE, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#f6f5f2"},
    "upper": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#f6f5f2",
              "left": 1, "right": 1, "top": 1, "border_color": "#868c93"},
    "lower": {"bg_color": "#f6f5f2", "left": 1, "right": 1, "bottom": 1, "border_color": "#868c93"},
    "numbers": {**LINE, "italic": True, "align": "center", "font_color": "#626a73"},
    "title": {"bold": True, "font_size": 14},
    "said": {},
    "foot": {"bold": True},
}  # fmt: skip


class Paper(IntEnum):
    """The size of the sheet, as a workbook numbers it."""

    A3 = 8
    A4 = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading, its width in letters, and the heading over several of them ("": it stands alone)."""

    title: str
    width: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``above``: lines over the table, the first one is its title; ``below``: what its foot says."""

    name: str
    above: tuple[str, ...]
    headings: tuple[Heading, ...]
    rows: Iterable[Sequence[Value]]
    below: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """A book to print. ``made_at`` is written into its properties."""

    title: str
    file_name: str
    sheets: tuple[Sheet, ...]
    made_at: datetime
    paper: Paper = Paper.A4


def printed(book: PrintedBook) -> Attachment:
    """The book as a file: each sheet with its headings repeated and frozen, its print area, its pages numbered."""
    file = BytesIO()
    # Constant memory: a row is on disk when the next one begins.
    made = Workbook(file, AS_THEY_ARE | {"in_memory": False, "constant_memory": True})
    made.set_properties({"title": book.title, "author": "Tiếp Dân", "created": book.made_at.replace(tzinfo=None)})
    formats = {name: made.add_format(form) for name, form in FORMATS.items()}
    for sheet in book.sheets:
        _write_sheet(made.add_worksheet(_sheet_name(sheet.name)), sheet, book.paper, formats)
    made.close()
    return Attachment(f"{_plain(book.file_name)}.xlsx", XLSX, file.getvalue())


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:LONGEST_FILE_NAME].strip("-")


def _sheet_name(name: str) -> str:
    return NOT_IN_A_NAME.sub("-", name)[:LONGEST_NAME].strip("- ") or "1"


def _write_sheet(sheet: Worksheet, given: Sheet, paper: Paper, formats: dict[str, Any]) -> None:
    width = len(given.headings)
    for place, heading in enumerate(given.headings):
        sheet.set_column(place, place, heading.width)
    for row, words in enumerate(given.above):
        sheet.write_string(row, 0, words, formats["said" if row else "title"])
    first = len(given.above) + 1
    body = _write_headings(sheet, given, first, formats)
    row = body
    for values in given.rows:
        for place, value in enumerate(values):
            _write_cell(sheet, (row, place), value, formats)
        row += 1
    if row > body:
        sheet.autofilter(body - 1, 0, row - 1, width - 1)
    for below, words in enumerate(given.below, start=1):
        sheet.write_string(row + below, 0, words, formats["said" if below > 1 else "foot"])
    sheet.freeze_panes(body, 1)
    sheet.repeat_rows(first, body - 1)
    sheet.print_area(0, 0, row + len(given.below), width - 1)
    _on_paper(sheet, given, paper)


def _write_headings(sheet: Worksheet, given: Sheet, first: int, formats: dict[str, Any]) -> int:
    """The headings: a row of groups when there are any, the titles, the numbers of the columns. Where the body begins.

    A heading without a group fills two rows without being merged over them: a row once begun cannot be gone back to.
    """
    titles = [heading.title for heading in given.headings]
    row = first
    if any(heading.group for heading in given.headings):
        _write_groups(sheet, given.headings, row, formats)
        row += 1
        for place, heading in enumerate(given.headings):
            if heading.group:
                sheet.write_string(row, place, heading.title, formats["head"])
            else:
                sheet.write_blank(row, place, None, formats["lower"])
    else:
        for place, title in enumerate(titles):
            sheet.write_string(row, place, title, formats["head"])
    if given.numbered:
        row += 1
        for place in range(len(titles)):
            sheet.write_string(row, place, f"({place + 1})", formats["numbers"])
    return row + 1


def _write_groups(sheet: Worksheet, headings: Sequence[Heading], row: int, formats: dict[str, Any]) -> None:
    place = 0
    while place < len(headings):
        group = headings[place].group
        last = place
        while group and last + 1 < len(headings) and headings[last + 1].group == group:
            last += 1
        if last > place:
            sheet.merge_range(row, place, row, last, group, formats["head"])
        else:
            sheet.write_string(row, place, group or headings[place].title, formats["head" if group else "upper"])
        place = last + 1


def _write_cell(sheet: Worksheet, cell: tuple[int, int], value: Value, formats: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*cell, datetime.combine(value, time()), formats["day"])
    elif isinstance(value, int):
        sheet.write_number(*cell, value, formats["number"])
    elif value:
        sheet.write_string(*cell, value, formats["text"])
    else:
        sheet.write_blank(*cell, None, formats["text"])


def _on_paper(sheet: Worksheet, given: Sheet, paper: Paper) -> None:
    sheet.set_landscape()
    sheet.set_paper(int(paper))
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L" + given.above[0].replace("&", "&&") + "&R&P / &N")


__all__ = ["Heading", "Paper", "PrintedBook", "Sheet", "Value", "printed"]
