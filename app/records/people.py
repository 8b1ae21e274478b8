"""Accounts, their dated roles, their sessions, and the count of failed sign-ins. Citizens: see identities."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, closed_set, new_ref


class RoleKind(StrEnum):
    """What somebody may be at an agency."""

    OFFICER = "officer"  # cán bộ tiếp công dân
    HANDLER = "handler"  # người xử lý đơn, người được giao xác minh
    HEAD = "head"  # thủ trưởng
    SUPERVISOR = "supervisor"  # Thanh tra tỉnh
    COORDINATOR = "coordinator"  # điều phối báo cáo, Sở Nội vụ
    OBSERVER = "observer"  # Ban Dân vận
    AUDITOR = "auditor"  # kiểm soát nhật ký
    ADMINISTRATOR = "administrator"  # quản trị


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Account(Record):
    """Somebody who signs in. ``epoch`` goes up to sign them out everywhere."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))  # None: cannot sign in with a password
    locale: Mapped[str] = mapped_column(String(8), default="vi")
    theme: Mapped[Theme] = mapped_column(closed_set(Theme, "theme"), default=Theme.LIGHT)
    epoch: Mapped[int] = mapped_column(default=1)
    demonstration: Mapped[bool] = mapped_column(default=False)
    locked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class InvitationPurpose(StrEnum):
    """What a link for one use is for."""

    INVITE = "invite"  # a new account: its owner sets the first password
    RESET = "reset"  # a forgotten password


class Invitation(Record):
    """A link for one use with which somebody sets their own password. Only a hash of its token is kept."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[InvitationPurpose] = mapped_column(closed_set(InvitationPurpose, "invitation_purpose"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]  # another link took its place, or the account was locked
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))  # None: the first administrator's own


class Role(Record):
    """An account's part at an agency, from a day until a day (both included)."""

    __tablename__ = "roles"
    __table_args__ = (Index("ix_roles_agency_kind", "agency_id", "kind"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[RoleKind] = mapped_column(closed_set(RoleKind, "role_kind"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(160), default="")

    def held_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class WebSession(Record):
    """One browser signed in (or about to be). Only a hash of the cookie is kept."""

    __tablename__ = "web_sessions"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    device: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SignInThrottle(Record):
    """Failed sign-ins for one key (a hash of the user name, or of the address), within a window."""

    __tablename__ = "sign_in_throttles"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    since_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]
