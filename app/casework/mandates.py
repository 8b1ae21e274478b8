"""The paper by which a group says who speaks for it (LTCD 29), brought after the visit was written down."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework.acts import hold
from app.casework.audit import note
from app.casework.errors import NotAllowed, Refused
from app.casework.permissions import Deed, Viewer
from app.records.matters import Matter, MatterKind
from app.records.reception import Visit
from app.statute.groups import is_group

LONGEST_DOCUMENT = 280  # the day stands behind it


def may_add_mandate(by: Viewer, matter: Matter) -> bool:
    """Whether ``by`` writes at the desk that has the visit. What is sealed has its papers behind the seal."""
    return matter.kind is MatterKind.VISIT and not matter.sealed and by.may(Deed.LOG_VISIT, matter.agency_id)


def add_mandate(
    session: Session, matter: Matter, document: str, on: date, *, by: Viewer, at: datetime, today: date
) -> None:
    """Write down the mandate a group still owed. Raises NotAllowed, NotFound, and Refused naming the field."""
    hold(session, matter, by=by, expected_version=None)
    if not may_add_mandate(by, matter):
        raise NotAllowed("Không có quyền ghi văn bản cử người đại diện của lượt tiếp này.")
    visit = session.get_one(Visit, matter.id)
    session.refresh(visit)
    if not is_group(visit.people_count):
        raise Refused("Lượt tiếp này không phải đoàn đông người.", field="document")
    if visit.mandate:
        raise Refused("Đã ghi văn bản cử người đại diện: %(mandate)s.", field="document", mandate=visit.mandate)
    if not document.strip():
        raise Refused("Nhập số, tên văn bản cử người đại diện.", field="document")
    if on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="on", day=on)
    visit.mandate = f"{document.strip()} ngày {on:%d/%m/%Y}"
    note(session, by=by.account_id or None, at=at, action="mandate_added", matter=matter)
