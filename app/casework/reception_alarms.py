"""What the schedule of an agency calls for before it is late: a number it cannot fill, a day not posted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, Select, select
from sqlalchemy.orm import Session

from app.casework.calendars import soon_days, working_calendar
from app.casework.head_duties import counting, periods_of
from app.records.agencies import Agency
from app.records.obligations import Obligation
from app.records.reception import DayState, ReceptionDay
from app.statute.calendar import CalendarYearUnknown
from app.statute.reception import POSTING


@dataclass(frozen=True, slots=True)
class Short:
    """In a period that runs, so many days the head can no longer receive on, as the schedule stands."""

    agency_id: int
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Unposted:
    """A day whose schedule must be posted by ``due_on``, which is near or past."""

    agency_id: int
    ref: str
    on: date
    due_on: date


def short_periods(session: Session, agencies: Collection[int], *, today: date) -> list[Short]:
    """The running periods of these agencies that held and planned days together cannot fill. Two statements."""
    found = session.scalars(select(Agency).where(Agency.id.in_(agencies)).order_by(Agency.id)) if agencies else ()
    periods = [(agency.id, period) for agency in found for period in periods_of(agency, today, today)]
    if not periods:
        return []
    first, last = min(one.first for _id, one in periods), max(one.last for _id, one in periods)
    near = (ReceptionDay.agency_id.in_(agencies), ReceptionDay.on.between(first, last), *counting(today))
    days: dict[int, list[date]] = {}
    for agency_id, on in session.execute(select(ReceptionDay.agency_id, ReceptionDay.on).where(*near)):
        days.setdefault(agency_id, []).append(on)
    short = ((id_, period, period.owed(days.get(id_, ()))) for id_, period in periods)
    return [Short(id_, period.first, period.last, owed) for id_, period, owed in short if owed]


def posting_soon(session: Session, today: date) -> date:
    """The last day of the working days from ``today`` that are soon; ``today`` where that year has no calendar."""
    try:
        return working_calendar(session).add_working_days(today, soon_days(session))
    except CalendarYearUnknown:
        return today


def unposted_near(
    agencies: Collection[int], *, today: date | BindParameter[date], soon: date | BindParameter[date]
) -> Select[int, str, date, date | None]:
    """The statement of :func:`unposted_days`: agency, day, its date, when its posting is due."""
    return (
        select(ReceptionDay.agency_id, ReceptionDay.ref, ReceptionDay.on, Obligation.due_on)
        .join(Obligation, Obligation.matter_id == ReceptionDay.matter_id)
        .where(ReceptionDay.agency_id.in_(agencies), ReceptionDay.state == DayState.PLANNED, ReceptionDay.on >= today)
        .where(Obligation.open, Obligation.duty == POSTING, Obligation.due_on <= soon)
    )


def unposted_days(session: Session, agencies: Collection[int], *, today: date) -> list[Unposted]:
    """The planned days of these agencies whose posting is due within five working days, or was."""
    near = unposted_near(agencies, today=today, soon=posting_soon(session, today))
    wanted = near.order_by(ReceptionDay.on, ReceptionDay.id)
    return [Unposted(agency_id, ref, on, due_on or on) for agency_id, ref, on, due_on in session.execute(wanted)]
