"""The printable index of a case file (danh mục hồ sơ): its papers in the order of the law, numbered through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.casework.calendars import held_against_the_text
from app.casework.case_files import related_to
from app.casework.documents import FileLine, matter_files
from app.casework.ledger import WITHDRAWN_ENTRY
from app.casework.papers.facts import office_of
from app.casework.papers.keeping import Issued, issued_in
from app.casework.timeline import ActRow, acts_of
from app.casework.twins import IN_TWO_LOGS
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.statute.case_file import LEAVE_A_PAPER, FileOrder, FilePart, document_of, order_of
from app.statute.instruments import cite_all, cite_formally
from app.statute.papers.bases import written_out
from app.statute.papers_sent import PAPERS_SENT, SENT, named
from app.statute.terms import ACTS, DENUNCIATIONS, PROCEDURES, Procedure
from app.statute.time_limits.shape import Certainty
from app.web.access import current_viewer
from app.web.cases.pages import title_of
from app.web.clock import now, today
from app.web.rules import certainty_words, held_words
from app.web.views import Link
from app.web.wording import spoken

# Of a denunciation the act makes one paper and another tells of it: the names of what is sent are those of the notice.
TOLD_APART = frozenset({"accepted", "concluded"})
LETTERS = "abcdđeghik"  # of the points of a clause, as Vietnamese law counts them


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the file, before it is numbered."""

    part: FilePart
    on: date
    name: str
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One line of the printed table."""

    place: int
    number: str
    day: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class IndexPart:
    """A group of the law. ``lacking``: the law wants a paper here and none is written down."""

    words: str
    lines: tuple[IndexLine, ...]
    lacking: bool


@dataclass(frozen=True, slots=True)
class FileIndexPage:
    """The page: in Vietnamese what is printed, in the language of the screen what stands beside it."""

    title: str
    crumbs: tuple[Link, ...]
    order: str
    doubt: str
    superior: str
    agency: str
    code: str
    kind: str
    subject: str
    opened: str
    closed: str
    by_law: str
    parts: tuple[IndexPart, ...]
    total: int
    on: str


def file_index(matter: Matter) -> FileIndexPage:
    """The index of a case the viewer sees: acts and files, a fixed number of statements."""
    session, order = db.session(), order_of(matter.procedure)
    office = office_of(session, matter.agency_id, today())
    parts = tuple(_numbered(order, list(_papers(matter, order))))
    held = held_against_the_text(session, "file_order_held")
    title, back = _("Danh mục hồ sơ"), url_for("cases.page", ref=matter.ref)
    cases = Link(pgettext("danh sách", "Vụ việc"), url_for("cases.index"))
    return FileIndexPage(
        title=title,
        crumbs=(cases, Link(matter.code, back), Link(title, "")),
        order=_order_words(order, held),
        doubt=_doubt(order, held),
        superior=office.superior.upper(),
        agency=office.name.upper(),
        code=matter.code,
        kind=PROCEDURES[Procedure(matter.procedure or Procedure.TRIAGE)].vi,
        subject="" if matter.sealed else title_of(matter),
        opened=f"{matter.opened_on:%d/%m/%Y}",
        closed=f"{matter.closed_on:%d/%m/%Y}" if matter.closed_on else "",
        by_law=" và ".join(map(cite_formally, order.provisions)),
        parts=parts,
        total=sum(len(part.lines) for part in parts),
        on=written_out(today()),
    )


def _order_words(order: FileOrder, held: str) -> str:
    if not order.provisions:
        return _("Xếp theo ngày: pháp luật không liệt kê tài liệu của hồ sơ kiến nghị, phản ánh.")
    sure = "" if _doubt(order, held) else held_words(held) or certainty_words(order.certainty)
    return " ".join(filter(None, (_("Xếp theo %(where)s.", where=spoken(cite_all(order.provisions))), sure)))


def _doubt(order: FileOrder, held: str) -> str:
    """That nobody held the order against the law: whoever prints the index looks first. ``held``: by which source."""
    if order.certainty is not Certainty.UNVERIFIED or held:
        return ""
    unsure = certainty_words(order.certainty)
    return " ".join((unsure, _("Xem lại tên và thứ tự các nhóm trước khi nộp lưu.")))


def _papers(matter: Matter, order: FileOrder) -> Iterator[Paper]:
    """The papers of the acts that count, of the case and of the petitions it came from, and the files."""
    session, viewer = db.session(), current_viewer()
    petitions = [one.id for one in related_to(session, matter, viewer) if one.kind is MatterKind.PETITION]
    acts = [one for one in _that_count(acts_of(session, [matter.id, *petitions]), matter) if _leaves_a_paper(one)]
    issued = issued_in(session, [matter.id, *petitions])
    files = {one.ref: one for one in matter_files(session, matter, viewer=viewer, at=now())}
    held = {one.id: paper for paper in issued if paper.file_ref in files and (one := _act_of(paper, acts))}
    scans = _scans(files.values(), {paper.file_ref for paper in issued})
    for act in acts:
        yield _of_act(act, matter, order, in_a_file=act.id in held or act.id in scans)
    of_acts = {paper.file_ref for paper in held.values()} | {scans[one.id] for one in acts if one.id in scans}
    apart = {paper.file_ref: paper for paper in issued}
    for ref, file in files.items():
        if ref not in of_acts:
            yield _of_issued(apart[ref], file, order) if ref in apart else _of_file(file, order)


def _scans(files: Iterable[FileLine], issued: Collection[str]) -> dict[int, str]:
    """By act the one file attached to it, which is its paper. Of several nobody knows which is: each stays a line."""
    attached: dict[int, list[str]] = {}
    for file in files:
        if file.act_id is not None and not file.replaced_by and file.ref not in issued:
            attached.setdefault(file.act_id, []).append(file.ref)
    return {act_id: refs[0] for act_id, refs in attached.items() if len(refs) == 1}


def _that_count(acts: Sequence[ActRow], matter: Matter) -> Iterator[ActRow]:
    """The acts of a case and its petitions that were neither answered nor taken back, the first first."""
    answered = {act.corrects_id for act in acts}
    for act in reversed(acts):
        twice = act.act in IN_TWO_LOGS and act.matter_id != matter.id  # one paper
        if act.id not in answered and act.act != WITHDRAWN_ENTRY and not twice:
            yield act


def _leaves_a_paper(act: ActRow) -> bool:
    return bool(act.document_no) or act.act in LEAVE_A_PAPER


def _act_of(paper: Issued, acts: Sequence[ActRow]) -> ActRow | None:
    """The act a paper was issued for: the two are one paper of the file."""
    mine = [one for one in acts if one.matter_id == paper.matter_id and paper.made_for(one.act, one.document_no)]
    return mine[-1] if mine else None


def _of_act(act: ActRow, matter: Matter, order: FileOrder, *, in_a_file: bool) -> Paper:
    late = f"nhập muộn {act.typed_late_days} ngày" if act.typed_late_days > 0 else ""
    note = "; ".join(filter(None, ("tệp điện tử" if in_a_file else "", late)))
    return Paper(order.part_of(act.act), act.document_on or act.on, _name_of(act, matter), act.document_no, note)


def _of_issued(paper: Issued, file: FileLine, order: FileOrder) -> Paper:
    """A paper that tells of an act, or whose act is not written down yet: with its own number and day."""
    part = order.part_of(file.act or next(iter(paper.paper.acts), ""))
    return Paper(part, paper.issued_on, paper.paper.name.vi, paper.number, "tệp điện tử")


def _name_of(act: ActRow, matter: Matter) -> str:
    """What the paper of an act is called, for an index names papers; a sending is a letter, named by what it sent."""
    if act.act == SENT:
        sent = "; ".join(PAPERS_SENT[one][0] for one in PAPERS_SENT if one in (named(act.data) or ()))
        return f"Văn bản gửi: {sent}" if sent else ACTS[act.act].vi
    if called := document_of(act.act, matter.procedure, act.data):
        return called
    notice_only = act.act in TOLD_APART and matter.procedure in DENUNCIATIONS
    return ACTS[act.act].vi if notice_only or act.act not in PAPERS_SENT else PAPERS_SENT[act.act][0]


def _of_file(file: FileLine, order: FileOrder) -> Paper:
    """A file stands with its act; else what came with the petition was handed in, and anything later is another paper.

    Every version is listed: the earlier ones stay in the file.
    """
    handed_in = file.kind in {MatterKind.PETITION, MatterKind.VISIT}
    apart = order.of_what_was_handed_in if handed_in else order.parts[-1]
    part = order.part_of(file.act) if file.act else apart
    return Paper(part, _day_of(file.added_at), file.name, note="; ".join(_said_of(file)))


def _said_of(file: FileLine) -> Iterator[str]:
    """In Vietnamese, as all that is printed."""
    yield f"tệp điện tử, {ACTS[file.act].vi}" if file.act in ACTS else "tệp điện tử"
    if file.version > 1:
        yield f"bản {file.version}"
    if file.replaced_at:
        yield f"đã có bản thay ngày {_day_of(file.replaced_at):%d/%m/%Y}"


def _day_of(at: datetime) -> date:
    return at.astimezone(now().tzinfo).date()


def _numbered(order: FileOrder, papers: Sequence[Paper]) -> Iterator[IndexPart]:
    """The groups in order, their papers by day, numbered through."""
    place = 0
    for letter, part in zip(LETTERS, order.parts, strict=False):
        lines = []
        for paper in sorted((one for one in papers if one.part is part), key=lambda one: one.on):
            place += 1
            lines.append(IndexLine(place, paper.number, f"{paper.on:%d/%m/%Y}", paper.name, paper.note))
        words = part.term.vi if len(order.parts) == 1 else f"{letter}) {part.term.vi}"
        yield IndexPart(words, tuple(lines), lacking=not lines and not part.if_any)
