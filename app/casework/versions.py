"""What may be said of a file once it is there: its next version, who opens it, the act it belongs to.

The earlier versions stay as they came. What was issued as an official paper is never replaced.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.case_files import colleagues
from app.casework.documents import checked_act, may_add, may_open_file, take_file
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.file_types import FIELD
from app.casework.permissions import Deed, Viewer
from app.casework.schedules import ZONE
from app.casework.uploads import Kept
from app.casework.version_rows import copy_readers
from app.records.documents import Audience, Document, DocumentReader
from app.records.matters import Matter
from app.records.papers import MatterPaper
from app.records.people import Account

LONGEST_REASON = 300


def may_change(session: Session, document: Document, matter: Matter, *, by: Viewer, at: datetime) -> bool:
    """Whether ``by`` may replace a file or say what it belongs to: works on its matter, and opens it."""
    works = may_add(session, matter, by=by, at=at)
    return works and may_open_file(session, document, matter, viewer=by, at=at)


def may_say_who(document: Document, matter: Matter, *, by: Viewer) -> bool:
    """Whether ``by`` says who opens a file: the head of the agency that has it, or who added it."""
    return by.may(Deed.ASSIGN, matter.agency_id) or (
        document.added_by_id is not None and document.added_by_id == by.account_id
    )


def why_not_replaced(session: Session, document: Document) -> Refused | None:
    """Why a file is not replaced by another version; None when it can be."""
    if session.scalar(select(MatterPaper.id).where(MatterPaper.document_id == document.id)) is not None:
        return Refused("Văn bản đã ban hành giữ nguyên như lúc gửi. Bản khác thêm thành tệp mới.", field=FIELD)
    if session.scalar(select(Document.id).where(Document.supersedes_id == document.id)) is not None:
        return ChangedMeanwhile("Tệp này đã có bản thay. Mở bản mới nhất rồi làm lại.")
    return None


def add_version(
    session: Session, document: Document, kept: Kept, *, name: str, reason: str, by: Viewer, at: datetime
) -> Document:
    """Let the file that was ``kept`` take the place of ``document``, which stays with its hash.

    It belongs to the same act and is opened by the same people. Raises NotAllowed, ChangedMeanwhile when another one
    came first, Refused on ``reason`` and ``files``.
    """
    matter = _held(session, document, by=by, at=at)
    if not reason.strip():
        raise Refused("Nhập lý do thay tệp.", field="reason")
    if why := why_not_replaced(session, document):
        raise why
    if kept.sha256 == document.sha256:
        raise Refused("Tệp này giống hệt bản đang có. Chọn tệp khác.", field=FIELD)
    made = take_file(session, kept, name=name, matter=matter, of_act=document.act_id, by=by, at=at)
    made.supersedes_id, made.reason, made.audience = document.id, reason.strip()[:LONGEST_REASON], document.audience
    session.flush()
    copy_readers(session, document, made)
    _note(session, matter, made, "document_replaced", by=by, at=at, before=document.sha256)
    return made


def belongs_to(session: Session, document: Document, act_id: int | None, *, by: Viewer, at: datetime) -> None:
    """Say to which line of the log a file belongs, or to none. Raises NotAllowed, NotFound."""
    matter = _held(session, document, by=by, at=at)
    if document.act_id != checked_act(session, matter, act_id):
        document.act_id = act_id
        _note(session, matter, document, "document_placed", by=by, at=at)


def opened_by(
    session: Session, document: Document, audience: Audience, readers: Collection[int], *, by: Viewer, at: datetime
) -> None:
    """Say who opens a file: whoever opens the others, or only ``readers`` (accounts), who added it, and the head.

    Raises NotAllowed, Refused on ``readers`` for somebody who does not work at the agency that has the matter.
    """
    matter = _held(session, document, by=by, at=at)
    if not may_say_who(document, matter, by=by):
        raise NotAllowed("Ai mở được tệp do thủ trưởng hoặc người thêm tệp quyết định.")
    known = {one.id for one in colleagues(session, matter, at.astimezone(ZONE).date())}
    wanted = set(readers) if audience is Audience.NAMED else set()
    before = readers_of(session, document)
    if not wanted - before <= known:
        raise Refused("Chọn người đang làm việc ở đơn vị giữ hồ sơ.", field="readers")
    if (audience, wanted) == (document.audience, before):
        return
    document.audience = audience
    gone = delete(DocumentReader).where(
        DocumentReader.document_id == document.id, DocumentReader.account_id.in_(before - wanted)
    )
    session.execute(gone, execution_options={"synchronize_session": "fetch"})
    session.add_all(DocumentReader(document_id=document.id, account_id=one) for one in sorted(wanted - before))
    detail = {"audience": audience.value, "readers": len(wanted)}
    _note(session, matter, document, "document_readers", by=by, at=at, **detail)


def readers_of(session: Session, document: Document) -> set[int]:
    """The accounts named as readers of a file."""
    named = select(DocumentReader.account_id).where(DocumentReader.document_id == document.id)
    return set(session.scalars(named))


def reader_names(session: Session, document: Document) -> list[str]:
    """Their full names."""
    wanted = select(Account.full_name).join(DocumentReader, DocumentReader.account_id == Account.id)
    return list(session.scalars(wanted.where(DocumentReader.document_id == document.id).order_by(Account.full_name)))


def _held(session: Session, document: Document, *, by: Viewer, at: datetime) -> Matter:
    """The matter of a file, held: two who replace it queue. Raises NotAllowed."""
    matter = session.get_one(Matter, document.matter_id)
    session.refresh(matter, with_for_update=True)
    session.refresh(document)
    if not may_change(session, document, matter, by=by, at=at):
        raise NotAllowed("Không có quyền sửa tệp của hồ sơ này.")
    return matter


def _note(
    session: Session, matter: Matter, document: Document, action: str, *, by: Viewer, at: datetime,
    **detail: str | int,
) -> None:  # fmt: skip
    session.flush()
    account_id = by.account_id or None
    audit.note(session, by=account_id, at=at, action=action, matter=matter, subject=document.ref, **detail)


__all__ = [
    "LONGEST_REASON",
    "add_version",
    "belongs_to",
    "may_change",
    "may_say_who",
    "opened_by",
    "reader_names",
    "readers_of",
    "why_not_replaced",
]
