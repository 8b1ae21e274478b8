"""Drafts: what somebody is still typing, sealed, and read by nobody but its owner.

Every function asks whose the draft is; an unknown ref and somebody else's look the same. The key comes from outside
(:class:`Sealer`): a copy of the database alone tells nothing of what was typed.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.documents import attach_draft_files, discard_draft_files
from app.casework.errors import NotFound, Refused
from app.casework.permissions import Viewer, visible
from app.records.drafts import Draft
from app.records.matters import Matter

LARGEST = 256 * 1024  # bytes of what was typed
MOST_OF_A_FORM = 20
KEPT_FOR = timedelta(days=30)
LONGEST_PATH = 300

Values = Mapping[str, Sequence[str]]
"""What stands in a form: each name with its values, in order; several for ticks and repeated lines."""


class Unreadable(Refused):
    """What was sealed cannot be opened any more: the key of the installation is another one now."""


class Sealer:
    """Seals what was typed with a key made from ``secret`` for one ``purpose``."""

    def __init__(self, secret: str, purpose: str) -> None:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"tiepdan {purpose}".encode()).derive(secret.encode())
        self._fernet = Fernet(urlsafe_b64encode(key))

    def seal(self, typed: Mapping[str, object]) -> bytes:
        """``typed`` (plain JSON) unreadable without the key. Raises Refused when it is longer than ``LARGEST``."""
        plain = json.dumps(typed, ensure_ascii=False).encode()
        if len(plain) > LARGEST:
            raise Refused("Nội dung dài quá, không lưu nháp được. Rút gọn, hoặc đưa phần dài vào tệp kèm theo.")
        return self._fernet.encrypt(plain)

    def open(self, sealed: bytes) -> dict[str, object]:
        """What :meth:`seal` was given. Raises Unreadable."""
        try:
            typed: dict[str, object] = json.loads(self._fernet.decrypt(sealed))
        except (InvalidToken, ValueError) as wrong:
            raise Unreadable(
                "Không mở được bản nháp này nữa: khóa của phần mềm đã thay đổi. Bỏ bản nháp và nhập lại."
            ) from wrong
        return typed


def save_draft(
    session: Session, *, account_id: int, form: str, path: str, matter_id: int | None, values: Values,
    ref: str | None, saves: int, sealer: Sealer, at: datetime,
) -> Draft:  # fmt: skip
    """Keep what was typed: a new draft without ``ref``, otherwise that draft of this account and this form.

    ``saves`` counts the savings of one page: one that comes late (not above the draft's own count) changes nothing,
    and the draft that is answered says how far the count is. Of more than ``MOST_OF_A_FORM`` the oldest goes.
    Raises NotFound for a ref that is not this account's draft of this form and matter; Refused when it is too long.
    """
    content = sealer.seal({"values": {name: list(several) for name, several in values.items()}})
    if not ref:
        draft = Draft(
            account_id=account_id, form=form, path=path[:LONGEST_PATH], matter_id=matter_id, content=content,
            saves=max(saves, 1), created_at=at, saved_at=at,
        )  # fmt: skip
        session.add(draft)
        session.flush()
        _make_room(session, draft)
        return draft
    found = own_draft(session, account_id, ref, lock=True)
    if found is None or (found.form, found.matter_id) != (form, matter_id):
        raise NotFound("Không có bản nháp này.")
    if saves > found.saves:
        found.content, found.path, found.saves, found.saved_at = content, path[:LONGEST_PATH], saves, at
        session.flush()
    return found


def own_draft(session: Session, account_id: int, ref: str, *, lock: bool = False) -> Draft | None:
    """The draft ``ref`` of this account; None when there is none or when it is somebody else's."""
    wanted = select(Draft).where(Draft.ref == ref, Draft.account_id == account_id)
    return session.scalar(wanted.with_for_update() if lock else wanted)


def whose(session: Session, ref: str) -> int | None:
    """Whose draft this is: the account to bind a form to that was sent without a session. Nothing of it is told."""
    return session.scalar(select(Draft.account_id).where(Draft.ref == ref)) if ref else None


def open_draft(draft: Draft, *, sealer: Sealer) -> dict[str, list[str]]:
    """What stands in a draft. The caller has it from :func:`own_draft`. Raises Unreadable."""
    values = sealer.open(draft.content).get("values")
    return {name: list(several) for name, several in values.items()} if isinstance(values, dict) else {}


def drafts_of(session: Session, account_id: int, form: str, matter_id: int | None) -> list[Draft]:
    """The drafts of one form (of one matter, when it is about one) of an account, the last typed first."""
    about = Draft.matter_id.is_(None) if matter_id is None else Draft.matter_id == matter_id
    wanted = select(Draft).where(Draft.account_id == account_id, Draft.form == form, about)
    return list(session.scalars(wanted.order_by(Draft.saved_at.desc(), Draft.id.desc())))


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list of its owner: never its content. ``code`` is empty unless its matter is still visible."""

    ref: str
    form: str
    path: str
    saved_at: datetime
    code: str
    gone: bool  # about a matter this person may not see any more


def own_drafts(session: Session, viewer: Viewer) -> list[DraftRow]:
    """All drafts of a person, the last typed first."""
    seen = select(Matter.id, Matter.code).where(visible(viewer)).subquery()
    rows = session.execute(
        select(Draft.ref, Draft.form, Draft.path, Draft.saved_at, seen.c.code, Draft.matter_id)
        .outerjoin(seen, seen.c.id == Draft.matter_id)
        .where(Draft.account_id == viewer.account_id)
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
    )
    return [
        DraftRow(
            row.ref, row.form, row.path, row.saved_at, row.code or "", row.matter_id is not None and row.code is None
        )
        for row in rows
    ]


def discard(session: Session, draft: Draft) -> None:
    """Delete a draft with its files."""
    discard_draft_files(session, draft.id)
    session.delete(draft)
    session.flush()


def finish(
    session: Session, draft: Draft, matter: Matter | None, *, of_act: str = "", by: Viewer, at: datetime
) -> None:
    """What was typed has been saved: its files become those of ``matter`` (when there is one), and the draft goes.

    ``of_act``: the act it recorded there.
    """
    if matter is not None:
        attach_draft_files(session, draft.id, matter, of_act=of_act, by=by, at=at)
    discard(session, draft)


def forget_old_drafts(session: Session, *, at: datetime) -> int:
    """Delete the drafts nobody touched for ``KEPT_FOR``; how many went."""
    old = session.scalars(select(Draft).where(Draft.saved_at <= at - KEPT_FOR)).all()
    for draft in old:
        discard(session, draft)
    return len(old)


def _make_room(session: Session, newest: Draft) -> None:
    wanted = select(Draft).where(Draft.account_id == newest.account_id, Draft.form == newest.form)
    for draft in session.scalars(wanted.order_by(Draft.saved_at.desc(), Draft.id.desc()).offset(MOST_OF_A_FORM)).all():
        discard(session, draft)
