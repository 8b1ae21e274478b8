"""Cases read back: what a case file shows beside its log and ledger, and the list of cases. Plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from app.casework.exclusions import excluded_agencies
from app.casework.overdue import Filters as DueFilters
from app.casework.overdue import Holder, Kind, NoPlace, at_agencies, matters_narrowed
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency, Level
from app.records.cases import Case, CasePetition, Relation
from app.records.matters import Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account, Role, RoleKind
from app.records.petitions import Petition, Respondent
from app.statute.time_limits.orders import GIVEN_TERM

PAGE = 25
# Where a case without a running due date stands in the order of due dates: after all of them. Never stored.
AFTER_EVERY_DATE = date.max


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the head of a case file says."""

    agency: str
    head_title: str
    assignee: str
    accepted_on: date
    contested: str


@dataclass(frozen=True, slots=True)
class Related:
    """A petition, visit or case that has to do with a case and that the viewer may see, too.

    ``relation``: how a later case follows it; ``same``: a petition of the same content as one it came from.
    """

    id: int
    ref: str
    code: str
    kind: MatterKind
    opened_on: date
    stage: str
    agency: str
    relation: Relation | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """Against whom. ``agency`` is empty for somebody named by hand; ``number``: their place in the matter."""

    name: str
    agency: str
    is_head: bool
    head_title: str
    number: int = 0
    agency_id: int | None = None
    earlier: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody a head may give a matter to."""

    id: int
    full_name: str


def facts_of(session: Session, matter: Matter) -> CaseFacts:
    """The facts of a case."""
    row = session.execute(
        select(Agency.name, Agency.head_title, Account.full_name, Case.accepted_on, Case.contested)
        .join(Matter, Matter.id == Case.matter_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Account, Account.id == Matter.assignee_id)
        .where(Case.matter_id == matter.id)
    ).one()
    contested = "" if matter.sealed else row.contested
    return CaseFacts(row.name, row.head_title, row.full_name or "", row.accepted_on, contested)


def related_to(session: Session, matter: Matter, viewer: Viewer) -> list[Related]:
    """The petitions a case was accepted from and the visits they were handed in at, as far as ``viewer`` sees them."""
    own = select(CasePetition.petition_id).where(CasePetition.case_id == matter.id)
    visits = select(Petition.visit_id).where(Petition.matter_id.in_(own), Petition.visit_id.is_not(None))
    rows = session.execute(
        select(*RELATED)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(or_(Matter.id.in_(own), Matter.id.in_(visits)), visible(viewer))
        .order_by(Matter.opened_on, Matter.id)
    )
    return [Related(*row) for row in rows]


def later_of(session: Session, matter: Matter, viewer: Viewer) -> list[Related]:
    """What came back about a case, as far as ``viewer`` sees it: further petitions, their cases, duplicates.

    Through every instance: what follows a case that follows this one, too.
    """
    steps = select(Case.matter_id.label("id")).where(Case.previous_case_id == matter.id).cte("later", recursive=True)
    steps = steps.union(select(Case.matter_id).join(steps, steps.c.id == Case.previous_case_id))
    cases = select(steps.c.id)
    after = or_(Petition.previous_case_id == matter.id, Petition.previous_case_id.in_(cases))
    petitions = select(Petition.matter_id).where(after)
    same = _of_the_same_content(matter)
    rows = session.execute(
        select(*RELATED, Case.relation, Matter.id.in_(same))
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Case, Case.matter_id == Matter.id)
        .where(or_(Matter.id.in_(petitions), Matter.id.in_(cases), Matter.id.in_(same)), visible(viewer))
        .order_by(Matter.opened_on, Matter.id)
    )
    return [Related(*row) for row in rows]


RELATED = (Matter.id, Matter.ref, Matter.code, Matter.kind, Matter.opened_on, Matter.stage, Agency.name)


def _of_the_same_content(matter: Matter) -> Select[int]:
    """Duplicates of the petitions of a case, in whichever direction they were linked, without those petitions."""
    own = select(CasePetition.petition_id).where(CasePetition.case_id == matter.id)
    first = select(Petition.duplicate_of_id).where(Petition.matter_id.in_(own), Petition.duplicate_of_id.is_not(None))
    linked = or_(Petition.duplicate_of_id.in_(own), Petition.matter_id.in_(first), Petition.duplicate_of_id.in_(first))
    return select(Petition.matter_id).where(linked, Petition.matter_id.not_in(own))


def respondents_of(session: Session, matter: Matter, *, ended: bool = False) -> list[RespondentRow]:
    """Against whom a matter is. ``ended``: those, too, it is against no more."""
    rows = session.execute(
        select(Respondent, Agency.name.label("agency"), Agency.head_title)
        .outerjoin(Agency, Agency.id == Respondent.agency_id)
        .where(Respondent.matter_id == matter.id)
        .order_by(Respondent.id)
    )
    found = [
        RespondentRow(
            one.name, agency or "", one.is_head, head_title or "", number, one.agency_id, one.earlier, one.ended_on,
            one.end_reason, one.post,
        )
        for number, (one, agency, head_title) in enumerate(rows, start=1)
    ]  # fmt: skip
    return [one for one in found if ended or one.ended_on is None]


def colleagues(session: Session, matter: Matter, on: date) -> list[Colleague]:
    """Who works at the agency that has a matter and may be given it; nobody of an agency it is hidden from."""
    kinds = (RoleKind.HANDLER, RoleKind.HEAD, RoleKind.OFFICER)
    held = and_(Role.from_on <= on, or_(Role.until_on.is_(None), Role.until_on >= on))
    here = select(Role.account_id).where(Role.agency_id == matter.agency_id, Role.kind.in_(kinds), held)
    wanted = select(Account.id, Account.full_name).where(Account.id.in_(here), Account.locked_at.is_(None))
    excluded = excluded_agencies(session, matter)
    if excluded:
        insiders = select(Role.account_id).where(Role.agency_id.in_(excluded), held)
        wanted = wanted.where(Account.id.not_in(insiders))
    return [Colleague(*row) for row in session.execute(wanted.order_by(Account.full_name, Account.id))]


# ---- the list of cases


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow the list down to; None narrows nothing. ``among``: a question for the ids it must be of."""

    state: State = State.OPEN
    agency_id: int | None = None
    level: Level | None = None
    kind: Kind | None = None
    stage: str | None = None
    field: str | None = None
    place: int | NoPlace | None = None
    conduct: bool | None = None
    assignee: int | Holder | None = None
    among: Select[int] | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: by due date while open, by the day it was closed after that."""

    on: date
    id: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case with its most urgent running duty of the law; ``given``: the terms a superior gave, by obligation.

    ``title`` is empty when it is sealed.
    """

    id: int
    ref: str
    code: str
    procedure: str
    title: str
    sealed: bool
    field: str | None
    stage: str
    agency_id: int
    agency: str
    assignee: str
    opened_on: date
    closed_on: date | None
    duty: str | None
    due_on: date | None
    paused_on: date | None
    frozen_days_late: int | None
    obligation_id: int | None
    rule: str | None
    rule_from: date | None
    certainty: str | None
    also: list[Any] | None
    given: tuple[tuple[int, date], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rows, how many the whole list has, and where the next page starts (None: this was the last)."""

    rows: tuple[CaseRow, ...]
    total: int
    next: Key | None


def cases(session: Session, viewer: Viewer, *, filters: Filters, after: Key | None = None, limit: int = PAGE) -> Page:
    """The cases ``viewer`` sees: open ones by due date, closed ones (and all) the latest first."""
    found = [Matter.kind == MatterKind.CASE, visible(viewer), *_narrowed(filters)]
    total = session.scalar(select(func.count()).select_from(Matter).where(*found)) or 0
    order = earliest_due() if filters.state is State.OPEN else func.coalesce(Matter.closed_on, Matter.opened_on)
    wanted = _rows(order).where(*found).limit(limit + 1)
    where = None
    if filters.state is State.OPEN:
        wanted = wanted.order_by(order, Matter.id)
        where = tuple_(order, Matter.id) > (after.on, after.id) if after else None
    else:
        wanted = wanted.order_by(order.desc(), Matter.id.desc())
        where = tuple_(order, Matter.id) < (after.on, after.id) if after else None
    rows = session.execute(wanted if where is None else wanted.where(where)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(_made(session, rows[:limit]), total, Key(last.position, last.id) if last else None)


def unassigned(session: Session, viewer: Viewer) -> int:
    """How many open cases of the agencies where ``viewer`` works have nobody."""
    here = Matter.agency_id.in_(viewer.agencies(RoleKind.HANDLER, RoleKind.HEAD))
    free = and_(Matter.open, Matter.kind == MatterKind.CASE, Matter.assignee_id.is_(None))
    return session.scalar(select(func.count()).select_from(Matter).where(free, here, visible(viewer))) or 0


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    states = {State.OPEN: [and_(Matter.open)], State.CLOSED: [~Matter.open], State.ALL: []}
    found: list[ColumnElement[bool]] = [*states[filters.state]]
    if filters.among is not None:
        found.append(Matter.id.in_(filters.among))
    asked = DueFilters(
        filters.agency_id, filters.level, filters.kind, filters.stage, filters.field, filters.place, filters.conduct,
        assignee=filters.assignee,
    )  # fmt: skip
    return [*found, *at_agencies(asked, Matter.agency_id), *matters_narrowed(asked)]


def earliest_due() -> ColumnElement[Any]:
    """The first date by which a matter of the statement owes anything; after every date when nothing runs."""
    running = and_(Obligation.matter_id == Matter.id, Obligation.open, Obligation.paused_on.is_(None))
    earliest = select(func.min(Obligation.due_on)).where(running).correlate(Matter).scalar_subquery()
    return func.coalesce(earliest, literal(AFTER_EVERY_DATE))


def _rows(order: ColumnElement[Any]) -> Any:
    return (
        select(
            Matter.id, Matter.ref, Matter.code, Matter.procedure, Matter.title, Matter.sealed, Matter.field,
            Matter.stage, Matter.opened_on, Matter.closed_on, Matter.agency_id, Agency.name.label("agency"),
            Account.full_name.label("assignee"), order.label("position"),
        )
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Account, Account.id == Matter.assignee_id)
    )  # fmt: skip


def _made(session: Session, rows: Sequence[Any]) -> tuple[CaseRow, ...]:
    running = _running(session, [row.id for row in rows])
    return tuple(
        CaseRow(
            id=row.id, ref=row.ref, code=row.code, procedure=row.procedure, title="" if row.sealed else row.title,
            sealed=row.sealed, field=row.field, stage=row.stage, agency=row.agency,
            agency_id=row.agency_id, assignee=row.assignee or "",
            opened_on=row.opened_on, closed_on=row.closed_on, **_foremost(running.get(row.id, ())),
        )
        for row in rows
    )  # fmt: skip


_RUNNING = (
    Obligation.duty, Obligation.due_on, Obligation.paused_on, Obligation.frozen_days_late,
    Obligation.id.label("obligation_id"), Obligation.rule, Obligation.rule_from, Obligation.certainty, Obligation.also,
)  # fmt: skip
_NOTHING_RUNS: dict[str, Any] = dict.fromkeys(column.key for column in _RUNNING)


def most_urgent(session: Session, matter_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The running duty of each matter that comes first: what a list says of it, by column."""
    return {matter_id: _foremost(rows) for matter_id, rows in _running(session, matter_ids).items()}


def _running(session: Session, matter_ids: Sequence[int]) -> dict[int, list[Any]]:
    rows = session.execute(
        select(Obligation.matter_id, *_RUNNING)
        .where(Obligation.matter_id.in_(matter_ids), Obligation.open)
        .order_by(Obligation.paused_on.is_not(None), Obligation.due_on.is_(None), Obligation.due_on, Obligation.id)
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.matter_id, []).append(row)
    return found


def _foremost(rows: Sequence[Any]) -> dict[str, Any]:
    """What the law asks first; a term a superior gave takes its place only where the law asks nothing any more."""
    given = tuple((row.obligation_id, row.due_on) for row in rows if row.duty == GIVEN_TERM and row.due_on)
    first = next((row for row in rows if row.duty != GIVEN_TERM), rows[0] if rows else None)
    shown = {name: getattr(first, name) for name in _NOTHING_RUNS} if first else _NOTHING_RUNS
    return {**shown, "given": given}
