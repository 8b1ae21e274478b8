"""What is late, in parts: by agency, level, kind, field, place, age … Three statements whatever the size.

Each part says how many duties, how long the middle one and the oldest have been late, how many nobody holds, and how
many cases run there, where that can be said of a case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, SQLColumnExpression, Subquery, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.casework.conduct import about_conduct
from app.casework.figures import late_of_nobody, median, open_cases
from app.casework.overdue import NO_FIELD, PROCEDURES_OF, Age, Filters, Kind, is_overdue
from app.casework.permissions import Viewer
from app.casework.places import NO_PLACE
from app.casework.seen import looks_at_matters, running_seen
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


NOTHING = ""  # where a part has no name
OF_A_MATTER = frozenset({By.KIND, By.STAGE, By.FIELD, By.PLACE, By.CONDUCT})
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


class _Late(NamedTuple):
    """A part. Of two middle days the later one, the shorter lateness."""

    part: Any
    how_many: int
    oldest: date
    middle: date
    nobodys: int


def _late(session: Session, viewer: Viewer, by: By, today: date, filters: Filters) -> list[_Late]:
    """Who holds a matter is told with its part where it is looked at anyway; else those nobody holds are asked for."""
    part: Any = _of_duties(by, today).label("part")
    looked_at = by in OF_A_MATTER or looks_at_matters(filters)
    nobodys = {} if looked_at else _nobodys(session, viewer, by, today, filters)
    free = case((Matter.assignee_id.is_(None), 1), else_=0) if looked_at else literal(0)
    columns = (part, Obligation.due_on, free.label("free"))
    late = _levels(by, running_seen(viewer, filters, today, *columns, of_matters=looked_at), Obligation)
    each = late.where(is_overdue(today)).subquery()
    told = _parts_by_day if session.get_bind().dialect.name == "sqlite" else _parts
    return [one._replace(nobodys=one.nobodys or nobodys.get(one.part, 0)) for one in told(session, each)]


def _nobodys(session: Session, viewer: Viewer, by: By, today: date, filters: Filters) -> dict[Any, int]:
    part: Any = _of_duties(by, today).label("part")
    each = _levels(by, late_of_nobody(viewer, filters, today, part), Obligation).subquery()
    counted = session.execute(select(each.c.part, func.count()).group_by(each.c.part))
    return {row[0]: row[1] for row in counted}


def _parts(session: Session, late: Subquery) -> Iterator[_Late]:
    middle = func.percentile_disc(0.5).within_group(late.c.due_on.desc())
    told = (late.c.part, func.count(), func.min(late.c.due_on), middle, func.sum(late.c.free))
    for row in session.execute(select(*told).group_by(late.c.part)):
        yield _Late(*row)


def _parts_by_day(session: Session, late: Subquery) -> Iterator[_Late]:
    """SQLite has no function for the middle one, and sorts slowly: the parts as it writes them, day by day."""
    said = func.group_concat(func.coalesce(late.c.part, NOTHING).op("||")(late.c.free))
    found: dict[str, dict[date, int]] = {}
    for day, parts in session.execute(select(late.c.due_on, said).group_by(late.c.due_on)):
        for part, how_many in Counter(parts.split(",")).items():
            found.setdefault(part, {})[day] = how_many
    of_numbers = isinstance(late.c.part.type, Integer)
    for name in {said[:-1] for said in found}:
        held, free = (found.get(f"{name}{last}", {}) for last in "01")
        days = Counter(held) + Counter(free)
        ago = {-day.toordinal(): how_many for day, how_many in days.items()}
        what = None if name == NOTHING else int(name) if of_numbers else name
        middle = date.fromordinal(-median(ago))
        yield _Late(what, days.total(), min(days), middle, sum(free.values()))


def _levels(by: By, asked: Select[Any], of: type[Obligation | Matter]) -> Select[Any]:
    """``asked`` with the agencies beside it, where it is their level that is asked for."""
    return asked.join(Agency, Agency.id == of.agency_id) if by is By.LEVEL else asked


def _running(session: Session, viewer: Viewer, by: By, filters: Filters) -> dict[Any, int]:
    """By agency first: SQLite comes to the cases by that index, and walks through all matters for any other part."""
    part: Any = _of_matters(by, Matter.agency_id).label("part")
    cases = select(part, Matter.agency_id.label("agency_id")).select_from(Matter).where(*open_cases(viewer, filters))
    inner = _levels(by, cases, Matter).subquery()
    each = select(inner.c.part, func.count().label("cases")).group_by(inner.c.agency_id, inner.c.part).subquery()
    counted = session.execute(select(each.c.part, func.sum(each.c.cases)).group_by(each.c.part))
    return {row[0]: int(row[1]) for row in counted}


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
        By.LEVEL: Agency.level,
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
