"""Why a date: the steps of a reckoning in words ("Vì sao có hạn này?"), and the little calendar beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from app.statute.assessment import DutyState
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.reckoning import Step, StepKind
from app.statute.terms import ACTS
from app.web.views import CalendarDay, CalendarWeek, DayMark, Why, WhyStep
from app.web.wording import day, day_off, number, short_day, spoken, term

LONGEST_CALENDAR = timedelta(weeks=20)  # a longer one is no help to the eye: the sum says it all
MOST_DAYS_NAMED = 5
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
WEEKEND = 5


def why_of(duty: DutyState, *, today: date, calendar: WorkingCalendar, drawn: bool = True) -> Why | None:
    """How the date of ``duty`` came about, or None when there is nothing to tell. ``drawn``: with its calendar."""
    if not duty.reckoning:
        return None
    steps = tuple(_sentences(duty))
    total = WhyStep(_("Hạn: %(duty)s", duty=_term(duty)), day(duty.due_on) or _("chưa tính được"))
    weeks = tuple(_weeks(duty, today, calendar)) if drawn else ()
    return Why(steps, total, weeks, tuple(_notes(duty, today, calendar)))


def _term(duty: DutyState) -> str:
    return term({duty.duty: duty.term}, duty.duty)


# --- the sum ------------------------------------------------------------------------------------------------------


def _sentences(duty: DutyState) -> Iterator[WhyStep]:
    weekend = [step for step in duty.reckoning if _is_weekend(step)]
    for step in duty.reckoning:
        if step.kind is StepKind.DUE or (_is_weekend(step) and step is not weekend[0]):
            continue
        if step.kind is StepKind.START:
            yield _start(duty, step)
        elif _is_weekend(step):
            yield WhyStep(_weekend_words(len(weekend)), "")
        else:
            yield WhyStep(_WORDS[step.kind](step), _reached(step), spoken(step.citation))


def _start(duty: DutyState, step: Step) -> WhyStep:
    if step.on == duty.trigger.on:
        words = _("%(act)s ngày %(day)s; đếm từ ngày kế tiếp", act=term(ACTS, duty.trigger.act), day=_day(step.on))
    else:
        words = _("Mốc tính: ngày %(day)s", day=_day(step.on))
    return WhyStep(words, _day(step.on), spoken(step.citation))


def _is_weekend(step: Step) -> bool:
    """A Saturday or Sunday nobody works: told once, with their number."""
    return step.kind is StepKind.SKIP and isinstance(step.on, date) and step.on.weekday() >= WEEKEND


def _weekend_words(count: int) -> str:
    n = number(count)
    return ngettext("Không tính %(n)s ngày thứ Bảy, Chủ nhật", "Không tính %(n)s ngày thứ Bảy, Chủ nhật", count, n=n)


def _reached(step: Step) -> str:
    if step.kind in {StepKind.COUNT, StepKind.QUOTA, StepKind.EXTEND, StepKind.ROLL}:
        return _day(step.on)
    return ""


def _day(on: date | datetime | None) -> str:
    if isinstance(on, datetime):
        return on.strftime("%H:%M %d/%m/%Y")
    return day(on)


def _count(step: Step) -> str:
    words = {
        "calendar_days": _("Cộng %(n)s ngày", n=step.amount),
        "working_days": _("Cộng %(n)s ngày làm việc", n=step.amount),
        "hours": _("Cộng %(n)s giờ", n=step.amount),
        "months": _("Cộng %(n)s tháng", n=step.amount),
        "quarters": _("Cộng %(n)s quý", n=step.amount),
        "years": _("Cộng %(n)s năm", n=step.amount),
        "immediately": _("Phải làm ngay"),
    }
    return words.get(step.unit, _("Không quy định số ngày"))


def _pause(step: Step) -> str:
    first, until = _day(step.on), day(step.until)
    return _("Cộng %(n)s ngày tạm dừng, %(first)s đến trước %(until)s", n=step.amount, first=first, until=until)


def _roll(step: Step) -> str:
    return _("Ngày cuối là ngày nghỉ (%(name)s), dời sang ngày làm việc kế tiếp", name=day_off(step.name))


_WORDS: dict[StepKind, Callable[[Step], str]] = {
    StepKind.START_COUNTED: lambda step: _("Từ ngày %(day)s; ngày này là ngày thứ nhất", day=_day(step.on)),
    StepKind.START_AT: lambda step: _("Từ %(day)s", day=_day(step.on)),
    StepKind.VERSION: lambda step: _(
        "Theo bản quy định có hiệu lực từ %(day)s, chọn theo ngày bắt đầu tính", day=_day(step.on)
    ),
    StepKind.VARIANT: lambda step: _("Áp dụng trường hợp: %(name)s", name=_(step.name)),
    StepKind.COUNT: _count,
    StepKind.QUOTA: lambda step: _("Ít nhất %(n)s lần trong kỳ", n=step.amount),
    StepKind.SKIP: lambda step: _("Không tính %(day)s: %(name)s", day=_day(step.on), name=day_off(step.name)),
    StepKind.WORKED: lambda step: _("Có tính thứ Bảy %(day)s: làm bù", day=_day(step.on)),
    StepKind.EXTEND: lambda step: _("Gia hạn %(n)s ngày", n=step.amount),
    StepKind.TRANSITIONAL: lambda step: _(
        "Quy định tạm dừng có từ %(day)s, áp dụng cả cho vụ việc bắt đầu trước ngày đó", day=_day(step.on)
    ),
    StepKind.PAUSE: _pause,
    StepKind.PAUSE_AFTER_DUE: lambda step: _("Tạm dừng từ %(day)s, sau ngày cuối: không dời hạn", day=_day(step.on)),
    StepKind.OPEN_PAUSE: lambda step: _("Đang tạm dừng từ %(day)s: chưa tính được ngày cuối", day=_day(step.on)),
    StepKind.ROLL: _roll,
    StepKind.PROVISIONAL: lambda step: _("Lịch nghỉ năm %(year)s là tạm tính, chưa công bố", year=step.amount),
    StepKind.NO_NUMBER: lambda _step: _("Pháp luật không quy định số ngày"),
    StepKind.LAPSED: lambda step: _("Quy định chỉ áp dụng đến %(day)s: không còn hạn này", day=_day(step.on)),
}


# --- below the sum ------------------------------------------------------------------------------------------------


def _notes(duty: DutyState, today: date, calendar: WorkingCalendar) -> Iterator[str]:
    if duty.satisfied_on or duty.ended_on or duty.due_on is None:
        return
    if duty.due_on < today:
        yield _("Hôm nay %(today)s. Quá hạn tính theo ngày lịch.", today=day(today))
        return
    try:
        between = list(_days(today + ONE_DAY, duty.due_on))
        left = [one for one in between if calendar.is_working(one)]
        named = [(one, calendar.name_of_day_off(one)) for one in between if one.weekday() < WEEKEND]
    except CalendarYearUnknown as unknown:
        yield _("Chưa có lịch ngày nghỉ của năm %(year)s.", year=unknown.year)
        return
    yield _left(today, left)
    for one, name in named:
        if name:
            yield _("Ngày %(day)s nghỉ (%(name)s).", day=short_day(one), name=day_off(name))


def _left(today: date, left: list[date]) -> str:
    if not left:
        return _("Hôm nay %(today)s là ngày cuối.", today=short_day(today))
    if len(left) <= MOST_DAYS_NAMED:
        days = ", ".join(short_day(one) for one in left)
        return _(
            "Hôm nay %(today)s. Còn %(n)s ngày làm việc: %(days)s.", today=short_day(today), n=len(left), days=days
        )
    return _("Hôm nay %(today)s. Còn %(n)s ngày làm việc.", today=short_day(today), n=number(len(left)))


# --- the calendar -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """What the calendar draws."""

    start: date
    last: date
    due_on: date | None
    today: date
    working: bool
    pauses: tuple[tuple[date, date], ...]
    calendar: WorkingCalendar

    def holds(self, one: date) -> bool:
        """Whether the day belongs to the time that runs: after the start, up to the last day."""
        return self.start < one <= (self.due_on or self.last)

    def paused(self, one: date) -> bool:
        return any(first <= one < until for first, until in self.pauses)


def _weeks(duty: DutyState, today: date, calendar: WorkingCalendar) -> Iterator[CalendarWeek]:
    span = _span(duty, today, calendar)
    if span is None:
        return
    monday = min(span.start, span.last) - timedelta(days=min(span.start, span.last).weekday())
    while monday <= span.last:
        yield CalendarWeek(short_day(monday), tuple(_cell(monday + n * ONE_DAY, span) for n in range(7)))
        monday += WEEK


def _span(duty: DutyState, today: date, calendar: WorkingCalendar) -> _Span | None:
    last = max(duty.due_on, min(today, duty.due_on + WEEK)) if duty.due_on else today
    if not timedelta(0) < last - duty.started_on <= LONGEST_CALENDAR:
        return None
    pauses = tuple(
        (step.on, step.until or today + ONE_DAY)
        for step in duty.reckoning
        if step.kind in {StepKind.PAUSE, StepKind.OPEN_PAUSE} and isinstance(step.on, date)
    )
    return _Span(duty.started_on, last, duty.due_on, today, duty.unit == "working_days", pauses, calendar)


def _cell(one: date, span: _Span) -> CalendarDay | None:
    if not span.start <= one <= span.last:
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
    if one == span.today:
        yield DayMark.TODAY


def _said(marks: Iterable[DayMark], off: str) -> Iterator[str]:
    said = {
        DayMark.START: _("ngày bắt đầu"),
        DayMark.DUE: _("hạn"),
        DayMark.PAUSE: _("tạm dừng, không tính"),
        DayMark.TODAY: _("hôm nay"),
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


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
