"""Conclusions and their tasks read back, as far as somebody may see; and the days of a head that still want one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency
from app.records.cases import CasePetition
from app.records.conclusions import Conclusion, ConclusionTask
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import Petition
from app.records.reception import Chair, DayState, ReceptionDay, Visit, VisitOutcome
from app.statute.reception import conclusion_wanted
from app.statute.time_limits.orders import GIVEN_TERM

PAGE = 50
MEMBERS = (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
# What the head leaves to be done after the day: answered, guided or refused there and then leaves nothing.
LEFT_TO_DO = (
    VisitOutcome.PETITION_TAKEN, VisitOutcome.STATEMENT_TAKEN, VisitOutcome.NOTED, VisitOutcome.TRANSFERRED,
)  # fmt: skip
Body, Giver, VisitMatter = aliased(Agency), aliased(Agency), aliased(Matter)


class Side(StrEnum):
    """On which side of a task an agency stands."""

    RECEIVED = "received"  # it has the task
    GIVEN = "given"  # it gave the task


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """A conclusion with its day."""

    id: int
    ref: str
    document_no: str
    issued_on: date
    signed_by: str
    content: str
    agency_id: int
    agency: str
    day_ref: str
    day_on: date


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with what became of it. ``what`` is empty when it is sealed; ``term_on`` is the term that runs or ran."""

    matter_id: int
    ref: str
    code: str
    conclusion_ref: str
    document_no: str
    position: int
    what: str
    sealed: bool
    stage: str
    open: bool
    body: str
    giver: str
    contact_name: str
    contact_post: str
    contact_phone: str
    visit_ref: str
    visit_code: str
    term_on: date | None
    done_on: date | None
    urged: int
    extended: int

    def days_late(self, today: date) -> int:
        """How late it is, or was when its result was sent."""
        return max(((self.done_on or today) - self.term_on).days, 0) if self.term_on else 0


def find_conclusion(session: Session, viewer: Viewer, ref: str) -> ConclusionRow | None:
    """A conclusion by its opaque id, for its agency, for whoever has a task of it, and for supervisors."""
    row = session.execute(_conclusions().where(Conclusion.ref == ref)).one_or_none()
    if row is None:
        return None
    found = ConclusionRow(*row)
    if found.agency_id in viewer.agencies(*MEMBERS):
        return found
    mine = select(ConclusionTask.matter_id).join(Matter, Matter.id == ConclusionTask.matter_id)
    seen = session.scalar(mine.where(ConclusionTask.conclusion_id == found.id, visible(viewer)).limit(1))
    return found if seen is not None else None


def conclusions_of_day(session: Session, day_id: int) -> list[ConclusionRow]:
    """The conclusions of a day, the first one first."""
    wanted = _conclusions().where(Conclusion.reception_day_id == day_id).order_by(Conclusion.issued_on, Conclusion.id)
    return [ConclusionRow(*row) for row in session.execute(wanted)]


def _conclusions() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Conclusion.id, Conclusion.ref, Conclusion.document_no, Conclusion.issued_on, Conclusion.signed_by,
            Conclusion.content, ReceptionDay.agency_id, Agency.name, ReceptionDay.ref, ReceptionDay.on,
        )
        .join(ReceptionDay, ReceptionDay.id == Conclusion.reception_day_id)
        .join(Agency, Agency.id == ReceptionDay.agency_id)
    )  # fmt: skip


def visits_of(session: Session, viewer: Viewer, it: ConclusionRow) -> list[Matter]:
    """The visits of the day of a conclusion that ``viewer`` may see, the first one first."""
    wanted = select(Matter).join(Visit, Visit.matter_id == Matter.id)
    wanted = wanted.join(ReceptionDay, ReceptionDay.id == Visit.reception_day_id)
    return list(
        session.scalars(wanted.where(ReceptionDay.ref == it.day_ref, visible(viewer)).order_by(Visit.matter_id))
    )


def tasks_of(session: Session, viewer: Viewer, conclusion_ids: Collection[int]) -> list[TaskRow]:
    """The tasks of conclusions that ``viewer`` may see, in the order of the paper: two statements."""
    found = (ConclusionTask.conclusion_id.in_(conclusion_ids), visible(viewer))
    return _rows(session, _tasks(viewer).where(*found).order_by(Conclusion.id, ConclusionTask.position))


