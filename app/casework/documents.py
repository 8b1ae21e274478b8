"""Documents: files of a draft until it is saved, of a matter from then on. Nobody deletes one of a matter.

Bytes first (:func:`app.casework.uploads.keep`), then the row, here. In a sealed matter a file is called by its number
and opened by a grantee only; every opening of a matter's file is written in the trail, without its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

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
from app.records.documents import Document
from app.records.drafts import Draft
from app.records.matters import Matter, MatterKind
from app.records.people import Account

WORKING = {
    MatterKind.VISIT: (Deed.LOG_VISIT,),
    MatterKind.PETITION: (Deed.REGISTER_PETITION, Deed.TRIAGE),
    MatterKind.CASE: (Deed.WORK_CASE,),
    MatterKind.CONCLUSION_TASK: (Deed.REGISTER_PETITION,),
    MatterKind.MEDIATION: (Deed.MEDIATE,),
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
    """A file in a list. ``code``: of the matter of the chain it came with. ``opens``: the viewer may open it."""

    ref: str
    name: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str
    matter_id: int | None
    code: str
    kind: MatterKind | None
    sealed: bool
    opens: bool


# ---- taking


def take_file(
    session: Session, kept: Kept, *, name: str, draft_id: int | None = None, matter: Matter | None = None,
    sent_as: str | None = None, by: Viewer, at: datetime,
) -> Document:  # fmt: skip
    """The row of a file that was kept: of a draft (the caller has seen that it is theirs) or of a matter.

    Raises Refused on ``files`` when there is no room for it, NotAllowed when ``by`` does not work on the matter.
    """
    document = Document(
        ref=new_ref(), name=tidied(name, kept.media_type), media_type=kept.media_type, size=kept.size,
        sha256=kept.sha256, stored_as=kept.stored_as, sent_as=sent_as, added_at=at, added_by_id=by.account_id or None,
    )  # fmt: skip
    if matter is not None:
        session.refresh(matter, with_for_update=True)  # two at once queue; and it may have been sealed meanwhile
        if not may_add(session, matter, by=by, at=at):
            raise NotAllowed("Không có quyền thêm tệp vào hồ sơ này.")
        document.matter_id = matter.id
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


def attach_draft_files(session: Session, draft_id: int, matter: Matter, *, by: Viewer, at: datetime) -> int:
    """The files of a draft become those of the matter it was saved as; how many there were."""
    files = session.scalars(_of_draft(draft_id)).all()
    last = session.scalar(select(func.max(Document.position)).where(Document.matter_id == matter.id)) or 0
    for position, document in enumerate(files, start=last + 1):
        document.draft_id, document.matter_id, document.position = None, matter.id, position
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
    """The files of a matter, its visit, petitions and case as far as ``viewer`` sees them, oldest first."""
    rows = session.execute(
        select(Document, Account.full_name, Matter)
        .join(Matter, Matter.id == Document.matter_id)
        .outerjoin(Account, Account.id == Document.added_by_id)
        .where(Document.matter_id.in_(near(matter.id)), visible(viewer))
        .order_by(Document.matter_id, Document.position, Document.id)
    ).all()
    sealed = {row.Matter.id: row.Matter for row in rows if row.Matter.sealed}
    let_in = {one for one, it in sealed.items() if may_open(session, it, viewer=viewer, at=at)}
    return [
        FileLine(
            ref=row.Document.ref, name=row.Document.name, media_type=row.Document.media_type, size=row.Document.size,
            added_at=row.Document.added_at, added_by=row.full_name or "", matter_id=row.Matter.id,
            code=row.Matter.code, kind=row.Matter.kind, sealed=row.Matter.sealed,
            opens=not row.Matter.sealed or row.Matter.id in let_in,
        )
        for row in rows
    ]  # fmt: skip


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

    Raises NotAllowed without a live grant on a sealed matter.
    """
    if document.matter_id is None:
        return
    matter = session.get_one(Matter, document.matter_id)
    if matter.sealed and not may_open(session, matter, viewer=viewer, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    by = viewer.account_id or None
    audit.note(session, by=by, at=at, action="document_opened", matter=matter, subject=document.ref)
