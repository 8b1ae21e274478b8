"""What stands before an act on an account that cannot simply be undone: the question, what changes, the verb."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from app.casework.account_list import GivenRole
from app.casework.invitations import VALID_FOR, last_link
from app.casework.signing_in import devices
from app.extensions import db
from app.records.people import Account
from app.web.admin.accounts_pages import role_line
from app.web.clock import now
from app.web.views import Change, Confirmation
from app.web.wording import moment, number, words


def locking(account: Account) -> Confirmation:
    """What happens when the account is locked."""
    return Confirmation(
        question=_("Khóa tài khoản %(name)s?", name=account.full_name),
        verb=pgettext("nút", "Khóa tài khoản"),
        back=_back(account),
        explained=(_("Không ai đăng nhập được tài khoản này nữa, cho đến khi mở khóa. Vai và lịch sử giữ nguyên."),),
        changes=(
            Change(_("Đăng nhập"), _("được"), _("không được")),
            Change(_("Thiết bị đang đăng nhập"), _devices(account), _("không có")),
            Change(_("Liên kết đặt mật khẩu"), _link(account), _("không có")),
        ),
        danger=True,
    )


def unlocking(account: Account) -> Confirmation:
    """What happens when the account is unlocked."""
    return Confirmation(
        question=_("Mở khóa tài khoản %(name)s?", name=account.full_name),
        verb=pgettext("nút", "Mở khóa tài khoản"),
        back=_back(account),
        explained=(_("Người này đăng nhập lại được bằng mật khẩu cũ, với các vai đang giữ."),),
        changes=(Change(_("Đăng nhập"), _("không được"), _("được")),),
    )


def signing_out(account: Account) -> Confirmation:
    """What happens when the account is signed out everywhere."""
    return Confirmation(
        question=_("Đăng xuất %(name)s khỏi mọi thiết bị?", name=account.full_name),
        verb=_("Đăng xuất khỏi mọi thiết bị"),
        back=_back(account),
        explained=(_("Người này phải đăng nhập lại ở từng thiết bị. Mật khẩu không đổi."),),
        changes=(Change(_("Thiết bị đang đăng nhập"), _devices(account), _("không có")),),
    )


def linking(account: Account) -> Confirmation:
    """What happens when the account is given a link."""
    name, first = account.full_name, account.password_hash is None
    question = _("Cấp liên kết đặt lại mật khẩu cho %(name)s?", name=name)
    if first:
        question = _("Cấp liên kết đặt mật khẩu cho %(name)s?", name=name)
    explained = [
        _("Liên kết dùng một lần, trong %(days)s ngày, chỉ hiện một lần sau khi cấp.", days=VALID_FOR.days),
        _("Giao tận tay hoặc gửi riêng cho người nhận, không gửi chung."),
    ]
    if not first:
        explained.append(_("Mật khẩu hiện nay vẫn dùng được đến khi người nhận đặt mật khẩu mới bằng liên kết này."))
    return Confirmation(
        question=question,
        verb=_("Cấp liên kết"),
        back=_back(account),
        explained=tuple(explained),
        changes=(Change(_("Liên kết đặt mật khẩu"), _link(account), _("liên kết mới")),),
    )


def ending(account: Account, role: GivenRole) -> Confirmation:
    """What happens when a role ends."""
    line = role_line(account, role)
    return Confirmation(
        question=_("Kết thúc vai %(role)s của %(name)s?", role=words(role.kind), name=account.full_name),
        verb=_("Kết thúc vai"),
        back=_back(account),
        explained=(
            _("Hết ngày cuối cùng, người này không còn thấy và làm việc của vai này."),
            _("Vai đã giữ vẫn còn trong lịch sử."),
        ),
        changes=(Change(f"{line.words}, {line.agency}", line.period, _("đến hết ngày nhập dưới đây"), line.document),),
    )


def _back(account: Account) -> str:
    return url_for("admin.account", ref=account.ref)


def _devices(account: Account) -> str:
    count = len(devices(db.session(), account.id, at=now()))
    return ngettext("%(n)s thiết bị", "%(n)s thiết bị", count, n=number(count)) if count else _("không có")


def _link(account: Account) -> str:
    link = last_link(db.session(), account.id)
    if link is None or not link.usable(now()):
        return _("không có")
    return _("dùng được đến %(when)s", when=moment(link.expires_at))
