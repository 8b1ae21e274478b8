"""A head's day of reception as a matter: planned, posted, moved, held, cancelled, each an act of its log.

So that posting the schedule in time is an obligation like any other: with its date and its why, in the lists, the flags
and the letters. The day itself stays the truth of the desk; its log follows it. What everybody of the agency may read
in the log tells nothing of a visit that is hidden from some of them: such a visit alone never makes a day a held one.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import head_duties, ledger
from app.casework.acts import Entry
from app.casework.following import Hand, bring_in_line, lines_saying, put_right, write
from app.casework.head_duties import openly_visited, paper_of
from app.casework.matters import Opening, open_matter
from app.records.agencies import Agency, Level
from app.records.matters import Matter, MatterKind
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind
from app.statute.calendar import CalendarYearUnknown
from app.statute.reception import posted_by
from app.statute.terms import Procedure

PREFIX = "BT"  # buổi tiếp
HELD = ("session_held", "held_empty")
OTHER_KIND = "Đổi sang loại buổi tiếp khác"
OTHER_RULE = "Đổi quy tắc lập lịch"
ENDINGS = frozenset({"session_held", "held_empty", "cancelled", "not_held"})


def session_of(session: Session, day: ReceptionDay) -> Matter | None:
    """The matter of a day of reception, or None: only a head's day on the schedule has one."""
    return session.get(Matter, day.matter_id) if day.matter_id is not None else None


def day_ref_of(session: Session, matter: Matter) -> str | None:
    """The opaque id of the day a matter is about, or None: it is about a period, or the day began another one."""
    return session.scalar(select(ReceptionDay.ref).where(ReceptionDay.matter_id == matter.id))


def begin(session: Session, day: ReceptionDay, hand: Hand) -> Matter | None:
    """Open the matter of a day that is on the schedule. None for a kind that has none, and for a day that is past.

    A day written down after it passed has no schedule to post any more: it counts for the head, and no more.
    """
    if not _has_matter(session, day) or day.on < hand.today:
        return None
    opening = Opening(
        kind=MatterKind.AGENCY_DUTY, agency_id=day.agency_id, on=hand.today, series=None, prefix=PREFIX,
        procedure=Procedure.RECEPTION_SESSION, title=f"Buổi tiếp công dân {day.on:%d/%m/%Y}",
    )  # fmt: skip
    matter = open_matter(session, opening, by=hand.by, at=hand.at)
    day.matter_id = matter.id
    write(session, matter, Entry("planned", hand.today, {"day": day.on.isoformat()}), hand)
    return matter


def post(session: Session, day: ReceptionDay, hand: Hand, *, on: date, document_no: str = "") -> None:
    """The schedule of a day was posted ``on`` a day, as the day says where and by whom. Raises Refused, OutOfOrder.

    Posted before it was typed in at all: it was planned by then, too.
    """
    matter = held_matter(session, day) or begin(session, day, hand)
    if matter is None:
        return
    for line in lines_saying(session, matter, {"planned"}):
        if line.on > on:
            put_right(session, matter, line, Entry("planned", on, line.data, document_no), hand)
    data = {"where": day.posted_where, "posted_by": day.posted_by}
    write(session, matter, Entry("schedule_posted", on, data, document_no), hand)


def move(session: Session, day: ReceptionDay, hand: Hand, *, reason: str) -> None:
    """The day was moved to the date it now has."""
    matter = held_matter(session, day)
    if matter is None:
        begin(session, day, hand)
        return
    matter.title = f"Buổi tiếp công dân {day.on:%d/%m/%Y}"
    write(session, matter, Entry("postponed", hand.today, {"day": day.on.isoformat(), "reason": reason}), hand)


def follow(session: Session, day: ReceptionDay, hand: Hand) -> None:
    """Bring the log of a day, and the period of its head, in line with what became of it.

    Raises OutOfOrder, and Refused naming ``document_no`` when nothing shows what makes something late on time.
    """
    session.flush()
    matter = held_matter(session, day)
    if matter is not None and matter.stage != "closed":
        lines = lines_saying(session, matter, ENDINGS)
        bring_in_line(session, matter, lines, _ending(session, day, hand.today), hand)
    head_duties.feed(session, day, hand)


