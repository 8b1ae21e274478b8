"""The backlog in parts, against a count by hand over the same rows; nothing hidden counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from statistics import median_low

import pytest
from sqlalchemy.orm import Session

from app.casework.grouped import By, grouped
from app.casework.overdue import DueRow, Filters, Kind, age_of, overdue
from app.casework.permissions import Viewer
from app.records.agencies import Agency, Level
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, a_unit, a_viewer, a_visit, an_agency

TODAY = date(2026, 11, 23)
PART: dict[By, Callable[[DueRow], str]] = {
    By.AGENCY: lambda row: row.agency_code,
    By.KIND: lambda row: row.kind,
    By.STAGE: lambda row: row.stage,
    By.FIELD: lambda row: row.field or "none",
    By.AGE: lambda row: age_of(row.days_late or 0),
    By.RULE: lambda row: row.rule,
}


@pytest.fixture
def supervisor(session: Session) -> Viewer:
    dom, se = a_unit(session), a_unit(session, "UBND xã Chư Sê")
    for number, unit in enumerate((dom, dom, se, dom, se)):
        a_case(session, unit, on=date(2026, 5 + number, 4))
        a_petition(session, unit, on=date(2026, 5 + number, 11), kind=list(PetitionKind)[number % 3])
    a_case(session, se, on=date(2026, 9, 7), kind=PetitionKind.DENUNCIATION)
    conduct = {"field": "officials", "officials_conduct": True}
    a_petition(session, se, on=date(2026, 6, 1), kind=PetitionKind.COMPLAINT, classified=conduct)
    a_visit(session, dom, on=date(2026, 6, 1))
    session.get_one(Agency, se.agency.id).level = Level.DEPARTMENT
    session.flush()
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


@pytest.mark.parametrize("by", PART)
def test_each_part_says_what_a_count_by_hand_says(session: Session, supervisor: Viewer, by: By) -> None:
    rows = overdue(session, supervisor, today=TODAY, limit=1000).rows
    days, free = defaultdict[str, list[int]](list), Counter[str]()
    for row in rows:
        days[PART[by](row)].append(row.days_late or 0)
        free[PART[by](row)] += row.assignee_id is None
    found = {one.code: one for one in grouped(session, supervisor, by, today=TODAY, filters=Filters())}
    assert set(found) == set(days)
    for code, late in days.items():
        part = found[code]
        said = (part.overdue, part.median_days, part.oldest_days, part.unassigned)
        assert said == (len(late), median_low(late), max(late), free[code]), (by, code)


def test_levels_and_conduct_are_parts_too(session: Session, supervisor: Viewer) -> None:
    def late(by: By) -> dict[str, int]:
        return {one.code: one.overdue for one in grouped(session, supervisor, by, today=TODAY, filters=Filters())}

    for by, narrow in (
        (By.LEVEL, {level.value: Filters(level=level) for level in Level}),
        (By.CONDUCT, {"yes": Filters(conduct=True), "no": Filters(conduct=False)}),
    ):
        lists = {code: overdue(session, supervisor, today=TODAY, filters=one).total for code, one in narrow.items()}
        assert late(by) == {code: count for code, count in lists.items() if count}
        assert len(late(by)) == 2


def test_filters_narrow_the_parts(session: Session, supervisor: Viewer) -> None:
    only = Filters(kind=Kind.DENUNCIATION)
    parts = grouped(session, supervisor, By.AGENCY, today=TODAY, filters=only)
    assert sum(one.overdue for one in parts) == overdue(session, supervisor, today=TODAY, filters=only).total > 0
    assert parts[0].open_cases is not None
    assert {one.open_cases for one in grouped(session, supervisor, By.AGE, today=TODAY, filters=only)} == {None}


def test_what_is_hidden_is_in_no_part(session: Session, supervisor: Viewer) -> None:
    assert supervisor
    elsewhere = a_unit(session, "UBND xã Gào")
    for by in By:
        assert grouped(session, elsewhere.head, by, today=TODAY, filters=Filters()) == []
