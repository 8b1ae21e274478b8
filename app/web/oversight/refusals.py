"""Refusals to receive: how many of the visits, on what grounds, and which show a sign of something amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.permissions import Viewer
from app.casework.refusal_figures import AgencyRefusals, Refusals, RefusedVisit, Sign, refusals
from app.casework.register import Period
from app.extensions import db
from app.statute.grounds import REFUSAL_GROUNDS
from app.web.act_fields import choice_words
from app.web.clock import today as web_today
from app.web.lists import asked, known, list_foot, member, options, page_url, place_asked
from app.web.oversight.dues import agencies_of
from app.web.views import Empty, FilterBar, FilterField, Foot
from app.web.wording import day, number, percent

PAGE = 25
PERIOD = re.compile(r"(?P<year>20\d\d)(?:-(?:q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
SIGNS = {
    Sign.NO_EVIDENCE: _l("thiếu văn bản làm căn cứ"),
    Sign.NO_NOTICE: _l("chưa có thông báo của thủ trưởng"),
    Sign.LATE_NOTICE: _l("thông báo trễ hạn"),
    Sign.NOT_EXPLAINED: _l("chưa ghi đã giải thích"),
}
ANY_SIGN = "any"


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of a table: words, number, the list behind it, a bar in percent of the longest."""

    words: str
    value: str
    url: str
    width: str


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency: its visits, how many were refused, how many of those show a sign."""

    name: str
    visits: str
    refused: str
    url: str
    share: str
    width: str
    signs: str
    signs_url: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A refusal of the list."""

    code: str
    url: str
    agency: str
    day: str
    ground: str
    told: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusalsPage:
    """The page. ``figures``: words, value, the list behind it, a note."""

    lede: str
    bar: FilterBar
    figures: tuple[tuple[str, str, str, str], ...]
    grounds: tuple[Counted, ...]
    signs: tuple[Counted, ...]
    agencies: tuple[AgencyLine, ...]
    silent: str
    lines: tuple[RefusedLine, ...]
    foot: Foot
    empty: Empty | None


def refusals_page(viewer: Viewer) -> RefusalsPage:
    """The refusals ``viewer`` may see, narrowed as the address says."""
    today = web_today()
    agencies = agencies_of(viewer, today)
    chosen = next((one for one in agencies if one.code == asked("co-quan")), None)
    code, period = period_asked(today)
    found = refusals(db.session(), viewer, period, today=today, agency_id=chosen.id if chosen else None)
    codes = {one.id: one.code for one in agencies}
    listed = [one for one in found.refused if _wanted(one)]
    shown = _page(listed)
    names = [(one.code, one.name) for one in agencies]
    return RefusalsPage(
        lede=_("Lượt tiếp từ %(first)s đến %(last)s", first=day(period.from_on), last=day(period.until_on)),
        bar=_bar(today, code, names),
        figures=_figures(found),
        grounds=tuple(_grounds(found)),
        signs=tuple(_signs(found)),
        agencies=tuple(_agencies(found, codes)) if len(agencies) > 1 else (),
        silent=_silent(found),
        lines=tuple(_line(one) for one in shown),
        foot=_foot(shown, len(listed)),
        empty=None if listed else Empty(_("Không có lượt nào bị từ chối tiếp.")),
    )


def period_asked(today: date) -> tuple[str, Period]:
    """The period of the address (``?ky=2026``, ``2026-q4``, ``2026-11``): this year when it says none."""
    match = PERIOD.fullmatch(asked("ky"))
    if match is None:
        return str(today.year), _months(today.year, 1, 12)
    year = int(match["year"])
    if match["month"]:
        return match[0], _months(year, int(match["month"]), int(match["month"]))
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return match[0], _months(year, last - 2, last)
    return match[0], _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> Period:
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), after - timedelta(days=1))


def _periods(today: date) -> Iterator[tuple[str, str]]:
    """This year and the last one, their quarters, and the last twelve months."""
    for year in (today.year, today.year - 1):
        yield str(year), _("Năm %(year)s", year=year)
        for quarter in range(4, 0, -1):
            if date(year, quarter * 3 - 2, 1) <= today:
                yield f"{year}-q{quarter}", _("Quý %(n)s/%(year)s", n=quarter, year=year)
    for back in range(12):
        months = today.year * 12 + today.month - 1 - back
        year, month = months // 12, months % 12 + 1
        yield f"{year}-{month:02d}", _("Tháng %(month)s/%(year)s", month=month, year=year)


