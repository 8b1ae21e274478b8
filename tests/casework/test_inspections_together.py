"""Inspections several agencies lead together: one has it in its plan, the others see it and record in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.inspections import concluding, lists, plans, reading, teams
from app.casework.inspections.concluding import Recommendation
from app.casework.inspections.plans import Paper
from app.casework.inspections.sight import Sight, find_inspection, find_plan
from app.casework.inspections.teams import Decision
from app.casework.permissions import Viewer
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionPlan
from app.records.people import RoleKind
from app.statute.inspections import InspectionKind
from tests.inspections import AT, TEAM, TODAY, Field, a_field, coded, planned
from tests.makers import a_viewer


@pytest.fixture
def field(session: Session) -> Field:
    return a_field(session)


def a_reform(session: Session, field: Field) -> tuple[Viewer, Viewer, Inspection]:
    """Administrative reform in the second half-year: Sở Nội vụ has it in its plan, Sở Tư pháp leads it with them."""
    home = session.get_one(Agency, field.gatherer.roles[0].agency_id)
    justice = coded(session, "so-tu-phap", "Sở Tư pháp", Level.DEPARTMENT)
    lead, beside = (a_viewer(session, one, RoleKind.HEAD) for one in (home, justice))
    plan = plans.write_plan(session, home.id, 2026, by=lead, at=AT)
    wanted = planned(field, kind=InspectionKind.REFORM, co_leads=frozenset({justice.id}))
    it = plans.add_inspection(session, plan.ref, wanted, paper=None, by=lead, at=AT, today=TODAY)
    with pytest.raises(NotFound):
        find_inspection(session, beside, it.ref)
    plans.approve(session, plan.ref, Paper("2/KH-SNV", date(2026, 8, 3), "Giám đốc"), by=lead, at=AT, today=TODAY)
    return lead, beside, it


def test_who_leads_together_sees_it_from_the_approval_and_records_what_the_team_does(
    session: Session, field: Field
) -> None:
    lead, beside, it = a_reform(session, field)
    assert find_inspection(session, beside, it.ref).sight is Sight.CO_LEAD
    (row,) = lists.items_co_led(session, beside, today=TODAY)
    assert row.led_by == ("Sở Nội vụ", "Sở Tư pháp")
    decision = Decision("3/QĐ-SNV", TODAY, "", TEAM)
    with pytest.raises(NotAllowed):
        teams.decide(session, it.ref, decision, by=beside, at=AT, today=TODAY)
    teams.decide(session, it.ref, decision, by=lead, at=AT, today=TODAY)
    with pytest.raises(NotAllowed):
        teams.begin(session, it.ref, TODAY, by=beside, at=AT, today=TODAY)
    teams.begin(session, it.ref, TODAY, by=lead, at=AT, today=TODAY)
    finding = concluding.Finding(field.unit.id, "schedule", "Không niêm yết")
    found = concluding.find(session, it.ref, finding, by=beside, at=AT)
    asked = Recommendation(field.unit.id, "Niêm yết", date(2026, 10, 20), found.id)
    concluding.recommend(session, it.ref, asked, by=beside, at=AT, today=TODAY)
    seen = find_inspection(session, beside, it.ref)
    assert [one.words for one in reading.findings(session, beside, seen)] == ["Không niêm yết"]
    assert [one.words for one in reading.recommendations(session, beside, seen)] == ["Niêm yết"]
    paper = concluding.Conclusion("4/KL-SNV", TODAY, "", "Tóm tắt")
    with pytest.raises(NotAllowed):
        concluding.announce(session, it.ref, paper, by=beside, at=AT, today=TODAY)
    concluding.announce(session, it.ref, paper, by=lead, at=AT, today=TODAY)
    with pytest.raises(NotFound):
        find_plan(session, beside, session.get_one(InspectionPlan, it.plan_id).ref)
    torn = Viewer(beside.account_id, (*beside.roles, *field.head.roles))
    assert find_inspection(session, torn, it.ref).sight is Sight.UNIT


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": InspectionKind.HEADS}, "do một cơ quan chủ trì"),
        ({"co_leads": "unit"}, "không phải đơn vị được kiểm tra"),
        ({"co_leads": "lead"}, "không phải đơn vị được kiểm tra"),
        ({"co_leads": "party"}, "cơ quan nhà nước đang hoạt động"),
    ],
)
def test_what_is_not_led_together_is_refused(
    session: Session, field: Field, changed: dict[str, Any], said: str
) -> None:
    agencies = {
        "unit": field.unit.id, "lead": field.inspectorate.id, "party": field.guest.roles[0].agency_id,
        "home": field.gatherer.roles[0].agency_id,
    }  # fmt: skip
    plan = plans.write_plan(session, field.inspectorate.id, 2026, by=field.inspector, at=AT)
    other = frozenset({agencies[changed.get("co_leads", "home")]})
    wanted = planned(field, kind=changed.get("kind", InspectionKind.SURVEY), co_leads=other)
    with pytest.raises(Refused, match=said):
        plans.add_inspection(session, plan.ref, wanted, paper=None, by=field.inspector, at=AT, today=TODAY)
