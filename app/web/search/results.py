"""A line of the answer: what the matter is, with the words that answered marked, and where they stand, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from app.casework.search.asking import number_tokens
from app.casework.search.lines import Line
from app.casework.search.words import beginnings, from_first_digit, parts
from app.records.matters import MatterKind
from app.statute.terms import FIELDS, PROCEDURES, STAGES, Procedure
from app.web.search.marking import excerpt, found_in, printed, segments
from app.web.wording import day, term, words

PAGES = {
    MatterKind.VISIT: "reception.page",
    MatterKind.PETITION: "petitions.page",
    MatterKind.CASE: "cases.page",
    MatterKind.MEDIATION: "mediations.page",
}
PEOPLE, CONTENT, AGENCY = _l("tên người"), _l("nội dung"), _l("cơ quan")
KIND, NUMBERS, CODE = _l("phân loại"), _l("số văn bản"), _l("mã hồ sơ")
ELSEWHERE = _l("thông tin khác trong hồ sơ")
Wanted = tuple[str, ...]


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


def result_line(line: Line, wanted: Wanted) -> ResultLine:
    """``line`` as the answer to ``wanted``, the words asked for without their marks."""
    shown = "" if line.content.startswith(line.title.removesuffix(" …")) else line.title
    more = bool(line.content) and (not shown or bool(found_in(line.content, wanted)))
    return ResultLine(
        url=url_for(PAGES[line.kind], ref=line.ref),
        code=printed(segments(line.code, wanted)),
        kind=words(line.kind),
        about=printed(segments(_about(line), wanted)),
        sealed=line.sealed,
        title=printed(segments(shown, wanted)),
        more=printed(excerpt(line.content, wanted) if more else ()),
        people=printed(segments(", ".join(line.people), () if line.sealed else wanted)),
        agency=printed(segments(line.agency, () if line.sealed else wanted)),
        stage=term(STAGES, line.stage) if line.stage in STAGES else "",
        opened=_("năm %(year)s", year=line.opened_on.year) if line.sealed else day(line.opened_on),
        matched=_matched(line, wanted),
    )


def _about(line: Line) -> str:
    procedure = "" if line.procedure in {None, Procedure.RECEPTION} else term(PROCEDURES, line.procedure)
    return ", ".join(filter(None, (procedure, term(FIELDS, line.field))))


def _matched(line: Line, wanted: Wanted) -> str:
    """Where the words stand: the number of a paper first, then as little as it takes to find every word."""
    papers = [number for number in line.numbers if _is_asked_for(number, wanted)]
    if papers:
        return _("Khớp số văn bản %(numbers)s", numbers=", ".join(papers[:3]))
    if _is_asked_for(line.code, wanted):
        return _("Khớp mã hồ sơ")
    left, places = set(wanted), list[str]()
    for name, text in _places(line):
        if not left:
            break
        seen = found_in(text, wanted) & left
        if seen:
            places.append(str(name))
            left -= seen
    if left:
        places.append(str(ELSEWHERE))
    return _("Khớp ở %(places)s", places=", ".join(places))


def _places(line: Line) -> Iterator[tuple[LazyString, str]]:
    kinds = (PROCEDURES.get(line.procedure or ""), FIELDS.get(line.field or ""))
    if not line.sealed:
        yield PEOPLE, " ".join(line.people)
        yield CONTENT, f"{line.title} {line.content} {line.contested}"
        yield AGENCY, line.agency
    yield KIND, " ".join(one.vi for one in kinds if one)  # as the index has them, in any language
    yield NUMBERS, " ".join(line.numbers)
    yield CODE, line.code


def _is_asked_for(number: str, wanted: Wanted) -> bool:
    """Whether the index found the matter by this number."""
    asked = _numbers_asked(wanted)
    if not asked:
        return False
    whole = parts(number)
    mine = {f"#{one}" for sequence in (whole, from_first_digit(whole)) for one in beginnings(sequence)}
    mine |= {f"##{'_'.join(sequence)}" for sequence in (whole, from_first_digit(whole))}
    return not mine.isdisjoint(asked)


@lru_cache(maxsize=8)  # the same for every line of a page
def _numbers_asked(wanted: Wanted) -> tuple[str, ...]:
    return number_tokens(list(wanted))
