"""The trail read back: narrowed, a page at a time, and silent about what is hidden from the reader."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.casework.audit import note
from app.casework.permissions import Viewer
from app.casework.petitions import NewRespondent
from app.casework.trail import TrailFilters, accounts_named, trail
from app.records.people import Account, RoleKind
from tests.makers import DAY, VIETNAM, a_petition, a_unit, a_viewer, an_agency, at
from tests.web.grown import counted

ALL, KEPT = TrailFilters(VIETNAM), TrailFilters(VIETNAM, kept=True)


@pytest.fixture
def auditor(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "UBND tỉnh"), RoleKind.AUDITOR)


def entries(session: Session, count: int, **how: object) -> None:
    for number in range(count):
        note(session, by=None, at=at(DAY) + timedelta(minutes=number), action="sign_in_failed", **how)  # type: ignore[arg-type]
    session.flush()


def test_pages_follow_each_other_without_a_gap(session: Session, auditor: Viewer) -> None:
    entries(session, 7)
    seen: list[int] = []
    below = None
    while True:
        page = trail(session, auditor, filters=ALL, below=below, limit=3)
        seen += [row.id for row in page.rows]
        below = page.next
        if below is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 7


def test_days_are_days_of_the_province(session: Session, auditor: Viewer) -> None:
    midnight = datetime(2026, 7, 7, tzinfo=VIETNAM)
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(days=1)):
        note(session, by=None, at=moment, action="sign_in")
    session.flush()
    day = date(2026, 7, 7)
    found = trail(session, auditor, filters=TrailFilters(VIETNAM, first_on=day, last_on=day))
    assert [row.at for row in found.rows] == [midnight]


def test_it_is_narrowed_to_actions_and_people(session: Session, auditor: Viewer) -> None:
    unit = a_unit(session)
    session.get_one(Account, unit.officer.account_id).full_name = "Rơ Mah H'Liên"
    note(
        session, by=unit.officer.account_id, at=at(DAY), action="sign_in", subject=f"account:{unit.officer.account_id}"
    )
    note(session, by=unit.head.account_id, at=at(DAY), action="role_given", subject=f"agency:{unit.agency.code}")
    session.flush()
    lien = accounts_named(session, "h'lien ro")
    assert lien == {unit.officer.account_id}
    (row,) = trail(session, auditor, filters=TrailFilters(VIETNAM, account_ids=lien)).rows
    assert (row.by, row.action, row.about) == ("Rơ Mah H'Liên", "sign_in", "Rơ Mah H'Liên")
    (row,) = trail(session, auditor, filters=TrailFilters(VIETNAM, actions={"role_given"})).rows
    assert row.about == unit.agency.name
    assert (
        trail(session, auditor, filters=TrailFilters(VIETNAM, account_ids=accounts_named(session, "ai đó"))).rows == ()
    )


def test_agencies_in_a_detail_go_by_their_names(session: Session, auditor: Viewer) -> None:
    unit = a_unit(session)
    note(session, by=None, at=at(DAY), action="custody_moved", agency=unit.agency.code)
    note(session, by=None, at=at(DAY), action="agency_moved", under="gone")
    session.flush()
    moved, passed = trail(session, auditor, filters=ALL).rows[:2]
    assert passed.detail["agency"] == unit.agency.name
    assert moved.detail["under"] == "gone"


def test_a_matter_against_a_head_is_not_in_the_trail_of_their_people(session: Session, auditor: Viewer) -> None:
    unit = a_unit(session)
    session.flush()
    before = len(trail(session, auditor, filters=ALL).rows)
    matter = a_petition(
        session, unit, denunciation=True,
        respondents=(NewRespondent(unit.agency.id, "", is_head=True),),
    )  # fmt: skip
    insider = a_viewer(session, unit.agency, RoleKind.AUDITOR)
    assert trail(session, insider, filters=KEPT).rows == ()
    assert len(trail(session, insider, filters=ALL).rows) == before
    told = trail(session, auditor, filters=KEPT).rows
    assert {row.code for row in told if row.code} == {matter.code}


def test_a_page_costs_the_same_at_any_length(session: Session, auditor: Viewer, engine: Engine) -> None:
    entries(session, 2, subject="account:1")
    session.commit()
    with counted(engine) as few:
        trail(session, auditor, filters=ALL)
    entries(session, 300, subject="account:1")
    session.commit()
    with counted(engine) as many:
        trail(session, auditor, filters=ALL)
    assert len(many) == len(few) == 3
