"""A line of the answer: what the matter is, with the words that answered marked, and where they stand, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
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
}
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
        opened=day(line.opened_on),
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
    left, places = set(wanted), []
    for name, text in _places(line):
        seen = found_in(text, wanted) & left
        if seen:
            places.append(name)
            left -= seen
    if left:
        places.append(_("thông tin khác trong hồ sơ"))
    return _("Khớp ở %(places)s", places=", ".join(places))


def _places(line: Line) -> Iterator[tuple[str, str]]:
    kinds = (PROCEDURES.get(line.procedure or ""), FIELDS.get(line.field or ""))
    if not line.sealed:
        yield _("tên người"), " ".join(line.people)
        yield _("nội dung"), f"{line.title} {line.content} {line.contested}"
        yield _("cơ quan"), line.agency
    yield _("phân loại"), " ".join(one.vi for one in kinds if one)  # as the index has them, in any language
    yield _("số văn bản"), " ".join(line.numbers)
    yield _("mã hồ sơ"), line.code


def _is_asked_for(number: str, wanted: Wanted) -> bool:
    """Whether the index found the matter by this number."""
    asked = number_tokens(list(wanted))
    if not asked:
        return False
    whole = parts(number)
    mine = {f"#{one}" for sequence in (whole, from_first_digit(whole)) for one in beginnings(sequence)}
    mine |= {f"##{'_'.join(sequence)}" for sequence in (whole, from_first_digit(whole))}
    return not mine.isdisjoint(asked)
