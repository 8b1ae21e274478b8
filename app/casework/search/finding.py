"""What the search finds: the matters somebody may see, in one order on both databases, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import Session

from app.casework.identities import live_grant
from app.casework.permissions import Deed, Viewer, like, read_below
from app.casework.readings import petitions_read
from app.casework.search.asking import Narrowing, Word, tiers, typed_words
from app.casework.search.index import ONE_PLAN_FOR_ALL, POSTGRESQL, Index
from app.records.matters import Assignment, Matter, MatterKind
from app.records.people import RoleKind

PAGE = 25
MOST_COUNTED = 200  # and then "more than"
MOST_BESIDE = 200  # matters somebody sees that are of none of their agencies
ROUNDED = 10
MEMBERS = (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)


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
    """One page. ``total`` is exact unless there are ``more``; ``next`` is None on the last page.

    ``index``: as it was asked, for what was likely meant; None where nothing was asked.
    """

    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    total: int
    more: bool
    next: Key | None
    index: Index | None = field(default=None, compare=False, repr=False)


def find(session: Session, viewer: Viewer, asked: Asked, *, after: Key | None = None, limit: int = PAGE) -> Found:
    """What ``viewer`` may see of what was asked for: the surest first, then the latest."""
    typed = typed_words(asked.text)
    questions = tiers(typed)
    if not questions:
        return Found((), (), 0, more=False, next=None)
    bare = [word.bare for word in typed]
    index = Index(session, viewer, narrowing(session, viewer, asked), questions, words=bare, year=asked.year)
    most = max(MOST_COUNTED, limit) + 1
    every = index.answer(None, limit + 1, most)
    rows = every.rows if after is None else index.answer((after.tier, after.place), limit + 1, limit + 1).rows
    last = rows[limit - 1] if len(rows) > limit else None
    hits = tuple(Hit(row.matter_id, row.tier) for row in rows[:limit])
    total, more = len(every.rows), not every.whole
    if more:
        total = min(total, MOST_COUNTED) // ROUNDED * ROUNDED
    return Found(tuple(typed), hits, total, more, Key(last.tier, last.place) if last else None, index)


def narrowing(session: Session, viewer: Viewer, asked: Asked) -> Narrowing:
    """What the index is narrowed down to: as asked, and to what ``viewer`` may come to see."""
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
    anybody, values = like(viewer)
    connection = session.connection()
    if connection.dialect.name == POSTGRESQL:
        beside = connection.execute(_beside_and_prepared(anybody), values).one()[0]
    else:
        beside = connection.execute(_beside(anybody), values).scalars()
    return viewer.agencies(*MEMBERS), frozenset(beside)


@lru_cache(maxsize=128)
def _beside_and_prepared(anybody: Viewer) -> Any:
    """PostgreSQL: what :class:`Index` wants said before it is asked, in the same round trip."""
    return select(func.array(_beside(anybody).scalar_subquery()), *ONE_PLAN_FOR_ALL)


@lru_cache(maxsize=128)
def _beside(anybody: Viewer) -> Any:
    agencies = anybody.agencies(*MEMBERS)
    elsewhere = and_(~Matter.agency_id.in_(agencies), ~Matter.origin_agency_id.in_(agencies))
    reads = read_below(anybody)
    assigned = select(Assignment.matter_id).where(
        Assignment.account_id == anybody.account_id, Assignment.until_at.is_(None)
    )
    by_name = union(assigned, live_grant(anybody.account_id), reads, petitions_read(reads)).subquery()
    beside = select(Matter.id).join(by_name, by_name.c.matter_id == Matter.id).where(elsewhere)
    return beside.order_by(Matter.id.desc()).limit(MOST_BESIDE)
