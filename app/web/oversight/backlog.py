"""The backlog (Tồn đọng): five figures, whose it is and how old, and the list itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import overdue
from app.casework.calendars import working_calendar
from app.casework.figures import AgencyBacklog, Figures, by_agency, figures, rules_late
from app.casework.months import Month, by_month
from app.casework.overdue import Holder
from app.casework.permissions import Viewer
from app.extensions import db
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.due_rows import DueLine
from app.web.lists import asked, page_url, place_asked
from app.web.oversight.dues import after_asked, agencies_of, filter_bar, filters_asked, foot_of, lines_of
from app.web.oversight.plots import AgePlot, StagePlot, TrendPlot, age_plot, stage_plot, trend_plot
from app.web.views import Empty, FilterBar, Foot
from app.web.wording import moment, number, short_day

RANKED = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure; it opens its list."""

    words: str
    value: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agency of the ranking, with its bar in percent of the longest."""

    name: str
    overdue: str
    url: str
    width: str
    open_cases: str
    oldest: str


@dataclass(frozen=True, slots=True)
class BacklogPage:
    """The page. ``lines`` is the first page of the list, or the one asked for."""

    as_of: str
    filters: FilterBar
    figures: tuple[Figure, ...]
    definitions: tuple[tuple[str, str], ...]
    trend: TrendPlot | None
    ages: AgePlot
    stages: StagePlot | None
    rank_title: str
    ranked: tuple[Ranked, ...]
    total: str
    lines: tuple[DueLine, ...]
    foot: Foot
    empty: Empty | None
    first: bool


def backlog_page(viewer: Viewer) -> BacklogPage:
    """The backlog as ``viewer`` may see it, narrowed as the address says."""
    session, today = db.session(), web_today()
    calendar, agencies = working_calendar(session), agencies_of(viewer, today)
    chosen = filters_asked(agencies)
    found = overdue.overdue(session, viewer, today=today, filters=chosen, after=after_asked())
    told = figures(session, viewer, today=today, calendar=calendar, filters=chosen)
    months = by_month(session, viewer, today=today, filters=chosen)
    whose = by_agency(session, viewer, today=today, filters=chosen)
    return BacklogPage(
        as_of=_("Số liệu lúc %(when)s", when=moment(now())),
        filters=filter_bar("oversight.backlog", viewer, agencies, rules=rules_late(session, viewer, today=today)),
        figures=tuple(_figures(told, months)),
        definitions=_definitions(),
        trend=trend_plot(months, short_day(today)),
        ages=age_plot(told.ages),
        stages=stage_plot(told.stages),
        rank_title=_rank_title(whose, told.overdue),
        ranked=tuple(_ranked(whose)),
        total=number(found.total),
        lines=lines_of(found, today, calendar),
        foot=foot_of(found, "oversight.backlog"),
        empty=None if found.rows else Empty(_("Không có việc quá hạn.")),
        first=place_asked() is None,
    )


def _definitions() -> tuple[tuple[str, str], ...]:
    """How each figure is counted."""
    return (
        (
            _("Quá hạn"),
            _("Nghĩa vụ còn mở, không tạm dừng, đã qua ngày cuối của thời hạn. Một vụ việc có thể có vài nghĩa vụ."),
        ),
        (_("Vụ việc đang giải quyết"), _("Vụ việc chưa đóng, mỗi vụ việc một lần, dù có bao nhiêu nghĩa vụ.")),
        (_("Đến hạn trong 5 ngày làm việc"), _("Nghĩa vụ còn mở, ngày cuối từ hôm nay đến hết ngày làm việc thứ năm.")),
        (
            _("Số ngày quá hạn trung vị"),
            _("Xếp các nghĩa vụ quá hạn theo số ngày dương lịch đã quá, lấy số đứng giữa."),
        ),
        (_("Quá hạn, chưa ai giữ"), _("Nghĩa vụ quá hạn của hồ sơ chưa phân công cho ai.")),
        (
            _("Theo tháng"),
            _(
                "Quá hạn tính vào ngày đầu tháng sau; việc làm xong tính theo ngày làm, đúng hay trễ so với ngày cuối. "
                "Tính theo sổ hiện nay: ghi muộn, gia hạn, chuyển cơ quan làm thay đổi cả những tháng trước."
            ),
        ),
    )


def _figures(told: Figures, months: Sequence[Month]) -> list[Figure]:
    here = page_url("oversight.overdue")
    middle = _place_of_median(told)
    return [
        Figure(_("Quá hạn"), number(told.overdue), here, _against_last_month(told.overdue, months)),
        Figure(_("Vụ việc đang giải quyết"), number(told.open_cases), page_url("cases.index")),
        Figure(
            _("Đến hạn trong 5 ngày làm việc"),
            "–" if told.soon is None else number(told.soon),
            page_url("oversight.due_soon", tuoi=None),
        ),
        Figure(
            _("Số ngày quá hạn trung vị"), number(told.median_days), middle,
            _oldest(told.oldest_days) if told.oldest_days else "",
        ),
        Figure(
            _("Quá hạn, chưa ai giữ"), number(told.late_unassigned), page_url("oversight.overdue", nguoi=Holder.NOBODY)
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
            return page_url("oversight.overdue", tuoi=age)
    return page_url("oversight.overdue")


def _rank_title(whose: Sequence[AgencyBacklog], total: int) -> str:
    if len(whose) <= RANKED:
        return ngettext(
            "%(n)s cơ quan có việc quá hạn", "%(n)s cơ quan có việc quá hạn", len(whose), n=number(len(whose))
        )
    part = sum(one.overdue for one in whose[:RANKED])
    return _("Mười cơ quan giữ %(part)s trong %(whole)s việc quá hạn", part=number(part), whole=number(total))


def _of_agency(one: AgencyBacklog) -> str:
    narrow: dict[str, Any] = {"co-quan": one.code}
    return page_url("oversight.overdue", **narrow)


def _ranked(whose: Sequence[AgencyBacklog]) -> list[Ranked]:
    longest = whose[0].overdue if whose else 1
    ranked = [
        Ranked(
            name=one.name, overdue=number(one.overdue), url=_of_agency(one),
            width=f"{100 * one.overdue / longest:.0f}%", open_cases=number(one.open_cases),
            oldest=_days(one.oldest_days),
        )
        for one in whose[:RANKED]
    ]  # fmt: skip
    rest = whose[RANKED:]
    if rest:
        ranked.append(
            Ranked(
                name=_("%(n)s cơ quan khác", n=number(len(rest))), overdue=number(sum(one.overdue for one in rest)),
                url="", width="", open_cases=number(sum(one.open_cases for one in rest)),
                oldest=_days(max(one.oldest_days for one in rest)),
            )
        )  # fmt: skip
    return ranked


def _days(count: int) -> str:
    return ngettext("%(n)s ngày", "%(n)s ngày", count, n=number(count))
