"""Reports agencies owe in the demonstration: periods that are over, one with somebody late, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import record_act
from app.casework.calendars import chosen_policies
from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.scans import scanned
from app.casework.documents import take_file
from app.casework.following import Hand
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.casework.report_rounds import open_period
from app.casework.report_sending import Sending, send_report
from app.casework.uploads import keep
from app.records.matters import Act, Matter
from app.records.people import Role, RoleKind
from app.records.reports import ReportCollector, ReportDuty, ReportRound
from app.statute.reporting import Answer, Period, periods_due

TYPED_AT = time(15, 0)
BACK, AHEAD, OPENED_BEFORE = timedelta(days=190), timedelta(days=120), timedelta(days=45)
LATE_CODE, RETURNED_CODE = "23872", "23575"  # of the sign-in cards: what is theirs to do is seen at once
COLLECTING = {
    ReportCollector.COORDINATOR: RoleKind.COORDINATOR,
    ReportCollector.INSPECTORATE: RoleKind.SUPERVISOR,
    ReportCollector.GOVERNMENT: RoleKind.SUPERVISOR,
}
DONE = (
    "Đã ban hành kế hoạch, phân công cụ thể; duy trì lịch tiếp công dân định kỳ, niêm yết công khai.",
    "Tổ chức đối thoại với Nhân dân ở các thôn, làng; công khai thủ tục hành chính tại bộ phận một cửa.",
    "Phối hợp với Mặt trận hòa giải ở cơ sở; đơn thư được phân loại, trả lời đúng hạn.",
)
SHORT = (
    "Cán bộ tiếp công dân còn kiêm nhiệm, hồ sơ địa chính lưu trữ thiếu.",
    "Một số vụ việc liên quan đất đai kéo dài do chờ kết quả đo đạc.",
)
NEXT = ("Tiếp tục rà soát vụ việc tồn đọng; đề nghị tập huấn nghiệp vụ xử lý đơn cho cấp xã.",)
WHY = "Số vụ việc đã giải quyết chưa khớp với báo cáo kỳ trước; bổ sung phần kiến nghị."


@dataclass(frozen=True, slots=True)
class Reports:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    now: datetime
    zone: tzinfo

    def write(self, shelf: Shelf) -> None:
        """The periods near today, of the agencies people work at."""
        today = self.days.today
        near = periods_due(
            max(self.days.first + OPENED_BEFORE, today - BACK), today + AHEAD, calendar=self.days.calendar,
            policies=chosen_policies(self.session),
        )  # fmt: skip
        for period in near:
            self._period(shelf, period)
        for it in self.session.scalars(select(ReportRound).order_by(ReportRound.id)):
            it.ref = self.chance.ref()

    def _period(self, shelf: Shelf, period: Period) -> None:
        today, due_on = self.days.today, period.named_on
        opened = min((due_on or period.covers_from) - OPENED_BEFORE, today)
        hand = Hand(SYSTEM, datetime.combine(opened, time(1), self.zone), opened)
        if period.form.owed_by:
            self._of_the_province(shelf, period, hand)
            return
        open_period(self.session, period, hand, only=[one.agency_id for one in self.desks.values()])
        it = self.session.scalars(select(ReportRound).where(ReportRound.key == period.key)).one()
        collector = self._collector(it)
        if due_on is None or due_on >= today or period.form.answer is Answer.PLAN or collector is None:
            return
        latest = due_on + timedelta(days=100) > today
        by_agency = {matter.agency_id: matter for matter in self._matters(it)}
        for number, desk in enumerate(self.desks.values()):
            matter = by_agency.get(desk.agency_id)
            some = number % 6 == 4 and desk.code != RETURNED_CODE  # noqa: PLR2004 - have not sent yet
            if matter is None or (latest and (some or desk.code == LATE_CODE)):
                continue
            on = self._sent(shelf, matter, desk, due_on, number)
            self._looked_at(matter, desk, on, number, collector, latest=latest)

    def _of_the_province(self, shelf: Shelf, period: Period, hand: Hand) -> None:
        """What Thanh tra tỉnh sends for the province: every past one was sent in time, and taken."""
        open_period(self.session, period, hand)
        it = self.session.scalars(select(ReportRound).where(ReportRound.key == period.key)).one()
        by, due_on = self._collector(it), period.named_on
        for matter in self._matters(it):
            if by is None or due_on is None or due_on >= self.days.today:
                continue
            on = self.days.on_or_before(due_on - timedelta(days=1))
            self._typed(shelf, matter, by, on, f"{self.chance.number(90, 480)}/BC-UBND")
            self._act(matter, "report_accepted", self.days.on_or_after(on + timedelta(days=4)), by)

    def _sent(self, shelf: Shelf, matter: Matter, desk: Desk, due_on: date, number: int) -> date:
        late = number % 7 == 3  # noqa: PLR2004 - a few after the day
        on = self.days.on_or_before(due_on + timedelta(days=3 if late else -self.chance.number(1, 6)))
        on = min(on, self.days.on_or_before(self.days.today))
        self._send(shelf, matter, desk, on, number)
        return on

    def _looked_at(
        self, matter: Matter, desk: Desk, on: date, number: int, collector: Viewer, *, latest: bool
    ) -> None:  # fmt: skip
        if latest and desk.code == RETURNED_CODE and matter.facts["collector"] == ReportCollector.COORDINATOR:
            back = self.days.on_or_after(on + timedelta(days=5))
            self._act(matter, "report_returned", back, collector, reason=WHY, term_on=self._again(back))
        elif not latest or number % 3:
            self._act(matter, "report_accepted", self.days.on_or_after(on + timedelta(days=4)), collector)

    def _again(self, back: date) -> date:
        """By when to send again: some days ahead, whatever day the demonstration is of."""
        return max(self.days.after(back, 5), self.days.after(self.days.today, 3))

    def _send(self, shelf: Shelf, matter: Matter, desk: Desk, on: date, number: int) -> None:
        by, sign = (*desk.officers, *desk.handlers)[0], f"{self.chance.number(90, 480)}/BC-{desk.place.sign}"
        self._typed(shelf, matter, by, on, sign, number=number if desk.reserved else None)

    def _typed(
        self, shelf: Shelf, matter: Matter, by: Viewer, on: date, document_no: str, *, number: int | None = 0
    ) -> None:
        """Its figures and words; ``number``: which file goes with it, None for none."""
        at = datetime.combine(on, TYPED_AT, self.zone)
        cases = self.chance.number(3, 28)
        settled = self.chance.number(cases // 2, cases)
        figures = {
            "visits": self.chance.number(20, 190), "petitions": self.chance.number(cases, cases + 40), "cases": cases,
            "settled": settled, "overdue": min(cases - settled, self.chance.number(0, 3)),
        }  # fmt: skip
        parts = {"done": self.chance.one(DONE), "shortcomings": self.chance.one(SHORT), "ahead": NEXT[0]}
        said = Sending(on, document_no, on, 1, figures, parts)
        send_report(self.session, matter, said, by=by, at=at, today=on)
        if number is not None:
            self._file(shelf, matter, by, at, number)

    def _file(self, shelf: Shelf, matter: Matter, by: Viewer, at: datetime, number: int) -> None:
        kept = keep(shelf.folder, BytesIO(scanned(1 + number % 2)), at=self.now)
        line = self.session.scalars(select(Act.id).where(Act.matter_id == matter.id, Act.act == "report_sent")).first()
        document = take_file(self.session, kept, name="bao cao.pdf", matter=matter, of_act=line, by=by, at=at)
        document.ref = self.chance.ref()

    def _act(self, matter: Matter, act: str, on: date, by: Viewer, **data: object) -> None:
        if on <= self.days.today:
            at = min(datetime.combine(on, TYPED_AT, self.zone), self.now)
            record_act(self.session, matter, act, on, by=by, at=at, today=on, data=data)

    def _matters(self, it: ReportRound) -> Sequence[Matter]:
        wanted = select(Matter).join(ReportDuty, ReportDuty.matter_id == Matter.id)
        found = self.session.scalars(wanted.where(ReportDuty.round_id == it.id).order_by(Matter.id)).all()
        for one in found:
            one.ref = self.chance.ref()
        self.session.flush()
        return found

    def _collector(self, it: ReportRound) -> Viewer | None:
        gathering = select(Role).where(Role.kind == COLLECTING[it.collector]).order_by(Role.account_id).limit(1)
        held = self.session.scalars(gathering).first()
        return Viewer(held.account_id, (HeldRole(held.kind, held.agency_id),)) if held else None
