"""The schedule was posted: when, where, by whom; of one day or of all the days of a month at once (LTCD 24.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit, sessions
from app.casework.errors import NotAllowed, Refused
from app.casework.following import Hand
from app.casework.permissions import Deed, Viewer
from app.records.reception import DayState, ReceptionDay, ReceptionMove


@dataclass(frozen=True, slots=True)
class Posting:
    """``where``: at the seat, on the website …; ``by_whom``: who put it up; ``document_no``: of the schedule itself."""

    on: date
    where: str
    by_whom: str = ""
    document_no: str = ""


def to_post(session: Session, agency_id: int, *, first: date, last: date) -> list[ReceptionDay]:
    """The planned days of an agency between two days whose schedule nobody has posted, in order."""
    wanted = select(ReceptionDay).where(
        ReceptionDay.agency_id == agency_id, ReceptionDay.on.between(first, last), ReceptionDay.posted_on.is_(None),
        ReceptionDay.state == DayState.PLANNED,
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(ReceptionDay.on, ReceptionDay.id)))


def post_days(
    session: Session, days: Sequence[ReceptionDay], posting: Posting, *, by: Viewer, at: datetime, today: date
) -> None:
    """Write down that the schedule of ``days`` was posted. Typed in late, it takes the number of the schedule.

    Raises NotAllowed, OutOfOrder, and Refused naming the field.
    """
    _check(days, posting, today)
    hand = Hand(by, at, today)
    for day in days:
        if not by.may(Deed.PLAN_RECEPTION, day.agency_id):
            raise NotAllowed("Không có quyền lập lịch tiếp công dân ở đơn vị này.")
        session.refresh(day, with_for_update=True)
        if day.state is not DayState.PLANNED or day.posted_on is not None:
            raise Refused("Buổi %(day)s đã niêm yết, đã hủy hoặc đã có kết quả.", field="days", day=day.on)
        _check_moved(session, day, posting)
        day.posted_on, day.posted_where, day.posted_by = posting.on, posting.where, posting.by_whom
        audit.note(
            session, by=by.account_id or None, at=at, action="reception_day_posted", subject=day.ref,
            on=day.on.isoformat(), kind=day.kind.value,
        )  # fmt: skip
        sessions.post(session, day, hand, on=posting.on, document_no=posting.document_no)
    session.flush()


def _check(days: Sequence[ReceptionDay], posting: Posting, today: date) -> None:
    if not days:
        raise Refused("Chọn ít nhất một buổi tiếp.", field="days")
    if posting.on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="on", day=posting.on)
    if not posting.where:
        raise Refused("Nhập nơi niêm yết.", field="where")
    first = min(day.on for day in days)
    if posting.on > first:
        raise Refused("Nhập ngày niêm yết không muộn hơn buổi tiếp %(day)s.", field="on", day=first)


def _check_moved(session: Session, day: ReceptionDay, posting: Posting) -> None:
    """A day that was moved is posted after it was moved: the schedule before told another date."""
    moved = session.scalar(select(func.max(ReceptionMove.moved_at)).where(ReceptionMove.day_id == day.id))
    if moved is not None and posting.on < moved.date():
        raise Refused("Nhập ngày niêm yết không sớm hơn ngày dời buổi tiếp %(day)s.", field="on", day=moved.date())
