"""A register cut into pages: what each adds up to and carries forward, and that none is fuller than its paper."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from flask import Flask

from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from app.statute.registers import LAYOUTS, Layout
from app.web.reception.cells import Cell, Part, Row, plain
from app.web.reception.heights import PAPERS, head_height, lines_of, opening_height, row_height, shares
from app.web.reception.leaves import Counted, Leaf, cut
from app.web.reception.sheets import ColumnHead, Section
from tests.makers import a_petition, a_visit
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, looking
from tests.web.reception.test_registers_out import BEFORE, an_empty_day

LONG = "Hộ liền kề lấn ranh giới thửa đất khi xây tường rào, đã hòa giải mà không thành. " * 5
PERIOD = "?tu=01/06/2026&den=23/11/2026"
Sums = Counter[str]


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Visits and petitions on several pages, before and after the reform; one of each sealed."""
    with looking(app) as records:
        found = a_desk(records)
        first = a_visit(records, found.unit, on=BEFORE, content=LONG)
        for back in range(6, -1, -1):
            a_visit(records, found.unit, on=TODAY - timedelta(days=back), content=LONG, people_count=1 + 2 * back)
        a_visit(records, found.unit, on=TODAY, content=LONG, repeats=first.ref)
        a_visit(records, found.unit, on=TODAY, kind=PetitionKind.DENUNCIATION, outcome=VisitOutcome.PETITION_TAKEN)
        an_empty_day(records, found, date(2026, 11, 13))
        for signatories in (1, 3, 12, 1, 2):
            a_petition(records, found.unit, on=TODAY, content=LONG, signatories=signatories)
        records.commit()
    return found


def sums_of(words: str) -> Sums:
    """2 lượt tiếp · 9 người: how many of each."""
    return Counter({what: int(many) for many, what in re.findall(r"(\d+) ([^·.]+?)(?: được tiếp)?(?= ·|\.)", words)})


def told(browse: Browse, path: str) -> tuple[list[Sums], list[Sums], Sums, str]:
    """Of the pages of a print: the sum of each, what each carries forward, the total of the period, and the page."""
    page = browse.open(path)
    rows = [" ".join("".join(row.itertext()).split()) for foot in page.all("tfoot") for row in foot.iter("tr")]
    assert len(page.all("section", class_="td-leaf")) == sum(one.startswith("Cộng trang: ") for one in rows)
    here = [sums_of(one) for one in rows if one.startswith("Cộng trang: ")]
    carried = [sums_of(one) for one in rows if one.startswith("Lũy kế: ")]
    assert rows[-1].startswith("Cộng: ")
    return here, carried, sums_of(rows[-1].replace("cả kỳ ", "")), page.html


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("path", ["/so-tiep-cong-dan", "/so-theo-doi-don"])
def test_the_pages_add_up_to_the_period_and_each_carries_forward_all_before_it(
    app: Flask, desk: Desk, path: str, size: str
) -> None:
    browse = at_the_desk(app, desk.who[RoleKind.OFFICER])
    here, carried, whole, _html = told(browse, f"{path}/ban-in{PERIOD}&kho={size}")
    assert len(here) > 1
    running: Sums = Counter()
    for page, until in zip(here, carried, strict=True):
        running += page
        assert until == running
    assert running == whole
    expected = {
        "/so-tiep-cong-dan": {"lượt tiếp": 10, "người": 52, "đoàn đông người": 5, "lượt tiếp lại việc cũ": 1,
                              "buổi không có công dân đến": 1},
        "/so-theo-doi-don": {"đơn": 6, "người ký": 20},
    }[path]  # fmt: skip
    assert whole == expected


def test_sealed_petitions_kept_out_of_the_lines_are_in_no_page_and_in_the_total_as_before(
    app: Flask, desk: Desk
) -> None:
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    here, carried, whole, html = told(handler, f"/so-theo-doi-don/ban-in{PERIOD}")
    assert sum((one["đơn"] for one in here), 0) == carried[-1]["đơn"] == whole["đơn"] == 5
    assert html.count("giữ kín") == 1


def test_a_period_without_a_line_is_one_page_that_adds_up_to_nothing(app: Flask, desk: Desk) -> None:
    officer = at_the_desk(app, desk.who[RoleKind.OFFICER])
    here, carried, whole, html = told(officer, "/so-tiep-cong-dan/ban-in?tu=01/01/2020&den=31/12/2022")
    assert [sum(one.values()) for one in (*here, *carried, whole)] == [0, 0, 0]
    assert "THỦ TRƯỞNG CƠ QUAN" in html


# --- where the pages are cut --------------------------------------------------------------------------------------


def columns_of(layout: Layout) -> tuple[ColumnHead, ...]:
    return tuple(ColumnHead(one.title.vi, one.group.vi if one.group else "", one.item.value) for one in layout.columns)


COLUMNS = columns_of(LAYOUTS[2])


def a_row(words: str) -> Row:
    return Row((plain("1"), plain("23/11/2026"), *[Cell()] * 2, Cell((Part(words),)), *[Cell()] * (len(COLUMNS) - 5)))


def cut_up(*rows: Row, size: str) -> list[Leaf]:
    section = Section("Sổ", "", COLUMNS, ())
    return list(cut([(section, [Counted(one, 1) for one in rows])], PAPERS[size], str, 0))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda it: f"{it.register}-{it.from_on}")
def test_the_columns_of_every_layout_fill_the_width_and_the_content_has_most_of_it(layout: Layout) -> None:
    parts = shares(columns_of(layout))
    assert sum(parts) == 100
    assert parts[[one.item.value for one in layout.columns].index("content")] == max(parts) >= 14


@pytest.mark.parametrize("size", PAPERS)
def test_no_page_holds_more_than_its_paper_and_no_line_is_lost(size: str) -> None:
    paper, rows = PAPERS[size], [a_row(LONG[: 40 * many % 400 or 9]) for many in range(60)]
    leaves = cut_up(*rows, size=size)
    assert [row for leaf in leaves for row in leaf.section.rows] == rows
    assert [leaf.before for leaf in leaves] == [
        sum(len(one.section.rows) for one in leaves[:at]) for at in range(len(leaves))
    ]
    for at, leaf in enumerate(leaves):
        height = sum(row_height(row, COLUMNS, paper) for row in leaf.section.rows) + head_height(leaf.section, paper)
        assert height + (0 if at else opening_height(paper)) < paper.height
        assert leaf.goes_on == bool(at)


def test_a_line_taller_than_a_paper_has_a_page_of_its_own_and_may_be_torn() -> None:
    leaves = cut_up(a_row("ngắn"), a_row(LONG * 9), a_row("ngắn"), size="a4")
    assert [(len(one.section.rows), one.tall) for one in leaves] == [(1, False), (1, True), (1, False)]


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 9, 1),
        ("một hai", 9, 1),
        ("một hai ba bốn", 5, 2),
        ("một hai ba bốn", 3, 4),
        ("một\n\nhai", 9, 3),
        ("x" * 40, 9, 5),
    ],
)
def test_words_go_on_the_next_line_where_they_do_not_fit(words: str, room: float, lines: int) -> None:
    assert lines_of(words, room) == lines
