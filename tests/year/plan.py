"""What happens in a simulated year, drawn by a seed: agencies, what they owe, what is done, what goes wrong.

Nothing here asks the program. What should arrive of it is reckoned in :mod:`tests.year.expected`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tests.year.days import (
    A_DAY,
    FIRST,
    FIRST_MONTH,
    LAST,
    LAST_WEEK,
    OFF,
    REPORTS_DUE,
    first_from,
    months_of,
    weeks_of,
    works,
)

SETTLING = 15  # the day of a month on which something is done: every letter of the month went out before
TOP = -1  # the province itself: it has no address, and its head owes days of reception
STUCK_DAYS = 3  # on which a job does not wake at all


class Nature(StrEnum):
    """Where a duty comes from: written into the ledger by the simulation, or opened by the program itself."""

    CASE = "case"
    UNHANDLED = "unhandled"  # a petition for which the 45 days run
    RECEPTION = "reception"  # days a head owes in a week or month
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Body:
    """An agency: letters go to its head, else to its own address, else to nobody.

    ``commune``: it owes days of reception and reports like any commune; the others owe what the plan says alone.
    """

    number: int
    head: str
    address: str
    handler: str = ""
    commune: bool = False

    @property
    def told(self) -> str:
        return self.head or self.address


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty of an agency: its last day, and the day it is done (None: never).

    ``opens_on``: the first day the program knows of it. ``handled``: it is in the hands of the agency's handler.
    ``in_vain_from``: the reply day of a second urging letter nobody answered.
    """

    agency: int
    due_on: date
    done_on: date | None
    nature: Nature = Nature.CASE
    opens_on: date = date.min
    handled: bool = False
    in_vain_from: date | None = None

    def runs_on(self, day: date) -> bool:
        return self.opens_on <= day and (self.done_on is None or day < self.done_on)

    def late_on(self, day: date) -> bool:
        return self.due_on < day and self.runs_on(day)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of it.

    ``days``: on which the server runs; ``supervisors``, ``administrators``: their addresses; ``stuck``: days on which
    one daily job does not wake.
    """

    seed: int
    days: tuple[date, ...]
    bodies: tuple[Body, ...]
    owed: tuple[Owed, ...]
    supervisors: tuple[str, ...]
    administrators: tuple[str, ...]
    stuck: frozenset[date] = field(default=frozenset())

    @property
    def written(self) -> list[Owed]:
        """The duties the simulation writes into the ledger: the program knows the others by itself."""
        return [one for one in self.owed if one.nature in {Nature.CASE, Nature.UNHANDLED}]

    def flags(self) -> Iterator[tuple[int, date, date]]:
        """Of which agency, for which last day, on which day a flag should go up: the first day the server ran on."""
        for duty in self.owed:
            flagged = next((day for day in self.days if duty.late_on(day)), None)
            if flagged is not None:
                yield duty.agency, duty.due_on, flagged


def whole(seed: int, *, agencies: int = 160) -> Plan:
    """A year."""
    days = [FIRST + n * A_DAY for n in range((LAST - FIRST).days + 1)]
    return drawn(seed, [day for day in days if day not in OFF], agencies=agencies, stuck=STUCK_DAYS)


def short(seed: int, *, agencies: int = 10) -> Plan:
    """Two turns of a month, and the week in which the year's report is called to mind."""
    days = (date(2026, 11, 2), date(2026, 11, 15), date(2026, 12, 1), date(2026, 12, 9))
    return drawn(seed, days, agencies=agencies)


def drawn(seed: int, days: Sequence[date], *, agencies: int, stuck: int = 0) -> Plan:
    """A province whose duties fall due around ``days``."""
    draw = random.Random(seed)  # noqa: S311 - what happens, not a secret
    bodies = tuple(_a_body(number) for number in range(agencies))
    length = (days[-1] - days[0]).days
    owed = [_a_duty(draw, body, days, length) for body in bodies for _ in range(draw.randint(1, 5))]
    communes = [body for body in bodies if body.commune]
    owed += [one for body in communes for one in (*_days_of_reception(body.number, days), *_reports(body, days))]
    owed += _days_of_the_province(days)
    return Plan(
        seed, tuple(days), bodies, tuple(owed),
        ("giamsat.1@tinh.example", "giamsat.2@tinh.example"), ("quantri.1@tinh.example", "quantri.2@tinh.example"),
        frozenset(draw.sample([day for day in days[1:] if works(day)], stuck)),
    )  # fmt: skip


def _a_body(number: int) -> Body:
    head = "" if number % 3 == 1 else f"thutruong.{number}@xa.example"
    handler = f"xuly.{number}@xa.example" if number % 5 == 0 else ""
    return Body(number, head, "" if number % 6 == 1 else f"vanthu.{number}@xa.example", handler, number % 8 == 3)


def _a_duty(draw: random.Random, body: Body, days: Sequence[date], length: int) -> Owed:
    due_on = days[0] + A_DAY * draw.randint(-60, length)
    settling = [day for day in days if day.day == SETTLING and day > due_on]
    done_on = draw.choice([None, *settling])
    nature = draw.choices([Nature.CASE, Nature.UNHANDLED], [9, 1])[0]
    in_vain_from = due_on + A_DAY * draw.randint(20, 60) if draw.random() < 0.1 else None
    handled = bool(body.handler) and draw.random() < 0.5
    return Owed(body.number, due_on, done_on, nature, handled=handled, in_vain_from=in_vain_from)


def _days_of_reception(agency: int, days: Sequence[date]) -> Iterator[Owed]:
    """What the head of a commune owes and never does: a day each week, from July on two each month."""
    yield from (_a_period(agency, one, days) for one in weeks_of(days[0], LAST_WEEK))
    yield from (_a_period(agency, one, days) for one in months_of(max(days[0], FIRST_MONTH), days[-1]))


def _days_of_the_province(days: Sequence[date]) -> list[Owed]:
    return [_a_period(TOP, one, days) for one in months_of(days[0], days[-1])]


def _a_period(agency: int, period: tuple[date, date], days: Sequence[date]) -> Owed:
    """It is closed when the month after the one it ended in is over."""
    begins, ends = period
    over = (ends.replace(day=1) + 31 * A_DAY).replace(day=1)
    closed = (over + 31 * A_DAY).replace(day=1)
    opens_on = first_from(begins, days) or date.max
    return Owed(agency, ends, first_from(closed, days), Nature.RECEPTION, opens_on)


def _reports(body: Body, days: Sequence[date]) -> Iterator[Owed]:
    """Every other commune sends its reports two days before their last one, the others never."""
    for due_on in REPORTS_DUE:
        if due_on > days[0]:
            sent_on = first_from(due_on - 2 * A_DAY, days) if body.number % 16 == 3 else None
            yield Owed(body.number, due_on, sent_on, Nature.REPORT, days[0])
