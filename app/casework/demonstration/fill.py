"""Filling an empty register with the demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.agencies import load_agencies, read_list
from app.casework.calendars import seed_calendar, working_calendar
from app.casework.demonstration.appointments import make_appointments
from app.casework.demonstration.arrivals import PETITIONS, SPARE, show_arrivals
from app.casework.demonstration.cabinet import Cabinet, Shelf
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.conclusions import Conclusions
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk, staff_desks
from app.casework.demonstration.files import Ground
from app.casework.demonstration.inspections import Inspections
from app.casework.demonstration.mediations import WHERE as MEDIATIONS_AT
from app.casework.demonstration.mediations import Mediations
from app.casework.demonstration.orders import Orders
from app.casework.demonstration.plan import Wanted, planned
from app.casework.demonstration.reports import Reports
from app.casework.demonstration.rosters import staff_rosters
from app.casework.demonstration.saved import save_filters
from app.casework.demonstration.sessions import Sessions, when_heads_receive
from app.casework.demonstration.urged import UrgedBefore
from app.casework.demonstration.urgings import Urgings
from app.casework.demonstration.writing import OPENS, Writer
from app.casework.errors import Refused
from app.casework.ledger import keeping_ground
from app.casework.once import insert_once, rows_of
from app.casework.version_rows import FETCH
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.people import Account
from app.records.settings import Mark

MARK = "demonstration"
NOBODY_CAME = Wanted(visits=0, petitions=0, cases=0)  # agencies and accounts alone: nothing of the past is late
SHORTEST = timedelta(days=50)  # less is not enough for anything to have happened
FIRST_DAY = date(2025, 7, 1)  # the province of today begins


class AlreadyFilled(Refused):
    """There is demonstration data here already."""


class NotEmpty(Refused):
    """There are accounts or matters here that are not of the demonstration."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is there now."""

    accounts: int
    visits: int
    petitions: int
    cases: int


def fill(
    session: Session, wanted: Wanted, *, seed: int, today: date, at: datetime, shelf: Shelf | None = None
) -> Filled:
    """Fill the register from its first day to ``today``, in the caller's transaction; files only with a ``shelf``.

    Raises AlreadyFilled, NotEmpty, and Refused when ``today`` is too early or a case would have no petition.
    """
    zone = at.tzinfo
    if zone is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    _check(session, wanted, today)
    mark = insert_once(session, Mark).values(name=MARK, value=f"seed={seed} today={today.isoformat()}")
    if not rows_of(session.execute(mark)):
        raise AlreadyFilled(_filled_already())
    opening = datetime.combine(FIRST_DAY, OPENS, zone)
    chance = Chance(seed, "people")
    load_agencies(session, read_list(), at=opening)
    for agency in session.scalars(select(Agency).order_by(Agency.id)):
        agency.ref = chance.ref()
    seed_calendar(session)
    desks = staff_desks(session, chance, first_day=FIRST_DAY, at=opening)
    days = Days(FIRST_DAY, today, working_calendar(session))
    if wanted != NOBODY_CAME:
        with _remembering(session):
            now = _history(session, desks, days, wanted, seed=seed, at=at, zone=zone)
            Cabinet(session, Chance(seed, "cabinet"), desks, days, now, zone, shelf).write()
            if shelf is not None:
                urgings = Urgings(session, Chance(seed, "urgings"), desks, days, now, zone)
                urgings.write(shelf)
                UrgedBefore(urgings, Chance(seed, "urged"), desks, days, zone).write(shelf)
                Reports(session, Chance(seed, "reports"), desks, days, now, zone).write(shelf)
                Inspections(session, Chance(seed, "inspections"), desks, days, now, zone).write(shelf)
    staff_rosters(session, Chance(seed, "rosters"), desks.values(), days=days, zone=zone)
    save_filters(session, Chance(seed, "filters"), at=opening)
    audit.note(session, by=None, at=at, action="demonstration_filled", seed=seed)
    session.flush()
    return _counted(session)


