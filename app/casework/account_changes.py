"""What an administrator changes of an account that is there: name, address, locked or not, signed in or not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.accounts import (
    author,
    check_administered,
    good_email,
    good_name,
    held_on,
    hold,
    hold_administrators,
    only_administrators,
    sign_out_everywhere,
)
from app.casework.audit import note
from app.casework.errors import ChangedMeanwhile, Refused
from app.casework.invitations import withdraw_links
from app.casework.permissions import Viewer
from app.casework.signing_in import clear_failures
from app.records.people import Account, Role, RoleKind


def change_account(
    session: Session, account: Account, *, full_name: str, email: str, expected_version: int, by: Viewer, at: datetime
) -> None:
    """Another name or address. ``expected_version``: of the account as the administrator saw it.

    Raises ChangedMeanwhile when somebody was faster, Refused on a field, NotAllowed.
    """
    only_administrators(by)
    hold(session, account)
    if account.version != expected_version:
        raise ChangedMeanwhile("Tài khoản đã thay đổi từ lúc mở trang này. Xem lại rồi lưu.")
    wanted = {"full_name": good_name(full_name), "email": good_email(email)}
    changed = [name for name, value in wanted.items() if getattr(account, name) != value]
    if not changed:
        return
    account.full_name, account.email = wanted["full_name"], wanted["email"]
    _written(session, account, "account_changed", by=by, at=at, fields=changed)
    session.flush()


def lock(session: Session, account: Account, *, by: Viewer, at: datetime) -> None:
    """Nobody signs in to the account any more: every browser is signed out, every link withdrawn. Roles stay.

    Raises Refused for oneself, for a locked account, and for the last administrator who can sign in; NotAllowed.
    """
    only_administrators(by)
    hold_administrators(session)
    hold(session, account)
    if account.id == by.account_id:
        raise Refused("Không tự khóa tài khoản của mình được. Nhờ quản trị viên khác khóa.")
    if account.locked_at is not None:
        raise Refused("Tài khoản đã khóa rồi.")
    if _administers(session, account, at):
        check_administered(session, Role.account_id != account.id, on=at.date())
    sign_out_everywhere(session, account)
    account.locked_at = at
    links = withdraw_links(session, account, at=at)
    _written(session, account, "account_locked", by=by, at=at, links=links)


def unlock(session: Session, account: Account, *, by: Viewer, at: datetime) -> None:
    """The account may be signed in to again, with the password and the roles it has. Raises Refused, NotAllowed."""
    only_administrators(by)
    hold(session, account)
    if account.locked_at is None:
        raise Refused("Tài khoản không khóa.")
    account.locked_at = None
    _written(session, account, "account_unlocked", by=by, at=at)


def sign_out_of(session: Session, account: Account, *, by: Viewer, at: datetime) -> None:
    """Sign every browser out of somebody's account. Raises NotAllowed."""
    only_administrators(by)
    sign_out_everywhere(session, account)
    _written(session, account, "signed_out_everywhere", by=by, at=at)


def release_sign_in(session: Session, account: Account, *, by: Viewer, at: datetime) -> None:
    """Let somebody try again who typed the password wrongly too often. Raises NotAllowed."""
    only_administrators(by)
    clear_failures(session, account.username)
    _written(session, account, "sign_in_released", by=by, at=at)


def _administers(session: Session, account: Account, at: datetime) -> bool:
    role = select(Role.id).where(Role.account_id == account.id, Role.kind == RoleKind.ADMINISTRATOR, held_on(at.date()))
    return session.scalar(role.limit(1)) is not None


def _written(session: Session, account: Account, action: str, *, by: Viewer, at: datetime, **detail: Any) -> None:
    note(session, by=author(by), at=at, action=action, subject=f"account:{account.id}", **detail)
