"""Respondents put right and ended, and who stays kept out of a denunciation (decision 0039)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import respondent_changes
from app.casework.case_files import respondents_of
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.exclusions import excluded_agencies
from app.casework.permissions import Viewer, visible
from app.casework.respondents import NewRespondent
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, at, classify

THEN = DAY + timedelta(days=7)


@pytest.fixture
def province(session: Session) -> Unit:
    return a_unit(session, "UBND tỉnh")


@pytest.fixture
def unit(session: Session, province: Unit) -> Unit:
    return a_unit(session, under=province.agency)


@pytest.fixture
def inspector(session: Session, province: Unit) -> Viewer:
    return a_viewer(session, a_unit(session, "Thanh tra tỉnh", under=province.agency).agency, RoleKind.SUPERVISOR)


def by(who: Viewer, **others: Any) -> dict[str, Any]:
    return {"by": who, "at": at(THEN), "today": THEN, **others}


def head_of(unit: Unit) -> NewRespondent:
    return NewRespondent(unit.agency.id, "", is_head=True)


def a_denunciation(session: Session, desk: Unit, *against: NewRespondent) -> Matter:
    return a_petition(
        session, desk, kind=PetitionKind.DENUNCIATION, classified={"respondents": against, "field": "officials"}
    )


def sees(session: Session, viewer: Viewer, matter: Matter) -> bool:
    return session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(viewer))) is not None


def named(session: Session, matter: Matter, *, ended: bool = False) -> list[str]:
    return [one.name or one.agency for one in respondents_of(session, matter, ended=ended)]


# --- written, put right, ended


def test_a_respondent_is_put_right_and_ended_and_stays_to_be_read(session: Session, unit: Unit) -> None:
    petition = a_petition(
        session, unit, kind=PetitionKind.COMPLAINT,
        classified={"respondents": [NewRespondent(name="Lê Văn Tám"), NewRespondent(unit.agency.id)]},
    )  # fmt: skip
    case = a_case(session, unit, petition=petition)
    right = NewRespondent(unit.agency.id, " Lê  Văn Tâm ")
    respondent_changes.change(session, case, 1, right, **by(unit.handler))
    respondent_changes.end(session, case, 2, on=THEN, reason="Ghi nhầm", **by(unit.handler))
    respondent_changes.add(session, case, NewRespondent(name="Phan Văn Chín"), **by(unit.handler))
    assert named(session, case) == ["Lê Văn Tâm", "Phan Văn Chín"]
    first, second, _third = respondents_of(session, case, ended=True)
    assert (first.agency_id, first.earlier) == (unit.agency.id, "13/07/2026: Lê Văn Tám")
    assert (second.ended_on, second.end_reason) == (THEN, "Ghi nhầm")
    assert named(session, petition) == ["Lê Văn Tám", "UBND xã Ia Dom"]  # as it was accepted
    told = session.execute(
        select(AuditEntry.action, AuditEntry.detail).where(AuditEntry.action.startswith("respondent"))
    )
    assert [tuple(one) for one in told] == [
        ("respondent_changed", {"n": 1}), ("respondent_ended", {"n": 2}), ("respondent_added", {"n": 3}),
    ]  # fmt: skip


def test_what_is_refused_names_its_field(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, classified={"respondents": [head_of(unit)]})
    for wrong, field in (
        (NewRespondent(), "respondent_name"), (NewRespondent(name="A", is_head=True), "respondent_is_head"),
        (NewRespondent(9_999_999), "respondent_agency"), (head_of(unit), "respondent_name"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            respondent_changes.add(session, petition, wrong, **by(unit.handler))
        assert refused.value.field == field
    with pytest.raises(Refused, match="lý do"):
        respondent_changes.end(session, petition, 1, on=THEN, reason=" ", **by(unit.handler))
    with pytest.raises(ChangedMeanwhile):
        respondent_changes.end(session, petition, 2, on=THEN, reason="x", **by(unit.handler))
    stranger = a_unit(session, "UBND xã Gào").handler
    with pytest.raises(NotFound):
        respondent_changes.end(session, petition, 1, on=THEN, reason="x", **by(stranger))
    a_case(session, unit, petition=petition)
    with pytest.raises(OutOfOrder):
        respondent_changes.end(session, petition, 1, on=THEN, reason="x", **by(unit.handler))


def test_a_case_takes_the_history_of_its_respondents_and_naming_one_again_is_new(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, classified={"respondents": [head_of(unit)]})
    respondent_changes.end(session, petition, 1, on=THEN, reason="Ghi nhầm", **by(unit.handler))
    assert named(session, petition) == []
    classify(session, unit, petition, PetitionKind.COMPLAINT, on=THEN, respondents=[head_of(unit)])
    case = a_case(session, unit, petition=petition, on=THEN)
    assert len(named(session, case)) == 1
    assert [one.end_reason for one in respondents_of(session, case, ended=True)] == ["Ghi nhầm", ""]


# --- who is kept out


def test_a_respondent_put_right_to_be_the_head_keeps_the_agency_out_at_once(
    session: Session, province: Unit, unit: Unit
) -> None:
    petition = a_denunciation(session, unit, NewRespondent(name="Chủ tịch xã"))
    case = a_case(session, unit, petition=petition)
    assert sees(session, unit.handler, case)
    respondent_changes.change(session, case, 1, head_of(unit), **by(unit.handler))
    for matter in (petition, case):
        assert excluded_agencies(session, matter) == {unit.agency.id}
        assert matter.agency_id == province.agency.id
        assert not any(sees(session, who, matter) for who in (unit.officer, unit.handler, unit.head))
    assert sees(session, province.head, case)


def test_a_file_that_another_agency_has_stays_there(session: Session, province: Unit, unit: Unit) -> None:
    petition = a_denunciation(session, province, NewRespondent(name="Chủ tịch xã"))
    respondent_changes.add(session, petition, head_of(unit), **by(province.handler))
    assert petition.agency_id == province.agency.id
    assert excluded_agencies(session, petition) == {unit.agency.id}


@pytest.mark.parametrize("how", ["end", "change", "classify"])
def test_no_correction_lets_an_agency_in(
    session: Session, province: Unit, unit: Unit, inspector: Viewer, how: str
) -> None:
    petition = a_denunciation(session, province, head_of(unit))
    if how == "end":
        respondent_changes.end(session, petition, 1, on=THEN, reason="Ghi nhầm", **by(province.handler))
    else:
        respondent_changes.change(session, petition, 1, NewRespondent(name="Công chức xã"), **by(province.handler))
    if how == "classify":
        again = [NewRespondent(name="Người khác")]
        classify(session, province, petition, PetitionKind.DENUNCIATION, on=THEN, respondents=again, field="officials")
    assert excluded_agencies(session, petition) == {unit.agency.id}
    assert [one.id for one in respondent_changes.kept_out_without_cause(session, petition)] == [unit.agency.id]
    for who in (province.handler, province.head):
        with pytest.raises(NotAllowed):
            respondent_changes.let_in(session, petition, unit.agency.id, by=who, at=at(THEN))
    respondent_changes.let_in(session, petition, unit.agency.id, by=inspector, at=at(THEN))
    assert excluded_agencies(session, petition) == frozenset()
    assert petition.agency_id == province.agency.id
    assert not sees(session, unit.handler, petition)  # sealed, and elsewhere
    assert "agency_readmitted" in set(session.scalars(select(AuditEntry.action)))


def test_a_supervisor_lets_in_nobody_whose_head_is_still_denounced(
    session: Session, province: Unit, unit: Unit, inspector: Viewer
) -> None:
    other = a_unit(session, "UBND xã Gào", under=province.agency)
    petition = a_denunciation(session, province, head_of(unit), head_of(other))
    case = a_case(session, province, petition=petition)
    respondent_changes.end(session, case, 1, on=THEN, reason="Ghi nhầm", **by(province.handler))
    with pytest.raises(ChangedMeanwhile):
        respondent_changes.let_in(session, case, other.agency.id, by=inspector, at=at(THEN))
    respondent_changes.let_in(session, case, unit.agency.id, by=inspector, at=at(THEN))
    for matter in (petition, case):
        assert excluded_agencies(session, matter) == {other.agency.id}


def test_who_works_where_it_is_hidden_from_lets_in_nobody(session: Session, province: Unit, unit: Unit) -> None:
    within = a_viewer(session, unit.agency, RoleKind.SUPERVISOR)
    petition = a_denunciation(session, province, head_of(unit))
    respondent_changes.end(session, petition, 1, on=THEN, reason="Ghi nhầm", **by(province.handler))
    assert not respondent_changes.may_let_in(session, petition, within)
    with pytest.raises(NotFound):
        respondent_changes.let_in(session, petition, unit.agency.id, by=within, at=at(THEN))
