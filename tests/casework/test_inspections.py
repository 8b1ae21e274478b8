"""Inspections: planned and changed by papers, known to each only when and as far as it is theirs, followed up."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import acts
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.flags import raise_and_withdraw
from app.casework.inspections import concluding, lists, plans, proposing, reading, teams
from app.casework.inspections.concluding import Recommendation
from app.casework.inspections.plans import Paper
from app.casework.inspections.sight import Sight, find_inspection, find_plan
from app.casework.inspections.teams import Decision, Inviting
from app.casework.overdue import Filters, Kind, overdue
from app.casework.papers.inviting import inviting_sheet
from app.casework.papers.words import Signer
from app.casework.permissions import Viewer
from app.paper.official import made
from app.records.agencies import AgencyParent, Level
from app.records.inspections import (
    Attendance,
    Inspection,
    InspectionRecommendation,
    InspectionStage,
    PlanChange,
)
from app.records.matters import Matter, MatterKind
from app.records.oversight import Flag
from app.records.people import RoleKind
from app.statute.inspections import InspectionKind
from tests.inspections import (
    AT,
    CHANGE,
    TEAM,
    TODAY,
    Field,
    a_field,
    a_plan,
    announced,
    coded,
    decided,
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


def term_of(session: Session) -> Matter:
    wanted = select(Matter).join(InspectionRecommendation, InspectionRecommendation.matter_id == Matter.id)
    return session.scalars(wanted).one()


# --- the plan -----------------------------------------------------------------------------------------------------


def test_an_approved_plan_owes_its_result_before_the_first_of_november(session: Session, field: Field) -> None:
    plan, _it = a_plan(session, field)
    matter = session.get_one(Matter, plan.result_matter_id)
    assert (matter.kind, matter.code, matter.agency_id) == (
        MatterKind.INSPECTION_TERM, "KQKT-2026", field.inspectorate.id,
    )  # fmt: skip
    late = overdue(session, field.inspector, today=date(2026, 11, 1), filters=Filters(kind=Kind.INSPECTION))
    assert [(row.due_on, row.duty) for row in late.rows] == [(date(2026, 10, 31), "kt.result")]

    acts.record_act(
        session, matter, "inspection_result_sent", TODAY, by=field.inspector, at=AT, today=TODAY,
        document_no="30/BC-TTr", document_on=TODAY,
    )  # fmt: skip
    assert overdue(session, field.inspector, today=date(2026, 11, 1), filters=Filters()).total == 0


def test_a_plan_is_written_once_a_year_by_the_agency_itself(session: Session, field: Field) -> None:
    a_plan(session, field)
    with pytest.raises(Refused):
        plans.write_plan(session, field.inspectorate.id, 2026, by=field.inspector, at=AT)
    with pytest.raises(NotAllowed):
        plans.write_plan(session, field.inspectorate.id, 2027, by=field.head, at=AT)


def test_an_empty_plan_is_not_approved(session: Session, field: Field) -> None:
    plan = plans.write_plan(session, field.inspectorate.id, 2026, by=field.inspector, at=AT)
    with pytest.raises(OutOfOrder):
        plans.approve(session, plan.ref, CHANGE, by=field.inspector, at=AT, today=TODAY)


def test_after_approval_a_change_needs_its_paper_and_reason_and_keeps_what_was(session: Session, field: Field) -> None:
    plan, it = a_plan(session, field)
    later = planned(field, first_on=date(2026, 10, 1), last_on=date(2026, 10, 20))
    for paper in (None, Paper("", TODAY, "Bão"), Paper("12/KH-TTr", TODAY, " ")):
        with pytest.raises(Refused):
            plans.change_inspection(session, it.ref, later, paper=paper, by=field.inspector, at=AT, today=TODAY)
    plans.change_inspection(session, it.ref, later, paper=CHANGE, by=field.inspector, at=AT, today=TODAY)
    (change,) = session.scalars(select(PlanChange))
    assert (change.before["first_on"], change.after["first_on"], change.reason) == (
        "2026-09-01", "2026-10-01", CHANGE.why,
    )  # fmt: skip
    plans.cancel_inspection(session, it.ref, paper=CHANGE, by=field.inspector, at=AT, today=TODAY)
    (last, _place), _before = reading.changes(session, field.inspector, plan)
    assert last.after == {}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"kind": InspectionKind.REFORM}, "kind"),
        ({"subject": "  "}, "subject"),
        ({"units": {}}, "units"),
        ({"first_on": date(2025, 9, 1)}, "first_on"),
        ({"last_on": date(2026, 8, 31)}, "last_on"),
        ({"kind": InspectionKind.SURVEY, "first_on": date(2026, 3, 2)}, "first_on"),
        ({"kind": InspectionKind.SELF_CHECK}, "units"),
    ],
)
def test_what_the_provinces_plan_does_not_allow_is_refused(
    session: Session, field: Field, changed: dict[str, object], named: str
) -> None:
    plan, _it = a_plan(session, field, approved=False)
    with pytest.raises(Refused) as refused:
        plans.add_inspection(
            session, plan.ref, planned(field, **changed), paper=None, by=field.inspector, at=AT, today=TODAY
        )
    assert refused.value.field == named


def test_a_unit_checks_itself(session: Session, field: Field) -> None:
    plan = plans.write_plan(session, field.unit.id, 2026, by=field.head, at=AT)
    own = planned(field, kind=InspectionKind.SELF_CHECK)
    it = plans.add_inspection(session, plan.ref, own, paper=None, by=field.head, at=AT, today=TODAY)
    assert find_inspection(session, field.head, it.ref).sight is Sight.OWN


# --- the team -------------------------------------------------------------------------------------------------------


def test_a_team_has_one_leader_and_an_approved_plan_behind_it(session: Session, field: Field) -> None:
    _plan, it = a_plan(session, field, approved=False)
    decision = Decision("15/QĐ-TTr", TODAY, "", TEAM)
    with pytest.raises(OutOfOrder):
        teams.decide(session, it.ref, decision, by=field.inspector, at=AT, today=TODAY)
    plans.approve(
        session, find_plan(session, field.inspector, _plan.ref).ref, CHANGE, by=field.inspector, at=AT, today=TODAY
    )
    with pytest.raises(Refused):
        teams.decide(
            session, it.ref, Decision("15/QĐ-TTr", TODAY, "", TEAM[1:]), by=field.inspector, at=AT, today=TODAY
        )
    teams.decide(session, it.ref, decision, by=field.inspector, at=AT, today=TODAY)
    teams.decide(session, it.ref, decision, by=field.inspector, at=AT, today=TODAY)  # set up anew
    assert len(reading.members(session, find_inspection(session, field.inspector, it.ref))) == len(TEAM)


def test_who_saw_an_earlier_state_does_not_overwrite_it(session: Session, field: Field) -> None:
    it = decided(session, field)
    with pytest.raises(ChangedMeanwhile):
        teams.decide(
            session, it.ref, Decision("16/QĐ-TTr", TODAY, "", TEAM), by=field.inspector, at=AT, today=TODAY,
            expected_version=it.version - 1,
        )  # fmt: skip


def test_the_invitation_is_a_paper_and_the_guest_sees_that_inspection_only(session: Session, field: Field) -> None:
    it = under_way(session, field)
    with pytest.raises(NotFound):
        find_inspection(session, field.guest, it.ref)
    seen = find_inspection(session, field.inspector, it.ref)
    (to,) = teams.whom_to_invite(session, seen, today=TODAY)
    inviting = Inviting("7/GM-TTr", TODAY, Signer("Ông Nguyễn Hữu Thịnh"), TODAY + timedelta(days=3), "trụ sở UBND xã")
    sheet = inviting_sheet(
        teams.invitation_facts(session, seen, inviting, to, today=TODAY), number=inviting.number, on=inviting.on
    )
    content = made(sheet, title="Giấy mời", at=AT)
    text = "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)
    assert "mục III.3" in text
    assert "15/QĐ-TTr" in text
    assert "Ủy ban nhân dân xã Ia Dom" in text
    paper = teams.invite(session, it.ref, to.id, inviting, content, by=field.inspector, at=AT, today=TODAY).ref
    with pytest.raises(OutOfOrder):
        teams.invite(session, it.ref, to.id, inviting, content, by=field.inspector, at=AT, today=TODAY)

    assert find_inspection(session, field.guest, it.ref).sight is Sight.GUEST
    assert [one.inspection.ref for one in lists.items_invited(session, field.guest, today=TODAY)] == [it.ref]
    with pytest.raises(Refused):
        teams.attend(session, it.ref, paper, Attendance.CAME, "", by=field.inspector, at=AT)
    teams.attend(session, it.ref, paper, Attendance.CAME, "Bà Võ Thị Kim Liên", by=field.inspector, at=AT)
    with pytest.raises(NotAllowed):
        teams.attend(session, it.ref, paper, Attendance.STAYED_AWAY, "", by=field.guest, at=AT)


def test_other_bodies_are_invited_each_by_its_own_paper_and_told_of_that_alone(session: Session, field: Field) -> None:
    front = coded(session, "mat-tran", "Ủy ban MTTQ tỉnh", Level.PARTY)
    it = under_way(session, field)
    other = a_viewer(session, front, RoleKind.OBSERVER)
    seen = find_inspection(session, field.inspector, it.ref)
    bodies = teams.whom_to_invite(session, seen, today=TODAY)
    assert [one.code for one in bodies] == ["ban-dan-van", "mat-tran"]
    inviting = Inviting("8/GM-TTr", TODAY, Signer(""), TODAY, "")
    theirs = teams.invite(session, it.ref, front.id, inviting, b"PK", by=field.inspector, at=AT, today=TODAY)
    with pytest.raises(NotFound):
        find_inspection(session, field.guest, it.ref)
    assert [one.code for one in teams.whom_to_invite(session, seen, today=TODAY)] == ["ban-dan-van"]
    inviting = Inviting("9/GM-TTr", TODAY, Signer(""), TODAY, "")
    mine = teams.invite(session, it.ref, bodies[0].id, inviting, b"PK", by=field.inspector, at=AT, today=TODAY)
    teams.attend(session, it.ref, theirs.ref, Attendance.STAYED_AWAY, "", by=field.inspector, at=AT)
    for viewer, paper, strange in ((field.guest, mine, theirs), (other, theirs, mine)):
        as_guest = find_inspection(session, viewer, it.ref)
        assert [one.number for one in reading.invited_to(session, viewer, as_guest)] == [paper.number]
        assert reading.invitation_paper(session, viewer, as_guest, paper.ref) is paper
        assert reading.invitation_paper(session, viewer, as_guest, strange.ref) is None
    assert [one.attendance for one in reading.invited_to(session, field.inspector, seen)] == [
        Attendance.STAYED_AWAY, None
    ]  # fmt: skip
    commune = an_agency(session, "UBND xã Ia Krêl")
    with pytest.raises(OutOfOrder):
        teams.invite(session, it.ref, commune.id, inviting, b"PK", by=field.inspector, at=AT, today=TODAY)


# --- what was asked -------------------------------------------------------------------------------------------------


def test_a_recommendation_is_late_flagged_reported_and_confirmed(session: Session, field: Field) -> None:
    it = announced(session, field)
    matter = term_of(session)
    assert (matter.agency_id, matter.origin_agency_id) == (field.unit.id, field.inspectorate.id)
    for viewer in (field.head, field.inspector):
        late = overdue(session, viewer, today=LATER, filters=Filters(kind=Kind.INSPECTION, agency_id=field.unit.id))
        assert [(row.code, row.days_late) for row in late.rows] == [(matter.code, 5)]
    raise_and_withdraw(session, today=LATER, at=AT)
    assert session.scalar(select(Flag.id)) is not None

    done = {"carried_out": "Từ tháng 10 tiếp đủ hai ngày"}
    with pytest.raises(NotAllowed):
        acts.record_act(session, matter, "found_carried_out", LATER, by=field.head, at=AT, today=LATER)
    with pytest.raises(NotAllowed):
        acts.record_act(
            session, matter, "carrying_out_reported", LATER, by=field.inspector, at=AT, today=LATER, data=done,
            document_no="9/BC-UBND",
        )  # fmt: skip
    acts.record_act(
        session, matter, "carrying_out_reported", LATER, by=field.head, at=AT, today=LATER, data=done,
        document_no="9/BC-UBND", document_on=LATER,
    )  # fmt: skip
    (item,) = lists.items_concerning(session, field.head, today=LATER)
    assert (item.followed.total, item.followed.reported, item.followed.late) == (1, 1, 0)
    acts.record_act(session, matter, "found_carried_out", LATER, by=field.inspector, at=AT, today=LATER)
    assert not matter.open
    (row,) = lists.plans(session, field.inspector, today=LATER)
    assert (row.inspections, row.done, row.late) == (1, 1, 0)
    assert it.stage is InspectionStage.ANNOUNCED


def test_what_was_not_carried_out_gets_a_new_term(session: Session, field: Field) -> None:
    announced(session, field)
    matter = term_of(session)
    acts.record_act(
        session, matter, "found_not_carried_out", LATER, by=field.inspector, at=AT, today=LATER,
        data={"term_on": date(2026, 11, 30), "reason": "Tháng 10 vẫn tiếp một ngày"}, document_no="41/TTr",
        document_on=LATER,
    )  # fmt: skip
    late = overdue(session, field.head, today=date(2026, 12, 1), filters=Filters(kind=Kind.INSPECTION))
    assert [row.due_on for row in late.rows] == [date(2026, 11, 30)]


def test_no_term_ends_before_it_begins(session: Session, field: Field) -> None:
    it = under_way(session, field)
    with pytest.raises(Refused):
        concluding.recommend(
            session, it.ref, Recommendation(field.unit.id, "Ngay", TODAY), by=field.inspector, at=AT, today=TODAY
        )


# --- which units --------------------------------------------------------------------------------------------------


def test_units_are_proposed_by_what_is_late_and_by_the_failures_it_shows(session: Session, field: Field) -> None:
    krel = an_agency(session, "UBND xã Ia Krêl")
    for day in (date(2026, 8, 3), date(2026, 9, 1), date(2026, 12, 1)):
        a_duty(session, field.unit, day)
    a_duty(session, krel, date(2026, 9, 1), procedure="feedback", rule="tcd.feedback_resolution")
    a_duty(session, field.unit, date(2026, 1, 1), sealed=True, against_the_head_of=field.inspectorate)  # not for them
    rows = proposing.proposals(session, field.inspector, today=TODAY)
    assert [(one.name, one.late, one.running, one.share) for one in rows] == [
        ("UBND xã Ia Krêl", 1, 1, 100), ("UBND xã Ia Dom", 2, 3, 67),
    ]  # fmt: skip
    first, *_rest = proposing.proposals(session, field.inspector, today=TODAY, order=proposing.Order.FAILURES)
    assert (first.name, first.weight, first.oldest_days) == ("UBND xã Ia Dom", 7, (TODAY - date(2026, 8, 3)).days)
    for row in rows:
        found = Filters(agency_id=row.agency_id)
        assert overdue(session, field.inspector, today=TODAY, filters=found).total == row.late
        for sign in row.signs:
            narrowed = Filters(agency_id=row.agency_id, kind=sign.kind)
            assert overdue(session, field.inspector, today=TODAY, filters=narrowed).total == sign.late


def test_a_plan_is_approved_before_its_result_is_due(session: Session, field: Field) -> None:
    plan, _it = a_plan(session, field, approved=False)
    late, day = Paper("9/KH-TTr", date(2026, 11, 2), "Chánh Thanh tra"), date(2026, 11, 3)
    with pytest.raises(Refused, match="hạn gửi kết quả") as refused:
        plans.approve(session, plan.ref, late, by=field.inspector, at=AT, today=day)
    assert refused.value.field == "approved_on"


def test_nobody_inspects_whoever_stands_above(session: Session, field: Field) -> None:
    province = an_agency(session, "UBND tỉnh", level=Level.PROVINCE)
    above = AgencyParent(agency_id=field.inspectorate.id, parent_id=province.id, from_on=field.inspectorate.from_on)
    session.add(above)
    session.flush()
    a_duty(session, province, date(2026, 9, 1))
    assert proposing.proposals(session, field.inspector, today=TODAY) == []
    plan, _it = a_plan(session, field, approved=False)
    upwards = planned(field, units={province.id: ""})
    with pytest.raises(Refused, match="cấp trên"):
        plans.add_inspection(session, plan.ref, upwards, paper=None, by=field.inspector, at=AT, today=TODAY)


def test_a_unit_in_an_approved_plan_of_the_year_says_so(session: Session, field: Field) -> None:
    under_way(session, field)
    a_duty(session, field.unit, date(2026, 9, 1))
    (row,) = proposing.proposals(session, field.inspector, today=TODAY)
    assert row.planned
    assert row.last_on == date(2026, 9, 3)


def test_another_department_inspects_what_the_plan_names_it_for(session: Session, field: Field) -> None:
    justice = coded(session, "so-tu-phap", "Sở Tư pháp", field.inspectorate.level)
    head = a_viewer(session, justice, RoleKind.HEAD)
    plan = plans.write_plan(session, justice.id, 2026, by=head, at=AT)
    reform = planned(field, kind=InspectionKind.PROCEDURES)
    plans.add_inspection(session, plan.ref, reform, paper=None, by=head, at=AT, today=TODAY)
    with pytest.raises(NotFound):
        find_plan(session, field.inspector, plan.ref)
