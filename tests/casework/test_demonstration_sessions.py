"""Days of reception of the demonstration, where chance makes a day that the register would refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.casework.calendars import working_calendar
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.sessions import HeadDays, Sessions
from app.casework.demonstration.stories import Place, Setting
from app.casework.exclusions import exclude
from app.casework.reception_days import Plan, plan_day
from app.records.reception import DayState, ReceptionKind, Visit
from tests.makers import DAY, VIETNAM, a_unit, a_visit, at, time_of

LATER = DAY + timedelta(days=3)


@pytest.mark.parametrize("denounced", [True, False])
def test_a_head_whose_only_visitor_denounces_them_held_a_day_without_visitors(
    session: Session, *, denounced: bool
) -> None:
    unit = a_unit(session)
    told: Any = {"agency_id": unit.agency.id, "by": unit.officer, "at": at(DAY), "today": DAY}
    day = plan_day(session, Plan(DAY, ReceptionKind.HEAD, time_of(7), time_of(16), "Trụ sở", "Chủ tịch"), **told)
    visit = a_visit(session, unit)
    session.get_one(Visit, visit.id).reception_day_id = day.id
    if denounced:
        exclude(session, visit, [unit.agency.id])
    place = Place(Setting.OFFICE, "xã Ia Dom", (), (), "", "")
    desk = Desk(
        unit.agency.id, "1", unit.agency.name, "Chủ tịch", place, {}, 1, (unit.officer,), (unit.handler,), unit.head,
        remote=False, reserved=frozenset(),
    )  # fmt: skip
    heads = HeadDays(Days(DAY, LATER, working_calendar(session)), {})
    run = Sessions(session, Chance(3, "days"), heads, at(LATER), VIETNAM, planned=[(desk, day)])

    run.record()

    assert day.state is DayState.HELD
    assert bool(day.document) is denounced  # the minute of an empty day
