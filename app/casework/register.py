"""The register of citizen reception read back: a line a visit, with its columns, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.identities import people_told
from app.casework.permissions import Viewer, visible
from app.casework.persons import Person, Shown
from app.casework.repeats import Repeated, repeats
from app.records.agencies import Agency
from app.records.cases import CasePetition
from app.records.matters import Matter, MatterKind
from app.records.people import Account
from app.records.petitions import Petition
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, Visit, VisitOutcome
from app.statute.groups import GROUP_FROM, is_group
from app.statute.registers import Register

PAGE = 25
AT_ONCE = 500  # lines fetched from the database at a time when a whole register is written out


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended; the next one starts after it."""

    received_on: date
    id: int


@dataclass(frozen=True, slots=True)
class Followed:
    """The petition or case a visit led to, as far as the viewer may see it."""

    ref: str
    code: str
    kind: MatterKind
    stage: str
    agency: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One visit. Of a sealed one: no particulars, no content; ``shown_as`` is what may be read of its people."""

    id: int
    ref: str
    code: str
    number: int | None
    received_on: date
    sealed: bool
    people: tuple[Person, ...]
    shown_as: tuple[str, ...]
    people_count: int
    mandate: str
    again: bool
    reception: ReceptionKind | None
    chair: Chair | None
    kind: str | None
    content: str
    request: str
    prior_settler: str
    within_competence: bool | None
    outcome: VisitOutcome
    outcome_agency: str
    outcome_document: str
    refusal_ground: str | None
    papers: str
    receipt_no: int | None
    note: str
    officer: str
    followed: tuple[Followed, ...]
    repeated: Repeated | None

    @property
    def key(self) -> Key:
        return Key(self.received_on, self.id)

    @property
    def adds(self) -> Tally:
        """What this line adds to the tally of its period."""
        return Tally(1, self.people_count, int(is_group(self.people_count)), int(self.again))


@dataclass(frozen=True, slots=True)
class EmptyDay:
    """A day of reception nobody came to: it has its line in the register too. ``document``, ``note``: what shows it."""

    received_on: date
    reception: ReceptionKind
    chair: Chair
    chaired_by: str
    document: str
    note: str

    @property
    def adds(self) -> Tally:
        """What this line adds to the tally of its period."""
        return Tally(0, 0, 0, 0, empty=1)


Line = RegisterLine | EmptyDay


@dataclass(frozen=True, slots=True)
class Tally:
    """What a period of the register holds: visits, the people of all of them, groups, and days nobody came to.

    ``again``: visits about what somebody had come about before.
    """

    visits: int
    people: int
    groups: int
    again: int
    empty: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.visits + other.visits, self.people + other.people, self.groups + other.groups,
            self.again + other.again, self.empty + other.empty,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines, what the whole period holds, and where the next page starts (None: this was the last).

    ``empty``: the days without a visit that belong between its lines.
    """

    lines: tuple[RegisterLine, ...]
    empty: tuple[EmptyDay, ...]
    total: Tally
    next: Key | None


def register(
    session: Session, viewer: Viewer, *, agency_id: int, period: Period, after: Key | None = None, limit: int = PAGE
) -> Page:
    """The visits written in an agency's register in a period, as far as ``viewer`` may see them, the latest first."""
    found = _in_register(viewer, agency_id, period)
    wanted = _lines().where(*found).order_by(Visit.received_on.desc(), Visit.matter_id.desc()).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(tuple_(Visit.received_on, Visit.matter_id) < (after.received_on, after.id))
    rows = session.execute(wanted).all()
    lines = _made(session, viewer, rows[:limit])
    onward = lines[-1].key if len(rows) > limit else None
    days = empty_days(session, viewer, agency_id=agency_id, period=period)
    return Page(lines, _between(days, after, onward), tally(session, viewer, agency_id=agency_id, period=period,
                                                            empty=len(days)), onward)  # fmt: skip


