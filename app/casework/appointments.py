"""Appointments made at the desk (hẹn tiếp): for whom, when, where, whom to meet, what to bring.

Whoever knows when somebody comes sees who it is. Of a sealed visit an appointment is made, called off, listed and read
by whoever may open it, and by nobody else (decision 0027).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.acts import hold
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.identities import people_shown
from app.casework.permissions import Deed, Viewer, told_by_day, visible
from app.records.agencies import Agency
from app.records.appointments import Appointment
from app.records.matters import Matter, MatterKind

LONGEST_PLACE, LONGEST_WHOM, LONGEST_BRING = 200, 160, 2000


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """An appointment as typed."""

    on: date
    hour: time
    place: str
    whom: str
    bring: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment of a day: of a sealed visit ``people`` are shown as everybody may read them."""

    ref: str
    code: str
    agency: str
    hour: time
    place: str
    whom: str
    people: tuple[str, ...]


def may_appoint(session: Session, by: Viewer, matter: Matter) -> bool:
    """Whether ``by`` makes appointments at the desk that has the visit, and may open the visit when it is sealed."""
    at_the_desk = matter.kind is MatterKind.VISIT and by.may(Deed.LOG_VISIT, matter.agency_id)
    return at_the_desk and appointments_told(session, by, matter)


def make_appointment(
    session: Session, matter: Matter, new: NewAppointment, *, by: Viewer, at: datetime, today: date
) -> Appointment:
    """Make an appointment with whoever came. Raises NotAllowed, NotFound, and Refused naming the field."""
    hold(session, matter, by=by, expected_version=None)
    if not may_appoint(session, by, matter):
        raise NotAllowed("Không có quyền hẹn ở nơi tiếp này.")
    if new.on < today:
        raise Refused("Nhập ngày hẹn từ hôm nay, %(day)s.", field="on", day=today)
    if not new.place.strip():
        raise Refused("Nhập nơi hẹn.", field="place")
    if not new.whom.strip():
        raise Refused("Nhập người sẽ tiếp.", field="whom")
    if any((one.on, one.hour) == (new.on, new.hour) for one in appointments_of(session, matter)):
        raise Refused("Đã có buổi hẹn vào ngày, giờ này.", field="hour")
    made = Appointment(
        matter_id=matter.id, on=new.on, hour=new.hour, place=new.place.strip(), whom=new.whom.strip(),
        bring=new.bring.strip(), created_at=at, created_by_id=by.account_id or None,
    )  # fmt: skip
    session.add(made)
    audit.note(session, by=by.account_id or None, at=at, action="appointment_made", matter=matter)
    session.flush()
    return made


def cancel_appointment(session: Session, matter: Matter, ref: str, *, by: Viewer, at: datetime) -> None:
    """Call an appointment off. Raises NotAllowed, NotFound, and ChangedMeanwhile when it no longer stands."""
    hold(session, matter, by=by, expected_version=None)
    if not may_appoint(session, by, matter):
        raise NotAllowed("Không có quyền hẹn ở nơi tiếp này.")
    row = next((one for one in appointments_of(session, matter) if one.ref == ref), None)
    if row is None:
        raise ChangedMeanwhile("Buổi hẹn này đã hủy.")
    row.cancelled_at = at
    audit.note(session, by=by.account_id or None, at=at, action="appointment_cancelled", matter=matter)
    session.flush()


def appointments_of(session: Session, matter: Matter) -> Sequence[Appointment]:
    """The appointments of a visit that stand, the nearest first."""
    standing = select(Appointment).where(Appointment.matter_id == matter.id, Appointment.cancelled_at.is_(None))
    return session.scalars(standing.order_by(Appointment.on, Appointment.hour, Appointment.id)).all()


def appointments_told(session: Session, viewer: Viewer, matter: Matter) -> bool:
    """Whether the appointments of a visit may be read: of a sealed one by whoever may open it."""
    opened = select(Matter.id).where(Matter.id == matter.id, told_by_day(viewer))
    return not matter.sealed or session.scalar(opened) is not None


def appointments_on(
    session: Session, viewer: Viewer, on: date, *, agency_id: int | None = None
) -> tuple[AppointmentRow, ...]:
    """Who is to come on a day to the desks of ``viewer`` (to one of them), in the order of the day.

    Not to a sealed visit ``viewer`` may not open: the hour would show who comes.
    """
    desks = [one for one in viewer.agencies() if agency_id in {None, one} and viewer.may(Deed.LOG_VISIT, one)]
    rows = session.execute(
        select(Appointment, Matter.ref, Matter.code, Agency.name)
        .join(Matter, Matter.id == Appointment.matter_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(Appointment.on == on, Appointment.cancelled_at.is_(None), Matter.agency_id.in_(desks))
        .where(visible(viewer), told_by_day(viewer))
        .order_by(Appointment.hour, Appointment.id)
    ).all()
    shown = people_shown(session, [row.Appointment.matter_id for row in rows])
    return tuple(
        AppointmentRow(
            row.ref, row.code, row.name, row.Appointment.hour, row.Appointment.place, row.Appointment.whom,
            tuple(one.shown_as for one in shown[row.Appointment.matter_id]),
        )
        for row in rows
    )  # fmt: skip
