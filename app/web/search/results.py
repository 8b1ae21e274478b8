"""A line of the answer: what the matter is, with the words that answered marked, and where they stand, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app.casework.search.asking import number_tokens
from app.casework.search.lines import Line
from app.casework.search.words import beginnings, from_first_digit, parts
from app.records.matters import MatterKind
from app.statute.terms import FIELDS, PROCEDURES, STAGES, Procedure
from app.web.search.marking import Wanted, excerpt, found_in, marked
from app.web.wording import day, term, words

PAGES = {
    MatterKind.VISIT: "reception.page",
    MatterKind.PETITION: "petitions.page",
    MatterKind.CASE: "cases.page",
    MatterKind.MEDIATION: "mediations.page",
}
HOLE = "reference"  # in an address, where the reference of a matter stands
WHERE = {
    "people": _l("tên người"),
    "content": _l("nội dung"),
    "agency": _l("tên cơ quan"),
    "kind": _l("phân loại"),
    "numbers": _l("số văn bản"),
    "code": _l("mã hồ sơ"),
    "elsewhere": _l("thông tin khác trong hồ sơ"),
}


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One matter found, every word ready."""

    url: str
    code: Markup
    kind: str
    about: Markup
    sealed: bool
    title: Markup
    more: Markup
    people: Markup
    agency: Markup
    stage: str
    opened: str
    matched: str


def result_lines(lines: Iterable[Line], wanted: Wanted) -> tuple[ResultLine, ...]:
    """``lines`` as the answer to ``wanted``, the words asked for without their marks."""
    locale = get_locale()
    pages = {kind: url_for(page, ref=HOLE) for kind, page in PAGES.items()}
    return tuple(_result(line, wanted, locale, pages[line.kind].replace(HOLE, line.ref)) for line in lines)


def _result(line: Line, wanted: Wanted, locale: Locale | None, url: str) -> ResultLine:
    kind, about, stage = _in_words(locale, line.kind, line.procedure, line.field, line.stage)
    shown = "" if line.content.startswith(line.title.removesuffix(" …")) else line.title
    more = bool(line.content) and (not shown or bool(found_in(line.content, wanted)))
    return ResultLine(
        url=url,
        code=marked(line.code, wanted),
        kind=kind,
        about=marked(about, wanted),
        sealed=line.sealed,
        title=marked(shown, wanted),
        more=excerpt(line.content if more else "", wanted),
        people=marked(_people(line), () if line.sealed else wanted),
        agency=marked(line.agency, () if line.sealed else wanted),
        stage=stage,
        opened=_("năm %(year)s", year=line.opened_on.year) if line.sealed else day(line.opened_on),
        matched=_matched(line, wanted, locale),
    )


@lru_cache(maxsize=2_048)  # few differ
def _in_words(
    _locale: Locale | None, kind: MatterKind, procedure: str | None, field: str | None, stage: str
) -> tuple[str, str, str]:
    """In the language of the page: what it is, what it is about, how far it has come."""
    called = "" if procedure in {None, Procedure.RECEPTION} else term(PROCEDURES, procedure)
    about = ", ".join(filter(None, (called, term(FIELDS, field))))
    return words(kind), about, term(STAGES, stage) if stage in STAGES else ""


def _people(line: Line) -> str:
    return ", ".join(line.people)


def _matched(line: Line, wanted: Wanted, locale: Locale | None) -> str:
    """Where the words stand: the number of a paper first, then as little as it takes to find every word."""
    if _numbers_asked(wanted):
        papers = [number for number in line.numbers if _is_asked_for(number, wanted)]
        if papers:
            return _("Khớp số văn bản %(numbers)s", numbers=", ".join(papers[:3]))
        if _is_asked_for(line.code, wanted):
            return _("Khớp mã hồ sơ")
    left, places = set(wanted), list[str]()
    for name, texts in _places(line):
        if not left:
            break
        seen = set[str]().union(*(found_in(text, wanted) for text in texts)) & left
        if seen:
            places.append(name)
            left -= seen
    if left:
        places.append("elsewhere")
    return _at(locale, tuple(places))


@lru_cache(maxsize=256)
def _at(_locale: Locale | None, places: tuple[str, ...]) -> str:
    return _("Khớp ở %(places)s", places=", ".join(str(WHERE[one]) for one in places))


def _places(line: Line) -> Iterator[tuple[str, tuple[str, ...]]]:
    kinds = (PROCEDURES.get(line.procedure or ""), FIELDS.get(line.field or ""))
    if not line.sealed:
        yield "people", (_people(line),)
        yield "content", (line.title, line.content, line.contested)
        yield "agency", (line.agency,)
    yield "kind", tuple(one.vi for one in kinds if one)  # as the index has them, in any language
    yield "numbers", line.numbers
    yield "code", (line.code,)


def _is_asked_for(number: str, wanted: Wanted) -> bool:
    """Whether the index found the matter by this number."""
    whole = parts(number)
    mine = {f"#{one}" for sequence in (whole, from_first_digit(whole)) for one in beginnings(sequence)}
    mine |= {f"##{'_'.join(sequence)}" for sequence in (whole, from_first_digit(whole))}
    return not mine.isdisjoint(_numbers_asked(wanted))


@lru_cache(maxsize=8)  # the same for every line of a page
def _numbers_asked(wanted: Wanted) -> tuple[str, ...]:
    return number_tokens(list(wanted))
