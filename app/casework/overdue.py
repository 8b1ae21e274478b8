"""What is late and what is due soon. Plain rows straight from the ledger, through the one visibility function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.casework.calendars import soon_days
from app.casework.conduct import about_conduct
from app.casework.permissions import Viewer, visible
from app.casework.places import NO_PLACE
from app.records.agencies import Agency, Level
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import Account
from app.statute.calendar import WorkingCalendar
from app.statute.terms import DENUNCIATIONS, Procedure

PAGE = 25
NO_FIELD = "none"  # a field nobody named yet, as a filter


class Kind(StrEnum):
    """What people call a matter, whatever its procedure."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    FEEDBACK = "feedback"
    PETITION = "petition"  # not classified yet
    VISIT = "visit"
    OFFICE = "office"  # what heads owe by their office: days of reception, their schedule
    TASK = "task"  # what the conclusion of a day of reception gave somebody to do
    MEDIATION = "mediation"  # a land dispute before the commune
    INSPECTION = "inspection"  # what an inspection recommended, and the result of a year's inspections
    REPORT = "report"  # a report the agency owes


PROCEDURES_OF: dict[Kind, tuple[Procedure, ...]] = {
    Kind.COMPLAINT: (
        Procedure.COMPLAINT_FIRST,
        Procedure.COMPLAINT_SECOND,
        Procedure.DISCIPLINE_FIRST,
        Procedure.DISCIPLINE_SECOND,
    ),
    Kind.DENUNCIATION: tuple(one for one in Procedure if one in DENUNCIATIONS),
    Kind.FEEDBACK: (Procedure.FEEDBACK,),
    Kind.PETITION: (Procedure.TRIAGE,),
    Kind.VISIT: (Procedure.RECEPTION,),
    Kind.OFFICE: (Procedure.RECEPTION_DUTY, Procedure.RECEPTION_SESSION),
    Kind.TASK: (Procedure.CONCLUSION_TASK,),
    Kind.MEDIATION: (Procedure.LAND_MEDIATION,),
    Kind.INSPECTION: (Procedure.INSPECTION_RECOMMENDATION, Procedure.INSPECTION_RESULT),
    Kind.REPORT: (Procedure.REPORT_DUTY,),
}
KIND_OF = {procedure: kind for kind, procedures in PROCEDURES_OF.items() for procedure in procedures}


class Age(StrEnum):
    """How long something has been late, in calendar days."""

    UP_TO_10 = "1-10"
    UP_TO_30 = "11-30"
    UP_TO_60 = "31-60"
    UP_TO_90 = "61-90"
    OVER_90 = "over-90"

    @property
    def days(self) -> tuple[int, int | None]:
        """From how many days late to how many."""
        first, _, last = self.value.partition("-")
        return (91, None) if self is Age.OVER_90 else (int(first), int(last))


def age_of(days_late: int) -> Age:
    """The band ``days_late`` (at least 1) falls in."""
    return next(age for age in Age if age.days[1] is None or days_late <= (age.days[1] or 0))


class Holder(StrEnum):
    """Whose hands a matter is in, when no account is named."""

    NOBODY = "nobody"


class NoPlace(StrEnum):
    """Where something happened, when nobody named it."""

    UNNAMED = NO_PLACE


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow a list down to; None narrows nothing."""

    agency_id: int | None = None
    level: Level | None = None
    kind: Kind | None = None
    stage: str | None = None
    field: str | None = None
    place: int | NoPlace | None = None
    conduct: bool | None = None  # about the conduct of officials, or not
    rule: str | None = None
    age: Age | None = None
    assignee: int | Holder | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended; the next one starts after it."""

    due_on: date
    id: int


@dataclass(frozen=True, slots=True)
class DueRow:
    """One obligation of a list. ``days_late`` is None when it is not late, ``title`` empty when it is sealed."""

    id: int
    matter_id: int
    ref: str
    code: str
    kind: Kind
    procedure: str
    title: str
    field: str | None
    sealed: bool
    agency_id: int
    agency_code: str
    agency: str
    stage: str
    duty: str
    rule: str
    rule_from: date
    certainty: str
    also: tuple[dict[str, Any], ...]
    started_on: date
    due_on: date
    days_late: int | None
    assignee_id: int | None
    assignee: str | None

    @property
    def key(self) -> Key:
        return Key(self.due_on, self.id)


