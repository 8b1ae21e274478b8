"""How often a property really bit: a draw in which nothing of what it is about happened shows nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable

import pytest
from hypothesis import settings

FEW = settings(max_examples=100, deadline=None, derandomize=True)  # the same draws each time: the tally is, too
MANY = settings(max_examples=5_000, deadline=None, derandomize=False)
# A property takes one of these: the suite the short profile, `make soak` the long one.
PROFILES = pytest.mark.parametrize(
    "profile", [pytest.param(FEW, id="short"), pytest.param(MANY, id="long", marks=pytest.mark.soak)]
)


class Bites:
    """A tally of draws, and of what happened in them."""

    def __init__(self, name: str) -> None:
        self._name, self._draws, self._bites = name, 0, Counter[Hashable]()

    def draw(self) -> None:
        self._draws += 1

    def bite(self, what: Hashable) -> None:
        self._bites[what] += 1

    def at_least(self, **shares: float) -> None:
        """Each of ``shares`` happened in that part of the draws or more. Says the tally; `pytest -s` shows it."""
        told = ", ".join(f"{what} {times}" for what, times in sorted(self._bites.items(), key=str))
        sys.stdout.write(f"{self._name}: {self._draws} draws; {told}\n")
        for what, share in shares.items():
            assert self._bites[what] >= share * self._draws, f"{self._name}: {what} in too few of {told}"
