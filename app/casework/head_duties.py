"""Days a head owes by office: one matter an agency and period, opened when the period begins, fed by its days.

A period is a month, or a week where the law says so. Its quota is an obligation like any other: due on its last day,
late after it, told in lists, flags and letters. One that is over stays open to the end of the month after it, so that
what was short is seen and a day typed late still counts; then it is closed, and never touched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from app.casework.acts import Entry
from app.casework.following import Hand, bring_in_line, lines_saying, write
from app.casework.matters import Opening, open_matter
from app.casework.once import insert_once
from app.casework.settled import settled
from app.records.agencies import Agency, Level
from app.records.matters import Matter, MatterKind
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, Visit
from app.records.settings import Mark
from app.statute.log import LEVELS
from app.statute.reception import HEADS, HeadDays, head_days_between
from app.statute.terms import Procedure

MARK = "reception_duties_from"  # the first day whose periods are opened of themselves
FED = frozenset({"held_in_person", "held_empty", "held_by_deputy", "held_unscheduled", "cancelled"})
A_MONTH = timedelta(days=31)
A_DAY = timedelta(days=1)
OF_DUTY = (Matter.kind == MatterKind.AGENCY_DUTY, Matter.procedure == Procedure.RECEPTION_DUTY)


def periods_of(agency: Agency, first: date, last: date) -> tuple[HeadDays, ...]:
    """What the law demands of the head between two days, as far as the agency was there.

    Party bodies receive by a schedule of their own: nothing.
    """
    if agency.level is Level.PARTY:
        return ()
    begins, ends = max(first, agency.from_on), min(last, agency.until_on or last)
    return head_days_between(agency.level.value, begins, ends) if begins <= ends else ()


def open_running(session: Session, agency: Agency, day: ReceptionDay, hand: Hand) -> None:
    """A day of a period that runs was planned: the period is opened, unless it is."""
    if day.kind is not ReceptionKind.HEAD:
        return
    for period in periods_of(agency, day.on, day.on):
        if period.first <= hand.today <= period.last and agency.existed_on(period.first):
            _open(session, agency, period, hand)


def feed(session: Session, day: ReceptionDay, hand: Hand) -> None:
    """Bring the open periods of an agency that a day falls in in line with what became of the day.

    Raises Refused naming ``document_no`` when a day typed late makes up a missed number, and nothing shows it.
    """
    if day.kind is ReceptionKind.REGULAR:
        return
    session.flush()
    for matter in session.scalars(_running(day.agency_id, day.on)):
        if day.on <= last_of(matter):
            _take_over(session, matter, day, _told(session, day, hand.today), hand)


def leave(session: Session, day: ReceptionDay, hand: Hand) -> None:
    """A day is about to be moved: the period it fell in knows nothing of it any more."""
    for matter in session.scalars(_running(day.agency_id, day.on)):
        _take_over(session, matter, day, None, hand)


def last_of(matter: Matter) -> date:
    """The last day of the period of a matter."""
    return date.fromisoformat(matter.facts["last"])


def open_periods(session: Session, hand: Hand) -> int:
    """Open the periods that have begun, and say how many. Safe to run again, and at once.

    From the day this ran first on: what was before it was kept on paper.
    """
    from_on = max(_since(session, hand.today), hand.today - 2 * A_MONTH)  # it may have slept for weeks
    return sum(_open(session, agency, period, hand) for agency, period in _missing(session, from_on, hand.today))


def open_between(session: Session, agency: Agency, first: date, hand: Hand) -> None:
    """Open the whole periods of an agency from a day to today, fed by its days: for what was kept elsewhere before."""
    for period in periods_of(agency, first, hand.today):
        if period.first >= first:
            _open(session, agency, period, hand)


def close_periods(session: Session, hand: Hand) -> int:
    """Close the periods of the month before the last one and earlier, and those of agencies that ended."""
    over = _over(session, hand.today)
    for matter in over:
        write(session, matter, Entry("period_closed", hand.today), hand)
    return len(over)


def last_months(today: date) -> date:
    """The first day of the month before: what was over before it is not touched any more."""
    return (today.replace(day=1) - A_DAY).replace(day=1)


def short_of(
    session: Session, agency: Agency, days: Iterable[date], first: date, last: date, *, today: date
) -> Iterator[tuple[HeadDays, int]]:
    """The periods between two days that neither the schedule nor ``days`` beside it can fill, and by how many days.

    A day counts that the head has held in person, or that is still ahead.
    """
    periods = periods_of(agency, first, last)
    if not periods:
        return
    wanted = select(ReceptionDay.on).where(
        ReceptionDay.agency_id == agency.id, *counting(today),
        ReceptionDay.on.between(periods[0].first, periods[-1].last),
    )  # fmt: skip
    counted = [*session.scalars(wanted), *days]
    for period in periods:
        if period.last >= today and (owed := period.owed(counted)):
            yield period, owed


def counting(today: date) -> tuple[ColumnElement[bool], ...]:
    """The days of a schedule that count for a head, or will when all goes as planned."""
    ahead = and_(ReceptionDay.state == DayState.PLANNED, ReceptionDay.on >= today)
    held = and_(ReceptionDay.state == DayState.HELD, ReceptionDay.chair == Chair.HEAD)
    return ReceptionDay.kind == ReceptionKind.HEAD, or_(ahead, held)


# --- opening and closing ------------------------------------------------------------------------------------------


def _since(session: Session, today: date) -> date:
    kept = settled(session).marks.get(MARK)
    if kept is None:
        session.execute(insert_once(session, Mark).values(name=MARK, value=today.isoformat()))
        kept = settled(session).marks[MARK]
    return date.fromisoformat(kept)


def _missing(session: Session, from_on: date, today: date) -> Iterator[tuple[Agency, HeadDays]]:
    """The periods that have begun since a day and have no matter; an agency that began or ended inside has none."""
    opened = select(Matter.origin_agency_id, Matter.opened_on).where(*OF_DUTY, Matter.opened_on >= from_on)
    known = {(agency_id, first) for agency_id, first in session.execute(opened)}
    there = or_(Agency.until_on.is_(None), Agency.until_on >= from_on)
    for agency in session.scalars(select(Agency).where(there, Agency.from_on <= today).order_by(Agency.id)):
        for period in periods_of(agency, from_on, today):
            whole = agency.existed_on(period.first) and agency.existed_on(period.last)
            if whole and period.first >= from_on and (agency.id, period.first) not in known:
                yield agency, period


def _open(session: Session, agency: Agency, period: HeadDays, hand: Hand) -> bool:
    session.execute(select(Agency.id).where(Agency.id == agency.id).with_for_update())
    code = _code(period)
    there = select(exists().where(*OF_DUTY, Matter.origin_agency_id == agency.id, Matter.code == code))
    if session.scalar(there):
        return False
    opening = Opening(
        kind=MatterKind.AGENCY_DUTY, agency_id=agency.id, on=period.first, series=None, code=code,
        procedure=Procedure.RECEPTION_DUTY, title=_title(period),
        facts={"level": _level(agency), "last": period.last.isoformat()},
    )  # fmt: skip
    matter = open_matter(session, opening, by=hand.by, at=hand.at)
    write(session, matter, Entry("period_opened", period.first), hand)
    fell = (ReceptionDay.agency_id == agency.id, ReceptionDay.on.between(period.first, period.last))
    for day in session.scalars(select(ReceptionDay).where(*fell, ReceptionDay.kind != ReceptionKind.REGULAR)):
        _take_over(session, matter, day, _told(session, day, hand.today), hand)
    return True


def _code(period: HeadDays) -> str:
    """KTCD-11/2026 (kỳ tiếp công dân), of a week KTCD-29.06.2026: one an agency and period."""
    return f"KTCD-{period.first:%d.%m.%Y}" if period.weekly else f"KTCD-{period.first:%m/%Y}"


def _title(period: HeadDays) -> str:
    if period.weekly:
        return f"Thủ trưởng tiếp công dân tuần {period.first:%d/%m} – {period.last:%d/%m/%Y}"
    return f"Thủ trưởng tiếp công dân tháng {period.first:%m/%Y}"


def _level(agency: Agency) -> str:
    return agency.level.value if agency.level.value in LEVELS and agency.level.value in HEADS else "agency"


def _over(session: Session, today: date) -> list[Matter]:
    before = last_months(today)
    ended = and_(Agency.until_on.is_not(None), Agency.until_on < today)
    wanted = (
        select(Matter, Agency)
        .join(Agency, Agency.id == Matter.origin_agency_id)
        .where(*OF_DUTY, Matter.stage == "running", or_(Matter.opened_on < before, ended))
        .order_by(Matter.id)
    )
    found = session.execute(wanted)
    return [one for one, agency in found if last_of(one) < before or not agency.existed_on(today)]


# --- what a day says to its period ----------------------------------------------------------------------------------


def _running(agency_id: int, on: date) -> Select[Matter]:
    """The open periods of an agency that a day may fall in: in July 2026 of a week and of a month, both."""
    began = Matter.opened_on.between(on - A_MONTH, on)
    return select(Matter).where(*OF_DUTY, Matter.origin_agency_id == agency_id, Matter.stage == "running", began)


def _take_over(session: Session, matter: Matter, day: ReceptionDay, wanted: Entry | None, hand: Hand) -> None:
    session.refresh(matter, with_for_update=True)
    lines = [line for line in lines_saying(session, matter, FED) if line.data.get("session") == day.ref]
    bring_in_line(session, matter, lines, wanted, hand)


def _told(session: Session, day: ReceptionDay, today: date) -> Entry | None:
    """What a day says to its period; nothing while it is ahead, or nobody has written down what became of it."""
    said: dict[str, object] = {"session": day.ref}
    if day.state is DayState.CANCELLED:
        return Entry("cancelled", min(day.on, today), {**said, "reason": day.reason})
    came = openly_visited(session, day)
    if day.state is not DayState.HELD or not (came or day.document or day.note):
        return None
    paper = paper_of(day) if came else day.document
    if day.kind is ReceptionKind.UNSCHEDULED:
        return Entry("held_unscheduled", day.on, said, paper)
    if day.chair is Chair.DEPUTY:
        return Entry("held_by_deputy", day.on, {**said, "reason": day.reason}, paper)
    return Entry("held_in_person" if came else "held_empty", day.on, said, paper)


def paper_of(day: ReceptionDay) -> str:
    """What shows that a day was held on which somebody came: its own document, or the register."""
    return day.document or f"Sổ tiếp công dân ngày {day.on:%d/%m/%Y}"


def openly_visited(session: Session, day: ReceptionDay) -> bool:
    """Whether somebody came whose visit the whole agency may know of."""
    seen = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id).where(Visit.reception_day_id == day.id)
    return bool(session.scalar(select(exists(seen.where(~Matter.sealed, Matter.excluded_agency_id.is_(None))))))
