"""The register of petitions read back: a line a petition written in an agency's book, with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.casework.identities import known_people_of, people_shown
from app.casework.permissions import Viewer, told_by_day, visible
from app.casework.persons import Person, Shown
from app.casework.register import AT_ONCE, PAGE, Followed, Key, Period
from app.records.agencies import Agency
from app.records.cases import CasePetition
from app.records.matters import Act, Matter
from app.records.people import Account
from app.records.petitions import Forwarder, Petition, PetitionKind, Source


@dataclass(frozen=True, slots=True)
class PetitionLine:
    """One petition. Of a sealed one: no particulars, no content, no document; ``shown_as`` is what may be read."""

    id: int
    ref: str
    code: str
    number: int | None
    received_on: date
    sealed: bool
    source: Source
    forwarder: Forwarder | None
    forwarder_name: str
    forward_document: str
    people: tuple[Person, ...]
    shown_as: tuple[str, ...]
    signatories: int
    content: str
    request: str
    kind: PetitionKind | None
    field: str | None
    stage: str
    document_no: str
    document_on: date | None
    holder: str
    handler: str
    duplicate: str
    followed: tuple[Followed, ...]

    @property
    def key(self) -> Key:
        return Key(self.received_on, self.id)

    @property
    def adds(self) -> PetitionTally:
        """What this line adds to the tally of its period."""
        return PetitionTally(1, self.signatories)


@dataclass(frozen=True, slots=True)
class PetitionTally:
    """What a period of the register holds: petitions, and those who signed them.

    ``kept``: sealed ones that are not the viewer's to open. They stand in no line, and are counted by whole months, of
    every month the period touches: nobody finds their day by asking for one day after another.
    """

    petitions: int
    signatories: int
    kept: int = 0

    def __add__(self, other: PetitionTally) -> PetitionTally:
        return PetitionTally(
            self.petitions + other.petitions, self.signatories + other.signatories, self.kept + other.kept
        )


@dataclass(frozen=True, slots=True)
class PetitionPage:
    """One page: its lines, what the whole period holds, and where the next page starts (None: this was the last)."""

    lines: tuple[PetitionLine, ...]
    total: PetitionTally
    next: Key | None


def petition_register(
    session: Session, viewer: Viewer, *, agency_id: int, period: Period, after: Key | None = None, limit: int = PAGE
) -> PetitionPage:
    """The petitions written in an agency's register in a period that ``viewer`` may see, the latest first.

    Sealed ones that are not theirs to open are counted only (:class:`PetitionTally`).
    """
    found = _in_register(viewer, agency_id, period)
    wanted = _lines(viewer).where(*found).order_by(Petition.received_on.desc(), Matter.id.desc()).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(tuple_(Petition.received_on, Matter.id) < (after.received_on, after.id))
    rows = session.execute(wanted).all()
    beside = _beside(session, viewer, [row.Petition.matter_id for row in rows[:limit]])
    lines = tuple(beside.line(row) for row in rows[:limit])
    total = petition_tally(session, viewer, agency_id=agency_id, period=period)
    return PetitionPage(lines, total, lines[-1].key if len(rows) > limit else None)


def whole_petition_register(
    session: Session, viewer: Viewer, *, agency_id: int, period: Period
) -> Iterator[PetitionLine]:
    """Every line of a period in the order of the register, as they are read: a constant number of statements."""
    found = _in_register(viewer, agency_id, period)
    ids = select(Petition.matter_id).join(Matter, Matter.id == Petition.matter_id).where(*found)
    beside = _beside(session, viewer, ids.correlate(None))
    wanted = _lines(viewer).where(*found).order_by(Petition.received_on, Matter.id)
    for row in session.execute(wanted.execution_options(yield_per=AT_ONCE)):
        yield beside.line(row)


def petition_tally(session: Session, viewer: Viewer, *, agency_id: int, period: Period) -> PetitionTally:
    """What a period holds in all."""
    wanted = select(func.count(), func.coalesce(func.sum(Petition.signatories), 0)).select_from(Petition)
    found = _in_register(viewer, agency_id, period)
    listed = session.execute(wanted.join(Matter, Matter.id == Petition.matter_id).where(*found)).one()
    sealed = select(func.count()).select_from(Petition).join(Matter, Matter.id == Petition.matter_id)
    months = whole_months(period)
    kept = session.scalar(sealed.where(*_written(viewer, agency_id, months), Matter.sealed, ~told_by_day(viewer)))
    return PetitionTally(*listed, kept or 0)


def whole_months(period: Period) -> Period:
    """From the first day of the first month a period touches to the last day of the last."""
    last = (period.until_on.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(period.from_on.replace(day=1), last)


def _in_register(viewer: Viewer, agency_id: int, period: Period) -> list[ColumnElement[bool]]:
    return [*_written(viewer, agency_id, period), told_by_day(viewer)]


def _written(viewer: Viewer, agency_id: int, period: Period) -> list[ColumnElement[bool]]:
    return [
        Matter.origin_agency_id == agency_id,
        Petition.received_on.between(period.from_on, period.until_on),
        visible(viewer),
    ]


def _lines(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """The petitions with what stands in their own row and in those they point at."""
    first = aliased(Matter)
    seen = select(Matter.id).where(Matter.id == first.id, visible(viewer)).correlate(first).exists()
    return (
        select(
            Petition, Matter.ref, Matter.code, Matter.number, Matter.sealed, Matter.field, Matter.stage,
            Agency.name.label("holder"), Account.full_name.label("handler"), first.code.label("duplicate"),
        )
        .join(Matter, Matter.id == Petition.matter_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Account, Account.id == Matter.assignee_id)
        .outerjoin(first, and_(first.id == Petition.duplicate_of_id, seen))
    )  # fmt: skip


Ids = Sequence[int] | Select[int]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the petitions themselves, by petition."""

    people: dict[int, list[Person]]
    shown: dict[int, list[Shown]]
    papers: dict[int, tuple[str, date | None]]
    cases: dict[int, Followed]

    def line(self, row: Any) -> PetitionLine:
        it: Petition = row.Petition
        one = it.matter_id
        no, on = ("", None) if row.sealed else self.papers.get(one, ("", None))
        case = self.cases.get(one)
        return PetitionLine(
            id=one, ref=row.ref, code=row.code, number=None if row.sealed else row.number,
            received_on=it.received_on, sealed=row.sealed, source=it.source, forwarder=it.forwarder,
            forwarder_name=it.forwarder_name, forward_document=it.forward_document,
            people=tuple(self.people.get(one, ())), shown_as=tuple(it.shown_as for it in self.shown.get(one, ())),
            signatories=it.signatories, content="" if row.sealed else it.content,
            request="" if row.sealed else it.request, kind=it.kind, field=row.field, stage=row.stage,
            document_no=no, document_on=on, holder=row.holder, handler=row.handler or "",
            duplicate=row.duplicate or "", followed=(case,) if case else (),
        )  # fmt: skip


