"""The plots of the backlog: where everything stands, x in percent and y in pixels, so that text keeps its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.case_files import State
from app.casework.months import Month
from app.casework.overdue import Age
from app.casework.past_months import Of
from app.casework.spans import Stretch, Time
from app.web.due_rows import age_words
from app.web.lists import asked
from app.web.oversight.dues import list_of
from app.web.settling import SETTLED, stretch_words
from app.web.wording import number

LINES = 3  # above the base, at most
ABOVE, BELOW = -9, 18  # of a point, in px, for its figure
JANUARY = 1
YEARS = {0: ("end", 10), 1: ("start", -5)}  # how a year is anchored at the first two places
STRETCH_HEIGHT = 46  # px


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot's part from ``top`` down to ``base``, in px, and the figure its highest gridline stands for."""

    top: int
    base: int
    step: int
    lines: int

    @classmethod
    def for_values(cls, values: Sequence[int], *, top: int, base: int) -> Panel:
        """A panel whose gridlines are round figures (1, 2 or 5 and noughts) and hold the highest of ``values``."""
        highest = max(values, default=0) or 1
        step = next(one for one in _round_steps() if one * LINES >= highest)
        return cls(top, base, step, -(-highest // step))

    def y(self, value: int) -> float:
        return round(self.base - (self.base - self.top) * value / (self.step * self.lines), 1)

    def gridlines(self) -> tuple[tuple[str, float], ...]:
        """Words and place of each, the base first."""
        return tuple((number(n * self.step), self.y(n * self.step)) for n in range(self.lines + 1))


def _round_steps() -> list[int]:
    return [digit * 10**power for power in range(9) for digit in (1, 2, 5)]


@dataclass(frozen=True, slots=True)
class Point:
    """A month in the plot and in the table behind it."""

    words: str
    label: str
    year: str  # under the first month and under January, drawn apart when the two are neighbours
    year_anchor: str
    year_dx: int
    middle: str
    left: str
    y: float
    value_y: float
    overdue: str
    on_time: str
    late: str
    on_time_y: float
    on_time_height: float
    late_y: float
    late_height: float
    url: str  # the list of what was late when it ended; of the month that runs, of what is
    on_time_url: str
    late_url: str


@dataclass(frozen=True, slots=True)
class TrendPlot:
    """What was late at the end of each month, and what was done in it: two panels, one below the other."""

    title: str
    told: str
    unfinished: str
    note: str  # of a filter that narrows no month
    above: Panel
    below: Panel
    points: tuple[Point, ...]

    @property
    def segments(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(zip(self.points, self.points[1:], strict=False))


def trend_plot(months: Sequence[Month], today_words: str) -> TrendPlot | None:
    """The plot of ``months``, or None when nothing was ever late nor done."""
    if not any(one.overdue or one.on_time or one.late for one in months):
        return None
    above = Panel.for_values([one.overdue for one in months], top=24, base=120)
    below = Panel.for_values([one.on_time + one.late for one in months], top=172, base=262)
    return TrendPlot(
        title=_trend_title(months[0].overdue, months[-1].overdue, len(months)),
        told=_(
            "Quá hạn cuối tháng: %(first)s (tháng %(from_month)s), %(last)s (tháng %(to_month)s).",
            first=number(months[0].overdue), from_month=f"{months[0].begins_on:%m/%Y}",
            last=number(months[-1].overdue), to_month=f"{months[-1].begins_on:%m/%Y}",
        ),
        unfinished=_("Tháng %(month)s tính đến %(day)s.", month=f"{months[-1].begins_on:%m/%Y}", day=today_words),
        note=_("Bộ lọc số ngày quá hạn không áp dụng cho hình này.") if asked("tuoi") else "",
        above=above,
        below=below,
        points=tuple(_point(place, one, len(months), above, below) for place, one in enumerate(months)),
    )  # fmt: skip


def _trend_title(first: int, last: int, months: int) -> str:
    figures = {"first": number(first), "last": number(last), "n": months}
    if first == last:
        return _("Quá hạn đầu và cuối %(n)s tháng đều là %(last)s", **figures)
    if last < first:
        return _("Quá hạn giảm từ %(first)s xuống %(last)s trong %(n)s tháng", **figures)
    return _("Quá hạn tăng từ %(first)s lên %(last)s trong %(n)s tháng", **figures)


def _point(place: int, one: Month, months: int, above: Panel, below: Panel) -> Point:
    width = 100 / months
    middle, y = width * (place + 0.5), above.y(one.overdue)
    on_time_y, both_y = below.y(one.on_time), below.y(one.on_time + one.late)
    gap = 1 if one.late and one.on_time else 0
    anchor, dx = YEARS.get(place, ("middle", 0))
    return Point(
        words=f"{one.begins_on:%m/%Y}",
        label=str(one.begins_on.month),
        year=str(one.begins_on.year) if place == 0 or one.begins_on.month == JANUARY else "",
        year_anchor=anchor,
        year_dx=dx,
        middle=f"{middle:.2f}%",
        left=f"{middle - width * 0.3:.2f}%",
        y=y,
        value_y=y + (ABOVE if y + BELOW > above.base - 4 else BELOW),
        overdue=number(one.overdue),
        on_time=number(one.on_time),
        late=number(one.late),
        on_time_y=on_time_y,
        on_time_height=round(below.base - on_time_y, 1),
        late_y=both_y,
        late_height=max(round(on_time_y - both_y - gap, 1), 0),
        url=list_of("oversight.overdue", tuoi=None) if place == months - 1 else _month_of(one, Of.OVERDUE),
        on_time_url=_month_of(one, Of.ON_TIME) if one.on_time else "",
        late_url=_month_of(one, Of.LATE) if one.late else "",
    )


def _month_of(one: Month, of: Of) -> str:
    return list_of("oversight.month", month=f"{one.begins_on:%Y-%m}", of=of.value, tuoi=None)


@dataclass(frozen=True, slots=True)
class Bar:
    """A band of lateness; it opens its list."""

    words: str
    short: str
    count: str
    url: str
    left: str
    middle: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class AgePlot:
    """How many are late, by how long."""

    title: str
    panel: Panel
    bars: tuple[Bar, ...]
    total: str
    total_url: str


def age_plot(ages: Sequence[tuple[Age, int]]) -> AgePlot:
    """The plot of the bands of lateness."""
    panel, width, said = (
        Panel.for_values([count for _age, count in ages], top=24, base=262),
        100 / len(Age),
        age_words(),
    )
    total = sum(count for _age, count in ages)
    bars = tuple(
        Bar(
            words=said[age], short=_short(age), count=number(count), url=list_of("oversight.overdue", tuoi=age),
            left=f"{width * (place + 0.275):.2f}%", middle=f"{width * (place + 0.5):.2f}%",
            y=panel.y(count), height=round(panel.base - panel.y(count), 1),
        )
        for place, (age, count) in enumerate(ages)
    )  # fmt: skip
    return AgePlot(_age_title(ages, total), panel, bars, number(total), list_of("oversight.overdue"))


def _short(age: Age) -> str:
    """Under the bar, where a phone has no room for more."""
    first, last = age.days
    return f"> {first - 1}" if last is None else f"{first} – {last}"


def _age_title(ages: Sequence[tuple[Age, int]], total: int) -> str:
    over_30 = sum(count for age, count in ages if age not in {Age.UP_TO_10, Age.UP_TO_30})
    return _("%(part)s trong %(whole)s việc đã quá hạn trên 30 ngày", part=number(over_30), whole=number(total))


@dataclass(frozen=True, slots=True)
class StretchBar:
    """A stretch with its bar lying down; ``apart``: the one after the report, drawn in its own colour."""

    words: str
    days: str
    cases: str
    url: str
    words_y: int
    width: str
    apart: bool


@dataclass(frozen=True, slots=True)
class StretchPlot:
    """How many days each stretch took."""

    title: str
    bars: tuple[StretchBar, ...]
    height: int


def stretch_plot(times: Sequence[Time]) -> StretchPlot | None:
    """The plot of ``times``; None when no stretch ended in the year."""
    if not any(one.cases for one in times):
        return None
    longest, said = max(one.median_days for one in times) or 1, stretch_words()
    bars = tuple(
        StretchBar(
            words=said[one.stretch], days=number(one.median_days) if one.cases else "–", cases=number(one.cases),
            url=_list_of(one.stretch), words_y=14 + place * STRETCH_HEIGHT,
            width=f"{max(84 * one.median_days / longest, 0.5):.1f}%", apart=one.stretch is Stretch.RESOLVED,
        )
        for place, one in enumerate(times)
    )  # fmt: skip
    return StretchPlot(_stretch_title(times), bars, len(times) * STRETCH_HEIGHT)


def _stretch_title(times: Sequence[Time]) -> str:
    """How long a decision waits after the report; without any, the longest stretch."""
    waiting = next(one for one in times if one.stretch is Stretch.RESOLVED)
    if waiting.cases:
        return ngettext(
            "%(n)s ngày chờ quyết định sau báo cáo xác minh", "%(n)s ngày chờ quyết định sau báo cáo xác minh",
            waiting.median_days, n=number(waiting.median_days),
        )  # fmt: skip
    most = max(times, key=lambda one: one.median_days)
    words = stretch_words()[most.stretch].lower()
    return _("Chặng dài nhất, %(words)s: %(n)s ngày", words=words, n=number(most.median_days))


def _list_of(stretch: Stretch) -> str:
    return list_of("cases.index", **{SETTLED: stretch, "trang-thai": State.ALL})
