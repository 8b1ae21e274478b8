"""What a template of the province may print of a paper: its fields by name, and the plain words that go into them.

Both come from the very passages and the sheet the built-in layout is made from, so a template can say no more than the
built-in paper does: of a joint paper nothing of a denouncer. Nothing in it but text, lists of text, and rows of text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.casework.papers.shape import FEW_DOTS, Heading, Look, Passage, Sheet, row_of
from app.statute.papers import OfficialPaper
from app.statute.papers.shape import DECISION
from app.statute.words import Term

Value = str | list[str] | list[list[str]]
Context = dict[str, Value]

# Of these a template prints what they make together: the words above the signature.
INTO_THE_SIGNATURE: Final = frozenset({"signing", "post", "signer_post"})
SIGNERS: Final = ("Tư cách", "Họ và tên")


# What makes a paper of a sheet: who issues it, its number, its place and day, who signs it (NĐ 30/2020, Điều 8).
OF_EVERY_PAPER: Final = frozenset({"agency", "number", "dated", "signing", "signed_by", "signers"})
# What the papers of the law are about: to whom, what, on which ground, what was found, what follows.
CORE: Final = frozenset(
    {"people", "content", "done", "reason", "verified", "law", "finding", "found", "measures", "rights", "agreed",
     "differed"}
)  # fmt: skip
# What somebody typed, and what names the letter before, never goes missing by a layout.
_OF_URGING: Final = frozenset({"to", "opening", "earlier", "asked", "more", "by_when"})
CORE_OF: Final[Mapping[str, frozenset[str]]] = {
    "reception_conclusion": frozenset({"chair"}),
    "appointment": frozenset({"when"}),
    "urging": frozenset({"received", "asked"}),
    "denounced_told": frozenset({"asked"}),
    "dialogue_invitation": frozenset({"time", "where"}),
    "denunciation_published": frozenset({"how", "where"}),
    "decision_published": frozenset({"how", "where"}),
    "urging_inspectorate": _OF_URGING,
    "urging_board": _OF_URGING,
    "urging_report_inspectorate": frozenset({"to", "opening", "asked"}),
    "urging_report_board": frozenset({"to", "opening", "asked"}),
    "inspection_invitation": frozenset({"to", "opening", "subject", "units", "time", "meeting"}),
    "inspection_conclusion": frozenset({"opening", "summary", "asked"}),
    "inspection_result": frozenset({"to", "opening", "counted", "asked", "proposed"}),
}
WHOLE_BODY: Final = "body"


@dataclass(frozen=True, slots=True)
class PaperField:
    """One field. ``example``: what stands there in the trial; ``columns``: of a row of it, empty for plain text.

    ``needed``: without it a template makes no such paper; ``in_body``: the whole body holds it, too.
    """

    name: str
    label: Term
    example: Value
    columns: tuple[str, ...] = ()
    needed: bool = False
    in_body: bool = False

    @property
    def is_list(self) -> bool:
        return isinstance(self.example, list)

    @property
    def blank(self) -> Value:
        """What stands there when a matter has nothing to say: the field is known, and empty."""
        return [] if self.is_list else ""


def fields_of(paper: OfficialPaper, passages: Sequence[Passage], sheet: Sheet) -> tuple[PaperField, ...]:
    """The fields of a paper, in the order of the sheet. ``passages`` and ``sheet``: those of the example."""
    columns = {one.name: one.columns for one in passages if one.look is Look.TABLE} | {"signers": SIGNERS}
    labels = _labels(passages)
    said = _context(paper, passages, sheet)
    needed, in_body = _needed(paper, passages), {one.name for one in passages if one.look is Look.TEXT}
    return tuple(
        PaperField(
            name, labels[name], value or _blank_row(columns.get(name, ())), columns.get(name, ()),
            needed=name in needed, in_body=name in in_body,
        )
        for name, value in said.items()
    )  # fmt: skip


def _needed(paper: OfficialPaper, passages: Sequence[Passage]) -> frozenset[str]:
    """The fields without which it would not be this paper; a decision says what it rests on, a table what it lists."""
    tables = {one.name for one in passages if one.look is Look.TABLE}
    bases = {"bases"} if paper.kind == DECISION else set()
    return OF_EVERY_PAPER | CORE | CORE_OF.get(paper.code, frozenset()) | tables | bases


def missing(fields: Sequence[PaperField], printed: Collection[str]) -> tuple[PaperField, ...]:
    """The needed fields a template does not print, of those it does."""
    return tuple(
        one for one in fields if one.needed and one.name not in printed and not (one.in_body and WHOLE_BODY in printed)
    )


def context_of(
    fields: Sequence[PaperField], paper: OfficialPaper, passages: Sequence[Passage], sheet: Sheet
) -> Context:
    """What the template of a paper is given of a matter: every field of the paper, and nothing that is none."""
    said = _context(paper, passages, sheet)
    return {one.name: said.get(one.name, one.blank) for one in fields}


def example_context(fields: Sequence[PaperField]) -> Context:
    """What a template is tried with."""
    return {one.name: one.example for one in fields}


def _blank_row(columns: tuple[str, ...]) -> Value:
    """A row to try a table with that the example leaves empty."""
    return [[FEW_DOTS] * len(columns)] if columns else ""


def _labels(passages: Sequence[Passage]) -> dict[str, Term]:
    return {
        "number": Term("Số, ký hiệu; dấu chấm đến khi ban hành", "Number; dots until it is issued"),
        "dated": Term("Địa danh và ngày ban hành", "Place and day of issue"),
        "kind": Term("Tên loại văn bản", "Kind of paper"),
        "body": Term("Toàn bộ phần nội dung, mỗi đoạn một mục, không gồm bảng",
                     "The whole body, an entry a paragraph, tables left out"),
        "signing": Term("Quyền hạn, chức vụ người ký", "The words above the signature"),
        **{one.name: one.label for one in passages if one.name not in INTO_THE_SIGNATURE},
    }  # fmt: skip


def _context(paper: OfficialPaper, passages: Sequence[Passage], sheet: Sheet) -> Context:
    return dict(_words(paper, passages, sheet))


def _words(paper: OfficialPaper, passages: Sequence[Passage], sheet: Sheet) -> Iterator[tuple[str, Value]]:
    """Name and value of every field, the last of a name counts."""
    if paper.numbered:
        yield "number", sheet.number
    yield "dated", sheet.dated
    yield "kind", sheet.kind
    lists: dict[str, Value] = {"bases": list(sheet.bases), "recipients": list(sheet.recipients)}
    for one in passages:
        if one.name not in INTO_THE_SIGNATURE:
            yield one.name, lists.get(one.name, _said(one))
    yield "body", [one.words if isinstance(one, Heading) else one for one in sheet.body if not hasattr(one, "rows")]
    if not paper.signers:
        yield "signing", [line for one in sheet.signatures for line in one.words]


def _said(one: Passage) -> Value:
    if one.look is Look.TABLE:
        return [list(row_of(line, len(one.columns))) for line in one.lines]
    if one.name == "signers":
        return [list(row_of(line, len(SIGNERS))) for line in one.lines]
    if one.look is Look.LIST:
        return [line.rstrip(" ;.") for line in one.lines]
    return "\n".join(one.lines)
