"""What an administrator settles with a source: a reading of the law chosen otherwise, a text held against its original.

One row a choice (records.settings.PolicyChoice); who, when, why and what was chosen before stand in the trail. Nothing
that was judged is rewritten: open duties follow (:mod:`app.casework.moved_dates`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.permissions import Deed, Viewer
from app.records.audit import AuditEntry
from app.records.people import Account
from app.records.settings import PolicyChoice

CHOSEN, TAKEN_BACK = "law_settled", "law_unsettled"
LONGEST_SOURCE, LONGEST_REASON = 300, 500
LEAST_SAID = 4  # letters and digits: "x" or "..." names no source


@dataclass(frozen=True, slots=True)
class Why:
    """On what ground something is settled: a document, or whoever decided it; and the reason."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last line of the trail about a choice. ``id`` is what a page was made from."""

    id: int
    at: datetime
    by: str
    reason: str
    chosen: bool


def last_changes(session: Session) -> Mapping[str, LastChange]:
    """Who settled what last, by the name of the choice. One statement."""
    ours = AuditEntry.action.in_((CHOSEN, TAKEN_BACK))
    last = select(func.max(AuditEntry.id)).where(ours).group_by(AuditEntry.subject)
    rows = session.execute(
        select(AuditEntry, Account.full_name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.id.in_(last.scalar_subquery()))
    )
    return {
        str(row.detail.get("name")): LastChange(
            row.id, row.at, name or "", str(row.detail.get("reason", "")), row.action == CHOSEN
        )
        for row, name in rows
    }


def check_why(why: Why) -> None:
    """Raises Refused, naming the field ``source`` or ``reason``."""
    if sum(map(str.isalnum, why.source)) < LEAST_SAID:
        raise Refused("Nêu nguồn: số, ngày của văn bản, hoặc tên người, cơ quan đã cho ý kiến.", field="source")
    check_reason(why.reason)


def check_reason(reason: str) -> None:
    """Raises Refused, naming the field ``reason``."""
    if sum(map(str.isalnum, reason)) < LEAST_SAID:
        raise Refused("Nêu lý do.", field="reason")


def choose(session: Session, name: str, value: str, why: Why, *, seen: int, by: Viewer, at: datetime) -> None:
    """``value`` holds for the choice ``name`` from now on. ``seen``: the last change the page was made from (0: none).

    Raises NotAllowed, Refused (naming the field), ChangedMeanwhile.
    """
    check_why(why)
    row = _held(session, name, seen=seen, by=by)
    if row is not None and (row.value, row.source) == (value, why.source):
        raise Refused("Đang giữ đúng như vậy, theo cùng nguồn: không có gì thay đổi.", field="source")
    was = row.value if row is not None else ""
    if row is None:
        session.add(PolicyChoice(name=name, value=value, source=why.source))
    else:
        row.value, row.source = value, why.source
    session.flush()
    audit.note(
        session, by=by.account_id, at=at, action=CHOSEN, subject=_subject(name), name=name, was=was, value=value,
        source=why.source, reason=why.reason,
    )  # fmt: skip


def take_back(session: Session, name: str, reason: str, *, seen: int, by: Viewer, at: datetime) -> None:
    """The default of the program holds again. Raises NotAllowed, Refused, ChangedMeanwhile."""
    check_reason(reason)
    row = _held(session, name, seen=seen, by=by)
    if row is None:
        raise Refused("Không có lựa chọn nào để bỏ: đang theo mặc định của phần mềm.")
    was, source = row.value, row.source
    session.delete(row)
    session.flush()
    audit.note(
        session, by=by.account_id, at=at, action=TAKEN_BACK, subject=_subject(name), name=name, was=was,
        source=source, reason=reason,
    )  # fmt: skip


def _held(session: Session, name: str, *, seen: int, by: Viewer) -> PolicyChoice | None:
    """The choice as it stands, held until this transaction ends."""
    if not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên chọn cách hiểu, xác nhận quy định.")
    row = session.get(PolicyChoice, name, with_for_update=True, populate_existing=True)
    last = last_changes(session).get(name)
    if (last.id if last else 0) != seen:
        raise ChangedMeanwhile("Có người vừa chọn, xác nhận hoặc bỏ mục này. Tải lại trang để xem.")
    return row


def _subject(name: str) -> str:
    return f"choice:{name}"
