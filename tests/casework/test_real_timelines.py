"""Two real timelines in the register: an agency that is no more, and one denunciation of people of several levels."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.identities import DENOUNCER, people_shown
from app.casework.permissions import Viewer, visible
from app.casework.petitions import NewRespondent
from app.casework.succession import Ending, end_agency
from app.records.agencies import Agency, Level
from app.records.matters import Custody, Matter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind, Respondent
from tests.makers import Unit, a_case, a_petition, a_unit, a_viewer, an_act, an_agency, at

DECIDED, LAST, TODAY = date(2025, 6, 25), date(2025, 6, 30), date(2025, 10, 15)
FROM = date(2014, 7, 1)


def a_town_and_a_ward(session: Session) -> tuple[Unit, Unit, Viewer]:
    """The town that ended with the districts, and the ward that took over; both under the province."""
    top = an_agency(session, "UBND tỉnh Gia Lai", level=Level.PROVINCE)
    town, ward = a_unit(session, "UBND thị xã Ayun Pa", under=top), a_unit(session, "UBND phường Ayun Pa", under=top)
    town.agency.level, town.agency.from_on = Level.DISTRICT, FROM
    session.flush()
    return town, ward, a_viewer(session, top, RoleKind.ADMINISTRATOR)


def test_rc16_what_a_town_left_undone_goes_to_the_ward_that_follows_it(session: Session) -> None:
    town, ward, admin = a_town_and_a_ward(session)
    petition = a_petition(session, town, on=date(2025, 5, 20), kind=PetitionKind.COMPLAINT)
    case = a_case(session, town, on=date(2025, 5, 26), petition=petition)
    an_act(session, case, "decided", DECIDED, by=town.head, document_no="395/QĐ-UBND")

    end_agency(
        session, town.agency, Ending(LAST, (ward.agency,), "Nghị quyết 1664/NQ-UBTVQH15"), pointed={},
        expected_version=town.agency.version, by=admin, at=at(TODAY), today=TODAY,
    )  # fmt: skip

    assert session.get_one(Matter, case.id).agency_id == ward.agency.id
    held = select(Custody.agency_id).where(Custody.matter_id == case.id).order_by(Custody.id)
    assert list(session.scalars(held)) == [town.agency.id, ward.agency.id]
    owed = select(Obligation).where(Obligation.matter_id == case.id, Obligation.duty == "kn.send_first_decision")
    sending = session.scalars(owed).one()
    assert (sending.due_on, sending.agency_id, sending.open) == (LAST, ward.agency.id, True)
    decided = select(Obligation).where(Obligation.matter_id == case.id, Obligation.duty == "kn.resolve_first")
    assert session.scalars(decided).one().agency_id == town.agency.id  # what was done stays with who did it


def test_rc19_three_officials_of_three_levels_stand_in_one_sealed_petition(session: Session) -> None:
    top = an_agency(session, "UBND tỉnh Gia Lai", level=Level.PROVINCE)
    district = a_unit(session, "UBND huyện Ia Pa", under=top)
    commune = an_agency(session, "UBND xã Ia Mrơn", under=district.agency)
    day = date(2025, 8, 28)
    named = (
        NewRespondent(name="Phó Chủ tịch UBND huyện"),
        NewRespondent(agency_id=commune.id, is_head=True),
        NewRespondent(name="Trưởng trạm thủy nông"),
    )

    petition = a_petition(
        session, district, on=day, kind=PetitionKind.DENUNCIATION, classified={"respondents": named}
    )  # fmt: skip

    rows = session.scalars(select(Respondent).where(Respondent.matter_id == petition.id)).all()
    assert {(row.agency_id, row.name, row.is_head) for row in rows} == {
        (None, "Phó Chủ tịch UBND huyện", False), (commune.id, "", True), (None, "Trưởng trạm thủy nông", False),
    }  # fmt: skip
    assert petition.sealed
    assert {one.shown_as for one in people_shown(session, [petition.id])[petition.id]} == {DENOUNCER}
    assert session.get_one(Agency, commune.id).id == petition.excluded_agency_id
    below = a_viewer(session, commune, RoleKind.HEAD)
    assert session.scalar(select(Matter.id).where(Matter.id == petition.id, visible(below))) is None
