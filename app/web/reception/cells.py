"""The cells of the registers: each column of a layout, said of one line, for the screen, the paper and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.persons import Person
from app.casework.petition_register import PetitionLine
from app.casework.register import EmptyDay, Followed, Line, RegisterLine
from app.records.reception import Chair, ReceptionKind, VisitOutcome
from app.statute.groups import is_group
from app.statute.registers import Item, Layout
from app.statute.terms import FIELDS, STAGES
from app.web.act_fields import choice_words
from app.web.reception.day_words import WHO, group_words, kind_short
from app.web.reception.pages import followed_url, kind_words, outcome_words
from app.web.wording import day, number, term, words


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell on a line of its own. ``before``: plain words in front; ``after``: faint words behind."""

    words: str
    url: str = ""
    strong: bool = False
    faint: bool = False
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``sealed``: what stands here is only in the file."""

    parts: tuple[Part, ...] = ()
    sealed: bool = False

    def __str__(self) -> str:
        if self.sealed:
            return _("Nội dung chỉ xem trong hồ sơ")
        return "\n".join(str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register. ``nobody``: of a day without a visit, what its long cell says after number and day."""

    cells: tuple[Cell, ...]
    nobody: str = ""


def plain(text: str) -> Cell:
    """A cell of one piece; an empty one of none."""
    return Cell((Part(text),)) if text else Cell()


def _lines(*texts: str) -> Cell:
    return Cell(tuple(Part(text) for text in texts if text))


# --- visits -------------------------------------------------------------------------------------------------------


def visit_row(line: Line, layout: Layout) -> Row:
    """A line of the register of reception in its layout; a day without a visit has its own."""
    if isinstance(line, EmptyDay):
        return Row((plain("–"), _day_of(line.received_on, line.reception)), _nobody(line))
    return Row(tuple(VISIT_CELLS[column.item](line) for column in layout.columns))


def _nobody(line: EmptyDay) -> str:
    who = line.chaired_by or str(WHO[line.chair])
    said = (_("0 lượt: không có công dân đến"), _("người trực: %(who)s", who=who), line.document, line.note)
    return " · ".join(filter(None, said))


def _number(line: RegisterLine | PetitionLine, url: str) -> Cell:
    return Cell((Part(str(line.number) if line.number is not None else line.code, url),))


def _day_of(on: object, reception: ReceptionKind | None) -> Cell:
    said = kind_short(reception).lower() if reception else ""
    return Cell((Part(day(on)), *([Part(said, faint=True)] if said else [])))  # type: ignore[arg-type]


def _people(line: RegisterLine) -> Cell:
    """Who came; before them, that they speak for a group. Of a sealed one only what may be read of them."""
    parts = _named(line, addresses=True)
    return Cell((*([Part(_group(line))] if is_group(line.people_count) else []), *parts))


def _group(line: RegisterLine) -> str:
    said = group_words(line.people_count)
    return said if line.sealed else _("%(group)s, đại diện:", group=said)


def _named(line: RegisterLine | PetitionLine, *, addresses: bool) -> Iterator[Part]:
    if line.sealed:
        yield from (Part(shown, strong=True) for shown in dict.fromkeys(line.shown_as))
        return
    for one in line.people:
        yield Part(one.full_name, strong=True, after=f", {one.address}" if addresses and one.address else "")


def _addresses(people: Iterable[Person]) -> Cell:
    return _lines(*dict.fromkeys(one.address for one in people))


def _papers(people: Iterable[Person]) -> Cell:
    return _lines(*(f"{one.paper} {one.paper_number}".strip() for one in people if one.paper_number))


def _content(line: RegisterLine | PetitionLine) -> Cell:
    if line.sealed:
        return Cell(sealed=True)
    said = (Part(line.content), Part(line.request, faint=True, before=_("Yêu cầu: ") if line.request else ""))
    return Cell(tuple(part for part in said if part.words))


def _kind(line: RegisterLine) -> str:
    return kind_words(line.kind) if line.kind else ""


def _body(line: RegisterLine) -> str:
    no = _("số %(no)s", no=line.outcome_document) if line.outcome_document else ""
    return ", ".join(filter(None, (line.outcome_agency, no)))


def _guided(line: RegisterLine) -> Cell:
    return plain(_body(line) if line.outcome is VisitOutcome.GUIDED else "")


def _transferred(line: RegisterLine) -> Cell:
    return plain(_body(line) if line.outcome is VisitOutcome.TRANSFERRED else "")


def _taken_here(line: RegisterLine) -> Cell:
    return _lines(*dict.fromkeys(one.agency for one in line.followed))


def _accepted(line: RegisterLine) -> Cell:
    return _transferred(line) if line.outcome is VisitOutcome.TRANSFERRED else _taken_here(line)