def task_of(session: Session, viewer: Viewer, matter: Matter) -> TaskRow:
    """The task behind a matter ``viewer`` may see."""
    (row,) = _rows(session, _tasks(viewer).where(Matter.id == matter.id))
    return row


def tasks_between(
    session: Session, viewer: Viewer, side: Side, *, running: bool, agency_id: int | None = None, page: int = 1
) -> tuple[list[TaskRow], int]:
    """The tasks the agencies of ``viewer`` have, or gave (a supervisor: all); with how many there are. Two statements.

    What runs comes by its term, what is over by its last day first.
    """
    found = [visible(viewer), Matter.open.is_(running), *_side(viewer, side, agency_id)]
    counted = select(func.count()).select_from(ConclusionTask).join(Matter, Matter.id == ConclusionTask.matter_id)
    total = session.scalar(counted.where(*found)) or 0
    order = (_term().asc(), Matter.id) if running else (Matter.closed_on.desc(), Matter.id.desc())
    wanted = _tasks(viewer).where(*found).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    return _rows(session, wanted), total


@lru_cache(maxsize=256)  # asked on every page
def how_many_running(viewer: Viewer, side: Side) -> Select[int]:
    """How many tasks are still to be done on one side: the count beside the navigation."""
    tasks = (Matter.kind == MatterKind.CONCLUSION_TASK, Matter.open, visible(viewer), *_side(viewer, side, None))
    return select(func.count()).select_from(Matter).where(*tasks)


def _side(viewer: Viewer, side: Side, agency_id: int | None) -> list[ColumnElement[bool]]:
    column = Matter.agency_id if side is Side.RECEIVED else Matter.origin_agency_id
    if agency_id is not None:
        return [column == agency_id]
    members = viewer.agencies(*MEMBERS)
    return [column.in_(members)] if members else []


