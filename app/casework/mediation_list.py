"""Mediations of land disputes read back, as far as somebody may see: the list, and the file of one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.identities import Person
from app.casework.ledger import counted, log_of
from app.casework.overdue import is_overdue
from app.casework.permissions import Deed, Viewer, visible
from app.casework.persons import Shown
from app.records.agencies import Agency, Level
from app.records.matters import Matter, MatterKind, PersonRole
from app.records.mediations import Mediation
from app.records.obligations import Obligation
from app.statute.assessment import ActFact
from app.statute.terms import Procedure

PAGE = 50
SESSIONS = frozenset(
    {"mediation_held", "mediation_absent", "mediation_succeeded", "mediation_unsettled", "mediation_absent_again"}
)
RECORDS = SESSIONS - {"mediation_held", "mediation_absent"}  # they end in minutes everybody signs
OF_MEDIATION = (Matter.kind == MatterKind.MEDIATION, Matter.procedure == Procedure.LAND_MEDIATION)


class Standing(StrEnum):
    """How far a mediation is, for the filter of the list."""

    RUNNING = "running"
    LATE = "late"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class MediationRow:
    """A line of the list. ``due_on``: the first day still owed; ``sides``: whoever stands on each, as shown."""

    matter_id: int
    ref: str
    code: str
    title: str
    stage: str
    open: bool
    agency_id: int
    agency: str
    received_on: date
    plot: Mediation
    due_on: date | None
    closed_on: date | None
    requesters: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MediationFile:
    """The file of one: the row itself, both sides with their particulars, and the acts that are sessions."""

    plot: Mediation
    requesters: tuple[Person, ...]
    others: tuple[Person, ...]
    log: tuple[ActFact, ...]
    visit: Matter | None
    sessions: tuple[ActFact, ...] = field(default=())


def mediations(
    session: Session, viewer: Viewer, *, today: date, standing: Standing | None = None, agency_id: int | None = None,
    page: int = 1,
) -> tuple[list[MediationRow], int]:  # fmt: skip
    """The mediations ``viewer`` may see, with how many there are: what is open first, by its day. Three statements."""
    found = [*OF_MEDIATION, visible(viewer), *_narrowed(standing, today)]
    found += [Matter.agency_id == agency_id] if agency_id is not None else []
    total = session.scalar(select(func.count()).select_from(Matter).where(*found)) or 0
    due = _next_due()
    order = (Matter.open.desc(), due.is_(None), due, Mediation.received_on.desc(), Matter.id.desc())
    wanted = _rows().where(*found).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    rows = session.execute(wanted).all()
    people = identities.people_shown(session, [row.Matter.id for row in rows])
    return [_row(row, people[row.Matter.id]) for row in rows], total


def communes_of(session: Session, viewer: Viewer, on: date) -> list[Agency]:
    """The communes where ``viewer`` may take a dispute on a day, by name."""
    mine = select(Agency).where(Agency.id.in_(_where(viewer)), Agency.level == Level.COMMUNE).order_by(Agency.name)
    return [agency for agency in session.scalars(mine) if agency.existed_on(on)]


def file_of(session: Session, viewer: Viewer, matter: Matter) -> MediationFile:
    """Everything the page of a mediation tells beside its clocks. ``matter`` is visible to ``viewer``."""
    plot = session.get_one(Mediation, matter.id)
    told = identities.people_told(session, [matter.id]).get(matter.id, [])
    sides: dict[PersonRole, list[Person]] = {PersonRole.REQUESTER: [], PersonRole.OTHER_SIDE: []}
    for shown, person in told:
        if person is not None and shown.role in sides:
            sides[shown.role].append(person)
    log = tuple(counted(log_of(session, matter)))
    open_visit = and_(Matter.id == plot.visit_id, ~Matter.sealed, visible(viewer))
    visit = session.scalar(select(Matter).where(open_visit)) if plot.visit_id else None
    return MediationFile(
        plot, tuple(sides[PersonRole.REQUESTER]), tuple(sides[PersonRole.OTHER_SIDE]), log, visit,
        tuple(fact for fact in log if fact.act in SESSIONS),
    )  # fmt: skip


def mediations_of_visit(session: Session, viewer: Viewer, visit_id: int) -> list[Matter]:
    """What came of a visit in mediations, as far as ``viewer`` may see."""
    wanted = select(Matter).join(Mediation, Mediation.matter_id == Matter.id)
    return list(session.scalars(wanted.where(Mediation.visit_id == visit_id, visible(viewer)).order_by(Matter.id)))


def _where(viewer: Viewer) -> Collection[int]:
    return {role.agency_id for role in viewer.roles if viewer.may(Deed.MEDIATE, role.agency_id)}


def _narrowed(standing: Standing | None, today: date) -> list[ColumnElement[bool]]:
    late = exists().where(Obligation.matter_id == Matter.id, is_overdue(today))
    narrowing: dict[Standing, list[ColumnElement[bool]]] = {
        Standing.RUNNING: [Matter.open.is_(True)],
        Standing.LATE: [late],
        Standing.SUCCEEDED: [_came_to("mediation_succeeded")],
        Standing.FAILED: [_came_to("mediation_failed")],
        Standing.OVER: [Matter.open.is_(False)],
    }
    return narrowing[standing] if standing else []


def _came_to(stage: str) -> ColumnElement[bool]:
    return Matter.stage == stage


def _next_due() -> Any:
    """The first day of what is still owed."""
    owed = (Obligation.matter_id == Matter.id, Obligation.open, Obligation.paused_on.is_(None))
    return select(func.min(Obligation.due_on)).where(*owed).scalar_subquery()


def _rows() -> Select[Any]:
    return (
        select(Matter, Mediation, Agency.name.label("agency"), _next_due().label("due_on"))
        .join(Mediation, Mediation.matter_id == Matter.id)
        .join(Agency, Agency.id == Matter.agency_id)
    )


def _row(row: Any, people: Collection[Shown]) -> MediationRow:
    matter, plot = row.Matter, row.Mediation
    return MediationRow(
        matter_id=matter.id, ref=matter.ref, code=matter.code, title=matter.title, stage=matter.stage,
        open=matter.open, agency_id=matter.agency_id, agency=row.agency, received_on=plot.received_on, plot=plot,
        due_on=row.due_on, closed_on=matter.closed_on, requesters=_side(people, PersonRole.REQUESTER),
        others=_side(people, PersonRole.OTHER_SIDE),
    )  # fmt: skip


def _side(people: Collection[Shown], role: PersonRole) -> tuple[str, ...]:
    return tuple(one.shown_as for one in people if one.role is role)
