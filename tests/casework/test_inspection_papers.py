"""The papers made of inspections: what they say, who changes them, who reads them, and what is kept of them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.inspections import concluding, lists, papering, plans, teams
from app.casework.inspections.concluding import Conclusion, Finding, Recommendation, Written
from app.casework.inspections.papering import Draft, Numbered
from app.casework.inspections.sight import find_inspection
from app.casework.inspections.teams import Decision
from app.casework.papers.shape import laid_out
from app.casework.permissions import Viewer
from app.paper.official import made
from app.records.agencies import Agency, Level
from app.records.inspections import Inspection, InspectionPaper, InspectionPlan
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.statute.inspections import InspectionKind
from app.statute.papers.oversight import INSPECTION_CONCLUSION, INSPECTION_RESULT
from tests.inspections import AT, CHANGE, TEAM, TODAY, Field, a_field, coded, planned, under_way
from tests.makers import HOA, Unit, a_petition, a_viewer, an_agency

LATER = date(2026, 10, 20)
SAID = Conclusion("5/KL-TTr", TODAY, "Ông Nguyễn Hữu Thịnh", "Còn thiếu sót.")
FOUND, ASKED = "Tháng 7 chỉ tiếp một ngày", "Tiếp đủ số ngày"


@pytest.fixture
def field(session: Session) -> Field:
    return a_field(session)


def worked_on(session: Session, field: Field) -> Inspection:
    """Under way, with a finding and what is asked because of it."""
    it = under_way(session, field)
    found = concluding.find(session, it.ref, Finding(field.unit.id, "head_days", FOUND), by=field.inspector, at=AT)
    asked = Recommendation(field.unit.id, ASKED, LATER, found.id)
    concluding.recommend(session, it.ref, asked, by=field.inspector, at=AT, today=TODAY)
    return it


def drafted(session: Session, viewer: Viewer, it: Inspection) -> Draft:
    seen = find_inspection(session, viewer, it.ref)
    return papering.conclusion_draft(session, seen, by=viewer, today=TODAY)


def text_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_conclusion_is_made_from_what_was_found_and_asked(session: Session, field: Field) -> None:
    draft = drafted(session, field.inspector, worked_on(session, field))
    text = text_of(made(laid_out(INSPECTION_CONCLUSION, draft.passages, number="05/KL-TTr", on=TODAY), title="", at=AT))
    for said in (
        "KẾT LUẬN", "15/QĐ-TTr", "mục III.3", "Trưởng đoàn: Phan Văn Đức", "1. Ủy ban nhân dân xã Ia Dom:",
        "Thủ trưởng không đủ ngày tiếp công dân, hoặc ủy quyền cấp phó (Luật Tiếp công dân", f"{FOUND}.",
        f"1. Ủy ban nhân dân xã Ia Dom: {ASKED}. Hạn thực hiện: ngày 20/10/2026.", "Sở Nội vụ (để tổng hợp)",
    ):  # fmt: skip
        assert said in text, said


def test_what_was_changed_stays_and_the_rest_follows_what_is_recorded(session: Session, field: Field) -> None:
    it = worked_on(session, field)
    typed = {one.name: one.text for one in drafted(session, field.inspector, it).passages}
    papering.draft_conclusion(
        session, it.ref, {**typed, "summary": "Đơn vị có cố gắng."}, by=field.inspector, at=AT, today=TODAY,
        expected_version=0,
    )  # fmt: skip
    more = Finding(field.unit.id, "schedule", "Không niêm yết lịch")
    concluding.find(session, it.ref, more, by=field.inspector, at=AT)
    draft = drafted(session, field.inspector, it)
    said = {one.name: one.text for one in draft.passages}
    assert said["summary"] == "Đơn vị có cố gắng."
    assert "Không niêm yết lịch" in said["found"]
    with pytest.raises(ChangedMeanwhile):
        papering.draft_conclusion(session, it.ref, said, by=field.inspector, at=AT, today=TODAY, expected_version=0)
    with pytest.raises(NotAllowed):
        papering.draft_conclusion(session, it.ref, said, by=field.head, at=AT, today=TODAY, expected_version=1)


def test_the_conclusion_is_kept_as_it_was_announced_and_read_by_all_it_tells(session: Session, field: Field) -> None:
    it = worked_on(session, field)
    paper = Written({"summary": "Còn thiếu sót."}, b"PK-conclusion")
    concluding.announce(session, it.ref, SAID, by=field.inspector, at=AT, today=TODAY, paper=paper)
    row = session.scalars(select(InspectionPaper)).one()
    assert (row.number, row.content, row.file_name) == (
        "05/KL-TTr", b"PK-conclusion", "Kết luận kiểm tra 05-KL-TTr.docx"
    )  # fmt: skip
    for viewer in (field.inspector, field.head, field.gatherer):
        assert papering.conclusion_paper(session, viewer, find_inspection(session, viewer, it.ref)) is row
    typed = {one.name: one.text for one in drafted(session, field.inspector, it).passages}
    with pytest.raises(OutOfOrder):
        papering.draft_conclusion(
            session, it.ref, typed, by=field.inspector, at=AT, today=TODAY, expected_version=row.version
        )


def test_a_unit_beside_others_does_not_read_what_the_paper_says_of_them(session: Session, field: Field) -> None:
    other = an_agency(session, "UBND xã Ia Krêl")
    first = under_way(session, field)
    plan = session.get_one(InspectionPlan, first.plan_id)
    both = planned(field, units={field.unit.id: "", other.id: ""})
    it = plans.add_inspection(session, plan.ref, both, paper=CHANGE, by=field.inspector, at=AT, today=TODAY)
    teams.decide(session, it.ref, Decision("16/QĐ-TTr", TODAY, "", TEAM), by=field.inspector, at=AT, today=TODAY)
    teams.begin(session, it.ref, TODAY, by=field.inspector, at=AT, today=TODAY)
    concluding.announce(
        session, it.ref, SAID, by=field.inspector, at=AT, today=TODAY, paper=Written({}, b"PK")
    )  # fmt: skip
    assert papering.conclusion_paper(session, field.head, find_inspection(session, field.head, it.ref)) is None
    assert papering.conclusion_paper(session, field.gatherer, find_inspection(session, field.gatherer, it.ref))


def test_nothing_of_an_inspection_names_whoever_is_kept_secret(session: Session, field: Field) -> None:
    it = worked_on(session, field)
    desk = Unit(
        field.unit, a_viewer(session, field.unit, RoleKind.OFFICER), a_viewer(session, field.unit, RoleKind.HANDLER),
        field.head,
    )  # fmt: skip
    sealed = a_petition(session, desk, on=date(2026, 9, 7), kind=PetitionKind.DENUNCIATION)
    assert concluding.examine(session, it.ref, [sealed.ref], by=field.inspector, at=AT) == 1
    telling = f"Theo lời {HOA.full_name}, chưa giải quyết"
    with pytest.raises(Refused, match="giữ bí mật"):
        concluding.find(session, it.ref, Finding(field.unit.id, "schedule", telling), by=field.inspector, at=AT)
    asked = Recommendation(field.unit.id, telling, LATER)
    with pytest.raises(Refused, match="giữ bí mật"):
        concluding.recommend(session, it.ref, asked, by=field.inspector, at=AT, today=TODAY)
    typed = {one.name: one.text for one in drafted(session, field.inspector, it).passages}
    with pytest.raises(Refused, match="giữ bí mật") as refused:
        papering.draft_conclusion(
            session, it.ref, {**typed, "found": telling}, by=field.inspector, at=AT, today=TODAY, expected_version=0
        )
    assert refused.value.field == "found"
    said = Conclusion("5/KL-TTr", TODAY, "", telling)
    with pytest.raises(Refused, match="giữ bí mật"):
        concluding.announce(session, it.ref, said, by=field.inspector, at=AT, today=TODAY)


# --- the result of a year ---------------------------------------------------------------------------------------------


def test_the_report_of_the_year_counts_what_was_held_and_names_no_unit_before_its_time(
    session: Session, field: Field
) -> None:
    it = worked_on(session, field)
    concluding.announce(session, it.ref, SAID, by=field.inspector, at=AT, today=TODAY)
    plan = session.get_one(InspectionPlan, it.plan_id)
    secret = an_agency(session, "UBND xã Chưa Biết")
    ahead = planned(field, subject="Việc chưa ai biết", units={secret.id: ""})
    plans.add_inspection(session, plan.ref, ahead, paper=CHANGE, by=field.inspector, at=AT, today=TODAY)
    draft = papering.result_draft(session, plan, by=field.inspector, today=TODAY)
    text = text_of(made(laid_out(INSPECTION_RESULT, draft.passages), title="", at=AT))
    for said in (
        "BÁO CÁO", "Kính gửi: Sở Nội vụ", "số 02/KH-TTr ngày 12/01/2026", "số 05/KL-TTr ngày 14/09/2026",
        "Đã kết luận 1 trong 2 cuộc", "0 trong 1 đã thực hiện", "Đã kiến nghị 1 việc",
    ):  # fmt: skip
        assert said in text, said
    assert "hưa ai biết" not in text
    assert "Chưa Biết" not in text


def test_the_report_is_sent_once_with_its_number_and_what_was_owed_is_done(session: Session, field: Field) -> None:
    it = worked_on(session, field)
    plan = session.get_one(InspectionPlan, it.plan_id)
    assert papering.result_paper(session, plan) is None
    said = Numbered("7/BC-TTr", TODAY, {}, b"PK-result")
    with pytest.raises(NotAllowed):
        papering.send_result(session, plan.ref, said, by=field.gatherer, at=AT, today=TODAY)
    with pytest.raises(Refused, match="Nhập số"):
        papering.send_result(session, plan.ref, Numbered("", TODAY, {}, b"PK"), by=field.inspector, at=AT, today=TODAY)
    papering.send_result(session, plan.ref, said, by=field.inspector, at=AT, today=TODAY)
    matter = session.get_one(Matter, plan.result_matter_id)
    assert matter.stage == "inspection_result_sent"
    row = papering.result_paper(session, plan)
    assert row is not None
    assert (row.content, row.number) == (b"PK-result", "07/BC-TTr")
    (listed,) = lists.plans(session, field.gatherer, today=TODAY)
    assert listed.told_on == TODAY
    with pytest.raises(OutOfOrder):
        papering.send_result(session, plan.ref, said, by=field.inspector, at=AT, today=TODAY)


def test_who_leads_together_drafts_no_paper(session: Session, field: Field) -> None:
    justice = coded(session, "so-tu-phap", "Sở Tư pháp", Level.DEPARTMENT)
    beside = a_viewer(session, justice, RoleKind.HEAD)
    home = session.get_one(Agency, field.gatherer.roles[0].agency_id)
    lead = a_viewer(session, home, RoleKind.HEAD)
    plan = plans.write_plan(session, home.id, 2026, by=lead, at=AT)
    wanted = planned(field, kind=InspectionKind.REFORM, co_leads=frozenset({justice.id}))
    it = plans.add_inspection(session, plan.ref, wanted, paper=None, by=lead, at=AT, today=TODAY)
    plans.approve(session, plan.ref, plans.Paper("2/KH", TODAY, "GĐ"), by=lead, at=AT, today=TODAY)
    with pytest.raises(NotAllowed):
        papering.draft_conclusion(session, it.ref, {}, by=beside, at=AT, today=TODAY, expected_version=0)
