"""The calendar as an administrator keeps it: what is refused, what is written, what of it is told, and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.calendar_changes import (
    CalendarChange,
    change_year,
    confirm_year,
    enter_year,
    entries_of,
    proposed_swaps,
    receptions_on,
    seen_of,
    year_entered,
)
from app.casework.calendars import working_calendar
from app.casework.choices import Why
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.casework.permissions import Viewer
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.reception import VisitOutcome
from app.records.settings import CalendarDayRow, CalendarYearRow, PolicyChoice
from app.statute.calendar import BUILT_IN
from app.statute.calendar_days import CalendarYear
from tests.makers import a_unit, a_viewer, a_visit

AT, TODAY = datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 23)
WHY = Why("CV 13000/VPCP-KGVX ngày 20/11/2026", "Chính phủ đã chấp thuận")
OFF, WORK = date(2026, 11, 23), date(2026, 11, 28)
SWAP = CalendarChange(2026, ((OFF, "Nghỉ hoán đổi"),), (WORK,))
ANNOUNCED = "TB 1/TB-BNV"
NEW_YEAR = ((date(2029, 1, 1), "Tết"),)
YEAR_2028 = CalendarYear(2028, ((date(2028, 1, 3), "Nghỉ bù"),), (date(2028, 1, 8),), official=False, source=ANNOUNCED)


def a_year(year: int, off: tuple[tuple[date, str], ...], *work: date, source: str = ANNOUNCED) -> CalendarYear:
    return CalendarYear(year, off, work, official=True, source=source)


@pytest.fixture
def administrator(session: Session) -> Viewer:
    return a_viewer(session, a_unit(session).agency, RoleKind.ADMINISTRATOR)


def enter(session: Session, by: Viewer, change: CalendarChange, **given: Any) -> None:
    wanted = {"seen": seen_of(session, change.year)} | given
    change_year(session, change, WHY, by=by, at=AT, **wanted)


def test_a_proposed_swap_is_shown_and_applies_only_when_somebody_enters_it(
    session: Session, administrator: Viewer
) -> None:
    assert [one[:2] for one in proposed_swaps(year_entered(session, 2026))] == [(OFF, WORK)]
    assert working_calendar(session).is_working(OFF)
    enter(session, administrator, SWAP)
    calendar = working_calendar(session)
    assert (calendar.is_working(OFF), calendar.is_working(WORK)) == (False, True)
    assert proposed_swaps(year_entered(session, 2026)) == []
    (entry,) = entries_of(session, 2026)
    assert (entry.detail["source"], entry.detail["off"], entry.detail["work"]) == (
        WHY.source, ["2026-11-23"], ["2026-11-28"],
    )  # fmt: skip


def test_the_first_change_keeps_that_year_and_no_other(session: Session, administrator: Viewer) -> None:
    enter(session, administrator, SWAP)
    assert list(session.scalars(select(CalendarYearRow.year))) == [2026]
    enter(session, administrator, CalendarChange(2026, gone=(OFF, WORK)))
    assert working_calendar(session).version == BUILT_IN.version


def test_a_day_off_gets_another_day_and_another_name(session: Session, administrator: Viewer) -> None:
    culture = date(2026, 11, 24)
    enter(session, administrator, CalendarChange(2026, ((culture, "Ngày Văn hóa"),), gone=(culture,)))
    assert working_calendar(session).name_of_day_off(culture) == "Ngày Văn hóa"
    moved = date(2026, 11, 25)
    enter(session, administrator, CalendarChange(2026, ((moved, "Ngày Văn hóa"),), gone=(culture,)))
    assert working_calendar(session).is_working(culture)
    assert not working_calendar(session).is_working(moved)


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        (CalendarChange(2026), "off", "Nhập ngày nghỉ"),
        (CalendarChange(2026, ((date(2026, 11, 28), "x"),)), "off", "vốn là ngày nghỉ"),
        (CalendarChange(2026, ((date(2026, 9, 2), "x"),)), "off", "đã là ngày nghỉ"),
        (CalendarChange(2026, ((date(2027, 9, 1), "x"),)), "off", "không thuộc năm 2026"),
        (CalendarChange(2026, ((date(2026, 12, 1), ""),)), "name", "Nhập tên ngày nghỉ"),
        (CalendarChange(2026, ((date(2026, 12, 1), "x" * 121),)), "name", "120"),
        (CalendarChange(2026, work=(date(2026, 11, 29),)), "work", "thứ Bảy"),
        (CalendarChange(2026, work=(date(2026, 8, 22),)), "work", "đã là ngày làm bù"),
        (CalendarChange(2026, work=(date(2027, 1, 9),)), "work", "không thuộc năm 2026"),
        (CalendarChange(2026, ((date(2026, 9, 2), "Quốc khánh"),), gone=(date(2026, 9, 2),)), "off", "không có gì"),
    ],
)
def test_what_is_no_change_of_a_calendar_is_refused_at_its_field(
    session: Session, administrator: Viewer, change: CalendarChange, field: str, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        enter(session, administrator, change)
    assert refused.value.field == field


def test_two_at_once_and_a_year_nobody_knows(session: Session, administrator: Viewer) -> None:
    enter(session, administrator, SWAP)
    with pytest.raises(ChangedMeanwhile):
        enter(session, administrator, CalendarChange(2026, gone=(OFF,)), seen=0)
    with pytest.raises(NotFound):
        enter(session, administrator, CalendarChange(2031, ((date(2031, 1, 1), "x"),)))


def test_a_year_is_entered_and_what_was_done_and_waited_for_it_is_reckoned(
    session: Session, administrator: Viewer
) -> None:
    on = date(2028, 1, 10)
    visit = a_visit(session, a_unit(session), on=on, outcome=VisitOutcome.GUIDED, outcome_agency="Sở Nội vụ")
    waits = select(Obligation).where(Obligation.matter_id == visit.id, Obligation.unreckoned.is_not(None))
    rows = session.scalars(waits).all()
    assert rows
    for row in rows:
        row.open = False
    enter_year(session, YEAR_2028, "Thông báo của Bộ Nội vụ", by=administrator, at=AT, today=on)
    assert working_calendar(session).is_working(date(2028, 1, 8))
    assert session.scalars(waits).all() == []
    assert [one.action for one in entries_of(session, 2028)] == ["calendar_year_entered"]
    with pytest.raises(Refused, match="Đã có lịch năm 2028"):
        enter_year(session, YEAR_2028, "Lần nữa", by=administrator, at=AT, today=on)


@pytest.mark.parametrize(
    ("year", "field"),
    [
        (a_year(1999, YEAR_2028.days_off), "year"),
        (a_year(2029, ()), "days"),
        (a_year(2029, YEAR_2028.days_off), "days"),
        (a_year(2029, (*NEW_YEAR, *NEW_YEAR)), "days"),
        (a_year(2029, NEW_YEAR, date(2029, 1, 7)), "saturdays"),
        (a_year(2029, NEW_YEAR, source=" "), "source"),
    ],
)
def test_a_year_that_cannot_be_is_refused_at_its_field(
    session: Session, administrator: Viewer, year: CalendarYear, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        enter_year(session, year, "Thông báo mới", by=administrator, at=AT, today=TODAY)
    assert refused.value.field == field


def test_marking_a_year_official_moves_no_day_and_names_its_source(session: Session, administrator: Viewer) -> None:
    before = working_calendar(session).version
    confirm_year(session, 2027, WHY, official=True, seen=0, by=administrator, at=AT)
    year = year_entered(session, 2027)
    assert (year.official, year.source, working_calendar(session).version) == (True, WHY.source, before)
    with pytest.raises(Refused, match="không có gì thay đổi"):
        confirm_year(session, 2027, WHY, official=True, seen=seen_of(session, 2027), by=administrator, at=AT)


def test_a_made_up_saturday_stays_entered_where_it_is_read_as_off(session: Session, administrator: Viewer) -> None:
    session.add(PolicyChoice(name="made_up_saturdays", value="no", source="CV 1"))
    session.flush()
    assert year_entered(session, 2026).working_saturdays == (date(2026, 1, 10), date(2026, 8, 22))
    enter(session, administrator, SWAP)
    assert WORK in year_entered(session, 2026).working_saturdays
    assert not working_calendar(session).is_working(WORK)
    assert set(session.scalars(select(CalendarDayRow.day).where(CalendarDayRow.name == "Làm bù"))) >= {WORK}


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind is not RoleKind.ADMINISTRATOR])
def test_nobody_else_changes_the_calendar(session: Session, kind: RoleKind) -> None:
    somebody = a_viewer(session, a_unit(session).agency, kind)
    with pytest.raises(NotAllowed):
        enter(session, somebody, SWAP)
    with pytest.raises(NotAllowed):
        enter_year(session, YEAR_2028, "Thông báo mới", by=somebody, at=AT, today=TODAY)
    with pytest.raises(NotAllowed):
        confirm_year(session, 2027, WHY, official=True, seen=0, by=somebody, at=AT)
    assert receptions_on(session, [OFF]) == 0
