"""How heads keep their days of reception: the rate month by month, whose number is short, what was posted late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.conclusion_tasks import Wanting, days_wanting
from app.casework.head_receptions import (
    HeadPeriod,
    Kept,
    LatePosting,
    MonthKept,
    by_month,
    head_periods,
    late_postings,
)
from app.casework.permissions import Viewer
from app.casework.reception_alarms import short_periods
from app.extensions import db
from app.records.agencies import Agency
from app.web.clock import today as web_today
from app.web.head_days import in_time_words
from app.web.lists import asked, list_foot, member, page_url, place_asked
from app.web.oversight.dues import agencies_of, agency_field
from app.web.oversight.plots import YEARS, Panel
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Mark
from app.web.wording import day, number, percent, short_day, weekday_and_day

PAGE = 25
MONTHS = 12
MONTH = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])")
DAY = timedelta(days=1)
STATES = {Kept.MISSED: _l("thiếu ngày"), Kept.KEPT: _l("đủ ngày"), Kept.RUNNING: _l("chưa hết kỳ")}
MARKS = {Kept.MISSED: Mark.OVER, Kept.KEPT: Mark.MET, Kept.RUNNING: Mark.OPEN}


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the plot and in its table. ``links``: kept, missed, running, each with its list."""

    words: str
    label: str
    year: str
    year_anchor: str
    year_dx: int
    rate: str
    short: str  # over the bar, where a phone has no room for more
    links: tuple[tuple[str, str], ...]
    left: str
    middle: str
    y: float
    height: float
    told: bool  # its rate is written over its bar


@dataclass(frozen=True, slots=True)
class RatePlot:
    """The rate of periods kept, month by month; a month that still runs is told in words."""

    title: str
    told: str
    unfinished: str
    panel: Panel
    lines: tuple[MonthLine, ...]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period of an agency; it opens the schedule it is read from."""

    badge: DueWords
    agency: str
    span: str
    url: str


@dataclass(frozen=True, slots=True)
class ShortLine:
    """An agency whose schedule cannot fill a period that runs."""

    agency: str
    url: str
    days: str
    until: str
    in_time: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of reception: whose, when, and what there is to say of it."""

    agency: str
    day: str
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class HeadsPage:
    """The page. ``figures``: words, value, the list behind it, a note."""

    lede: str
    bar: FilterBar
    figures: tuple[tuple[str, str, str, str], ...]
    plot: RatePlot | None
    short: tuple[ShortLine, ...]
    short_words: str
    list_title: str
    lines: tuple[PeriodLine, ...]
    empty: Empty | None
    late: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class WantingPage:
    """The days of heads that left something to do and have no conclusion yet."""

    bar: FilterBar
    lines: tuple[DayLine, ...]
    foot: Foot
    empty: Empty | None


def heads_page(viewer: Viewer) -> HeadsPage:
    """How the heads ``viewer`` may see keep their days, narrowed as the address says."""
    session, today = db.session(), web_today()
    agencies, months = agencies_of(viewer, today), _months(today)
    chosen = _chosen(agencies)
    narrow: dict[str, Any] = {"today": today, "agency_id": chosen.id if chosen else None}
    periods = head_periods(session, viewer, first=months[0], **narrow)
    month, state = _month_asked(months), member(Kept, "tinh-trang")
    told = by_month(periods, months)
    listed = [one for one in periods if one.month == month and state in {None, one.state}]
    late = late_postings(session, viewer, first=month, last=_last(month), **narrow)
    short = tuple(_short([chosen] if chosen else agencies, today))
    return HeadsPage(
        lede=_("Mười hai tháng đến %(day)s", day=day(today)),
        bar=_bar(agencies, months, month),
        figures=_figures(
            told[months.index(month)],
            short=len(short),
            wanting=len(_wanting(viewer, agencies, chosen, today)),
            chosen=chosen,
        ),
        plot=_plot(told),
        short=short,
        short_words=_("%(n)s đơn vị", n=number(len(short))),
        list_title=_("Kỳ tiếp công dân tháng %(month)s", month=_named(month)),
        lines=tuple(_line(one) for one in sorted(listed, key=lambda one: (list(Kept).index(one.state), one.agency))),
        empty=None if listed else Empty(_("Không có kỳ nào như vậy trong tháng này.")),
        late=tuple(map(_late, late)),
    )


