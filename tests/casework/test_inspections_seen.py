"""Who knows what of an inspection, and when: its team, its units, its guests, and who reads the plans of others."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.casework.errors import NotFound, Refused
from app.casework.inspections import concluding, lists, plans, proposing, reading, teams
from app.casework.inspections.concluding import Finding, Recommendation
from app.casework.inspections.sight import Sight, find_inspection, find_plan
from app.casework.inspections.teams import Decision
from app.casework.permissions import Viewer
from app.records.agencies import Agency
from app.records.inspections import (
    Inspection,
    InspectionPlan,
)
from app.records.matters import Matter
from app.records.people import RoleKind
from tests.inspections import (
    AT,
    CHANGE,
    TEAM,
    TODAY,
    Field,
    a_field,
    a_plan,
    announced,
    held,
    planned,
    under_way,
)
from tests.lateness import a_duty
from tests.makers import a_viewer, an_agency

LATER = date(2026, 10, 20)


@pytest.fixture
def field(session: Session) -> Field:
    return a_field(session)


def findings(session: Session, viewer: Viewer, it: Inspection) -> list[str]:
    return [one.words for one in reading.findings(session, viewer, find_inspection(session, viewer, it.ref))]


def asked(session: Session, viewer: Viewer, it: Inspection) -> list[str]:
    return [one.words for one in reading.recommendations(session, viewer, find_inspection(session, viewer, it.ref))]


# --- who knows what, when --------------------------------------------------------------------------------------------


def test_a_unit_learns_of_it_with_the_decision_and_of_the_findings_with_the_conclusion(
    session: Session, field: Field
) -> None:
    _plan, it = a_plan(session, field)
    with pytest.raises(NotFound):
        find_inspection(session, field.head, it.ref)
    teams.decide(
        session, it.ref, Decision("15/QĐ-TTr", TODAY, "", TEAM), by=field.inspector, at=AT, today=TODAY
    )  # fmt: skip
    assert find_inspection(session, field.head, it.ref).sight is Sight.UNIT
    teams.begin(session, it.ref, TODAY, by=field.inspector, at=AT, today=TODAY)
    concluding.find(session, it.ref, Finding(field.unit.id, "schedule", "Không niêm yết"), by=field.inspector, at=AT)
    concluding.recommend(
        session, it.ref, Recommendation(field.unit.id, "Niêm yết lịch", LATER), by=field.inspector, at=AT, today=TODAY
    )
    for viewer in (field.head, field.gatherer):
        assert findings(session, viewer, it) == asked(session, viewer, it) == []
    assert findings(session, field.inspector, it) == ["Không niêm yết"]
    paper = concluding.Conclusion("20/KL-TTr", TODAY, "", "Còn thiếu sót")
    concluding.announce(session, it.ref, paper, by=field.inspector, at=AT, today=TODAY)
    for viewer in (field.head, field.gatherer):
        assert findings(session, viewer, it) == ["Không niêm yết"]
        assert asked(session, viewer, it) == ["Niêm yết lịch"]


def test_a_unit_reads_only_what_was_found_at_itself(session: Session, field: Field) -> None:
    it = under_way(session, field)
    other = an_agency(session, "UBND xã Ia Krêl")
    plan = session.get_one(InspectionPlan, it.plan_id)
    both = planned(field, units={field.unit.id: "", other.id: ""})
    second = plans.add_inspection(session, plan.ref, both, paper=CHANGE, by=field.inspector, at=AT, today=TODAY)
    teams.decide(
        session, second.ref, Decision("16/QĐ-TTr", TODAY, "", TEAM), by=field.inspector, at=AT, today=TODAY
    )  # fmt: skip
    teams.begin(session, second.ref, TODAY, by=field.inspector, at=AT, today=TODAY)
    for unit, words in ((field.unit, "Ở Ia Dom"), (other, "Ở Ia Krêl")):
        concluding.find(session, second.ref, Finding(unit.id, "dialogue", words), by=field.inspector, at=AT)
        wanted = Recommendation(unit.id, words, LATER)
        concluding.recommend(session, second.ref, wanted, by=field.inspector, at=AT, today=TODAY)
    paper = concluding.Conclusion("20/KL-TTr", TODAY, "", "Tóm tắt")
    concluding.announce(session, second.ref, paper, by=field.inspector, at=AT, today=TODAY)
    assert findings(session, field.head, second) == asked(session, field.head, second) == ["Ở Ia Dom"]


def test_an_inspector_who_belongs_to_the_unit_sees_what_the_unit_sees(session: Session, field: Field) -> None:
    it = under_way(session, field)
    concluding.find(session, it.ref, Finding(field.unit.id, "schedule", "Dự thảo"), by=field.inspector, at=AT)
    torn = held(field.inspector, (RoleKind.HEAD, field.unit))
    assert find_inspection(session, torn, it.ref).sight is Sight.UNIT
    assert findings(session, torn, it) == []
    officer = held(field.inspector, (RoleKind.OFFICER, field.unit))
    with pytest.raises(NotFound):
        find_inspection(session, officer, it.ref)


@pytest.mark.parametrize("kind", [RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD])
def test_nobody_of_another_unit_knows_of_it(session: Session, field: Field, kind: RoleKind) -> None:
    it = announced(session, field)
    stranger = a_viewer(session, an_agency(session, "UBND xã Ia Krêl"), kind)
    with pytest.raises(NotFound):
        find_inspection(session, stranger, it.ref)
    with pytest.raises(NotFound):
        find_plan(session, stranger, session.get_one(InspectionPlan, it.plan_id).ref)


def test_a_draft_plan_is_read_by_its_own_agency_only(session: Session, field: Field) -> None:
    plan, _it = a_plan(session, field, approved=False)
    with pytest.raises(NotFound):
        find_plan(session, field.gatherer, plan.ref)
    assert find_plan(session, field.inspector, plan.ref) is plan


# --- files ------------------------------------------------------------------------------------------------------------


def test_only_files_of_the_units_one_may_see_are_looked_into(session: Session, field: Field) -> None:
    it = under_way(session, field)
    own = session.get_one(Matter, a_duty(session, field.unit, LATER).matter_id)
    elsewhere = session.get_one(Matter, a_duty(session, an_agency(session, "UBND xã Ia Krêl"), LATER).matter_id)
    against = a_duty(session, field.unit, LATER, sealed=True, against_the_head_of=field.inspectorate)
    hidden = session.get_one(Matter, against.matter_id)
    refs = [own.ref, elsewhere.ref, hidden.ref, "nothing"]
    assert concluding.examine(session, it.ref, refs, by=field.inspector, at=AT) == 1
    assert concluding.examine(session, it.ref, refs, by=field.inspector, at=AT) == 0
    seen = find_inspection(session, field.inspector, it.ref)
    assert [one.code for one in reading.files(session, field.inspector, seen)] == [own.code]


def test_a_sealed_file_is_looked_into_and_named_by_no_finding(session: Session, field: Field) -> None:
    it = under_way(session, field)
    duty = a_duty(
        session, field.unit, LATER, procedure="denunciation", sealed=True, against_the_head_of=field.unit
    )  # fmt: skip
    sealed = session.get_one(Matter, duty.matter_id)
    concluding.examine(session, it.ref, [sealed.ref], by=field.inspector, at=AT)
    with pytest.raises(Refused):
        concluding.find(
            session, it.ref, Finding(field.unit.id, "contents_left", "Thiếu", sealed.id), by=field.inspector, at=AT
        )
    seen = find_inspection(session, field.inspector, it.ref)
    assert [one.title for one in reading.files(session, field.inspector, seen)] == [""]
    paper = concluding.Conclusion("20/KL-TTr", TODAY, "", "Tóm tắt")
    concluding.announce(session, it.ref, paper, by=field.inspector, at=AT, today=TODAY)
    assert reading.files(session, field.head, find_inspection(session, field.head, it.ref)) == []


def test_a_finding_about_a_file_sealed_since_is_for_who_sees_the_file(session: Session, field: Field) -> None:
    it = under_way(session, field)
    matter = session.get_one(Matter, a_duty(session, field.unit, LATER).matter_id)
    concluding.examine(session, it.ref, [matter.ref], by=field.inspector, at=AT)
    found = Finding(field.unit.id, "settled_late", "Chậm", matter.id)
    concluding.find(session, it.ref, found, by=field.inspector, at=AT)
    paper = concluding.Conclusion("20/KL-TTr", TODAY, "", "Tóm tắt")
    concluding.announce(session, it.ref, paper, by=field.inspector, at=AT, today=TODAY)
    assert findings(session, field.gatherer, it) == ["Chậm"]
    matter.sealed = True
    session.flush()
    assert findings(session, field.gatherer, it) == []
    assert findings(session, field.inspector, it) == ["Chậm"]


def test_what_is_struck_is_gone_with_what_was_asked_because_of_it(session: Session, field: Field) -> None:
    it = under_way(session, field)
    found = concluding.find(session, it.ref, Finding(field.unit.id, "schedule", "Sai"), by=field.inspector, at=AT)
    wanted = Recommendation(field.unit.id, "Sửa", LATER, found.id)
    concluding.recommend(session, it.ref, wanted, by=field.inspector, at=AT, today=TODAY)
    concluding.strike_finding(session, it.ref, found.id, by=field.inspector, at=AT)
    assert findings(session, field.inspector, it) == asked(session, field.inspector, it) == []
    with pytest.raises(NotFound):
        concluding.strike_finding(session, it.ref, found.id, by=field.inspector, at=AT)


# --- nobody is forewarned ------------------------------------------------------------------------------------------


def test_the_plan_warns_no_reader_who_belongs_to_a_unit_before_the_decision(session: Session, field: Field) -> None:
    home = session.get_one(Agency, field.gatherer.roles[0].agency_id)
    plan, _it = a_plan(session, field)
    of_home = planned(field, subject="Kiểm tra Sở Nội vụ", units={home.id: ""})
    theirs = plans.add_inspection(session, plan.ref, of_home, paper=CHANGE, by=field.inspector, at=AT, today=TODAY)

    def told(viewer: Viewer) -> tuple[list[str], int, int]:
        items = [row.inspection.subject for row in lists.items_of_plan(session, viewer, plan, today=TODAY)]
        (row,) = lists.plans(session, viewer, today=TODAY)
        return items, row.inspections, len(reading.changes(session, viewer, plan))

    assert told(field.inspector) == ([planned(field).subject, "Kiểm tra Sở Nội vụ"], 2, 1)
    assert told(field.gatherer) == ([planned(field).subject], 1, 0)
    torn = held(field.inspector, (RoleKind.HANDLER, home))
    assert told(torn) == ([planned(field).subject], 1, 0)
    decision = Decision("16/QĐ-TTr", TODAY, "", TEAM)
    teams.decide(session, theirs.ref, decision, by=field.inspector, at=AT, today=TODAY)
    assert told(field.gatherer)[1:] == (2, 1)


def test_the_proposals_warn_no_unit_that_it_stands_in_a_plan(session: Session, field: Field) -> None:
    _plan, it = a_plan(session, field)
    a_duty(session, field.unit, date(2026, 9, 1))

    def stands_in_a_plan(viewer: Viewer) -> bool:
        (row,) = proposing.proposals(session, viewer, today=TODAY)
        return row.planned

    assert stands_in_a_plan(field.inspector)
    assert not stands_in_a_plan(field.head)
    decision = Decision("16/QĐ-TTr", TODAY, "", TEAM)
    teams.decide(session, it.ref, decision, by=field.inspector, at=AT, today=TODAY)
    assert stands_in_a_plan(field.head)


def test_a_unit_counts_only_what_was_asked_of_itself(session: Session, field: Field) -> None:
    it = under_way(session, field)
    for body in (field.unit, field.inspectorate):
        wanted = Recommendation(body.id, "Khắc phục", LATER)
        concluding.recommend(session, it.ref, wanted, by=field.inspector, at=AT, today=TODAY)
    paper = concluding.Conclusion("20/KL-TTr", TODAY, "", "Tóm tắt")
    concluding.announce(session, it.ref, paper, by=field.inspector, at=AT, today=TODAY)
    (row,) = lists.items_concerning(session, field.head, today=TODAY)
    assert row.followed.total == 1
    (row,) = lists.items_of_plan(session, field.inspector, session.get_one(InspectionPlan, it.plan_id), today=TODAY)
    assert row.followed.total == 2
