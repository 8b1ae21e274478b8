"""The instances of one matter, as far as a viewer sees them: the cases it follows, and who above reads its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from app.casework.exclusions import not_hidden_from
from app.casework.permissions import Viewer, visible
from app.casework.readings import ABOVE
from app.records.agencies import Agency
from app.records.cases import Case, FileReading
from app.records.matters import Act, Matter, MatterKind
from app.records.people import Account, Role, RoleKind
from app.records.petitions import Petition


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier case, the first of them first."""

    ref: str
    code: str
    procedure: str | None
    opened_on: date
    stage: str
    agency: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a matter follows. ``hidden``: how many of these cases the viewer may not open."""

    steps: tuple[Step, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An agency above that reads a file, or did, by a numbered paper."""

    agency: str
    from_at: datetime
    until_at: datetime | None
    over: bool
    document_no: str
    document_on: date | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of an agency above who reads a file."""

    id: int
    full_name: str
    agency: str


def earlier_of(session: Session, matter: Matter, viewer: Viewer) -> Earlier:
    """The cases a petition or case follows, through every instance. One statement."""
    table = Case if matter.kind is MatterKind.CASE else Petition
    steps = (
        select(table.previous_case_id.label("id"))
        .where(table.matter_id == matter.id, table.previous_case_id.is_not(None))
        .cte("earlier", recursive=True)
    )
    before = select(Case.previous_case_id).join(steps, steps.c.id == Case.matter_id)
    steps = steps.union(before.where(Case.previous_case_id.is_not(None)))
    rows = session.execute(
        select(
            Matter.ref, Matter.code, Matter.procedure, Matter.opened_on, Matter.stage, Agency.name,
            func.coalesce(visible(viewer), false()).label("seen"),
        )
        .join(steps, steps.c.id == Matter.id)
        .join(Agency, Agency.id == Matter.agency_id)
        .order_by(Matter.opened_on, Matter.id)
    ).all()  # fmt: skip
    return Earlier(tuple(Step(*row[:-1]) for row in rows if row.seen), sum(not row.seen for row in rows))


def readings_of(session: Session, matter: Matter, viewer: Viewer) -> list[Reading]:
    """Who above reads the file of a case, or did. Nothing of a matter above that is hidden from the viewer's agency."""
    rows = session.execute(
        select(
            Agency.name, FileReading.from_at, FileReading.until_at,
            or_(FileReading.until_at.is_not(None), ~ABOVE.open).label("over"), Act.document_no, Act.document_on,
        )
        .join(ABOVE, ABOVE.id == FileReading.reader_id)
        .join(Agency, Agency.id == FileReading.agency_id)
        .join(Act, Act.id == FileReading.act_id)
        .where(FileReading.case_id == matter.id, not_hidden_from(viewer.agencies(), ABOVE))
        .order_by(FileReading.id)
    )  # fmt: skip
    return [Reading(*row) for row in rows]


def readers_of(session: Session, matter: Matter, viewer: Viewer, on: date) -> list[Reader]:
    """Who above reads the file of a case now: the head of the body below may let them into what is sealed."""
    held = and_(Role.from_on <= on, or_(Role.until_on.is_(None), Role.until_on >= on))
    theirs = or_(Role.kind == RoleKind.HEAD, Role.account_id == ABOVE.assignee_id)
    rows = session.execute(
        select(Account.id, Account.full_name, Agency.name)
        .join(Role, Role.account_id == Account.id)
        .join(Agency, Agency.id == Role.agency_id)
        .join(ABOVE, ABOVE.agency_id == Agency.id)
        .join(FileReading, FileReading.reader_id == ABOVE.id)
        .where(FileReading.case_id == matter.id, FileReading.until_at.is_(None), ABOVE.open, held, theirs)
        .where(Account.locked_at.is_(None), not_hidden_from(viewer.agencies(), ABOVE))
        .distinct()
        .order_by(Agency.name, Account.full_name, Account.id)
    )
    return [Reader(*row) for row in rows]
