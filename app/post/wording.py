"""The templates of a letter with what stands in them: a subject, plain words, and words for programs that show HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, ngettext
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.casework.outbox import Letter
from app.casework.recipients import LetterKind

_SEVERAL_BLANK_LINES = re.compile(r"\n{3,}")
FOLDERS = {LetterKind.GRAVE_PROVINCE: "grave", LetterKind.GRAVE_AGENCY: "grave"}  # the same words for both
SUBJECT, TEXT, HTML = "subject.txt", "body.txt", "body.html"


def worded(kind: LetterKind, context: Mapping[str, Any]) -> Letter:
    """The letter of ``kind``, without its files. Call it where the language is set (``force_locale``)."""
    folder = f"letters/{FOLDERS.get(kind, kind)}/"
    subject, text, html = (_LETTERS.get_template(folder + part).render(context) for part in (SUBJECT, TEXT, HTML))
    return Letter(" ".join(subject.split()), _tidied(text), _tidied(html))


def _tidied(text: str) -> str:
    return _SEVERAL_BLANK_LINES.sub("\n\n", text.strip()) + "\n"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app", "templates"),
        autoescape=select_autoescape(["html"]),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


_LETTERS = _environment()
