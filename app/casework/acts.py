"""Acts: one line of the log after another, each allowed by the law, by the person and by the version seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.act_data import checked
from app.casework.content_lines import said_again, with_contents
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.ledger import Ground
from app.casework.permissions import Deed, Viewer, collects, visible
from app.casework.readings import end_reading, follow_act
from app.casework.refusals import carry_refusal
from app.casework.same_content import refuse_twice
from app.casework.twins import IN_TWO_LOGS, carry_annulment, carry_correction, settle
from app.casework.weighing import beside
from app.casework.withdrawing import with_people
from app.records.matters import Act, Matter, MatterKind
from app.statute.assessment import ActFact, Assessment, DutyState, Status
from app.statute.once import ONCE_ACTS
from app.statute.procedures import Edge, edges_of, provisions_of
from app.statute.procedures.complaints import WAY_ON
from app.statute.procedures.inspections import BY_WHO_INSPECTED
from app.statute.procedures.orders import FROM_ABOVE
from app.statute.procedures.reporting import BY_THE_COLLECTOR, BY_THE_PROGRAM
from app.statute.procedures.tasks import BY_THE_GIVER
from app.statute.short_notice import unexplained
from app.statute.terms import ACTS, Procedure

# These do more than append a line: petitions.classify, accept and transfer, registration, instances.request_report.
OF_THEIR_OWN = {
    MatterKind.PETITION: frozenset({"received", "classified", "accepted", "transferred", "report_requested", "split"}),
    MatterKind.CASE: WAY_ON,  # said of its petition
    MatterKind.REPORT_DUTY: frozenset({"report_sent"}),  # report_sending.send_report
}
LATE = frozenset({Status.OVERDUE, Status.MET_LATE})
IN_TIME = frozenset({Status.OPEN, Status.DUE_SOON, Status.MET, Status.PAUSED})


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as typed."""

    act: str
    on: date
    data: Mapping[str, object] = field(default_factory=dict)
    document_no: str = ""
    document_on: date | None = None
    note: str = ""


def record_act(
    session: Session,
    matter: Matter,
    act: str,
    on: date,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    data: Mapping[str, object] | None = None,
    document_no: str = "",
    document_on: date | None = None,
    note: str = "",
    expected_version: int | None = None,
) -> Act:
    """Record an act and reassess the matter. Classifying, accepting and transferring have deeds of their own.

    Raises NotFound (hidden, or not there), NotAllowed, ChangedMeanwhile, OutOfOrder with the article, Refused naming
    the field.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    if act in OF_THEIR_OWN.get(matter.kind, ()):
        message = f"{act} of a {matter.kind} has a deed of its own"
        raise LookupError(message)
    return append(
        session, matter, Entry(act, on, data or {}, document_no, document_on, note), by=by, at=at, today=today
    )


def hold(session: Session, matter: Matter, *, by: Viewer, expected_version: int | None) -> None:
    """Take a matter for changing: nobody else changes it until this transaction ends.

    Raises NotFound when ``by`` may not see it, ChangedMeanwhile when it is not the version that was read.
    """
    session.flush()
    session.refresh(matter, with_for_update=True)
    if session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(by))) is None:
        raise NotFound("Không tìm thấy hồ sơ.")
    if expected_version is not None and matter.version != expected_version:
        raise ChangedMeanwhile("Hồ sơ vừa được người khác cập nhật. Mở lại để xem thay đổi rồi làm lại.")


def append(
    session: Session, matter: Matter, entry: Entry, *, by: Viewer, at: datetime, today: date, together: bool = False
) -> Act:
    """Add a line to the log of a matter that is held, and reassess it. For the deeds of this floor.

    ``together``: it is typed with the very act it answers, so that nothing was late before it. Raises as
    :func:`record_act`.
    """
    _check_may_record(matter, _edge(matter, entry.act), by)
    if matter.kind is MatterKind.PETITION:
        if entry.act in ONCE_ACTS:
            refuse_twice(session, matter, entry.act, on=entry.on)
        entry = replace(entry, data={**entry.data, **beside(session, matter, entry.act)})
    return arrive(session, matter, entry, by=by, at=at, today=today, together=together)


def arrive(
    session: Session, matter: Matter, entry: Entry, *, by: Viewer, at: datetime, today: date, together: bool = False
) -> Act:
    """As :func:`append`, for a line somebody's deed writes in a register that is not theirs: a forwarded petition."""
    edge = _edge(matter, entry.act)
    ground, lines = ledger.ground_of(session), ledger.log_of(session, matter)
    log = ledger.counted(lines)
    check_days(matter, entry, log, today=today)
    said = with_people(session, matter, edge, entry.data, on=entry.on, log=log)
    data = checked(edge, with_contents(session, matter, edge, said, on=entry.on, log=log), entry.on)
    if edge.written(data) and not entry.document_no.strip():
        raise Refused("Nhập số văn bản của bước này.", field="document_no")
    _check_notice(ActFact(entry.act, entry.on, data), ground)
    _check_repeated(lines, entry, data)
    after = [*log, ActFact(entry.act, entry.on, data)]
    if not together:
        _check_rescue(matter, log, after, ground, document_no=entry.document_no, on=entry.on, today=today)
    row = _written(matter, entry, data, by=by, at=at, today=today)
    carry_refusal(session, matter, row)
    settle(session, matter, row, lines, ground, at=at, today=today)
    follow_act(session, matter, row, at=at)
    carry_annulment(session, matter, row, at=at, today=today)
    return row


