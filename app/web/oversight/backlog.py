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
from app.casework.overdue import Age, Holder
from app.casework.permissions import Viewer
from app.extensions import db
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.due_rows import DueLine, age_words
from app.web.lists import page_url, place_asked
from app.web.oversight.dues import after_asked, agencies_of, filter_bar, filters_asked, foot_of, lines_of
from app.web.views import Empty, FilterBar, Foot
from app.web.wording import moment, number

RANKED = 10
AGE_HEIGHT = 150  # of the plot, in px


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure; it opens its list."""

    words: str
    value: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the plot by age: where it stands in percent, how high in px."""

    words: str
    short: str  # under the bar, where a phone has no room for more
    count: str
    url: str
    left: str
    middle: str
    top: int
    height: int


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
    age_title: str
    ages: tuple[Bar, ...]
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
    whose = by_agency(session, viewer, today=today, filters=chosen)
    return BacklogPage(
        as_of=_("Số liệu lúc %(when)s", when=moment(now())),
        filters=filter_bar("oversight.backlog", viewer, agencies, rules=rules_late(session, viewer, today=today)),
        figures=tuple(_figures(told)),
        age_title=_age_title(told),
        ages=tuple(_ages(told)),
        rank_title=_rank_title(whose, told.overdue),
        ranked=tuple(_ranked(whose)),
        total=number(found.total),
        lines=lines_of(found, today, calendar),
        foot=foot_of(found, "oversight.backlog"),
        empty=None if found.rows else Empty(_("Không có việc quá hạn.")),
        first=place_asked() is None,
    )


def _figures(told: Figures) -> list[Figure]:
    here = page_url("oversight.overdue")
    middle = _place_of_median(told)
    return [
        Figure(_("Quá hạn"), number(told.overdue), here),
        Figure(_("Vụ việc đang giải quyết"), number(told.open_cases), page_url("cases.index")),
        Figure(
            _("Đến hạn trong 5 ngày làm việc"),
            "–" if told.soon is None else number(told.soon),
            page_url("oversight.due_soon", tuoi=None),
        ),
        Figure(
            _("Số ngày quá hạn trung vị"), number(told.median_days), middle,
            _("cũ nhất %(n)s ngày", n=number(told.oldest_days)) if told.oldest_days else "",
        ),
        Figure(
            _("Quá hạn, chưa ai giữ"), number(told.late_unassigned), page_url("oversight.overdue", nguoi=Holder.NOBODY)
        ),
    ]  # fmt: skip


def _place_of_median(told: Figures) -> str:
    """The median opens the band it lies in."""
    for age, _count in told.ages:
        first, last = age.days
        if told.median_days >= first and (last is None or told.median_days <= last):
            return page_url("oversight.overdue", tuoi=age)
    return page_url("oversight.overdue")


def _age_title(told: Figures) -> str:
    over_30 = sum(count for age, count in told.ages if age not in {Age.UP_TO_10, Age.UP_TO_30})
    if not told.overdue:
        return _("Không có việc quá hạn")
    return _("%(part)s trong %(whole)s việc đã quá hạn trên 30 ngày", part=number(over_30), whole=number(told.overdue))


def _ages(told: Figures) -> list[Bar]:
    highest = max((count for _age, count in told.ages), default=0) or 1
    width = 100 / len(Age)
    said = age_words()
    bars = []
    for place, (age, count) in enumerate(told.ages):
        height = round(AGE_HEIGHT * count / highest)
        bars.append(
            Bar(
                words=said[age], short=age.value.replace("over-", "> ").replace("-", "–"), count=number(count),
                url=page_url("oversight.overdue", tuoi=age),
                left=f"{width * place + width / 5:.1f}%", middle=f"{width * place + width / 2:.1f}%",
                top=20 + AGE_HEIGHT - height, height=height,
            )
        )  # fmt: skip
    return bars


def _rank_title(whose: Sequence[AgencyBacklog], total: int) -> str:
    if len(whose) <= RANKED:
        return _("%(n)s cơ quan có việc quá hạn", n=number(len(whose)))
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
