"""What the law demands of a head in a month: days received in person, schedules posted in time, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendars import chosen_policies, working_calendar
from app.casework.permissions import Viewer
from app.casework.reception_schedule import DayRow, Standing, days_between, unposted
from app.extensions import db
from app.records.agencies import Agency, Level
from app.records.reception import Chair, ReceptionKind
from app.statute.calendar import CalendarYearUnknown
from app.statute.instruments import cite_all
from app.statute.reception import POSTED, HeadDays, head_days_between, posted_by
from app.web.clock import today
from app.web.rules import rule_key, sure_words
from app.web.views import DueWords, Mark
from app.web.wording import number, short_day, spoken, weekday_and_day

DONE = frozenset({Standing.HELD, Standing.EMPTY})  # a day nobody came to counts
SHOWN_POSTINGS = 4


@dataclass(frozen=True, slots=True)
class Demand:
    """One period: how many days the head received in person, of how many."""

    badge: DueWords
    words: str


@dataclass(frozen=True, slots=True)
class Demanded:
    """What stands above the calendar of a month. ``why``: articles, how sure they are, what counts."""

    demands: tuple[Demand, ...]
    postings: tuple[str, ...]
    why: tuple[str, ...]


def demanded(viewer: Viewer, agency_id: int, first: date, last: date, rows: Sequence[DayRow]) -> Demanded:
    """What the law demands in a month of an agency; ``rows`` are the days of its schedule in that month."""
    agency = db.session.get_one(Agency, agency_id)
    periods = _periods(agency, first, last)
    if periods and (periods[0].first < first or periods[-1].last > last):  # weeks that reach into other months
        rows_of_all = days_between(
            db.session(), viewer, agency_id=agency_id, first=periods[0].first, last=periods[-1].last, today=today()
        )
    else:
        rows_of_all = list(rows)
    held = [row.on for row in rows_of_all if _counts(row)]
    ahead = [row.on for row in rows_of_all if _will_count(row)]
    return Demanded(
        demands=tuple(_demand(one, held, ahead) for one in periods),
        postings=tuple(_postings(rows)),
        why=tuple(_why(periods)),
    )


def _periods(agency: Agency, first: date, last: date) -> tuple[HeadDays, ...]:
    """The periods in which the agency was there; Party bodies receive by a schedule of their own."""
    if agency.level is Level.PARTY:
        return ()
    begins, ends = max(first, agency.from_on), min(last, agency.until_on or last)
    return head_days_between(agency.level.value, begins, ends) if begins <= ends else ()


def _counts(row: DayRow) -> bool:
    """Whether the head received in person: no deputy, and an unscheduled day is a duty of its own."""
    return row.standing in DONE and row.chair is Chair.HEAD and row.kind is not ReceptionKind.UNSCHEDULED


def _will_count(row: DayRow) -> bool:
    """Whether the head will have received on a day still ahead, if all goes as planned."""
    return row.kind is ReceptionKind.HEAD and row.standing is Standing.PLANNED


def _demand(period: HeadDays, held: Sequence[date], ahead: Sequence[date]) -> Demand:
    owed = period.owed(held)
    done = number(len({day for day in held if period.first <= day <= period.last}))
    if period.weekly:
        words = _(
            "Tuần %(first)s – %(last)s: thủ trưởng trực tiếp tiếp %(done)s trên %(times)s ngày",
            first=short_day(period.first), last=short_day(period.last), done=done, times=number(period.times),
        )  # fmt: skip
    else:
        words = _("Thủ trưởng trực tiếp tiếp %(done)s trên %(times)s ngày", done=done, times=number(period.times))
    return Demand(_badge(period, owed, period.owed([*held, *ahead])), words)


def _badge(period: HeadDays, owed: int, unplanned: int) -> DueWords:
    if not owed:
        return DueWords(Mark.MET, _("đủ số ngày"))
    if period.last < today():
        return DueWords(Mark.OVER, ngettext("thiếu %(n)s ngày", "thiếu %(n)s ngày", owed, n=number(owed)))
    if unplanned:
        said = ngettext("lịch còn thiếu %(n)s ngày", "lịch còn thiếu %(n)s ngày", unplanned, n=number(unplanned))
        return DueWords(Mark.SOON, said)
    return DueWords(Mark.OPEN, ngettext("còn %(n)s ngày", "còn %(n)s ngày", owed, n=number(owed)))


def _postings(rows: Sequence[DayRow]) -> Iterator[str]:
    """By when the schedule of each day still to come is posted."""
    session = db.session()
    calendar, policies = working_calendar(session), chosen_policies(session)
    coming = [row for row in rows if unposted(row) and row.on > today()]
    for day in sorted({row.on for row in coming})[:SHOWN_POSTINGS]:
        try:
            last = posted_by(day, calendar=calendar, policies=policies).due_on
        except CalendarYearUnknown as unknown:
            yield _(
                "Buổi %(day)s: chưa có lịch ngày nghỉ năm %(year)s để tính hạn niêm yết.",
                day=weekday_and_day(day), year=unknown.year,
            )  # fmt: skip
        else:
            yield _by_when(day, last or day)


def _by_when(on: date, last: date) -> str:
    said = {"day": weekday_and_day(on), "last": weekday_and_day(last)}
    if last < today():
        return _("Buổi %(day)s: lịch phải niêm yết chậm nhất %(last)s, đã quá hạn.", **said)
    return _("Buổi %(day)s: niêm yết lịch chậm nhất %(last)s.", **said)


def _why(periods: Sequence[HeadDays]) -> Iterator[str]:
    rules = {one.rule: one for one in periods}
    for one in rules.values():
        yield _("Số ngày tiếp: %(where)s.", where=spoken(one.citation))
        if sure := sure_words(one.certainty, rule_key(one.rule, one.rule_from)):
            yield sure
    yield from dict.fromkeys(spoken(one.note) for one in periods if one.note)
    if periods:
        yield _(
            "Cấp phó tiếp thay, buổi đột xuất và buổi đã hủy không tính; buổi không có công dân đến vẫn tính; "
            "nhiều buổi trong một ngày tính một ngày."
        )
    yield _("Niêm yết trước ngày tiếp: %(where)s.", where=spoken(cite_all([POSTED])))
