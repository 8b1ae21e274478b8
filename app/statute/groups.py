"""Groups that come about one matter (đoàn đông người), and the people who speak for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

PROVISION: Final = "LTCD 29"  # how many speak for a group, and the paper that names them
AT_THE_DESK: Final = "ND154 14.3"  # every representative signs the record
GROUP_FROM: Final = 5  # people
SMALL_GROUP_UNTIL: Final = 10  # people
MOST_OF_A_SMALL_GROUP: Final = 2
MOST_REPRESENTATIVES: Final = 5  # one or two for a small group, never more than this
DECREE_FROM: Final = date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class Representation:
    """How many representatives a group names, both ends included."""

    fewest: int
    most: int

    def allows(self, named: int) -> bool:
        return self.fewest <= named <= self.most


def is_group(people: int) -> bool:
    """Whether so many people who come about one matter are a group."""
    return people >= GROUP_FROM


def representation_of(people: int) -> Representation | None:
    """How many people speak for a group of ``people`` (LTCD 29); None for fewer people than a group has."""
    if not is_group(people):
        return None
    return Representation(1, MOST_OF_A_SMALL_GROUP if people <= SMALL_GROUP_UNTIL else MOST_REPRESENTATIVES)


def provisions_on(day: date) -> tuple[str, ...]:
    """The provisions on the representatives of a group in force on a day."""
    return (PROVISION, AT_THE_DESK) if day >= DECREE_FROM else (PROVISION,)
