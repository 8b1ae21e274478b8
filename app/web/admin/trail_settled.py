"""The words of the trail for what an administrator settled: readings, texts held against the original, the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.held_texts import unsure_texts
from app.casework.settled import HELD, YES
from app.statute.disputed_pairs import pair_answers, reading_of
from app.statute.policies import DEFAULT
from app.web.wording import day, number, spoken

Detail = Mapping[str, Any]


def _why(detail: Detail) -> str:
    """The source and the reason, in sentences."""
    source, reason = str(detail.get("source", "")), str(detail.get("reason", ""))
    said = (
        source and _("Nguồn: %(source)s.", source=source.rstrip(".")),
        reason and _("Lý do: %(reason)s.", reason=reason.rstrip(".")),
    )
    return " ".join(filter(None, said))


def _subject(detail: Detail) -> str:
    """What was settled: a question the law leaves open, or a text."""
    name = str(detail.get("name", ""))
    text = unsure_texts().get(name.removeprefix(HELD))
    reading = reading_of(name)
    if text is not None:
        return spoken(text.words)
    return spoken(reading.question) if reading is not None else name


def _answer(detail: Detail) -> str:
    reading, value = reading_of(str(detail.get("name", ""))), str(detail.get("value", ""))
    if reading is None or reading.otherwise is None:
        return ""
    if reading.pair:
        words = pair_answers(reading).get(value)
        return spoken(words) if words is not None else value
    ours = (value == YES) is getattr(DEFAULT, reading.policy)
    return spoken(reading.answer if ours else reading.otherwise)


def _settled(detail: Detail) -> str:
    subject, why = _subject(detail), _why(detail)
    if str(detail.get("name", "")).startswith(HELD):
        return _("Xác nhận đã đối chiếu “%(subject)s”. %(why)s", subject=subject, why=why)
    return _("Chọn cách hiểu cho “%(subject)s”: %(answer)s %(why)s", subject=subject, answer=_answer(detail), why=why)


def _unsettled(detail: Detail) -> str:
    subject, why = _subject(detail), _why({"reason": detail.get("reason", "")})
    if str(detail.get("name", "")).startswith(HELD):
        return _("Bỏ xác nhận đã đối chiếu “%(subject)s”. %(why)s", subject=subject, why=why)
    return _("Trở về mặc định cho “%(subject)s”. %(why)s", subject=subject, why=why)


def _days(detail: Detail, name: str) -> str:
    return ", ".join(day(date.fromisoformat(str(one))) for one in detail.get(name, ()))


def _calendar(detail: Detail) -> str:
    off, work, gone = (_days(detail, name) for name in ("off", "work", "gone"))
    said = (
        off and _("ngày nghỉ %(days)s", days=off),
        work and _("làm bù %(days)s", days=work),
        gone and _("bỏ %(days)s", days=gone),
    )
    changes = "; ".join(filter(None, said)) or _("sửa tên ngày nghỉ")
    return _("Sửa lịch nghỉ: %(changes)s. %(why)s", changes=changes, why=_why(detail))


def _moved(detail: Detail) -> str:
    n = int(detail.get("n", 0))
    return ngettext(
        "Tính lại theo lịch nghỉ hoặc cách hiểu mới: %(n)s hạn đổi ngày cuối",
        "Tính lại theo lịch nghỉ hoặc cách hiểu mới: %(n)s hạn đổi ngày cuối", n, n=number(n),
    )  # fmt: skip


def _year(detail: Detail) -> str:
    return str(detail.get("year", ""))


SETTLED: Mapping[str, Any] = {
    "law_settled": _settled,
    "law_unsettled": _unsettled,
    "calendar_changed": _calendar,
    "calendar_year_entered": lambda it: _("Nhập lịch nghỉ năm %(year)s. %(why)s", year=_year(it), why=_why(it)),
    "calendar_year_confirmed": lambda it: _(
        "Ghi lịch nghỉ năm %(year)s là chính thức. %(why)s", year=_year(it), why=_why(it)
    ),
    "calendar_year_doubted": lambda it: _(
        "Ghi lịch nghỉ năm %(year)s là tạm tính. %(why)s", year=_year(it), why=_why(it)
    ),
}
MOVED: Mapping[str, Any] = {"dates_moved": _moved}
