from datetime import date

from sqlalchemy.orm import Session

from app.casework.calendars import chosen_policies, seed_calendar, working_calendar
from app.records.settings import CalendarDayRow, DayKind, PolicyChoice
from app.statute.calendar import BUILT_IN
from app.statute.policies import DEFAULT


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
