"""What a year's cases are looked at for: how long a stretch took, how well they were settled. Words and a filter."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import Select

from app.casework.permissions import Viewer
from app.casework.spans import Outcome, Stretch, come_again, passed, with_outcome
from app.web.clock import today
from app.web.lists import asked, member, options
from app.web.views import FilterField

SETTLED = "trong-nam"
RESOLVED, AGAIN = "resolved_in_year", "again"


def stretch_words() -> Mapping[Stretch, str]:
    return {
        Stretch.ASSIGNED: _("Thụ lý đến giao xác minh"),
        Stretch.VERIFIED: _("Xác minh đến báo cáo"),
        Stretch.RESOLVED: _("Báo cáo xác minh đến quyết định, kết luận"),
        Stretch.SENT: _("Quyết định, kết luận đến gửi"),
    }


def outcome_words() -> Mapping[Outcome, str]:
    return {
        Outcome.FOR_GOOD: _("Dứt điểm"),
        Outcome.CAME_AGAIN: _("Đã thi hành xong, có người trở lại"),
        Outcome.NOT_CARRIED_OUT: _("Có hiệu lực, chưa thi hành xong"),
        Outcome.NOT_IN_FORCE: _("Chưa ghi có hiệu lực"),
    }


def settled_asked(viewer: Viewer) -> Select[int] | None:
    """The ids of the cases the address asks for, of the last twelve months."""
    if (stretch := member(Stretch, SETTLED)) is not None:
        return passed(viewer, stretch, today=today())
    if (outcome := member(Outcome, SETTLED)) is not None:
        return with_outcome(viewer, outcome, today=today())
    if asked(SETTLED) == RESOLVED:
        return with_outcome(viewer, None, today=today())
    return come_again(viewer, today=today()) if asked(SETTLED) == AGAIN else None


def settled_filter() -> FilterField:
    lines = [(RESOLVED, _("Đã giải quyết"))]
    lines += [(one.value, words) for one, words in outcome_words().items()]
    lines += [(AGAIN, _("Có lượt tiếp lại sau khi giải quyết"))]
    lines += [(one.value, _("Chặng: %(words)s", words=words)) for one, words in stretch_words().items()]
    return FilterField(SETTLED, _("Trong 12 tháng"), options(lines), asked(SETTLED))
