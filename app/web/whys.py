"""Why a date: the steps of a reckoning in words ("Vì sao có hạn này?"), and the little calendar beside them.

:func:`why_of` tells of a duty as the law sees it now: a forecast, a limit of the citizen; :func:`why_of_line` of a line
of the ledger, as it was judged (``casework.reckonings``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.reckonings import Reckoned
from app.casework.timeline import ObligationRow
from app.statute.assessment import DutyState
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.citizen_limits import CitizenLimit
from app.statute.deadlines import Deadline
from app.statute.reckoning import Step, StepKind
from app.statute.reporting import INTERNAL_RULES
from app.statute.terms import ACTS
from app.web.dues import also_of, duty_words, end_reason, why_url
from app.web.rules import Also, certainly_words, citation, entry_url, rule_key, rule_words, sure_words
from app.web.views import CalendarWeek, Why, WhyReading, WhyStep
from app.web.why_calendars import ONE_DAY, WEEKEND, Stretch, weeks
from app.web.why_steps import moment_or_day, reached, step_words
from app.web.wording import day, day_off, number, short_day, spoken, term

MOST_DAYS_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one date. ``judged_on``: when the ledger judged it, where the steps lead elsewhere today."""

    words: str
    act: str  # the act that started the clock
    act_on: date | None
    papers: str
    stretch: Stretch
    rule: str
    rule_from: date
    certainty: str
    also: tuple[Also, ...]
    reckoned_on: date | None
    judged_on: date | None = None
    running: bool = True
    over: str = ""
    url: str = ""


def why_of(duty: DutyState, *, today: date, calendar: WorkingCalendar, drawn: bool = True) -> Why | None:
    """How the date of ``duty`` came about, or None when there is nothing to tell. ``drawn``: with its calendar."""
    if not duty.reckoning:
        return None
    told = _Told(
        words=term({duty.duty: duty.term}, duty.duty),
        act=duty.trigger.act,
        act_on=duty.trigger.on,
        papers=duty.trigger.document,
        stretch=Stretch(duty.started_on, duty.due_on, duty.unit, duty.reckoning, duty.satisfied_on or duty.ended_on),
        rule=duty.rule,
        rule_from=duty.rule_from,
        certainty=duty.certainty,
        also=tuple((one.rule, one.due_on, spoken(one.citation)) for one in duty.also),
        reckoned_on=duty.due_on,
        running=duty.is_owed,
    )
    return _why(told, today, calendar, drawn=drawn)


def why_of_line(
    row: ObligationRow, reckoned: Reckoned, *, today: date, calendar: WorkingCalendar, drawn: bool = True
) -> Why:
    """How the date of a line of the ledger came about, as it was judged."""
    trigger = reckoned.trigger
    done_on = row.satisfied_on or row.ended_on
    told = _Told(
        words=duty_words(row.procedure, row.duty),
        act=trigger.act if trigger else "",
        act_on=trigger.on if trigger else None,
        papers=trigger.document if trigger else "",
        stretch=Stretch(row.started_on, row.due_on, reckoned.unit, reckoned.steps, done_on),
        rule=row.rule,
        rule_from=row.rule_from,
        certainty=row.certainty,
        also=also_of(row.also),
        reckoned_on=reckoned.due_on,
        judged_on=None if reckoned.agrees else row.judged_at.date(),
        running=row.open,
        over=_over(row),
        url=why_url(row.id),
    )
    return _why(told, today, calendar, drawn=drawn)


def why_of_date(words: str, last: Deadline, started_on: date, *, today: date, calendar: WorkingCalendar) -> Why:
    """How a date that belongs to no matter came about: by when something of the agency's own must be done."""
    told = _Told(
        words=words,
        act="",
        act_on=None,
        papers="",
        stretch=Stretch(started_on, last.due_on, last.unit.value, last.reckoning),
        rule=last.limit.id,
        rule_from=last.limit.in_force_from,
        certainty=last.limit.certainty,
        also=(),
        reckoned_on=last.due_on,
    )
    return _why(told, today, calendar, drawn=True)


