"""Words as the index and a question share them: folded by the one function, with or without their marks, and numbers.

Both sides of a comparison come through here, so the two databases never decide what a word is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from app.casework.folding import fold

PIECE = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+")  # H'Lan is one word; 12A is two
APOSTROPHES = re.compile(r"['’ʼ]")
SYLLABLES = 10_000  # a language has few; an index is written ten times as fast when they are remembered
LONGEST = 40  # letters of a word; what is longer is no word anybody looks for

# How a keyboard writes the marks (VNI): a tone belongs to the syllable, whichever vowel it is put on (hòa = hoà).
TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
SHAPES = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


def composed(text: str) -> str:
    """``text`` with each letter and its marks as one character, however it was typed."""
    return unicodedata.normalize("NFC", text)


def pieces(text: str) -> Iterator[re.Match[str]]:
    """Where the words of a composed text stand."""
    return PIECE.finditer(text)


@lru_cache(maxsize=SYLLABLES)
def folded(piece: str) -> str:
    """A word as it is compared: without marks and apostrophes, a number without leading zeros."""
    bare = APOSTROPHES.sub("", fold(piece))[:LONGEST]
    return (bare.lstrip("0") or "0") if bare.isdigit() else bare


def words(text: str) -> list[str]:
    """The words of ``text`` in order, folded: "Đơn số 0137 của H'Lan" gives don, so, 137, cua, hlan."""
    return [word for word in (folded(one[0]) for one in pieces(composed(text))) if word]


@lru_cache(maxsize=SYLLABLES)
def marked(piece: str) -> str:
    """A word with its marks, in ASCII: "Được" gives "d9u7o7c5". A word without marks gives itself, folded."""
    letters, tone = "", ""
    for sign in unicodedata.normalize("NFD", piece.lower().replace("đ", "d9")):
        if sign in TONES:
            tone = TONES[sign]
        elif sign in SHAPES:
            letters += SHAPES[sign]
        elif not unicodedata.combining(sign):
            letters += sign
    return f"{APOSTROPHES.sub('', letters)[:LONGEST]}{tone}"


def words_with_marks(text: str) -> list[str]:
    """The words of ``text`` that carry marks, as :func:`marked` writes them."""
    found = ((marked(one[0]), folded(one[0])) for one in pieces(composed(text)) if not one[0].isdigit())
    return [with_marks for with_marks, bare in found if with_marks != bare]


def pairs(sequence: Iterable[str]) -> list[str]:
    """Neighbours: dat, dai, o gives dat_dai, dai_o."""
    return [f"{one}_{other}" for one, other in pairwise(sequence)]


def parts(number: str) -> list[str]:
    """What a number of a document is made of: "1159/TB-UBND-NC" gives 1159, tb, ubnd, nc."""
    return words(number)


def beginnings(sequence: list[str], least: int = 1) -> list[str]:
    """Every beginning of a number, joined: 1159, 1159_tb, 1159_tb_ubnd, 1159_tb_ubnd_nc."""
    return ["_".join(sequence[:end]) for end in range(least, len(sequence) + 1)]


def from_first_digit(sequence: list[str]) -> list[str]:
    """The parts from the number itself on: kn, 137, 2026 gives 137, 2026."""
    at = next((place for place, part in enumerate(sequence) if part.isdigit()), len(sequence))
    return sequence[at:]
