"""An official paper as a .docx, laid out by NĐ 30/2020, Phụ lục I: one builder for every paper.

What stands on the sheet is :class:`app.casework.papers.shape.Sheet`; nothing is worded here but what the decree words.
Sizes in points, lengths in millimetres. The same sheet gives the same words and layout, not the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil, lcm
from typing import Any, Final, TypeVar

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.casework.papers.shape import COLLECTIVE, FEW_DOTS, Block, Heading, Sheet, Signature, Table

FONT: Final = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP = BOTTOM = 20
LEFT, RIGHT, HEADER = 30, 15, 10
LEFT_COLUMN, RIGHT_COLUMN = 68, 97  # together the width between the margins
BODY, HEAD, SMALL, COPIES = 14, 13, 12, 11
INDENT = 12.7
GAP = 6
LINE_SPACING = 1.15
# Widths of letters of the font, in parts of its size: to draw lines as long as the words above them.
CAPITAL, MOTTO_WIDTH = 0.69, 12.93
MM_A_POINT = 0.3528
OF_THE_NAME = 0.4  # the decree wants a line of a third to a half of the words
SIGNING_ROOM = 3  # empty lines to sign in
SIDE_BY_SIDE = 4  # who signs in a row
T = TypeVar("T")
NO_BREAK: Final = "\u00a0"
NUMBERED, NUMBERING = "STT", 14  # the column that counts the rows of a table, and its width
LETTER, CELL_MARGINS = 0.56, 4  # a letter in parts of its size; of a cell
DOT = "…"  # as wide as two letters
SOME, MOST_SAID = 1, 60  # what weighs a column that has to wrap nothing, and one of many words
ARTICLE: Final = re.compile(r"Điều \d+\.")  # bold at the beginning of an article
CENTRE, JUSTIFY, START = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def made(sheet: Sheet, *, title: str, at: datetime) -> bytes:
    """The file of a sheet. ``title`` stands in its properties; nothing in them says who made it."""
    document = Document()
    _set_page(document)
    _set_style(document)
    set_properties(document, title, at)
    _letterhead(document, sheet)
    if not sheet.is_letter:
        _title(document, sheet)
    _addressees(document, sheet.to, before=3 * GAP if sheet.is_letter else GAP)
    if sheet.authority:
        _paragraph(document, sheet.authority.upper(), bold=True, align=CENTRE, after=2 * GAP)
    for line in sheet.bases:
        _paragraph(document, line, italic=True, align=JUSTIFY, indent=INDENT, after=GAP)
    for block in sheet.body:
        _block(document, block)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands on a page alone
    _foot(document, sheet)
    _end(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


# --- the page ---------------------------------------------------------------------------------------------------------


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(HEADER)
    section.different_first_page_header_footer = True  # the number of the first page is not shown
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRE
    run = _run(paragraph, "", size=HEAD)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)  # noqa: SLF001 - the documented way to what the library has no name for


def _set_style(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(BODY), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def set_properties(document: Any, title: str, at: datetime) -> None:
    """What the file says of itself: its title and when; nobody made it."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, "", "", ""
    about.subject = about.keywords = about.category = about.identifier = ""
    about.created = about.modified = at.replace(tzinfo=None)
    about.language = "vi-VN"
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]  # a picture of the library's own empty page


# --- its parts --------------------------------------------------------------------------------------------------------


def _letterhead(document: Any, sheet: Sheet) -> None:
    left, right = _columns(document, (LEFT_COLUMN, RIGHT_COLUMN))
    if sheet.superior:
        _paragraph(left, _whose(sheet.superior), size=SMALL, align=CENTRE)
    _paragraph(left, _whose(sheet.agency), size=SMALL, bold=True, align=CENTRE)
    widest = min(len(sheet.agency) * CAPITAL * SMALL * MM_A_POINT, LEFT_COLUMN * 0.9)
    _line(left, LEFT_COLUMN, widest * OF_THE_NAME)
    _paragraph(right, NATION, size=SMALL, bold=True, align=CENTRE)
    _paragraph(right, MOTTO, size=HEAD, bold=True, align=CENTRE)
    _line(right, RIGHT_COLUMN, MOTTO_WIDTH * HEAD * MM_A_POINT)
    left, right = _columns(document, (LEFT_COLUMN, RIGHT_COLUMN))
    if sheet.number:
        _paragraph(left, sheet.number, size=HEAD, align=CENTRE)
    if sheet.is_letter and sheet.about:
        _paragraph(left, f"V/v {sheet.about}", size=SMALL, align=CENTRE, before=GAP)
    _paragraph(right, sheet.dated, size=HEAD, italic=True, align=CENTRE)


def _whose(agency: str) -> str:
    """An agency in capitals; a long one breaks before the place: ỦY BAN NHÂN DÂN | PHƯỜNG QUY NHƠN."""
    collective, place = COLLECTIVE.upper(), agency.upper().removeprefix(COLLECTIVE.upper()).strip()
    if not agency.upper().startswith(collective) or not place:
        return agency.upper()
    return f"{collective} {place.replace(' ', NO_BREAK)}"


