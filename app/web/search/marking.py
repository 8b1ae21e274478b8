"""Which words of a text answer a question, for the page to mark; and the part of a long text where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from app.casework.search.words import composed, folded, pieces

TEXTS = 400  # of the page being made: each is looked at for its marks, its excerpt, and where it matched
SHOWN = 220  # characters of a long text
JOINING = " -/.'’"  # what may stand between two words of one mark
BEFORE = 40  # characters kept in front of the first word marked

Wanted = tuple[str, ...]


class Place(NamedTuple):
    """Where a word stands in a text."""

    start: int
    end: int
    word: str


@lru_cache(maxsize=TEXTS)
def marked(text: str, wanted: Wanted) -> Markup:
    """``text`` as a page prints it, in <mark> the words that answer; words side by side that all do are one mark."""
    text = composed(text)
    places = _places(text, wanted) if text and wanted else ()
    return _printed(text, _merged(text, places)) if places else escape(text)


def excerpt(text: str, wanted: Wanted) -> Markup:
    """As :func:`marked`, of a long text only the part where most of what is wanted stands."""
    text = " ".join(composed(text).split())
    if len(text) <= SHOWN:
        return marked(text, wanted)
    start = _best_start(text, _places(text, wanted))
    cut = text[start : start + SHOWN].rsplit(" ", 1)[0] if start + SHOWN < len(text) else text[start:]
    before, after = "… " if start else "", " …" if start + len(cut) < len(text) else ""
    return marked(f"{before}{cut}{after}", wanted)


def found_in(text: str, wanted: Wanted) -> set[str]:
    """Which of ``wanted`` stand in ``text``."""
    return {place.word for place in _places(text, wanted)}


@lru_cache(maxsize=TEXTS)
def _places(text: str, wanted: Wanted) -> tuple[Place, ...]:
    return tuple(
        Place(one.start(), one.end(), word) for one in pieces(composed(text)) if (word := folded(one[0])) in wanted
    )


def _merged(text: str, places: Sequence[Place]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for place in places:
        if merged and not text[merged[-1][1] : place.start].strip(JOINING):
            merged[-1] = merged[-1][0], place.end
        else:
            merged.append((place.start, place.end))
    return merged


def _printed(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """``text`` with its marks, each stretch escaped by itself."""
    at, told = 0, list[str]()
    for start, end in marks:
        told += (escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>")
        at = end
    return Markup("".join((*told, escape(text[at:]))))  # noqa: S704 - escaped


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
