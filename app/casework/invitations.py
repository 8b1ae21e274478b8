"""Links for one use with which somebody sets their own password: a new account's first one, or one forgotten.

Whoever gives the link never knows the password. The token is said once, to whoever made the link; the database keeps
its hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.casework import accounts
from app.casework.audit import note
from app.casework.errors import NotFound, Refused
from app.casework.once import rows_of
from app.casework.permissions import Viewer
from app.casework.signing_in import clear_failures
from app.records.agencies import Agency
from app.records.people import Account, Invitation, InvitationPurpose, RoleKind

VALID_FOR = timedelta(days=7)
# 25 letters and digits that look like no other, in groups: 123 bits, and still typed from paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 5, 5


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made. ``token`` is said this once and never written down, in a log neither."""

    account: Account
    purpose: InvitationPurpose
    expires_at: datetime
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Invited:
    """For whom a link is that can still be used."""

    full_name: str
    purpose: InvitationPurpose
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LastLink:
    """The link an account was given last, and what became of it."""

    purpose: InvitationPurpose
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None

    def usable(self, at: datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > at


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Whom to invite, with the first roles at one agency. Without a user name one is made from the name."""

    full_name: str
    kinds: Sequence[RoleKind]
    from_on: date
    username: str = ""
    email: str = ""
    document: str = ""


def invite(session: Session, new: NewAccount, agency: Agency, *, by: Viewer, at: datetime) -> NewLink:
    """A new account with its first roles and the link for its first password. Raises Refused, NotAllowed."""
    accounts.only_administrators(by)
    name = accounts.good_name(new.full_name)
    username = new.username or accounts.free_username(session, accounts.username_from(name))
    account = accounts.create_account(session, username=username, full_name=name, email=new.email, by=by, at=at)
    for kind in new.kinds:
        accounts.give_role(session, account, kind, agency, from_on=new.from_on, document=new.document, by=by, at=at)
    return make_link(session, account, by=by, at=at)


def make_link(session: Session, account: Account, *, by: Viewer, at: datetime) -> NewLink:
    """A link for the account's next password; the one before is worth nothing any more.

    The password of now stays good until the link is used. Raises Refused for a locked account, NotAllowed.
    """
    accounts.only_administrators(by)
    accounts.hold(session, account)
    if account.locked_at is not None:
        raise Refused("Tài khoản đang khóa. Mở khóa rồi cấp liên kết.")
    withdraw_links(session, account, at=at)
    token = "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    purpose = InvitationPurpose.RESET if account.password_hash else InvitationPurpose.INVITE
    made = Invitation(
        account_id=account.id, token_hash=_hashed(token), purpose=purpose, created_at=at, expires_at=at + VALID_FOR,
        by_id=accounts.author(by),
    )  # fmt: skip
    session.add(made)
    note(
        session,
        by=accounts.author(by),
        at=at,
        action="link_made",
        subject=f"account:{account.id}",
        purpose=purpose.value,
    )
    session.flush()
    return NewLink(account, purpose, made.expires_at, token)


def withdraw_links(session: Session, account: Account, *, at: datetime) -> int:
    """Make every link of the account that could still be used worth nothing; how many there were."""
    living = update(Invitation).where(Invitation.account_id == account.id, *_usable(at)).values(withdrawn_at=at)
    return rows_of(session.execute(living))


def invited(session: Session, token: str, *, at: datetime) -> Invited | None:
    """For whom this token is; None for one that is used, over, withdrawn or unknown: the four look the same."""
    row = session.execute(
        select(Account.full_name, Invitation.purpose, Invitation.expires_at)
        .join(Account, Account.id == Invitation.account_id)
        .where(Invitation.token_hash == _hashed(token), Account.locked_at.is_(None), *_usable(at))
    ).one_or_none()
    return Invited(*row) if row else None


def use_link(session: Session, token: str, password: str, *, at: datetime) -> Account:
    """The password its owner chose, by a link; everybody is signed out of the account and no link is left.

    Of two at once one wins. Raises NotFound when the link cannot be used, Refused on a weak password: the link stays.
    """
    known = select(Invitation.id, Invitation.account_id).where(Invitation.token_hash == _hashed(token))
    row = session.execute(known).one_or_none()
    if row is None:
        raise _not_usable()
    account = session.get_one(Account, row.account_id)
    accounts.hold(session, account)
    taken = update(Invitation).where(Invitation.id == row.id, *_usable(at)).values(used_at=at)
    if rows_of(session.execute(taken)) != 1 or account.locked_at is not None:
        raise _not_usable()
    note(session, by=account.id, at=at, action="link_used", subject=f"account:{account.id}")
    accounts.set_password(session, account, password, by=Viewer(account.id, ()), at=at)
    clear_failures(session, account.username)
    return account


def last_link(session: Session, account_id: int) -> LastLink | None:
    """The link an account was given last."""
    row = session.execute(
        select(
            Invitation.purpose, Invitation.created_at, Invitation.expires_at, Invitation.used_at,
            Invitation.withdrawn_at,
        )
        .where(Invitation.account_id == account_id)
        .order_by(Invitation.id.desc())
        .limit(1)
    ).one_or_none()  # fmt: skip
    return LastLink(*row) if row else None


def _not_usable() -> NotFound:
    return NotFound("Liên kết này không dùng được nữa. Báo quản trị viên cấp liên kết mới.")


def _usable(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > at


def _hashed(token: str) -> str:
    return sha256(token.strip().lower().encode()).hexdigest()
