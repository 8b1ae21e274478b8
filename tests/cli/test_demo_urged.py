"""The demonstration shows every state of a flag, and both tracks of urging."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.flag_history import FlagStep, histories, state_of
from app.casework.permissions import HeldRole, Viewer
from app.records.oversight import Flag
from app.records.people import Role, RoleKind
from app.records.urgings import Track, Urging
from tests.provinces import TODAY

SHOWN = {
    FlagStep.RAISED, FlagStep.ACKNOWLEDGED, FlagStep.URGED, FlagStep.EXPLAINED, FlagStep.ESCALATION_DUE,
    FlagStep.ESCALATED, FlagStep.SATISFIED,
}  # fmt: skip


def test_every_state_of_a_flag_stands_in_the_demonstration(register: Session) -> None:
    role = register.scalars(select(Role).where(Role.kind == RoleKind.SUPERVISOR)).first()
    assert role
    watcher = Viewer(role.account_id, (HeldRole(role.kind, role.agency_id),))
    told = histories(register, watcher, register.scalars(select(Flag.id)).all(), today=TODAY)
    assert {state_of(lines) for lines in told.values()} >= SHOWN
    assert (register.scalar(select(func.max(Flag.raised_on))) or TODAY) <= TODAY
    letters = register.scalars(select(Urging).where(Urging.issued_on.is_not(None))).all()
    assert {one.track for one in letters} == set(Track)
    assert {one.turn for one in letters} == {1, 2}
    assert all(one.signed_by for one in letters)  # an issued letter is somebody's
    numbers = [(one.by_agency_id, one.number) for one in letters]
    assert len(set(numbers)) == len(numbers)
