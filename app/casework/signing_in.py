"""Signing in and out: the right password, too many wrong ones, and where an account is signed in.

Nothing typed is ever written down: failures are counted under hashes of the user name and of the address.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from app.casework.accounts import HASHER, held_on, password_fits, plain_username
from app.casework.audit import note
from app.casework.errors import NotFound
from app.casework.once import insert_once, rows_of
from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.base import Moment
from app.records.people import Account, Role, RoleKind, SignInThrottle, WebSession

WINDOW = timedelta(minutes=15)
SIGNED_IN = "sign_in"  # what the trail calls it
REMEMBERED = timedelta(days=30)
FAILURES_PER_NAME = 5
FAILURES_PER_ADDRESS = 20  # an office of thirty people shares one address: five slips must not lock out all of them


@dataclass(frozen=True, slots=True)
class Waiting:
    """Too many failures: nothing is tried before this instant."""

    until: datetime


def sign_in(session: Session, *, username: str, password: str, address: str, at: datetime) -> Account | Waiting | None:
    """The account when the password is right, :class:`Waiting` after too many failures, None otherwise.

    The answer takes as long for a user name nobody has. Commit whatever the answer: failures are counted and audited
    (without what was typed).
    """
    keys = {_key("name", plain_username(username)): FAILURES_PER_NAME, _key("address", address): FAILURES_PER_ADDRESS}
    if waiting := _waiting(session, keys, at):
        return waiting
    account = session.scalar(select(Account).where(Account.username == plain_username(username)))
    if not password_fits(account, password) or account is None or account.locked_at is not None:
        note(session, by=None, at=at, action="sign_in_failed")
        return _fail(session, keys, at)
    clear_failures(session, account.username)
    if account.password_hash and HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = HASHER.hash(password)
    note(session, by=account.id, at=at, action=SIGNED_IN, subject=f"account:{account.id}")
    return account


def admitted(session: Session, door: str, *, fits: bool, address: str, at: datetime) -> Waiting | bool:
    """Whether somebody passes a door that has a secret of its own; tried as rarely from one address as a password.

    Commit whatever the answer: failures are counted.
    """
    keys = {_key(door, address): FAILURES_PER_NAME}
    if waiting := _waiting(session, keys, at):
        return waiting
    if not fits:
        return _fail(session, keys, at) or False
    session.execute(delete(SignInThrottle).where(SignInThrottle.key.in_(keys)))
    return True


def sign_in_demonstration(session: Session, ref: str, *, at: datetime) -> Account:
    """A demonstration account, without a password. Raises :class:`NotFound` for any other account.

    The web offers this in development on demonstration data only.
    """
    account = session.scalar(
        select(Account).where(Account.ref == ref, Account.demonstration, Account.locked_at.is_(None))
    )
    if account is None:
        raise NotFound("Không có tài khoản dùng thử này.")
    note(session, by=account.id, at=at, action=SIGNED_IN, subject=f"account:{account.id}", demonstration=True)
    return account


def signed_out(session: Session, account_id: int, *, at: datetime) -> None:
    """Write the sign-out into the trail."""
    note(session, by=account_id, at=at, action="sign_out", subject=f"account:{account_id}")


def demonstration_accounts(session: Session, *, on: date) -> dict[RoleKind, tuple[Account, str]]:
    """For each role, the first demonstration account that holds it that day, with the name of the agency."""
    rows = session.execute(
        select(Role.kind, Account, Agency.name)
        .join(Account, Account.id == Role.account_id)
        .join(Agency, Agency.id == Role.agency_id)
        .where(Account.demonstration, Account.locked_at.is_(None), held_on(on))
        .order_by(Account.id.desc())
    )
    return {kind: (account, agency) for kind, account, agency in rows}


@dataclass(frozen=True, slots=True)
class Device:
    """A browser signed in to an account. ``id``: of its session."""

    id: int
    name: str
    since: datetime
    seen_at: datetime


def devices(session: Session, account_id: int, *, at: datetime) -> tuple[Device, ...]:
    """Where an account is signed in now, the last used first."""
    rows = session.execute(
        select(WebSession.id, WebSession.device, WebSession.created_at, WebSession.seen_at)
        .where(WebSession.account_id == account_id, WebSession.expires_at > at)
        .order_by(WebSession.seen_at.desc(), WebSession.id.desc())
    )
    return tuple(Device(*row) for row in rows)


def sign_out_device(session: Session, account_id: int, device_id: int, *, at: datetime) -> None:
    """Sign one browser out of one's own account. Raises :class:`NotFound` for a browser of somebody else."""
    own = delete(WebSession).where(WebSession.id == device_id, WebSession.account_id == account_id)
    if rows_of(session.execute(own)) != 1:
        raise NotFound("Thiết bị này không còn đăng nhập.")
    note(session, by=account_id, at=at, action="device_signed_out", subject=f"account:{account_id}")


