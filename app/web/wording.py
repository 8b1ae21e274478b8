"""Words: states of a time limit, dates, numbers, terms of the law, members of closed sets (:mod:`member_words`).

Vietnamese is the source language; everything goes through gettext. Terms of the law (acts, stages, duties, fields,
procedures, grounds of refusal) come from the law itself: :func:`term`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.records.people import RoleKind
from app.statute.calendar_days import DAY_OFF_NAMES_EN
from app.statute.instruments import Citation
from app.statute.terms import Term, Value
from app.web.clock import ZONE
from app.web.member_words import PARTS, WORDS
from app.web.views import DueWords, Foot, Link, Mark

WEEKDAYS = (
    _l("thứ Hai"), _l("thứ Ba"), _l("thứ Tư"), _l("thứ Năm"), _l("thứ Sáu"), _l("thứ Bảy"), _l("Chủ nhật"),
)  # fmt: skip
DAYS_OFF_IN_ENGLISH = {**DAY_OFF_NAMES_EN, "Thứ Bảy": "Saturday", "Chủ nhật": "Sunday"}
SHORT_WEEKDAYS = (_l("T2"), _l("T3"), _l("T4"), _l("T5"), _l("T6"), _l("T7"), _l("CN"))


# --- members of closed sets ---------------------------------------------------------------------------------------


def words(member: StrEnum) -> str:
    """The words of a member of a closed set. Raises ``KeyError`` when it has none; a test sees to it that all have."""
    return str(WORDS[type(member), member.value])


def choices(members: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """``members`` for a form field: ``choices(PetitionKind)``."""
    return [(member.value, words(member)) for member in members]


def part_words(kind: RoleKind) -> str:
    """A role as it stands beside a name: "Xử lý đơn"."""
    return str(PARTS[kind])


def term(terms: Mapping[str, Term], code: str | None) -> str:
    """A term of the law in the language of the page: ``term(ACTS, "accepted")``; nothing for no code.

    Raises ``KeyError`` for a code the table does not have.
    """
    if code is None:
        return ""
    return spoken(terms[code])


def spoken(value: Value) -> str:
    """What the law or a deed says, in the language of the page: a term, a citation, a day, or as it is."""
    english = str(get_locale()) == "en"
    if isinstance(value, Term):
        return value.en if english else value.vi
    if isinstance(value, Citation) and english:
        return value.english
    return day(value) if isinstance(value, date) else str(value)


def day_off(name: str) -> str:
    """The name of a day off; in Vietnamese when the province named a day of its own."""
    return DAYS_OFF_IN_ENGLISH.get(name, name) if str(get_locale()) == "en" else name


def term_choices(terms: Mapping[str, Term]) -> list[tuple[str, str]]:
    """Every term of a table for a form field."""
    return [(code, term(terms, code)) for code in terms]


# --- dates and numbers --------------------------------------------------------------------------------------------


def day(on: date | None) -> str:
    """30/11/2026; nothing for no date."""
    return on.strftime("%d/%m/%Y") if on else ""


def short_day(on: date) -> str:
    """30/11."""
    return on.strftime("%d/%m")


def weekday_and_day(on: date) -> str:
    """thứ Hai 30/11/2026: a deadline is named with its weekday."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def short_weekday(on: date) -> str:
    """T2 30/11, for the week strip."""
    return f"{SHORT_WEEKDAYS[on.weekday()]} {short_day(on)}"


def clock_time(at: datetime) -> str:
    """09:14, in Vietnam."""
    return at.astimezone(ZONE).strftime("%H:%M")


def hours(at: time | None) -> str:
    """07:30; nothing for no time."""
    return at.strftime("%H:%M") if at else ""


def moment(at: datetime | None) -> str:
    """09:14 ngày 23/11/2026, in Vietnam; nothing for no instant."""
    if at is None:
        return ""
    return _("%(time)s ngày %(day)s", time=clock_time(at), day=day(at.astimezone(ZONE).date()))


def number(value: int) -> str:
    """1.284 in Vietnamese, 1,284 in English."""
    text = f"{value:,}"
    return text if str(get_locale()) == "en" else text.replace(",", ".")


def decimal(value: float | Decimal, places: int = 1) -> str:
    """7,5 in Vietnamese, 7.5 in English; half goes up."""
    step = Decimal(1).scaleb(-places)
    text = f"{Decimal(str(value)).quantize(step, ROUND_HALF_UP):,f}"
    return text if str(get_locale()) == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(part: int, whole: int) -> str:
    """7,5 % (with a space that does not break); a dash when there is no whole."""
    return f"{decimal(Decimal(part) * 100 / whole)}\N{NO-BREAK SPACE}%" if whole else "–"


