"""The agencies (Đơn vị) as a tree on a day: by level, under whom, who is head, where letters go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.agency_list import AgencyRow, agency_rows, unreachable_count
from app.casework.folding import fold
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.records.agencies import Level
from app.web.clock import today
from app.web.forms import VietnameseDateField
from app.web.lists import asked, member, options
from app.web.navigation import counts_alone
from app.web.views import Empty, FilterBar, FilterField, Link
from app.web.wording import choices, day, number, words

WORDS, LEVEL, DAY, WHICH = "tim", "cap", "ngay", "xem"
UNREACHABLE, REMOTE, ALL = "chua-co-dia-chi", "vung-kho-khan", "ca-da-ket-thuc"
PLACELESS = "chua-co-dia-danh"


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency of the list. ``warning``: letters to it would reach nobody."""

    name: str
    url: str
    code: str
    remote: str
    heads: str
    letters: str
    warning: bool
    dates: str


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """The agencies of one level under one superior."""

    words: str
    count: int
    lines: tuple[AgencyLine, ...]


@dataclass(frozen=True, slots=True)
class AgenciesPage:
    """The list. ``wrong_day``: what was typed as the day and could not be read."""

    lede: str
    filters: FilterBar
    groups: tuple[AgencyGroup, ...]
    foot: str
    empty: Empty | None
    calling: tuple[Link, ...]
    wrong_day: str
    new_url: str


@counts_alone("admin.agencies")
def unreached(viewer: Viewer) -> int:
    """Agencies nobody can be written to."""
    return unreachable_count(db.session(), today()) if viewer.may(Deed.ADMINISTER) else 0


def agencies_page() -> AgenciesPage:
    """The agencies on the day asked for, narrowed as the address says."""
    on, wrong = _day_asked()
    rows = agency_rows(db.session(), on)
    there = [row for row in rows if row.runs_on(on)]
    shown = [row for row in (rows if asked(WHICH) == ALL else there) if _wanted(row)]
    silent = sum(row.unreachable for row in there)
    return AgenciesPage(
        lede=_lede(there, on),
        filters=_bar(),
        groups=tuple(_groups(shown, on)),
        foot=_("Hiện %(shown)s trong %(total)s đơn vị", shown=number(len(shown)), total=number(len(there)))
        if asked(WHICH) != ALL
        else ngettext("%(n)s đơn vị, cả đã kết thúc", "%(n)s đơn vị, cả đã kết thúc", len(shown), n=number(len(shown))),
        empty=None if shown else _empty(there),
        calling=tuple(filter(None, (_calling(silent), placeless_call(sum(row.placeless for row in there))))),
        wrong_day=wrong,
        new_url=url_for("admin.new_agency"),
    )


def _day_asked() -> tuple[date, str]:
    try:
        return (VietnameseDateField.read(asked(DAY)) if asked(DAY) else today()), ""
    except ValueError as unread:
        return today(), str(unread)


def _wanted(row: AgencyRow) -> bool:
    level = member(Level, LEVEL)
    return (
        (level is None or row.level is level)
        and row.found_by(asked(WORDS))
        and {UNREACHABLE: row.unreachable, PLACELESS: row.placeless, REMOTE: bool(row.remote)}.get(asked(WHICH), True)
    )


def _lede(there: Iterable[AgencyRow], on: date) -> str:
    levels = [row.level for row in there]
    parts = [f"{words(level)} {number(levels.count(level))}" for level in Level if level in levels]
    said = ngettext("%(n)s đơn vị ngày %(day)s", "%(n)s đơn vị ngày %(day)s", len(levels), n=number(len(levels)),
                    day=day(on))  # fmt: skip
    return f"{said}: {', '.join(parts)}" if parts else said


