"""The roster of reception officers: who is appointed, by what paper, trained in what, on duty when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.permissions import ALLOWED, Deed, Viewer
from app.records.agencies import Agency, Level
from app.records.roster import DutyDay, RosterDuty, RosterOfficer, RosterTraining

RECEIVING = (Level.PROVINCE, Level.DEPARTMENT, Level.COMMUNE)  # levels whose agencies receive citizens


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who is appointed to what, by what paper, from when until when (both included)."""

    full_name: str
    post: str
    duty: RosterDuty
    document_no: str
    document_on: date
    document_by: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Days of a month: planned, done."""

    planned: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer in a month."""

    officer: RosterOfficer
    days: Days
    trainings: int


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with how many are appointed to receive on a day; none of them is a signal."""

    agency: Agency
    officers: int
    days: Days


def keeps(viewer: Viewer, agency_id: int) -> bool:
    """Whether ``viewer`` keeps the roster of an agency: its head, and whoever administers."""
    return viewer.may(Deed.KEEP_ROSTER, agency_id) or viewer.may(Deed.ADMINISTER)


def reads(viewer: Viewer, agency_id: int) -> bool:
    """Whether ``viewer`` may read the roster of an agency: who keeps it, its officers, and supervisors."""
    return keeps(viewer, agency_id) or viewer.may(Deed.LOG_VISIT, agency_id) or viewer.may(Deed.WATCH_PROVINCE)


def readable(session: Session, viewer: Viewer, *, on: date) -> list[Agency]:
    """The agencies that receive citizens on a day and whose roster ``viewer`` may read."""
    wanted = select(Agency).where(Agency.level.in_(RECEIVING), Agency.from_on <= on)
    wanted = wanted.where(or_(Agency.until_on.is_(None), Agency.until_on >= on)).order_by(Agency.level, Agency.name)
    if not (viewer.may(Deed.WATCH_PROVINCE) or viewer.may(Deed.ADMINISTER)):
        members = viewer.agencies(*(kind for kind, deeds in ALLOWED.items() if Deed.LOG_VISIT in deeds))
        wanted = wanted.where(Agency.id.in_(members))
    return list(session.scalars(wanted))


def agencies_rostered(session: Session, viewer: Viewer, *, on: date, first: date, last: date) -> list[AgencyRow]:
    """Each agency ``viewer`` may read, with its officers on a day and their days of a month: three statements."""
    counted = _counted(session, on)
    days = _days_of_agencies(session, first, last)
    return [
        AgencyRow(one, counted.get(one.id, 0), days.get(one.id, Days())) for one in readable(session, viewer, on=on)
    ]


def _counted(session: Session, on: date) -> dict[int, int]:
    held = (RosterOfficer.from_on <= on, or_(RosterOfficer.until_on.is_(None), RosterOfficer.until_on >= on))
    wanted = select(RosterOfficer.agency_id, func.count()).where(*held, RosterOfficer.duty == RosterDuty.REGULAR)
    return {row[0]: row[1] for row in session.execute(wanted.group_by(RosterOfficer.agency_id))}


def _days_of_agencies(session: Session, first: date, last: date) -> dict[int, Days]:
    wanted = (
        select(RosterOfficer.agency_id, _sum(DutyDay.planned), _sum(DutyDay.done))
        .join(DutyDay, DutyDay.officer_id == RosterOfficer.id)
        .where(DutyDay.on.between(first, last))
        .group_by(RosterOfficer.agency_id)
    )
    return {agency_id: Days(planned, done) for agency_id, planned, done in session.execute(wanted)}


def _sum(flag: Any) -> ColumnElement[int]:
    return func.sum(case((flag, 1), else_=0))


def officers_of(session: Session, agency_id: int, *, first: date, last: date) -> list[OfficerRow]:
    """The officers ever appointed at an agency, the latest first, with their days from ``first`` to ``last``."""
    mine = select(RosterOfficer).where(RosterOfficer.agency_id == agency_id)
    found = list(session.scalars(mine.order_by(RosterOfficer.from_on.desc(), RosterOfficer.id)))
    ids = [one.id for one in found]
    days = days_of(session, ids, first=first, last=last)
    courses = select(RosterTraining.officer_id, func.count()).where(RosterTraining.officer_id.in_(ids))
    trained = {row[0]: row[1] for row in session.execute(courses.group_by(RosterTraining.officer_id))}
    return [OfficerRow(one, days.get(one.id, Days()), trained.get(one.id, 0)) for one in found]


def days_of(session: Session, officer_ids: Collection[int], *, first: date, last: date) -> dict[int, Days]:
    """By officer, the days planned and done from ``first`` to ``last``: what an allowance is counted from."""
    wanted = (
        select(DutyDay.officer_id, _sum(DutyDay.planned), _sum(DutyDay.done))
        .where(DutyDay.officer_id.in_(officer_ids), DutyDay.on.between(first, last))
        .group_by(DutyDay.officer_id)
    )
    return {one: Days(planned, done) for one, planned, done in session.execute(wanted)}


def find_officer(session: Session, viewer: Viewer, ref: str) -> RosterOfficer | None:
    """The appointment with this opaque id, or None when there is none or ``viewer`` may not read it."""
    found = session.scalar(select(RosterOfficer).where(RosterOfficer.ref == ref))
    return found if found is not None and reads(viewer, found.agency_id) else None


def trainings_of(session: Session, officer: RosterOfficer) -> list[RosterTraining]:
    """The courses of an officer, the latest first."""
    wanted = select(RosterTraining).where(RosterTraining.officer_id == officer.id)
    return list(session.scalars(wanted.order_by(RosterTraining.on.desc(), RosterTraining.id.desc())))


def month_of(session: Session, officer: RosterOfficer, *, first: date, last: date) -> dict[date, DutyDay]:
    """The duty days of an officer, by day."""
    wanted = select(DutyDay).where(DutyDay.officer_id == officer.id, DutyDay.on.between(first, last))
    return {one.on: one for one in session.scalars(wanted)}


# --- deeds --------------------------------------------------------------------------------------------------------


def appoint(
    session: Session, appointment: Appointment, *, agency_id: int, by: Viewer, at: datetime
) -> RosterOfficer:  # fmt: skip
    """Put somebody on the roster. Raises NotAllowed, and Refused naming the field."""
    _allowed(by, agency_id)
    _check(session.get_one(Agency, agency_id), appointment)
    made = RosterOfficer(agency_id=agency_id, created_at=at, created_by_id=by.account_id or None)
    _put(made, appointment)
    session.add(made)
    session.flush()
    _noted(session, made, "roster_appointed", by=by, at=at)
    return made


def change_appointment(
    session: Session, officer: RosterOfficer, appointment: Appointment, *, expected_version: int, by: Viewer,
    at: datetime,
) -> None:  # fmt: skip
    """Correct an appointment, or end it. Raises NotAllowed, ChangedMeanwhile, and Refused naming the field."""
    _allowed(by, officer.agency_id)
    session.refresh(officer, with_for_update=True)
    if officer.version != expected_version:
        raise ChangedMeanwhile("Có người vừa thay đổi phân công này. Xem lại rồi lưu nếu vẫn cần.")
    _check(session.get_one(Agency, officer.agency_id), appointment)
    _none_left_outside(session, officer, appointment)
    _put(officer, appointment)
    _noted(session, officer, "roster_changed", by=by, at=at)


def add_training(
    session: Session, officer: RosterOfficer, *, course: str, on: date, certificate: str, by: Viewer, at: datetime,
    today: date,
) -> None:  # fmt: skip
    """Write down a course. Raises NotAllowed, and Refused naming the field."""
    _allowed(by, officer.agency_id)
    if on > today:
        raise Refused("Nhập ngày tập huấn không muộn hơn hôm nay, %(day)s.", field="on", day=today)
    session.add(RosterTraining(officer_id=officer.id, course=course, on=on, certificate=certificate))
    _noted(session, officer, "roster_trained", by=by, at=at)


def set_days(
    session: Session, officer: RosterOfficer, days: Mapping[date, tuple[bool, bool]], *, by: Viewer, at: datetime,
    today: date,
) -> None:  # fmt: skip
    """Write the days on duty: by day, whether it is planned and whether it was done.

    Raises NotAllowed; Refused for a day outside the appointment, or done before it came.
    """
    _allowed(by, officer.agency_id)
    kept = month_of(session, officer, first=min(days), last=max(days)) if days else {}
    for on, (planned, done) in days.items():
        if (planned or done) and not officer.holds_on(on):
            raise Refused("Ngày %(day)s nằm ngoài thời gian phân công.", day=on)
        if done and on > today:
            raise Refused("Ngày %(day)s chưa đến: chưa thể ghi đã trực.", day=on)
        row = kept.get(on)
        if row is None and (planned or done):
            session.add(DutyDay(officer_id=officer.id, on=on, planned=planned, done=done))
        elif row is not None:
            row.planned, row.done = planned, done
    _noted(session, officer, "roster_days_kept", by=by, at=at, month=min(days).isoformat()[:7] if days else "")


def _allowed(by: Viewer, agency_id: int) -> None:
    if not keeps(by, agency_id):
        raise NotAllowed("Không có quyền lập danh sách cán bộ tiếp công dân của đơn vị này.")


def _check(agency: Agency, appointment: Appointment) -> None:
    if appointment.from_on < agency.from_on:
        raise Refused("Nhập ngày phân công từ %(day)s, ngày đơn vị hoạt động.", field="from_on", day=agency.from_on)
    if appointment.until_on is not None and appointment.until_on < appointment.from_on:
        raise Refused("Nhập ngày cuối không sớm hơn ngày đầu.", field="until_on")
    if appointment.document_on > appointment.from_on:
        raise Refused(
            "Nhập ngày phân công không sớm hơn ngày văn bản %(day)s.", field="from_on", day=appointment.document_on
        )


def _none_left_outside(session: Session, officer: RosterOfficer, appointment: Appointment) -> None:
    outside = DutyDay.on < appointment.from_on
    if appointment.until_on is not None:
        outside |= DutyDay.on > appointment.until_on
    wanted = select(func.min(DutyDay.on)).where(DutyDay.officer_id == officer.id, DutyDay.done, outside)
    if on := session.scalar(wanted):
        raise Refused("Ngày %(day)s đã ghi trực nằm ngoài thời gian này.", field="until_on", day=on)


def _put(officer: RosterOfficer, it: Appointment) -> None:
    officer.full_name, officer.post, officer.duty = it.full_name, it.post, it.duty
    officer.document_no, officer.document_on, officer.document_by = it.document_no, it.document_on, it.document_by
    officer.from_on, officer.until_on = it.from_on, it.until_on


def _noted(
    session: Session, officer: RosterOfficer, action: str, *, by: Viewer, at: datetime, month: str = ""
) -> None:  # fmt: skip
    agency = session.get_one(Agency, officer.agency_id)
    subject = f"agency:{agency.code}"
    audit.note(
        session, by=by.account_id or None, at=at, action=action, subject=subject, officer=officer.id, month=month
    )  # fmt: skip
    session.flush()
