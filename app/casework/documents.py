"""Documents: files of a draft until it is saved, of a matter from then on. Nobody deletes one of a matter.

Bytes first (:func:`app.casework.uploads.keep`), then the row, here. In a sealed matter a file is called by its number
and opened by a grantee only; every opening of a matter's file is written in the trail, without its name. Any file may
be kept for those named as its readers, who are then fewer than those who open the others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.casework import audit
from app.casework.chains import near
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.file_names import numbered, tidied
from app.casework.file_types import FIELD
from app.casework.identities import may_open
from app.casework.once import rows_of
from app.casework.permissions import Deed, Viewer, visible
from app.casework.uploads import MEGABYTE, Kept
from app.records.base import new_ref
from app.records.documents import Audience, Document, DocumentReader
from app.records.drafts import Draft
from app.records.matters import Act, Matter, MatterKind
from app.records.people import Account

WORKING = {
    MatterKind.VISIT: (Deed.LOG_VISIT,),
    MatterKind.PETITION: (Deed.REGISTER_PETITION, Deed.TRIAGE),
    MatterKind.CASE: (Deed.WORK_CASE,),
    MatterKind.CONCLUSION_TASK: (Deed.REGISTER_PETITION,),
    MatterKind.MEDIATION: (Deed.MEDIATE,),
    MatterKind.INSPECTION_TERM: (Deed.INSPECT,),
    MatterKind.REPORT_DUTY: (Deed.SEND_REPORTS,),
}


@dataclass(frozen=True, slots=True)
class Room:
    """How much something holds: how many files, how many megabytes together."""

    files: int
    megabytes: int


DRAFT_ROOM = Room(files=20, megabytes=50)
MATTER_ROOM = Room(files=500, megabytes=2_000)  # a case file grows for years


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in a list. ``code``: of the matter of the chain it came with. ``opens``: the viewer may open it.

    ``act_id``: the line of the log it belongs to; ``version``: from 1; ``replaced_at``: when a later one came;
    ``reason``: why it took the place of another, for whoever opens it. ``named``: only those named open it.
    """

    ref: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str
    matter_id: int
    code: str
    kind: MatterKind
    sealed: bool
    opens: bool
    named: bool
    act_id: int | None
    act: str
    version: int
    replaced_at: datetime | None
    replaced_by: str | None
    reason: str


# ---- taking


def take_file(
    session: Session, kept: Kept, *, name: str, draft_id: int | None = None, matter: Matter | None = None,
    sent_as: str | None = None, of_act: int | None = None, by: Viewer, at: datetime,
) -> Document:  # fmt: skip
    """The row of a file that was kept: of a draft (the caller has seen that it is theirs) or of a matter.

    ``of_act``: the line of the log of the matter it belongs to. Raises Refused on ``files`` when there is no room for
    it, NotAllowed when ``by`` does not work on the matter, NotFound for a line of another log.
    """
    document = Document(
        ref=new_ref(), name=tidied(name, kept.media_type), media_type=kept.media_type, size=kept.size,
        sha256=kept.sha256, stored_as=kept.stored_as, sent_as=sent_as, added_at=at, added_by_id=by.account_id or None,
    )  # fmt: skip
    if matter is not None:
        session.refresh(matter, with_for_update=True)  # two at once queue; and it may have been sealed meanwhile
        if not may_add(session, matter, by=by, at=at):
            raise NotAllowed("Không có quyền thêm tệp vào hồ sơ này.")
        document.matter_id, document.act_id = matter.id, checked_act(session, matter, of_act)
        document.position = _place(session, Document.matter_id == matter.id, kept.size, MATTER_ROOM)
        _enter(session, document, matter, by=by, at=at)
    else:
        session.execute(select(Draft.id).where(Draft.id == draft_id).with_for_update())
        document.draft_id = draft_id
        document.position = _place(session, Document.draft_id == draft_id, kept.size, DRAFT_ROOM)
    session.add(document)
    session.flush()
    return document


