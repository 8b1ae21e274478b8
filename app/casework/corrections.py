"""A mistake in the log of a matter, put right by another line: the first one stays to be read.

Correcting gives an entry another day, another document or other fields, and says why. Undoing takes an entry back:
by whoever typed it, on the day it was typed, as long as nothing went out with it or after it. Later, or when something
did go out, only the head takes an entry back, and by a numbered document.

What went out stays out: a sending is never undone, and taking it back, or writing it down anew, does not open the
entries before it. Nor does correcting an entry make it a new one: it is as old as its first line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.acts import OF_THEIR_OWN, correct_act, corrected_log, hold, may_record
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.ledger import WITHDRAWN_ENTRY, Line
from app.casework.papers.keeping import Issued, issued_in
from app.casework.permissions import Deed, Viewer
from app.casework.schedules import ZONE
from app.casework.twins import IN_TWO_LOGS
from app.records.matters import Act, Matter, MatterKind
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.statute.assessment import Assessment
from app.statute.procedures import edges_of, provisions_of, sendings
from app.statute.procedures import telling as telling_acts
from app.statute.terms import ACTS, Procedure

# Visits, days of reception and tasks have records their log follows: they are put right where those are.
CORRECTABLE = frozenset({MatterKind.PETITION, MatterKind.CASE, MatterKind.MEDIATION})
STANDS_FOR_MORE = OF_THEIR_OWN[MatterKind.PETITION] | {"accepted", "taken_over", "delay_report_demanded"}


class Way(StrEnum):
    """How an entry can be put right by somebody."""

    CORRECT = "correct"
    UNDO = "undo"
    TAKE_BACK = "take_back"


class Typed(Line, Protocol):
    """A line of a log with who typed it and when, as a record or as a plain row."""

    @property
    def by_id(self) -> int | None: ...
    @property
    def typed_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Correction:
    """What an entry should say. ``document_no`` and ``document_on`` empty: as it was. ``note``: why it is corrected."""

    on: date
    note: str
    data: Mapping[str, object] | None = None
    document_no: str = ""
    document_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """What went out of a matter beside its log: the last letter about what is late in it, and the papers issued."""

    letter_at: datetime | None = None
    papers: Sequence[Issued] = ()


def gone_out(session: Session, matter: Matter) -> Gone:
    """What went out of a matter beside its log. Two statements."""
    return Gone(session.scalar(_last_letter(matter)), issued_in(session, [matter.id]))


def ways_of(
    matter: Matter, line: Typed, lines: Sequence[Typed], *, by: Viewer, today: date, gone: Gone
) -> tuple[Way, ...]:
    """How ``by`` can put an entry right: nothing for one that was corrected already, or is not theirs to record."""
    if matter.kind not in CORRECTABLE or line.act == WITHDRAWN_ENTRY or line.id in {one.corrects_id for one in lines}:
        return ()
    if not may_record(by, matter, _role(matter, line.act), line.act) or _accepted_petition(matter, line):
        return ()
    found = (Way.CORRECT,)
    if line.act in STANDS_FOR_MORE:
        return found
    if typed_today(line, by, today) and why_it_stays(matter, line, lines, gone) is None:
        return (*found, Way.UNDO)
    return (*found, Way.TAKE_BACK) if by.may(Deed.ASSIGN, matter.agency_id) else found


def typed_today(line: Typed, by: Viewer, today: date) -> bool:
    """Whether ``by`` typed it, today: whoever may undo it, as long as nothing went out."""
    return line.by_id == by.account_id and line.typed_at.astimezone(ZONE).date() == today


def why_it_stays(matter: Matter, line: Typed, lines: Sequence[Typed], gone: Gone) -> OutOfOrder | None:
    """Why nobody undoes an entry any more: what went out with it or after it. None while nothing did."""
    entry = _first(lines, line)
    told = _told(matter, entry, lines)
    if told is not None and told.id == entry.id:
        return OutOfOrder("Không bỏ được mục này: với mục này đã có nơi được báo. Ghi sai thì bấm Sửa.")
    if told is not None:
        return OutOfOrder(
            "Không bỏ được mục này: sau mục này đã ghi “%(name)s” ngày %(day)s, có nơi đã được báo.",
            name=ACTS[told.act], day=told.on,
        )  # fmt: skip
    for paper in gone.papers:
        if paper.issued_at > entry.typed_at or ledger.entry_of(lines, paper.act_id) == entry.id:
            return OutOfOrder(
                "Không bỏ được mục này: đã ban hành “%(name)s” ngày %(day)s.",
                name=paper.paper.name, day=paper.issued_on,
            )  # fmt: skip
    if gone.letter_at is not None and gone.letter_at > entry.typed_at:
        return OutOfOrder("Không bỏ được mục này: sau mục này đã có thư báo việc quá hạn của hồ sơ được gửi đi.")
    return None


def _first(lines: Sequence[Typed], line: Typed) -> Typed:
    first = ledger.entry_of(lines, line.id)
    return next((one for one in lines if one.id == first), line)


def _told(matter: Matter, entry: Typed, lines: Sequence[Typed]) -> Typed | None:
    """The first line, from ``entry`` on, by which somebody outside was told something.

    A notice made by mistake and undone told nobody; a sending did, whatever became of its line.
    """
    procedure = matter.procedure or Procedure.TRIAGE
    telling, sent, answered = telling_acts(procedure), sendings(procedure), {one.corrects_id for one in lines}
    mine = {entry.id}
    for one in sorted(lines, key=lambda line: line.id):
        mine.update({one.id} if one.corrects_id in mine else ())
    found = (
        one
        for one in lines
        if one.act in sent or (one.act in telling and one.id not in mine and one.id not in answered)
    )
    return min((one for one in found if one.id >= entry.id), key=lambda one: one.id, default=None)


def correct(
    session: Session,
    line: Act,
    correction: Correction,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> Act:
    """Answer an entry by one that says ``correction``. Raises as acts.correct_act."""
    matter = session.get_one(Matter, line.matter_id)
    _check_kind(matter)
    data = None if line.act in STANDS_FOR_MORE else correction.data
    return correct_act(
        session, line, by=by, at=at, today=today, on=correction.on, data=data, note=correction.note,
        document_no=correction.document_no, document_on=correction.document_on, expected_version=expected_version,
    )  # fmt: skip


def undo(
    session: Session,
    line: Act,
    *,
    note: str,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> Act:
    """Take back what one typed oneself today. Raises NotAllowed, OutOfOrder when something went out."""
    matter = session.get_one(Matter, line.matter_id)
    hold(session, matter, by=by, expected_version=expected_version)
    _check_takes_back(matter, line)
    if not typed_today(line, by, today):
        raise NotAllowed("Chỉ người đã ghi mục này bỏ được, trong ngày đã ghi.")
    stays = why_it_stays(matter, line, ledger.log_of(session, matter), gone_out(session, matter))
    if stays is not None:
        raise stays
    return correct_act(session, line, withdraw=True, note=note, by=by, at=at, today=today)


def take_back(
    session: Session,
    line: Act,
    *,
    note: str,
    document_no: str,
    document_on: date | None = None,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> Act:
    """The head takes an entry back, whoever typed it and whenever, by a numbered document.

    Raises NotAllowed, OutOfOrder, Refused on ``document_no``.
    """
    matter = session.get_one(Matter, line.matter_id)
    hold(session, matter, by=by, expected_version=expected_version)
    _check_takes_back(matter, line)
    if not by.may(Deed.ASSIGN, matter.agency_id):
        raise NotAllowed("Chỉ thủ trưởng đơn vị đang giữ hồ sơ bỏ được mục đã ghi.")
    if not document_no.strip():
        raise Refused("Nhập số văn bản bỏ mục này.", field="document_no")
    return correct_act(
        session, line, withdraw=True, note=note, document_no=document_no, document_on=document_on, by=by, at=at,
        today=today,
    )  # fmt: skip


def forecast(
    session: Session, matter: Matter, line: Act, correction: Correction | None, *, today: date
) -> tuple[Assessment, Assessment]:
    """What the law says before and after a correction (None: the entry taken back); nothing is written.

    Raises Refused, OutOfOrder.
    """
    ground, lines = ledger.ground_of(session), ledger.log_of(session, matter)
    log, after = corrected_log(
        matter, lines, line, on=correction.on if correction else None, data=correction.data if correction else None,
        withdraw=correction is None,
    )  # fmt: skip
    before, then = (ledger.assessed(matter, acts, today=today, ground=ground) for acts in (log, after))
    return before, then


def _check_kind(matter: Matter) -> None:
    if matter.kind not in CORRECTABLE:
        raise OutOfOrder("Hồ sơ loại này sửa ở trang của nó, không sửa từng mục.")


def _check_takes_back(matter: Matter, line: Act) -> None:
    _check_kind(matter)
    if line.act in STANDS_FOR_MORE:
        raise OutOfOrder(
            "Không bỏ được mục “%(name)s”: chỉ sửa ngày, hoặc ra văn bản hủy.",
            provisions=provisions_of(matter.procedure or Procedure.TRIAGE, line.act), name=ACTS.get(line.act, line.act),
        )  # fmt: skip


def _last_letter(matter: Matter) -> Any:
    return (
        select(func.max(OutboxLetter.sent_at))
        .join(LetterObligation, LetterObligation.letter_id == OutboxLetter.id)
        .join(Obligation, Obligation.id == LetterObligation.obligation_id)
        .where(Obligation.matter_id == matter.id, OutboxLetter.state == LetterState.SENT)
    )


def _role(matter: Matter, act: str) -> str:
    edges: Sequence[Any] = edges_of(matter.procedure or Procedure.TRIAGE)
    return next((edge.role for edge in edges if edge.act == act), "head")


def _accepted_petition(matter: Matter, line: Typed) -> bool:
    """The acceptance of a petition, and its annulment, is put right in the case it opened."""
    return matter.kind is MatterKind.PETITION and line.act in IN_TWO_LOGS
