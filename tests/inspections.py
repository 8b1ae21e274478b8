"""An inspection to test with, from the plan to its conclusion: plain functions, legal and boring defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.casework.inspections import concluding, plans, teams
from app.casework.inspections.plans import Paper, Planned
from app.casework.inspections.teams import Decision, Member
from app.casework.permissions import HeldRole, Viewer
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionPlan, TeamPart
from app.records.people import RoleKind
from app.statute.inspections import InspectionKind
from tests.makers import a_viewer, an_agency

TODAY = date(2026, 9, 14)
AT = datetime(2026, 9, 14, 1, tzinfo=UTC)
CHANGE = Paper("12/KH-TTr", TODAY, "Đơn vị đang khắc phục bão")
TEAM = (
    Member(TeamPart.LEADER, "Phan Văn Đức", "Phó Chánh Thanh tra tỉnh"),
    Member(TeamPart.MEMBER, "Siu H’Bia", "Thanh tra viên"),
)


@dataclass(frozen=True)
class Field:
    """Who inspects, who is inspected, who is invited, who gathers the results."""

    inspectorate: Agency
    unit: Agency
    inspector: Viewer
    head: Viewer
    guest: Viewer
    gatherer: Viewer


def a_field(session: Session) -> Field:
    """Thanh tra tỉnh, UBND xã Ia Dom, Ban Dân vận and Sở Nội vụ, with a person each."""
    inspectorate = coded(session, "thanh-tra", "Thanh tra tỉnh", Level.DEPARTMENT)
    unit = an_agency(session, "UBND xã Ia Dom")
    masses = coded(session, "ban-dan-van", "Ban Dân vận Tỉnh ủy", Level.PARTY)
    home = coded(session, "so-noi-vu", "Sở Nội vụ", Level.DEPARTMENT)
    return Field(
        inspectorate, unit, a_viewer(session, inspectorate, RoleKind.SUPERVISOR),
        a_viewer(session, unit, RoleKind.HEAD), a_viewer(session, masses, RoleKind.OBSERVER),
        a_viewer(session, home, RoleKind.COORDINATOR),
    )  # fmt: skip


def coded(session: Session, code: str, name: str, level: Level) -> Agency:
    """An agency the province's plan names, by its code."""
    agency = an_agency(session, name, level=level)
    agency.code = code
    session.flush()
    return agency


def planned(field: Field, **other: object) -> Planned:
    given: dict[str, object] = {
        "kind": InspectionKind.HEADS, "subject": "Trách nhiệm của Chủ tịch UBND xã trong tiếp công dân",
        "first_on": date(2026, 9, 1), "last_on": date(2026, 9, 30), "units": {field.unit.id: "9 trong 20 việc quá hạn"},
        **other,
    }  # fmt: skip
    return Planned(**given)  # type: ignore[arg-type]


def a_plan(session: Session, field: Field, *, approved: bool = True) -> tuple[InspectionPlan, Inspection]:
    """A plan of 2026 with one inspection."""
    by = field.inspector
    plan = plans.write_plan(session, field.inspectorate.id, 2026, by=by, at=AT)
    it = plans.add_inspection(session, plan.ref, planned(field), paper=None, by=by, at=AT, today=TODAY)
    if approved:
        paper = Paper("02/KH-TTr", date(2026, 1, 12), "Ông Nguyễn Hữu Thịnh, Chánh Thanh tra")
        plans.approve(session, plan.ref, paper, by=by, at=AT, today=TODAY)
    return plan, it


def decided(session: Session, field: Field) -> Inspection:
    _plan, it = a_plan(session, field)
    decision = Decision("15/QĐ-TTr", date(2026, 8, 20), "Ông Nguyễn Hữu Thịnh", TEAM)
    return teams.decide(session, it.ref, decision, by=field.inspector, at=AT, today=TODAY)


def under_way(session: Session, field: Field) -> Inspection:
    it = decided(session, field)
    return teams.begin(session, it.ref, date(2026, 9, 3), by=field.inspector, at=AT, today=TODAY)


def announced(session: Session, field: Field, *, term_on: date = date(2026, 10, 15)) -> Inspection:
    """With one finding, and one recommendation to the unit."""
    it = under_way(session, field)
    by = field.inspector
    found = concluding.find(
        session, it.ref, concluding.Finding(field.unit.id, "head_days", "Tháng 7 và 8 mỗi tháng tiếp một ngày"),
        by=by, at=AT,
    )  # fmt: skip
    asked = concluding.Recommendation(field.unit.id, "Tiếp công dân đủ số ngày luật định", term_on, found.id)
    concluding.recommend(session, it.ref, asked, by=by, at=AT, today=TODAY)
    paper = concluding.Conclusion("20/KL-TTr", TODAY, "Ông Nguyễn Hữu Thịnh", "Thủ trưởng tiếp chưa đủ số ngày.")
    return concluding.announce(session, it.ref, paper, by=by, at=AT, today=TODAY)


def held(viewer: Viewer, *more: tuple[RoleKind, Agency]) -> Viewer:
    """The same person with more roles."""
    return Viewer(viewer.account_id, (*viewer.roles, *(HeldRole(kind, agency.id) for kind, agency in more)))
