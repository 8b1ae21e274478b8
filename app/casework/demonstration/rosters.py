"""The roster of reception officers of the demonstration: most agencies have theirs, a few have nobody yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import DAY, Days
from app.casework.demonstration.desks import Desk
from app.casework.permissions import Viewer
from app.casework.roster import Appointment, add_training, appoint, set_days
from app.records.people import Account
from app.records.roster import RosterDuty, RosterOfficer

WITHOUT = 5  # every so many agencies one has appointed nobody
BEHIND, AHEAD = timedelta(days=56), timedelta(days=28)
TUESDAY = 1
OPENS = time(7, 30)
COURSE = "Kỹ năng tiếp công dân, xử lý đơn"


def staff_rosters(session: Session, chance: Chance, desks: Iterable[Desk], *, days: Days, zone: tzinfo) -> None:
    """Appoint the reception officers of the agencies that have a head to sign it, with their days on duty."""
    for place, desk in enumerate(desks, start=1):
        if desk.head is not None and desk.officers and place % WITHOUT:
            _appoint(session, chance, desk, by=desk.head, days=days, zone=zone)


def _appoint(session: Session, chance: Chance, desk: Desk, *, by: Viewer, days: Days, zone: tzinfo) -> None:
    signed = days.on_or_after(days.first + timedelta(days=chance.number(3, 20)))
    at = datetime.combine(signed, OPENS, zone)
    officer = session.get_one(Account, desk.officers[0].account_id)
    appointment = Appointment(
        full_name=officer.full_name, post="Công chức tiếp công dân", duty=RosterDuty.REGULAR,
        document_no=f"{chance.number(10, 90)}/QĐ-{desk.place.sign}", document_on=signed,
        document_by=desk.head_title or "Thủ trưởng cơ quan", from_on=signed,
    )  # fmt: skip
    made = appoint(session, appointment, agency_id=desk.agency_id, by=by, at=at)
    made.ref = chance.ref()
    _on_duty(session, made, by=by, days=days, zone=zone)
    held = days.on_or_before(days.today - timedelta(days=chance.number(10, 40)))
    if held > signed:
        at = datetime.combine(held, OPENS, zone)
        add_training(session, made, course=COURSE, on=held, certificate="", by=by, at=at, today=held)


def _on_duty(session: Session, made: RosterOfficer, *, by: Viewer, days: Days, zone: tzinfo) -> None:
    """Tuesdays, as the schedule has them: done up to yesterday, planned afterwards."""
    on, found = max(days.today - BEHIND, made.from_on), dict[date, tuple[bool, bool]]()
    while on <= days.today + AHEAD:
        if on.weekday() == TUESDAY and days.works(on):
            found[on] = (True, on < days.today)
        on += DAY
    set_days(session, made, found, by=by, at=datetime.combine(days.today, OPENS, zone), today=days.today)