OverdueRow = DueRow


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rows, how many the whole list has, and where the next page starts (None: this was the last)."""

    rows: tuple[DueRow, ...]
    total: int
    next: Key | None


@dataclass(frozen=True, slots=True)
class WorstRow:
    """A late matter by its oldest late obligation, and how many others it has. Pseudonymous."""

    ref: str
    code: str
    kind: Kind
    procedure: str
    agency_code: str
    agency: str
    stage: str
    rule: str
    due_on: date
    days_late: int
    others: int


def is_overdue(today: date) -> ColumnElement[bool]:
    """The one meaning of overdue: open, not paused, and the last day is past."""
    return and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on < today)


def is_due_soon(today: date, calendar: WorkingCalendar, *, working_days: int) -> ColumnElement[bool]:
    """Open, not paused, and due today or within so many working days. Raises CalendarYearUnknown."""
    last = calendar.add_working_days(today, working_days)
    return and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on.between(today, last))


def overdue(
    session: Session,
    viewer: Viewer,
    *,
    today: date,
    filters: Filters | None = None,
    after: Key | None = None,
    limit: int = PAGE,
    total: int | None = None,
) -> Page:
    """What ``viewer`` may see that is late, the oldest first. ``total``: how many, when it was counted already."""
    found = [is_overdue(today), visible(viewer), *narrowed(filters or Filters(), today)]
    return _page(session, found, today=today, after=after, limit=limit, total=total)


def due_soon(
    session: Session,
    viewer: Viewer,
    *,
    today: date,
    calendar: WorkingCalendar,
    filters: Filters | None = None,
    after: Key | None = None,
    limit: int = PAGE,
    total: int | None = None,
) -> Page:
    """What ``viewer`` may see that is due today or soon; ``total``: as :func:`overdue`. Raises CalendarYearUnknown."""
    near = is_due_soon(today, calendar, working_days=soon_days(session))
    found = [near, visible(viewer), *narrowed(not_by_age(filters or Filters()), today)]
    return _page(session, found, today=today, after=after, limit=limit, total=total)


def due_between(
    session: Session,
    viewer: Viewer,
    *,
    first: date,
    last: date,
    today: date,
    filters: Filters | None = None,
    after: Key | None = None,
    limit: int = PAGE,
) -> Page:
    """What ``viewer`` may see that runs and is due from ``first`` to ``last``, both included."""
    running = and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on.between(first, last))
    found = [running, visible(viewer), *narrowed(filters or Filters(), today)]
    return _page(session, found, today=today, after=after, limit=limit)


def due_counts_by_day(
    session: Session, viewer: Viewer, *, first: date, last: date, today: date, filters: Filters | None = None
) -> dict[date, int]:
    """How many obligations are due on each day from ``first`` to ``last``; days without one are left out."""
    running = and_(Obligation.open, Obligation.paused_on.is_(None), Obligation.due_on.between(first, last))
    counted = (
        select(Obligation.due_on, func.count())
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(running, visible(viewer), *narrowed(filters or Filters(), today))
        .group_by(Obligation.due_on)
    )
    return {day: count for day, count in session.execute(counted) if day is not None}


def worst_by_matter(session: Session, viewer: Viewer | None, *, today: date) -> list[WorstRow]:
    """A row a late matter, the oldest first. ``viewer`` None: the whole province, for the command line."""
    rank = func.row_number().over(partition_by=Obligation.matter_id, order_by=(Obligation.due_on, Obligation.id))
    how_many = func.count().over(partition_by=Obligation.matter_id)
    late = (
        select(Obligation.id, rank.label("place"), how_many.label("how_many"))
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(is_overdue(today), visible(viewer) if viewer else true())
        .subquery()
    )
    found = (
        select(
            Matter.ref, Matter.code, Matter.procedure, Matter.stage, Obligation.rule, Obligation.due_on,
            Agency.code.label("agency_code"), Agency.name.label("agency"), late.c.how_many,
        )
        .join(late, and_(late.c.id == Obligation.id, late.c.place == 1))
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .order_by(Obligation.due_on, Obligation.id)
    )  # fmt: skip
    return [
        WorstRow(
            row.ref, row.code, kind_of(row.procedure), row.procedure or Procedure.TRIAGE, row.agency_code, row.agency,
            row.stage, row.rule, row.due_on, (today - row.due_on).days, row.how_many - 1,
        )
        for row in session.execute(found)
    ]  # fmt: skip


def rows_found(session: Session, found: Sequence[ColumnElement[bool]], *, today: date) -> list[DueRow]:
    """Every obligation that meets ``found`` (over obligations and their matters), the oldest date first."""
    wanted = _rows().where(*found).order_by(Obligation.due_on, Obligation.id)
    return [_row(row, today) for row in session.execute(wanted)]


def kind_of(procedure: str | None) -> Kind:
    """What people call a matter of this procedure. Raises ValueError for an unknown one."""
    return KIND_OF[Procedure(procedure or Procedure.TRIAGE)]


def narrowed(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """The conditions of ``filters``, over obligations joined with their matters."""
    found = at_agencies(filters, Obligation.agency_id)
    if filters.rule is not None:
        found.append(Obligation.rule == filters.rule)
    return [*found, *matters_narrowed(filters), *_aged(filters.age, today)]


def at_agencies(filters: Filters, agency: InstrumentedAttribute[int]) -> list[ColumnElement[bool]]:
    """The conditions of ``filters`` that speak of whose it is; ``agency``: of the duty, or of the matter."""
    found: list[ColumnElement[bool]] = []
    if filters.agency_id is not None:
        found.append(agency == filters.agency_id)
    if filters.level is not None:
        found.append(agency.in_(select(Agency.id).where(Agency.level == filters.level)))
    return found


def not_by_age(filters: Filters) -> Filters:
    """``filters`` for what is not late yet: how long it has been late says nothing of it."""
    return replace(filters, age=None)


def matters_narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of ``filters`` that speak of the matter itself: what it is, its stage, whose hands it is in."""
    found: list[ColumnElement[bool]] = []
    if filters.kind is not None:
        found.append(of_kind(filters.kind))
    if filters.stage is not None:
        found.append(Matter.stage == filters.stage)
    if filters.field is not None:
        found.append(Matter.field.is_(None) if filters.field == NO_FIELD else Matter.field == filters.field)
    if filters.place is not None:
        nowhere = filters.place is NoPlace.UNNAMED
        found.append(Matter.place_id.is_(None) if nowhere else Matter.place_id == filters.place)
    if filters.conduct is not None:
        found.append(about_conduct() if filters.conduct else ~about_conduct())
    return [*found, *_held(filters.assignee)]


