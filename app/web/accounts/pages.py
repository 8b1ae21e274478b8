"""What the pages of the accounts room show."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l

from app.casework.signing_in import demonstration_accounts
from app.extensions import db
from app.records.people import RoleKind
from app.web.clock import today
from app.web.frame import demonstration
from app.web.wording import words

TRY = {
    RoleKind.OFFICER: _l("Ghi lượt tiếp, nhận đơn, in giấy biên nhận"),
    RoleKind.HANDLER: _l("Việc của tôi, hồ sơ, hạn và lý do"),
    RoleKind.HEAD: _l("Giao việc, xem việc trễ của đơn vị"),
    RoleKind.SUPERVISOR: _l("Tồn đọng toàn tỉnh, cờ quá hạn, thư đã gửi"),
    RoleKind.COORDINATOR: _l("Nơi nào chưa nộp báo cáo, nhắc và tổng hợp"),
    RoleKind.OBSERVER: _l("Các cuộc kiểm tra được mời tham gia"),
    RoleKind.AUDITOR: _l("Ai đã xem, sửa, in, xuất gì và vì sao"),
    RoleKind.ADMINISTRATOR: _l("Tài khoản, đơn vị, lịch nghỉ, thư gửi"),
}


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One click to try a role: what it is called, what it does, whose account it is."""

    ref: str
    role: str
    does: str
    who: str


def may_try() -> bool:
    """Whether roles can be tried without a password: in development on demonstration data, never elsewhere."""
    return not current_app.config["SETTINGS"].production and demonstration()


def role_cards() -> tuple[RoleCard, ...]:
    """A card for each role somebody holds today in the demonstration, in the order of the roles."""
    if not may_try():
        return ()
    found = demonstration_accounts(db.session(), on=today())
    return tuple(
        RoleCard(found[kind][0].ref, words(kind), str(TRY[kind]), f"{found[kind][0].full_name} · {found[kind][1]}")
        for kind in RoleKind
        if kind in found
    )
