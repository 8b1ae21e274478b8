"""Who works on a matter, and who may open its sealed page. Every change is conditional on what the person saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, identities
from app.casework.acts import hold
from app.casework.agencies import holds_a_role
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.exclusions import excluded_agencies, headed_then
from app.casework.matters import end_assignment
from app.casework.permissions import Deed, Viewer
from app.records.cases import CasePetition
from app.records.matters import Assignment, Matter, MatterKind
from app.records.people import RoleKind

UNSEEN = -1  # for ``expected_assignee``: the caller did not look


def take(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> None:
    """Take an unassigned matter on oneself. A sealed one is assigned by the head only.

    Raises NotFound, NotAllowed, ChangedMeanwhile when somebody was faster.
    """
    hold(session, matter, by=by, expected_version=None)
    if matter.sealed or not (by.may(Deed.WORK_CASE, matter.agency_id) or by.may(Deed.TRIAGE, matter.agency_id)):
        raise NotAllowed("Hồ sơ này do thủ trưởng phân công.")
    if matter.assignee_id is not None:
        raise _somebody_else()
    _put(session, matter, by.account_id, by=by, at=at)


def assign(
    session: Session,
    matter: Matter,
    account_id: int,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_assignee: int | None = UNSEEN,
) -> None:
    """Give a matter to somebody of the agency that has it. ``expected_assignee``: whom the head saw there.

    The sealed page opens to the new assignee and closes to the one before and to whoever received the matter. Raises
    NotFound, NotAllowed, ChangedMeanwhile, Refused on ``account_id``.
    """
    hold(session, matter, by=by, expected_version=None)
    _check_head(matter, by)
    if expected_assignee not in (UNSEEN, matter.assignee_id):
        raise _somebody_else()
    if not holds_a_role(
        session, account_id, matter.agency_id, today, RoleKind.HANDLER, RoleKind.HEAD, RoleKind.OFFICER
    ):
        raise Refused("Người được phân công phải thuộc đơn vị đang giữ hồ sơ.", field="account_id")
    _check_not_of_excluded(session, matter, account_id, today)
    _put(session, matter, account_id, by=by, at=at)


def release(
    session: Session, matter: Matter, *, by: Viewer, at: datetime, expected_assignee: int | None = UNSEEN
) -> None:
    """Leave a matter with nobody: by whoever has it, or by the head. Raises NotFound, NotAllowed, ChangedMeanwhile."""
    hold(session, matter, by=by, expected_version=None)
    if matter.assignee_id != by.account_id:
        _check_head(matter, by)
    if expected_assignee not in (UNSEEN, matter.assignee_id):
        raise _somebody_else()
    for one in (*_still_owing(session, matter), matter):
        _relieve(session, one, by=by, at=at)
        audit.note(session, by=by.account_id, at=at, action="released", matter=one)
        flag_modified(one, "assignee_id")
    session.flush()


def let_see(
    session: Session,
    matter: Matter,
    account_id: int,
    *,
    purpose: str,
    by: Viewer,
    at: datetime,
    today: date,
    until: datetime | None = None,
) -> None:
    """The head lets somebody (themselves, too) open the sealed page, for a stated purpose.

    Raises NotFound, NotAllowed, Refused on ``purpose`` or ``account_id``.
    """
    hold(session, matter, by=by, expected_version=None)
    _check_head(matter, by)
    if not purpose.strip():
        raise Refused("Nhập mục đích xem.", field="purpose")
    _check_not_of_excluded(session, matter, account_id, today)
    identities.grant(session, matter, account_id, purpose=purpose.strip(), by=by.account_id, at=at, until=until)


def _put(session: Session, matter: Matter, account_id: int, *, by: Viewer, at: datetime) -> None:
    for petition in _still_owing(session, matter):
        _put(session, petition, account_id, by=by, at=at)
    _relieve(session, matter, by=by, at=at)
    session.add(Assignment(matter_id=matter.id, account_id=account_id, by_id=by.account_id, from_at=at))
    matter.assignee_id = account_id
    if matter.sealed:
        identities.grant(session, matter, account_id, purpose=identities.ASSIGNED, by=by.account_id, at=at)
    audit.note(session, by=by.account_id, at=at, action="assigned", matter=matter, account=account_id)
    flag_modified(matter, "assignee_id")
    session.flush()


def _relieve(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> None:
    end_assignment(session, matter, at=at)
    if matter.sealed:
        handed_over = (identities.ASSIGNED, identities.RECEIVING, identities.TRIAGING)
        identities.end_grants(session, matter, by=by.account_id, at=at, purposes=handed_over)


def _still_owing(session: Session, matter: Matter) -> Sequence[Matter]:
    """The petitions of a case that are in the same hands and still owe something, as what a superior asked of them.

    They go from hand to hand with it.
    """
    if matter.kind is not MatterKind.CASE:
        return ()
    theirs = select(CasePetition.petition_id).where(CasePetition.case_id == matter.id)
    same_hands = Matter.assignee_id.is_not_distinct_from(matter.assignee_id)
    here = (Matter.open, Matter.agency_id == matter.agency_id, same_hands)
    return session.scalars(select(Matter).where(Matter.id.in_(theirs), *here).order_by(Matter.id)).all()


def _check_head(matter: Matter, by: Viewer) -> None:
    if not by.may(Deed.ASSIGN, matter.agency_id):
        raise NotAllowed("Chỉ thủ trưởng đơn vị đang giữ hồ sơ được phân công.")


def _check_not_of_excluded(session: Session, matter: Matter, account_id: int, today: date) -> None:
    excluded = excluded_agencies(session, matter)
    inside = any(holds_a_role(session, account_id, agency_id, today) for agency_id in excluded)
    if inside or headed_then(session, account_id, matter, excluded):
        raise Refused("Người này thuộc đơn vị có người đứng đầu bị tố cáo.", field="account_id")


def _somebody_else() -> ChangedMeanwhile:
    return ChangedMeanwhile("Hồ sơ vừa được phân công cho người khác.")
