"""My work (Việc của tôi): what one person has in hand, what is late first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from app.casework.calendars import soon_days, working_calendar
from app.casework.case_files import unassigned
from app.casework.desk import DeskRow, how_many_in_hand, in_hand
from app.casework.permissions import Viewer
from app.extensions import db
from app.statute.assessment import Status
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.terms import PROCEDURES, STAGES, Procedure
from app.statute.time_limits.orders import GIVEN_TERM
from app.web.cases.signing import SignLine, sign_lines
from app.web.cases.steps import NO_STEP, Step, steps_of
from app.web.clock import today as web_today
from app.web.dues import also_of, duty_words, explained, given_badges, paused_badge, running_badge, running_status
from app.web.lists import asked
from app.web.navigation import counts
from app.web.rules import certainly_words, cited
from app.web.views import DueWords, Empty, Link, Mark, WeekDay
from app.web.wording import number, short_weekday, term, weekday_and_day

WORKING_DAYS_SHOWN = 10
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class MyLine:
    """A matter in hand with its most urgent duty of the law, and its next act, or for whom it waits.

    ``given``: the terms a superior gave, beside it.
    """

    badge: DueWords
    given: tuple[DueWords, ...]
    url: str
    code: str
    kind: str
    title: str
    sealed: bool
    duty: str
    cite: str
    certain: str
    late: bool
    act: Link
    waits: str


@dataclass(frozen=True, slots=True)
class MyGroup:
    """Quá hạn, Trong ít ngày làm việc, Sau đó, Chưa có hạn, Chờ người khác, Đang tạm dừng."""

    words: str
    lines: tuple[MyLine, ...]


@dataclass(frozen=True, slots=True)
class MyPage:
    """The page. ``day``: it shows one day only."""

    sentence: str
    week: tuple[WeekDay, ...]
    groups: tuple[MyGroup, ...]
    empty: Empty | None
    total: str
    free: Link | None
    to_sign: tuple[SignLine, ...] = ()
    day: str = ""
    all_url: str = ""


@counts("cases.mine")
def how_many(viewer: Viewer) -> Select[int]:
    """The count beside "Việc của tôi"."""
    return how_many_in_hand(viewer)


def mine_page(viewer: Viewer) -> MyPage:
    """The page of ``viewer``, or of one day of it (``?ngay=``)."""
    session, today = db.session(), web_today()
    calendar = working_calendar(session)
    rows = in_hand(session, viewer)
    chosen = _day_asked()
    shown = _by_matter(rows) if chosen is None else [[row] for row in rows if row.due_on == chosen]
    groups = _gathered(shown, viewer, today, calendar)
    waiting = sign_lines(viewer, today, calendar) if chosen is None else ()
    free = unassigned(session, viewer)
    return MyPage(
        sentence=_sentence(groups),
        week=tuple(_week(rows, today, calendar)),
        groups=_named(groups),
        empty=None
        if shown or waiting
        else Empty(_("Không có việc nào đang giữ.") if chosen is None else _("Không có hạn ngày này.")),
        total=_(
            "Hết danh sách: %(n)s việc. Hạn tính theo lịch làm việc năm %(year)s.",
            n=number(len(shown)),
            year=today.year,
        )
        if shown
        else "",
        free=Link(_("Vụ việc chưa ai giữ (%(n)s)", n=number(free)), url_for("cases.index", nguoi="nobody"))
        if free
        else None,
        to_sign=waiting,
        day=weekday_and_day(chosen) if chosen else "",
        all_url=url_for("cases.mine"),
    )


def _day_asked() -> date | None:
    try:
        return date.fromisoformat(asked("ngay"))
    except ValueError:
        return None


def _by_matter(rows: Sequence[DeskRow]) -> list[list[DeskRow]]:
    """The duties of each matter, its most urgent one first."""
    found: dict[int, list[DeskRow]] = {}
    for row in rows:
        found.setdefault(row.matter_id, []).append(row)
    return list(found.values())


def _gathered(
    shown: Sequence[Sequence[DeskRow]], viewer: Viewer, today: date, calendar: WorkingCalendar
) -> dict[str, list[MyLine]]:
    """A line a matter, in the group of its most urgent duty, whoever asks for that; what waits on others apart."""
    groups: dict[str, list[MyLine]] = {name: [] for name in ("over", "soon", "later", "none", "waits", "paused")}
    steps = steps_of([rows[0] for rows in shown], viewer, today)
    for rows in shown:
        step = steps.get(rows[0].matter_id, NO_STEP)
        name = "waits" if step.waits and not rows[0].paused_on else _group_of(rows[0], today, calendar)
        groups[name].append(_line(rows, step, today, calendar))
    return groups


def _named(groups: Mapping[str, Sequence[MyLine]]) -> tuple[MyGroup, ...]:
    names = {
        "over": _("Quá hạn"),
        "soon": _("Trong %(n)s ngày làm việc", n=number(soon_days(db.session()))),
        "later": _("Sau đó"),
        "none": _("Chưa có hạn"),
        "waits": _("Chờ người khác"),
        "paused": _("Đang tạm dừng"),
    }
    return tuple(MyGroup(names[name], tuple(lines)) for name, lines in groups.items() if lines)


def _group_of(row: DeskRow, today: date, calendar: WorkingCalendar) -> str:
    if row.paused_on:
        return "paused"
    if row.due_on is None:
        return "none"
    status = running_status(row.due_on, today, calendar)
    return {Status.OVERDUE: "over", Status.DUE_SOON: "soon"}.get(status, "later")


def _line(rows: Sequence[DeskRow], step: Step, today: date, calendar: WorkingCalendar) -> MyLine:
    row = next((one for one in rows if one.duty != GIVEN_TERM), rows[0])
    given = [(one.obligation_id or 0, one.due_on) for one in rows if one.duty == GIVEN_TERM and one.due_on]
    late = _group_of(rows[0], today, calendar) == "over"
    return MyLine(
        badge=explained(_badge(row, today, calendar), row.obligation_id),
        given=given_badges(given, row.obligation_id, today, calendar),
        url=url_for("cases.open", ref=row.ref),
        code=row.code,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        title="" if row.sealed else row.title,
        sealed=row.sealed,
        duty=duty_words(row.procedure, row.duty) if row.duty else term(STAGES, row.stage),
        cite=cited(row.rule, row.rule_from, row.certainty or "") if row.rule else "",
        certain=certainly_words(row.due_on, also_of(row.also or ()), today, running=not row.paused_on),
        late=late and step.act is not None,
        act=step.act or Link(_("Mở hồ sơ"), url_for("cases.open", ref=row.ref)),
        waits=step.waits,
    )


def _badge(row: DeskRow, today: date, calendar: WorkingCalendar) -> DueWords:
    if row.paused_on:
        return paused_badge(row.paused_on, row.frozen_days_late, row.stage)
    if row.due_on is None:
        return DueWords(Mark.OPEN, _("chưa có hạn"))
    return running_badge(row.due_on, today, calendar)


def _sentence(groups: Mapping[str, Sequence[MyLine]]) -> str:
    said = {
        "over": lambda n: _("%(n)s việc quá hạn", n=n),
        "soon": lambda n: _("%(n)s việc đến hạn trong %(days)s ngày làm việc tới", n=n, days=soon_days(db.session())),
        "later": lambda n: _("%(n)s việc sau đó", n=n),
        "paused": lambda n: _("%(n)s việc đang tạm dừng", n=n),
        "none": lambda n: _("%(n)s việc chưa có hạn", n=n),
        "waits": lambda n: _("%(n)s việc chờ người khác", n=n),
    }
    told = [said[name](number(len(lines))) for name, lines in groups.items() if lines]
    late = sum(line.badge.state is Mark.OVER for line in groups["waits"])
    told += [_("trong việc chờ có %(n)s việc quá hạn", n=number(late))] if late else []
    return f"{', '.join(told)}." if told else ""


def _week(rows: Sequence[DeskRow], today: date, calendar: WorkingCalendar) -> list[WeekDay]:
    """Today and the weekdays after it until ten worked days are shown; a holiday among them says so."""
    counts = Counter(row.due_on for row in rows if row.due_on and not row.paused_on)
    strip: list[WeekDay] = []
    one = today
    while len(strip) < WORKING_DAYS_SHOWN:
        off = _off(one, calendar)
        if one.weekday() < WEEKEND or not off or counts[one]:
            strip.append(_cell(one, counts[one], off, today))
        one += timedelta(days=1)
    return strip


def _cell(one: date, count: int, off: str, today: date) -> WeekDay:
    note = _("hôm nay") if one == today else (_off_words(one) if off else "")
    url = url_for("cases.mine", ngay=one.isoformat()) if count else None
    return WeekDay(short_weekday(one), count, url, note, is_today=one == today, is_off=bool(off))


def _off_words(one: date) -> str:
    return _("nghỉ cuối tuần") if one.weekday() >= WEEKEND else _("nghỉ lễ")


def _off(one: date, calendar: WorkingCalendar) -> str:
    try:
        return calendar.name_of_day_off(one) or ""
    except CalendarYearUnknown:
        return ""
