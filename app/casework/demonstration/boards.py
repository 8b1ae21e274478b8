"""What hangs on the boards of the demonstration: schedules posted in time, one that is not, a day moved, rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import head_duties
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.following import Hand
from app.casework.permissions import SYSTEM
from app.casework.postings import Posting, post_days
from app.casework.reception_days import Plan, change_day
from app.casework.schedule_rules import RuleDraft, make_rule
from app.casework.sessions import PREFIX
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.reception import DayState, OffDay, ReceptionDay, ReceptionKind, ReceptionRule, RuleEvery

UNPOSTED = "23872"  # its next day has not been posted: for the officer of the sign-in cards
SHORT = "23575"  # whose head sent a deputy every time of last month
POSTED_AHEAD = timedelta(days=12)
MOVED_BY = 2  # working days
TUESDAY = 1
WHERE = "Bảng tin trụ sở; trang thông tin điện tử"
MOVED = "Thủ trưởng dự họp Hội đồng nhân dân tỉnh"


@dataclass(slots=True)
class Boards:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    days: Days
    now: datetime

    def post(self, desk: Desk, day: ReceptionDay, at: datetime) -> None:
        """Post a day when it was planned, unless it is far ahead, or the one left unposted."""
        ahead = day.on - self.days.today
        if ahead <= POSTED_AHEAD and not (desk.code == UNPOSTED and ahead > timedelta()):
            self._post(desk, day, at)

    def _post(self, desk: Desk, day: ReceptionDay, at: datetime) -> None:
        posting = Posting(at.date(), WHERE, "Văn phòng")
        post_days(self.session, [day], posting, by=desk.officers[0], at=at, today=at.date())

    def finish(self, planned: Iterable[tuple[Desk, ReceptionDay]]) -> None:
        """Move a day, keep some rules, and count what the heads of these desks held in the months so far."""
        days = list(planned)
        self._move(days)
        self._open_periods(days)
        self._keep_rules({desk.code: desk for desk, _day in days})

    def _move(self, days: list[tuple[Desk, ReceptionDay]]) -> None:
        found = (
            (desk, day)
            for desk, day in days
            if desk.is_commune and desk.code not in (UNPOSTED, SHORT) and day.kind is ReceptionKind.HEAD
            and day.on > self.days.today and day.state is DayState.PLANNED and day.posted_on is not None
        )  # fmt: skip
        desk, day = next(found, (None, None))
        if desk is None or day is None or day.starts_at is None or day.ends_at is None:
            return
        plan = Plan(
            self.days.after(day.on, MOVED_BY), day.kind, day.starts_at, day.ends_at, day.place, day.chaired_by
        )  # fmt: skip
        by = desk.head or desk.officers[0]
        change_day(
            self.session, day, plan, expected_version=day.version, by=by, at=self.now, today=self.days.today,
            reason=MOVED,
        )  # fmt: skip
        self._post(desk, day, self.now)

    def _open_periods(self, days: list[tuple[Desk, ReceptionDay]]) -> None:
        hand = Hand(SYSTEM, self.now, self.days.today)
        for agency_id in dict.fromkeys(desk.agency_id for desk, _day in days):
            own = [day.on for desk, day in days if desk.agency_id == agency_id and day.kind is ReceptionKind.HEAD]
            if own:
                agency = self.session.get_one(Agency, agency_id)
                head_duties.open_between(self.session, agency, min(own).replace(day=1), hand)

    def _keep_rules(self, desks: dict[str, Desk]) -> None:
        """Two days a month of the head of a commune and every Tuesday of its officers; the fifteenth of another."""
        for code in (UNPOSTED, SHORT):
            for number in (10, 25):
                self._rule(desks.get(code), ReceptionKind.HEAD, RuleEvery.MONTH_DAY, number=number)
            self._rule(desks.get(code), ReceptionKind.REGULAR, RuleEvery.WEEK, weekday=TUESDAY)
        other = next((desk for desk in desks.values() if not desk.is_commune), None)
        self._rule(other, ReceptionKind.HEAD, RuleEvery.MONTH_DAY, number=15)

    def _rule(
        self, desk: Desk | None, kind: ReceptionKind, every: RuleEvery, *, number: int = 1, weekday: int = 0
    ) -> None:  # fmt: skip
        if desk is None:
            return
        draft = RuleDraft(
            kind, every, OffDay.NEXT, number, weekday, time(7, 30), time(11), from_on=self.days.today,
            place=f"Phòng tiếp công dân, {desk.name}",
        )  # fmt: skip
        make_rule(
            self.session, draft, agency_id=desk.agency_id, by=desk.officers[0], at=self.now, today=self.days.today
        )


def dress(session: Session, chance: Chance) -> None:
    """Links and random codes are made by chance: let it be the chance of the seed."""
    for matter in session.scalars(
        select(Matter).where(Matter.kind == MatterKind.AGENCY_DUTY).order_by(Matter.id)
    ):  # fmt: skip
        matter.ref = chance.ref()
        if matter.code.startswith(f"{PREFIX}-"):
            matter.code = chance.code(PREFIX)
    for rule in session.scalars(select(ReceptionRule).order_by(ReceptionRule.id)):
        rule.ref = chance.ref()
