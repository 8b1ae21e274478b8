"""The steps of a reckoning in words: what was counted, left out, added, moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.statute.reckoning import Step, StepKind
from app.web.act_fields import choice_words
from app.web.wording import day, day_off

REACHING = frozenset({StepKind.COUNT, StepKind.QUOTA, StepKind.EXTEND, StepKind.ROLL, StepKind.GIVEN})


def step_words(step: Step, *, backwards: bool, internal: bool) -> str:
    """A step. ``backwards``: of what must be done before an event; ``internal``: its last day is the province's own."""
    if internal and step.kind is StepKind.GIVEN:
        return _("Hạn nội bộ do tỉnh đặt, tính từ ngày chốt số liệu")
    words = _BACKWARDS.get(step.kind, _WORDS[step.kind]) if backwards else _WORDS[step.kind]
    return words(step)


def reached(step: Step) -> str:
    """The day a step leads to; nothing for one that leads to none."""
    return moment_or_day(step.on) if step.kind in REACHING else ""


def moment_or_day(on: date | datetime | None) -> str:
    """09:00 23/11/2026, or 23/11/2026."""
    if isinstance(on, datetime):
        return on.strftime("%H:%M %d/%m/%Y")
    return day(on)


def _count(step: Step) -> str:
    words = {
        "calendar_days": _("Cộng %(n)s ngày", n=step.amount),
        "working_days": _("Cộng %(n)s ngày làm việc", n=step.amount),
        "hours": _("Cộng %(n)s giờ", n=step.amount),
        "months": _("Cộng %(n)s tháng", n=step.amount),
        "quarters": _("Cộng %(n)s quý", n=step.amount),
        "years": _("Cộng %(n)s năm", n=step.amount),
        "immediately": _("Phải làm ngay"),
    }
    return words.get(step.unit, _("Không quy định số ngày"))


def _count_back(step: Step) -> str:
    if step.unit == "working_days":
        return _("Lùi %(n)s ngày làm việc", n=step.amount)
    if step.unit == "calendar_days":
        return _("Lùi %(n)s ngày", n=step.amount)
    return _count(step)


def _pause(step: Step) -> str:
    first, until = moment_or_day(step.on), day(step.until)
    return _("Cộng %(n)s ngày tạm dừng, %(first)s đến trước %(until)s", n=step.amount, first=first, until=until)


def _given(step: Step) -> str:
    """The last day is the one a paper names; of a superior's, whose paper."""
    if not step.name:
        return _("Hạn do văn bản ấn định, không dời khi trùng ngày nghỉ")
    return _("Hạn do %(who)s ấn định, không dời khi trùng ngày nghỉ", who=choice_words("givers", step.name))


def _roll(step: Step) -> str:
    return _("Ngày cuối là ngày nghỉ (%(name)s), dời sang ngày làm việc kế tiếp", name=day_off(step.name))


_WORDS: dict[StepKind, Callable[[Step], str]] = {
    StepKind.START_COUNTED: lambda step: _("Từ ngày %(day)s; ngày này là ngày thứ nhất", day=moment_or_day(step.on)),
    StepKind.START_AT: lambda step: _("Từ %(day)s", day=moment_or_day(step.on)),
    StepKind.VERSION: lambda step: _(
        "Theo bản quy định có hiệu lực từ %(day)s, chọn theo ngày bắt đầu tính", day=moment_or_day(step.on)
    ),
    StepKind.VARIANT: lambda step: _("Áp dụng trường hợp: %(name)s", name=_(step.name)),
    StepKind.COUNT: _count,
    StepKind.QUOTA: lambda step: _("Ít nhất %(n)s lần trong kỳ", n=step.amount),
    StepKind.SKIP: lambda step: _("Không tính %(day)s: %(name)s", day=moment_or_day(step.on), name=day_off(step.name)),
    StepKind.WORKED: lambda step: _("Có tính thứ Bảy %(day)s: làm bù", day=moment_or_day(step.on)),
    StepKind.EXTEND: lambda step: ngettext("Gia hạn %(n)s ngày", "Gia hạn %(n)s ngày", step.amount, n=step.amount),
    StepKind.TRANSITIONAL: lambda step: _(
        "Quy định tạm dừng có từ %(day)s, áp dụng cả cho vụ việc bắt đầu trước ngày đó", day=moment_or_day(step.on)
    ),
    StepKind.PAUSE: _pause,
    StepKind.PAUSE_AFTER_DUE: lambda step: _(
        "Tạm dừng từ %(day)s, sau ngày cuối: không dời hạn", day=moment_or_day(step.on)
    ),
    StepKind.OPEN_PAUSE: lambda step: _(
        "Đang tạm dừng từ %(day)s: chưa tính được ngày cuối", day=moment_or_day(step.on)
    ),
    StepKind.ROLL: _roll,
    StepKind.PROVISIONAL: lambda step: _("Lịch nghỉ năm %(year)s là tạm tính, chưa công bố", year=step.amount),
    StepKind.NO_NUMBER: lambda _step: _("Pháp luật không quy định số ngày"),
    StepKind.GIVEN: _given,
    StepKind.LAPSED: lambda step: _("Quy định chỉ áp dụng đến %(day)s: không còn hạn này", day=moment_or_day(step.on)),
}

_BACKWARDS: dict[StepKind, Callable[[Step], str]] = {  # of what must be done before an event
    StepKind.COUNT: _count_back,
    StepKind.ROLL: lambda step: _(
        "Ngày cuối là ngày nghỉ (%(name)s), lùi về ngày làm việc liền trước", name=day_off(step.name)
    ),
}