def correct_act(
    session: Session,
    act: Act,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    on: date | None = None,
    data: Mapping[str, object] | None = None,
    withdraw: bool = False,
    document_no: str = "",
    document_on: date | None = None,
    note: str = "",
    expected_version: int | None = None,
) -> Act:
    """Answer a mistaken line of the log by another one: another date or other fields, or ``withdraw`` it.

    The old line stays to be read. ``note`` says why. Raises as :func:`record_act`, and OutOfOrder for an acceptance
    taken back without its numbered annulment.
    """
    matter = session.get_one(Matter, act.matter_id)
    hold(session, matter, by=by, expected_version=expected_version)
    _check_correctable(session, matter, act, note=note, withdraw=withdraw)
    edge = _edge(matter, act.act)
    _check_may_record(matter, edge, by)
    data = data if withdraw else said_again(session, matter, edge, act, data, on=on or act.on)
    entry = _correcting(edge, act, on=on, data=data, withdraw=withdraw)
    entry = replace(
        entry, document_no=document_no or act.document_no, document_on=document_on or act.document_on, note=note
    )
    row = put_right(session, matter, act, entry, document_no=document_no, by=by, at=at, today=today, witnessed=True)
    carry_correction(session, matter, act, row, at=at, today=today)
    if withdraw:
        end_reading(session, matter, by=by.account_id or None, at=at, act=act)
    return row


def put_right(
    session: Session, matter: Matter, act: Act, entry: Entry, *, document_no: str, by: Viewer, at: datetime,
    today: date, witnessed: bool = False,
) -> Act:  # fmt: skip
    """Answer a line of a matter that is held by another one. For the deeds of this floor, which ask who may.

    ``document_no``: the document of the correction itself; ``witnessed``: without one nothing late becomes on time,
    whatever its day. Raises Refused, OutOfOrder.
    """
    _check_dates(entry, today)
    ground = ledger.ground_of(session)
    lines = ledger.log_of(session, matter)
    _check_notice(ActFact(entry.act, entry.on, entry.data), ground)
    log, after = _with_correction(lines, act, entry)
    rescued_by = date.min if witnessed else entry.on
    _check_rescue(matter, log, after, ground, document_no=document_no, on=rescued_by, today=today)
    row = _written(matter, entry, dict(entry.data), by=by, at=at, today=today, corrects_id=act.id)
    carry_refusal(session, matter, row, undone=act.act if entry.act == ledger.WITHDRAWN_ENTRY else "")
    settle(session, matter, row, lines, ground, at=at, today=today)
    return row


def _correcting(edge: Edge, act: Act, *, on: date | None, data: Mapping[str, object] | None, withdraw: bool) -> Entry:
    day = on or act.on
    if withdraw:
        return Entry(ledger.WITHDRAWN_ENTRY, day)
    return Entry(act.act, day, checked(edge, {**act.data, **(data or {})}, day))


