"""Nothing was found: what was likely meant. Only from matters the person may see, so no suggestion tells of another.

A matter that has every word but one may have that one spelled otherwise. The matters are looked up by the other words
in the index, those with a piece of the mistaken word in a name first (trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL,
plain comparison where that extension is missing); how far two words are apart is reckoned here, the same for both.
A guess must cost little: only the latest two years are looked through, and of each look the latest rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Text, bindparam, column, func, select, table
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer, visible
from app.casework.search.asking import Clause, Tier, Word, typed_words
from app.casework.search.finding import Asked, Hit, narrowing
from app.casework.search.index import FTS5, POSTGRESQL, Index, matches
from app.casework.search.lines import Line, lines
from app.casework.search.words import composed, folded, pieces
from app.records.matters import Matter
from app.records.search import DAY_SHIFT, SearchRow

MOST = 3
LOOKED_AT = 150  # rows for each word that may be wrong
AS_THEY_STAND = 1_000  # of the latest rows, on PostgreSQL, which cannot walk its index in order
ENOUGH = 10  # of these, and the others are not asked for
HAVING_THE_OTHERS = 400  # rows with all other words whose names are looked at
LOOKED_BACK = timedelta(days=730)
PIECE = 3  # letters of a trigram
SHORT = 4  # letters up to which one mistake is allowed; two above
PLAIN = re.compile(r"(?<![^ '])[^\W\d_]+(?![^ '])")  # in the tokens of a row, as either database gives them back
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
    index = Index(session, viewer, narrowing(session, viewer, Asked(asked.text)))
    since = (session.scalar(select(func.max(SearchRow.place))) or 0) - (LOOKED_BACK.days << DAY_SHIFT)
    guesses: dict[Spelling, Guess] = {}
    for place in range(len(typed)):
        for matter_id, tokens in _looked_up(index, typed, place, since):
            for distance, word in nearest(typed[place].bare, plain_words(tokens)):
                spelled = tuple(word if at == place else one.bare for at, one in enumerate(typed))
                guesses.setdefault(spelled, Guess(distance, matter_id)).met += 1
    best = sorted(guesses, key=lambda one: (guesses[one].distance, -guesses[one].met, one))[:MOST]
    told = lines(session, viewer, [Hit(guesses[one].matter_id, 0) for one in best])
    return [_as_written(spelled, typed, line) for spelled, line in zip(best, told, strict=True)]


def _looked_up(index: Index, typed: Sequence[Word], place: int, since: int) -> Iterator[Any]:
    """The matters that have every word but the one at ``place``."""
    word = typed[place].bare
    if word.isdigit():
        return
    others = Tier(tuple(Clause((one.bare,)) for at, one in enumerate(typed) if at != place))
    trigrams = [word[at : at + PIECE] for at in range(len(word) - PIECE + 1)]
    every = False
    if others.clauses:
        rows, every = _asked(index, others, (), since)
        yield from rows
    if trigrams and not every:
        yield from _asked(index, others, trigrams, since)[0]


def _asked(index: Index, others: Tier, trigrams: Sequence[str], since: int) -> tuple[list[Any], bool]:
    """The latest rows with the other words and a piece in a name; whether these are all there are."""
    said = index.said(others)
    values = {**index.values, "said": said, "since": since, "most": LOOKED_AT, "near": "|".join(trigrams)}
    connection = index.session.connection()
    if index.dialect != POSTGRESQL:
        if not said:  # the index of trigrams itself is asked
            values["near"] = " OR ".join(f'"{one}"' for one in trigrams)
        values["having"] = HAVING_THE_OTHERS
        found = list(connection.execute(_on_sqlite(index.anybody, bool(said), bool(trigrams)), values))
        return found, len(found) < LOOKED_AT
    values["having"] = AS_THEY_STAND
    standing, looked_up = _on_postgresql(index.anybody, bool(said), bool(trigrams))
    found = list(connection.execute(standing, values))
    if len(found) >= ENOUGH:
        return found, False
    found = list(connection.execute(looked_up, values | {"having": HAVING_THE_OTHERS}))
    return found, len(found) < LOOKED_AT


_MOST: Any = bindparam("most", type_=Integer)
_HAVING: Any = bindparam("having", type_=Integer)
_SINCE: Any = bindparam("since", type_=BigInteger)
_SAID: Any = bindparam("said", type_=Text)
_NEAR: Any = bindparam("near", type_=Text)


@lru_cache(maxsize=256)
def _on_sqlite(anybody: Viewer, said: bool, near: bool) -> Any:  # noqa: FBT001 - a form of the statement
    """The words lead, and names are looked at row by row: nearly every row has the trigrams of "ubnd"."""
    source = FTS5 if said else NEAR
    question = matches("sqlite", _SAID) if said else NEAR.c.search_near.op("MATCH", is_comparison=True)(_NEAR)
    leading = select(source.c.rowid).where(question, source.c.rowid >= _SINCE).order_by(source.c.rowid.desc())
    found = leading.limit(_HAVING).subquery()
    wanted = select(SearchRow.matter_id, SearchRow.tokens).join(found, found.c.rowid == SearchRow.place)
    if said and near:
        wanted = wanted.where(SearchRow.names.regexp_match(_NEAR))
    wanted = wanted.join(Matter, Matter.id == SearchRow.matter_id).where(visible(anybody))
    return wanted.order_by(found.c.rowid.desc()).limit(_MOST)


@lru_cache(maxsize=256)
def _on_postgresql(anybody: Viewer, said: bool, near: bool) -> tuple[Any, Any]:  # noqa: FBT001 - forms of the statement
    """Among the latest rows as they stand; and by the index, for what is rare."""
    columns = (SearchRow.place, SearchRow.matter_id, SearchRow.tokens, SearchRow.names)
    latest = select(*columns).order_by(SearchRow.place.desc()).limit(_HAVING).subquery()
    place = SearchRow.place + 0  # put in order after it was found: no plan walks through all rows for it
    rows = select(*columns).where(*_conditions(SearchRow, said, near and not said))
    if said:  # any of them: to put them in order all would have to be read
        rare = rows.limit(_HAVING).subquery()
    else:
        rare = rows.where(place >= _SINCE).order_by(place.desc()).limit(_MOST).subquery()
    standing, looked_up = (
        select(source.c.matter_id, source.c.tokens)
        .join(Matter, Matter.id == source.c.matter_id)
        .where(visible(anybody))
        .order_by(source.c.place.desc())
        .limit(_MOST)
        for source in (latest, rare)
    )
    if said and near:
        looked_up = looked_up.where(rare.c.names.regexp_match(_NEAR))
    return standing.where(*_conditions(latest.c, said, near)), looked_up


def _conditions(source: Any, said: bool, near: bool) -> Iterator[Any]:  # noqa: FBT001 - as above
    if said:
        yield matches(POSTGRESQL, _SAID, source.tokens)
    if near:
        yield source.names.regexp_match(_NEAR)


def plain_words(tokens: str) -> list[str]:
    """The words among the tokens of a row."""
    return PLAIN.findall(tokens)


def nearest(word: str, among: Sequence[str]) -> list[tuple[int, str]]:
    """The words of ``among`` that are ``word`` with the fewest mistakes, if those are few."""
    near = [(apart, one) for one in among if (apart := _mistakes(word, one))]
    least = min((apart for apart, _one in near), default=None)
    return [(apart, one) for apart, one in near if apart == least]


@lru_cache(maxsize=20_000)
def _mistakes(word: str, one: str) -> int:
    """How many mistakes make ``one`` of ``word``; 0 for the same word and for too many."""
    allowed = 1 if len(word) <= SHORT else 2
    if abs(len(one) - len(word)) > allowed:
        return 0
    apart = distance(word, one)
    return apart if apart <= allowed else 0


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
