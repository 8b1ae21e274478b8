"""The index as one viewer may ask it: what answers a question, tier after tier, each only as far as it is needed.

The index narrows; :func:`~app.casework.permissions.visible` decides, in the same statement. Statements are made once
for everybody with such roles (:func:`~app.casework.permissions.like`): what is asked is in their parameters.

SQLite walks its index from the latest row to the earliest. PostgreSQL cannot, and does not know that words keep
company. So it looks at the latest rows as they stand, which is enough for words that many matters have, and only as far
as these did not fill the page at its index, for words that few have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer, like, visible
from app.casework.search.asking import Narrowing, Tier, widest
from app.casework.search.keeping import place_of
from app.casework.search.matching import matching
from app.records.matters import Matter
from app.records.search import MATTER_MASK, SearchRow

POSTGRESQL = "postgresql"
AS_THEY_STAND = 300  # of the latest rows, looked at one by one
FURTHER = 3_000  # and of those before, where they promise to fill the page
AT_ONCE = 250  # rows found by words, in one statement
EARLIEST, LATEST = 0, 2**62
FTS5 = table("search_index", column("rowid", BigInteger), column("search_index"))
# A plan made for one question knows how often each of its words stands anywhere, not that they keep company, and walks
# through a million rows to find nothing: all questions have one plan. Little of it is run: nothing is worth compiling.
ONE_PLAN_FOR_ALL = text(
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)"
)
_SAID: Any = bindparam("said", type_=Text)
_MOST: Any = bindparam("most", type_=Integer)
_BELOW: Any = bindparam("below", type_=BigInteger)
_FROM: Any = bindparam("from", type_=BigInteger)


class Row(NamedTuple):
    """A row that answers: its tier, its place in the order, its matter."""

    tier: int
    place: int
    matter_id: int


class Answer(NamedTuple):
    """Rows in order. ``whole``: there are no others."""

    rows: list[Row]
    whole: bool


class Window(NamedTuple):
    """What of a stretch of rows answers, and the last place of the stretch; None where no row stands before it."""

    rows: tuple[Row, ...]
    last: int | None


class Index:
    """The index for one viewer, narrowed; ``questions`` are the tiers asked, the surest first."""

    def __init__(
        self, session: Session, viewer: Viewer, narrowing: Narrowing, questions: Sequence[Tier] = (), *,
        year: int | None = None,
    ) -> None:  # fmt: skip
        self.session = session
        self.dialect = session.get_bind().dialect.name
        self.anybody, self.values = like(viewer)
        self.narrowing = narrowing.tier()
        self.questions = questions
        self.first, self.end = (EARLIEST, LATEST) if year is None else _year(year)
        self.windows: dict[tuple[int, int], Window] = {}
        if self.dialect == POSTGRESQL:
            session.execute(ONE_PLAN_FOR_ALL)

    def answer(self, after: tuple[int, int] | None, enough: int, most: int) -> Answer:
        """The rows after a tier and place, at most ``most``; what is dear to find only as far as ``enough``.

        From the beginning on, what a tier above has answered is known and left out here; only further pages ask the
        index for rows that answer none above, which costs as much again.
        """
        first = after[0] if after else 0
        found: dict[int, Row] = {}  # by matter
        whole = True
        for number in range(first, len(self.questions)):
            said = self._said_of(number, alone=after is not None)
            below = after[1] if after and number == first else self.end
            wanted = enough - len(found), most + len(found)
            tier = (
                self._tier(number, said, below, *wanted)
                if self.dialect == POSTGRESQL
                else self._walk(number, said, below, wanted[1])
            )
            for row in tier.rows:
                found.setdefault(row.matter_id, row)
            whole = whole and tier.whole
            if len(found) >= most:
                break
        return Answer(list(found.values())[:most], whole and len(found) < most)

    def said(self, tier: Tier) -> str:
        """A tier and what narrows it, in the language of this index; nothing when neither asks anything."""
        return matching(self.dialect, [tier] if tier.clauses else [], self.narrowing)

    def _said_of(self, number: int, *, alone: bool) -> str:
        """What answers a tier; ``alone``: and none above it."""
        above = widest(self.questions[:number]) if alone else ()
        return matching(self.dialect, [self.questions[number]], self.narrowing, above)

    def _walk(self, number: int, said: str, below: int, most: int) -> Answer:
        rows = self._asked(_walked(self.anybody), number, said, below, most)
        return Answer(rows, whole=len(rows) < most)

    def _tier(self, number: int, said: str, below: int, enough: int, most: int) -> Answer:
        found: list[Row] = []
        left: int | None = below
        for size in (AS_THEY_STAND, FURTHER):
            window = self._window(left or 0, size)
            rows = [row for row in window.rows if row.tier == number]
            found += rows
            left = window.last
            if left is None or len(found) >= enough:
                return Answer(found, whole=left is None)
            if len(rows) * FURTHER < (enough - len(found)) * size:
                break
        while left is not None and len(found) < most:
            some = self._asked(_looked_up(self.anybody), number, said, left, AT_ONCE)
            found += (row for row in some if row.matter_id)
            left = some[-1].place if len(some) == AT_ONCE else None
        return Answer(found, whole=left is None)

    def _asked(self, statement: Any, number: int, said: str, below: int, most: int) -> list[Row]:
        values = {**self.values, "said": said, "below": below, "from": self.first, "most": most}
        return [Row(number, *row) for row in self.session.connection().execute(statement, values)]

    def _window(self, below: int, size: int) -> Window:
        if (below, size) not in self.windows:
            said = [matching(self.dialect, [one], self.narrowing) for one in self.questions]
            values = {
                **self.values, **{f"said_{number}": one for number, one in enumerate(said)},
                "said": matching(self.dialect, self.questions, self.narrowing),
                "below": below, "from": self.first, "most": size,
            }  # fmt: skip
            statement = _standing(self.anybody, len(said))
            rows = self.session.connection().execute(statement, values).all()
            last = rows[0].last if rows[0].standing == size else None
            self.windows[below, size] = Window(tuple(Row(*row[2:]) for row in rows if row.tier is not None), last)
        return self.windows[below, size]


# ---- the statements, each made once for everybody with such roles


def matches(dialect: str, said: Any, tokens: Any = SearchRow.tokens) -> ColumnElement[bool]:
    """Whether a row of the index answers what :meth:`Index.said` wrote, a parameter of the statement."""
    if dialect == POSTGRESQL:
        matched: ColumnElement[bool] = tokens.op("@@", is_comparison=True)(cast(said, TSQUERY))
        return matched
    return FTS5.c.search_index.op("MATCH", is_comparison=True)(said)


@lru_cache(maxsize=128)
def _walked(anybody: Viewer) -> Any:
    """SQLite: from the latest row on, until there are enough that may be seen."""
    place, matter_id = FTS5.c.rowid, FTS5.c.rowid.op("&")(MATTER_MASK)
    wanted = select(place, matter_id).join(Matter, Matter.id == matter_id)
    asked = wanted.where(matches("sqlite", _SAID), place < _BELOW, place >= _FROM, visible(anybody))
    return asked.order_by(place.desc()).limit(_MOST)


@lru_cache(maxsize=128)
def _looked_up(anybody: Viewer) -> Any:
    """PostgreSQL: the latest of those found by words, each with its matter where that may be seen."""
    place = SearchRow.place + 0  # put in order after it was found by words: no plan walks through all rows for it
    found = (
        select(place.label("place"), SearchRow.matter_id)
        .where(matches(POSTGRESQL, _SAID), place < _BELOW, place >= _FROM)
        .order_by(place.desc())
        .limit(_MOST)
        .subquery()
    )
    seen = select(Matter.id).where(Matter.id == found.c.matter_id, visible(anybody)).scalar_subquery()
    return select(found.c.place, seen).order_by(found.c.place.desc())


@lru_cache(maxsize=512)
def _standing(anybody: Viewer, tiers: int) -> Any:
    """PostgreSQL: what answers of the latest rows, looked at one by one, with its tier; one row at least."""
    rows = select(SearchRow.place, SearchRow.matter_id, SearchRow.tokens)
    rows = rows.where(SearchRow.place < _BELOW, SearchRow.place >= _FROM).order_by(SearchRow.place.desc())
    latest = rows.limit(_MOST).cte("latest")
    stretch = select(func.min(latest.c.place).label("last"), func.count().label("standing")).subquery()
    said = [matches(POSTGRESQL, bindparam(f"said_{one}", type_=Text), latest.c.tokens) for one in range(tiers)]
    tier = case(*((matched, number) for number, matched in enumerate(said)))
    found = (
        select(tier.label("tier"), latest.c.place, latest.c.matter_id)
        .join(Matter, Matter.id == latest.c.matter_id)
        .where(matches(POSTGRESQL, _SAID, latest.c.tokens), visible(anybody))
        .subquery()
    )
    wanted = select(stretch.c.last, stretch.c.standing, found.c.tier, found.c.place, found.c.matter_id)
    return wanted.outerjoin(found, text("true")).order_by(found.c.tier, found.c.place.desc())


def _year(year: int) -> tuple[int, int]:
    return place_of(date(year, 1, 1), 0), place_of(date(year, 12, 31), MATTER_MASK) + 1


__all__ = ["FTS5", "POSTGRESQL", "Index", "Row", "matches"]
