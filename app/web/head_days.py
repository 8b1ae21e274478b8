"""What the schedule of a head calls for before it is late, in words: days it lacks, days to be posted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.ledger import ground_of
from app.casework.reception_alarms import Short, Unposted, short_periods, unposted_days
from app.extensions import db
from app.statute.calendar import CalendarYearUnknown
from app.statute.deadlines import Deadline, due
from app.statute.reception import POSTING
from app.statute.time_limits import NotInForce, limit_in_force
from app.statute.time_limits.shape import TimeLimit
from app.web.clock import today as web_today
from app.web.wording import number, short_day, weekday_and_day

FURTHEST = 40  # days looked at for one that can still be posted in time: more than any holiday and five working days
DAY = timedelta(days=1)


def last_to_post(day_on: date) -> tuple[TimeLimit, Deadline, date] | None:
    """The last day to post the schedule of a day, with its reckoning; None where no rule or calendar tells it."""
    ground = ground_of(db.session())
    try:
        limit = limit_in_force(POSTING, day_on)
        last = due(limit, day_on, calendar=ground.calendar, policies=ground.policies)
    except (NotInForce, CalendarYearUnknown):
        return None
    return None if last.due_on is None else (limit, last, last.due_on)


def first_in_time() -> date | None:
    """The first day whose schedule, posted today, is posted in time; None where nobody can tell."""
    days = (web_today() + n * DAY for n in range(1, FURTHEST))
    return next((day for day in days if (found := last_to_post(day)) is not None and found[2] >= web_today()), None)


def short_words(short: Short) -> str:
    """So many days of a period are not on the schedule, and from when one can still be put there in time."""
    said = ngettext(
        "Đến %(last)s, thủ trưởng phải trực tiếp tiếp công dân thêm %(n)s ngày chưa có trên lịch.",
        "Đến %(last)s, thủ trưởng phải trực tiếp tiếp công dân thêm %(n)s ngày chưa có trên lịch.",
        short.days, last=short_day(short.last), n=number(short.days),
    )  # fmt: skip
    return f"{said} {in_time_words(short)}".strip()


def in_time_words(short: Short) -> str:
    """From when a day of the period can be posted in time, or that none can any more."""
    first = first_in_time()
    if first is None:
        return ""
    if first > short.last:
        return _("Trong kỳ không còn ngày nào kịp niêm yết lịch.")
    return _("Còn kịp niêm yết: từ %(day)s.", day=weekday_and_day(first))


def unposted_words(one: Unposted) -> str:
    """By when the schedule of a day is to be posted, or was."""
    on, due_on = weekday_and_day(one.on), weekday_and_day(one.due_on)
    if one.due_on < web_today():
        return _("Lịch của buổi %(day)s phải niêm yết từ %(due)s mà chưa niêm yết.", day=on, due=due_on)
    return _("Niêm yết lịch của buổi %(day)s chậm nhất %(due)s.", day=on, due=due_on)


def calls_of(agency_ids: Collection[int]) -> Iterator[str]:
    """What the schedules of these agencies call for, whatever the month looked at."""
    today = web_today()
    yield from map(short_words, short_periods(db.session(), agency_ids, today=today))
    yield from map(unposted_words, unposted_days(db.session(), agency_ids, today=today))
