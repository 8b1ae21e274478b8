"""One line of the trail of who did or saw what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.records.audit import AuditEntry
from app.records.matters import Matter


def note(
    session: Session,
    *,
    by: int | None,
    at: datetime,
    action: str,
    matter: Matter | None = None,
    subject: str = "",
    **detail: object,
) -> None:
    """Write that ``by`` (None: the program itself) did ``action``. ``detail`` holds codes and counts, never a name."""
    matter_id = matter.id if matter else None
    session.add(AuditEntry(at=at, account_id=by, action=action, matter_id=matter_id, subject=subject, detail=detail))


def note_of_each(
    session: Session, matter_ids: Iterable[int], *, by: int | None, at: datetime, action: str, **detail: object
) -> None:
    """As :func:`note` of each of these matters, at once: there may be hundreds."""
    same = {"at": at, "account_id": by, "action": action, "detail": detail}
    session.execute(insert(AuditEntry), [{**same, "matter_id": one} for one in matter_ids])
