"""The trail (Nhật ký): who did or saw what, the newest first. It holds no citizen's name, and no content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.permissions import Viewer
from app.casework.trail import TrailFilters, TrailRow, accounts_named, trail
from app.extensions import db
from app.web.admin.trail_words import GROUPS, Group, action_words, actions_of
from app.web.clock import ZONE
from app.web.forms import VietnameseDateField
from app.web.lists import asked, member, options, row_number
from app.web.views import Empty, FilterBar, FilterField, Foot, Link
from app.web.wording import clock_time, day, number, weekday_and_day, words

FROM, UNTIL, GROUP, WHO, KEPT, BELOW = "tu", "den", "nhom", "ai", "giu-kin", "sau"
YES = "co"


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry in words. ``time``: empty of what is sealed."""

    time: str
    by: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class TrailDay:
    """The entries of one day."""

    words: str
    lines: tuple[TrailLine, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """The page. ``wrong``: what could not be read of the filters, and what to type."""

    lede: str
    filters: FilterBar
    days: tuple[TrailDay, ...]
    foot: Foot
    empty: Empty | None
    wrong: tuple[str, ...]


def trail_page(viewer: Viewer) -> Trail:
    """A page of the trail as ``viewer`` may read it, narrowed as the address says."""
    wrong: list[str] = []
    filters = _filters(wrong)
    found = trail(db.session(), viewer, filters=filters, below=row_number(asked(BELOW)))
    return Trail(
        lede=_(
            "Ai đã làm hoặc xem gì, mới nhất trước. Nhật ký không ghi tên, nội dung của công dân và không sửa được."
        ),
        filters=_bar(),
        days=tuple(
            TrailDay(weekday_and_day(on), tuple(_lines(rows, kept=filters.kept)))
            for on, rows in groupby(found.rows, key=_day_of)
        ),
        foot=_foot(len(found.rows), found.next),
        empty=None if found.rows else _empty(),
        wrong=tuple(wrong),
    )


def _filters(wrong: list[str]) -> TrailFilters:
    first, last = _day(FROM, _("Từ ngày"), wrong), _day(UNTIL, _("Đến ngày"), wrong)
    if first and last and last < first:
        wrong.append(_("Đến ngày: nhập ngày không sớm hơn %(day)s.", day=day(first)))
        last = None
    group = member(Group, GROUP)
    return TrailFilters(
        zone=ZONE,
        first_on=first,
        last_on=last,
        actions=actions_of(group) if group else None,
        account_ids=accounts_named(db.session(), asked(WHO)) if asked(WHO) else None,
        kept=group is Group.SECRECY or asked(KEPT) == YES,
    )


def _day(name: str, label: str, wrong: list[str]) -> date | None:
    try:
        return VietnameseDateField.read(asked(name)) if asked(name) else None
    except ValueError as unread:
        wrong.append(f"{label}: {unread}")
        return None


def _bar() -> FilterBar:
    return FilterBar(
        url_for("admin.trail"),
        (
            FilterField(WHO, _("Người làm"), chosen=asked(WHO), phone=True),
            FilterField(GROUP, _("Việc"), options((one.value, str(said)) for one, said in GROUPS.items()),
                        asked(GROUP), phone=True),
            FilterField(KEPT, _("Hồ sơ giữ kín"), options([(YES, _("Chỉ hồ sơ giữ kín"))], _("Không kể")), asked(KEPT)),
            FilterField(FROM, _("Từ ngày"), chosen=asked(FROM)),
            FilterField(UNTIL, _("Đến ngày"), chosen=asked(UNTIL)),
        ),
        clear=url_for("admin.trail"),
    )  # fmt: skip


def _day_of(row: TrailRow) -> date:
    return row.at.astimezone(ZONE).date()


def _lines(rows: Iterable[TrailRow], *, kept: bool) -> Iterator[TrailLine]:
    """The lines of a day. What is sealed goes by its code and without the hour: neither leads to what was done then."""
    for row in sorted(rows, key=lambda row: row.code) if kept else rows:
        yield _line(row, clock_time(row.at) if not kept else "–")


def _line(row: TrailRow, time: str) -> TrailLine:
    matter = f"{words(row.kind)} {row.code}, {row.register}" if row.kind else ""
    return TrailLine(
        time=time,
        by=row.by or _("Phần mềm"),
        what=action_words(row.action, row.detail),
        about="; ".join(part for part in (matter, "" if row.about == row.by else row.about) if part),
    )


def _foot(shown: int, below: int | None) -> Foot:
    """Without a total: counting a trail of millions would cost more than reading a page of it."""
    more = ngettext("Hiện %(n)s mục", "Hiện %(n)s mục", shown, n=number(shown))
    end = ngettext("Hết nhật ký: %(n)s mục.", "Hết nhật ký: %(n)s mục.", shown, n=number(shown))
    return Foot(
        more if below else end,
        next=Link(_("Các mục cũ hơn"), _url(below)) if below else None,
        first=Link(_("Về đầu danh sách"), _url(None)) if asked(BELOW) else None,
    )


def _url(below: int | None) -> str:
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != BELOW and value}
    return url_for("admin.trail", **kept | {BELOW: below})


def _empty() -> Empty:
    if any(map(asked, (FROM, UNTIL, GROUP, WHO, KEPT, BELOW))):
        return Empty(_("Không có mục nào khớp điều kiện lọc."), Link(_("Xem mọi mục"), url_for("admin.trail")))
    return Empty(_("Nhật ký chưa có gì."))
