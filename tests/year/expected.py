"""What should arrive in a simulated year, letter by letter: the other opinion, reckoned in plain Python.

It asks the plan and the days written down by hand, never the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tests.year.days import A_DAY, FIRST_WORKING_DAYS, monday_of, working_days_on, works
from tests.year.plan import Nature, Owed, Plan

NEAR = 5  # working days before the last one: what the weekly letter calls near, and when a report is called to mind
LONG = 90 * A_DAY  # late for longer is told at once
SOON = 31 * A_DAY  # what else a reminder tells of
DAILY_JOBS, WORKDAY_JOBS = 7, 2  # jobs that miss their time in a day without a server


class Kind(StrEnum):
    """Every letter there is."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"
    AT_ONCE = "at once"
    REMINDER = "reminder of reports"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Expected:
    """A letter that should arrive: of what kind, to whom, of which month or day, telling of how many things.

    ``near``: how many the weekly letter tells are near, beside ``number`` that are late.
    """

    kind: Kind
    address: str
    when: str
    number: int
    near: int = 0


def letters(plan: Plan) -> Iterator[Expected]:
    """Everything."""
    yield from _monthly(plan)
    yield from _weekly(plan)
    yield from _at_once(plan)
    yield from _reminders(plan)
    yield from _alarms(plan)


def _monthly(plan: Plan) -> Iterator[Expected]:
    """On the first day of a month that the server and the offices are open."""
    for first in FIRST_WORKING_DAYS:
        if first >= plan.days[0]:
            same = (one for one in plan.days if one >= first and f"{one:%Y-%m}" == f"{first:%Y-%m}" and works(one))
            if (day := next(same, None)) is not None:
                yield from _monthly_on(plan, day)


def _monthly_on(plan: Plan, day: date) -> Iterator[Expected]:
    late = [duty.agency for duty in plan.owed if duty.late_on(day)]
    when = f"{day:%m/%Y}"
    if late:
        yield from (Expected(Kind.MONTHLY, address, when, len(late)) for address in plan.supervisors)
    for body in plan.bodies:
        if body.told and body.number in late:
            yield Expected(Kind.MONTHLY, body.told, when, late.count(body.number))


def _weekly(plan: Plan) -> Iterator[Expected]:
    """On the first day of a week that the server and the offices are open: to heads and handlers."""
    told = set()
    for day in plan.days:
        if works(day) and monday_of(day) not in told:
            told.add(monday_of(day))
            for body in plan.bodies:
                own = [duty for duty in plan.owed if duty.agency == body.number]
                yield from _weekly_to(body.head, own, day)
                yield from _weekly_to(body.handler, [duty for duty in own if duty.handled], day)


def _weekly_to(address: str, owed: list[Owed], day: date) -> Iterator[Expected]:
    late = sum(duty.late_on(day) for duty in owed)
    near = sum(day <= duty.due_on <= working_days_on(day, NEAR) and duty.runs_on(day) for duty in owed)
    if address and (late or near):
        yield Expected(Kind.WEEKLY, address, f"{day:%d/%m/%Y}", late, near)


def _at_once(plan: Plan) -> Iterator[Expected]:
    """Each duty once to each recipient, and once more when a second urging letter was in vain."""
    known: dict[tuple[str, int], date] = {}
    for day in (one for one in plan.days if works(one)):
        grave = [place for place, duty in enumerate(plan.owed) if _is_grave(duty, day)]
        for address, agency in _told_at_once(plan):
            own = [place for place in grave if agency is None or plan.owed[place].agency == agency]
            new = [place for place in own if _is_news(plan.owed[place], known.get((address, place)), day)]
            known.update({(address, place): day for place in new})
            if new:
                yield Expected(Kind.AT_ONCE, address, f"{day:%d/%m/%Y}", len(new))


def _told_at_once(plan: Plan) -> Iterator[tuple[str, int | None]]:
    yield from ((address, None) for address in plan.supervisors)
    yield from ((body.told, body.number) for body in plan.bodies if body.told)


def _is_grave(duty: Owed, day: date) -> bool:
    return duty.late_on(day) and (_by_now(duty, day) or _in_vain(duty, day))


def _by_now(duty: Owed, day: date) -> bool:
    return duty.nature is Nature.UNHANDLED or duty.due_on < day - LONG


def _in_vain(duty: Owed, day: date) -> bool:
    return duty.in_vain_from is not None and duty.in_vain_from < day


def _is_news(duty: Owed, told_on: date | None, day: date) -> bool:
    if told_on is None:
        return True
    return duty.in_vain_from is not None and told_on <= duty.in_vain_from < day


def _reminders(plan: Plan) -> Iterator[Expected]:
    """Five working days before the last one and on the day before it; each tells all the agency has not sent."""
    called: dict[Owed, date] = {}
    reports = [duty for duty in plan.owed if duty.nature is Nature.REPORT]
    for day in (one for one in plan.days if works(one)):
        wanted = {duty.agency for duty in reports if duty.runs_on(day) and _is_time(duty, called.get(duty), day)}
        for body in plan.bodies:
            if body.number in wanted and body.told:
                own = [one for one in reports if one.agency == body.number and one.runs_on(day)]
                told = [one for one in own if one.due_on <= day + SOON]
                called.update(dict.fromkeys(told, day))
                yield Expected(Kind.REMINDER, body.told, f"{day:%d/%m/%Y}", len(told))


def _is_time(duty: Owed, called_on: date | None, day: date) -> bool:
    if not day <= duty.due_on <= working_days_on(day, NEAR):
        return False
    last = day >= working_days_on(duty.due_on, -1)
    begun = working_days_on(duty.due_on, -1 if last else -NEAR)
    return called_on is None or called_on < begun


def _alarms(plan: Plan) -> Iterator[Expected]:
    """To each administrator: when the server is back after days without it, and of a job that did not wake."""
    for before, day in zip(plan.days, plan.days[1:], strict=False):
        missed = _missed(plan, before, day)
        number = missed or int(day in plan.stuck)
        if number:
            yield from (Expected(Kind.ALARM, address, f"{day:%d/%m/%Y}", number) for address in plan.administrators)


def _missed(plan: Plan, before: date, back: date) -> int:
    """How many jobs were due in the days between two on which the server ran."""
    gone = [before + n * A_DAY for n in range(1, (back - before).days)]
    if not gone:
        return 0
    at_work = [day for day in gone if works(day)]
    last = max((day for day in plan.days if day <= before and works(day)), default=plan.days[0])
    a_week = any(monday_of(day) > monday_of(last) for day in at_work)
    a_month = any(day in FIRST_WORKING_DAYS for day in gone)
    return DAILY_JOBS + WORKDAY_JOBS * bool(at_work) + a_week + a_month
