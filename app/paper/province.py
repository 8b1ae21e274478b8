"""A province's own template of a paper: looked through before it is taken, tried, and filled in by docxtpl.

A fault is told with the paragraph it stands in. What a tag may say: :mod:`app.paper.sandbox`; what the file may hold:
:mod:`app.paper.package`; how tags stand in paragraphs, rows and cells: :mod:`app.paper.tags`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document
from docxtpl.template import DocxTemplate
from jinja2 import TemplateError

from app.casework.errors import Refused
from app.casework.papers.fields import Context, PaperField, Value, example_context, missing
from app.paper.official import set_properties
from app.paper.package import FIELD, parts_of
from app.paper.sandbox import TemplateEnvironment, TemplateRefused, TemplateSyntaxError
from app.paper.tags import Line, lines_of, misplaced

# What XML cannot hold, and the signs docxtpl reads as a tab, a paragraph, a page.
UNPRINTABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
PARAGRAPH: Final = "\a"  # docxtpl ends a paragraph there and begins another like it


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a template is not taken: where (a part of the file, its paragraph counted from 1, its words), and what."""

    line: Line
    why: Refused


class NotATemplate(Exception):
    """A file is not taken as a template."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(one.why.sentence for one in problems))
        self.problems = tuple(problems)


def tried(content: bytes, fields: Sequence[PaperField], *, title: str, at: datetime) -> bytes:
    """The template filled in with the example. Raises NotATemplate, naming paragraphs; Refused on the file itself."""
    lines = lines_of(parts_of(content))
    if problems := [Problem(line, why) for line, why in misplaced(lines)] or _said_wrong(lines, fields):
        raise NotATemplate(problems)
    _check_whole(lines, fields)
    try:
        made = _made(content, fields, example_context(fields), title=title, at=at)
        parts_of(made)  # what comes out is as harmless as what went in, and opens
        Document(BytesIO(made))
    except Refused:
        raise
    except Exception as error:  # whatever a library meets in a file nobody foresaw: the template is not taken
        raise Refused("Không dựng được văn bản thử từ tệp này. Soạn lại từ mẫu khởi đầu.", field=FIELD) from error
    return made


def _check_whole(lines: Sequence[Line], fields: Sequence[PaperField]) -> None:
    """What a template prints is a paper. Raises Refused with what it lacks."""
    lacking = missing(fields, TemplateEnvironment({}).printed("\n".join(one.source for one in lines)))
    if lacking:
        named = ", ".join(f"{{{{ {one.name} }}}}" for one in lacking)
        raise Refused("Mẫu thiếu phần làm nên văn bản này: %(fields)s.", field=FIELD, fields=named)


def filled(content: bytes, fields: Sequence[PaperField], context: Context, *, title: str, at: datetime) -> bytes:
    """The file of a paper made from a template that was taken. Raises Refused when it cannot be filled in after all."""
    try:
        return _made(content, fields, context, title=title, at=at)
    except (TemplateError, TemplateRefused) as error:
        raise Refused("Mẫu của tỉnh không dùng được cho hồ sơ này. Báo quản trị viên thôi dùng mẫu.") from error


def _made(content: bytes, fields: Sequence[PaperField], context: Context, *, title: str, at: datetime) -> bytes:
    template: Any = DocxTemplate(BytesIO(content))
    template.init_docx()
    set_properties(template.docx, title, at)
    environment = TemplateEnvironment({one.name: one for one in fields})
    template.render({name: _plain(value) for name, value in context.items()}, environment, autoescape=True)
    written = BytesIO()
    template.save(written)
    return written.getvalue()


def words_of(content: bytes) -> list[str]:
    """What stands in a .docx, a paragraph or a row of a table a line: to be read without Word."""
    document: Any = Document(BytesIO(content))
    found = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found += [" | ".join(" ".join(cell.text.split()) for cell in row.cells) for row in block.rows]
        else:
            found.append(block.text)
    return [line for line in found if line.strip(" |")]


def _said_wrong(lines: Sequence[Line], fields: Sequence[PaperField]) -> list[Problem]:
    environment = TemplateEnvironment({one.name: one for one in fields})
    try:
        faults = environment.faults("\n".join(one.source for one in lines))
    except TemplateSyntaxError as error:
        wrong = Refused("Viết sai trong dấu {{ … }} hoặc {% … %}.")
        return [Problem(lines[error.lineno - 1], wrong)]
    return [Problem(lines[one.line - 1], one.why) for one in faults]


def _plain(value: Value) -> Any:
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value).replace("\n", PARAGRAPH)
    return [_plain(one) for one in value]
