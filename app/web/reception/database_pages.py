"""What the pages of the national database show: what is due, the counts of agencies, what is about to be marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.national_database import (
    KINDS,
    AgencyCount,
    EntryRow,
    EntryState,
    Key,
    Marked,
    Wanted,
    chosen,
    counts,
    entries,
    every_entry,
    note_exported,
)
from app.casework.permissions import Deed
from app.casework.persons import Person
from app.extensions import db
from app.paper.books import Heading, PrintedBook, Sheet, printed
from app.records.matters import MatterKind
from app.statute.instruments import cite_all
from app.statute.reception_duties import DATABASE_FROM, database_provisions
from app.statute.terms import STAGES
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.forms import sentence_of
from app.web.lists import asked, member, options, page_url, place_asked, row_number
from app.web.reception.database_forms import ACTS, REFERENCE, EnteredForm, refs_sent
from app.web.views import Empty, FilterBar, FilterField, Foot, Link
from app.web.wording import day, foot, number, spoken, term, words

STATES = {
    EntryState.MISSING: _l("chưa cập nhật"),
    EntryState.STALE: _l("có thay đổi sau khi cập nhật"),
    EntryState.ENTERED: _l("đã cập nhật"),
}
MARKS = {EntryState.MISSING: "open", EntryState.STALE: "soon", EntryState.ENTERED: "met"}
PAGES = {MatterKind.VISIT: "reception.page", MatterKind.PETITION: "petitions.page", MatterKind.CASE: "cases.page"}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A matter of the list."""

    ref: str
    code: str
    url: str
    kind: str
    title: str
    agency: str
    stage: str
    day: str
    mark: str
    state: str
    entered: str
    may_mark: bool
    acts: int = 0
    acts_name: str = ""
    reference_name: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """An agency with its counts."""

    name: str
    url: str
    missing: str
    stale: str
    entered: str


@dataclass(frozen=True, slots=True)
class DatabasePage:
    """What is due to be entered."""

    title: str
    lede: str
    law: str
    bar: FilterBar
    lines: tuple[EntryLine, ...]
    counts: tuple[CountLine, ...]
    may_mark: bool
    foot: Foot
    empty: Empty
    export_url: str


@dataclass(frozen=True, slots=True)
class MarkPage:
    """What is about to be marked."""

    title: str
    lede: str
    lines: tuple[EntryLine, ...]
    back: str
    verb: str
    dropped: str = ""
    crumbs: tuple[Link, ...] = ()


def wanted_asked() -> Wanted:
    """What the address narrows the list down to."""
    kind = member(MatterKind, "loai")
    return Wanted(row_number(asked("noi")), kind if kind in KINDS else None, member(EntryState, "tinh-trang"))


def database_page() -> DatabasePage:
    """The list with the counts of agencies."""
    viewer, wanted, place = current_viewer(), wanted_asked(), place_asked()
    found = entries(db.session(), viewer, wanted, after=Key(*place) if place else None)
    by_agency = counts(db.session(), viewer)
    lines = tuple(_line(row) for row in found.rows)
    onward = page_url("reception.database", (found.next.on, found.next.id)) if found.next else None
    return DatabasePage(
        title=_("Cập nhật cơ sở dữ liệu quốc gia"),
        lede=_summary(by_agency),
        law=_law(),
        bar=_bar(wanted, by_agency),
        lines=lines,
        counts=tuple(_count(one) for one in by_agency) if len(by_agency) > 1 else (),
        may_mark=any(line.may_mark for line in lines),
        foot=foot(
            len(lines), found.total, _("hồ sơ"), next_url=onward,
            first_url=page_url("reception.database") if place else None,
        ),
        empty=Empty(_("Không có hồ sơ nào phải cập nhật.")),
        export_url=page_url("reception.export_database"),
    )  # fmt: skip


def _law() -> str:
    return _(
        "Phải cập nhật đầy đủ, kịp thời từ %(day)s (%(law)s). Luật không nêu số ngày: không tính quá hạn.",
        day=day(DATABASE_FROM), law=spoken(cite_all(database_provisions(today()))),
    )  # fmt: skip


def _summary(by_agency: Sequence[AgencyCount]) -> str:
    sums = [sum(getattr(one, state.value) for one in by_agency) for state in EntryState]
    said = [f"{number(n)} {STATES[state]}" for n, state in zip(sums, EntryState, strict=True)]
    kept = sum(one.kept for one in by_agency)
    if kept:
        said.append(_("%(n)s hồ sơ giữ kín: người được xem phần bảo mật cập nhật", n=number(kept)))
    return " · ".join(said)


def _bar(wanted: Wanted, by_agency: Sequence[AgencyCount]) -> FilterBar:
    states = [(state.value, str(said)) for state, said in STATES.items()]
    kinds = [(kind.value, words(kind)) for kind in KINDS]
    agencies = sorted(((str(one.agency_id), one.agency) for one in by_agency), key=lambda pair: pair[1])
    fields = [
        FilterField("tinh-trang", _("Tình trạng"), options(states, _("Phải cập nhật")), wanted.state or "", phone=True),
        FilterField("loai", _("Loại hồ sơ"), options(kinds), wanted.kind or "", phone=True),
    ]
    if len(agencies) > 1:
        fields.append(FilterField("noi", _("Đơn vị"), options(agencies), str(wanted.agency_id or "")))
    home = url_for("reception.database")
    return FilterBar(home, tuple(fields), clear=home)


