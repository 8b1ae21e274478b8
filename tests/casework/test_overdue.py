from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.casework.overdue import (
    Age,
    DueRow,
    Filters,
    Holder,
    Kind,
    age_of,
    due_counts_by_day,
    due_soon,
    kind_of,
    overdue,
    worst_by_matter,
)
from app.casework.permissions import Viewer
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.statute.calendar import BUILT_IN
from app.statute.grounds import COMPLAINT_SUSPENDED
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, a_visit, an_act, an_agency

LATE = date(2026, 8, 10)  # five days after what was accepted on DAY was due


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


def test_a_case_is_overdue_from_the_day_after_its_last_day(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    due_on = date(2026, 8, 5)
    assert overdue(session, unit.handler, today=due_on).total == 0
    page = overdue(session, unit.handler, today=due_on + timedelta(days=1))
    (row,) = page.rows
    assert (row.matter_id, row.code, row.kind, row.stage) == (case.id, "KN-0001/2026", Kind.COMPLAINT, "accepted")
    assert (row.rule, row.due_on, row.days_late, row.assignee) == ("kn.resolve_first", due_on, 1, None)
    assert (page.total, page.next) == (1, None)


def test_pages_follow_each_other_and_the_total_is_the_rows(session: Session, unit: Unit, supervisor: Viewer) -> None:
    for number in range(7):
        a_case(session, unit, on=DAY + timedelta(days=number % 3))
    found: list[DueRow] = []
    after = None
    while True:
        page = overdue(session, supervisor, today=LATE, after=after, limit=3)
        assert page.total == 7
        found += page.rows
        after = page.next
        if after is None:
            break
    assert len({row.id for row in found}) == 7
    assert [row.key for row in found] == sorted((row.key for row in found), key=lambda key: (key.due_on, key.id))


def test_a_hidden_denunciation_changes_no_total_of_others(session: Session, unit: Unit, supervisor: Viewer) -> None:
    a_case(session, unit, petition=a_petition(session, unit, kind=PetitionKind.DENUNCIATION))
    assert overdue(session, unit.officer, today=LATE).total == 0
    late = overdue(session, unit.handler, today=LATE)
    assert {row.kind for row in late.rows} == {Kind.DENUNCIATION}
    assert {row.title for row in late.rows} == {""}
    assert overdue(session, supervisor, today=LATE).total == late.total


def test_a_paused_case_is_not_late(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    an_act(session, case, "verifying", DAY, by=unit.handler)
    ground = {"ground": next(iter(COMPLAINT_SUSPENDED))}
    an_act(session, case, "suspended", date(2026, 7, 20), by=unit.handler, data=ground)
    rules = {row.rule for row in overdue(session, unit.handler, today=LATE).rows}
    assert rules == {"kn.send_suspension_decision"}


def test_filters_narrow_rows_and_total_alike(session: Session, unit: Unit, supervisor: Viewer) -> None:
    other = a_unit(session, "UBND xã Gào")
    a_case(session, unit)
    a_case(session, other, on=date(2026, 6, 1))
    a_visit(session, unit)
    a_petition(session, unit)
    today = date(2026, 9, 1)

    def count(**narrowed: object) -> int:
        page = overdue(session, supervisor, today=today, filters=Filters(**narrowed))  # type: ignore[arg-type]
        assert page.total == len(page.rows)
        return page.total

    assert count() == 4
    assert count(agency_id=other.agency.id) == 1
    assert count(kind=Kind.COMPLAINT) == 2
    assert count(kind=Kind.VISIT) == 1
    assert count(kind=Kind.PETITION) == 1
    assert count(stage="accepted") == 2
    assert count(rule="tcd.unhandled_45_days") == 1
    assert count(age=Age.UP_TO_30) == 2
    assert count(age=Age.UP_TO_60) == 1
    assert count(age=Age.OVER_90) == 0
    assert count(assignee=Holder.NOBODY) == 4
    assert count(assignee=unit.handler.account_id) == 0


@pytest.mark.parametrize(
    ("days", "age"), [(1, Age.UP_TO_10), (10, Age.UP_TO_10), (11, Age.UP_TO_30), (90, Age.UP_TO_90), (91, Age.OVER_90)]
)
def test_ages_leave_no_gap(days: int, age: Age) -> None:
    assert age_of(days) is age


def test_what_is_due_within_five_working_days_is_due_soon(session: Session, unit: Unit) -> None:
    a_case(session, unit)  # due on Wednesday 05/8
    for today, count in ((date(2026, 7, 28), 0), (date(2026, 7, 29), 1), (date(2026, 8, 5), 1), (date(2026, 8, 6), 0)):
        assert due_soon(session, unit.handler, today=today, calendar=BUILT_IN).total == count, today
    counts = due_counts_by_day(
        session, unit.handler, first=date(2026, 8, 3), last=date(2026, 8, 14), today=date(2026, 8, 3)
    )
    assert counts == {date(2026, 8, 5): 1}


def test_a_late_matter_is_one_row_with_its_worst_duty(session: Session, unit: Unit) -> None:
    case = a_case(session, unit, petition=a_petition(session, unit, kind=PetitionKind.DENUNCIATION))
    (row,) = worst_by_matter(session, None, today=LATE)
    assert (row.code, row.kind, row.procedure) == (case.code, Kind.DENUNCIATION, "denunciation")
    assert (row.due_on, row.others) == (date(2026, 7, 13), 2)
    assert row.days_late == 28
    assert worst_by_matter(session, unit.officer, today=LATE) == []


def test_every_procedure_has_a_kind() -> None:
    assert kind_of(None) is Kind.PETITION
    assert kind_of("discipline_second") is Kind.COMPLAINT
    with pytest.raises(ValueError, match="gardening"):
        kind_of("gardening")
