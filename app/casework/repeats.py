"""Visits about the same thing (tiếp lần đầu, lần thứ hai …): proposed from who came before, said by the officer.

A visit that repeats another names the first of them, in one register, so a series is one step deep. What is sealed
stands in none: its number would tell that somebody came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.casework.errors import Refused
from app.casework.folding import fold
from app.casework.permissions import Viewer, visible
from app.records.matters import Matter
from app.records.reception import Visit

SHORTEST_WORD = 3  # letters: shorter words say nothing about what a matter is
ALIKE_FROM = 0.5  # of the words of the shorter text


@dataclass(frozen=True, slots=True)
class Repeatable:
    """What somebody came about before. ``ref``: of the last visit about it; ``nth``: which the next one would be.

    ``members``: the refs of all the visits about it.
    """

    ref: str
    code: str
    received_on: date
    title: str
    kind: str | None
    content: str
    nth: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class OneVisit:
    """A visit of a series."""

    ref: str
    code: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Repeated:
    """The visits about one thing, in order, and which of them is meant, from 1."""

    visits: tuple[OneVisit, ...]
    nth: int

    @property
    def first(self) -> OneVisit:
        return self.visits[0]


def repeatable(session: Session, viewer: Viewer, refs: Collection[str], *, agency_id: int) -> list[Repeatable]:
    """Of these visits, what may be repeated at a desk: one a series, the last visited first."""
    if not refs:
        return []
    series = func.coalesce(Visit.repeats_id, Visit.matter_id)
    wanted = select(series).join(Matter, Matter.id == Visit.matter_id)
    wanted = wanted.where(Matter.ref.in_(refs), *_repeatable(viewer, agency_id))
    rows = session.execute(
        _of_series(wanted).where(*_repeatable(viewer, agency_id)).order_by(Visit.received_on.desc(), Matter.id.desc())
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.series, []).append(row)
    return [_proposed(visits) for visits in found.values()]


def _of_series(wanted: Select[int]) -> Select[*tuple[Any, ...]]:
    series = func.coalesce(Visit.repeats_id, Visit.matter_id)
    columns = (Matter.ref, Matter.code, Matter.title, Visit.received_on, Visit.kind, Visit.content)
    members = or_(Visit.matter_id.in_(wanted), Visit.repeats_id.in_(wanted))
    return select(series.label("series"), *columns).join(Matter, Matter.id == Visit.matter_id).where(members)


def _proposed(visits: list[Any]) -> Repeatable:
    last, first = visits[0], visits[-1]
    members = frozenset(row.ref for row in visits)
    return Repeatable(
        last.ref, last.code, last.received_on, first.title, first.kind, first.content, len(visits) + 1, members
    )


def _repeatable(viewer: Viewer, agency_id: int) -> tuple[Any, ...]:
    return (visible(viewer), ~Matter.sealed, Matter.origin_agency_id == agency_id)


def likeliest(proposed: Iterable[Repeatable], *, kind: str | None, content: str) -> Repeatable | None:
    """The one that looks like what is being typed: no other kind, and at least half the words; mostly none."""
    typed = _words(content)
    same_kind = (one for one in proposed if None in (kind, one.kind) or kind == one.kind)
    alike = [(_shared(typed, _words(one.content)), one) for one in same_kind]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE_FROM else None


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _words(text: str) -> frozenset[str]:
    plain = "".join(mark if mark.isalnum() else " " for mark in fold(text))
    return frozenset(word for word in plain.split() if len(word) >= SHORTEST_WORD)


def series_of(session: Session, viewer: Viewer, ref: str, *, agency_id: int, on: date) -> int:
    """The id of the first visit about what the visit ``ref`` was about. Raises Refused on ``repeats``."""
    wanted = select(Visit.matter_id, Visit.repeats_id, Visit.received_on).join(Matter, Matter.id == Visit.matter_id)
    row = session.execute(wanted.where(Matter.ref == ref, *_repeatable(viewer, agency_id))).one_or_none()
    if row is None:
        raise Refused("Không tìm thấy lần tiếp trước đã chọn. Chọn lại.", field="repeats")
    if row.received_on > on:
        raise Refused("Lần tiếp đã chọn là ngày %(day)s, sau ngày tiếp này.", field="repeats", day=row.received_on)
    first: int = row.repeats_id or row.matter_id
    return first


def repeats(session: Session, viewer: Viewer, visit_ids: Collection[int] | Select[int]) -> dict[int, Repeated]:
    """By visit, the series it stands in, as far as the viewer sees it; a visit alone in its own is not there."""
    theirs = or_(Visit.matter_id.in_(visit_ids), Visit.repeats_id.in_(visit_ids))
    asked = select(Visit.repeats_id).where(Visit.repeats_id.is_not(None), theirs)
    rows = session.execute(
        select(Visit.matter_id, Visit.repeats_id, Visit.received_on, Matter.ref, Matter.code)
        .join(Matter, Matter.id == Visit.matter_id)
        .where(or_(Visit.matter_id.in_(asked), Visit.repeats_id.in_(asked)), ~Matter.sealed, visible(viewer))
        .order_by(Visit.received_on, Visit.matter_id)
    )
    seen: dict[int, list[Any]] = {}
    for row in rows:
        seen.setdefault(row.repeats_id or row.matter_id, []).append(row)
    found: dict[int, Repeated] = {}
    for members in seen.values():
        visits = tuple(OneVisit(row.ref, row.code, row.received_on) for row in members)
        if len(visits) > 1:
            found |= {row.matter_id: Repeated(visits, nth) for nth, row in enumerate(members, start=1)}
    return found


__all__ = ["OneVisit", "Repeatable", "Repeated", "likeliest", "repeatable", "repeats", "series_of"]
