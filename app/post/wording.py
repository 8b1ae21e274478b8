"""The templates of a letter with what stands in them: a subject, plain words, and words for programs that show HTML.

Subject, opening and closing are the program's own (:func:`standard`) or those an administrator set; either way they
are words with fields in braces, filled in here. The rest of a letter is a template nobody sets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext, ngettext
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.casework.letter_wordings import FIELDS, TAG, Wording
from app.casework.outbox import Letter
from app.casework.recipients import LetterKind

_SEVERAL_BLANK_LINES = re.compile(r"\n{3,}")
_IN_A_CATALOGUE = re.compile(r"%\((\w+)\)s")
FOLDERS = {LetterKind.GRAVE_PROVINCE: "grave", LetterKind.GRAVE_AGENCY: "grave"}  # the same template for both
TEXT, HTML = "body.txt", "body.html"
LONGEST_SUBJECT = 300  # as the outbox keeps it


def _grave() -> tuple[str, str, str]:
    return (
        gettext("Việc nghiêm trọng cần biết ngay: %(scope)s (%(late)s)"),
        gettext("Đến ngày %(day)s có %(late)s thuộc diện phải báo ngay, xếp theo lý do dưới đây."),
        "",
    )


_STANDARD: dict[LetterKind, Callable[[], tuple[str, str, str]]] = {
    LetterKind.MONTHLY_PROVINCE: lambda: (
        gettext("Việc quá hạn tháng %(month)s toàn tỉnh: %(agency)s (%(late)s)"),
        gettext(
            "Tính đến ngày %(day)s, toàn tỉnh có %(late)s quá hạn trong %(matters)s, tại %(agencies)s. "
            "Việc cũ nhất đã quá hạn %(oldest)s."
        ),
        "",
    ),
    LetterKind.MONTHLY_AGENCY: lambda: (
        gettext("Việc quá hạn tháng %(month)s: %(agency)s (%(late)s)"),
        gettext(
            "Tính đến ngày %(day)s, %(agency)s có %(late)s quá hạn trong %(matters)s. "
            "Việc cũ nhất đã quá hạn %(oldest)s."
        ),
        "",
    ),
    LetterKind.WEEKLY: lambda: (
        gettext("Việc trong tuần của %(holder)s: %(late)s quá hạn, %(near)s sắp đến hạn"),
        gettext(
            "Tính đến ngày %(day)s, trong việc đang giữ và việc của cơ quan có %(late)s quá hạn, %(near)s đến hạn "
            "trong %(soon)s ngày làm việc tới."
        ),
        "",
    ),
    LetterKind.GRAVE_PROVINCE: _grave,
    LetterKind.GRAVE_AGENCY: _grave,
    LetterKind.REPORT_REMINDER: lambda: (
        gettext("Nhắc gửi báo cáo: %(agency)s còn %(reports)s chưa gửi"),
        gettext("Đến ngày %(day)s còn %(reports)s chưa gửi:"),
        gettext("Gửi kèm tệp báo cáo đã ký và số liệu chính ở đường dẫn trên. Đã gửi rồi thì bỏ qua thư này."),
    ),
    LetterKind.JOB_ALARM: lambda: (
        gettext("Tiếp Dân: %(jobs)s"),
        gettext("Lúc %(when)s có %(jobs)s:"),
        gettext("Khi chạy lại, việc lỡ hẹn được làm bù cho kỳ đang có."),
    ),
}


def standard(kind: LetterKind) -> Wording:
    """The program's own words of a letter, in the language that is set (``force_locale``)."""
    return Wording(*(_IN_A_CATALOGUE.sub(r"{\1}", text) for text in _STANDARD[kind]()))


def worded(kind: LetterKind, context: Mapping[str, Any], own: Wording | None) -> Letter:
    """The letter of ``kind``, without its files. Call it where the language is set (``force_locale``)."""
    words = own or standard(kind)
    said = {name: str(context[name]) for name in FIELDS[kind]}
    passages = {"opening": _paragraphs(words.opening, said), "closing": _paragraphs(words.closing, said)}
    folder = f"letters/{FOLDERS.get(kind, kind)}/"
    text, html = (_LETTERS.get_template(folder + part).render(context, **passages) for part in (TEXT, HTML))
    subject = " ".join(_filled(words.subject, said).split())
    return Letter(subject[:LONGEST_SUBJECT], _tidied(text), _tidied(html))


def _paragraphs(text: str, said: Mapping[str, str]) -> list[str]:
    return [line.strip() for line in _filled(text, said).splitlines() if line.strip()]


def _filled(text: str, said: Mapping[str, str]) -> str:
    """Every field by what it says; one the letter no longer has (the list changed since) is left out."""
    return TAG.sub(lambda tag: said.get(tag[1], ""), text)


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