def _place(session: Session, held: ColumnElement[bool], size: int, room: Room) -> int:
    """The place of one file more of ``size`` bytes. Raises Refused when there is no room."""
    number, held_size, last = session.execute(
        select(func.count(), func.coalesce(func.sum(Document.size), 0), func.coalesce(func.max(Document.position), 0))
        .select_from(Document)
        .where(held)
    ).one()
    if number >= room.files:
        raise Refused("Đã đủ %(most)s tệp. Bỏ bớt hoặc gộp các trang vào một tệp.", field=FIELD, most=room.files)
    if held_size + size > room.megabytes * MEGABYTE:
        raise Refused("Các tệp cộng lại quá %(most)s MB. Chọn tệp nhỏ hơn.", field=FIELD, most=room.megabytes)
    return int(last) + 1


def checked_act(session: Session, matter: Matter, act_id: int | None) -> int | None:
    """``act_id``, a line of the log of ``matter``, or nothing. Raises NotFound for any other."""
    mine = select(Act.id).where(Act.id == act_id, Act.matter_id == matter.id)
    if act_id is not None and session.scalar(mine) is None:
        raise NotFound("Không tìm thấy mục này trong diễn biến của hồ sơ.")
    return act_id


def may_add(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> bool:
    """Whether ``by`` works on a matter they see, and has been let into it when it is sealed."""
    if not any(by.may(deed, matter.agency_id) for deed in WORKING.get(matter.kind, ())):
        return False
    return not matter.sealed or may_open(session, matter, viewer=by, at=at)


def _enter(session: Session, document: Document, matter: Matter, *, by: Viewer, at: datetime) -> None:
    if matter.sealed:
        document.name = numbered(document)
    account_id = by.account_id or None
    detail = {"sha256": document.sha256, "size": document.size}
    audit.note(session, by=account_id, at=at, action="document_added", matter=matter, subject=document.ref, **detail)


# ---- of a draft


def attach_draft_files(
    session: Session, draft_id: int, matter: Matter, *, of_act: str = "", by: Viewer, at: datetime
) -> int:
    """The files of a draft become those of the matter it was saved as; how many there were.

    ``of_act``: the act the form recorded, to whose line, the last one of that act, they belong.
    """
    files = session.scalars(_of_draft(draft_id)).all()
    line = select(func.max(Act.id)).where(Act.matter_id == matter.id, Act.act == of_act)
    act_id = session.scalar(line) if of_act and files else None
    last = session.scalar(select(func.max(Document.position)).where(Document.matter_id == matter.id)) or 0
    for position, document in enumerate(files, start=last + 1):
        document.draft_id, document.matter_id, document.position = None, matter.id, position
        document.act_id = act_id
        _enter(session, document, matter, by=by, at=at)
    session.flush()
    return len(files)


def discard_draft_files(session: Session, *draft_ids: int) -> int:
    """Forget the files of drafts that go; how many. The sweeper takes their bytes."""
    return rows_of(session.execute(delete(Document).where(Document.draft_id.in_(draft_ids))))


def drop_draft_file(session: Session, draft_id: int, ref: str) -> bool:
    """Take one file out of a draft; False when it has no such file (any more)."""
    gone = session.execute(delete(Document).where(Document.draft_id == draft_id, Document.ref == ref))
    return bool(rows_of(gone))


def draft_files(session: Session, draft_id: int) -> list[Document]:
    """The files of a draft, in the order they came."""
    return list(session.scalars(_of_draft(draft_id)))


def _of_draft(draft_id: int) -> Select[Document]:
    return select(Document).where(Document.draft_id == draft_id).order_by(Document.position, Document.id)


# ---- of a matter


def matter_files(session: Session, matter: Matter, *, viewer: Viewer, at: datetime) -> list[FileLine]:
    """The files of a matter, its visit, petitions and case as far as ``viewer`` sees them, oldest first.

    Every version is a line. Of a file kept for others only its number is told.
    """
    later = aliased(Document)
    mine = and_(DocumentReader.document_id == Document.id, DocumentReader.account_id == viewer.account_id)
    rows = session.execute(
        select(
            Document, Account.full_name, Matter, Act.act, DocumentReader.account_id.label("reader"),
            later.added_at.label("replaced_at"), later.ref.label("replaced_by"),
        )
        .join(Matter, Matter.id == Document.matter_id)
        .outerjoin(Account, Account.id == Document.added_by_id)
        .outerjoin(Act, Act.id == Document.act_id)
        .outerjoin(DocumentReader, mine)
        .outerjoin(later, later.supersedes_id == Document.id)
        .where(Document.matter_id.in_(near(matter.id)), visible(viewer))
        .order_by(Document.matter_id, Document.position, Document.id)
    ).all()  # fmt: skip
    sealed = {row.Matter.id: row.Matter for row in rows if row.Matter.sealed}
    let_in = {one for one, it in sealed.items() if may_open(session, it, viewer=viewer, at=at)}
    versions: dict[int, int] = {}
    for row in rows:
        versions[row.Document.id] = versions.get(row.Document.supersedes_id or 0, 0) + 1
    return [_line(row, viewer, versions[row.Document.id], let_in) for row in rows]


def _line(row: Any, viewer: Viewer, version: int, let_in: Collection[int]) -> FileLine:
    document: Document = row.Document
    matter: Matter = row.Matter
    kept_for_me = _kept_for(document, matter, viewer, reader=row.reader is not None)
    opens = kept_for_me and (not matter.sealed or matter.id in let_in)
    return FileLine(
        ref=document.ref, name=document.name if kept_for_me else numbered(document), media_type=document.media_type,
        size=document.size, sha256=document.sha256, added_at=document.added_at, added_by=row.full_name or "",
        matter_id=matter.id, code=matter.code, kind=matter.kind, sealed=matter.sealed, opens=opens,
        named=document.audience is Audience.NAMED, act_id=document.act_id, act=row.act or "", version=version,
        replaced_at=row.replaced_at, replaced_by=row.replaced_by, reason=document.reason if opens else "",
    )  # fmt: skip


def _kept_for(document: Document, matter: Matter, viewer: Viewer, *, reader: bool) -> bool:
    """Whether ``viewer`` is among those a file is kept for, sealed or not: its head always, or nobody would be."""
    if document.audience is Audience.MATTER or reader:
        return True
    added = document.added_by_id is not None and document.added_by_id == viewer.account_id
    return added or viewer.may(Deed.ASSIGN, matter.agency_id)


def may_open_file(session: Session, document: Document, matter: Matter, *, viewer: Viewer, at: datetime) -> bool:
    """Whether ``viewer``, who sees ``matter``, may open a file of it."""
    named = select(DocumentReader.account_id).where(
        DocumentReader.document_id == document.id, DocumentReader.account_id == viewer.account_id
    )
    reader = document.audience is Audience.NAMED and session.scalar(named) is not None
    if not _kept_for(document, matter, viewer, reader=reader):
        return False
    return not matter.sealed or may_open(session, matter, viewer=viewer, at=at)


def find_file(session: Session, ref: str, *, viewer: Viewer) -> Document:
    """The document behind a link: of a matter ``viewer`` sees, or of a draft of theirs. Raises NotFound."""
    seen = and_(Document.matter_id.is_not(None), visible(viewer))  # a supervisor sees matters, nobody's draft
    found = session.scalar(
        select(Document)
        .outerjoin(Matter, Matter.id == Document.matter_id)
        .outerjoin(Draft, Draft.id == Document.draft_id)
        .where(Document.ref == ref, or_(seen, Draft.account_id == viewer.account_id))
    )
    if found is None:
        raise NotFound("Không tìm thấy tệp.")
    return found


def open_file(session: Session, document: Document, *, viewer: Viewer, at: datetime) -> None:
    """Say in the trail that ``viewer`` opens a file of a matter; of their own draft nothing is said.

    Raises NotAllowed without a live grant on a sealed matter, and for who is not named where others are.
    """
    if document.matter_id is None:
        return
    matter = session.get_one(Matter, document.matter_id)
    if not may_open_file(session, document, matter, viewer=viewer, at=at):
        if matter.sealed and not may_open(session, matter, viewer=viewer, at=at):
            raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
        raise NotAllowed("Tệp này chỉ người được nêu tên mở được.")
    by = viewer.account_id or None
    audit.note(session, by=by, at=at, action="document_opened", matter=matter, subject=document.ref)
