"""Land disputes before the commune: a register of their own, clocks of their own, and never among complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import correct_act, record_act
from app.casework.case_files import Filters as CaseFilters
from app.casework.case_files import cases
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.figures import figures
from app.casework.flagged import flags as flags_seen
from app.casework.flags import raise_and_withdraw
from app.casework.identities import Person, seal_matter
from app.casework.inbox import Filters as InboxFilters
from app.casework.inbox import inbox
from app.casework.mediation_list import Standing, file_of, mediations, mediations_of_visit
from app.casework.mediations import NewMediation, Plot, take_dispute
from app.casework.national_database import Wanted, entries
from app.casework.overdue import Filters, Kind, overdue
from app.casework.permissions import Viewer
from app.casework.petition_register import PetitionTally, petition_tally
from app.casework.register import Period, tally
from app.records.agencies import Level
from app.records.matters import Act, Matter, MatterKind
from app.records.mediations import Mediation
from app.records.people import RoleKind
from app.statute.calendar import BUILT_IN
from tests.makers import DAY, Unit, a_petition, a_unit, a_viewer, a_visit, an_agency, at

PLOT = Plot("Thôn Chư Bồ, xã Ia Dom", "12", "345", "125,5", "LNC", "CK 123456")
NEW = NewMediation(
    DAY, PLOT, "Lấn ranh giới phía đông khoảng hai mét", [Person("Ksor H’Lan", 1971)], [Person("Rơ Châm Tuih")]
)
SAT: dict[str, object] = {"chaired_by": "Siu Blut, Chủ tịch", "members": "Địa chính; Mặt trận", "account": "Dời rào"}
DUE = DAY + timedelta(days=30)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, "UBND xã Ia Dom")


def taken(session: Session, unit: Unit, *, by: Viewer | None = None, **others: Any) -> Matter:
    new = replace(NEW, **others)
    return take_dispute(session, new, agency_id=unit.agency.id, by=by or unit.officer, at=at(DAY), today=DAY)


def recorded(session: Session, matter: Matter, act: str, on: date, by: Viewer, **others: Any) -> Act:
    given: dict[str, Any] = {"document_no": "7/BB", **others}
    return record_act(session, matter, act, on, by=by, at=at(on), today=on, **given)


def settled(session: Session, unit: Unit, on: date, act: str = "mediation_succeeded", **said: object) -> Matter:
    """A dispute with its result, the record not sent yet."""
    matter = taken(session, unit)
    recorded(session, matter, "mediation_accepted", DAY, unit.handler)
    recorded(session, matter, "mediation_council", DAY, unit.head)
    recorded(session, matter, act, on, unit.handler, data={**SAT, **said})
    return matter


def test_a_dispute_is_written_into_a_register_of_its_own_with_both_sides(session: Session, unit: Unit) -> None:
    matter = taken(session, unit)

    assert (matter.kind, matter.code, matter.stage, matter.procedure) == (
        MatterKind.MEDIATION, f"HG-0001/{DAY.year}", "received", "land_mediation",
    )  # fmt: skip
    file = file_of(session, unit.handler, matter)
    assert [one.full_name for one in file.requesters] == ["Ksor H’Lan"]
    assert [one.full_name for one in file.others] == ["Rơ Châm Tuih"]
    assert (file.plot.sheet_no, file.plot.parcel_no, file.plot.area) == ("12", "345", "125,5")
    rows, total = mediations(session, unit.handler, today=DAY)
    assert total == 1
    assert (rows[0].code, rows[0].requesters, rows[0].others) == (matter.code, ("Ksor H’Lan",), ("Rơ Châm Tuih",))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"received_on": DAY + timedelta(days=1)}, "received_on"),
        ({"dispute": " "}, "dispute"),
        ({"plot": Plot(" ")}, "plot_address"),
        ({"requesters": ()}, "full_name"),
        ({"others": ()}, "other_side"),
    ],
)
def test_what_is_missing_is_named_by_its_field(session: Session, unit: Unit, wrong: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        taken(session, unit, **wrong)
    assert refused.value.field == field


def test_only_a_commune_mediates_and_only_its_own_people(session: Session, unit: Unit) -> None:
    department = a_unit(session, "Sở Nông nghiệp và Môi trường")
    department.agency.level = Level.DEPARTMENT
    for at_unit, by in ((department, department.officer), (unit, department.officer)):
        with pytest.raises(NotAllowed):
            taken(session, at_unit, by=by)
    auditor = a_viewer(session, unit.agency, RoleKind.AUDITOR)
    with pytest.raises(NotAllowed):
        taken(session, unit, by=auditor)


def test_a_late_mediation_is_overdue_under_its_own_kind_and_flagged(session: Session, unit: Unit) -> None:
    matter = taken(session, unit)
    supervisor = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
    late = DUE + timedelta(days=10)

    raise_and_withdraw(session, today=late, at=at(late))
    flagged = {one.duty for one in flags_seen(session, supervisor, agency_id=unit.agency.id).rows}
    assert flagged == {"dd.mediation", "dd.mediation_notice"}
    for viewer in (unit.head, supervisor):
        page = overdue(session, viewer, today=late, filters=Filters(kind=Kind.MEDIATION))
        assert {(one.ref, one.certainty) for one in page.rows} == {(matter.ref, "unverified")}
        for kind in set(Kind) - {Kind.MEDIATION}:
            assert overdue(session, viewer, today=late, filters=Filters(kind=kind)).total == 0
    rows, _total = mediations(session, supervisor, today=late, standing=Standing.LATE)
    assert [row.ref for row in rows] == [matter.ref]


def test_it_is_over_when_its_record_went_out_and_lives_again_after_an_objection(session: Session, unit: Unit) -> None:
    on = DAY + timedelta(days=14)
    matter = settled(session, unit, on)
    assert matter.open
    recorded(session, matter, "mediation_record_sent", on, unit.handler)
    assert (matter.open, matter.stage) == (False, "mediation_succeeded")
    assert [row.ref for row in mediations(session, unit.head, today=on, standing=Standing.SUCCEEDED)[0]] == [matter.ref]

    objected = on + timedelta(days=8)
    recorded(session, matter, "mediation_objected", objected, unit.officer, data={"reason": "Không dời rào"})
    assert (matter.open, matter.stage) == (True, "mediation_objected")
    again = recorded(
        session, matter, "mediation_unsettled", objected, unit.handler, document_no="9/BB",
        data={**SAT, "next_authority": "court"},
    )  # fmt: skip
    assert (matter.stage, again.data["next_authority"]) == ("mediation_failed", "court")
    assert [fact.act for fact in file_of(session, unit.head, matter).sessions] == [
        "mediation_succeeded", "mediation_unsettled",
    ]  # fmt: skip


def test_a_failed_mediation_names_the_next_authority_and_the_council_comes_first(session: Session, unit: Unit) -> None:
    with pytest.raises(Refused) as refused:
        settled(session, unit, DAY, "mediation_unsettled")
    assert refused.value.field == "next_authority"
    matter = taken(session, unit)
    recorded(session, matter, "mediation_accepted", DAY, unit.handler)
    with pytest.raises(OutOfOrder):
        recorded(session, matter, "mediation_held", DAY, unit.handler, data=SAT)


def test_the_day_of_receipt_corrected_stands_on_the_mediation_too(session: Session, unit: Unit) -> None:
    matter = taken(session, unit)
    received = session.scalars(select(Act).where(Act.matter_id == matter.id)).one()
    on = DAY - timedelta(days=1)

    correct_act(session, received, by=unit.officer, at=at(DAY), today=DAY, on=on, note="Nhận hôm qua")
    assert session.get_one(Mediation, matter.id).received_on == on
    last = session.scalars(select(Act).where(Act.matter_id == matter.id).order_by(Act.id.desc())).first()
    assert last is not None
    with pytest.raises(OutOfOrder):
        correct_act(session, last, by=unit.officer, at=at(DAY), today=DAY, withdraw=True, note="Nhầm")


def test_it_is_counted_among_no_complaint_petition_case_or_visit(session: Session, unit: Unit) -> None:
    taken(session, unit)
    late, period = DUE + timedelta(days=1), Period(DAY - timedelta(days=30), DUE + timedelta(days=1))
    here: dict[str, Any] = {"agency_id": unit.agency.id, "period": period}

    assert cases(session, unit.head, filters=CaseFilters()).total == 0
    assert inbox(session, unit.head, filters=InboxFilters()).total == 0
    assert petition_tally(session, unit.head, **here) == PetitionTally(0, 0)
    assert tally(session, unit.head, **here, empty=0).visits == 0
    assert entries(session, unit.head, Wanted()).total == 0
    for kind in set(Kind) - {Kind.MEDIATION}:
        found = figures(session, unit.head, today=late, calendar=BUILT_IN, filters=Filters(kind=kind))
        assert (found.overdue, found.open_cases, found.soon) == (0, 0, 0), kind
    assert figures(session, unit.head, today=late, calendar=BUILT_IN, filters=Filters()).open_cases == 0
    assert a_visit(session, unit).code == f"LT-0001/{DAY.year}"  # their registers go on without a gap
    assert a_petition(session, unit).code == f"Đ-0001/{DAY.year}"


def test_a_visit_leads_to_it_until_the_visit_is_sealed(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit)
    matter = taken(session, unit, visit=visit.ref)

    assert [one.id for one in mediations_of_visit(session, unit.officer, visit.id)] == [matter.id]
    seen = file_of(session, unit.officer, matter).visit
    assert seen is not None
    assert seen.id == visit.id
    seal_matter(session, visit, by=None, at=at(DAY))
    assert file_of(session, unit.officer, matter).visit is None
    assert session.get_one(Mediation, matter.id).visit_id is None  # not even in the database


def test_another_desk_sees_nothing_of_it(session: Session, unit: Unit) -> None:
    taken(session, unit)
    other = a_unit(session, "UBND xã Ia Krêl")

    assert mediations(session, other.head, today=DAY) == ([], 0)
