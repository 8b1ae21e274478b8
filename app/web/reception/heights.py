"""How tall the lines of a register stand on its paper: estimated, and rather too tall than too low.

A browser cannot add up what stands on a page, so the pages are cut here. Letters are as wide as in DejaVu Sans, the
widest of the fonts a page may be shown in: with any other a page ends earlier, and never runs over its paper. Measures
are in points and repeat what ``register.css``, ``register-a4.css`` and ``register-a3.css`` say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from app.statute.registers import Item
from app.web.reception.cells import Cell, Row
from app.web.reception.sheets import ColumnHead, Section


@dataclass(frozen=True, slots=True)
class PaperSize:
    """A paper lying across: what its margins leave, and the letters of the table on it. In points."""

    width: float
    height: float
    letters: float


PAPERS = {"a4": PaperSize(783, 519, 7.5), "a3": PaperSize(1120, 754, 10)}
# Of a hundred parts of the width; the content takes what the others leave.
SHARES = {
    Item.NUMBER: 6, Item.DAY: 7, Item.PEOPLE: 11, Item.NAME: 10, Item.ADDRESS: 11, Item.PAPER: 9, Item.REQUEST: 12,
    Item.KIND: 6, Item.KIND_AND_COUNT: 7, Item.COUNT: 5, Item.COMPETENT: 5, Item.SOURCE: 8, Item.FIELD: 6,
    Item.TRANSFERRED: 8, Item.HANDLING: 9, Item.FOLLOWED: 8, Item.NOTE: 7,
}  # fmt: skip
SHARE = 7
LINE = 1.3  # of the height of the letters
SIDES, UPRIGHT = 7.0, 5.0  # padding and rule of a cell: left and right together, above and below together
SPARE = 6.0  # at the foot of a paper: rules are rounded up to whole dots
NARROW, WIDE = frozenset("fijlrtI.,:;'|!()[]/-·"), frozenset("mwMWĐGOQ@%&…—")
SPACE, BOLD = 0.33, 1.13
BEYOND_LATIN = "\u2000"


def shares(columns: Sequence[ColumnHead]) -> tuple[int, ...]:
    """The width of each column, in parts of a hundred."""
    content = Item.CONTENT.value
    rest = 100 - sum(_share(one) for one in columns if one.item != content)
    return tuple(rest if one.item == content else _share(one) for one in columns)


def _share(column: ColumnHead) -> int:
    return SHARES.get(Item(column.item), SHARE)


def row_height(row: Row, columns: Sequence[ColumnHead], paper: PaperSize) -> float:
    """The height of a line of the register."""
    parts = shares(columns)
    lines = [_lines_of_cell(cell, _room(part, paper)) for cell, part in zip(row.cells, parts, strict=False)]
    lines[0] += 2  # which line it is, of how many
    if row.nobody:
        lines.append(lines_of(row.nobody, _room(sum(parts[len(row.cells) :]), paper)))
    return max(lines) * paper.letters * LINE + UPRIGHT


def head_height(section: Section, paper: PaperSize) -> float:
    """The height of the headings of a table: over several columns, over each, and their numbers."""
    parts = shares(section.columns)
    titles = (lines_of(one.title, _room(part, paper) / BOLD) for one, part in zip(section.columns, parts, strict=True))
    rows = 3 if section.grouped else 2
    return (max(titles) + rows - 1) * paper.letters * LINE + rows * UPRIGHT


def sums_height(rows: int, paper: PaperSize) -> float:
    """The height of so many rows of sums."""
    return rows * (paper.letters * LINE + UPRIGHT)


def opening_height(paper: PaperSize) -> float:
    """Country, agency, name of the book, period and form; and the line that says a province is made up."""
    return 10.2 * paper.letters + 80


def said_height(paper: PaperSize) -> float:
    """The heading that says by which layout the register is kept."""
    return 2 * paper.letters + 30


def closing_height(paper: PaperSize) -> float:
    """Where it is signed, and who printed it."""
    return 6 * paper.letters + 80


def lines_of(text: str, room: float) -> int:
    """On how many lines a text stands. ``room``: the width of a line, in heights of a letter."""
    return sum(_wrapped(line.split(), room) for line in text.splitlines()) or 1


def _wrapped(words: Iterable[str], room: float) -> int:
    lines, used = 1, 0.0
    for word in words:
        wide = _width(word)
        if used and used + SPACE + wide <= room:
            used += SPACE + wide
            continue
        lines += bool(used)
        used = min(wide, room)
        if wide > room:  # torn; a letter may be left over on each of its lines
            lines += math.ceil(wide / max(room - 1, 1))
    return lines


def _width(word: str) -> float:
    return sum(_letter(normalize("NFD", letter)[0]) for letter in normalize("NFC", word))


def _letter(letter: str) -> float:
    if letter in NARROW:
        return 0.42
    if letter in WIDE or letter > BEYOND_LATIN:
        return 1.0
    return 0.78 if letter.isupper() else 0.645


def _room(part: int, paper: PaperSize) -> float:
    return max((paper.width * part / 100 - SIDES) / paper.letters, 1)


def _lines_of_cell(cell: Cell, room: float) -> int:
    if cell.sealed:
        return lines_of(str(cell), room)
    return sum(lines_of(str(one), room / BOLD if one.strong else room) for one in cell.parts)
