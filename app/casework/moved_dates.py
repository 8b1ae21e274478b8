"""Open duties follow the calendar and the readings of the law: what would move, what waits, and the moving itself.

An open duty carries the fingerprint of what reckoned it (:attr:`app.casework.ledger.Ground.version`). Where that is not
the one that holds, its matter is assessed again, some matters a transaction, so that a run that died goes on where it
stopped. What is satisfied or ended stays as it was judged. The flags of a matter follow in the same transaction: none
says late of a duty that has time again, and what became late does not wait for the daily run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from app.casework import audit, ledger
from app.casework.errors import OutOfOrder
from app.casework.flags import raise_and_withdraw
from app.casework.ledger import Ground
from app.casework.once import insert_once, rows_of
from app.casework.reckonings import states_of
from app.casework.timeline import acts_of
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.settings import Mark
from app.statute.time_limits.shape import Certainty

MOST_FORESEEN = 10_000  # matters looked through before a change, some seconds; a page waits for it
AT_ONCE = 50  # matters in one transaction
TOGETHER = 200  # matters read at once
RECKONED_BY = "reckoned_by"  # the mark: by which ground, and on which day, every open duty was found to be reckoned
Shift = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would do. ``shifts``: how many open duties go from one last day to another.

    ``matters``: those that were looked through; ``left``: those that were not, for there are too many.
    """

    matters: int
    left: int
    shifts: Counter[Shift]

    @property
    def moved(self) -> int:
        return self.shifts.total()


def foresee(session: Session, ground: Ground, *, today: date, days: Collection[date] | None = None) -> Foreseen:
    """How many open duties would have another last day under ``ground``; nothing is written.

    ``days``: the days of the calendar that change; only clocks that run over one of them can move.
    """
    concerned = _touched(days) if days is not None else Obligation.due_on.is_not(None)
    wanted = select(Obligation.matter_id).where(Obligation.open, concerned).distinct().order_by(Obligation.matter_id)
    ids = list(session.scalars(wanted))
    looked = ids[:MOST_FORESEEN]
    shifts: Counter[Shift] = Counter()
    for first in range(0, len(looked), TOGETHER):
        shifts.update(_shifts(session, looked[first : first + TOGETHER], ground, today))
    return Foreseen(len(looked), len(ids) - len(looked), shifts)


def _touched(days: Collection[date]) -> ColumnElement[bool]:
    """The open duties whose clock, from its first day to its last, runs over one of these days; and the unreckoned.

    A clock counted back ends before it starts. The later day of a disputed limit may lie beyond the earlier one.
    """
    first, last = min(days), max(days)
    start, end = Obligation.started_on, Obligation.due_on
    early, late = case((end < start, end), else_=start), case((end < start, start), else_=end)
    runs = and_(early <= last, or_(late >= first, Obligation.certainty == Certainty.DISPUTED))
    return or_(Obligation.unreckoned.is_not(None), and_(end.is_not(None), runs))


