"""Accounts: who may sign in, and with which dated roles.

The deeds here are done by an administrator (``by=``) or by the program itself (``SYSTEM``: the command line). No
password is ever written down: only its argon2 hash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, count
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from app.casework.audit import note
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.folding import fold
from app.casework.passwords import LONGEST_PASSWORD, good_password
from app.casework.permissions import SYSTEM, Deed, Headed, HeldRole, Viewer
from app.records.agencies import Agency, Level
from app.records.people import Account, Role, RoleKind, Theme, WebSession

LONGEST_NAME = 120
LONGEST_EMAIL = 254
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?")
NOT_IN_USERNAME = re.compile(r"[^a-z0-9]")
LONGEST_PROPOSED = 76  # room for a number behind it
A_DAY = timedelta(days=1)
NOT_ITS_KEY: dict[str, Any] = {"key_share": True}  # what somebody does may be written down meanwhile, under their key
EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+")

HASHER = PasswordHasher()
# Verified when there is nobody of that name, so that the answer takes as long.
NOBODYS_HASH = HASHER.hash("nobody has this password")


@dataclass(frozen=True, slots=True)
class HeldAt:
    """A role held today, with the agency's name."""

    kind: RoleKind
    agency_id: int
    agency: str
    level: Level | None = None  # as who_is asks it


@dataclass(frozen=True, slots=True)
class AccountHolder:
    """Somebody signed in: what the pages show of them and what they may do today."""

    account_id: int
    username: str
    full_name: str
    locale: str
    theme: Theme
    epoch: int
    roles: tuple[HeldAt, ...]
    headed: tuple[Headed, ...] = ()

    @property
    def viewer(self) -> Viewer:
        held = tuple(HeldRole(role.kind, role.agency_id) for role in self.roles)
        return Viewer(self.account_id, held, self.headed)


def create_account(
    session: Session, *, username: str, full_name: str, password: str | None = None, email: str = "",
    demonstration: bool = False, by: Viewer, at: datetime,
) -> Account:  # fmt: skip
    """A new account. Without a password it cannot sign in with one. Raises :class:`Refused`, :class:`NotAllowed`."""
    only_administrators(by)
    account = Account(
        username=_good_username(session, username),
        full_name=good_name(full_name),
        email=good_email(email),
        password_hash=None if password is None else HASHER.hash(good_password(password, username)),
        demonstration=demonstration,
        created_at=at,
    )
    session.add(account)
    session.flush()
    note(session, by=author(by), at=at, action="account_created", subject=f"account:{account.id}")
    return account


def set_password(session: Session, account: Account, password: str, *, by: Viewer, at: datetime) -> None:
    """Another password, by an administrator or by its owner; everybody is signed out of the account.

    Raises :class:`Refused` on a weak one, :class:`NotAllowed`.
    """
    if by.account_id != account.id:
        only_administrators(by)
    hashed = HASHER.hash(good_password(password, account.username))
    sign_out_everywhere(session, account)
    account.password_hash = hashed
    note(session, by=author(by), at=at, action="password_set", subject=f"account:{account.id}")


def change_password(session: Session, account: Account, current: str, password: str, *, at: datetime) -> None:
    """Its owner changes the password, knowing the current one. Raises :class:`Refused`."""
    if not password_fits(account, current):
        raise Refused("Mật khẩu hiện nay không đúng.", field="current")
    set_password(session, account, password, by=Viewer(account.id, ()), at=at)


def hold(session: Session, account: Account) -> None:
    """Take the account's row for this transaction and read it again: whoever changes it just now is waited for."""
    session.flush()  # what this transaction changed itself is not read over
    session.refresh(account, with_for_update=NOT_ITS_KEY)


def sign_out_everywhere(session: Session, account: Account) -> None:
    """Every browser has to sign in again."""
    hold(session, account)
    account.epoch += 1
    session.execute(delete(WebSession).where(WebSession.account_id == account.id))


def give_role(
    session: Session, account: Account, kind: RoleKind, agency: Agency, *,
    from_on: date, until_on: date | None = None, document: str = "", by: Viewer, at: datetime,
) -> Role:  # fmt: skip
    """A role at an agency from a day (until a day, both included). Raises :class:`Refused` when it is held already."""
    only_administrators(by)
    if until_on is not None and until_on < from_on:
        raise Refused("Nhập ngày kết thúc không sớm hơn ngày bắt đầu.", field="until_on")
    hold(session, account)
    overlapping = select(Role.id).where(
        Role.account_id == account.id, Role.kind == kind, Role.agency_id == agency.id,
        or_(Role.until_on.is_(None), Role.until_on >= from_on),
        *([] if until_on is None else [Role.from_on <= until_on]),
    )  # fmt: skip
    if session.scalar(overlapping.limit(1)) is not None:
        raise Refused("Tài khoản đã giữ vai này ở cơ quan này trong thời gian đó.", field="kind")
    if not agency.existed_on(from_on):
        raise Refused("Cơ quan không hoạt động vào ngày bắt đầu. Chọn cơ quan kế thừa.", field="agency")
    role = Role(
        account_id=account.id, agency_id=agency.id, kind=kind, from_on=from_on, until_on=until_on, document=document
    )
    session.add(role)
    session.flush()
    note(
        session,
        by=author(by),
        at=at,
        action="role_given",
        subject=f"account:{account.id}",
        kind=kind.value,
        agency=agency.code,
    )
    return role