def _bar(today: date, period: str, agencies: Sequence[tuple[str, str]]) -> FilterBar:
    home = url_for("oversight.refusals")
    signs = [(ANY_SIGN, _("Có dấu hiệu bất kỳ")), *((sign.value, str(said)) for sign, said in SIGNS.items())]
    grounds = [(code, choice_words("reception_refused", code)) for code in REFUSAL_GROUNDS]
    fields = [
        FilterField("ky", _("Kỳ"), tuple(_periods(today)), period, phone=True),
        FilterField("dau-hieu", _("Dấu hiệu"), options(signs), asked("dau-hieu"), phone=True),
        FilterField("can-cu", _("Căn cứ"), options(grounds), asked("can-cu")),
    ]
    if len(agencies) > 1:
        fields.append(FilterField("co-quan", _("Cơ quan"), options(agencies), asked("co-quan")))
    return FilterBar(home, tuple(fields), clear=home)


def _wanted(one: RefusedVisit) -> bool:
    ground, sign = known(REFUSAL_GROUNDS, "can-cu"), member(Sign, "dau-hieu")
    any_sign = asked("dau-hieu") == ANY_SIGN
    return ground in {None, one.ground} and (sign is None or sign in one.signs) and (not any_sign or bool(one.signs))


def _page(listed: Sequence[RefusedVisit]) -> list[RefusedVisit]:
    place = place_asked()
    after = [one for one in listed if place is None or (one.received_on, one.id) < place]
    return after[:PAGE]


def _foot(shown: Sequence[RefusedVisit], total: int) -> Foot:
    more = len(shown) == PAGE and total > PAGE
    onward = page_url("oversight.refusals", (shown[-1].received_on, shown[-1].id)) if more else None
    first = page_url("oversight.refusals") if place_asked() else None
    return list_foot(len(shown), total, _("lượt từ chối"), next_url=onward, first_url=first)


def _figures(found: Refusals) -> tuple[tuple[str, str, str, str], ...]:
    refused, odd = len(found.refused), sum(bool(one.signs) for one in found.refused)
    ordered = sum(one.ordered for one in found.refused)
    return (
        (_("Lượt tiếp"), number(found.visits), "", ""),
        (_("Từ chối tiếp"), number(refused), _list({}), _("%(n)s số lượt tiếp", n=percent(refused, found.visits))),
        (_("Thủ trưởng yêu cầu tiếp lại"), number(ordered), "", ""),
        (_("Có dấu hiệu phải xem lại"), number(odd), _list({"dau-hieu": ANY_SIGN}), _("chưa phải kết luận")),
    )


def _list(narrowed: dict[str, Any]) -> str:
    return f"{page_url('oversight.refusals', **narrowed)}#ds"


def _width(part: int, longest: int) -> str:
    return f"{round(part * 100 / longest)}%" if part else ""


def _grounds(found: Refusals) -> Iterator[Counted]:
    rows = found.by_ground
    longest = max((count for _code, count in rows), default=0)
    for code, count in rows:
        url = _list({"can-cu": code})
        yield Counted(choice_words("reception_refused", code), number(count), url, _width(count, longest))


def _signs(found: Refusals) -> Iterator[Counted]:
    rows = found.by_sign
    longest = max((count for _sign, count in rows), default=0)
    for sign, count in rows:
        url = _list({"dau-hieu": sign.value}) if count else ""
        yield Counted(str(SIGNS[sign]), number(count), url, _width(count, longest))


def _agencies(found: Refusals, codes: dict[int, str]) -> Iterator[AgencyLine]:
    longest = max((one.refused for one in found.agencies), default=0)
    for one in found.agencies:
        if one.refused:
            yield _agency(one, codes.get(one.agency_id, ""), longest)


def _agency(one: AgencyRefusals, code: str, longest: int) -> AgencyLine:
    here = {"co-quan": code}
    return AgencyLine(
        name=one.agency,
        visits=number(one.visits),
        refused=number(one.refused),
        url=_list(here) if code else "",
        share=percent(one.refused, one.visits),
        width=_width(one.refused, longest),
        signs=number(one.signs),
        signs_url=_list({**here, "dau-hieu": ANY_SIGN}) if code and one.signs else "",
    )


def _silent(found: Refusals) -> str:
    quiet = sum(not one.refused for one in found.agencies)
    return _("%(n)s cơ quan khác có lượt tiếp, không từ chối lượt nào.", n=number(quiet)) if quiet else ""


def _line(one: RefusedVisit) -> RefusedLine:
    told = _("thông báo số %(no)s", no=one.notice_no) if one.notice_no else ""
    return RefusedLine(
        code=one.code,
        url=url_for("cases.open", ref=one.ref),
        agency=one.agency,
        day=day(one.received_on),
        ground=choice_words("reception_refused", one.ground),
        told=_("thủ trưởng đã yêu cầu tiếp") if one.ordered else told,
        signs=tuple(str(SIGNS[sign]) for sign in one.signs),
    )