def _beside(session: Session, viewer: Viewer, ids: Ids) -> _Beside:
    return _Beside(
        known_people_of(session, ids), people_shown(session, ids), _papers(session, ids), _cases(session, viewer, ids)
    )


def _papers(session: Session, ids: Ids) -> dict[int, tuple[str, date | None]]:
    """By petition, the latest paper of its log; none of an act that was taken back."""
    later = aliased(Act)
    taken_back = exists().where(later.corrects_id == Act.id)
    wanted = (
        select(Act.matter_id, Act.document_no, func.coalesce(Act.document_on, Act.on))
        .where(Act.matter_id.in_(ids), Act.document_no != "", ~taken_back)
        .order_by(Act.matter_id, Act.on, Act.id)
    )
    return {matter_id: (no, on) for matter_id, no, on in session.execute(wanted)}


def _cases(session: Session, viewer: Viewer, ids: Ids) -> dict[int, Followed]:
    wanted = (
        select(CasePetition.petition_id, Matter.ref, Matter.code, Matter.kind, Matter.stage, Agency.name)
        .join(Matter, Matter.id == CasePetition.case_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(CasePetition.petition_id.in_(ids), visible(viewer))
    )
    return {row[0]: Followed(row.ref, row.code, row.kind, row.stage, row.name) for row in session.execute(wanted)}
