"""A register cut into the pages it is printed on: each with its headings, its lines, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.petition_register import PetitionTally
from app.casework.register import Tally
from app.web.reception import heights
from app.web.reception.cells import Row
from app.web.reception.day_words import people_words
from app.web.reception.heights import PaperSize
from app.web.reception.sheets import Section, beside_people
from app.web.wording import number


@dataclass(frozen=True, slots=True)
class Counted:
    """A row with what it adds to the sums of its register: a Tally of visits, or one of petitions."""

    row: Row
    adds: Any


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the book. ``before``: lines on the pages before it; ``tall``: its one line is taller than a paper.

    ``goes_on``: the table of the page before goes on here.
    """

    section: Section
    shares: tuple[int, ...]
    before: int
    sums: tuple[str, ...]
    tall: bool
    goes_on: bool


@dataclass(slots=True)
class _Cut:
    """A leaf being filled. ``room``: points left for lines on it."""

    section: Section
    room: float
    goes_on: bool
    rows: list[Counted]
    tall: bool = False

    def take(self, row: Counted, height: float) -> None:
        self.tall = height > self.room and not self.rows
        self.room -= height
        self.rows.append(row)


def cut(
    parts: Sequence[tuple[Section, Sequence[Counted]]], paper: PaperSize, words: Callable[[Any], str], nothing: Any
) -> Iterator[Leaf]:
    """The leaves of a book. ``parts``: its sections and their rows; ``words``: tells sums; ``nothing``: the empty sum.

    A page tells what its lines add up to, and what all lines until its end do.
    """
    carried, before = nothing, 0
    for leaf in _filled(parts, paper):
        here = sum((one.adds for one in leaf.rows), nothing)
        carried += here
        yield Leaf(
            section=replace(
                leaf.section, rows=tuple(one.row for one in leaf.rows), said="" if leaf.goes_on else leaf.section.said
            ),
            shares=heights.shares(leaf.section.columns),
            before=before,
            sums=(_("Cộng trang: %(sums)s", sums=words(here)), _("Lũy kế: %(sums)s", sums=words(carried))),
            tall=leaf.tall,
            goes_on=leaf.goes_on,
        )
        before += len(leaf.rows)


def _filled(parts: Sequence[tuple[Section, Sequence[Counted]]], paper: PaperSize) -> Iterator[_Cut]:
    """The lines on as few leaves as they fit on. Where the book is signed goes with its last line."""
    for place, (section, rows) in enumerate(parts):
        leaf = _fresh(section, paper, opens=place == 0)
        for at, row in enumerate(rows, start=1):
            last = place == len(parts) - 1 and at == len(rows)
            height = heights.row_height(row.row, section.columns, paper)
            needed = height + (heights.closing_height(paper) + heights.sums_height(1, paper) if last else 0)
            if leaf.rows and needed > leaf.room:
                yield leaf
                leaf = _fresh(section, paper, goes_on=True)
            leaf.take(row, height)
        yield leaf


def _fresh(section: Section, paper: PaperSize, *, opens: bool = False, goes_on: bool = False) -> _Cut:
    taken = heights.SPARE + heights.head_height(section, paper) + heights.sums_height(2, paper)
    taken += heights.opening_height(paper) if opens else 0
    taken += heights.said_height(paper) if section.said and not goes_on else 0
    return _Cut(section, paper.height - taken, goes_on, [])


# --- sums in words ------------------------------------------------------------------------------------------------


def visits_words(total: Tally) -> str:
    """12 lượt tiếp · 19 người · 1 đoàn đông người."""
    visits = ngettext("%(n)s lượt tiếp", "%(n)s lượt tiếp", total.visits, n=number(total.visits))
    return " · ".join((visits, people_words(total.people), *beside_people(total))) + "."


def petitions_words(total: PetitionTally) -> str:
    """12 đơn · 19 người ký. Sealed ones kept out of the lines belong to no page: the total of the period has them."""
    said = ngettext("%(n)s đơn", "%(n)s đơn", total.petitions, n=number(total.petitions))
    signed = _("%(people)s ký", people=people_words(total.signatories))
    return f"{said} · {signed}."
