"""Files that several matters hold: a row in each, the same bytes. Of what is sealed, open matters hold nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.file_names import numbered
from app.casework.permissions import Viewer
from app.records.documents import Document
from app.records.matters import Matter
from app.records.petitions import Petition


def originals_of(session: Session, matter: Matter) -> list[Document]:
    """What came with a petition: its own files and those of the visit it was handed in at."""
    visit = select(Petition.visit_id).where(Petition.matter_id == matter.id)
    wanted = select(Document).where(or_(Document.matter_id == matter.id, Document.matter_id.in_(visit)))
    return list(session.scalars(wanted.order_by(Document.matter_id, Document.position, Document.id)))


def share_files(session: Session, files: Sequence[Document], target: Matter, *, by: Viewer, at: datetime) -> None:
    """Let ``target`` hold ``files``, too: nothing is copied, each matter has a row and a link of its own."""
    last = session.scalar(select(func.max(Document.position)).where(Document.matter_id == target.id)) or 0
    for position, file in enumerate(files, start=last + 1):
        row = Document(
            matter_id=target.id, position=position, name=file.name, media_type=file.media_type, size=file.size,
            sha256=file.sha256, stored_as=file.stored_as, added_at=at, added_by_id=by.account_id or None,
        )  # fmt: skip
        if target.sealed:
            row.name = numbered(row)
        session.add(row)
        session.flush()
        audit.note(
            session, by=by.account_id or None, at=at, action="document_shared", matter=target, subject=row.ref
        )  # without the hash: it would lead from a sealed matter to where the file lay before
    session.flush()


def take_behind_the_seal(
    session: Session, files: Sequence[Document], target: Matter, *, by: Viewer, at: datetime
) -> None:
    """Let only ``target``, which is sealed, hold ``files`` from now on: the other rows of their bytes go."""
    share_files(session, files, target, by=by, at=at)
    bytes_of = {file.stored_as for file in files}
    readable = select(Matter.id).where(~Matter.sealed)
    session.execute(
        delete(Document).where(Document.stored_as.in_(bytes_of), Document.matter_id.in_(readable)),
        execution_options={"synchronize_session": "fetch"},
    )


__all__ = ["originals_of", "share_files", "take_behind_the_seal"]
