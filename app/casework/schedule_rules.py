"""Rules of an agency's schedule: the days of a year ahead made of them, extended month by month, changed ahead only.

A day is made of what a rule names once: moved, cancelled or taken by another, it is not made again. Changing or ending
a rule takes its days still to come that nobody has posted, moved or cancelled, and makes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.casework import audit, head_duties, sessions
from app.casework.calendars import working_calendar
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.following import Hand
from app.casework.permissions import SYSTEM, Deed, Viewer
from app.casework.reception_days import CHAIRS_PLANNED, FURTHEST_AHEAD
from app.casework.rule_days import A_DAY, LAST, Pattern, RuleDay, days_of
from app.records.agencies import Agency
from app.records.reception import (
    DayState,
    OffDay,
    ReceptionDay,
    ReceptionKind,
    ReceptionMove,
    ReceptionRule,
    RuleEvery,
)

MOST_IN_A_MONTH = 31
WEEKS = 4


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as typed; ``number`` and ``weekday`` as :class:`app.casework.rule_days.Pattern` has them."""

    kind: ReceptionKind
    every: RuleEvery
    off: OffDay
    number: int
    weekday: int
    starts_at: time
    ends_at: time
    from_on: date
    until_on: date | None = None
    place: str = ""
    chaired_by: str = ""

    @property
    def pattern(self) -> Pattern:
        return Pattern(self.every, self.off, self.number, self.weekday)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A day a rule names, and whether the schedule has one of that kind then already."""

    day: RuleDay
    taken: bool


def rules_of(session: Session, agency_id: int) -> list[ReceptionRule]:
    """The rules of an agency, the newest first."""
    wanted = select(ReceptionRule).where(ReceptionRule.agency_id == agency_id).order_by(ReceptionRule.id.desc())
    return list(session.scalars(wanted))


def foresee(
    session: Session, draft: RuleDraft, *, agency_id: int, today: date, rule: ReceptionRule | None = None
) -> list[Foreseen]:
    """The days a rule would make in the year ahead; nothing is written. ``rule``: the one it would change.

    Raises Refused naming the field.
    """
    _check(session, draft, agency_id)
    going = {day.id for day in _untouched(session, rule, today)} if rule is not None else set[int]()
    kept = _kept(session, rule)
    taken = _taken(session, agency_id, draft.kind, going)
    found = _named(session, draft, agency_id, max(draft.from_on, today + A_DAY), today)
    return [Foreseen(one, one.on in taken) for one in found if one.named not in kept]


def make_rule(
    session: Session, draft: RuleDraft, *, agency_id: int, by: Viewer, at: datetime, today: date
) -> tuple[ReceptionRule, int]:
    """Keep a rule and make its days of the year ahead: the rule, and how many.

    Raises NotAllowed, and Refused naming the field.
    """
    _allowed(by, agency_id)
    _check(session, draft, agency_id)
    rule = ReceptionRule(agency_id=agency_id, made_until=today, created_at=at, created_by_id=by.account_id or None)
    _fill(rule, draft)
    session.add(rule)
    session.flush()
    made = _extend(session, rule, Hand(by, at, today))
    _noted(session, rule, "reception_rule_made", by=by, at=at, made=made)
    return rule, made


def change_rule(
    session: Session, rule: ReceptionRule, draft: RuleDraft, *, expected_version: int, by: Viewer, at: datetime,
    today: date,
) -> int:  # fmt: skip
    """Change a rule: its days still to come that nobody touched are made anew. How many there are then.

    Raises NotAllowed, ChangedMeanwhile, and Refused naming the field.
    """
    _allowed(by, rule.agency_id)
    session.refresh(rule, with_for_update=True)
    if rule.version != expected_version:
        raise ChangedMeanwhile("Có người vừa thay đổi quy tắc này. Tải lại trang để xem.")
    _check(session, draft, rule.agency_id)
    hand = Hand(by, at, today)
    _take_back(session, _untouched(session, rule, today), hand)
    _fill(rule, draft)
    rule.made_until = today
    made = _extend(session, rule, hand)
    _noted(session, rule, "reception_rule_changed", by=by, at=at, made=made)
    return made


def extend_rules(session: Session, hand: Hand) -> int:
    """Make the days that have come within the year ahead of every rule that runs. How many. Safe to run again."""
    runs = or_(ReceptionRule.until_on.is_(None), ReceptionRule.until_on > hand.today)
    behind = ReceptionRule.made_until < hand.today + FURTHEST_AHEAD
    rules = session.scalars(select(ReceptionRule).where(runs, behind).order_by(ReceptionRule.id)).all()
    return sum(_extend(session, rule, hand) for rule in rules)


def draft_of(rule: ReceptionRule) -> RuleDraft:
    """A rule as it was typed."""
    return RuleDraft(**{name: getattr(rule, name) for name in RuleDraft.__dataclass_fields__})


# --- making and taking back ---------------------------------------------------------------------------------------


def _extend(session: Session, rule: ReceptionRule, hand: Hand) -> int:
    """Make the days a rule names from where it stopped to a year ahead, where the schedule is free."""
    session.execute(select(Agency.id).where(Agency.id == rule.agency_id).with_for_update())
    taken, kept, made = _taken(session, rule.agency_id, rule.kind, ()), _kept(session, rule), 0
    first = max(rule.made_until + A_DAY, rule.from_on, hand.today + A_DAY)
    for one in _named(session, draft_of(rule), rule.agency_id, first, hand.today):
        rule.made_until = one.named
        if one.on is not None and one.on not in taken and one.named not in kept:
            taken.add(one.on)
            _make(session, rule, one.named, one.on, hand)
            made += 1
    session.flush()
    return made


def _make(session: Session, rule: ReceptionRule, named: date, on: date, hand: Hand) -> None:
    day = ReceptionDay(
        agency_id=rule.agency_id, on=on, kind=rule.kind, state=DayState.PLANNED, chair=CHAIRS_PLANNED[rule.kind],
        chaired_by=rule.chaired_by, starts_at=rule.starts_at, ends_at=rule.ends_at, place=rule.place,
        rule_id=rule.id, rule_on=named, created_at=hand.at, created_by_id=hand.by.account_id or None,
    )  # fmt: skip
    sessions.begin(session, day, hand)
    session.add(day)
    session.flush()
    head_duties.open_running(session, session.get_one(Agency, rule.agency_id), day, hand)


def _take_back(session: Session, days: Iterable[ReceptionDay], hand: Hand) -> None:
    for day in days:
        sessions.call_off(session, day, hand)
        session.delete(day)
    session.flush()


def _untouched(session: Session, rule: ReceptionRule, today: date) -> list[ReceptionDay]:
    """The days of a rule still to come as they were made: nobody has posted, moved or cancelled them."""
    moved = exists().where(ReceptionMove.day_id == ReceptionDay.id)
    wanted = select(ReceptionDay).where(
        ReceptionDay.rule_id == rule.id, ReceptionDay.on > today, ReceptionDay.state == DayState.PLANNED,
        ReceptionDay.posted_on.is_(None), ~moved,
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(ReceptionDay.on)))


def _kept(session: Session, rule: ReceptionRule | None) -> set[date]:
    """What a rule named that has its day on the schedule, or had it there before somebody moved or cancelled it."""
    if rule is None:
        return set()
    wanted = select(ReceptionDay.rule_on).where(ReceptionDay.rule_id == rule.id, ReceptionDay.rule_on.is_not(None))
    return {named for named in session.scalars(wanted) if named is not None}


def _taken(session: Session, agency_id: int, kind: ReceptionKind, without: Iterable[int]) -> set[date]:
    wanted = select(ReceptionDay.id, ReceptionDay.on).where(
        ReceptionDay.agency_id == agency_id, ReceptionDay.kind == kind
    )
    left_out = frozenset(without)
    return {on for id_, on in session.execute(wanted) if id_ not in left_out}


def _named(session: Session, draft: RuleDraft, agency_id: int, first: date, today: date) -> Iterator[RuleDay]:
    agency = session.get_one(Agency, agency_id)
    ends = [today + FURTHEST_AHEAD, draft.until_on, agency.until_on]
    last = min(one for one in ends if one is not None)
    for one in days_of(draft.pattern, first, last, working_calendar(session)):
        if one.on is None or today < one.on <= last:
            yield one


def _fill(rule: ReceptionRule, draft: RuleDraft) -> None:
    for name in RuleDraft.__dataclass_fields__:
        setattr(rule, name, getattr(draft, name))


def _allowed(by: Viewer, agency_id: int) -> None:
    if by != SYSTEM and not by.may(Deed.PLAN_RECEPTION, agency_id):
        raise NotAllowed("Không có quyền lập lịch tiếp công dân ở đơn vị này.")


def _check(session: Session, draft: RuleDraft, agency_id: int) -> None:
    agency = session.get_one(Agency, agency_id)
    if draft.from_on < agency.from_on:
        raise Refused("Nhập ngày tiếp công dân từ %(day)s, ngày đơn vị hoạt động.", field="from_on", day=agency.from_on)
    if draft.until_on is not None and draft.until_on < draft.from_on:
        raise Refused("Nhập ngày cuối không sớm hơn ngày đầu.", field="until_on")
    if draft.ends_at <= draft.starts_at:
        raise Refused("Nhập giờ kết thúc sau giờ bắt đầu.", field="ends_at")
    if draft.every is RuleEvery.MONTH_DAY and not 1 <= draft.number <= MOST_IN_A_MONTH:
        raise Refused("Nhập ngày trong tháng từ 1 đến 31.", field="month_day")
    if draft.every is RuleEvery.MONTH_WEEKDAY and not LAST <= draft.number <= WEEKS:
        raise Refused("Chọn tuần thứ mấy trong tháng.", field="week")


def _noted(session: Session, rule: ReceptionRule, action: str, *, by: Viewer, at: datetime, made: int) -> None:
    audit.note(session, by=by.account_id or None, at=at, action=action, subject=rule.ref, made=made)
    session.flush()
