"""The visits behind "somebody came again": after a case was resolved, about it. Plain rows, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.casework.overdue import Filters
from app.casework.permissions import Viewer
from app.casework.spans import a_year_before, again_pairs
from app.records.agencies import Agency
from app.records.matters import Matter

MOST = 200


@dataclass(frozen=True, slots=True)
class AgainRow:
    """One visit, and the case it was about."""

    visit_ref: str
    visit_code: str
    on: date
    agency: str
    case_ref: str
    case_code: str
    procedure: str
    field: str | None
    sealed: bool
    resolved_on: date


@dataclass(frozen=True, slots=True)
class AgainList:
    """The latest of them, and how many there are in all; ``visits``: a visit about two cases is one."""

    rows: tuple[AgainRow, ...]
    total: int
    visits: int


def visits_again(session: Session, viewer: Viewer, *, today: date, filters: Filters) -> AgainList:
    """Those about the cases resolved in the last twelve months that ``viewer`` sees, narrowed as the backlog is."""
    pairs = again_pairs(viewer, today, filters, since=a_year_before(today))
    case, visit = aliased(Matter), aliased(Matter)
    wanted = (
        select(
            visit.ref, visit.code, pairs.c.came_on, Agency.name, case.ref, case.code, case.procedure, case.field,
            case.sealed, pairs.c.resolved_on,
        )
        .select_from(pairs)
        .join(case, case.id == pairs.c.case_id)
        .join(visit, visit.id == pairs.c.visit_id)
        .join(Agency, Agency.id == visit.agency_id)
        .order_by(pairs.c.came_on.desc(), visit.id.desc(), case.id)
        .limit(MOST)
    )  # fmt: skip
    counted = session.execute(
        select(func.count(), func.count(func.distinct(pairs.c.visit_id))).select_from(pairs)
    ).one()
    return AgainList(tuple(AgainRow(*row) for row in session.execute(wanted)), counted[0], counted[1])
