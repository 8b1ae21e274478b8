"""Nothing was found: what was likely meant. Only from matters the person may see, so no suggestion tells of another.

A matter that has every word but one may have that one spelled otherwise. The matters are looked up by the other words
in the index, those with a piece of the mistaken word in a name first (trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL,
plain comparison where that extension is missing); how far two words are apart is reckoned here, the same for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Select, column, literal, or_, select, table, union_all
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer
from app.casework.search.asking import Clause, Tier, Word, typed_words
from app.casework.search.finding import FTS5, POSTGRESQL, Asked, Hit, Index
from app.casework.search.lines import Line, lines
from app.casework.search.words import composed, folded, pieces
from app.records.matters import Matter
from app.records.search import SearchRow

MOST = 3
LOOKED_AT = 300  # rows for each word that may be wrong
PIECE = 3  # letters of a trigram
SHORT = 4  # letters up to which one mistake is allowed; two above
NEAR = table("search_near", column("rowid", BigInteger), column("search_near"))

Spelling = tuple[str, ...]


@dataclass(slots=True)
class Guess:
    """How far a spelling is from what was typed, how often it was met, and in which matter first."""

    distance: int
    matter_id: int
    met: int = 0


def likely(session: Session, viewer: Viewer, asked: Asked) -> list[str]:
    """At most three other spellings of what was typed; each finds something once no filter narrows it."""
    typed = typed_words(asked.text)
    index = Index(session, viewer, Asked(asked.text))
    parts = [part for place in range(len(typed)) for part in _looked_up(index, typed, place)]
    if not parts:
        return []
    guesses: dict[Spelling, Guess] = {}
    for place, matter_id, tokens in session.execute(union_all(*parts)):
        for distance, word in nearest(typed[place].bare, plain_words(tokens)):
            spelled = tuple(word if at == place else one.bare for at, one in enumerate(typed))
            guesses.setdefault(spelled, Guess(distance, matter_id)).met += 1
    best = sorted(guesses, key=lambda one: (guesses[one].distance, -guesses[one].met, one))[:MOST]
    told = lines(session, viewer, [Hit(guesses[one].matter_id, 0) for one in best])
    return [_as_written(spelled, typed, line) for spelled, line in zip(best, told, strict=True)]


def _looked_up(index: Index, typed: Sequence[Word], place: int) -> Iterator[Any]:
    """The matters that have every word but the one at ``place``."""
    word = typed[place].bare
    if word.isdigit():
        return
    others = Tier(tuple(Clause((one.bare,)) for at, one in enumerate(typed) if at != place))
    trigrams = [word[at : at + PIECE] for at in range(len(word) - PIECE + 1)]
    for pieces_of_word in ([trigrams] if trigrams else []) + ([[]] if others.clauses else []):
        part = _part(index, others, pieces_of_word).add_columns(SearchRow.matter_id, SearchRow.tokens)
        limited = part.add_columns(literal(place).label("at")).order_by(SearchRow.place.desc()).limit(LOOKED_AT)
        sub = limited.subquery()
        yield select(sub.c.at, sub.c.matter_id, sub.c.tokens)


def _part(index: Index, others: Tier, trigrams: Sequence[str]) -> Select[Any]:
    wanted: Select[Any] = select(SearchRow.place).join(Matter, Matter.id == SearchRow.matter_id).where(index.visible)
    said = index.said(others)
    if index.dialect == POSTGRESQL:
        near = or_(*(SearchRow.names.contains(one) for one in trigrams)) if trigrams else None
        wanted = wanted if near is None else wanted.where(near)
        return wanted.where(index.matches(said)) if said else wanted
    # The words lead and the trigrams follow, row by row: nearly every row has the trigrams of "ubnd".
    place = FTS5.c.rowid + 0 if said else SearchRow.place
    if said:
        wanted = wanted.join(FTS5, FTS5.c.rowid == SearchRow.place).where(index.matches(said))
    if trigrams:
        alternatives = " OR ".join(f'"{one}"' for one in trigrams)
        wanted = wanted.join(NEAR, NEAR.c.rowid == place)
        wanted = wanted.where(NEAR.c.search_near.op("MATCH", is_comparison=True)(alternatives))
    return wanted


def plain_words(tokens: str) -> list[str]:
    """The words among the tokens of a row, as either database gives them back."""
    return [word for word in (one.strip("'") for one in tokens.split()) if word.isalpha()]


def nearest(word: str, among: Sequence[str]) -> list[tuple[int, str]]:
    """The words of ``among`` that are ``word`` with the fewest mistakes, if those are few."""
    allowed = 1 if len(word) <= SHORT else 2
    near = [(distance(word, one), one) for one in among if abs(len(one) - len(word)) <= allowed]
    least = min((apart for apart, _one in near if 0 < apart <= allowed), default=None)
    return [(apart, one) for apart, one in near if apart == least]


@lru_cache(maxsize=20_000)
def distance(one: str, other: str) -> int:
    """How many letters must be typed, left out, changed, or changed about to come from ``one`` to ``other``."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, sign in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _as_written(spelled: Spelling, typed: Sequence[Word], line: Line) -> str:
    """The spelling with the marks it has in a matter where it was met."""
    texts = (*line.people, line.title, line.content, line.agency)
    written = {folded(one[0]): one[0] for text in reversed(texts) for one in pieces(composed(text))}
    kept = {one.bare: one.shown for one in typed if one.has_marks}
    return " ".join(kept.get(word) or written.get(word) or word for word in spelled)
