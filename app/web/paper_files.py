"""The file of a paper: from the province's template of its day, or from the built-in layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.casework.errors import Refused
from app.casework.papers.examples import example_of
from app.casework.papers.fields import context_of
from app.casework.papers.shape import Passage, Sheet
from app.casework.papers.templates import template_on
from app.extensions import db
from app.paper.official import made
from app.paper.province import filled, words_of
from app.records.papers import PaperTemplate
from app.statute.papers import OfficialPaper
from app.web.clock import now, today
from app.web.forms import refused_into_form


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file ready to be kept or taken. ``template``: the province's, or None for the built-in layout."""

    content: bytes
    template: PaperTemplate | None


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """What a file says that is made from a template of the province, and that template's name; else nothing."""

    lines: tuple[str, ...] = ()
    name: str = ""


def words_before(make: Callable[[], PaperFile], form: Any) -> TemplateWords:
    """What the file would say, to be read before it is kept; why it cannot be made goes to ``form``."""
    try:
        file = make()
    except Refused as refused:
        refused_into_form(form, refused)
        return TemplateWords()
    return TemplateWords(tuple(words_of(file.content)), file.template.name) if file.template else TemplateWords()


def paper_file(paper: OfficialPaper, passages: Sequence[Passage], sheet: Sheet, *, on: date) -> PaperFile:
    """The file of a paper of a day. Raises Refused when the province's template cannot be filled in."""
    template, title = template_on(db.session(), paper, on), paper.name.vi
    if template is None:
        return PaperFile(made(sheet, title=title, at=now()), None)
    fields = example_of(paper, today()).fields
    context = context_of(fields, paper, passages, sheet)
    return PaperFile(filled(template.content, fields, context, title=title, at=now()), template)