def end_role(
    session: Session, account: Account, kind: RoleKind, agency: Agency, *, last_on: date, by: Viewer, at: datetime
) -> Role:
    """End the role after ``last_on``. Raises :class:`NotFound` when it is not held on that day; see also end_given."""
    only_administrators(by)
    role = session.scalar(
        select(Role).where(
            Role.account_id == account.id, Role.kind == kind, Role.agency_id == agency.id,
            Role.from_on <= last_on, or_(Role.until_on.is_(None), Role.until_on > last_on),
        )
    )  # fmt: skip
    if role is None:
        raise NotFound("Tài khoản không giữ vai này ở cơ quan này vào ngày đó.", field="kind")
    return end_given(session, account, role, last_on=last_on, by=by, at=at)


def end_given(session: Session, account: Account, role: Role, *, last_on: date, by: Viewer, at: datetime) -> Role:
    """End this role of the account after ``last_on``; the day before its first day says it was given by mistake.

    Raises :class:`NotAllowed`, and :class:`Refused` on ``last_on``: too early, ended already, or the last
    administrator's.
    """
    only_administrators(by)
    administers = role.kind is RoleKind.ADMINISTRATOR
    if administers:
        hold_administrators(session)
    hold(session, account)
    session.refresh(role)
    _check_last_day(role, last_on)
    if administers:
        check_administered(session, Role.id != role.id, on=max(last_on + A_DAY, at.date()), field="last_on")
    role.until_on = last_on
    agency = session.get_one(Agency, role.agency_id)
    note(
        session,
        by=author(by),
        at=at,
        action="role_ended",
        subject=f"account:{account.id}",
        kind=role.kind.value,
        agency=agency.code,
    )
    return role


def _check_last_day(role: Role, last_on: date) -> None:
    if role.until_on is not None and role.until_on <= last_on:
        raise Refused("Vai này đã kết thúc sau ngày %(day)s. Nhập ngày sớm hơn.", field="last_on", day=role.until_on)
    if last_on < role.from_on - A_DAY:
        raise Refused(
            "Nhập ngày từ %(day)s; ngày đó là trước ngày bắt đầu, nghĩa là vai giao nhầm.",
            field="last_on", day=role.from_on - A_DAY,
        )  # fmt: skip


def hold_administrators(session: Session) -> None:
    """Take the rows of everybody who administers: of two who remove each other, the second waits and is refused."""
    ids = select(Role.account_id).where(Role.kind == RoleKind.ADMINISTRATOR)
    session.execute(
        select(Account.id).where(Account.id.in_(ids)).order_by(Account.id).with_for_update(**NOT_ITS_KEY)
    ).all()


def check_administered(session: Session, left: ColumnElement[bool], *, on: date, field: str | None = None) -> None:
    """Somebody who can sign in administers on a day by a role that is ``left``. Raises :class:`Refused` otherwise."""
    can_sign_in = and_(Account.locked_at.is_(None), or_(Account.password_hash.is_not(None), Account.demonstration))
    administering = (
        select(Role.id)
        .join(Account, Account.id == Role.account_id)
        .where(Role.kind == RoleKind.ADMINISTRATOR, held_on(on), can_sign_in, left)
    )
    if session.scalar(administering.limit(1)) is None:
        raise Refused(
            "Đây là quản trị viên cuối cùng đăng nhập được. Giao vai quản trị cho người khác trước.", field=field
        )


def set_preferences(account: Account, *, locale: str, theme: Theme) -> None:
    """The language of the account's pages and letters, light or dark."""
    account.locale = locale
    account.theme = theme


def account_named(session: Session, username: str) -> Account:
    """The account with this user name, as typed in any case. Raises :class:`NotFound`."""
    account = session.scalar(select(Account).where(Account.username == plain_username(username)))
    if account is None:
        raise NotFound("Không có tài khoản với tên đăng nhập này.", field="username")
    return account


def author(by: Viewer) -> int | None:
    """Whose name stands in the audit trail: nobody's for the program itself."""
    return None if by is SYSTEM else by.account_id


def only_administrators(by: Viewer) -> None:
    """Raises :class:`NotAllowed` for everybody else."""
    if by is not SYSTEM and not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên được thay đổi tài khoản và vai.")


def plain_username(username: str) -> str:
    """A user name as it is kept: the case it was typed in does not matter."""
    return username.strip().lower()


