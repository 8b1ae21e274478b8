"""The one calculator of dates: a limit, a first day and what happened since, to a last day with its reckoning.

Counting follows the digest of the law: the day of the event is day zero (Bộ luật Dân sự, Điều 147); a calendar limit
that ends on a day off ends on the next working day (Điều 148); an extension is added to the raw last day; several
pauses count once, as half-open intervals [stopped, resumed). Both the raw and the moved last day are kept.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.statute.calendar import SATURDAY, CalendarYearUnknown, WorkingCalendar
from app.statute.instruments import cite_all
from app.statute.policies import DEFAULT, Policies
from app.statute.reckoning import DAY_ZERO, ROLLED, YEARS, Step, StepKind
from app.statute.time_limits import TIME_LIMITS
from app.statute.time_limits.shape import Counting, TimeLimit, Unit, Variant

DAY = timedelta(days=1)
MONTHS_IN = {Unit.MONTHS: 1, Unit.QUARTERS: 3, Unit.YEARS: 12}
COMBINED = {frozenset({"remote_area", "complex"}): "remote_area_complex"}
BEFORE_COUNTING = frozenset(
    {StepKind.START, StepKind.START_COUNTED, StepKind.START_AT, StepKind.VERSION, StepKind.VARIANT}
)
APART = {name: pair for pair, name in COMBINED.items()}
KNOWN_FACTS = frozenset(variant.name for limit in TIME_LIMITS for variant in limit.variants)


class CannotReckon(ValueError):
    """The question has no answer under this rule. ``str`` is the sentence to show."""


class UnknownVariant(CannotReckon):
    """A fact no rule knows."""


class NotExtendable(CannotReckon):
    """The law gives this limit no extension, or no more of it."""


class NotPausable(CannotReckon):
    """Nothing stops this clock, or the pause is impossible."""


class NeedsTime(CannotReckon):
    """A limit in hours needs a time of day; a limit in days needs a day."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from ``start`` on, until before ``end`` (None: still standing)."""

    start: date
    end: date | None = None
    document: str = ""  # what stopped it, and what let it run again


