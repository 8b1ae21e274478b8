"""What somebody typed, as questions to the index: from what they surely mean down to every word somewhere.

Each question is a tier. Whatever answers a higher one stands above whatever answers only a lower one; inside a tier
the latest comes first. That is the whole order, the same on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.casework.search.tokens import of_agency, of_matter, trait
from app.casework.search.words import beginnings, composed, folded, from_first_digit, marked, pairs, pieces

LONGEST = 200  # characters typed
MOST_WORDS = 12
BEFORE_A_NUMBER = frozenset(  # what people write in front of the number of a paper
    (
        "so", "cong", "van", "quyet", "dinh", "thong", "bao", "ket", "luan", "giay", "bien", "nhan", "ban", "to",
        "trinh", "cao", "phieu", "chuyen", "kh", "qd", "tb", "bc", "ma", "ho", "don",
    )
)  # fmt: skip
DATE_FOLLOWS = "ngay"
NOTHING = "@"  # a token no row has


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens of which one must be there."""

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """What a matter must have: one token of every clause."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed: ``bare`` without marks, ``key`` with them (the same when it was typed without)."""

    shown: str
    bare: str
    key: str

    @property
    def has_marks(self) -> bool:
        return self.key != self.bare and not self.bare.isdigit()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the index: all of it, or what ``agencies`` have, by their own words; and what else must hold there."""

    agencies: tuple[int, ...]
    narrowing: Tier


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else must hold. ``sees``: of somebody who does not see every agency, theirs, and matters beside these."""

    kind: str | None = None
    agency_id: int | None = None
    field: str | None = None
    state: str | None = None
    year: int | None = None
    sees: tuple[frozenset[int], frozenset[int]] | None = None

    def tier(self) -> Tier:
        """All of it in tokens, for an index that knows no agencies."""
        theirs = [Clause((of_agency(self.agency_id),))] if self.agency_id is not None else []
        return Tier((*self._traits(), *theirs, *self._seen()))

    def scope(self) -> tuple[frozenset[int], frozenset[int]] | None:
        """The agencies, and matters beside theirs, among which every answer is; None: there is no such bound."""
        if self.agency_id is not None:
            return frozenset({self.agency_id}), frozenset()
        return self.sees

    def within(self) -> Tier:
        """What else must hold of a row in the scope."""
        others = self.agency_id is not None and self.sees is not None and self.agency_id not in self.sees[0]
        return Tier((*self._traits(), *(self._seen() if others else ())))

    def parts(self) -> tuple[Part, ...]:
        """Where the answers are, for an index that has the words of each agency apart."""
        scope, within = self.scope(), self.within()
        if scope is None:
            return (Part((), within),)
        agencies, matters = scope
        found = [Part(tuple(sorted(agencies)), within)] if agencies else []
        if matters or not found:
            beside = Clause(tuple(map(of_matter, sorted(matters))) or (NOTHING,))
            found.append(Part((), Tier((beside, *within.clauses))))
        return tuple(found)

    def _traits(self) -> list[Clause]:
        return [Clause((trait(one),)) for one in (self.kind, self.field, self.state) if one]

    def _seen(self) -> list[Clause]:
        if self.sees is None:
            return []
        agencies, matters = self.sees
        return [Clause((*map(of_agency, sorted(agencies)), *map(of_matter, sorted(matters))) or (NOTHING,))]


def typed_words(text: str) -> list[Word]:
    """The words somebody typed, at most twelve."""
    found = []
    for one in pieces(composed(text[:LONGEST])):
        bare = folded(one[0])
        if bare:
            found.append(Word(one[0], bare, bare if bare.isdigit() else marked(one[0])))
    return found[:MOST_WORDS]


def tiers(typed: list[Word]) -> list[Tier]:
    """The questions ``typed`` asks, the surest first, none twice."""
    found: dict[Tier, None] = {}
    for tier in _tiers(typed):
        found[tier] = None
    return list(found)


def _tiers(typed: list[Word]) -> Iterator[Tier]:
    if not typed:
        return
    bare = [word.bare for word in typed]
    if numbers := number_tokens(bare):
        yield Tier((Clause(numbers),))
    person = [f".{one}" for one in (pairs(bare) or bare)]
    if any(word.has_marks for word in typed):
        with_marks = [f"_{word.key}" if word.has_marks else word.bare for word in typed]
        yield _all([*person, *(f"._{word.key}" for word in typed if word.has_marks)])
        yield _all([*with_marks, *pairs(bare)])
        yield _all(with_marks)
    yield _all(person)
    yield _all(pairs(bare) or bare)
    yield _all(bare)


def _all(tokens: list[str]) -> Tier:
    return Tier(tuple(Clause((one,)) for one in dict.fromkeys(tokens)))


def number_tokens(bare: list[str]) -> tuple[str, ...]:
    """Tokens of which a matter has one when a number of its papers is the one typed, or begins or goes on like it.

    Typed 1159/TB-UBND, a paper 1159/TB-UBND-NC is found; typed 1159/TB-UBND-NC, a paper 1159/TB-UBND too.
    """
    before_the_date = bare[: bare.index(DATE_FOLLOWS)] if DATE_FOLLOWS in bare else bare
    found: dict[str, None] = {}
    tail = from_first_digit(before_the_date)
    lead = before_the_date[: len(before_the_date) - len(tail)]
    if tail:
        found["#" + "_".join(before_the_date)] = None
        if set(lead) <= BEFORE_A_NUMBER:
            found["#" + "_".join(tail)] = None
            found |= dict.fromkeys(f"##{one}" for one in beginnings(tail[:-1], least=2))
    return tuple(found)


def widest(asked: Sequence[Tier]) -> list[Tier]:
    """``asked`` without the tiers that another of them takes in: whatever answers these answers that one."""
    sets = [frozenset(tier.clauses) for tier in asked]
    return [tier for tier, mine in zip(asked, sets, strict=True) if not any(other < mine for other in sets)]
