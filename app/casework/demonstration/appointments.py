"""Appointments with those whose answer is still to come: the last of each desk, today and the working days after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.appointments import NewAppointment, make_appointment
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.records.matters import Matter, MatterKind

HOURS = (time(8), time(9, 30), time(14))
BRING = "Bản sao giấy chứng nhận quyền sử dụng đất\nTrích lục bản đồ địa chính"


def make_appointments(session: Session, desks: Iterable[Desk], days: Days, *, at: datetime) -> None:
    """One for the last visit of each desk that still waits."""
    by_agency = {desk.agency_id: desk for desk in desks}
    waiting = select(Matter).where(
        Matter.kind == MatterKind.VISIT, Matter.stage == "received", ~Matter.sealed, Matter.agency_id.in_(by_agency)
    )
    last = {one.agency_id: one for one in session.scalars(waiting.order_by(Matter.opened_on, Matter.id))}
    for place, (agency_id, matter) in enumerate(sorted(last.items())):
        desk = by_agency[agency_id]
        on = days.after(days.on_or_after(days.today), place % 2)
        whom = "Công chức địa chính, phòng chuyên môn" if place else "Chủ tịch UBND"
        new = NewAppointment(on, HOURS[place % len(HOURS)], "Phòng tiếp công dân", whom, BRING)
        make_appointment(session, matter, new, by=desk.officers[0], at=at, today=at.date())
