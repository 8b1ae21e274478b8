"""The demonstration shows every state of a flag, and both tracks of urging."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.fill import fill
from app.casework.drafts import Sealer
from app.casework.flag_history import FlagStep, histories, state_of
from app.casework.permissions import HeldRole, Viewer
from app.records.oversight import Flag
from app.records.people import Role, RoleKind
from app.records.urgings import Track, Urging
from tests.provinces import EVENING, TODAY, WHOLE

STRONG_SECRET = "Kh0ng-doan-duoc-dau-9317-xyzw-2648"
SHOWN = {
    FlagStep.RAISED, FlagStep.ACKNOWLEDGED, FlagStep.URGED, FlagStep.EXPLAINED, FlagStep.ESCALATION_DUE,
    FlagStep.ESCALATED, FlagStep.SATISFIED,
}  # fmt: skip


@pytest.mark.long
def test_every_state_of_a_flag_stands_in_the_demonstration(sqlite_session: Session, tmp_path: Path) -> None:
    session = sqlite_session
    shelf = Shelf(tmp_path, Sealer(STRONG_SECRET, "papers"), lambda _sheet, _title, _at: b"PK")
    fill(session, WHOLE, seed=1, today=TODAY, at=EVENING, shelf=shelf)
    role = session.scalars(select(Role).where(Role.kind == RoleKind.SUPERVISOR)).first()
    assert role
    watcher = Viewer(role.account_id, (HeldRole(role.kind, role.agency_id),))
    told = histories(session, watcher, session.scalars(select(Flag.id)).all(), today=TODAY)
    assert {state_of(lines) for lines in told.values()} >= SHOWN
    assert (session.scalar(select(func.max(Flag.raised_on))) or TODAY) <= TODAY
    letters = session.scalars(select(Urging).where(Urging.issued_on.is_not(None))).all()
    assert {one.track for one in letters} == set(Track)
    assert {one.turn for one in letters} == {1, 2}
    assert all(one.signed_by for one in letters)  # an issued letter is somebody's
    numbers = [(one.by_agency_id, one.number) for one in letters]
    assert len(set(numbers)) == len(numbers)
