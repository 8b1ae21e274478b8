"""What an administrator changes of an agency: its facts, a new one, its remote-area documents. Nothing is deleted."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit
from app.casework.accounts import good_email
from app.casework.agency_tree import hold_the_tree, only_administrators, unchanged_since
from app.casework.errors import NotFound, Refused
from app.casework.folding import fold
from app.casework.permissions import Viewer
from app.records.agencies import Agency, AgencyParent, Level, RemoteArea
from app.records.matters import Matter
from app.records.people import Role

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_CODE = 20  # a code follows the number of a matter taken over, which has forty letters in all


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What is written down of an agency itself."""

    name: str
    from_on: date
    english: str = ""
    place: str = ""
    head_title: str = ""
    email: str = ""
    postal_address: str = ""
    phone: str = ""
    source: str = ""


def add_agency(
    session: Session, facts: AgencyFacts, *,
    code: str, level: Level, superior: Agency | None = None, by: Viewer, at: datetime,
) -> Agency:  # fmt: skip
    """A new agency, under ``superior`` from its first day. Raises NotAllowed, Refused naming the field."""
    only_administrators(by)
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise Refused(
            "Nhập mã gồm chữ thường không dấu, số và gạch nối, tối đa %(most)s ký tự, ví dụ so-noi-vu.",
            field="code", most=LONGEST_CODE,
        )  # fmt: skip
    if session.scalar(select(Agency.id).where(Agency.code == code)) is not None:
        raise Refused("Mã này đã có đơn vị dùng. Nhập mã khác.", field="code")
    _check(session, facts, None)
    if superior is not None and not superior.existed_on(facts.from_on):
        raise Refused("Đơn vị cấp trên không hoạt động vào ngày này. Chọn đơn vị khác.", field="parent")
    agency = Agency(code=code, level=level, **asdict(facts))
    session.add(agency)
    session.flush()
    if superior is not None:
        session.add(AgencyParent(agency_id=agency.id, parent_id=superior.id, from_on=facts.from_on))
    audit.note(session, by=by.account_id or None, at=at, action="agency_added", subject=_subject(agency))
    session.flush()
    return agency


def change_agency(
    session: Session, agency: Agency, facts: AgencyFacts, *, expected_version: int | None, by: Viewer, at: datetime
) -> tuple[str, ...]:
    """Write the facts of an agency anew; the names of those that changed.

    Raises NotAllowed, ChangedMeanwhile when somebody saved it after ``expected_version``, Refused naming the field.
    """
    only_administrators(by)
    session.refresh(agency, with_for_update={"key_share": True})
    unchanged_since(agency, expected_version)
    _check(session, facts, agency)
    changed = tuple(one.name for one in fields(facts) if getattr(agency, one.name) != getattr(facts, one.name))
    if "from_on" in changed:
        _move_start(session, agency, facts.from_on)
    for name in changed:
        setattr(agency, name, getattr(facts, name))
    if changed:
        audit.note(
            session, by=by.account_id or None, at=at, action="agency_changed", subject=_subject(agency),
            fields=list(changed),
        )  # fmt: skip
    session.flush()
    return changed


def set_email(session: Session, agency: Agency, email: str, *, by: Viewer, at: datetime) -> None:
    """Where letters to the agency go when no head has an address. Raises NotAllowed, Refused on ``email``."""
    only_administrators(by)
    agency.email = good_email(email)
    audit.note(
        session, by=by.account_id or None, at=at, action="agency_changed", subject=_subject(agency), fields=["email"]
    )
    session.flush()


