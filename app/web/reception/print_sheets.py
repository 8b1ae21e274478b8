"""The registers leaving the program: a print laid out like the paper book, and a workbook. Both are written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.casework.papers.facts import office_of
from app.casework.petition_register import PetitionTally, petition_tally, whole_petition_register
from app.casework.register import Period, Tally, empty_days, note_taken_out, tally, whole_register
from app.extensions import db
from app.paper.books import Heading, Paper, PrintedBook, Sheet, printed
from app.records.agencies import Agency
from app.statute.papers.bases import written_out
from app.statute.registers import Book, Item, Register, books
from app.web.access import current_person, current_viewer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.reception.cells import Row, petition_row, visit_row
from app.web.reception.forms import PeriodForm
from app.web.reception.heights import PAPERS, PaperSize
from app.web.reception.leaves import Counted, Leaf, cut, petitions_words, visits_words
from app.web.reception.sheets import (
    EXPORTS,
    PRINTS,
    SCREENS,
    as_asked,
    dates_of,
    form_of,
    model_of,
    period_of,
    section_of,
    title_of,
    with_people,
    with_signatories,
)
from app.web.views import Foot, Link
from app.web.wording import moment, number

SIZE = "kho"  # of the sheet, in the address
SIZES = {"a4": Paper.A4, "a3": Paper.A3}
# In letters, for a workbook on which a whole line fits the width of a sheet.
WIDTHS = {
    Item.NUMBER: 9, Item.DAY: 12, Item.PEOPLE: 28, Item.NAME: 22, Item.ADDRESS: 24, Item.PAPER: 17, Item.CONTENT: 44,
    Item.REQUEST: 28, Item.KIND: 13, Item.KIND_AND_COUNT: 14, Item.COUNT: 9, Item.COMPETENT: 8, Item.SOURCE: 22,
    Item.NOTE: 22,
}  # fmt: skip
WIDTH = 18
LONGEST_CELL = 32_700  # a workbook takes no more in one cell


@dataclass(frozen=True, slots=True)
class Taken:
    """A register asked for: which, whose, when."""

    kind: Register
    form: PeriodForm
    period: Period

    @property
    def agency_id(self) -> int:
        return int(self.form.noi.data)


@dataclass(frozen=True, slots=True)
class PrintPage:
    """The paper book. ``leaves`` in Vietnamese, as everything on the paper; title, lede, crumbs are the screen's."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    sizes: tuple[Link, ...]
    size: str
    export_url: str
    superior: str
    agency: str
    heading: str
    dates: str
    model: str
    leaves: tuple[Leaf, ...]
    total: str
    lines: int
    place_and_day: str
    printed_by: str


def taken(kind: Register, form: PeriodForm) -> Taken:
    """The register of the period asked for."""
    return Taken(kind, form, period_of(form))


def print_page(it: Taken) -> PrintPage:
    """The register to print; that it was is written down."""
    agency = db.session().get_one(Agency, it.agency_id)
    office = office_of(db.session(), agency.id, today())
    asked, size = as_asked(it.form, it.period), _size()
    with force_locale("vi"):
        leaves = tuple(_leaves(it, PAPERS[size]))
        rows = [row for one in leaves for row in one.section.rows]
        paper: dict[str, Any] = {
            "heading": title_of(it.kind).upper(), "dates": dates_of(it.period).capitalize(),
            "model": form_of(it.kind, it.period), "total": _total(it, sum(bool(row.nobody) for row in rows)),
            "printed_by": _printed_by(), "superior": office.superior.upper(),
            "agency": office.name.upper(), "place_and_day": f"{office.place}, {written_out(today())}",
            "lines": len(rows),
        }  # fmt: skip
    _written_down(it, agency.code, "printed", len(rows))
    return PrintPage(
        title=title_of(it.kind),
        lede=_(
            "%(dates)s. In khổ ngang; mỗi trang có đầu bảng, cộng trang và lũy kế.",
            dates=dates_of(it.period).capitalize(),
        ),
        crumbs=(Link(title_of(it.kind), url_for(SCREENS[it.kind], **asked)), Link(_("Bản in"), "")),
        sizes=tuple(
            Link(one.upper(), "" if one == size else url_for(PRINTS[it.kind], **asked, kho=one)) for one in SIZES
        ),
        size=size,
        export_url=url_for(EXPORTS[it.kind], **asked),
        leaves=leaves,
        **paper,
    )