def why_of_right(one: CitizenLimit, words: str, *, today: date, calendar: WorkingCalendar) -> Why | None:
    """How the last day of a right of the citizen came about; None while its clock has not started."""
    last = one.deadline
    if last is None or one.started_on is None:
        return None
    by_act = one.trigger.on == one.started_on
    told = _Told(
        words=words,
        act=one.trigger.act if by_act else "",
        act_on=one.trigger.on if by_act else None,
        papers=one.trigger.document if by_act else "",
        stretch=Stretch(one.started_on, last.due_on, last.unit.value, last.reckoning),
        rule=one.limit.id,
        rule_from=one.limit.in_force_from,
        certainty=one.limit.certainty,
        also=(),
        reckoned_on=last.due_on,
        running=False,
    )
    return _why(told, today, calendar, drawn=False)


def _why(told: _Told, today: date, calendar: WorkingCalendar, *, drawn: bool) -> Why:
    due_on = told.stretch.due_on
    total = WhyStep(_("Hạn: %(duty)s", duty=told.words), day(due_on) or _("chưa tính được"))
    drawing: tuple[CalendarWeek, ...] = tuple(weeks(told.stretch, today=today, calendar=calendar)) if drawn else ()
    return Why(
        steps=(*(_sentences(told) if told.stretch.steps else _without_steps(told)), *_recounted(told)),
        total=total,
        calendar=drawing,
        notes=tuple(_notes(told, today, calendar)),
        sure=sure_words(told.certainty, rule_key(told.rule, told.rule_from), _side_by_side(told)),
        readings=tuple(_readings(told)),
        certain=certainly_words(due_on, told.also, today, running=told.running),
        url=told.url,
    )


def _side_by_side(told: _Told) -> tuple[str, ...]:
    return (told.rule, *(rule for rule, _due_on, _cite in told.also))


def _readings(told: _Told) -> Iterator[WhyReading]:
    if not told.also:
        return
    taken, beside = told.stretch.due_on, [due_on for _rule, due_on, _cite in told.also if due_on is not None]
    strict = taken is None or all(taken <= due_on for due_on in beside)
    words = _("Cách hiểu chặt") if strict else _("Cách hiểu được chọn")
    yield WhyReading(words, day(taken), citation(told.rule, told.rule_from), entry_url(told.rule))
    for rule, due_on, cite in told.also:
        yield WhyReading(_("Cách hiểu khác"), day(due_on) or _("không có ngày"), cite, entry_url(rule))


# --- the sum ------------------------------------------------------------------------------------------------------


def _sentences(told: _Told) -> Iterator[WhyStep]:
    steps = told.stretch.steps
    weekend = [step.on for step in steps if _is_weekend(step) and isinstance(step.on, date)]
    named = False
    for step in steps:
        if step.kind is StepKind.START:
            yield _start(told, step)
        elif _is_weekend(step):
            if not named:
                yield WhyStep(_weekend_words(len(weekend)), "", cite=", ".join(map(short_day, sorted(weekend))))
            named = True
        elif step.kind is StepKind.VERSION:
            yield _version(step)
        elif step.kind is not StepKind.DUE:
            yield _said(told, step)


def _backwards(told: _Told) -> bool:
    """Whether the limit is counted back from an event."""
    return told.stretch.due_on is not None and told.stretch.due_on < told.stretch.start


def _said(told: _Told, step: Step) -> WhyStep:
    url = entry_url(told.rule) if step.kind in {StepKind.COUNT, StepKind.QUOTA, StepKind.NO_NUMBER} else ""
    words = step_words(step, backwards=_backwards(told), internal=told.rule in INTERNAL_RULES)
    return WhyStep(words, reached(step), spoken(step.citation), _papers(step.document), url)


