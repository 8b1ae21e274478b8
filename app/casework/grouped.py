"""What is late, in parts: by agency, level, kind, field, place, age … Two statements whatever the size.

Each part says how many duties, how long the middle one and the oldest have been late, how many nobody holds, and how
many cases run there, where that can be said of a case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.casework.conduct import about_conduct
from app.casework.figures import open_cases
from app.casework.overdue import NO_FIELD, PROCEDURES_OF, Age, Filters, Kind, is_overdue, narrowed
from app.casework.permissions import Viewer, visible
from app.casework.places import NO_PLACE
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation

YES, NO = "yes", "no"


class By(StrEnum):
    """What the backlog is taken apart by."""

    AGENCY = "agency"
    LEVEL = "level"
    KIND = "kind"
    STAGE = "stage"
    FIELD = "field"
    PLACE = "place"
    CONDUCT = "conduct"
    AGE = "age"
    RULE = "rule"


OF_A_DUTY = frozenset({By.AGE, By.RULE})  # a case has neither: how many run there cannot be said


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``code``: of the agency, the stage, the field …; ``name``: of the agency; ``open_cases`` None: no such.

    ``median_days`` is the lower of two middle ones.
    """

    code: str
    name: str
    overdue: int
    median_days: int
    oldest_days: int
    unassigned: int
    open_cases: int | None


def grouped(session: Session, viewer: Viewer, by: By, *, today: date, filters: Filters) -> list[Part]:
    """The parts of what ``viewer`` sees late, narrowed as the list is: most first, then the oldest."""
    rows = _late(session, viewer, by, today, filters)
    running = {} if by in OF_A_DUTY else _running(session, viewer, by, filters)
    of_agencies = by in {By.AGENCY, By.PLACE}
    names = _agencies(session, by, [row.part for row in rows]) if of_agencies else {}
    found = [
        Part(
            *names.get(row.part, (NO_PLACE if row.part is None else str(row.part), "")), row.how_many,
            (today - row.middle).days, (today - row.oldest).days, int(row.nobodys),
            None if by in OF_A_DUTY else running.get(row.part, 0),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.overdue, -one.oldest_days, one.name, one.code))


def _late(session: Session, viewer: Viewer, by: By, today: date, filters: Filters) -> Sequence[Any]:
    """A row a part. Two middle days: the later one, the shorter lateness."""
    part = _of_duties(by, today)
    late = (
        select(part.label("part"), Obligation.due_on, Obligation.id, Matter.assignee_id)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(is_overdue(today), visible(viewer), *narrowed(filters, today))
        .subquery()
    )
    own: dict[str, Any] = {"partition_by": late.c.part}
    placed = select(
        late.c.part, late.c.due_on,
        func.row_number().over(order_by=(late.c.due_on.desc(), late.c.id), **own).label("place"),
        func.count().over(**own).label("how_many"),
        func.min(late.c.due_on).over(**own).label("oldest"),
        func.sum(case((late.c.assignee_id.is_(None), 1), else_=0)).over(**own).label("nobodys"),
    ).subquery()  # fmt: skip
    middle = placed.c.place == (placed.c.how_many + 1) // 2
    wanted = select(
        placed.c.part, placed.c.due_on.label("middle"), placed.c.how_many, placed.c.oldest, placed.c.nobodys
    )
    return session.execute(wanted.where(middle)).all()


def _running(session: Session, viewer: Viewer, by: By, filters: Filters) -> dict[Any, int]:
    part: Any = _of_matters(by, Matter.agency_id).label("part")
    inner = select(part).where(*open_cases(viewer, filters)).subquery()
    return {row[0]: row[1] for row in session.execute(select(inner.c.part, func.count()).group_by(inner.c.part))}


def _agencies(session: Session, by: By, ids: Collection[Any]) -> dict[Any, tuple[str, str]]:
    """Code and name of agencies; of places, the commune's own name."""
    wanted = select(Agency.id, Agency.code, Agency.name, Agency.place).where(Agency.id.in_(ids))
    found = session.execute(wanted)
    return {row.id: (row.code, (row.place or row.name) if by is By.PLACE else row.name) for row in found}


def _of_duties(by: By, today: date) -> SQLColumnExpression[Any]:
    if by is By.RULE:
        return Obligation.rule
    if by is By.AGE:
        last = [(age, age.days[1]) for age in Age]
        bands = [(Obligation.due_on >= today - timedelta(days=most), age.value) for age, most in last if most]
        return case(*bands, else_=Age.OVER_90.value)
    return _of_matters(by, Obligation.agency_id)


def _of_matters(by: By, agency: InstrumentedAttribute[int]) -> SQLColumnExpression[Any]:
    """What a matter is filed under; ``agency``: of the duty, or of the matter."""
    parts: dict[By, SQLColumnExpression[Any]] = {
        By.AGENCY: agency,
        By.LEVEL: select(Agency.level).where(Agency.id == agency).scalar_subquery(),
        By.KIND: _kind(),
        By.STAGE: Matter.stage,
        By.PLACE: Matter.place_id,
        By.FIELD: func.coalesce(Matter.field, NO_FIELD),
        By.CONDUCT: case((about_conduct(), YES), else_=NO),
    }
    return parts[by]


def _kind() -> ColumnElement[Any]:
    named = [
        (Matter.procedure.in_(own), kind.value) for kind, own in PROCEDURES_OF.items() if kind is not Kind.PETITION
    ]
    return case(*named, else_=Kind.PETITION.value)


__all__ = ["NO", "OF_A_DUTY", "YES", "By", "Part", "grouped"]
