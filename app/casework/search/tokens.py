"""From what a matter says to what it is found by. Pure: a question is told in the same tokens.

    khieu            a word anywhere            khieu_nai        two words side by side, in titles and names of places
    _d9a8k1          a word with its marks      .nguyen          a word of a person's name
    .nguyen_van      two words of one name      ._d9u7o7c5       a word of a name, with its marks
    #1159_tb         a number, as far as typed  ##1159_tb_ubnd   a whole number
    @12 @m7          whose it is: agencies, itself   =petition =open =land   what it is

The last two only narrow; whether somebody sees a matter is always asked of the one visibility function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.casework.search.words import (
    APOSTROPHES,
    beginnings,
    from_first_digit,
    pairs,
    parts,
    pieces,
    words,
    words_with_marks,
)

MOST_TOKENS = 900  # of a very long matter, what comes first
MOST_OF_A_LIST = 6_000  # and of its signatories, two thousand at most: people share their names
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Told:
    """What a matter says of itself. Of a sealed one: ``code``, ``numbers`` and ``kinds`` only."""

    matter_id: int
    code: str
    numbers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # field, kind of petition, in words
    people: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()  # who signed beside them
    places: tuple[str, ...] = ()
    title: str = ""
    text: tuple[str, ...] = ()
    agencies: frozenset[int] = frozenset()
    traits: tuple[str, ...] = field(default=())  # as members of closed sets: petition, open, land


def of_agency(agency_id: int) -> str:
    return f"@{agency_id}"


def of_matter(matter_id: int) -> str:
    return f"@m{matter_id}"


def trait(name: str) -> str:
    return f"={name}"


def tokens(told: Told) -> str:
    """The tokens of a matter, each once, those that must not be lost first."""
    found: dict[str, None] = {}
    for token in _tokens(told):
        if len(found) == MOST_TOKENS:
            break
        found[token] = None
    for token in _of_a_list(told.listed):
        if len(found) == MOST_TOKENS + MOST_OF_A_LIST:
            break
        found[token] = None
    return " ".join(found)


def bare_part(row: str) -> str:
    """The words of a row by themselves, each between blanks, with little of what is put together of them.

    SQLite gives the tokens back as :func:`tokens` wrote them, where the words begin with those of the first number;
    PostgreSQL in quotes and in order, where letters stand behind all signs.
    """
    if row[:1] == "'":
        letters = row[row.rfind(" '_") + 1 :].replace("'", "")
        return f" {letters} "
    _before, number, after = row.partition(" #")
    begins = row.find(f" {after[: after.find(' ')]} ") if number else -1
    return f" {row[max(begins, 0) :]} "


def _of_a_list(people: Iterable[str]) -> Iterator[str]:
    for name in people:
        yield from _name(name)
        yield from _spelled(name)
        yield from (f"_{one}" for one in words_with_marks(name))


def _tokens(told: Told) -> Iterator[str]:
    yield from sorted(of_agency(one) for one in told.agencies)
    yield of_matter(told.matter_id)
    yield from (trait(one) for one in told.traits)
    for number in (told.code, *told.numbers):
        yield from _number(number)
    for name in told.people:
        yield from _name(name)
    for text in (*told.places, *told.kinds, told.title):
        yield from pairs(words(text))
    for text in (told.code, *told.numbers, *told.people, *told.places, *told.kinds, told.title, *told.text):
        yield from _spelled(text)
        yield from (f"_{one}" for one in words_with_marks(text))


def _number(number: str) -> Iterator[str]:
    whole = parts(number)
    for sequence in (whole, from_first_digit(whole)):
        yield from (f"#{one}" for one in beginnings(sequence))
        if sequence:
            yield f"##{'_'.join(sequence)}"


def _name(name: str) -> Iterator[str]:
    yield from (f".{one}" for one in _spelled(name))
    yield from (f".{one}" for one in pairs(words(name)))
    yield from (f"._{one}" for one in words_with_marks(name))


def _spelled(text: str) -> Iterator[str]:
    """The words; H'Lan as hlan, and as h and lan for whoever types a blank."""
    yield from words(text)
    for one in pieces(text):
        if APOSTROPHES.search(one[0]):
            yield from words(APOSTROPHES.sub(" ", one[0]))


def names(told: Told) -> str:
    """People and places in one folded line."""
    return _line((*told.people, *told.listed, *told.places))


def _line(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for text in texts for word in words(text)))
