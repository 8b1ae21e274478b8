"""What heads concluded after their days in the demonstration, with tasks; and an online day that is half prepared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import online
from app.casework.conclusion_tasks import days_wanting
from app.casework.conclusions import NewConclusion, NewTask, held_by_head, issue_conclusion, record_task
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.following import Hand
from app.casework.online import Decision, Point, preparation_of
from app.records.conclusions import Conclusion, ConclusionTask
from app.records.matters import Matter
from app.records.people import Account
from app.records.reception import DayState, ReceptionDay, ReceptionKind, Visit
from app.statute.grounds import ONLINE_CONDITIONS, ONLINE_GROUNDS

TYPED_AT = time(15, 0)
A_DAY, TWO_WEEKS = timedelta(days=1), timedelta(days=14)
SHORTEST, LONGEST = 7, 21  # days a task is given
DONE = 60  # percent of the tasks whose term is over
LEFT_OPEN = 2  # the latest days wait for their conclusion
FAR_ENOUGH = timedelta(days=9)  # an online day is prepared in a week
CONTENTS = (
    "Giao cơ quan chuyên môn kiểm tra thực địa, báo cáo rõ nguồn gốc đất và trả lời công dân bằng văn bản.",
    "Yêu cầu rà soát hồ sơ bồi thường, đối thoại với hộ dân trước khi trả lời.",
    "Thống nhất đo đạc lại ranh giới thửa đất, các hộ giữ nguyên hiện trạng cho đến khi có kết quả.",
)
TASKS = (
    "Kiểm tra thực địa, lập biên bản và trả lời công dân",
    "Rà soát hồ sơ bồi thường, báo cáo kết quả và trả lời công dân",
    "Đo đạc lại ranh giới thửa đất, gửi kết quả cho công dân",
    "Làm việc với các hộ liên quan, trả lời công dân bằng văn bản",
)
OUTSIDE = "Công ty Điện lực Gia Lai"
GROUND = "20.2"  # people of remote places who wish it


@dataclass(slots=True)
class Conclusions:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    now: datetime
    zone: tzinfo
    number: int = 0

    def write(self) -> None:
        """Conclude the days heads held, but for the latest ones; then prepare a day to come online."""
        held = [day for day in self._held() if self._desk(day).head is not None]
        left = {day.id for day in held[-LEFT_OPEN:]} | set(self._left_on_a_card())
        for place, day in enumerate([day for day in held if day.id not in left] or held[:1]):
            self._conclude(day, first=place == 0)
        self._prepare()
        self._dress()

    def _desk(self, day: ReceptionDay) -> Desk:
        return next(desk for desk in self.desks.values() if desk.agency_id == day.agency_id)

    def _left_on_a_card(self) -> Iterator[int]:
        """The latest day of each head of a sign-in card that wants a conclusion: one is still to be written."""
        for desk in self.desks.values():
            if desk.reserved and desk.head is not None:
                wanting = days_wanting(self.session, desk.head, [desk.agency_id], last=self.days.today)
                refs = [one.ref for one in wanting[-1:]]
                yield from self.session.scalars(select(ReceptionDay.id).where(ReceptionDay.ref.in_(refs)))

    def _held(self) -> list[ReceptionDay]:
        """The days a head held and somebody came to, the oldest first."""
        visited = select(Visit.reception_day_id).where(Visit.reception_day_id.is_not(None))
        wanted = select(ReceptionDay).where(ReceptionDay.kind == ReceptionKind.HEAD, ReceptionDay.id.in_(visited))
        found = self.session.scalars(wanted.order_by(ReceptionDay.on, ReceptionDay.id))
        return [day for day in found if held_by_head(day) and self._typed(day.on + A_DAY) is not None]

    def _typed(self, on: date) -> datetime | None:
        at = datetime.combine(self.days.on_or_after(on), TYPED_AT, self.zone)
        return at if at <= self.now else None

    def _conclude(self, day: ReceptionDay, *, first: bool) -> None:
        desk, at = self._desk(day), self._typed(day.on + A_DAY)
        if desk.head is None or at is None:
            return
        self.number += self.chance.number(1, 6)
        new = NewConclusion(
            document_no=f"{self.number}/TB-{desk.place.sign}", issued_on=at.date(),
            signed_by=", ".join((self._name(desk.head.account_id), desk.head_title)),
            content=self.chance.one(CONTENTS), tasks=self._tasks(day, at.date(), desk, first=first),
        )  # fmt: skip
        made = issue_conclusion(
            self.session, day, new, expected_version=day.version, by=desk.head, at=at, today=at.date()
        )  # fmt: skip
        self._follow(made, desk, left_alone=first)

    def _tasks(self, day: ReceptionDay, on: date, desk: Desk, *, first: bool) -> list[NewTask]:
        """One or two; the first of all goes to somebody with a sign-in card."""
        others = [one for one in self.desks.values() if one.agency_id != desk.agency_id and one.resolves]
        own = Matter.sealed.is_(False)
        visits = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id).where(own)
        visit_id = self.session.scalar(
            visits.where(Visit.reception_day_id == day.id).order_by(Visit.matter_id).limit(1)
        )
        on_cards = [one for one in others if one.reserved] if first else []
        bodies = [self.chance.one(on_cards or others), desk]
        tasks = [
            NewTask(
                what=self.chance.one(TASKS), term_on=self.days.on_or_after(on + self._given()),
                agency_id=body.agency_id, visit_id=visit_id, contact_post="Chuyên viên",
                contact_name=self._name(body.handlers[0].account_id),
                contact_phone=f"0269 3{self.chance.number(100, 999)} {self.chance.number(100, 999)}",
            )
            for body in bodies[: 2 if first else self.chance.number(1, 2)]
        ]  # fmt: skip
        if self.chance.happens(20):
            tasks.append(NewTask("Trả lời về việc cấp điện", self.days.on_or_after(on + TWO_WEEKS), body=OUTSIDE))
        return tasks

    def _given(self) -> timedelta:
        return timedelta(days=self.chance.number(SHORTEST, LONGEST))

    def _follow(self, made: Conclusion, desk: Desk, *, left_alone: bool) -> None:
        """Urge what is late, and send what is done. The tasks of the first conclusion of all stay undone."""
        tasks = select(ConclusionTask.matter_id).where(ConclusionTask.conclusion_id == made.id)
        for place, matter_id in enumerate(self.session.scalars(tasks.order_by(ConclusionTask.position)).all()):
            matter = self.session.get_one(Matter, matter_id)
            if left_alone:
                if place == 0:
                    self._urge(matter, desk, made.issued_on + TWO_WEEKS * 2)
            elif self.chance.happens(DONE):
                self._send(matter, made.issued_on + self._given())

    def _urge(self, matter: Matter, desk: Desk, on: date) -> None:
        at = self._typed(on)
        if at is not None:
            record_task(
                self.session, matter, "task_urged", at.date(), by=desk.officers[0], at=at, today=at.date(),
                document_no=f"{self.chance.number(20, 300)}/CV-{desk.place.sign}",
            )  # fmt: skip

    def _send(self, matter: Matter, on: date) -> None:
        at, body = self._typed(on), next(one for one in self.desks.values() if one.agency_id == matter.agency_id)
        if at is not None:
            record_task(
                self.session, matter, "result_sent", at.date(), by=(body.officers or body.handlers)[0], at=at,
                today=at.date(), document_no=f"{self.chance.number(20, 300)}/CV-{body.place.sign}",
            )  # fmt: skip

    def _prepare(self) -> None:
        """The first day of a head far enough ahead is put online, published, and its citizen is told."""
        if not ONLINE_GROUNDS[GROUND].holds_on(self.days.today):
            return
        ahead = (ReceptionDay.kind == ReceptionKind.HEAD, ReceptionDay.state == DayState.PLANNED)
        wanted = select(ReceptionDay).where(*ahead, ReceptionDay.on >= self.days.today + FAR_ENOUGH)
        planned = self.session.scalars(wanted.order_by(ReceptionDay.on, ReceptionDay.id)).all()
        for day in sorted(planned, key=lambda one: not self._desk(one).reserved):  # of a sign-in card, if there is one
            desk, it = self._desk(day), preparation_of(self.session, day)
            if desk.head is not None and desk.is_commune and it is not None:
                self._half_prepared(day, desk)
                return

    def _half_prepared(self, day: ReceptionDay, desk: Desk) -> None:
        on, head = self.now.date(), desk.head
        if head is None:
            return
        hand, clerk = Hand(head, self.now, on), Hand(desk.officers[0], self.now, on)
        it = preparation_of(self.session, day)
        if it is None:
            return
        decision = Decision(f"{self.chance.number(20, 90)}/QĐ-{desk.place.sign}", on, GROUND, tuple(ONLINE_CONDITIONS))
        online.decide(self.session, it, decision, hand)
        other = next(one for one in self.desks.values() if one.agency_id != desk.agency_id and one.resolves)
        points = [
            Point(desk.name, day.place, f"{desk.head_title}; Văn phòng"),
            Point(other.name, "Phòng họp", "Lãnh đạo cơ quan"),
        ]  # fmt: skip
        it = preparation_of(self.session, day) or it
        online.set_points(self.session, it, points, it.version, clerk)
        it = preparation_of(self.session, day) or it
        online.publish(
            self.session, it, on, where="Trang thông tin điện tử", posted_by="", version=it.version, hand=clerk
        )  # fmt: skip
        it = preparation_of(self.session, day) or it
        online.tell(self.session, it, citizen=on, bodies=None, prepared=None, version=it.version, hand=clerk)

    def _name(self, account_id: int) -> str:
        return self.session.get_one(Account, account_id).full_name

    def _dress(self) -> None:
        """Links and random codes are made by chance: let it be the chance of the seed."""
        for one in self.session.scalars(select(Conclusion).order_by(Conclusion.id)):
            one.ref = self.chance.ref()
        tasks = select(Matter).join(ConclusionTask, ConclusionTask.matter_id == Matter.id).order_by(Matter.id)
        for matter in self.session.scalars(tasks):
            matter.ref, matter.code = self.chance.ref(), self.chance.code("NV")