def _term() -> Any:
    """The last day of the term that runs, or ran last."""
    return (
        select(Obligation.due_on)
        .where(Obligation.matter_id == Matter.id, ~Obligation.superseded)
        .order_by(Obligation.started_on.desc(), Obligation.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _tasks(viewer: Viewer) -> Select[Any]:
    seen = select(Matter.id).where(visible(viewer)).scalar_subquery()
    return (
        select(ConclusionTask, Matter, Conclusion.ref, Conclusion.document_no, Body.name, Giver.name, VisitMatter.ref,
               VisitMatter.code, _term())
        .join(Matter, Matter.id == ConclusionTask.matter_id)
        .join(Conclusion, Conclusion.id == ConclusionTask.conclusion_id)
        .join(Body, Body.id == Matter.agency_id)
        .join(Giver, Giver.id == Matter.origin_agency_id)
        .outerjoin(VisitMatter, and_(VisitMatter.id == ConclusionTask.visit_id, VisitMatter.id.in_(seen)))
    )  # fmt: skip


def _rows(session: Session, wanted: Select[Any]) -> list[TaskRow]:
    rows = list(session.execute(wanted))
    counted = _counted(session, [row[1].id for row in rows])
    return [_row(row, counted.get(row[1].id, {})) for row in rows]


def _row(row: Any, counted: dict[str, tuple[int, date]]) -> TaskRow:
    task, matter, conclusion_ref, document_no, body, giver, visit_ref, visit_code, term_on = row
    done = counted.get("result_sent")
    return TaskRow(
        matter_id=matter.id, ref=matter.ref, code=matter.code, conclusion_ref=conclusion_ref, document_no=document_no,
        position=task.position, what="" if matter.sealed else task.what, sealed=matter.sealed, stage=matter.stage,
        open=matter.open, body=task.body or body, giver=giver, contact_name=task.contact_name,
        contact_post=task.contact_post, contact_phone=task.contact_phone, visit_ref=visit_ref or "",
        visit_code=visit_code or "", term_on=term_on, done_on=done[1] if done else None,
        urged=counted.get("task_urged", (0,))[0], extended=counted.get("term_extended", (0,))[0],
    )  # fmt: skip


def _counted(session: Session, matter_ids: Collection[int]) -> dict[int, dict[str, tuple[int, date]]]:
    """By matter and act: how often, and when last. A line that was corrected counts as its correction."""
    correcting = aliased(Act)
    answered = select(correcting.id).where(correcting.corrects_id == Act.id).exists()
    rows = session.execute(
        select(Act.matter_id, Act.act, func.count(), func.max(Act.on))
        .where(Act.matter_id.in_(matter_ids), ~answered)
        .group_by(Act.matter_id, Act.act)
    )
    found: dict[int, dict[str, tuple[int, date]]] = {}
    for matter_id, act, count, last in rows:
        found.setdefault(matter_id, {})[act] = (count, last)
    return found


# --- days that want a conclusion ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanting:
    """A day the head held in person, that left something to do and has no conclusion."""

    id: int
    ref: str
    agency_id: int
    agency: str
    on: date
    visits: int


def days_wanting(
    session: Session, viewer: Viewer, agency_ids: Collection[int], *, first: date | None = None, last: date
) -> list[Wanting]:
    """The days without a conclusion, the oldest first; a visit hidden from ``viewer`` leaves nothing to see here.

    The law gives no number of days for it: none of these is late.
    """
    issued = select(Conclusion.id).where(Conclusion.reception_day_id == ReceptionDay.id).exists()
    found = [
        ReceptionDay.agency_id.in_(agency_ids), ReceptionDay.state == DayState.HELD, ReceptionDay.chair == Chair.HEAD,
        ReceptionDay.on <= last, Visit.outcome.in_(LEFT_TO_DO), ~issued, visible(viewer),
    ]  # fmt: skip
    if first is not None:
        found.append(ReceptionDay.on >= first)
    rows = session.execute(
        select(ReceptionDay.id, ReceptionDay.ref, ReceptionDay.agency_id, Agency.name, ReceptionDay.on, func.count())
        .join(Agency, Agency.id == ReceptionDay.agency_id)
        .join(Visit, Visit.reception_day_id == ReceptionDay.id)
        .join(Matter, Matter.id == Visit.matter_id)
        .where(*found)
        .group_by(ReceptionDay.id, ReceptionDay.ref, ReceptionDay.agency_id, Agency.name, ReceptionDay.on)
        .order_by(ReceptionDay.on, ReceptionDay.id)
    )
    return [one for row in rows if conclusion_wanted((one := Wanting(*row)).on)]


# --- what the law allows at most ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bound:
    """The last day the law gives for what a visit is about: of its answer, its petition, its case."""

    code: str
    procedure: str | None
    duty: str
    due_on: date


def bounds_of(session: Session, viewer: Viewer, visit_ids: Collection[int]) -> dict[int, Bound]:
    """By visit, the latest running limit of the visit, the petition taken at it, or the case that became of it.

    A term that goes beyond it goes beyond every one of them. Only what ``viewer`` may see. One statement.
    """
    from_visit = select(Visit.matter_id.label("visit_id"), Visit.matter_id.label("matter_id"))
    of_petition = select(Petition.visit_id.label("visit_id"), Petition.matter_id.label("matter_id"))
    of_case = select(Petition.visit_id.label("visit_id"), CasePetition.case_id.label("matter_id"))
    of_case = of_case.join(CasePetition, CasePetition.petition_id == Petition.matter_id)
    linked = from_visit.union_all(of_petition, of_case).subquery()
    rows = session.execute(
        select(linked.c.visit_id, Matter.code, Matter.procedure, Obligation.duty, Obligation.due_on)
        .join(Matter, Matter.id == linked.c.matter_id)
        .join(Obligation, Obligation.matter_id == Matter.id)
        .where(linked.c.visit_id.in_(visit_ids), Obligation.open, Obligation.due_on.is_not(None), visible(viewer))
        .where(Obligation.duty != GIVEN_TERM)  # no limit of the law
        .order_by(Obligation.due_on)
    )
    return {row[0]: Bound(*row[1:]) for row in rows}


__all__ = [
    "PAGE",
    "Bound",
    "ConclusionRow",
    "Side",
    "TaskRow",
    "Wanting",
    "bounds_of",
    "conclusions_of_day",
    "days_wanting",
    "find_conclusion",
    "how_many_running",
    "task_of",
    "tasks_between",
    "tasks_of",
]
