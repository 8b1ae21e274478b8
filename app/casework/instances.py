"""What follows an earlier case: the second complaint (khiếu nại lần hai), the further denunciation (tố cáo tiếp).

They are linked; of a further denunciation the body below is asked to report, or its case is taken over; a second
complaint that is accepted ends what is owed of the first. The two are matters of their own, at two agencies. What the
superior does is written into the log of the body below only where the table of the workflow says so (``Edge.below``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.acts import Entry, append, arrive, hold
from app.casework.errors import OutOfOrder, Refused
from app.casework.permissions import Viewer, visible
from app.casework.readings import end_reading, previous_of
from app.casework.respondents import take_over_respondents
from app.records.cases import Relation
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.petitions import Petition
from app.statute.duties.denunciations import RESOLUTION_OF
from app.statute.guards import RESOLUTION
from app.statute.procedures import told_below
from app.statute.terms import DENUNCIATIONS, Procedure

RELATIONS: Mapping[str, Relation] = {
    Procedure.DENUNCIATION_FURTHER: Relation.RE_RESOLUTION,
    Procedure.DENUNCIATION_OVERDUE: Relation.TAKE_OVER,
    Procedure.COMPLAINT_SECOND: Relation.SECOND_INSTANCE,
    Procedure.DISCIPLINE_SECOND: Relation.SECOND_INSTANCE,
}
FIRST_INSTANCE = {
    Procedure.COMPLAINT_SECOND: Procedure.COMPLAINT_FIRST,
    Procedure.DISCIPLINE_SECOND: Procedure.DISCIPLINE_FIRST,
}
PREVIOUS_DUE = "previous_due_on"
TAKEN_OVER = "taken_over"


def previous_code(session: Session, viewer: Viewer, matter: Matter) -> str:
    """The code of the earlier case of a petition, where the viewer sees that case."""
    linked = select(Petition.previous_case_id).where(Petition.matter_id == matter.id).scalar_subquery()
    return session.scalar(select(Matter.code).where(Matter.id == linked, visible(viewer))) or ""


def link_previous(session: Session, matter: Matter, code: str, *, by: Viewer, at: datetime) -> None:
    """Say which case a second complaint or a further denunciation follows; whom that one denounces, this one does, too.

    Without ``code`` a link ``by`` cannot see stays. A case ``by`` may not see is not found: the same sentence as for a
    code nobody has (it is named in another way: :mod:`app.casework.below`). Raises Refused on ``previous_code``.
    """
    petition, typed = session.get_one(Petition, matter.id), code.strip().upper()
    matter.facts = {name: value for name, value in matter.facts.items() if name != PREVIOUS_DUE}
    before = petition.previous_case_id
    if matter.procedure not in RELATIONS:
        petition.previous_case_id = None
    elif not typed:
        if previous_code(session, by, matter):
            petition.previous_case_id = None
    else:
        first = FIRST_INSTANCE.get(Procedure(matter.procedure or ""))
        previous = _found(session, typed, by, {first} if first else DENUNCIATIONS)
        follow(session, previous, matter, petition)
        petition.previous_case_id = previous.id
    if before not in (None, petition.previous_case_id):
        end_reading(session, matter, by=by.account_id or None, at=at)
    session.flush()


def follow(
    session: Session,
    previous: Matter,
    matter: Matter,
    petition: Petition,
    *,
    field: str = "previous_code",
    accepted: bool = False,
) -> None:
    """Take over of ``previous`` whom it denounces. Raises Refused on ``field`` where nothing may follow it yet.

    ``accepted``: what follows it is a case already, so that the one below may be over because of it.
    """
    if FIRST_INSTANCE.get(Procedure(matter.procedure or "")) is not None:
        _check_open_to_second(session, previous, petition, field)
        return
    over = accepted and previous.stage == TAKEN_OVER
    last = None if over else _check_resolved(session, previous, matter, petition, field)
    if last is not None:
        matter.facts = {**matter.facts, PREVIOUS_DUE: last.isoformat()}
    take_over_respondents(session, previous, matter)


def _found(session: Session, code: str, by: Viewer, procedures: Collection[Procedure]) -> Matter:
    wanted = select(Matter).where(
        Matter.code == code, Matter.kind == MatterKind.CASE, Matter.procedure.in_(procedures), visible(by)
    )
    found = list(session.scalars(wanted.limit(2)))
    if len(found) != 1:
        if procedures is DENUNCIATIONS:
            raise Refused("Không tìm thấy vụ việc tố cáo mang mã này. Để trống nếu không rõ.", field="previous_code")
        raise Refused("Không tìm thấy khiếu nại lần đầu mang mã này. Để trống nếu không rõ.", field="previous_code")
    return found[0]


def _check_open_to_second(session: Session, first: Matter, petition: Petition, field: str) -> None:
    """Raises Refused where the first complaint is undecided, and was still in time when the second came (LKN 33.1)."""
    running = session.scalar(
        select(Obligation).where(
            Obligation.matter_id == first.id, Obligation.duty.in_(RESOLUTION.values()), Obligation.open
        )
    )
    if running is not None and (running.due_on is None or petition.received_on <= running.due_on):
        raise Refused(
            "Vụ việc này chưa có quyết định lần đầu và chưa hết hạn giải quyết: chưa được khiếu nại lần hai.",
            field=field,
        )


def _check_resolved(session: Session, previous: Matter, matter: Matter, petition: Petition, field: str) -> date | None:
    """The last day of a case that is late, None for one resolved. Raises Refused when it is the other of the two."""
    running = session.scalar(
        select(Obligation).where(
            Obligation.matter_id == previous.id, Obligation.duty.in_(RESOLUTION_OF.values()), Obligation.open
        )
    )
    if matter.procedure == Procedure.DENUNCIATION_FURTHER:
        if running is not None:
            raise Refused("Vụ việc này chưa giải quyết xong: chưa có gì để giải quyết lại.", field=field)
        return None
    if running is None:
        raise Refused("Vụ việc này không còn thời hạn giải quyết nào đang chạy.", field=field)
    if running.due_on is None:
        raise Refused("Thời hạn của vụ việc này đang tạm dừng: chưa quá hạn.", field=field)
    if petition.received_on <= running.due_on:
        raise Refused(
            "Hạn giải quyết của vụ việc này là %(day)s: lúc nhận đơn chưa quá hạn.", field=field, day=running.due_on
        )
    return running.due_on


def request_report(
    session: Session,
    matter: Matter,
    entry: Entry,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> Act:
    """The superior asks for a report on the delay; the body below, where it keeps this register, finds it asked.

    Raises as acts.record_act.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    row = append(session, matter, entry, by=by, at=at, today=today)
    tell_below(session, matter, entry, by=by, at=at, today=today)
    return row


def tell_below(session: Session, matter: Matter, entry: Entry, *, by: Viewer, at: datetime, today: date) -> None:
    """Write what ``entry`` is to the case below into its log, by one deed.

    Nothing where that act is not open there, or was recorded already; but what the case below may not go on beside is
    refused then: OutOfOrder.
    """
    act, needed = told_below(matter.procedure or Procedure.TRIAGE, entry.act)
    previous_id = previous_of(session, matter) if act else None
    if previous_id is None:
        return
    below = session.get_one(Matter, previous_id)
    session.refresh(below, with_for_update=True)
    if below.stage == act or not (needed or _open_there(session, below, act, entry.on, today=today)):
        return
    told = Entry(act, entry.on, {}, entry.document_no, entry.document_on)
    arrive(session, below, told, by=by, at=at, today=today)


def _open_there(session: Session, below: Matter, act: str, on: date, *, today: date) -> bool:
    try:
        ledger.forecast(session, below, act, on, today=today)
    except OutOfOrder:
        return False
    return True


__all__ = [
    "FIRST_INSTANCE",
    "PREVIOUS_DUE",
    "RELATIONS",
    "follow",
    "link_previous",
    "previous_code",
    "request_report",
    "tell_below",
]