# --- time limits --------------------------------------------------------------------------------------------------


def days_left(left: int, *, working: bool = True) -> str:
    """còn 3 ngày làm việc · còn 3 ngày · đến hạn hôm nay."""
    if left <= 0:
        return _("đến hạn hôm nay")
    if working:
        return ngettext("còn %(n)s ngày làm việc", "còn %(n)s ngày làm việc", left, n=number(left))
    return ngettext("còn %(n)s ngày", "còn %(n)s ngày", left, n=number(left))


def days_late(late: int) -> str:
    """quá hạn 12 ngày (calendar days)."""
    return ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", late, n=number(late))


def done_late(late: int) -> str:
    """đã xong, trễ 4 ngày."""
    return ngettext("đã xong, trễ %(n)s ngày", "đã xong, trễ %(n)s ngày", late, n=number(late))


@dataclass(frozen=True, slots=True)
class _Facts:
    due_on: date | None
    left: int | None
    late: int
    paused_on: date | None
    done_on: date | None
    working: bool
    suspended: bool


def due_words(
    status: str, *, due_on: date | None = None, left: int | None = None, late: int | None = None,
    paused_on: date | None = None, done_on: date | None = None, working: bool = True, suspended: bool = False,
) -> DueWords:  # fmt: skip
    """The badge of a duty in ``status`` (open, due_soon, overdue, paused, met, met_late, ended, unreckoned).

    ``left``: days to the due date, working days unless ``working`` is false; ``late``: calendar days past it. A duty
    that was late when it was paused keeps its number; ``suspended``: the matter is tạm đình chỉ. Raises ``KeyError``.
    """
    return BADGES[status](_Facts(due_on, left, late or 0, paused_on, done_on, working, suspended))


def _open(facts: _Facts) -> DueWords:
    return DueWords(Mark.OPEN, _left(facts), day(facts.due_on))


def _due_soon(facts: _Facts) -> DueWords:
    return DueWords(Mark.SOON, _left(facts), day(facts.due_on))


def _left(facts: _Facts) -> str:
    return _("chưa có hạn") if facts.left is None else days_left(facts.left, working=facts.working)


def _overdue(facts: _Facts) -> DueWords:
    return DueWords(Mark.OVER, days_late(facts.late), day(facts.due_on))


def _paused(facts: _Facts) -> DueWords:
    since = _("từ %(day)s", day=day(facts.paused_on)) if facts.paused_on else ""
    paused = _("đang tạm đình chỉ") if facts.suspended else _("đang tạm dừng")
    words = _("%(paused)s, đã %(late)s", paused=paused, late=days_late(facts.late)) if facts.late else paused
    return DueWords(Mark.PAUSED, words, since)


def _met(facts: _Facts) -> DueWords:
    return DueWords(Mark.MET, _("đã xong, đúng hạn"), day(facts.done_on or facts.due_on))


def _met_late(facts: _Facts) -> DueWords:
    return DueWords(Mark.LATE, done_late(facts.late), day(facts.done_on or facts.due_on))


def _ended(_facts: _Facts) -> DueWords:
    return DueWords(Mark.OPEN, _("không còn phải làm"))


def _unreckoned(_facts: _Facts) -> DueWords:
    return DueWords(Mark.OVER, _("chưa tính được hạn"), _("chưa có lịch nghỉ của năm"))


BADGES: dict[str, Callable[[_Facts], DueWords]] = {
    "open": _open,
    "due_soon": _due_soon,
    "overdue": _overdue,
    "paused": _paused,
    "met": _met,
    "met_late": _met_late,
    "ended": _ended,
    "unreckoned": _unreckoned,
}


# --- lists --------------------------------------------------------------------------------------------------------


def foot(shown: int, total: int, things: str, *, next_url: str | None = None, first_url: str | None = None) -> Foot:
    """Hiện 25 trong 96 vụ việc; 25 vụ việc tiếp theo; Về đầu danh sách. ``things``: vụ việc, đơn, lượt tiếp."""
    if shown == total and not first_url:
        said = _("Hết danh sách: %(n)s %(things)s.", n=number(total), things=things)
    else:
        said = _("Hiện %(shown)s trong %(total)s %(things)s", shown=number(shown), total=number(total), things=things)
    onward = _("%(n)s %(things)s tiếp theo", n=number(shown), things=things)
    first = Link(_("Về đầu danh sách"), first_url) if first_url else None
    return Foot(said, Link(onward, next_url) if next_url else None, first)


FILTERS = {
    "day": day, "short_day": short_day, "weekday_and_day": weekday_and_day, "short_weekday": short_weekday,
    "moment": moment, "clock_time": clock_time, "number": number, "decimal": decimal, "words": words,
}  # fmt: skip