def corrected_log(
    matter: Matter, lines: list[Act], act: Act, *, on: date | None, data: Mapping[str, object] | None, withdraw: bool
) -> tuple[list[ActFact], list[ActFact]]:
    """The acts that count before and after a correction; nothing is written. Raises Refused."""
    edge = _edge(matter, act.act)
    return _with_correction(lines, act, _correcting(edge, act, on=on, data=data, withdraw=withdraw))


def _with_correction(lines: list[Act], act: Act, entry: Entry) -> tuple[list[ActFact], list[ActFact]]:
    """The acts that count without and with ``entry`` in the place of ``act``."""
    root = ledger.entry_of(lines, act.id)
    log = ledger.counted(lines)
    if entry.act == ledger.WITHDRAWN_ENTRY:
        return log, [fact for fact in log if fact.ref != root]
    changed = ActFact(entry.act, entry.on, entry.data, ref=root)
    return log, [changed if fact.ref == root else fact for fact in log]


def _edge(matter: Matter, act: str) -> Edge:
    procedure = matter.procedure or Procedure.TRIAGE
    for edge in edges_of(procedure):
        if edge.act == act:
            return edge
    raise OutOfOrder(
        "Thủ tục này không có việc “%(name)s”.", provisions=provisions_of(procedure, act), name=ACTS.get(act, act)
    )


def may_record(by: Viewer, matter: Matter, role: str, act: str = "") -> bool:
    """Whether ``by`` may record, on this matter, an act whose least ``role`` is officer, handler or head.

    A task of a conclusion stands in two hands: who gave it extends, urges and takes it back; both know of its result.
    A term from above is also recorded by those who are above. Of a recommendation, who inspected finds whether it was
    carried out, who was inspected says so.
    A report is returned and accepted by who gathers it.
    """
    if act in BY_THE_PROGRAM:
        return False
    if act in BY_THE_COLLECTOR:
        return collects(by, str(matter.facts.get("collector")))
    if matter.kind is MatterKind.REPORT_DUTY:
        return by.may(Deed.SEND_REPORTS, matter.agency_id)
    if act in FROM_ABOVE and by.may(Deed.GIVE_TERM):
        return True
    if matter.kind is MatterKind.INSPECTION_TERM:
        return by.may(Deed.INSPECT, matter.origin_agency_id if act in BY_WHO_INSPECTED else matter.agency_id)
    agencies = {matter.agency_id}
    if matter.kind is MatterKind.CONCLUSION_TASK:
        agencies = {matter.origin_agency_id} if act in BY_THE_GIVER else {matter.agency_id, matter.origin_agency_id}
    return any(may_record_at(by, matter.kind, one, role) for one in agencies)


def may_record_at(by: Viewer, kind: MatterKind, agency_id: int, role: str) -> bool:
    """The same of any matter of this kind that an agency has."""
    deed = {
        "officer": Deed.REGISTER_PETITION,
        "handler": Deed.WORK_CASE if kind is MatterKind.CASE else Deed.TRIAGE,
        "head": Deed.ASSIGN,  # what only a head may do
    }[role]
    return by.may(deed, agency_id)


def _check_may_record(matter: Matter, edge: Edge, by: Viewer) -> None:
    if not may_record(by, matter, edge.role, edge.act):
        raise NotAllowed("Không có quyền ghi “%(name)s” ở đơn vị đang giữ hồ sơ.", name=ACTS[edge.act])


def check_days(matter: Matter, entry: Entry, log: Sequence[ActFact], *, today: date) -> None:
    """Refuse the days no act can have: not come yet, or before the matter itself. Raises Refused, OutOfOrder."""
    _check_dates(entry, today)
    first = min((fact.on for fact in log), default=entry.on)
    if entry.on < first:
        sentence = (
            "Nhập ngày không sớm hơn ngày thụ lý %(day)s."
            if matter.kind is MatterKind.CASE
            else "Nhập ngày không sớm hơn ngày nhận %(day)s."
        )
        provisions = provisions_of(matter.procedure or Procedure.TRIAGE, entry.act)
        raise OutOfOrder(sentence, field="on", provisions=provisions, day=first)