def add_remote_area(
    session: Session, agency: Agency, document: str, *, from_on: date, until_on: date | None, by: Viewer, at: datetime
) -> RemoteArea:
    """The document by which the agency's area is a remote one. What is open already keeps its dates.

    Raises NotAllowed, Refused naming the field.
    """
    only_administrators(by)
    if not document.strip():
        raise Refused("Nhập số, ngày của văn bản.", field="document")
    if until_on is not None and until_on < from_on:
        raise Refused("Nhập ngày hết hiệu lực không sớm hơn ngày bắt đầu.", field="until_on")
    overlapping = select(RemoteArea).where(
        RemoteArea.agency_id == agency.id,
        or_(RemoteArea.until_on.is_(None), RemoteArea.until_on >= from_on),
        *([] if until_on is None else [RemoteArea.from_on <= until_on]),
    )
    if any(fold(row.document) == fold(document) for row in session.scalars(overlapping)):
        raise Refused("Văn bản này đã được ghi cho cùng thời gian.", field="document")
    area = RemoteArea(agency_id=agency.id, document=document.strip(), from_on=from_on, until_on=until_on)
    session.add(area)
    flag_modified(agency, "name")
    audit.note(session, by=by.account_id or None, at=at, action="remote_area_added", subject=_subject(agency))
    session.flush()
    return area


def end_remote_area(session: Session, agency: Agency, area_id: int, *, last_on: date, by: Viewer, at: datetime) -> None:
    """The document is in force until ``last_on``. Raises NotAllowed, NotFound, Refused on ``last_on``."""
    only_administrators(by)
    area = session.get(RemoteArea, area_id, with_for_update=True)
    if area is None or area.agency_id != agency.id:
        raise NotFound("Không có văn bản này.")
    if last_on < area.from_on:
        raise Refused("Nhập ngày không sớm hơn ngày bắt đầu %(day)s.", field="last_on", day=area.from_on)
    if area.until_on is not None and last_on > area.until_on:
        raise Refused("Văn bản đã hết hiệu lực ngày %(day)s.", field="last_on", day=area.until_on)
    area.until_on = last_on
    flag_modified(agency, "name")
    audit.note(session, by=by.account_id or None, at=at, action="remote_area_ended", subject=_subject(agency))
    session.flush()


def _subject(agency: Agency) -> str:
    return f"agency:{agency.code}"


def _check(session: Session, facts: AgencyFacts, agency: Agency | None) -> None:
    if not facts.name.strip():
        raise Refused("Nhập tên đơn vị.", field="name")
    good_email(facts.email)
    until_on = agency.until_on if agency else None
    if until_on is not None and facts.from_on > until_on:
        raise Refused("Nhập ngày không muộn hơn ngày kết thúc %(day)s.", field="from_on", day=until_on)
    for other in session.scalars(select(Agency).where(Agency.id != (agency.id if agency else 0))):
        together = other.until_on is None or other.until_on >= facts.from_on
        together = together and (until_on is None or other.from_on <= until_on)
        if together and fold(other.name) == fold(facts.name):
            raise Refused("Đã có đơn vị cùng tên, mã %(code)s. Nhập tên khác.", field="name", code=other.code)


def _move_start(session: Session, agency: Agency, from_on: date) -> None:
    """Another first day, no later than what was already done there; the first place in the tree starts with it."""
    hold_the_tree(session)
    used = [
        session.scalar(select(func.min(Role.from_on)).where(Role.agency_id == agency.id)),
        session.scalar(select(func.min(Matter.opened_on)).where(Matter.origin_agency_id == agency.id)),
        session.scalar(select(func.min(AgencyParent.from_on)).where(AgencyParent.parent_id == agency.id)),
    ]
    first = min((day for day in used if day is not None), default=None)
    if first is not None and from_on > first:
        raise Refused("Nhập ngày không muộn hơn %(day)s: từ ngày đó đơn vị đã có người giữ vai, hồ sơ hoặc đơn vị "
                      "trực thuộc.", field="from_on", day=first)  # fmt: skip
    own = select(AgencyParent).where(AgencyParent.agency_id == agency.id).order_by(AgencyParent.from_on).limit(1)
    row = session.scalar(own)
    if row is None or row.from_on != agency.from_on:
        return
    if not session.get_one(Agency, row.parent_id).existed_on(from_on):
        raise Refused("Đơn vị cấp trên chưa hoạt động vào ngày này.", field="from_on")
    if row.until_on is not None and row.until_on < from_on:
        raise Refused("Nhập ngày không muộn hơn lần đổi cấp trên đầu tiên, %(day)s.", field="from_on", day=row.until_on)
    row.from_on = from_on


__all__ = [
    "AgencyFacts",
    "add_agency",
    "add_remote_area",
    "change_agency",
    "end_remote_area",
    "set_email",
]
