"""The unit (Đơn vị): what of an agency is late, what nobody holds, and who holds how much. Read on a phone first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from app.casework import overdue
from app.casework.calendars import soon_days, working_calendar
from app.casework.conclusion_tasks import days_wanting
from app.casework.desk import Load, loads
from app.casework.overdue import Filters, Holder
from app.casework.permissions import Viewer
from app.casework.refusals import how_many_to_sign
from app.extensions import db
from app.records.agencies import Agency
from app.records.people import RoleKind
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.web.cases.signing import SignLine, sign_lines
from app.web.clock import today as web_today
from app.web.due_rows import DueLine, due_line
from app.web.head_days import calls_of
from app.web.lists import asked
from app.web.navigation import counts
from app.web.views import Empty, Link
from app.web.wording import day, number, weekday_and_day

SHOWN = 10
ENOUGH_DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What one person holds; each number opens its list."""

    name: str
    url: str  # where what the person holds is shared out anew
    numbers: tuple[tuple[str, str], ...]  # number, address
    bar: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a bar of running duties: its class, from where and how wide."""

    look: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The page of a head."""

    agency: str
    others: tuple[Link, ...]
    figures: tuple[tuple[str, str, str], ...]  # words, number, address
    to_sign: tuple[SignLine, ...]
    late: tuple[DueLine, ...]
    late_more: Link | None
    no_late: Empty | None
    soon_words: str
    soon: tuple[DueLine, ...]
    loads: tuple[LoadLine, ...]
    share_out: Link
    calls: tuple[str, ...]  # what the schedule of the head calls for
    schedule_url: str
    heads_url: str
    wanting: tuple[Link, ...]  # days held in person that still want a written conclusion
    as_of: str


@counts("cases.unit")
def how_many(viewer: Viewer) -> Select[int]:
    """The count beside "Đơn vị": refusals that wait for the head."""
    return how_many_to_sign(viewer)


def unit_page(viewer: Viewer) -> UnitPage:
    """The page of the head of an agency; of several agencies, the one asked for (``?co-quan=``)."""
    session, today = db.session(), web_today()
    calendar = working_calendar(session)
    agencies = _headed(viewer)
    agency = next((one for one in agencies if one.code == asked("co-quan")), agencies[0])
    own = Filters(agency_id=agency.id)
    late = overdue.overdue(session, viewer, today=today, filters=own, limit=SHOWN)
    free = overdue.overdue(session, viewer, today=today, filters=replace(own, assignee=Holder.NOBODY), limit=1)
    until = _soon_until(today, calendar)
    soon = overdue.due_between(session, viewer, first=today, last=until, today=today, filters=own, limit=SHOWN)
    shares = loads(session, viewer, [agency.id], today=today, soon_until=until)
    return UnitPage(
        agency=agency.name,
        others=tuple(Link(one.name, _list("cases.unit", one)) for one in agencies if one != agency),
        figures=(
            (_("Quá hạn"), number(late.total), _list("oversight.overdue", agency)),
            (_("Quá hạn, chưa ai giữ"), number(free.total), _list("oversight.overdue", agency, nguoi=Holder.NOBODY)),
            (_soon_words(), number(soon.total), _list("oversight.due_soon", agency)),
            (_("Vụ việc đang giữ"), number(sum(one.cases for one in shares)), _list("cases.index", agency)),
            (_("Đơn đang giữ"), number(sum(one.petitions for one in shares)), _list("petitions.inbox", agency)),
        ),
        to_sign=sign_lines(viewer, today, calendar, agency_id=agency.id),
        late=tuple(due_line(row, today, calendar) for row in late.rows),
        late_more=_more(late.total, agency),
        no_late=None if late.total else Empty(_("Không có việc quá hạn.")),
        soon_words=_soon_words(),
        soon=tuple(due_line(row, today, calendar) for row in soon.rows),
        loads=tuple(_load(one, agency, longest=max(map(_duties, shares))) for one in shares),
        share_out=Link(_("Phân công"), _list("cases.share_out", agency)),
        calls=tuple(calls_of([agency.id])),
        schedule_url=url_for("reception.schedule", noi=agency.id),
        heads_url=_list("oversight.heads", agency),
        wanting=tuple(
            Link(weekday_and_day(one.on), url_for("reception.day", ref=one.ref))
            for one in days_wanting(session, viewer, [agency.id], last=today)
        ),
        as_of=day(today),
    )


def _soon_words() -> str:
    return _("Đến hạn trong %(n)s ngày làm việc", n=number(soon_days(db.session())))


def _headed(viewer: Viewer) -> list[Agency]:
    ids = sorted(viewer.agencies(RoleKind.HEAD))
    return [db.session.get_one(Agency, agency_id) for agency_id in ids]


def _soon_until(today: date, calendar: WorkingCalendar) -> date:
    try:
        return calendar.add_working_days(today, soon_days(db.session()))
    except CalendarYearUnknown:
        return today + ENOUGH_DAYS


def _list(endpoint: str, agency: Agency, **others: str) -> str:
    values: dict[str, Any] = {"co-quan": agency.code, **others}
    return url_for(endpoint, **values)


def _more(total: int, agency: Agency) -> Link | None:
    if total <= SHOWN:
        return None
    return Link(_("Xem cả %(n)s việc quá hạn", n=number(total)), _list("oversight.overdue", agency))


def _duties(one: Load) -> int:
    return one.overdue + one.soon + one.later


def _bar(one: Load, longest: int) -> Iterator[Stretch]:
    """Late, near, far: as long as the person owes, beside whoever owes most."""
    before = 0
    for look, count in (("td-fover", one.overdue), ("td-f2", one.soon), ("td-f1", one.later)):
        if count:
            yield Stretch(look, *(f"{100 * part / longest:.1f}%" for part in (before, count)))
        before += count


def _load(one: Load, agency: Agency, *, longest: int) -> LoadLine:
    who = one.ref if one.account_id else str(Holder.NOBODY)
    return LoadLine(
        name=one.full_name or _("Chưa ai giữ"),
        url=_list("cases.share_out", agency, nguoi=who),
        bar=tuple(_bar(one, longest)),
        numbers=(
            (number(one.cases), _list("cases.index", agency, nguoi=who) if one.cases else ""),
            (number(one.petitions), _list("petitions.inbox", agency, nguoi=who) if one.petitions else ""),
            (number(one.overdue), _list("oversight.overdue", agency, nguoi=who) if one.overdue else ""),
            (number(one.soon), _list("oversight.due_soon", agency, nguoi=who) if one.soon else ""),
        ),
    )
