from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.calendars import chosen_policies, seed_calendar, working_calendar
from app.records.obligations import Obligation
from app.records.reception import VisitOutcome
from app.records.settings import CalendarDayRow, DayKind, PolicyChoice
from app.statute.calendar import BUILT_IN
from app.statute.policies import DEFAULT
from tests.makers import a_petition, a_unit, a_visit


def test_an_empty_table_leaves_the_built_in_calendar(session: Session) -> None:
    assert working_calendar(session) is BUILT_IN


def test_the_seeded_table_says_the_same(session: Session) -> None:
    assert seed_calendar(session) == len(BUILT_IN.years)
    assert seed_calendar(session) == 0
    assert working_calendar(session).version == BUILT_IN.version


def test_a_day_somebody_added_wins(session: Session) -> None:
    seed_calendar(session)
    session.add(CalendarDayRow(day=date(2026, 11, 23), year=2026, kind=DayKind.OFF, name="Nghỉ hoán đổi"))
    session.flush()
    calendar = working_calendar(session)
    assert BUILT_IN.is_working(date(2026, 11, 23))
    assert calendar.name_of_day_off(date(2026, 11, 23)) == "Nghỉ hoán đổi"
    assert calendar.version != BUILT_IN.version


def test_a_chosen_reading_wins_over_the_default(session: Session) -> None:
    assert chosen_policies(session) == DEFAULT
    session.add(PolicyChoice(name="roll_forward", value="no"))
    session.add(PolicyChoice(name="of_another_release", value="yes"))
    session.flush()
    assert not chosen_policies(session).roll_forward


@pytest.mark.parametrize("outcome", [VisitOutcome.NOTED, VisitOutcome.PETITION_TAKEN, VisitOutcome.GUIDED])
@pytest.mark.parametrize(
    ("on", "owed"),
    [
        (date(2011, 5, 4), set()),  # before the law on reception: the visit is kept, nothing is owed
        (date(2015, 2, 10), {(date(2015, 3, 3), None)}),  # a provisional year
        (date(2031, 5, 5), {(None, "chưa có lịch ngày nghỉ của năm 2031")}),
    ],
)
def test_a_visit_of_any_year_can_be_written_down(
    session: Session, outcome: VisitOutcome, on: date, owed: set[tuple[date | None, str | None]]
) -> None:
    unit = a_unit(session)
    unit.agency.from_on = date(2010, 1, 1)
    visit = a_visit(session, unit, on=on, outcome=outcome, outcome_agency="Sở Nội vụ")
    a_petition(session, unit, on=on)

    replies = select(Obligation).where(Obligation.matter_id == visit.id, Obligation.duty == "tcd.reception_reply")
    assert {(row.due_on, row.unreckoned) for row in session.scalars(replies)} == owed
