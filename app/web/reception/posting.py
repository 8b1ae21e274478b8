"""By when the schedule of a day of reception must be posted, and why; and which day can still be posted in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.casework.ledger import ground_of
from app.casework.reception_schedule import DayRow, unposted
from app.extensions import db
from app.records.reception import ReceptionKind
from app.web.clock import today as web_today
from app.web.dues import running_badge
from app.web.head_days import first_in_time, last_to_post
from app.web.rules import cited
from app.web.views import DueWords, Why
from app.web.whys import why_of_date
from app.web.wording import short_day, weekday_and_day


@dataclass(frozen=True, slots=True)
class Posting:
    """The last day to post the schedule of a day nobody has posted yet, with how it stands."""

    sentence: str
    badge: DueWords
    cite: str
    why: Why


def posting_of(day_on: date) -> Posting | None:
    """For a day still ahead; None for one that is past, or when no rule governs it."""
    today, ground, found = web_today(), ground_of(db.session()), last_to_post(day_on)
    if day_on <= today or found is None:
        return None
    limit, last, due_on = found
    return Posting(
        sentence=_("Niêm yết lịch chậm nhất %(day)s.", day=weekday_and_day(due_on)),
        badge=running_badge(due_on, today, ground.calendar),
        cite=cited(limit.id, limit.in_force_from, limit.certainty),
        why=why_of_date(_("Niêm yết lịch tiếp công dân"), last, day_on, today=today, calendar=ground.calendar),
    )


def posted_late(day_on: date, posted_on: date) -> date | None:
    """The last day to post the schedule of a day, when it was posted after it."""
    found = last_to_post(day_on)
    return found[2] if found is not None and posted_on > found[2] else None


def posted_words(row: DayRow) -> str:
    """Whether the schedule of a day was posted, and that it was late; nothing of a day past that was not."""
    if row.posted_on is None:
        return _not_posted(row) if unposted(row) and row.on > web_today() else ""
    if row.kind is not ReceptionKind.UNSCHEDULED and (last := posted_late(row.on, row.posted_on)):
        return _("niêm yết %(day)s, muộn: hạn %(last)s", day=short_day(row.posted_on), last=short_day(last))
    return _("niêm yết %(day)s", day=short_day(row.posted_on))


def _not_posted(row: DayRow) -> str:
    found = last_to_post(row.on) if row.kind is not ReceptionKind.UNSCHEDULED else None
    if found is not None and found[2] < web_today():
        return _("chưa niêm yết, quá hạn %(last)s", last=short_day(found[2]))
    return _("chưa niêm yết")


def posting_warning(day_on: date) -> str:
    """That the schedule of a day ahead can not be posted in time any more; nothing where it can."""
    found = last_to_post(day_on)
    if day_on < web_today() or found is None or found[2] >= web_today():
        return ""
    said = _("Hạn niêm yết lịch của ngày này là %(day)s, đã qua: niêm yết sẽ bị muộn.", day=weekday_and_day(found[2]))
    first = first_in_time()
    still = _("Còn kịp niêm yết: từ %(day)s.", day=weekday_and_day(first)) if first else ""
    return f"{said} {still}".strip()
