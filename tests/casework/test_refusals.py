"""Refusing to receive: what each of the thirteen grounds needs, how it is told, and the head's two ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import correct_act, record_act
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.identities import open_sealed
from app.casework.permissions import Viewer
from app.casework.persons import Person
from app.casework.reception import NewVisit, log_visit
from app.casework.refusals import Evidence, refusal_of, to_sign
from app.records.matters import Act, Matter
from app.records.petitions import PetitionKind
from app.records.reception import Visit, VisitOutcome
from app.statute.grounds import REFUSAL_GROUNDS
from tests.makers import DAY, HOA, Unit, a_unit, a_visit, at

PAPER = Evidence("15/TB-UBND", date(2026, 6, 1), "UBND tỉnh")
# ground: the fields of its evidence, oral or written, by when the notice is due for a visit of 06/07/2026
THIRTEEN = [
    ("LTCD-9.1", (), "oral", None),
    ("LTCD-9.2", (), "oral", None),
    ("LTCD-9.3", ("evidence_no", "evidence_on", "evidence_by"), "written", date(2026, 7, 9)),
    ("4.1.a", (), "oral", None),
    ("4.1.b", (), "oral", None),
    ("4.1.c", (), "oral", None),
    ("4.1.d", (), "oral", None),
    ("4.1.đ", (), "oral", None),
    ("4.1.e", (), "oral", None),
    ("4.1.g", (), "oral", None),
    ("4.1.h", ("evidence_no",), "written", date(2026, 7, 9)),
    ("4.1.i", ("evidence_no", "evidence_on", "evidence_by"), "oral", None),
    ("4.1.k", ("evidence_by",), "oral", None),
]


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def refused(session: Session, unit: Unit, code: str = "LTCD-9.3", **others: Any) -> Matter:
    given: dict[str, Any] = {"evidence": PAPER, **others}
    return a_visit(session, unit, outcome=VisitOutcome.REFUSED, refusal_ground=code, **given)


def do(session: Session, matter: Matter, act: str, by: Viewer, *, on: date = DAY, document_no: str = "") -> Act:
    return record_act(session, matter, act, on, by=by, at=at(on), today=on, document_no=document_no)


def test_the_table_names_every_ground() -> None:
    assert [row[0] for row in THIRTEEN] == list(REFUSAL_GROUNDS)


@pytest.mark.parametrize(("code", "needs", "way", "due"), THIRTEEN)
def test_each_ground_needs_its_evidence_and_is_told_its_way(  # noqa: PLR0917 - a line of the table
    session: Session, unit: Unit, code: str, needs: tuple[str, ...], way: str, due: date | None
) -> None:
    for name in needs:
        field = name.removeprefix("evidence_")
        lacking: dict[str, Any] = {field: None if field == "on" else ""}
        with pytest.raises(Refused) as caught, session.begin_nested():
            refused(session, unit, code, evidence=replace(PAPER, **lacking))
        assert caught.value.field == name
    matter = refused(session, unit, code)
    told = refusal_of(session, matter)
    assert told is not None
    assert (told.evidence, told.explained_on, told.due_on) == (PAPER, DAY, due)
    assert REFUSAL_GROUNDS[code].written is (way == "written")
    assert bool(to_sign(session, unit.head)) is (way == "written")


@pytest.mark.parametrize("code", ["LTCD-9.3", "4.1.i"])
def test_a_file_stands_for_number_and_day_never_for_the_agency(session: Session, unit: Unit, code: str) -> None:
    with pytest.raises(Refused) as caught, session.begin_nested():
        refused(session, unit, code, evidence=Evidence(filed=True))
    assert caught.value.field == "evidence_by"
    matter = refused(session, unit, code, evidence=Evidence(by="Tòa án nhân dân tỉnh", filed=True))
    told = refusal_of(session, matter)
    assert told is not None
    assert told.evidence.filed


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        ("4.1.e", PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION),
        ("4.1.h", PetitionKind.FEEDBACK, PetitionKind.COMPLAINT),
        ("4.1.h", None, PetitionKind.DENUNCIATION),
        ("LTCD-9.3", PetitionKind.COMPLAINT, PetitionKind.FEEDBACK),
    ],
)
def test_a_ground_speaks_only_of_the_kinds_the_decree_names(
    session: Session, unit: Unit, code: str, right: PetitionKind | None, wrong: PetitionKind
) -> None:
    assert refused(session, unit, code, kind=right).stage == "refused"
    with pytest.raises(Refused) as caught:
        refused(session, unit, code, kind=wrong)
    assert caught.value.field == "refusal_ground"


def test_the_clock_starts_when_the_grounds_are_complete(session: Session, unit: Unit) -> None:
    matter = a_visit(session, unit)
    said = {"ground": "4.1.h", "ground_complete_on": date(2026, 7, 8), "evidence_no": "9/TB-UBND"}
    record_act(session, matter, "refused", DAY, by=unit.officer, at=at(DAY), today=date(2026, 7, 8), data=said)
    told = refusal_of(session, matter)
    assert told is not None
    assert (told.complete_on, told.due_on) == (date(2026, 7, 8), date(2026, 7, 13))


def test_refusing_a_visit_noted_before_asks_for_evidence_too_and_stands_in_the_register(
    session: Session, unit: Unit
) -> None:
    matter = a_visit(session, unit)
    with pytest.raises(Refused) as caught:
        record_act(session, matter, "refused", DAY, by=unit.officer, at=at(DAY), today=DAY, data={"ground": "4.1.k"})
    assert caught.value.field == "evidence_by"
    data = {"ground": "4.1.k", "evidence_by": "Tòa án nhân dân tỉnh"}
    act = record_act(session, matter, "refused", DAY, by=unit.officer, at=at(DAY), today=DAY, data=data)
    visit = session.get_one(Visit, matter.id)
    assert (visit.outcome, visit.refusal_ground) == (VisitOutcome.REFUSED, "4.1.k")
    correct_act(session, act, by=unit.officer, at=at(DAY), today=DAY, withdraw=True, note="Ghi nhầm")
    assert (visit.outcome, visit.refusal_ground) == (VisitOutcome.NOTED, None)


def test_a_visit_written_down_days_later_keeps_what_was_explained_then(session: Session, unit: Unit) -> None:
    new = NewVisit(DAY, (HOA,), "Đòi xét lại", VisitOutcome.REFUSED, refusal_ground="4.1.b")
    later = date(2026, 7, 30)
    matter = log_visit(session, new, agency_id=unit.agency.id, by=unit.officer, at=at(later), today=later)
    told = refusal_of(session, matter)
    assert told is not None
    assert told.explained_on == DAY


def test_a_refusal_explained_at_the_desk_is_not_to_be_explained_again(session: Session, unit: Unit) -> None:
    matter = refused(session, unit, "4.1.b", explained=True)
    with pytest.raises(OutOfOrder):
        do(session, matter, "refusal_explained", unit.officer)
    later = refused(session, unit, "4.1.b", explained=False)
    do(session, later, "refusal_explained", unit.officer)
    told = refusal_of(session, later)
    assert told is not None
    assert told.explained_on == DAY


def test_the_head_agrees_with_a_number_and_nothing_waits_any_more(session: Session, unit: Unit) -> None:
    matter = refused(session, unit)
    with pytest.raises(NotAllowed):
        do(session, matter, "refusal_notified", unit.officer, document_no="15/TB-UBND")
    with pytest.raises(Refused) as caught:
        do(session, matter, "refusal_notified", unit.head)
    assert caught.value.field == "document_no"
    do(session, matter, "refusal_notified", unit.head, on=date(2026, 7, 8), document_no="15/TB-UBND")
    told = refusal_of(session, matter)
    assert told is not None
    assert (told.notice_no, told.notice_on, told.due_on) == ("15/TB-UBND", date(2026, 7, 8), None)
    assert to_sign(session, unit.head) == []


def test_the_head_who_orders_the_reception_leaves_the_visit_to_be_answered(session: Session, unit: Unit) -> None:
    matter = refused(session, unit)
    do(session, matter, "reception_ordered", unit.head)
    visit = session.get_one(Visit, matter.id)
    assert (matter.stage, visit.outcome, visit.refusal_ground) == ("received", VisitOutcome.NOTED, "LTCD-9.3")
    assert to_sign(session, unit.head) == []
    told = refusal_of(session, matter)
    assert told is not None
    assert told.ordered_on == DAY


def test_only_the_head_has_refusals_to_sign(session: Session, unit: Unit) -> None:
    refused(session, unit)
    assert to_sign(session, unit.officer) == []
    assert [one.ground for one in to_sign(session, unit.head)] == ["LTCD-9.3"]


def test_the_evidence_of_a_sealed_refusal_is_read_on_its_sealed_page(session: Session, unit: Unit) -> None:
    matter = refused(session, unit, secret=True)
    page = open_sealed(session, matter, viewer=unit.officer, at=at(DAY))
    assert any("15/TB-UBND" in note for part in page.parts for note in part.act_notes)
    assert HOA.full_name in {one.full_name for one in page.people}
    assert session.scalar(select(Act.note).where(Act.matter_id == matter.id, Act.act == "refused")) == ""


def test_an_earlier_visit_a_refusal_cites_is_of_the_same_person_or_about_the_same_matter(
    session: Session, unit: Unit
) -> None:
    hoa, binh = Person("Nguyễn Thị Hoa", 1970), Person("Trần Văn Bình", 1981)
    earlier = a_visit(session, unit, people=(hoa,), kind=PetitionKind.FEEDBACK)
    refusing: dict[str, Any] = {
        "refusal_ground": "4.1.h", "outcome": VisitOutcome.REFUSED, "kind": PetitionKind.FEEDBACK,
        "evidence": Evidence(no=earlier.code),
    }  # fmt: skip
    assert a_visit(session, unit, people=(Person("nguyen thi hoa"),), **refusing).stage == "refused"
    assert a_visit(session, unit, people=(binh,), repeats=earlier.ref, **refusing).stage == "refused"
    for wrong in ({}, {"evidence": Evidence(no="LT-0999/2026")}):
        with pytest.raises(Refused) as caught:
            a_visit(session, unit, people=(binh,), **refusing | wrong)
        assert caught.value.field == "evidence_no"
    elsewhere = Evidence(no=earlier.code, by="Ban Tiếp công dân tỉnh")
    assert a_visit(session, unit, people=(binh,), **refusing | {"evidence": elsewhere}).stage == "refused"
