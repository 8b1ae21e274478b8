"""Inspections of the demonstration: a plan with one that is over, one under way, one about to begin, one to come.

Of the one that is over a recommendation was carried out and another is late; Ban Dân vận was invited to it, and with
the Front to the one under way. The plan of the next year is a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import record_act
from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.inspections import concluding, papering, plans, teams
from app.casework.inspections.concluding import Conclusion, Finding, Recommendation, Written
from app.casework.inspections.papering import Numbered
from app.casework.inspections.plans import Paper, Planned
from app.casework.inspections.sight import find_inspection
from app.casework.inspections.teams import Decision, Inviting, Member
from app.casework.papers.inviting import inviting_sheet
from app.casework.papers.shape import laid_out, overlaid
from app.casework.papers.words import Signer
from app.casework.permissions import HeldRole, Viewer
from app.records.inspections import (
    Attendance,
    Inspection,
    InspectionInvitation,
    InspectionPlan,
    InspectionRecommendation,
    TeamPart,
)
from app.records.matters import Matter, MatterKind
from app.records.people import Role, RoleKind
from app.statute.inspections import InspectionKind, result_due_on
from app.statute.papers.oversight import INSPECTION_CONCLUSION, INSPECTION_INVITATION, INSPECTION_RESULT

APPROVED = (1, 12)  # the day of the year a plan is approved on, or the working day after
WHOLE = timedelta(days=160)  # since approval: less is not enough for one to be over and followed up
AT = time(9, 0)
CHIEF_INSPECTOR = "Nguyễn Hữu Thịnh"
SIGNER = f"Ông {CHIEF_INSPECTOR}, Chánh Thanh tra"
TEAM = (
    Member(TeamPart.LEADER, "Phan Thành Đạt", "Phó Chánh Thanh tra tỉnh"),
    Member(TeamPart.SECRETARY, "Rơ Châm H’Yến", "Thanh tra viên"),
    Member(TeamPart.MEMBER, "Lê Quang Huy", "Thanh tra viên chính"),
)
HEADS = "Trách nhiệm của thủ trưởng trong tiếp công dân, giải quyết khiếu nại, tố cáo"
SETTLING = "Việc thụ lý, xác minh và giải quyết khiếu nại, tố cáo"
LAND = "Việc tiếp nhận, hòa giải tranh chấp đất đai"
WHY = "Nhiều việc quá hạn trong năm trước"


@dataclass(frozen=True, slots=True)
class Inspections:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    now: datetime
    zone: tzinfo

    def write(self, shelf: Shelf) -> None:
        """The plan of the year and its inspections, once enough of the year is over."""
        by, approved = self._inspector(), self.days.on_or_after(date(self.days.today.year, *APPROVED))
        units = [one for one in self.desks.values() if one.is_commune and one.resolves]
        first = next((one for one in units if one.head and one.head.account_id in one.reserved), None)
        others = [one for one in units if one is not first]
        if by is None or first is None or len(others) < 3 or not self._enough(approved):  # noqa: PLR2004
            return
        plan = plans.write_plan(self.session, by.roles[0].agency_id, approved.year, by=by, at=self._at(approved))
        over = self._put(plan, (InspectionKind.HEADS, HEADS), 110, first, by)
        running = self._put(plan, (InspectionKind.VERIFICATION, SETTLING), 12, others[0], by)
        ready = self._put(plan, (InspectionKind.HEADS, HEADS), -4, others[2], by)
        self._put(plan, (InspectionKind.LAND, LAND), -6, others[1], by)
        paper = Paper("03/KH-TTr", approved, SIGNER)
        plans.approve(self.session, plan.ref, paper, by=by, at=self._at(approved), today=approved)
        self._over(over, first, by, shelf)
        self._told(plan, by, shelf)
        self._running(running, others[0], by, shelf)
        self._team(ready, "101/QĐ-TTr", self._ago(2), by)
        self._next_year(plan, first, by)
        self._dress()

    def _enough(self, approved: date) -> bool:
        """Whether the year began with the agencies of today, and enough of it is over."""
        return approved >= self.days.first and self.days.today - approved >= WHOLE

    def _inspector(self) -> Viewer | None:
        watching = select(Role).where(Role.kind == RoleKind.SUPERVISOR).order_by(Role.account_id).limit(1)
        held = self.session.scalars(watching).first()
        return Viewer(held.account_id, (HeldRole(held.kind, held.agency_id),)) if held else None

    def _at(self, on: date) -> datetime:
        return min(datetime.combine(on, AT, self.zone), self.now)

    def _ago(self, days: int) -> date:
        return self.days.on_or_before(self.days.today - timedelta(days=days))

    def _put(
        self, plan: InspectionPlan, what: tuple[InspectionKind, str], ago: int, unit: Desk, by: Viewer
    ) -> Inspection:
        kind, subject = what
        begins = min(self._ago(ago), date(plan.year, 12, 20))
        ends = min(begins + timedelta(days=25), date(plan.year, 12, 31))
        planned = Planned(kind, subject, begins, ends, {unit.agency_id: WHY})
        at = self._at(date(plan.year, 1, 5))
        return plans.add_inspection(self.session, plan.ref, planned, paper=None, by=by, at=at, today=at.date())

    def _team(self, it: Inspection, no: str, on: date, by: Viewer) -> None:
        decision = Decision(no, on, SIGNER, TEAM)
        teams.decide(self.session, it.ref, decision, by=by, at=self._at(on), today=on)

    def _invited(self, it: Inspection, no: str, on: date, by: Viewer, shelf: Shelf) -> str:
        """Ban Dân vận first, then whoever else may be; the paper it was invited by."""
        seen = find_inspection(self.session, by, it.ref)
        bodies = teams.whom_to_invite(self.session, seen, today=on)
        to = bodies[0]
        said = Inviting(no, on, Signer(CHIEF_INSPECTOR), it.first_on, "trụ sở đơn vị được kiểm tra")
        facts = teams.invitation_facts(self.session, seen, said, to, today=on)
        sheet = inviting_sheet(facts, number=no, on=on)
        content = shelf.printed(sheet, INSPECTION_INVITATION.name.vi, self._at(on))
        return teams.invite(self.session, it.ref, to.id, said, content, by=by, at=self._at(on), today=on).ref

    def _over(self, it: Inspection, unit: Desk, by: Viewer, shelf: Shelf) -> None:
        """Concluded three months ago: two recommendations, one carried out, one three weeks late."""
        decided, ended = self._ago(120), self._ago(80)
        self._team(it, "41/QĐ-TTr", decided, by)
        invited = self._invited(it, "12/GM-TTr", decided, by, shelf)
        teams.begin(self.session, it.ref, it.first_on, by=by, at=self._at(it.first_on), today=it.first_on)
        at = self._at(it.first_on)
        came = "Bà Võ Thị Kim Liên, Ban Dân vận Tỉnh ủy"
        teams.attend(self.session, it.ref, invited, Attendance.CAME, came, by=by, at=at)
        self._looked_into(it, unit, by, at)
        for control, words, asked, term_on in (
            ("head_days", "Hai tháng liền Chủ tịch không tiếp đủ số ngày; một buổi do cấp phó tiếp thay.",
             "Bảo đảm số ngày Chủ tịch trực tiếp tiếp công dân mỗi tháng", self._ago(40)),
            ("settled_late", "Một số vụ việc giải quyết quá hạn, không nêu rõ trách nhiệm của người xử lý.",
             "Lập kế hoạch giải quyết dứt điểm các vụ việc quá hạn, nêu rõ người chịu trách nhiệm", self._ago(21)),
        ):  # fmt: skip
            found = concluding.find(self.session, it.ref, Finding(unit.agency_id, control, words), by=by, at=at)
            wanted = Recommendation(unit.agency_id, asked, term_on, found.id)
            concluding.recommend(self.session, it.ref, wanted, by=by, at=at, today=at.date())
        summary = "Đơn vị duy trì tiếp công dân, mở sổ đầy đủ; còn thiếu số ngày tiếp của người đứng đầu và để quá hạn."
        said = Conclusion("58/KL-TTr", ended, SIGNER, summary)
        paper = self._written(it, said, by, shelf)
        concluding.announce(self.session, it.ref, said, by=by, at=self._at(ended), today=ended, paper=paper)
        self._carried_out(it, unit, by)

    def _written(self, it: Inspection, said: Conclusion, by: Viewer, shelf: Shelf) -> Written:
        """The file of a conclusion, as it is made from what was found and asked."""
        draft = papering.conclusion_draft(
            self.session, find_inspection(self.session, by, it.ref), by=by, today=said.on
        ).passages  # fmt: skip
        typed = {one.name: one.text for one in draft} | {"summary": said.summary, "signed_by": CHIEF_INSPECTOR}
        sheet = laid_out(INSPECTION_CONCLUSION, overlaid(draft, typed), number=said.number, on=said.on)
        return Written(typed, shelf.printed(sheet, INSPECTION_CONCLUSION.name.vi, self._at(said.on)))

    def _carried_out(self, it: Inspection, unit: Desk, by: Viewer) -> None:
        terms = select(Matter).join(InspectionRecommendation, InspectionRecommendation.matter_id == Matter.id)
        first = self.session.scalars(
            terms.where(InspectionRecommendation.inspection_id == it.id).order_by(InspectionRecommendation.id)
        ).first()
        if first is None or unit.head is None:
            return
        said, found = self._ago(45), self._ago(38)
        done = {"carried_out": "Đã công bố lịch mới; hai tháng gần đây Chủ tịch tiếp đủ số ngày."}
        record_act(
            self.session, first, "carrying_out_reported", said, by=unit.head, at=self._at(said), today=said, data=done,
            document_no=f"{self.chance.number(60, 200)}/BC-UBND", document_on=said,
        )  # fmt: skip
        record_act(self.session, first, "found_carried_out", found, by=by, at=self._at(found), today=found)

    def _running(self, it: Inspection, unit: Desk, by: Viewer, shelf: Shelf) -> None:
        """Begun twelve days ago, with a finding nobody of the unit knows yet."""
        decided = self._ago(20)
        self._team(it, "96/QĐ-TTr", decided, by)
        for number in ("31/GM-TTr", "32/GM-TTr"):
            self._invited(it, number, decided, by, shelf)
        at = self._at(it.first_on)
        teams.begin(self.session, it.ref, it.first_on, by=by, at=at, today=it.first_on)
        self._looked_into(it, unit, by, at)
        words = "Biên bản đối thoại ghi cấp phó chủ trì, không có văn bản ủy quyền."
        found = concluding.find(self.session, it.ref, Finding(unit.agency_id, "dialogue", words), by=by, at=at)
        term_on = self.days.on_or_after(self.days.today + timedelta(days=45))
        asked = Recommendation(unit.agency_id, "Người giải quyết trực tiếp đối thoại", term_on, found.id)
        concluding.recommend(self.session, it.ref, asked, by=by, at=at, today=at.date())

    def _next_year(self, plan: InspectionPlan, unit: Desk, by: Viewer) -> None:
        year = plan.year + 1
        draft = plans.write_plan(self.session, plan.agency_id, year, by=by, at=self.now)
        planned = Planned(
            InspectionKind.VERIFICATION, SETTLING, date(year, 3, 2), date(year, 3, 27), {unit.agency_id: WHY}
        )
        today = self.days.today
        plans.add_inspection(self.session, draft.ref, planned, paper=None, by=by, at=self.now, today=today)

    def _looked_into(self, it: Inspection, unit: Desk, by: Viewer, at: datetime) -> None:
        """Three cases of the unit that were there when the team came."""
        there = (Matter.agency_id == unit.agency_id, Matter.kind == MatterKind.CASE, Matter.opened_on <= at.date())
        cases = select(Matter.ref).where(*there, ~Matter.sealed).order_by(Matter.opened_on.desc(), Matter.id.desc())
        concluding.examine(self.session, it.ref, self.session.scalars(cases.limit(3)).all(), by=by, at=at)

    def _told(self, plan: InspectionPlan, by: Viewer, shelf: Shelf) -> None:
        """The report of the year, sent some days before its day with what was there then."""
        on = self.days.on_or_before(result_due_on(plan.year) - timedelta(days=3))
        if on <= self.days.today:
            draft, number = papering.result_draft(self.session, plan, by=by, today=on).passages, "74/BC-TTr"
            typed = {one.name: one.text for one in draft} | {"signed_by": CHIEF_INSPECTOR}
            sheet = laid_out(INSPECTION_RESULT, overlaid(draft, typed), number=number, on=on)
            content = shelf.printed(sheet, INSPECTION_RESULT.name.vi, self._at(on))
            said = Numbered(number, on, typed, content)
            papering.send_result(self.session, plan.ref, said, by=by, at=self._at(on), today=on)

    def _dress(self) -> None:
        """Links and random codes are made by chance: let it be the chance of the seed."""
        plans_made = self.session.scalars(select(InspectionPlan).order_by(InspectionPlan.id))
        inspected = self.session.scalars(select(Inspection).order_by(Inspection.id))
        papers = self.session.scalars(select(InspectionInvitation).order_by(InspectionInvitation.id))
        for one in (*plans_made, *inspected, *papers):
            one.ref = self.chance.ref()
        asked = select(Matter).join(InspectionRecommendation, InspectionRecommendation.matter_id == Matter.id)
        for matter in self.session.scalars(asked.order_by(Matter.id)):
            matter.ref, matter.code = self.chance.ref(), self.chance.code(concluding.PREFIX)
        results = select(Matter).join(InspectionPlan, InspectionPlan.result_matter_id == Matter.id)
        for matter in self.session.scalars(results.order_by(Matter.id)):
            matter.ref = self.chance.ref()
        self.session.flush()


__all__ = ["Inspections"]