def _title(document: Any, sheet: Sheet) -> None:
    _paragraph(document, sheet.kind, bold=True, align=CENTRE, before=3 * GAP, after=0 if sheet.about else 2 * GAP)
    if sheet.about:
        _paragraph(document, sheet.about, bold=True, align=CENTRE)
        width = PAGE_WIDTH - LEFT - RIGHT
        words = min(len(sheet.about) * 0.5 * BODY * MM_A_POINT, width)
        _line(document, width, words * OF_THE_NAME, after=2 * GAP)


def _addressees(document: Any, to: Sequence[str], *, before: float) -> None:
    if len(to) == 1:
        _paragraph(document, f"Kính gửi: {to[0].rstrip(' ;.')}", align=CENTRE, before=before, after=2 * GAP)
        return
    for place, one in enumerate(to):
        if place == 0:
            _paragraph(document, "Kính gửi:", align=START, indent=3 * INDENT, before=before)
        ending = "." if place == len(to) - 1 else ";"
        last = 2 * GAP if place == len(to) - 1 else 0
        line = _paragraph(document, f"- {one.rstrip(' ;.')}{ending}", align=START, after=last)
        line.paragraph_format.left_indent = Mm(4 * INDENT)  # a long one goes on under its own beginning


def _foot(document: Any, sheet: Sheet) -> None:
    _paragraph(document, "", size=GAP, keep=True)
    if sheet.recipients or len(sheet.signatures) == 1:
        left, right = _columns(document, (LEFT_COLUMN + 12, RIGHT_COLUMN - 12), whole=True)
        if sheet.recipients:
            _paragraph(left, "Nơi nhận:", size=SMALL, bold=True, italic=True, align=START)
        for one in sheet.recipients:
            _paragraph(left, f"- {one}", size=COPIES, align=START)
        for signature in sheet.signatures:
            _signed(right, signature)
        return
    _side_by_side(document, in_rows(sheet.signatures))


def _side_by_side(document: Any, rows: Sequence[Sequence[Signature]]) -> None:
    """In one table, of however many each row is: the rows of a table are kept on one page, two tables are not."""
    across = lcm(*map(len, rows))
    grid = _grid(document, ((LEFT_COLUMN + RIGHT_COLUMN) / across,) * across, rows=len(rows))
    for line, row in zip(grid.rows, rows, strict=True):
        _mark(line, "w:cantSplit")
        wide, cells = across // len(row), line.cells
        for place, signature in enumerate(row):
            cell = cells[place * wide].merge(cells[(place + 1) * wide - 1])
            _signed(_Cell(cell), signature, keep=row is not rows[-1])


def in_rows(who: Sequence[T]) -> list[Sequence[T]]:
    """As many who sign side by side as there is room for; more stand in rows that are as long as one another."""
    rows = max(1, ceil(len(who) / SIDE_BY_SIDE))
    long, more = divmod(len(who), rows)
    ends = [(place + 1) * long + min(place + 1, more) for place in range(rows)]
    return [who[start:end] for start, end in zip([0, *ends], ends, strict=False) if end > start]


def _end(document: Any) -> None:
    """A file ends in a paragraph, after a table too. Hidden and a point high, or it could begin a page of its own."""
    paragraph = _paragraph(document, "", size=1)
    paragraph.paragraph_format.line_spacing = Pt(1)
    paragraph._p.pPr.find(qn("w:rPr")).insert(0, OxmlElement("w:vanish"))  # noqa: SLF001 - see below


def _signed(cell: Any, signature: Signature, *, keep: bool = False) -> None:
    for line in signature.words:
        _paragraph(cell, line, bold=True, align=CENTRE, keep=keep)
    if signature.how:
        _paragraph(cell, signature.how, size=SMALL, italic=True, align=CENTRE, keep=keep)
    for _line_to_sign in range(SIGNING_ROOM):
        _paragraph(cell, "", align=CENTRE, keep=keep)
    _paragraph(cell, signature.name, bold=True, align=CENTRE, after=2 * GAP if keep else 0, keep=keep)


def _block(document: Any, block: Block) -> None:
    if isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Heading):
        _paragraph(document, block.words, bold=True, align=CENTRE, before=GAP, after=GAP, keep=True)
    else:
        _said(document, block)


def _said(document: Any, text: str) -> None:
    """A paragraph of the body; the number of an article is bold."""
    number = ARTICLE.match(text)
    begun = number[0] if number else ""
    align = START if FEW_DOTS in text else JUSTIFY  # dots do not break: the words before them would be torn apart
    paragraph = _paragraph(document, begun or text, bold=bool(begun), align=align, indent=INDENT, after=GAP)
    paragraph.paragraph_format.line_spacing = LINE_SPACING
    if begun:
        _run(paragraph, text.removeprefix(begun), size=BODY)