def _start(told: _Told, step: Step) -> WhyStep:
    if _backwards(told):
        words = _("Mốc tính: ngày %(day)s; đếm lùi từ ngày liền trước", day=moment_or_day(step.on))
    elif told.act and step.on == told.act_on:
        words = _("%(act)s ngày %(day)s; đếm từ ngày kế tiếp", act=term(ACTS, told.act), day=moment_or_day(step.on))
    else:
        words = _("Mốc tính: ngày %(day)s", day=moment_or_day(step.on))
    return WhyStep(words, moment_or_day(step.on), spoken(step.citation), _papers(told.papers))


def _papers(document: str) -> str:
    return _("Văn bản: %(papers)s", papers=document) if document else ""


def _version(step: Step) -> WhyStep:
    """Which version of the rule, and why that one; it leads to the entry that holds all of them."""
    if step.until:
        words = _(
            "Theo bản quy định có hiệu lực từ %(day)s đến %(until)s, chọn theo ngày bắt đầu tính",
            day=moment_or_day(step.on), until=day(step.until),
        )  # fmt: skip
    else:
        words = step_words(step, backwards=False, internal=False)
    since = step.on if isinstance(step.on, date) else None
    return WhyStep(words, "", _("Quy định: %(rule)s", rule=rule_words(step.name, since)), url=entry_url(step.name))


def _without_steps(told: _Told) -> Iterator[WhyStep]:
    """What is left to say where the steps of then cannot be found again."""
    yield WhyStep(_("Mốc tính: ngày %(day)s", day=day(told.stretch.start)), day(told.stretch.start))
    words = _("Theo bản quy định có hiệu lực từ %(day)s", day=day(told.rule_from))
    yield WhyStep(words, "", citation(told.rule, told.rule_from), url=entry_url(told.rule))


def _recounted(told: _Told) -> Iterator[WhyStep]:
    """The judged date beside what comes out today: it does not move."""
    if told.judged_on is None:
        return
    if told.stretch.steps and told.reckoned_on != told.stretch.due_on:
        yield WhyStep(_("Tính lại hôm nay, theo lịch nghỉ và quy định hiện nay"), day(told.reckoned_on) or "–")
    judged = day(told.judged_on)
    yield WhyStep(
        _("Đã tính ngày %(day)s, theo lịch nghỉ, quy định và hồ sơ lúc đó. Hạn đã tính không đổi.", day=judged), ""
    )


def _is_weekend(step: Step) -> bool:
    """A Saturday or Sunday nobody works: told once, with their number."""
    return step.kind is StepKind.SKIP and isinstance(step.on, date) and step.on.weekday() >= WEEKEND


def _weekend_words(count: int) -> str:
    n = number(count)
    return ngettext("Không tính %(n)s ngày thứ Bảy, Chủ nhật", "Không tính %(n)s ngày thứ Bảy, Chủ nhật", count, n=n)


# --- below the sum ------------------------------------------------------------------------------------------------


def _over(row: ObligationRow) -> str:
    """How it ended: done, in time or late; or why nobody owes it any more."""
    if row.satisfied_on:
        late = (row.satisfied_on - row.due_on).days if row.due_on else 0
        if late > 0:
            return ngettext(
                "Xong ngày %(day)s, trễ %(n)s ngày.", "Xong ngày %(day)s, trễ %(n)s ngày.",
                late, day=day(row.satisfied_on), n=number(late),
            )  # fmt: skip
        return _("Xong ngày %(day)s, đúng hạn.", day=day(row.satisfied_on))
    if row.ended_on:
        why = end_reason(row.end_reason)
        if why:
            return _("Không còn phải làm từ %(day)s: %(why)s.", day=day(row.ended_on), why=why)
        return _("Không còn phải làm từ %(day)s.", day=day(row.ended_on))
    return ""


def _notes(told: _Told, today: date, calendar: WorkingCalendar) -> Iterator[str]:
    due_on = told.stretch.due_on
    if told.over:
        yield told.over
    if not told.running or due_on is None:
        return
    if due_on < today:
        yield _("Hôm nay %(today)s. Quá hạn tính theo ngày lịch.", today=day(today))
        return
    try:
        between = list(_days(today + ONE_DAY, due_on))
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


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