def _history(
    session: Session, desks: Mapping[str, Desk], days: Days, wanted: Wanted, *, seed: int, at: datetime, zone: tzinfo
) -> datetime:
    """What happened since the first day: days of reception, visits, petitions, cases, and what comes of them.

    Answers the moment nothing is typed after.
    """
    arriving = wanted.petitions - wanted.cases >= SPARE
    planned_petitions = wanted.petitions - (PETITIONS if arriving else 0)
    files = planned(Ground(Chance(seed, "plan"), days, desks), replace(wanted, petitions=planned_petitions))
    now = min(at, datetime.combine(days.today, time(23, 59), zone))
    heads = when_heads_receive(days, files)
    sessions = Sessions(session, Chance(seed, "sessions"), heads, now, zone)
    sessions.plan(list(desks.values()))
    with keeping_ground(session):
        Writer(session, Chance(seed, "writing"), desks, heads, now, zone).write(files)
        if arriving:
            show_arrivals(session, Ground(Chance(seed, "arrivals"), days, desks), now=now)
    make_appointments(session, desks.values(), days, at=now)
    sessions.record()
    Conclusions(session, Chance(seed, "conclusions"), desks, days, now, zone).write()
    sessions.dress()
    Orders(session, Chance(seed, "orders"), desks, days, now, zone).write()
    Mediations(session, Chance(seed, "mediations"), desks[MEDIATIONS_AT], days, zone).write()
    return now


@contextmanager
def _remembering(session: Session) -> Iterator[None]:
    """Keep every record of the run in memory: a session reads anew what nobody holds, here thousands of times.

    Which of them a bulk change meets, the database says meanwhile: to look through all of them took a tenth of the run.
    """
    held: list[object] = []
    options = session.execution_options

    def hold(_session: Session, record: object) -> None:
        held.append(record)

    moments = ("loaded_as_persistent", "pending_to_persistent")
    for moment in moments:
        event.listen(session, moment, hold)
    session.execution_options = options.union(FETCH)
    try:
        yield
    finally:
        session.execution_options = options
        for moment in moments:
            event.remove(session, moment, hold)


def _check(session: Session, wanted: Wanted, today: date) -> None:
    if session.get(Mark, MARK) is not None:
        raise AlreadyFilled(_filled_already())
    if session.scalar(select(Account.id).limit(1)) or session.scalar(select(Matter.id).limit(1)):
        sentence = "Cơ sở dữ liệu đã có tài khoản hoặc hồ sơ; dữ liệu minh họa chỉ tạo trên cơ sở dữ liệu trống."
        raise NotEmpty(sentence)
    if today < FIRST_DAY + SHORTEST:
        sentence = f"Dữ liệu minh họa kể từ {FIRST_DAY:%d/%m/%Y}: chọn từ {FIRST_DAY + SHORTEST:%d/%m/%Y} trở đi."
        raise Refused(sentence, field="today")
    if wanted.petitions < wanted.cases:
        sentence = "Mỗi vụ việc được thụ lý từ một đơn: số đơn phải không nhỏ hơn số vụ việc."
        raise Refused(sentence, field="petitions")


def _filled_already() -> str:
    return "Đã có dữ liệu minh họa. Muốn làm lại: cất tệp dữ liệu trong instance/ đi (make clean-demo) rồi chạy lại."


def _counted(session: Session) -> Filled:
    rows = session.execute(select(Matter.kind, func.count().label("number")).group_by(Matter.kind)).all()
    counts: dict[MatterKind, int] = {row.kind: row.number for row in rows}
    accounts = session.scalar(select(func.count()).select_from(Account)) or 0
    kinds = (MatterKind.VISIT, MatterKind.PETITION, MatterKind.CASE)
    return Filled(accounts, *(counts.get(kind, 0) for kind in kinds))
