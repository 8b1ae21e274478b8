"""How decisions and conclusions are carried out: written by document, put right by another entry, added up exactly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import enforcement
from app.casework.enforcement import Said, entries_of, totals
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_case, a_petition, a_unit, a_viewer, an_act, an_agency, at

THEN, END = DAY + timedelta(days=7), DAY + timedelta(days=20)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def a_decided_case(session: Session, unit: Unit, kind: PetitionKind = PetitionKind.COMPLAINT) -> Matter:
    case = a_case(session, unit, petition=a_petition(session, unit, kind=kind))
    an_act(session, case, "verifying", DAY, by=unit.handler)
    an_act(session, case, "reported", THEN, by=unit.handler)
    act = "concluded" if kind is PetitionKind.DENUNCIATION else "decided"
    an_act(session, case, act, THEN, by=unit.head)
    return case


def said(heading: str, number: str = "12/QĐ-UBND", on: date = END, **figures: int) -> Said:
    return Said(heading, figures, number, on)


def hand(unit: Unit) -> dict[str, Any]:
    return {"by": unit.handler, "at": at(END), "today": END}


def test_what_documents_say_adds_up_and_what_was_put_right_counts_no_more(session: Session, unit: Unit) -> None:
    case = a_decided_case(session, unit)
    enforcement.record(session, case, said("recover_due", money=1_250_000_000_000, land=123_450), **hand(unit))
    first = enforcement.record(session, case, said("recovered", "13/BB", money=1_000, land=50), **hand(unit))
    enforcement.record(session, case, said("recovered", "14/BB", money=1, land=1), **hand(unit))
    again = enforcement.correct(session, first, said("recovered", "13/BB", land=7), "Gõ nhầm", **hand(unit))
    assert totals(entries_of(session, case)) == {
        ("recover_due", "money"): 1_250_000_000_000, ("recover_due", "land"): 123_450,
        ("recovered", "money"): 1, ("recovered", "land"): 8,
    }  # fmt: skip
    with pytest.raises(ChangedMeanwhile, match="đã được sửa"):
        enforcement.correct(session, first, said("recovered", "13/BB", land=8), "Lần nữa", **hand(unit))
    with pytest.raises(Refused, match="lý do") as lacks:
        enforcement.withdraw(session, again, " ", by=unit.handler, at=at(END))
    assert lacks.value.field == "reason"
    enforcement.withdraw(session, again, "Ghi nhầm hồ sơ", by=unit.handler, at=at(END))
    lines = entries_of(session, case)
    assert totals(lines)["recovered", "land"] == 1
    assert [(line.document_no, line.answered, line.withdrawn) for line in reversed(lines)] == [
        ("12/QĐ-UBND", False, False), ("13/BB", True, False), ("14/BB", False, False), ("13/BB", True, False),
        ("13/BB", False, True),
    ]  # fmt: skip
    trail = session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("enforcement")))
    assert sorted(trail) == [
        *["enforcement_corrected"], *["enforcement_recorded"] * 3, *["enforcement_withdrawn"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (said("recover_due"), "money"),
        (said("recover_due", money=0), "money"),
        (said("recover_due", money=-5), "money"),
        (said("recover_due", money=10**16), "money"),
        (said("recover_due", people=1), "money"),
        (said("disciplined", people=1, officials=2), "officials"),
        (said("disciplined", officials=1), "officials"),
        (said("recover_due", " ", money=1), "document_no"),
        (said("recover_due", on=END + timedelta(days=1), money=1), "document_on"),
        (said("recover_due", on=DAY - timedelta(days=1), money=1), "document_on"),
        (said("nothing", money=1), "heading"),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(sqlite_session: Session, wrong: Said, field: str) -> None:
    unit = a_unit(sqlite_session)
    case = a_decided_case(sqlite_session, unit)
    with pytest.raises(Refused) as refused:
        enforcement.record(sqlite_session, case, wrong, **hand(unit))
    assert refused.value.field == field


def test_it_is_written_once_by_whoever_works_the_case_and_only_after_its_decision(session: Session, unit: Unit) -> None:
    early = a_case(session, unit)
    with pytest.raises(OutOfOrder, match="Chưa ghi quyết định"):
        enforcement.record(session, early, said("recover_due", money=1), **hand(unit))
    case = a_decided_case(session, unit, PetitionKind.DENUNCIATION)
    for viewer in (unit.officer, a_viewer(session, unit.agency, RoleKind.SUPERVISOR)):
        with pytest.raises((NotAllowed, NotFound)):
            enforcement.record(session, case, said("handled", orgs=1), by=viewer, at=at(END), today=END)
    enforcement.record(session, case, said("handled", orgs=1, people=2), **hand(unit))
    with pytest.raises(Refused, match="đã ghi ở mục này"):
        enforcement.record(session, case, said("handled", orgs=1), **hand(unit))
    with pytest.raises(ChangedMeanwhile):
        enforcement.record(session, case, said("disciplined", people=1), **hand(unit), expected_version=1)
    complaint = a_decided_case(session, unit)
    with pytest.raises(Refused):  # the form of complaints counts no organisations there
        enforcement.record(session, complaint, said("handled", orgs=1), **hand(unit))
    assert an_agency(session)
