"""Which words of a text answer a question, for the page to mark; and the part of a long text where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from app.casework.search.words import composed, folded, pieces

TEXTS = 400  # of the page being made: each is looked at for its marks, its excerpt, and where it matched
SHOWN = 220  # characters of a long text
JOINING = " -/.'’"  # what may stand between two words of one mark
BEFORE = 40  # characters kept in front of the first word marked


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, marked or not."""

    words: str
    marked: bool = False


class Place(NamedTuple):
    """Where a word stands in a text."""

    start: int
    end: int
    word: str


def segments(text: str, wanted: Collection[str]) -> tuple[Segment, ...]:
    """``text`` in stretches; words side by side that are all wanted are one mark."""
    if not text or not wanted:
        return (Segment(text),) if text else ()
    text = composed(text)
    return tuple(_cut(text, _merged(text, _places(text, wanted))))


def excerpt(text: str, wanted: Collection[str]) -> tuple[Segment, ...]:
    """As :func:`segments`, of a long text only the part where most of what is wanted stands."""
    text = " ".join(composed(text).split())
    if len(text) <= SHOWN:
        return segments(text, wanted)
    start = _best_start(text, _places(text, wanted))
    cut = text[start : start + SHOWN].rsplit(" ", 1)[0] if start + SHOWN < len(text) else text[start:]
    before, after = "… " if start else "", " …" if start + len(cut) < len(text) else ""
    return segments(f"{before}{cut}{after}", wanted)


def printed(stretches: Sequence[Segment]) -> Markup:
    """The stretches as a page prints them, each escaped, what is marked in <mark>."""
    words = ((escape(one.words), one.marked) for one in stretches)
    return Markup("".join(f"<mark>{safe}</mark>" if marked else safe for safe, marked in words))  # noqa: S704 - escaped


def marked(text: str, wanted: Collection[str]) -> Markup:
    """``text`` as a page prints it, with the words that answer marked. Most texts of a line have none of them."""
    if not text or not wanted or not _places(text, wanted):
        return escape(composed(text))
    return printed(segments(text, wanted))


def found_in(text: str, wanted: Collection[str]) -> set[str]:
    """Which of ``wanted`` stand in ``text``."""
    return {place.word for place in _places(text, wanted)}


def _places(text: str, wanted: Collection[str]) -> list[Place]:
    return [place for place in _words_of(text) if place.word in wanted]


@lru_cache(maxsize=TEXTS)
def _words_of(text: str) -> tuple[Place, ...]:
    return tuple(Place(one.start(), one.end(), folded(one[0])) for one in pieces(composed(text)))


def _merged(text: str, places: Sequence[Place]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for place in places:
        if merged and not text[merged[-1][1] : place.start].strip(JOINING):
            merged[-1] = merged[-1][0], place.end
        else:
            merged.append((place.start, place.end))
    return merged


def _cut(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    at = 0
    for start, end in marks:
        if start > at:
            yield Segment(text[at:start])
        yield Segment(text[start:end], marked=True)
        at = end
    if at < len(text):
        yield Segment(text[at:])


def _best_start(text: str, places: Sequence[Place]) -> int:
    """Where to begin so that most different words are seen; at the beginning when nothing is lost by it."""
    best, most = 0, 0
    for first in places:
        seen = {place.word for place in places if first.start <= place.start < first.start + SHOWN - BEFORE}
        if len(seen) > most:
            best, most = first.start, len(seen)
    if best < BEFORE * 2:
        return 0
    blank = text.find(" ", best - BEFORE)
    return blank + 1 if 0 <= blank < best else best