def _between(days: Sequence[EmptyDay], after: Key | None, onward: Key | None) -> tuple[EmptyDay, ...]:
    """The empty days of a page. One stands above the visits of its own date, so the page that begins a date has it."""
    return tuple(
        one
        for one in reversed(days)
        if (after is None or one.received_on < after.received_on)
        and (onward is None or one.received_on >= onward.received_on)
    )


def whole_register(session: Session, viewer: Viewer, *, agency_id: int, period: Period) -> Iterator[Line]:
    """Every line of a period in the order of the register, the days without a visit among them, as they are read.

    The number of statements does not depend on the number of lines. The empty day of a date follows its visits.
    """
    found = _in_register(viewer, agency_id, period)
    waiting = empty_days(session, viewer, agency_id=agency_id, period=period)
    ids = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id).where(*found)
    beside = _beside(session, viewer, ids.correlate(None))
    wanted = _lines().where(*found).order_by(Visit.received_on, Visit.matter_id)
    for row in session.execute(wanted.execution_options(yield_per=AT_ONCE)):
        while waiting and waiting[0].received_on < row.Visit.received_on:
            yield waiting.pop(0)
        yield beside.line(row)
    yield from waiting


def empty_days(session: Session, viewer: Viewer, *, agency_id: int, period: Period) -> list[EmptyDay]:
    """The days of reception that were held and nobody came, as far as ``viewer`` may see, in order."""
    if not viewer.agencies() & {agency_id}:
        return []
    seen = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id)
    seen = seen.where(Visit.reception_day_id == ReceptionDay.id, visible(viewer))
    wanted = (
        select(ReceptionDay)
        .where(ReceptionDay.agency_id == agency_id, ReceptionDay.state == DayState.HELD)
        .where(ReceptionDay.on.between(period.from_on, period.until_on))
        .where(or_(ReceptionDay.document != "", ReceptionDay.note != ""), ~seen.exists())
        .order_by(ReceptionDay.on, ReceptionDay.id)
    )
    return [
        EmptyDay(one.on, one.kind, one.chair, one.chaired_by, one.document, one.note) for one in session.scalars(wanted)
    ]


def tally(session: Session, viewer: Viewer, *, agency_id: int, period: Period, empty: int) -> Tally:
    """What a period holds in all; ``empty``: how many days :func:`empty_days` found."""
    groups = func.count().filter(Visit.people_count >= GROUP_FROM)
    again = func.count(Visit.repeats_id)
    wanted = select(func.count(), func.coalesce(func.sum(Visit.people_count), 0), groups, again)
    found = _in_register(viewer, agency_id, period)
    return Tally(*session.execute(wanted.join(Matter, Matter.id == Visit.matter_id).where(*found)).one(), empty)


def note_taken_out(
    session: Session, register: Register, *, how: str, agency: str, period: Period, lines: int, by: Viewer,
    at: datetime,
) -> None:  # fmt: skip
    """Write in the trail that a register left the program. ``how``: "exported" or "printed"; ``agency``: its code."""
    audit.note(
        session, by=by.account_id or None, at=at, action=f"register_{how}", subject=f"agency:{agency}",
        register=register.value, first=period.from_on.isoformat(), last=period.until_on.isoformat(), lines=lines,
    )  # fmt: skip


def lines_of_day(session: Session, viewer: Viewer, day_id: int) -> tuple[RegisterLine, ...]:
    """The lines of one day of reception, in the order of the register."""
    mine = and_(Visit.reception_day_id == day_id, visible(viewer))
    return _made(session, viewer, session.execute(_lines().where(mine).order_by(Visit.matter_id)).all())


def register_line(session: Session, viewer: Viewer, matter: Matter) -> RegisterLine:
    """The line of one visit the viewer may see."""
    rows = session.execute(_lines().where(Visit.matter_id == matter.id)).all()
    return _made(session, viewer, rows)[0]


def visits_on(session: Session, viewer: Viewer, *, agency_id: int, on: date) -> int:
    """How many visits the viewer sees in an agency's register on a day."""
    return tally(session, viewer, agency_id=agency_id, period=Period(on, on), empty=0).visits


