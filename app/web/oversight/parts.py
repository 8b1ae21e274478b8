"""The backlog in parts (``nhom=``): by agency, level, kind, stage, field … One grouping at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.grouped import By, Part, grouped
from app.casework.overdue import Age, Filters, Kind
from app.casework.permissions import Viewer
from app.extensions import db
from app.records.agencies import Level
from app.statute.terms import STAGES, Term
from app.statute.time_limits import versions
from app.web.drilling import CONDUCT, FIELD, LEVEL, PLACE, conduct_words, field_words, place_words
from app.web.due_rows import age_words, kind_words
from app.web.lists import member, page_url
from app.web.oversight.dues import GROUP, list_of
from app.web.views import Link
from app.web.wording import number, percent, spoken, term, words

RANKED = 10  # agencies, where nobody asked for all of them
FILTER_OF = {
    By.AGENCY: "co-quan", By.LEVEL: LEVEL, By.KIND: "loai", By.STAGE: "giai-doan", By.FIELD: FIELD,
    By.PLACE: PLACE, By.CONDUCT: CONDUCT, By.AGE: "tuoi", By.RULE: "nghia-vu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartLine:
    """A row of the table, with its bar in percent of the longest; without ``url`` it is the sum of several."""

    name: str
    overdue: str
    url: str
    width: str
    share: str
    median: str
    oldest: str
    unassigned: str
    unassigned_url: str
    open_cases: str
    open_url: str


@dataclass(frozen=True, slots=True)
class PartsTable:
    """One grouping. ``choices``: words, address and whether it is this one."""

    title: str
    heading: str
    choices: tuple[tuple[str, str, bool], ...]
    lines: tuple[PartLine, ...]
    with_open: bool
    rest: Link | None


def parts_asked(viewer: Viewer, today: date, filters: Filters) -> list[Part]:
    """The backlog as ``viewer`` sees it, in the parts the address asks for; by agency when it asks for none."""
    return grouped(db.session(), viewer, member(By, GROUP) or By.AGENCY, today=today, filters=filters)


def parts_table(found: Sequence[Part]) -> PartsTable:
    """The table of the parts the address asks for."""
    asked = member(By, GROUP)
    by = asked or By.AGENCY
    shown = found if asked else found[:RANKED]
    whole = sum(one.overdue for one in found)
    longest = max((one.overdue for one in found), default=1)
    return PartsTable(
        title=_title(by, found, shown, whole),
        heading=_headings()[by],
        choices=tuple(
            (said, f"{page_url('oversight.backlog', nhom=one)}#nhom", one is by) for one, said in _headings().items()
        ),
        lines=tuple(_line(by, one, whole, longest) for one in shown),
        with_open=any(one.open_cases is not None for one in found),
        rest=_rest(found[len(shown) :]),
    )


def _headings() -> dict[By, str]:
    return {
        By.AGENCY: _("Cơ quan"),
        By.LEVEL: _("Cấp"),
        By.KIND: _("Loại vụ việc"),
        By.STAGE: _("Giai đoạn"),
        By.FIELD: _("Lĩnh vực"),
        By.PLACE: _("Địa bàn"),
        By.CONDUCT: _("Hành vi của cán bộ"),
        By.AGE: _("Số ngày quá hạn"),
        By.RULE: _("Việc phải làm"),
    }


def _title(by: By, found: Sequence[Part], shown: Sequence[Part], whole: int) -> str:
    """The finding: how much the first ten hold, or the largest part."""
    if by is By.AGENCY and len(shown) < len(found):
        part = sum(one.overdue for one in shown)
        return _("Mười cơ quan giữ %(part)s trong %(whole)s việc quá hạn", part=number(part), whole=number(whole))
    if by is By.AGENCY:
        return ngettext(
            "%(n)s cơ quan có việc quá hạn", "%(n)s cơ quan có việc quá hạn", len(found), n=number(len(found))
        )
    most = max(found, key=lambda one: one.overdue, default=None)
    if most is None:
        return _("Không có việc quá hạn.")
    return _(
        "%(part)s trong %(whole)s việc quá hạn: %(name)s",
        part=number(most.overdue), whole=number(whole), name=_name(by, most),
    )  # fmt: skip


def _line(by: By, one: Part, whole: int, longest: int) -> PartLine:
    narrow: dict[str, Any] = {FILTER_OF[by]: one.code}
    return PartLine(
        name=_name(by, one),
        overdue=number(one.overdue),
        url=list_of("oversight.overdue", **narrow),
        width=f"{100 * one.overdue / longest:.0f}%",
        share=percent(one.overdue, whole),
        median=_days(one.median_days),
        oldest=_days(one.oldest_days),
        unassigned=number(one.unassigned),
        unassigned_url=list_of("oversight.overdue", **narrow, nguoi="nobody") if one.unassigned else "",
        open_cases="" if one.open_cases is None else number(one.open_cases),
        open_url=list_of("cases.index", **narrow) if one.open_cases else "",
    )


def _rest(others: Sequence[Part]) -> Link | None:
    """The agencies after the first ten: one link to all of them."""
    if not others:
        return None
    said = ngettext(
        "%(n)s cơ quan khác: %(late)s việc quá hạn",
        "%(n)s cơ quan khác: %(late)s việc quá hạn",
        len(others), n=number(len(others)), late=number(sum(one.overdue for one in others)),
    )  # fmt: skip
    return Link(said, f"{page_url('oversight.backlog', nhom=By.AGENCY)}#nhom")


def _name(by: By, one: Part) -> str:
    code = one.code
    if by is By.AGENCY:
        return one.name
    if by is By.PLACE:
        return place_words(one.name, code)
    if by is By.RULE:
        limit = versions(code)[-1]
        return spoken(Term(limit.term, limit.english))
    if by in {By.STAGE, By.FIELD}:
        return term(STAGES, code) if by is By.STAGE else field_words(code)
    said: dict[By, Any] = {By.KIND: kind_words(), By.AGE: age_words(), By.CONDUCT: conduct_words()}
    kinds: dict[By, Any] = {By.KIND: Kind, By.AGE: Age}
    return words(Level(code)) if by is By.LEVEL else str(said[by][kinds.get(by, str)(code)])


def _days(count: int) -> str:
    return ngettext("%(n)s ngày", "%(n)s ngày", count, n=number(count))
