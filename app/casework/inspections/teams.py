"""The team of an inspection, whom it invites, who came, and the day it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.casework.errors import NotFound, OutOfOrder, Refused
from app.casework.inspections.sight import Seen, note, own
from app.casework.papers.facts import office_of
from app.casework.papers.inviting import InvitingFacts
from app.casework.papers.linking import padded
from app.casework.papers.words import Signer
from app.casework.permissions import Viewer
from app.records.agencies import Agency, Level
from app.records.inspections import (
    Attendance,
    Inspection,
    InspectionInvitation,
    InspectionMember,
    InspectionStage,
    TeamPart,
)
from app.statute.inspections import INVITED, InspectionKind

PREPARING = (InspectionStage.DECIDED, InspectionStage.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team."""

    part: TeamPart
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that sets up a team."""

    number: str
    on: date
    signed_by: str
    members: Sequence[Member]


@dataclass(frozen=True, slots=True)
class Inviting:
    """The paper that invites: its number and day, who signed it, when and where the team meets."""

    number: str
    on: date
    signer: Signer
    meets_on: date
    place: str


def decide(
    session: Session, ref: str, decision: Decision, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> Inspection:  # fmt: skip
    """A team is set up, or set up anew before it begins. Raises as sight.own, OutOfOrder, Refused naming the field."""
    seen = own(session, ref, by=by, expected_version=expected_version)
    it = seen.inspection
    if seen.plan.approved_on is None:
        raise OutOfOrder("Kế hoạch chưa được phê duyệt.")
    if it.stage not in (InspectionStage.PLANNED, InspectionStage.DECIDED):
        raise OutOfOrder("Cuộc kiểm tra đã tiến hành hoặc đã bỏ.")
    _check_decision(decision, first=seen.plan.approved_on, today=today)
    it.decision_no, it.decided_on = decision.number.strip(), decision.on
    it.decision_signed_by, it.stage = decision.signed_by.strip(), InspectionStage.DECIDED
    session.execute(delete(InspectionMember).where(InspectionMember.inspection_id == it.id))
    session.add_all(
        InspectionMember(
            inspection_id=it.id, position=place, part=one.part, name=one.name.strip(), post=one.post.strip()
        )
        for place, one in enumerate(decision.members, start=1)
    )
    session.flush()
    note(session, seen, "inspection_team_set", by=by, at=at, members=len(decision.members))
    return it


def _check_decision(decision: Decision, *, first: date, today: date) -> None:
    if not decision.number.strip():
        raise Refused("Nhập số, ký hiệu quyết định.", field="number")
    if not first <= decision.on <= today:
        raise Refused("Nhập ngày từ ngày phê duyệt kế hoạch %(first)s đến hôm nay.", field="decided_on", first=first)
    if sum(one.part is TeamPart.LEADER for one in decision.members) != 1:
        raise Refused("Đoàn có đúng một trưởng đoàn.", field="members")


def begin(session: Session, ref: str, on: date, *, by: Viewer, at: datetime, today: date) -> Inspection:
    """The inspection begins. Raises as sight.own, OutOfOrder, Refused."""
    seen = own(session, ref, by=by)
    it = seen.inspection
    if it.stage is not InspectionStage.DECIDED or it.decided_on is None:
        raise OutOfOrder("Chưa có quyết định thành lập đoàn, hoặc cuộc kiểm tra đã tiến hành.")
    if not it.decided_on <= on <= today:
        raise Refused("Nhập ngày từ ngày quyết định %(first)s đến hôm nay.", field="began_on", first=it.decided_on)
    it.began_on, it.stage = on, InspectionStage.UNDER_WAY
    session.flush()
    note(session, seen, "inspection_begun", by=by, at=at, on=on.isoformat())
    return it


def whom_to_invite(session: Session, seen: Seen, *, today: date) -> list[Agency]:
    """The bodies that were not invited yet, Ban Dân vận first: the plan wants it invited; the others may be."""
    if seen.inspection.stage not in PREPARING:
        return []
    asked = select(InspectionInvitation.agency_id).where(InspectionInvitation.inspection_id == seen.inspection.id)
    wanted = select(Agency).where(Agency.level == Level.PARTY, Agency.id.not_in(asked)).order_by(Agency.name)
    there = [one for one in session.scalars(wanted) if one.existed_on(today)]
    return sorted(there, key=lambda one: one.code != INVITED)


def check_inviting(inviting: Inviting, seen: Seen, *, today: date) -> str:
    """The number as it is printed. Raises Refused naming the field."""
    number = padded(inviting.number)
    if not number:
        raise Refused("Nhập số, ký hiệu văn bản do văn thư cấp.", field="number")
    first = seen.inspection.decided_on or today
    if not first <= inviting.on <= today:
        raise Refused("Nhập ngày từ ngày quyết định %(first)s đến hôm nay.", field="issued_on", first=first)
    if inviting.meets_on < inviting.on:
        raise Refused("Ngày làm việc không trước ngày của giấy mời.", field="meets_on")
    return number


def invitation_facts(session: Session, seen: Seen, inviting: Inviting, to: Agency, *, today: date) -> InvitingFacts:
    """What the invitation says."""
    it = seen.inspection
    leader = select(InspectionMember).where(
        InspectionMember.inspection_id == it.id, InspectionMember.part == TeamPart.LEADER
    )
    head = session.scalars(leader).one()
    named = select(Agency.name).where(Agency.id.in_(seen.units)).order_by(Agency.name)
    return InvitingFacts(
        office=office_of(session, seen.plan.agency_id, today), to=to.name, kind=InspectionKind(it.kind),
        subject=it.subject, units=tuple(session.scalars(named)), decision_no=it.decision_no,
        decided_on=it.decided_on or today, leader=", ".join(filter(None, (head.name, head.post))),
        first_on=it.first_on, last_on=it.last_on, meets_on=inviting.meets_on, place=inviting.place.strip(),
        signer=inviting.signer, today=today,
    )  # fmt: skip


def invite(
    session: Session, ref: str, agency_id: int, inviting: Inviting, content: bytes, *, by: Viewer, at: datetime,
    today: date,
) -> InspectionInvitation:  # fmt: skip
    """A body is invited: ``content`` are the very bytes of the paper. Raises as sight.own, OutOfOrder, Refused."""
    seen = own(session, ref, by=by)
    agency = next((one for one in whom_to_invite(session, seen, today=today) if one.id == agency_id), None)
    if agency is None:
        raise OutOfOrder("Đã mời, hoặc cuộc kiểm tra chưa có đoàn hay đã kết thúc.")
    number = check_inviting(inviting, seen, today=today)
    made = InspectionInvitation(
        inspection_id=seen.inspection.id, agency_id=agency.id, number=number, issued_on=inviting.on,
        signed_by=inviting.signer.name.strip(), meets_on=inviting.meets_on, place=inviting.place.strip(),
        file_name=f"Giấy mời {number.replace('/', '-')}.docx", sha256=sha256(content).hexdigest(), content=content,
        issued_at=at, issued_by_id=by.account_id or None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    note(session, seen, "inspection_invited", by=by, at=at, on=inviting.on.isoformat())
    return made


def attend(
    session: Session, ref: str, invited: str, attendance: Attendance, who_came: str, *, by: Viewer, at: datetime
) -> InspectionInvitation:
    """Whether who was invited by the paper ``invited`` came. Raises as sight.own, NotFound, OutOfOrder, Refused."""
    seen = own(session, ref, by=by)
    if seen.inspection.stage not in (InspectionStage.UNDER_WAY, InspectionStage.ANNOUNCED):
        raise OutOfOrder("Cuộc kiểm tra chưa bắt đầu.")
    found = select(InspectionInvitation).where(InspectionInvitation.inspection_id == seen.inspection.id)
    invitation = session.scalar(found.where(InspectionInvitation.ref == invited))
    if invitation is None:
        raise NotFound("Không có giấy mời này.")
    if attendance is Attendance.CAME and not who_came.strip():
        raise Refused("Nhập người tham gia.", field="who_came")
    invitation.attendance, invitation.who_came = attendance, who_came.strip()
    session.flush()
    note(session, seen, "inspection_attended", by=by, at=at, attendance=attendance.value)
    return invitation


__all__ = [
    "Decision",
    "Inviting",
    "Member",
    "attend",
    "begin",
    "check_inviting",
    "decide",
    "invitation_facts",
    "invite",
    "whom_to_invite",
]