def wanting_page(viewer: Viewer) -> WantingPage:
    """The days without their conclusion, the oldest first."""
    today = web_today()
    agencies = agencies_of(viewer, today)
    found = _wanting(viewer, agencies, _chosen(agencies), today)
    place = place_asked()
    after = [one for one in found if place is None or (one.on, one.id) > place]
    shown, home = after[:PAGE], url_for("oversight.conclusions_wanting")
    more = len(after) > PAGE
    return WantingPage(
        bar=FilterBar(home, (agency_field(agencies),) if len(agencies) > 1 else (), clear=home),
        lines=tuple(_want(one) for one in shown),
        foot=list_foot(
            len(shown), len(found), _("buổi"),
            next_url=page_url("oversight.conclusions_wanting", (shown[-1].on, shown[-1].id)) if more else None,
            first_url=page_url("oversight.conclusions_wanting") if place else None,
        ),
        empty=None if found else Empty(_("Mọi buổi thủ trưởng đã tiếp đều có thông báo kết luận, hoặc không cần.")),
    )  # fmt: skip


# --- which months, whose ------------------------------------------------------------------------------------------


def _months(today: date) -> list[date]:
    """The first days of the last twelve months, this one last."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, (months[0] - DAY).replace(day=1))
    return months


def _last(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - DAY


def _named(month: date) -> str:
    return f"{month.month}/{month.year}"


def _month_asked(months: Sequence[date]) -> date:
    """The month of the address, the last one that is over when it names none of these."""
    return next((one for one in months if f"{one:%Y-%m}" == asked("thang")), months[-2])


def _chosen(agencies: Sequence[Agency]) -> Agency | None:
    return next((one for one in agencies if one.code == asked("co-quan")), None)


def _bar(agencies: list[Agency], months: Sequence[date], month: date) -> FilterBar:
    home = url_for("oversight.heads")
    named = tuple((f"{one:%Y-%m}", _("Tháng %(month)s", month=_named(one))) for one in reversed(months))
    states = tuple((one.value, str(said)) for one, said in STATES.items())
    fields = [
        FilterField("thang", _("Tháng"), named, f"{month:%Y-%m}", phone=True),
        FilterField("tinh-trang", _("Tình trạng"), (("", _("Tất cả")), *states), asked("tinh-trang"), phone=True),
    ]
    if len(agencies) > 1:
        fields.append(agency_field(agencies))
    return FilterBar(home, tuple(fields), clear=home)


def _list(month: date, state: Kept) -> str:
    narrowed: dict[str, Any] = {"thang": f"{month:%Y-%m}", "tinh-trang": state}
    return f"{page_url('oversight.heads', **narrowed)}#ds"


# --- what is told -------------------------------------------------------------------------------------------------


def _figures(
    month: MonthKept, *, short: int, wanting: int, chosen: Agency | None
) -> tuple[tuple[str, str, str, str], ...]:  # fmt: skip
    narrowed: dict[str, Any] = {"co-quan": chosen.code} if chosen else {}
    named = _named(month.first)
    return (
        (_("Giữ đủ ngày tiếp, tháng %(month)s", month=named), percent(month.kept, month.over),
         _list(month.first, Kept.KEPT), _("%(part)s trong %(whole)s kỳ", part=number(month.kept),
                                          whole=number(month.over))),
        (_("Thiếu ngày, tháng %(month)s", month=named), number(month.missed), _list(month.first, Kept.MISSED), ""),
        (_("Lịch kỳ này còn thiếu ngày"), number(short), "#con-thieu" if short else "", ""),
        (_("Buổi chưa có thông báo kết luận"), number(wanting),
         url_for("oversight.conclusions_wanting", **narrowed), ""),
    )  # fmt: skip


def _wanting(
    viewer: Viewer, agencies: Sequence[Agency], chosen: Agency | None, today: date
) -> list[Wanting]:  # fmt: skip
    ids = [chosen.id] if chosen else [one.id for one in agencies]
    return days_wanting(db.session(), viewer, ids, last=today)


def _short(agencies: Sequence[Agency], today: date) -> Iterator[ShortLine]:
    names = {one.id: one.name for one in agencies}
    for one in short_periods(db.session(), names, today=today):
        yield ShortLine(
            agency=names[one.agency_id],
            url=url_for("reception.schedule", noi=one.agency_id, thang=f"{one.last:%Y-%m}"),
            days=number(one.days),
            until=weekday_and_day(one.last),
            in_time=in_time_words(one),
        )


def _line(one: HeadPeriod) -> PeriodLine:
    return PeriodLine(
        badge=DueWords(MARKS[one.state], str(STATES[one.state])),
        agency=one.agency,
        span=f"{short_day(one.first)} – {day(one.last)}",
        url=url_for("reception.schedule", noi=one.agency_id, thang=f"{one.first:%Y-%m}"),
    )


def _late(one: LatePosting) -> DayLine:
    due = day(one.due_on)
    said = (
        _("chưa niêm yết, hạn %(due)s", due=due)
        if one.posted_on is None
        else _("niêm yết %(day)s, hạn %(due)s", day=day(one.posted_on), due=due)
    )
    return DayLine(one.agency, weekday_and_day(one.on), url_for("reception.day", ref=one.ref), said)


def _want(one: Wanting) -> DayLine:
    return DayLine(
        agency=one.agency,
        day=weekday_and_day(one.on),
        url=url_for("reception.day", ref=one.ref),
        said=_("%(n)s lượt tiếp còn việc phải làm", n=number(one.visits)),
    )


# --- the plot -----------------------------------------------------------------------------------------------------


def _plot(months: Sequence[MonthKept]) -> RatePlot | None:
    """The rates of the months that have any; None when no period was ever over."""
    over = [one for one in months if one.over]
    if not over:
        return None
    first, last, running = over[0], over[-1], months[-1]
    panel = Panel.for_values([100], top=24, base=190)
    ends = {first.first, last.first}
    words = {"first": percent(first.kept, first.over), "last": percent(last.kept, last.over)}
    return RatePlot(
        title=_("Tháng %(month)s, %(part)s trong %(whole)s kỳ đủ ngày thủ trưởng trực tiếp tiếp",
                month=_named(last.first), part=number(last.kept), whole=number(last.over)),
        told=_("Tỷ lệ đủ ngày: %(first)s (tháng %(from_month)s), %(last)s (tháng %(to_month)s).",
               from_month=_named(first.first), to_month=_named(last.first), **words),
        unfinished=_("Tháng %(month)s chưa hết: %(kept)s kỳ đã đủ, %(running)s kỳ còn chạy.",
                     month=_named(running.first), kept=number(running.kept), running=number(running.running)),
        panel=panel,
        lines=tuple(_month(place, one, panel, told=one.first in ends) for place, one in enumerate(months)),
    )  # fmt: skip


def _month(place: int, one: MonthKept, panel: Panel, *, told: bool) -> MonthLine:
    anchor, dx = YEARS.get(place, ("middle", 0))
    width, rate = 100 / MONTHS, round(100 * one.kept / one.over) if one.over else 0
    y = panel.y(rate)
    return MonthLine(
        words=_named(one.first), label=str(one.first.month),
        year=str(one.first.year) if place == 0 or one.first.month == 1 else "",
        year_anchor=anchor,
        year_dx=dx,
        short=number(rate),
        rate=percent(one.kept, one.over) if one.over else "–",
        links=tuple((number(count), _list(one.first, state) if count else "") for count, state in (
            (one.kept, Kept.KEPT), (one.missed, Kept.MISSED), (one.running, Kept.RUNNING))),
        left=f"{width * (place + 0.2):.2f}%", middle=f"{width * (place + 0.5):.2f}%",
        y=y, height=round(panel.base - y, 1), told=told,
    )  # fmt: skip
