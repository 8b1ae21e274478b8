"""The backlog month by month, against a count done another way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.months import Month, by_month
from app.casework.overdue import Age, Filters, overdue
from app.casework.permissions import Viewer
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import Unit, a_case, a_unit, a_viewer, an_act, an_agency

TODAY = date(2026, 11, 23)
ACCEPTED = date(2026, 7, 6)  # due on 05/8


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


def months(session: Session, viewer: Viewer, filters: Filters | None = None) -> dict[str, Month]:
    found = by_month(session, viewer, today=TODAY, filters=filters or Filters())
    return {f"{one.begins_on:%Y-%m}": one for one in found}


def settled_late(session: Session, unit: Unit) -> None:
    """Verified, then decided in October, two months after its last day."""
    case = a_case(session, unit, on=ACCEPTED)
    an_act(session, case, "verifying", date(2026, 7, 8), by=unit.handler)
    an_act(session, case, "reported", date(2026, 9, 28), by=unit.handler)
    an_act(session, case, "decided", date(2026, 10, 5), by=unit.head)


def test_twelve_months_end_with_the_one_that_runs(session: Session, unit: Unit) -> None:
    assert list(months(session, unit.handler))[::11] == ["2025-12", "2026-11"]


def test_each_month_counts_what_another_count_finds(session: Session, unit: Unit, supervisor: Viewer) -> None:
    a_case(session, unit, on=ACCEPTED)
    a_case(session, unit, on=date(2026, 10, 1))
    settled_late(session, unit)
    rows = session.scalars(select(Obligation)).all()
    for name, month in months(session, supervisor).items():
        after = (month.begins_on + timedelta(days=32)).replace(day=1)
        done = [
            row.satisfied_on <= row.due_on
            for row in rows
            if row.due_on and row.satisfied_on and month.begins_on <= row.satisfied_on < after
        ]
        assert (month.on_time, month.late) == (done.count(True), done.count(False)), name
        end = min(after, TODAY)
        late = [row for row in rows if row.due_on and row.due_on < end and not row.ended_on]
        assert month.overdue == sum(not row.satisfied_on or row.satisfied_on >= end for row in late), name
    assert months(session, supervisor)["2026-10"].late >= 1


def test_the_month_that_runs_says_what_the_list_says(session: Session, unit: Unit, supervisor: Viewer) -> None:
    a_case(session, unit, on=ACCEPTED)
    a_case(session, unit, on=date(2026, 10, 1), kind=PetitionKind.DENUNCIATION)
    last = months(session, supervisor)["2026-11"]
    assert last.overdue == overdue(session, supervisor, today=TODAY).total > 0


def test_what_is_hidden_changes_no_month(session: Session, unit: Unit) -> None:
    a_case(session, unit, on=ACCEPTED)
    elsewhere = a_unit(session, "UBND xã Chư Sê")
    assert not any(one.overdue or one.on_time or one.late for one in months(session, elsewhere.handler).values())


def test_how_long_something_is_late_narrows_no_month(session: Session, unit: Unit, supervisor: Viewer) -> None:
    a_case(session, unit, on=ACCEPTED)
    assert months(session, supervisor, Filters(age=Age.UP_TO_10)) == months(session, supervisor)
    elsewhere = Filters(agency_id=an_agency(session, "UBND xã Kbang").id)
    assert months(session, supervisor, elsewhere)["2026-11"].overdue == 0