def _in_register(viewer: Viewer, agency_id: int, period: Period) -> list[ColumnElement[bool]]:
    return [
        Matter.origin_agency_id == agency_id,
        Visit.received_on.between(period.from_on, period.until_on),
        visible(viewer),
    ]


def _lines() -> Select[*tuple[Any, ...]]:
    matter = (Matter.ref, Matter.code, Matter.number, Matter.sealed)
    session = (ReceptionDay.kind.label("reception"), ReceptionDay.chair)
    return (
        select(Visit, *matter, *session, Account.full_name.label("officer"))
        .join(Matter, Matter.id == Visit.matter_id)
        .outerjoin(Account, Account.id == Visit.received_by_id)
        .outerjoin(ReceptionDay, ReceptionDay.id == Visit.reception_day_id)
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the visits themselves, by visit."""

    people: dict[int, list[tuple[Shown, Person | None]]]
    followed: dict[int, list[Followed]]
    repeated: dict[int, Repeated]

    def line(self, row: Any) -> RegisterLine:
        one: int = row.Visit.matter_id
        told = self.people.get(one, [])
        shown, people = [it.shown_as for it, _person in told], [person for _it, person in told if person]
        return _line(row, people, shown, self.followed.get(one, []), self.repeated.get(one))


def _beside(session: Session, viewer: Viewer, ids: Collection[int] | Select[int]) -> _Beside:
    return _Beside(people_told(session, ids), _followed(session, viewer, ids), repeats(session, viewer, ids))


def _made(session: Session, viewer: Viewer, rows: Sequence[Any]) -> tuple[RegisterLine, ...]:
    beside = _beside(session, viewer, [row.Visit.matter_id for row in rows])
    return tuple(beside.line(row) for row in rows)


def _line(
    row: Any, people: list[Person], shown: list[str], followed: list[Followed], repeated: Repeated | None
) -> RegisterLine:
    visit: Visit = row.Visit
    return RegisterLine(
        id=visit.matter_id, ref=row.ref, code=row.code, number=None if row.sealed else row.number,
        received_on=visit.received_on, sealed=row.sealed, people=tuple(people), shown_as=tuple(shown),
        people_count=visit.people_count, mandate=visit.mandate, again=visit.repeats_id is not None,
        reception=row.reception, chair=row.chair,
        kind=visit.kind, content=visit.content, request=visit.request,
        prior_settler=visit.prior_settler, within_competence=visit.within_competence, outcome=visit.outcome,
        outcome_agency=visit.outcome_agency, outcome_document=visit.outcome_document,
        refusal_ground=visit.refusal_ground, papers=visit.papers, receipt_no=visit.receipt_no, note=visit.note,
        officer=row.officer or "", followed=tuple(followed), repeated=repeated,
    )  # fmt: skip


def _followed(session: Session, viewer: Viewer, visit_ids: Collection[int] | Select[int]) -> dict[int, list[Followed]]:
    """By visit: the cases its petitions became, or the petitions themselves while there is no case."""
    columns = (Petition.visit_id, Matter.ref, Matter.code, Matter.kind, Matter.stage, Agency.name.label("agency"))
    mine = and_(Petition.visit_id.in_(visit_ids), visible(viewer))
    petitions = (
        select(Petition.matter_id.label("petition_id"), *columns)
        .join(Matter, Matter.id == Petition.matter_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(mine)
    )
    cases = (
        select(CasePetition.petition_id.label("petition_id"), *columns)
        .join(Petition, Petition.matter_id == CasePetition.petition_id)
        .join(Matter, Matter.id == CasePetition.case_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(mine)
    )
    by_petition = {row.petition_id: row for row in session.execute(petitions)}
    by_petition |= {row.petition_id: row for row in session.execute(cases)}
    found: dict[int, list[Followed]] = {}
    for row in by_petition.values():
        found.setdefault(row.visit_id, []).append(Followed(row.ref, row.code, row.kind, row.stage, row.agency))
    return found
