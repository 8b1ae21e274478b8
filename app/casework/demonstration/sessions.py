"""Days of reception of the demonstration: planned month by month, then held, by a deputy, empty or cancelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.demonstration.boards import SHORT, Boards, dress
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import DAY, Days
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.files import File
from app.casework.ledger import keeping_ground
from app.casework.permissions import Viewer
from app.casework.reception_days import Outcome, Plan, cancel_day, hold_day, plan_day
from app.casework.reception_schedule import day_row
from app.records.people import Account
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, Visit

BEFORE, AHEAD = 2, 2  # months planned behind and ahead of this one
PLANNED_ON = 20  # of the month before
A_MONTH = timedelta(days=31)
TUESDAY = 1
HEAD_OF_A_COMMUNE, OTHER_HEAD = (10, 25), (15,)  # days of the month; the next working one when they are off
MOVED_BY = timedelta(days=4)
CLOSED_AT = time(16, 0)
HOURS = {
    ReceptionKind.REGULAR: (time(7, 30), time(11, 0)),
    ReceptionKind.HEAD: (time(7, 30), time(16, 30)),
}
LEFT_OPEN = {
    "23872": ReceptionKind.REGULAR,
    "23575": ReceptionKind.HEAD,
}  # for the sign-in cards
DEPUTIES = ("Tống Duy Thuần", "Lý Thị Hồng Vân", "Lương Đình Khải")  # families no citizen of the demonstration is of
BY_A_DEPUTY = ("Đi họp với UBND tỉnh", "Đi công tác theo giấy mời của cấp trên", "Chủ trì họp giao ban đột xuất")
CANCELLED = ("Mưa lũ, đường vào trụ sở bị chia cắt", "Họp Hội đồng nhân dân, chuyển sang kỳ sau")


@dataclass(frozen=True, slots=True)
class HeadDays:
    """When the heads of agencies receive: on fixed days, moved a little to a day on which somebody comes.

    ``visited``: by desk, the days on which somebody comes.
    """

    days: Days
    visited: Mapping[str, Collection[date]]

    def of_month(self, desk: Desk, first: date) -> list[date]:
        """The days of a month on which the head of an agency receives."""
        wanted = HEAD_OF_A_COMMUNE if desk.is_commune else OTHER_HEAD
        usual = [self.days.on_or_after(first.replace(day=number)) for number in wanted]
        return [self._near(desk, first, on) for on in usual]

    def receives(self, desk: Desk, on: date) -> bool:
        """Whether the head of an agency receives on a day."""
        return on in self.of_month(desk, on.replace(day=1))

    def _near(self, desk: Desk, first: date, usual: date) -> date:
        near = [on for on in self.visited.get(desk.code, ()) if abs(on - usual) <= MOVED_BY and on >= first]
        return min((on for on in near if on < _next(first)), key=lambda on: (abs(on - usual), on), default=usual)


def when_heads_receive(days: Days, files: Iterable[File]) -> HeadDays:
    """The heads' days of everybody these files come to."""
    visited: dict[str, set[date]] = {}
    for file in files:
        if file.visit is not None:
            visited.setdefault(file.desk.code, set()).add(file.received_on)
    return HeadDays(days, visited)