def _table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.columns))
    grid.style, grid.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for cell, words in zip(grid.rows[0].cells, table.columns, strict=True):
        _paragraph(cell, words, size=HEAD, bold=True, align=CENTRE)
    _mark(grid.rows[0], "w:tblHeader")  # said again on every page the table runs over
    widths = widths_of(table)
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        added = grid.add_row()
        _mark(added, "w:cantSplit")
        for cell, words in zip(added.cells, row, strict=True):
            _paragraph(cell, words, size=HEAD, align=CENTRE if words.isdigit() else START)
    for row_made in grid.rows:
        for cell, width in zip(row_made.cells, widths, strict=True):
            cell.width = Mm(width)
            _drop_first(cell)
    _paragraph(document, "", size=GAP)


def widths_of(table: Table) -> list[float]:
    """Room for the longest word of each column, a date among them; what is left goes where most would have to wrap.

    A heading counts by half: it wraps once, what stands under it on every row.
    """
    whole = PAGE_WIDTH - LEFT - RIGHT
    cells = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    words = [
        max((len(one) + one.count(DOT) for said in (head, *column) for one in said.split()), default=0)
        for head, column in zip(table.columns, cells, strict=True)
    ]
    least = [
        NUMBERING if head == NUMBERED else min(longest * LETTER * HEAD * MM_A_POINT + CELL_MARGINS, whole / 3)
        for head, longest in zip(table.columns, words, strict=True)
    ]
    free = whole - sum(least)
    if free <= 0:
        return [width * whole / sum(least) for width in least]
    more = [
        max(min(max((len(head) / 2, *map(len, column))), MOST_SAID) - longest, SOME) if head != NUMBERED else 0
        for head, column, longest in zip(table.columns, cells, words, strict=True)
    ]
    return [width + free * weight / max(1, sum(more)) for width, weight in zip(least, more, strict=True)]


# --- what they are made of ------------------------------------------------------------------------------------------


def _paragraph(
    where: Any, text: str, *, size: int = BODY, bold: bool = False, italic: bool = False, align: Any = None,
    indent: float = 0, before: float = 0, after: float = 0, keep: bool = False,
) -> Any:  # fmt: skip
    paragraph = where.add_paragraph()
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.keep_with_next = keep
    if align is JUSTIFY:
        shape.line_spacing = LINE_SPACING
    if indent:
        shape.first_line_indent = Mm(indent)
    _run(paragraph, text, size=size, bold=bold, italic=italic)
    if not text:
        _size_of_mark(paragraph, size)
    return paragraph


def _size_of_mark(paragraph: Any, size: float) -> None:
    """An empty paragraph is as high as its mark."""
    mark, height = OxmlElement("w:rPr"), OxmlElement("w:sz")
    height.set(qn("w:val"), str(round(2 * size)))
    mark.append(height)
    paragraph._p.get_or_add_pPr().append(mark)  # noqa: SLF001 - see above


def _run(paragraph: Any, text: str, *, size: float, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold, italic
    return run


def _line(where: Any, width: float, length: float, *, after: float = 0) -> None:
    """A line of ``length`` in the middle of a column of ``width``: the upper edge of an empty paragraph."""
    paragraph = _paragraph(where, "", size=2, align=CENTRE, after=after)
    side = Mm(max(0, (width - length) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_before = Pt(1)
    edges = OxmlElement("w:pBdr")
    edge = OxmlElement("w:top")
    for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")):
        edge.set(qn(name), value)
    edges.append(edge)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - as the library's own parts are put in order
        edges, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _columns(document: Any, widths: Sequence[float], *, whole: bool = False) -> tuple[Any, ...]:
    """The cells of a row without borders. ``whole``: it does not break over two pages."""
    (row,) = _grid(document, widths).rows
    if whole:
        _mark(row, "w:cantSplit")
    return tuple(_Cell(cell) for cell in row.cells)


def _grid(document: Any, widths: Sequence[float], *, rows: int = 1) -> Any:
    """A table without borders."""
    grid = document.add_table(rows=rows, cols=len(widths))
    grid.autofit, grid.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    _no_padding(grid)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return grid


class _Cell:
    """A cell that begins empty: a new one of the library holds an empty paragraph."""

    def __init__(self, cell: Any) -> None:
        self._cell, self._begun = cell, False

    def add_paragraph(self) -> Any:
        if not self._begun:
            self._begun = True
            return self._cell.paragraphs[0]
        return self._cell.add_paragraph()


def _drop_first(cell: Any) -> None:
    """Take the empty paragraph of a new cell out."""
    first = cell.paragraphs[0]._p  # noqa: SLF001 - see above
    first.getparent().remove(first)


def _no_padding(grid: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        edge = OxmlElement(side)
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    grid._tbl.tblPr.append(margins)  # noqa: SLF001 - see above


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - see above