def of_kind(kind: Kind) -> ColumnElement[bool]:
    """The WHERE clause of the matters people call so."""
    if kind is Kind.PETITION:
        return Matter.procedure.is_(None)
    return Matter.procedure.in_(PROCEDURES_OF[kind])


def _aged(age: Age | None, today: date) -> list[ColumnElement[bool]]:
    if age is None:
        return []
    least, most = age.days
    found = [Obligation.due_on <= today - timedelta(days=least)]
    return found if most is None else [*found, Obligation.due_on >= today - timedelta(days=most)]


def _held(assignee: int | Holder | None) -> list[ColumnElement[bool]]:
    if assignee is None:
        return []
    return [Matter.assignee_id.is_(None) if assignee is Holder.NOBODY else Matter.assignee_id == assignee]


def _page(
    session: Session, found: Sequence[ColumnElement[bool]], *, today: date, after: Key | None, limit: int,
    total: int | None = None,
) -> Page:  # fmt: skip
    if total is None:
        counted = select(func.count()).select_from(Obligation).join(Matter, Matter.id == Obligation.matter_id)
        total = session.scalar(counted.where(*found)) or 0
    wanted = _rows().where(*found).order_by(Obligation.due_on, Obligation.id).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(tuple_(Obligation.due_on, Obligation.id) > (after.due_on, after.id))
    rows = [_row(row, today) for row in session.execute(wanted)]
    more = len(rows) > limit
    return Page(tuple(rows[:limit]), total, rows[limit - 1].key if more else None)


def _rows() -> Select[Any]:
    return (
        select(
            Obligation.id, Obligation.matter_id, Obligation.duty, Obligation.rule, Obligation.rule_from,
            Obligation.certainty, Obligation.also, Obligation.started_on, Obligation.due_on, Obligation.agency_id,
            Matter.ref, Matter.code, Matter.procedure, Matter.title, Matter.field, Matter.sealed,
            Matter.stage, Matter.assignee_id, Agency.code.label("agency_code"),
            Agency.name.label("agency"), Account.full_name.label("assignee"),
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .outerjoin(Account, Account.id == Matter.assignee_id)
    )  # fmt: skip


def _row(row: Any, today: date) -> DueRow:
    late = (today - row.due_on).days
    return DueRow(
        id=row.id, matter_id=row.matter_id, ref=row.ref, code=row.code, kind=kind_of(row.procedure),
        procedure=row.procedure or Procedure.TRIAGE, title="" if row.sealed else row.title, sealed=row.sealed,
        agency_id=row.agency_id, agency_code=row.agency_code, agency=row.agency, stage=row.stage, duty=row.duty,
        rule=row.rule, rule_from=row.rule_from, field=row.field, certainty=row.certainty, also=tuple(row.also),
        started_on=row.started_on, due_on=row.due_on,
        days_late=late if late > 0 else None, assignee_id=row.assignee_id, assignee=row.assignee,
    )  # fmt: skip