def held_matter(session: Session, day: ReceptionDay) -> Matter | None:
    """The matter of a day, for changing: nobody else writes in its log until this transaction ends."""
    matter = session_of(session, day)
    if matter is not None:
        session.flush()
        session.refresh(matter, with_for_update=True)
    return matter


def leave(session: Session, day: ReceptionDay, hand: Hand, *, kind: ReceptionKind) -> None:
    """A planned or cancelled day is about to be changed: its period forgets it where it stands now.

    A cancelled one goes back on the schedule, or becomes a day of another ``kind``: its matter stays as it is or is
    called off, and a new one begins.
    """
    head_duties.leave(session, day, hand)
    matter = held_matter(session, day)
    if matter is None or (day.state is not DayState.CANCELLED and kind is day.kind):
        return
    if day.state is not DayState.CANCELLED:
        write(session, matter, Entry("cancelled", hand.today, {"reason": OTHER_KIND}), hand)
    day.matter_id = None
    session.flush()


def call_off(session: Session, day: ReceptionDay, hand: Hand) -> None:
    """A day nobody was told of goes from the schedule, since the rule it was made of changed: its matter ends."""
    matter = held_matter(session, day)
    if matter is not None:
        write(session, matter, Entry("cancelled", hand.today, {"reason": OTHER_RULE}), hand)


def _has_matter(session: Session, day: ReceptionDay) -> bool:
    """Party bodies receive by rules of their own."""
    return day.kind is ReceptionKind.HEAD and session.get_one(Agency, day.agency_id).level is not Level.PARTY


def _ending(session: Session, day: ReceptionDay, today: date) -> Entry | None:
    if day.state is DayState.CANCELLED:
        # Called off before the day, or found out after it that nothing took place.
        act, on = ("cancelled", today) if day.on >= today else ("not_held", day.on)
        return Entry(act, on, {"reason": day.reason})
    if day.state is not DayState.HELD:
        return None
    if openly_visited(session, day):
        chair = "deputy" if day.chair is Chair.DEPUTY else "head"
        return Entry("session_held", day.on, {"chair": chair}, paper_of(day))
    return Entry("held_empty", day.on, {"reason": day.note}, day.document) if day.document or day.note else None


def take_up(session: Session, hand: Hand) -> int:
    """Open the matters of days planned before there were any, where the schedule can still be posted in time."""
    ground, opened = ledger.ground_of(session), 0
    planned = (ReceptionDay.kind == ReceptionKind.HEAD, ReceptionDay.state == DayState.PLANNED)
    wanted = select(ReceptionDay).where(*planned, ReceptionDay.matter_id.is_(None), ReceptionDay.on > hand.today)
    for day in session.scalars(wanted.order_by(ReceptionDay.id)).all():
        if _can_be_posted(day, ground, hand.today):
            opened += begin(session, day, hand) is not None
    return opened


def _can_be_posted(day: ReceptionDay, ground: ledger.Ground, today: date) -> bool:
    try:
        last = posted_by(day.on, calendar=ground.calendar, policies=ground.policies).due_on
    except CalendarYearUnknown:
        return True
    return last is not None and last >= today


def close_never_posted(session: Session, hand: Hand) -> int:
    """Close the days of the month before the last one and earlier whose schedule nobody posted: it can not be done."""
    long_over = (ReceptionDay.on < head_duties.last_months(hand.today), Matter.stage.in_(HELD))
    wanted = (
        select(Matter)
        .join(ReceptionDay, ReceptionDay.matter_id == Matter.id)
        .where(Matter.procedure == Procedure.RECEPTION_SESSION, Matter.open, *long_over)
        .order_by(Matter.id)
    )
    found = session.scalars(wanted).all()
    for matter in found:
        write(session, matter, Entry("closed", hand.today), hand)
    return len(found)
