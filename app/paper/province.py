"""A province's own template of a paper: looked through before it is taken, tried, and filled in by docxtpl.

A fault is told with the paragraph it stands in. What a tag may say: :mod:`app.paper.sandbox`; what the file may hold:
:mod:`app.paper.package`; how tags stand in paragraphs, rows and cells: :mod:`app.paper.tags`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from app.paper.tags import Line, lines_of, mended, misplaced

# What XML cannot hold, and the signs docxtpl reads as a tab, a paragraph, a page.
UNPRINTABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
MOST_UNREAD: Final = 20
WORD: Final = re.compile(r"\w+")
OF_LOOP: Final = re.compile(r"\bfor\s+(\w+)\s+in\b")
PARAGRAPH: Final = "\a"  # docxtpl ends a paragraph there and begins another like it


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a template is not taken: where (a part of the file, its paragraph counted from 1, its words), and what."""

    line: Line
    why: Refused


class NotATemplate(Exception):
    """A file is not taken as a template."""

    def __init__(self, problems: Sequence[Problem], lacking: Refused | None = None) -> None:
        super().__init__("; ".join(one.why.sentence for one in problems))
        self.problems = tuple(problems)
        self.lacking = lacking  # what it does not print at all, and so stands in no paragraph


def tried(content: bytes, fields: Sequence[PaperField], *, title: str, at: datetime) -> bytes:
    """The template filled in with the example. Raises NotATemplate, naming paragraphs; Refused on the file itself."""
    lines = lines_of(parts_of(content))
    problems, lacking = _looked_through(lines, fields)
    if problems:
        raise NotATemplate(problems, lacking)
    if lacking is not None:
        raise lacking
    try:
        made = _made(content, fields, example_context(fields), title=title, at=at)
        parts_of(made)  # what comes out is as harmless as what went in, and opens
        Document(BytesIO(made))
    except Refused:
        raise
    except Exception as error:  # whatever a library meets in a file nobody foresaw: the template is not taken
        raise Refused("Không dựng được văn bản thử từ tệp này. Soạn lại từ mẫu khởi đầu.", field=FIELD) from error
    return made


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


def _looked_through(lines: Sequence[Line], fields: Sequence[PaperField]) -> tuple[list[Problem], Refused | None]:
    """Everything wrong with a template, told at once, in the order of the file; and what it lacks of a paper."""
    found = [Problem(line, why) for line, why in misplaced(lines)]
    environment = TemplateEnvironment({one.name: one for one in fields})
    unread = _unread(environment, lines)
    wrong = Refused("Viết sai trong dấu {{ … }} hoặc {% … %}.")
    found += [Problem(lines[place], wrong) for place in unread[:MOST_UNREAD]]
    it = mended([replace(line, text="") if place in unread else line for place, line in enumerate(lines)])
    # A name given in a tag that cannot be read is not unknown.
    of_loops = set(OF_LOOP.findall(" ".join(lines[place].text for place in unread)))
    found += [
        Problem(lines[one.line - 1], one.why)
        for one in environment.faults(it.whole)
        if one.why.values.get("name") not in of_loops
    ]
    said = frozenset(WORD.findall(" ".join((*it.left_out, *(lines[place].text for place in unread)))))
    lacking = missing(fields, environment.printed(it.whole) | said)
    order = {id(line): place for place, line in enumerate(lines)}
    return sorted(found, key=lambda one: order[id(one.line)]), _lacks(lacking)


def _unread(environment: TemplateEnvironment, lines: Sequence[Line]) -> list[int]:
    """The places of the paragraphs that cannot be read; after MOST_UNREAD of them, those of all the others too."""
    found: list[int] = []
    while len(found) < MOST_UNREAD:
        try:
            environment.parse(mended([replace(x, text="") if n in found else x for n, x in enumerate(lines)]).whole)
        except TemplateSyntaxError as error:
            found.append(error.lineno - 1)
        else:
            return found
    return [*found, *(place for place in range(len(lines)) if place not in found)]


def _lacks(lacking: Sequence[PaperField]) -> Refused | None:
    named = ", ".join(f"{{{{ {one.name} }}}}" for one in lacking)
    wanting = Refused("Mẫu thiếu phần làm nên văn bản này: %(fields)s.", field=FIELD, fields=named)
    return wanting if lacking else None


def _plain(value: Value) -> Any:
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value).replace("\n", PARAGRAPH)
    return [_plain(one) for one in value]
