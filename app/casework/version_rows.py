"""The rows of a file in all its versions: they are shared, hidden and forgotten together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.records.documents import Document, DocumentReader

FETCH = {"synchronize_session": "fetch"}


def whole(session: Session, files: Iterable[Document]) -> list[Document]:
    """These files with every earlier and later version of each, the earliest first."""
    session.flush()
    found = {file.id: file for file in files}
    fresh = set(found)
    while fresh:
        before = select(Document.supersedes_id).where(Document.id.in_(fresh), Document.supersedes_id.is_not(None))
        rows = session.scalars(select(Document).where(or_(Document.id.in_(before), Document.supersedes_id.in_(fresh))))
        more = {row.id: row for row in rows if row.id not in found}
        found, fresh = found | more, set(more)
    return [found[one] for one in sorted(found)]


def forget(session: Session, ids: Collection[int]) -> None:
    """Let these rows go, with who was named as a reader of them. Their bytes go when no other row has them."""
    session.execute(delete(DocumentReader).where(DocumentReader.document_id.in_(ids)), execution_options=FETCH)
    later = update(Document).where(Document.supersedes_id.in_(ids)).values(supersedes_id=None)
    session.execute(later, execution_options=FETCH)
    session.execute(delete(Document).where(Document.id.in_(ids)), execution_options=FETCH)


def copy_readers(session: Session, source: Document, target: Document) -> None:
    """Let those who are named as readers of one file be named of another."""
    named = select(DocumentReader.account_id).where(DocumentReader.document_id == source.id)
    session.add_all(
        DocumentReader(document_id=target.id, account_id=account_id) for account_id in session.scalars(named)
    )


__all__ = ["copy_readers", "forget", "whole"]
