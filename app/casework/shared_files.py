"""Files that several matters hold: a row in each, the same bytes. Of what is sealed, open matters hold nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.file_names import numbered
from app.casework.permissions import Viewer
from app.casework.version_rows import copy_readers, forget, whole
from app.records.documents import Document
from app.records.matters import Matter
from app.records.papers import MatterPaper
from app.records.petitions import Petition


def originals_of(session: Session, matter: Matter) -> list[Document]:
    """What came with a petition: its own files and those of the visit it was handed in at, in their last version.

    The papers the agency itself issued are not among them.
    """
    visit = select(Petition.visit_id).where(Petition.matter_id == matter.id)
    replaced = select(Document.supersedes_id).where(Document.supersedes_id.is_not(None))
    issued = select(MatterPaper.document_id).where(MatterPaper.document_id.is_not(None))
    wanted = select(Document).where(
        or_(Document.matter_id == matter.id, Document.matter_id.in_(visit)),
        Document.id.not_in(replaced),
        Document.id.not_in(issued),
    )
    return list(session.scalars(wanted.order_by(Document.matter_id, Document.position, Document.id)))


def share_files(session: Session, files: Sequence[Document], target: Matter, *, by: Viewer, at: datetime) -> None:
    """Let ``target`` hold ``files``, too, in all their versions: nothing is copied, each matter has rows of its own."""
    last = session.scalar(select(func.max(Document.position)).where(Document.matter_id == target.id)) or 0
    made: dict[int, Document] = {}
    for position, file in enumerate(whole(session, files), start=last + 1):
        before = made.get(file.supersedes_id or 0)
        row = Document(
            matter_id=target.id, position=position, name=file.name, media_type=file.media_type, size=file.size,
            sha256=file.sha256, stored_as=file.stored_as, audience=file.audience, reason=file.reason,
            supersedes_id=before.id if before else None, added_at=at, added_by_id=by.account_id or None,
        )  # fmt: skip
        if target.sealed:
            row.name = numbered(row)
        session.add(row)
        session.flush()
        made[file.id] = row
        copy_readers(session, file, row)
        audit.note(
            session, by=by.account_id or None, at=at, action="document_shared", matter=target, subject=row.ref
        )  # without the hash: it would lead from a sealed matter to where the file lay before
    session.flush()


def take_behind_the_seal(
    session: Session, files: Sequence[Document], target: Matter, *, by: Viewer, at: datetime
) -> None:
    """Let only ``target``, which is sealed, hold ``files`` from now on: the other rows of their bytes go."""
    share_files(session, files, target, by=by, at=at)
    bytes_of = {file.stored_as for file in whole(session, files)}
    readable = select(Matter.id).where(~Matter.sealed)
    gone = select(Document.id).where(Document.stored_as.in_(bytes_of), Document.matter_id.in_(readable))
    forget(session, session.scalars(gone).all())


__all__ = ["originals_of", "share_files", "take_behind_the_seal"]
