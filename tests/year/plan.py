"""What happens in a simulated year, drawn by a seed, and what should therefore arrive: reckoned in plain Python.

Nothing here asks the program: it is the other opinion. The days are those of 2026, written down by hand.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)
FIRST, LAST = date(2026, 2, 1), date(2027, 1, 31)
FIRST_WORKING_DAYS = (
    date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1),
    date(2026, 8, 3), date(2026, 9, 3), date(2026, 10, 1), date(2026, 11, 2), date(2026, 12, 1), date(2027, 1, 4),
)  # fmt: skip
OFF = frozenset(date(2026, 5, 29) + n * A_DAY for n in range(6))  # no server from 29 May: back on Thursday, 4 June
SETTLING = 15  # the day of a month on which something is done: every letter of the month went out before


@dataclass(frozen=True, slots=True)
class Expected:
    """A letter that should arrive: to whom, of which month, telling of how many duties."""

    address: str
    month: str
    duties: int


@dataclass(frozen=True, slots=True)
class Body:
    """An agency: late letters go to its head, else to its own address, else to nobody."""

    number: int
    head: str
    address: str

    @property
    def told(self) -> str:
        return self.head or self.address


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty of an agency: its last day, and the day it is done (None: never)."""

    agency: int
    due_on: date
    done_on: date | None

    def late_on(self, day: date) -> bool:
        return self.due_on < day and (self.done_on is None or day < self.done_on)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of it. ``days``: on which the server runs; ``supervisors``: their addresses."""

    seed: int
    days: tuple[date, ...]
    bodies: tuple[Body, ...]
    owed: tuple[Owed, ...]
    supervisors: tuple[str, ...]

    def letters(self) -> Iterator[Expected]:
        """What should arrive: on the first day of a month that the server and the offices are open."""
        for first in FIRST_WORKING_DAYS:
            if first < self.days[0]:
                continue
            day = next((one for one in self.days if one >= first and f"{one:%Y-%m}" == f"{first:%Y-%m}"), None)
            if day is not None:
                yield from self._letters_on(day)

    def _letters_on(self, day: date) -> Iterator[Expected]:
        late = [duty.agency for duty in self.owed if duty.late_on(day)]
        month = f"{day:%m/%Y}"
        if late:
            yield from (Expected(address, month, len(late)) for address in self.supervisors)
        for body in self.bodies:
            if body.told and body.number in late:
                yield Expected(body.told, month, late.count(body.number))

    def flags(self) -> Iterator[tuple[int, date]]:
        """Which duty (by its place) should have been flagged, and on which day: the first one the server ran on."""
        for place, duty in enumerate(self.owed):
            flagged = next((day for day in self.days if duty.late_on(day)), None)
            if flagged is not None:
                yield place, flagged


def whole(seed: int, *, agencies: int = 160) -> Plan:
    """A year."""
    days = [FIRST + n * A_DAY for n in range((LAST - FIRST).days + 1)]
    return drawn(seed, [day for day in days if day not in OFF], agencies=agencies)


def short(seed: int, *, agencies: int = 10) -> Plan:
    """Two turns of a month."""
    days = (date(2026, 11, 2), date(2026, 11, 15), date(2026, 12, 1))
    return drawn(seed, days, agencies=agencies)


def drawn(seed: int, days: Sequence[date], *, agencies: int) -> Plan:
    """A province whose duties fall due around ``days``."""
    draw = random.Random(seed)  # noqa: S311 - what happens, not a secret
    bodies = tuple(_a_body(number) for number in range(agencies))
    length = (days[-1] - days[0]).days
    owed = tuple(_a_duty(draw, body, days, length) for body in bodies for _ in range(draw.randint(1, 5)))
    return Plan(seed, tuple(days), bodies, owed, ("giamsat.1@tinh.example", "giamsat.2@tinh.example"))


def _a_body(number: int) -> Body:
    head = "" if number % 3 == 1 else f"thutruong.{number}@xa.example"
    return Body(number, head, "" if number % 6 == 1 else f"vanthu.{number}@xa.example")


def _a_duty(draw: random.Random, body: Body, days: Sequence[date], length: int) -> Owed:
    due_on = days[0] + A_DAY * draw.randint(-60, length)
    settling = [day for day in days if day.day == SETTLING and day > due_on]
    return Owed(body.number, due_on, draw.choice([None, *settling]))
