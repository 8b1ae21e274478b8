"""Chance that repeats itself: everything random in the demonstration comes from one seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from string import ascii_letters, digits
from typing import TypeVar

from app.casework.numbers import ALPHABET, RANDOM_LENGTH

Thing = TypeVar("Thing")
REF_LENGTH = 22
URL_SAFE = ascii_letters + digits + "-_"


class Chance:
    """A stream of choices. Two streams of one seed and one name are equal."""

    def __init__(self, seed: int, name: str) -> None:
        self._random = Random(f"{seed}/{name}")  # noqa: S311 - invented data must repeat itself; nothing is kept secret
        self._codes: set[str] = set()

    def one(self, things: Sequence[Thing]) -> Thing:
        return self._random.choice(things)

    def weighted(self, weights: Mapping[Thing, int]) -> Thing:
        """One of the keys, as often as its weight says."""
        return self._random.choices(list(weights), weights=list(weights.values()))[0]

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def share(self, least: float, most: float) -> float:
        return self._random.uniform(least, most)

    def happens(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        return self._random.sample(things, k=len(things))

    def ref(self) -> str:
        """An id for links, in the shape of :func:`app.records.base.new_ref`."""
        return "".join(self._random.choices(URL_SAFE, k=REF_LENGTH))

    def code(self, prefix: str) -> str:
        """A random code in the shape of :func:`app.casework.numbers.random_code`, never the same twice."""
        for code in self._codes_of(prefix):
            if code not in self._codes:
                self._codes.add(code)
                return code
        raise AssertionError  # the stream of codes has no end

    def _codes_of(self, prefix: str) -> Iterator[str]:
        while True:
            yield f"{prefix}-" + "".join(self._random.choices(ALPHABET, k=RANDOM_LENGTH))


def dealt(weights: Mapping[Thing, int], count: int) -> list[Thing]:
    """``count`` things in the proportion of their weights, the largest remainders filled first."""
    total = sum(weights.values())
    shares = {thing: count * weight // total for thing, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda thing: -(count * weights[thing] % total))
    for thing in by_remainder[: count - sum(shares.values())]:
        shares[thing] += 1
    return [thing for thing, share in shares.items() for _ in range(share)]
