"""The calendar of days off, as an administrator keeps it: days added, put right and removed, years entered, each told.

The years that ship with the program hold until one of them is changed; then the database keeps that year. A change
needs its source and its reason, which stand in the trail of the year. Open duties follow
(:mod:`app.casework.moved_dates`); what was judged keeps the calendar it was judged under.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.calendars import MADE_UP, keep_year
from app.casework.choices import Why, check_why
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.casework.moved_dates import Followed, assess_again
from app.casework.permissions import Deed, Viewer
from app.casework.settled import supposed
from app.records.audit import AuditEntry
from app.records.obligations import Obligation
from app.records.people import Account
from app.records.reception import DayState, ReceptionDay
from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind
from app.statute.calendar import BUILT_IN, SATURDAY
from app.statute.calendar_days import CalendarYear

CHANGED, ENTERED = "calendar_changed", "calendar_year_entered"
CONFIRMED, DOUBTED = "calendar_year_confirmed", "calendar_year_doubted"
OLDEST, NEWEST = 2012, 2100
LONGEST_NAME = 120
MOST_DAYS = 40  # off in a year: more is a slip of the hand
OFF_FIELDS = ("off", "name")
Swap = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What changes in one year: days off with their names, Saturdays worked, days that are no longer either."""

    year: int
    off: tuple[tuple[date, str], ...] = ()
    work: tuple[date, ...] = ()
    gone: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        return (*(day for day, _name in self.off), *self.work, *self.gone)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of the trail of a year."""

    id: int
    at: datetime
    by: str
    action: str
    detail: dict[str, object]


def years_entered(session: Session) -> dict[int, CalendarYear]:
    """Every year as it is entered, whether its made-up Saturdays are read as worked or not."""
    return {one.year: one for one in supposed(session, policies={"made_up_saturdays": ""}).calendar.years}


def year_entered(session: Session, year: int) -> CalendarYear:
    """One of them. Raises NotFound."""
    found = years_entered(session).get(year)
    if found is None:
        raise NotFound("Chưa có lịch ngày nghỉ của năm này.")
    return found


def proposed_swaps(year: CalendarYear) -> list[Swap]:
    """The swaps somebody proposed and nobody was seen to approve, as long as they are not entered."""
    built_in = next((one for one in BUILT_IN.years if one.year == year.year), None)
    off = {day for day, _name in year.days_off}
    pending = built_in.pending if built_in else ()
    return [one for one in pending if one[0] not in off or one[1] not in year.working_saturdays]


def entries_of(session: Session, year: int) -> list[CalendarEntry]:
    """The trail of a year, the newest first."""
    rows = session.execute(
        select(AuditEntry, Account.full_name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.action.in_((CHANGED, ENTERED, CONFIRMED, DOUBTED)), AuditEntry.subject == _subject(year))
        .order_by(AuditEntry.id.desc())
    )
    return [CalendarEntry(row.id, row.at, name or "", row.action, row.detail) for row, name in rows]


def seen_of(session: Session, year: int) -> int:
    """The last line of the trail of a year: what a page was made from. 0: none."""
    return next((one.id for one in entries_of(session, year)), 0)


def receptions_on(session: Session, days: Collection[date]) -> int:
    """How many days of reception are planned on these days: whoever planned them moves them."""
    planned = select(func.count()).select_from(ReceptionDay)
    return session.scalar(planned.where(ReceptionDay.on.in_(days), ReceptionDay.state == DayState.PLANNED)) or 0


def changed(session: Session, change: CalendarChange) -> CalendarYear:
    """The year as it would be. Raises NotFound, and Refused naming the field ``off``, ``name`` or ``work``."""
    year = year_entered(session, change.year)
    if not change.days:
        raise Refused("Nhập ngày nghỉ, hoặc ngày thứ Bảy làm bù.", field="off")
    off = {day: name for day, name in year.days_off if day not in change.gone}
    work = {day for day in year.working_saturdays if day not in change.gone}
    for day, name in change.off:
        _check_off(day, name, change.year, off)
        off[day] = name
    for day in change.work:
        _check_work(day, change.year, work)
        work.add(day)
    after = replace(year, days_off=tuple(sorted(off.items())), working_saturdays=tuple(sorted(work)))
    if (after.days_off, after.working_saturdays) == (
        tuple(sorted(year.days_off)),
        tuple(sorted(year.working_saturdays)),
    ):
        raise Refused("Lịch đang đúng như vậy: không có gì thay đổi.", field="off")
    return after


def _check_off(day: date, name: str, year: int, off: Collection[date], *, fields: tuple[str, str] = OFF_FIELDS) -> None:
    of_day, of_name = fields
    if day.year != year:
        raise Refused("Ngày %(day)s không thuộc năm %(year)s.", field=of_day, day=day, year=str(year))
    if day.weekday() >= SATURDAY:
        raise Refused("Ngày %(day)s là thứ Bảy hoặc Chủ nhật, vốn là ngày nghỉ.", field=of_day, day=day)
    if day in off:
        raise Refused("Ngày %(day)s đã là ngày nghỉ.", field=of_day, day=day)
    if not name:
        raise Refused("Nhập tên ngày nghỉ %(day)s.", field=of_name, day=day)
    if len(name) > LONGEST_NAME:
        raise Refused("Viết không quá %(most)s ký tự.", field=of_name, most=LONGEST_NAME)


def _check_work(day: date, year: int, work: Collection[date], *, field: str = "work") -> None:
    if day.year != year:
        raise Refused("Ngày %(day)s không thuộc năm %(year)s.", field=field, day=day, year=str(year))
    if day.weekday() != SATURDAY:
        raise Refused("Ngày làm bù là một ngày thứ Bảy; %(day)s thì không.", field=field, day=day)
    if day in work:
        raise Refused("Ngày %(day)s đã là ngày làm bù.", field=field, day=day)


def change_year(session: Session, change: CalendarChange, why: Why, *, seen: int, by: Viewer, at: datetime) -> None:
    """Enter a change of a year the calendar knows. ``seen``: see :func:`seen_of`.

    Raises NotAllowed, NotFound, Refused (naming the field), ChangedMeanwhile.
    """
    check_why(why)
    year = _held(session, change.year, seen=seen, by=by)
    after = changed(session, change)
    session.execute(delete(CalendarDayRow).where(CalendarDayRow.day.in_(change.days)))
    names = dict(after.days_off)
    for day in set(change.days):
        if day in names:
            session.add(CalendarDayRow(day=day, year=year, kind=DayKind.OFF, name=names[day]))
        elif day in after.working_saturdays:
            session.add(CalendarDayRow(day=day, year=year, kind=DayKind.WORK, name=MADE_UP))
    session.flush()
    detail: dict[str, Any] = {
        "off": [day.isoformat() for day, _name in change.off],
        "work": [day.isoformat() for day in change.work],
        "gone": [day.isoformat() for day in change.gone],
    }
    _note(session, CHANGED, change.year, why, by=by, at=at, **detail)


def check_new(session: Session, year: CalendarYear) -> None:
    """Raises Refused naming the field ``year``, ``days`` or ``saturdays``."""
    if not OLDEST <= year.year <= NEWEST:
        raise Refused("Nhập năm từ %(least)s đến %(most)s.", field="year", least=str(OLDEST), most=str(NEWEST))
    if year.year in years_entered(session):
        raise Refused("Đã có lịch năm %(year)s: mở năm ấy để sửa.", field="year", year=str(year.year))
    if not year.days_off or len(year.days_off) > MOST_DAYS:
        raise Refused("Nhập từ 1 đến %(most)s ngày nghỉ.", field="days", most=MOST_DAYS)
    off: set[date] = set()
    for day, name in year.days_off:
        _check_off(day, name, year.year, off, fields=("days", "days"))
        off.add(day)
    work: set[date] = set()
    for day in year.working_saturdays:
        _check_work(day, year.year, work, field="saturdays")
        work.add(day)


def enter_year(session: Session, year: CalendarYear, reason: str, *, by: Viewer, at: datetime, today: date) -> Followed:
    """Enter a year the calendar did not know, with its days; what is done and waited for it is reckoned.

    Raises NotAllowed, Refused naming the field.
    """
    _check_administers(by)
    why = Why(year.source, reason)
    check_why(why)
    check_new(session, year)
    keep_year(session, year)
    _note(session, ENTERED, year.year, why, by=by, at=at, off=len(year.days_off), official=year.official)
    done = select(Obligation.matter_id).where(Obligation.unreckoned.is_not(None), ~Obligation.open).distinct()
    return assess_again(session, list(session.scalars(done)), today=today, at=at)


def confirm_year(session: Session, year: int, why: Why, *, official: bool, seen: int, by: Viewer, at: datetime) -> None:
    """The days of a year were officially announced, by this source; or they are provisional after all.

    Raises NotAllowed, NotFound, Refused, ChangedMeanwhile.
    """
    check_why(why)
    row = session.get_one(CalendarYearRow, _held(session, year, seen=seen, by=by))
    if (row.official, row.source) == (official, why.source):
        raise Refused("Đang giữ đúng như vậy, theo cùng nguồn: không có gì thay đổi.", field="source")
    was, row.official, row.source = row.source, official, why.source
    session.flush()
    _note(session, CONFIRMED if official else DOUBTED, year, why, by=by, at=at, was=was)


def _held(session: Session, year: int, *, seen: int, by: Viewer) -> int:
    """The year, kept in the database and held until this transaction ends."""
    _check_administers(by)
    row = session.get(CalendarYearRow, year, with_for_update=True, populate_existing=True)
    if seen_of(session, year) != seen:
        raise ChangedMeanwhile("Có người vừa sửa lịch năm này. Tải lại trang để xem.")
    if row is None:
        keep_year(session, year_entered(session, year))
    return year


def _check_administers(by: Viewer) -> None:
    if not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên sửa lịch nghỉ.")


def _note(session: Session, action: str, year: int, why: Why, *, by: Viewer, at: datetime, **detail: Any) -> None:
    audit.note(
        session, by=by.account_id, at=at, action=action, subject=_subject(year), year=year, source=why.source,
        reason=why.reason, **detail,
    )  # fmt: skip


def _subject(year: int) -> str:
    return f"calendar:{year}"
