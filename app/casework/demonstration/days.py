"""Days of the demonstration: working days, and the day a clock must start to run out on a chosen one.

No number of days is written here: what is due when is asked of the law, backwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.deadlines import Pause, due
from app.statute.duties import Duty, duties_of
from app.statute.terms import Procedure
from app.statute.time_limits import NotInForce, limit_in_force
from app.statute.time_limits.shape import TimeLimit

DAY = timedelta(days=1)
SATURDAY = 5
LONGEST = timedelta(days=190)  # no clock of the demonstration runs longer


@dataclass(frozen=True, slots=True)
class Days:
    """The days from the first of the register to today."""

    first: date
    today: date
    calendar: WorkingCalendar

    def works(self, day: date) -> bool:
        try:
            return self.calendar.is_working(day)
        except CalendarYearUnknown:
            return day.weekday() < SATURDAY

    def on_or_after(self, day: date) -> date:
        """The first working day from ``day`` on."""
        while not self.works(day):
            day += DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day up to ``day``."""
        while not self.works(day):
            day -= DAY
        return day

    def after(self, day: date, count: int) -> date:
        """``count`` working days after ``day``; before it, when negative."""
        step = DAY if count >= 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.works(day):
                day += step
        return day

    def within(self, start: date, end: date, share: float) -> date:
        """A working day that far between two days, never before the first."""
        day = start + timedelta(days=round((end - start).days * share))
        return max(self.on_or_before(day), self.on_or_after(start))

    def starting(
        self,
        duty: Duty,
        due_on: date,
        *,
        facts: Collection[str] = (),
        extensions: Sequence[int] = (),
        pauses: Sequence[Pause] = (),
    ) -> date:
        """The working day on which ``duty`` must start to be due on ``due_on``, or as shortly before as can be.

        Never before the first day of the register, never after today.
        """
        day = self.on_or_before(due_on)
        earliest = max(due_on - LONGEST, self.on_or_after(self.first))
        while day > earliest and self.due(duty, day, facts=facts, extensions=extensions, pauses=pauses) > due_on:
            day = self.after(day, -1)
        return min(max(day, earliest), self.on_or_before(self.today))

    def due(
        self,
        duty: Duty,
        start: date,
        *,
        facts: Collection[str] = (),
        extensions: Sequence[int] = (),
        pauses: Sequence[Pause] = (),
    ) -> date:
        """When ``duty`` is due by the law of the day it starts: the earliest of its readings."""
        readings = []
        for limit in filter(None, (_in_force(rule, start) for rule in duty.limits)):
            named = {variant.name for variant in limit.variants}
            held = [fact for fact in facts if fact in named]
            extended, stopped = extensions if limit.extension else (), pauses if limit.paused_by else ()
            try:
                found = due(
                    limit, start, calendar=self.calendar, variants=held, extensions=extended, pauses=stopped
                ).due_on
            except CalendarYearUnknown:
                found = start + timedelta(days=(limit.length or 0) + sum(extended))
            readings.append(found or start)
        return min(readings, default=start)


def _in_force(rule: str, on: date) -> TimeLimit | None:
    try:
        limit = limit_in_force(rule, on)
    except NotInForce:
        return None
    return limit if limit.binds_authority and limit.length is not None else None


def duty_named(procedure: Procedure, name: str) -> Duty:
    """A row of the table of duties. Raises KeyError."""
    return {duty.id: duty for duty in duties_of(procedure)}[name]


def resolution_of(procedure: Procedure) -> Duty:
    """The duty to decide or conclude, which acceptance starts."""
    ends = frozenset({"decided", "concluded"})
    return next(duty for duty in duties_of(procedure) if duty.trigger == "accepted" and duty.satisfied_by & ends)


def longest_extension(on: date) -> int:
    """The days one extension of a denunciation accepted on a day may have, as the law has it."""
    extension = limit_in_force(resolution_of(Procedure.DENUNCIATION).limits[0], on).extension
    return extension.days_each if extension else 0
