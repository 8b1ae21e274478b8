"""How each step of an online day stands: its date and why, what was written down, whether it can be done now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import ledger
from app.casework.online import Preparation
from app.casework.permissions import Deed
from app.extensions import db
from app.records.online import OnlineDay
from app.records.reception import DayState
from app.statute.assessment import DutyState
from app.statute.deadlines import Deadline, due
from app.statute.instruments import cite_all
from app.statute.time_limits import limit_in_force
from app.web.access import current_viewer
from app.web.clock import ZONE, now
from app.web.clock import today as web_today
from app.web.online.steps import CONNECTING, DECIDING, IDENTIFYING, POINTS, RECORDING, STEPS, TELLING, TRYING, Step
from app.web.rules import cited
from app.web.views import DueWords, Mark, Why
from app.web.whys import why_of, why_of_date
from app.web.wording import clock_time, day, due_words, hours, number, spoken

CONNECT = "tcd.online_connect"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the day. ``url``: where it is done, when it can be done now; ``waits``: why it cannot."""

    number: str
    title: str
    badge: DueWords
    said: tuple[str, ...]
    cite: str
    why: Why | None
    url: str
    verb: str
    primary: bool
    waits: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What every line of one page is told by."""

    it: Preparation
    duties: dict[str, DutyState]
    ground: ledger.Ground
    keeps: bool
    heads: bool

    @classmethod
    def of(cls, it: Preparation) -> Reading:
        viewer, session = current_viewer(), db.session()
        found = ledger.assessment_of(session, it.matter, today=web_today())
        standing = {state.duty: state for state in found.duties if state.status.value != "ended"}
        return cls(
            it, {state.duty: state for state in found.duties} | standing, ledger.ground_of(session),
            keeps=viewer.may(Deed.PLAN_RECEPTION, it.day.agency_id), heads=viewer.may(Deed.ASSIGN, it.day.agency_id),
        )  # fmt: skip

    def line(self, place: int, step: Step) -> StepLine:
        state, clock = self.duties.get(step.duty), self.connecting() if step is CONNECTING else None
        waits = self.waits(step)
        mine = self.heads if step is DECIDING else self.keeps
        return StepLine(
            number=number(place),
            title=str(step.title),
            badge=self.badge(step, state, clock),
            said=tuple(self.said(step)),
            cite=self.cite(step, state, clock),
            why=self.why(state, clock),
            url=url_for("online.step", ref=self.it.day.ref, act=step.code) if mine and not waits else "",
            verb=str(step.verb),
            primary=step is self.next,
            waits=waits if mine and not self.done(step) else "",
        )

    @property
    def next(self) -> Step | None:
        """The step to do now: the first that is not done and can be."""
        return next((step for step in STEPS if not self.done(step) and not self.waits(step)), None)

    def waits(self, step: Step) -> str:
        """Why a step cannot be done now; nothing when it can."""
        if self.it.day.state is DayState.CANCELLED:
            return _("Buổi tiếp đã hủy.")
        if step is DECIDING:
            return "" if self.it.online is None and self.it.matter.stage in step.stages else _("Đã quyết định.")
        if step.on_the_day and web_today() < self.it.day.on:
            return _("Làm trong ngày tiếp, %(day)s.", day=day(self.it.day.on))
        if self.it.matter.stage in step.stages:
            return ""
        if step is RECORDING and self.it.online is not None and self.it.online.connected_at is not None:
            return _("Ghi lượt tiếp, hoặc kết quả của buổi này, rồi ghi nơi lưu bản ghi.")
        return _("Làm theo thứ tự các bước.")

    def done(self, step: Step) -> bool:
        """Whether a step is done: by its duty, or by what the record says."""
        online = self.it.online
        if online is None:
            return False
        said = {
            DECIDING.code: True,
            POINTS.code: bool(self.it.points),
            CONNECTING.code: online.connected_at is not None,
            IDENTIFYING.code: online.identified_at is not None,
        }
        state = self.duties.get(step.duty)
        return said.get(step.code, bool(state and state.satisfied_on) or (not state and bool(online.recording)))

    def connecting(self) -> Deadline:
        """By which hour every point must be connected."""
        begins = datetime.combine(self.it.day.on, self.it.day.starts_at or time(), ZONE)
        return due(limit_in_force(CONNECT, self.it.day.on), begins, calendar=self.ground.calendar)

    def badge(self, step: Step, state: DutyState | None, clock: Deadline | None) -> DueWords:
        if clock is not None and self.it.online is not None:
            return self.connected(clock, self.it.online.connected_at)
        if state is not None:
            return due_words(
                state.status.value, due_on=state.due_on, left=state.working_days_left, late=state.days_late,
                done_on=state.satisfied_on,
            )  # fmt: skip
        return DueWords(Mark.MET, _("đã xong")) if self.done(step) else DueWords(Mark.OPEN, _("chưa làm"))

    def connected(self, clock: Deadline, at: time | None) -> DueWords:
        last = clock.due_at
        if last is None:
            return DueWords(Mark.OPEN, _("chưa làm"))
        words = _("trước %(time)s ngày %(day)s", time=clock_time(last), day=day(last.date()))
        if at is None:
            over = now() > last
            return DueWords(Mark.OVER if over else Mark.OPEN, _("quá giờ") if over else _("chưa làm"), words)
        done = datetime.combine(self.it.day.on, at, ZONE)
        if done <= last:
            return DueWords(Mark.MET, _("đã xong, đúng giờ"), words)
        late = int((done - last).total_seconds() // 60)
        said = ngettext("đã xong, trễ %(n)s phút", "đã xong, trễ %(n)s phút", late, n=number(late))
        return DueWords(Mark.LATE, said, words)

    def cite(self, step: Step, state: DutyState | None, clock: Deadline | None) -> str:
        if state is not None:
            return cited(state.rule, state.rule_from, state.certainty)
        if clock is not None:
            return cited(clock.limit.id, clock.limit.in_force_from, clock.limit.certainty)
        return spoken(cite_all([step.provision]))

    def why(self, state: DutyState | None, clock: Deadline | None) -> Why | None:
        calendar = self.ground.calendar
        if state is not None:
            return why_of(state, today=web_today(), calendar=calendar, drawn=False)
        if clock is None or self.it.online is None:
            return None
        return why_of_date(str(CONNECTING.title), clock, self.it.day.on, today=web_today(), calendar=calendar)

    def said(self, step: Step) -> Iterator[str]:
        """What was written down of a step."""
        online = self.it.online
        if online is None:
            return
        yield from {
            POINTS.code: _points,
            TELLING.code: _told,
            TRYING.code: _tried,
            CONNECTING.code: _connected,
            IDENTIFYING.code: _identified,
            "cong-bo": _published,
            "ban-ghi": _recorded,
        }.get(step.code, _nothing)(self.it, online)


def _nothing(_it: Preparation, _online: OnlineDay) -> Iterator[str]:
    yield from ()


def _points(it: Preparation, _online: OnlineDay) -> Iterator[str]:
    for point in it.points:
        role = _("Trung tâm") if point.position == 0 else _("Thành phần")
        yield _("%(role)s: %(what)s", role=role, what=", ".join(filter(None, (point.body, point.place, point.who))))


def _published(it: Preparation, _online: OnlineDay) -> Iterator[str]:
    if it.day.posted_on:
        yield ", ".join(filter(None, (day(it.day.posted_on), it.day.posted_where, it.day.posted_by)))


def _told(_it: Preparation, online: OnlineDay) -> Iterator[str]:
    missing = _("chưa")
    yield _("Báo công dân: %(day)s", day=day(online.citizen_told_on) or missing)
    yield _("Báo cơ quan tham gia: %(day)s", day=day(online.bodies_told_on) or missing)
    yield _("Chuẩn bị hệ thống, điểm cầu: %(day)s", day=day(online.prepared_on) or missing)


def _tried(it: Preparation, _online: OnlineDay) -> Iterator[str]:
    for trial in it.trials:
        result = _("thành công") if trial.succeeded else _("chưa thành công")
        yield _("%(day)s: %(result)s", day=day(trial.on), result=", ".join(filter(None, (result, trial.note))))


def _connected(_it: Preparation, online: OnlineDay) -> Iterator[str]:
    if online.connected_at:
        yield _("Kết nối xong lúc %(time)s", time=hours(online.connected_at))


def _identified(_it: Preparation, online: OnlineDay) -> Iterator[str]:
    if online.participants:
        yield from online.participants.splitlines()


def _recorded(_it: Preparation, online: OnlineDay) -> Iterator[str]:
    if online.recording:
        yield online.recording
