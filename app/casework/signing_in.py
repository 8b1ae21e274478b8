"""Signing in and out: the right password, too many wrong ones, and where an account is signed in.

Nothing typed is ever written down: failures are counted under hashes of the user name and of the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from app.casework.accounts import HASHER, held_on, password_fits, plain_username
from app.casework.audit import note
from app.casework.errors import NotFound
from app.casework.once import insert_once, rows_of
from app.records.agencies import Agency
from app.records.people import Account, Role, RoleKind, SignInThrottle, WebSession

WINDOW = timedelta(minutes=15)
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
    session.execute(delete(SignInThrottle).where(SignInThrottle.key == _key("name", account.username)))
    if account.password_hash and HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = HASHER.hash(password)
    note(session, by=account.id, at=at, action="sign_in", subject=f"account:{account.id}")
    return account


def sign_in_demonstration(session: Session, ref: str, *, at: datetime) -> Account:
    """A demonstration account, without a password. Raises :class:`NotFound` for any other account.

    The web offers this in development on demonstration data only.
    """
    account = session.scalar(
        select(Account).where(Account.ref == ref, Account.demonstration, Account.locked_at.is_(None))
    )
    if account is None:
        raise NotFound("Không có tài khoản dùng thử này.")
    note(session, by=account.id, at=at, action="sign_in", subject=f"account:{account.id}", demonstration=True)
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
    """A browser signed in to an account."""

    name: str
    since: datetime
    seen_at: datetime


def devices(session: Session, account_id: int, *, at: datetime) -> tuple[Device, ...]:
    """Where an account is signed in now, the last used first."""
    rows = session.execute(
        select(WebSession.device, WebSession.created_at, WebSession.seen_at)
        .where(WebSession.account_id == account_id, WebSession.expires_at > at)
        .order_by(WebSession.seen_at.desc(), WebSession.id.desc())
    )
    return tuple(Device(*row) for row in rows)


def forget_expired_sessions(session: Session, *, at: datetime) -> int:
    """Delete browser sessions and throttle counts that are over; how many sessions went."""
    session.execute(delete(SignInThrottle).where(SignInThrottle.since_at < at - WINDOW, _not_blocked(at)))
    gone = session.execute(delete(WebSession).where(WebSession.expires_at <= at))
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
