"""What the pages of the accounts room show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.accounts import AccountHolder
from app.casework.digests import is_muted
from app.casework.recipients import ROLES_TOLD, LetterKind
from app.casework.signing_in import demonstration_accounts, devices
from app.extensions import db
from app.records.people import RoleKind
from app.web.accounts.forms import WeeklyLetterForm
from app.web.clock import now, today
from app.web.frame import demonstration
from app.web.navigation import entries_for
from app.web.sessions import StoredSession
from app.web.wording import moment, words

TRY = {
    RoleKind.OFFICER: _l("Ghi lượt tiếp, nhận đơn, in giấy biên nhận"),
    RoleKind.HANDLER: _l("Việc của tôi, hồ sơ, hạn và lý do"),
    RoleKind.HEAD: _l("Giao việc, xem việc trễ của đơn vị"),
    RoleKind.SUPERVISOR: _l("Tồn đọng toàn tỉnh, cờ quá hạn, thư đã gửi"),
    RoleKind.COORDINATOR: _l("Nơi nào chưa nộp báo cáo, nhắc và tổng hợp"),
    RoleKind.OBSERVER: _l("Các cuộc kiểm tra được mời tham gia"),
    RoleKind.AUDITOR: _l("Ai đã xem, sửa, in, xuất gì và vì sao"),
    RoleKind.ADMINISTRATOR: _l("Tài khoản, đơn vị, thư gửi, việc tự chạy"),
}


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One click to try a role: what it is called, what it does, whose account it is."""

    ref: str
    role: str
    does: str
    who: str


def weekly_letter_form(person: AccountHolder) -> WeeklyLetterForm | None:
    """Whether this person wants the weekly letter; None for somebody whose part has none."""
    told = ROLES_TOLD[LetterKind.WEEKLY]
    if not any(role.kind in told for role in person.roles):
        return None
    return WeeklyLetterForm(formdata=None, wanted=not is_muted(db.session(), person.account_id))


def may_try() -> bool:
    """Whether roles can be tried without a password: in development on demonstration data, never elsewhere."""
    return not current_app.config["SETTINGS"].production and demonstration()


def role_cards() -> tuple[RoleCard, ...]:
    """A card for each role somebody holds today in the demonstration, in the order of the roles."""
    if not may_try():
        return ()
    found = demonstration_accounts(db.session(), on=today())
    return tuple(
        RoleCard(found[kind][0].ref, words(kind), _does(kind), f"{found[kind][0].full_name} · {found[kind][1]}")
        for kind in RoleKind
        if kind in found
    )


def _does(kind: RoleKind) -> str:
    """What a card promises: not more than its role finds."""
    return str(TRY[kind]) if entries_for([kind]) else _("%(does)s (chưa có trang)", does=TRY[kind])


@dataclass(frozen=True, slots=True)
class PartLine:
    """A role somebody holds, and what it is for."""

    role: str
    agency: str
    does: str


def parts_of(person: AccountHolder | None) -> tuple[PartLine, ...]:
    """The roles somebody holds today, for the home page of who has no other."""
    held = person.roles if person else ()
    return tuple(PartLine(words(role.kind), role.agency, str(TRY[role.kind])) for role in held)


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A browser signed in to one's account. ``here``: the one that asks."""

    id: int
    name: str
    seen: str
    here: bool


def own_devices(account_id: int) -> tuple[DeviceLine, ...]:
    """Where one's account is signed in, the last used first."""
    this = cast("StoredSession", session).row_id
    found = devices(db.session(), account_id, at=now())
    return tuple(DeviceLine(one.id, one.name, moment(one.seen_at), one.id == this) for one in found)
