"""Days of reception: how often the head receives in person, and by when the schedule is posted.

What the law demands of a level is asked of a day: the limit in force then, how many days, in which week or month. A
week that began under the old law of communes (to 30/6/2026) keeps it to its Sunday, as any limit keeps the version of
the day it began; from 01/7/2026 the month counts. A day held from 01/7 to 05/7/2026 counts for both: no clause says
otherwise, so that this week is our interpretation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.statute.calendar import WorkingCalendar
from app.statute.deadlines import Deadline, due
from app.statute.instruments import Citation, cite_all
from app.statute.policies import DEFAULT, Policies
from app.statute.terms import Term
from app.statute.time_limits import NotInForce, limit_in_force
from app.statute.time_limits.shape import Certainty, TimeLimit, Unit

POSTED: Final = "LTCD 24.4"
POSTING: Final = "tcd.publish_schedule"
CONCLUSION: Final = "tcd.reception_conclusion"
HEADS: Final[dict[str, tuple[str, ...]]] = {
    "province": ("tcd.province_head_days",),
    "district": ("tcd.district_head_days",),
    "commune": ("tcd.commune_head_days_until_2026", "tcd.commune_head_days"),
    "agency": ("tcd.agency_head_days",),
    "public_unit": ("tcd.public_unit_head_days_until_2026", "tcd.public_unit_head_days"),
}
_IN_PERSON: Final = {"province": "LTCD 12.5", "commune": "LTCD 15.2"}
_ANY_HEAD: Final = "LTCD 18.2"
CUT_WEEK: Final = Term(
    "Tuần bắt đầu trước khi luật đổi giữ quy định cũ đến hết Chủ nhật; ngày tiếp từ khi luật đổi tính cho cả tháng đó.",
    "A week that began before the law changed keeps the old rule to its Sunday; its later days also count for the "
    "month.",
)


def in_person(level: str) -> str:
    """The provision that makes the head of an agency of this level receive in person: no deputy fills it."""
    return _IN_PERSON.get(level, _ANY_HEAD)


@dataclass(frozen=True, slots=True)
class HeadDays:
    """What the law demands of a head in the period ``first`` to ``last``: ``times`` days, in person."""

    rule: str
    rule_from: date
    term: str  # in Vietnamese
    english: str
    times: int
    weekly: bool
    first: date
    last: date
    citation: Citation
    certainty: Certainty
    note: Term | None = None

    def owed(self, held: Iterable[date]) -> int:
        """How many days are still missing when the head received on ``held``: two sessions of a day are one."""
        return max(self.times - len({day for day in held if self.first <= day <= self.last}), 0)


def head_days_on(level: str, day: date) -> HeadDays | None:
    """What the law demands of the head of a ``level`` in the period ``day`` lies in; None where it demands nothing.

    Levels are those of :data:`HEADS`; whatever else there is (sở, Party bodies) has a head like any agency.
    """
    for rule in HEADS.get(level, HEADS["agency"]):
        limit = _in_force(rule, day)
        if limit is not None:
            return _demanded(limit, day)
    return None


def head_days_between(level: str, first: date, last: date) -> tuple[HeadDays, ...]:
    """What the law demands in every period that has a day from ``first`` to ``last``, in order."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = {(one.rule, one.first): one for day in days if (one := head_days_on(level, day))}
    return tuple(found.values())


def posted_by(day: date, *, calendar: WorkingCalendar, policies: Policies = DEFAULT) -> Deadline:
    """The last day to post the schedule of a day of reception, with its reckoning (LTCD 24.4).

    Raises NotInForce before the Law on reception, CalendarYearUnknown.
    """
    return due(limit_in_force(POSTING, day), day, calendar=calendar, policies=policies)


def conclusion_wanted(day: date) -> bool:
    """Whether the law of a day wants what the head concludes put on paper and sent to whoever it concerns."""
    return _in_force(CONCLUSION, day) is not None


def _in_force(rule: str, day: date) -> TimeLimit | None:
    try:
        return limit_in_force(rule, day)
    except NotInForce:
        return None


def _demanded(limit: TimeLimit, day: date) -> HeadDays:
    weekly = limit.unit is Unit.CALENDAR_DAYS
    first = day - timedelta(days=day.weekday()) if weekly else day.replace(day=1)
    last = first + timedelta(days=6) if weekly else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    cut = limit.in_force_until is not None and limit.in_force_until < last
    return HeadDays(
        rule=limit.id, rule_from=limit.in_force_from, term=limit.term, english=limit.english, times=limit.length or 1,
        weekly=weekly, first=first, last=last, citation=cite_all(limit.provisions),
        certainty=Certainty.INTERPRETATION if cut else limit.certainty, note=CUT_WEEK if cut else None,
    )  # fmt: skip
