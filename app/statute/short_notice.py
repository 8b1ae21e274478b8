"""Invitations later than the law asks: they hold, for nobody can unsay them, and whoever writes one down says why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.deadlines import due
from app.statute.log import ActFact
from app.statute.policies import Policies
from app.statute.procedures.complaints import SHORT_NOTICE
from app.statute.time_limits import NotInForce, limit_in_force

NOTICES = {"dialogue_notified": ("dialogue_on", "kn.dialogue_notice")}  # to what day, and how long before it


class Short(NamedTuple):
    """An invitation that came after its last day and does not say why."""

    last: date
    field: str
    provisions: tuple[str, ...]


def unexplained(act: ActFact, *, calendar: WorkingCalendar, policies: Policies) -> Short | None:
    """What an invitation misses (NĐ 124/2020 Điều 28.1): None when it came in time, or says why it did not.

    Nothing is asked of one given before the law had a number of days, or for a year without a calendar.
    """
    name, rule = NOTICES.get(act.act, ("", ""))
    to = act.day(name) if name else None
    if to is None or str(act.data.get(SHORT_NOTICE.name) or "").strip():
        return None
    try:
        limit = limit_in_force(rule, act.on)
        last = due(limit, to, calendar=calendar, policies=policies).due_on
    except (CalendarYearUnknown, NotInForce):
        return None
    return Short(last, SHORT_NOTICE.name, limit.provisions) if last is not None and act.on > last else None