def _good_username(session: Session, username: str) -> str:
    plain = plain_username(username)
    if not USERNAME.fullmatch(plain):
        raise Refused(
            "Nhập tên đăng nhập gồm chữ không dấu, số, dấu chấm, gạch ngang; tối đa 80 ký tự.", field="username"
        )
    if session.scalar(select(Account.id).where(Account.username == plain)) is not None:
        free = free_username(session, plain)
        raise Refused("Tên đăng nhập đã có người dùng. Chọn tên khác, ví dụ %(free)s.", field="username", free=free)
    return plain


def username_from(full_name: str) -> str:
    """The user name a name proposes: "Nguyễn Văn An" gives nguyen.van.an, "Rơ Mah H'Liên" ro.mah.hlien."""
    words = (NOT_IN_USERNAME.sub("", word) for word in fold(full_name).split())
    return ".".join(word for word in words if word)[:LONGEST_PROPOSED].strip(".")


def free_username(session: Session, wanted: str) -> str:
    """``wanted``, or with the first number behind it that nobody has: nguyen.van.an2."""
    short = wanted[:LONGEST_PROPOSED].rstrip("._-")
    taken = set(session.scalars(select(Account.username).where(Account.username.startswith(short, autoescape=True))))
    return next(name for name in chain((short,), (f"{short}{n}" for n in count(2))) if name not in taken)


def good_name(full_name: str) -> str:
    """A name as it is kept: single blanks. Raises :class:`Refused`."""
    name = " ".join(full_name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Nhập họ và tên, tối đa %(most)s ký tự.", field="full_name", most=LONGEST_NAME)
    return name


def good_email(email: str) -> str:
    """An address as it is kept, or none. Raises :class:`Refused`."""
    plain = email.strip()
    if plain and (not EMAIL.fullmatch(plain) or len(plain) > LONGEST_EMAIL):
        raise Refused("Nhập địa chỉ thư điện tử, ví dụ ten@gialai.gov.vn.", field="email")
    return plain


def password_fits(account: Account | None, password: str) -> bool:
    """Whether this is the account's password. It takes as long when there is no account."""
    stored = account.password_hash if account else None
    try:
        fits = HASHER.verify(stored or NOBODYS_HASH, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return fits and stored is not None


def roles_held_on(session: Session, account_id: int, day: date) -> tuple[HeldAt, ...]:
    """The roles of an account on a day, in the order they were given."""
    rows = session.execute(
        select(Role.kind, Role.agency_id, Agency.name)
        .join(Agency, Agency.id == Role.agency_id)
        .where(Role.account_id == account_id, held_on(day))
        .order_by(Role.from_on, Role.id)
    )
    return tuple(HeldAt(kind, agency_id, name) for kind, agency_id, name in rows)


def who_is(session: Session, account_id: int, *, on: date) -> AccountHolder | None:
    """The account, its roles that day and what it headed before, in one query; None for a locked or unknown one."""
    rows = session.execute(
        select(
            Account.username,
            Account.full_name,
            Account.locale,
            Account.theme,
            Account.epoch,
            Role.kind,
            Role.agency_id,
            Agency.name,
            Agency.level,
            Role.from_on,
            Role.until_on,
        )
        .outerjoin(Role, and_(Role.account_id == Account.id, held_or_headed(on)))
        .outerjoin(Agency, Agency.id == Role.agency_id)
        .where(Account.id == account_id, Account.locked_at.is_(None))
        .order_by(Role.from_on, Role.id)
    ).all()
    return holder_from(account_id, rows, on=on)


def holder_from(account_id: int, rows: Sequence[Any], *, on: date) -> AccountHolder | None:
    """The holder as rows of the account tell, one for each role held on the day or headed before; None for no row."""
    if not rows:
        return None
    first = rows[0]
    held = [row for row in rows if row.kind is not None]
    over = [row for row in held if row.until_on is not None and row.until_on < on]
    roles = tuple(HeldAt(row.kind, row.agency_id, row.name, row.level) for row in held if row not in over)
    headed = tuple(Headed(row.agency_id, row.from_on, row.until_on) for row in over)
    return AccountHolder(
        account_id, first.username, first.full_name, first.locale, first.theme, first.epoch, roles, headed
    )


def held_or_headed(day: Any) -> ColumnElement[bool]:
    """The WHERE clause of roles that say what somebody may see on a day: those held, and what was headed before."""
    return or_(held_on(day), _headed_before(day))


def _headed_before(day: Any) -> ColumnElement[bool]:
    return and_(Role.kind == RoleKind.HEAD, Role.until_on < day)


def colleagues(session: Session, agency_id: int, kind: RoleKind, *, on: date) -> list[str]:
    """The full names of those who hold this role at an agency on a day."""
    held = select(Role.account_id).where(Role.agency_id == agency_id, Role.kind == kind, held_on(on))
    named = (
        select(Account.full_name).where(Account.id.in_(held), Account.locked_at.is_(None)).order_by(Account.full_name)
    )
    return list(session.scalars(named))


def held_on(day: Any) -> ColumnElement[bool]:
    return and_(Role.from_on <= day, or_(Role.until_on.is_(None), Role.until_on >= day))
