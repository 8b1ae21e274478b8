"""PostgreSQL: the latest rows as they stand, of all agencies or of those asked for, and what of them answers.

Each statement is made once for everybody with such roles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    case,
    cast,
    exists,
    func,
    null,
    select,
    text,
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, array

from app.casework.permissions import Viewer, visible
from app.records.matters import Matter
from app.records.search import SearchRow

TIER, WORD = "said", "word"  # parameters: what answers a tier, a word by itself
SAID: Any = bindparam("said", type_=Text)
MOST: Any = bindparam("most", type_=Integer)
BELOW: Any = bindparam("below", type_=BigInteger)
FROM: Any = bindparam("from", type_=BigInteger)
_AGENCY: Any = bindparam("agency", type_=BigInteger)
_AGENCIES: Any = bindparam("agencies", type_=ARRAY(BigInteger))
_THEIRS = (SearchRow.agency_id, SearchRow.origin_agency_id)
_IS_BESIDE = SearchRow.matter_id == func.any(bindparam("beside", type_=ARRAY(BigInteger)))


class Led(Enum):
    """What leads to the latest rows on PostgreSQL; each is a statement of its own."""

    BY_ALL = "all"
    BY_ONE_AGENCY = "one"  # in order as its index gives them: nothing is put in order, no row is looked up again
    BY_AGENCIES = "some"


def matches(said: Any, tokens: Any = SearchRow.tokens) -> ColumnElement[bool]:
    """PostgreSQL: whether a row answers what :mod:`app.casework.search.matching` wrote.

    What was written is read once, not for every row: a plan for all questions does not know it beforehand.
    """
    question = select(cast(said, TSQUERY)).scalar_subquery()
    matched: ColumnElement[bool] = tokens.op("@@", is_comparison=True)(question)
    return matched


@lru_cache(maxsize=512)
def standing(anybody: Viewer, tiers: int, *, led: Led, words: int = 0) -> Any:
    """PostgreSQL: what answers of the latest rows, looked at one by one, with its tier; one row at least.

    Where none does, that row tells which of ``words`` some of them have.
    """
    answers = case((matches(SAID), tier_of(SearchRow.tokens, tiers))).label("tier")
    kept = (SearchRow.tokens,) if words else ()  # of three thousand rows they would not stay in memory
    rows = latest(SearchRow.place, SearchRow.matter_id, answers, *kept, led=led)
    stretch = select(func.min(rows.c.place).label("last"), func.count().label("standing")).select_from(rows).subquery()
    seen = select(Matter.id).where(Matter.id == rows.c.matter_id, visible(anybody)).scalar_subquery()  # one by one
    found = select(rows.c.tier, rows.c.place, seen.label("matter_id")).where(rows.c.tier.is_not(None)).subquery()
    lately = case((found.c.place.is_(None), _have(rows, WORD, words))).label("lately")
    wanted = select(stretch.c.last, stretch.c.standing, found.c.tier, found.c.place, found.c.matter_id, lately)
    return wanted.outerjoin(found, found.c.matter_id.is_not(None)).order_by(found.c.tier, found.c.place.desc())


def tier_of(tokens: Any, tiers: int) -> ColumnElement[Any]:
    return case(*((matched, number) for number, matched in enumerate(_each(TIER, tiers, tokens))))


def _each(called: str, number: int, tokens: Any) -> Iterator[ColumnElement[bool]]:
    return (matches(bindparam(f"{called}_{one}", type_=Text), tokens) for one in range(number))


def _have(rows: CTE, called: str, words: int) -> ColumnElement[Any]:
    if not words:
        return null()
    each = (exists().where(one).select_from(rows) for one in _each(called, words, rows.c.tokens))
    return array(each, type_=Boolean)


@cache
def lately_had(words: int, *, led: Led) -> Any:
    """PostgreSQL: which words some of the latest rows have."""
    return select(_have(latest(SearchRow.place, SearchRow.tokens, led=led), TIER, words))


@cache
def ever_had(words: int) -> Any:
    """PostgreSQL: which words any row has; what many have was met lately, and is not looked up."""
    each = (exists().where(one).select_from(SearchRow) for one in _each(TIER, words, SearchRow.tokens))
    return select(*each)


def latest(*columns: Any, led: Led, most: Any = MOST) -> CTE:
    """PostgreSQL: the latest ``most`` rows from ``from`` on and before ``below``; of ``agencies`` and ``beside``."""
    if led is Led.BY_ALL:
        stretch = (SearchRow.place < BELOW, SearchRow.place >= FROM)
        return select(*columns).where(*stretch).order_by(SearchRow.place.desc()).limit(most).cte("latest")
    if led is Led.BY_ONE_AGENCY:
        return _latest_of_one(columns, most)
    agency = func.unnest(_AGENCIES).table_valued("id").render_derived("agency")
    each = [_latest_from((SearchRow.place,), theirs, agency.c.id, most) for theirs in _THEIRS]
    of_agencies = [select(one.c.place).select_from(agency).join(one, text("true")) for one in map(Select.lateral, each)]
    places = union(*of_agencies, _beside((SearchRow.place,))).subquery()
    which = select(places.c.place).order_by(places.c.place.desc()).limit(most).subquery()
    return select(*columns).join(which, which.c.place == SearchRow.place).cte("latest")


def _latest_of_one(columns: Sequence[Any], most: Any) -> CTE:
    elsewhere = SearchRow.agency_id != _AGENCY  # each row once
    each = (
        _latest_from(columns, SearchRow.agency_id, _AGENCY, most),
        _latest_from(columns, SearchRow.origin_agency_id, _AGENCY, most).where(elsewhere),
        _beside(columns).where(elsewhere, (SearchRow.origin_agency_id == _AGENCY).is_not(true())),
    )
    rows = union_all(*(select(one.subquery()) for one in each)).subquery()
    return select(rows).order_by(rows.c.place.desc()).limit(most).cte("latest")


def _latest_from(columns: Sequence[Any], theirs: Any, agency: Any, most: Any) -> Select[Any]:
    """The latest rows of an agency, by the index of agencies and places, whatever else is asked.

    Compared as a pair, because a plan for any agency takes "this agency, the latest first" for a walk through all rows
    from the latest on, until enough of them are the agency's.
    """
    pair = tuple_(theirs, SearchRow.place)
    there = theirs.is_not(None)  # what its partial index says
    wanted = select(*columns).where(there, pair < tuple_(agency, BELOW), pair >= tuple_(agency, FROM))
    return wanted.order_by(theirs.desc(), SearchRow.place.desc()).limit(most)


def _beside(columns: Sequence[Any]) -> Select[Any]:
    """The single matters, by their own index."""
    place = SearchRow.place + 0  # or else a walk through all rows
    return select(*columns).where(_IS_BESIDE, place < BELOW, place >= FROM)
