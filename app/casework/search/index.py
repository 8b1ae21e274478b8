"""The index as one viewer may ask it: what answers a question, tier after tier, each only as far as it is needed.

The index narrows; :func:`~app.casework.permissions.visible` decides, in the same statement. Statements are made once
for everybody with such roles (:func:`~app.casework.permissions.like`): what is asked is in their parameters.

SQLite walks its index from the latest row to the earliest; the words of an agency are a list of their own. PostgreSQL
cannot, and does not know that words keep company. So it looks at the latest rows as they stand, of the agencies asked
for, which is enough for words that many matters have, and only as far as these did not fill the page at its index, for
words that few have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    TableClause,
    Text,
    bindparam,
    column,
    exists,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer, like, visible
from app.casework.search.asking import Clause, Narrowing, Tier, widest
from app.casework.search.keeping import place_of
from app.casework.search.latest import (
    BELOW,
    FROM,
    MOST,
    SAID,
    TIER,
    WORD,
    Led,
    ever_had,
    lately_had,
    matches,
    standing,
    tier_of,
)
from app.casework.search.matching import matching, matching_in
from app.records.matters import Matter
from app.records.search import MATTER_MASK, SearchRow

POSTGRESQL = "postgresql"
AS_THEY_STAND = 300  # of the latest rows, looked at one by one
MORE, FURTHER = 900, 3_000  # and of those before, where they promise to fill the page
AT_ONCE = 250  # rows found by words, in one statement
EARLIEST, LATEST = 0, 2**62
FTS5 = table("search_index", column("rowid", BigInteger), column("search_index"))
FTS5_THEIRS = table("search_by_agency", column("rowid", BigInteger), column("search_by_agency"))
# A plan made for one question knows how often each of its words stands anywhere, not that they keep company, and walks
# through a million rows to find nothing: all questions have one plan, which never reads a table from end to end. Little
# of it is run: nothing is worth compiling.
ONE_PLAN_FOR_ALL: tuple[ColumnElement[Any], ...] = tuple(
    literal_column(f"set_config('{setting}', '{value}', true)")
    for setting, value in (("plan_cache_mode", "force_generic_plan"), ("jit", "off"), ("enable_seqscan", "off"))
)
_PREPARED = select(*ONE_PLAN_FOR_ALL)


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


class Met(IntEnum):
    """Whether a word is in the index; ``LATELY``: in one of the latest rows, so that many may have it."""

    NOWHERE = 0
    SOMEWHERE = 1
    LATELY = 2


class Index:
    """The index for one viewer, narrowed; ``questions`` are the tiers asked, the surest first."""

    def __init__(
        self, session: Session, viewer: Viewer, narrowing: Narrowing, questions: Sequence[Tier] = (), *,
        words: Sequence[str] = (), year: int | None = None,
    ) -> None:  # fmt: skip
        self.session = session
        self.dialect = session.get_bind().dialect.name
        self.anybody, self.values = like(viewer)
        self.narrowing, self.within = narrowing.tier(), narrowing.within()
        self.parts, self.scope = narrowing.parts(), narrowing.scope()
        self.questions, self.words = questions, words
        self.lately: Sequence[bool] | None = None  # which words the latest rows have, where none of these answers
        self.first, self.end = (EARLIEST, LATEST) if year is None else _year(year)
        self.windows: dict[tuple[int, int], Window] = {}
        self.rare: dict[tuple[int, int], Answer] = {}  # by tier, and below which place
        if self.dialect == POSTGRESQL and narrowing.sees is None:  # else it was said where that was asked
            session.connection().execute(_PREPARED)

    def answer(self, after: tuple[int, int] | None, enough: int, most: int) -> Answer:
        """The rows after a tier and place, at most ``most``; what is dear to find only as far as ``enough``.

        From the beginning on, what a tier above has answered is known and left out here; only further pages ask the
        index for rows that answer none above, which costs as much again.
        """
        first = after[0] if after else 0
        found: dict[int, Row] = {}  # by matter
        whole = True
        for number in range(first, len(self.questions)):
            below = after[1] if after and number == first else self.end
            asked = self._tier if self.dialect == POSTGRESQL else self._walk
            tier = asked(number, below, enough - len(found), most + len(found), alone=after is not None)
            for row in tier.rows:
                found.setdefault(row.matter_id, row)
            whole = whole and tier.whole
            if len(found) >= most:
                break
        return Answer(list(found.values())[:most], whole and len(found) < most)

    def said(self, tier: Tier) -> str:
        """PostgreSQL: a tier and what narrows it; nothing when neither asks anything."""
        return matching(POSTGRESQL, [tier] if tier.clauses else [], self.narrowing)

    def met(self, words: Sequence[str]) -> list[Met]:
        """Where the index has words, in rows somebody sees or does not: what no row has needs no looking for."""
        if not words:
            return []
        asked = [Tier((Clause((one,)),)) for one in words]
        if self.dialect == POSTGRESQL:
            return self._met(asked, None if self.words != words else self.lately)
        statement = _met_in(tuple(bool(part.agencies) for part in self.parts), len(asked))
        said = [[matching_in(part, [one]) for part in self.parts] for one in asked]
        values = {f"said_{at}_{of}": text for at, one in enumerate(said) for of, text in enumerate(one)}
        row = self.session.connection().execute(statement, values).one()
        return [Met.SOMEWHERE if one else Met.NOWHERE for one in row]

    # ---- SQLite

    def _walk(self, number: int, below: int, _enough: int, most: int, *, alone: bool) -> Answer:
        """What answers a tier, ``alone``: and none above it; of each part of the index, put together in order."""
        rows: list[Row] = []
        above = widest(self.questions[:number]) if alone else ()
        for part in self.parts:
            said = matching_in(part, [self.questions[number]], above)
            values = self._values(below, most) | {"said": said}
            asked = self.session.connection().execute(_walked(self.anybody, bool(part.agencies)), values)
            rows += [Row(number, place, matter_id) for place, matter_id in asked.all()]
        rows.sort(key=lambda row: -row.place)
        return Answer(rows[:most], whole=len(rows) < most)

    # ---- PostgreSQL

    def _tier(self, number: int, below: int, enough: int, most: int, *, alone: bool) -> Answer:
        found: list[Row] = []
        left: int | None = below
        for size in (AS_THEY_STAND, MORE, FURTHER):
            window = self._window(left or 0, size)
            rows = [row for row in window.rows if row.tier == number]
            found += rows
            left = window.last
            if left is None or len(found) >= enough:
                return Answer(found, whole=left is None)
            if len(rows) * FURTHER < (enough - len(found)) * size:
                break
        while left is not None and len(found) < most:
            some = self._looked_up(number, left, alone=alone)
            found += (row for row in some.rows if row.matter_id)
            left = None if some.whole else some.rows[-1].place
        return Answer(found, whole=left is None)

    def _looked_up(self, number: int, below: int, *, alone: bool) -> Answer:
        """Rows below a place by their words.

        The first tier may fill the page, where some of the latest rows answer anything; of those after it, all that
        none of the latest rows answers are asked at once.
        """
        if (number, below) in self.rare:
            return self.rare[number, below]
        lately = self.windows.get((self.end, AS_THEY_STAND))
        first = not self.rare and (lately is None or bool(lately.rows))
        numbers = [number] if alone or first else [number, *self._rare_after(number)]
        asked = [self.questions[one] for one in numbers]
        above = widest(self.questions[:number]) if alone else ()
        values = self._values(below, AT_ONCE) | self._said_of(asked, self.narrowing)
        values["said"] = matching(POSTGRESQL, widest(asked), self.narrowing, above)
        told = self.session.connection().execute(_looked_up(self.anybody, len(asked)), values)
        rows = [Row(numbers[row.tier], row.place, row.matter_id) for row in told]
        last = rows[-1].tier if len(rows) == AT_ONCE else None
        for one in numbers:
            if last is None or one <= last:
                self.rare[one, below] = Answer([row for row in rows if row.tier == one], whole=one != last)
        return self.rare[number, below]

    def _rare_after(self, number: int) -> Iterator[int]:
        if (self.end, AS_THEY_STAND) not in self.windows:
            return
        met = {row.tier for row in self.windows[self.end, AS_THEY_STAND].rows}
        for one in range(number + 1, len(self.questions)):
            if one in met:
                return
            yield one

    def _met(self, asked: Sequence[Tier], lately: Sequence[bool] | None) -> list[Met]:
        """Only words the latest rows do not have are looked up; these rows are read once."""
        if lately is None:
            values = {**self.scoped(), **self._said_of(asked, self.narrowing), **self._values(LATEST, AS_THEY_STAND)}
            lately = self.session.connection().execute(lately_had(len(asked), led=self.led()), values).scalar_one()
        rare = [one for one, met in zip(asked, lately, strict=True) if not met]
        said = self._said_of(rare, self.narrowing)
        ever = iter(self.session.connection().execute(ever_had(len(rare)), said).one()) if rare else iter(())
        return [Met.LATELY if met else Met.SOMEWHERE if next(ever) else Met.NOWHERE for met in lately]

    def _window(self, below: int, size: int) -> Window:
        if (below, size) not in self.windows:
            values = self._values(below, size) | self._said_of(self.questions, self.within)
            values["said"] = matching(POSTGRESQL, widest(self.questions), self.within)
            words = self.words if (below, size) == (LATEST, AS_THEY_STAND) else ()
            values |= self._said_of([Tier((Clause((one,)),)) for one in words], self.narrowing, WORD)
            statement = standing(self.anybody, len(self.questions), led=self.led(), words=len(words))
            rows = self.session.connection().execute(statement, values | self.scoped()).all()
            last = rows[0].last if rows[0].standing == size else None
            self.windows[below, size] = Window(tuple(Row(*row[2:5]) for row in rows if row.tier is not None), last)
            self.lately = rows[0].lately if words else self.lately
        return self.windows[below, size]

    def led(self) -> Led:
        """Which form of :func:`latest` is asked."""
        if self.scope is None:
            return Led.BY_ALL
        return Led.BY_ONE_AGENCY if len(self.scope[0]) == 1 else Led.BY_AGENCIES

    def scoped(self) -> dict[str, Any]:
        """The bound of the answers, as :func:`latest` takes it."""
        if self.scope is None:
            return {}
        agencies, matters = self.scope
        theirs = {"agency": min(agencies)} if len(agencies) == 1 else {"agencies": sorted(agencies)}
        return {**theirs, "beside": sorted(matters)}

    def _values(self, below: int, most: int) -> dict[str, Any]:
        return {**self.values, "below": below, "from": self.first, "most": most}

    def _said_of(self, tiers: Sequence[Tier], narrowing: Tier, called: str = TIER) -> dict[str, Any]:
        said = (matching(POSTGRESQL, [tier], narrowing) for tier in tiers)
        return {f"{called}_{number}": one for number, one in enumerate(said)}


# ---- the statements, each made once for everybody with such roles


@lru_cache(maxsize=128)
def _walked(anybody: Viewer, theirs: bool) -> Any:  # noqa: FBT001 - a form of the statement
    """SQLite: from the latest row on, until there are enough that may be seen."""
    source = FTS5_THEIRS if theirs else FTS5
    place, matter_id = source.c.rowid, source.c.rowid.op("&")(MATTER_MASK)
    wanted = select(place, matter_id).join(Matter, Matter.id == matter_id)
    asked = wanted.where(matched_in(source, SAID), place < BELOW, place >= FROM, visible(anybody))
    return asked.order_by(place.desc()).limit(MOST)


def matched_in(source: TableClause, said: Any) -> ColumnElement[bool]:
    """Whether a row of an FTS5 table answers what :mod:`app.casework.search.matching` wrote."""
    return source.c[source.name].op("MATCH", is_comparison=True)(said)


@lru_cache(maxsize=512)
def _looked_up(anybody: Viewer, tiers: int) -> Any:
    """PostgreSQL: those found by words, the surest and latest first, each with its matter where that may be seen."""
    place = SearchRow.place + 0  # put in order after it was found by words: no plan walks through all rows for it
    tier = tier_of(SearchRow.tokens, tiers)
    found = (
        select(tier.label("tier"), place.label("place"), SearchRow.matter_id)
        .where(matches(SAID), place < BELOW, place >= FROM)
        .order_by("tier", place.desc())
        .limit(MOST)
        .subquery()
    )
    seen = select(Matter.id).where(Matter.id == found.c.matter_id, visible(anybody)).scalar_subquery()
    return select(found.c.tier, found.c.place, seen.label("matter_id")).order_by(found.c.tier, found.c.place.desc())


@cache
def _met_in(theirs: tuple[bool, ...], words: int) -> Any:
    """SQLite: each word in any part of the index, all in one statement; ``theirs``: of each part, whether agencies'."""
    sources = [FTS5_THEIRS if one else FTS5 for one in theirs]

    def of(word: int) -> ColumnElement[bool]:
        parts = ((bindparam(f"said_{word}_{part}", type_=Text), source) for part, source in enumerate(sources))
        return or_(*(exists().select_from(source).where(matched_in(source, said)) for said, source in parts))

    return select(*map(of, range(words)))


def _year(year: int) -> tuple[int, int]:
    return place_of(date(year, 1, 1), 0), place_of(date(year, 12, 31), MATTER_MASK) + 1


__all__ = ["FTS5", "FTS5_THEIRS", "ONE_PLAN_FOR_ALL", "POSTGRESQL", "Index", "Met", "Row", "matched_in"]