@dataclass(slots=True)
class Sessions:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    heads: HeadDays
    now: datetime
    zone: tzinfo
    boards: Boards = field(init=False)
    planned: list[tuple[Desk, ReceptionDay]] = field(default_factory=list)
    visited: set[int | None] = field(default_factory=set)  # days on which somebody came

    def __post_init__(self) -> None:
        self.boards = Boards(self.session, self.heads.days, self.now)

    def plan(self, desks: list[Desk]) -> None:
        """Put the days of some months on the schedule of every desk."""
        with keeping_ground(self.session):
            for first in self._months():
                for desk in desks:
                    for on, kind in self._wanted(desk, first):
                        self.planned.append((desk, self._plan(desk, on, kind)))

    def record(self) -> None:
        """Write down what became of the days before today, but for the last ones of :data:`LEFT_OPEN`."""
        past = [(desk, day) for desk, day in self.planned if day.on < self.heads.days.today]
        last = {(desk.code, day.kind): day for desk, day in past if day.state is DayState.PLANNED}
        open_days = {id(last.get((code, kind))) for code, kind in LEFT_OPEN.items()}
        self.visited = set(self.session.scalars(select(Visit.reception_day_id)))
        for desk, day in past:
            if id(day) not in open_days:
                self._record(desk, day)
        self.boards.finish(self.planned)

    def dress(self) -> None:
        """Links are made by chance: let it be the chance of the seed."""
        for day in self.session.scalars(select(ReceptionDay).order_by(ReceptionDay.id)):
            day.ref = self.chance.ref()
        dress(self.session, self.chance)

    def _months(self) -> Iterator[date]:
        month = self.heads.days.today.replace(day=1)
        for _ in range(BEFORE):
            month = (month - DAY).replace(day=1)
        for _ in range(BEFORE + 1 + AHEAD):
            yield month
            month = _next(month)

    def _wanted(self, desk: Desk, first: date) -> Iterator[tuple[date, ReceptionKind]]:
        found = [(on, ReceptionKind.HEAD) for on in self.heads.of_month(desk, first)]
        month = [first + n * DAY for n in range((_next(first) - first).days)]
        for on in month:
            if on.weekday() == TUESDAY and self.heads.days.works(on) and (on, ReceptionKind.HEAD) not in found:
                found.append((on, ReceptionKind.REGULAR))
        # Of the first month there was no schedule: it would have been planned before there was a register.
        yield from sorted(one for one in found if one[0] >= _next(self.heads.days.first))

    def _plan(self, desk: Desk, on: date, kind: ReceptionKind) -> ReceptionDay:
        before = (on.replace(day=1) - DAY).replace(day=PLANNED_ON)
        at = min(datetime.combine(max(before, self.heads.days.first), CLOSED_AT, self.zone), self.now)
        starts_at, ends_at = HOURS[kind]
        who = self._head(desk) if kind is ReceptionKind.HEAD else self._officer(desk)
        plan = Plan(on, kind, starts_at, ends_at, f"Phòng tiếp công dân, {desk.name}", who)
        by = desk.officers[0]
        day = plan_day(self.session, plan, agency_id=desk.agency_id, by=by, at=at, today=at.date())
        self.boards.post(desk, day, at)
        return day

    def _record(self, desk: Desk, day: ReceptionDay) -> None:
        by, at = desk.head or desk.officers[0], datetime.combine(day.on, CLOSED_AT, self.zone)
        # Whoever denounced the head came unseen by them.
        seen = day.id in self.visited and day_row(self.session, by, day, today=day.on).visits
        empty, head = not seen, day.kind is ReceptionKind.HEAD
        if empty and self.chance.happens(8):
            cancel_day(
                self.session, day, self.chance.one(CANCELLED), expected_version=day.version, by=by, at=at, today=day.on
            )
        elif empty or head:
            outcome = self._outcome(desk, day, empty=empty, deputy=head and self._by_a_deputy(desk, day))
            # Judged as of now: what came of the visits of the day is written down already.
            hold_day(
                self.session, day, outcome, expected_version=day.version, by=by, at=at, today=self.heads.days.today
            )

    def _by_a_deputy(self, desk: Desk, day: ReceptionDay) -> bool:
        last_month = (self.heads.days.today.replace(day=1) - DAY).replace(day=1)
        return self.chance.happens(20) or (desk.code == SHORT and day.on.replace(day=1) == last_month)

    def _outcome(self, desk: Desk, day: ReceptionDay, *, empty: bool, deputy: bool) -> Outcome:
        minute = f"Biên bản số {self.chance.number(3, 90)}/BB-TCD ngày {day.on:%d/%m/%Y}" if empty else ""
        if not deputy:
            return Outcome(day.chair, day.chaired_by, document=minute)
        title = f"{self.chance.one(DEPUTIES)}, Phó {desk.head_title}"
        return Outcome(Chair.DEPUTY, title, reason=self.chance.one(BY_A_DEPUTY), document=minute)

    def _head(self, desk: Desk) -> str:
        return ", ".join(filter(None, (self._name(desk.head), desk.head_title)))

    def _officer(self, desk: Desk) -> str:
        return f"{self._name(self.chance.one(desk.officers))}, cán bộ tiếp công dân"

    def _name(self, viewer: Viewer | None) -> str:
        return self.session.get_one(Account, viewer.account_id).full_name if viewer else ""


def _next(first: date) -> date:
    return (first + A_MONTH).replace(day=1)
