"""A template to begin with: the built-in layout of a paper with its fields in place of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document

from app.casework.papers.shape import Block, Heading, Look, Passage, Sheet, Signature, Table
from app.paper.official import made
from app.statute.papers import OfficialPaper

IN_CAPITALS: Final = re.compile(r"\{\{ ([A-Z_]+) \}\}")
LISTED: Final = re.compile(r"^- (\{%p .*%\})[;.]?$")


def starter(paper: OfficialPaper, passages: Sequence[Passage], *, at: datetime) -> bytes:
    """The file to change in Word and upload. ``passages``: those of the example."""
    document: Any = Document(BytesIO(made(_sheet(paper, passages), title=paper.name.vi, at=at)))
    for table in document.tables:
        _row_by_row(table)
    for paragraph in document.element.body.iter(TEXT):
        said = IN_CAPITALS.sub(lambda found: f"{{{{ {found[1].lower()} | upper }}}}", paragraph.text or "")
        paragraph.text = LISTED.sub(r"\1", said)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


TEXT: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def _sheet(paper: OfficialPaper, passages: Sequence[Passage]) -> Sheet:
    names = {one.name for one in passages}

    def printed(name: str) -> str:
        return _field(name) if name in names else ""

    return Sheet(
        superior=printed("superior"), agency=printed("agency"), number=_field("number") if paper.numbered else "",
        dated=_field("dated"), kind=_field("kind") if paper.kind.words else "", about=printed("about"),
        to=("{{ to | join('; ') }}",) if "to" in names else (), bases=_each("bases") if "bases" in names else (),
        body=tuple(_body(passages)), recipients=_each("recipients") if paper.recipients else (),
        signatures=_signatures(paper), authority=printed("authority"),
    )  # fmt: skip


def _body(passages: Sequence[Passage]) -> Iterator[Block]:
    for one in passages:
        if one.look is Look.TEXT:
            yield from (f"{{%p if {one.name} %}}", _field(one.name), "{%p endif %}")
        elif one.look is Look.HEADING:
            yield Heading(_field(one.name))
        elif one.look is Look.TABLE:
            yield Table(one.columns, (
                (f"{{%tr for row in {one.name} %}}", *[""] * (len(one.columns) - 1)),
                tuple(f"{{{{ row[{place}] }}}}" for place in range(len(one.columns))),
                ("{%tr endfor %}", *[""] * (len(one.columns) - 1)),
            ))  # fmt: skip


def _signatures(paper: OfficialPaper) -> tuple[Signature, ...]:
    if not paper.signers:
        return (Signature(_each("signing"), _field("signed_by")),)
    one = Signature(("{{ signer[0] | upper }}",), "{{ signer[1] }}", "(ký, ghi rõ họ tên)")
    return (Signature(("{%tc for signer in signers %}",)), one, Signature(("{%tc endfor %}",)))


def _row_by_row(table: Any) -> None:
    """Those who sign side by side stand in more rows than one where they are many: the table goes through the rows."""
    row = table.rows[0]._tr  # noqa: SLF001 - a row is copied with what it is made of
    words = next(iter(row.iter(TEXT)), None)
    if words is None or not (words.text or "").startswith("{%tc for signer"):
        return
    for around, said in ((row.addprevious, "{%tr for row in signers | rows %}"), (row.addnext, "{%tr endfor %}")):
        copied = deepcopy(row)
        for one in copied.iter(TEXT):
            one.text = ""
        next(copied.iter(TEXT)).text = said
        around(copied)
    words.text = "{%tc for signer in row %}"


def _each(name: str) -> tuple[str, ...]:
    return (f"{{%p for one in {name} %}}", "{{ one }}", "{%p endfor %}")


def _field(name: str) -> str:
    return f"{{{{ {name} }}}}"
