"""How a day of reception is told: its state, hours, who receives, how many came, whether the day is off."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.casework.calendars import working_calendar
from app.casework.reception_schedule import DayRow, Standing
from app.extensions import db
from app.records.reception import Chair, ReceptionDay, ReceptionKind
from app.statute.calendar import SATURDAY, CalendarYearUnknown, WorkingCalendar
from app.web.views import DueWords, Mark
from app.web.wording import day_off, hours, number, weekday_and_day, words

MARKS = {
    Standing.PLANNED: Mark.OPEN,
    Standing.MISSING: Mark.SOON,
    Standing.HELD: Mark.MET,
    Standing.EMPTY: Mark.MET,
    Standing.CANCELLED: Mark.PAUSED,
}
STANDINGS = {
    Standing.PLANNED: _l("đã lên lịch"),
    Standing.MISSING: _l("chưa ghi kết quả"),
    Standing.HELD: _l("đã tiếp"),
    Standing.EMPTY: _l("không có công dân đến"),
    Standing.CANCELLED: _l("đã hủy"),
}
SHORT_KINDS = {
    ReceptionKind.REGULAR: _l("Thường xuyên"),
    ReceptionKind.HEAD: _l("Định kỳ"),
    ReceptionKind.UNSCHEDULED: _l("Đột xuất"),
}
WHO = {
    Chair.OFFICER: _l("Cán bộ tiếp công dân"),
    Chair.HEAD: _l("Thủ trưởng"),
    Chair.DEPUTY: _l("Cấp phó tiếp thay"),
}


def badge(row: DayRow) -> DueWords:
    """The state of a day."""
    return DueWords(MARKS[row.standing], str(STANDINGS[row.standing]))


def kind_short(kind: ReceptionKind) -> str:
    """Thường xuyên · Định kỳ · Đột xuất, where there is little room."""
    return str(SHORT_KINDS[kind])


def who_receives(row: DayRow) -> str:
    """Chủ tịch UBND xã Rơ Mah Thoan · cấp phó tiếp thay: the name as typed, and in what place when it is not usual."""
    part = str(WHO[row.chair])
    if not row.chaired_by:
        return part
    return f"{row.chaired_by} ({part.lower()})" if row.chair is Chair.DEPUTY else row.chaired_by


def who_posted(it: ReceptionDay) -> str:
    """Who receives, as the schedule tells it."""
    return it.chaired_by or str(WHO[it.chair])


def hours_of(row: DayRow) -> str:
    """07:30–11:00; nothing for a day that never was on the schedule."""
    return "–".join(filter(None, (hours(row.starts_at), hours(row.ends_at))))


def counted(visits: int, people: int) -> str:
    """3 lượt tiếp, 7 người: two counts, never one for the other."""
    said = ngettext("%(n)s lượt tiếp", "%(n)s lượt tiếp", visits, n=number(visits))
    return _("%(visits)s, %(people)s", visits=said, people=people_words(people))


def people_words(people: int) -> str:
    """7 người."""
    return ngettext("%(n)s người", "%(n)s người", people, n=number(people))


def group_words(people: int) -> str:
    """Đoàn 12 người."""
    return _("Đoàn %(people)s", people=people_words(people))


def kind_of(kind: ReceptionKind) -> str:
    """Tiếp định kỳ của người đứng đầu."""
    return words(kind)


def off_words(on: date, calendar: WorkingCalendar) -> str:
    """Why a day is off; nothing for a worked one, and for a year nobody has a calendar of."""
    try:
        name = calendar.name_of_day_off(on)
    except CalendarYearUnknown:
        return ""
    return day_off(name) if name else ""


def made_up(on: date, calendar: WorkingCalendar) -> bool:
    """Whether a day of the weekend is worked to make up for a day off."""
    return on.weekday() >= SATURDAY and calendar.knows(on.year) and calendar.is_working(on)


def planned_on_a_day_off(on: date, calendar: WorkingCalendar) -> str:
    """The warning about a day off, or about a year without a calendar; nothing when the day is worked."""
    if not calendar.knows(on.year):
        return _("Chưa có lịch nghỉ năm %(year)s: xem lại ngày tiếp khi có lịch.", year=on.year)
    name = off_words(on, calendar)
    return _("Ngày này là ngày nghỉ (%(name)s). Vẫn lưu được.", name=name) if name else ""


def saved_words(on: date) -> str:
    """A day was saved; with the warning when it is a day off."""
    calendar = working_calendar(db.session())
    name = off_words(on, calendar)
    warning = _("Ngày này là ngày nghỉ: %(name)s.", name=name) if name else planned_on_a_day_off(on, calendar)
    return " ".join(filter(None, (_("Đã lưu buổi tiếp %(day)s.", day=weekday_and_day(on)), warning)))