def _check_dates(entry: Entry, today: date) -> None:
    if entry.on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="on", day=entry.on)
    if entry.document_on is not None and entry.document_on > today:
        raise Refused("Ngày văn bản %(day)s chưa đến.", field="document_on", day=entry.document_on)


def _check_notice(act: ActFact, ground: Ground) -> None:
    """An invitation that leaves less time than the law says why it does. Raises Refused."""
    short = unexplained(act, calendar=ground.calendar, policies=ground.policies)
    if short is not None:
        raise Refused(
            "Báo trước muộn: ngày cuối được báo là %(day)s. Nhập lý do, hoặc lùi ngày đối thoại.",
            field=short.field, provisions=short.provisions, day=short.last,
        )  # fmt: skip


def _check_repeated(lines: Sequence[Act], entry: Entry, data: Mapping[str, Any]) -> None:
    """The same act, day and document a second time is a form sent again, not a second act. Raises Refused."""
    answered = {line.corrects_id for line in lines}
    for line in lines:
        same = (line.act, line.on, line.document_no, line.data) == (
            entry.act, entry.on, entry.document_no.strip(), data
        )  # fmt: skip
        if same and line.document_no and line.id not in answered:
            raise Refused(
                "Văn bản số %(no)s ngày %(day)s của bước này đã ghi rồi. Ghi thêm lần nữa thì nhập số văn bản khác.",
                field="document_no", no=line.document_no, day=line.on,
            )  # fmt: skip


def _check_correctable(session: Session, matter: Matter, act: Act, *, note: str, withdraw: bool) -> None:
    if act.act == ledger.WITHDRAWN_ENTRY or session.scalar(select(Act.id).where(Act.corrects_id == act.id)) is not None:
        raise ChangedMeanwhile("Dòng này đã được sửa. Hãy sửa dòng mới nhất.")
    if withdraw and act.act in ("received", "accepted"):
        raise OutOfOrder(
            "Không bỏ được mục “%(name)s”: chỉ sửa ngày, hoặc ra văn bản hủy.",
            provisions=provisions_of(matter.procedure or Procedure.TRIAGE, act.act), name=ACTS[act.act],
        )  # fmt: skip
    if matter.kind is MatterKind.PETITION and act.act in IN_TWO_LOGS:
        raise OutOfOrder("Ngày thụ lý sửa ở hồ sơ vụ việc.")
    if not note.strip():
        raise Refused("Nhập lý do sửa.", field="note")


def _check_rescue(
    matter: Matter,
    log: list[ActFact],
    after: list[ActFact],
    ground: Ground,
    *,
    document_no: str,
    on: date,
    today: date,
) -> None:
    """As :func:`check_witnessed`, of the logs before and after the act. Raises Refused, OutOfOrder."""
    then = ledger.assessed(matter, after, today=today, ground=ground)
    if on < today and not document_no.strip() and log:
        check_witnessed(ledger.assessed(matter, log, today=today, ground=ground), then)


def check_witnessed(before: Assessment, then: Assessment) -> None:
    """An act of an earlier day without a document turns nothing that was late into on time. Raises Refused."""
    known = {_key(duty): duty for duty in before.duties}
    for duty in then.duties:
        was = known.get(_key(duty))
        if was is not None and was.status in LATE and duty.status in IN_TIME:
            raise Refused(
                "Bước nhập muộn này làm “%(duty)s” từ trễ thành đúng hạn: nhập số văn bản làm chứng.",
                field="document_no", duty=duty.term,
            )  # fmt: skip


def _key(duty: DutyState) -> tuple[str, int | None]:
    return duty.duty, duty.trigger.ref


def _written(
    matter: Matter,
    entry: Entry,
    data: dict[str, Any],
    *,
    by: Viewer,
    at: datetime,
    today: date,
    corrects_id: int | None = None,
) -> Act:
    return Act(
        matter_id=matter.id,
        act=entry.act,
        on=entry.on,
        data=data,
        document_no=entry.document_no.strip(),
        document_on=entry.document_on,
        note=entry.note.strip(),
        corrects_id=corrects_id,
        typed_at=at,
        typed_late_days=(today - entry.on).days,
        by_id=by.account_id or None,
    )