def _followed(line: RegisterLine) -> Cell:
    if not line.followed:
        refused = line.outcome is VisitOutcome.REFUSED
        return plain(words(line.outcome) if refused else outcome_words(line))
    return _onward(line.followed)


def _onward(followed: Iterable[Followed]) -> Cell:
    return Cell(tuple(Part(one.code, followed_url(one), after=f" {term(STAGES, one.stage)}") for one in followed))


def _visit_notes(line: RegisterLine) -> Iterator[str]:
    if line.chair is Chair.DEPUTY and line.reception is ReceptionKind.HEAD:
        yield words(line.chair)
    if line.repeated and line.repeated.nth > 1:
        yield _("Tiếp lần %(n)s, lần đầu %(code)s", n=number(line.repeated.nth), code=line.repeated.first.code)
    if line.mandate:
        yield _("Cử đại diện: %(mandate)s", mandate=line.mandate)
    if line.refusal_ground:
        yield choice_words("reception_refused", line.refusal_ground)
    if line.receipt_no is not None:
        yield _("Biên nhận số %(no)s", no=line.receipt_no)
    if line.note:
        yield line.note


VISIT_CELLS: Mapping[Item, Callable[[RegisterLine], Cell]] = {
    Item.NUMBER: lambda line: _number(line, url_for("reception.page", ref=line.ref)),
    Item.DAY: lambda line: _day_of(line.received_on, line.reception),
    Item.PEOPLE: _people,
    Item.NAME: lambda line: Cell(tuple(_named(line, addresses=False))),
    Item.ADDRESS: lambda line: Cell() if line.sealed else _addresses(line.people),
    Item.PAPER: lambda line: Cell() if line.sealed else _papers(line.people),
    Item.CONTENT: _content,
    Item.REQUEST: lambda line: Cell() if line.sealed else plain(line.request),
    Item.KIND: lambda line: plain(_kind(line)),
    Item.KIND_AND_COUNT: lambda line: plain(" / ".join(filter(None, (_kind(line), number(line.people_count))))),
    Item.COUNT: lambda line: plain(number(line.people_count)),
    Item.SETTLER: lambda line: plain(line.prior_settler),
    Item.COMPETENT: lambda line: plain("x" if line.within_competence else ""),
    Item.GUIDED: _guided,
    Item.ACCEPTED: _accepted,
    Item.ACCEPTED_HERE: _taken_here,
    Item.TRANSFERRED: _transferred,
    Item.HANDLING: lambda line: plain(outcome_words(line)),
    Item.FOLLOWED: _followed,
    Item.NOTE: lambda line: _lines(*_visit_notes(line)),
}


# --- petitions ----------------------------------------------------------------------------------------------------


def petition_row(line: PetitionLine, layout: Layout) -> Row:
    """A line of the register of petitions in its layout."""
    return Row(tuple(PETITION_CELLS[column.item](line) for column in layout.columns))


def _source(line: PetitionLine) -> Cell:
    body = line.forwarder_name or (words(line.forwarder) if line.forwarder else "")
    no = _("số %(no)s", no=line.forward_document) if line.forward_document else ""
    return Cell(tuple(Part(text, faint=bool(at)) for at, text in enumerate((words(line.source), body, no)) if text))


def _document(line: PetitionLine) -> Cell:
    no = _("số %(no)s", no=line.document_no) if line.document_no else ""
    on = _("ngày %(day)s", day=day(line.document_on)) if line.document_on else ""
    return plain(", ".join(filter(None, (no, on))) if no else "")


def _petition_notes(line: PetitionLine) -> Cell:
    same = _("Trùng với đơn %(code)s", code=line.duplicate) if line.duplicate else ""
    handler = _("Người xử lý: %(name)s", name=line.handler) if line.handler else ""
    return _lines(same, handler)


PETITION_CELLS: Mapping[Item, Callable[[PetitionLine], Cell]] = {
    Item.NUMBER: lambda line: _number(line, url_for("petitions.page", ref=line.ref)),
    Item.DAY: lambda line: plain(day(line.received_on)),
    Item.SOURCE: _source,
    Item.PEOPLE: lambda line: Cell(tuple(_named(line, addresses=True))),
    Item.COUNT: lambda line: plain(number(line.signatories)),
    Item.CONTENT: _content,
    Item.KIND: lambda line: plain(words(line.kind) if line.kind else _("Chưa phân loại")),
    Item.FIELD: lambda line: plain(term(FIELDS, line.field)),
    Item.STAGE: lambda line: plain(term(STAGES, line.stage)),
    Item.DOCUMENT: _document,
    Item.HOLDER: lambda line: plain(line.holder),
    Item.FOLLOWED: lambda line: _onward(line.followed),
    Item.NOTE: _petition_notes,
}
