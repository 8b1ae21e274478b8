"""What a paper is made of: passages a person may change before it is issued, and the sheet they are laid out as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.statute.papers.bases import written_out
from app.statute.papers.shape import MARKS, OfficialPaper, Signing
from app.statute.words import Term

COLLECTIVE = "Ủy ban nhân dân"  # what signs together: it is called so without its place
ROWS_TO_WRITE_IN = 3  # of a table nobody typed anything into
CELL = "|"  # parts the cells of a row of a table, as it is typed


class Look(StrEnum):
    """How a passage is typed and laid out."""

    LINE = "line"  # one line of the head or the foot
    TEXT = "text"  # paragraphs of the body, one a line
    HEADING = "heading"  # a line of the body in the middle: QUYẾT ĐỊNH:
    TABLE = "table"  # rows, one a line
    LIST = "list"  # căn cứ, nơi nhận, those who sign side by side: one a line
    SIGNING = "signing"  # how it is signed: a code of app.statute.papers.shape.Signing


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of a paper. ``text``: a line of it is a paragraph, an entry of a list, a row of a table."""

    name: str
    label: Term
    text: str
    look: Look = Look.TEXT
    columns: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; every row has as many cells as there are headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line in the middle, in capitals as they are typed."""

    words: str


Block = str | Heading | Table
"""A paragraph, a heading, or a table."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the words above, line by line, what stands in brackets under them, and the name."""

    words: tuple[str, ...]
    name: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper ready to be laid out, every word in place. ``number`` and ``dated`` are dots until it is issued.

    ``authority``: of a decision, who decides (thẩm quyền ban hành): it stands above what the decision rests on.
    """

    superior: str
    agency: str
    number: str
    dated: str
    kind: str
    about: str
    to: tuple[str, ...]
    bases: tuple[str, ...]
    body: tuple[Block, ...]
    recipients: tuple[str, ...]
    signatures: tuple[Signature, ...]
    authority: str = ""

    @property
    def is_letter(self) -> bool:
        """An official letter (công văn): it has no kind, its subject stands under its number."""
        return not self.kind


def overlaid(passages: Sequence[Passage], typed: Mapping[str, str]) -> tuple[Passage, ...]:
    """The passages as somebody changed them; what was not typed stays as it was made."""
    return tuple(Passage(one.name, one.label, typed.get(one.name, one.text), one.look, one.columns) for one in passages)


def laid_out(paper: OfficialPaper, passages: Sequence[Passage], *, number: str = "", on: date | None = None) -> Sheet:
    """The sheet of a paper. Without ``number`` and ``on`` it is a draft: dots stand where they will be written."""
    by_name = {one.name: one for one in passages}

    def said(name: str) -> str:
        return by_name[name].text.strip() if name in by_name else ""

    def several(name: str) -> tuple[str, ...]:
        return by_name[name].lines if name in by_name else ()

    return Sheet(
        superior=said("superior"), agency=said("agency"), number=_number(paper, number, said("short")),
        dated=f"{said('place')}, {on_words(on)}", kind=paper.kind.words, about=said("about"), to=several("to"),
        bases=ended(several("bases"), last="."), body=tuple(_body(passages)),
        recipients=ended(several("recipients"), last="."),
        signatures=tuple(_signatures(paper, by_name)), authority=said("authority"),
    )  # fmt: skip


def ended(lines: Sequence[str], *, last: str) -> tuple[str, ...]:
    """Each line with ";" at its end, the last with ``last``."""
    bare = [line.rstrip(" ;.") for line in lines]
    return tuple(f"{line}{last if place == len(bare) else ';'}" for place, line in enumerate(bare, start=1))


DOTS = "……………………"
FEW_DOTS = "……"


def on_words(on: date | None) -> str:
    """ngày 05 tháng 8 năm 2026; dots where no day is known."""
    if on is None:
        return f"ngày {FEW_DOTS} tháng {FEW_DOTS} năm {FEW_DOTS}"
    return written_out(on)


def _number(paper: OfficialPaper, number: str, short: str) -> str:
    if number:
        return f"Số: {number}"
    if not paper.numbered:
        return ""
    agency = short or FEW_DOTS
    ending = f"{paper.kind.symbol or FEW_DOTS}-{agency}" if paper.kind.words else f"{agency}-{FEW_DOTS}"
    return f"Số: {FEW_DOTS}/{ending}"


def _body(passages: Sequence[Passage]) -> list[Block]:
    found: list[Block] = []
    for one in passages:
        if one.look is Look.TEXT:
            found += one.lines
        elif one.look is Look.HEADING:
            found += map(Heading, one.lines)
        elif one.look is Look.TABLE:
            rows = tuple(row_of(line, len(one.columns)) for line in one.lines)
            found.append(Table(one.columns, rows or (("",) * len(one.columns),) * ROWS_TO_WRITE_IN))
    return found


def row_of(line: str, width: int) -> tuple[str, ...]:
    """The cells of a line as it is typed, as many as there are columns."""
    cells = [cell.strip() for cell in line.split(CELL)]
    kept = [*cells[: width - 1], " ".join(cells[width - 1 :])] if len(cells) > width else cells
    return (*kept, *[""] * (width - len(kept)))


def _signatures(paper: OfficialPaper, by_name: Mapping[str, Passage]) -> list[Signature]:
    if paper.signers:
        names = by_name["signers"].lines if "signers" in by_name else ()
        said = [line.partition(CELL) for line in names]
        return [Signature((title.strip().upper(),), name.strip(), "(ký, ghi rõ họ tên)") for title, _, name in said]
    signing = Signing(by_name["signing"].text)
    agency, post, own, name = (by_name[one].text.strip() for one in ("agency", "post", "signer_post", "signed_by"))
    collective = COLLECTIVE if agency.startswith(COLLECTIVE) else agency
    return [Signature(signing_words(signing, collective, post, own), name)]


def signing_words(signing: Signing, collective: str, post: str, signer_post: str) -> tuple[str, ...]:
    """The lines over a signature: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH". ``post``: the head's."""
    mark = MARKS.get(signing, "")
    if signing is Signing.HEAD:
        said: tuple[str, ...] = (post,)
    elif signing is Signing.ACTING:
        said = (f"{mark} {post}",)
    elif signing is Signing.COLLECTIVE:
        said = (f"{mark} {collective}", signer_post or post)
    else:
        said = (f"{mark} {post}", signer_post or DOTS)
    return tuple(_capitals(line) for line in said)


def _capitals(line: str) -> str:
    mark, dot, rest = line.partition(". ")
    return f"{mark}. {rest.upper()}" if dot and f"{mark}." in MARKS.values() else line.upper()
