"""A further denunciation at the superior: linked to the case below, asking it to report, taking it over; no leak."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import instances, ledger
from app.casework.acts import Entry
from app.casework.case_files import later_of
from app.casework.errors import Refused
from app.casework.instance_chain import earlier_of
from app.casework.overdue import Kind, kind_of
from app.casework.permissions import HeldRole, Viewer, visible
from app.casework.petitions import NewRespondent
from app.records.cases import Case, Relation
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind, Respondent
from app.statute.terms import DENUNCIATIONS
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, at, classify

TC = PetitionKind.DENUNCIATION
LATE = date(2026, 9, 7)  # the case of DAY was due on 5 August


@pytest.fixture
def province(session: Session) -> Unit:
    return a_unit(session, "UBND tỉnh")


@pytest.fixture
def unit(session: Session, province: Unit) -> Unit:
    return a_unit(session, under=province.agency)


@pytest.fixture
def below(session: Session, unit: Unit) -> Matter:
    """A denunciation the commune accepted and never resolved; a clerk of the commune is denounced."""
    petition = a_petition(
        session, unit, kind=TC, classified={"respondents": [NewRespondent(unit.agency.id, "Ông Tuân, địa chính")]}
    )
    return a_case(session, unit, petition=petition)


@pytest.fixture
def superior(session: Session, province: Unit) -> Viewer:
    """Who works at the province and watches over it."""
    watching = a_viewer(session, province.agency, RoleKind.HEAD, RoleKind.SUPERVISOR)
    return Viewer(watching.account_id, tuple(HeldRole(role.kind, role.agency_id) for role in watching.roles))


def further(
    session: Session, province: Unit, by: Viewer, instance: str, code: str = "", *, on: date = LATE, **others: Any
) -> Matter:
    petition = a_petition(session, province, on=on, denunciation=True)
    unit = Unit(province.agency, province.officer, by, by)
    classify(session, unit, petition, TC, on=on, instance=instance, previous_code=code, **others)
    return petition


def duties(session: Session, matter: Matter) -> dict[str, Obligation]:
    rows = session.scalars(select(Obligation).where(Obligation.matter_id == matter.id, ~Obligation.superseded))
    return {row.duty: row for row in rows}


def seen(session: Session, viewer: Viewer, matter: Matter) -> bool:
    return session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(viewer))) is not None


def test_a_further_denunciation_is_sealed_coded_and_called_a_denunciation(
    session: Session, province: Unit, superior: Viewer
) -> None:
    for instance in ("further", "overdue"):
        petition = further(session, province, superior, instance)
        assert petition.procedure in DENUNCIATIONS
        assert petition.sealed
        assert kind_of(petition.procedure) is Kind.DENUNCIATION
        assert petition.title == ""


def test_the_delay_is_asked_about_and_the_body_below_finds_it_must_report(
    session: Session, province: Unit, unit: Unit, below: Matter, superior: Viewer
) -> None:
    petition = further(session, province, superior, "overdue", below.code.lower())
    assert petition.facts["previous_due_on"] == "2026-08-05"
    assert duties(session, petition)["tc.overdue_superior_request"].due_on == date(2026, 9, 14)

    asked = Entry("report_requested", date(2026, 9, 9), document_no="77/UBND")
    day = date(2026, 9, 9)
    instances.request_report(session, petition, asked, by=superior, at=at(day), today=day)

    owed = duties(session, below)["tc.overdue_resolver_report"]
    assert (owed.due_on, owed.agency_id, owed.open) == (date(2026, 9, 16), unit.agency.id, True)
    an_act(session, below, "delay_reported", date(2026, 9, 15), by=unit.handler)
    assert not duties(session, below)["tc.overdue_resolver_report"].open


def test_what_is_taken_over_ends_below_and_starts_anew_above(
    session: Session, province: Unit, below: Matter, superior: Viewer
) -> None:
    petition = further(session, province, superior, "overdue", below.code)
    day = date(2026, 9, 9)
    instances.request_report(
        session, petition, Entry("report_requested", day, document_no="77/UBND"), by=superior, at=at(day), today=day
    )
    an_act(session, petition, "stop_ordered", date(2026, 9, 21), by=superior, data={"ground": "TC_VI_PHAM"})
    above = Unit(province.agency, province.officer, superior, superior)

    case = a_case(session, above, on=date(2026, 9, 22), petition=petition, document_no="90/QĐ-UBND")

    assert (below.stage, duties(session, below)["tc.resolution"].end_reason) == ("taken_over", "taken_over")
    row = session.get_one(Case, case.id)
    assert (row.previous_case_id, row.relation) == (below.id, Relation.TAKE_OVER)
    assert duties(session, case)["tc.superior_takeover_resolution"].due_on == date(2026, 10, 22)
    assert case.code.startswith("TC-")
    assert case.sealed


def test_what_is_resolved_again_names_the_case_it_follows_and_both_know_of_each_other(
    session: Session, province: Unit, unit: Unit, below: Matter, superior: Viewer
) -> None:
    an_act(session, below, "verifying", DAY, by=unit.handler)
    an_act(session, below, "concluded", date(2026, 7, 20), by=unit.head, data={"verdict": "wrong"})
    petition = further(session, province, superior, "further", below.code)
    above = Unit(province.agency, province.officer, superior, superior)
    case = a_case(session, above, on=LATE, petition=petition)

    assert session.get_one(Case, case.id).relation is Relation.RE_RESOLUTION
    assert duties(session, case)["tc.re_resolution"].due_on == date(2026, 10, 7)
    assert [step.code for step in earlier_of(session, case, superior).steps] == [below.code]
    assert {one.id for one in later_of(session, below, superior)} == {petition.id, case.id}
    assert [step.code for step in earlier_of(session, petition, superior).steps] == [below.code]
    assert below.stage == "concluded"  # the resolution below stands until it is made again
    # the body below sees nothing of it
    assert later_of(session, below, unit.head) == []
    assert not any(seen(session, viewer, one) for viewer in (unit.handler, unit.head) for one in (petition, case))


def test_a_case_one_may_not_see_is_not_found_any_more_than_one_that_is_not_there(
    session: Session, province: Unit, below: Matter
) -> None:
    told = []
    for code in (below.code, "TC-ZZZZZZ"):
        with pytest.raises(Refused) as refused:
            further(session, province, province.handler, "overdue", code)
        told.append((refused.value.field, str(refused.value)))
    assert told[0] == told[1]
    assert told[0][0] == "previous_code"


@pytest.mark.parametrize(
    "wrong", [("further", LATE, "chưa giải quyết xong"), ("overdue", date(2026, 8, 5), "chưa quá hạn")]
)
def test_the_wrong_kind_of_further_denunciation_is_refused(
    session: Session, province: Unit, below: Matter, superior: Viewer, wrong: tuple[str, date, str]
) -> None:
    instance, on, sentence = wrong
    with pytest.raises(Refused, match=sentence):
        further(session, province, superior, instance, below.code, on=on)


def test_while_the_clock_below_stands_nothing_is_late(
    session: Session, province: Unit, unit: Unit, below: Matter, superior: Viewer
) -> None:
    an_act(session, below, "suspended", date(2026, 8, 3), by=unit.handler, data={"ground": "TC_CHO_KQ"})

    with pytest.raises(Refused, match="đang tạm dừng"):
        further(session, province, superior, "overdue", below.code)


def test_whoever_was_denounced_before_is_denounced_again_and_the_denounced_head_sees_nothing(
    session: Session, province: Unit, unit: Unit, superior: Viewer
) -> None:
    against = {"respondents": [NewRespondent(unit.agency.id, "", is_head=True)]}
    first = a_petition(session, unit, kind=TC, classified=against)
    assert first.agency_id == province.agency.id
    above = Unit(province.agency, province.officer, superior, superior)
    case = a_case(session, above, petition=first)

    petition = further(session, province, superior, "overdue", case.code)

    named = session.scalars(select(Respondent).where(Respondent.matter_id == petition.id)).all()
    assert [(one.agency_id, one.is_head) for one in named] == [(unit.agency.id, True)]
    assert petition.excluded_agency_id == unit.agency.id
    assert not any(seen(session, viewer, petition) for viewer in (unit.officer, unit.handler, unit.head))


def test_classified_again_the_link_follows_what_is_said(
    session: Session, province: Unit, unit: Unit, below: Matter, superior: Viewer
) -> None:
    petition = further(session, province, superior, "overdue", below.code)
    above = Unit(province.agency, province.officer, superior, superior)
    linked = select(Petition.previous_case_id).where(Petition.matter_id == petition.id)
    assert session.scalar(linked) == below.id
    # somebody who cannot see the case below leaves the link as it is
    head = Unit(province.agency, province.officer, province.head, province.head)
    classify(session, head, petition, TC, on=LATE, instance="overdue")
    assert session.scalar(linked) == below.id
    classify(session, above, petition, TC, on=LATE)
    assert session.scalar(linked) is None
    assert (petition.procedure, petition.facts) == ("denunciation", {})
    assert unit.agency.id == below.agency_id


def test_the_log_of_the_superior_is_no_part_of_the_log_below(
    session: Session, province: Unit, below: Matter, superior: Viewer
) -> None:
    further(session, province, superior, "overdue", below.code)

    assert [act.act for act in ledger.log_of(session, below)] == ["accepted"]
