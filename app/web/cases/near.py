"""The notices (Nhắc hạn): what is near of what one holds, or of the agency one heads. What is new stands first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from app.casework.calendars import soon_days, working_calendar
from app.casework.due_notices import NEAREST, NoticeRow, how_many_unseen, mark_seen, near_until, notices_for
from app.casework.permissions import Viewer
from app.extensions import db
from app.statute.calendar import WorkingCalendar
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.due_rows import DueLine, due_line
from app.web.navigation import counts
from app.web.views import Empty
from app.web.wording import day, number


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: the line every list of time limits has, and since when it stands."""

    due: DueLine
    since: str


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Mới, Đã xem."""

    words: str
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """The page. ``new``: how many are new to the viewer, in words; "" when none is."""

    lede: str
    groups: tuple[NoticeGroup, ...]
    new: str
    empty: Empty | None


@counts("cases.notices", lambda: {"near_until": near_until(db.session(), web_today())})
def how_many(viewer: Viewer) -> Select[int]:
    """The count beside "Nhắc hạn": what is new."""
    return how_many_unseen(viewer, web_today())


def notices_page(viewer: Viewer) -> NoticesPage:
    """Every notice there is for ``viewer`` today."""
    session, today = db.session(), web_today()
    rows, calendar = notices_for(session, viewer, today=today), working_calendar(session)
    fresh = [row for row in rows if not row.seen]
    parts = ((_("Mới"), fresh), (_("Đã xem"), [row for row in rows if row.seen]))
    return NoticesPage(
        lede=_("Còn %(soon)s, còn %(near)s ngày làm việc và trong ngày đến hạn. "
               "Việc đã xong hoặc dời hạn tự rút khỏi đây.", soon=soon_days(session), near=NEAREST),
        groups=tuple(
            NoticeGroup(words, tuple(_line(row, today, calendar) for row in some)) for words, some in parts if some
        ),
        new=_new(len(fresh)) if fresh else "",
        empty=None if rows else Empty(_("Không có việc nào sắp đến hạn.")),
    )  # fmt: skip


def notices_seen(viewer: Viewer) -> int:
    """The viewer has seen them all; how many were new."""
    return mark_seen(db.session(), viewer, today=web_today(), at=now())


def _new(many: int) -> str:
    return ngettext("Đánh dấu đã xem %(n)s nhắc hạn", "Đánh dấu đã xem %(n)s nhắc hạn", many, n=number(many))


def _line(row: NoticeRow, today: date, calendar: WorkingCalendar) -> NoticeLine:
    return NoticeLine(due_line(row.due, today, calendar), _("nhắc từ %(day)s", day=day(row.raised_on)))