def workbook(it: Taken) -> Response:
    """The register as a file; that it was taken is written down."""
    agency = db.session().get_one(Agency, it.agency_id)
    sheets = tuple(_sheet(it, book) for book in books(it.kind, it.period.from_on, it.period.until_on))
    file = printed(
        PrintedBook(
            title=f"{title_of(it.kind)}, {agency.name}",
            file_name=f"{title_of(it.kind)} {it.period.from_on} {it.period.until_on} {agency.name}",
            sheets=sheets, made_at=now(), paper=SIZES[_size()],
        )
    )  # fmt: skip
    _written_down(it, agency.code, "exported", _count(it)[0])
    return as_file(file)


def _written_down(it: Taken, agency: str, how: str, lines: int) -> None:
    with committing():
        note_taken_out(
            db.session(), it.kind, how=how, agency=agency, period=it.period, lines=lines, by=current_viewer(), at=now()
        )


def _printed_by() -> str:
    person = current_person()
    return _("%(name)s in lúc %(when)s", name=person.full_name if person else "", when=moment(now()))


def _size() -> str:
    asked = request.args.get(SIZE, "")
    return asked if asked in SIZES else "a4"


# --- lines --------------------------------------------------------------------------------------------------------


def _rows(it: Taken, book: Book) -> Iterator[Counted]:
    period = Period(book.from_on, book.until_on)
    given: dict[str, Any] = {"agency_id": it.agency_id, "period": period}
    if it.kind is Register.VISITS:
        for line in whole_register(db.session(), current_viewer(), **given):
            yield Counted(visit_row(line, book.layout), line.adds)
        return
    for petition in whole_petition_register(db.session(), current_viewer(), **given):
        yield Counted(petition_row(petition, book.layout), petition.adds)


def _leaves(it: Taken, paper: PaperSize) -> Iterator[Leaf]:
    """The pages; a layout no line is in has none, but a period without a line has one page all the same."""
    found = list(books(it.kind, it.period.from_on, it.period.until_on))
    parts = [(section_of(book.layout, it.form.desk, (), told=len(found) > 1), tuple(_rows(it, book))) for book in found]
    parts = [one for one in parts if one[1]] or parts[-1:]
    if it.kind is Register.VISITS:
        return cut(parts, paper, visits_words, Tally(0, 0, 0, 0))
    return cut(parts, paper, petitions_words, PetitionTally(0, 0))


def _count(it: Taken, empty: int | None = None) -> tuple[int, str]:
    """How many lines the list of the whole period has, and its foot in words. ``empty``: days nobody came, if known."""
    given: dict[str, Any] = {"agency_id": it.agency_id, "period": it.period}
    if it.kind is Register.PETITIONS:
        signed = petition_tally(db.session(), current_viewer(), **given)
        said = ngettext("%(n)s đơn", "%(n)s đơn", signed.petitions, n=number(signed.petitions))
        return signed.petitions, with_signatories(Foot(said), signed)
    empty = len(empty_days(db.session(), current_viewer(), **given)) if empty is None else empty
    total = tally(db.session(), current_viewer(), **given, empty=empty)
    said = ngettext("%(n)s lượt tiếp", "%(n)s lượt tiếp", total.visits, n=number(total.visits))
    return total.visits + empty, with_people(Foot(said), total)


def _total(it: Taken, empty: int) -> str:
    return _("Cộng: %(total)s", total=_count(it, empty)[1])


# --- the workbook -------------------------------------------------------------------------------------------------


def _sheet(it: Taken, book: Book) -> Sheet:
    period = Period(book.from_on, book.until_on)
    mine = Taken(it.kind, it.form, period)
    section = section_of(book.layout, it.form.desk, (), told=False)
    lines, said = _count(mine)
    dates = dates_of(period)
    return Sheet(
        name=f"{period.from_on:%d.%m.%Y}-{period.until_on:%d.%m.%Y}",
        above=tuple(
            filter(
                None,
                (f"{title_of(it.kind).upper()} - {it.form.desk}", dates.capitalize(), model_of(it.kind, period)),
            )
        ),
        headings=tuple(
            Heading(column.title, WIDTHS.get(Item(column.item), WIDTH), column.group) for column in section.columns
        ),
        rows=(_values(one.row, len(section.columns)) for one in _rows(mine, book)),
        below=(
            _("Cộng: %(total)s", total=said),
            _(
                "Bộ lọc: %(agency)s, %(dates)s. Danh sách trên màn hình có %(n)s dòng.",
                agency=it.form.desk, dates=dates, n=number(lines),
            ),
        ),
    )  # fmt: skip


def _values(row: Row, width: int) -> Sequence[str]:
    said = [_fitting(str(cell)) for cell in row.cells]
    if row.nobody:
        said += [row.nobody]
    return [*said, *[""] * (width - len(said))]


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else _("%(text)s … (còn tiếp trong hồ sơ)", text=text[:LONGEST_CELL])