@dataclass(frozen=True, slots=True)
class Prolongation:
    """One extension (gia hạn): calendar days, and the decision that gave them."""

    days: int
    document: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day. Dates are None while a pause is open and for limits without a number."""

    limit: TimeLimit
    variant: Variant | None
    raw_due_on: date | None
    due_on: date | None
    unit: Unit
    due_at: datetime | None
    steps: tuple[Step, ...]  # without the days skipped one by one: see `reckoning`
    skipped: tuple[Step, ...]
    lapsed: bool = False  # the law changed before the last day, and its transitional clause ends the duty

    @property
    def citation(self) -> str:
        return cite_all(self.limit.provisions)

    @property
    def reckoning(self) -> tuple[Step, ...]:
        """Every step in the order a reader follows."""
        start = tuple(step for step in self.steps if step.kind in BEFORE_COUNTING)
        rest = tuple(step for step in self.steps if step.kind not in BEFORE_COUNTING)
        return start + self.skipped + rest


@dataclass(frozen=True, slots=True)
class _Question:
    """A limit with the length and unit that the facts selected, from a day, under a calendar."""

    limit: TimeLimit
    variant: Variant | None
    on: date
    length: int
    unit: Unit
    calendar: WorkingCalendar
    policies: Policies

    @property
    def where(self) -> str:
        return cite_all(self.limit.provisions)


def due(
    limit: TimeLimit,
    on: date | datetime,
    *,
    calendar: WorkingCalendar,
    variants: Collection[str] = (),
    pauses: Sequence[Pause] = (),
    extensions: Sequence[int | Prolongation] = (),
    policies: Policies = DEFAULT,
) -> Deadline:
    """The last day of ``limit`` when its clock starts on ``on``.

    ``variants`` are facts that hold; ``extensions`` are calendar days, in order. Raises UnknownVariant, NotExtendable,
    NotPausable, NeedsTime, and CalendarYearUnknown when the end lies in a year the calendar does not know.
    """
    try:
        given = [one if isinstance(one, Prolongation) else Prolongation(one) for one in extensions]
        return _due(limit, on, calendar, variants, pauses, given, policies)
    except OverflowError:
        raise CalendarYearUnknown(date.max.year + 1) from None


def _due(  # noqa: PLR0917 - `due`, without its defaults
    limit: TimeLimit,
    on: date | datetime,
    calendar: WorkingCalendar,
    variants: Collection[str],
    pauses: Sequence[Pause],
    extensions: Sequence[Prolongation],
    policies: Policies,
) -> Deadline:
    variant = choose_variant(limit, variants)
    length, unit = (variant.length, variant.unit) if variant else (limit.length, limit.unit)
    check_extensions(limit, [one.days for one in extensions])
    _check_pauses(limit, pauses)
    if unit is Unit.HOURS:
        return _in_hours(limit, variant, on, length or 0)
    if isinstance(on, datetime):
        message = f"{limit.id}: cần một ngày, không phải thời điểm"
        raise NeedsTime(message)
    first = [_start(limit, unit, on), version_step(limit)]
    if variant:
        first.append(Step(StepKind.VARIANT, name=variant.when, citation=cite_all(limit.provisions)))
    if unit is Unit.NO_NUMBER or length is None:
        first.append(Step(StepKind.NO_NUMBER, citation=cite_all(limit.provisions)))
        return Deadline(limit, variant, None, None, Unit.NO_NUMBER, None, tuple(first), ())
    question = _Question(limit, variant, on, length, unit, calendar, policies)
    if unit is Unit.WORKING_DAYS and limit.counting is not Counting.QUOTA:
        return _in_working_days(question, first)
    return _by_the_calendar(question, first, pauses, extensions)


def _start(limit: TimeLimit, unit: Unit, on: date) -> Step:
    if limit.counting is Counting.DURATION:
        return Step(StepKind.START_COUNTED, on=on, citation=cite_all(limit.provisions))
    if unit in (Unit.IMMEDIATELY, Unit.NO_NUMBER) or limit.counting is Counting.QUOTA:
        return Step(StepKind.START_AT, on=on)
    return Step(StepKind.START, on=on, citation=DAY_ZERO)


def version_step(limit: TimeLimit) -> Step:
    """Which version of the rule governs: the one in force on the day its clock started."""
    return Step(StepKind.VERSION, on=limit.in_force_from, until=limit.in_force_until, name=limit.id)


def choose_variant(limit: TimeLimit, facts: Collection[str]) -> Variant | None:
    """The variant of ``limit`` the facts select. Facts that mean nothing to this limit change nothing.

    Raises UnknownVariant for a fact no rule knows.
    """
    unknown = sorted(set(facts) - KNOWN_FACTS)
    if unknown:
        message = f"{limit.id}: không có trường hợp “{unknown[0]}”"
        raise UnknownVariant(message)
    by_name = {variant.name: variant for variant in limit.variants}
    single = set(facts).union(*(pair for name, pair in APART.items() if name in facts)) - set(APART)
    for pair, name in COMBINED.items():
        if pair <= single and name in by_name:
            return by_name[name]
    held = [variant for name, variant in by_name.items() if name in single]
    if len(held) > 1:
        message = f"{limit.id}: các trường hợp {', '.join(variant.name for variant in held)} loại trừ nhau"
        raise UnknownVariant(message)
    return held[0] if held else None


def check_extensions(limit: TimeLimit, extensions: Sequence[int]) -> None:
    """Raises NotExtendable when the law gives no such extension."""
    if not extensions:
        return
    where = cite_all(limit.provisions)
    if limit.extension is None:
        message = f"{limit.id}: pháp luật không cho gia hạn ({where})"
        raise NotExtendable(message)
    if len(extensions) > limit.extension.times:
        message = f"{limit.id}: chỉ được gia hạn {limit.extension.times} lần ({where})"
        raise NotExtendable(message)
    for days in extensions:
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= limit.extension.days_each:
            message = f"{limit.id}: mỗi lần gia hạn từ 1 đến {limit.extension.days_each} ngày ({where})"
            raise NotExtendable(message)


def merged(pauses: Sequence[Pause], not_before: date) -> Iterator[Pause]:
    """The union of the pauses from ``not_before`` on, as disjoint intervals in order."""
    held: Pause | None = None
    for pause in sorted(pauses, key=lambda one: one.start):
        start = max(pause.start, not_before)
        if pause.end is not None and pause.end <= start:
            continue
        if held is None:
            held = replace(pause, start=start)
        elif held.end is None or start <= held.end:
            ends = None if held.end is None or pause.end is None else max(held.end, pause.end)
            held = Pause(held.start, ends, "; ".join(dict.fromkeys(filter(None, (held.document, pause.document)))))
        else:
            yield held
            held = replace(pause, start=start)
    if held is not None:
        yield held


def _check_pauses(limit: TimeLimit, pauses: Sequence[Pause]) -> None:
    if pauses and not limit.paused_by:
        message = f"{limit.id}: không có căn cứ tạm dừng thời hạn này ({cite_all(limit.provisions)})"
        raise NotPausable(message)
    for pause in pauses:
        if pause.end is not None and pause.end < pause.start:
            message = f"{limit.id}: tạm dừng kết thúc {pause.end:%d/%m/%Y} trước khi bắt đầu {pause.start:%d/%m/%Y}"
            raise NotPausable(message)


def _in_hours(limit: TimeLimit, variant: Variant | None, on: date | datetime, length: int) -> Deadline:
    if not isinstance(on, datetime) or on.tzinfo is None:
        message = f"{limit.id}: hạn tính bằng giờ, cần ngày giờ có múi giờ, ví dụ 2026-11-25T14:00+07:00"
        raise NeedsTime(message)
    end = on - timedelta(hours=length) if limit.counting is Counting.BEFORE else on + timedelta(hours=length)
    where = cite_all(limit.provisions)
    steps = (
        Step(StepKind.START_AT, on=on),
        version_step(limit),
        Step(StepKind.COUNT, on=end, amount=length, unit=Unit.HOURS, citation=where),
        Step(StepKind.DUE, on=end),
    )
    return Deadline(limit, variant, end.date(), end.date(), Unit.HOURS, end, steps, ())


def _in_working_days(asked: _Question, steps: list[Step]) -> Deadline:
    back = asked.limit.counting is Counting.BEFORE
    end = asked.calendar.add_working_days(asked.on, -asked.length if back else asked.length)
    skipped: list[Step] = []
    day = asked.on
    while day != end:
        day += -DAY if back else DAY
        off = asked.calendar.name_of_day_off(day)
        if off:
            skipped.append(Step(StepKind.SKIP, on=day, name=off))
        elif day.weekday() >= SATURDAY:
            skipped.append(Step(StepKind.WORKED, on=day))
    steps.append(Step(StepKind.COUNT, on=end, amount=asked.length, unit=Unit.WORKING_DAYS, citation=asked.where))
    steps += [*_provisional(asked.calendar, asked.on + (-DAY if back else DAY), end), Step(StepKind.DUE, on=end)]
    return Deadline(asked.limit, asked.variant, end, end, Unit.WORKING_DAYS, None, tuple(steps), tuple(skipped))


def _by_the_calendar(
    asked: _Question, steps: list[Step], pauses: Sequence[Pause], extensions: Sequence[Prolongation]
) -> Deadline:
    limit, unit = asked.limit, asked.unit
    raw = _last_day(limit, asked.on, asked.length, unit, asked.policies)
    quota = limit.counting is Counting.QUOTA
    counted = YEARS if unit is Unit.YEARS and not quota else asked.where
    kind = StepKind.QUOTA if quota else StepKind.COUNT
    steps.append(Step(kind, on=raw, amount=asked.length, unit=unit, citation=counted))
    if limit.lapses and limit.in_force_until and raw > limit.in_force_until:
        steps.append(Step(StepKind.LAPSED, on=limit.in_force_until, citation=cite_all(limit.lapses)))
        return Deadline(limit, asked.variant, None, None, unit, None, tuple(steps), (), lapsed=True)
    for one in extensions:
        raw += timedelta(days=one.days)
        steps.append(Step(StepKind.EXTEND, on=raw, amount=one.days, citation=asked.where, document=one.document))
    stood = _stood(asked, raw, pauses, steps)
    if stood is None:
        return Deadline(limit, asked.variant, None, None, unit, None, tuple(steps), ())
    raw = stood
    end = _moved(asked, raw)
    if end != raw:
        steps.append(Step(StepKind.ROLL, on=end, name=asked.calendar.name_of_day_off(raw) or "", citation=ROLLED))
    if _moves(asked):
        steps += _provisional(asked.calendar, raw, end)
    steps.append(Step(StepKind.DUE, on=end))
    return Deadline(limit, asked.variant, raw, end, unit, None, tuple(steps), ())


def _stood(asked: _Question, raw: date, pauses: Sequence[Pause], steps: list[Step]) -> date | None:
    """``raw`` moved on by the pauses, or None while one is open. Each leaves its step."""
    limit, why = asked.limit, cite_all(asked.limit.pause_provisions)
    begun = limit.pauses_count_from
    told = begun is None or begun <= asked.on
    for pause in merged(pauses, max(asked.on, begun or asked.on)):
        if pause.start > _moved(asked, raw):
            steps.append(Step(StepKind.PAUSE_AFTER_DUE, on=pause.start, document=pause.document))
            continue
        if not told:
            steps.append(Step(StepKind.TRANSITIONAL, on=begun, citation=cite_all(limit.transitional)))
            told = True
        if pause.end is None:
            steps.append(Step(StepKind.OPEN_PAUSE, on=pause.start, citation=why, document=pause.document))
            return None
        days = (pause.end - pause.start).days + (0 if asked.policies.half_open_pauses else 1)
        raw += timedelta(days=days)
        steps.append(
            Step(StepKind.PAUSE, on=pause.start, until=pause.end, amount=days, citation=why, document=pause.document)
        )
    return raw


def _last_day(limit: TimeLimit, on: date, length: int, unit: Unit, policies: Policies) -> date:
    if limit.counting is Counting.QUOTA:
        return _end_of_period(on, unit)
    sign = -1 if limit.counting is Counting.BEFORE else 1
    if unit in MONTHS_IN:
        return _months_later(on, sign * MONTHS_IN[unit] * length)
    if unit is Unit.IMMEDIATELY:
        return on
    extra = {
        Counting.EFFECT: int(policies.effect_after_last_day), Counting.DURATION: -int(policies.posting_day_counts)
    }.get(limit.counting, 0)  # fmt: skip
    return on + timedelta(days=sign * length + extra)


def _moved(asked: _Question, raw: date) -> date:
    if not _moves(asked):
        return raw
    if asked.limit.counting is Counting.BEFORE:
        return asked.calendar.previous_working(raw)
    return asked.calendar.next_working(raw)


def _moves(asked: _Question) -> bool:
    """Whether a last day that is off is moved: only then does the date rest on the calendar."""
    policies = asked.policies
    if asked.unit is Unit.IMMEDIATELY:
        return asked.limit.by_a_paper and policies.roll_at_once
    moved = {
        Counting.AFTER: policies.roll_forward,
        Counting.BEFORE: policies.roll_backward,
        Counting.CEILING: policies.roll_ceilings,
    }
    return moved.get(asked.limit.counting, False)


def _end_of_period(on: date, unit: Unit) -> date:
    if unit is Unit.MONTHS:
        return on.replace(day=monthrange(on.year, on.month)[1])
    if unit is Unit.QUARTERS:
        last_month = on.month + 2 - (on.month - 1) % 3
        return date(on.year, last_month, monthrange(on.year, last_month)[1])
    if unit is Unit.YEARS:
        return date(on.year, 12, 31)
    if unit is Unit.CALENDAR_DAYS:  # weekly
        return on + timedelta(days=6 - on.weekday())
    return on


def _months_later(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _provisional(calendar: WorkingCalendar, one: date, other: date) -> list[Step]:
    """A step for each provisional year between two days, in their order."""
    years = range(min(one, other).year, max(one, other).year + 1)
    return [Step(StepKind.PROVISIONAL, amount=year) for year in years if not calendar.is_official(year)]
