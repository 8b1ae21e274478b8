"""Nothing was found: what was likely meant. Only from matters the person may see, so no suggestion tells of another.

A matter that has every word but one may have that one spelled otherwise. The matters are looked up by the other words
in the index, those with a piece of the mistaken word in a name first (trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL,
plain comparison where that extension is missing); how far two words are apart is reckoned here, the same for both.
A guess must cost little: only the latest two years are looked through, and of each look the latest rows. A word that is
nowhere is the mistaken one; where two are, nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, TableClause, Text, bindparam, case, column, func, or_, select, table
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer, visible
from app.casework.search.asking import Clause, Part, Tier, Word, typed_words
from app.casework.search.finding import Asked, Hit, narrowing
from app.casework.search.index import (
    EARLIEST,
    FTS5,
    FTS5_THEIRS,
    LATEST,
    POSTGRESQL,
    Index,
    Met,
    matched_in,
)
from app.casework.search.latest import Led, latest, matches
from app.casework.search.lines import Line, lines
from app.casework.search.matching import matching_in
from app.casework.search.tokens import bare_part
from app.casework.search.words import composed, folded, pieces
from app.records.matters import Matter
from app.records.search import DAY_SHIFT, SearchRow

MOST = 3
LOOKED_AT = 80  # rows for each word that may be wrong
AS_THEY_STAND = 1_000  # of the latest rows, on PostgreSQL, which cannot walk its index in order
ENOUGH = 10  # of these, and the others are not asked for
HAVING_THE_OTHERS = 250  # rows with all other words whose names are looked at
LOOKED_BACK = timedelta(days=730)
PIECE = 3  # letters of a trigram
SHORT = 4  # letters up to which one mistake is allowed; two above
NEAR = table("search_near", column("rowid", BigInteger), column("search_near"))

Spelling = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """How far a spelling is from what was typed, how often it was met, and in which matter first."""

    distance: int
    matter_id: int
    met: int


def likely(session: Session, viewer: Viewer, asked: Asked, *, index: Index | None = None) -> list[str]:
    """At most three other spellings of what was typed; each finds something once no filter narrows it.

    ``index``: as it was asked before, without a filter.
    """
    typed = typed_words(asked.text)
    index = index or Index(session, viewer, narrowing(session, viewer, Asked(asked.text)))
    met_as: dict[tuple[int, str], Guess] = {}  # by which word is put in its place
    met = index.met([word.bare for word in typed])
    for place in _mistaken(met, typed):
        met_as |= {
            (place, word): guess for word, guess in nearest(typed[place].bare, _looked_up(index, typed, place, met))
        }
    guesses = {_spelled(typed, place, word): guess for (place, word), guess in met_as.items()}
    best = sorted(guesses, key=lambda one: (guesses[one].distance, -guesses[one].met, one))[:MOST]
    told = lines(session, viewer, [Hit(guesses[one].matter_id, 0) for one in best])
    return [_as_written(spelled, typed, line) for spelled, line in zip(best, told, strict=True)]


def _spelled(typed: Sequence[Word], place: int, word: str) -> Spelling:
    return tuple(word if at == place else one.bare for at, one in enumerate(typed))


def _mistaken(met: Sequence[Met], typed: Sequence[Word]) -> list[int]:
    """Which words may be the mistaken one: any, unless the index has one of them not at all."""
    nowhere = [at for at, one in enumerate(met) if one is Met.NOWHERE]
    if len(nowhere) > 1:
        return []
    return [at for at in nowhere or range(len(typed)) if not typed[at].bare.isdigit()]


def _looked_up(index: Index, typed: Sequence[Word], place: int, met: Sequence[Met]) -> list[Any]:
    """The latest rows that have every word but the one at ``place``, those with a piece of that one in a name first."""
    word = typed[place].bare
    others = Tier(tuple(Clause((one.bare,)) for at, one in enumerate(typed) if at != place))
    trigrams = [word[at : at + PIECE] for at in range(len(word) - PIECE + 1)]
    if not others.clauses and not trigrams:
        return []
    values = {
        **index.values, "most": LOOKED_AT, "near": "|".join(trigrams), "back": LOOKED_BACK.days << DAY_SHIFT,
        "below": LATEST, "from": EARLIEST,
    }  # fmt: skip
    if index.dialect != POSTGRESQL:
        return [row for part in index.parts for row in _of_part(index, part, others, trigrams, values)]
    common = all(one is Met.LATELY for at, one in enumerate(met) if at != place)
    return _of_postgresql(index, others, trigrams, values, common=common)


def _of_part(index: Index, part: Part, others: Tier, trigrams: Sequence[str], values: dict[str, Any]) -> list[Any]:
    said = matching_in(part, [others] if others.clauses else [])
    if not said:  # the index of trigrams itself is asked
        values = values | {"near": " OR ".join(f'"{one}"' for one in trigrams)}
    source = (FTS5_THEIRS if part.agencies else FTS5) if said else NEAR
    statement = _on_sqlite(index.anybody, source, len(trigrams) if said else 0)
    values = values | {f"near{at}": one for at, one in enumerate(trigrams)}
    values |= {"said": said or values["near"], "having": HAVING_THE_OTHERS}
    return list(index.session.connection().execute(statement, values).all())


def _of_postgresql(
    index: Index, others: Tier, trigrams: Sequence[str], values: dict[str, Any], *, common: bool
) -> list[Any]:
    """Words that many rows have are looked for among the latest as they stand: the index would read all of them."""
    said = index.said(others)
    near, led = bool(trigrams), index.led()
    values = values | {**index.scoped(), "said": said, "having": AS_THEY_STAND}
    connection = index.session.connection()
    found = list(connection.execute(_standing(index.anybody, bool(said), near, led), values).all()) if common else []
    if len(found) >= ENOUGH or (common and said):
        return found
    rare = connection.execute(_rare(index.anybody, bool(said), near), values | {"having": HAVING_THE_OTHERS})
    return list(rare.all())


_MOST: Any = bindparam("most", type_=Integer)
_HAVING: Any = bindparam("having", type_=Integer)
_BACK: Any = bindparam("back", type_=BigInteger)
_SINCE = select(func.max(SearchRow.place) - _BACK).scalar_subquery()
_SAID: Any = bindparam("said", type_=Text)
_NEAR: Any = bindparam("near", type_=Text)


@lru_cache(maxsize=256)
def _on_sqlite(anybody: Viewer, source: TableClause, trigrams: int) -> Any:
    """The words lead, and names are looked at row by row: nearly every row has the trigrams of "ubnd".

    Each trigram is asked for by itself: a regular expression would call this program for every row.
    """
    leading = select(source.c.rowid).where(matched_in(source, _SAID), source.c.rowid >= _SINCE)
    found = leading.order_by(source.c.rowid.desc()).limit(_HAVING).subquery()
    wanted = select(SearchRow.matter_id, SearchRow.tokens).join(found, found.c.rowid == SearchRow.place)
    wanted = wanted.join(Matter, Matter.id == SearchRow.matter_id).where(visible(anybody))
    near = [func.instr(SearchRow.names, bindparam(f"near{at}", type_=Text)) > 0 for at in range(trigrams)]
    first = [case((or_(*near), 0), else_=1)] if near else []
    return wanted.order_by(*first, found.c.rowid.desc()).limit(_MOST)


@lru_cache(maxsize=256)
def _standing(anybody: Viewer, said: bool, near: bool, led: Led) -> Any:  # noqa: FBT001 - forms of the statement
    """PostgreSQL: among the latest rows as they stand."""
    columns = (SearchRow.place, SearchRow.matter_id, SearchRow.tokens, SearchRow.names)
    return _seen(anybody, latest(*columns, most=_HAVING, led=led), said, near)


@lru_cache(maxsize=256)
def _rare(anybody: Viewer, said: bool, near: bool) -> Any:  # noqa: FBT001 - forms of the statement
    """PostgreSQL: by the index."""
    rows = select(SearchRow.place, SearchRow.matter_id, SearchRow.tokens, SearchRow.names)
    place = SearchRow.place + 0  # put in order after it was found: no plan walks through all rows for it
    if said:  # any of them: to put them in order all would have to be read
        rows = rows.where(matches(_SAID)).limit(_HAVING)
    else:
        rows = rows.where(SearchRow.names.regexp_match(_NEAR), place >= _SINCE).order_by(place.desc()).limit(_MOST)
    return _seen(anybody, rows.subquery(), said=False, near=said and near)


def _seen(anybody: Viewer, rows: Any, said: bool, near: bool) -> Any:  # noqa: FBT001 - forms of the statement
    wanted = select(rows.c.matter_id, rows.c.tokens).join(Matter, Matter.id == rows.c.matter_id)
    wanted = wanted.where(visible(anybody))
    if said:
        wanted = wanted.where(matches(_SAID, rows.c.tokens))
    elif near:
        wanted = wanted.where(rows.c.names.regexp_match(_NEAR))
    return wanted.order_by(*_first(rows.c.names, near), rows.c.place.desc()).limit(_MOST)


def _first(names: Any, near: bool) -> list[Any]:  # noqa: FBT001 - as above
    return [case((names.regexp_match(_NEAR), 0), else_=1)] if near else []


def nearest(word: str, rows: Sequence[Any]) -> Iterator[tuple[str, Guess]]:
    """The words that stand for ``word`` in any of ``rows``: of each row those with the fewest mistakes, if few."""
    told = [bare_part(tokens) for _matter_id, tokens in rows]
    every = set("".join(told).split())  # rows share most: each is compared once
    least, most = len(word) - _allowed(word), len(word) + _allowed(word)
    alike = (one for one in every if least <= len(one) <= most and one.isalpha())
    fewest: dict[int, int] = {}  # by row
    for apart, one in sorted((apart, one) for one in alike if (apart := _mistakes(word, one))):
        stands = f" {one} "
        having = [at for at, words in enumerate(told) if stands in words and fewest.setdefault(at, apart) == apart]
        if having:
            yield one, Guess(apart, rows[having[0]][0], len(having))


@lru_cache(maxsize=20_000)
def _mistakes(word: str, one: str) -> int:
    """How many mistakes make ``one`` of ``word``, about as long; 0 for the same word and for too many."""
    apart = distance(word, one)
    return apart if apart <= _allowed(word) else 0


def _allowed(word: str) -> int:
    return 1 if len(word) <= SHORT else 2


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