def _bar() -> FilterBar:
    which = (
        (UNREACHABLE, _("Chưa có nơi nhận thư")),
        (PLACELESS, _("Chưa có địa danh")),
        (REMOTE, _("Vùng sâu, vùng xa đi lại khó khăn")),
        (ALL, _("Cả đơn vị đã kết thúc, chưa hoạt động")),
    )
    return FilterBar(
        url_for("admin.agencies"),
        (
            FilterField(WORDS, _("Tên, mã, người đứng đầu"), chosen=asked(WORDS), phone=True),
            FilterField(WHICH, _("Xem"), options(which, _("Đang hoạt động")), asked(WHICH), phone=True),
            FilterField(LEVEL, _("Cấp"), options(choices(Level)), asked(LEVEL)),
            FilterField(DAY, _("Ngày"), chosen=asked(DAY)),
        ),
        clear=url_for("admin.agencies"),
    )


def _empty(there: Iterable[AgencyRow]) -> Empty:
    if there and any(map(asked, (WORDS, LEVEL, WHICH))):
        return Empty(_("Không có đơn vị nào khớp điều kiện lọc."), Link(_("Xem mọi đơn vị"), url_for("admin.agencies")))
    return Empty(_("Chưa có đơn vị nào vào ngày này."), Link(_("Thêm đơn vị"), url_for("admin.new_agency")))


def _calling(silent: int) -> Link | None:
    said = ngettext(
        "%(n)s đơn vị không nhận được thư nào: chưa có địa chỉ thư, thủ trưởng cũng chưa có",
        "%(n)s đơn vị không nhận được thư nào: chưa có địa chỉ thư, thủ trưởng cũng chưa có",
        silent, n=number(silent),
    )  # fmt: skip
    return _call(silent, said, UNREACHABLE)


def placeless_call(count: int) -> Link | None:
    """That so many agencies have no place for their papers; None for none."""
    said = ngettext(
        "%(n)s đơn vị chưa có địa danh: chỗ nơi, ngày trên văn bản của đơn vị để dấu chấm",
        "%(n)s đơn vị chưa có địa danh: chỗ nơi, ngày trên văn bản của đơn vị để dấu chấm",
        count, n=number(count),
    )  # fmt: skip
    return _call(count, said, PLACELESS)


def _call(count: int, said: str, which: str) -> Link | None:
    return Link(said, url_for("admin.agencies", xem=which)) if count else None


def _groups(rows: Iterable[AgencyRow], on: date) -> Iterator[AgencyGroup]:
    order = list(Level)
    placed = sorted(rows, key=lambda row: (order.index(row.level), bool(row.parent), fold(row.parent), fold(row.name)))
    for (level, parent), lines in groupby(placed, key=lambda row: (row.level, row.parent)):
        of_level = tuple(_line(row, on) for row in lines)
        under = _("%(level)s, trực thuộc %(parent)s", level=words(level), parent=parent) if parent else words(level)
        yield AgencyGroup(under, len(of_level), of_level)


def _line(row: AgencyRow, on: date) -> AgencyLine:
    return AgencyLine(
        name=row.name,
        url=url_for("admin.agency", ref=row.ref),
        code=row.code,
        remote=", ".join(row.remote),
        heads=", ".join(row.heads),
        letters=letters_words(row.email, row.heads_told, never=not row.unreachable),
        warning=row.unreachable and row.runs_on(on),
        dates=dates_words(row.from_on, row.until_on) if not row.runs_on(on) or row.until_on else "",
    )


def letters_words(email: str, heads_told: int, *, never: bool = False) -> str:
    """Where letters to an agency go: to its heads, else to its own address, else nowhere. ``never``: none are due."""
    if heads_told:
        return ngettext("gửi %(n)s thủ trưởng", "gửi %(n)s thủ trưởng", heads_told, n=number(heads_told))
    return email or ("" if never else _("chưa có nơi nhận"))


def dates_words(from_on: date, until_on: date | None) -> str:
    """từ 01/07/2025 · 01/07/2025–30/06/2026."""
    if until_on is None:
        return _("từ %(day)s", day=day(from_on))
    return f"{day(from_on)}–{day(until_on)}"
