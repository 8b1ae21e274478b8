"""The plan of an agency for a year: written, approved by a paper, changed after that by another, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.acts import Entry, arrive
from app.casework.agencies import above
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.inspections.sight import co_leads_of, inspecting, own, own_plan, units_of
from app.casework.matters import Opening, open_matter
from app.casework.permissions import Viewer
from app.records.agencies import Agency, Level
from app.records.inspections import (
    Inspection,
    InspectionCoLead,
    InspectionPlan,
    InspectionStage,
    InspectionUnit,
    PlanChange,
)
from app.records.matters import MatterKind
from app.statute.inspections import KINDS, InspectionKind, in_its_half, kinds_of, result_due_on
from app.statute.terms import Procedure

CHANGEABLE = (InspectionStage.PLANNED, InspectionStage.DECIDED)
EARLIEST_YEAR = 2015  # of the province's plan


@dataclass(frozen=True, slots=True)
class Planned:
    """An inspection as a plan words it.

    ``units``: agencies by id, each with why it was chosen; ``co_leads``: the ids of those that lead it together with
    the agency whose plan it is; ``partners``: who else works with them, in words.
    """

    kind: InspectionKind
    subject: str
    first_on: date
    last_on: date
    units: Mapping[int, str]
    partners: str = ""
    co_leads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Paper:
    """By what a plan is approved, or changed: ``why`` is the signer of an approval, the reason of a change."""

    number: str
    on: date
    why: str


def write_plan(session: Session, agency_id: int, year: int, *, by: Viewer, at: datetime) -> InspectionPlan:
    """The plan of an agency for a year, a draft. Raises NotAllowed, Refused naming ``year``."""
    if agency_id not in inspecting(by):
        raise NotAllowed("Kế hoạch kiểm tra do đơn vị chủ trì ghi.")
    if not EARLIEST_YEAR <= year <= at.year + 1:
        raise Refused("Nhập năm từ %(first)s đến %(last)s.", field="year", first=EARLIEST_YEAR, last=at.year + 1)
    session.execute(select(Agency.id).where(Agency.id == agency_id).with_for_update())
    same = (InspectionPlan.agency_id == agency_id, InspectionPlan.year == year)
    if session.scalar(select(InspectionPlan.id).where(*same)) is not None:
        raise Refused("Đơn vị đã có kế hoạch kiểm tra năm này.", field="year")
    plan = InspectionPlan(agency_id=agency_id, year=year, created_at=at, created_by_id=by.account_id or None)
    session.add(plan)
    session.flush()
    audit.note(session, by=by.account_id or None, at=at, action="inspection_plan_written", subject=plan.ref, year=year)
    return plan


def approve(
    session: Session, ref: str, paper: Paper, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> InspectionPlan:  # fmt: skip
    """The plan is approved; from then on its result is owed. Raises as sight.own_plan, OutOfOrder, Refused."""
    plan = own_plan(session, ref, by=by, expected_version=expected_version)
    if plan.approved_on is not None:
        raise OutOfOrder("Kế hoạch này đã được phê duyệt.")
    standing = (Inspection.plan_id == plan.id, Inspection.stage != InspectionStage.CANCELLED)
    if session.scalar(select(Inspection.id).where(*standing).limit(1)) is None:
        raise OutOfOrder("Kế hoạch chưa có cuộc kiểm tra nào.")
    _check_paper(paper, today=today, first=date(plan.year - 1, 1, 1), day="approved_on")
    if paper.on > result_due_on(plan.year):
        due_on = result_due_on(plan.year)
        raise Refused("Nhập ngày phê duyệt không sau hạn gửi kết quả %(day)s.", field="approved_on", day=due_on)
    plan.result_matter_id = _result_owed(session, plan, paper, by=by, at=at, today=today)
    plan.number, plan.approved_on, plan.signed_by = paper.number.strip(), paper.on, paper.why.strip()
    session.flush()
    audit.note(
        session, by=by.account_id or None, at=at, action="inspection_plan_approved", subject=plan.ref,
        on=paper.on.isoformat(),
    )  # fmt: skip
    return plan


def _result_owed(session: Session, plan: InspectionPlan, paper: Paper, *, by: Viewer, at: datetime, today: date) -> int:
    opening = Opening(
        kind=MatterKind.INSPECTION_TERM, agency_id=plan.agency_id, on=paper.on, series=None, code=f"KQKT-{plan.year}",
        procedure=Procedure.INSPECTION_RESULT, title=f"Kết quả kiểm tra năm {plan.year} gửi Sở Nội vụ",
    )  # fmt: skip
    matter = open_matter(session, opening, by=by, at=at)
    owed = Entry(
        "inspection_result_owed", paper.on, {"term_on": result_due_on(plan.year)}, paper.number.strip(), paper.on
    )
    arrive(session, matter, owed, by=by, at=at, today=today)
    return matter.id


def add_inspection(
    session: Session, ref: str, planned: Planned, *, paper: Paper | None, by: Viewer, at: datetime, today: date
) -> Inspection:
    """One more inspection of a plan; ``paper``: what adds it to an approved one. Raises as sight.own_plan, Refused."""
    plan = own_plan(session, ref, by=by)
    _check(session, plan, planned)
    paper = _change_paper(plan, paper, today=today)
    last = session.scalar(select(func.max(Inspection.position)).where(Inspection.plan_id == plan.id)) or 0
    made = Inspection(plan_id=plan.id, position=last + 1, stage=InspectionStage.PLANNED, **_fields(planned))
    session.add(made)
    session.flush()
    _set_units(session, made, planned)
    _set_co_leads(session, made, planned)
    _changed(session, plan, made, paper, {}, by=by, at=at)
    return made


def change_inspection(
    session: Session, ref: str, planned: Planned, *, paper: Paper | None, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> Inspection:  # fmt: skip
    """Another kind, subject, time or units. Raises as sight.own, OutOfOrder once its team is decided, Refused."""
    seen = own(session, ref, by=by, expected_version=expected_version)
    inspection, plan = seen.inspection, seen.plan
    if inspection.stage is not InspectionStage.PLANNED:
        raise OutOfOrder("Đã có quyết định thành lập đoàn: không sửa được trong kế hoạch nữa.")
    _check(session, plan, planned)
    paper = _change_paper(plan, paper, today=today)
    before = _told(session, inspection)
    for name, value in _fields(planned).items():
        setattr(inspection, name, value)
    _set_units(session, inspection, planned)
    _set_co_leads(session, inspection, planned)
    _changed(session, plan, inspection, paper, before, by=by, at=at)
    return inspection


def cancel_inspection(
    session: Session, ref: str, *, paper: Paper | None, by: Viewer, at: datetime, today: date
) -> Inspection:
    """It is not held. Raises as sight.own, OutOfOrder once it is under way, Refused."""
    seen = own(session, ref, by=by)
    if seen.inspection.stage not in CHANGEABLE:
        raise OutOfOrder("Cuộc kiểm tra đã tiến hành: không bỏ được nữa.")
    paper = _change_paper(seen.plan, paper, today=today)
    before = _told(session, seen.inspection)
    seen.inspection.stage = InspectionStage.CANCELLED
    _changed(session, seen.plan, seen.inspection, paper, before, by=by, at=at)
    return seen.inspection


def _check(session: Session, plan: InspectionPlan, planned: Planned) -> None:
    row = KINDS[planned.kind]
    code = session.get_one(Agency, plan.agency_id).code
    if planned.kind not in kinds_of(code):
        raise Refused("Loại kiểm tra này do cơ quan khác chủ trì.", field="kind", provisions=(row.provision,))
    if not planned.subject.strip():
        raise Refused("Nhập nội dung kiểm tra.", field="subject")
    if {planned.first_on.year, planned.last_on.year} != {plan.year}:
        raise Refused("Nhập ngày trong năm %(year)s của kế hoạch.", field="first_on", year=str(plan.year))
    if planned.last_on < planned.first_on:
        raise Refused("Ngày kết thúc không trước ngày bắt đầu.", field="last_on")
    if not in_its_half(planned.kind, planned.first_on):
        raise Refused(
            "Loại kiểm tra này tiến hành trong 6 tháng cuối năm.", field="first_on", provisions=(row.provision,)
        )
    _check_units(session, plan, planned)
    _check_co_leads(session, plan, planned)


def _check_units(session: Session, plan: InspectionPlan, planned: Planned) -> None:
    units = set(planned.units)
    if KINDS[planned.kind].itself:
        if units != {plan.agency_id}:
            raise Refused("Tự kiểm tra: đơn vị được kiểm tra là chính đơn vị lập kế hoạch.", field="units")
        return
    if not units:
        raise Refused("Chọn ít nhất một đơn vị được kiểm tra.", field="units")
    if plan.agency_id in units:
        raise Refused("Đơn vị mình thì chọn loại “Đơn vị tự kiểm tra”.", field="units")
    if units & above(session, {plan.agency_id}, planned.first_on):
        raise Refused("Không kiểm tra cơ quan cấp trên của mình.", field="units")
    there = [session.get(Agency, one) for one in units]
    if not all(one is not None and one.existed_on(planned.first_on) for one in there):
        raise Refused("Chọn cơ quan đang hoạt động.", field="units")


def _check_co_leads(session: Session, plan: InspectionPlan, planned: Planned) -> None:
    if not planned.co_leads:
        return
    row = KINDS[planned.kind]
    if not row.joint:
        raise Refused("Loại kiểm tra này do một cơ quan chủ trì.", field="co_leads", provisions=(row.provision,))
    if planned.co_leads & {plan.agency_id, *planned.units}:
        raise Refused("Cơ quan cùng chủ trì là cơ quan khác, không phải đơn vị được kiểm tra.", field="co_leads")
    there = [session.get(Agency, one) for one in planned.co_leads]
    if not all(one is not None and one.level is not Level.PARTY and one.existed_on(planned.first_on) for one in there):
        raise Refused("Chọn cơ quan nhà nước đang hoạt động.", field="co_leads")


def _check_paper(paper: Paper, *, today: date, first: date, day: str) -> None:
    if not paper.number.strip():
        raise Refused("Nhập số, ký hiệu văn bản.", field="number")
    if not first <= paper.on <= today:
        raise Refused("Nhập ngày từ %(first)s đến hôm nay.", field=day, first=first)
    if not paper.why.strip():
        raise Refused("Không để trống.", field="why")


def _change_paper(plan: InspectionPlan, paper: Paper | None, *, today: date) -> Paper | None:
    """What an approved plan is changed by; a draft is changed by nothing."""
    if plan.approved_on is None:
        return None
    if paper is None:
        raise Refused("Kế hoạch đã phê duyệt: nhập văn bản điều chỉnh và lý do.", field="number")
    _check_paper(paper, today=today, first=plan.approved_on, day="on")
    return paper


def _fields(planned: Planned) -> dict[str, Any]:
    return {
        "kind": planned.kind.value, "subject": planned.subject.strip(), "partners": planned.partners.strip(),
        "first_on": planned.first_on, "last_on": planned.last_on,
    }  # fmt: skip


def _set_units(session: Session, inspection: Inspection, planned: Planned) -> None:
    kept = select(InspectionUnit).where(InspectionUnit.inspection_id == inspection.id)
    there = {one.agency_id: one for one in session.scalars(kept)}
    for agency_id, unit in there.items():
        if agency_id not in planned.units:
            session.delete(unit)
    for agency_id, reason in planned.units.items():
        if agency_id not in there:
            session.add(InspectionUnit(inspection_id=inspection.id, agency_id=agency_id, reason=reason[:500]))
    session.flush()


def _set_co_leads(session: Session, inspection: Inspection, planned: Planned) -> None:
    session.execute(delete(InspectionCoLead).where(InspectionCoLead.inspection_id == inspection.id))
    session.add_all(InspectionCoLead(inspection_id=inspection.id, agency_id=one) for one in sorted(planned.co_leads))
    session.flush()


def _told(session: Session, inspection: Inspection) -> dict[str, Any]:
    return {
        "kind": inspection.kind, "subject": inspection.subject, "partners": inspection.partners,
        "first_on": inspection.first_on.isoformat(), "last_on": inspection.last_on.isoformat(),
        "units": sorted(units_of(session, inspection.id)), "co_leads": sorted(co_leads_of(session, inspection.id)),
    }  # fmt: skip


def _changed(
    session: Session, plan: InspectionPlan, inspection: Inspection, paper: Paper | None, before: dict[str, Any], *,
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    session.flush()
    off = inspection.stage is InspectionStage.CANCELLED
    if paper is not None:
        session.add(
            PlanChange(
                plan_id=plan.id, inspection_id=inspection.id, before=before,
                after={} if off else _told(session, inspection), document_no=paper.number.strip(),
                document_on=paper.on, reason=paper.why.strip(), at=at, by_id=by.account_id or None,
            )
        )  # fmt: skip
        session.flush()
    action = "inspection_cancelled" if off else "inspection_planned"
    audit.note(session, by=by.account_id or None, at=at, action=action, subject=inspection.ref)


__all__ = [
    "Paper",
    "Planned",
    "add_inspection",
    "approve",
    "cancel_inspection",
    "change_inspection",
    "write_plan",
]