def _shifts(session: Session, ids: Sequence[int], ground: Ground, today: date) -> Iterator[Shift]:
    logs: dict[int, list[Any]] = {one: [] for one in ids}
    for act in sorted(acts_of(session, ids), key=lambda one: one.id):
        logs[act.matter_id].append(act)
    owed: dict[int, list[tuple[str, int, date | None]]] = {one: [] for one in ids}
    columns = (Obligation.matter_id, Obligation.duty, Obligation.trigger_act_id, Obligation.due_on)
    for row in session.execute(select(*columns).where(Obligation.matter_id.in_(ids), Obligation.open)):
        owed[row.matter_id].append((row.duty, row.trigger_act_id, row.due_on))
    filed = select(Matter.id, Matter.kind, Matter.procedure, Matter.facts).where(Matter.id.in_(ids))
    for matter in session.execute(filed):
        states = states_of(matter, logs[matter.id], today=today, ground=ground)
        for duty, trigger, due_on in owed[matter.id]:
            state = states.get((duty, trigger))
            if state is not None and state.due_on != due_on:
                yield due_on, state.due_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many open duties another calendar or reading reckoned, of how many."""

    duties: int
    of: int


def waiting(session: Session) -> Waiting:
    """How far the open duties have followed what holds now."""
    version = ledger.ground_of(session).version
    stale = func.count().filter(_reckoned_otherwise(version))
    duties, of = session.execute(select(stale, func.count()).where(Obligation.open)).one()
    return Waiting(duties, of)


def _reckoned_otherwise(version: str) -> ColumnElement[bool]:
    """By another calendar or reading; a duty without a version was not reckoned here and is left alone."""
    return Obligation.calendar_version.not_in((version, ""))


@dataclass(frozen=True, slots=True)
class Followed:
    """One step: matters assessed again, duties with another last day, matters whose log the law refuses now."""

    matters: int = 0
    moved: int = 0
    refused: int = 0

    def __add__(self, other: Followed) -> Followed:
        return Followed(self.matters + other.matters, self.moved + other.moved, self.refused + other.refused)


def is_up_to_date(session: Session, *, today: date) -> bool:
    """Whether every open duty was seen to follow what holds, today: then nothing has to be looked for."""
    mark = session.get(Mark, RECKONED_BY)
    return mark is not None and mark.value == _seal(session, today)


def follow(session: Session, *, today: date, at: datetime) -> Followed | None:
    """Assess some matters again whose open duties another calendar or reading reckoned; None: there are none left.

    Commit after each. Safe to run again, and several at once: a matter is held while it is assessed.
    """
    ground = ledger.ground_of(session)
    stale = (
        select(Obligation.matter_id)
        .where(Obligation.open, _reckoned_otherwise(ground.version))
        .distinct().order_by(Obligation.matter_id).limit(AT_ONCE)
    )  # fmt: skip
    ids = list(session.scalars(stale))
    if not ids:
        _mark(session, today)
        return None
    return assess_again(session, ids, today=today, at=at)


def assess_again(session: Session, ids: Sequence[int], *, today: date, at: datetime) -> Followed:
    """Assess these matters by what holds now. A log the law refuses now keeps its dates, and is counted."""
    held = select(Matter).where(Matter.id.in_(ids)).order_by(Matter.id)
    done = Followed()
    with ledger.keeping_ground(session):
        for matter in session.scalars(held.with_for_update().execution_options(populate_existing=True)):
            done += _assess_one(session, matter, today=today, at=at)
    raise_and_withdraw(session, today=today, at=at, matters=ids)
    return done


def _assess_one(session: Session, matter: Matter, *, today: date, at: datetime) -> Followed:
    before = _last_days(session, matter)
    try:
        ledger.reassess(session, matter, today=today, at=at)
    except OutOfOrder:
        version = ledger.ground_of(session).version
        session.execute(
            update(Obligation)
            .where(Obligation.matter_id == matter.id, Obligation.open)
            .values(calendar_version=version)
            .execution_options(synchronize_session="fetch")
        )
        return Followed(1, 0, 1)
    after = _last_days(session, matter)
    moved = [(key, was, after[key]) for key, was in before.items() if key in after and after[key] != was]
    if moved:
        lines = [[duty, _iso(was), _iso(now)] for (duty, _trigger), was, now in moved]
        # Of what is sealed no day goes into the trail.
        told: dict[str, Any] = {} if matter.sealed else {"duties": lines}
        audit.note(session, by=None, at=at, action="dates_moved", matter=matter, n=len(moved), **told)
    return Followed(1, len(moved), 0)


def _last_days(session: Session, matter: Matter) -> dict[tuple[str, int], date | None]:
    wanted = select(Obligation.duty, Obligation.trigger_act_id, Obligation.due_on)
    rows = session.execute(wanted.where(Obligation.matter_id == matter.id, Obligation.open))
    return {(row.duty, row.trigger_act_id): row.due_on for row in rows}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _seal(session: Session, today: date) -> str:
    return f"{ledger.ground_of(session).version} {today.isoformat()}"


def _mark(session: Session, today: date) -> None:
    """Several processes see at once that nothing is left: the first writes the mark, the others find it there."""
    seal = _seal(session, today)
    if not rows_of(session.execute(insert_once(session, Mark).values(name=RECKONED_BY, value=seal))):
        session.execute(
            update(Mark)
            .where(Mark.name == RECKONED_BY, Mark.value != seal)
            .values(value=seal)
            .execution_options(synchronize_session="fetch")
        )
