"""The little calendar beside the sum of a time limit: one row a week, the special days marked and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.reckoning import Step, StepKind
from app.web.views import CalendarDay, CalendarWeek, DayMark
from app.web.wording import day_off, short_day

LONGEST_CALENDAR = timedelta(weeks=20)  # a longer one is no help to the eye: the sum says it all
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is drawn: from ``start`` to ``due_on`` (None: not reckoned), as ``steps`` counted it in ``unit``.

    ``done_on``: when it was done or dropped; today means nothing to it then.
    """

    start: date
    due_on: date | None
    unit: str
    steps: Sequence[Step]
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    """What the calendar draws."""

    start: date
    first: date
    last: date
    due_on: date | None
    done_on: date | None
    today: date
    working: bool
    pauses: tuple[tuple[date, date], ...]
    calendar: WorkingCalendar

    def holds(self, one: date) -> bool:
        """Whether the day belongs to the time that runs: after the start up to the last day, or back from the start."""
        if self.due_on is not None and self.due_on < self.start:
            return self.due_on <= one < self.start
        return self.start < one <= (self.due_on or self.last)

    def paused(self, one: date) -> bool:
        return any(first <= one < until for first, until in self.pauses)


def weeks(stretch: Stretch, *, today: date, calendar: WorkingCalendar) -> Iterator[CalendarWeek]:
    """The weeks of a limit; none where they would be too many."""
    span = _span(stretch, today, calendar)
    if span is None:
        return
    monday = span.first - timedelta(days=span.first.weekday())
    while monday <= span.last:
        yield CalendarWeek(short_day(monday), tuple(_cell(monday + n * ONE_DAY, span) for n in range(7)))
        monday += WEEK


def _span(stretch: Stretch, today: date, calendar: WorkingCalendar) -> _Span | None:
    due_on, now = stretch.due_on, stretch.done_on or today
    first, last = stretch.start, now
    if due_on is not None:
        first, last = min(first, due_on), max(stretch.start, due_on, min(now, due_on + WEEK))
    if not timedelta(0) < last - first <= LONGEST_CALENDAR:
        return None
    pauses = tuple(
        (step.on, step.until or today + ONE_DAY)
        for step in stretch.steps
        if step.kind in {StepKind.PAUSE, StepKind.OPEN_PAUSE} and isinstance(step.on, date)
    )
    working = stretch.unit == "working_days"
    return _Span(stretch.start, first, last, due_on, stretch.done_on, today, working, pauses, calendar)


def _cell(one: date, span: _Span) -> CalendarDay | None:
    if not span.first <= one <= span.last:
        return None
    off = _day_off(one, span.calendar)
    marks = tuple(_marks(one, span, off=bool(off)))
    return CalendarDay(one.day, marks, ", ".join(_said(marks, off)))


def _marks(one: date, span: _Span, *, off: bool) -> Iterator[DayMark]:
    if one == span.start:
        yield DayMark.START
    elif one == span.due_on:
        yield DayMark.DUE
    elif span.holds(one) and span.paused(one):
        yield DayMark.PAUSE
    elif span.holds(one) and not (span.working and off):
        yield DayMark.COUNT
    if off and (span.working or one.weekday() < WEEKEND):
        yield DayMark.OFF  # every week has its Sunday: in calendar days only a holiday is worth a mark
    if one == span.done_on:
        yield DayMark.DONE
    elif one == span.today and span.done_on is None:
        yield DayMark.TODAY


def _said(marks: Iterable[DayMark], off: str) -> Iterator[str]:
    said = {
        DayMark.START: _("ngày bắt đầu"),
        DayMark.DUE: _("hạn"),
        DayMark.PAUSE: _("tạm dừng, không tính"),
        DayMark.TODAY: _("hôm nay"),
        DayMark.DONE: _("ngày xong"),
    }
    for one in marks:
        if one is DayMark.OFF:
            yield _("nghỉ: %(name)s", name=day_off(off))
        elif one in said:
            yield said[one]


def _day_off(one: date, calendar: WorkingCalendar) -> str:
    try:
        return calendar.name_of_day_off(one) or ""
    except CalendarYearUnknown:
        return ""
