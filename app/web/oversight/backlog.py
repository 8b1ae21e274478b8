"""The backlog (Tồn đọng): five figures, whose it is and how old, and the list itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import overdue
from app.casework.calendars import soon_days, working_calendar
from app.casework.figures import Figures, figures, late_days
from app.casework.months import Month, by_month
from app.casework.overdue import Holder
from app.casework.permissions import Viewer
from app.casework.respondent_changes import waiting_to_be_let_in
from app.casework.spans import ways
from app.extensions import db
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.due_rows import DueLine
from app.web.lists import asked, place_asked
from app.web.oversight.definitions import definitions
from app.web.oversight.dues import (
    after_asked,
    agencies_of,
    filter_bar,
    filters_asked,
    foot_of,
    lines_of,
    list_of,
    rules_to_offer,
)
from app.web.oversight.parts import PartsTable, parts_asked, parts_table
from app.web.oversight.plots import AgePlot, StretchPlot, TrendPlot, age_plot, stretch_plot, trend_plot
from app.web.oversight.settled import SettledTable, settled_table
from app.web.views import Empty, FilterBar, Foot, Link
from app.web.wording import moment, number, short_day

MOST_WAITING = 20  # looked into for the list at the top


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure; it opens its list."""

    words: str
    value: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BacklogPage:
    """The page. ``lines`` is the first page of the list, or the one asked for."""

    as_of: str
    filters: FilterBar
    figures: tuple[Figure, ...]
    definitions: tuple[tuple[str, str], ...]
    trend: TrendPlot | None
    ages: AgePlot
    stretches: StretchPlot | None
    settled: SettledTable | None
    parts: PartsTable
    total: str
    lines: tuple[DueLine, ...]
    foot: Foot
    empty: Empty | None
    first: bool
    waiting: tuple[Link, ...]  # exclusions that have no cause any more: only Thanh tra tỉnh ends them


def backlog_page(viewer: Viewer) -> BacklogPage:
    """The backlog as ``viewer`` may see it, narrowed as the address says."""
    session, today = db.session(), web_today()
    calendar, agencies = working_calendar(session), agencies_of(viewer, today)
    chosen = filters_asked(agencies)
    late = late_days(session, viewer, today=today, filters=chosen)
    parts = parts_asked(viewer, today, chosen)
    walked = ways(session, viewer, today=today, filters=chosen)
    told = figures(
        session, viewer, today=today, calendar=calendar, filters=chosen, late=late,
        unassigned=sum(one.unassigned for one in parts),
    )  # fmt: skip
    months = by_month(session, viewer, today=today, filters=chosen, late=late)
    found = overdue.overdue(session, viewer, today=today, filters=chosen, after=after_asked(), total=told.overdue)
    return BacklogPage(
        as_of=_("Số liệu lúc %(when)s", when=moment(now())),
        filters=filter_bar("oversight.backlog", viewer, agencies, rules=rules_to_offer(viewer, today, chosen, late)),
        figures=tuple(_figures(told, months)),
        definitions=definitions(),
        trend=trend_plot(months, short_day(today)),
        ages=age_plot(told.ages),
        stretches=stretch_plot(walked.times),
        settled=settled_table(walked.settled),
        parts=parts_table(parts),
        total=number(found.total),
        lines=lines_of(found, today, calendar),
        foot=foot_of(found, "oversight.backlog"),
        empty=None if found.rows else Empty(_("Không có việc quá hạn.")),
        first=(first := place_asked() is None),
        waiting=tuple(_waiting(viewer)) if first else (),
    )


def _waiting(viewer: Viewer) -> Iterator[Link]:
    for matter, agency in waiting_to_be_let_in(db.session(), viewer, most=MOST_WAITING):
        said = _("%(code)s, %(agency)s bị loại", code=matter.code, agency=agency.name)
        yield Link(said, url_for("cases.open", ref=matter.ref))


def _figures(told: Figures, months: Sequence[Month]) -> list[Figure]:
    here = list_of("oversight.overdue")
    middle = _place_of_median(told)
    return [
        Figure(_("Quá hạn"), number(told.overdue), here, _against_last_month(told.overdue, months)),
        Figure(_("Vụ việc đang giải quyết"), number(told.open_cases), list_of("cases.index")),
        Figure(
            _("Đến hạn trong %(n)s ngày làm việc", n=number(soon_days(db.session()))),
            "–" if told.soon is None else number(told.soon),
            list_of("oversight.due_soon", tuoi=None),
        ),
        Figure(
            _("Số ngày quá hạn trung vị"), number(told.median_days), middle,
            _oldest(told.oldest_days) if told.oldest_days else "",
        ),
        Figure(
            _("Quá hạn, chưa ai giữ"), number(told.late_unassigned), list_of("oversight.overdue", nguoi=Holder.NOBODY)
        ),
    ]  # fmt: skip


def _oldest(days: int) -> str:
    return ngettext("cũ nhất %(n)s ngày", "cũ nhất %(n)s ngày", days, n=number(days))


def _against_last_month(now: int, months: Sequence[Month]) -> str:
    """How many more or fewer than when the month before ended; nothing to say where age narrows the list."""
    before, more = months[-2], now - months[-2].overdue
    if asked("tuoi") or not (now or before.overdue):
        return ""
    named = {"n": number(abs(more)), "month": f"{before.begins_on:%m/%Y}"}
    if more == 0:
        return _("bằng cuối tháng %(month)s", **named)
    if more > 0:
        return _("%(n)s nhiều hơn cuối tháng %(month)s", **named)
    return _("%(n)s ít hơn cuối tháng %(month)s", **named)


def _place_of_median(told: Figures) -> str:
    """The median opens the band it lies in."""
    for age, _count in told.ages:
        first, last = age.days
        if told.median_days >= first and (last is None or told.median_days <= last):
            return list_of("oversight.overdue", tuoi=age)
    return list_of("oversight.overdue")