def blocked_until(session: Session, username: str, *, at: datetime) -> datetime | None:
    """Until when nobody can sign in under this name, after too many failures; None when somebody can."""
    waiting = _waiting(session, {_key("name", plain_username(username)): FAILURES_PER_NAME}, at)
    return waiting.until if waiting else None


def clear_failures(session: Session, username: str) -> None:
    """Forget the failed sign-ins under this name."""
    session.execute(delete(SignInThrottle).where(SignInThrottle.key == _key("name", plain_username(username))))


def last_sign_ins(session: Session, account_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these accounts was signed in to last, from the audit trail; nothing for never."""
    rows = session.execute(
        select(AuditEntry.account_id, func.max(AuditEntry.at, type_=Moment()))
        .where(AuditEntry.account_id.in_(account_ids), AuditEntry.action == SIGNED_IN)
        .group_by(AuditEntry.account_id)
    )
    return {account_id: at for account_id, at in rows if account_id is not None}


def forget_expired_sessions(session: Session, *, at: datetime) -> int:
    """Delete throttle counts that are over, and browser sessions long over; how many sessions went.

    A session somebody was signed in with stays for ``REMEMBERED``: it says whose a form is that is sent too late.
    """
    session.execute(delete(SignInThrottle).where(SignInThrottle.since_at < at - WINDOW, _not_blocked(at)))
    nobodys = and_(WebSession.expires_at <= at, WebSession.account_id.is_(None))
    gone = session.execute(delete(WebSession).where(or_(WebSession.expires_at <= at - REMEMBERED, nobodys)))
    return rows_of(gone)


def _not_blocked(at: datetime) -> ColumnElement[bool]:
    return or_(SignInThrottle.blocked_until.is_(None), SignInThrottle.blocked_until <= at)


def _key(kind: str, value: str) -> str:
    return sha256(f"{kind}\0{value}".encode()).hexdigest()


def _waiting(session: Session, keys: dict[str, int], at: datetime) -> Waiting | None:
    latest = session.scalars(
        select(SignInThrottle.blocked_until)
        .where(SignInThrottle.key.in_(keys), SignInThrottle.blocked_until > at)
        .order_by(SignInThrottle.blocked_until.desc())
    ).first()
    return Waiting(latest) if latest else None


def _fail(session: Session, keys: dict[str, int], at: datetime) -> Waiting | None:
    """Count a failure under every key. The wait starts with the last failure that was allowed."""
    for key, allowed in sorted(keys.items()):
        _count(session, key, allowed, at)
    session.flush()
    return _waiting(session, keys, at)


def _count(session: Session, key: str, allowed: int, at: datetime) -> None:
    fresh = {"key": key, "failures": 0, "since_at": at, "blocked_until": None}
    session.execute(insert_once(session, SignInThrottle).values(fresh))
    known = session.execute(select(SignInThrottle).where(SignInThrottle.key == key).with_for_update()).scalar_one()
    if at - known.since_at >= WINDOW:
        known.failures, known.since_at, known.blocked_until = 0, at, None
    known.failures += 1
    if known.failures >= allowed:
        known.blocked_until = at + WINDOW