def _line(row: EntryRow) -> EntryLine:
    mine = current_viewer().may(Deed.ENTER_DATABASE, row.agency_id)  # who only watches counts: no title, no file
    on = _("ngày %(day)s", day=day(row.entered_on)) if row.entered_on else ""
    no = _("mã %(reference)s", reference=row.reference) if row.reference else ""
    return EntryLine(
        ref=row.ref,
        code=row.code,
        url=url_for(PAGES[row.kind], ref=row.ref) if mine else "",
        kind=words(row.kind),
        title=row.title if mine else "",
        agency=row.agency,
        stage=term(STAGES, row.stage),
        day=day(row.opened_on),
        mark=MARKS[row.state],
        state=str(STATES[row.state]),
        entered=" · ".join(filter(None, (on, no, row.entered_by))),
        may_mark=mine,
        acts=row.acts,
        acts_name=f"{ACTS}{row.ref}",
        reference_name=f"{REFERENCE}{row.ref}",
        reference=row.reference,
    )


def _count(one: AgencyCount) -> CountLine:
    return CountLine(
        one.agency, url_for("reception.database", noi=one.agency_id), number(one.missing), number(one.stale),
        number(one.entered),
    )  # fmt: skip


# --- marking ------------------------------------------------------------------------------------------------------


def rows_chosen() -> list[EntryRow]:
    """The matters ticked. Aborts with 404 when one of them is not this person's to mark."""
    refs = refs_sent()
    rows = chosen(db.session(), current_viewer(), refs)
    if len(rows) < len(refs):
        abort(404)
    return rows


def mark_page(rows: Sequence[EntryRow], form: EnteredForm) -> MarkPage:
    """The preview: every matter with a line for its reference."""
    if not form.on.raw_data:
        form.on.data = today()
    n = number(len(rows))
    return MarkPage(
        title=_("Ghi đã cập nhật %(n)s hồ sơ vào cơ sở dữ liệu quốc gia?", n=n),
        lede=_("Chỉ ghi những hồ sơ đã nhập vào cơ sở dữ liệu. Mã do cơ sở dữ liệu cấp, nếu có."),
        lines=tuple(_line(row) for row in rows),
        back=url_for("reception.database"),
        verb=_("Ghi đã cập nhật %(n)s hồ sơ", n=n),
        crumbs=(Link(_("Cập nhật cơ sở dữ liệu quốc gia"), url_for("reception.database")), Link(_("Xem trước"), "")),
    )


def say_what_became(results: Sequence[Marked]) -> None:
    """One message for what was marked, and one for each that was not."""
    done = [one.code for one in results if one.refused is None]
    if done:
        flash(_("Đã ghi cập nhật %(n)s hồ sơ: %(codes)s.", n=number(len(done)), codes=", ".join(done)))
    for one in results:
        if one.refused is not None:
            flash(f"{one.code}: {sentence_of(one.refused)}", "over")


# --- the file -----------------------------------------------------------------------------------------------------


def export() -> Response:
    """What is due, as a workbook; of a sealed matter no person and no content. That it was taken is written down."""
    wanted = wanted_asked()
    total = entries(db.session(), current_viewer(), wanted, limit=1).total
    columns = (
        (_("Mã hồ sơ"), 18), (_("Loại hồ sơ"), 14), (_("Đơn vị"), 26), (_("Ngày"), 12), (_("Giai đoạn"), 22),
        (_("Họ tên"), 26), (_("Địa chỉ"), 30), (_("Giấy tờ tùy thân"), 20), (_("Tiêu đề"), 40),
        (_("Tình trạng cập nhật"), 20), (_("Mã trên cơ sở dữ liệu"), 18), (_("Ngày cập nhật"), 14),
    )  # fmt: skip
    sheet = Sheet(
        name=_("Phải cập nhật"),
        above=(_("Cập nhật cơ sở dữ liệu quốc gia"), day(today())),
        headings=tuple(Heading(title, width) for title, width in columns),
        rows=(_values(row, people) for row, people in every_entry(db.session(), current_viewer(), wanted)),
        below=(_("Cộng: %(total)s", total=_("%(n)s hồ sơ", n=number(total))), _law()),
        numbered=False,
    )
    book = PrintedBook(sheet.above[0], f"csdl quoc gia {today()}", (sheet,), now())
    file = printed(book)
    with committing():
        note_exported(db.session(), lines=total, by=current_viewer(), at=now())
    return as_file(file)


def _values(row: EntryRow, people: Sequence[Person]) -> Sequence[str]:
    line = _line(row)
    return (
        row.code, line.kind, row.agency, line.day, line.stage, *_said(people), line.title, line.state, row.reference,
        day(row.entered_on),
    )  # fmt: skip


def _said(people: Sequence[Person]) -> Iterator[str]:
    yield "\n".join(one.full_name for one in people)
    yield "\n".join(one.address for one in people)
    yield "\n".join(f"{one.paper} {one.paper_number}".strip() for one in people)
