"""How long the citizen has to complain again or to sue, in words. It runs for the citizen and makes nobody late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.casework.ledger import Filed, Ground
from app.statute.assessment import Assessment
from app.statute.citizen_limits import CitizenLimit, CountedFrom, Right, citizen_limits
from app.statute.instruments import cite_all
from app.statute.terms import Procedure
from app.web.rules import entry_url, rule_key, sure_short
from app.web.views import Why
from app.web.whys import why_of_right
from app.web.wording import day, spoken


@dataclass(frozen=True, slots=True)
class RightLine:
    """One right: until when, by which article, how sure; ``over``: the last day is past."""

    words: str
    until: str
    over: bool
    cite: str
    url: str
    sure: str
    why: Why | None


@dataclass(frozen=True, slots=True)
class Rights:
    """What the citizen may still do. ``sentence`` names the days; ``caution`` what they rest on."""

    sentence: str
    caution: str
    lines: tuple[RightLine, ...]


def rights_of(matter: Filed, found: Assessment, *, today: date, ground: Ground) -> Rights | None:
    """The limits that run for the citizen of a matter; None where none does."""
    limits = citizen_limits(
        Procedure(matter.procedure or Procedure.TRIAGE), matter.facts, found.history, found.duties, today=today,
        calendar=ground.calendar, policies=ground.policies,
    )  # fmt: skip
    if not limits:
        return None
    lines = tuple(_line(one, today, ground) for one in limits)
    return Rights(_sentence(limits, today), _caution(limits[0].counted_from, limits[0].started_on), lines)


def _line(one: CitizenLimit, today: date, ground: Ground) -> RightLine:
    last = one.deadline.due_on if one.deadline else None
    words = _named(one.right)
    return RightLine(
        words=words,
        until=day(last),
        over=last is not None and last < today,
        cite=spoken(cite_all(one.limit.provisions)),
        url=entry_url(one.limit.id),
        sure=sure_short(one.limit.certainty, rule_key(one.limit.id, one.limit.in_force_from)),
        why=why_of_right(one, words, today=today, calendar=ground.calendar),
    )


def _named(right: Right) -> str:
    return _("Khiếu nại lần hai") if right is Right.COMPLAIN_AGAIN else _("Khởi kiện tại Tòa án")


def _sentence(limits: tuple[CitizenLimit, ...], today: date) -> str:
    last = {one.right: one.deadline.due_on for one in limits if one.deadline and one.deadline.due_on}
    days = {right: on for right, on in last.items() if on >= today}
    if last and not days:
        return _("Thời hạn để người khiếu nại đi tiếp đã hết.")
    again, sue = days.get(Right.COMPLAIN_AGAIN), days.get(Right.SUE)
    if again and sue:
        return _(
            "Người khiếu nại có thể khiếu nại lần hai đến %(again)s, khởi kiện đến %(sue)s.",
            again=day(again), sue=day(sue),
        )  # fmt: skip
    if again:
        return _("Người khiếu nại có thể khiếu nại lần hai đến %(again)s.", again=day(again))
    if sue:
        return _("Người khiếu nại có thể khởi kiện đến %(sue)s.", sue=day(sue))
    return _("Thời hạn khiếu nại lần hai, khởi kiện bắt đầu khi người khiếu nại nhận được quyết định.")


def _caution(counted_from: CountedFrom, on: date | None) -> str:
    if counted_from is CountedFrom.SENDING:
        return _("Tính từ ngày gửi quyết định %(day)s; nhận sau ngày đó thì hạn lùi theo ngày nhận.", day=day(on))
    if counted_from is CountedFrom.TIME_OUT:
        return _("Tính từ ngày hết thời hạn giải quyết %(day)s mà chưa có quyết định.", day=day(on))
    return _("Sổ chưa ghi việc gửi quyết định.")
