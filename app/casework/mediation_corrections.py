"""The plot and the sides of a land dispute put right after they were typed in; what stood there is never lost.

The trail keeps who changed what, when and why: fields by their names, the plot as it was, the sides by the ids of the
identities that stood there, which stay as they are. It holds no name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, identities
from app.casework.acts import hold
from app.casework.errors import NotAllowed, Refused
from app.casework.identities import Person
from app.casework.mediations import Plot
from app.casework.permissions import Deed, Viewer
from app.records.audit import AuditEntry
from app.records.matters import Matter, PersonRole
from app.records.mediations import Mediation
from app.records.people import Account

CORRECTED = "mediation_corrected"
REQUESTERS, OTHER_SIDE = "requesters", "other_side"


class Why(StrEnum):
    """Why something typed in was put right."""

    TYPED_WRONG = "typed_wrong"
    BY_A_SIDE = "by_a_side"
    BY_PAPERS = "by_papers"


@dataclass(frozen=True, slots=True)
class Correction:
    """The plot and the sides as they should stand."""

    plot: Plot
    requesters: Sequence[Person]
    others: Sequence[Person]
    why: Why


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made. ``fields``: of the plot, and which sides."""

    at: datetime
    who: str
    why: Why
    fields: tuple[str, ...]


def may_correct(by: Viewer, matter: Matter) -> bool:
    """Whether ``by`` may put a dispute right: whoever mediates where it is, while it runs."""
    return matter.open and by.may(Deed.MEDIATE, matter.agency_id)


def correct_dispute(
    session: Session, matter: Matter, right: Correction, *, expected_version: int | None, by: Viewer, at: datetime
) -> None:
    """Put plot and sides right. Raises NotFound, NotAllowed, ChangedMeanwhile, and Refused naming the field."""
    hold(session, matter, by=by, expected_version=expected_version)
    if not may_correct(by, matter):
        raise NotAllowed("Việc hòa giải đã xong, hoặc không do đơn vị này giữ: không sửa được.")
    if not right.plot.address.strip():
        raise Refused("Nhập địa chỉ thửa đất.", field="plot_address")
    if not right.requesters:
        raise Refused("Nhập bên yêu cầu hòa giải.", field="full_name")
    if not right.others:
        raise Refused("Nhập bên kia: hòa giải cần đủ hai bên.", field="other_side")
    before = _put_plot(session.get_one(Mediation, matter.id), right.plot)
    people: dict[str, list[int]] = {}
    for name, role, side in (
        (REQUESTERS, PersonRole.REQUESTER, right.requesters), (OTHER_SIDE, PersonRole.OTHER_SIDE, right.others),
    ):  # fmt: skip
        if stood := identities.correct_people(session, matter, side, role, at=at):
            people[name] = stood
    if not before and not people:
        raise Refused("Chưa sửa gì: thửa đất và các bên vẫn như cũ.")
    flag_modified(matter, "title")  # whoever read it before reads it again
    audit.note(
        session, by=by.account_id or None, at=at, action=CORRECTED, matter=matter, why=right.why.value,
        fields=[*before, *people], before=before, people=people,
    )  # fmt: skip
    session.flush()


def _put_plot(row: Mediation, plot: Plot) -> dict[str, str]:
    """Change what differs; what stood there, by field."""
    before: dict[str, str] = {}
    for name, value in asdict(plot).items():
        stood, wanted = str(getattr(row, name)), str(value).strip()
        if stood != wanted:
            before[name] = stood
            setattr(row, name, wanted)
    return before


def corrections_of(session: Session, matter: Matter) -> Iterator[Corrected]:
    """What was put right of a dispute, the latest first."""
    wanted = (
        select(AuditEntry.at, AuditEntry.detail, Account.full_name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.matter_id == matter.id, AuditEntry.action == CORRECTED)
        .order_by(AuditEntry.id.desc())
    )
    for at, detail, who in session.execute(wanted):
        yield Corrected(at, who or "", Why(detail["why"]), tuple(detail["fields"]))


__all__ = ["Corrected", "Correction", "Why", "correct_dispute", "corrections_of", "may_correct"]
