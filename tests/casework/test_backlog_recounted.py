"""Every number of the backlog is what loops over the rows say, for each who may know it; nothing hidden counts."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.figures import figures
from app.casework.grouped import By, Part, grouped
from app.casework.months import by_month
from app.casework.overdue import Filters, NoPlace, overdue
from app.casework.past_months import Of, month_list
from app.casework.permissions import Viewer
from app.casework.respondents import NewRespondent
from app.casework.spans import settled, times
from app.casework.visits_again import visits_again
from app.records.agencies import Agency, Level
from app.records.people import RoleKind
from app.records.petitions import PetitionKind, Source
from app.records.reception import VisitOutcome
from app.statute.calendar import BUILT_IN
from tests.casework.test_spans import carry
from tests.makers import Unit, a_case, a_petition, a_unit, a_viewer, a_visit, an_act, an_agency, classify
from tests.recount import Numbers, recounted

TODAY = date(2026, 11, 23)
ALL = Filters()


def counted(session: Session, viewer: Viewer) -> Numbers:
    """The same numbers, by the questions behind the page."""
    told = figures(session, viewer, today=TODAY, calendar=BUILT_IN, filters=ALL)
    listed = overdue(session, viewer, today=TODAY, limit=1000)
    assert listed.total == len(listed.rows) == told.overdue
    whole = (told.overdue, told.median_days, told.oldest_days, told.late_unassigned)
    found: Numbers = {"open cases": told.open_cases, "soon": told.soon} | ({"all": whole} if told.overdue else {})
    for by in By:
        for one in grouped(session, viewer, by, today=TODAY, filters=ALL):
            if by is By.PLACE:
                assert overdue(session, viewer, today=TODAY, filters=at(session, one)).total == one.overdue
            found[f"{by} {one.code}"] = (one.overdue, one.median_days, one.oldest_days, one.unassigned)
            found |= {} if one.open_cases is None else {f"cases of {by} {one.code}": one.open_cases}
    assert {age: count for age, count in told.ages if count} == {
        one.code: one.overdue for one in grouped(session, viewer, By.AGE, today=TODAY, filters=ALL)
    }
    for month in by_month(session, viewer, today=TODAY, filters=ALL):
        lists = (month_list(session, viewer, month.begins_on, of, today=TODAY, filters=ALL).total for of in Of)
        assert tuple(lists) == (month.overdue, month.on_time, month.late)
        found[f"month {month.begins_on:%Y-%m}"] = (month.overdue, month.on_time, month.late)
    for time in times(session, viewer, today=TODAY, filters=ALL):
        found[f"way {time.stretch}"] = (time.cases, time.median_days)
    ended = settled(session, viewer, today=TODAY, filters=ALL)
    again = visits_again(session, viewer, today=TODAY, filters=ALL)
    assert len({one.case_ref for one in again.rows}) == ended.again
    found |= {f"settled {one}": count for one, count in ended.outcomes.items() if count}
    return found | ({"settled again": ended.again} if ended.again else {})


def at(session: Session, part: Part) -> Filters:
    """The list behind a part of the places."""
    named = session.scalar(select(Agency.id).where(Agency.code == part.code))
    return Filters(place=NoPlace.UNNAMED if named is None else named)


def three_units(session: Session) -> tuple[Unit, Unit, Unit]:
    """The province and two communes below it."""
    top = a_unit(session, "UBND tỉnh")
    return top, a_unit(session, under=top.agency), a_unit(session, "UBND xã Chư Sê", under=top.agency)


@pytest.fixture
def units(session: Session) -> tuple[Unit, Unit, Unit]:
    return three_units(session)


@pytest.fixture
def top(units: tuple[Unit, Unit, Unit]) -> Unit:
    return units[0]


@pytest.fixture
def dom(units: tuple[Unit, Unit, Unit]) -> Unit:
    return units[1]


@pytest.fixture
def se(units: tuple[Unit, Unit, Unit]) -> Unit:
    return units[2]


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh", level=Level.DEPARTMENT), RoleKind.SUPERVISOR)


def a_province(session: Session, dom: Unit, se: Unit) -> None:
    """Late and not, open and settled, plain and sealed, at two communes."""
    for number, unit in enumerate((dom, se, dom)):
        case = a_case(session, unit, on=date(2026, 7 + number, 13))
        an_act(session, case, "verifying", date(2026, 7 + number, 15 + number), by=unit.handler)
    a_case(session, se, on=date(2026, 10, 26))
    a_case(session, se, on=date(2026, 8, 3), kind=PetitionKind.DENUNCIATION)
    a_case(session, dom, on=date(2026, 9, 7), kind=PetitionKind.FEEDBACK)
    elsewhere = a_petition(
        session, dom, on=date(2026, 7, 6), kind=PetitionKind.COMPLAINT, place_id=se.agency.id,
        respondents=[NewRespondent(dom.agency.id, "UBND xã")],
    )  # fmt: skip
    a_case(session, dom, on=date(2026, 7, 6), petition=elsewhere)
    conduct = {"field": "officials", "officials_conduct": True}
    a_case(session, dom, on=date(2026, 6, 1), petition=a_petition(
        session, dom, on=date(2026, 6, 1), kind=PetitionKind.COMPLAINT, classified=conduct))  # fmt: skip
    a_petition(session, se, on=date(2026, 9, 21))
    visit = a_visit(session, dom, outcome=VisitOutcome.PETITION_TAKEN)
    carry(session, dom, 3, 11, 6, 2, visit=visit)
    a_visit(session, dom, on=TODAY, repeats=visit.ref)
    carry(session, se, 1, 9)
    carry(session, se, 2, 12, 4, to=4)


def against_the_head(session: Session, desk: Unit, agency: Agency) -> None:
    """A denunciation of the head of ``agency``, late by now, at the body above."""
    petition = a_petition(session, desk, on=date(2026, 7, 20), source=Source.POST)
    head = [NewRespondent(agency.id, "Thủ trưởng", is_head=True)]
    classify(
        session, desk, petition, PetitionKind.DENUNCIATION, on=date(2026, 7, 20), respondents=head, field="officials"
    )
    case = a_case(session, desk, on=date(2026, 7, 20), petition=petition)
    an_act(session, case, "verifying", date(2026, 7, 22), by=desk.handler)


def test_each_number_is_what_a_loop_over_the_rows_counts(
    session: Session, top: Unit, dom: Unit, se: Unit, supervisor: Viewer
) -> None:
    a_province(session, dom, se)
    against_the_head(session, top, dom.agency)
    every_role = [a_viewer(session, dom.agency, kind) for kind in RoleKind]
    for viewer in (supervisor, dom.officer, dom.handler, dom.head, se.handler, top.head, *every_role):
        assert counted(session, viewer) == recounted(session, viewer, today=TODAY), viewer.roles
    assert counted(session, supervisor)["all"][0] > counted(session, dom.head)["all"][0] > 0


def test_a_hidden_matter_changes_no_number_anybody_else_can_see(
    session: Session, top: Unit, dom: Unit, se: Unit, supervisor: Viewer
) -> None:
    a_province(session, dom, se)
    of_it = session.get_one(Agency, supervisor.roles[0].agency_id)
    another = a_viewer(session, an_agency(session, "Văn phòng UBND tỉnh"), RoleKind.SUPERVISOR)
    without = (supervisor, dom.officer, dom.handler, se.head)
    before = [counted(session, viewer) for viewer in without]
    sees_it = counted(session, another)
    against_the_head(session, top, of_it)
    against_the_head(session, top, of_it)
    assert [counted(session, viewer) for viewer in without] == before
    assert counted(session, another)["all"][0] > sees_it["all"][0]
