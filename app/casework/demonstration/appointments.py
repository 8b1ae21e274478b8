"""Appointments: at each desk with the last who wait for an answer, else with the last who came; today and tomorrow."""

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
    """One at each desk."""
    by_agency = {desk.agency_id: desk for desk in desks}
    came = session.scalars(
        select(Matter).where(Matter.kind == MatterKind.VISIT, ~Matter.sealed, Matter.agency_id.in_(by_agency))
    )
    in_order = sorted(came, key=lambda one: (one.stage == "received", one.opened_on, one.id))
    last = {one.agency_id: one for one in in_order}
    for place, (agency_id, matter) in enumerate(sorted(last.items())):
        desk = by_agency[agency_id]
        on = days.after(days.on_or_after(days.today), place % 2)
        whom = "Công chức địa chính, phòng chuyên môn" if place else "Lãnh đạo Ban Tiếp công dân"
        new = NewAppointment(on, HOURS[place % len(HOURS)], "Phòng tiếp công dân", whom, BRING)
        make_appointment(session, matter, new, by=desk.officers[0], at=at, today=at.date())
