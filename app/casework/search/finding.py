"""What the search finds: the matters somebody may see, in one order on both databases, a page at a time.

The index narrows; :func:`~app.casework.permissions.visible` decides, in the same statement, for rows and counts alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    column,
    exists,
    false,
    func,
    literal,
    select,
    table,
    text,
    union,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from app.casework.identities import live_grant
from app.casework.permissions import Deed, Viewer, visible
from app.casework.search.asking import Narrowing, Tier, Word, tiers, typed_words, widest
from app.casework.search.keeping import place_of
from app.casework.search.matching import matching
from app.records.matters import Assignment, Matter, MatterKind
from app.records.people import RoleKind
from app.records.search import MATTER_MASK, SearchRow

PAGE = 25
MOST_COUNTED = 1_000  # and then "more than"
AS_THEY_STAND = 1_000  # of the latest rows, looked at one by one
COUNTED = 3_000
HUNDRED = 100
MOST_BESIDE = 200  # matters somebody sees that are of none of their agencies
POSTGRESQL = "postgresql"
FOUND_FIRST = SearchRow.place + 0  # put in order after it was found by words: no plan walks through all rows for it
# A plan made once for every question walks through a million rows to find nothing: each question gets its own. Most of
# a plan is never run, so nothing of it is worth compiling.
PLANNED_FOR_WHAT_IS_ASKED = text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)"
)
FTS5 = table("search_index", column("rowid", BigInteger), column("search_index"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what was typed, and what it is narrowed down to. None narrows nothing."""

    text: str
    kind: MatterKind | None = None
    agency_id: int | None = None
    field: str | None = None
    open: bool | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: in which tier, at which place."""

    tier: int
    place: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A matter found; ``tier`` tells how surely it was meant."""

    matter_id: int
    tier: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page. ``total`` is exact unless there are ``more``; ``next`` is None on the last page."""

    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    total: int
    more: bool
    next: Key | None


def find(session: Session, viewer: Viewer, asked: Asked, *, after: Key | None = None, limit: int = PAGE) -> Found:
    """What ``viewer`` may see of what was asked for: the surest first, then the latest."""
    typed = typed_words(asked.text)
    questions = tiers(typed)
    if not questions:
        return Found((), (), 0, more=False, next=None)
    index = Index(session, viewer, asked)
    rows = session.execute(index.page(questions, after, limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    hits = tuple(Hit(row.matter_id, row.tier) for row in rows[:limit])
    total, more = len(hits), False
    if after is not None or last is not None:
        counting = index.count(questions, common=last is not None and last.standing)
        total, uncounted = session.execute(counting).one()
        total, more = min(total, MOST_COUNTED), uncounted or total > MOST_COUNTED
        total = total - total % HUNDRED if more and total > HUNDRED else total  # "more than 900"
    return Found(tuple(typed), hits, total, more, Key(last.tier, last.place) if last else None)


class Index:
    """The index as one viewer may ask it, narrowed as asked.

    PostgreSQL cannot walk its index from the latest row to the earliest, and does not know that words keep company. So
    it is asked twice: over the latest rows as they stand, which is enough for words that many matters have, and, only
    as far as that did not fill the page, over the index for words that few have. SQLite walks, and is asked once.
    """

    def __init__(self, session: Session, viewer: Viewer, asked: Asked) -> None:
        self.dialect = session.get_bind().dialect.name
        self.visible = visible(viewer)
        self.narrowing = _narrowing(session, viewer, asked).tier()
        self.year = asked.year
        self.windows: dict[tuple[int | None, int], CTE] = {}
        if self.dialect == POSTGRESQL:
            session.execute(PLANNED_FOR_WHAT_IS_ASKED)

    def page(self, questions: Sequence[Tier], after: Key | None, most: int) -> Any:
        """The first ``most`` rows after ``after``: tier after tier, each only as far as it is needed.

        ``standing``: found among the latest rows as they stand.
        """
        first = after.tier if after else 0
        parts: list[Any] = []
        for number in range(first, len(questions)):
            below = after.place if after and after.tier == number else None
            said = matching(self.dialect, [questions[number]], self.narrowing, widest(questions[:number]))
            for wanted in self._slices(said, below):
                part = wanted.add_columns(literal(number).label("tier")).limit(most).subquery()
                parts.append(select(part.c.place, part.c.matter_id, part.c.tier, part.c.standing))
        return union_all(*parts).limit(most)

    def count(self, questions: Sequence[Tier], *, common: bool) -> Select[*tuple[int, bool]]:
        """How many answer any question, at most 1,001, and whether there may be more that were not counted.

        Whatever has every word has answered the last question. ``common``: many do; then the latest rows are counted,
        since PostgreSQL would read through half its index to count the rest.
        """
        any_of = [questions[0], questions[-1]] if len(questions) > 1 else questions
        said = matching(self.dialect, any_of, self.narrowing)
        uncounted: ColumnElement[bool] = false()
        if common and self.dialect == POSTGRESQL:
            part = self._standing(said, None, COUNTED)
            uncounted = exists(select(SearchRow.place).where(self._earlier(None, COUNTED)))
        else:
            part = self._by_words(said, None)
        counted = part.limit(MOST_COUNTED + 1).subquery()
        return select(func.count(), uncounted).select_from(counted)

    def said(self, tier: Tier) -> str:
        """A tier and what narrows it, in the language of this index; nothing when neither asks anything."""
        return matching(self.dialect, [tier] if tier.clauses else [], self.narrowing)

    def matches(self, said: str, source: Any = None) -> ColumnElement[bool]:
        """Whether a row of the index answers what :meth:`said` wrote."""
        if self.dialect == POSTGRESQL:
            tokens = SearchRow.tokens if source is None else source.c.tokens
            return tokens.op("@@", is_comparison=True)(cast(literal(said, Text), TSQUERY))
        return FTS5.c.search_index.op("MATCH", is_comparison=True)(said)

    def _slices(self, said: str, below: int | None) -> Iterator[Select[Any]]:
        """What answers, the latest first, in one or two selects that follow each other."""
        if self.dialect != POSTGRESQL:
            yield self._by_words(said, below).order_by(FTS5.c.rowid.desc())
            return
        standing = self._standing(said, below, AS_THEY_STAND)
        yield standing.order_by(standing.selected_columns.place.desc())
        earlier = self._by_words(said, below).where(self._earlier(below, AS_THEY_STAND))
        yield earlier.order_by(FOUND_FIRST.desc())

    def _by_words(self, said: str, below: int | None) -> Select[Any]:
        if self.dialect == POSTGRESQL:
            wanted = self._visible(SearchRow.place, SearchRow.matter_id, standing=False)
            return wanted.where(self.matches(said), *self._between(FOUND_FIRST, below))
        place = FTS5.c.rowid
        wanted = self._visible(place, place.op("&")(MATTER_MASK), standing=True)
        return wanted.where(self.matches(said), *self._between(place, below))

    def _standing(self, said: str, below: int | None, most: int) -> Select[Any]:
        """Among the latest ``most`` rows, looked at one by one."""
        if (below, most) not in self.windows:
            rows = select(SearchRow.place, SearchRow.matter_id, SearchRow.tokens)
            rows = rows.where(*self._between(SearchRow.place, below)).order_by(SearchRow.place.desc())
            self.windows[below, most] = rows.limit(most).cte(f"latest_{len(self.windows)}")
        latest = self.windows[below, most]
        wanted = self._visible(latest.c.place, latest.c.matter_id, standing=True)
        return wanted.where(self.matches(said, latest))

    def _earlier(self, below: int | None, most: int) -> ColumnElement[bool]:
        """Before the latest ``most`` rows; nothing is, where there are fewer."""
        rows = select(SearchRow.place).where(*self._between(SearchRow.place, below))
        return rows.order_by(SearchRow.place.desc()).offset(most - 1).limit(1).scalar_subquery() > FOUND_FIRST

    def _visible(self, place: Any, matter_id: Any, *, standing: bool) -> Select[Any]:
        return (
            select(place.label("place"), matter_id.label("matter_id"), literal(standing).label("standing"))
            .join(Matter, Matter.id == matter_id)
            .where(self.visible)
        )

    def _between(self, place: Any, below: int | None) -> Iterator[ColumnElement[bool]]:
        if below is not None:
            yield place < below
        if self.year is not None:
            yield place >= place_of(date(self.year, 1, 1), 0)
            yield place <= place_of(date(self.year, 12, 31), MATTER_MASK)


def _narrowing(session: Session, viewer: Viewer, asked: Asked) -> Narrowing:
    state = None if asked.open is None else "open" if asked.open else "closed"
    return Narrowing(
        kind=asked.kind.value if asked.kind else None,
        agency_id=asked.agency_id,
        field=asked.field,
        state=state,
        sees=None if viewer.may(Deed.WATCH_PROVINCE) else _seen(session, viewer),
    )


def _seen(session: Session, viewer: Viewer) -> tuple[frozenset[int], frozenset[int]]:
    """The agencies whose matters somebody may come to see, and the single matters beside these."""
    agencies = viewer.agencies(RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    elsewhere = and_(~Matter.agency_id.in_(agencies), ~Matter.origin_agency_id.in_(agencies))
    assigned = select(Assignment.matter_id).where(
        Assignment.account_id == viewer.account_id, Assignment.until_at.is_(None)
    )
    by_name = union(assigned, live_grant(viewer.account_id)).subquery()
    beside = select(Matter.id).join(by_name, by_name.c.matter_id == Matter.id).where(elsewhere)
    return agencies, frozenset(session.scalars(beside.order_by(Matter.id.desc()).limit(MOST_BESIDE)))
